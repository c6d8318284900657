"""Workbooks: what people do to them, what is refused, and what those that are written hold."""

import datetime
import io
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import attrs
import openpyxl
import pytest
from openpyxl.styles import Font

import qaframework as qa

DAY = datetime.date(2024, 2, 1)
HEADINGS = ["id", "activity", "child", "reviewer", "completed_on", "overall"]
DATA = ["R1", "A1", "C1", "P1", DAY, "Good"]


def read(content, plugins, **keywords):
    return qa.read(content, plugins=plugins, **keywords)


# What is read


def test_a_sheet_of_reviews_is_read(book, plugins):
    (review,) = read(book(reviews=[HEADINGS, DATA]), plugins).reviews
    assert (review.id, review.completed_on, str(review.overall), review.row) == ("R1", DAY, "Good", 2)


@pytest.mark.parametrize("title", ["Reviews", "REVIEWS", "reviews "])
def test_a_sheets_name_may_have_any_case(book, plugins, title):
    assert len(read(book(**{title: [HEADINGS, DATA]}), plugins).reviews) == 1


def test_a_sheets_name_may_have_spaces(book, plugins):
    rows = [["Activity", "Group", "Question", "Share"], ["A1", "care leavers", "Made up?", "66%"]]
    assert read(book(**{"Survey results": rows}), plugins).survey_results[0].share == 0.66


def test_a_hidden_sheet_is_read_like_any_other(book, plugins):
    def hide(workbook):
        workbook["reviews"].sheet_state = "hidden"

    assert len(read(book(hide, reviews=[HEADINGS, DATA], people=[["id"], ["P1"]]), plugins).reviews) == 1


def test_title_rows_blank_rows_and_blank_columns_do_not_matter(book, plugins):
    rows = [["Our reviews"], [], [None, *HEADINGS], [], [None, *DATA], [None] * 7, [None, "R2", *DATA[1:]], [], []]
    year = read(book(reviews=rows), plugins)
    assert [(one.id, one.row) for one in year.reviews] == [("R1", 5), ("R2", 7)]
    assert year.where(year.reviews[0], "completed_on") == "reviews!F5"


def test_merged_headings_are_read(book, plugins):
    def merge(workbook):
        sheet = workbook["reviews"]
        sheet.merge_cells("G1:H1")
        for column in "ABCDEF":
            sheet.merge_cells(f"{column}1:{column}2")

    rows = [[*HEADINGS, "Domain", None], [*[None] * 6, "Risk", "Child's voice"], [*DATA, "Good", "RI"]]
    (review,) = read(book(merge, reviews=rows), plugins).reviews
    assert {code: str(grade) for code, grade in review.domain_grades.items()} == {
        "RISK": "Good",
        "CHILD'S_VOICE": "Requires improvement to be good",
    }


def test_a_size_that_is_smaller_than_the_sheet_loses_no_row(book, plugins):
    content = book(reviews=[HEADINGS, DATA])
    content = changed(content, "xl/worksheets/sheet1.xml", lambda part: re.sub(rb'ref="A1:F2"', b'ref="A1"', part))
    assert len(read(content, plugins).reviews) == 1


