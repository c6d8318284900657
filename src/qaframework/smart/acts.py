"""What a sentence asks for: each act, and what it leaves to be seen.

A sentence is read once, word by word. A verb counts as an act only where the sentence asks for it: at its beginning,
after "should", "will" or "social worker to", in what is to be ensured. What is an aim is a closed list, and so is what
can be seen and leaves nothing; any other verb is something that is done.
"""

from __future__ import annotations

from collections.abc import Callable

import attrs

from qaframework.smart import agents, purposes
from qaframework.smart.forms import is_adverb
from qaframework.smart.grammar import (
    ASIDE,
    BE,
    BEFORE_NOUN,
    BREAKS,
    DETERMINERS,
    FUNCTION_WORDS,
    MAYBE,
    MODALS,
    NEEDS_OF,
    NO_VERB,
    NOUN_TOO,
    OBJECT_ENDS,
    OPENERS,
    PREPOSITIONS,
    QUESTIONS,
    RELATIVE,
    SKIPPED,
    TO_AFTER,
)
from qaframework.smart.reader import Reader, Weight
from qaframework.smart.tokens import Span, Tokens
from qaframework.smart.words import these

_LIGHT = these("provide develop have make deliver receive implement create give take maintain keep build offer do")
"""Verbs that say little by themselves: what is provided, made or had decides."""
_DO = these("offer do")
_NOTHING_MADE = these(
    "improvements improvement progress oversight support more better help consideration thought attention"
    " prominence recognition priority emphasis regard weight focus time advice care encouragement effort efforts attempts"
)
"""Things that leave nothing behind, whoever gives or makes them."""
_ABSTRACT = these(
    "understanding voice say role sense opportunity chance impact effect influence focus positive clear good better"
    " strong stronger shared robust range level view grasp oversight approach knowledge culture commitment more greater"
    " meaningful effective consistent choice wider sufficient"
)
"""Words of what cannot be looked at, though people can be said to have one."""
_LIGHT_DONE = these("give pay make offer provide deliver do")
_SEEN_ONLY = these("training arrangements series workshop session sessions interviews")
_WORK_TOWARDS = these("work make take develop put")
_ASKS = these("ask commission appoint invite instruct nominate allocate establish set task convene")
_SUBJECTS = these("people children staff families")
_PERFORMED = these("have receive attend contain include")
_AFTER_A_NOUN = BE | MODALS | these("of needs needed has have was were around keeping writing")
"""Words after which "review" or "record", at the beginning of a sentence, was a noun."""
_CONTENTS = these("set include contain record list")
_NOT_MAIN = RELATIVE | MAYBE
_JOINED = these("and that but")
_TOLD_BY_DOCUMENTS = these("identify demonstrate articulate")
_WHERE_FIT = these("where when if appropriate necessary needed required possible then also")
_JOINS = ([","], ["and"], [",", "and"], ["and", ",", ","], [",", "and", ",", ","])
_NAMED_WITH = these("and is are the a an all")
_KEPT_ON = these("file files record records system website agenda")
_INTO = these("include contain set specify list")
_DOINGS = these("completion allocation publication submission appointment production")
_STILL_OPEN = these("needed required outstanding missing")
_ARTICLES = these("the a an all each every any their his her its this these both")
_ADJECTIVE_ENDINGS = ("-centred", "-focused", "-focussed", "-informed", "-based", "-led", "-related")


@attrs.define(eq=False)  # not frozen: there are several for every recommendation of a long file
class Act:
    """Something a text asks for.

    Attributes:
        verb: the verb, as it is listed or as it stands.
        weight: whether it leaves something to see, can at least be seen being done, or neither.
        span: the verb, with what it is done to.
        passive: whether it is told as something that is done.
        apart: whether it could be an action by itself: not something that is only to be ensured.
    """

    verb: str
    weight: Weight
    span: Span
    passive: bool = False
    apart: bool = False


