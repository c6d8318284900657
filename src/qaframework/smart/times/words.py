"""The words by which people in England write times, as parts of patterns, and the words that lead to them."""

from __future__ import annotations

from qaframework.smart.words import these

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NUMBERS = {
    word: number
    for number, words in enumerate(
        [
            "a an one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
        ],
        1,
    )
    for word in words.split()
} | {"twenty": 20, "thirty": 30, "sixty": 60, "ninety": 90, "twenty-four": 24, "forty-eight": 48, "seventy-two": 72}

ORDINALS = {
    word: number
    for number, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
            "twenty-first",
            "twenty-second",
            "twenty-third",
            "twenty-fourth",
            "twenty-fifth",
            "twenty-sixth",
            "twenty-seventh",
            "twenty-eighth",
            "twenty-ninth",
            "thirtieth",
            "thirty-first",
        ],
        1,
    )
}
_ORDINAL = "|".join(sorted(ORDINALS, key=len, reverse=True))

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thu(?:rs)?|fri)\b"
YEAR = r"(?:20\d\d)\b"
COUNT = rf"(?:\d{{1,3}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
UNIT = r"(?:hour|day|week|fortnight|month|year|term)s?\b"
KIND_OF_DAY = r"(?:(?:working|business|calendar|school|clear|full)[ -])?"

# Month and day in words, ISO, or day first in numbers. A month without a day is written with a capital (see _names).
DAY = (
    rf"(?:(?:{WEEKDAY},?\s+)?(?:the\s+)?(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?"
    rf"|(?P<ordinal>{_ORDINAL})\s+(?:of\s+)?)(?P<month>{MONTH})"
    r"(?!\s+(?:street|road|avenue|lane|drive|gardens|house|crescent|terrace)\b)"
    rf"(?:,?\s+(?P<year>{YEAR}|'?\d\d\b))?"
    rf"|(?P<month2>{MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*(?:per|%|child|case|of))(?:,"
    rf"?\s+(?P<year2>{YEAR}))?"
    r"|(?P<iso>20\d\d-\d\d-\d\d)(?!\d)"
    r"|(?:the\s+)?(?P<numbers>\d{1,2}(?P<sign>[/.-])\d{1,2}(?P=sign)(?:20)?\d\d)(?![\d/]))"
)
MONTH_ALONE = rf"(?P<named>{MONTH})(?:\s+(?P<of>{YEAR}|'?\d\d\b))?(?!\w|\s+\d)"

