from __future__ import annotations

import json
import re
import shutil
import stat
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import openpyxl
import pytest

import qaframework as qa
from qaframework.moderation.deidentify import pseudonym, weeks_moved
from qaframework.moderation.screening import texts_of
from qaframework.moderation.side_by_side import agreement

KEY = b"a key for tests, thirty-two long"
SEED = "East London, April 2024"
READERS = ["Borough A", "Borough B"]
CITY = qa.example("city-of-london-2023-24")
SCALE = "ofsted-2018"


def reviews(count: int = 8, **changed: Any) -> list[dict[str, Any]]:
    return [
        {
            "id": f"REV-{n}",
            "activity": "PR-X",
            "child": f"KID-{n}",
            "reviewer": "ZREVIEWER",
            "worker": f"ZWORKER{n}",
            "manager": "ZMANAGER",
            "completed_on": "2024-01-17",
            "overall": ("Inadequate", "Good")[n % 2],
            "rationale": f"The plan of 6 December 2023 fits the child, case {'abcdefghij'[n]}.",
            "domain.RISK": ("Inadequate", "Good")[n % 2],
        }
        | changed
        for n in range(1, count + 1)
    ]


def year_of(rows: list[dict[str, Any]] | None = None, **tables: Any) -> qa.Programme:
    children = [
        {"id": f"KID-{n}", "status": "child_protection", "family": f"FAM-{n}", "age_band": "5-9"} for n in range(1, 9)
    ]
    activities = [{"id": "PR-X", "kind": "practice_reviews", "title": "T", "start": "2024-01-01", "end": "2024-02-01"}]
    made = {
        "activities": activities,
        "children": children,
        "reviews": rows or reviews(),
        "judgements": [
            {
                "review": "REV-1",
                "domain": "RISK",
                "grade": "Good",
                "rationale": "Risk is watched.",
                "evidence": "Visit of 9 January 2024",
            }
        ],
    }
    return qa.from_rows(**(made | tables))


YEAR = year_of()


def plan_of(year: qa.Programme = YEAR, **more: Any) -> qa.SamplePlan:
    return qa.plan_sample(year, **({"activity": "PR-X", "size": 6, "seed": SEED, "anchors": 2} | more))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "packs"


def send(folder: Path, year: qa.Programme = YEAR, **more: Any) -> Any:
    return qa.write_packs(year, plan_of(year), **({"readers": READERS, "folder": folder, "key": KEY} | more))


Change = Callable[[Any], None]


def fill(file: Path, grade: str = "Good", change: Change | None = None) -> None:
    """Fill a pack in as a reader would, and then change something else."""
    book = openpyxl.load_workbook(file)
    for row in book["Grades"].iter_rows(min_row=2):
        row[1].value, row[2].value, row[3].value = date(2024, 4, 12), grade, "Because."
    if change:
        change(book)
    book.save(file)


def everything_in(file: Path) -> str:
    """Return all parts of a workbook as text, with the names of its parts."""
    with zipfile.ZipFile(file) as archive:
        parts = [f"{name}\n{archive.read(name).decode('utf-8', 'replace')}" for name in archive.namelist()]
        return "\n".join([file.name, archive.comment.decode(), *parts])


def problems_of(error: pytest.ExceptionInfo[qa.DataError]) -> list[str]:
    return [str(one) for one in error.value.problems]


# -- there and back ----------------------------------------------------------------------------------------------


