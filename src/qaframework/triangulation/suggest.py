"""Suggest themes for a text, each with the words it rests on. People confirm; nothing is ever tagged by itself.

Words are matched from their start: that is the right morphology for this field's English, where stemming makes
"independence" of "independent reviewing". Abbreviations are matched whole and in capitals: ``SEN`` is not in "senior".
"""

from __future__ import annotations

import functools
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import attrs

from qaframework.model.templates import Theme
from qaframework.plugins import ALLOW_VARIABLE, Plugins, load_plugins

Span = tuple[int, int]

MOST_BETWEEN = 6
"""How many words ``...`` in a phrase may stand for."""

_WORD = re.compile(r"[^\W_]+(?:'[^\W\d_]+)?")
_PHRASE_WORD = re.compile(r"\.\.\.|" + _WORD.pattern + r"\.?")
_MOST_KEPT = 20_000
"""How many words of texts are kept with the phrases they can begin."""


class SuggestedTheme(tuple[str, float]):
    """A theme suggested for a text: the pair of its id and its score, with the words it rests on.

    Attributes:
        spans: from where to where in the text those words stand.
        phrases: the phrases of the theme they match.
    """

    spans: tuple[Span, ...]
    phrases: tuple[str, ...]

    def __new__(
        cls, theme: str, score: float, spans: Iterable[Span] = (), phrases: Iterable[str] = ()
    ) -> SuggestedTheme:
        """Return the pair, with its reason."""
        made = super().__new__(cls, (theme, score))
        made.spans, made.phrases = tuple(spans), tuple(phrases)
        return made

    def __getnewargs__(self) -> tuple[str, float, tuple[Span, ...], tuple[str, ...]]:
        """Return what it is made of, so that it can be copied and pickled."""
        return self.theme, self.score, self.spans, self.phrases

    @property
    def theme(self) -> str:
        """The theme's id."""
        return self[0]

    @property
    def score(self) -> float:
        """How much of the text speaks for it, between 0 and 1: n / (n + 1) for n different words. It only orders."""
        return self[1]


def suggest_themes(
    text: str, themes: Iterable[Theme] | Mapping[str, Theme] | None = None, plugins: Plugins | None = None
) -> list[SuggestedTheme]:
    """Return the themes a text may be about, the best first, each with the words it rests on.

    Args:
        text: a recommendation, a finding, a sentence of a report.
        themes: the themes to choose from; None for those of the plugins.
        plugins: whose themes; None for the built-in plugin and whatever is installed.

    Raises:
        TypeError: something else than a text was given.

    >>> [theme for theme, score in suggest_themes("Pathway plans for care leavers drift.")]
    ['clv', 'pln', 'tml']
    >>> text = "Reflective supervision is seldom recorded"
    >>> [text[start:end] for start, end in suggest_themes(text)[0].spans]
    ['supervision']
    """
    if not isinstance(text, str):
        raise TypeError(f"a text is asked for, and a {type(text).__name__} was given")
    if themes is None:
        themes = (plugins or _installed(os.environ.get(ALLOW_VARIABLE))).themes
    given = themes.values() if isinstance(themes, Mapping) else themes
    return _matcher(tuple(given)).suggest(text)


@functools.lru_cache(maxsize=4)
def _installed(allowed: str | None) -> Plugins:
    return load_plugins()


@functools.lru_cache(maxsize=32)
def _matcher(themes: tuple[Theme, ...]) -> _Matcher:
    return _Matcher(themes)


@attrs.frozen
class _Phrase:
    """A phrase as it is looked for.

    Attributes:
        theme: the theme it speaks for.
        text: the phrase as its author wrote it.
        words: its words; None for ``...``.
        hides: whether it takes what it covers away from the theme, instead of speaking for it.
        single: whether it is one word.
    """

    theme: str
    text: str
    words: tuple[str | None, ...]
    hides: bool
    single: bool = attrs.field(init=False)

    @single.default
    def _is_single(self) -> bool:
        return len(self.words) == 1

    @property
    def first(self) -> str:
        assert self.words[0] is not None
        return self.words[0]


def _parsed(theme: str, text: str) -> _Phrase:
    hides = text.startswith("not ")
    found = _PHRASE_WORD.findall(_plain(text[4:] if hides else text))
    words = [None if word == "..." else word if _abbreviates(word) else word.lower() for word in found]
    if not words or words[0] is None or words[-1] is None:
        raise ValueError(f"theme {theme}: the phrase {text!r} begins and ends with a word")
    return _Phrase(theme, text, tuple(words), hides)


def _plain(text: str) -> str:
    return text.replace("’", "'")


def _abbreviates(word: str) -> bool:
    return word.isupper() and len(word) > 1


