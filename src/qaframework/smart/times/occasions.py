"""How people write a time that only people can put a day to: an event, a rhythm, a term, somebody's standard."""

from __future__ import annotations

from qaframework.smart.times.ways import Way, way
from qaframework.smart.times.words import (
    COUNT,
    EVENT,
    EVENT_TRIGGERS,
    EVENT_WORDS,
    HAPPENS,
    IN_WORDS,
    MONTH,
    MONTH_WORDS,
    NOT_A_PLACE,
    OFTEN,
    SOMEBODY,
    TERM,
    TIMESCALES,
    UNITS,
    WEEKDAY,
    YEAR,
    YEARS,
)
from qaframework.smart.words import these

HAPPENING = these(
    "comes come goes go moves move leaves leave returns return turns turn starts start begins begin ends end reaches"
    " reach transfers transfer expires expire born discharged moved placed released adopted induced"
)

OCCASIONS: tuple[Way, ...] = (
    # How often.
    way(
        "frequency",
        "every each",
        UNITS | OFTEN,
        rf"(?:every|each)\s+(?:other\s+|second\s+|(?:{COUNT})\s+)?(?:working\s+|school\s+)?(?:hours?|days?|weeks?"
        rf"|fortnight|months?|quarter|years?|half[ -]terms?|terms?|{WEEKDAY}|january|september|april)\b"
        r"(?!\s+(?:group|olds?)\b)",
    ),
    way(
        "frequency",
        "0 once twice one two three four five six",
        UNITS | OFTEN,
        r"(?:once|twice|one|two|three|four|five|six|\d+)(?:\s+(?:\w+\s+){0,2}?)?(?:a|an|per|each)\s+"
        r"(?:day|week|fortnight|month|quarter|year|term)\b",
    ),
    way(
        "frequency",
        "annually fortnightly quarterly termly yearly biannually bi twice half two three four five six eight ten twelve"
        " 0"
        " weekly monthly daily on",
        OFTEN,
        r"(?:annually|fortnightly|quarterly|termly|yearly|bi-?annually|twice[- ]yearly|half[- ]termly"
        r"|(?:(?:two|three|four|five|six|eight|ten|twelve|\d{1,2}|bi)[- ]?)?(?:weekly|monthly)"
        r"|on an? (?:daily|annual) basis|daily(?!\s+(?:\w+\s+)?(?:li[fv]e|lives|living|experiences?|routines?|needs"
        r"|care|world)\b))(?!\w)",
        unless=r"\b(?:the|this|that|our)\s*$",
    ),
    way(
        "frequency",
        "0 one two three four five six eight ten twelve",
        UNITS,
        r"(?:one|two|three|four|five|six|eight|ten|twelve|\d+)(?:\s+[a-z-]+){1,5}?\s+per\s+"
        r"(?:day|week|fortnight|month|quarter|year|term)\b",
    ),
    way(
        "frequency",
        "annual",
        frozenset(("annual",)),
        r"annual\s+(?:appraisals?|audits?|checks?|assessments?|visits?|health|dental|re-?audits?|updates?|training"
        r"|refreshers?)\b(?!\s+(?:report|review|survey|plan))",
        unless=r"\b(?:timeliness|quality|consistency|effectiveness|number) of\s+$",
    ),
    way(
        "frequency",
        "at after following on before in during",
        frozenset(("each", "every")),
        rf"(?:at|after|following|on|before|in|during)\s+(?:each|every)\s+{EVENT_WORDS}{EVENT}",
        weak=False,
    ),
    way(
        "frequency",
        "each every",
        EVENT_TRIGGERS,
        rf"(?:each|every)\s+{EVENT_WORDS}{EVENT}(?=\s+(?:to|should|must|will)\b)",
        weak=False,
    ),
    way(
        "frequency",
        "after following before at",
        frozenset(("each", "every")),
        r"(?:after|following|before|at\s+the\s+(?:start|end)\s+of)\s+(?:each|every)\s+(?!level\b|stage\b|opportunity\b|point\b)"
        r"(?:[\w'-]+\s*){1,2}",
        weak=False,
    ),
    # Words for people to put a day to.
    way("quarter", "next", frozenset(("quarter",)), r"next\s+quarter\b"),
    way(
        "period",
        "this next",
        these("term year"),
        r"(?:this|next)\s+(?:half[ -])?(?:(?:autumn|spring|summer|school|academic)\s+)?(?:term|(?<=academic )year"
        r"|(?<=school )year)\b(?!'s)",
    ),
    way(
        "period",
        "during in over throughout across for",
        frozenset("0"),
        rf"(?:during|in|over|throughout|across|for)\s+(?:the\s+)?(?:(?:academic|school)\s+year\s+)?{YEARS}\b",
    ),
    way(
        "event",
        "before until",
        HAPPENING,
        rf"(?:before|until)\s+{SOMEBODY}\s+{HAPPENS}\b",
    ),
    way(
        "event",
        "at",
        these("point moment time"),
        r"at\s+the\s+(?:point|moment|time)\s+(?:when(?!\s+(?:they|he|she)\s+needs?\b)|that|at\s+which"
        r"|of(?!\s+(?:the\s+)?(?:incident|crisis|need|writing|review)))\s+(?:[\w'-]+\s*){1,4}",
        unless=r"\b(?:who|was|were|is)\s+(?:[\w'-]+\s+){0,2}$",
    ),
    way(
        "standard",
        "within to in",
        TIMESCALES,
        r"(?:within|to|in)\s+(?:the\s+)?time[- ]?(?:scale|frame|limit)s?\s+(?:that\s+(?:accord|comply|meet"
        r"|are\s+(?:set|required|prescribed))|set|required|prescribed|laid\s+down|specified)\b",
        weak=False,
    ),
    way(
        "quarter",
        IN_WORDS,
        these("q1 q2 q3 q4 quarter"),
        r"(?:by|before|in|during|within|from|at|until|for|this)\s+(?:the\s+)?(?:(?:start|beginning|end|close)\s+of\s+)?"
        r"(?:the\s+)?(?:q[1-4]\b|quarter\s+(?:[1-4]|one|two|three|four)\b"
        r"|(?:first|second|third|fourth|last(?= quarter of)|final|next|this|coming|current)\s+quarter\b|quarter\b)"
        rf"(?:\s*(?:of\s+)?(?:{YEAR}(?:[/-]\d\d)?))?",
        weak=False,
    ),
    way(
        "standard",
        "within in to meet meets meeting met into against",
        TIMESCALES,
        r"(?:within|in(?:\s+(?:line|accordance)\s+with)?|to|meets?|meeting|met|into|against)\s+(?:(?:the|all|their|its)\s+)?(?:(?:required|statutory"
        r"|prescribed|specific|specified|agreed|set|legal|expected|national|mandated|mandatory|stated|local|procedural"
        r"|court|legally|defined)\s+)+(?:(?:required|statutory|visiting|review)\s+)?"
        r"(?:time[- ]?(?:scale|frame|limit|line)s?|deadlines?|timings?|periods?)\b",
        weak=False,
    ),
    way(
        "event",
        "in before by during at this",
        MONTH_WORDS,
        rf"(?:in|before|by|during|at|this)\s+{MONTH}'s\s+{EVENT_WORDS}{EVENT}",
    ),
    way(
        "event",
        "by before at in for until to prior ahead on following during",
        these("next second first third forthcoming upcoming coming scheduled final"),
        rf"(?:by|before|at|in|for|until|to|prior to|ahead of|on|following|during|in time for)\s+"
        rf"(?:(?:the|his|her|their|its|our|a|any|an)\s+)?(?:child(?:ren)?'s\s+|young (?:person|people)'s\s+)?"
        rf"(?:very\s+)?"
        rf"(?:next|second|first|third|forthcoming|upcoming|coming|scheduled|final)\s+{EVENT_WORDS}{EVENT}{NOT_A_PLACE}",
    ),
    way(
        "event",
        "by before prior ahead in until",
        EVENT_TRIGGERS,
        rf"(?:by|before|prior to|ahead of|in time for|until)\s+(?:(?:the|his|her|their|its|our|a|any|an|each|every"
        rf"|\w+(?:'s|s'))\s+)*{EVENT_WORDS}{EVENT}{NOT_A_PLACE}",
        unless=r"\b(?:letters?|work)\s+$",
    ),
    way(
        "event",
        "by before until ahead at",
        MONTH_WORDS,
        rf"(?:by|before|until|ahead of|at)\s+(?:the|his|her|their|our)\s+{MONTH}\s+{EVENT_WORDS}{EVENT}{NOT_A_PLACE}",
    ),
    way(
        "event",
        "by before at",
        these("pregnancy pregnant gestation"),
        r"(?:by|before|at)\s+\d\d?\s+weeks?'?\s+(?:of\s+pregnancy|pregnant|gestation)\b",
    ),
    way(
        "event",
        "by before until on at prior ahead in after from",
        frozenset(("birthday", "birthdays")),
        r"(?:by|before|until|on|at|prior to|ahead of|in time for|after|from)\s+(?:\S+\s+){0,4}?"
        r"(?:\d{1,2}(?:st|nd|rd|th)|eighteenth|sixteenth|seventeenth|twenty-first|twenty-fifth|next)\s+birthday\b",
    ),
    way(
        "event",
        "by before until prior when",
        these("14 15 16 17 18 19 20 21 22 23 24 25 sixteen seventeen eighteen twenty twenty-one"),
        r"(?:by|before|until|prior to|when)\s+(?:(?:the|their|his|her)\s+)?(?:\w+\s+){0,3}?(?:(?:turn(?:s|ing)?"
        r"|reach(?:es|ing)?|becom(?:es?|ing)|is|are)\s+(?:the\s+age\s+of\s+)?|age(?:d)?\s+(?:of\s+)?)"
        r"(?:1[4-9]|2[0-5]|sixteen|seventeen|eighteen|twenty[ -]one|twenty[ -]five)\b",
    ),
    way(
        "period",
        IN_WORDS + " next",
        these("term terms holidays holiday christmas easter year break"),
        rf"(?:by|before|until|during|over|in|at|within|from|for|this|across|next)\s+(?:the\s+)?(?:(?:end|start|beginning"
        rf"|middle|close)\s+of\s+)?(?:the\s+)?(?:this\s+|next\s+|coming\s+|current\s+|new\s+)?{TERM}(?:\s+{YEAR})?",
    ),
    way(
        "period",
        "by until over during across in",
        these("summer autumn winter spring"),
        rf"(?:by|until|over|during|across|in)\s+(?:the\s+)?(?:summer|autumn|winter|spring)(?:\s+(?:of\s+)?{YEAR})?"
        r"(?=\s*(?:$|[.,;)]|and\b|so\b|with\b))",
    ),
)