class Walk:
    """One walk through one sentence: what it asks for, who is to do it, and what "to" says it is for.

    Attributes:
        acts, agent, purpose: what was found.
        main: whether anything has been asked for yet.
    """

    __slots__ = (
        "acts", "agent", "aimed", "asked_to", "at_start", "begins", "end", "ensured", "last_act", "last_told", "main", "opener",
        "purpose", "reader", "so_that", "start", "text", "towards", "words",
    )  # fmt: skip

    def __init__(self, text: Tokens, start: int, end: int, agent: Span | None, purpose: Span | None) -> None:
        self.text = text
        self.words = text.words
        self.reader: Reader = text.reader
        self.start, self.end = start, end
        self.acts: list[Act] = []
        self.agent, self.purpose = agent, purpose
        self.opener = text.words[start] in OPENERS
        self.main = self.ensured = self.so_that = self.towards = self.aimed = self.begins = False
        self.at_start = True
        self.last_act = self.last_told = self.asked_to = -9

    def through(self) -> Walk:
        """Read the sentence from its first word to its last."""
        reader = self.reader
        words, known, base, told, goes_on = self.words, reader.known, reader.base, reader.participle, reader.third
        for place in range(self.start, self.end):
            word = words[place]
            if word not in known:
                if self.at_start:
                    self.unknown_at_start(place, word)
                continue
            if word in BREAKS:
                self.at_start = self.at_start or (
                    word == "," and (self.opener or (self.last_act > -9 and not self.aimed))
                )
                continue
            if self.at_start and _before_a_verb(word):
                continue
            self.begins, self.at_start = self.at_start, False
            turn = _SIGNPOSTS.get(word)
            if turn is not None:
                turn(self, place)
            if word == "make" and words[place + 1 : place + 2] == ["sure"]:
                continue
            if word in base and self.is_asked_for(place, word):
                self.ask(place, word)
            elif self.main and (word in told or (self.ensured and word in goes_on)):
                self.tell(place, word)
        return self

    # At the words that turn a sentence

    def so(self, place: int) -> None:
        if place + 1 < self.end and self.words[place + 1] in ("that", "they", "the"):
            self.so_that = True

    def ensure(self, place: int) -> None:
        """Take what is to be made sure of: what it tells of is asked for."""
        before, first = self.before(place), place
        if self.words[place] == "sure":
            if before != "make":
                return
            first = self.last_act = place - 1
            before = self.before(first)
        if self.begins or self.main or first == self.start:
            self.main = self.ensured = True
            if before != "to" or self.words[first - 2 : first - 1] in (["action"], ["steps"]):
                self.agent = self.agent or agents.in_what_is_ensured(self.text, place + 1, self.end)

    def modal(self, place: int) -> None:
        if self.is_questioned(place):
            return
        self.main = True
        self.note_agent(place)
        self.other_verb(place)

    def to(self, place: int) -> None:
        if place + 1 >= self.end:
            return
        follows = self.words[place + 1]
        if agents.is_asked(self.text, place, self.start, self.end, self.main):
            self.main = True
            self.asked_to = place
            self.note_agent(place)
            if self.before(place) not in TO_AFTER:
                self.other_verb(place)
        elif self.main and follows in _INTO and self.is_content(place + 1):
            self.add(place + 1, follows, "output")
        elif self.towards and self.reader.base.get(follows, "nebulous") != "nebulous":
            self.add(place + 1, follows, self.reader.base[follows])
        else:
            self.aimed = self.note_purpose(place) or self.aimed

    def by(self, place: int) -> None:
        """Take what is to be done to reach an aim, "by including timescales", and who does it, "by the manager"."""
        later = self.text.after_adverbs(place, self.end)
        if self.main and later < self.end and self.words[place] != "from" and self.words[later].endswith("ing"):
            verb, weight = self.reader.participle.get(self.words[later], ("", "nebulous"))
            if weight != "nebulous" and "account" not in self.words[later : later + 5]:
                self.add(later, verb, weight)
        if self.main and self.agent is None and self.words[place] != "through":
            self.agent = agents.done_by(self.text, place, self.start, self.end)

    def proposed(self, place: int) -> None:
        self.main = self.main or self.before(place) in BE

    def need(self, place: int) -> None:
        if not self.main and place > self.start and self.before(place) not in NEEDS_OF:
            self.main = True
            self.note_agent(place)

    def place(self, place: int) -> None:
        before = self.before(place)
        if not self.main:
            return
        if before.startswith("tak"):
            self.takes_place(place)
        elif before == "in":
            told = self.words[max(self.start, place - 8) : place - 1]
            if told and told[-1] != "put" and "arrangements" not in told and self.holds_artefact(told):
                self.acts.append(Act("place", "output", self.text.span(place, place)))

    def force(self, place: int) -> None:
        if self.main and self.before(place) == "into":
            self.takes_place(place)

    def takes_place(self, place: int) -> None:
        self.acts.append(Act("take place", "output", self.text.span(place, place)))

    def there(self, place: int) -> None:
        """Take what there is to be: "ensure that there is a plan", "there should be an agreement"."""
        later = place + 1
        if later < self.end and self.words[later] in MODALS:
            self.main, later = True, later + 1
        if not self.main or later >= self.end or self.words[later] not in BE:
            return
        for at in range(later + 1, min(self.end, later + 8)):
            if self.words[at] in self.reader.artefacts:
                self.acts.append(Act("be", "output", self.text.span(at, at)))
                return
            if self.words[at] in PREPOSITIONS:
                return

    def still_open(self, place: int) -> None:
        """Take what is only named as lacking: "genogram needed on file", "birth certificate outstanding"."""
        told = self.words[max(self.start, place - 4) : place]
        follows = self.words[place + 1] if place + 1 < self.end else "."
        lacking = not self.main and follows in OBJECT_ENDS and FUNCTION_WORDS.isdisjoint(set(told) - _NAMED_WITH)
        if lacking and self.holds_artefact(told):
            self.main = True
            self.acts.append(Act(self.words[place], "output", self.text.span(max(self.start, place - 4), place)))

    def noun_of_doing(self, place: int) -> None:
        """Take what is named as done: "completion of the chronology"; in time is no act of its own."""
        follows = self.words[place + 1] if place + 1 < self.end else "."
        if follows == "of" and (self.begins or self.ensured):
            timely = "timely" in self.words[max(self.start, place - 2) : place]
            self.main = True
            self.acts.append(Act(self.words[place], "soft" if timely else "output", self.text.span(place, place)))

    # At a verb

    def unknown_at_start(self, place: int, word: str) -> None:
        """Take a word that no list holds, where it stands as a command stands: "laminate the plan"."""
        if _before_a_verb(word):
            return
        self.at_start = False
        follows = self.words[place + 1] if place + 1 < self.end else "."
        verb = word.isalpha() and word not in FUNCTION_WORDS and not word.endswith(("ing", "ed", "tion", "ment"))
        if verb and (not word.endswith("s") or word.endswith("ss")) and follows in _ARTICLES:
            self.main = True
            self.last_act = place
            self.add(place, word, "output", apart=True)

    def ask(self, place: int, verb: str) -> None:
        self.main = True
        self.last_act = place
        self.towards = self.towards or verb in _WORK_TOWARDS
        self.add(place, verb, self.reader.base[verb], apart=not self.ensured)
        if self.begins and self.agent is None:
            who = agents.told if verb in _ASKS else agents.overseers
            self.agent = who(self.text, place + 1, self.end)

    def tell(self, place: int, word: str) -> None:
        """Take what is done or goes on, in what is asked for: "visits are recorded", "each plan sets out"."""
        if word in self.reader.participle:
            if self.is_done(place):
                self.last_told = place
                verb, weight = self.reader.participle[word]
                self.add(place, verb, weight, passive=True)
                return
        if self.ensured and word in self.reader.third:
            verb, weight = self.reader.third[word]
            if self.is_finite(place, verb):
                self.add(place, verb, weight)

    def other_verb(self, place: int) -> None:
        """Take a verb that no list holds, after "should" or "to": "should countersign", "to be countersigned"."""
        later = self.text.after_adverbs(place, self.end)
        passive = later < self.end and self.words[later] == "be"
        if passive:
            later = self.text.after_adverbs(later, self.end)
        if passive and self.words[later : later + 1] == ["on"]:
            self.is_kept(later)
        if later >= self.end or not self.words[later].isalpha() or self.words[later] in self.reader.known:
            return
        word = self.words[later]
        if passive:
            if word.endswith("ed") or word.removeprefix("re").lstrip("-") in self.reader.participle:
                self.last_told = later
                self.add(later, word, "output", passive=True)
        elif word not in NO_VERB:
            self.last_act = later
            self.add(later, word, "output", apart=True)

    def is_kept(self, place: int) -> None:
        """Take what is to be on the file: "a chronology should be on file"."""
        if not _KEPT_ON.isdisjoint(self.words[place : min(self.end, place + 4)]):
            self.acts.append(Act("be", "output", self.text.span(place, place)))

    def is_asked_for(self, place: int, word: str) -> bool:
        """Return whether a verb in its plain form is asked for where it stands."""
        if self.begins:
            return self.is_command(place, word)
        words = self.words
        at = self.text.before_adverbs(place, self.start, SKIPPED - {"and"})
        before = words[at]
        if before in MODALS:
            return not self.is_questioned(place)
        if before == "to":
            return at == self.asked_to or (self.main and at > self.start and self.is_asked_by_to(at))
        article = place + 1 < self.end and words[place + 1] in DETERMINERS
        if before in ("and", "then") and self.last_act >= 0 and (word not in NOUN_TOO or article):
            return self.continues(at)
        if before in ("we", "they"):
            return self.main
        if not self.ensured:
            return False
        if word in _PERFORMED:
            return before not in ("to", "who", "which", "that", "may", "not")
        noun = word in NOUN_TOO and at == place - 1 and not article
        return (before.endswith("s") or before in _SUBJECTS) and not noun and before not in BEFORE_NOUN

    def is_content(self, place: int) -> bool:
        """Return whether a verb tells what a document holds: "improve the plans to include timescales"."""
        follows = self.words[place + 1] if place + 1 < self.end else "."
        aim = self.reader.participle.get(follows, ("", "output"))[1] == "nebulous"
        return follows == "out" if self.words[place] == "set" else not aim

    def is_command(self, place: int, word: str) -> bool:
        follows = self.words[place + 1] if place + 1 < self.end else "."
        if word not in NOUN_TOO or follows in DETERMINERS:
            return True
        if place == self.start:
            role = place + 1 in self.text.roles and not follows.endswith("s")
            return follows not in _AFTER_A_NOUN and not role
        return is_adverb(self.words[place - 1])

    def is_asked_by_to(self, place: int) -> bool:
        before = self.words[place - 1]
        return (
            before in TO_AFTER
            or (before == "be" and self.words[place - 2] in MODALS)
            or before == "but"
            or agents.stands_for_should(self.text, place, self.start, self.end, False)
        )

    def is_questioned(self, place: int) -> bool:
        """Return whether a verb belongs to a question inside the sentence: "to decide whether it should close"."""
        if not self.text.questions:
            return False
        first = max(self.text.phrase_start(place, self.start), place - 10)
        return not QUESTIONS.isdisjoint(self.words[first:place])

    def continues(self, place: int) -> bool:
        """Return whether "and" joins two acts, not two things: no "to" of a purpose lies between."""
        between = self.words[self.last_act + 1 : place]
        return "to" not in between or "," in between

    def is_done(self, place: int) -> bool:
        """Return whether a participle is told of something: "is recorded", and what "and" or a comma joins to it."""
        since = self.words[self.last_told + 1 : place] if self.last_told >= 0 else ["."]
        since = [word for word in since if word not in _WHERE_FIT]
        if since in _JOINS:
            return True
        return self.is_told_of(place)

    def is_told_of(self, place: int) -> bool:
        words = self.words
        at = place - 1
        while at > self.start and place - at < 4 and (words[at] in SKIPPED or is_adverb(words[at])):
            at -= 1
        if words[place - 1] == "well":
            return False
        if at < self.start or words[at] not in BE or (words[at] == "being" and words[at - 1] not in BE):
            return False
        told = words[max(self.text.phrase_start(at, self.start), at - 8) : at]
        if told and told[-1] in _NOT_MAIN:
            return False
        return ASIDE.isdisjoint(told[-4:]) and (QUESTIONS.isdisjoint(told) or not _JOINED.isdisjoint(told))

    def is_finite(self, place: int, verb: str) -> bool:
        before = self.before(place)
        if before in BEFORE_NOUN or before in BREAKS:
            return False
        if verb in NOUN_TOO and not is_adverb(before):
            return place + 1 < self.end and self.words[place + 1] in DETERMINERS - {"that"}
        return True

    # What is kept

    def add(self, place: int, verb: str, weight: Weight, *, passive: bool = False, apart: bool = False) -> None:
        words, end = self.words, self.end
        if place + 1 < end and words[place + 1] == "widely":
            weight = "nebulous"
        if verb in _LIGHT and not passive:
            weight = self.by_object(place, verb, weight)
        elif verb in _LIGHT_DONE:
            weight = self.by_subject(place, weight)
        elif verb == "carry" and place + 1 < end and words[place + 1] == "out":
            weight = "output"
        if weight == "soft" and verb in _TOLD_BY_DOCUMENTS and not passive and self.is_said_of_document(place):
            weight = "output"
        if self.so_that and (passive or verb not in _CONTENTS):
            return
        if weight == "soft" and self.begins and (place + 1 >= end or words[place + 1] in BREAKS):
            weight = "nebulous"
        last = place
        while not passive and last + 1 < end and words[last + 1] not in OBJECT_ENDS:
            last += 1
        self.acts.append(Act(verb, weight, self.text.span(place, last), passive, apart))

    def by_subject(self, place: int, weight: Weight) -> Weight:
        """Return what is asked for where something is given or made: it depends on what stands before."""
        told = self.words[max(self.text.phrase_start(place, self.start), place - 7) : place]
        if not _NOTHING_MADE.isdisjoint(told):
            return "nebulous"
        return "soft" if "training" in told else weight

    def by_object(self, place: int, verb: str, weight: Weight) -> Weight:
        """Return what a verb of no weight of its own asks for: it depends on what is to be provided, made, had."""
        words = self.words
        if verb == "have":
            done = self.text.after_adverbs(place, self.end)
            if done < self.end and words[done] in self.reader.participle and words[done] not in NOUN_TOO:
                return self.reader.participle[words[done]][1]
            if done < self.end and words[done] in ("a", "an") and _ABSTRACT.isdisjoint(words[done + 1 : done + 5]):
                return "output"
        for later in range(place + 1, min(self.end, place + 12)):
            word = words[later]
            if word in self.reader.artefacts:
                return "output"
            if word in _NOTHING_MADE:
                return "nebulous"
            if word in _SEEN_ONLY:
                return "soft"
            if word == "in" and words[later - 1] in ("child", "children"):
                continue
            if word in PREPOSITIONS or word in BREAKS or word == "to":
                break
        if verb in _DO:
            return weight
        return "nebulous" if weight == "nebulous" or verb == "provide" else "soft"

    def is_said_of_document(self, place: int) -> bool:
        told = self.words[max(self.start, place - 14) : place]
        clause = told[len(told) - told[::-1].index("that") if "that" in told else 0 :]
        return "planning" in clause or self.holds_artefact(clause)

    def holds_artefact(self, words: list[str]) -> bool:
        return not self.reader.artefacts.isdisjoint(words)

    def before(self, place: int) -> str:
        return self.words[place - 1] if place > self.start else ""

    def note_agent(self, place: int) -> None:
        if self.agent is None:
            self.agent = agents.asked_by_modal(self.text, place, self.start, self.end)

    def note_purpose(self, place: int) -> bool:
        span = purposes.after_to(self.text, place, self.start, self.end)
        self.purpose = self.purpose or span
        return span is not None


def _before_a_verb(word: str) -> bool:
    return word in SKIPPED or is_adverb(word) or word[0].isdigit()


_SIGNPOSTS: dict[str, Callable[[Walk, int], None]] = {
    "so": Walk.so, "to": Walk.to, "by": Walk.by, "from": Walk.by, "through": Walk.by, "proposed": Walk.proposed, "need": Walk.need,
    "needs": Walk.need, "place": Walk.place, "force": Walk.force, "there": Walk.there,
    **dict.fromkeys(("ensure", "ensures", "ensured", "ensuring", "sure"), Walk.ensure),
    **dict.fromkeys(MODALS, Walk.modal),
    **dict.fromkeys(_STILL_OPEN, Walk.still_open),
    **dict.fromkeys(_DOINGS, Walk.noun_of_doing),
}  # fmt: skip
"""The words at which the reading of a sentence turns, each with what is done there."""
