from __future__ import annotations

import pytest

from qaframework.defaults.rules.identifiers import (
    finding_names_nobody,
    reading_names_nobody,
    recommendation_names_nobody,
    review_names_nobody,
    update_names_nobody,
)

SECRET = "Mrs Zebedee, NHS 943 476 5919, E1 6AN"


@pytest.mark.parametrize(
    ("rule", "table", "field"),
    [
        (review_names_nobody, "reviews", "rationale"),
        (review_names_nobody, "reviews", "voice_note"),
        (review_names_nobody, "reviews", "system_block"),
        (recommendation_names_nobody, "recommendations", "text"),
        (recommendation_names_nobody, "recommendations", "measure"),
        (finding_names_nobody, "findings", "statement"),
        (reading_names_nobody, "readings", "rationale"),
        (update_names_nobody, "updates", "note"),
        (update_names_nobody, "updates", "evidence"),
        (update_names_nobody, "updates", "impact"),
    ],
)
def test_each_text_is_looked_at_and_the_message_names_the_kind_and_the_field_and_not_the_text(said, rule, table, field):
    assert said(rule, {table: {field: SECRET}}) == [
        f"{field} may point to somebody: NHS number, name with a title, postcode"
    ]


@pytest.mark.parametrize("field", ["rationale", "evidence"])
def test_what_is_written_about_a_domain_is_looked_at(said, field):
    year = {"reviews": {}, "judgements": {"domain": "RISK", field: "Ask Dr Zebedee."}}
    assert said(review_names_nobody, year) == ["domain.RISK may point to somebody: name with a title"]


def test_a_sane_review_is_quiet(said):
    text = (
        "Child 3 was seen alone on 12 January 2024 and 03/02/2024. The 2nd strategy discussion under S47 on 5.2.24 "
        "led to a plan; 12 of 14 visits were on time and case supervision was monthly. See PR-2024-02 and REC-12."
    )
    assert said(review_names_nobody, {"reviews": {"rationale": text}}) == []


def test_a_record_without_text_is_not_called_safe(said):
    assert said(review_names_nobody, {"reviews": {}}) == "no text"
