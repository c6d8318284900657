"""What a sentence asks for: each act, who is to do it, and what "to" says it is for.

A sentence is read once, word by word. A verb counts as an act only where the sentence asks for it: at its beginning,
after "should", "will" or "social worker to", in what is to be ensured. What is an aim is a closed list, and so is what
can be seen and leaves nothing; any other verb is something that is done.
"""

from __future__ import annotations

from collections.abc import Callable

from qaframework.smart.sentences import agents, clauses, purposes, weights
from qaframework.smart.sentences.act import Act
from qaframework.smart.sentences.grammar import (
    BE,
    BREAKS,
    DETERMINERS,
    MODALS,
    NEEDS_OF,
    NO_VERB,
    NOUN_TOO,
    OBJECT_ENDS,
    OPENERS,
    SKIPPED,
    TO_AFTER,
)
from qaframework.smart.sentences.reader import Weight
from qaframework.smart.sentences.states import STATES
from qaframework.smart.sentences.tokens import Sentence, Span
from qaframework.smart.words import these

_WORK_TOWARDS = these("work make take develop put")
_ASKS = these("ask commission appoint invite instruct nominate allocate establish set task convene")
_CONTENTS = these("set include contain record list")
_INTO = these("include contain set specify list")
_KEPT_ON = these("file files record records system website agenda")
_NEVER = -9
_OVER = SKIPPED - {"and"}


