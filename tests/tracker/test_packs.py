"""The monthly meeting: a workbook goes out, comes back, is compared, and is recorded once."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import qaframework as qa
from qaframework.tracker.packs.columns import SHOWN, WRITTEN
from qaframework.tracker.packs.receipt import KIND

Make = Callable[..., qa.Recommendation]
MARCH, APRIL, MAY = date(2024, 3, 20), date(2024, 4, 30), date(2024, 5, 28)
CITY = qa.example("city-of-london-2023-24")


@pytest.fixture
def tracker(make_where: Callable[[str], str]) -> Iterator[qa.Tracker]:
    """Give a tracker with the City's year on it."""
    with qa.Tracker.open(make_where("sqlite")) as tracker:
        tracker.add(CITY.recommendations, by="HSQA", on=MARCH, updates=CITY.updates)
        yield tracker


class Pack:
    """A pack as somebody has it open: cells by recommendation and heading."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = openpyxl.load_workbook(path)
        self.sheet = self.book["Updates"]
        self.columns = {str(cell.value): cell.column for cell in self.sheet[1]}

    def row(self, name: str) -> int:
        return next(row for row in range(2, self.sheet.max_row + 1) if self.sheet.cell(row, 1).value == name)

    def fill(self, name: str, **cells: Any) -> Pack:
        for heading, value in cells.items():
            self.sheet.cell(self.row(name), self.columns[heading.replace("_", " ")]).value = value
        return self

    def ids(self) -> list[str]:
        return [str(row[0].value) for row in self.sheet.iter_rows(min_row=2)]

    def save(self, name: str = "returned.xlsx") -> Path:
        target = self.path.with_name(name)
        self.book.save(target)
        return target


@pytest.fixture
def pack(tracker: qa.Tracker, tmp_path: Path) -> Pack:
    return Pack(tracker.meeting_pack(APRIL, tmp_path / "april.xlsx"))


def what(changes: qa.Changes) -> list[tuple[str, str]]:
    return [(one.recommendation, one.what) for one in changes.conflicts]


def test_a_pack_holds_what_is_open_the_most_pressing_first(tracker: qa.Tracker, pack: Pack) -> None:
    state = tracker.state(APRIL)
    assert set(pack.ids()) == {one.id for one in state if one.is_open or one.status == "transferred"}
    assert pack.ids()[0] == "REC-23"
    assert [one for one in pack.ids() if state[one].is_overdue] == pack.ids()[: len(tracker.overdue(APRIL))]
    lists = {title: {row[0].value for row in pack.book[title].iter_rows(min_row=2)} for title in pack.book.sheetnames}
    assert lists["Overdue"] == {one.id for one in state if one.waits_for in ("overdue", "no date")}
    assert lists["Due"] == {one.id for one in state if one.waits_for == "due"}
    assert lists["Awaiting evidence"] == {one.id for one in state if one.waits_for == "evidence"}
    assert lists["Awaiting impact"] == {one.id for one in state if one.waits_for in ("impact", "confirmation")}
    assert lists["Escalation"] == {line["id"] for line in tracker.agenda(APRIL)}
    owners = {row[0].value: row[1].value for row in pack.book["By owner"].iter_rows(min_row=2)}
    assert sum(owners.values()) == sum(one.is_open for one in state)
    assert "(nobody)" in owners


def test_a_pack_shows_last_months_note_and_offers_what_can_follow(pack: Pack) -> None:
    shown = pack.sheet.cell(pack.row("REC-12"), pack.columns["Last entry"]).value
    assert shown == "28/02/2024, M02: Shortlisted once, second on the list. Notice extended to May."
    checks = {str(check.sqref).split(":")[0]: check for check in pack.sheet.data_validations.dataValidation}
    assert checks["A2"].formula1 == "FALSE"
    status = next(check for cell, check in checks.items() if check.formula1 == 'INDIRECT("after_"&$G2)')
    assert status.showErrorMessage
    assert pack.sheet["G1"].value == "Stands at"
    name = pack.book.defined_names["after_evidenced"].attr_text
    sheet, cells = name.split("!")
    words = [row[0].value for row in pack.book[sheet][cells.replace("$", "")]]
    assert words[:3] == ["evidenced", "impact_confirmed", "closed"]
    assert pack.book["Receipt"].sheet_state == "veryHidden"
    assert pack.book["Lists"].sheet_state == "hidden"


def test_the_same_pack_is_the_same_bytes_and_names_nobody_who_made_it(tracker: qa.Tracker, tmp_path: Path) -> None:
    one, two = (tracker.meeting_pack(APRIL, tmp_path / name).read_bytes() for name in ("one.xlsx", "two.xlsx"))
    assert one == two
    with zipfile.ZipFile(tmp_path / "one.xlsx") as parts:
        core = parts.read("docProps/core.xml").decode()
    assert re.findall(r"creator[^>]*>([^<]+)<", core) == ["qaframework"]
    assert "2024" not in core


def test_a_pack_in_which_nothing_was_written_changes_nothing(tracker: qa.Tracker, pack: Pack) -> None:
    changes = tracker.diff(pack.save())
    assert (len(changes), changes.conflicts, changes.already) == (0, (), ())
    assert changes.untouched == len(pack.ids())
    assert tracker.apply(changes, by="HSQA") == ()


def test_what_managers_write_is_recorded_on_the_day_of_the_meeting(tracker: qa.Tracker, pack: Pack) -> None:
    pack.fill("REC-12", Note="Keys on 2 May.", New_date=datetime(2024, 5, 31), Agreed_by="HOS", Said_by="M02")
    pack.fill("REC-16", New_status="Action complete", Evidence="Six session notes")
    pack.fill(
        "REC-19",
        New_status="impact_confirmed",
        Impact="The conference could see it.",
        Kind_of_impact="practice",
        Confirmed_by="IRO",
        Checked_by_another="yes",
    )
    changes = tracker.diff(pack.save())
    assert what(changes) == []
    entries = tracker.apply(changes, by="HSQA", recorded_on=MAY)
    assert {(one.recommendation, one.by, one.on, one.recorded_on) for one in entries} == {
        ("REC-12", "M02", APRIL, MAY),
        ("REC-16", "HSQA", APRIL, MAY),
        ("REC-19", "HSQA", APRIL, MAY),
    }
    state = tracker.state(APRIL)
    assert (state["REC-12"].due, state["REC-12"].slips, state["REC-12"].status) == (date(2024, 5, 31), 3, "in_progress")
    assert (state["REC-16"].status, state["REC-16"].evidence) == ("action_complete", "Six session notes")
    one = state["REC-19"]
    assert (one.confirmed_by, one.impact_kind, one.verified_on) == ("iro", "practice", APRIL)


def test_a_pack_returned_twice_changes_nothing(tracker: qa.Tracker, pack: Pack) -> None:
    returned = pack.fill("REC-16", Note="Five of six.").fill("REC-17", Note="Seen.").save()
    first = tracker.diff(returned)
    assert len(tracker.apply(first, by="HSQA")) == 2
    before = tracker.programme()
    again = tracker.diff(returned)
    assert (len(again), again.conflicts, sorted(again.already)) == (0, (), ["REC-16", "REC-17"])
    assert tracker.apply(again, by="HSQA") == ()
    assert tracker.apply(first, by="somebody else") == ()
    assert tracker.programme() == before


def test_two_managers_return_their_own_rows_of_one_pack(tracker: qa.Tracker, tmp_path: Path) -> None:
    sent = tracker.meeting_pack(APRIL, tmp_path / "april.xlsx")
    one = Pack(sent).fill("REC-16", Note="Five of six.").save("one.xlsx")
    two = Pack(sent).fill("REC-26", Note="A third bid.").save("two.xlsx")
    assert len(tracker.apply(tracker.diff(one), by="M01")) == 1
    assert len(tracker.apply(tracker.diff(two), by="M02")) == 1
    assert tracker.state(APRIL)["REC-26"].note == "A third bid."


def test_two_managers_who_write_on_the_same_row_are_told(tracker: qa.Tracker, tmp_path: Path) -> None:
    sent = tracker.meeting_pack(APRIL, tmp_path / "april.xlsx")
    one = Pack(sent).fill("REC-16", Note="Five of six.", Said_by="M01").save("one.xlsx")
    two = Pack(sent).fill("REC-16", Note="All six.").fill("REC-17", Note="Seen.").save("two.xlsx")
    early = tracker.diff(two)
    tracker.apply(tracker.diff(one), by="HSQA")
    with pytest.raises(qa.TrackerError, match="M01 updated it meanwhile, for 30/04/2024"):
        tracker.apply(early, by="M02")
    late = tracker.diff(two)
    assert what(late) == [("REC-16", "M01 updated it meanwhile, for 30/04/2024: it stands at in_progress")]
    with pytest.raises(qa.TrackerError, match=r"two\.xlsx has conflicts; nothing was recorded"):
        tracker.apply(late, by="M02")
    assert tracker.state(APRIL)["REC-17"].note != "Seen."
    assert [one.recommendation for one in tracker.apply(late.clean, by="M02")] == ["REC-17"]


def test_a_row_that_was_deleted_is_named(tracker: qa.Tracker, pack: Pack) -> None:
    pack.sheet.delete_rows(pack.row("REC-16"))
    assert what(tracker.diff(pack.save())) == [("REC-16", "its row was deleted, so nothing can be said of it")]


def test_an_id_that_was_edited_is_named_with_its_cell_and_not_repeated(tracker: qa.Tracker, pack: Pack) -> None:
    row = pack.row("REC-16")
    pack.fill("REC-16", Note="Done.")
    pack.sheet.cell(row, 1).value = "Tommy Atkins"
    changes = tracker.diff(pack.save())
    assert {one.where for one in changes.conflicts} == {f"Updates!A{row}", "Updates"}
    assert "an id that is not in this pack" in changes.conflicts[0].what
    assert changes.conflicts[1].recommendation == "REC-16"
    assert "Tommy" not in repr(changes) + changes._repr_html_()


def test_two_ids_swapped_do_not_put_an_update_on_the_wrong_child(tracker: qa.Tracker, pack: Pack) -> None:
    one, two = pack.row("REC-16"), pack.row("REC-30")
    pack.fill("REC-16", Note="Done.")
    pack.sheet.cell(one, 1).value, pack.sheet.cell(two, 1).value = "REC-30", "REC-16"
    changes = tracker.diff(pack.save())
    assert len(changes) == 0
    assert {name for name, _ in what(changes)} == {"REC-16", "REC-30"}


def test_a_row_copied_or_added_is_named(tracker: qa.Tracker, pack: Pack) -> None:
    last = pack.sheet.max_row
    pack.sheet.cell(last + 1, 1).value = "REC-16"
    pack.sheet.cell(last + 2, pack.columns["Note"]).value = "a new recommendation"
    told = dict(what(tracker.diff(pack.save())))
    assert told["REC-16"] == "a second row of this recommendation"
    assert "an id that is not in this pack" in told[""]


@pytest.mark.parametrize(
    ("heading", "value", "why"),
    [
        ("New date", "end of May", "text of 10 characters that is no date"),
        ("New date", "03/05/2024", "a date typed as text that can be read two ways"),
        ("New date", "05/31/2024", "a date with the month first"),
        ("New date", datetime(1924, 5, 31), "its new date, 31/05/1924, is more than 20 years away; check the year"),
        ("Agreed by", "HOS", "it says who agreed to a new date, and not which; write the date"),
        ("New date", 45, "a number where a date is expected"),
        ("New status", "finished", "no status of the list"),
        ("New status", "closed", "closed needs evidence"),
        ("New status", "reopened", "it stands at in_progress, and reopened cannot follow"),
        ("New status", "blocked", "blocked needs a note: why"),
        ("Kind of impact", "good", "text of 4 characters that is none of the choices"),
        ("Checked by another", "perhaps", "text of 7 characters where yes or no is expected"),
        ("Stands for it now", "REC-99", "a recommendation that is not on the tracker"),
        ("Note", "=A1", "a formula without a saved value"),
        ("Note", "#REF!", "a spreadsheet error value"),
        ("Confirmed by", "child", "it says who confirmed a difference"),
    ],
)
def test_what_cannot_be_recorded_is_named_with_its_cell(
    tracker: qa.Tracker, pack: Pack, heading: str, value: object, why: str
) -> None:
    pack.fill("REC-16", **{heading: value})
    changes = tracker.diff(pack.save())
    assert {one.recommendation for one in changes.conflicts} == {"REC-16"}
    assert why in "; ".join(one.what for one in changes.conflicts)
    assert str(pack.row("REC-16")) in changes.conflicts[0].where
    assert len(changes) == 0


def test_a_date_typed_as_text_that_can_be_read_in_one_way_is_read(tracker: qa.Tracker, pack: Pack) -> None:
    pack.fill("REC-16", New_date="31 May 2024").fill("REC-17", New_date="31/05/2024").fill(
        "REC-20", New_date="2024-05-31"
    )
    changes = tracker.diff(pack.save())
    assert what(changes) == []
    assert {draft.update.due for draft in changes.drafts} == {date(2024, 5, 31)}


def test_everything_wrong_in_a_pack_is_told_at_once(tracker: qa.Tracker, pack: Pack) -> None:
    pack.fill("REC-16", New_status="finished", New_date="soon").fill("REC-17", New_status="in_progress")
    pack.sheet.delete_rows(pack.row("REC-20"))
    changes = tracker.diff(pack.save())
    assert sorted(name for name, _ in what(changes)) == ["REC-16", "REC-16", "REC-17", "REC-20"]


def test_whoever_writes_in_a_column_that_is_there_to_be_read_is_told_that_it_was_not_recorded(
    tracker: qa.Tracker, pack: Pack
) -> None:
    pack.fill("REC-16", Stands_at="closed").fill("REC-17", Owner="Somebody else").fill(
        "REC-20", Due=datetime(2024, 6, 1)
    )
    changes = tracker.diff(pack.save())
    assert [one.where for one in changes.conflicts] == [
        f"Updates!{letter}{pack.row(name)}"
        for name, letter in sorted(
            (("REC-16", "G"), ("REC-17", "C"), ("REC-20", "H")), key=lambda pair: pack.row(pair[0])
        )
    ]
    assert len(changes) == 0


def test_rows_can_be_sorted(tracker: qa.Tracker, pack: Pack) -> None:
    pack.fill("REC-16", Note="Five of six.")
    rows = [[cell.value for cell in row] for row in pack.sheet.iter_rows(min_row=2)]
    for number, row in enumerate(sorted(rows, key=lambda row: str(row[0]), reverse=True), start=2):
        for column, value in enumerate(row, start=1):
            pack.sheet.cell(number, column).value = value
    changes = tracker.diff(pack.save())
    assert (len(changes), changes.conflicts) == (1, ())


def test_a_column_taken_out_is_named(tracker: qa.Tracker, pack: Pack) -> None:
    pack.sheet.cell(1, pack.columns["Note"]).value = "Notes"
    with pytest.raises(qa.DataError, match=r"returned\.xlsx Updates!1:1: 0 columns headed Note\. Put it back"):
        tracker.diff(pack.save())


def test_a_column_put_in_between_does_not_move_what_was_written(tracker: qa.Tracker, pack: Pack) -> None:
    pack.fill("REC-16", Note="Five of six.", Evidence="Six session notes", Impact="Safer (made up).")
    pack.sheet.insert_cols(pack.columns["Evidence"])
    pack.sheet.insert_cols(3)
    changes = tracker.diff(pack.save())
    assert (what(changes), changes.remarks) == ([], ())
    (draft,) = changes.drafts
    said = draft.update
    assert (said.note, said.evidence, said.impact) == ("Five of six.", "Six session notes", "Safer (made up).")


def test_what_was_written_where_nothing_is_read_is_told(tracker: qa.Tracker, pack: Pack) -> None:
    width = len(pack.columns)
    pack.sheet.cell(1, width + 1).value = "My own"
    pack.sheet.cell(3, width + 3).value = "Tommy rang"
    copied = pack.book.copy_worksheet(pack.sheet)
    pack.book.create_sheet("Empty")
    pack.book["Overdue"].cell(2, 9).value = "Tommy rang"
    copied.cell(2, pack.columns["Note"]).value = "Tommy rang"
    changes = tracker.diff(pack.save())
    letter = pack.sheet.cell(1, width + 3).column_letter
    assert [(one.where, one.what) for one in changes.remarks] == [
        (f"Updates!{letter}", "something is written in a column that is not the pack's"),
        ("Overdue!I", "something is written in a column that is not the pack's"),
        ("sheet 11", "something is written on a sheet that is not the pack's"),
    ]
    assert "if it is to be recorded" in repr(changes)
    assert "Tommy" not in repr(changes) + changes._repr_html_()


def test_a_row_above_the_headings_is_told_in_one_sentence(tracker: qa.Tracker, pack: Pack) -> None:
    pack.sheet.insert_rows(1)
    with pytest.raises(qa.DataError, match=r"^1 problem") as told:
        tracker.diff(pack.save())
    assert "Updates!1:1: its first row does not hold the headings. Put it back as it was sent." in str(told.value)


def test_ids_that_look_like_something_else_come_back_as_they_were(
    make_where: Callable[[str], str], recommendation: Make, tmp_path: Path
) -> None:
    names = ["=1+1", "@x", "+2", "12", "007", "1E5", "TRUE", "2024-01-02", "a'b"]
    with qa.Tracker.open(make_where("sqlite")) as tracker:
        tracker.add([recommendation(name) for name in names], by="HSQA", on=MARCH)
        pack = Pack(tracker.meeting_pack(APRIL, tmp_path / "april.xlsx"))
        for name in names:
            pack.fill(name, Note="seen")
        changes = tracker.diff(pack.save())
        assert what(changes) == []
        assert sorted(draft.update.recommendation for draft in changes.drafts) == sorted(names)


def test_a_receipt_that_was_altered_is_noticed(tracker: qa.Tracker, pack: Pack) -> None:
    pack.fill("REC-16", Note="Five of six.")
    receipt = pack.book["Receipt"]
    receipt["B6"].value = "1"
    with pytest.raises(qa.DataError, match="its hidden receipt was altered"):
        tracker.diff(pack.save())
    del pack.book["Receipt"]
    with pytest.raises(qa.DataError, match="no meeting pack: it has no sheets Updates and Receipt"):
        tracker.diff(pack.save())


def test_a_pack_of_another_version_is_named_as_one(tracker: qa.Tracker, pack: Pack) -> None:
    pack.book["Receipt"]["A1"].value = "qaframework meeting pack 0"
    with pytest.raises(
        qa.DataError, match=r"a pack of another version of qaframework\. Write a new one with 'track pack'"
    ):
        tracker.diff(pack.save())


def test_packs_that_are_out_there_fit_the_columns_there_are() -> None:
    columns = [*SHOWN, *WRITTEN, *(column.field for column in WRITTEN.values())]
    now = (KIND, hashlib.sha256("\n".join(columns).encode()).hexdigest()[:16])
    told = (
        "the columns of a pack changed: give KIND (tracker/packs/receipt.py) the next number, and put the digest here"
    )
    assert now == ("qaframework meeting pack 1", "4477012f9a3b0173"), told


@pytest.fixture
def telling(make_where: Callable[[str], str], recommendation: Make) -> Iterator[qa.Tracker]:
    """Give a tracker with texts that may point to somebody; all of them are made up."""
    with qa.Tracker.open(make_where("sqlite")) as tracker:
        tracker.add([recommendation(), recommendation("REC-2", measure="Ask at EC1A 1BB")], by="HSQA", on=MARCH)
        tracker.update("REC-1", by="M1", on=MARCH, note="Mrs Atkins agreed; NHS number 943 476 5919")
        yield tracker


def test_a_pack_for_the_meeting_tells_what_in_it_may_point_to_somebody(telling: qa.Tracker, tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match=r"april\.xlsx holds what may point to somebody\. Keep it") as told:
        telling.meeting_pack(APRIL, tmp_path / "april.xlsx", names=["social worker"])
    said = str(told[0].message)
    assert said.splitlines()[1:] == [
        "  REC-1, Owner: probable name on the list.",
        "  REC-1, What was asked: probable name on the list.",
        "  REC-1, Last entry: probable NHS number.",
        "  REC-1, Last entry: probable name with a title.",
        "  REC-2, Owner: probable name on the list.",
        "  REC-2, What was asked: probable name on the list.",
        "  REC-2, How it will show: probable postcode.",
    ]
    assert not any(text in said for text in ("Atkins", "943", "EC1A"))
    assert told[0].filename == __file__


def test_a_pack_that_leaves_is_not_written_while_something_in_it_may_point_to_somebody(
    telling: qa.Tracker, tmp_path: Path
) -> None:
    for half in ({}, {"override": "a partner's meeting"}, {"by": "HOS"}, {"override": " ", "by": "HOS"}):
        with pytest.raises(qa.ReleaseError, match="REC-2, How it will show: probable postcode") as told:
            telling.meeting_pack(APRIL, tmp_path / "april.xlsx", leaves=True, **half)
        assert "What is recorded stays. Send a report instead" in str(told.value)
        assert "Atkins" not in str(told.value)
    assert list(tmp_path.glob("*.xlsx")) == []


def test_whoever_lets_a_pack_leave_stands_in_it_with_the_reason(telling: qa.Tracker, tmp_path: Path) -> None:
    path = telling.meeting_pack(APRIL, tmp_path / "a.xlsx", leaves=True, override="Agreed\nby all.", by="HOS")
    first = openpyxl.load_workbook(path)["Read me"]["A2"].value
    assert first == (
        "It may point to somebody: probable NHS number (1), probable name with a title (1), probable postcode (1). "
        "Let go by HOS: Agreed by all."
    )
    assert telling.diff(path).conflicts == ()


def test_a_pack_in_which_nothing_points_to_anybody_leaves_without_a_word(tracker: qa.Tracker, tmp_path: Path) -> None:
    one, two = tmp_path / "one.xlsx", tmp_path / "two.xlsx"
    tracker.meeting_pack(APRIL, one)
    tracker.meeting_pack(APRIL, two, leaves=True, override="not needed", by="HOS")
    assert one.read_bytes() == two.read_bytes()


def test_what_managers_write_is_looked_through_before_it_is_recorded_for_good(tracker: qa.Tracker, pack: Pack) -> None:
    pack.fill("REC-16", Note="Mrs Atkins rang from 020 7946 0123").fill("REC-17", Evidence="Mail of a@b.org")
    changes = tracker.diff(pack.save(), names=["rang from"])
    row = pack.row("REC-16")
    note, evidence = (
        f"Updates!{pack.sheet.cell(1, pack.columns[name]).column_letter}" for name in ("Note", "Evidence")
    )
    assert sorted((one.where, one.what) for one in changes.remarks) == sorted(
        [
            (f"{note}{row}", "probable telephone number"),
            (f"{note}{row}", "probable name with a title"),
            (f"{note}{row}", "probable name on the list"),
            (f"{evidence}{pack.row('REC-17')}", "probable e-mail address"),
        ]
    )
    assert "probable telephone number" in changes._repr_html_()
    told = repr(changes) + changes._repr_html_()
    assert "Write it without: what is recorded cannot be taken out again." in told
    assert not any(text in told for text in ("Atkins", "7946", "a@b"))
    assert len(tracker.apply(changes, by="HSQA")) == 2, "people decide"


def test_a_workbook_that_is_no_pack_is_refused(tracker: qa.Tracker, tmp_path: Path) -> None:
    year = qa.write(CITY, tmp_path / "year.xlsx")
    with pytest.raises(qa.DataError, match="no meeting pack"):
        tracker.diff(year)
    (tmp_path / "broken.xlsx").write_bytes(b"PK not a workbook")
    with pytest.raises(qa.DataError, match="no workbook that can be opened"):
        tracker.diff(tmp_path / "broken.xlsx")
    with pytest.raises(qa.DataError, match=r"none\.xlsx: it cannot be opened"):
        tracker.diff(tmp_path / "none.xlsx")


def test_a_pack_of_another_tracker_is_not_taken(
    tracker: qa.Tracker, pack: Pack, make_where: Callable[[str], str]
) -> None:
    returned = pack.fill("REC-16", Note="Five of six.").save()
    with qa.Tracker.open(make_where("sqlite")) as other:
        other.add(CITY.recommendations, by="HSQA", on=MARCH)
        assert what(other.diff(returned)) == [
            ("REC-16", "a pack of another tracker, or of one that was put back to an earlier day")
        ]


def test_a_pack_from_before_an_earlier_meetings_entry_still_fits_where_it_can(
    tracker: qa.Tracker, tmp_path: Path
) -> None:
    march = Pack(tracker.meeting_pack(MARCH, tmp_path / "march.xlsx")).fill("REC-16", Note="Late pack.").save("m.xlsx")
    tracker.update("REC-17", by="M01", on=APRIL, note="elsewhere")
    changes = tracker.diff(march)
    assert (len(changes), changes.conflicts) == (1, ())
    (entry,) = tracker.apply(changes, by="HSQA")
    assert entry.on == MARCH


def test_hard_texts_come_back_as_they_were_shown(
    make_where: Callable[[str], str], recommendation: Make, tmp_path: Path
) -> None:
    from qaframework.testing import HARD_TEXTS

    with qa.Tracker.open(make_where("sqlite")) as tracker:
        tracker.add(
            [recommendation(f"REC-{n}", text=text, owner=text, measure=text) for n, text in enumerate(HARD_TEXTS)],
            by="HSQA",
            on=MARCH,
        )
        for n, text in enumerate(HARD_TEXTS):
            tracker.update(f"REC-{n}", by="M1", on=APRIL, note=text, evidence=text, impact=text)
        tracker.add([recommendation("REC-long", text="word " * 9000)], by="HSQA", on=MARCH)
        with pytest.warns(UserWarning, match="telephone number"):
            returned = Pack(tracker.meeting_pack(APRIL, tmp_path / "april.xlsx")).save()
        changes = tracker.diff(returned)
        assert what(changes) == []
        assert changes.untouched == len(HARD_TEXTS) + 1


def test_text_that_looks_like_a_formula_is_text_in_a_pack(
    make_where: Callable[[str], str], recommendation: Make, tmp_path: Path
) -> None:
    with qa.Tracker.open(make_where("sqlite")) as tracker:
        tracker.add([recommendation(text='=HYPERLINK("http://x")')], by="HSQA", on=MARCH)
        pack = Pack(tracker.meeting_pack(APRIL, tmp_path / "april.xlsx"))
    assert pack.sheet["D2"].data_type == "s"


def test_a_pack_where_nothing_is_open_says_so(make_where: Callable[[str], str], tmp_path: Path) -> None:
    with qa.Tracker.open(make_where("sqlite")) as tracker:
        pack = Pack(tracker.meeting_pack(APRIL, tmp_path / "april.xlsx"))
        assert pack.ids() == []
        assert tracker.diff(pack.save()).untouched == 0


def test_a_pack_that_cannot_be_written_says_so(tracker: qa.Tracker, tmp_path: Path) -> None:
    with pytest.raises(qa.DataError, match=r"april\.xlsx: it cannot be written"):
        tracker.meeting_pack(APRIL, tmp_path / "nowhere" / "april.xlsx")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed here")
def test_a_pack_saved_by_libreoffice_comes_back_whole(tracker: qa.Tracker, pack: Pack, tmp_path: Path) -> None:
    pack.fill("REC-16", New_status="action_complete", Note="All six, at last.", New_date=datetime(2024, 5, 31)).save()
    saved = tmp_path / "saved"
    home = f"-env:UserInstallation=file://{tmp_path / 'home'}"
    subprocess.run(
        ["soffice", home, "--headless", "--convert-to", "xlsx", "--outdir", saved, tmp_path / "returned.xlsx"],
        check=True,
        capture_output=True,
        timeout=180,
    )
    changes = tracker.diff(saved / "returned.xlsx")
    assert what(changes) == []
    assert [(draft.update.status, draft.update.due) for draft in changes.drafts] == [
        ("action_complete", date(2024, 5, 31))
    ]
