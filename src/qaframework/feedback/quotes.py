"""Whether a quotation points to one person: what it names, and what its details give away together.

In a small authority a remembered phrase is an identifier. What is found here is probable and not certain, and what is
not found is not thereby safe: somebody who knows the children reads every quotation before it is published.
"""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import attrs

from qaframework.feedback.details import DETAILS, ONLY_ONE, children_like
from qaframework.feedback.shown import FEWEST, WIDTH
from qaframework.model.programme import Programme
from qaframework.moderation.screening import Screen, screen_for
from qaframework.show import told_html, told_text

RUN = 7
"""So many words in a row that also stand in a record are a remembered sentence."""


@attrs.frozen(kw_only=True)
class Concern:
    """One reason why a quotation may point to somebody. It holds nothing of the text.

    Attributes:
        kind: what was found.
        todo: what to do about it.
        stops: whether the quotation must not be published as it stands.
    """

    kind: str
    todo: str
    stops: bool


@attrs.frozen(kw_only=True, repr=False)
class QuoteCheck:
    """What a quotation may give away.

    Attributes:
        concerns: each reason why it may point to somebody, those that stop it first; empty where none was found, which
            does not say that it is safe.
    """

    concerns: tuple[Concern, ...] = ()

    @property
    def stops(self) -> bool:
        """Whether it must not be published as it stands."""
        return any(concern.stops for concern in self.concerns)

    def rows(self) -> list[dict[str, object]]:
        """Return one row a concern."""
        return [
            {"found": one.kind, "publish": "no" if one.stops else "think first", "what to do": one.todo}
            for one in self.concerns
        ]

    def sentences(self) -> tuple[str, ...]:
        """Return what was found, and what nothing found means."""
        if not self.concerns:
            return ("Nothing was found that points to somebody. Have somebody who knows the children read it too.",)
        return tuple(f"{one.kind[:1].upper()}{one.kind[1:]}: {one.todo}." for one in self.concerns)

    def __repr__(self) -> str:
        return told_text(self.sentences(), {}, width=WIDTH)

    def _repr_html_(self) -> str:
        sentences = () if self.concerns else self.sentences()
        return told_html(sentences, {"What the quotation may give away": self.rows()})


def check_quote(
    text: str, year: Programme | None = None, *, names: Iterable[str] = (), fewest: int = FEWEST
) -> QuoteCheck:
    """Say whether a quotation may point to one person.

    It looks for identifiers, codes, ages and names; for words that stand in a record of the year; and for details that
    point to few children together, such as a need and a status that fewer than ``fewest`` children share.

    Args:
        text: the quotation.
        year: whose records to compare it with; without them, details can only be counted.
        names: names of people, places and providers that the authority knows, kept nowhere.
        fewest: the least number of children that its details must fit.

    >>> import qaframework as qa
    >>> [concern.kind for concern in qa.check_quote("Ring me on 020 7946 0000.").concerns]
    ['telephone number', "one person's own words"]
    """
    return QuoteReader.of(year or Programme(), names=names, fewest=fewest).check(text)


