"""From an Excel workbook to flags and results: each kind of activity of a year, as a QA lead would write it down."""

from datetime import date

import openpyxl
import pytest

import qaframework as qa

TODAY = date(2024, 10, 31)
PLUGINS = qa.load_plugins(allow=())

SHEETS = {
    "activities": [
        ("id", "kind", "title", "start", "end", "external", "part of", "asked", "scale", "template", "lead"),
        ("PR", "practice reviews", "Round", "01/07/2024", "12/07/2024", "yes", "PAR", "", "", "practice-review@2", ""),
        ("OBS", "observation", "Week", "03/06/2024", "07/06/2024", "", "", "", "ungraded", "practice-observation", ""),
        ("MACA", "multi agency audit", "Neglect", "08/05/2024", "08/05/2024", "", "", "", "", "multi-agency-audit", ""),
        ("PV", "provider visit", "Visits", "01/04/2024", "31/03/2025", "", "", "com", "", "provider-visit", ""),
        (
            "CM",
            "contract monitoring",
            "Meetings",
            "01/04/2024",
            "31/03/2025",
            "",
            "",
            "",
            "",
            "contract-monitoring",
            "",
        ),
        ("PAR", "assurance review", "Assurance", "01/07/2024", "12/07/2024", "no", "", "rsk", "", "", ""),
        ("PC", "peer challenge", "Peers", "10/06/2024", "10/06/2024", "yes", "", "clv", "", "", ""),
    ],
    "children": [("id", "status"), ("C1", "CLA"), ("C2", "CL"), ("C3", "CP")],
    "reviews": [
        (
            *(
                "id",
                "activity",
                "child",
                "subject",
                "reviewer",
                "completed on",
                "overall",
                "worker",
                "manager",
                "event",
            ),
            *("agency", "children", "reported on", "agreed on", "family voice", "discussed on"),
        ),
        ("R1", "PR", "C1", "", "X1", "05/07/2024", "Good", "W1", "M1", "", "", "", "", "", "obtained", "04/07/2024"),
        ("O1", "OBS", "C1", "E1", "M1", "04/06/2024", "not graded", "W1", "M1", "home visit", "", "", "", "", "", ""),
        (
            *("O2", "OBS", "C3", "E2", "M1", "05/06/2024", "not graded", "W2", "M1", "direct work"),
            *("", "", "", "", "obtained", "06/06/2024"),
        ),
        ("M1", "MACA", "C1", "", "X1", "08/05/2024", "RI", "", "", "", "Police", "", "", "", "", ""),
        ("M2", "MACA", "C1", "", "X1", "08/05/2024", "Good", "", "", "", "", "", "", "", "", ""),
        ("M3", "MACA", "", "Case 2", "X1", "08/05/2024", "Good", "", "", "", "Police", "", "", "", "", ""),
        ("V1", "PV", "", "HOME-1", "AD", "17/04/2024", "Inadequate", "", "", "", "", "C1; C2", "", "", "", ""),
        (
            "V2",
            "PV",
            "",
            "HOME-2",
            "AD",
            "15/05/2024",
            "Good",
            "",
            "",
            "",
            "",
            "C2",
            "22/05/2024",
            "24/05/2024",
            "",
            "",
        ),
        ("K1", "CM", "", "HOME-3", "QA", "20/05/2024", "Good", "", "", "", "", "C2", "", "", "", ""),
    ],
    "answers": [
        ("review", "question", "asked", "answer"),
        ("R1", "RISK-3", "What would make this child less safe than they are today, and who would notice?", "Partly"),
        ("R1", "RISK-9", "", "Yes"),
        ("R1", "PLAN-1", "Does every action have an owner?", ""),
    ],
    "findings": [
        ("id", "activity", "theme", "direction", "statement", "count", "relevant"),
        ("F1", "PAR", "rsk", "strength", "Made up.", "", ""),
        ("F2", "OBS", "rsk", "concern", "Made up.", "", ""),
        ("F3", "PC", "clv", "concern", "Made up.", "3", ""),
        ("F4", "MACA", "mag", "concern", "Made up.", "", ""),
    ],
    "recommendations": [
        ("id", "text", "level", "source", "raised on", "organisation", "relevant"),
        ("S1", "Made up.", "service", "F2", "10/06/2024", "", ""),
        ("S2", "Made up.", "service", "MACA", "10/05/2024", "", "no"),
        ("S3", "Made up.", "service", "V1", "20/04/2024", "HOME-1", ""),
    ],
    "calendar": [
        ("id", "kind", "title", "start", "end", "lead", "size", "activity", "held on", "cancelled"),
        ("K01", "practice reviews", "Round", "01/07/2024", "12/07/2024", "", "6", "PR", "", ""),
        ("K02", "provider visit", "April", "17/04/2024", "", "AD", "", "", "17/04/2024", ""),
        ("K03", "provider visit", "June", "19/06/2024", "", "AD", "", "", "", ""),
        ("K04", "board", "Board", "10/12/2024", "", "AD", "", "", "", ""),
        ("K05", "provider visit", "December", "10/12/2024", "", "AD", "", "", "", ""),
        ("K06", "observation", "Week", "03/06/2024", "", "", "", "OBS", "", ""),
    ],
}

