from __future__ import annotations

import random

import pytest

from qaframework.defaults.rules.rationale import (
    evidence_before_completed,
    evidence_cited,
    evidence_in_window,
    evidence_is_recent,
    only_praise_under_a_weak_grade,
    rationale_is_its_own,
    rationale_length,
    words_against_a_good_grade,
)
from qaframework.testing import programme

WORDS = ("plan", "visit", "school", "family", "home", "carer", "health", "safety", "voice", "record", "meeting")


def prose(seed, length=60):
    made_up = random.Random(seed)
    return " ".join(f"{made_up.choice(WORDS)}{made_up.randrange(40)}" for _ in range(length)) + "."


def reviews(*rationales):
    return {"reviews": [{"rationale": text} for text in rationales]}


@pytest.mark.parametrize("rule", [rationale_length, rationale_is_its_own, evidence_cited])
def test_the_words_of_an_inspection_of_an_authority_are_left_alone(said, rule):
    row = {"child": None, "subject": "an authority", "rationale": "Good on 3 March 2024."}
    assert said(rule, {"activities": {"template": "ofsted-ilacs"}, "reviews": [row, row]}) == (
        "it is not about a child or family"
    )


def test_forty_words_are_enough_and_thirty_nine_are_not(said):
    assert said(rationale_length, reviews("word " * 40)) == []
    assert said(rationale_length, reviews("word " * 39)) == ["a rationale of 39 words for Good; about 40 asked for"]
    assert said(rationale_length, reviews("word " * 39), words=39) == []


def test_rationales_of_the_domains_count_with_the_overall_one(said):
    domains = [{"domain": code, "rationale": "word " * 15} for code in ("RISK", "PLAN")]
    assert said(rationale_length, reviews("word " * 10) | {"judgements": domains}) == []


def test_a_blank_rationale_is_flagged_only_where_the_round_writes_them(said):
    assert said(rationale_length, {"reviews": [{}, {}]}) == "this round does not record rationales"
    assert said(rationale_length, {"reviews": [{}, {"rationale": "Made up."}]}) == ["Good without a rationale"]


@pytest.mark.parametrize(
    "changed",
    [
        lambda words: words,
        lambda words: ["Another", *words[1:]],
        lambda words: [*words[:-1], "end."],
        lambda words: [*words[:20], "new", *words[21:40], "other", *words[41:]],
        lambda words: [word.upper() for word in words],
    ],
    ids=["as it is", "first word", "last word", "in the middle", "capitals"],
)
def test_a_copied_rationale_is_found_on_both_sides_with_a_few_words_changed(said, changed):
    others = [prose(seed) for seed in range(40)]
    copied = " ".join(changed(others[7].split()))
    year = programme(reviews(*others, copied))
    assert said(rationale_is_its_own, year, of="R8") == ["nearly the same words as the rationale of R41"]
    assert said(rationale_is_its_own, year, of="R41") == ["nearly the same words as the rationale of R8"]
    assert said(rationale_is_its_own, year, of="R9") == []


def test_rationales_that_share_a_form_of_words_at_the_end_are_not_copies(said):
    closing = " I discussed this with the worker and her manager, who agreed with the grade."
    assert said(rationale_is_its_own, reviews(*(prose(seed) + closing for seed in range(10)))) == []


def test_how_alike_is_too_alike_is_for_the_authority_to_set(said):
    words = prose(1).split()
    half = " ".join(words[:30] + prose(2).split()[30:])
    assert said(rationale_is_its_own, reviews(prose(1), half)) == []
    assert said(rationale_is_its_own, reviews(prose(1), half), similarity=0.4)


def test_nine_words_in_ten_are_nearly_the_same_and_one_fewer_is_not(said):
    words = prose(1, 20).split()
    two, three = ([*words[:9], *("other",) * count, *words[9 + count :]] for count in (2, 3))
    assert said(rationale_is_its_own, reviews(" ".join(words), " ".join(two)))
    assert said(rationale_is_its_own, reviews(" ".join(words), " ".join(three))) == []


def test_eight_words_are_compared_and_seven_are_too_few(said):
    assert said(rationale_is_its_own, reviews(prose(1, 8), prose(1, 8)))
    assert isinstance(said(rationale_is_its_own, reviews(prose(1, 7), prose(1, 7))), str)


def test_a_row_pasted_twice_is_not_called_a_copy_of_itself(said):
    row = {"id": "R1", "rationale": prose(1)}
    assert said(rationale_is_its_own, {"reviews": [row, row]}) == []


