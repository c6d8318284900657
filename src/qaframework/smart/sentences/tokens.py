"""A text in words and signs, sentence by sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate

from qaframework.smart.sentences.forms import is_adverb
from qaframework.smart.sentences.grammar import BREAKS, ENDS, QUESTIONS, SKIPPED
from qaframework.smart.sentences.reader import Reader

Span = tuple[int, int]

BOARDS = ("scb", "scp")
"""How the short names of local safeguarding boards and partnerships end."""
_TOKEN = re.compile(r"([a-z0-9£%][a-z0-9'&£%-]*|[.,;:!?()\n])")
_NOT_YET = frozenset(("please", "(", ")", ","))
"""What can stand before the first word of a sentence."""


class Tokens:
    """The words and signs of a text in lower case.

    Attributes:
        reader: the vocabulary it is read by.
        lowered: the text.
        words: what they are.
        edges: where each begins and ends in the text, one after the other.
        told: its words as a set.
        stops: the places of words at which the reading of a sentence stops.
        breaks: the places of signs that end a sentence or a part of one.
        roles: the places of words on which the name of somebody can end.
        questions: whether it may hold a question inside a sentence, "whether", "how".
    """

    __slots__ = ("breaks", "edges", "lowered", "questions", "reader", "roles", "stops", "told", "words")

    def __init__(self, reader: Reader, lowered: str) -> None:
        self.reader = reader
        self.lowered = lowered
        pieces = _TOKEN.split(lowered)
        self.words = words = pieces[1::2]
        self.edges = list(accumulate(map(len, pieces)))
        self.told = frozenset(words)
        names, known = reader.agent_words, reader.known
        if "scb" in lowered or "scp" in lowered:
            names = names.union(word for word in self.told if word.endswith(BOARDS))
        self.roles = [place for place, word in enumerate(words) if word in names]
        self.stops = [place for place, word in enumerate(words) if word in known]
        self.breaks = [place for place in self.stops if words[place] in BREAKS]
        self.questions = not QUESTIONS.isdisjoint(self.told)

    def sentences(self) -> Iterator[Sentence]:
        """Yield each sentence, without the number it may have in a list."""
        words, start, dashes = self.words, 0, " - " in self.lowered
        ends = [place for place in self.breaks if words[place] in ENDS]
        for end in (*ends, len(words)):
            while start < end and (words[start] in _NOT_YET or (start + 1 < end and words[start + 1] == ")")):
                start += 1
            if dashes:
                start = self._after_label(start)
            if start < end:
                yield Sentence(self, start, end)
            start = end + 1

    def _after_label(self, start: int) -> int:
        """Return where a sentence begins that names somebody first: "SW - update the plan"."""
        for at in self.roles:
            if start <= at < start + 3 and self.dash_after(at):
                return at + 1
        return start

    def dash_after(self, place: int) -> bool:
        """Return whether a dash stands between a word and the next."""
        return self.lowered[self.edges[2 * place + 1] : self.edges[2 * place + 2]] == " - "

    def span(self, first: int, last: int) -> Span:
        """Return where the words from one place to another stand in the text."""
        return self.edges[2 * first], self.edges[2 * last + 1]

    def sentence_end(self, at: int) -> int:
        """Return where in the text the sentence ends in which a letter stands."""
        ends = [found for sign in ".;\n" if (found := self.lowered.find(sign, at)) >= 0]
        return min(ends, default=len(self.lowered))


class Sentence:
    """One sentence: the words of a text from one place to another. Places are counted through the whole text."""

    __slots__ = ("end", "reader", "start", "text", "words")

    def __init__(self, text: Tokens, start: int, end: int) -> None:
        self.text = text
        self.words = text.words
        self.reader: Reader = text.reader
        self.start = start
        self.end = end

    def stops(self) -> list[int]:
        """Return the places of its words at which the reading stops."""
        stops = self.text.stops
        return stops[bisect_left(stops, self.start) : bisect_left(stops, self.end)]

    def before(self, place: int) -> str:
        """Return the word before a place; empty where the sentence begins there."""
        return self.words[place - 1] if place > self.start else ""

    def after(self, place: int) -> str:
        """Return the word after a place; a full stop where the sentence ends there."""
        return self.words[place + 1] if place + 1 < self.end else "."

    def last(self, count: int, place: int) -> list[str]:
        """Return up to so many words before a place."""
        return self.words[max(self.start, place - count) : place]

    def phrase_start(self, place: int) -> int:
        """Return where the part of the sentence begins that has no comma or bracket before a place."""
        before = bisect_left(self.text.breaks, place)
        return max(self.start, self.text.breaks[before - 1] + 1) if before else self.start

    def first_comma(self) -> int:
        """Return where the first comma of the sentence stands; 0 where it has none."""
        return next((place for place in range(self.start, self.end) if self.words[place] == ","), 0)

    def before_adverbs(self, place: int, over: frozenset[str] = SKIPPED) -> int:
        """Return the place before this one that holds no adverb and none of some words."""
        place -= 1
        while place > self.start and (self.words[place] in over or is_adverb(self.words[place])):
            place -= 1
        return place

    def after_adverbs(self, place: int, over: frozenset[str] = SKIPPED) -> int:
        """Return the place after this one that holds no adverb and none of some words; ``end`` where there is none."""
        place += 1
        while place < self.end and (self.words[place] in over or is_adverb(self.words[place])):
            place += 1
        return place

    def names_artefact(self, words: list[str]) -> bool:
        """Return whether any of some words is a thing that can be looked at."""
        return not self.reader.artefacts.isdisjoint(words)
