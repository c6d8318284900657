"""How people write a day, or a time that can be worked out."""

from __future__ import annotations

from qaframework.smart.times.dates import (
    after,
    by_day,
    day_of,
    end_of_named,
    financial_year,
    first_week,
    month_end,
    month_start,
    short_day,
    today,
    weekday,
    whole_year,
    year_end,
)
from qaframework.smart.times.ways import Way, way
from qaframework.smart.times.words import (
    BY,
    BY_WORDS,
    CLOSE,
    COUNT,
    DAY,
    DAYS_OF_WEEK,
    END,
    FROM_HERE,
    KIND_OF_DAY,
    MONTH,
    MONTH_ALONE,
    MONTH_WORDS,
    NEXT_DATE,
    NOT_A_PERSON,
    NUMBERS,
    STOP,
    UNIT,
    UNITS,
    WEEK_OF,
    WEEKDAY,
    YEAR,
    YEARS,
)
from qaframework.smart.words import these

DAYS: tuple[Way, ...] = (
    # A day of the calendar.
    way("day", BY_WORDS, NEXT_DATE, rf"(?P<anchor>{BY})(?: the)?(?: latest)?:?\s+{CLOSE}{DAY}", by_day, weak=False),
    way(
        "day",
        BY_WORDS,
        frozenset("0"),
        rf"(?:{BY})\s+(?P<short>(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2]))(?![\d/])",
        short_day,
        unless=r"\b(?:of|page|para)\s*$",
    ),
    way("day", "w wc week", NEXT_DATE, rf"{WEEK_OF}:?\s+{DAY}", day_of, weak=False),
    way("day", "on for at in during", NEXT_DATE, rf"(?:on|for|at|in|during)\s+(?:the\s+)?{DAY}", day_of),
    way("day", "0", NEXT_DATE, DAY, day_of, only=r"[-:(,]\s*$"),
    way("day", " ".join(MONTH_WORDS), NEXT_DATE, DAY, day_of, only=r"[-:(,]\s*$"),
    way("day", DAYS_OF_WEEK, NEXT_DATE, DAY, day_of),
    way("day", "0", frozenset("0"), rf"{DAY}(?=\s+-\s)", day_of, only=r"^\s*$"),
    way("day", "from", NEXT_DATE, rf"from\s+{DAY}", day_of, last=False, weak=False, only=FROM_HERE),
    # A month, or a part of one.
    way(
        "day",
        BY_WORDS + " during for over at within",
        MONTH_WORDS,
        rf"(?P<anchor>{BY}|in|during|for|over|at|within)\s+(?:the\s+)?{END}\s*{MONTH_ALONE}",
        month_end,
        weak=False,
    ),
    way(
        "day",
        BY_WORDS + " during within",
        MONTH_WORDS,
        rf"(?:{BY}|in|during|within)\s+(?:the\s+)?(?P<week>first|second|third|fourth|last)\s+week\s+(?:of|in)\s+"
        rf"{MONTH_ALONE}",
        first_week,
        weak=False,
    ),
    way("day", BY_WORDS, MONTH_WORDS, rf"(?P<anchor>{BY})\s+{MONTH_ALONE}{NOT_A_PERSON}", month_end, weak=False),
    way("day", "in during", MONTH_WORDS, rf"(?:in|during)\s+{MONTH_ALONE}{NOT_A_PERSON}", month_end),
    way(
        "day",
        " ".join(MONTH_WORDS),
        MONTH_WORDS,
        rf"{MONTH_ALONE}(?=\s*(?:\)|\.?\s*$))",
        month_end,
        only=r"(?:[(:]|\s-)\s*(?:by |in |end |end of )?$",
    ),
    way(
        "day",
        "for",
        MONTH_WORDS,
        rf"for\s+{MONTH_ALONE}{NOT_A_PERSON}",
        month_end,
        only=r"\b(?:ready|place|booked|planned|scheduled|due|set|arranged|target(?:ed)?)\s+$",
    ),
    way(
        "day",
        "from",
        MONTH_WORDS,
        rf"from\s+(?:the\s+)?(?:(?:start|beginning)\s+of\s+)?{MONTH_ALONE}",
        month_start,
        last=False,
        weak=False,
        only=FROM_HERE,
    ),
    way(
        "day",
        "by in early late before at",
        frozenset("0"),
        rf"(?:by|in|before|at) (?:the )?(?P<part>end of |year[ -]end |start of |beginning of |early |mid-?|late )"
        rf"(?P<of>{YEAR})(?![-/])",
        year_end,
    ),
    way(
        "day",
        "by before within in during for at",
        frozenset("0"),
        rf"(?:by|before|within|in|during|for|at)\s+(?:the\s+)?(?:end of\s+)?(?:the\s+)?"
        rf"(?:financial year\s+(?P<year>{YEARS})|(?P<ending>{YEARS})\s+financial year)\b",
        financial_year,
    ),
    way(
        "day",
        "during throughout across over",
        frozenset("0"),
        rf"(?:during|throughout|across|over)\s+(?P<of>{YEAR})(?!\s?[-/]\s?\d)",
        whole_year,
    ),
    way(
        "day",
        "in",
        frozenset("0"),
        rf"in\s+(?P<of>{YEAR})(?=\s*(?:$|[.,;)]|and\b|so\b|to\b))(?!\s?[-/]\s?\d)",
        whole_year,
        only=r"\b(?:will|should|must|shall|to)\b[^.;]*$",
    ),
    way(
        "day",
        "from",
        MONTH_WORDS,
        rf"from\s+{MONTH_ALONE}(?=\s*(?:$|[.,;)]|and\b))",
        month_start,
        last=False,
        only=r"\b(?:will|should|must|shall|to)\b[^.;]*$",
        unless=r"\b(?:dated|minutes|feedback|reports?|data|records?|findings|learning|audits?)\s+$",
        asked=True,
    ),
    # From one day to another: the second.
    way(
        "day",
        "between from",
        NEXT_DATE,
        rf"(?:between|from)\s+(?:the\s+)?(?:{WEEKDAY},?\s+)?\d{{1,2}}(?:st|nd|rd"
        rf"|th)?(?:\s+(?:of\s+)?{MONTH})?(?:,?\s+{YEAR})?"
        rf"\s*(?:and|to|until|-)\s*{DAY}",
        day_of,
    ),
    way(
        "day",
        "between from",
        MONTH_WORDS,
        rf"(?:between|from)\s+{MONTH}(?:\s+{YEAR})?\s*(?:and|to|until|-)\s*{MONTH_ALONE}",
        month_end,
    ),
    way(
        "day",
        "on for during in over",
        NEXT_DATE,
        rf"(?:on|for|during|in|over)\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?\s*(?:-|to|and)\s*{DAY}",
        day_of,
    ),
    # So long after something.
    way(
        "day",
        "within inside in no not",
        UNITS,
        rf"(?:within|inside|in no more than|no later than|not later than|in under|in less than)\s+(?:the\s+)?"
        rf"(?:next|first|following"
        rf"|coming)?\s*(?:(?P<count>{COUNT})\s+(?:\(\d+\)\s+)?)?(?:more\s+)?(?P<sort>{KIND_OF_DAY})"
        rf"(?P<unit>{UNIT})(?:'s?)?(?:\s+time)?{STOP}"
        rf"(?P<anchored>\s+(?:of|after|from|before|following|prior)\b(?:\s+[^\s,;]+){{0,4}})?",
        after,
    ),
    way(
        "day",
        "in over during across for",
        UNITS,
        rf"(?:in|over|during|across|for)\s+the\s+(?:next|coming|following)\s+(?:(?P<count>{COUNT})\s+)?"
        rf"(?P<sort>{KIND_OF_DAY})(?P<unit>{UNIT}){STOP}",
        after,
        weak=False,
    ),
    way(
        "day",
        "in",
        UNITS,
        rf"in\s+(?P<count>{COUNT})\s+(?P<sort>{KIND_OF_DAY})(?P<unit>{UNIT})(?:'s?)?(?:\s+time\b"
        r"|(?=\s*(?:[.,;()]|and\b|$)))",
        after,
        unless=r"\b(?:\d+|more)\s+\w+(?:\s+\w+)?\s*$",
    ),
    way(
        "day",
        "0 " + " ".join(NUMBERS),
        UNITS,
        rf"(?P<count>{COUNT})\s+(?P<sort>{KIND_OF_DAY})(?P<unit>{UNIT})\s+from\s+"
        r"(?:today|now|the date|this|receipt)\b",
        after,
    ),
    way(
        "event",
        "0 " + " ".join(NUMBERS),
        UNITS,
        rf"{COUNT}\s+{KIND_OF_DAY}{UNIT}\s+(?:before|after|following|prior to|ahead of)\b",
        unless=r"\bthe\s*$",
    ),
    way(
        "period",
        "for",
        UNITS,
        rf"for\s+(?:a\s+(?:further\s+)?period\s+of\s+|at\s+least\s+|the\s+next\s+|a\s+minimum\s+of\s+|up\s+to\s+"
        rf"|a\s+further\s+)+(?:at\s+least\s+)?{COUNT}\s+{UNIT}",
    ),
    # The end of this week, next month, Friday, today.
    way("day", "by", UNITS, r"by (?:the )?(?P<which>next )?(?P<unit>month|week)[ -]end\b", end_of_named),
    way(
        "day",
        "by before at within until for",
        UNITS,
        r"(?:by|before|at|within|until|for)\s+(?:the\s+)?(?:end|close) of\s+(?:the\s+|this\s+)?(?:current\s+)?"
        r"(?P<which>next|following|coming)?\s*"
        r"(?P<unit>day|working week|week|month|calendar year|financial year|(?:school |academic )?year)\b",
        end_of_named,
        weak=False,
    ),
    way(
        "day",
        "by before within during in this next",
        UNITS,
        r"(?:(?:by|before|within|during|in)\s+)?(?P<which>this|next)\s+(?P<unit>week|month)\b(?!')",
        end_of_named,
        weak=False,
    ),
    way(
        "day",
        "by before on until this next",
        frozenset(DAYS_OF_WEEK.split()),
        rf"(?:(?:by|before|on|until|this)\s+)?(?P<which>next|following)?\s*(?P<weekday>{WEEKDAY})(?!\s*\d"
        rf"|\s+the\s+\d|'|s\b)",
        weekday,
    ),
    way(
        "day",
        "by on within the",
        frozenset(("day",)),
        r"(?:by|on|within)\s+(?:the\s+)?(?:same|next|following)\s+(?:working\s+|school\s+|calendar\s+)?day\b",
    ),
    way(
        "day",
        "this tonight",
        these("morning afternoon evening tonight"),
        r"(?:this\s+(?:morning|afternoon|evening)|tonight)\b(?!'s)",
    ),
    way(
        "day",
        "0 " + " ".join(NUMBERS),
        UNITS,
        rf"(?P<count>{COUNT})\s+(?P<sort>{KIND_OF_DAY})(?P<unit>{UNIT})(?=\s*(?:[.,;)]|$))",
        after,
        only=r"\b(?:timescales?|time ?frames?|deadline|target|by when|when)\b[^.;]{0,8}(?::|\s-)\s*$",
    ),
    way(
        "day",
        "0 " + " ".join(NUMBERS),
        UNITS,
        rf"(?P<count>{COUNT})\s+(?P<sort>(?:working|business|calendar)\s+)?(?P<unit>(?:hour|day|week)s?)(?=\s*\))",
        after,
        only=r"\(\s*(?:within )?$",
    ),
    way(
        "event",
        "by before at",
        these("pregnancy pregnant gestation"),
        r"(?:by|before|at)\s+week\s+\d\d?\s+(?:of\s+(?:the\s+|her\s+)?pregnancy|gestation)\b",
    ),
    way(
        "day",
        "by before today tomorrow",
        these("today tomorrow business cob noon"),
        r"(?:by (?:close of business|cob|noon)|(?:by |before )?(?:today|tomorrow))\b(?!'s)",
        today,
    ),
)