def test_the_order_of_rows_does_not_change_who_copied(said):
    rows = [{"id": f"R{n}", "rationale": prose(n % 5, 30)} for n in range(12)]
    shuffled = random.Random(3).sample(rows, len(rows))
    for row in rows:
        first, second = programme({"reviews": rows}), programme({"reviews": shuffled})
        assert said(rationale_is_its_own, first, of=row["id"]) == said(rationale_is_its_own, second, of=row["id"])


def judged(*evidence, **review):
    domains = ("RISK", "PLAN", "VISITS")
    rows = [{"domain": code, "evidence": text} for code, text in zip(domains, evidence, strict=False)]
    return {"reviews": {"completed_on": "2024-02-01"} | review, "judgements": rows}


def test_each_dated_piece_counts_and_an_undated_document_counts_once(said):
    assert said(evidence_cited, judged("the plan")) == ["1 piece of dated evidence; at least 2 asked for"]
    assert said(evidence_cited, judged("the plan", "supervision notes")) == []
    assert said(evidence_cited, judged("visits of 3/1/24 and 10/1/24")) == []
    assert said(evidence_cited, judged("the plan", rationale="As the visit of 4 January 2024 showed.")) == []
    assert said(evidence_cited, judged("the plan"), items=1) == []


def test_a_round_that_cites_nothing_is_not_flagged_on_every_row(said):
    assert said(evidence_cited, reviews("Plans are kept.", "Plans are kept.")) == (
        "this round does not cite dated evidence"
    )


def test_evidence_a_year_old_is_in_the_window_and_older_is_not(said):
    assert said(evidence_in_window, judged("plan of 1 February 2023")) == []
    assert said(evidence_in_window, judged("plan of January 2023; plan of 3 March 2022; visit of 3/1/2024")) == [
        "evidence from 03/2022, more than 12 months before"
    ]


def test_a_month_counts_as_its_last_day_so_that_nobody_is_asked_in_vain(said):
    assert said(evidence_in_window, judged("plan of February 2023")) == []
    assert said(evidence_is_recent, judged("plan of August 2023")) == []
    assert said(evidence_before_completed, judged("plan of February 2024")) == []


def test_one_recent_piece_is_enough(said):
    assert said(evidence_is_recent, judged("plan of 3 May 2023", "visit of 4/1/2024")) == []
    assert said(evidence_is_recent, judged("plan of 3 May 2023", "the file")) == [
        "the newest evidence is from 05/2023, more than 6 months before"
    ]


def test_evidence_of_the_day_of_completion_is_sound_and_of_the_day_after_is_not(said):
    assert said(evidence_before_completed, judged("visit of 01/02/2024")) == []
    assert said(evidence_before_completed, judged("visits of 02/02/2024 and 01/01/2024")) == [
        "evidence from 02/2024, after the review was completed"
    ]


def test_a_template_without_windows_asks_for_none(said):
    year = {
        "activities": {"template": "cqc-service"},
        "reviews": {"child": None, "subject": "a provider"},
        "judgements": {"domain": "SAFE", "evidence": "visit of 3 May 2019"},
    }
    assert isinstance(said(evidence_in_window, year), str)
    assert isinstance(said(evidence_is_recent, year), str)


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("There was drift in spring.", True),
        ("There was no drift.", False),
        ("Managers avoided any further drift.", False),
        ("Supervision prevented drift.", False),
        ("Reviews were not overdue.", False),
        ("Siblings were not seen.", True),
        ("A drifter came by.", False),
        ("NO EVIDENCE of direct work.", True),
    ],
)
def test_words_that_speak_against_a_good_grade_count_only_where_they_are_not_denied(said, text, spoken):
    assert bool(said(words_against_a_good_grade, reviews(text))) == spoken


def test_the_words_are_for_the_authority_to_set(said):
    assert said(words_against_a_good_grade, reviews("A tale of woe."), words=["woe"])
    assert said(words_against_a_good_grade, reviews("There was drift."), words=["woe"]) == []


def test_praise_alone_under_a_weak_grade_is_mentioned_and_praise_with_a_but_is_not(said):
    weak = {"overall": "Requires improvement"}
    assert said(only_praise_under_a_weak_grade, {"reviews": weak | {"rationale": "Strong plans. Excellent visits."}})
    assert not said(only_praise_under_a_weak_grade, {"reviews": weak | {"rationale": "Strong plans, late visits."}})
    assert not said(only_praise_under_a_weak_grade, {"reviews": weak | {"rationale": "Plans and visits."}})