def test_packs_go_out_come_back_and_are_moderated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    plan = qa.plan_sample(CITY, activity="PR-2024-02", size=8, seed=SEED, anchors=2)
    packs = qa.write_packs(CITY, plan, readers=["Borough A", "Borough B"], folder="packs/")
    for reader, grade in (("Borough A", "Good"), ("Borough B", "RI")):
        fill(packs[reader], grade)
    year = qa.add_readings(CITY, "packs/", plan)
    new = year.readings[len(CITY.readings) :]
    assert year.readings[: len(CITY.readings)] == CITY.readings
    assert year.reviews == CITY.reviews
    assert {one.review for one in new} == set(plan.chosen)
    assert len(new) == 6 + 2 * 2
    assert {(one.stage, one.blind, one.read_on) for one in new} == {("moderation", True, date(2024, 4, 12))}
    assert {one.reader for one in new} == {"Borough A", "Borough B"}
    found = agreement(year, activity="PR-2024-02")
    assert found.n == len({one.review for one in year.readings})
    assert set(found.readers) >= {"Borough A", "Borough B"}
    report = qa.moderate(year, today=date(2024, 5, 1))
    (blind,) = (one for one in report.results if one.rule == "defaults/blind-moderation")
    assert blind.checked == len(year.readings)
    assert not any(flag.rule == "defaults/reading-of-known-review" for flag in report.flags)
    qa.write(year, "after.xlsx")
    assert qa.read("after.xlsx") == year


def test_a_plan_made_again_from_the_seed_takes_the_packs_back(folder: Path) -> None:
    packs = send(folder)
    for reader in packs:
        fill(packs[reader])
    again = qa.plan_sample(YEAR, activity="PR-X", size=6, seed=SEED, anchors=2)
    assert len(qa.add_readings(YEAR, folder, again).readings) == 8


def test_a_pack_that_is_returned_twice_changes_nothing(folder: Path) -> None:
    packs = send(folder)
    fill(packs["Borough A"])
    shutil.copy(packs["Borough A"], folder / "Copy of the pack.xlsx")
    once = qa.add_readings(YEAR, folder, plan_of())
    assert len(once.readings) == 4
    assert qa.add_readings(once, folder, plan_of()) is once
    fill(packs["Borough B"])
    assert qa.add_readings(once, folder, plan_of()).readings[:4] == once.readings


def test_packs_can_be_given_one_by_one(folder: Path, tmp_path: Path) -> None:
    packs = send(folder)
    for reader in packs:
        fill(packs[reader])
    one = qa.add_readings(YEAR, packs["Borough A"], plan_of())
    assert {reading.reader for reading in one.readings} == {"Borough A"}
    moved = tmp_path / "elsewhere" / "returned.xlsx"
    moved.parent.mkdir()
    shutil.copy(packs["Borough B"], moved)
    with pytest.raises(qa.DataError, match="no key file"):
        qa.add_readings(one, [moved], plan_of())
    both = qa.add_readings(one, [moved], plan_of(), key_file=packs.key_file)
    assert qa.add_readings(YEAR, folder, plan_of()).readings == tuple(
        sorted(both.readings, key=lambda r: (r.review, r.reader))
    )


def test_domain_grades_and_missing_grades_come_back_as_they_were_given(folder: Path) -> None:
    def change(book: Any) -> None:
        sheet = book["Grades"]
        headings = [cell.value for cell in sheet[1]]
        (risk,) = (place for place, heading in enumerate(headings, 1) if heading.endswith("(RISK)"))
        sheet.cell(2, risk).value = "RI"
        sheet.cell(3, 3).value = "insufficient evidence"
        sheet.cell(3, risk).value = "not applicable"
        sheet.cell(3, 2).value = "11/04/2024"

    packs = send(folder)
    fill(packs["Borough A"], change=change)
    held = json.loads(packs.key_file.read_text())
    by_review = {one.review: one for one in qa.add_readings(YEAR, folder, plan_of()).readings}
    names = [row[0].value for row in openpyxl.load_workbook(packs["Borough A"])["Grades"].iter_rows(min_row=2)]
    first, second = (by_review[held["reviews"][name]] for name in names[:2])
    assert first.domain_grades == {"RISK": "RI"}
    assert second.overall is qa.Missing.INSUFFICIENT_EVIDENCE
    assert second.judgement("RISK") == qa.Judgement("RISK", qa.Missing.NOT_APPLICABLE)
    assert second.read_on == date(2024, 4, 11)


