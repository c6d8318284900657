"""How practice was graded: reviews by round and grade, and what two rounds can say of change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from qaframework.disclosure.fallbacks import Fallback
from qaframework.disclosure.protected import ProtectedTables
from qaframework.disclosure.tables import TOTAL, CountTable, Key
from qaframework.moderation.estimates import wilson
from qaframework.reports.blocks import Basis, Block, Column, Heading, Number, Paragraph, Pieces, Table, said
from qaframework.reports.pictures import bars
from qaframework.reports.scope import Scope
from qaframework.reports.sections.names import activity_names
from qaframework.reports.sections.rounds import (
    BY_ROUND,
    REVIEWS,
    ROUND,
    Round,
    by_round,
    grade_name,
    grade_of,
    reviews_in,
    rounds,
    rows,
)
from qaframework.reports.sections.section import Section
from qaframework.reports.wording import change, in_words, listed

HOW = "reviews"
CHANGES = "changes"
INTERVALS = "intervals"


def counts(scope: Scope) -> Iterator[CountTable]:
    """Yield the reviews of each round by grade, and of all rounds together."""
    yield by_round(scope)
    every = Counter[Key]((row["grade"], row[ROUND]) for row in rows(scope, grade=grade_of(scope)))
    for one in rounds(scope):
        counts: dict[Key, int] = {(grade,): sum(every[grade, name] for name in one.labels) for grade in _labels(one)}
        labels = {"grade": _labels(one)}
        yield CountTable(
            name=_table(one.title),
            measure=REVIEWS,
            by=["grade"],
            counts=counts,
            labels=labels,
            where={ROUND: one.labels},
            background=every,
            titles=dict.fromkeys(one.labels, one.title),
        )
        worst = _worst(one)
        if worst is not None:
            yield CountTable(
                name=_lowest(one.title),
                measure=REVIEWS,
                counts={(): counts[worst,]},
                labels=labels,
                where={"grade": worst, ROUND: one.labels},
                background=every,
            )


def fallbacks(scope: Scope) -> Iterator[tuple[str, list[Fallback]]]:
    """Yield what to try where too little of a round could be shown: whether the standard was met, then words."""
    for one in rounds(scope):
        meets = {grade.meets for grade in one.scales[0].grades} if len(one.scales) == 1 else set()
        yield _table(one.title), [Fallback.grades(one.scales[0])] if meets == {True, False} else []


def _table(name: str) -> str:
    return f"Grades of {name}"


def _lowest(name: str) -> str:
    return f"Lowest grade of {name}"


def _labels(one: Round) -> list[str]:
    graded = [grade_name(grade, one.scales) for scale in one.scales for grade in scale.grades]
    missing = sorted({grade_name(review.overall, one.scales) for review in one.reviews if review.grade is None})
    return [*graded, *(label for label in missing if label not in graded)]


def blocks(scope: Scope, safe: ProtectedTables) -> Iterator[Block]:
    """Yield what the grades say."""
    yield Heading("Grades of practice reviews", 3)
    held = rounds(scope)
    names = [one.title for one in held]
    if not names:
        yield Paragraph("No practice review was finished in this period, so nothing is known of it from reviews.")
        return
    total = safe[BY_ROUND].at()
    if total.hidden:
        yield Paragraph("Too few reviews were done in this period to say how many.")
    else:
        yield Paragraph(said(f"{{}} reviews were done, in {in_words(len(names), 'round')}.", Number(total.text, HOW)))
    for group in _alike(names, safe):
        yield from _told(group, safe)
    yield from bars([safe[_table(name)] for name in names], "Reviews by round and grade", HOW)
    yield from _zeros(held, safe)
    yield from map(Paragraph, changes(scope))


def _alike(names: Iterable[str], safe: ProtectedTables) -> list[list[str]]:
    """Return the rounds in groups that were graded in the same words and can stand in one table."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for name in names:
        groups.setdefault(safe[_table(name)].labels.get("grade", ()), []).append(name)
    return list(groups.values())


def _told(names: Sequence[str], safe: ProtectedTables) -> Iterator[Block]:
    tables = [safe[_table(name)] for name in names]
    for name, table in zip(names, tables, strict=True):
        if table.words:
            yield Paragraph(f"{name}: {table.words[:1].lower()}{table.words[1:]} Senior leaders have them.")
    shown = [(name, table) for name, table in zip(names, tables, strict=True) if not table.words]
    if not shown:
        return
    grades = shown[0][1].labels["grade"]
    yield Table(
        f"Reviews by grade, as the reviewer first gave it: {listed([name for name, _ in shown])}",
        (Column("Grade"), *(Column(name, number=True) for name, _ in shown)),
        [
            ("All reviews" if grade == TOTAL else grade, *(table.at(grade=grade).text for _, table in shown))
            for grade in grades
        ],
        HOW,
        notes=tuple(dict.fromkeys(step for _, table in shown for step in table.steps)),
    )


def _zeros(held: Iterable[Round], safe: ProtectedTables) -> Iterator[Block]:
    """Yield what a zero at the bottom of a scale means, and what it does not."""
    for one in held:
        worst, whole = _worst(one), reviews_in(one, safe)
        if worst is None or safe[_lowest(one.title)].at().value != 0:
            continue
        if isinstance(whole.value, int) and whole.value > 0:
            yield Paragraph(
                said(
                    "{}: no review was graded {}. That does not rule it out: of {} reviews none would be found now and "
                    "then even if the true share were {}.",
                    one.title,
                    worst,
                    Number(whole.text, HOW),
                    Number(f"{wilson(0, whole.value)[1]:.0%}", INTERVALS),
                )
            )


def _worst(one: Round) -> str | None:
    """Return the lowest grade of a round's scale, where its author says that it does not meet the standard."""
    lowest = one.scales[0].grades[-1] if len(one.scales) == 1 else None
    return lowest.label if lowest is not None and lowest.meets is False else None


def changes(scope: Scope) -> tuple[Pieces, ...]:
    """Return what the last round of the period and the one before it say of change, in words the numbers carry."""
    comparison = scope.last_two_rounds
    if comparison is None:
        return ()
    names = activity_names(scope)
    called = names[comparison.first], names[comparison.second]
    return change(comparison, called, CHANGES, exact=not scope.audience.protected)


def bases(scope: Scope) -> Iterator[Basis]:
    """Yield how these numbers were made."""
    yield Basis(
        HOW,
        "Reviews",
        "Every review of a round of practice reviews that ended in the period; where its round is not on the list, "
        "every review finished in the period. Observations, visits and audits with partners are other work. The "
        "grade is the one the reviewer first gave; later readings are told apart and change no number here. Reviews "
        "without a grade are counted under the reason why there is none. Each review counts once; a child who was "
        "reviewed in two rounds counts in both.",
    )
    yield Basis(
        CHANGES,
        "Change between two rounds",
        "The last round of the period and the one before it, compared only where scale, template and the way of "
        "choosing children are the same. An exact permutation test of the rank sum, with ties, says how often "
        "chance alone deals grades as unevenly; below 5% it is told as a difference, otherwise as none that can be "
        "told from chance.",
    )
    yield Basis(
        INTERVALS,
        "Intervals",
        "Wilson's score interval at 95% (Wilson 1927), worked out from the numbers shown. It is about practice as a "
        "whole, of which these reviews are taken as a sample, and holds for reviews that were drawn at random; "
        "where they were chosen otherwise it is narrower than the truth.",
    )


SECTION = Section(counts=counts, blocks=blocks, bases=bases, fallbacks=fallbacks)
