from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import qaframework
import qaframework as qa
from qaframework import Messages, Review
from qaframework import Review as Audit
from qaframework.model.programme import RECORDS
from qaframework.rules import SEVERITIES, MisspokenError, as_message, record_id

if TYPE_CHECKING:
    from qaframework import Context, Recommendation

OFSTED = qa.load_plugins(allow=()).scales["ofsted-2018"]
TODAY = datetime.date(2024, 4, 1)


def review(name="R1", **columns):
    filled = {"activity": "A1", "reviewer": "P1", "completed_on": datetime.date(2024, 2, 1), "overall": OFSTED.best}
    return qa.Review(id=name, **(filled | columns))


def context(**tables):
    return qa.Context(year=qa.Programme(**tables), today=TODAY)


def asked(check, record=None, **parameters):
    """Return what a rule made of a function says of one record."""
    return qa.rule("made-up", severity="query")(check)(record or review(), context(), **parameters)


def texts(said):
    return [message.text for message in said]


def test_a_rule_is_made_of_a_function_whole():
    @qa.rule("limiting-domain", severity="error", source="Made up")
    def limiting_domain(review: Review, context: Context, words: int = 3) -> Messages:
        """A limiting domain limits.

        Look at the domain
        again.
        """
        yield "always"

    assert limiting_domain.slug == limiting_domain.id == "limiting-domain"
    assert limiting_domain.target is qa.Review
    assert limiting_domain.table == "reviews"
    assert limiting_domain.title == "A limiting domain limits."
    assert limiting_domain.guidance == "Look at the domain again."
    assert limiting_domain.source == "Made up"
    assert dict(limiting_domain.parameters) == {"words": 3}
    assert attrs.evolve(limiting_domain, plugin="camden").id == "camden/limiting-domain"


def rule_over(annotation):
    def check(record, context):
        """A title."""

    check.__annotations__["record"] = annotation
    return qa.rule("made-up", severity="info")(check)


@pytest.mark.parametrize(
    "annotation",
    [
        qa.Review,
        "Review",
        "qa.Review",
        "qaframework.Review",
        "'Review'",
        "'qa.Review'",
        "Audit",
        Audit,
        "qaframework.model.records.Review",
    ],
)
def test_a_record_type_is_known_however_it_was_imported(annotation):
    assert rule_over(annotation).target is qaframework.Review


def test_a_type_that_only_a_type_checker_imports_is_known_by_its_name():
    @qa.rule("made-up", severity="info")
    def over_recommendation(recommendation: Recommendation, context: Context) -> Messages:
        """A title."""
        yield "x"

    assert over_recommendation.target is qa.Recommendation


@pytest.mark.parametrize(
    ("annotation", "table"),
    [(kind, table) for table, kind in RECORDS.items()] + [(qa.Reviewer, "reviewers"), (qa.Programme, "programme")],
)
def test_a_rule_can_be_over_any_record_a_reviewer_or_the_programme(annotation, table):
    assert rule_over(annotation).table == table


class Foreign:
    Review = type("Review", (), {})


@pytest.mark.parametrize(
    "annotation",
    [int, "int", "Reviews", Foreign.Review, "Foreign.Review", list[Review], "Review | None", None, qa.Judgement],
)
def test_an_annotation_that_is_no_record_is_refused_and_the_message_says_which_are(annotation):
    with pytest.raises(
        TypeError, match=r"rule 'made-up': annotate the first argument with one of Activity, .*Programme"
    ):
        rule_over(annotation)


def no_annotation(review, context):
    """A title."""


def no_docstring(review: Review, context: Context):
    yield "x"


def blank_docstring(review: Review, context: Context):
    """ """


def no_context(review: Review):
    """A title."""


def record_with_default(review: Review = None, context: Context = None):
    """A title."""


def named_only(*, review: Review, context: Context):
    """A title."""


def starred_context(review: Review, *context: Context):
    """A title."""


def no_default(review: Review, context: Context, words):
    """A title."""


def any_parameters(review: Review, context: Context, **words: int):
    """A title."""


def by_place_only(review: Review, context: Context, words=3, /):
    """A title."""


def shared_default(review: Review, context: Context, seen=[]):  # noqa: B006
    """A title."""


def takes_severity(review: Review, context: Context, severity="high"):
    """A title."""


