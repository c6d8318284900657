"""What a sentence asks for: the acts in it, who is to do them, and what for. Grammar of small words, no model.

A text is read once, word by word. A verb counts as an act only where the sentence asks for it: at its beginning, after
"should", "will" or "social worker to", in what is to be ensured. What stands after "so that" is what it is for. In a
heading without a verb ("The quality of plans") nothing is asked.
"""

from __future__ import annotations

import re
from typing import Literal

import attrs

from qaframework.smart.words import Vocabulary, Words, these

Weight = Literal["output", "soft", "nebulous"]
Span = tuple[int, int]

_TOKEN = re.compile(r"[a-z0-9£%][a-z0-9'&£%-]*|[.,;:!?()\n]")
_ENDS = frozenset(".;:!?\n")
_BREAKS = _ENDS | frozenset(",()")
_MODALS = these("should must will shall")
_MAYBE = these("may might can could would")
_BE = these("is are be being been gets get")
_TO_AFTER = these("need needs required expected asked agreed proposed instructed requested due has have")
_NOT_AFTER = these(
    "need needs required continue continues seek expected able asked how agreed reminded enabled work working"
    " efforts continuing ongoing failure plans duty action ability wish likely right rights access"
)
_DETERMINERS = these(
    "the a an all each every any their his her its this these both that how whether what no one two three four five six"
)
_BEFORE_NOUN = _DETERMINERS | these("to of for in on with by and or from at as into about between our your who which")
_PREPOSITIONS = these("of for in on by from at into about between during through that which who so")
_OPENERS = these(
    "when where if in within following for with by to as from once subject at before after on accordingly"
    " during over until whilst while given because although"
)
_SKIPPED = these("also then further urgently and not always all now both either fully well never only")
_OBJECT_ENDS = _BREAKS | these(
    "by within before so to because in with on for from until and that at as every each when where if into"
)
_VAGUELY = these("widely appropriately effectively robustly")
_RELATIVE = these("who which whose that")
_ASIDE = these("when if while whilst where whose")
_STATIVE = these("have has understand understands receive receives benefit benefits know knows need needs")
_TO_OF_THINGS = these("be start begin reach revert include take resume cover set not contain")
_LIGHT = these("provide develop have make deliver receive implement create give take maintain keep build")
_NOTHING_MADE = these("improvements improvement progress sure oversight support more better")
_NO_VERB = _BREAKS | these("be been being to have has had not the a an all each their his her its who that")
_NEEDS_OF = these(
    "complex additional special their health emotional educational and identified unmet individual in of these"
    " children's changing learning"
)
_NOUN_TOO = these(
    "plan record report review visit audit contact file list share note address offer test track draft log"
    " schedule start state survey sample request evidence feature challenge support need work progress result"
    " focus process help use increase research train lead set close show award call copy date issue project"
    " target meet train supply award value view design pilot trial measure book sign note map match study"
    " benefit experience approach chair exit return release transfer screen script label count bid read ring"
    " fix"
)
_IRREGULAR = {
    "begin": "begun", "bring": "brought", "buy": "bought", "draw": "drawn", "find": "found", "get": "got",
    "give": "given", "hold": "held", "keep": "kept", "know": "known", "lead": "led", "learn": "learnt", "make": "made",
    "meet": "met", "pay": "paid", "put": "put", "read": "read", "repay": "repaid", "rewrite": "rewritten",
    "ring": "rung", "run": "run", "see": "seen", "seek": "sought", "send": "sent", "set": "set", "speak": "spoken",
    "take": "taken", "teach": "taught", "tell": "told", "think": "thought", "understand": "understood",
    "write": "written", "build": "built", "bear": "borne", "deal": "dealt", "grow": "grown", "drive": "driven",
    "redraft": "redrafted", "bid": "bid", "be": "been", "overcome": "overcome", "oversee": "overseen", "show": "shown",
}  # fmt: skip
_DOUBLED = these("plan log map commit submit format drop stop step refer transfer map control chat")
_TEAMS = ("team", "teams", "group")
_SMALL = these("so sure to by from need needs place force there proposed ensure ensures ensured ensuring ensurance")
_WORK_TOWARDS = these("work make take develop put")
_OVERSEEING = these("oversight scrutiny challenge supervision authorisation sign-off leadership")
_ASKS = these("ask commission appoint invite instruct nominate allocate establish set task convene")