def test_rows_may_be_sorted_by_the_reader(folder: Path) -> None:
    packs = send(folder)
    fill(packs["Borough A"])
    straight = qa.add_readings(YEAR, folder, plan_of())

    def upside_down(book: Any) -> None:
        sheet = book["Grades"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        for number, row in enumerate(reversed(rows), start=2):
            for column, value in enumerate(row, start=1):
                sheet.cell(number, column).value = value

    fill(packs["Borough A"], change=upside_down)
    assert qa.add_readings(YEAR, folder, plan_of()) == straight


def test_a_reader_may_grade_on_a_scale_of_their_own(folder: Path) -> None:
    packs = send(folder, scales={"Borough B": "ciw"})
    assert "Requires significant improvement" in everything_in(packs["Borough B"])
    assert "Requires significant improvement" not in everything_in(packs["Borough A"])
    fill(packs["Borough B"], "Excellent")
    year = qa.add_readings(YEAR, folder, plan_of())
    assert {str(one.overall) for one in year.readings} == {"Excellent"}
    assert {one.overall.scale.id for one in year.readings} == {"ciw"}
    assert agreement(year).refused == {"it was graded on another scale": 4}


# -- blind -------------------------------------------------------------------------------------------------------


def test_nothing_in_a_pack_leads_to_a_child_a_worker_a_reviewer_or_a_day(folder: Path) -> None:
    packs = send(folder)
    markers = ["REV-", "KID-", "FAM-", "ZREVIEWER", "ZWORKER", "ZMANAGER", "PR-X", SEED]
    days = ["2024-01-17", "17/01/2024", "6 December 2023", "9 January 2024", "45308"]
    for reader in packs:
        text = everything_in(packs[reader])
        assert [marker for marker in (*markers, *days) if marker in text] == []
        assert "The plan of " in text
    assert {file.suffix for file in folder.iterdir()} == {".xlsx"}


def test_grades_stand_in_a_pack_only_where_there_is_a_choice(folder: Path) -> None:
    packs = send(folder)
    for reader in packs:
        book = openpyxl.load_workbook(packs[reader])
        read = [str(cell.value) for row in book["Files"].iter_rows(values_only=False) for cell in row if cell.value]
        assert not {"Good", "Inadequate", "Outstanding"} & set(" ".join(read).split())
        graded = [cell.value for row in book["Grades"].iter_rows(min_row=2, min_col=2) for cell in row]
        assert set(graded) == {None}


def test_two_files_that_differ_in_their_grades_alone_look_the_same(tmp_path: Path) -> None:
    plan = plan_of()
    one = qa.write_packs(YEAR, plan, readers=READERS, folder=tmp_path / "one", key=KEY)
    other_year = attrs.evolve(
        YEAR, reviews=[attrs.evolve(review, overall=YEAR.reviews[0].overall.scale.best) for review in YEAR.reviews]
    )
    other = qa.write_packs(other_year, plan, readers=READERS, folder=tmp_path / "other", key=KEY)
    for reader in READERS:
        assert one[reader].read_bytes() == other[reader].read_bytes()


def test_dates_of_a_child_move_together(folder: Path) -> None:
    packs = send(folder)
    held = json.loads(packs.key_file.read_text())
    for reader in packs:
        for row in openpyxl.load_workbook(packs[reader])["Files"].iter_rows(min_row=2, values_only=True):
            review = held["reviews"][row[0]]
            weeks = weeks_moved(KEY, f"child KID-{review[-1]}")
            assert (row[3].date() - date(2024, 1, 17)).days == 7 * weeks


def test_the_same_key_gives_the_same_bytes_and_a_fresh_one_other_names(tmp_path: Path) -> None:
    one, two = (send(tmp_path / name) for name in ("one", "two"))
    assert {f.name: f.read_bytes() for f in one.files.values()} == {f.name: f.read_bytes() for f in two.files.values()}
    assert one.key_file.read_bytes() == two.key_file.read_bytes()
    three = send(tmp_path / "three", key=None)
    four = send(tmp_path / "four", key=None)
    assert len({file.name for packs in (one, three, four) for file in packs.files.values()}) == 6


def test_the_key_stays_beside_the_packs_and_is_its_owners(folder: Path) -> None:
    packs = send(folder)
    assert packs.key_file == folder.parent / "packs.key.json"
    assert stat.S_IMODE(packs.key_file.stat().st_mode) == 0o600
    for reader in packs:
        text = everything_in(packs[reader])
        assert KEY.hex() not in text
        assert KEY.decode() not in text
    with pytest.raises(qa.DataError, match="never inside"):
        send(folder.parent / "more", key_file=folder.parent / "more" / "key.json")


def test_ids_are_protected_and_grades_are_chosen(folder: Path) -> None:
    book = openpyxl.load_workbook(send(folder)["Borough A"])
    sheet = book["Grades"]
    assert sheet.protection.sheet
    assert sheet["A2"].protection.locked
    assert not sheet["C2"].protection.locked
    assert book["Lists"].sheet_state == "hidden"
    (overall,) = (check for check in sheet.data_validations.dataValidation if "C2" in check.sqref)
    assert overall.formula1 == "Lists!$A$2:$A$7"
    words = [cell.value for cell in book["Lists"]["A"] if cell.value]
    assert words[1:] == [
        *(level.label for level in qa.load_plugins().scales["ofsted-2018"].levels),
        "insufficient evidence",
        "not graded",
    ]
    prompts = [cell.value for cell in book["Guidance"]["C"] if cell.value]
    assert any("Is risk followed over time" in prompt for prompt in prompts)


def test_text_that_looks_like_a_formula_stays_text(folder: Path) -> None:
    packs = send(folder, year_of(reviews(rationale="=1+1")))
    cells = [cell for row in openpyxl.load_workbook(packs["Borough A"])["Files"].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value == "=1+1"} <= {"s"}
    assert any(cell.value == "=1+1" for cell in cells)


# -- who reads what ----------------------------------------------------------------------------------------------


def test_anchors_go_to_everyone_and_the_others_are_shared_out_evenly(folder: Path) -> None:
    plan = plan_of()
    packs = send(folder)
    assert all(set(plan.anchors) <= set(names) for names in packs.reviews.values())
    assert [len(names) for names in packs.reviews.values()] == [4, 4]
    assert sorted(name for names in packs.reviews.values() for name in names if name not in plan.anchors) == sorted(
        set(plan.chosen) - set(plan.anchors)
    )


def test_nobody_reads_their_own_review_or_one_of_their_own_organisation(folder: Path) -> None:
    rows = reviews()
    for row in rows[:4]:
        row["reviewer"] = "ZELSEWHERE"
    year = year_of(
        rows, people=[{"id": "ZELSEWHERE", "organisation": "borough b"}, {"id": "ZWORKER6", "external": "no"}]
    )
    plan = plan_of(year, size=8, anchors=1)
    packs = qa.write_packs(year, plan, readers=READERS, folder=folder, key=KEY)
    assert not {f"REV-{n}" for n in range(1, 5)} & set(packs.reviews["Borough B"])
    read = {name for names in packs.reviews.values() for name in names}
    assert read == set(plan.chosen)


def test_a_review_nobody_may_read_is_named(folder: Path) -> None:
    with pytest.raises(qa.DataError, match="none of the readers may read") as error:
        send(folder, readers=["zreviewer"])
    assert len(error.value.problems) == 6
    assert not folder.exists()


# -- what stops an export ----------------------------------------------------------------------------------------


def test_every_text_that_points_to_somebody_is_named_at_once_and_never_quoted(folder: Path) -> None:
    rows = reviews()
    rows[0]["rationale"] = "Ring Mrs Luna on 020 7946 0958."
    rows[1]["voice_note"] = "KID-2 is at EC2V 7HH."
    rows[2]["system_block"] = "NHS 943 476 5919, DOB 3/3/2015, graded Inadequate."
    year = year_of(rows)
    plan = plan_of(year, size=8)
    with pytest.raises(qa.DataError) as error:
        qa.write_packs(year, plan, readers=READERS, folder=folder)
    told = "\n".join(problems_of(error))
    for where in ("REV-1.rationale", "REV-2.voice_note", "REV-3.system_block"):
        assert where in told
    for kind in ("name with a title", "telephone number", "postcode", "NHS number", "date of birth", "grade that was"):
        assert kind in told
    assert not re.search(r"Luna|7946|KID|EC2V|943|2015", told)
    assert len(error.value.problems) == 3
    assert not folder.exists()
    assert not list(folder.parent.iterdir())


def test_an_override_says_why_and_is_kept_with_the_key(folder: Path) -> None:
    rows = reviews(rationale="Mrs Luna is a puppet.")
    year = year_of(rows)
    chosen = plan_of(year).chosen
    override = {(name, "rationale"): "a puppet, no person" for name in chosen}
    packs = send(folder, year, override=override)
    kept = json.loads(packs.key_file.read_text())["overrides"]
    assert {(one["review"], one["reason"]) for one in kept} == {(name, "a puppet, no person") for name in chosen}
    assert {kind for one in kept for kind in one["kinds"]} == {"name with a title"}
    with pytest.raises(qa.SettingsError, match="say why"):
        send(folder.parent / "b", year, override=override | {(chosen[0], "rationale"): " "})
    with pytest.raises(qa.UnknownNameError):
        send(folder.parent / "c", year, override={("REV-99", "rationale"): "why"})


def test_an_exact_age_is_no_band(folder: Path) -> None:
    year = year_of(children=[{"id": f"KID-{n}", "age_band": "7"} for n in range(1, 9)])
    with pytest.raises(qa.DataError, match="exact age or date where an age band") as error:
        send(folder, year)
    assert len(error.value.problems) == 6


def test_packs_that_are_out_are_never_written_over(folder: Path) -> None:
    packs = send(folder)
    fill(packs["Borough A"])
    before = packs["Borough A"].read_bytes()
    with pytest.raises(qa.DataError, match="holds something already"):
        send(folder)
    assert packs["Borough A"].read_bytes() == before
    shutil.rmtree(folder)
    with pytest.raises(qa.DataError, match="a key file is there already"):
        send(folder)


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"readers": []}, qa.SettingsError),
        ({"readers": ["A", " a "]}, qa.SettingsError),
        ({"readers": ["A", ""]}, qa.SettingsError),
        ({"key": b"short"}, qa.SettingsError),
        ({"scales": {"Borough C": SCALE}}, qa.UnknownNameError),
        ({"scales": {"Borough A": "ofsted-2081"}}, qa.UnknownNameError),
        ({"scales": {"Borough A": "ungraded"}}, qa.SettingsError),
        ({"readers": [f"Borough {n}" for n in range(9)]}, None),
    ],
)
def test_a_call_that_cannot_be_is_refused_and_nothing_is_written(
    folder: Path, more: dict[str, Any], error: type[Exception] | None
) -> None:
    if error is None:
        assert len(send(folder, **more)) == 9
        return
    with pytest.raises(error):
        send(folder, **more)
    assert not list(folder.parent.iterdir())


