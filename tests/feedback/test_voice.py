"""Who was heard, where, and who was not."""

import re

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import qaframework as qa
from qaframework.feedback.hearing import STATES
from qaframework.feedback.shown import HIDDEN
from qaframework.show import HTML_BUDGET

CITY = qa.example("city-of-london-2023-24", plugins=qa.load_plugins(allow=()))
ROUND = {"id": "A1", "kind": "practice_reviews", "title": "Round", "start": "2024-01-29", "end": "2024-02-09"}
FORMS = {"id": "F1", "kind": "feedback", "title": "Forms", "start": "2024-01-01", "end": "2024-03-31"}


def review(number, child_voice=None, family_voice=None, **columns):
    return {
        "id": f"R{number}",
        "activity": "A1",
        "child": f"C{number}",
        "reviewer": "P1",
        "completed_on": "2024-02-01",
        "overall": "Good",
        "child_voice": child_voice,
        "family_voice": family_voice,
    } | columns


def form(number, who="child", heard="obtained", **columns):
    named = {"id": f"V{number}", "activity": "F1", "on": "2024-02-01", "point": "closure", "who": who, "heard": heard}
    return named | columns


def year(**tables):
    return qa.from_rows(**({"activities": [ROUND, FORMS]} | tables))


def row(picture, activity, whose):
    (found,) = [one for one in picture.rows() if (one["activity"], one["whose"]) == (activity, whose)]
    return found


def test_obtained_sought_declined_unsafe_and_not_sought_are_five_things():
    states = ("obtained", "sought", "declined", "unsafe", "not_sought", None)
    picture = qa.voice(year(reviews=[review(n, family_voice=state) for n, state in enumerate(states)]))
    assert row(picture, "A1", "family") == {
        "activity": "A1",
        "point": "practice review",
        "whose": "family",
        "obtained": 1,
        "sought": 1,
        "declined": 1,
        "unsafe": 1,
        "not sought": 1,
        "not recorded": 1,
        "of asked": "1 of 3",
        "of all": "1 of 6",
    }


def test_a_rate_of_those_asked_leaves_out_whom_nobody_asked():
    picture = qa.voice(year(feedback=[form(1), form(2, heard="unsafe"), form(3, heard="not_sought")]))
    assert row(picture, "F1", "child")["of asked"] == "1 of 1"
    assert row(picture, "F1", "child")["of all"] == "1 of 3"


def test_where_nobody_was_asked_there_is_no_rate():
    picture = qa.voice(year(feedback=[form(1, heard="unsafe")]))
    assert row(picture, "F1", "child")["of asked"] == "nobody asked"


def test_a_round_that_records_nothing_is_silent_and_not_unheard():
    picture = qa.voice(year(reviews=[review(1, child_voice="obtained"), review(2)]))
    assert picture.silent == (("A1", "family"),)
    assert row(picture, "A1", "child")["not recorded"] == 1
    assert [one["whose"] for one in picture.rows()] == ["child"]
    assert any("A1 does not record whether families were heard" in sentence for sentence in picture.sentences())


def test_an_observation_of_a_worker_counts_where_it_says_who_was_asked():
    seen = {"id": "O1", "activity": "A1", "child": None, "subject": "W1", "family_voice": "obtained"}
    picture = qa.voice(year(reviews=[review(1, **seen), review(2, child=None, subject="W2")]))
    assert row(picture, "A1", "family")["of all"] == "1 of 1"
    assert len(picture.rows()) == 1


def test_carers_are_family_and_care_leavers_speak_for_themselves():
    picture = qa.voice(year(feedback=[form(1, who="carer"), form(2, who="care_leaver"), form(3, who="grandmother")]))
    assert row(picture, "F1", "family")["of all"] == "2 of 2"
    assert row(picture, "F1", "child")["of all"] == "1 of 1"


def test_a_survey_adds_who_answered_of_those_asked_and_is_kept_out_of_the_total():
    survey = {"id": "S1", "kind": "survey", "title": "Survey", "start": "2024-01-01", "end": "2024-01-31"}
    answers = [
        {"activity": "S1", "group": "care leavers", "question": q, "share": 0.5, "answered": n, "asked_of": 60}
        for q, n in (("one", 40), ("two", 50))
    ]
    picture = qa.voice(year(activities=[ROUND, FORMS, survey], survey_results=answers, feedback=[form(1)]))
    assert row(picture, "S1", "child")["of asked"] == "50 of 60"
    assert picture.total("child").all == 1
    assert picture.uncounted == ()


def test_a_survey_that_does_not_say_how_many_it_asked_is_named():
    assert qa.voice(CITY).uncounted == ("SV-2023-07",)
    assert any("SV-2023-07 asked people too" in sentence for sentence in qa.voice(CITY).sentences())


