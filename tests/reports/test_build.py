"""What a report says, to whom, and what it refuses."""

import datetime
import re

import attrs
import pytest

import qaframework as qa
from qaframework.reports.blocks import Bullets, Heading, Note, Number, Paragraph, Table, plain

SEED = (
    "1. Introduction",
    "2. Quality assurance framework",
    "3. Quality assurance activity in the year",
    "4. Feedback",
    "5. Impact and outcomes",
    "6. Oversight",
    "7. Priorities for the next 12 months",
)
QUESTIONS = (
    "What do you know about the quality of practice?",
    "How do you know it?",
    "What are you going to do?",
)
DAY = datetime.date(2024, 3, 31)


def text_of(document):
    return "\n".join(text for block in document.blocks for text in block.texts())


def table_of(document, start):
    return next(table for table in document.tables if table.caption.startswith(start))


def cells_of(document, start):
    return {row[0]: row[1:] for row in table_of(document, start).rows}


def test_nobody_gets_a_report_without_saying_who_reads_it(year):
    with pytest.raises(TypeError, match="audience"):
        qa.report(year, "quarterly")


@pytest.mark.parametrize(("kind", "audience"), [("quaterly", "board"), ("quarterly", "bord")])
def test_a_misspelt_kind_or_audience_is_told_with_the_nearest(report, kind, audience):
    with pytest.raises(qa.UnknownNameError, match="did you mean"):
        report(kind, audience, today=DAY)


def test_the_annual_report_has_the_seven_sections_of_the_published_one(report):
    assert report("annual").sections[:7] == SEED


def test_the_annual_report_opens_with_the_three_questions(report):
    third = [block.text for block in report("annual").blocks if isinstance(block, Heading) and block.level == 3]
    assert tuple(third[:3]) == QUESTIONS


@pytest.mark.parametrize("kind", ["monthly", "quarterly", "moderation", "theme"])
def test_the_three_questions_are_the_skeleton_of_the_others(report, kind):
    theme = {"theme": "acc"} if kind == "theme" else {}
    assert report(kind, today=DAY, **theme).sections[:3] == QUESTIONS


def test_leaders_see_every_grade_of_the_last_round(report):
    cells = cells_of(report(audience="leadership"), "Reviews by grade")
    assert [cell for (cell,) in cells.values()] == ["3", "8", "2", "0", "13"]


def test_the_board_sees_no_grade_that_few_children_have_and_still_that_none_was_inadequate(report):
    document = report()
    assert not [table for table in document.tables if table.caption.startswith("Reviews by grade")]
    told = text_of(document)
    assert "too small to show" in told
    assert "no review was graded Inadequate" in told
    assert "does not rule it out" in told


def test_a_round_so_large_that_nothing_is_small_is_shown_to_everybody(report, plugins):
    grades = ["Outstanding"] * 20 + ["Good"] * 30 + ["Requires improvement to be good"] * 10
    rows = [
        {
            "id": f"R{n}",
            "activity": "PR-1",
            "child": f"C{n}",
            "reviewer": "P1",
            "completed_on": "2024-02-01",
            "overall": grade,
        }
        for n, grade in enumerate(grades)
    ]
    round_ = {"id": "PR-1", "kind": "practice_reviews", "title": "R", "start": "2024-01-20", "end": "2024-02-01"}
    year = qa.from_rows(plugins=plugins, scale="ofsted-2018", activities=[round_], reviews=rows)
    cells = cells_of(report(audience="public", records=year), "Reviews by grade")
    assert [cell for (cell,) in cells.values()] == ["20", "30", "10", "0", "60"]


def test_a_year_in_which_errors_stand_says_so_before_anything_else(report):
    first = report("annual").blocks[0]
    assert isinstance(first, Note)
    assert first.warning
    assert "do not stand" in first.title
    assert report("annual").exit_code == 1


def test_rows_that_could_not_be_read_are_told_before_anything_else(report, plugins):
    year = qa.from_rows(plugins=plugins, strict=False, reviews=[{"id": "R1", "overall": "Good"}])
    first = report(records=year).blocks[0]
    assert "could not be read" in " ".join(first.texts())


def test_a_year_with_nothing_in_it_says_that_it_says_nothing(report):
    told = text_of(report(records=qa.Programme()))
    assert "Nothing was checked" in told
    assert "nothing is known" in told