def test_a_plan_of_other_records_is_refused(folder: Path) -> None:
    with pytest.raises(qa.DataError, match="not in the round"):
        qa.write_packs(qa.Programme(), plan_of(), readers=READERS, folder=folder)


# -- what is refused on the way back -----------------------------------------------------------------------------


def returned(folder: Path, change: Change | None = None, grade: str = "Good") -> list[str]:
    """Return the problems of one pack, filled in and changed."""
    fill(send(folder)["Borough A"], grade, change)
    with pytest.raises(qa.DataError) as error:
        qa.add_readings(YEAR, folder, plan_of())
    return problems_of(error)


def put(sheet: str, cell: str, value: object) -> Change:
    def change(book: Any) -> None:
        book[sheet][cell] = value

    return change


def test_an_altered_id_is_refused_with_its_cell(folder: Path) -> None:
    told = returned(folder, put("Grades", "A3", "REV-1"))
    assert any("Grades!A3: an id that was altered" in one for one in told)
    assert any("1 of the 4 files of this pack are missing" in one for one in told)
    assert not any("REV-1" in one for one in told)


def test_an_id_that_stands_twice_is_refused(folder: Path) -> None:
    def change(book: Any) -> None:
        book["Grades"]["A3"] = book["Grades"]["A2"].value

    assert any("Grades!A3: an id that stands here twice" in one for one in returned(folder, change))


