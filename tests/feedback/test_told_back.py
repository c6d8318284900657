"""You said, we did: in time, open or closed, and safe to tell."""

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import qaframework as qa
from qaframework.show import HTML_BUDGET

CITY = qa.example("city-of-london-2023-24", plugins=qa.load_plugins(allow=()))
TODAY = date(2024, 6, 30)
END = date(2024, 1, 31)
SURVEY = {"id": "S1", "kind": "survey", "title": "Survey", "start": "2024-01-01", "end": END.isoformat()}


def response(number=1, outcome="did", told=date(2024, 3, 1), **columns):
    named = {"id": f"Y{number}", "activity": "S1", "theme": "acc", "said": "We wait.", "outcome": outcome}
    return named | {"did": "Two flats were let.", "because": "There is none.", "told_back_on": told} | columns


def loops(*responses, today=TODAY, days=90, working=False, **tables):
    year = qa.from_rows(activities=[SURVEY], responses=responses, **tables)
    return qa.you_said_we_did(year, today=today, days=days, working=working)


def only(*responses, **options):
    (one,) = loops(*responses, **options).loops
    return one


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (date(2024, 1, 1), "in time"),
        (END + timedelta(days=90), "in time"),
        (END + timedelta(days=91), "late"),
        (date(2023, 12, 31), "before it was asked"),
        (None, "overdue"),
        (TODAY + timedelta(days=1), "overdue"),
    ],
)
def test_in_time_is_within_ninety_days_of_the_end_of_the_activity(told, expected):
    assert only(response(told=told)).told == expected


def test_nobody_is_late_before_the_time_is_up():
    assert only(response(told=None), today=END + timedelta(days=90)).told == "not yet due"
    assert only(response(told=None), today=END + timedelta(days=91)).told == "overdue"


def test_working_days_are_counted_over_bank_holidays():
    one = only(response(told=date(2024, 4, 2)), days=42, working=True)
    assert (one.due, one.after, one.told) == (date(2024, 4, 2), 42, "in time")
    assert only(response(told=date(2024, 4, 3)), days=42, working=True).told == "late"


def test_the_share_told_in_time_leaves_out_what_is_not_yet_due_and_what_nobody_can_date():
    told = loops(
        response(1),
        response(2, told=date(2024, 6, 1)),
        response(3, told=None, activity="A9"),
        response(4, told=None),
        today=date(2024, 6, 2),
    )
    assert told.in_time == (1, 3)
    assert loops(response(1, told=None), today=date(2024, 2, 1)).in_time == (0, 0)


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ({}, ""),
        ({"outcome": "could_not"}, ""),
        ({"told": None}, "nobody was told"),
        ({"told": date(2025, 1, 1)}, "nobody was told"),
        ({"outcome": "doing"}, "promised on 01/03/2024, and not done yet"),
        ({"did": None}, "it is not said what was done"),
        ({"did": "  "}, "it is not said what was done"),
        ({"outcome": "could_not", "because": None}, "no reason was given"),
    ],
)
def test_a_loop_is_closed_when_people_know_what_was_done_or_why_it_could_not_be(columns, why):
    assert only(response(**columns)).open_because == why


def test_a_promise_that_was_told_in_time_is_in_time_and_open():
    one = only(response(outcome="doing"))
    assert (one.told, one.open_because) == ("in time", "promised on 01/03/2024, and not done yet")


def test_each_loop_has_what_was_found_on_its_theme_where_it_was_said():
    found = [
        {"id": f"N{n}", "activity": activity, "theme": theme, "direction": "concern", "statement": "x"}
        for n, (activity, theme) in enumerate([("S1", "acc"), ("S1", "wrk"), ("A9", "acc")])
    ]
    assert only(response(), findings=found).findings == ("N0",)