async def waits(review: Review, context: Context):
    """A title."""


async def waits_and_yields(review: Review, context: Context):
    """A title."""
    yield "x"


@pytest.mark.parametrize(
    ("check", "what"),
    [
        (no_annotation, "annotate the first argument"),
        (no_docstring, "write a docstring"),
        (blank_docstring, "write a docstring"),
        (no_context, "takes a record and the context"),
        (record_with_default, "takes a record and the context"),
        (named_only, "takes a record and the context"),
        (starred_context, "takes a record and the context"),
        (no_default, "'words' needs a name and a default"),
        (any_parameters, "'words' needs a name and a default"),
        (by_place_only, "'words' needs a name and a default"),
        (shared_default, "use a tuple"),
        (takes_severity, "'severity' is what an authority sets"),
        (waits, "not an async one"),
        (waits_and_yields, "not an async one"),
    ],
)
def test_a_function_that_is_no_rule_is_refused_with_what_to_change(check, what):
    with pytest.raises(TypeError, match="rule 'made-up': .*" + what):
        qa.rule("made-up", severity="query")(check)


def sound(review: Review, context: Context) -> Messages:
    """A title."""
    yield "x"


@pytest.mark.parametrize(
    "slug", ["Limiting", "limiting_domain", "limiting domain", "-a", "a-", "a--b", "", "1a", "a/b", "é", None, 3]
)
def test_a_name_that_is_not_words_with_hyphens_is_refused(slug):
    with pytest.raises(TypeError, match="lower-case words with hyphens"):
        qa.rule(slug, severity="query")(sound)


@pytest.mark.parametrize("severity", ["warning", "ERROR", "", None, 1])
def test_an_unknown_severity_is_refused(severity):
    with pytest.raises(TypeError, match="severity is one of error, query, info"):
        qa.rule("made-up", severity=severity)(sound)


def test_an_unknown_criterion_is_refused():
    with pytest.raises(TypeError, match="criterion is one of specific, measurable, assignable, relevant, time_bound"):
        qa.rule("made-up", severity="query", criterion="timebound")(sound)


@pytest.mark.parametrize(
    "wrong", [{"severity": "fatal"}, {"slug": "No"}, {"target": int}, {"criterion": "x"}, {"title": ""}], ids=str
)
def test_a_rule_made_without_the_decorator_is_held_to_the_same(wrong):
    right = {"slug": "made-up", "check": sound, "target": qa.Review, "severity": "info", "title": "T."}
    assert qa.Rule(**right).id == "made-up"
    with pytest.raises(TypeError):
        qa.Rule(**(right | wrong))


def test_examples_are_kept_by_outcome_one_or_several():
    one, two = {"reviews": {"overall": "Good"}}, {"reviews": {"overall": "RI"}}
    made = qa.rule("made-up", severity="info", ok=one, flagged=(one, two))(sound)
    assert made.examples == {"ok": (one,), "flagged": (one, two), "not_applicable": ()}


@pytest.mark.parametrize("table", ["children", "waivers"])
def test_a_flags_repr_does_not_name_a_child(table):
    flag = qa.Flag(
        rule="our/age",
        plugin="our",
        severity="query",
        table=table,
        record="Wren7",
        message="no age",
        where="Children!A3",
    )
    assert repr(flag) == "<Flag our/age, query, Children!A3: no age>"
    assert "Wren7" not in repr(attrs.evolve(flag, where="", field="age_band"))


def test_a_flags_repr_names_a_review():
    flag = qa.Flag(rule="our/age", plugin="our", severity="query", table="reviews", record="R1", message="none")
    assert repr(flag) == "<Flag our/age, query, reviews R1: none>"


def test_a_rules_repr_is_short():
    made = qa.rule("made-up", severity="info", ok={"reviews": {"rationale": "long " * 99}})(sound)
    assert "long" not in repr(made)
    assert len(repr(made)) < 300


def test_a_rule_may_yield_text_and_flags():
    def check(review: Review, context: Context) -> Messages:
        """A title."""
        yield "one"
        yield qa.flag("two", field="overall")

    assert asked(check) == [qa.Message("one"), qa.Message("two", "overall")]


@pytest.mark.parametrize(
    "answer", [["a", "b"], ("a", "b"), iter(["a", "b"]), (text for text in "ab"), dict.fromkeys("ab").keys()]
)
def test_a_rule_may_return_its_messages(answer):
    def check(review: Review, context: Context):
        """A title."""
        return answer

    assert texts(asked(check)) == ["a", "b"]


