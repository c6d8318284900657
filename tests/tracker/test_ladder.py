"""The steps of escalation as an authority sets them, and what is said of those that cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

import qaframework as qa
from qaframework.moderation.settings import read_settings
from qaframework.tracker.ladder import escalation_of


def ladder(folder: Path, text: str) -> qa.Escalation:
    file = folder / "ours.toml"
    file.write_text(text, encoding="utf-8")
    return escalation_of(read_settings(file))


def test_what_is_not_set_is_as_it_ships(tmp_path: Path) -> None:
    assert ladder(tmp_path, "") == qa.Escalation()
    ours = ladder(tmp_path, '[escalation]\nmeets = "monthly"\n[escalation.boards]\nchild = "Our board"\n')
    assert (ours.meets, ours.rungs) == ("monthly", qa.Escalation().rungs)
    assert ours.boards == {**qa.Escalation().boards, "child": "Our board"}


def test_rungs_are_those_that_are_set(tmp_path: Path) -> None:
    ours = ladder(tmp_path, '[escalation]\nrungs = [{to = "owner", days = 1}, {to = "board", days = 40, slips = 3}]\n')
    assert ours.rungs == (qa.Rung("owner", 1), qa.Rung("board", 40, slips=3))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[escalation]\nmeet = "monthly"', "there is no 'meet'; did you mean 'meets'?"),
        ("[escalation]\nmeets = 4", "meets is a text"),
        ("[escalation]\nrungs = 4", "rungs is a list"),
        ("[escalation]\nrungs = []", "need more working days"),
        ("[escalation]\nrungs = [5]", "rung 1 is written as {to ="),
        ('[escalation]\nrungs = [{to = "", days = 1}]', "rung 1 needs to: who hears of it"),
        ('[escalation]\nrungs = [{to = "a", days = 0}]', "rung 1 needs days"),
        ('[escalation]\nrungs = [{to = "a", days = true}]', "rung 1 needs days"),
        ('[escalation]\nrungs = [{to = "a", days = 1, slips = 0}]', "rung 1 slips is a whole number"),
        ('[escalation]\nrungs = [{to = "a", days = 5}, {to = "b", days = 5}]', "need more working days"),
        ("[escalation]\nboards = 3", "write [escalation.boards]"),
        ("[escalation.boards]\npartners = 'x'", "there is no 'partners'; did you mean 'partner'?"),
        ("[escalation.boards]\nchild = 3", "child is the name of a board"),
        ("escalation = 3", "write [escalation]"),
        ("[escalatoin]\nmeets = 'x'", "did you mean [escalation]?"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(qa.SettingsError) as refused:
        ladder(tmp_path, text)
    assert str(refused.value).startswith("ours.toml: ")
    assert said in str(refused.value)


def test_everything_wrong_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(qa.SettingsError) as refused:
        ladder(tmp_path, '[escalation]\nmeets = 1\nrungs = [{days = 1}, {to = "x"}]\nboards = 2\n')
    assert str(refused.value).count(";") == 3
