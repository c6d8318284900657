import ast
import importlib.metadata
import inspect
import itertools
import sys
import textwrap
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import qaframework as qa
from qaframework import defaults

TITLED = '''
    import qaframework as qa

    @qa.rule("{slug}", severity="query")
    def made_up(review: qa.Review, context: qa.Context):
        """A title."""
        yield "x"

    @qa.hookimpl
    def qa_moderation_rules():
        return [made_up]
'''


@pytest.fixture(autouse=True)
def only_what_a_test_installs(monkeypatch, tmp_path):
    """Hide the plugins that are installed beside the library, so that these tests see only their own."""
    monkeypatch.delenv("QAFRAMEWORK_PLUGINS", raising=False)
    finder = importlib.metadata.MetadataPathFinder
    find = finder.find_distributions

    def find_own(*args, **kwargs):
        for dist in find(*args, **kwargs):
            ours = Path(dist.locate_file("")).is_relative_to(tmp_path)
            if ours or "[qaframework]" not in (dist.read_text("entry_points.txt") or ""):
                yield dist

    monkeypatch.setattr(finder, "find_distributions", find_own)


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Return a function that installs a distribution as pip would leave it: a module and its metadata."""
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.syspath_prepend(site)

    def install(name, code, *, module="", entry="", dist="", version="1.0", entry_points=""):
        module = module or f"made_up_{name.replace('-', '_')}"
        (site / f"{module}.py").write_text(textwrap.dedent(code), encoding="utf-8")
        monkeypatch.delitem(sys.modules, module, raising=False)
        dist = dist or f"qaframework-{name}"
        info = site / f"{dist.replace('-', '_')}-{version}.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {dist}\nVersion: {version}\n", encoding="utf-8")
        told = entry_points or f"[qaframework]\n{name} = {entry or module}\n"
        (info / "entry_points.txt").write_bytes(told if isinstance(told, bytes) else told.encode())
        importlib.invalidate_caches()
        return info

    return install


@pytest.fixture
def folder(tmp_path):
    """Return a function that writes single-file plugins into a folder."""
    place = tmp_path / "plugins"
    place.mkdir()

    def write(**files):
        for name, code in files.items():
            (place / f"{name}.py").write_text(textwrap.dedent(code), encoding="utf-8")
        return place

    return write


def made(name="made", **hooks):
    """Return a module with these hooks, each giving a value or what a function returns."""
    module = ModuleType(name)
    for hook, answer in hooks.items():
        setattr(module, hook, giving(answer))
    return module


def giving(answer):
    @qa.hookimpl
    def hook():
        return answer() if inspect.isroutine(answer) else answer

    return hook


def rule(slug="made-up", **more):
    def check(review: qa.Review, context: qa.Context):
        """A title."""

    return qa.rule(slug, severity="query", **more)(check)


def names(plugins):
    return [plugin.name for plugin in plugins.loaded]


def only_failure(plugins):
    (failure,) = plugins.failed
    return failure


YEAR = qa.from_rows(
    reviews=[
        {
            "id": "R1",
            "activity": "A1",
            "child": "C1",
            "reviewer": "P1",
            "completed_on": "2024-02-01",
            "overall": "Outstanding",
        }
    ]
)


def test_the_built_in_plugin_is_always_there_and_first():
    plugins = qa.load_plugins(allow=())
    assert names(plugins) == ["defaults"]
    assert plugins.failed == ()
    assert plugins.rules
    assert all(one.id.startswith("defaults/") for one in plugins.rules)


def test_an_installed_plugin_is_found_with_its_distribution_and_version(install):
    install("camden", TITLED.format(slug="made-up"), version="2.3")
    plugins = qa.load_plugins()
    (camden,) = (one for one in plugins.loaded if one.name == "camden")
    assert (camden.version, camden.origin) == ("2.3", "qaframework-camden")
    assert [one.id for one in camden.rules] == ["camden/made-up"]
    assert camden.rules[0].plugin == "camden"


def test_an_entry_point_may_name_an_object(install):
    code = """
        import qaframework as qa
        class Plugin:
            @qa.hookimpl
            def qa_themes(self):
                return [qa.Theme(id="made-up", title="Made up")]
        plugin = Plugin()
    """
    install("kent", code, entry="made_up_kent:plugin")
    assert "made-up" in qa.load_plugins().themes


def test_a_folder_of_single_files_is_loaded_without_leaving_anything_in_it(folder):
    place = folder(camden=TITLED.format(slug="one"), kent=TITLED.format(slug="two"), _helper="raise ValueError")
    plugins = qa.load_plugins(paths=[place])
    assert names(plugins) == ["defaults", "camden", "kent"]
    assert not plugins.failed
    assert [one.origin for one in plugins.loaded[1:]] == ["camden.py", "kent.py"]
    assert sorted(one.name for one in place.iterdir()) == ["_helper.py", "camden.py", "kent.py"]


def test_a_single_file_or_folder_may_be_named_without_a_list(folder):
    place = folder(camden=TITLED.format(slug="one"))
    assert "camden" in names(qa.load_plugins(paths=place))
    assert "camden" in names(qa.load_plugins(paths=str(place / "camden.py")))


def test_a_file_that_was_edited_a_moment_ago_is_read_again(folder):
    for slug in ("aaa", "bbb", "ccc"):
        place = folder(camden=TITLED.format(slug=slug))
        assert f"camden/{slug}" in [one.id for one in qa.load_plugins(paths=[place]).rules]


def test_a_single_file_may_hold_dataclasses_and_annotations_as_text(folder):
    code = """
        from __future__ import annotations
        import dataclasses
        import qaframework as qa

        @dataclasses.dataclass
        class Threshold:
            words: int = 3

        @qa.rule("made-up", severity="query")
        def made_up(review: qa.Review, context: qa.Context):
            \"\"\"A title.\"\"\"
            yield str(Threshold().words)

        @qa.hookimpl
        def qa_moderation_rules():
            return [made_up]
    """
    plugins = qa.load_plugins(paths=folder(camden=code))
    assert not plugins.failed
    assert [flag.message for flag in qa.moderate(YEAR, plugins, select="camden/*").flags] == ["3"]


def test_nothing_is_loaded_from_the_current_folder_unasked(folder, monkeypatch):
    monkeypatch.chdir(
        folder(camden="raise ValueError", plugins="raise ValueError", qaframework_plugins="raise ValueError")
    )
    assert not qa.load_plugins().failed


@pytest.mark.parametrize("path", ["absent", "absent.py"])
def test_a_path_that_is_not_there_is_named(tmp_path, path):
    failure = only_failure(qa.load_plugins(paths=[tmp_path / path]))
    assert (failure.name, failure.stage, failure.reason) == ("absent", "find", "there is no such file or folder")


def test_a_folder_without_a_plugin_is_named(folder):
    place = folder()
    (place / "notes.txt").write_text("x")
    failure = only_failure(qa.load_plugins(paths=[place]))
    assert (failure.name, failure.stage) == ("plugins", "find")
    assert "no .py file" in failure.reason


def test_a_file_that_is_no_python_file_is_named(tmp_path):
    (tmp_path / "rules.txt").write_text("x")
    assert only_failure(qa.load_plugins(paths=[tmp_path / "rules.txt"])).reason == "it is no .py file"


def test_a_module_or_an_object_may_be_given():
    class Camden:
        @qa.hookimpl
        def qa_moderation_rules(self):
            return [rule()]

    plugins = qa.load_plugins(Camden(), made("kent", qa_moderation_rules=[rule()]))
    assert names(plugins) == ["defaults", "Camden", "kent"]
    assert {one.origin for one in plugins.loaded[1:]} == {"given"}


def test_all_five_hooks_are_collected():
    domain = qa.Domain(code="RISK", title="Risk")
    plugins = qa.load_plugins(
        made(
            qa_moderation_rules=[rule("b"), rule("a")],
            qa_grading_scales=(
                qa.GradingScale("x", "X", ("Good", "Bad")),
                qa.Crosswalk("x", "ofsted-2018", {"Good": "Good"}),
            ),
            qa_themes=lambda: iter([qa.Theme(id="t", title="T")]),
            qa_review_templates=[qa.ReviewTemplate(id="r", title="R", domains=(domain,))],
        )
    )
    assert not plugins.failed
    assert [one.id for one in plugins.rules if one.plugin == "made"] == ["made/a", "made/b"]
    assert "x" in plugins.scales
    assert "t" in plugins.themes
    assert "r" in plugins.templates
    assert [str(one) for one in plugins.convert(plugins.scales["x"].best, "ofsted-2018")] == ["Good"]


def test_a_smart_check_is_collected_apart():
    def check(recommendation: qa.Recommendation, context: qa.Context):
        """A title."""

    smart = qa.rule("dated", severity="query", criterion="time_bound")(check)
    plugins = qa.load_plugins(made(qa_smart_checks=[smart]))
    assert "made/dated" in [one.id for one in plugins.smart_checks]
    assert "made/dated" not in [one.id for one in plugins.rules]


def test_a_hook_may_have_another_name_in_the_plugin():
    module = ModuleType("made")

    def themes():
        return [qa.Theme(id="t", title="T")]

    module.themes = qa.hookimpl(themes, specname="qa_themes")
    assert "t" in qa.load_plugins(module).themes


def test_a_name_beginning_with_qa_is_no_hook_unless_it_is_the_authors_own_function():
    module = made(qa_themes=[qa.Theme(id="t", title="T")])
    module.qa_rule = qa.rule
    module.qa_made_up = rule()
    module.qa_version = "1.0"
    module.qa_theme = qa.Theme
    assert "t" in qa.load_plugins(module).themes


def test_what_plugins_give_cannot_be_changed():
    plugins = qa.load_plugins(allow=())
    for mapping in (plugins.scales, plugins.themes, plugins.templates):
        with pytest.raises(TypeError):
            mapping["x"] = None
    with pytest.raises(AttributeError):
        plugins.loaded = ()


def broken_hook():
    raise RuntimeError("no connection")


def not_a_rule(review: qa.Review, context: qa.Context):
    """A title."""


def refusals():
    scale = qa.GradingScale("x", "X", ("Good", "Bad"))
    theme = qa.Theme(id="t", title="T")

    def over_review(review: qa.Review, context: qa.Context):
        """A title."""

    yield "nothing", made(), "validate", "it has no hook"
    yield (
        "misspelt hook",
        made(qa_moderation_rule=[]),
        "validate",
        "there is no hook 'qa_moderation_rule'; did you mean 'qa_moderation_rules'?",
    )
    yield "unknown hook", made(qa_zzz=[]), "validate", "there is no hook 'qa_zzz'; see the hooks' page"
    yield "raises", made(qa_themes=broken_hook), "give", "RuntimeError: no connection"
    yield "exits", made(qa_themes=sys.exit), "give", "SystemExit"
    yield "returns None", made(qa_themes=None), "give", "qa_themes must return a list"
    yield "returns a string", made(qa_themes="housing"), "give", "qa_themes must return a list"
    yield "returns one", made(qa_moderation_rules=rule()), "give", "qa_moderation_rules must return a list"
    yield "wrong type", made(qa_themes=["housing"]), "give", "qa_themes must return Theme, not str"
    yield "wrong hook", made(qa_themes=[scale]), "give", "qa_themes must return Theme, not GradingScale"
    yield "a mapping", made(qa_themes={"t": theme}), "give", "qa_themes must return Theme, not str"
    yield (
        "undecorated",
        made(qa_moderation_rules=[not_a_rule]),
        "give",
        "not function; write @qaframework.rule above it",
    )
    yield "rule twice", made(qa_moderation_rules=[rule(), rule()]), "give", "rule 'made/made-up' is given twice"
    yield "scale twice", made(qa_grading_scales=[scale, scale]), "give", "scale 'x' is given twice"
    yield "theme twice", made(qa_themes=[theme, theme]), "give", "theme 't' is given twice"
    yield (
        "smart over review",
        made(qa_smart_checks=[qa.rule("made-up", severity="info", criterion="specific")(over_review)]),
        "give",
        "SMART check 'made-up' must be over a Recommendation",
    )
    yield "no criterion", made(qa_smart_checks=[rule()]), "give", "and name its criterion"
    yield (
        "takes a scale",
        made(qa_grading_scales=[qa.GradingScale("ofsted-2018", "X", ("Good",))]),
        "give",
        "scale 'ofsted-2018' is already given by plugin 'defaults'",
    )
    yield "reserved", made("waivers", qa_themes=[]), "validate", "the name 'waivers' is kept"
    yield "no plugin", 3, "validate", "it has no hook"
    yield "a path", "plugins/", "validate", "it has no hook"

    unmarked = made(qa_themes=[])
    unmarked.qa_moderation_rules = lambda: [rule()]
    yield "unmarked", unmarked, "validate", "qa_moderation_rules is not marked; write @qaframework.hookimpl above it"
    misspelt = made(qa_themes=[])
    misspelt.qa_moderation_rule = lambda: [rule()]
    yield "unmarked and misspelt", misspelt, "validate", "did you mean 'qa_moderation_rules'?"

    class NeedsSelf:
        @qa.hookimpl
        def qa_themes(self):
            return []

    class TakesAnArgument:
        @qa.hookimpl
        def qa_themes(self, year):
            return []

    class TakesADefault:
        @qa.hookimpl
        def qa_themes(self, year=None):
            return []

    class Wraps:
        @qa.hookimpl(wrapper=True)
        def qa_themes(self):
            return (yield)

    yield "a class", NeedsSelf, "validate", "qa_themes takes arguments; hooks here take none; give an instance"
    yield "an argument", TakesAnArgument(), "validate", "qa_themes takes arguments; hooks here take none"
    yield "a default", TakesADefault(), "validate", "qa_themes takes arguments; hooks here take none"
    yield "a wrapper", Wraps(), "validate", "qa_themes is a wrapper"


REFUSED = list(refusals())


@pytest.mark.parametrize(("given", "stage", "reason"), [one[1:] for one in REFUSED], ids=[one[0] for one in REFUSED])
def test_a_plugin_that_breaks_the_contract_is_left_out_whole_and_says_why(given, stage, reason):
    plugins = qa.load_plugins(given, made("sound", qa_moderation_rules=[rule()]))
    failure = only_failure(plugins)
    assert (failure.stage, failure.origin) == (stage, "given")
    assert reason in failure.reason
    assert "\n" not in failure.reason
    assert names(plugins) == ["defaults", "sound"]
    report = qa.moderate(YEAR, plugins, select="sound/*")
    assert not report.ok
    assert report.exit_code == 3
    assert any(str(failure) == line for line in report.not_run())
    assert [result.status for result in report.results] == ["passed"]


def test_nothing_a_left_out_plugin_gave_is_used():
    scale = qa.GradingScale("x", "X", ("Good",))
    half = made("half", qa_grading_scales=[scale], qa_themes=["no theme"], qa_moderation_rules=[rule()])
    plugins = qa.load_plugins(half)
    assert "x" not in plugins.scales
    assert not [one for one in plugins.rules if one.plugin == "half"]
    assert "x" in qa.load_plugins(half, made("whole", qa_grading_scales=[scale])).scales


IMPORTS = {
    "missing module": ("import not_there_at_all", "ModuleNotFoundError: No module named 'not_there_at_all'"),
    "missing name": ("from qaframework import Reveiw", "ImportError: cannot import name 'Reveiw'"),
    "raises": ("raise RuntimeError('line one\\nline two')", "RuntimeError: line one line two"),
    "syntax": ("def (:", "SyntaxError"),
    "exits": ("import sys; sys.exit('no licence')", "SystemExit: no licence"),
    "exits well": ("raise SystemExit(0)", "SystemExit: 0"),
    "bad rule": (
        "import qaframework as qa\n@qa.rule('x', severity='query')\ndef x(a: int, context):\n    '''T.'''",
        "TypeError: rule 'x': annotate the first argument",
    ),
}


@pytest.mark.parametrize(("code", "reason"), IMPORTS.values(), ids=list(IMPORTS))
@pytest.mark.parametrize("door", ["installed", "file"])
def test_a_plugin_that_fails_to_import_is_named_with_where_it_came_from(door, code, reason, install, folder):
    if door == "installed":
        install("broken", code, version="0.9")
        install("sound", TITLED.format(slug="made-up"))
        plugins = qa.load_plugins()
        expected = ("broken", "0.9", "qaframework-broken", "import")
    else:
        plugins = qa.load_plugins(paths=[folder(broken=code, sound=TITLED.format(slug="made-up"))])
        expected = ("broken", "", "broken.py", "import")
    failure = only_failure(plugins)
    assert (failure.name, failure.version, failure.origin, failure.stage) == expected
    assert reason in failure.reason
    assert "sound" in names(plugins)
    assert str(failure).startswith(
        f"plugin 'broken' ({' '.join(part for part in expected[2:0:-1] if part)}) was left out"
    )


def test_a_file_that_failed_leaves_no_module_behind(folder):
    qa.load_plugins(paths=[folder(broken="raise ValueError")])
    assert "qaframework_plugin_broken" not in sys.modules


def test_an_interrupt_is_no_failure_of_a_plugin(folder):
    with pytest.raises(KeyboardInterrupt):
        qa.load_plugins(paths=[folder(broken="raise KeyboardInterrupt")])


def test_what_a_plugin_prints_keeps_out_of_the_output(folder, capsys):
    code = "print('at import')\n" + textwrap.dedent(TITLED.format(slug="made-up")).replace(
        "return [made_up]", "print('in the hook')\n    return [made_up]"
    ).replace('yield "x"', 'print("in the rule")\n    yield "x"')
    plugins = qa.load_plugins(paths=[folder(noisy=code)])
    qa.moderate(YEAR, plugins, select="noisy/*")
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == "at import\nin the hook\nin the rule\n"


def test_two_distributions_with_one_entry_point_name_do_not_hide_each_other(install):
    install("camden", TITLED.format(slug="one"), dist="a-camden", module="made_up_a")
    install("camden", TITLED.format(slug="two"), dist="b-camden", module="made_up_b")
    plugins = qa.load_plugins()
    failure = only_failure(plugins)
    assert (failure.name, failure.origin, failure.reason) == (
        "camden",
        "b-camden",
        "another plugin from a-camden has this name",
    )
    assert "camden/one" in [one.id for one in plugins.rules]


def test_a_file_cannot_take_the_place_of_the_built_in_plugin(folder):
    plugins = qa.load_plugins(paths=[folder(defaults=TITLED.format(slug="made-up"))])
    assert "another plugin from qaframework has this name" in only_failure(plugins).reason
    assert len(plugins.rules) == len(qa.load_plugins().rules)


@pytest.mark.parametrize("kind", ["scale", "theme", "template", "crosswalk"])
def test_what_two_plugins_both_give_stays_with_the_first_by_name(kind):
    def plugin(name):
        return {
            "scale": made(name, qa_grading_scales=[qa.GradingScale("x", name, ("Good",))]),
            "theme": made(name, qa_themes=[qa.Theme(id="x", title=name)]),
            "template": made(name, qa_review_templates=[qa.ReviewTemplate(id="x", title=name)]),
            "crosswalk": made(name, qa_grading_scales=[qa.Crosswalk("x", "y", {"a": "b"}, author=name)]),
        }[kind]

    for order in itertools.permutations(["aaa", "bbb"]):
        plugins = qa.load_plugins(*map(plugin, order))
        failure = only_failure(plugins)
        assert failure.name == "bbb"
        assert f"{kind} 'x" in failure.reason
        assert "is already given by plugin 'aaa'" in failure.reason


def test_two_plugins_may_have_rules_of_one_slug():
    plugins = qa.load_plugins(made("aaa", qa_moderation_rules=[rule()]), made("bbb", qa_moderation_rules=[rule()]))
    assert not plugins.failed
    assert {"aaa/made-up", "bbb/made-up"} <= {one.id for one in plugins.rules}


@pytest.mark.parametrize(
    "entry_points",
    ["[qaframework]\nno value here\n", b"[qaframework]\n\xff\xfe = x\n"],
    ids=["no value", "not text"],
)
def test_a_distribution_with_broken_metadata_stops_no_other(install, entry_points):
    install("broken", "", entry_points=entry_points)
    install("sound", TITLED.format(slug="made-up"))
    plugins = qa.load_plugins()
    failure = only_failure(plugins)
    assert (failure.name, failure.stage) == ("qaframework-broken", "find")
    assert "its entry points cannot be read" in failure.reason
    assert names(plugins) == ["defaults", "sound"]


@pytest.mark.filterwarnings("ignore::DeprecationWarning:importlib")
def test_a_distribution_that_does_not_say_its_name_or_version_is_loaded_all_the_same(install):
    info = install("nameless", TITLED.format(slug="made-up"))
    (info / "METADATA").write_text("Metadata-Version: 2.1\n", encoding="utf-8")
    plugins = qa.load_plugins()
    assert not plugins.failed
    assert names(plugins) == ["defaults", "nameless"]


@pytest.mark.parametrize("value", ["!!", "made_up_odd:nothing", ""])
def test_an_entry_point_that_leads_nowhere_is_named(install, value):
    install("odd", "", entry_points=f"[qaframework]\nodd = {value}\n")
    failure = only_failure(qa.load_plugins())
    assert (failure.name, failure.version, failure.stage) == ("odd", "1.0", "import")


def test_a_required_plugin_that_is_there_is_fine(install):
    install("camden", TITLED.format(slug="made-up"))
    assert "camden" in names(qa.load_plugins(require=["camden", "defaults"]))
    assert "camden" in names(qa.load_plugins(require="camden"))


def test_a_required_plugin_that_is_absent_raises_with_the_nearest_name(install):
    install("camden", TITLED.format(slug="made-up"))
    with pytest.raises(qa.PluginError, match="required plugin 'camdne' is not there; did you mean 'camden'") as absent:
        qa.load_plugins(require=["camdne"])
    assert absent.value.exit_code == 3
    with pytest.raises(qa.PluginError, match="'zzz' is not there; install it, allow it or name its folder"):
        qa.load_plugins(require=["zzz"])


def test_a_required_plugin_that_is_broken_raises_with_its_reason(install):
    install("camden", "raise RuntimeError('no licence')", version="3.1")
    with pytest.raises(qa.PluginError, match=r"required plugin 'camden' \(qaframework-camden 3\.1\) .*no licence"):
        qa.load_plugins(require=["camden"])


def test_a_required_plugin_that_is_not_allowed_is_absent(install):
    install("camden", TITLED.format(slug="made-up"))
    with pytest.raises(qa.PluginError, match="'camden' is not there"):
        qa.load_plugins(require=["camden"], allow=[])


@pytest.mark.parametrize(
    ("allow", "loaded"),
    [(None, ["camden", "kent"]), (["kent"], ["kent"]), ("kent", ["kent"]), ([], []), (["kent", "defaults"], ["kent"])],
)
def test_only_allowed_plugins_are_loaded(install, allow, loaded):
    install("camden", TITLED.format(slug="made-up"))
    install("kent", TITLED.format(slug="made-up"))
    plugins = qa.load_plugins(allow=allow)
    assert names(plugins) == ["defaults", *loaded]
    assert not plugins.failed


@pytest.mark.parametrize(
    ("value", "loaded"),
    [("", []), (" ", []), ("kent", ["kent"]), (" kent , camden ", ["camden", "kent"]), ("kent,", ["kent"])],
)
def test_the_environment_may_say_which_are_allowed(install, monkeypatch, value, loaded):
    install("camden", TITLED.format(slug="made-up"))
    install("kent", TITLED.format(slug="made-up"))
    monkeypatch.setenv("QAFRAMEWORK_PLUGINS", value)
    plugins = qa.load_plugins()
    assert names(plugins) == ["defaults", *loaded]
    assert not plugins.failed
    assert names(qa.load_plugins(allow=["camden"])) == ["defaults", "camden"]


def test_a_plugin_that_is_not_allowed_is_not_even_imported(install):
    install("camden", "raise RuntimeError('imported')")
    assert not qa.load_plugins(allow=[]).failed


def test_an_allowed_plugin_that_is_not_there_is_named_and_no_report_is_ok(install):
    install("camden", TITLED.format(slug="made-up"))
    plugins = qa.load_plugins(allow=["camdne"])
    failure = only_failure(plugins)
    assert (failure.name, failure.stage) == ("camdne", "find")
    assert "did you mean 'camden'?" in failure.reason
    assert not qa.moderate(YEAR, plugins, select="limiting-domain").ok


def test_files_and_objects_need_no_leave(folder):
    plugins = qa.load_plugins(
        made("given", qa_themes=[]), paths=[folder(camden=TITLED.format(slug="x"))], allow=["given"]
    )
    assert names(plugins) == ["defaults", "camden", "given"]
    assert not plugins.failed


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20, deadline=None)
@given(st.permutations(["a", "b", "c", "d"]), st.permutations([0, 1]))
def test_the_order_in_which_plugins_are_found_changes_nothing(tmp_path, order, folders):
    made_up = {
        "a": made("a", qa_themes=[qa.Theme(id="x", title="A")], qa_moderation_rules=[rule()]),
        "b": made("b", qa_themes=[qa.Theme(id="x", title="B")]),
        "c": made("c", qa_themes=None),
        "d": made("d", qa_moderation_rules=[rule("z"), rule("y")]),
    }
    places = [tmp_path / "one", tmp_path / "two"]
    for number, place in enumerate(places):
        place.mkdir(exist_ok=True)
        (place / "same.py").write_text(textwrap.dedent(TITLED.format(slug=f"from-{number}")))
    plugins = qa.load_plugins(*(made_up[name] for name in order), paths=[places[number] for number in folders])
    assert names(plugins) == ["defaults", "a", "d", "same"]
    assert [(one.name, one.stage) for one in plugins.failed] == [("b", "give"), ("c", "give"), ("same", "validate")]
    assert [one.id for one in plugins.rules if one.plugin != "defaults"] == [
        "a/made-up",
        "d/y",
        "d/z",
        "same/from-0",
    ]
    assert plugins.themes["x"].title == "A"


def test_the_table_of_plugins_has_the_ones_left_out(install):
    install("camden", "raise RuntimeError('<b>no</b>')", version="3.1")
    plugins = qa.load_plugins()
    rows = {row["plugin"]: row for row in plugins.rows()}
    assert rows["defaults"]["status"] == "loaded"
    assert rows["defaults"]["rules"] == len(plugins.rules)
    assert rows["camden"] | {"rules": 0, "version": "3.1", "from": "qaframework-camden"} == rows["camden"]
    assert rows["camden"]["status"] == "left out at import: RuntimeError: <b>no</b>"
    assert "left out at import" in repr(plugins)
    assert "&lt;b&gt;no" in plugins._repr_html_()
    assert "<b>" not in plugins._repr_html_()


def imports_of(file):
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, None) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{file.name} imports from where it stands; name the module"
            yield from ((node.module, alias.name) for alias in node.names)


BUILT_IN_FILES = sorted(Path(defaults.__file__).parent.rglob("*.py"))
LIBRARIES = {*sys.stdlib_module_names, "attrs", "holidays"}


@pytest.mark.parametrize("file", BUILT_IN_FILES, ids=lambda file: file.stem)
def test_the_built_in_plugin_uses_only_the_public_api(file):
    for module, name in imports_of(file):
        if module == "qaframework":
            assert name is None or name in qa.__all__ or name == "defaults", f"{name} is not public"
        elif not module.startswith("qaframework.defaults"):
            assert module.partition(".")[0] in LIBRARIES, f"{module} is neither public nor a library"


def test_a_plugin_gives_versions_of_its_own_templates_and_none_of_another_s():
    class Ours:
        @qa.hookimpl
        def qa_review_templates(self):
            return [qa.ReviewTemplate(id="ours", title="T", version=version) for version in ("2", "1")]

    class Theirs:
        @qa.hookimpl
        def qa_review_templates(self):
            return [qa.ReviewTemplate(id="practice-review", title="T", version="0")]

    class Twice:
        @qa.hookimpl
        def qa_review_templates(self):
            return [qa.ReviewTemplate(id="twice", title="T")] * 2

    plugins = qa.load_plugins(Ours(), Theirs(), Twice(), allow=())
    assert plugins.templates["ours"].version == "1"
    assert plugins.templates["practice-review"].version == "1"
    assert {failure.name: failure.reason for failure in plugins.failed} == {
        "Theirs": "template 'practice-review' is already given by plugin 'defaults'",
        "Twice": "version of a template 'twice@1' is given twice",
    }
