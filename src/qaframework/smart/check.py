"""Check one recommendation, or a text that might become one, for the five parts of SMART."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterable
from datetime import date

from qaframework.model.records import Recommendation
from qaframework.moderation.settings import FILE_NAME, Settings, read_settings
from qaframework.plugins import ALLOW_VARIABLE, BUILT_IN, Plugins, load_plugins
from qaframework.smart.checks import asked
from qaframework.smart.fields import with_fields
from qaframework.smart.parts import judged
from qaframework.smart.reading import DEFAULT_READER, read
from qaframework.smart.result import SmartResult
from qaframework.smart.sentences.reader import Reader
from qaframework.smart.words import Changes, Vocabulary, changed


def check_smart(
    recommendation: str | Recommendation,
    today: date | None = None,
    plugins: Plugins | None = None,
    *,
    settings: Settings | None = None,
    ignore: Iterable[str] = (),
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
        ignore: patterns over checks, by id or slug, that are left out ("owner-*"). A part whose built-in checks are all
            left out is judged by the other plugins' checks of that part, and not at all where there is none.

    Raises:
        TypeError: it is neither a text nor a recommendation.
        SettingsError: the settings name a list of words that there is not.
        UnknownNameError: a pattern fits no check.

    >>> check_smart("Social worker to refer the child to the autism team by 31 March 2024.").missing
    ('relevant',)
    """
    if not isinstance(recommendation, (str, Recommendation)):
        raise TypeError(f"check_smart takes a text or a Recommendation, not {type(recommendation).__name__}")
    reader = _reader_here() if settings is None else reader_for(settings.smart)
    text_alone = isinstance(recommendation, str)
    if isinstance(recommendation, str):
        result = judged(read(recommendation, today, reader))
    else:
        result = with_fields(recommendation, reader)
    loaded = _installed(os.environ.get(ALLOW_VARIABLE)) if plugins is None else plugins
    if not ignore and (not loaded.loaded or (text_alone and _only_built_in(loaded))):
        return result
    return asked(recommendation, result, loaded, ignore, today)


def _only_built_in(plugins: Plugins) -> bool:
    """Return whether nobody else has a check: of a text alone, the reading has said what the built-in ones say."""
    return len(plugins.loaded) == 1 and plugins.loaded[0].name == BUILT_IN


@functools.lru_cache(maxsize=4)
def _installed(allowed: str | None) -> Plugins:
    return load_plugins()


@functools.lru_cache(maxsize=8)
def _reader_of(vocabulary: Vocabulary) -> Reader:
    return Reader.of(vocabulary)


def reader_for(changes: Changes) -> Reader:
    """Return the reader of the library's words with an authority's changes."""
    return _reader_of(changed(changes)) if changes else DEFAULT_READER


def _reader_here() -> Reader:
    """Return the reader for the settings in the current folder, if there are any."""
    if not os.access(FILE_NAME, os.F_OK):
        return DEFAULT_READER
    found = os.stat(FILE_NAME)
    return _reader_in(found.st_dev, found.st_ino, found.st_mtime_ns, found.st_size)


@functools.lru_cache(maxsize=4)
def _reader_in(*identity: int) -> Reader:
    return reader_for(read_settings(FILE_NAME).smart)