def changed(content, name, change):
    """Return a workbook with one of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(out, "w") as made:
        for part in given.namelist():
            held = given.read(part)
            made.writestr(part, change(held) if part == name else held)
    return out.getvalue()


@pytest.mark.parametrize(
    "spelling", ["RI", "Req Imp", "requires improvement ", "Requires\u00a0improvement to be good", "R.I."]
)
def test_a_grade_may_be_spelt_in_many_ways(book, plugins, spelling):
    (review,) = read(book(reviews=[HEADINGS, [*DATA[:5], spelling]]), plugins).reviews
    assert str(review.overall) == "Requires improvement to be good"


@pytest.mark.parametrize(
    "day", [DAY, datetime.datetime(2024, 2, 1, 15, 30), "01/02/2024", "2024-02-01", "1 February 2024"]
)
def test_a_date_may_be_a_cell_or_a_text(book, plugins, day):
    assert read(book(reviews=[HEADINGS, [*DATA[:4], day, "Good"]]), plugins).reviews[0].completed_on == DAY


def with_format(cell, form):
    def change(workbook):
        workbook["reviews"][cell].number_format = form

    return change


@pytest.mark.parametrize(
    ("value", "form", "code"),
    [
        (7, "0000", "0007"),
        (7, "General", "7"),
        (7.0, "0", "7"),
        (1234, "#,##0", "1234"),
        ("0007", "@", "0007"),
        ("12E4", "@", "12E4"),
    ],
)
def test_a_code_is_what_its_sheet_shows(book, plugins, value, form, code):
    content = book(with_format("C2", form), reviews=[HEADINGS, ["R1", "A1", value, *DATA[3:]]])
    assert read(content, plugins).reviews[0].child == code


@pytest.mark.parametrize(
    ("value", "form"),
    [(120000, "0.00E+00"), (7, '"C"000'), (7, "00-00"), (0.66, "0%"), (10**16, "0"), (1.5e15, "General")],
)
def test_a_number_that_its_sheet_shows_as_another_code_is_refused(book, problems_of, value, form):
    content = book(with_format("C2", form), reviews=[HEADINGS, ["R1", "A1", value, *DATA[3:]]])
    (problem,) = problems_of(content)
    assert problem.startswith("reviews!C2: a number where text is expected")


def test_a_carriage_return_is_read_as_excel_writes_it(book, plugins):
    year = read(book(reviews=[[*HEADINGS, "rationale"], [*DATA, "one_x000D_\ntwo"]]), plugins)
    assert year.reviews[0].rationale == "one\r\ntwo"


# What is refused


def test_an_error_cell_is_refused_whatever_column_it_is_in(book, problems_of):
    def spoil(workbook):
        for column, error in zip("ABCDEF", ["#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!"], strict=True):
            workbook["reviews"][f"{column}2"].value = error
            workbook["reviews"][f"{column}2"].data_type = "e"

    problems = problems_of(book(spoil, reviews=[HEADINGS, DATA]))
    assert [problem.split(":")[0] for problem in problems] == [f"reviews!{column}2" for column in "ABCDEF"]
    assert all("a spreadsheet error value" in problem for problem in problems)


@pytest.mark.parametrize(("column", "cell"), [("completed_on", "E2"), ("overall", "F2"), ("id", "A2")])
def test_a_formula_without_a_saved_value_is_refused(book, problems_of, column, cell):
    data = dict(zip(HEADINGS, DATA, strict=True)) | {column: "=1+1"}
    (problem,) = problems_of(book(reviews=[HEADINGS, list(data.values())]))
    assert problem.startswith(f"reviews!{cell}: a formula without a saved value")
    assert "1+1" not in problem


def test_a_formula_with_a_saved_value_is_its_value(book, plugins, convert, tmp_path):
    rows = [
        [*HEADINGS, "rationale", "worker"],
        ["R1", "A1", '="C"&1', "P1", "=DATE(2024,2,1)", '=IF(1=1,"Good","")', '=IF(1=1,"","x")', '=TEXT(7,"000")'],
    ]
    (tmp_path / "book.xlsx").write_bytes(book(with_format("E2", "dd/mm/yyyy"), reviews=rows))
    (review,) = read(convert(tmp_path / "book.xlsx", "xlsx"), plugins).reviews
    assert (review.child, review.completed_on, str(review.overall)) == ("C1", DAY, "Good")
    assert (review.rationale, review.worker) == (None, "007")


def test_a_formula_whose_saved_value_is_an_error_is_refused(book, problems_of, convert, tmp_path):
    rows = [HEADINGS, ["R1", "A1", "C1", "P1", "=1/0", "=NA()"]]
    (tmp_path / "book.xlsx").write_bytes(book(reviews=rows))
    problems = problems_of(convert(tmp_path / "book.xlsx", "xlsx"))
    assert [problem.split(". ")[0] for problem in problems] == [
        "reviews!E2: a spreadsheet error value",
        "reviews!F2: a spreadsheet error value",
    ]


def test_a_value_under_a_blank_heading_is_refused_with_its_row(book, problems_of):
    rows = [
        [*HEADINGS[:3], None, *HEADINGS[3:]],
        [*DATA[:3], None, *DATA[3:]],
        ["R2", *DATA[1:3], "stray", *DATA[3:], "more"],
    ]
    (problem,) = problems_of(book(reviews=rows))
    assert problem.startswith("reviews row 3: a value in a column without a heading (2 in this row). Give its column")


def test_a_heading_that_is_unknown_or_doubled_is_named_by_its_cell(book, problems_of):
    rows = [["Our reviews"], [*HEADINGS, "Jane", "Overal", "ID "], DATA]
    problems = problems_of(book(reviews=rows))
    assert [problem.split(". ")[0] for problem in problems] == [
        "reviews!G2: a column that reviews does not have",
        "reviews!H2: a column that reviews does not have",
        "reviews!I2: a second column of the same name",
    ]
    assert problems[1].endswith("Did you mean 'overall'?")


@pytest.mark.parametrize("grade", ["I", "Good/RI", "Good-", "Good or RI", "Gd", "Good?", True, DAY, 3])
def test_a_grade_that_needs_a_guess_is_refused(book, problems_of, grade):
    (problem,) = problems_of(book(reviews=[HEADINGS, [*DATA[:5], grade]]))
    assert problem.startswith("reviews!F2: ")


def test_a_date_outside_of_what_excel_knows_is_refused_without_a_warning(book, problems_of):
    content = book(with_format("E2", "dd/mm/yyyy"), reviews=[HEADINGS, [*DATA[:4], 99999999, "Good"]])
    assert problems_of(content) == ["reviews!E2: a spreadsheet error value. Put the formula right, or type the value."]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "an empty file"),
        (b"PK\x03\x04 cut short", "no workbook that can be opened (BadZipFile)"),
        (b"id,activity\r\nR1,A1\r\n", "no workbook that can be opened (BadZipFile)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a workbook with a password, or an old .xls"),
    ],
)
def test_what_is_no_workbook_is_named(problems_of, content, what):
    (problem,) = problems_of(content)
    assert problem.startswith(f"workbook: {what}. ")


def test_rows_that_are_only_formatted_are_blank_and_the_ones_below_them_keep_their_numbers(book, plugins):
    def format_below(workbook):
        sheet = workbook["reviews"]
        for row in range(3, 700):
            sheet.cell(row, 1).number_format = "@"
        sheet.cell(60_000, 9).number_format = "0.00"
        for column, value in enumerate(["R2", *DATA[1:]], start=1):
            sheet.cell(2_000, column).value = value

    year = read(book(format_below, reviews=[HEADINGS, DATA]), plugins)
    assert [(one.id, one.row) for one in year.reviews] == [("R1", 2), ("R2", 2_000)]


def test_a_sheet_that_is_damaged_half_way_is_named_with_its_row(book, plugins):
    content = book(reviews=[HEADINGS, DATA, ["R2", *DATA[1:]], ["R3", *DATA[1:]]])
    content = changed(content, "xl/worksheets/sheet1.xml", lambda part: part[: part.index(b'<row r="3"')] + b"<row><")
    year = read(content, plugins, strict=False)
    assert [one.id for one in year.reviews] == ["R1"]
    assert [str(problem) for problem in year.problems] == [
        "reviews row 3: a damaged sheet; nothing from this row on was read. Open it in Excel and save it again."
    ]


def test_sheets_that_seem_to_be_tables_are_named_by_their_place_and_hide_no_other_problem(book, problems_of):
    sheets = {
        "Reveiws": [HEADINGS, DATA],
        "Jane": [HEADINGS, DATA],
        "survey_results": [["activity", "group", "question", "share"], ["A1", "g", "q", 7]],
        "Survey results": [["activity"]],
        "people": [["nothing", "known"]],
        "Pivot": [["Good", 3]],
    }
    problems = problems_of(book(**sheets))
    assert [problem.split(". ")[0] for problem in problems] == [
        "sheet 1: a sheet named nearly like the table reviews",
        "sheet 2: a sheet with the headings of the table reviews, and another name",
        "sheet 4: a second sheet of the table survey_results",
        "people: no row of headings",
        "survey_results!D2: a number that is no share between 0 and 1",
    ]
    assert problems[0].endswith("Name it reviews, or give it another name if it is something else.")


def test_sheets_that_are_no_tables_are_counted_by_their_places(book, plugins):
    year = read(book(Notes=[["x"]], reviews=[HEADINGS, DATA], Pivot=[["Good", 3]]), plugins)
    assert year.origin.ignored == ("sheet 1", "sheet 3")


def test_a_workbook_without_a_table_is_named(book, problems_of):
    (problem,) = problems_of(book(Notes=[["x"]]))
    assert problem.startswith("workbook: no sheet with a table in it. Name them after the tables: activities, ")


# What is written


@pytest.fixture
def year(plugins):
    return qa.from_rows(
        plugins=plugins,
        activities=[
            {"id": "A1", "kind": "practice_reviews", "title": "=1+1", "start": "2024-01-29", "end": DAY, "scale": "met"}
        ],
        reviews=[
            {"id": "12E4", "activity": "A1", "child": "007", "reviewer": "P1", "completed_on": DAY, "overall": "Met"}
            | {"domain.RISK": "Partly met", "rationale": "-cmd\r\nline two"}
        ],
        findings=[
            {
                "id": "F1",
                "activity": "A1",
                "theme": "rsk",
                "direction": "concern",
                "statement": "@x",
                "share": 0.1 + 0.2,
            }
        ],
    )


@pytest.fixture
def written(year, plugins, tmp_path):
    return qa.write(year, tmp_path / "year.xlsx", plugins=plugins)


def test_no_cell_is_a_formula_and_text_that_looks_like_one_is_marked_as_text(written):
    workbook = openpyxl.load_workbook(written)
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    looks = [cell for cell in cells if isinstance(cell.value, str) and cell.value[0] in "=+-@"]
    assert len(looks) == 3
    assert all(cell.quotePrefix and cell.data_type == "s" for cell in looks)


def test_codes_are_texts_and_dates_are_dates(written):
    sheet = openpyxl.load_workbook(written)["reviews"]
    cells = {heading.value: cell for heading, cell in zip(sheet[1], sheet[2], strict=True)}
    assert (cells["id"].value, cells["id"].number_format) == ("12E4", "@")
    assert (cells["child"].value, cells["child"].number_format) == ("007", "@")
    assert (cells["completed_on"].value.date(), cells["completed_on"].number_format) == (DAY, "dd/mm/yyyy")


def test_a_year_reads_back_equal_also_after_libreoffice_has_saved_it(year, written, plugins, convert):
    assert read(written, plugins) == year
    again = read(convert(written, "xlsx"), plugins)
    assert again.reviews[0].rationale == "-cmd\nline two"
    assert again == attrs.evolve(year, reviews=[attrs.evolve(year.reviews[0], rationale="-cmd\nline two")])


def checks(workbook, table):
    """Return what a sheet's columns offer, by heading."""
    sheet = workbook[table]
    places = {cell.column_letter: cell.value for cell in sheet[1]}
    return {
        places[str(check.sqref).rstrip("0123456789").split(":")[0].rstrip("0123456789")]: check
        for check in sheet.data_validations.dataValidation
    }