EVENT_WORDS = (
    r"(?:(?:lac|cla|cin|cp|cic|chin|eh|taf|tac|pep|ehcp?|iro|mid-?way|six-month|looked[- ]after|child(?:ren)?(?:'s)?"
    r"|in|care|need|protection|annual|initial|statutory|permanence|planning|pathway|plan|professionals'?|network"
    r"|strategy|core|group|team|legal|gateway|supervision|management|home|placement|family|school|conference|case"
    r"|court|case|file|next|first|half|day|overnight|hospital|birth|directorate|multi-agency|board|governance"
    r"|partnership|scrutiny|committee|review|meeting|support"
    r"|monthly|quarterly|contact|and|or|around|the|&|with|their|his|her)\s+){0,5}?"
)
EVENT = (
    r"(?:reviews?|conferences?|core groups?|meetings?|supervisions?|panels?|hearings?|visits?|sessions?|birthdays?"
    r"|appointments?|placement moves?|transitions?|discharges?|court dates?|proceedings|rcpc|icpc|lac|audits?|cycle"
    r"|inspections?|handovers?|contacts?|boards?|committees?|tenanc(?:y|ies)|moves?|exams?|gcses|closures?"
    r"|step[ -]downs?"
    r"|transfers?|weekends?|release|admission|birth|rounds?|departure|remand|reunification|adoption order)\b"
)
NAMES = r"(?:(?!(?:of|in|for|to|and|or|who|that|which|with|on|at|by|when|is|are)\b)[\w'&-]+\s+){0,4}?"
"""Words that say which meeting or trial it is: "the next full governing body meeting"."""
ENDING = these("end ends concludes finishes expires over complete completed concluded finished")
NOT_A_PLACE = r"(?!\s+(?:chairs?|members?|managers?|officers?|workers?|teams?|services?|centres?|hubs?|points?)\b)"
"""What makes "the first contact" a service or a person, not something that happens."""
TERM = (
    r"(?:(?!school holidays)(?:20\d\d[-/]\d\d[ -])?(?:(?:autumn|spring|summer|winter|christmas|easter|october|february"
    r"|may|next|this|current|coming|school|half|academic|financial)[ -])+(?:half[ -]terms?|terms?|holidays?|break|year)"
    r"|half[ -]term|(?<=end of )term|(?<=start of )term|christmas|easter|the (?:school )?holidays|year[ -]end)\b"
)
BY = (
    r"(?:by|before|until|till|no later than|not later than|on or before|prior to|ahead of|in time for|due(?: on| by)?"
    r"|deadline(?: is| of|:)?|w/e|week ending|up to|latest)"
)
WEEK_OF = r"(?:w/c|w/b|wc|week commencing|week beginning|week of|week starting)"
END = (
    r"(?:the )?(?:very )?(?P<part>month[ -]end of|month[ -]end|end of|end|start of|beginning of|middle of|mid[ -]|early"
    r"|late)(?: the)?"
)
DAYS_OF_WEEK = "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri"
OFTEN = frozenset(
    "quarter annually fortnightly quarterly termly yearly monthly weekly biannually daily annual terms january april"
    f" september {DAYS_OF_WEEK}".split()
)
MONTH_WORDS = these(
    "jan january feb february mar march apr april may june jun july jul aug august sep sept september oct"
    " october nov november dec december may's march's april's june's"
)
UNITS = frozenset(
    f"{unit}{ending}"
    for unit in ("hour", "day", "week", "fortnight", "month", "year", "term")
    for ending in ("", "s", "'s", "s'", "'")
)
EVENT_TRIGGERS = these(
    "review reviews conference conferences group groups meeting meetings supervision supervisions panel panels"
    " hearing hearings visit visits session sessions birthday birthdays appointment move moves transition"
    " transitions discharge proceedings rcpc icpc lac audit audits cycle inspection contact contacts board"
    " committee tenancy exams gcses handover closure closures step-down step transfer weekend weekends release"
    " admission birth round rounds departure remand reunification order"
)
NOT_A_PERSON = (
    r"(?=\s*(?:$|[,.;:()\]]|(?:and(?!\s+(?:april|june|may|august)\b)|so|to|with|in order|at the latest|when|or|then|for"
    r"|-)\s))"
)
STOP = r"(?![\w'])"
BY_WORDS = "by before until till no not on prior ahead in due deadline w week up latest"
IN_WORDS = "in during for over across within at by before until on from this"
FROM_HERE = (
    r"(?:^|[.;:•-]\s+|\d\)\s+|\b(?:start(?:s|ing|ed)?|begin(?:s|ning)?|force|effect(?:ive)?|live|visits?|month|week"
    r"|track(?:ed|ing)?|implemented|introduced|available)\s+)$"
)
NEXT_DATE = frozenset((*MONTH_WORDS, "0"))
CLOSE = r"(?:(?:close of business|cob|noon|\d\d?(?:[:.]\d\d)?\s?[ap]m|midday|(?:the )?end of)(?: on)?,?\s+)?"
TIMESCALES = these(
    "timescale timescales timeframe timeframes frame frames scale scales limit limits timeline timelines"
    " deadline deadlines timing timings period periods interval intervals frequency frequencies"
)

YEARS = r"(?:20\d\d\s?[-/]\s?(?:20)?\d\d)"
"""A financial or academic year: "2024-25"."""
SOMEBODY = (
    r"(?:he|she|it|they|(?:(?:the|his|her|their|any|each|every)\s+)?(?:child|children|baby|young\s+person"
    r"|young\s+people"
    r"|boys?|girls?|family|year\s+\d\d?|placement|order|tenancy|mother|father|mum|dad|parents?|siblings?|twins))"
)
HAPPENS = (
    r"(?:comes?|goes|go|moves?|leaves?|returns?|turns?|starts?|begins?|ends?|reach(?:es)?|transfers?|expires?"
    r"|(?:is|are)\s+(?:born|discharged|moved|placed|released|adopted|induced))"
)
