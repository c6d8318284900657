"""A folder of CSV files: encodings, delimiters, quotes, and text that a spreadsheet would run."""

import csv

import pytest

import qaframework as qa
from qaframework.files.csv_folder import disarmed

HEADINGS = "id,activity,child,reviewer,completed_on,overall"
DATA = "R1,A1,C1,P1,2024-02-01,Good"


@pytest.fixture
def folder(tmp_path):
    """Return a function that writes files, text or bytes by name, and returns their folder."""

    def make(**files):
        for name, content in files.items():
            content = content.encode() if isinstance(content, str) else content
            (tmp_path / name.replace("__", ".")).write_bytes(content)
        return tmp_path

    return make


def lines(*rows):
    return "\r\n".join(rows) + "\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_file_is_read_whatever_its_encoding_and_delimiter(folder, plugins, encoding, delimiter):
    text = lines(f"{HEADINGS},rationale", f"{DATA},caf\u00e9 \u20ac").replace(",", delimiter)
    year = qa.read(folder(reviews__csv=text.encode(encoding)), plugins=plugins)
    assert [(one.id, one.rationale) for one in year.reviews] == [("R1", "caf\u00e9 \u20ac")]


def test_the_delimiter_is_the_one_that_makes_sense_of_the_headings(folder, plugins):
    text = lines("Our reviews, round 2, for the board, March", HEADINGS.replace(",", ";"), DATA.replace(",", ";"))
    assert len(qa.read(folder(reviews__csv=text), plugins=plugins).reviews) == 1


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00", b"id,\x81\x8d\x8f", b"\xff\xfe" + "id".encode("utf-16-le") + b"\x00\xd8"]
)
def test_an_encoding_that_cannot_be_read_is_named(folder, problems_of, content):
    (problem,) = problems_of(folder(people__csv=content))
    assert problem.startswith("CSV file 1 of 1, by name: text in an encoding that cannot be read")


def test_a_code_is_text_whatever_it_looks_like(folder, plugins):
    year = qa.read(folder(people__csv=lines("id,role", "007,1.0", "12E4,TRUE", "1e5,2024-01-01")), plugins=plugins)
    assert [(one.id, one.role) for one in year.people] == [("007", "1.0"), ("12E4", "TRUE"), ("1e5", "2024-01-01")]


def test_row_numbers_are_those_of_a_spreadsheet_also_below_cells_of_several_lines(folder, problems_of):
    text = lines(
        f"{HEADINGS},rationale", f'{DATA},"one\r\ntwo\r\nthree"', "", DATA.replace("Good", "Bad").replace("R1", "R2")
    )
    (problem,) = problems_of(folder(reviews__csv=text))
    assert problem.startswith("reviews.csv row 4.overall: ")


def test_a_problem_names_the_column_as_the_tables_do_whatever_its_heading_says(folder, problems_of):
    text = lines("ID, Activity ,CHILD,Reviewer,Completed On,Overall", DATA.replace("2024-02-01", "soon"))
    (problem,) = problems_of(folder(reviews__csv=text))
    assert problem == (
        "reviews.csv row 2.completed_on: text of 4 characters that is no date. "
        "Write the day first (25/03/2024) or as 2024-03-25."
    )


@pytest.mark.parametrize("cell", ["#N/A", "#REF!", " #N/A ", "#DIV/0!", "######"])
def test_an_error_value_written_as_text_is_refused(folder, problems_of, cell):
    (problem,) = problems_of(folder(reviews__csv=lines(HEADINGS, DATA.replace("Good", cell))))
    assert problem.startswith("reviews.csv row 2.overall: a spreadsheet error value")


def test_more_cells_than_headings_are_refused_and_their_row_is_left_out(folder, plugins, problems_of):
    text = lines(f"{HEADINGS},rationale", f"{DATA},seen alone, twice, in May", f"{DATA},,,,".replace("R1", "R2"))
    file = folder(reviews__csv=text)
    (problem,) = problems_of(file)
    assert problem.startswith("reviews.csv row 2: a value in a column without a heading (2 in this row)")
    assert [one.id for one in qa.read(file, plugins=plugins, strict=False).reviews] == ["R2"]


def test_a_short_row_has_blanks_at_its_end(folder, plugins, problems_of):
    assert problems_of(folder(reviews__csv=lines(f"{HEADINGS},rationale", DATA))) == []
    (problem,) = problems_of(folder(reviews__csv=lines(HEADINGS, "R1,A1,C1,P1,2024-02-01")))
    assert problem.startswith("reviews.csv row 2.overall: a blank cell. Write the overall grade")


@pytest.mark.parametrize("cell", ['"Jane said', '"Jane" said', '"a"b"'])
def test_a_quotation_mark_out_of_place_stops_the_file_and_is_named(folder, plugins, cell):
    text = lines(f"{HEADINGS},rationale", DATA, f"{DATA},{cell}".replace("R1", "R2"), DATA.replace("R1", "R3"))
    year = qa.read(folder(reviews__csv=text), plugins=plugins, strict=False)
    assert [one.id for one in year.reviews] == ["R1"]
    (problem,) = map(str, year.problems)
    assert problem.startswith("reviews.csv row 3: a quotation mark that is not closed, or that has text after it")
    assert "Jane" not in problem


def test_other_files_are_left_out_and_counted_by_their_places(folder, plugins):
    year = qa.read(
        folder(
            REVIEWS__CSV=lines(HEADINGS, DATA),
            a__csv="x,y\r\n1,2\r\n",
            notes__txt="x",
            _b__csv="",
            __hid__csv="x",
        ),
        plugins=plugins,
    )
    assert len(year.reviews) == 1
    assert year.origin.ignored == ("CSV file 2 of 3, by name", "CSV file 3 of 3, by name")