def offered(workbook, check):
    """Return the words a drop-down offers."""
    title, cells = check.formula1.replace("$", "").split("!")
    return [row[0].value for row in workbook[title][cells]]


MISSING = ["not applicable", "not graded", "insufficient evidence", "withheld"]


def test_a_written_workbook_offers_the_grades_of_its_scales(written):
    workbook = openpyxl.load_workbook(written)
    reviews = checks(workbook, "reviews")
    for column in ("overall", "domain.RISK"):
        assert offered(workbook, reviews[column]) == ["Met", "Partially met", "Not met", *MISSING]
        assert reviews[column].showErrorMessage


@pytest.fixture
def blank(plugins, tmp_path):
    return qa.template(tmp_path / "blank.xlsx", plugins=plugins)


def test_the_blank_workbook_reads_as_an_empty_year(blank, plugins):
    year = read(blank, plugins)
    assert year == qa.Programme()
    assert not year.problems
    assert not year.origin.ignored


def test_the_blank_workbook_offers_grades_statuses_and_codes(blank):
    workbook = openpyxl.load_workbook(blank)
    grades = ["Outstanding", "Good", "Requires improvement to be good", "Inadequate", *MISSING]
    reviews = checks(workbook, "reviews")
    assert offered(workbook, reviews["overall"]) == offered(workbook, reviews["domain.RISK"]) == grades
    assert offered(workbook, reviews["child_voice"]) == ["obtained", "sought", "declined", "unsafe", "not_sought"]
    assert offered(workbook, checks(workbook, "children")["status"])[0] == "early_help"
    assert offered(workbook, checks(workbook, "updates")["status"])[0] == "issued"
    assert offered(workbook, checks(workbook, "people")["external"]) == ["yes", "no"]
    assert "RISK" in offered(workbook, checks(workbook, "judgements")["domain"])
    assert "ofsted-2018" in offered(workbook, checks(workbook, "activities")["scale"])
    assert reviews["activity"].formula1 == "activities!$A$2:$A$501"
    assert reviews["child"].formula1 == "children!$A$2:$A$501"
    assert checks(workbook, "updates")["recommendation"].formula1 == "recommendations!$A$2:$A$501"