def test_a_sound_year_has_no_warning(report, plugins):
    year = qa.from_rows(
        plugins=plugins,
        activities=[{"id": "A1", "kind": "survey", "title": "S", "start": "2024-01-01", "end": "2024-02-01"}],
    )
    document = report(records=year)
    assert document.warnings == ()
    assert document.exit_code == 0


def test_done_evidenced_and_confirmed_are_never_one_figure(report):
    stages = cells_of(report("monthly", "operational"), "Recommendations for children by stage")
    assert {"Action complete, not yet evidenced", "Evidenced, impact not yet confirmed", "Impact confirmed"} <= set(
        stages
    )
    assert not [stage for stage in stages if "or" in stage.split() or stage in ("Done", "Completed")]
    counts = [int(count) for stage, (count,) in stages.items() if stage != "All"]
    assert sum(counts) == int(stages["All"][0]) == 30


def test_what_stands_on_a_day_is_told_and_nothing_later(report):
    in_july = datetime.date(2023, 7, 31)
    document = report("monthly", "operational", today=in_july)
    stages = cells_of(document, "Recommendations for children by stage")
    assert int(stages["All"][0]) == 15
    assert "REC-16" not in document.markdown()


def test_a_tracker_says_where_recommendations_stand(report, year, tmp_path):
    with qa.Tracker.open(tmp_path / "tracker.db") as tracker:
        made = [one for one in year.recommendations if one.id == "REC-01"]
        tracker.add(made, by="Head of QA", on=datetime.date(2023, 6, 1))
        document = report("monthly", "operational", tracker=tracker)
    stages = cells_of(document, "Recommendations for children by stage")
    assert stages["All"] == ("1",)
    assert dict(document.facts)["Recommendations"] == "from the tracker"


def test_the_tracker_and_the_updates_tell_the_same(report, year, tmp_path):
    with qa.Tracker.open(tmp_path / "tracker.db") as tracker:
        tracker.add(year.recommendations, by="Head of QA", on=DAY, updates=year.updates)
        followed = report("monthly", "operational", tracker=tracker)
    start = "Recommendations for children by stage"
    assert cells_of(followed, start) == cells_of(report("monthly", "operational"), start)


CHANGED = ("rose", "fell", "improved", "higher", "lower", "better", "worse", "increase", "decrease", "declin")


@pytest.mark.parametrize("audience", ["leadership", "board"])
def test_no_change_is_claimed_between_rounds_that_cannot_be_compared(report, audience):
    told = [text for text in text_of(report("annual", audience)).splitlines() if "Whether practice changed" in text]
    assert told
    assert all("cannot be said" in text and "different scales" in text for text in told)
    titles = (
        "'City of London practice reviews until 2023'",
        '"Ofsted, inspections of children\'s services since 2018"',
    )
    assert all(title in text for text in told for title in titles)
    assert not [text for text in told if "ofsted-2018" in text]


def rounds(plugins, first, second):
    """Return two rounds alike in all but their grades: how many are Good, the others Inadequate."""
    activities, reviews = [], []
    for number, good in enumerate((first, second), start=1):
        name = f"PR-{number}"
        days = {"start": f"2024-0{number}-01", "end": f"2024-0{number}-20"}
        activities.append({"id": name, "kind": "practice_reviews", "title": name, "sampling": "random", **days})
        for place in range(20):
            grade = "Good" if place < good else "Inadequate"
            about = {"id": f"{name}-{place}", "activity": name, "child": f"{name}C{place}", "reviewer": "P1"}
            reviews.append(about | {"completed_on": days["end"], "overall": grade})
    return qa.from_rows(plugins=plugins, scale="ofsted-2018", activities=activities, reviews=reviews)


def told_of_change(document):
    return [
        text for text in text_of(document).splitlines() if ("chance" in text and "between" in text) or "seldom" in text
    ]


def test_a_small_difference_between_rounds_is_not_called_a_change(report, plugins):
    told = told_of_change(report(records=rounds(plugins, 12, 13), audience="board"))
    assert told
    assert all("No change" in text and "not evidence of no change" in text for text in told)