@pytest.mark.parametrize(
    ("cell", "value", "what"),
    [
        ("C3", "Excellent", "Grades!C3: text of 9 characters that is no grade"),
        ("C3", "Good/Inadequate", "Grades!C3: two grades in one cell"),
        ("C3", None, "Grades!C3: no overall grade in a pack that was filled in"),
        ("B3", None, "Grades!B3: no date"),
        ("B3", "soon", "Grades!B3: text of 4 characters that is no date"),
        ("B3", "03/25/2024", "Grades!B3: a date with the month first"),
        ("E2", "Splendid", "Grades!E2: text of 8 characters that is no grade"),
    ],
)
def test_a_cell_that_cannot_be_read_is_refused_with_its_place(
    folder: Path, cell: str, value: object, what: str
) -> None:
    (told,) = returned(folder, put("Grades", cell, value))
    assert what in told
    assert told.startswith("pack-")


def test_a_row_left_blank_in_a_pack_that_was_filled_in_is_refused(folder: Path) -> None:
    def change(book: Any) -> None:
        for column in "BCD":
            book["Grades"][f"{column}2"] = None

    told = returned(folder, change)
    assert any("Grades!C2: no overall grade" in one for one in told)


def test_every_problem_of_every_pack_is_named_at_once(folder: Path) -> None:
    packs = send(folder)
    fill(packs["Borough A"], "Splendid")
    fill(packs["Borough B"], change=put("Grades", "B2", None))
    with pytest.raises(qa.DataError) as error:
        qa.add_readings(YEAR, folder, plan_of())
    assert len(error.value.problems) == 5
    assert len({one.where.split()[0] for one in error.value.problems}) == 2