def test_the_blank_workbook_refuses_only_what_could_not_be_read(blank):
    workbook = openpyxl.load_workbook(blank)
    reviews, updates = checks(workbook, "reviews"), checks(workbook, "updates")
    strict = {
        name: check.showErrorMessage for name, check in (reviews | {f"u.{k}": v for k, v in updates.items()}).items()
    }
    assert strict["overall"]
    assert strict["child_voice"]
    assert strict["completed_on"]
    assert not strict["activity"]
    assert not strict["u.status"]
    assert all(check.showInputMessage and check.prompt for check in reviews.values())


def test_columns_of_codes_are_formatted_as_text_so_that_typing_12e4_keeps_it(blank):
    sheet = openpyxl.load_workbook(blank)["reviews"]
    formats = {cell.value: sheet.column_dimensions[cell.column_letter].number_format for cell in sheet[1]}
    assert (formats["id"], formats["child"], formats["overall"]) == ("@", "@", "@")
    assert formats["completed_on"] == "dd/mm/yyyy"


def test_the_lists_are_hidden_and_the_headings_stay_in_view(blank):
    workbook = openpyxl.load_workbook(blank)
    assert workbook["Lists"].sheet_state == "hidden"
    assert workbook.sheetnames[0] == "Guidance"
    assert workbook["reviews"].freeze_panes == "B2"
    dark = {cell.value for cell in workbook["reviews"][1] if cell.fill.fgColor.rgb.endswith("12436D")}
    assert dark == {"id", "activity", "reviewer", "completed_on", "overall"}


