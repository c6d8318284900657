"""The tracker as CSV files, for Power BI and whoever has no SQL."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qaframework.files.cells import list_text
from qaframework.files.csv_folder import to_csv
from qaframework.model.programme import Programme
from qaframework.moderation.output.data import as_csv_text
from qaframework.tracker.listing import Listing
from qaframework.tracker.standing import TrackerState

FILES = ("recommendations.csv", "updates.csv", "standing.csv", "slips.csv")


def as_files(year: Programme, state: TrackerState, slips: Listing) -> dict[str, bytes]:
    """Return the content of each file by its name."""
    files = {name: content for name, content in to_csv(year).items() if name in FILES}
    if len(state):
        files["standing.csv"] = _csv([_plain(row) for row in state.rows()])
    if len(slips):
        files["slips.csv"] = _csv(slips.rows())
    return files


def _csv(rows: list[dict[str, Any]]) -> bytes:
    return as_csv_text(list(rows[0]), rows).encode("utf-8-sig")


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row as its file holds it. It names the recommendation as ``updates.csv`` does, to join them by."""
    return {
        "recommendation" if name == "id" else name: list_text(value) if isinstance(value, tuple) else value
        for name, value in row.items()
    }