class Walk:
    """One walk through one sentence, from its first word to its last.

    Attributes:
        acts, agent, purpose: what was found.
        main: whether anything has been asked for yet.
    """

    __slots__ = (
        "acts", "agent", "aimed", "asked_to", "begins", "ensured", "first", "last_act", "last_told", "main", "opener",
        "purpose", "reader", "sentence", "so_that", "towards", "words",
    )  # fmt: skip

    def __init__(self, sentence: Sentence, agent: Span | None, purpose: Span | None) -> None:
        self.sentence = sentence
        self.words = sentence.words
        self.reader = sentence.reader
        self.acts: list[Act] = []
        self.agent, self.purpose = agent, purpose
        self.opener = sentence.words[sentence.start] in OPENERS
        self.main = self.ensured = self.so_that = self.towards = self.aimed = self.begins = False
        self.last_act = self.last_told = self.asked_to = _NEVER

    def through(self) -> Walk:
        """Read the sentence from its first word to its last."""
        reader, sentence, words = self.reader, self.sentence, self.words
        known, base, participles, third = reader.known, reader.base, reader.participle, reader.third
        self._begin_clause(self._after_to(sentence.start))
        here = words[sentence.start : sentence.end]
        for place, word in [(place, word) for place, word in enumerate(here, sentence.start) if word in known]:
            if word in BREAKS:
                if word == "," and (self.opener or (self.last_act > _NEVER and not self.aimed)):
                    self._begin_clause(place + 1)
                continue
            if place < self.first:
                continue
            self.begins = place == self.first
            turn = _SIGNPOSTS.get(word)
            if turn is not None:
                turn(self, place)
            if word in base and self._is_asked_for(place, word):
                self._ask(place, word)
            elif self.main and (word in participles or (self.ensured and word in third)):
                self._tell(place, word)
        return self

    def _after_to(self, place: int) -> int:
        """Return where a sentence begins that says "to" where it could say "should": "To update the chronology."."""
        words, end = self.words, self.sentence.end
        alone = words[place] == "to" and MODALS.isdisjoint(words[place:end]) and "be" not in words[place:end]
        return place + alone

    def _begin_clause(self, place: int) -> None:
        """Note the first word of what may be a command, and take it where no list holds it: "laminate the plan"."""
        words, end = self.words, self.sentence.end
        while place < end and (words[place] in BREAKS or clauses.can_stand_before_verb(words[place])):
            place += 1
        self.first = place
        if place < end and words[place] not in self.reader.known and clauses.is_unknown_command(self.sentence, place):
            self.main = True
            self.last_act = place
            self._add(place, words[place], "output", apart=True)

    # At the words that turn a sentence

    def _so(self, place: int) -> None:
        self.so_that = self.so_that or self.sentence.after(place) in ("that", "they", "the")

    def _order(self, place: int) -> None:
        self.so_that = self.so_that or self.sentence.after(place) == "that"

    def _ensure(self, place: int) -> None:
        """Take what is to be made sure of: what it tells of is asked for."""
        before, first = self.sentence.before(place), place
        if self.words[place] == "sure":
            if before not in ("make", "making"):
                return
            first = self.last_act = place - 1
            before = self.sentence.before(first)
        if self.begins or self.main or first == self.first:
            self.main = self.ensured = True
            if before != "to" or self.words[first - 2] in ("action", "steps"):
                self.agent = self.agent or agents.in_what_is_ensured(self.sentence, place + 1)

    def _modal(self, place: int) -> None:
        if not clauses.is_questioned(self.sentence, place):
            self.main = True
            self.last_act = place
            self._note_agent(place)
            self._other_verb(place)

    def _to(self, place: int) -> None:
        follows = self.sentence.after(place)
        if follows == ".":
            return
        if agents.is_asked(self.sentence, place, self.main):
            self.main = True
            self.asked_to = place
            self._note_agent(place)
            if self.sentence.before(place) not in TO_AFTER:
                self._other_verb(place)
        elif self.main and follows in _INTO and clauses.is_content(self.sentence, place + 1):
            self._add(place + 1, follows, "output")
        else:
            span = purposes.after_to(self.sentence, place)
            outright = span is not None and follows in self.reader.purpose_phrases
            if self.towards and not outright and self.reader.base.get(follows, "nebulous") != "nebulous":
                self._add(place + 1, follows, self.reader.base[follows])
                return
            self.purpose = self.purpose or span
            self.aimed = self.aimed or span is not None

    def _by(self, place: int) -> None:
        """Take what is to be done to reach an aim, "by including timescales", and who does it, "by the manager"."""
        if not self.main:
            return
        words, preposition = self.words, self.words[place]
        later = self.sentence.after_adverbs(place)
        if later < self.sentence.end and preposition != "from" and words[later].endswith("ing"):
            verb, weight = self.reader.participle.get(words[later], ("", "nebulous"))
            if weight != "nebulous" and "account" not in words[later : later + 5]:
                self._add(later, verb, weight)
        if self.agent is None and preposition != "through":
            self.agent = agents.done_by(self.sentence, place)

    def _is_doing(self, place: int) -> None:
        """Take what somebody says they are doing: "the council is writing a policy"."""
        if self.main:
            return
        later = self.sentence.after_adverbs(place)
        if later >= self.sentence.end or not self.words[later].endswith("ing"):
            return
        who = agents.asked_by_modal(self.sentence, place)
        if who and self.words[later] in self.reader.participle:
            self.main = True
            self.agent = self.agent or who
            self._add(later, *self.reader.participle[self.words[later]])

    def _proposed(self, place: int) -> None:
        self.main = self.main or self.sentence.before(place) in BE

    def _need(self, place: int) -> None:
        if not self.main and place > self.sentence.start and self.sentence.before(place) not in NEEDS_OF:
            self.main = True
            self._note_agent(place)

    def _state(self, place: int) -> None:
        begins = self.begins or self.ensured
        if found := STATES[self.words[place]](self.sentence, place, self.main, begins):
            self.main = True
            verb, at, weight = found
            self.acts.append(Act(verb, weight, self.sentence.text.span(at, at)))

    # At a verb

    def _ask(self, place: int, verb: str) -> None:
        self.main = True
        self.last_act = place
        self.towards = self.towards or verb in _WORK_TOWARDS
        self._add(place, verb, self.reader.base[verb], apart=not self.ensured)
        if self.begins and self.agent is None:
            who = agents.told if verb in _ASKS else agents.overseers
            self.agent = who(self.sentence, place + 1)

    def _tell(self, place: int, word: str) -> None:
        """Take what is done or goes on, in what is asked for: "visits are recorded", "each plan sets out"."""
        if word in self.reader.participle:
            joined = self.last_told >= 0 and clauses.is_joined(self.words[self.last_told + 1 : place])
            if joined or clauses.is_done(self.sentence, place):
                self.last_told = place
                self._add(place, *self.reader.participle[word], passive=True)
                return
        if self.ensured and word in self.reader.third:
            verb, weight = self.reader.third[word]
            if clauses.is_finite(self.sentence, place, verb):
                self._add(place, verb, weight)

    def _other_verb(self, place: int) -> None:
        """Take a verb that no list holds, after "should" or "to": "should countersign", "to be countersigned"."""
        later = self.sentence.after_adverbs(place)
        passive = later < self.sentence.end and self.words[later] == "be"
        if passive:
            later = self.sentence.after_adverbs(later)
        if later >= self.sentence.end:
            return
        word = self.words[later]
        if passive and word == "on" and not _KEPT_ON.isdisjoint(self.words[later : later + 4]):
            self.acts.append(Act("be", "output", self.sentence.text.span(later, later)))
        if word in self.reader.known or not word.isalpha():
            return
        if not passive and word not in NO_VERB:
            self.last_act = later
            self._add(later, word, "output", apart=True)
        elif passive and (word.endswith("ed") or word.removeprefix("re") in self.reader.participle):
            self.last_told = later
            self._add(later, word, "output", passive=True)

    def _is_asked_for(self, place: int, word: str) -> bool:
        """Return whether a verb in its plain form is asked for where it stands."""
        sentence = self.sentence
        if word == "make" and sentence.after(place) == "sure":
            return False
        if self.begins:
            return clauses.is_command(sentence, place)
        at = sentence.before_adverbs(place, _OVER)
        before = self.words[at]
        if before in MODALS:
            return not clauses.is_questioned(sentence, place)
        if before == "to":
            return at == self.asked_to or (self.main and at > sentence.start and self._is_asked_again(at))
        a_verb = word not in NOUN_TOO or sentence.after(place) in DETERMINERS
        if before in ("and", "then") and self.last_act > _NEVER and a_verb:
            return clauses.joins_acts(sentence, self.last_act, at)
        if before in ("we", "they"):
            return self.main
        return self.ensured and clauses.goes_on(sentence, place, at)

    def _is_asked_again(self, place: int) -> bool:
        """Return whether a later "to" asks too: "social worker to write and team manager to sign"."""
        before = self.words[place - 1]
        if before in TO_AFTER or before == "but":
            return True
        return agents.stands_for_should(self.sentence, place, False)

    # What is kept

    def _add(self, place: int, verb: str, weight: Weight, *, passive: bool = False, apart: bool = False) -> None:
        if self.so_that and (passive or verb not in _CONTENTS):
            return
        sentence, words = self.sentence, self.words
        weigh = weights.passive if passive else weights.active
        weight = weigh(sentence, place, verb, weight)
        follows = sentence.after(place)
        if follows in ("widely", "right") or (weight == "soft" and self.begins and follows in BREAKS):
            weight = "nebulous"
        last = place
        while not passive and last + 1 < sentence.end and words[last + 1] not in OBJECT_ENDS:
            last += 1
        self.acts.append(Act(verb, weight, sentence.text.span(place, last), passive, apart))

    def _note_agent(self, place: int) -> None:
        if self.agent is None:
            self.agent = agents.asked_by_modal(self.sentence, place)


_SIGNPOSTS: dict[str, Callable[[Walk, int], None]] = {
    "so": Walk._so,
    "order": Walk._order,
    "to": Walk._to,
    "proposed": Walk._proposed,
    **dict.fromkeys(("ensure", "ensures", "ensured", "ensuring", "sure"), Walk._ensure),
    **dict.fromkeys(("by", "from", "through"), Walk._by),
    **dict.fromkeys(("need", "needs"), Walk._need),
    **dict.fromkeys(("is", "are"), Walk._is_doing),
    **dict.fromkeys(MODALS, Walk._modal),
    **dict.fromkeys(STATES, Walk._state),
}
"""The words at which the reading of a sentence turns, each with what is done there."""
