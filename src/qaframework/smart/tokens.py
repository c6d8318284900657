"""A text in words and signs, with where each stands and which may name somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qaframework.smart.forms import is_adverb
from qaframework.smart.grammar import BREAKS, ENDS, QUESTIONS, SKIPPED
from qaframework.smart.reader import Reader

Span = tuple[int, int]

_NOT_YET = frozenset(("please", "(", ")", ","))
"""What can stand before the first word of a sentence."""

_TOKEN = re.compile(r"[a-z0-9£%][a-z0-9'&£%-]*|[.,;:!?()\n]")
BOARDS = ("scb", "scp")
"""How the short names of local safeguarding boards and partnerships end."""


class Tokens:
    """The words and signs of a text in lower case.

    Attributes:
        reader: the vocabulary it is read by.
        lowered: the text.
        marks, words: where its words and signs stand, and what they are.
        roles: the places of words on which the name of somebody can end.
        told: its words as a set.
        questions: whether it may hold a question inside a sentence, "whether", "how".
    """

    __slots__ = ("lowered", "marks", "questions", "reader", "roles", "told", "words")

    def __init__(self, reader: Reader, lowered: str) -> None:
        self.reader = reader
        self.lowered = lowered
        self.marks = list(_TOKEN.finditer(lowered))
        self.words = [mark[0] for mark in self.marks]
        names = reader.agent_words
        if "scb" in lowered or "scp" in lowered:
            names = names.union(word for word in self.words if word.endswith(BOARDS))
        self.roles = [place for place, word in enumerate(self.words) if word in names]
        self.told = frozenset(self.words)
        self.questions = not QUESTIONS.isdisjoint(self.told)

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Yield where each sentence begins and ends, in places of words, without the number it may have in a list."""
        start = 0
        for end in [place for place, word in enumerate(self.words) if word in ENDS]:
            if (begins := self._after_number(start, end)) < end:
                yield begins, end
            start = end + 1
        if (begins := self._after_number(start, len(self.words))) < len(self.words):
            yield begins, len(self.words)

    def _after_number(self, start: int, end: int) -> int:
        words = self.words
        while start < end and (words[start] in _NOT_YET or words[start + 1 : start + 2] == [")"]):
            start += 1
        return start

    def span(self, first: int, last: int) -> Span:
        """Return where the words from one place to another stand in the text."""
        return self.marks[first].start(), self.marks[last].end()

    def sentence_end(self, at: int) -> int:
        """Return where in the text the sentence ends in which a letter stands."""
        ends = [found for sign in ".;\n" if (found := self.lowered.find(sign, at)) >= 0]
        return min(ends, default=len(self.lowered))

    def phrase_start(self, place: int, start: int) -> int:
        """Return where the part of a sentence begins that has no comma or bracket before a place."""
        while place > start and self.words[place - 1] not in BREAKS:
            place -= 1
        return place

    def before_adverbs(self, place: int, start: int, over: frozenset[str] = SKIPPED) -> int:
        """Return the place before this one that holds no adverb and none of some words."""
        place -= 1
        while place > start and (self.words[place] in over or is_adverb(self.words[place])):
            place -= 1
        return place

    def after_adverbs(self, place: int, end: int, over: frozenset[str] = SKIPPED) -> int:
        """Return the place after this one that holds no adverb and none of some words; ``end`` where there is none."""
        place += 1
        while place < end and (self.words[place] in over or is_adverb(self.words[place])):
            place += 1
        return place
