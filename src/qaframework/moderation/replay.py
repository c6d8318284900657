"""Before a pack is put in force: what it changes in words, and what it would have flagged in a year that is over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from qaframework.moderation.report import ModerationReport
from qaframework.moderation.rule_packs import fingerprint
from qaframework.rules import Flag, Rule
from qaframework.show import html_table, text_table


@attrs.frozen(kw_only=True, repr=False)
class RulesDiff:
    """What differs between two packs, rule by rule.

    Attributes:
        changes: each rule's slug, whether it is added, removed or changed, and in what.
        same: how many rules are in both and do not differ.
    """

    changes: tuple[tuple[str, str, str], ...]
    same: int

    def rows(self) -> list[dict[str, str]]:
        """Return one row a rule that differs."""
        return [{"rule": rule, "change": change, "what": what} for rule, change, what in self.changes]

    def __repr__(self) -> str:
        return f"{text_table(self.rows()) if self.changes else 'No rule differs.'}\n{_same(self.same)}."

    def _repr_html_(self) -> str:
        return html_table(self.rows(), caption=f"Rules that differ; {_same(self.same)}")


def _same(count: int) -> str:
    return f"{count} rule{' is' if count == 1 else 's are'} the same"


def diff_rules(before: Iterable[Rule[Any]], after: Iterable[Rule[Any]]) -> RulesDiff:
    """Return what differs between the rules of two packs, which may be of two plugins or two versions of one.

    Rules are the same rule where their slugs are.
    """
    old, new = ({rule.slug: rule for rule in rules} for rules in (before, after))
    changes: list[tuple[str, str, str]] = []
    for slug in sorted(old.keys() | new.keys()):
        if slug not in old:
            changes.append((slug, "added", new[slug].title))
        elif slug not in new:
            changes.append((slug, "removed", old[slug].title))
        else:
            changes += [(slug, "changed", what) for what in _changes(old[slug], new[slug])]
    both = old.keys() & new.keys()
    return RulesDiff(changes=tuple(changes), same=len(both - {slug for slug, _, _ in changes}))


def _changes(old: Rule[Any], new: Rule[Any]) -> Iterator[str]:
    for name in ("severity", "table", "criterion", "title", "source", "guidance"):
        if getattr(old, name) != getattr(new, name):
            yield f"{_NAMES.get(name, name)}: {getattr(old, name) or 'none'} -> {getattr(new, name) or 'none'}"
    for name in sorted(old.parameters.keys() | new.parameters.keys()):
        value, its = (rule.parameters.get(name, "none") for rule in (old, new))
        if value != its:
            yield f"{name}: {value} -> {its}"
    if fingerprint(old) != fingerprint(new):
        yield "what it does: its function is another"


_NAMES: Mapping[str, str] = {"table": "over", "criterion": "part of SMART", "guidance": "what to do"}


@attrs.frozen(kw_only=True, repr=False)
class Replay:
    """What a pack flags in a year that is over, against what another flagged in it.

    Attributes:
        gained, lost: flags that only the new pack raises, and only the old one did; worst first.
        kept: how many flags both raise.
        not_run: everything that was not checked, in either.
    """

    gained: tuple[Flag, ...]
    lost: tuple[Flag, ...]
    kept: int
    not_run: tuple[str, ...]

    def rows(self) -> list[dict[str, str]]:
        """Return one row a flag, those gained first."""
        both = (("gained", self.gained), ("lost", self.lost))
        return [
            {
                "flag": change,
                "severity": flag.severity,
                "rule": flag.rule,
                "record": flag.record,
                "where": flag.where,
                "message": flag.message,
            }
            for change, flags in both
            for flag in flags
        ]

    def headline(self) -> str:
        """Return how many flags are gained, lost and kept, in a line."""
        return f"{len(self.gained)} gained, {len(self.lost)} lost, {self.kept} as before."

    def __repr__(self) -> str:
        notes = [f"not checked: {note}" for note in self.not_run]
        return "\n".join([self.headline(), *notes, *([text_table(self.rows())] if self.rows() else [])])

    def _repr_html_(self) -> str:
        return html_table(self.rows(), caption=self.headline())


def compare_flags(before: ModerationReport | None, after: ModerationReport) -> Replay:
    """Return the flags gained and lost from one report on a year to another on the same year.

    Flags are the same where the rule's slug, the record, the field and the message are, whatever plugin it is of.

    Args:
        before: the report with what was in force; None where nothing was.
        after: the report with what is to be.
    """
    flags = before.flags if before else ()
    old, new = Counter(map(_key, flags)), Counter(map(_key, after.flags))
    notes = dict.fromkeys((*(before.not_run() if before else ()), *after.not_run()))
    return Replay(
        gained=tuple(_beyond(after.flags, old)),
        lost=tuple(_beyond(flags, new)),
        kept=(old & new).total(),
        not_run=tuple(notes),
    )


def _beyond(flags: Iterable[Flag], others: Counter[tuple[str | None, ...]]) -> Iterator[Flag]:
    """Yield the flags that are not among the others, counting those that are there twice."""
    left = Counter(others)
    for flag in flags:
        if left[_key(flag)] > 0:
            left[_key(flag)] -= 1
        else:
            yield flag


def _key(flag: Flag) -> tuple[str | None, ...]:
    return flag.rule.rpartition("/")[2], flag.table, flag.record, flag.field, flag.message