def test_a_child_heard_at_one_point_is_not_among_the_unheard():
    once = year(reviews=[review(1, "sought"), review(2, "sought")], feedback=[form(1, child="C1")])
    assert qa.voice(once).never_heard() == ("R2",)
    parents = year(reviews=[review(1, "sought", "obtained")], feedback=[form(1, who="parent", child="C1")])
    assert qa.voice(parents).never_heard() == ("R1",)


def cohort(**statuses):
    """Return a year of children by status, each with how many there are and how many of them were never heard."""
    children, reviews = [], []
    for status, (of, never) in statuses.items():
        for n in range(of):
            number = len(children)
            children.append({"id": f"C{number}", "status": status, "needs": "autism", "age_band": "5-9"})
            reviews.append(review(number, "not_sought" if n < never else "obtained"))
    return year(children=children, reviews=reviews)


def test_who_was_not_heard_is_told_by_status_where_the_numbers_are_large_enough():
    picture = qa.voice(cohort(looked_after=(20, 8), care_leaver=(15, 0)))
    assert picture.not_heard("status") == [
        {"status": "care leaver", "children": 15, "never heard": 0},
        {"status": "looked after", "children": 20, "never heard": 8},
    ]


def test_small_groups_are_put_together():
    rows = qa.voice(cohort(looked_after=(20, 8), care_leaver=(4, 2), early_help=(3, 1))).not_heard("status")
    assert {one["status"]: one["children"] for one in rows} == {"looked after": 20, "smaller groups, 2 of them": 7}


def test_a_small_number_is_hidden_and_another_with_it_so_that_it_cannot_be_worked_out():
    rows = qa.voice(cohort(looked_after=(20, 2), care_leaver=(20, 8), early_help=(20, 10))).not_heard("status")
    never = {one["status"]: one["never heard"] for one in rows}
    assert never["looked after"] == HIDDEN
    assert [*never.values()].count(HIDDEN) == 2


def test_those_who_hold_the_records_can_see_every_number():
    picture = qa.voice(cohort(looked_after=(20, 2), care_leaver=(3, 1)))
    assert picture.not_heard("status", fewest=1) == [
        {"status": "care leaver", "children": 3, "never heard": 1},
        {"status": "looked after", "children": 20, "never heard": 2},
    ]


@given(
    st.dictionaries(
        st.sampled_from(["looked_after", "care_leaver", "early_help", "child_in_need", "child_protection"]),
        st.integers(1, 12).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))),
        min_size=1,
    )
)
def test_no_breakdown_shows_a_number_from_one_to_five_or_leaves_one_alone(statuses):
    picture = qa.voice(cohort(**statuses))
    rows = picture.not_heard("status")
    shown = [one["never heard"] for one in rows if one["never heard"] != HIDDEN]
    assert not [number for number in shown if 0 < number < 6]
    assert not [one for one in rows if one["never heard"] != HIDDEN and 0 < one["children"] - one["never heard"] < 6]
    assert not [one["children"] for one in rows if one["children"] != HIDDEN and 0 < one["children"] < 6]
    hidden = sum(one["never heard"] == HIDDEN for one in rows)
    told = re.search(r"Never heard in their own voice: (.*?)\.", " ".join(picture.sentences()))[1]
    assert hidden != 1 or not told.isdigit()


@given(
    st.lists(st.sampled_from([*STATES, None]), max_size=12),
    st.lists(st.sampled_from([*STATES, None]), max_size=12),
)
def test_every_time_is_counted_once(children, families):
    reviews = [review(n, child_voice=state) for n, state in enumerate(children)]
    reviews += [review(100 + n, family_voice=state, activity="F1") for n, state in enumerate(families)]
    picture = qa.voice(year(reviews=reviews))
    assert picture.total("child").all == (len(children) if any(children) else 0)
    assert picture.total("family").all == (len(families) if any(families) else 0)
    assert picture.total("child").obtained == children.count("obtained")


def test_sentences_hold_no_small_number_of_people():
    picture = qa.voice(year(reviews=[review(n, "obtained" if n else "unsafe") for n in range(20)]))
    (first, *_) = picture.sentences()
    assert first == (
        "Children could have been heard 20 times, surveys aside, and were most of the time; where they were not: "
        "not safe to ask."
    )
    assert "Never heard in their own voice: fewer than 6." in " ".join(picture.sentences())