def test_worries_of_children_and_families_without_a_response_are_listed():
    found = [
        {"id": name, "activity": "S1", "theme": theme, "direction": direction, "statement": "x"}
        for name, theme, direction in [("N1", "acc", "concern"), ("N2", "wrk", "mixed"), ("N3", "edu", "strength")]
    ]
    round_ = {"activity": "A9", "direction": "concern", "statement": "x", "theme": "hlt"}
    found += [round_ | {"id": "N4", "voice": "reviewer"}, round_ | {"id": "N5", "voice": "care leaver"}]
    forms = [
        {"id": "V1", "activity": "S1", "on": END, "point": "closure", "who": "child", "heard": "obtained"}
        | {"theme": "voi", "direction": "concern"}
    ]
    told = loops(response(), findings=found, feedback=forms)
    assert told.answered == ("N1",)
    assert told.unanswered == ("N2", "N5", "V1")
    assert "3 worries said, and no response is on the theme since: N2, N5, V1." in told.sentences()


def test_words_that_point_to_somebody_are_warned_of_and_left_out_of_what_is_published():
    told = loops(response(1), response(2, said="Mrs Nowhere never rings."), response(3, did="I saw to it."))
    assert [row["words"] for row in told.rows()] == ["nothing found", "do not publish", "think first"]
    assert [row["you said"] for row in told.to_publish()] == ["We wait.", "We wait."]
    assert {warning[:9] for warning in told.warnings()} == {"Y2, said:", "Y3, did: "}
    assert "Nowhere" not in repr(told) + told._repr_html_() + str(told.rows())


def test_what_could_not_be_done_is_told_with_its_reason():
    (row,) = loops(response(outcome="could_not")).to_publish()
    assert (row["outcome"], row["answer"]) == ("we could not, because", "There is none.")


def test_the_years_responses_are_told_back_in_time_but_one():
    told = qa.you_said_we_did(CITY, today=date(2024, 3, 31))
    assert told.in_time == (4, 5)
    assert "Told back late: YSWD-05 (after 196 days)." in told.sentences()
    assert "YSWD-01" in {one.response for one in told.open}
    assert all(one.told == "in time" or one.response == "YSWD-05" for one in told.loops)


def test_nothing_recorded_is_said():
    assert loops().sentences() == ("Nothing is recorded of what people said and what came of it.",)


def test_no_word_of_what_people_said_is_shown():
    told = qa.you_said_we_did(CITY, today=date(2024, 3, 31))
    shown = repr(told) + told._repr_html_() + " ".join((*told.sentences(), *told.warnings()))
    for one in CITY.responses:
        assert one.said not in shown
    assert len(told._repr_html_().encode()) <= HTML_BUDGET


def test_the_order_of_the_rows_changes_nothing():
    backwards = attrs.evolve(CITY, **{table: CITY.table(table)[::-1] for table in CITY.counts()})
    there, back = (qa.you_said_we_did(year, today=TODAY) for year in (CITY, backwards))
    assert there == back


@given(
    st.lists(st.tuples(st.sampled_from(["did", "doing", "could_not"]), st.none() | st.integers(-40, 200)), max_size=8),
    st.integers(0, 200),
    st.integers(1, 120),
    st.booleans(),
)
def test_every_loop_has_one_state_and_more_time_never_makes_one_late(drawn, after, days, working):
    responses = [
        response(n, outcome=outcome, told=None if told is None else END + timedelta(days=told))
        for n, (outcome, told) in enumerate(drawn)
    ]
    today = END + timedelta(days=after)
    told = loops(*responses, today=today, days=days, working=working)
    longer = loops(*responses, today=today, days=days + 10, working=working)
    late = {one.response for one in told.loops if one.told in ("late", "overdue")}
    assert len(told.loops) == len(responses)
    assert {one.response for one in longer.loops if one.told in ("late", "overdue")} <= late
    assert all(one.open_because for one in told.loops if one.told_on is None)


