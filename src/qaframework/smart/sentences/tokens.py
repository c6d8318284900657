"""A text in words and signs, sentence by sentence."""

from __future__ import annotations

import re
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
        roles: the places of words on which the name of somebody can end.
        questions: whether it may hold a question inside a sentence, "whether", "how".
    """

    __slots__ = ("edges", "lowered", "questions", "reader", "roles", "told", "words")

    def __init__(self, reader: Reader, lowered: str) -> None:
        self.reader = reader
        self.lowered = lowered
        pieces = _TOKEN.split(lowered)
        self.words = pieces[1::2]
        self.edges = list(accumulate(map(len, pieces)))
        self.told = frozenset(self.words)
        names = reader.agent_words
        if "scb" in lowered or "scp" in lowered:
            names = names.union(word for word in self.told if word.endswith(BOARDS))
        self.roles = [place for place, word in enumerate(self.words) if word in names]
        self.questions = not QUESTIONS.isdisjoint(self.told)

    def sentences(self) -> Iterator[Sentence]:
        """Yield each sentence, without the number it may have in a list."""
        words, start = self.words, 0
        ends = [place for place, word in enumerate(words) if word in ENDS]
        for end in (*ends, len(words)):
            while start < end and (words[start] in _NOT_YET or (start + 1 < end and words[start + 1] == ")")):
                start += 1
            if start < end:
                yield Sentence(self, start, end)
            start = end + 1

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
        while place > self.start and self.words[place - 1] not in BREAKS:
            place -= 1
        return place

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
