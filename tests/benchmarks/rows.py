"""The peers' made-up files, row by row, under the headings of the tables."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

Row = dict[str, object]

DOMAINS = [f"d{number:02}" for number in range(1, 11)]


def activities(folder: Path) -> Iterator[Row]:
    """Yield each round; the file repeats it in every review."""
    seen: set[str] = set()
    for row in _read(folder / "reviews.csv"):
        name = row["round_id"]
        if name not in seen:
            seen.add(name)
            yield {
                "id": name,
                "kind": "practice_reviews",
                "title": name,
                "start": row["round_start"],
                "end": row["round_end"],
            }


def reviews(folder: Path) -> Iterator[Row]:
    """Yield each review with its ten domain grades."""
    for row in _read(folder / "reviews.csv"):
        yield {
            "id": row["review_id"],
            "activity": row["round_id"],
            "child": row["child_ref"],
            "reviewer": row["reviewer"],
            "manager": row["case_manager"],
            "completed_on": row["review_date"],
            "overall": row["overall"],
            "rationale": _whole(row["rationale"]),
            "child_voice": "sought" if row["voice_sought"] == "True" else "not_sought",
            "voice_note": row["voice_reason"],
            **{f"domain.{name}": row[name] for name in DOMAINS},
        }


def recommendations(folder: Path) -> Iterator[Row]:
    """Yield each recommendation. The file does not say when it was raised, which no rule here asks."""
    for row in _read(folder / "recs.csv"):
        yield {
            "id": row["rec_id"],
            "text": row["text"],
            "level": "child",
            "source": row["review_id"],
            "raised_on": "2020-01-01",
            "owner": row["owner"],
            "due": row["due_date"],
        }


def _read(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as text:
        yield from csv.DictReader(text)


def _whole(text: str) -> str:
    """Return a text with a sign in place of a space at either end.

    The rationales were cut out of a longer text, and the peers count such spaces; reading takes them away.
    """
    return f"{text[:1].replace(' ', '.')}{text[1:-1]}{text[-1:].replace(' ', '.')}" if len(text) > 1 else text.strip()
