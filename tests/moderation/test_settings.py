import datetime
import textwrap

import attrs
import pytest

import qaframework as qa

OFSTED = qa.load_plugins(allow=()).scales["ofsted-2018"]
DAY = datetime.date(2024, 2, 1)


@qa.rule("rationale-length", severity="error")
def rationale_length(
    review: qa.Review,
    context: qa.Context,
    words: int = 40,
    share: float = 0.5,
    strict: bool = True,
    of: str = "rationale",
    grades: tuple[str, ...] = ("Good",),
    voices: frozenset[str] = frozenset({"obtained"}),
    since: datetime.date = DAY,
    anything: object = None,
):
    """A rationale is long enough."""
    yield qa.flag(f"{words} {share} {strict} {of} {grades!r} {sorted(voices)} {since} {anything}", field="rationale")


@qa.rule("has-a-day", severity="query")
def has_a_day(recommendation: qa.Recommendation, context: qa.Context, days: int = 5):
    """A recommendation has a day."""
    yield f"{days} days"


@qa.rule("severe", severity="info")
def severe(year: qa.Programme, context: qa.Context, most: int = 1):
    """The programme is not severe."""
    yield f"{most}"


def plugin(name, *rules):
    return qa.Plugin(name=name, rules=tuple(attrs.evolve(one, plugin=name) for one in rules))


PLUGINS = qa.Plugins(loaded=(plugin("made", rationale_length, has_a_day, severe),))


def review(name, activity):
    return qa.Review(id=name, activity=activity, reviewer="P1", completed_on=DAY, overall=OFSTED.best)


def activity(name):
    return qa.Activity(id=name, kind="survey", title="T", start=DAY, end=DAY)


YEAR = qa.Programme(
    activities=[activity("PR-1"), activity("PR-2")],
    reviews=[review("R1", "PR-1"), review("R2", "PR-2"), review("R3", "PR-9")],
    recommendations=[
        qa.Recommendation(id="REC1", text="x", level="child", source="R1", raised_on=DAY),
        qa.Recommendation(id="REC2", text="x", level="service", source="PR-2", raised_on=DAY),
    ],
)


@pytest.fixture
def moderated(tmp_path):
    """Return a function that moderates the year with a settings file of this text."""

    def moderated(text, plugins=PLUGINS, **options):
        file = tmp_path / "qaframework.toml"
        file.write_text(textwrap.dedent(text), encoding="utf-8")
        return qa.moderate(YEAR, plugins, settings=file, today=DAY, **options)

    return moderated


def params(report, rule, record):
    (flag,) = (flag for flag in report.flags if (flag.rule, flag.record) == (f"made/{rule}", record))
    return {name: (value, origin) for name, value, origin in flag.params}


def test_without_settings_every_parameter_is_the_rules_default():
    report = qa.moderate(YEAR, PLUGINS, settings=qa.Settings(), today=DAY)
    assert params(report, "has-a-day", "REC1") == {"days": (5, "default")}
    assert report.settings == ""


def test_a_parameter_set_for_all_is_in_force_and_the_flag_says_where_it_was_set(moderated):
    report = moderated('[rules."made/has-a-day"]\ndays = 10')
    assert params(report, "has-a-day", "REC1") == {"days": (10, "qaframework.toml")}
    assert [flag.message for flag in report.flags if flag.rule == "made/has-a-day"] == ["10 days", "10 days"]
    (row, *_) = (row for row in report.rows() if row["rule"] == "made/has-a-day")
    assert row["parameters"] == "days = 10 (qaframework.toml)"
    assert report.settings == "qaframework.toml"


def test_a_parameter_may_be_set_for_one_activity_and_reaches_what_hangs_on_it(moderated):
    report = moderated(
        """
        [rules."made/has-a-day"]
        days = 10
        [activities.PR-1."made/has-a-day"]
        days = 20
        [activities.PR-2."made/rationale-length"]
        words = 7
        """
    )
    assert params(report, "has-a-day", "REC1") == {"days": (20, "qaframework.toml, for PR-1")}
    assert params(report, "has-a-day", "REC2") == {"days": (10, "qaframework.toml")}
    assert params(report, "rationale-length", "R2")["words"] == (7, "qaframework.toml, for PR-2")
    assert params(report, "rationale-length", "R1")["words"] == (40, "default")
    assert params(report, "rationale-length", "R3")["words"] == (40, "default")
    assert all(result.checked == result.records for result in report.results)


