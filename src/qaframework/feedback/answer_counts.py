"""The answers to a survey as counts to be protected: groups that make up another one are parts of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from qaframework.disclosure.tables import CountTable
from qaframework.feedback.answers import SurveyAnswer

YES, NO = "Yes", "Not yes"
ANSWER = "answer"
MOST_GROUPS = 10
"""Of up to so many groups every few are tried whether they make up another one; of more only all of them."""

Names = tuple[str, ...]


def answer_tables(answers: Mapping[str, SurveyAnswer], survey: str) -> Iterator[CountTable]:
    """Yield a table for each answer of which it is known how many there were, all to be protected together.

    Nobody says in a workbook that everybody is the girls and the boys. So where groups add up to another, in those who
    said yes and in those who did not, they are taken to be its parts: at worst a little more is hidden.

    Args:
        answers: what each group answered to each question, by the name of its table.
        survey: the code of the survey.
    """
    questions: defaultdict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    for name, one in answers.items():
        if one.positive is not None and one.answered is not None:
            questions[one.question][name] = one.positive, one.answered - one.positive
    for question, counts in questions.items():
        whole, halves = _divided(counts)
        part_of = {name: (f"part {place}", half) for place, half in enumerate(halves, start=1) for name in half}
        for name, (yes, no) in counts.items():
            dimension, half = part_of.get(name, ("", ()))
            yield CountTable(
                name=name,
                measure=f"answers to {question} ({survey})" if half or name == whole else f"answers: {name}",
                by=[ANSWER],
                where={dimension: name} if half else {},
                counts={(YES,): yes, (NO,): no},
                labels={ANSWER: [YES, NO], **({dimension: half} if half else {})},
                sensitive=[ANSWER],
            )


def _divided(counts: Mapping[str, tuple[int, int]]) -> tuple[str | None, Sequence[Names]]:
    """Return the largest group with the ways in which others make it up, none of which is in two of them."""
    if len(counts) < 3:
        return None, ()
    whole = max(counts, key=lambda name: (_all(counts[name]), name))
    left = [name for name, count in counts.items() if name != whole and any(count)]
    found: list[Names] = []
    while some := next((each for each in _several(left) if _sum(counts[name] for name in each) == counts[whole]), None):
        found.append(some)
        left = [name for name in left if name not in some]
    return (whole, found) if found else (None, ())


def _several(names: Sequence[str]) -> Iterator[Names]:
    if len(names) > MOST_GROUPS:
        yield tuple(names)
        return
    for size in range(2, len(names) + 1):
        yield from combinations(names, size)


def _all(count: tuple[int, int]) -> int:
    return count[0] + count[1]


def _sum(counts: Iterable[tuple[int, int]]) -> tuple[int, int]:
    held = list(counts)
    return sum(yes for yes, _ in held), sum(no for _, no in held)
