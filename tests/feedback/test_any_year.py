"""Whatever a year holds: everything can be asked of it, shows itself small, and changes nothing by its order."""

from datetime import date

import attrs
import pytest
from hypothesis import HealthCheck, given, settings

import qaframework as qa
from qaframework.show import HTML_BUDGET
from qaframework.testing import FILLED, programmes

TODAY = date(2024, 3, 31)
PLUGINS = qa.load_plugins(allow=())
ASKED = {
    "voice": qa.voice,
    "you said, we did": lambda year: qa.you_said_we_did(year, today=TODAY),
    "you said, we did, in working days": lambda year: qa.you_said_we_did(year, today=TODAY, working=True, days=5),
    "boards": lambda year: qa.boards(year, today=TODAY),
    "principles": qa.principles,
}
ANY = settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)


@pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED)
@given(year=programmes(PLUGINS))
@ANY
def test_any_year_can_be_asked_and_its_order_changes_nothing(ask, year):
    backwards = attrs.evolve(year, **{table: year.table(table)[::-1] for table in year.counts()})
    there, back = ask(year), ask(backwards)
    assert (there.rows(), there.sentences()) == (back.rows(), back.sentences())
    assert len(there._repr_html_().encode()) <= HTML_BUDGET
    assert repr(there) == repr(back)


@given(year=programmes(PLUGINS))
@ANY
def test_every_survey_of_any_year_can_be_read(year):
    for name in {one.activity for one in year.survey_results}:
        reading = qa.survey(year, name)
        assert len(reading.answers) == sum(one.activity == name for one in year.survey_results)
        assert len(reading._repr_html_().encode()) <= HTML_BUDGET
        assert all(not one.changed or one.change.interval for one in reading.answers)


SECRET = "ZEBEDEE of Nowhere"
PRIVATE = [
    ("children", "needs"),
    ("children", "age_band"),
    ("reviews", "rationale"),
    ("reviews", "voice_note"),
    ("reviews", "system_block"),
    ("findings", "statement"),
    ("findings", "voice"),
    ("recommendations", "text"),
    ("updates", "note"),
    ("updates", "plan"),
    ("updates", "board"),
    ("feedback", "point"),
    ("feedback", "who"),
    ("feedback", "said"),
    ("feedback", "note"),
    ("responses", "said"),
    ("responses", "did"),
    ("responses", "because"),
    ("responses", "channel"),
]


@pytest.mark.parametrize(("table", "column"), PRIVATE, ids=map(".".join, PRIVATE))
def test_nothing_that_is_shown_repeats_what_somebody_wrote(table, column):
    rows = {name: dict(columns) for name, columns in FILLED.items()}
    rows["updates"] |= {"status": "transferred"}
    rows[table][column] = SECRET
    year = qa.from_rows(**{name: [row] for name, row in rows.items()})
    for ask in ASKED.values():
        answer = ask(year)
        told = [repr(answer), answer._repr_html_(), *answer.sentences(), str(answer.rows())]
        assert not any("zebedee" in text.casefold() for text in told)