def test_a_rule_over_the_programme_takes_what_is_set_for_all(moderated):
    report = moderated("[rules.severe]\nmost = 3\n[activities.PR-1.severe]\nmost = 9")
    assert params(report, "severe", "programme") == {"most": (3, "qaframework.toml")}


def test_a_severity_that_was_set_is_the_flags_and_shows_that_it_was_set(moderated):
    report = moderated('[rules.rationale-length]\nseverity = "info"')
    (flag, *_) = (flag for flag in report.flags if flag.rule == "made/rationale-length")
    assert flag.severity == "info"
    assert flag.params[-1] == ("severity", "info", "qaframework.toml")
    assert next(one for one in report.results if one.rule == flag.rule).severity == "info"
    assert report.counts()["error"] == 0
    assert report.ok


def test_values_arrive_as_the_kind_of_thing_their_default_is(moderated):
    report = moderated(
        """
        [rules.rationale-length]
        share = 1
        strict = false
        grades = ["Good", "RI"]
        voices = ["sought", "obtained", "sought"]
        since = 2024-03-01
        anything = [1, "x"]
        """
    )
    assert params(report, "rationale-length", "R1") | {
        "share": (1, "qaframework.toml"),
        "strict": (False, "qaframework.toml"),
        "grades": (("Good", "RI"), "qaframework.toml"),
        "voices": (frozenset({"sought", "obtained"}), "qaframework.toml"),
        "since": (datetime.date(2024, 3, 1), "qaframework.toml"),
        "anything": ([1, "x"], "qaframework.toml"),
    } == params(report, "rationale-length", "R1")
    assert "('Good', 'RI') ['obtained', 'sought']" in report.for_record("R1")[0].message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[rules.rationale-lenght]\nwords = 3", "did you mean 'made/rationale-length'"),
        ('[rules."made/zzz"]\nwords = 3', "there is no rule 'made/zzz'"),
        ("[rules.rationale-length]\nword = 3", "there is no parameter 'word'; did you mean 'words'?"),
        ("[rules.has-a-day]\nzzz = 3", "there is no parameter 'zzz'; it has days"),
        ("[rules.rationale-length]\nwords = '3'", "words must be like its default, 40"),
        ("[rules.rationale-length]\nwords = 3.0", "words must be like its default, 40"),
        ("[rules.rationale-length]\nwords = true", "words must be like its default, 40"),
        ("[rules.rationale-length]\nstrict = 1", "strict must be like its default, True"),
        ("[rules.rationale-length]\nshare = nan", "share must be like its default, 0.5"),
        ("[rules.rationale-length]\nshare = inf", "share must be like its default, 0.5"),
        ("[rules.rationale-length]\nanything = nan", "anything must be like its default"),
        ("[rules.rationale-length]\ngrades = 'Good'", "grades must be like its default, ['Good']"),
        ("[rules.rationale-length]\ngrades = [1]", "grades must be like its default, ['Good']"),
        ("[rules.rationale-length]\nsince = 2024-03-01T00:00:00", "since must be like its default"),
        ("[rules.rationale-length]\nseverity = 'warning'", "severity is one of error, query, info"),
        ("[activities.PR-1.rationale-length]\nseverity = 'info'", "severity is set for all activities, under [rules]"),
        ("[activities.PR-11.rationale-length]\nwords = 3", "there is no activity 'PR-11'; did you mean"),
        ("[activities.PR-1.rationale-lenght]\nwords = 3", '[activities.PR-1."rationale-lenght"] there is no rule'),
        ("[rule.rationale-length]\nwords = 3", "there is no section [rule]; did you mean [rules]?"),
        ("words = 3", "there is no section [words]"),
        ("rules = 3", 'write [rules."plugin/rule"]'),
        ("[rules]\nwords = 3", 'write [rules."plugin/rule"]'),
        ("activities = 3", "write [activities.ID"),
        ("[activities]\nPR-1 = 3", "write [activities.ID"),
        ("[activities.PR-1]\nwords = 3", 'write [activities.PR-1."plugin/rule"]'),
        (
            '[rules.rationale-length]\nwords = 3\n[rules."made/rationale-length"]\nwords = 4',
            "sets the same rule as 'made/rationale-length'; keep one of them",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_the_place_and_a_suggestion(moderated, text, said):
    with pytest.raises(qa.SettingsError) as refused:
        moderated(text)
    assert said in str(refused.value)
    assert str(refused.value).startswith("qaframework.toml: ")


def test_everything_that_is_wrong_is_said_at_once(moderated):
    with pytest.raises(qa.SettingsError) as refused:
        moderated(
            """
            [rule]
            [rules.zzz]
            words = 3
            [rules.rationale-length]
            word = 3
            words = "many"
            severity = "loud"
            [activities.NEVER.has-a-day]
            days = 3
            """
        )
    for said in ("[rule]", "'zzz'", "'word'", "words must be", "severity is one of", "'NEVER'"):
        assert said in str(refused.value)


def test_a_slug_that_two_plugins_have_is_ambiguous(moderated):
    plugins = qa.Plugins(loaded=(plugin("aaa", has_a_day), plugin("bbb", has_a_day)))
    with pytest.raises(qa.SettingsError, match="is a rule of several plugins; write aaa/has-a-day or bbb/has-a-day"):
        moderated("[rules.has-a-day]\ndays = 3", plugins)
    report = moderated('[rules."aaa/has-a-day"]\ndays = 3', plugins)
    assert {(flag.plugin, flag.message) for flag in report.flags} == {("aaa", "3 days"), ("bbb", "5 days")}


def test_settings_for_a_plugin_that_was_left_out_wait_and_stop_nothing(moderated):
    failed = qa.FailedPlugin(name="camden", version="1", origin="camden", stage="import", reason="made up")
    plugins = attrs.evolve(PLUGINS, failed=(failed,))
    report = moderated('[rules."camden/own"]\ndays = 3\n[activities.PR-1."camden/own"]\ndays = 4', plugins)
    assert report.exit_code == 3
    assert report.results


def test_settings_for_a_rule_that_was_not_chosen_are_no_error(moderated):
    report = moderated("[rules.has-a-day]\ndays = 3", select=["rationale-length"])
    assert [result.rule for result in report.results] == ["made/rationale-length"]


def test_the_file_in_the_current_folder_is_found(tmp_path, monkeypatch):
    (tmp_path / "qaframework.toml").write_text("[rules.has-a-day]\ndays = 3", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert params(qa.moderate(YEAR, PLUGINS, today=DAY), "has-a-day", "REC1") == {"days": (3, "qaframework.toml")}


def test_no_file_in_the_current_folder_is_fine(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert qa.read_settings() == qa.Settings()
    assert params(qa.moderate(YEAR, PLUGINS, today=DAY), "has-a-day", "REC1") == {"days": (5, "default")}


def test_an_empty_file_sets_nothing(moderated):
    assert params(moderated(""), "has-a-day", "REC1") == {"days": (5, "default")}


def test_a_file_from_notepad_is_read(tmp_path):
    file = tmp_path / "ours.toml"
    file.write_bytes(b"\xef\xbb\xbf[rules.has-a-day]\r\ndays = 3\r\n")
    assert qa.read_settings(file).rules == {"has-a-day": {"days": 3}}


def test_a_named_file_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(qa.SettingsError, match=r"ours.toml cannot be read: No such file"):
        qa.read_settings(tmp_path / "ours.toml")
    with pytest.raises(qa.SettingsError, match="cannot be read"):
        qa.read_settings(tmp_path)


@pytest.mark.parametrize("content", [b"days: 3", b"[rules.made/has-a-day]\ndays = 3", b"\xff\xfe", b"[rules"])
def test_a_file_that_is_not_toml_is_an_error(tmp_path, content):
    file = tmp_path / "ours.toml"
    file.write_bytes(content)
    with pytest.raises(qa.SettingsError, match=r"ours.toml is not a TOML file"):
        qa.read_settings(file)


def test_settings_may_be_made_in_code():
    settings = qa.Settings(rules={"made/has-a-day": {"days": 3}})
    report = qa.moderate(YEAR, PLUGINS, settings=settings, today=DAY)
    assert params(report, "has-a-day", "REC1") == {"days": (3, "settings")}
    with pytest.raises(qa.SettingsError, match="settings: "):
        qa.moderate(YEAR, PLUGINS, settings=qa.Settings(rules={"zzz": {}}), today=DAY)