FLAGGED = {
    ("O1", "observation-feedback-sought"),
    ("O1", "observation-talked-through"),
    ("OBS", "few-observations"),
    ("M2", "agency-named"),
    ("F4", "finding-relevance-said"),
    ("S2", "partner-owner-named"),
    ("F3", "peers-count-no-children"),
    ("F3", "consideration-answered"),
    ("V1", "visit-report-in-time"),
    ("V1", "weak-provider-escalated"),
    ("S3", "visit-recommendation-followed"),
    ("K1", "providers-visited"),
    ("PAR", "overview-independent"),
    ("PAR", "overview-beside-others"),
    ("R1", "question-of-the-template"),
    ("R1", "asked-as-written"),
    ("R1", "questions-answered"),
    ("K01", "planned-size-reached"),
    ("K03", "planned-took-place"),
    ("K04", "no-clash"),
    ("MACA", "activity-was-planned"),
}


@pytest.fixture(scope="module")
def year(tmp_path_factory):
    workbook = openpyxl.Workbook()
    for name, rows in SHEETS.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append([cell or None for cell in row])
    workbook.remove(workbook["Sheet"])
    path = tmp_path_factory.mktemp("year") / "year.xlsx"
    workbook.save(path)
    return qa.read(path, plugins=PLUGINS)


@pytest.fixture(scope="module")
def report(year):
    return qa.moderate(year, PLUGINS, today=TODAY, settings=qa.Settings())


def test_what_does_not_stand_up_is_flagged_with_the_cell_it_stands_in(report):
    found = {(flag.record, flag.rule.removeprefix("defaults/")) for flag in report.flags}
    assert found >= FLAGGED
    late = next(flag for flag in report.flags if flag.rule == "defaults/visit-report-in-time")
    assert late.where == "reviews!M8"
    assert report.crashed == ()


def test_rules_about_a_child_s_file_ask_nothing_of_observations_audits_and_visits(report):
    asked = {flag.rule.removeprefix("defaults/") for flag in report.flags if flag.record in {"O1", "O2", "V2", "M3"}}
    assert asked == {"observation-feedback-sought", "observation-talked-through"}


def test_each_result_tells_its_part_of_the_year(year):
    assert qa.observations(year).by_event == {"direct_work": 1, "home_visit": 1}
    assert qa.partner_work(year).own == 1
    assert qa.partner_work(year).by_agency["Police"] == {"Good": 1, "Requires improvement to be good": 1}
    visits = qa.provider_visits(year, today=TODAY)
    assert (visits.reached, visits.in_care, visits.planned, visits.to_come) == (2, 2, 2, 1)
    assert qa.peer_challenges(year).challenges[0].unanswered == ("F3",)
    assert qa.assurance(year).themes[0].differ == ("OBS",)
    calendar = qa.calendar(year, today=TODAY)
    assert calendar.clashes == (("K04", "K05"),)
    assert [one.entry.id for one in calendar.standing("overdue")] == ["K03"]
    assert qa.questions(year, "PR").questions[0].blank == 1


@pytest.mark.parametrize("name", ["year.json", "folder", "again.xlsx"])
def test_the_year_reads_back_from_every_format(tmp_path, year, name):
    assert qa.read(qa.write(year, tmp_path / name, plugins=PLUGINS), plugins=PLUGINS) == year


def test_no_result_shows_a_child_or_a_worker(year):
    told = [
        qa.observations(year),
        qa.partner_work(year),
        qa.provider_visits(year, today=TODAY),
        qa.peer_challenges(year),
        qa.assurance(year),
        qa.calendar(year, today=TODAY),
        qa.questions(year),
    ]
    for one in told:
        shown = f"{one!r} {one._repr_html_()} {one.rows()} {one.sentences()}"
        assert not {"C1", "C2", "C3", "W1", "W2"} & set(shown.replace("'", " ").replace(",", " ").split())
        assert len(one._repr_html_().encode()) < 10 * 1024
        assert "<script" not in one._repr_html_()
