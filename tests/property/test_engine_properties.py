"""Whatever rules do, and in whatever order they come, every record is accounted for and nothing is lost."""

import datetime
import itertools
import sys
from collections import Counter

import attrs
from hypothesis import given
from hypothesis import strategies as st

import qaframework as qa

OFSTED = qa.load_plugins(allow=()).scales["ofsted-2018"]
DAY = datetime.date(2024, 2, 1)
TODAY = datetime.date(2024, 4, 1)


def crash(record):
    raise RuntimeError(record.id)


def flag_then_not_applicable(record):
    yield "one"
    return qa.not_applicable("too late")


def write(record):
    record.overall = None


DEEDS = {
    "pass": ("checked", 0, lambda record: iter(())),
    "return nothing": ("checked", 0, lambda record: None),
    "return no messages": ("checked", 0, lambda record: []),
    "flag": ("checked", 1, lambda record: iter(["it does not stand up"])),
    "flag a field": ("checked", 1, lambda record: [qa.flag("it does not stand up", field="overall")]),
    "flag twice": ("checked", 2, lambda record: ("one", "two")),
    "not applicable": ("not applicable", 0, lambda record: qa.not_applicable("nothing to judge")),
    "flag and not applicable": ("checked", 1, flag_then_not_applicable),
    "crash": ("crashed", 0, crash),
    "flag and crash": ("crashed", 1, lambda record: (crash(record) if one else "one" for one in (0, 1))),
    "flag and babble": ("crashed", 1, lambda record: iter(["one", 2, "three"])),
    "leave": ("crashed", 0, lambda record: sys.exit(0)),
    "write": ("crashed", 0, write),
    "return text": ("crashed", 0, lambda record: "text"),
    "return yes": ("crashed", 0, lambda record: True),
    "say nothing in words": ("crashed", 0, lambda record: [" "]),
    "never end": ("crashed", 0, lambda record: itertools.repeat("again")),
}


def rule_doing(slug, deeds, severity="query"):
    """Return a rule that does to each review what it is told, by id."""

    def check(review: qa.Review, context: qa.Context):
        """A title."""
        return DEEDS[deeds[review.id]][2](review)

    return qa.rule(slug, severity=severity)(check)


def generator_doing(slug, deeds, severity="query"):
    def check(review: qa.Review, context: qa.Context):
        """A title."""
        answer = DEEDS[deeds[review.id]][2](review)
        if answer is None or isinstance(answer, (qa.NotApplicable, str, bool)):
            return answer
        return (yield from answer)

    return qa.rule(slug, severity=severity)(check)


NAMES = [f"R{number}" for number in range(6)]
deeds = st.fixed_dictionaries({name: st.sampled_from(sorted(DEEDS)) for name in NAMES})
makers = st.sampled_from([rule_doing, generator_doing])
severities = st.sampled_from(["error", "query", "info"])


@st.composite
def rules(draw, most=4):
    count = draw(st.integers(1, most))
    return [draw(makers)(f"made-up-{number}", draw(deeds), draw(severities)) for number in range(count)]


def year_of(names=NAMES):
    return qa.Programme(
        reviews=[
            qa.Review(id=name, activity="A1", reviewer="P1", completed_on=DAY, overall=OFSTED.best) for name in names
        ]
    )


def moderated(some, year=None, **options):
    owned = tuple(attrs.evolve(one, plugin="made") for one in some)
    plugins = qa.Plugins(loaded=(qa.Plugin(name="made", rules=owned),))
    return qa.moderate(year or year_of(), plugins, today=TODAY, settings=qa.Settings(), **options)


@given(told=deeds, maker=makers)
def test_every_record_is_checked_not_applicable_or_crashed_and_counted_once(told, maker):
    expected = Counter(DEEDS[deed][0] for deed in told.values())
    messages = {name: DEEDS[deed][1] for name, deed in told.items()}
    report = moderated([maker("made-up", told)])
    (result,) = report.results
    assert result.records == len(NAMES)
    assert result.checked == expected["checked"]
    assert result.not_applicable == expected["not applicable"]
    assert sorted(one.record for one in result.crashes) == [name for name in NAMES if DEEDS[told[name]][0] == "crashed"]
    assert Counter(flag.record for flag in report.flags) == Counter({n: c for n, c in messages.items() if c})
    assert result.flagged == sum(count > 0 for count in messages.values())
    assert report.ok == (not expected["crashed"])


@given(some=rules(), added=makers, told=deeds)
def test_adding_a_rule_never_removes_or_changes_flags(some, added, told):
    before = moderated(some)
    after = moderated([*some, added("added", told)])
    assert Counter(flag for flag in after.flags if flag.rule != "made/added") == Counter(before.flags)
    assert [result for result in after.results if result.rule != "made/added"] == list(before.results)


@given(data=st.data())
def test_the_order_of_rules_and_rows_changes_nothing(data):
    some = data.draw(rules())
    one = moderated(some)
    other = moderated(data.draw(st.permutations(some)), year_of(data.draw(st.permutations(NAMES))))
    assert one == other
    assert repr(one) == repr(other)


@given(some=rules(), record=st.sampled_from(NAMES))
def test_a_waiver_moves_flags_and_loses_none(some, record):
    waiver = qa.Waiver(
        rule="made/made-up-0", record=record, reason="made up for a test", by="P8", approved_by="P9", until=TODAY
    )
    before, after = moderated(some), moderated(some, waivers=[waiver])
    kept = [flag for flag in after.flags if flag.plugin != "waivers"]
    moved = [attrs.evolve(flag, waiver=None) for flag in after.waived]
    assert sorted(map(repr, (*kept, *moved))) == sorted(map(repr, before.flags))
    assert all((flag.rule, flag.record) == (waiver.rule, waiver.record) for flag in after.waived)
    assert after.results == before.results


@given(some=rules())
def test_choosing_rules_one_by_one_finds_what_all_of_them_find(some):
    together = moderated(some)
    apart = [moderated(some, select=[f"made-up-{number}"]) for number in range(len(some))]
    assert sorted(map(repr, together.flags)) == sorted(repr(flag) for report in apart for flag in report.flags)
    assert [result for report in apart for result in report.results] == list(together.results)