def test_a_reader_who_is_not_in_the_plan_is_refused(folder: Path) -> None:
    (told,) = returned(folder, put("Guidance", "B3", "Borough Z"))
    assert "Guidance!B3: a reader who is not the one this pack was made for" in told
    assert "Borough Z" not in told


def test_a_pack_of_another_sample_is_refused(folder: Path) -> None:
    (told,) = returned(folder, put("Guidance", "B2", pseudonym(KEY, "pack", "Borough Z")))
    assert "a pack that is none of this sample" in told


def test_two_packs_of_one_reader_that_differ_are_refused(folder: Path) -> None:
    packs = send(folder)
    shutil.copy(packs["Borough A"], folder / "z second try.xlsx")
    fill(packs["Borough A"])
    assert len(qa.add_readings(YEAR, folder, plan_of()).readings) == 4
    fill(folder / "z second try.xlsx", "Outstanding")
    with pytest.raises(qa.DataError, match="a second pack of Borough A that differs"):
        qa.add_readings(YEAR, folder, plan_of())


def test_a_reading_that_was_added_stays_when_the_pack_says_something_else(folder: Path) -> None:
    packs = send(folder)
    fill(packs["Borough A"])
    year = qa.add_readings(YEAR, folder, plan_of())
    fill(packs["Borough A"], "Outstanding")
    with pytest.raises(qa.DataError, match="added before and now says something else"):
        qa.add_readings(year, folder, plan_of())


def test_another_plan_is_refused(folder: Path) -> None:
    fill(send(folder)["Borough A"])
    with pytest.raises(qa.DataError, match="another activity or seed"):
        qa.add_readings(YEAR, folder, plan_of(seed="another"))
    with pytest.raises(qa.DataError, match="chooses other reviews"):
        qa.add_readings(YEAR, folder, plan_of(size=5))


def test_a_file_that_is_no_pack_is_named(folder: Path) -> None:
    send(folder)
    (folder / "notes.xlsx").write_bytes(b"no workbook")
    openpyxl.Workbook().save(folder / "other.xlsx")
    (folder / "~$pack.xlsx").write_bytes(b"Excel's own")
    with pytest.raises(qa.DataError) as error:
        qa.add_readings(YEAR, folder, plan_of())
    told = problems_of(error)
    assert any(one.startswith("notes.xlsx: no workbook") for one in told)
    assert any(one.startswith("other.xlsx: no pack") for one in told)
    assert not any("~$" in one for one in told)


