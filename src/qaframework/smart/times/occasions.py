"""How people write a time that only people can put a day to: an event, a rhythm, a term, somebody's standard."""

from __future__ import annotations

from qaframework.smart.times.ways import Way, way
from qaframework.smart.times.words import (
    COUNT,
    ENDING,
    EVENT,
    EVENT_TRIGGERS,
    EVENT_WORDS,
    HAPPENS,
    IN_WORDS,
    MONTH,
    MONTH_WORDS,
    NAMES,
    NOT_A_PLACE,
    OFTEN,
    SOMEBODY,
    TERM,
    TIMESCALES,
    UNIT,
    UNITS,
    WEEKDAY,
    YEAR,
    YEARS,
)
from qaframework.smart.words import these

DAYS_OF_MONTH = frozenset(f"{day}{ending}" for day in range(1, 32) for ending in ("st", "nd", "rd", "th"))
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
        rf"(?:every|each)\s+(?:other\s+|second\s+|(?:{COUNT}(?:\s*(?:to|or|-)\s*{COUNT})?)\s+)?(?:working\s+"
        rf"|school\s+)?(?:hours?|days?|weeks?"
        rf"|fortnight|months?|quarter|years?|half[ -]terms?|terms?|{WEEKDAY}|january|september|april)\b"
        r"(?!\s+(?:group|olds?)\b)",
        unless=r"\bfor\s+$",
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
        r"(?:after|following|before|at\s+the\s+(?:start|end)\s+of)\s+(?:each|every)\s+(?!level\b|stage\b"
        r"|opportunity\b|point\b)"
        r"(?:[\w'-]+\s*){1,2}",
        weak=False,
    ),
    way(
        "frequency",
        "daily weekly fortnightly monthly quarterly termly",
        OFTEN,
        r"(?:daily|weekly|fortnightly|monthly|quarterly|termly)\s+[\w'-]+",
        only=r"\b(?:attend|attending|join|joining|chair|hold)\s+(?:the|this|that|our|their)\s+$",
    ),
    # Words for people to put a day to.
    way(
        "event",
        "at on by before",
        frozenset(("day",)),
        r"(?:at|on|by|before)\s+(?:day\s+\d{1,3}|the\s+\d{1,3}(?:st|nd|rd|th)\s+(?:(?:working|school)\s+)?day)\b",
        asked=True,
    ),
    way(
        "event",
        "before until",
        these("first next new"),
        r"(?:before|until)\s+(?:they|he|she|it)\s+(?:[\w'-]+\s+){1,2}?(?:the|their|his|her|its)\s+(?:first|next|new)"
        r"\s+[\w'-]+",
        asked=True,
    ),
    way(
        "event",
        "in with",
        frozenset(("next",)),
        rf"(?:in|with)\s+(?:its|their|our|his|her)\s+next\s+{NAMES}(?:report|return|statement|newsletter|bulletin"
        r"|update|submission)\b",
        asked=True,
    ),
    way(
        "event",
        "at by before to for",
        these("spring summer autumn winter"),
        rf"(?:at|by|before|to|for)\s+(?:the|its|their|our)\s+(?:spring|summer|autumn|winter)\s+{EVENT_WORDS}{EVENT}",
        asked=True,
    ),
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
        asked=True,
    ),
    way(
        "event",
        "when once until before",
        ENDING,
        rf"(?:when|once|until|before)\s+(?:the|this|that|his|her|their"
        rf"|any)\s+{NAMES}[\w'-]+\s+(?:comes?\s+to\s+an\s+end|ends"
        r"|concludes|finishes|expires|is\s+(?:over|complete|completed|concluded|finished))\b",
        only=r"\w\s*$",
    ),
    way(
        "event",
        "by",
        frozenset(("time",)),
        rf"by\s+the\s+time\s+(?:that\s+)?{SOMEBODY}\s+(?:{HAPPENS}|is\b)",
    ),
    way(
        "event",
        "by before at until",
        frozenset(("end",)),
        r"(?:by|before|at|until)\s+the\s+end\s+of\s+(?:the|this|that|his|her|their|each|every)\s+(?:[\w'-]+\s+){0,2}?"
        r"(?:trial|placement|pregnancy|assessment|probation|pilot|period|visit|meeting|shift|remand|proceedings|course"
        r"|intervention|programme|order|timetable|sentence|tenancy|induction|session|stay|holiday)\b",
    ),
    way(
        "event",
        "at",
        UNITS,
        rf"at\s+(?:the\s+|a\s+)?(?:{COUNT}(?:,\s+|\s+and\s+|-and-|\s+or\s+)){{0,3}}{COUNT}[- ](?:week|month"
        rf"|day)s?(?:'s?)?"
        r"(?:\s+(?:points?|stages?|marks?)\b|(?=\s*(?:$|[.,;)]|and\b|to\b|so\b)))",
        unless=r"\b(?:aged?|babies|baby|old)\s+$",
    ),
    way(
        "event",
        "on upon",
        these("admission discharge arrival allocation closure receipt"),
        r"(?:on|upon)\s+(?:admission|discharge|arrival|allocation|closure|receipt\s+of)\b",
    ),
    way(
        "frequency",
        "on alternate",
        frozenset(("alternate",)),
        rf"(?:on\s+)?alternate\s+(?:days|weeks|weekends|months|{WEEKDAY}s?)\b",
    ),
    way(
        "period",
        "for",
        UNITS,
        rf"for\s+(?:the\s+)?(?:first\s+|next\s+|initial\s+)?{COUNT}\s+(?:working\s+|school\s+)?{UNIT}(?!\s+or\s+more)",
        only=r"\b(?:trial(?:led)?|pilot(?:ed)?|runs?|funded|funding|monitor(?:ed)?|extend(?:ed)?"
        r"|continue[ds]?|kept|keep"
        r"|provided?|offer(?:ed)?|remain|track(?:ed)?|observed?)\b[^.;,]*$",
        asked=True,
    ),
    way(
        "period",
        "in",
        these("year's month's term's quarter's"),
        r"in\s+(?:next|this)\s+(?:year|month|term|quarter)'s\b",
    ),
    way(
        "period",
        "on by",
        DAYS_OF_MONTH,
        r"(?:on|by)\s+the\s+\d{1,2}(?:st|nd|rd|th)(?=\s*(?:$|[.,;)]|(?:and|so|to|with)\b))",
        asked=True,
    ),
    way(
        "event",
        "before until",
        these("closed stepped transferred"),
        r"(?:before|until)\s+(?:the|this|his|her|their)\s+(?:case|file|plan)\s+is\s+(?:closed|stepped\s+down|transferred)\b",
        asked=True,
    ),
    way(
        "event",
        "before until",
        these("transfers closes"),
        r"(?:before|until)\s+(?:the|this|his|her|their)\s+(?:case|file)\s+(?:transfers|closes)\b",
        asked=True,
    ),
    way(
        "event",
        "before until",
        HAPPENING,
        r"(?:before|until)\s+[\w'-]+\s+(?:moves|leaves|returns|turns|starts|transfers)\b",
        asked=True,
    ),
    way(
        "event",
        "before prior ahead",
        these("moving move leaving returning transferring"),
        r"(?:before|prior\s+to|ahead\s+of)\s+(?:moving|leaving|returning|transferring"
        r"|(?:the\s+)?preparations?\s+for\s+(?:a|the|their|his|her)\s+move)\b",
        asked=True,
    ),
    way(
        "standard",
        "within",
        TIMESCALES,
        r"within\s+(?:the\s+)?time[- ]?(?:scale|frame)s?\s+(?:identified|set\s+out|agreed|stated|recorded)"
        r"\s+(?:in|by|at)\b",
        weak=False,
        asked=True,
    ),
    way("period", "next", frozenset(("year",)), r"next\s+year(?!')\b", unless=r"\bfor\s+$"),
    way("period", "this", frozenset(("side",)), r"this\s+side\s+of\s+(?:christmas|easter|half[- ]term|the\s+\w+)\b"),
    way(
        "period",
        "in by before",
        frozenset(("new",)),
        r"(?:in|by|before)\s+the\s+new\s+(?:school\s+|financial\s+)?year\b",
    ),
    way(
        "standard",
        "within to in",
        TIMESCALES,
        r"(?:within|to|in)\s+(?:the\s+)?time[- ]?(?:scale|frame|limit)s?\s+(?:that\s+(?:accord|comply"
        r"|meet\s+(?:the\s+)?"
        r"(?:statut|legal|national|requir)\w+|are\s+(?:set|required|prescribed))|set|required|prescribed|laid\s+down|specified)\b",
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
        "within in to meet meets meeting met into against at",
        TIMESCALES,
        r"(?:within|in(?:\s+(?:line|accordance)\s+with)?|to|meets?|meeting|met|into|against|at)\s+"
        r"(?:(?:the|all|their|its)\s+)?(?:\d+[- ](?:week|day|month|hour)\s+)?(?:(?:required|statutory"
        r"|prescribed|specific|specified|agreed|set|legal|expected|national|mandated|mandatory|stated|local|procedural"
        r"|court|legally|defined)\s+)+(?:(?:required|statutory|visiting|review)\s+)?"
        r"(?:time[- ]?(?:scale|frame|limit|line)s?|deadlines?|timings?|periods?|intervals?|frequenc(?:y|ies))\b",
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
        "by before at in for until to prior ahead on following during no not",
        these("next second first third forthcoming upcoming coming scheduled final"),
        rf"(?:by|before|at|in|for|until|to|prior to|ahead of|on|following|during|in time for|in advance of"
        rf"|(?:no|not) later than)\s+"
        rf"(?:(?:the|his|her|their|its|our|a|any|an)\s+)?(?:child(?:ren)?'s\s+|young (?:person|people)'s\s+)?"
        rf"(?:very\s+)?"
        rf"(?:(?:second|first|third|final)\s+{EVENT_WORDS}|(?:next|forthcoming|upcoming|coming|scheduled)\s+{NAMES})"
        rf"{EVENT}{NOT_A_PLACE}",
    ),
    way(
        "event",
        "by before prior ahead in until no not",
        EVENT_TRIGGERS,
        rf"(?:by|before|prior to|ahead of|in time for|in advance of|until|(?:no|not) later than)\s+"
        rf"(?:(?:the|his|her|their|its|our|a|any|an|each|every"
        rf"|\w+(?:'s|s'))\s+)*{EVENT_WORDS}{EVENT}{NOT_A_PLACE}",
        unless=r"\b(?:letters?|work|period)\s+$",
        asked=True,
    ),
    way(
        "event",
        "by before until ahead at to",
        MONTH_WORDS,
        rf"(?:by|before|until|ahead of|at|to)\s+(?:the|his|her|its|their|our)\s+"
        rf"{MONTH}\s+{EVENT_WORDS}{EVENT}{NOT_A_PLACE}",
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
        "by before until prior when once as",
        these("14 15 16 17 18 19 20 21 22 23 24 25 sixteen seventeen eighteen twenty twenty-one"),
        r"(?:by|before|until|prior to|when|once|as soon as)\s+(?:(?:the|their|his|her)\s+)?(?:\w+\s+){0,3}?"
        r"(?:(?:turn(?:s|ing)?|reach(?:es|ing)?|becom(?:es?|ing)|is|are)\s+(?:the\s+age\s+of\s+)?|age(?:d)?\s+(?:of\s+)?)"
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
