"""``qaframework year``, ``form`` and ``add-reviews``: what the year's activities came to, and forms out and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from qaframework.cli.group import main
from qaframework.cli.options import day_option, format_options, quiet_option
from qaframework.cli.screen import TABLE_FORMATS, put_rows, remark, say
from qaframework.show import counted

PARTS = ("calendar", "observations", "partners", "peers", "visits", "assurance", "questions")

_FILE = click.argument("file", type=click.Path(exists=True, path_type=Path))


@main.command()
@_FILE
@click.argument("part", metavar="PART", type=click.Choice(PARTS))
@click.option("--activity", metavar="ID", help="One activity; all of the kind, if not given.")
@day_option("--today", "The day to look from, if not today.")
@format_options(TABLE_FORMATS)
def year(file: Path, part: str, activity: str | None, today: date | None, form: str | None, out: Path | None) -> None:
    """Say what a PART of the year came to.

    PART is one of: calendar (as planned and as it was), observations, partners, peers (challenges by them), visits (to
    providers), assurance (a review of it, beside the rest of the year), questions (the template's, answered).
    """
    if activity is not None and part in ("calendar", "visits"):
        raise click.UsageError(f"--activity does not go with {part}, which is of the whole year.")
    told = _tellers(today or date.today())[part](_read(file), activity)
    if form in (None, "table") and out is None:
        say(f"{told!r}\n")
    else:
        put_rows(told.caption, told.rows(), form, out)


@main.command()
@_FILE
@click.argument("review")
@click.option("--activity", metavar="ID", required=True, help="The round it belongs to.")
@click.option("--child", metavar="CODE", help="The child's pseudonym.")
@click.option("--subject", metavar="CODE", help="Where it is not about a child: the event, contact or provider.")
@click.option("--reviewer", metavar="CODE", help="Who is to review.")
@click.option("--out", metavar="FILE", type=click.Path(path_type=Path), help="Where to write it; REVIEW.xlsx.")
@quiet_option
def form(
    file: Path,
    review: str,
    activity: str,
    child: str | None,
    subject: str | None,
    reviewer: str | None,
    out: Path | None,
) -> None:
    """Write the form of one REVIEW, to fill in.

    FILE is the year the review will belong to; REVIEW is the code it will have.
    """
    from qaframework.files import review_form

    target = out or Path(f"{review}.xlsx")
    if target.exists():
        raise click.UsageError(f"{target.name} is there already. Give another name with --out.")
    known = {"child": child, "subject": subject, "reviewer": reviewer}
    given: dict[str, Any] = {name: value for name, value in known.items() if value is not None}
    review_form(_read(file), target, review=review, activity=activity, **given)
    remark(f"Written: {target}. When it is back: qaframework add-reviews {file} {target} --out FILE")


@main.command("add-reviews")
@_FILE
@click.argument("forms", type=click.Path(exists=True, path_type=Path))
@click.option("--out", metavar="FILE", required=True, type=click.Path(path_type=Path), help="Where to write the year.")
@quiet_option
def add_reviews(file: Path, forms: Path, out: Path) -> None:
    """Add filled FORMS to the year in FILE.

    FORMS is one form, or a folder of them. A form that is there already changes nothing; one that says something else
    of a review that is there is refused, and nothing is written.
    """
    from qaframework.files import add_reviews as added
    from qaframework.files import write

    before = _read(file)
    after = added(before, forms)
    write(after, out)
    count = len(after.reviews) - len(before.reviews)
    remark(f"{counted(count, 'review')} added. Written: {out}")


def _tellers(today: date) -> Mapping[str, Callable[[Any, str | None], Any]]:
    from qaframework.activities.assurance import assurance
    from qaframework.activities.calendar import calendar
    from qaframework.activities.observations import observations
    from qaframework.activities.partners import partner_work
    from qaframework.activities.peers import peer_challenges
    from qaframework.activities.questions import questions
    from qaframework.activities.visits import provider_visits

    return {
        "calendar": lambda year, _: calendar(year, today=today),
        "observations": observations,
        "partners": partner_work,
        "peers": peer_challenges,
        "visits": lambda year, _: provider_visits(year, today=today),
        "assurance": assurance,
        "questions": questions,
    }


def _read(file: Path) -> Any:
    from qaframework.files import read

    return read(file)
