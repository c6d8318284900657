"""What cannot be kept as it is is refused before it is kept for good, in words, and all of it at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

import qaframework as qa
from qaframework.tracker.fitting import LONGEST, fitting

Make = Callable[..., qa.Recommendation]
MARCH, APRIL = date(2024, 3, 20), date(2024, 4, 30)


def said(**changed: Any) -> qa.Update:
    columns: dict[str, Any] = {"recommendation": "REC-1", "on": APRIL, "by": "M1", "status": "accepted"}
    return qa.Update(**columns | changed)


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("by", None, "by is to be a text"),
        ("by", 5, "by is to be a text"),
        ("note", 5, "note is to be a text"),
        ("note", "half \ud800 a sign", "note is to be a text of whole signs"),
        ("note", "x" * (LONGEST + 1), "note is to be a text of whole signs, 100,000 at most"),
        ("evidence", True, "evidence is to be a text"),
        ("status", None, "status is to be a text"),
        ("on", None, "on is to be a day, such as date(2024, 3, 25)"),
        ("on", "2024-04-30", "on is to be a day"),
        ("due", 20240430, "due is to be a day"),
        ("verified", "yes", "verified is to be True or False"),
        ("impact_kind", "nice", "impact_kind is to be one of output, practice, child_outcome"),
        ("rolls_up_to", ["SR-1"], "rolls_up_to is to be a text"),
    ],
)
def test_a_value_of_the_wrong_kind_is_named_and_nothing_is_kept(
    tracker: qa.Tracker, recommendation: Make, field: str, value: object, why: str
) -> None:
    tracker.add([recommendation()], by="HSQA", on=MARCH)
    with pytest.raises(qa.TrackerError) as told:
        tracker.add([], by="HSQA", on=MARCH, updates=[said(**{field: value}), said(on=MARCH)])
    assert f"REC-1: {why}" in str(told.value)
    assert len(tracker.history("REC-1")) == 1


def test_everything_of_the_wrong_kind_is_named_at_once() -> None:
    with pytest.raises(qa.TrackerError) as told:
        fitting([said(note=5, due="soon"), said(recommendation=7, verified=2)])
    assert [one.where for one in told.value.problems] == ["REC-1", "REC-1", "?", "?"]


@pytest.mark.parametrize(
    "name", ["", " REC-1", "REC  1", "REC_x000D_1", "#N/A", "REC\n1", "REC\x001", "REC\u20281", None, 5]
)
def test_an_id_that_no_workbook_could_hold_is_refused(tracker: qa.Tracker, recommendation: Make, name: Any) -> None:
    with pytest.raises(qa.TrackerError, match="id is to be"):
        tracker.add([recommendation(id=name)], by="HSQA", on=MARCH)
    assert len(tracker.state(APRIL)) == 0


def test_rows_are_not_records(tracker: qa.Tracker) -> None:
    with pytest.raises(qa.TrackerError, match=r"give records: qa\.from_rows"):
        tracker.add([{"id": "REC-1"}], by="HSQA", on=MARCH)  # type: ignore[list-item]


def test_a_moment_is_its_day(tracker: qa.Tracker, recommendation: Make) -> None:
    noon = datetime(2024, 4, 30, 12)
    for _ in range(2):
        tracker.add([recommendation(raised_on=datetime(2024, 2, 5, 9))], by="HSQA", on=noon, updates=[said(on=noon)])
    assert len(tracker.history("REC-1")) == 2
    one = tracker.state(noon)["REC-1"]
    assert (one.as_of, one.raised_on, one.last_on, one.added_on) == (APRIL, date(2024, 2, 5), APRIL, APRIL)
    assert tracker.overdue(noon)["REC-1"].days_overdue > 0


def test_no_time_of_pandas_is_no_day(tracker: qa.Tracker, recommendation: Make) -> None:
    pandas = pytest.importorskip("pandas")
    with pytest.raises(qa.TrackerError, match="due is to be a day"):
        tracker.add([recommendation(due=pandas.NaT)], by="HSQA", on=MARCH)


@pytest.mark.parametrize("day", [None, "2024-04-30"])
@pytest.mark.parametrize(
    "look", ["state", "overdue", "summary", "next_meeting", "agenda", "slips", "burn_up", "ageing"]
)
def test_to_look_at_no_day_is_refused_where_it_would_show_nothing_as_if_all_were_done(
    tracker: qa.Tracker, recommendation: Make, look: str, day: Any
) -> None:
    tracker.add([recommendation()], by="HSQA", on=MARCH)
    with pytest.raises(qa.TrackerError, match=r"is to be a day, such as date\(2024, 3, 25\)"):
        getattr(tracker, look)(day)


def test_nobody_can_add_or_record_without_a_name(tracker: qa.Tracker, recommendation: Make) -> None:
    for nobody in (None, "", "  "):
        with pytest.raises(qa.TrackerError, match="nobody is named who says so"):
            tracker.add([recommendation()], by=nobody, on=MARCH)  # type: ignore[arg-type]
    assert len(tracker.state(APRIL)) == 0
