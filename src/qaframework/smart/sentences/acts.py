"""What a sentence asks for: each act, who is to do it, and what "to" says it is for.

A sentence is read once, word by word. A verb counts as an act only where the sentence asks for it: at its beginning,
after "should", "will" or "social worker to", in what is to be ensured. What is an aim is a closed list, and so is what
can be seen and leaves nothing; any other verb is something that is done.
"""

from __future__ import annotations

from collections.abc import Callable

from qaframework.smart.sentences import accounts, agents, clauses, objects, purposes
from qaframework.smart.sentences.act import Act, act_at
from qaframework.smart.sentences.grammar import (
    BE,
    BREAKS,
    DETERMINERS,
    MODALS,
    NEEDS_OF,
    NOUN_TOO,
    OBJECTS,
    OPENERS,
    RECOMMENDING,
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
_WHILE = these("as when if while once where before after until")
_ARRANGED = these("arrangements systems system processes process ways approach approaches capacity")
_OPENING = RECOMMENDING | {"make"}
_LACKING = these("need needs has have due")
_NEVER = -9
_OVER = SKIPPED - {"and"}


class Walk:
    """One walk through one sentence, from its first word to its last.

    Attributes:
        acts, agent, purpose: what was found.
        main: whether anything has been asked for yet.
    """

    __slots__ = (
        "accounts", "acts", "agent", "aimed", "asked_to", "begins", "ensured", "first", "last_act",
        "last_finite", "last_told", "main",
        "opener", "purpose", "reader", "sentence", "so_that", "towards", "words",
    )  # fmt: skip

    def __init__(self, sentence: Sentence, agent: Span | None, purpose: Span | None) -> None:
        self.sentence = sentence
        self.words = sentence.words
        self.reader = sentence.reader
        self.acts: list[Act] = []
        self.agent, self.purpose = agent, purpose
        self.opener = sentence.words[sentence.start] in OPENERS
        self.main = self.accounts = self.ensured = self.so_that = self.towards = self.aimed = self.begins = False
        self.last_act = self.last_told = self.last_finite = self.asked_to = _NEVER

    def through(self) -> Walk:
        """Read the sentence from its first word to its last."""
        reader, sentence, words = self.reader, self.sentence, self.words
        base, participles, third = reader.base, reader.participle, reader.third
        self._begin(words[sentence.start])
        sentence = self.sentence
        for place in sentence.stops():
            word = words[place]
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

    def _begin(self, word: str) -> None:
        """Take how the sentence begins: with a command, a purpose, a resolution, a heading that says who does what."""
        if word in ("it", "for", "can", "could") and (begins := clauses.asked_politely(self.sentence)):
            self.sentence = Sentence(self.sentence.text, begins, self.sentence.end)
            word, self.opener = self.words[begins], False
        start, comma = self.sentence.start, self.sentence.first_comma() if word == "so" else 0
        self._begin_clause(comma + 1 if comma else self._after_to(start))
        if word == "that" and clauses.is_resolution(self.sentence):
            self._asks_that(start)
        elif word == "how" and self.agent is None:
            self.agent = agents.in_what_is_ensured(self.sentence, start + 2)
        elif self.sentence.text.roles and (told := accounts.heading(self.sentence)):
            self._take_account(*told)
        if not self.main and word in ("each", "every", "from", "since") and (at := accounts.rule(self.sentence)):
            self._take_account(None, at)

    def _after_to(self, place: int) -> int:
        """Return where a sentence begins that says "to" where it could say "should": "To update the chronology."."""
        words, end = self.words, self.sentence.end
        if words[place] == "to" and (end_of_aim := purposes.fronted(self.sentence)):
            self.purpose = self.purpose or self.sentence.text.span(place, end_of_aim - 1)
            self.opener = True
            return end_of_aim + 1
        if words[place : place + 2] == ["to", "be"]:
            self.main = True
            return place
        alone = words[place] == "to" and MODALS.isdisjoint(words[place:end]) and "be" not in words[place:end]
        return place + alone

    def _begin_clause(self, place: int) -> None:
        """Note the first word of what may be a command, and take it where no list holds it: "laminate the plan"."""
        words, end = self.words, self.sentence.end
        while place < end and (words[place] in BREAKS or clauses.can_stand_before_verb(words[place])):
            if words[place] == "do" and self.sentence.after(place) in DETERMINERS:
                break
            place += 1
        self.first = place
        if place < end and words[place] not in self.reader.known and clauses.is_unknown_command(self.sentence, place):
            self.main = True
            self.last_act = place
            self._add(place, words[place], "output", apart=True)

    # At the words that turn a sentence

    def _so(self, place: int) -> None:
        if place == self.sentence.start and self.first > place:
            return
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

    def _recommend(self, place: int) -> None:
        """Take what is recommended, "I recommend that the Council reviews ...", as what is to be made sure of."""
        if not self.main and clauses.recommends(self.sentence, place):
            self._asks_that(place)

    def _asks_that(self, place: int) -> None:
        self.main = self.ensured = True
        self.last_act = place
        self.agent = self.agent or agents.in_what_is_ensured(self.sentence, place + 1)

    def _modal(self, place: int) -> None:
        regret = clauses.is_regret(self.sentence, place) or clauses.is_hope(self.sentence, place)
        if not regret and not clauses.is_questioned(self.sentence, place):
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
            if self.sentence.before(place) not in _LACKING:
                self._other_verb(place)
        elif self.main and follows in _INTO and clauses.is_content(self.sentence, place + 1):
            self._add(place + 1, follows, "output")
        else:
            span = purposes.after_to(self.sentence, place)
            outright = span is not None and follows in self.reader.purpose_phrases
            if self.towards and not outright and self.reader.base.get(follows, "nebulous") != "nebulous":
                arranged = self.sentence.before(place) in _ARRANGED
                self._add(place + 1, follows, "soft" if arranged else self.reader.base[follows])
                return
            self.purpose = self.purpose or span
            self.aimed = self.aimed or span is not None

    def _by(self, place: int) -> None:
        """Take what is to be done to reach an aim, "by including timescales", and who does it, "by the manager"."""
        words, preposition = self.words, self.words[place]
        if not self.main:
            if self.agent is None and preposition == "by" and clauses.is_of_heading(self.sentence, place):
                self.agent = agents.done_by(self.sentence, place)
            return
        later = self.sentence.after_adverbs(place)
        if later < self.sentence.end and preposition != "from" and words[later].endswith("ing"):
            verb, weight = self.reader.participle.get(words[later], ("", "nebulous"))
            if weight != "nebulous" and "account" not in words[later : later + 5]:
                self._add(later, verb, weight)
        if preposition == "through" and (at := clauses.way_through(self.sentence, place)):
            self._add(
                at,
                words[at],
                "soft" if words[place + 1] == "regular" and words[at] != "attendance" else "output",
                passive=True,
            )
        if self.agent is None and preposition != "through":
            self.agent = agents.done_by(self.sentence, place)

    def _with(self, place: int) -> None:
        if self.main and self.agent is None and self.sentence.text.roles:
            self.agent = agents.doing_with(self.sentence, place)

    def _account(self, place: int) -> None:
        """Take what a body says it is doing or has done: "the council is writing a policy"."""
        if (not self.main or self.accounts) and (told := accounts.told(self.sentence, place, self.accounts)):
            self._take_account(*told)

    def _now(self, place: int) -> None:
        if not self.main and self.sentence.text.roles and (told := accounts.doing_now(self.sentence, place)):
            self._take_account(*told)

    def _take_account(self, who: Span | None, place: int) -> None:
        self.main = self.accounts = True
        self.agent = self.agent or who
        self._add(place, *self.reader.participle.get(self.words[place], (self.words[place], "output")))

    def _proposed(self, place: int) -> None:
        self.main = self.main or self.sentence.before(place) in BE

    def _need(self, place: int) -> None:
        begins = place == self.sentence.start
        if begins and not objects.is_to_be_there(self.sentence, place):
            return
        if not self.main and self.sentence.before(place) not in NEEDS_OF:
            self.main = True
            self._note_agent(place)
            later = self.sentence.after_adverbs(place)
            if later < self.sentence.end and self.words[later].endswith("ing"):
                self._add(later, *self.reader.participle.get(self.words[later], ("", "nebulous")), passive=True)
            elif objects.is_to_be_there(self.sentence, place):
                self.acts.append(Act("need", "output", self.sentence.text.span(place, place)))

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
            if clauses.is_finite(self.sentence, place, verb, joined=self.last_finite > _NEVER):
                self.last_finite = place
                self._add(place, verb, weight)

    def _other_verb(self, place: int) -> None:
        """Take a verb that no list holds, after "should" or "to": "should countersign", "to be countersigned"."""
        if (found := clauses.unlisted(self.sentence, place)) is None:
            return
        later, word, passive = found
        if word == "be":
            self.acts.append(Act("be", "output", self.sentence.text.span(later, later)))
        elif passive:
            self.last_told = later
            self._add(later, word, "output", passive=True)
        else:
            self.last_act = later
            self._add(later, word, "output", apart=True)

    def _is_asked_for(self, place: int, word: str) -> bool:
        """Return whether a verb in its plain form is asked for where it stands."""
        sentence = self.sentence
        if word in _OPENING and (sentence.after(place) == "sure" or clauses.recommends(sentence, place)):
            return False
        if self.begins:
            return clauses.is_command(sentence, place)
        at = sentence.before_adverbs(place, _OVER)
        before = self.words[at]
        if word == "do" and sentence.after(place) == "not":
            return False
        if before in MODALS:
            return not (clauses.is_questioned(sentence, place) or clauses.is_hope(sentence, at))
        if before == "to":
            return at == self.asked_to or (self.main and at > sentence.start and self._is_asked_again(at))
        a_verb = word not in NOUN_TOO or sentence.after(place) in OBJECTS
        if before in ("and", "then") and self.last_act > _NEVER and a_verb:
            return clauses.joins_acts(sentence, self.last_act, at)
        if before in ("we", "they"):
            return self.main and sentence.before(at) not in _WHILE
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
        self.acts.append(act_at(self.sentence, place, verb, weight, passive=passive, apart=apart, begins=self.begins))

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
    "with": Walk._with,
    "now": Walk._now,
    **dict.fromkeys(("need", "needs"), Walk._need),
    **dict.fromkeys(("is", "are", "has", "have"), Walk._account),
    **dict.fromkeys(RECOMMENDING, Walk._recommend),
    **dict.fromkeys(MODALS, Walk._modal),
    **dict.fromkeys(STATES, Walk._state),
}
"""The words at which the reading of a sentence turns, each with what is done there."""