_NO_ADVERBS = these(
    "early family only supply apply reply rely weekly monthly daily quarterly yearly july likely timely"
    " friendly elderly fortnightly"
)


def _is_adverb(word: str) -> bool:
    return word.endswith("ly") and word not in _NO_ADVERBS


def _third(verb: str) -> str:
    if verb == "have":
        return "has"
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return verb + "es"
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2] not in "aeiou" else verb + "s"


def _participle(verb: str) -> str:
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + verb[-1] + "ed" if verb in _DOUBLED else verb + "ed"


def _gerund(verb: str) -> str:
    if verb.endswith("e") and not verb.endswith("ee"):
        return verb[:-1] + "ing"
    return verb + verb[-1] + "ing" if verb in _DOUBLED or verb in ("put", "set", "run", "get", "bid") else verb + "ing"


@attrs.define(eq=False)  # not frozen: there are several for every recommendation of a long file
class Act:
    """Something a text asks for.

    Attributes:
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


@attrs.define(eq=False)
class Wording:
    """What a text says of four of the five parts, each with where it says so.

    Attributes:
        acts: what it asks for, in order.
        agent: who is to do it.
        purpose: what it is for, or the finding it answers.
        measure: what can be counted, a named standard.
        standard: a standard of others that it names.
        words, order, tokens: its words, in lower case, as a set and in order, and where they stand.
        asks: whether anything is asked for at all; a heading does not ask.
    """

    acts: tuple[Act, ...]
    agent: Span | None
    purpose: Span | None
    measure: Span | None
    standard: Span | None
    words: frozenset[str]
    tokens: list[re.Match[str]]
    order: list[str]
    asks: bool


@attrs.frozen(eq=False)
class Reader:
    """A vocabulary made ready for reading: every form of every verb, every phrase by its last word."""

    base: dict[str, Weight]
    third: dict[str, tuple[str, Weight]]
    participle: dict[str, tuple[str, Weight]]
    artefacts: frozenset[str]
    agents: frozenset[str]
    agent_phrases: dict[str, tuple[tuple[str, ...], ...]]
    groups: tuple[tuple[str, ...], ...]
    purposes: frozenset[str]
    counts: re.Pattern[str]
    standards: re.Pattern[str]
    count_words: frozenset[str]
    standard_words: frozenset[str]
    known: frozenset[str]
    agent_words: frozenset[str]

    @classmethod
    def of(cls, words: Vocabulary) -> Reader:
        """Return a reader of this vocabulary."""
        base: dict[str, Weight] = {}
        lists: tuple[tuple[Weight, Words], ...] = (
            ("output", words.output_verbs), ("soft", words.soft_verbs), ("nebulous", words.nebulous_verbs),
        )  # fmt: skip
        for weight, verbs in lists:
            base |= {verb: weight for verb in verbs if " " not in verb}
        participle = {_participle(verb): (verb, weight) for verb, weight in base.items()}
        participle |= {_gerund(verb): (verb, weight) for verb, weight in base.items()}
        participle |= {one: (one, "nebulous") for one in words.nebulous_participles}
        third = {_third(verb): (verb, weight) for verb, weight in base.items()}
        phrases: dict[str, list[tuple[str, ...]]] = {}
        for phrase in words.agents:
            if " " in phrase:
                parts = tuple(phrase.split())
                phrases.setdefault(parts[-1], []).append(parts)
        return cls(
            base=base,
            third=third,
            participle=participle,
            artefacts=frozenset(part.split()[-1] for part in words.artefacts),
            agents=frozenset(one for one in words.agents if " " not in one),
            agent_phrases={last: tuple(several) for last, several in phrases.items()},
            groups=tuple(tuple(one.split()) for one in words.groups),
            purposes=frozenset(words.purposes),
            counts=_any_of(words.counts),
            standards=_any_of(words.standards),
            count_words=frozenset(one.split()[0] for one in words.counts),
            standard_words=frozenset(one.split()[0] for one in words.standards),
            known=frozenset({*base, *third, *participle, *_BREAKS, *_MODALS, *_SMALL}),
            agent_words=frozenset(form for one in (*words.agents, *_TEAMS) for form in _forms_of(one.split()[-1])),
        )

    def read(self, lowered: str) -> Wording:
        """Return what a text in lower case, its apostrophes made plain, asks for."""
        return _Reading(self, lowered).whole()


def _forms_of(word: str) -> tuple[str, ...]:
    return (word, word + "'s", word + "'")


def _any_of(phrases: Words) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


_FOR_WHAT = re.compile(
    r"\b(?:so that|so (?:as )?(?=(?:the|he|she|they|we|it|his|her|their|each|every|all|children|to)\b)|because"
    r"|in order (?:to|that|for)|in recognition of|with the aim of|with a view to|in the interests? of|resulting in"
    r"|leads to|leading to|for the (?:benefit|sake) of|(?:in|and) (?:avoiding|achieving|reducing|preventing|improving)"
    r"|(?:that|which) (?:\w+ly |further )?(?:mitigates?|reduces?|prevents?|avoids?|protects?)|to enable|due to"
    r"|in light of|in response to|given (?:that|the)|takes? account of|, (?:reducing|preventing|minimising) "
    r"|learning from the)\b"
)
_REASONS = these(
    "so because order recognition aim view interests interest resulting leads leading benefit sake avoiding"
    " achieving reducing preventing improving minimising mitigate mitigates reduce reduces prevent prevents"
    " avoid avoids protect protects enable due light response given account learning"
)
_FOUND = these("was were not incident lacked concern concerns")
_FINDING = re.compile(
    r"\b(?:(?:was|were) (?!a\b|the\b)|(?:has|have|had|did) not\b|(?:following|after) the (?:\w+ )?incident|lacked\b"
    r"|concerns? (?:raised|that)\b)"
)


def _leads_away(lead: list[str]) -> bool:
    """Return whether what stands before a role makes it a place or a thing of somebody; "child in need" does not."""
    return any(
        word in _PREPOSITIONS and word != "of" and not (word == "in" and lead[at + 1 : at + 2] in (["need"], ["care"]))
        for at, word in enumerate(lead)
    )


class _Reading:
    """One reading of one text, from its first word to its last."""

    def __init__(self, reader: Reader, lowered: str) -> None:
        self.reader = reader
        self.lowered = lowered
        self.marks = list(_TOKEN.finditer(lowered))
        self.words = [mark[0] for mark in self.marks]
        agent_words = reader.agent_words
        self.agents = [place for place, word in enumerate(self.words) if word in agent_words]
        self.acts: list[Act] = []
        self.agent: Span | None = None
        self.purpose: Span | None = None
        self.asks = False

    def whole(self) -> Wording:
        words = self.words
        start = 0
        for place, word in enumerate(words):
            if word in _ENDS:
                self.sentence(start, place)
                start = place + 1
        if start < len(words):
            self.sentence(start, len(words))
        told = frozenset(words)
        if self.purpose is None:
            found = None if _REASONS.isdisjoint(told) else _FOR_WHAT.search(self.lowered)
            if found is None and not _FOUND.isdisjoint(told):
                found = _FINDING.search(self.lowered)
            self.purpose = (found.start(), self.sentence_end(found.end())) if found else None
        reader = self.reader
        measured = None if reader.count_words.isdisjoint(told) else reader.counts.search(self.lowered)
        standard = None if reader.standard_words.isdisjoint(told) else reader.standards.search(self.lowered)
        return Wording(
            acts=tuple(self.acts),
            agent=self.agent,
            purpose=self.purpose,
            measure=measured.span() if measured else None,
            standard=standard.span() if standard else None,
            words=told,
            tokens=self.marks,
            order=words,
            asks=self.asks,
        )

    def sentence_end(self, place: int) -> int:
        """Return where the sentence that a place of the text stands in ends."""
        ends = [found for sign in ".;\n" if (found := self.lowered.find(sign, place)) >= 0]
        return min(ends, default=len(self.lowered))

    def sentence(self, start: int, end: int) -> None:
        words, base, third, participle = self.words, self.reader.base, self.reader.third, self.reader.participle
        opener = words[start] in _OPENERS if start < end else False
        main = ensured = so_that = False
        at_start = True
        last_base = last_part = -9
        towards = aimed = False
        known = self.reader.known
        for place in range(start, end):
            word = words[place]
            if word not in known:
                if at_start and word not in _SKIPPED and not _is_adverb(word) and not word[0].isdigit():
                    at_start = False
                continue
            if word in _BREAKS:
                if word == "," and (opener or (last_base > -9 and not aimed)):
                    at_start = True
                continue
            if at_start and (word in _SKIPPED or _is_adverb(word) or word[0].isdigit()):
                continue
            begins, at_start = at_start, False
            before = words[place - 1] if place > start else ""
            if word not in _SMALL and word not in _MODALS:
                pass
            elif word == "so" and place + 1 < end and words[place + 1] in ("that", "they", "the"):
                so_that = True
            elif word.startswith("ensur") or (word == "sure" and before == "make"):
                if begins or main or before == "make":
                    main = ensured = True
                    if before != "to" or words[place - 2] in ("action", "steps"):
                        self.ensured_agent(place + 1, end)
                if before == "to":
                    self.to(place - 1, start, end, main)
            elif word in _MODALS:
                main = True
                self.subject(place, start, end)
                last_base = self.other_verb(place, so_that, end, last_base)
            elif word == "to" and place + 1 < end:
                asked = (before in _TO_AFTER and (not before.startswith("need") or main)) or self.is_subject_to(
                    place, start, end, main
                )
                if asked:
                    main = True
                    self.subject(place, start, end)
                    if before not in _TO_AFTER:
                        last_base = self.other_verb(place, so_that, end, last_base)
                elif towards and base.get(words[place + 1], "nebulous") != "nebulous":
                    self.act(place + 1, self.words[place + 1], base[self.words[place + 1]], so_that, end)
                else:
                    aimed = self.to(place, start, end, main) or aimed
            elif word in ("by", "from") and main:
                self.done_by(place, start, end)
            elif word == "proposed" and before in _BE:
                main = True
            elif word in ("needs", "need") and not main and place > start and before not in _NEEDS_OF:
                main = True
                self.subject(place, start, end)
            elif ((word == "place" and before.startswith("tak")) or (word == "force" and before == "into")) and main:
                self.acts.append(Act("take place", "output", self.marks[place].span()))
            elif word == "place" and before == "in" and main:
                self.in_place(place, start)
            elif word == "there" and main and place + 1 < end and words[place + 1] in _BE:
                self.there_is(place + 2, end)
            if word in base and self.is_base_act(place, start, end, begins, main, ensured, last_base):
                main = True
                last_base = place
                towards = towards or word in _WORK_TOWARDS
                self.act(place, word, base[word], so_that, end, apart=not ensured)
                if begins and word in _ASKS:
                    self.asked_agent(place + 1, end)
                continue
            if not main:
                continue
            if word in participle:
                at = self.be_before(place, start)
                if at >= 0 or (last_part >= 0 and place - last_part <= 3 and "and" in words[last_part:place]):
                    last_part = place
                    verb, weight = participle[word]
                    self.act(place, verb, weight, so_that, end, passive=True)
                    continue
            if ensured and word in third and self.is_finite(place, start, end, third[word][0]):
                verb, weight = third[word]
                self.act(place, verb, weight, so_that, end)
        self.asks = self.asks or main

    def is_base_act(
        self, place: int, start: int, end: int, begins: bool, main: bool, ensured: bool, last_base: int
    ) -> bool:
        words = self.words
        word = words[place]
        if begins:
            return (
                place == start
                or _is_adverb(words[place - 1])
                or word not in _NOUN_TOO
                or (place + 1 < end and words[place + 1] in _DETERMINERS)
            )
        before_at = place - 1
        while before_at > start and (words[before_at] in _SKIPPED - {"and"} or _is_adverb(words[before_at])):
            before_at -= 1
        before = words[before_at]
        if before in _MODALS:
            return True
        if before == "to":
            return (
                main
                and before_at > start
                and (
                    words[before_at - 1] in _TO_AFTER
                    or words[before_at - 1] == "but"
                    or self.is_subject_to(before_at, start, end, False)
                )
            )
        if (
            before in ("and", "then")
            and last_base >= 0
            and (word not in _NOUN_TOO or (place + 1 < end and words[place + 1] in _DETERMINERS))
        ):
            return self.continues(before_at, last_base)
        if ensured or before in ("we", "they"):
            if before in ("we", "they"):
                return main
            adverb = before_at < place - 1
            plural = before.endswith("s") or before in ("people", "children", "staff", "families")
            if word in ("have", "receive", "attend", "contain", "include"):
                return before not in ("to", "who", "which", "that", "may", "not")
            noun = word in _NOUN_TOO and not adverb and not (place + 1 < end and words[place + 1] in _DETERMINERS)
            return plural and not noun and before not in _BEFORE_NOUN
        return False

    def other_verb(self, place: int, so_that: bool, end: int, last_base: int) -> int:
        """Take a verb that no list holds as something that is done: what is nebulous is a closed list, doing is not."""
        words = self.words
        later = place + 1
        while later < end and (words[later] in _SKIPPED or _is_adverb(words[later])):
            later += 1
        if later >= end or words[later] in self.reader.base or words[later] in _NO_VERB or not words[later].isalpha():
            return last_base
        self.act(later, words[later], "soft", so_that, end, apart=True)
        return later

    def continues(self, place: int, last_base: int) -> bool:
        """Return whether "and" joins two acts, not two things: no "to" of a purpose lies between."""
        between = self.words[last_base + 1 : place]
        return "to" not in between or "," in between

    def is_finite(self, place: int, start: int, end: int, verb: str) -> bool:
        words = self.words
        before = words[place - 1] if place > start else ""
        if before in _BEFORE_NOUN or before in _BREAKS:
            return False
        if verb in _NOUN_TOO and not _is_adverb(before):
            return place + 1 < end and words[place + 1] in _DETERMINERS - {"that"}
        return True

    def be_before(self, place: int, start: int) -> int:
        """Return where the "is" or "are" of a participle stands, where it is part of what is asked; -1 if not."""
        words = self.words
        at = place - 1
        while at > start and place - at < 4 and (words[at] in _SKIPPED or _is_adverb(words[at])):
            at -= 1
        if words[at] == "being" and words[at - 1] not in _BE:
            return -1
        if at < start or words[at] not in _BE:
            return -1
        told = words[max(start, at - 4) : at]
        while _BREAKS & set(told):
            told = told[1:]
        return -1 if told and (told[-1] in _RELATIVE | _MAYBE or _ASIDE & set(told)) else at

    def act(
        self,
        place: int,
        verb: str,
        weight: Weight,
        so_that: bool,
        end: int,
        *,
        passive: bool = False,
        apart: bool = False,
    ) -> None:
        words = self.words
        if place + 1 < end and words[place + 1] in _VAGUELY and words[place + 1] == "widely":
            weight = "nebulous"
        if verb in _LIGHT:
            weight = self.by_object(place, end, weight)
        if so_that and verb not in ("set", "include", "contain", "record", "list"):
            return
        last = place
        while not passive and last + 1 < end and words[last + 1] not in _OBJECT_ENDS:
            last += 1
        span = (self.marks[place].start(), self.marks[last].end())
        self.acts.append(Act(verb, weight, span, passive, apart))

    def by_object(self, place: int, end: int, weight: Weight) -> Weight:
        """Return what a verb of no weight of its own asks for: it depends on what is to be provided, made, had."""
        for later in range(place + 1, min(end, place + 12)):
            word = self.words[later]
            if word in self.reader.artefacts:
                return "output"
            if word in _NOTHING_MADE:
                return "nebulous"
            if word in ("training", "arrangements", "series", "workshop", "session", "sessions", "interviews"):
                return "soft"
            if word == "in" and self.words[later - 1] in ("child", "children"):
                continue
            if word in _PREPOSITIONS or word in (".", ";", ":", ",") or word == "to":
                break
        return (
            "nebulous" if weight == "nebulous" or self.words[place] in ("provide", "provided", "provides") else "soft"
        )

    def in_place(self, place: int, start: int) -> None:
        before = self.words[max(start, place - 8) : place - 1]
        if before and before[-1] == "put":
            return
        if not self.reader.artefacts.isdisjoint(before) and "arrangements" not in before:
            self.acts.append(Act("place", "output", self.marks[place].span()))

    def there_is(self, place: int, end: int) -> None:
        for later in range(place, min(end, place + 7)):
            word = self.words[later]
            if word in self.reader.artefacts:
                self.acts.append(Act("be", "output", self.marks[later].span()))
                return
            if word in _PREPOSITIONS:
                return

    # Who

    def agent_at(self, place: int, start: int) -> int:
        """Return where the name of somebody who can be asked begins, if it ends here; -1 where none does."""
        word = self.words[place]
        plain = word.removesuffix("'s").removesuffix("'")
        for phrase in self.reader.agent_phrases.get(plain, ()):
            first = place - len(phrase) + 1
            if first >= start and tuple(self.words[first:place]) == phrase[:-1]:
                return first
        if plain in self.reader.agents:
            return place
        if plain in ("team", "teams", "service", "school", "group") and place > start:
            named = self.words[place - 1]
            if named not in _BEFORE_NOUN and named not in (
                "whole",
                "care",
                "social",
                "work",
                "high",
                "quality",
                "primary",
            ):
                return place - 1 if plain in ("team", "teams", "group") else -1
        return -1

    def note_agent(self, begins: int, at: int) -> None:
        """Note who is to act, with the words that belong to the role: "supervising social worker"."""
        words = self.words
        known = self.reader.base
        for _ in range(3):
            before = words[begins - 1] if begins else "."
            verb = before in known and before not in _NOUN_TOO
            if before in _BREAKS or before in _BEFORE_NOUN or before in _BE or verb or not before.isalpha():
                break
            begins -= 1
        self.agent = (self.marks[begins].start(), self.marks[at].end())

    def subject(self, place: int, start: int, end: int) -> None:
        """Note who is to act, where the words before "should", "will" or "to" name somebody."""
        if self.agent is not None or not self.agents:
            return
        words = self.words
        first = place
        while first > start and words[first - 1] not in _BREAKS:
            first -= 1
        if first > start and words[first - 1] == "," and words[start] not in _OPENERS:
            first = start
        if first > start and words[first - 1] == ")":
            first = start
        if words[place] in _MODALS and place + 2 < end and words[place + 1] == "be":
            follows = words[place + 2]
            done_to = follows in self.reader.participle and not follows.endswith("ing")
            if done_to and follows not in ("reminded", "required", "expected", "asked"):
                return
        head = words[first]
        if head in self.reader.base and head not in self.reader.agents | _NOUN_TOO and first + 1 < place:
            return
        if any(tuple(words[first : first + len(group)]) == group for group in self.reader.groups):
            return
        for at in self.agents:
            if not first <= at < place:
                continue
            begins = self.agent_at(at, first)
            if begins < 0:
                continue
            lead = words[first:begins]
            if _leads_away(lead) and not self.is_led(lead):
                continue
            if "of" in lead and not {"head", "director", "chair", "leaders", "heads"} & set(lead):
                continue
            if words[at].endswith(("'s", "s'")) and at + 1 < place and words[at + 1] not in self.reader.agents:
                continue
            self.note_agent(begins, at)
            return

    @staticmethod
    def is_led(lead: list[str]) -> bool:
        """Return whether words like "leaders across the" lead to the body they name."""
        return bool({"leaders", "head", "heads", "director", "chair", "staff", "lead", "managers"} & set(lead[:4]))

    def is_subject_to(self, place: int, start: int, end: int, main: bool) -> bool:
        """Return whether "to" stands where "should" could: "social worker to write", "visits to start"."""
        words = self.words
        if place + 1 >= end or place == start:
            return False
        follows = words[place + 1]
        first = place
        while first > start and words[first - 1] not in _BREAKS:
            first -= 1
        if first > start and words[start] not in _OPENERS and words[first - 1] != ")":
            return follows == "be" and not main
        if first == place and words[place - 1] == ")":
            first = start
        head = words[first] if first < place else ""
        if head in self.reader.base and head not in _NOUN_TOO and head not in self.reader.agents:
            return False
        if main and (first == start or not _MODALS.isdisjoint(words[first:place])):
            return False
        for at in self.agents:
            if not max(first, place - 8) <= at < place:
                continue
            begins = self.agent_at(at, first)
            if begins >= 0 and not _leads_away(words[first:begins]):
                tail = words[at + 1 : place]
                if not _MODALS.isdisjoint(tail):
                    return False
                if "of" in words[first:begins] and not {"head", "director", "chair", "heads"} & set(
                    words[first:begins]
                ):
                    continue
                if words[at].endswith(("'s", "s'")):
                    continue
                return follows.isalpha() and follows not in _DETERMINERS
        if follows == "be":
            return True
        return follows in _TO_OF_THINGS and not main and head not in ("the", "a", "consistency", "timeliness")

    def ensured_agent(self, place: int, end: int) -> None:
        """Note who is to act in what is to be ensured: "that managers record", "reviewing officers' oversight"."""
        if self.agent is not None:
            return
        words = self.words
        for at in self.agents:
            if not place <= at < min(end, place + 40):
                continue
            word = words[at]
            clause = next((one + 1 for one in range(at - 1, place - 1, -1) if words[one] == "that"), place)
            begins = self.agent_at(at, place)
            if begins < 0:
                continue
            if any(one in _PREPOSITIONS for one in words[clause:begins]):
                continue
            if word.endswith(("'s", "s'")):
                if at + 1 < end and words[at + 1] in _OVERSEEING:
                    self.note_agent(begins, at)
                    return
                continue
            after = at + 1
            while after < end and (_is_adverb(words[after]) or words[after] in _SKIPPED - {"and", "not"}):
                after += 1
            if after >= end:
                return
            verb = words[after]
            known = verb in self.reader.base or verb in self.reader.third
            if known and verb not in _STATIVE and self.reader.agents.isdisjoint((verb,)):
                self.note_agent(begins, at)
                return

    def asked_agent(self, place: int, end: int) -> None:
        if self.agent is not None or not self.agents:
            return
        for at in range(place, min(end, place + 12)):
            if self.words[at] == "to":
                return
            begins = self.agent_at(at, place)
            if begins >= 0:
                self.note_agent(begins, at)
                return

    def done_by(self, place: int, start: int, end: int) -> None:
        """Note who is to act where "by" says so: "completed by the social worker", "challenge from managers"."""
        if self.agent is not None or place == start or not self.agents:
            return
        words = self.words
        before = words[place - 1]
        window = words[max(start, place - 4) : place]
        if words[place] == "from":
            if _OVERSEEING.isdisjoint(window):
                return
        elif not (
            any(one in self.reader.participle or one == "assured" for one in window)
            or not _OVERSEEING.isdisjoint(window)
            or before in ("visit", "visits", "audit", "review", "fortnightly", "monthly", "weekly", "decision")
        ):
            return
        if {"not", "whose", "who", "which"} & set(words[max(start, place - 6) : place]):
            return
        for at in range(place + 1, min(end, place + 7)):
            if (words[at] in _PREPOSITIONS and words[at] != "of") or words[at] in _ENDS:
                return
            begins = self.agent_at(at, place + 1)
            if begins >= 0 and not words[at].endswith(("'s", "s'")):
                self.note_agent(begins, at)
                return

    # What for

    def to(self, place: int, start: int, end: int, main: bool) -> bool:
        """Note what it is for, where "to" is followed by a verb that says so, and return whether it is."""
        words = self.words
        if place > start and words[place - 1] in _NOT_AFTER:
            return False
        for later in range(place + 1, min(end, place + 4)):
            word = words[later]
            if word in self.reader.purposes:
                if word == "ensure" and place > start and words[place - 1] in ("steps", "action"):
                    return False
                if self.purpose is None:
                    self.purpose = (self.marks[place].start(), self.marks[end - 1].end())
                return True
            if not (_is_adverb(word) or word in _SKIPPED):
                return False
        return False
