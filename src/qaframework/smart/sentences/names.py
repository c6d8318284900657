"""Where the name of somebody stands who can be asked whether they did it: a role, a body, a team."""

from __future__ import annotations

from collections.abc import Iterator

from qaframework.smart.sentences.grammar import BE, BEFORE_NOUN, BREAKS, NOUN_TOO
from qaframework.smart.sentences.reader import UNITS
from qaframework.smart.sentences.tokens import BOARDS, Sentence, Span
from qaframework.smart.words import these

_TEAMS = ("team", "teams", "group")
_NO_TEAM = these("whole care social work high quality primary family core peer user working-age age")
"""Words before "team" or "group" that do not tell which one it is."""
_NO_NAME = BREAKS | BEFORE_NOUN | _NO_TEAM
_NAME_ENDS = BREAKS | BEFORE_NOUN | BE
_AGENCIES = these("agency agencies")
_ANY = these("all relevant partner right other appropriate key any these")


def roles_in(sentence: Sentence, first: int, stop: int, start: int) -> Iterator[tuple[int, int]]:
    """Yield the first and last word of each role between two places."""
    roles = sentence.text.roles
    for at in roles:
        if at >= stop:
            return
        if at >= first and (begins := name_start(sentence, at, start)) >= 0:
            longer = at + 1 < stop and at + 1 in roles and 0 <= name_start(sentence, at + 1, start) <= begins
            if not longer:
                yield begins, at


def named(sentence: Sentence, begins: int, at: int) -> Span:
    """Return where a role stands, with the words that belong to it: "supervising social worker"."""
    words, verbs = sentence.words, sentence.reader.base
    for _ in range(3):
        before = words[begins - 1] if begins else "."
        verb = before in verbs and before not in NOUN_TOO
        if before in _NAME_ENDS or verb or not before.isalpha():
            break
        begins -= 1
    return sentence.text.span(begins, at)


def name_start(sentence: Sentence, place: int, start: int) -> int:
    """Return where the name of somebody who can be asked begins, if it ends here; -1 where none does."""
    words, reader = sentence.words, sentence.reader
    plain = words[place].removesuffix("'s").removesuffix("'")
    for phrase in reader.agent_phrases.get(plain, ()):
        first = place - len(phrase) + 1
        if first >= start and tuple(words[first:place]) == phrase[:-1]:
            return first
    if plain in reader.agents or plain.endswith(BOARDS):
        before = words[place - 1] if place > start else ""
        anybody = before == "delegated" or (plain in _AGENCIES and before in _ANY)
        return -1 if anybody else place
    if plain in UNITS and place > start:
        if words[place - 1] in ("each", "every"):
            return place if plain in _TEAMS else -1
        if words[place - 1] not in _NO_NAME:
            return place - 1
    return -1
