"""The small words of English that hold a sentence together. They are its grammar, not an authority's vocabulary."""

from __future__ import annotations

from qaframework.smart.words import these

ENDS = frozenset(".;:!?\n")
BREAKS = ENDS | frozenset(",()")
MODALS = these("should must will shall")
MAYBE = these("may might can could would")
BE = these("is are be being been gets get")
DETERMINERS = these(
    "the a an all each every any their his her its this these both that how whether what no one two three four five six"
)
OBJECTS = DETERMINERS | these("it them him us you when where who why")
"""Words before which "record" or "share" is a verb: "record it"."""
BEFORE_NOUN = DETERMINERS | these("to of for in on with by and or from at as into about between our your who which")
PREPOSITIONS = these("of for in on by from at into about between during through that which who so")
OPENERS = these(
    "when where if in within following for with by to as from once subject at before after on accordingly"
    " during over until whilst while given because although"
)
"""Words that begin a part of a sentence which asks for nothing itself: "When children go missing, ..."."""
SKIPPED = these("also then further urgently and not always all now both either fully well never only do don't")
"""Words between "should" and its verb, or before a verb that begins a sentence."""
OBJECT_ENDS = BREAKS | these(
    "by within before so to because in with on for from until and that at as every each when where if into"
)
RELATIVE = these("who which whose that")
ASIDE = these("when if while whilst where whose how why what whether")
"""Words that begin a clause which tells of something and does not ask for it."""
TO_AFTER = these("need needs required expected asked agreed proposed instructed requested due has have")
"""Words after which "to" asks: "is expected to publish"."""
QUESTIONS = these("how why what whether")
"""Words that begin a question put inside a sentence: what follows is asked about, not asked for."""
NEEDS_OF = these(
    "complex additional special their health emotional educational and identified unmet individual in of these"
    " children's changing learning"
)
"""Words after which "needs" are what somebody has."""
NO_VERB = BREAKS | these("be been being to have has had not the a an all each their his her its who that")
NOUN_TOO = these(
    "plan record report review visit audit contact file list share note address offer test track draft log"
    " schedule start state survey sample request evidence feature challenge support need work progress result"
    " focus process help use increase research train lead set close show award call copy date issue project"
    " target meet train supply award value view design pilot trial measure book sign note map match study"
    " benefit experience approach chair exit return release transfer screen script label count bid read ring"
    " fix foster order post print search trace mentor shadow coach second tick type file host licence quote cease fit"
    " upgrade clear place move swap switch change supply pull transport brief"
)
"""Verbs that are nouns, or begin a noun, as well."""
WANTED_BETTER = these("better more clearer stronger greater robust improved further effective good sharper tighter")
"""Words that tell how something is to be, where it is only named as lacking: "robust plan needed"."""
TIMES = these(
    "january february march april may june july august september october november december day days week weeks month"
    " months year term quarter spring summer autumn winter easter christmas monday tuesday wednesday thursday friday"
    " q1 q2 q3 q4 today tomorrow birthday review conference fortnight end time"
)
FUNCTION_WORDS = (
    BREAKS | MODALS | MAYBE | BE | BEFORE_NOUN | OPENERS | SKIPPED | RELATIVE | ASIDE | TO_AFTER
    | these(
        "he she it they we you i was were has had does did there here so but yet nor than then too very more most less"
        " despite across under without through throughout towards upon against among per via such half like unlike"
        " some many much few several other another which who our your my own please not-yet"
    )
)  # fmt: skip
"""Words that are never a verb of doing."""


def leads_away(lead: list[str]) -> bool:
    """Return whether what stands before a role makes it a place or a thing of somebody; "child in need" does not."""
    return any(
        (word in PREPOSITIONS or (word == "to" and at))
        and word != "of"
        and not (word == "in" and lead[at + 1 : at + 2] in (["need"], ["care"]))
        for at, word in enumerate(lead)
    )


RECOMMENDING = these(
    "asks recommend recommends recommended suggest suggests suggested request requests requested propose"
)
"""Words after which "that" tells of what is asked for: "I recommend that"."""
SIGNPOSTS = (
    MODALS
    | RECOMMENDING
    | these(
        "so now could can order to by from through with"
        " is are has have proposed need needs place force use subject there ensure"
        " ensures ensured ensuring sure measurable clear needed required outstanding missing completion allocation"
        " publication submission appointment production introduction creation"
        " date timescale timescales file files"
    )
)
"""Words at which the reading of a sentence turns."""
