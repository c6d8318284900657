"""What a pack that came back changes: against what it was sent with, and against what the tracker says by now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import attrs

from qaframework.errors import Problem
from qaframework.show import counted, html_table, text_table
from qaframework.tracker.entries import Draft

_COLUMNS = ("recommendation", "where", "what")


@attrs.frozen(kw_only=True)
class Conflict:
    """Something in a pack that cannot be recorded as it is.

    Attributes:
        recommendation: which one; empty where the row does not say.
        where: the cell or row.
        what: what is wrong with it. Never what was written.
        fix: what to do.
    """

    recommendation: str
    where: str
    what: str
    fix: str = ""


@attrs.frozen(kw_only=True, repr=False)
class Changes:
    """What a pack that came back asks to be recorded.

    Attributes:
        source: the file.
        meeting: the day of the meeting, which is the day of every entry.
        drafts: the updates, each with the version it was made on.
        before: for each of them, where the recommendation stood when the pack was sent.
        conflicts: what stands in the way; nothing is recorded while there are any.
        already: the recommendations whose change was recorded before.
        untouched: in how many rows nothing was written.
        remarks: what to look at before it is recorded: what may point to one person, and what was written where
            nothing is read. It does not stand in the way: people decide.
    """

    source: str
    meeting: date
    drafts: tuple[Draft, ...]
    before: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    already: tuple[str, ...]
    untouched: int
    remarks: tuple[Problem, ...] = ()

    @property
    def clean(self) -> Changes:
        """The changes that nothing stands in the way of, for whoever decides to record those and settle the rest."""
        return attrs.evolve(self, conflicts=())

    def __len__(self) -> int:
        return len(self.drafts)

    def rows(self) -> list[dict[str, Any]]:
        """Return what each recommendation's entry will say."""
        return [
            {"recommendation": draft.update.recommendation, "before": before, "after": draft.update.status}
            | {name: getattr(draft.update, name) for name in _SAID}
            for draft, before in zip(self.drafts, self.before, strict=True)
        ]

    def shown(self) -> list[dict[str, Any]]:
        """Return the same for a screen: what was written is not repeated, only that it was."""
        private = ("note", "evidence", "impact", "plan")
        return [
            {name: ("yes" if value else None) if name in private else value for name, value in row.items()}
            for row in self.rows()
        ]

    def sentences(self) -> list[str]:
        """Return what came back, in words, with each conflict, and what should be written in another way."""
        told = (
            f"{self.source}, meeting of {self.meeting:%d/%m/%Y}: {counted(len(self.drafts), 'change')}, "
            f"{counted(len(self.conflicts), 'conflict')}, {len(self.already)} recorded before, "
            f"{counted(self.untouched, 'row')} untouched."
        )
        return [told, *map(_sentence, self.conflicts), *(f"  {one}" for one in self.remarks)]

    def __repr__(self) -> str:
        filled = _without_blank(self.shown())
        return "\n".join([*self.sentences(), *(["", text_table(filled)] if filled else [])])

    def _repr_html_(self) -> str:
        conflicts = html_table([attrs.asdict(one) for one in self.conflicts], caption="Conflicts", budget=2560)
        remarks = html_table([attrs.asdict(one) for one in self.remarks], caption="To look at first", budget=1536)
        changed = html_table(_without_blank(self.shown()), caption=self.sentences()[0], budget=5120)
        return changed + conflicts + (remarks if self.remarks else "")


_SAID = (
    "by note evidence impact impact_kind confirmed_by verified due approved_by owner into plan board".split()  # noqa: SIM905
)


def _sentence(one: Conflict) -> str:
    named = f"{one.recommendation}, " if one.recommendation else ""
    return f"  {named}{Problem(one.where, one.what, one.fix)}"


def _without_blank(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows without the columns that are blank in all of them."""
    filled = [name for name in (rows[0] if rows else ()) if any(row[name] not in (None, "") for row in rows)]
    return [{name: row[name] for name in filled} for row in rows]
