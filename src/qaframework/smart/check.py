"""Check one recommendation, or a text that might become one, for the five parts of SMART."""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Iterable
from datetime import date
from typing import Any

import attrs

from qaframework.model.programme import Programme
from qaframework.model.records import Recommendation
from qaframework.moderation.settings import FILE_NAME, Settings, read_settings
from qaframework.plugins import ALLOW_VARIABLE, BUILT_IN, Plugins, load_plugins
from qaframework.rules import Context, NotApplicable, Rule
from qaframework.smart.deadlines import Deadline, deadlines_in
from qaframework.smart.result import NAMES, SmartAction, SmartPart, SmartResult
from qaframework.smart.reader import Reader
from qaframework.smart.wording import Wording, read_wording
from qaframework.smart.words import DEFAULT, Changes, Vocabulary, changed, these

_PLAIN = tuple(
    (sign, plain)
    for plain, signs in {"'": "’‘ʼ", "-": "–—‐‑−", " ": "\u00a0\u2009\u202f", '"': "“”"}.items()
    for sign in signs
)
"""Apostrophes, dashes and spaces as word processors write them, each with the plain one. None changes the length."""
_ENGLISH = these(
    "the and of for is are with that by be will should must from this their his her its all not have has or"
    " when how who if we they there than these those being children's more some any no need needs each every"
    " about which what"
)
_OTHERS = these(
    "le la les des du de et est une un avec pour el los las del y con para una il che di per der und das ist"
    " mit nicht den yn yr ac gan mae dylai ei gyda î się jest na dla oraz nie w z waa iyo ka ku com os da do"
    " som att och și sa pentru cu ve bir ile için"
)
"""Small words that are common in other languages that families read, and hardly stand in English."""
_SURELY = these("the of and with should")
"""Words that settle it at once, where none of another language stands beside them."""
_FEW = 4
_NOT_JUDGED = SmartPart(None, "not judged")


def check_smart(
    recommendation: str | Recommendation,
    today: date | None = None,
    plugins: Plugins | None = None,
    *,
    settings: Settings | None = None,
) -> SmartResult:
    """Say which parts of SMART a recommendation has, what each rests on, and how to put right what is missing.

    Args:
        recommendation: the text, or a record. A record's owner, due date, measure and links count too, and are checked
            against the text.
        today: the day from which "within six weeks" is counted and dates without a year are looked for. A record's own
            ``raised_on`` comes before it. Without either such a time counts, and has no day.
        plugins: whose SMART checks to run beside the reading of the text; None for the built-in plugin and whatever is
            installed.
        settings: an authority's own words; None for ``qaframework.toml`` in the current folder, if there is one.

    Raises:
        TypeError: it is neither a text nor a recommendation.
        SettingsError: the settings name a list of words that there is not.

    >>> check_smart("Social worker to refer the child to the autism team by 31 March 2024.").missing
    ('relevant',)
    """
    if not isinstance(recommendation, (str, Recommendation)):
        raise TypeError(f"check_smart takes a text or a Recommendation, not {type(recommendation).__name__}")
    reader = _reader_here() if settings is None else reader_for(settings.smart)
    if isinstance(recommendation, str):
        result = read_text(recommendation, today, reader)
    else:
        result = _with_fields(recommendation, reader)
    loaded = _installed(os.environ.get(ALLOW_VARIABLE)) if plugins is None else plugins
    checks = _checks_of(loaded, isinstance(recommendation, str))
    return _asked(checks, loaded, recommendation, today, result) if checks and result.applicable else result


def _checks_of(plugins: Plugins, text_alone: bool) -> tuple[Rule[Recommendation], ...]:
    """Return the checks to run: what the built-in ones say of a text alone is what the reading has said already."""
    if len(plugins.loaded) == 1 and text_alone and plugins.loaded[0].name == BUILT_IN:
        return ()
    return tuple(check for check in plugins.smart_checks if not (text_alone and check.plugin == BUILT_IN))


@functools.lru_cache(maxsize=4)
def _installed(allowed: str | None) -> Plugins:
    return load_plugins()


@functools.lru_cache(maxsize=8)
def _reader_of(vocabulary: Vocabulary) -> Reader:
    return Reader.of(vocabulary)


_DEFAULT_READER = Reader.of(DEFAULT)


def reader_for(changes: Changes) -> Reader:
    """Return the reader of the library's words with an authority's changes."""
    return _reader_of(changed(changes)) if changes else _DEFAULT_READER


def _reader_here() -> Reader:
    """Return the reader for the settings in the current folder, if there are any."""
    try:
        found = os.stat(FILE_NAME)
    except OSError:
        return _DEFAULT_READER
    return _reader_in(found.st_dev, found.st_ino, found.st_mtime_ns, found.st_size)


@functools.lru_cache(maxsize=4)
def _reader_in(*identity: int) -> Reader:
    return reader_for(read_settings(FILE_NAME).smart)


