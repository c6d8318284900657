"""Read grades on their scales, each text once: a large file holds a million grades of few kinds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from qaframework.errors import ScaleError
from qaframework.files.cells import CellError, plain, read_text
from qaframework.files.values import Remembered
from qaframework.model.records import Judgement
from qaframework.scales import Grade, GradingScale, Missing


class GradeReader:
    """Reads grades on any of the scales there are.

    Args:
        scales: the scales.
    """

    def __init__(self, scales: Iterable[GradingScale]) -> None:
        self._grades: dict[tuple[str, date | None], Remembered] = {}
        self._judgements: dict[tuple[str, date | None, Sequence[str]], Sequence[Remembered]] = {}
        self._dated = {
            scale.id
            for scale in scales
            if any(alias.since or alias.until for level in scale.levels for alias in level.aliases)
        }

    def grades(self, scale: GradingScale, on: date | None) -> Mapping[object, Grade | Missing]:
        """Return what each text means on a day: a grade, or the reason why there is none.

        Looking up a text that means neither raises :class:`CellError`.
        """
        key = (scale.id, self._day(scale, on))
        if key not in self._grades:
            self._grades[key] = Remembered(lambda text: _grade(scale, str(text), on))
        return self._grades[key]

    def judgements(
        self, scale: GradingScale, domains: Sequence[str], on: date | None
    ) -> Sequence[Mapping[object, Judgement | None]]:
        """Return for each domain what its cells mean on a day, None where blank. Equal judgements are one object."""
        key = (scale.id, self._day(scale, on), domains)
        if key not in self._judgements:
            grades = self.grades(scale, on)
            self._judgements[key] = [_judgements(domain, grades) for domain in domains]
        return self._judgements[key]

    def _day(self, scale: GradingScale, on: date | None) -> date | None:
        """Return the day where it makes a difference: some scales have words that were in use only for a time."""
        return on if scale.id in self._dated else None


def _grade(scale: GradingScale, text: str, on: date | None) -> Grade | Missing:
    try:
        return scale.parse(text, on)
    except ScaleError as error:
        choices = ", ".join(level.label for level in scale.levels) or "not graded"
        raise CellError(str(error), f"Write one of {choices}; or not graded, not applicable") from None


def _judgements(domain: str, grades: Mapping[object, Grade | Missing]) -> Remembered:
    def read(cell: object) -> Judgement | None:
        text = plain(cell)
        return None if text is None else Judgement(domain, grades[read_text(text)])

    return Remembered(read)