def test_a_large_difference_is_told_with_what_the_grades_do_not_tell(report, plugins):
    up = told_of_change(report(records=rounds(plugins, 4, 19), audience="board"))
    down = told_of_change(report(records=rounds(plugins, 19, 4), audience="board"))
    assert "are higher than" in up[0]
    assert "are lower than" in down[0]
    assert "alone do not tell" in up[0]


def test_numbers_worked_out_from_hidden_ones_stay_inside(report, plugins):
    year = rounds(plugins, 12, 13)
    assert "% of the time" in text_of(report(records=year, audience="leadership"))
    assert "% of the time" not in text_of(report(records=year, audience="public"))


def test_every_number_leads_to_how_it_was_made(report):
    for audience in ("operational", "board"):
        document = report("annual", audience)
        given = {basis.anchor for basis in document.bases}
        for block in document.blocks:
            match block:
                case Paragraph():
                    assert all(piece.how in given for piece in block.pieces if isinstance(piece, Number))
                case Bullets() | Note():
                    assert all(one.how in given for item in block.items for one in item if isinstance(one, Number))
                case Table():
                    assert block.how in given


def test_a_document_says_what_it_was_made_from(report):
    facts = dict(report().facts)
    assert facts["As at"] == "31 March 2024"
    assert "defaults" in facts["Rules"]
    assert "Department for Education" in facts["Small numbers"]
    assert facts["Records"].startswith("digest ")


def test_the_digest_knows_the_records_and_not_their_order(report, year):
    turned = attrs.evolve(year, reviews=year.reviews[::-1], updates=year.updates[::-1])
    changed = attrs.evolve(year, reviews=[attrs.evolve(year.reviews[0], rationale="Another"), *year.reviews[1:]])
    judged = attrs.evolve(year.reviews[0].judgements[0], rationale="Another")
    deep = attrs.evolve(year.reviews[0], judgements=[judged, *year.reviews[0].judgements[1:]])
    deeper = attrs.evolve(year, reviews=[deep, *year.reviews[1:]])
    digests = [dict(report(records=one).facts)["Records"] for one in (year, turned, changed, deeper)]
    assert digests[0] == digests[1]
    assert len(set(digests)) == 3


def test_the_order_of_rows_changes_nothing_of_what_is_written(report, year):
    turned = attrs.evolve(year, **{table: year.table(table)[::-1] for table in year.counts()})
    assert report("annual", records=turned).html() == report("annual").html()


def test_text_of_a_record_is_told_outside_only_where_somebody_cleared_it(report):
    cleared = report("quarterly", "board", cleared={"SR-01": "Head of QA"})
    assert "SR-01 by Head of QA" in dict(cleared.facts)["Texts cleared"]
    rows = {row[0]: row for row in table_of(cleared, "Recommendations for the service").rows}
    assert rows["SR-02"][1] == "not cleared for this audience"
    assert len(rows["SR-01"][1]) > 20


def test_people_s_words_that_point_to_somebody_are_left_out_even_when_cleared(report, year):
    said = [attrs.evolve(one, said="Ring me on 020 7946 0000.") for one in year.responses[:1]]
    records = attrs.evolve(year, responses=[*said, *year.responses[1:]])
    cleared = {one.id: "Participation lead" for one in year.responses}
    document = report(
        "you-said-we-did", "public", records=records, cleared=cleared, period=(datetime.date(2023, 4, 1), DAY)
    )
    assert "7946" not in document.markdown()
    assert len(table_of(document, "What people said").rows) < len(year.responses)


def test_what_is_called_done_and_is_not_is_not_told_as_done_even_when_cleared(report, year):
    done = next(one for one in year.responses if one.outcome == "did")
    promised = attrs.evolve(done, did="We will look at it.")
    records = attrs.evolve(year, responses=[promised if one is done else one for one in year.responses])
    cleared = {one.id: "Participation lead" for one in year.responses}
    period = (datetime.date(2023, 4, 1), DAY)
    told = report("you-said-we-did", "board", records, cleared=cleared, period=period).markdown()
    assert "'We did, and nothing shows it' to one" in told
    assert "We will look at it." not in told
    assert "nothing shows it" not in report("you-said-we-did", "board", year, cleared=cleared, period=period).markdown()


@pytest.mark.parametrize("audience", ["board", "public", "peer"])
def test_a_policy_that_withholds_nothing_is_refused_outside(report, audience):
    with pytest.raises(qa.SettingsError, match="withheld"):
        report(audience=audience, policy="none")