def read_text(text: str, base: date | None, reader: Reader = _DEFAULT_READER) -> SmartResult:
    """Return what the words of a recommendation say by themselves.

    Args:
        text: the recommendation.
        base: the day from which times are counted, if one is known.
        reader: the words to read it by.
    """
    plain, lowered = _plain(text)
    wording = read_wording(reader, lowered)
    reason = _not_applicable(text, wording)
    if reason:
        return SmartResult(text, *(_NOT_JUDGED,) * 5, applicable=False, reason=reason)
    times = deadlines_in(plain, lowered, wording.tokens, wording.order, wording.words, base)
    specific = _specific(text, wording, times)
    return SmartResult(
        text,
        specific,
        _measurable(text, wording, times, specific),
        _assignable(text, wording),
        _relevant(text, wording),
        _time_bound(text, times),
        due=_due(times),
        nebulous=not specific.met,
        actions=_actions(text, wording),
    )


def _plain(text: str) -> tuple[str, str]:
    """Return a text with plain apostrophes and dashes, and the same in lower case, sign for sign as long."""
    if not text.isascii():
        for sign, plain in _PLAIN:
            text = text.replace(sign, plain)
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)
    return text, lowered


def _not_applicable(text: str, wording: Wording) -> str:
    """Return why a text cannot be judged; empty where it can."""
    if not _SURELY.isdisjoint(wording.words) and wording.words.isdisjoint(_OTHERS):
        return ""
    if not text.strip():
        return "there is no text"
    words = [word for word in re.findall(r"[^\W\d_]+", text.lower()) if len(word) > 1 or word.isascii()]
    if not words:
        return "there are no words in it"
    english = sum(word in _ENGLISH for word in words)
    others = sum(word in _OTHERS for word in words)
    foreign = sum(not word.isascii() for word in words)
    if (others > english and others > 1) or foreign > len(words) / 2:
        return "it does not look like English"
    if len(words) >= _FEW and not (english or wording.acts or wording.agent) and (others or foreign):
        return "it does not look like English"
    return ""


# What is to be done


def _specific(text: str, wording: Wording, times: list[Deadline]) -> SmartPart:
    for act in wording.acts:
        if act.weight != "nebulous":
            return SmartPart(True, f"it says what will be done ({act.verb})", act.span)
    if wording.asks and wording.standard:
        return SmartPart(True, "it names a standard that is met or not", wording.standard)
    if times and (told := next((act for act in wording.acts if act.passive), None)):
        return SmartPart(True, "it says what will have been done by then", told.span)
    if wording.acts:
        act = wording.acts[0]
        why = f"'{act.verb}' names an aim, not something anybody could see being done"
        at = act.span[0] + len(act.verb) if not act.passive else 0
        return SmartPart(False, why, act.span, ("specific", text, at))
    why = (
        "it asks for a state, not for something to be done" if wording.asks else "it is a heading: nothing is asked for"
    )
    return SmartPart(False, why, None, ("specific", text, 0))


def _measurable(text: str, wording: Wording, times: list[Deadline], specific: SmartPart) -> SmartPart:
    for act in wording.acts:
        if act.weight == "output":
            return SmartPart(True, "it leaves something to look at", act.span)
    if wording.measure:
        return SmartPart(True, "it names something to count", wording.measure)
    if wording.standard:
        return SmartPart(True, "it names a standard that is met or not", wording.standard)
    if specific.met and times:
        return SmartPart(True, "whether it was done by then can be seen", times[0].span)
    why = "it does not say what there will be to see or to count"
    return SmartPart(False, why, None, ("measurable", text, 0))


def _assignable(text: str, wording: Wording) -> SmartPart:
    if wording.agent:
        return SmartPart(True, "it says who is to do it", wording.agent)
    begins = bool(wording.acts) and wording.acts[0].span[0] == 0
    return SmartPart(False, "it names nobody who is to do it", None, ("assignable", text, begins))


def _relevant(text: str, wording: Wording) -> SmartPart:
    if wording.purpose:
        return SmartPart(True, "it says what for, or what it answers", wording.purpose)
    why = "it does not say what difference it is meant to make"
    return SmartPart(False, why, None, ("relevant", text, 0))


_RESTS_ON = {
    "day": "it says by when",
    "event": "it says before or at which event; put a day to it",
    "frequency": "it says how often",
    "period": "it says when, in words",
    "standard": "it names a timescale that others have set",
    "quarter": "it says in which quarter",
}


def _time_bound(text: str, times: list[Deadline]) -> SmartPart:
    if times:
        one = next((one for one in times if one.due), times[0])
        return SmartPart(True, _RESTS_ON[one.kind], one.span, ("quarter", "", 0) if one.kind == "quarter" else "")
    return SmartPart(False, "it sets no day, event or rhythm", None, ("time_bound", text, 0))


def _due(times: list[Deadline]) -> date | None:
    """Return the last day on which everything is in time; where a text only says when it starts, that day."""
    ends = [one.due for one in times if one.due and one.last]
    starts = [one.due for one in times if one.due]
    return max(ends) if ends else min(starts, default=None)