def says_whether(review: Review, context: Context) -> Iterator[str]:
    if review.id == "R1":
        yield "one"
    return qa.not_applicable("why")


def test_a_rule_may_return_another_generator_and_its_answer_counts():
    def check(review: Review, context: Context):
        """A title."""
        return says_whether(review, context)

    assert texts(asked(check)) == ["one"]
    assert asked(check, review("R2")) == qa.NotApplicable("why")


@pytest.mark.parametrize("answer", [None, [], ()])
def test_saying_nothing_is_a_pass(answer):
    def check(review: Review, context: Context):
        """A title."""
        return answer

    assert asked(check) == []


def test_not_applicable_may_be_returned_before_anything_is_yielded():
    def check(review: Review, context: Context) -> Messages:
        """A title."""
        if review.child is None:
            return qa.not_applicable("it is about no child")
        yield "x"

    assert asked(check) == qa.NotApplicable("it is about no child")
    assert texts(asked(check, review(child="C1"))) == ["x"]


def test_a_message_counts_for_more_than_not_applicable_after_it():
    def check(review: Review, context: Context) -> Messages:
        """A title."""
        yield "x"
        return qa.not_applicable("too late")

    assert texts(asked(check)) == ["x"]


@pytest.mark.parametrize(
    "answer", ["text", b"bytes", 3, True, {"overall": "wrong"}, qa.flag("forgot to yield"), object()]
)
def test_a_rule_that_returns_something_else_is_broken(answer):
    def check(review: Review, context: Context):
        """A title."""
        return answer

    with pytest.raises(TypeError, match="it returned a value; a rule yields its messages"):
        asked(check)


def test_a_generator_that_returns_something_else_is_broken():
    def check(review: Review, context: Context) -> Messages:
        """A title."""
        yield "x"
        return False

    with pytest.raises(TypeError, match="it returned a value"):
        asked(check)


@pytest.mark.parametrize("garbage", [3, None, b"x", ["x"], qa.not_applicable("yielded")])
def test_a_rule_that_yields_something_else_is_broken_and_told_what_it_yielded(garbage):
    def check(review: Review, context: Context) -> Messages:
        """A title."""
        yield garbage

    with pytest.raises(TypeError, match=f"it yielded {type(garbage).__name__}; a rule yields text or"):
        asked(check)


@pytest.mark.parametrize("message", ["", "  \n", qa.flag(""), qa.flag(3), qa.flag(None), qa.flag("x", field=3)])
def test_a_message_without_words_is_broken(message):
    with pytest.raises(MisspokenError):
        as_message(message)


@pytest.mark.parametrize("reason", ["", "  ", None, 3])
def test_not_applicable_without_a_reason_is_broken(reason):
    with pytest.raises(TypeError):
        qa.not_applicable(reason)
    with pytest.raises(TypeError):
        qa.NotApplicable(reason)


def test_parameters_are_given_by_name():
    def check(review: Review, context: Context, words: int = 3, *, of: str = "rationale") -> Messages:
        """A title."""
        yield f"{words} {of}"

    assert texts(asked(check)) == ["3 rationale"]
    assert texts(asked(check, words=5, of="note")) == ["5 note"]


@given(st.data())
def test_what_the_context_finds_does_not_depend_on_the_order_of_rows(data):
    day = datetime.date(2024, 3, 1)
    reviews = [
        review("R1", child="C1"),
        review("R1", child="C2"),
        review("R2", child="C1"),
        review("R3", activity="A2"),
    ]
    raised = {"text": "x", "level": "child", "raised_on": day}
    recommendations = [
        qa.Recommendation(id=name, source=source, **raised) for name, source in [("1", "R1"), ("2", "R1"), ("2", "R2")]
    ]
    updates = [
        qa.Update(recommendation="1", on=on, by="P1", status=status)
        for on, status in [(day, "in_progress"), (day, "action_complete"), (TODAY, "closed")]
    ]
    activities = [qa.Activity(id="A1", kind="survey", title=title, start=day, end=day) for title in ("One", "Two")]
    tables = {"reviews": reviews, "recommendations": recommendations, "updates": updates, "activities": activities}

    def seen(held):
        around = context(**held)
        return (
            around.review("R1"),
            around.activity("A1"),
            around.recommendation("2"),
            [one.id for one in around.reviews_in("A1")],
            [one.id for one in around.reviews_of("C1")],
            [one.id for one in around.recommendations_from("R1")],
            [one.status for one in around.updates_of("1")],
            [one.id for one in around.reviewers],
        )

    shuffled = {table: data.draw(st.permutations(rows)) for table, rows in tables.items()}
    assert seen(shuffled) == seen(tables)