@attrs.frozen(kw_only=True, repr=False)
class QuoteReader:
    """What is looked for in the quotations of one year; made once, used for all of them."""

    screen: Screen
    codes: frozenset[str]
    longest: int
    children: Mapping[tuple[str | None, frozenset[str]], int]
    public: frozenset[str]
    runs: frozenset[tuple[str, ...]]
    told: frozenset[tuple[str, ...]]
    fewest: int

    @classmethod
    def of(cls, year: Programme, *, names: Iterable[str] = (), fewest: int = FEWEST) -> QuoteReader:
        """Return the reader for a year's quotations."""
        said_openly = (part for one in year.activities for part in (one.title, one.lead or ""))
        codes = frozenset(_as_code(code) for code in _codes(year) if len(code) > 1)
        return cls(
            screen=screen_for(Programme(people=year.people), (), names),
            codes=codes,
            longest=max((code.count(" ") + 1 for code in codes), default=0),
            children=Counter((child.status, frozenset(child.needs)) for child in year.children),
            public=frozenset(word for text in said_openly for word in _words(text)),
            runs=frozenset(run for text in _private_texts(year) for run in _runs(text)),
            told=frozenset(run for one in year.feedback if one.said for run in _runs(one.said)),
            fewest=fewest,
        )

    def check(self, text: str) -> QuoteCheck:
        """Return what a quotation may give away."""
        found = sorted(self._concerns(text), key=lambda one: (not one.stops, one.kind))
        return QuoteCheck(concerns=tuple(found))

    def _concerns(self, text: str) -> Iterator[Concern]:
        kinds = {*self.screen.kinds(text)}
        kinds |= {kind for kind, found in ((CODE, self._has_code(text)), (HANDLE, _HANDLE.search(text))) if found}
        for kind in sorted(kinds):
            yield Concern(kind=kind, todo="take it out, or say it more generally", stops=True)
        if self.runs & set(_runs(text)):
            kind = f"{RUN} words or more that also stand in a record"
            yield Concern(
                kind=kind, todo="say it in other words: whoever knows the record knows whose it is", stops=True
            )
        if any(word.casefold() not in self.public | _DAYS_AND_MONTHS for word in _capitals(text)):
            kind = "a capital in mid-sentence, perhaps a name or a place"
            yield Concern(kind=kind, todo="put a general word in its place, if it is one", stops=False)
        yield from self._details(text)
        if ONLY_ONE.search(text):
            todo = "leave out what makes them the only one, unless it is said of a grown-up or a thing"
            yield Concern(kind="somebody who is the only one of a kind", todo=todo, stops=False)
        if self.told & set(_runs(text)):
            yield Concern(
                kind=f"{RUN} words or more that also stand in somebody's feedback",
                todo="say it in other words, or ask whoever said it: they were promised that nobody would know",
                stops=False,
            )
        if _OWN.search(text):
            todo = "ask whoever said it before it is published, or say it for several people"
            yield Concern(kind="one person's own words", todo=todo, stops=False)

    def _has_code(self, text: str) -> bool:
        """Return whether a code of the year stands in a text: looked up, for there may be many thousands."""
        words = _CODE_WORD.findall(text)
        spans = (words[start : start + length] for length in range(1, self.longest + 1) for start in range(len(words)))
        return any(_as_code(" ".join(span)) in self.codes for span in spans)

    def _details(self, text: str) -> Iterator[Concern]:
        details = [kind for kind, words in DETAILS.items() if words.search(text)]
        fitting = children_like(text, self.children)
        if fitting is not None and fitting < self.fewest:
            kind = f"details that fit fewer than {self.fewest} of the children on record"
            yield Concern(kind=kind, todo="leave one of the details out", stops=True)
            return
        others = [kind for kind in details if fitting is None or kind not in ("status", "health")]
        if len(others) + (fitting is not None) > 1:
            kind = f"several details together ({', '.join(details)})"
            yield Concern(kind=kind, todo="ask whether anybody would know who it is, and leave one out", stops=False)


CODE = "the code of a child, a family, a person or a review"
HANDLE = "a name as it is used on the internet"
_HANDLE = re.compile(r"(?<![\w.])@\w{3,}")
_CODE_WORD = re.compile(r"\w+(?:[-./]\w+)*")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_DAYS_AND_MONTHS = frozenset(name.casefold() for name in (*calendar.day_name, *calendar.month_name))
_OWN = re.compile(r"\bI\b|\b(?:my|me|mine|myself)\b", re.IGNORECASE)


def _as_code(text: str) -> str:
    """Return a code as it is compared: one of several words or with a digit however it is written, else as it is."""
    plain = " ".join(_CODE_WORD.findall(text))
    return plain.casefold() if " " in plain or any(map(str.isdigit, plain)) else plain


def _codes(year: Programme) -> Iterator[str]:
    for child in year.children:
        yield from filter(None, (child.id, child.family))
    for review in year.reviews:
        yield from filter(
            None, (review.id, review.child, review.subject, review.reviewer, review.worker, review.manager)
        )
    for reading in year.readings:
        yield from (reading.id, reading.reader)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _runs(text: str) -> list[tuple[str, ...]]:
    words = _words(text)
    return [tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)]


def _capitals(text: str) -> Iterator[str]:
    """Yield words with a capital that do not open a sentence: neither "I" nor letters that stand for words."""
    for found in _WORD.finditer(text):
        before = text[: found.start()].rstrip(" \t\n\"'“‘(")
        opens = not before or before[-1] in ".!?:;"
        word = found[0]
        if not opens and word[0].isupper() and word.split("'")[0].split("’")[0] != "I" and not word.isupper():
            yield word


def _private_texts(year: Programme) -> Iterator[str]:
    for review in year.reviews:
        yield from filter(None, (review.rationale, review.voice_note, review.system_block))
        for judgement in review.judgements:
            yield from filter(None, (judgement.rationale, judgement.evidence))
    for reading in year.readings:
        yield reading.rationale or ""
    for update in year.updates:
        yield from filter(None, (update.note, update.evidence, update.impact))
    for finding in year.findings:
        yield finding.statement if finding.child else ""
    for recommendation in year.recommendations:
        yield recommendation.text if recommendation.level == "child" else ""
    yield from (one.note or "" for one in year.answers)
    yield from (one.note or "" for one in year.feedback)
