"""Moderate the published outcomes of Ofsted's inspections of local authority children's services.

Takes a folder with three CSV files, as they can be put together from the published reports:

- ``inspections.csv``: inspection_id, urn, authority, framework (ILACS or SIF), inspection_dates, published
- ``judgements.csv``: inspection_id, domain (``overall`` among them), grade
- ``improvement_points.csv``: point_id, inspection_id, text

An inspection is a review of an authority, its domains are judgements, and its improvement points are service-level
recommendations. All inspections under one framework published in one year make a round.

For each authority with several inspections, the themes of the improvement points are followed from one to the next:
which are named again, and how much more often than themes that were not named before. The themes are suggested by
their words and confirmed by nobody, so read the shares as rough.

Run it as ``python examples/ofsted_inspections.py FOLDER``; or, in a notebook, ``read_inspections(FOLDER)``.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import qaframework as qa

FILES = {
    "inspections": ("inspection_id", "authority", "framework", "published"),
    "judgements": ("inspection_id", "domain", "grade"),
    "improvement_points": ("point_id", "inspection_id", "text"),
}
"""The files of a folder, and the columns they need."""

FRAMEWORKS = {
    "ILACS": {"scale": "ofsted-2018", "template": "ofsted-ilacs"},
    "SIF": {"scale": "ofsted-2013", "template": "ofsted-sif"},
}

OVERALL = "overall"
ENOUGH = 20
"""In how many inspections a theme has to be named for it to be listed."""

Row = dict[str, str]
Cells = dict[str, object]


def read_inspections(folder: str | Path) -> qa.Programme:
    """Return the inspections in a folder as a programme.

    Row numbers, in problems and in flags, are those of the CSV files as a spreadsheet shows them: reviews are the rows
    of ``inspections.csv``, recommendations those of ``improvement_points.csv``.

    Raises:
        DataError: a file or column is not there, or a row cannot be read; ``.problems`` has every one.
    """
    folder = Path(folder)
    problems = list(_missing(folder))
    if problems:
        raise qa.DataError(problems, folder.name)
    inspections, judgements, points = (list(_rows(folder / f"{name}.csv")) for name in FILES)
    problems = [*_unplaced(inspections), *_unmatched(inspections, judgements, points), *_twice(judgements)]
    if problems:
        raise qa.DataError(problems, folder.name)
    published = {row["inspection_id"]: row["published"] for row in inspections}
    overall = {row["inspection_id"]: row["grade"] for row in judgements if row["domain"] == OVERALL}
    return qa.from_rows(
        activities=_rounds(inspections),
        reviews=_as_in_the_file(_review(row, overall.get(row["inspection_id"])) for row in inspections),
        judgements=_as_in_the_file({} if row["domain"] == OVERALL else _judgement(row) for row in judgements),
        recommendations=_as_in_the_file(_recommendation(row, published) for row in points),
    )


def _missing(folder: Path) -> Iterator[qa.Problem]:
    """Yield what a folder lacks of the three files and their columns."""
    for name, columns in FILES.items():
        file = folder / f"{name}.csv"
        if not file.is_file():
            fix = f"Give the folder that holds {', '.join(f'{name}.csv' for name in FILES)}"
            yield qa.Problem(file.name, "this file is not in the folder", fix)
            continue
        try:
            headings = [*_cells(file), []][0]
        except UnicodeDecodeError:
            yield qa.Problem(file.name, "not UTF-8 text", "Save it as CSV UTF-8")
            continue
        for column in columns:
            if column not in headings:
                yield qa.Problem(file.name, f"there is no column {column!r}", "Add it, or correct the first row")


def _cells(file: Path) -> Iterator[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as text:
        yield from csv.reader(text)


def _rows(file: Path) -> Iterator[Row]:
    rows = _cells(file)
    headings = next(rows)
    return ({**dict.fromkeys(headings, ""), **dict(zip(headings, row, strict=False))} for row in rows)


def _unplaced(inspections: Iterable[Row]) -> Iterator[qa.Problem]:
    """Yield the inspections that fit in no round."""
    for number, row in enumerate(inspections, start=2):
        if row["framework"] not in FRAMEWORKS:
            fix = f"Write {' or '.join(FRAMEWORKS)}"
            yield qa.Problem(f"inspections.csv row {number}.framework", "no framework this example knows", fix)
        try:
            date.fromisoformat(row["published"])
        except ValueError:
            yield qa.Problem(f"inspections.csv row {number}.published", "no date", "Write it as 2024-07-12")


def _unmatched(inspections: Iterable[Row], *others: Iterable[Row]) -> Iterator[qa.Problem]:
    """Yield the judgements and points of inspections that are not there."""
    known = {row["inspection_id"] for row in inspections}
    for name, rows in zip(("judgements.csv", "improvement_points.csv"), others, strict=True):
        for number, row in enumerate(rows, start=2):
            if row["inspection_id"] not in known:
                where = f"{name} row {number}.inspection_id"
                yield qa.Problem(where, "no inspection has this id", "Correct it, or add the inspection")


def _twice(judgements: Iterable[Row]) -> Iterator[qa.Problem]:
    """Yield the second overall grades; of the domains, reading the table finds them."""
    seen: set[str] = set()
    for number, row in enumerate(judgements, start=2):
        if row["domain"] == OVERALL and row["inspection_id"] in seen:
            yield qa.Problem(f"judgements.csv row {number}", "a second overall grade", "Keep one of them")
        if row["domain"] == OVERALL:
            seen.add(row["inspection_id"])


def _as_in_the_file(rows: Iterable[Cells]) -> list[Cells]:
    """Return rows with a blank one for the headings, so that they are numbered as in the file."""
    return [{}, *rows]


def _round_of(inspection: Row) -> str:
    return f"{inspection['framework']}-{inspection['published'][:4]}"


def _rounds(inspections: Iterable[Row]) -> list[Cells]:
    days: dict[str, list[str]] = {}
    frameworks: dict[str, str] = {}
    for row in inspections:
        days.setdefault(_round_of(row), []).append(row["published"])
        frameworks[_round_of(row)] = row["framework"]
    return [
        {
            "id": name,
            "kind": "assurance_review",
            "title": f"Ofsted inspections under {frameworks[name]}, published in {name[-4:]}",
            "start": min(days[name]),
            "end": max(days[name]),
            "lead": "Ofsted",
            "external": "yes",
            **FRAMEWORKS[frameworks[name]],
        }
        for name in sorted(days)
    ]


def _review(inspection: Row, overall: str | None) -> Cells:
    return {
        "id": inspection["inspection_id"],
        "activity": _round_of(inspection),
        "subject": inspection["authority"],
        "reviewer": "Ofsted",
        "completed_on": inspection["published"],
        OVERALL: overall or "not graded",
    }


def _judgement(judgement: Row) -> Cells:
    return {"review": judgement["inspection_id"], "domain": judgement["domain"], "grade": judgement["grade"]}


def _recommendation(point: Row, published: dict[str, str]) -> Cells:
    return {
        "id": point["point_id"],
        "text": point["text"],
        "level": "service",
        "source": point["inspection_id"],
        "raised_on": published[point["inspection_id"]],
    }


def moderate(year: qa.Programme) -> qa.ModerationReport:
    """Return what the built-in rules say of the inspections, as on the day the last of them was published."""
    last = max((review.completed_on for review in year.reviews), default=date.today())
    return qa.moderate(year, qa.load_plugins(allow=[]), today=last, settings=qa.Settings())


def about_overall(report: qa.ModerationReport, year: qa.Programme) -> tuple[qa.Flag, ...]:
    """Return the flags that ask how an overall grade follows from the domains."""
    inspections = {review.id for review in year.reviews}
    return tuple(flag for flag in report.flags if flag.record in inspections and flag.field == OVERALL)


def themes_over_time(year: qa.Programme, plugins: qa.Plugins | None = None) -> qa.BaseRates:
    """Return how often a theme of one inspection is named in the authority's next, beside how often a new one is."""
    plugins = plugins or qa.load_plugins(allow=[])
    inspections = {review.id: review for review in year.reviews}
    points: dict[str, list[qa.Recommendation]] = {}
    for point in year.recommendations:
        points.setdefault(str(inspections[point.source].subject), []).append(point)
    pictures = (qa.triangulate(_authority(found, inspections, plugins), plugins=plugins) for found in points.values())
    return qa.base_rates(picture.trends for picture in pictures)


