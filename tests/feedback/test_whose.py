"""Whose voice words name."""

import pytest

from qaframework.feedback.whose import whose


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("child", "child"),
        ("Children in care", "child"),
        ("care_leaver", "child"),
        ("care leavers", "child"),
        ("young people", "child"),
        ("parent", "family"),
        ("families in early help and child in need", "family"),
        ("parents of children in care", "family"),
        ("foster carer", "family"),
        ("mother", "family"),
        ("child protection families", "family"),
        ("social worker", "worker"),
        ("reviewer", "reviewer"),
        ("peer", "partner"),
        ("data", "data"),
        ("the weather", "other"),
        ("", None),
        (None, None),
    ],
)
def test_words_name_one_voice(words, expected):
    assert whose(words) == expected


def test_young_carers_are_children():
    assert whose("young carers") == "child"
