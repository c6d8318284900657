"""The example year, read and reported once for all tests of a kind and an audience."""

import datetime
import functools

import pytest

import qaframework as qa

PLUGINS = qa.load_plugins(allow=())
TODAY = datetime.date(2024, 3, 31)


@pytest.fixture(scope="session")
def plugins():
    return PLUGINS


@pytest.fixture(scope="session")
def year():
    return qa.example("city-of-london-2023-24", plugins=PLUGINS)


@pytest.fixture(scope="session")
def report(year):
    """Return a function that makes a report of the example, or of another year, with the built-in plugin alone."""

    @functools.cache
    def of_the_example(kind, audience):
        return made(year, kind, audience)

    def made(records, kind, audience, **others):
        given = {"plugins": PLUGINS, "settings": qa.Settings(), "today": TODAY} | others
        return qa.report(records, kind, audience=audience, **given)

    def report(kind="quarterly", audience="board", records=None, **others):
        if records is None and not others:
            return of_the_example(kind, audience)
        return made(year if records is None else records, kind, audience, **others)

    return report
