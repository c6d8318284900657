"""Stop a text that may point to somebody.

The screen finds numbers, addresses, titled names and the codes of the file; it does not know a rare trait or a
remembered sentence when it sees one. People read every text too before it leaves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

import attrs

from qaframework.identifiers import identifiers_in
from qaframework.model.programme import Programme
from qaframework.model.records import Review
from qaframework.scales import Grade, GradingScale

_NUMBER = (
    r"(?:\d{1,2}|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|twenty(?:[\s-](?:one|two|three|four|five))?))"
)
_AGE = re.compile(
    rf"(?<!\w)(?:aged?\s+{_NUMBER}|{_NUMBER}(?:(?:\s+|-)years?(?:\s+|-)old|-(?:month|week)s?-old)|\d{{1,2}}\s?(?:yo|y/o|y\.o))(?!\w)",
    re.IGNORECASE,
)
_EXACT_AGE = re.compile(r"\s*\d{1,2}\s*(?:years?(?:\s+old)?)?\s*", re.IGNORECASE)
_DATE_LIKE = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}")


@attrs.frozen
class Screen:
    """What to look for in the texts of one programme.

    Attributes:
        codes: pattern of the codes of children, families, people and reviews.
        names: pattern of organisations, and of names the authority gives.
        grades: pattern of a grade that the text gives away.
    """

    codes: re.Pattern[str] | None
    names: re.Pattern[str] | None
    grades: re.Pattern[str] | None

    def kinds(self, text: str) -> tuple[str, ...]:
        """Return what kinds of thing a text holds that must not leave; never the thing itself."""
        looks: tuple[tuple[str, Callable[[str], object]], ...] = (
            ("the code of a child, a family, a person or a review", _search(self.codes)),
            ("a name on the list, or an organisation", _search(self.names)),
            ("an exact age", _AGE.search),
            ("the grade that was given", _search(self.grades)),
        )
        found = {kind for kind, _ in identifiers_in(text)} | {kind for kind, look in looks if look(text)}
        return tuple(sorted(found))


def _search(pattern: re.Pattern[str] | None) -> Callable[[str], object]:
    return pattern.search if pattern is not None else lambda _: None


def screen_for(year: Programme, scales: Iterable[GradingScale], names: Iterable[str] = ()) -> Screen:
    """Return the screen for a programme's texts.

    Args:
        year: whose codes and organisations to look for.
        scales: the scales whose grades would give the first grade away.
        names: names of people, places and providers that the authority knows, kept nowhere.
    """
    organisations = (one.organisation for one in year.people)
    return Screen(
        codes=_any_of(_codes(year), re.NOFLAG),
        names=_any_of([*names, *(one for one in organisations if one)], re.IGNORECASE),
        grades=_grades_given(scales),
    )


def _codes(year: Programme) -> Iterator[str]:
    for child in year.children:
        yield from (child.id, child.family or "")
    for person in year.people:
        yield person.id
    for review in year.reviews:
        yield from (review.id, review.child or "", review.reviewer, review.worker or "", review.manager or "")
    for reading in year.readings:
        yield from (reading.id, reading.reader)


def _any_of(words: Iterable[str], flags: re.RegexFlag) -> re.Pattern[str] | None:
    """Return a pattern of whole words; one sign alone is no code to look for."""
    kept = sorted({word.strip() for word in words if len(word.strip()) > 1}, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_in_any_case, kept))})(?!\w)", flags) if kept else None


def _in_any_case(word: str) -> str:
    """Return the pattern of a word; one with a digit in it is a code, however it is written: ``w07`` for ``W07``."""
    return f"(?i:{re.escape(word)})" if any(map(str.isdigit, word)) else re.escape(word)


def _grades_given(scales: Iterable[GradingScale]) -> re.Pattern[str] | None:
    """Return a pattern of a grade that is called one, or is written as one: with a capital in mid-sentence.

    "Good" and "outstanding" are everyday words too, and those do not stop a text.
    """
    labels = sorted({level.label for scale in scales for level in scale.levels}, key=lambda one: (-len(one), one))
    if not labels:
        return None
    words = "|".join(re.escape(label) for label in labels)
    capital = "|".join(re.escape(label) for label in labels if label[:1].isupper())
    called = rf"(?i:\b(?:grade[ds]?|rate[ds]?|rating|judged|judgement)\b[^.!?\n]{{0,30}}?(?<!\w)(?:{words})(?!\w))"
    written = rf"|(?<=[a-z,;:]\s)(?:{capital})(?!\w)" if capital else ""
    needing = r"|(?i:\brequires?\s+improvement\b)" if any("improvement" in one.casefold() for one in labels) else ""
    return re.compile(called + written + needing)


def is_age_band(text: str) -> bool:
    """Return whether an age is told as a band, and not as one age or a date.

    >>> is_age_band("10-15"), is_age_band("14"), is_age_band("3/3/2010")
    (True, False, False)
    """
    return not (_EXACT_AGE.fullmatch(text) or _DATE_LIKE.search(text))


def texts_of(review: Review) -> Mapping[str, str]:
    """Return the texts of a review that a second reader needs, by field."""
    written = {
        "rationale": review.rationale,
        "voice_note": review.voice_note,
        "system_block": review.system_block,
    }
    for judgement in review.judgements:
        written[f"domain.{judgement.domain}.rationale"] = judgement.rationale
        written[f"domain.{judgement.domain}.evidence"] = judgement.evidence
    return {field: text for field, text in written.items() if text and text.strip()}


def scales_of(review: Review) -> set[GradingScale]:
    """Return the scales a review is graded on."""
    given = [review.overall, *(judgement.grade for judgement in review.judgements)]
    return {grade.scale for grade in given if isinstance(grade, Grade)}
