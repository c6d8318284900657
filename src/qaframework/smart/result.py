"""What a check of one recommendation found: five parts, each by itself, and never one score."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from datetime import date
from html import escape
from typing import Any

import attrs

from qaframework.rules import CRITERIA, Criterion
from qaframework.smart.prompts import Kind, prompt

Span = tuple[int, int]

NAMES: dict[Criterion, str] = {
    "specific": "specific",
    "measurable": "measurable",
    "assignable": "assignable",
    "relevant": "relevant",
    "time_bound": "time-bound",
}
"""Each part as people write it."""
_WIDTH = 88


@attrs.frozen
class SmartPart:
    """One of the five parts of SMART.

    Attributes:
        met: whether the recommendation has it; None where that could not be judged.
        why: what that rests on, in words.
        span: the words of the text it rests on, from and to; None where it rests on none, or on a field.
        asks: what the prompt is made of: what to ask, and the text to go on from.
    """

    met: bool | None
    why: str = attrs.field(repr=False)
    span: Span | None = None
    asks: tuple[Kind, str, int] | str = attrs.field(default="", repr=False)

    @property
    def prompt(self) -> str:
        """What to ask, with a rewrite stem made from the sentence; empty where there is nothing to ask."""
        return self.asks if isinstance(self.asks, str) else prompt(*self.asks)


@attrs.frozen
class SmartAction:
    """One of the things a recommendation asks for.

    Attributes:
        verb: the verb that asks for it.
        span: its words in the text, from and to.
        suggestion: how it could stand by itself.
    """

    verb: str
    span: Span
    suggestion: str = attrs.field(repr=False)


@attrs.frozen(repr=False)
class SmartResult:
    """Whether a recommendation says what, how it will show, who, what for and by when.

    A prompt, not a verdict: the person who writes the recommendation decides. ``repr`` shows the parts and no text, so
    that it is safe in a log. ``print`` and a notebook show the sentence with its parts marked, because that is what was
    asked for: keep them where the sentence itself may be.

    Attributes:
        text: the text that was read.
        specific, measurable, assignable, relevant, time_bound: the five parts.
        due: the last day on which it is in time, where the text sets one that can be worked out, or else the due field.
        nebulous: whether nobody could say, from the words alone, what will have been done.
        actions: the things it asks for, where there are several, each with a suggestion for one of its own.
        flags: where the text and the fields of the recommendation do not say the same.
        applicable: whether there was a text to judge; if not, ``reason`` says why and no part is judged.
    """

    text: str
    specific: SmartPart
    measurable: SmartPart
    assignable: SmartPart
    relevant: SmartPart
    time_bound: SmartPart
    due: date | None = None
    nebulous: bool = False
    actions: tuple[SmartAction, ...] = ()
    flags: tuple[str, ...] = ()
    applicable: bool = True
    reason: str = ""

    @property
    def parts(self) -> dict[Criterion, SmartPart]:
        """The five parts by name."""
        return {name: getattr(self, name) for name in CRITERIA}

    @property
    def missing(self) -> tuple[Criterion, ...]:
        """The parts it does not have. None of them where the text could not be judged."""
        return tuple(name for name in CRITERIA if getattr(self, name).met is False)

    def rows(self) -> list[dict[str, Any]]:
        """Return one row a part."""
        return [
            {"part": NAMES[name], "met": _MET[part.met], "why": part.why, "prompt": part.prompt}
            for name, part in self.parts.items()
        ]

    @property
    def marked(self) -> str:
        """The text with each part in brackets where it stands: ``[by 31 March 2024 = time-bound]``."""
        return "".join(words if not names else f"[{words} = {names}]" for words, names in self._pieces())

    def _pieces(self) -> Iterator[tuple[str, str]]:
        """Yield the text in pieces, each with the parts that rest on it; a piece inside another is not told twice."""
        by_span: dict[Span, list[str]] = {}
        for name, part in self.parts.items():
            if part.met and part.span:
                by_span.setdefault(part.span, []).append(NAMES[name])
        place = 0
        for start, end in sorted(_apart(by_span)):
            inside = [name for span, names in by_span.items() if start <= span[0] and span[1] <= end for name in names]
            yield self.text[place:start], ""
            yield self.text[start:end], ", ".join(dict.fromkeys(inside))
            place = end
        yield self.text[place:], ""

    def __str__(self) -> str:
        if not self.applicable:
            return f"Not judged: {self.reason}."
        lines = [*textwrap.wrap(self.marked, _WIDTH), ""]
        for row in self.rows():
            lines.append(f"{row['part']:<11} {row['met']:<8} {row['why']}")
            if row["prompt"]:
                lines += textwrap.wrap(row["prompt"], _WIDTH, initial_indent=" " * 21, subsequent_indent=" " * 21)
        if self.nebulous:
            lines += ["", "Nebulous: from these words nobody could say what will have been done."]
        for action in self.actions:
            lines += textwrap.wrap(f"One of {len(self.actions)} things: {action.suggestion}", _WIDTH)
        return "\n".join([*lines, *(f"Note: {flag}" for flag in self.flags)])

    def __repr__(self) -> str:
        if not self.applicable:
            return f"<SmartResult: not judged, {self.reason}>"
        told = ", ".join(f"{NAMES[name]} {_MET[part.met]}" for name, part in self.parts.items())
        return f"<SmartResult: {told}{'; nebulous' if self.nebulous else ''}>"

    def _repr_html_(self) -> str:
        if not self.applicable:
            return f"<p>Not judged: {escape(self.reason)}.</p>"
        sentence = "".join(
            escape(words) if not names else f"<mark>[{escape(words)} <strong>= {names}</strong>]</mark>"
            for words, names in self._pieces()
        )
        rows = "".join(
            f"<tr><th scope='row'>{row['part']}</th><td>{row['met']}</td><td>{escape(row['why'])}</td>"
            f"<td>{escape(row['prompt'])}</td></tr>"
            for row in self.rows()
        )
        notes = list(self.flags)
        if self.nebulous:
            notes.append("Nebulous: from these words nobody could say what will have been done.")
        notes += [f"One of {len(self.actions)} things: {action.suggestion}" for action in self.actions]
        listed = f"<ul>{''.join(f'<li>{escape(note)}</li>' for note in notes)}</ul>" if notes else ""
        headings = "".join(f"<th scope='col'>{name}</th>" for name in ("part", "met", "why", "what to ask"))
        return (
            f"<p>{sentence}</p><table><caption>SMART</caption><thead><tr>{headings}</tr></thead>"
            f"<tbody>{rows}</tbody></table>{listed}"
        )


_MET = {True: "yes", False: "MISSING", None: "not judged"}


def _apart(by_span: dict[Span, list[str]]) -> list[Span]:
    """Return spans that do not overlap, the longer of two."""
    kept: list[Span] = []
    for span in sorted(by_span, key=lambda span: (span[0] - span[1], span[0])):
        if all(span[1] <= other[0] or span[0] >= other[1] for other in kept):
            kept.append(span)
    return kept
