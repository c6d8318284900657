"""The peers' made-up files, row by row, under the headings of the tables."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from itertools import repeat
from operator import itemgetter
from pathlib import Path

Row = dict[str, str]

ROUNDS = ("round_id", "round_start", "round_end")
REVIEWS = {
    "review_id": "id",
    "round_id": "activity",
    "child_ref": "child",
    "reviewer": "reviewer",
    "case_manager": "manager",
    "review_date": "completed_on",
    "overall": "overall",
    "rationale": "rationale",
    "voice_sought": "child_voice",
    "voice_reason": "voice_note",
} | {f"d{number:02}": f"domain.d{number:02}" for number in range(1, 11)}
RECOMMENDATIONS = {"rec_id": "id", "text": "text", "review_id": "source", "owner": "owner", "due_date": "due"}
"""The peers' headings, and ours."""


def activities(folder: Path) -> Iterator[Row]:
    """Yield each round; the file repeats it in every review."""
    for name, start, end in sorted(set(_cells(folder / "reviews.csv", ROUNDS))):
        yield {"id": name, "kind": "practice_reviews", "title": name, "start": start, "end": end}


def reviews(folder: Path) -> Iterator[Row]:
    """Yield each review with its ten domain grades."""
    for row in _rows(folder / "reviews.csv", REVIEWS):
        row["child_voice"] = "sought" if row["child_voice"] == "True" else "not_sought"
        row["rationale"] = _whole(row["rationale"])
        yield row


def recommendations(folder: Path) -> Iterator[Row]:
    """Yield each recommendation. The file does not say when it was raised, which no rule here asks."""
    for row in _rows(folder / "recs.csv", RECOMMENDATIONS):
        row["level"] = "child"
        row["raised_on"] = "2020-01-01"
        yield row


def _rows(file: Path, names: Mapping[str, str]) -> Iterator[Row]:
    """Yield some columns of each row under their new names."""
    yield from map(dict, map(zip, repeat(tuple(names.values())), _cells(file, names)))


def _cells(file: Path, columns: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Yield some columns of each row."""
    with file.open(encoding="utf-8", newline="") as text:
        rows = csv.reader(text)
        headings = next(rows)
        yield from map(itemgetter(*map(headings.index, columns)), rows)


def _whole(text: str) -> str:
    """Return a text with a full stop in place of a space at either end.

    The rationales were cut out of a longer text, and the peers count such spaces; reading takes them away.
    """
    if text[:1] == " ":
        text = "." + text[1:]
    return text[:-1] + "." if text[-1:] == " " else text