def fits(wanted: str, found: str, lowered: str) -> bool:
    """Return whether a word of a text is one of a phrase: by its start, whole before a full stop, capitals as such.

    A last ``y`` is also the ``ie`` it becomes: identity is in identities.

    >>> fits("assess", "Assessed", "assessed"), fits("plan.", "plans", "plans"), fits("SEN", "senior", "senior")
    (True, False, False)
    """
    if _abbreviates(wanted):
        return found in (wanted, f"{wanted}s")
    if wanted[-1] == ".":
        return lowered == wanted[:-1]
    return lowered.startswith(wanted) or (wanted[-1] == "y" and lowered.startswith(f"{wanted[:-1]}ie"))


@attrs.frozen
class _Begun:
    """The phrases a word can begin.

    Attributes:
        anyway: those of one word, and those in which any word may come next.
        by_next: the others, by the first letter of their second word.
    """

    anyway: tuple[_Phrase, ...]
    by_next: Mapping[str, Sequence[_Phrase]]


class _Matcher:
    """The phrases of a taxonomy, and for each word that was met the phrases it can begin."""

    def __init__(self, themes: Sequence[Theme]) -> None:
        self.order = {theme.id: place for place, theme in enumerate(themes)}
        self.by_start: defaultdict[str, list[_Phrase]] = defaultdict(list)
        for theme in themes:
            for text in theme.phrases:
                phrase = _parsed(theme.id, text)
                self.by_start[phrase.first.lower()[0]].append(phrase)
        self.begun: dict[str, _Begun] = {}

    def beginning(self, word: str) -> _Begun:
        """Return the phrases a word can begin. Texts share most of their words, so they are kept."""
        if len(self.begun) > _MOST_KEPT:
            self.begun.clear()
        lowered = word.lower()
        anyway: list[_Phrase] = []
        by_next: defaultdict[str, list[_Phrase]] = defaultdict(list)
        for one in self.by_start.get(lowered[0], ()):
            if fits(one.first, word, lowered):
                second = None if one.single else one.words[1]
                (by_next[second[0].lower()] if second else anyway).append(one)
        self.begun[word] = begun = _Begun(tuple(anyway), dict(by_next))
        return begun

    def suggest(self, text: str) -> list[SuggestedTheme]:
        words = list(_WORD.finditer(_plain(text)))
        found = [word.group() for word in words]
        lowered = [word.lower() for word in found]
        spoken: dict[str, list[tuple[int, int, str]]] = {}
        hidden: dict[str, list[tuple[int, int]]] = {}
        for place, follows in enumerate([*(word[0] for word in lowered[1:]), ""][: len(found)]):
            begun = self.begun.get(found[place]) or self.beginning(found[place])
            for phrase in (*begun.anyway, *begun.by_next.get(follows, ())):
                end = place + 1 if phrase.single else _end(phrase.words, place, found, lowered)
                if not end:
                    continue
                if phrase.hides:
                    hidden.setdefault(phrase.theme, []).append((place, end))
                else:
                    spoken.setdefault(phrase.theme, []).append((place, end, phrase.text))
        suggested = []
        for theme, matches in spoken.items():
            kept = _apart(matches, hidden.get(theme, ()))
            if kept:
                weight = len({word for start, end, _ in kept for word in lowered[start:end]})
                spans = [(words[start].start(), words[end - 1].end()) for start, end, _ in kept]
                reasons = dict.fromkeys(text for _, _, text in kept)
                suggested.append(SuggestedTheme(theme, weight / (weight + 1), spans, reasons))
        suggested.sort(key=lambda one: (-one.score, one.spans[0], self.order[one.theme]))
        return suggested


def _end(wanted: Sequence[str | None], place: int, found: Sequence[str], lowered: Sequence[str]) -> int:
    """Return where a phrase that begins at a place ends, or 0 where it does not stand there."""
    at = place + 1
    leap = 1
    for word in wanted[1:]:
        if word is None:
            leap = MOST_BETWEEN + 1
            continue
        for here in range(at, min(at + leap, len(found))):
            if fits(word, found[here], lowered[here]):
                break
        else:
            return 0
        at, leap = here + 1, 1
    return at


def _apart(matches: Sequence[tuple[int, int, str]], hidden: Sequence[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """Return the matches that are not hidden and do not overlap, the longer of two, in the order of the text."""
    kept: list[tuple[int, int, str]] = []
    for start, end, text in sorted(matches, key=lambda one: (one[0] - one[1], one[0])):
        covered = any(first <= start and end <= last for first, last in hidden)
        if not covered and all(end <= first or last <= start for first, last, _ in kept):
            kept.append((start, end, text))
    return sorted(kept)