def test_a_theme_page_needs_its_theme_and_tells_of_it_alone(report):
    with pytest.raises(qa.SettingsError, match="theme page"):
        report("theme", today=DAY)
    document = report("theme", "leadership", theme="acc")
    assert document.title == "Theme: Housing and somewhere to live"
    about = [row[3] if len(row) > 5 else row[1] for row in table_of(document, "Recommendations for the service").rows]
    assert about
    assert [row[0] for row in table_of(document, "Themes by").rows] == ["Housing and somewhere to live"]


def test_a_period_that_is_none_is_refused(report):
    with pytest.raises(qa.SettingsError, match="first and its last day"):
        report(period=(DAY, datetime.date(2024, 1, 1)))


def test_a_second_report_does_not_give_away_what_the_first_withheld(report, plugins, tmp_path):
    ledger = tmp_path / "releases.jsonl"
    before = report(records=rounds(plugins, 12, 12), ledger=ledger)
    before.save(tmp_path / "first.html")
    before.save(tmp_path / "first.docx")
    assert len(ledger.read_text(encoding="utf-8").splitlines()) == 1
    after = rounds(plugins, 12, 12)
    after = attrs.evolve(after, reviews=after.reviews[:-1])
    without = cells_of(report(records=after), "Reviews by grade")
    knowing = text_of(report(records=after, ledger=ledger))
    assert "19" in str(without)
    assert "19" not in [word.strip(".,") for word in knowing.split()]


def test_a_report_shows_itself_small_and_without_text(report, year):
    document = report("annual", "operational")
    assert len(document._repr_html_()) < 10 * 1024
    assert year.reviews[0].rationale[:30] not in document._repr_html_() + repr(document)
    assert "31 March 2024" in repr(document)
    assert plain(["a", Number("1", "b")]) == "a1"


def test_the_rows_of_a_report_are_its_cells(report):
    rows = report("annual", "leadership").rows()
    assert {"table", "row", "column", "shown", "how"} == set(rows[0])
    assert ("All reviews", "13") in [(row["row"], row["shown"]) for row in rows]


MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DAYS = re.compile(
    rf"\b\d{{1,2}}(?: (?:{MONTHS}))?(?: \d{{4}})?(?: to \d{{1,2}})?(?: (?:{MONTHS}))? ?\d{{4}}\b|(?:{MONTHS}) \d{{4}}"
)
CODES = re.compile(r"'[^']*'|\"[^\"]*\"|\b[A-Z]+\d*(?:-\d+)+\b|\b\d{4}-\d{2}\b")
"""Names in quotes, and codes: no figures."""


@pytest.mark.parametrize("audience", ["leadership", "board", "public"])
@pytest.mark.parametrize("kind", ["monthly", "quarterly", "annual", "moderation", "you-said-we-did"])
def test_no_figure_stands_in_a_sentence_without_a_way_to_how_it_was_made(report, kind, audience):
    loose = []
    blocks = report(kind, audience).blocks
    policy = Heading("About these numbers")
    for block in blocks[: blocks.index(policy) if policy in blocks else None]:
        match block:
            case Paragraph():
                lines = [block.pieces]
            case Bullets() | Note():
                lines = list(block.items)
            case _:
                lines = []
        for line in lines:
            texts = (CODES.sub("", DAYS.sub("", piece)) for piece in line if isinstance(piece, str))
            loose += [text for text in texts if re.search(r"\d", text)]
    assert loose == []


def test_a_title_with_signs_of_its_own_is_told_as_it_stands(report, plugins):
    year = rounds(plugins, 20, 20)
    named = [attrs.evolve(one, title=f"{{}} <b>{one.id}</b> | *100%*") for one in year.activities]
    told = report(records=attrs.evolve(year, activities=named), audience="leadership")
    assert "{} <b>PR-1</b> | *100%*" in text_of(told)
    assert "&lt;b&gt;PR-1&lt;/b&gt;" in told.html()


def test_the_digest_knows_where_recommendations_stand(report, year, tmp_path):
    with qa.Tracker.open(tmp_path / "tracker.db") as tracker:
        tracker.add(year.recommendations, by="Head of QA", on=DAY)
        followed = report("monthly", "operational", tracker=tracker)
    assert dict(followed.facts)["Records"] != dict(report("monthly", "operational").facts)["Records"]