@given(st.lists(st.sampled_from([*STATES, None]), min_size=1, max_size=40))
def test_no_sentence_tells_a_number_of_people_from_one_to_five(states):
    told = " ".join(qa.voice(year(reviews=[review(n, state) for n, state in enumerate(states)])).sentences())
    numbers = {int(number) for number in re.findall(r"\b\d+\b", told.replace("fewer than 6", "").replace("A1", ""))}
    assert not numbers & set(range(1, 6))


def test_who_could_hardly_ever_be_heard_is_not_told_in_numbers():
    (first, *_) = qa.voice(year(reviews=[review(n, "obtained") for n in range(3)])).sentences()
    assert first == "Children could have been heard fewer than 6 times, surveys aside: too few to say more."
    (first, *_) = qa.voice(year(reviews=[review(n, "declined") for n in range(9)])).sentences()
    assert (
        first
        == "Children could have been heard 9 times, surveys aside, and were never; where they were not: declined 9."
    )


def test_children_whom_nothing_is_about_are_counted_too():
    children = [{"id": f"C{n}"} for n in range(10)]
    told = qa.voice(year(children=children, reviews=[review(0, "obtained")])).sentences()
    assert "Children on record whom no review and no feedback is about: 9." in told
    everybody = qa.voice(year(children=children[:1], reviews=[review(0, "obtained")])).sentences()
    assert not any("on record whom" in sentence for sentence in everybody)


def test_children_and_families_who_say_the_same_do_not_differ():
    said = [
        form(1, who="child", theme="pln", direction="concern"),
        form(2, who="parent", theme="pln", direction="concern"),
        form(3, who="parent", theme="voi", direction="strength"),
    ]
    assert qa.voice(year(feedback=said)).differences == ()


def test_a_theme_on_which_children_worry_and_families_do_not_is_shown_with_both():
    said = [form(1, who="child", theme="pln", direction="concern")]
    finding = {
        "id": "N1",
        "activity": "F1",
        "theme": "pln",
        "direction": "strength",
        "statement": "x",
        "voice": "parent",
    }
    (difference,) = qa.voice(year(feedback=said, findings=[finding])).differences
    assert difference.row() == {"theme": "pln", "child": "concern: V1", "family": "strength: N1"}


def test_findings_are_counted_by_whose_voice_and_those_that_do_not_say_apart():
    voices = qa.voice(CITY).findings
    assert sum(sum(counts.values()) for counts in voices.values()) == len(CITY.findings)
    assert voices["child"]["strength"] == 6
    assert None in voices


def test_no_pseudonym_and_no_word_of_a_record_is_shown():
    secret = "TOMMY-7"
    picture = qa.voice(
        year(
            children=[{"id": secret, "needs": secret, "age_band": secret, "status": "looked_after"}],
            reviews=[review(1, "obtained", child=secret, voice_note=secret)],
            feedback=[form(1, child=secret, said=secret, note=secret, point=secret, who=secret)],
        )
    )
    shown = (repr(picture), picture._repr_html_(), repr(picture.heard), *picture.sentences(), str(picture.rows()))
    assert not any(secret in text for text in shown)
    assert len(picture._repr_html_().encode()) <= HTML_BUDGET


def test_an_empty_year_says_that_nobody_can_tell_who_was_heard():
    picture = qa.voice(qa.from_rows())
    assert (picture.rows(), picture.never_heard()) == ([], ())
    assert "nobody can say who was heard" in repr(picture)
    assert "nobody can say who was heard" in picture._repr_html_()


@pytest.mark.parametrize("by", ["status", "age_band", "needs"])
def test_the_order_of_the_rows_changes_nothing(by):
    backwards = attrs.evolve(CITY, **{table: CITY.table(table)[::-1] for table in CITY.counts()})
    assert qa.voice(CITY).rows() == qa.voice(backwards).rows()
    assert qa.voice(CITY).not_heard(by) == qa.voice(backwards).not_heard(by)
    assert qa.voice(CITY).sentences() == qa.voice(backwards).sentences()


def test_rounds_that_record_nothing_and_themes_that_differ_are_told_in_one_sentence_each():
    rounds = [ROUND | {"id": name} for name in ("A1", "A2")]
    words = {"direction": "concern"}, {"direction": "strength", "who": "parent"}
    forms = [
        form(f"{theme}{number}", theme=theme, **columns)
        for theme in ("acc", "voi")
        for number, columns in enumerate(words)
    ]
    given = [review(1, family_voice="obtained"), review(2, activity="A2", family_voice="obtained")]
    sentences = qa.voice(year(activities=[*rounds, FORMS], reviews=given, feedback=forms)).sentences()
    assert "A1, A2 do not record whether children were heard." in sentences
    assert "On acc, voi children and families do not say the same: look at both, and average neither." in sentences