def test_the_guidance_names_every_column_and_every_domain(blank, plugins):
    rows = [tuple(cell.value for cell in row) for row in openpyxl.load_workbook(blank)["Guidance"].iter_rows(max_col=4)]
    assert ("reviews", "completed_on", "needed", "the day the review was finished") in rows
    assert ("waivers", "until", "needed", "the last day it counts") in rows
    domains = {row[1] for row in rows if str(row[1]).startswith("domain.")}
    assert domains == {f"domain.{domain.code}" for domain in plugins.templates["practice-review"].domains}


def test_a_blank_workbook_for_another_scale_and_template_says_so(plugins, tmp_path):
    workbook = openpyxl.load_workbook(
        qa.template(tmp_path / "blank.xlsx", plugins=plugins, scale="met", review_template="cqc-service")
    )
    reviews = checks(workbook, "reviews")
    assert offered(workbook, reviews["domain.WELL_LED"])[:3] == ["Met", "Partially met", "Not met"]
    said = [row[0].value for row in workbook["Guidance"].iter_rows(max_row=10, max_col=1)]
    assert "Write met in the column scale of each activity that is graded on it (Met, partially met, not met)." in said


def test_the_blank_workbook_opens_in_libreoffice_with_its_drop_downs(blank, convert):
    workbook = openpyxl.load_workbook(convert(blank, "xlsx"))
    reviews = checks(workbook, "reviews")
    assert reviews["overall"].type == "list"
    assert reviews["completed_on"].type == "date"