def test_thresholds_of_the_authority_s_own_are_printed(report):
    settings = qa.Settings(name="qaframework.toml", rules={"defaults/rationale-length": {"words": 30}})
    told = dict(report(settings=settings, today=DAY).facts)["Thresholds"]
    assert told == "defaults/rationale-length: words = 30 (qaframework.toml)"
    assert dict(report().facts)["Thresholds"] == "every rule as it ships"


@pytest.mark.parametrize("name", ["moderation note", "moderation_note", "Moderation-Note"])
def test_a_kind_is_known_as_people_write_it(report, name):
    assert report(name, today=DAY).kind == "moderation"
    assert report("you said, we did", today=DAY).kind == "you-said-we-did"


NO_DAY = "period not known: no record says when anything was done"


@pytest.mark.parametrize("kind", ["monthly", "quarterly", "annual", "moderation", "you-said-we-did"])
def test_a_year_of_which_no_record_has_a_day_says_so(report, plugins, tmp_path, kind):
    finding = {"id": "F1", "activity": "A1", "theme": "rsk", "direction": "concern", "statement": "Made up."}
    year = qa.from_rows(plugins=plugins, findings=[finding])
    document = report(kind, "public", records=year, today=None)
    assert document.subtitle == NO_DAY
    assert (dict(document.facts)["Period"], dict(document.facts)["As at"]) == (
        NO_DAY.removeprefix("period "),
        "not known",
    )
    assert NO_DAY in repr(document)
    assert not re.search(r"(January|December) 1\b", document.markdown())
    document.save(tmp_path / "undated.docx")


def test_feedback_alone_says_which_days_a_report_is_about(report, plugins):
    said = {"id": "FB1", "activity": "A1", "on": "2024-02-03", "who": "child", "point": "form", "heard": "obtained"}
    year = qa.from_rows(plugins=plugins, feedback=[said])
    assert report("monthly", "public", records=year, today=None).subtitle.startswith("1 to 29 February 2024")


def unlisted(plugins, days):
    """Return reviews of a round that is not on the list of activities, each read again by somebody else."""
    reviews, readings = [], []
    for number, on in enumerate(days):
        about = {"id": f"R{number}", "activity": "PR-X", "child": f"K{number}x", "reviewer": "P1", "overall": "Good"}
        reviews.append(about | {"completed_on": on, "child_voice": "obtained", "rationale": "Made up."})
        again = {"id": f"A{number}", "review": f"R{number}", "reader": "P2", "stage": "moderation", "read_on": on}
        readings.append(again | {"overall": "Good", "blind": True})
    return qa.from_rows(plugins=plugins, scale="ofsted-2018", reviews=reviews, readings=readings)


def test_reviews_of_a_round_that_is_not_on_the_list_count_as_read_again(report, plugins):
    year = unlisted(plugins, ["2024-02-03"] * 12)
    told = text_of(report("quarterly", "leadership", records=year))
    assert "12 of 12 reviews were read again by somebody who did not know the first grade." in told


def test_a_round_that_is_not_on_the_list_is_divided_by_the_periods_it_lies_in(report, plugins):
    year = unlisted(plugins, ["2024-01-10"] * 12 + ["2024-02-10"] * 7 + ["2024-02-20"] * 8)
    days = [datetime.date(2024, 1, 1), datetime.date(2024, 2, 15), datetime.date(2024, 3, 31)]
    first = report("quarterly", "public", records=year, period=(days[0], days[1]), today=days[2])
    second = report("quarterly", "public", records=year, period=(days[1], days[2]), today=days[2])
    whole = report("quarterly", "public", records=year, period=(days[0], days[2]), today=days[2])
    assert [text_of(one).split(" reviews were done")[0].split()[-1] for one in (first, second, whole)] == [
        "19",
        "8",
        "27",
    ]


@pytest.mark.parametrize("kind", ["monthly", "theme"])
def test_every_kind_of_report_says_how_many_reviews_a_round_had(report, kind):
    year = (datetime.date(2023, 4, 1), DAY)
    rows = cells_of(report(kind, "public", period=year, theme="rsk"), "Activities that ended")
    assert rows["Practice reviews, 1 to 31 May 2023"][-1] == "14"
