"""Make a report: read the records as they stood on a day, protect every count at once, then write."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from qaframework.disclosure.ledger import ReleaseLedger
from qaframework.disclosure.policies import DisclosurePolicy
from qaframework.disclosure.policies import policy as policy_named
from qaframework.disclosure.protect import protect
from qaframework.disclosure.protected import NOT_SHOWN, ProtectedTables
from qaframework.errors import SettingsError, UnknownNameError
from qaframework.model.programme import Programme, insist
from qaframework.moderation.engine import moderate
from qaframework.moderation.output.view import value_in_words
from qaframework.moderation.report import ModerationReport
from qaframework.moderation.settings import Settings
from qaframework.plugins import Plugins, load_plugins
from qaframework.reports.actions import actions_of, actions_on
from qaframework.reports.audiences import Audience, audience_named
from qaframework.reports.blocks import Basis, Block, Bullets, Figure, Heading, Note, Number, Paragraph, Table
from qaframework.reports.document import Document
from qaframework.reports.gate import pseudonyms_of
from qaframework.reports.kinds import KINDS, Kind
from qaframework.reports.remarks import with_remarks
from qaframework.reports.scope import NO_DAY, Period, Scope, checked_period, digest, last_recorded, period_of
from qaframework.reports.sections import withheld

if TYPE_CHECKING:
    from qaframework.tracker.tracker import Tracker

EXACT = attrs.evolve(policy_named("none"), least_denominator=20)
"""For those who may see every number: none is withheld, and a percentage of fewer than twenty is still none."""


def report(
    year: Programme,
    kind: str,
    *,
    audience: str,
    tracker: Tracker | None = None,
    period: Period | None = None,
    policy: str | DisclosurePolicy = "dfe",
    plugins: Plugins | None = None,
    today: date | None = None,
    settings: Settings | str | Path | None = None,
    theme: str | None = None,
    names: Iterable[str] = (),
    cleared: Mapping[str, str] | None = None,
    ledger: str | Path | ReleaseLedger | None = None,
    remarks: Mapping[str, str] | None = None,
) -> Document:
    """Return a report, ready to be saved as HTML, Word or Markdown.

    It is safe for its audience, whatever is in the records: for the board, the public and peers every count passes the
    disclosure policy, and no code of a child and no text from a record is in it.

    Args:
        year: the records.
        kind: monthly, quarterly, annual, moderation, you-said-we-did or theme.
        audience: operational, leadership, board, public or peer. There is no default: somebody has to say who reads it.
        tracker: where recommendations stand; None for the updates in the records.
        period: the first and last day it tells of; None for the month, quarter or year (April to March) of its day.
        policy: which small numbers are withheld from those who may not see them all.
        plugins: whose rules, scales, templates and themes; None for the built-in plugin and whatever is installed.
        today: the day it is drawn up for: nothing later is in it. None for the last day of the period, or else the last
            day on which anything was recorded.
        settings: an authority's thresholds for the rules; None for ``qaframework.toml`` in the current folder.
        theme: the theme of a theme page.
        names: names of people and places that must not be in it; it is not saved while one is.
        cleared: records whose text somebody has read and found safe for this audience: ``{"SR-01": "Head of QA"}``.
        ledger: what was released before, so that no number can be worked out from two reports; saving adds this one.
        remarks: what the authority says in its own words, by heading: ``{"Introduction": "Two rounds ..."}``. They are
            marked as such and looked through for identifiers; small numbers in them are for whoever writes them to
            leave out.

    Raises:
        UnknownNameError: there is no such kind, audience, policy, theme or heading.
        SettingsError: a period that is none, a theme page without its theme, or a policy that withholds nothing from
            those from whom small numbers are withheld.
        DataError: two counts of one thing differ, or the ledger cannot be read.
        TypeError: something else than a programme or a day was given.

    >>> import qaframework as qa
    >>> year = qa.example("city-of-london-2023-24")
    >>> qa.report(year, "quarterly", audience="board", settings=qa.Settings()).title
    'Quality assurance: quarterly report'
    """
    insist(year, today)
    chosen, reader = _kind_named(kind), audience_named(audience)
    plugins = plugins or load_plugins()
    given = None if period is None else checked_period(period)
    as_of = today or (given[1] if given else last_recorded(year)) or NO_DAY
    then = _as_at(year, as_of)
    scope = Scope(
        year=then,
        records=year,
        kind=chosen.id,
        audience=reader,
        period=given or period_of(chosen.id, as_of),
        as_of=as_of,
        plugins=plugins,
        moderation=moderate(then, plugins, today=as_of, settings=settings),
        actions=actions_of(then, as_of) if tracker is None else actions_on(tracker, as_of),
        actions_from="the updates in the records" if tracker is None else "the tracker",
        cleared=dict(cleared or {}),
        theme=_theme(chosen, theme, plugins),
    )
    held = ReleaseLedger.open(ledger) if isinstance(ledger, str | Path) else ledger
    safe = protected(scope, chosen, _rule(policy, reader), held if reader.protected else None)
    blocks = tuple(_explained(block, safe.policy) for block in _blocks(scope, chosen, safe))
    blocks = tuple(with_remarks(blocks, remarks or {}))
    return Document(
        kind=chosen.id,
        title=chosen.title if scope.theme is None else f"{chosen.title}: {scope.theme_title(scope.theme)}",
        subtitle=f"{scope.days}, as at {scope.as_at}" if scope.dated else scope.days,
        audience=reader,
        facts=(*_facts(scope, safe, year), *_own_words(remarks or {})),
        blocks=blocks,
        bases=_used(
            blocks, [basis for section in (*chosen.sections, withheld.SECTION) for basis in section.bases(scope)]
        ),
        names=names,
        pseudonyms=() if reader.codes else pseudonyms_of(year),
        numbers=safe,
        ledger=held.path if held and reader.protected else None,
        as_of=as_of,
        exit_code=scope.moderation.exit_code,
    )


def _rule(policy: str | DisclosurePolicy, reader: Audience) -> DisclosurePolicy:
    """Return the policy for an audience: the one asked for where small numbers are withheld from it."""
    rule = policy_named(policy)
    if reader.protected and rule.most < 1:
        raise SettingsError(
            f"small numbers are withheld from {reader.title}, and the policy {rule.id!r} withholds none"
        )
    return rule if reader.protected else EXACT


def _kind_named(name: str) -> Kind:
    """Return a kind by its id, or as people write it: moderation note, theme page, you said, we did."""
    wanted = "-".join(re.findall(r"[a-z]+", str(name).lower())).removesuffix("-note").removesuffix("-page")
    if wanted not in KINDS:
        raise UnknownNameError("kind of report", str(name), KINDS)
    return KINDS[wanted]


def _theme(kind: Kind, theme: str | None, plugins: Plugins) -> str | None:
    if theme is not None and theme not in plugins.themes:
        raise UnknownNameError("theme", theme, plugins.themes)
    if kind.id == "theme" and theme is None:
        raise SettingsError('a theme page needs its theme: theme="acc"')
    return theme


def _as_at(year: Programme, as_of: date) -> Programme:
    """Return the records as they stood on a day. Activities stay: one may be under way, or planned."""
    return attrs.evolve(
        year,
        reviews=[one for one in year.reviews if one.completed_on <= as_of],
        readings=[one for one in year.readings if one.read_on <= as_of],
        recommendations=[one for one in year.recommendations if one.raised_on <= as_of],
        updates=[one for one in year.updates if one.on <= as_of],
    )


def protected(
    scope: Scope, kind: Kind, policy: DisclosurePolicy, ledger: ReleaseLedger | None = None
) -> ProtectedTables:
    """Return every count of a report as it may be shown, all protected together."""
    tables = {table.name: table for section in kind.sections for table in section.counts(scope)}
    steps = dict(step for section in kind.sections for step in section.fallbacks(scope)) if policy.most else {}
    return protect(tables.values(), policy, ledger=ledger, fallbacks=steps)


def _blocks(scope: Scope, kind: Kind, safe: ProtectedTables) -> Iterator[Block]:
    for section in kind.opening:
        yield from section.blocks(scope, safe)
    for heading, sections in kind.parts:
        yield Heading(heading)
        for section in sections:
            yield from section.blocks(scope, safe)
    if scope.audience.protected and safe.tables:
        yield Heading("About these numbers")
        yield from withheld.SECTION.blocks(scope, safe)


def _explained(block: Block, policy: DisclosurePolicy) -> Block:
    """Return a block as it is, or a table with what its symbols stand for: nobody should have to look for that."""
    if not isinstance(block, Table):
        return block
    cells = {cell for row in block.rows for cell in row[1:]}
    symbols = [one for one in dict.fromkeys((policy.symbol, policy.other_symbol)) if policy.most and one in cells]
    notes = (
        [f"{' or '.join(symbols)}: not shown, because it is small or would give a small number away."]
        if symbols
        else []
    )
    if policy.most and NOT_SHOWN in cells:
        notes.append(f"{NOT_SHOWN}: even which of these numbers are 0 would say too much beside what is known already.")
    return attrs.evolve(block, notes=(*block.notes, *notes))


def _used(blocks: Iterable[Block], bases: Iterable[Basis]) -> tuple[Basis, ...]:
    """Return how the numbers of a document were made, in the order in which it first refers to them.

    Raises:
        LookupError: a number refers to a basis that nobody gave.
    """
    given = {basis.anchor: basis for basis in bases}
    return tuple(given[how] for how in dict.fromkeys(how for block in blocks for how in _references(block)))


def _references(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield from (piece.how for piece in block.pieces if isinstance(piece, Number))
        case Bullets() | Note():
            yield from (piece.how for item in block.items for piece in item if isinstance(piece, Number))
        case Table():
            yield block.how
        case Figure():
            yield block.how
            if block.table is not None:
                yield block.table.how


def _facts(scope: Scope, safe: ProtectedTables, year: Programme) -> Iterator[tuple[str, str]]:
    """Yield what a reader needs to make the same report again."""
    yield "For", scope.audience.title
    yield "Period", scope.days.removeprefix("period ")
    yield "As at", scope.as_at
    yield "Rules", ", ".join(map(str, scope.moderation.rule_packs)) or "none"
    for failure in scope.plugins.failed:
        yield "Left out", f"plugin {failure.name}"
    yield "Thresholds", _thresholds(scope.moderation)
    if scope.audience.protected:
        yield "Small numbers", f"{safe.policy.title} ({safe.policy.source}), numbers from 1 to {safe.policy.most}"
    else:
        yield "Small numbers", EXACT.title
    yield "Recommendations", f"from {scope.actions_from}"
    if scope.cleared and not scope.audience.texts:
        yield "Texts cleared", "; ".join(f"{record} by {who}" for record, who in sorted(scope.cleared.items()))
    yield "Records", f"digest {digest(year, scope.actions)}"


def _own_words(remarks: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if remarks:
        yield "In the authority's own words", "not worked out from the records, and no count in it is protected"


def _thresholds(moderation: ModerationReport) -> str:
    """Return every parameter that is not what its rule ships with."""
    own = [
        f"{rule.rule}: {name} = {value_in_words(value)} ({origin})"
        for pack in moderation.rule_packs
        for rule in pack.rules
        for name, value, origin in rule.parameters
        if origin != "default"
    ]
    return "; ".join(own) or "every rule as it ships"