@pytest.mark.parametrize(
    ("keywords", "message"),
    [
        ({"scale": "met2"}, "no grading scale 'met2'; did you mean 'met'"),
        ({"review_template": "nope"}, "no review template"),
    ],
)
def test_a_template_for_what_there_is_not_is_refused(plugins, tmp_path, keywords, message):
    with pytest.raises(qa.UnknownNameError, match=message):
        qa.template(tmp_path / "blank.xlsx", plugins=plugins, **keywords)


def test_a_template_that_is_no_workbook_is_refused(plugins, tmp_path):
    with pytest.raises(qa.DataError, match=r"End it in \.xlsx"):
        qa.template(tmp_path / "blank.csv", plugins=plugins)


def test_a_workbook_holds_no_clock_and_no_name_of_who_made_it(written, blank):
    for file in (written, blank):
        with zipfile.ZipFile(file) as parts:
            core = parts.read("docProps/core.xml").decode()
            assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert re.search("<dc:creator[^>]*>qaframework</dc:creator>", core)
        assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z?", core)) == {"2000-01-01T00:00:00Z"}
        assert "lastModifiedBy" not in core
        assert openpyxl.load_workbook(file).properties.lastModifiedBy is None


def test_the_same_year_gives_the_same_bytes_whatever_the_hash_seed(written, tmp_path):
    source = tmp_path / "year.json"
    qa.write(qa.read(written), source)
    script = "import sys, qaframework as qa; qa.write(qa.read(sys.argv[1]), sys.argv[2])"
    made = []
    for seed in ("1", "2"):
        target = tmp_path / f"{seed}.xlsx"
        subprocess.run(
            [sys.executable, "-c", script, source, target], check=True, env=os.environ | {"PYTHONHASHSEED": seed}
        )
        made.append(target.read_bytes())
    assert made[0] == made[1]


def test_text_longer_than_a_cell_is_refused_by_name(plugins, review, tmp_path):
    fix = "Shorten it, or write a CSV folder or JSON"
    target = tmp_path / "year.xlsx"
    target.write_bytes(b"old")
    rows = [review | {"rationale": "\U0001f600" * 20_000}, review | {"id": "R2", "rationale": "\r" + "x" * 32_766}]
    year = qa.from_rows(reviews=rows, plugins=plugins)
    assert len(year.reviews[1].rationale) == 32_766
    with pytest.raises(qa.DataError) as caught:
        qa.write(year, target, plugins=plugins)
    assert [str(problem) for problem in caught.value.problems] == [
        f"reviews row 1.rationale: text of 20,000 characters, and a cell holds 32,767. {fix}."
    ]
    assert target.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["year.xlsx"]


def test_a_text_as_long_as_a_cell_is_kept(plugins, review, tmp_path):
    year = qa.from_rows(reviews=[review | {"rationale": "x" * 32_767}], plugins=plugins)
    assert read(qa.write(year, tmp_path / "year.xlsx", plugins=plugins), plugins) == year


def test_formatting_of_others_does_not_matter(book, plugins):
    def decorate(workbook):
        sheet = workbook["reviews"]
        sheet["A2"].font = Font(bold=True)
        sheet["B2"].comment = openpyxl.comments.Comment("seen", "somebody")
        sheet.auto_filter.ref = "A1:F2"
        sheet.sheet_view.showGridLines = False
        sheet["Z900"].font = Font(bold=True)

    assert len(read(book(decorate, reviews=[HEADINGS, DATA]), plugins).reviews) == 1


def test_the_example_is_read_as_a_workbook_and_as_bytes(plugins, tmp_path):
    from qaframework.files import example_bytes

    content = example_bytes("city-of-london-2023-24")
    (tmp_path / "Year.XLSX").write_bytes(content)
    assert (
        read(tmp_path / "Year.XLSX", plugins)
        == read(content, plugins)
        == qa.example("city-of-london-2023-24", plugins=plugins)
    )
    assert Path(tmp_path / "Year.XLSX").read_bytes() == content
