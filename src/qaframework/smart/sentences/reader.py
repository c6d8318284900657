"""A vocabulary made ready for reading: every form of every verb, every phrase by its last word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Literal

import attrs

from qaframework.smart.sentences.forms import gerund, participle, third
from qaframework.smart.sentences.grammar import BREAKS, SIGNPOSTS
from qaframework.smart.words import Vocabulary, Words

Weight = Literal["output", "soft", "nebulous"]
"""Whether an act leaves something to see, can at least be seen being done, or neither."""
Phrases = dict[str, tuple[tuple[str, ...], ...]]

UNITS = ("team", "teams", "group", "service", "hub", "hubs", "unit", "department")
"""What a part of a body is called: with a word before it that says which, it can be asked."""


@attrs.frozen(eq=False)
class Reader:
    """The words of one authority, ready for reading.

    Attributes:
        base, third, participle: each form of each verb, with the weight of what it asks for.
        artefacts: things that can be looked at, by their last word.
        agents, agent_phrases: who can be asked; those of several words by their last.
        agent_words: every word on which the name of somebody can end.
        groups: words that sound like somebody and name nobody, by their first.
        purposes, purpose_phrases: verbs that say, after "to", what something is for; those of two words by their first.
        counts, standards: what is counted, and the standards of others.
        count_words, standard_words: the longest word of each, so that few sentences are searched.
        known: every word at which the reading of a sentence stops.
    """

    base: dict[str, Weight]
    third: dict[str, tuple[str, Weight]]
    participle: dict[str, tuple[str, Weight]]
    artefacts: frozenset[str]
    agents: frozenset[str]
    agent_phrases: Phrases
    agent_words: frozenset[str]
    groups: Phrases
    purposes: frozenset[str]
    purpose_phrases: Phrases
    counts: re.Pattern[str]
    standards: re.Pattern[str]
    count_words: frozenset[str]
    standard_words: frozenset[str]
    known: frozenset[str]

    @classmethod
    def of(cls, words: Vocabulary) -> Reader:
        """Return a reader of this vocabulary."""
        base = _weighed(words)
        agents = {form for one in words.agents for form in (one, _plural(one))}
        goes_on = _formed(base, third)
        done = _formed(base, participle) | _formed(base, gerund)
        done |= {one: (one, "nebulous") for one in words.nebulous_participles}
        return cls(
            base=base,
            third=goes_on,
            participle=done,
            artefacts=frozenset(form for one in words.artefacts for form in (_last(one), _plural(_last(one)))),
            agents=frozenset(one for one in agents if " " not in one),
            agent_phrases=_by_word((one for one in agents if " " in one), -1),
            agent_words=frozenset(form for one in (*agents, *UNITS) for form in _owned(_last(one))),
            groups=_by_word(words.groups, 0),
            purposes=frozenset(one for one in words.purposes if " " not in one),
            purpose_phrases=_by_word((one for one in words.purposes if " " in one), 0),
            counts=_any_of(words.counts),
            standards=_any_of(words.standards),
            count_words=frozenset(_telling(one) for one in words.counts),
            standard_words=frozenset(_telling(one) for one in words.standards),
            known=frozenset({*base, *goes_on, *done, *BREAKS, *SIGNPOSTS}),
        )


def _weighed(words: Vocabulary) -> dict[str, Weight]:
    lists: tuple[tuple[Weight, Words], ...] = (
        ("output", words.output_verbs), ("soft", words.soft_verbs), ("nebulous", words.nebulous_verbs),
    )  # fmt: skip
    return {verb: weight for weight, verbs in lists for verb in verbs if " " not in verb}


def _formed(base: dict[str, Weight], form: Callable[[str], str]) -> dict[str, tuple[str, Weight]]:
    return {form(verb): (verb, weight) for verb, weight in base.items()}


def _last(phrase: str) -> str:
    return phrase.split()[-1]


def _telling(phrase: str) -> str:
    """Return the longest word of a phrase: the one that few sentences have."""
    return max(phrase.split(), key=len)


def _plural(phrase: str) -> str:
    if phrase.endswith("fe"):
        return phrase[:-2] + "ves"
    return phrase[:-1] + "ies" if phrase.endswith("y") else phrase.removesuffix("s") + "s"


def _owned(word: str) -> tuple[str, ...]:
    return (word, word + "'s", word + "'")


def _by_word(phrases: Iterable[str], place: int) -> Phrases:
    """Return phrases by one of their words: the first or the last."""
    found: Phrases = {}
    for phrase in phrases:
        parts = tuple(phrase.split())
        found[parts[place]] = (*found.get(parts[place], ()), parts)
    return found


def _any_of(phrases: Words) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
