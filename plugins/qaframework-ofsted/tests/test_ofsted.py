"""The frameworks against each other, and against the published inspections where they are beside the checkout."""

from __future__ import annotations

import csv
import itertools
import re
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from qaframework_ofsted.frameworks import FRAMEWORKS, framework_on

import qaframework as qa
from qaframework.testing import check_plugin, plugin

ofsted = plugin("ofsted")
PLUGINS = qa.load_plugins(require=["ofsted"])
FOLDER = next(
    (up / "shared/data/ofsted" for up in Path(__file__).parents if (up / "shared/data/ofsted").is_dir()), None
)
PUBLISHED = pytest.mark.skipif(FOLDER is None, reason="shared/data/ofsted is not beside the checkout")


def test_the_plugin_keeps_its_word():
    check_plugin("ofsted", programmes=60)


def test_one_framework_follows_the_other_without_a_gap():
    for earlier, later in itertools.pairwise(FRAMEWORKS):
        assert earlier.ended is not None
        assert earlier.began < later.began <= earlier.ended + timedelta(days=1)
        assert framework_on(later.began - timedelta(days=1)) is earlier
        assert framework_on(later.began) is later
    assert framework_on(date(2013, 10, 31)) is None


@pytest.mark.parametrize("key", ["HELP_AND_PROTECTION", "IN_CARE", "IMPACT_OF_LEADERS"])
def test_each_key_judgement_of_the_single_inspection_limits_the_overall_grade(programme, moderate, key):
    inspection = {"child": None, "subject": "an authority", "completed_on": "2016-05-20"}
    year = programme(
        activities={"template": "ofsted-sif-2013", "scale": "ofsted-2013"},
        reviews=inspection | {"overall": "Requires improvement", f"domain.{key}": "Inadequate"},
    )
    (flag,) = moderate(year, "defaults/limiting-domain").flags
    assert key in flag.message


@pytest.mark.parametrize("part", ["ADOPTION", "CARE_LEAVERS"])
def test_a_part_of_a_key_judgement_limits_nothing(programme, moderate, part):
    inspection = {"child": None, "subject": "an authority", "completed_on": "2016-05-20"}
    year = programme(
        activities={"template": "ofsted-sif-2013", "scale": "ofsted-2013"},
        reviews=inspection | {"overall": "Requires improvement", f"domain.{part}": "Inadequate"},
    )
    assert not moderate(year, ["defaults/limiting-domain", "defaults/graded-domain"]).flags


def test_from_april_2026_nothing_asks_for_an_overall_grade(programme, moderate):
    four = ("HELP_AND_PROTECTION", "IN_CARE", "CARE_LEAVERS", "IMPACT_OF_LEADERS")
    year = programme(
        activities={"template": "ofsted-ilacs-2026", "start": "2026-05-04", "end": "2026-05-15", "kind": "x"},
        reviews={"child": None, "subject": "an authority", "completed_on": "2026-05-15", "overall": "n/a"}
        | {f"domain.{code}": "Inadequate" for code in four},
    )
    flags = moderate(year, ["ofsted/*", "overall-graded", "limiting-domain", "graded-domain"], today=date(2026, 6, 1))
    assert flags.flags == ()


def test_grades_of_2013_and_2018_read_both_ways_and_others_are_refused():
    for grade in PLUGINS.scales["ofsted-2018"].grades:
        (there,) = PLUGINS.convert(grade, "ofsted-2013")
        assert PLUGINS.convert(there, "ofsted-2018") == (grade,)
        with pytest.raises(qa.ScaleError, match="report card"):
            PLUGINS.convert(grade, "ofsted-report-card-2025")


def inspections():
    """Yield each published inspection with its last day and its judgements, by domain."""
    assert FOLDER is not None
    given: dict[str, dict[str, str]] = {}
    for row in rows(FOLDER / "judgements.csv"):
        given.setdefault(row["inspection_id"], {})[row["domain"]] = row["grade"]
    for row in rows(FOLDER / "inspections.csv"):
        ended = re.findall(r"\d{1,2} \w+ \d{4}", row["inspection_dates"])
        if ended and row["inspection_id"] in given:
            yield row, datetime.strptime(ended[-1], "%d %B %Y").date(), given[row["inspection_id"]]


def rows(file):
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


@pytest.fixture(scope="module")
def published() -> qa.Programme:
    reviews, activities = [], {}
    for row, ended, given in inspections():
        sif = row["framework"] == "SIF"
        template = (
            "ofsted-sif-2013"
            if sif
            else next(
                one.template.id for one in reversed(FRAMEWORKS) if one.began <= ended and "ilacs" in one.template.id
            )
        )
        activities[template] = {
            "id": template,
            "kind": "assurance_review",
            "title": template,
            "start": "2013-11-01",
            "end": "2026-12-31",
            "template": template,
            "scale": "ofsted-2013" if sif else "ofsted-2018",
        }
        domains = {f"domain.{name}": grade.replace("not judged", "not graded") for name, grade in given.items()}
        overall = domains.pop("domain.overall")
        reviews.append(
            {
                "id": row["inspection_id"],
                "activity": template,
                "subject": row["authority"],
                "reviewer": "Ofsted",
                "completed_on": ended.isoformat(),
                "overall": overall,
            }
            | domains
        )
    return qa.from_rows(activities=activities.values(), reviews=reviews, plugins=PLUGINS)


@PUBLISHED
def test_the_published_inspections_are_of_the_framework_of_their_day(published, moderate):
    assert len(published.reviews) > 190
    report = moderate(published, "ofsted/*")
    assert report.complete
    assert report.flags == ()


@PUBLISHED
def test_no_published_single_inspection_breaks_the_rule_of_the_three_key_judgements(published, moderate):
    report = moderate(published, "defaults/limiting-domain")
    assert [flag for flag in report.flags if "ofsted-sif" in published_activity(published, flag.record)] == []
    inadequate = [
        review
        for review in published.reviews
        if review.activity == "ofsted-sif-2013" and "Inadequate" in map(str, review.domain_grades.values())
    ]
    assert len(inadequate) > 20


def published_activity(year, record):
    return next(review.activity for review in year.reviews if review.id == record)