@pytest.mark.parametrize(
    ("did", "why"),
    [
        ("Done.", "it is not said what was done"),
        ("We will look at it.", "called done, and its words are a promise"),
        ("We listened.", "called done, and its words say only that it was heard"),
        ("This has not been done.", "called done, and its words say that it was not"),
    ],
)
def test_what_is_called_done_and_is_not_stays_open_is_not_counted_as_done_and_is_not_published(did, why):
    told = loops(response(1), response(2, did=did))
    assert [one.open_because for one in told.loops] == ["", why]
    assert told.sentences()[0] == "2 responses: done 1, called done and not shown to be 1."
    assert [row["answer"] for row in told.to_publish()] == ["Two flats were let."]
    assert "Not to be put before people as they stand: Y2." in told.sentences()


@pytest.mark.parametrize(
    ("updates", "holds"),
    [
        ([], False),
        ([{"status": "in_progress"}], False),
        ([{"status": "transferred"}], False),
        ([{"status": "action_complete"}], True),
        ([{"status": "action_complete", "on": TODAY + timedelta(days=1)}], False),
        ([{"status": "closed"}, {"status": "reopened", "on": date(2024, 3, 20)}], False),
    ],
)
@pytest.mark.parametrize("source", ["S1", "N1"])
def test_done_does_not_hold_while_the_recommendation_that_came_of_it_is_not_done(source, updates, holds):
    one = only(
        response(),
        findings=[{"id": "N1", "activity": "S1", "theme": "acc", "direction": "concern", "statement": "x"}],
        recommendations=[
            {"id": "SR-1", "text": "x", "level": "service", "source": source, "raised_on": END, "themes": "acc; clv"}
        ],
        updates=[{"recommendation": "SR-1", "on": date(2024, 3, 1), "by": "P1"} | columns for columns in updates],
    )
    assert one.doubt == ("" if holds else "called done, and SR-1 that came of it is not")


def test_a_recommendation_for_one_child_or_on_another_theme_says_nothing_against_it():
    other = {"text": "x", "source": "S1", "raised_on": END}
    child = other | {"id": "R1", "level": "child", "themes": "acc"}
    elsewhere = other | {"id": "R2", "level": "service", "themes": "edu"}
    assert only(response(), recommendations=[child, elsewhere]).doubt == ""


def test_a_day_that_has_not_come_or_lies_before_the_words_closes_nothing_and_is_not_published_as_told():
    told = loops(response(1, told=TODAY + timedelta(days=1)), response(2, told=date(2023, 12, 1)))
    assert [one.open_because for one in told.loops] == ["nobody was told", "told before it was asked"]
    assert [row["told back"] for row in told.to_publish()] == [None, None]


def test_what_people_were_told_before_a_worry_was_said_is_no_answer_to_it():
    last_year = {"id": "S0", "kind": "survey", "title": "Survey", "start": "2023-01-01", "end": "2023-01-31"}
    worry = {"id": "V1", "activity": "S1", "point": "closure", "who": "child", "heard": "obtained"}
    forms = [worry | {"on": date(2024, 1, 20), "theme": "acc", "direction": "concern"}]

    def unanswered(answer):
        year = qa.from_rows(activities=[SURVEY, last_year], responses=[answer], feedback=forms)
        return qa.you_said_we_did(year, today=TODAY).unanswered

    assert unanswered(response(activity="S0", told=date(2023, 3, 1))) == ("V1",)
    assert unanswered(response(activity="S0", told=None)) == ("V1",)
    assert unanswered(response(activity="S0", told=date(2024, 1, 20))) == ()
    assert unanswered(response(told=None)) == ()


def test_a_refusal_without_a_reason_and_a_promise_of_nothing_are_not_published():
    told = loops(response(1, "could_not", because="n/a"), response(2, "doing", did="Noted."), response(3, "doing"))
    assert [one.doubt for one in told.loops] == [
        "no reason was given",
        "called being done, and its words say only that it was heard",
        "",
    ]
    assert [row["outcome"] for row in told.to_publish()] == ["we are doing"]


def test_two_responses_of_one_code_are_judged_each_by_its_own_words():
    told = loops(response(1), response(1, did="Done."))
    assert [row["answer"] for row in told.to_publish()] == ["Two flats were let."]