def test_a_pack_without_a_column_is_refused(folder: Path) -> None:
    assert any("no column headed Overall grade" in one for one in returned(folder, put("Grades", "C1", "Mark")))


def test_packs_that_are_not_back_yet_are_said_to_be_none(folder: Path) -> None:
    send(folder)
    with pytest.raises(qa.DataError, match="no pack with a grade in it"):
        qa.add_readings(YEAR, folder, plan_of())
    with pytest.raises(qa.DataError, match="no folder or workbook"):
        qa.add_readings(YEAR, folder / "gone.xlsx", plan_of())


@pytest.mark.parametrize("damage", ["not json", "{}", '{"version": 2}'])
def test_a_key_file_that_was_damaged_is_refused(folder: Path, damage: str) -> None:
    packs = send(folder)
    packs.key_file.write_text(damage)
    with pytest.raises(qa.DataError, match=r"packs\.key\.json: no key file"):
        qa.add_readings(YEAR, folder, plan_of())


def test_a_key_file_whose_reviews_were_swapped_is_refused(folder: Path) -> None:
    packs = send(folder)
    held = json.loads(packs.key_file.read_text())
    (one, first), (two, second), *_ = held["reviews"].items()
    held["reviews"] |= {one: second, two: first}
    packs.key_file.write_text(json.dumps(held))
    with pytest.raises(qa.DataError, match="altered"):
        qa.add_readings(YEAR, folder, plan_of())


def test_the_packs_show_where_to_send_them(folder: Path) -> None:
    packs = send(folder)
    assert list(packs) == READERS
    assert len(packs) == 2
    assert "Keep packs.key.json to yourself" in repr(packs)
    assert "<caption>Packs</caption>" in packs._repr_html_()
    assert "KID" not in repr(packs) + packs._repr_html_()


def test_no_day_code_or_grade_of_the_city_round_stands_in_a_pack(folder: Path) -> None:
    plan = qa.plan_sample(CITY, activity="PR-2024-02", size=13, seed=SEED)
    packs = qa.write_packs(CITY, plan, readers=["Borough A"], folder=folder)
    book = openpyxl.load_workbook(packs["Borough A"])
    cells = [cell for sheet in ("Guidance", "Files") for row in book[sheet].iter_rows(values_only=True) for cell in row]
    text = " ".join(str(cell) for cell in cells if cell is not None)
    chosen = [review for review in CITY.reviews if review.activity == "PR-2024-02"]
    written = " ".join(text for review in chosen for text in texts_of(review).values())
    days = set(re.findall(r"\d{1,2} [A-Z][a-z]+ \d{4}", written))
    assert len(days) > 20
    assert [day for day in days if re.search(rf"(?<!\d){day}", text)] == []
    codes = {code for one in chosen for code in (one.id, one.child, one.reviewer, one.worker, one.manager) if code}
    assert codes & set(re.findall(r"[\w-]+", text)) == set()
    shown = {cell.date() for cell in cells if hasattr(cell, "date")}
    assert len(shown) > 5
    assert shown.isdisjoint({one.completed_on for one in chosen})


def test_a_text_that_no_cell_holds_is_named(folder: Path) -> None:
    with pytest.raises(qa.DataError, match="too long for a cell"):
        send(folder, year_of(reviews(rationale="word " * 7000)))


def test_a_screened_text_of_a_workbook_is_named_with_its_cell(folder: Path, tmp_path: Path) -> None:
    qa.write(year_of(reviews(rationale="Mrs Luna is well.")), tmp_path / "year.xlsx")
    year = qa.read(tmp_path / "year.xlsx")
    with pytest.raises(qa.DataError, match=r"REV-\d\.rationale \(reviews![A-Z]+\d\)"):
        send(folder, year)
