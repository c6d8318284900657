"""The benchmark's rules and rows do what its peers' do. Nothing here is timed."""

from __future__ import annotations

import csv
import importlib.util
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

import qaframework as qa

HERE = Path(__file__).parent
REVIEW = {
    "review_id": "PR1",
    "child_ref": "C1",
    "authority": "LA-A",
    "round_id": "R1",
    "round_start": "2024-01-01",
    "round_end": "2024-01-15",
    "review_date": "2024-01-10",
    "reviewer": "SW1",
    "case_manager": "SW2",
    "overall": "Good",
    **{f"d{number:02}": "Good" for number in range(1, 11)},
    "rationale": "x" * 50,
    "voice_sought": "True",
    "voice_reason": "",
}
RECOMMENDATION = {
    "rec_id": "RC1",
    "review_id": "PR1",
    "text": "visit",
    "owner": "SW3",
    "due_date": "2024-01-11",
    "status": "open",
}
TOP = {f"d{number:02}": "Outstanding" for number in range(1, 11)}
Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def rows() -> ModuleType:
    spec = importlib.util.spec_from_file_location("benchmark_rows", HERE / "rows.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def plugins() -> qa.Plugins:
    return qa.load_plugins(paths=[HERE / "ten_rules.py"], require=["ten_rules"], allow=[])


def flagged(folder: Path, rows: ModuleType, plugins: qa.Plugins, reviews: Rows, recommendations: Rows) -> list[str]:
    """Return the rules that flag anything, each as often as there are records it flags."""
    for name, table in (("reviews", reviews), ("recs", recommendations)):
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(REVIEW if name == "reviews" else RECOMMENDATION))
            writer.writeheader()
            writer.writerows(table)
    year = qa.from_rows(
        activities=rows.activities(folder),
        reviews=rows.reviews(folder),
        recommendations=rows.recommendations(folder),
        scale="benchmark",
        plugins=plugins,
    )
    report = qa.moderate(year, plugins, select="ten_rules/*", today=date(2024, 2, 1), settings=qa.Settings())
    assert report.complete
    assert len(report.results) == 10
    return [one.rule.rpartition("/")[2] for one in report.results for _ in range(one.flagged)]


def test_a_sound_review_is_not_flagged(tmp_path: Path, rows: ModuleType, plugins: qa.Plugins) -> None:
    assert flagged(tmp_path, rows, plugins, [REVIEW], [RECOMMENDATION]) == []


@pytest.mark.parametrize(
    ("changes", "rules"),
    [
        ({"overall": "Outstanding", "d01": "Inadequate"}, []),
        (TOP | {"overall": "Requires improvement"}, ["r01"]),
        ({"rationale": "x" * 49}, ["r03"]),
        ({"rationale": " " + "x" * 48 + " "}, []),
        ({"rationale": ""}, ["r03"]),
        ({"reviewer": "SW2"}, ["r04"]),
        ({"voice_sought": "False"}, ["r05"]),
        ({"voice_sought": "False", "voice_reason": "Too young"}, []),
        ({"review_date": "2023-12-31"}, ["r06"]),
        ({"overall": "Excellent"}, ["r08"]),
        ({"d07": "N/K"}, ["r08"]),
        ({"d07": "N/K", "overall": "Excellent"}, ["r08"]),
    ],
)
def test_a_broken_review_is_flagged_by_its_rule_alone(
    tmp_path: Path, rows: ModuleType, plugins: qa.Plugins, changes: dict[str, str], rules: list[str]
) -> None:
    assert flagged(tmp_path, rows, plugins, [REVIEW | changes], [RECOMMENDATION]) == rules


@pytest.mark.parametrize(
    ("changes", "rules"),
    [
        ({"owner": ""}, ["r09"]),
        ({"due_date": ""}, ["r09"]),
        ({"due_date": "2024-01-10"}, ["r10"]),
        ({"due_date": "2024-01-09", "owner": ""}, ["r09", "r10"]),
    ],
)
def test_a_broken_recommendation_is_flagged_by_its_rule_alone(
    tmp_path: Path, rows: ModuleType, plugins: qa.Plugins, changes: dict[str, str], rules: list[str]
) -> None:
    assert flagged(tmp_path, rows, plugins, [REVIEW], [RECOMMENDATION | changes]) == rules


def test_a_grade_below_the_top_without_a_recommendation_is_flagged(
    tmp_path: Path, rows: ModuleType, plugins: qa.Plugins
) -> None:
    assert flagged(tmp_path, rows, plugins, [REVIEW], []) == ["r02"]
    assert flagged(tmp_path, rows, plugins, [REVIEW | TOP | {"overall": "Outstanding"}], []) == []


def test_both_reviews_of_a_shared_id_are_flagged_and_the_first_one_dates_its_recommendation(
    tmp_path: Path, rows: ModuleType, plugins: qa.Plugins
) -> None:
    early, late = REVIEW | {"review_date": "2024-01-08"}, REVIEW | {"review_date": "2024-01-12"}
    assert flagged(tmp_path, rows, plugins, [early, late], [RECOMMENDATION]) == ["r07", "r07"]
    assert flagged(tmp_path, rows, plugins, [late, early], [RECOMMENDATION]) == ["r07", "r07", "r10"]