def test_files_that_seem_to_be_tables_are_named_by_their_places_and_hide_no_other_problem(folder, problems_of):
    problems = problems_of(
        folder(
            Survey_Results__csv="activity,group,question,share\r\nA1,g,q,7\r\n",
            jane__csv=lines(HEADINGS, DATA),
            people__csv="",
            recomendations__csv="id\r\n",
            surveyresults__csv="activity\r\n",
            waivers__csv="what,is,this\r\n",
        )
    )
    assert [problem.split(". ")[0] for problem in problems] == [
        "CSV file 2 of 6, by name: a file with the headings of the table reviews, and another name",
        "people.csv: an empty file",
        "CSV file 4 of 6, by name: a file named nearly like the table recommendations",
        "CSV file 5 of 6, by name: a second file of the table survey_results",
        "waivers.csv: no row of headings",
        "Survey_Results.csv row 2.share: a number that is no share between 0 and 1",
    ]


def test_a_folder_without_a_table_is_named(tmp_path, problems_of):
    (problem,) = problems_of(tmp_path)
    assert problem.startswith(
        f"{tmp_path.name}: no CSV file with a table in this folder. Name them after the tables: activities, "
    )


def test_one_file_is_read_by_its_name_or_by_its_headings(folder, plugins, problems_of):
    files = folder(
        reviews__csv=lines(HEADINGS, DATA), May__csv=lines(HEADINGS, DATA), x__csv="a,b\r\n", reveiws__csv="a\r\n"
    )
    assert len(qa.read(files / "reviews.csv", plugins=plugins).reviews) == 1
    assert len(qa.read(files / "May.csv", plugins=plugins).reviews) == 1
    assert problems_of(files / "x.csv")[0].startswith("x.csv: a file whose name and headings fit no table")
    assert problems_of(files / "reveiws.csv")[0].startswith("reveiws.csv: a file named nearly like the table reviews")


def test_a_file_that_lacks_a_column_is_still_known_by_its_headings(folder, problems_of):
    file = folder(May__csv=lines("id,activity,child,reviewer,completed_on", "R1,A1,C1,P1,2024-02-01")) / "May.csv"
    (problem,) = problems_of(file)
    assert problem.startswith("May.csv: there is no column 'overall'. Add it: the overall grade in the words")


RUN = ["=1+1", "+44", "-5", "@SUM(A1)", "'=1+1", "''-x", "\uff1d1+1"]


@pytest.mark.parametrize("text", RUN)
def test_text_that_a_spreadsheet_would_run_is_written_with_an_apostrophe_and_read_without(plugins, tmp_path, text):
    year = qa.from_rows(people=[{"id": "P1", "role": text}], plugins=plugins)
    target = qa.write(year, tmp_path / "year", plugins=plugins)
    with (target / "people.csv").open(encoding="utf-8-sig", newline="") as file:
        written = next(csv.DictReader(file))["role"]
    assert written == disarmed(text) == f"'{text}"
    assert qa.read(target, plugins=plugins) == year


@pytest.mark.parametrize("text", ["'twas", "''", "Good", "1-2", "a=b", ""])
def test_other_text_is_written_as_it_is(text):
    assert disarmed(text) == text


def test_no_cell_of_a_written_folder_begins_like_a_formula(plugins, tmp_path):
    rows = [{"id": text, "child": text.strip("+'@"), "themes": [text], "text": text} for text in RUN]
    year = qa.from_rows(
        recommendations=[
            {
                "id": row["id"],
                "text": row["text"],
                "themes": row["themes"],
                "level": "child",
                "source": "R1",
                "raised_on": "2024-02-01",
            }
            for row in rows
        ],
        plugins=plugins,
    )
    qa.write(year, tmp_path / "year", plugins=plugins)
    with (tmp_path / "year" / "recommendations.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r\uff1d")]
    assert qa.read(tmp_path / "year", plugins=plugins) == year


def test_a_text_longer_than_a_cell_may_be_is_refused_by_name(plugins, tmp_path, review):
    year = qa.from_rows(reviews=[review | {"rationale": "x" * csv.field_size_limit()}], plugins=plugins)
    with pytest.raises(qa.DataError, match=r"reviews row 1\.rationale: text of 131,072 characters"):
        qa.write(year, tmp_path / "year", plugins=plugins)
    assert not (tmp_path / "year").exists()
    assert qa.read(qa.write(year, tmp_path / "year.json"), plugins=plugins) == year


def test_a_cell_that_is_too_long_may_be_one_or_a_quotation_mark_that_is_not_closed(folder, problems_of):
    text = lines(f"{HEADINGS},rationale", f'{DATA},"{"x" * csv.field_size_limit()}')
    (problem,) = problems_of(folder(reviews__csv=text))
    assert problem.startswith(
        "reviews.csv row 2: text of more than 131,072 characters, or a quotation mark that is not closed"
    )


def test_utf_16_without_its_mark_is_named_as_an_encoding_and_not_as_missing_headings(tmp_path, problems_of):
    file = tmp_path / "reviews.csv"
    file.write_bytes(lines(HEADINGS, DATA).encode("utf-16-le"))
    assert problems_of(file) == ["reviews.csv: text in an encoding that cannot be read. Save it as CSV UTF-8."]


def test_written_files_begin_with_the_mark_that_excel_needs(plugins, tmp_path, review):
    qa.write(qa.from_rows(reviews=[review], plugins=plugins), tmp_path / "year", plugins=plugins)
    assert [file.name for file in (tmp_path / "year").iterdir()] == ["reviews.csv"]
    assert (tmp_path / "year" / "reviews.csv").read_bytes().startswith(b"\xef\xbb\xbfid,activity,")
