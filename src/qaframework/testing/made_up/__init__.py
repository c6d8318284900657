"""A whole year of an authority that does not exist, of any size, so that nobody pastes real children into a demo."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from qaframework.files import from_rows
from qaframework.model.programme import Programme
from qaframework.testing.made_up.hearing import hear
from qaframework.testing.made_up.reviewing import review
from qaframework.testing.made_up.rows import Rows
from qaframework.testing.made_up.untidy import as_people_write
from qaframework.testing.made_up.working import work


def made_up_rows(
    reviews: int = 30,
    *,
    observations: int | None = None,
    visits: int = 12,
    audits: int = 2,
    challenges: int = 1,
    seed: object = "made up",
    untidy: bool = False,
) -> dict[str, list[dict[str, object]]]:
    """Return the rows of a made-up year, April 2023 to March 2024, by table: any size, the same for the same seed.

    It has what real years have: brothers and sisters in one round, a grading scale that changes in January, a reviewer
    (``A1``) who grades one level too high and whom moderators put right, surveys of three years with one question that
    was reworded, and a calendar of which some came late and something did not come at all. All codes, days, numbers and
    words are made up.

    Args:
        reviews: how many reviews of children, shared out over rounds of about fifteen, at most one a month.
        observations: how many observations of people at work; None for one to every six reviews.
        visits: how many visits to providers of care.
        audits: how many audits with partners, with five children or so each.
        challenges: how many peer challenges.
        seed: whatever it is to be made up from.
        untidy: whether grades, days and statuses stand as people write them, a few of them so that nobody can tell what
            they mean; those are named as problems where they are read.

    Raises:
        ValueError: a number below nought, or no review at all.

    >>> rows = made_up_rows(30)
    >>> len(rows["reviews"]) > 30, rows == made_up_rows(30), rows == made_up_rows(30, seed="another")
    (True, True, False)
    """
    observed = round(reviews / 6) if observations is None else observations
    if reviews < 1 or min(observed, visits, audits, challenges) < 0:
        raise ValueError("a made-up year needs one review or more, and no number below nought")
    rows = Rows(Random(f"{seed}"))
    review(rows, reviews)
    work(rows, observed, visits, audits, challenges)
    hear(rows, reviews)
    return as_people_write(rows.tables, rows.random) if untidy else rows.tables


def made_up_year(reviews: int = 30, **sizes: Any) -> Programme:
    """Return a made-up year as a programme; what can be said of it is said at :func:`made_up_rows`.

    Where the rows are untidy, what nobody can read is left out and named in the year's ``problems``.

    >>> year = made_up_year(30, observations=0, visits=0, audits=0)
    >>> len(year.reviews), len(year.children), len(year.problems)
    (30, 30, 0)
    """
    tables: Mapping[str, Any] = made_up_rows(reviews, **sizes)
    return from_rows(strict=False, **tables)


__all__ = ["made_up_rows", "made_up_year"]