def test_entries_of_one_day_follow_the_course_of_work():
    around = context(
        updates=[
            qa.Update(recommendation="1", on=TODAY, by="P1", status=status)
            for status in ("closed", "something else", "in_progress", "issued", "evidenced")
        ]
    )
    assert [one.status for one in around.updates_of("1")] == [
        "issued",
        "in_progress",
        "evidenced",
        "closed",
        "something else",
    ]


def test_the_context_finds_nothing_where_nothing_is():
    around = context()
    for find in (around.review, around.activity, around.child, around.person, around.recommendation, around.finding):
        assert find(None) is None
        assert find("") is None
        assert find("R1") is None
    for find in (
        around.reviews_in,
        around.reviews_of,
        around.readings_of,
        around.recommendations_from,
        around.findings_of,
    ):
        assert find("R1") == ()
    assert around.updates_of("REC1") == ()
    assert around.same_id(review()) == (review(),)


def test_every_review_that_shares_an_id_is_found():
    around = context(reviews=[review("R1", worker="A"), review("R1", worker="B"), review("R2")])
    assert [one.worker for one in around.same_id(review("R1"))] == ["A", "B"]
    assert len(around.same_id(review("R2"))) == 1


def test_a_record_belongs_to_an_activity_through_what_it_hangs_on():
    day = TODAY
    activity = qa.Activity(id="A1", kind="survey", title="T", start=day, end=day)
    finding = qa.Finding(id="F1", activity="A1", theme="rsk", direction="concern", statement="x")
    reading = qa.Reading(id="G1", review="R1", reader="P2", stage="panel", read_on=day, overall=OFSTED.best)
    raised = {"text": "x", "level": "child", "raised_on": day}
    recommendations = [
        qa.Recommendation(id=f"REC{n}", source=s, **raised) for n, s in enumerate(["R1", "A1", "F1", "?"])
    ]
    update = qa.Update(recommendation="REC2", on=day, by="P1", status="closed")
    around = context(activities=[activity], reviews=[review()], findings=[finding], recommendations=recommendations)
    for record in (activity, review(), finding, reading, update, *recommendations[:3]):
        assert around.activity_of(record) is activity
    assert around.activity_of(recommendations[3]) is None
    assert around.activity_of(qa.Child(id="C1")) is None
    assert around.activity_of(None) is None


def test_a_review_whose_template_no_plugin_gives_raises():
    activity = qa.Activity(id="A1", kind="survey", title="T", start=TODAY, end=TODAY, template="gone")
    with pytest.raises(qa.UnknownNameError, match="no review template 'gone'"):
        context(activities=[activity]).template(review())


def test_a_review_without_a_named_template_has_the_general_one():
    plugins = qa.load_plugins(allow=())
    around = qa.Context(year=qa.Programme(), today=TODAY, templates=plugins.templates)
    assert around.template(review()).id == "practice-review"


def test_a_context_shows_nothing_of_the_year():
    assert "R1" not in repr(context(reviews=[review("R1")]))


@pytest.mark.parametrize(
    ("record", "name"),
    [
        (review("R7"), "R7"),
        (qa.Update(recommendation="REC1", on=TODAY, by="P1", status="closed"), "REC1"),
        (qa.SurveyResult(activity="A1", group="g", question="q", share=1.0), "A1"),
        (qa.Waiver(rule="a/b", record="R7", reason="x", by="P1", approved_by="P2", until=TODAY), "R7"),
        (qa.Reviewer(id="P1", reviews=()), "P1"),
        (qa.Programme(), "programme"),
    ],
)
def test_a_flag_names_a_record_by_its_own_id_or_what_it_belongs_to(record, name):
    assert record_id(record) == name


def test_the_severities_are_these_three_worst_first():
    assert SEVERITIES == ("error", "query", "info")