def _actions(text: str, wording: Wording) -> tuple[SmartAction, ...]:
    """Return what a text asks for, where it asks for several things, each as a recommendation of its own."""
    acts = [act for act in wording.acts if act.apart and act.weight != "nebulous"]
    if len(acts) < 2:
        return ()
    ends = [*(act.span[0] for act in acts[1:]), len(text)]
    who = text[slice(*wording.agent)] if wording.agent and wording.agent[0] < acts[0].span[0] else "[one role]"
    return tuple(
        SmartAction(act.verb, act.span, f"{_capital(who)} to {_trimmed(text[act.span[0] : end])}.")
        for act, end in zip(acts, ends, strict=True)
    )


_TAIL = re.compile(r"(?:[\s,;.–—-]|\b(?:and|then|also|to|will|should|must)$)+$", re.IGNORECASE)


def _trimmed(words: str) -> str:
    return _TAIL.sub("", words)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


# The fields of a record


def _with_fields(one: Recommendation, reader: Reader) -> SmartResult:
    """Return what the text and the fields of a record say together, and where they do not agree."""
    result = read_text(one.text, one.raised_on, reader)
    if not result.applicable:
        return result
    met: dict[str, Any] = {}
    if one.owner and not result.assignable.met:
        met["assignable"] = SmartPart(True, "the owner field names who")
    if one.due and not result.time_bound.met:
        met["time_bound"] = SmartPart(True, f"the due field says {_day(one.due)}")
    if one.measure and not result.measurable.met:
        met["measurable"] = SmartPart(True, "the measure field says how people will know")
    if (one.themes or one.domain) and not result.relevant.met:
        met["relevant"] = SmartPart(True, "it is linked to a theme or a domain")
    return attrs.evolve(result, **met, due=result.due or one.due, flags=tuple(disagreements(one, reader)))


def disagreements(one: Recommendation, reader: Reader = _DEFAULT_READER) -> Iterable[str]:
    """Yield what the text of a recommendation and its fields say differently, without repeating the text."""
    plain, lowered = _plain(one.text)
    wording = read_wording(reader, lowered)
    if one.due:
        times = deadlines_in(plain, lowered, wording.tokens, wording.order, wording.words, one.raised_on)
        days = [time for time in times if time.due]
        if days and not any(_fits(time, one.due) for time in days):
            said = _due(days)
            assert said is not None
            yield f"the text says {_day(said)}, the due field says {_day(one.due)}"
    if one.owner and wording.agent and _other_role(lowered[slice(*wording.agent)], one.owner.lower(), reader):
        yield "the text names one role, the owner field another"


def _fits(time: Deadline, due: date) -> bool:
    assert time.due is not None
    return due == time.due if time.exact or not time.last else due <= time.due


_ROLE_WORDS = re.compile(r"[a-z]+")
_SHORT = {
    "sw": "social worker", "pa": "personal adviser", "iro": "independent reviewing officer", "tm": "team manager",
    "ssw": "supervising social worker", "vsh": "virtual school head", "hos": "head of service", "lado": "officer",
}  # fmt: skip


def _other_role(said: str, owner: str, reader: Reader) -> bool:
    """Return whether two roles share no word, where the owner is a role at all and not a code or a name."""

    def words(role: str) -> set[str]:
        found = set(_ROLE_WORDS.findall(role))
        return found.union(*(_SHORT[one].split() for one in found & _SHORT.keys()))

    ours, theirs = words(said), words(owner)
    return not theirs.isdisjoint(reader.agent_words) and ours.isdisjoint(theirs)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


# What plugins ask


def _asked(
    checks: Iterable[Rule[Recommendation]],
    plugins: Plugins,
    given: str | Recommendation,
    today: date | None,
    result: SmartResult,
) -> SmartResult:
    """Return the result with what the plugins' checks find missing."""
    day = today or date.today()
    record = given
    if isinstance(record, str):
        record = Recommendation(id="text", text=record, level="child", source="text", raised_on=day)
    context = Context(
        year=Programme(recommendations=(record,)),
        today=today or record.raised_on,
        scales=plugins.scales,
        templates=plugins.templates,
        themes=plugins.themes,
    )
    changes: dict[str, Any] = {}
    flags = list(result.flags)
    for check in checks:
        if check.criterion is None:
            continue
        try:
            said = check(record, context)
        except Exception as error:
            flags.append(
                f"{check.id} could not be run ({type(error).__name__}); {NAMES[check.criterion]} is judged without"
            )
            continue
        part = changes.get(check.criterion) or getattr(result, check.criterion)
        if isinstance(said, NotApplicable) or not said or (part.met is False and check.plugin == BUILT_IN):
            continue
        why = said[0].text if part.met else f"{part.why}; {said[0].text}"
        changes[check.criterion] = SmartPart(False, why, part.span, part.asks or check.guidance)
    return attrs.evolve(result, **changes, flags=tuple(flags))
