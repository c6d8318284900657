"""What can be counted, and what others have set as a standard that is met or not."""

from __future__ import annotations

import re

from qaframework.smart.sentences.reader import Reader
from qaframework.smart.sentences.tokens import Span
from qaframework.smart.words import these

_NUMBER = r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty|half|a quarter|a third)"
_AMOUNT = re.compile(
    rf"\d+(?:\.\d+)?\s*%|\bby (?:half(?![ -]term)|(?:a|one|two|three) (?:third|quarter|fifth|tenth)s?)\b"
    rf"|\b{_NUMBER} (?:per cent|percent|out of)\b"
    rf"|\b(?:at least|no more than|no fewer than|no less than|fewer than|more than|less than|a minimum of|a maximum of)"
    rf" {_NUMBER}\b(?! (?:hours?|days?|weeks?|months?|years?|working|school)\b)"
)
_AMOUNT_WORDS = these("cent percent least than minimum maximum half third thirds quarter quarters fifth tenth")
_FEWER = re.compile(
    r"\b(?:reduc\w+|lower|cut|decreas\w+|bring down) (?:[\w'-]+ ){0,4}?(?:caseloads|suspensions|exclusions|absences?"
    r"|(?:part-time|reduced) timetables|waiting (?:times|lists)|vacancies|turnover|backlogs?)\b"
    r"|\b\d+[- ](?:working |calendar )?(?:hour|day|week|month) (?:limit|deadline|target|standard|timescale)\b"
)
_FEWER_WORDS = these(
    "caseloads suspensions exclusions absence absences timetables waiting vacancies turnover backlog backlogs limit"
    " deadline target standard timescale"
)
_VAGUE_NUMBER = re.compile(r"\b(?:an?|any|some|small|smaller|large|larger|good|wide) $")
"""Words before "number of" that make it "some"."""
_KEPT = re.compile(
    r"\b(?:in (?:line|accordance|keeping|compliance) with|compl(?:y|ies|iance) with|as required by"
    r"|to the standards? of)"
    r"(?: (?!good\b|best\b|their\b|assessed\b|children's\b|and\b)[\w'()-]+){0,7}?"
    r" (?:polic(?:y|ies)|procedures?|regulations?|requirements?|standards?|legislation|act|code of practice|protocols?"
    r"|statutory guidance|timescales?|(?:national|statutory|healthy child) \w+)\b"
)
_KEPT_WORDS = these("line accordance keeping compliance comply complies required standard standards")


def counted(reader: Reader, lowered: str, words: frozenset[str]) -> Span | None:
    """Return where a text says what is counted: a share, a number, an indicator."""
    found = None if reader.count_words.isdisjoint(words) else reader.counts.search(lowered)
    if found and _VAGUE_NUMBER.search(lowered, 0, found.start()):
        found = None
    if found is None and ("%" in lowered or " out of " in lowered or not _AMOUNT_WORDS.isdisjoint(words)):
        found = _AMOUNT.search(lowered)
    if found is None and not _FEWER_WORDS.isdisjoint(words):
        found = _FEWER.search(lowered)
    return found.span() if found else None


def standard(reader: Reader, lowered: str, words: frozenset[str]) -> Span | None:
    """Return where a text names a standard of others: statutory timescales, a policy that is to be kept."""
    found = None if reader.standard_words.isdisjoint(words) else reader.standards.search(lowered)
    if found is None and not _KEPT_WORDS.isdisjoint(words):
        found = _KEPT.search(lowered)
    return found.span() if found else None