def _authority(
    points: Iterable[qa.Recommendation], inspections: dict[str, qa.Review], plugins: qa.Plugins
) -> qa.Programme:
    """Return one authority's inspections as activities that looked at every theme, and what they named as findings."""
    listed = list(points)
    seen = {point.source: inspections[point.source] for point in listed}
    return qa.Programme(
        activities=[
            qa.Activity(
                id=name,
                kind="inspection",
                title="Inspection",
                start=one.completed_on,
                end=one.completed_on,
                external=True,
                asked=tuple(plugins.themes),
            )
            for name, one in seen.items()
        ],
        findings=[
            qa.Finding(
                id=f"{point.id} {theme}", activity=point.source, theme=theme, direction="concern", statement=point.text
            )
            for point in listed
            for theme, _ in qa.suggest_themes(point.text, plugins=plugins)
        ],
    )


def sentences(year: qa.Programme, report: qa.ModerationReport) -> Iterator[str]:
    """Yield what an analyst would read first, line by line."""
    frameworks = {activity.id: activity.id.partition("-")[0] for activity in year.activities}
    reviews = {review.id: review for review in year.reviews}
    yield f"{len(reviews)} inspections, {len(year.recommendations)} improvement points"
    for framework in sorted(set(frameworks.values())):
        grades = Counter(str(one.overall) for one in year.reviews if frameworks[one.activity] == framework)
        counted = ", ".join(f"{count} {grade}" for grade, count in grades.most_common())
        yield f"  {framework}: {grades.total()} ({counted})"
    yield ""
    yield report.headline()
    titles = {result.rule: result.title for result in report.results}
    for (rule, severity), count in sorted(Counter((one.rule, one.severity) for one in report.flags).items()):
        yield f"  {count:4} {severity}: {rule}: {titles.get(rule, '')}"
    yield ""
    asked = about_overall(report, year)
    yield f"Overall grades that do not follow from the domains: {len({flag.record for flag in asked})}"
    for flag in asked:
        review = reviews[flag.record]
        place = f"{review.subject}, {frameworks[review.activity]}, {review.completed_on:%d/%m/%Y}"
        yield f"  {flag.severity}: {place}: {flag.message}"
    yield ""
    yield "Themes named in one inspection of an authority, and in its next (themes as suggested by their words):"
    for row in themes_over_time(year, report.plugins).rows():
        if row["named before"] >= ENOUGH:
            again, anew = row["named again"], row["named anew"]
            yield f"  {row['theme']:<12} again {again:<24} anew {anew:<24} lift {row['lift']:<5} stays: {row['stays']}"
    yield ""
    idle: dict[str, list[str]] = {}
    for result in report.results:
        if result.status in ("not applicable", "skipped"):
            idle.setdefault(result.why, []).append(result.rule)
    yield f"Rules that had nothing to judge here: {sum(map(len, idle.values()))}"
    for why in sorted(idle):
        yield f"  {why}: {', '.join(idle[why])}"
    yield from report.not_run()


def main(arguments: list[str] | None = None) -> int:
    """Print what the rules say of a folder; return the report's exit code, 2 where it cannot be read."""
    parser = argparse.ArgumentParser(description="Moderate published inspections of children's services.")
    parser.add_argument("folder", type=Path, help=f"holds {', '.join(f'{name}.csv' for name in FILES)}")
    try:
        year = read_inspections(parser.parse_args(arguments).folder)
    except qa.DataError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    report = moderate(year)
    print("\n".join(sentences(year, report)))
    return report.exit_code


if __name__ == "__main__":
    sys.exit(main())
