"""Staff's records apart: one part has no worker in it, the other no child."""

import attrs
import pytest
from hypothesis import given, settings

import qaframework as qa
from qaframework.testing import programme, programmes

CITY = qa.example("city-of-london-2023-24")
PLUGINS = qa.load_plugins(allow=())


def test_the_part_to_share_names_no_worker_and_has_no_observation():
    rest, staff = qa.staff_apart(CITY)
    workers = {one.worker for one in CITY.reviews} - {None}
    assert workers
    assert {one.worker for one in rest.reviews} == {one.manager for one in rest.reviews} == {None}
    assert not workers & {one.id for one in rest.people}
    assert {one.activity for one in staff.reviews} == {"OBS-2023-06"}
    assert not {one.id for one in staff.reviews} & {one.id for one in rest.reviews}
    assert {one.child for one in staff.reviews} == {None}
    assert staff.children == ()


def test_a_worker_s_own_reading_stays_and_does_not_say_whose_it_is():
    reviews = [{"worker": "W1", "manager": "TM1"}, {"child": "C2", "worker": "W2"}]
    readings = [{"stage": "self", "reader": "W1"}, {"review": "R2"}]
    people = [{"id": "W1"}, {"id": "P2"}]
    year = programme({"activities": {}, "reviews": reviews, "readings": readings, "people": people})
    rest, _ = qa.staff_apart(year)
    assert [one.reader for one in rest.readings] == ["worker", "P2"]
    assert [one.id for one in rest.people] == ["P2"]


def test_what_came_of_an_observation_still_leads_to_its_week():
    seen = next(one.id for one in CITY.reviews if one.activity == "OBS-2023-06")
    first, *others = CITY.recommendations
    year = attrs.evolve(CITY, recommendations=[attrs.evolve(first, source=seen), *others])
    rest, _ = qa.staff_apart(year)
    assert rest.recommendations[0].source == "OBS-2023-06"


@given(year=programmes(PLUGINS))
@settings(max_examples=40, deadline=None)
def test_every_review_and_answer_is_in_one_of_the_two_parts_and_both_can_be_written(year):
    rest, staff = qa.staff_apart(year)
    assert sorted(one.id for one in (*rest.reviews, *staff.reviews)) == sorted(one.id for one in year.reviews)
    assert len(rest.answers) + len(staff.answers) == len(year.answers)
    assert rest.findings == year.findings


def test_both_parts_are_written_and_read_back(tmp_path):
    for name, part in zip(("rest.xlsx", "staff.xlsx"), qa.staff_apart(CITY), strict=True):
        assert qa.read(qa.write(part, tmp_path / name)) == part


def test_no_sample_of_observations_is_drawn_to_be_sent_to_others():
    graded = {"child": None, "subject": "E", "overall": "Good"}
    year = programme({"activities": {"kind": "observation"}, "reviews": [graded, graded, graded]})
    with pytest.raises(qa.SettingsError, match="not sent to others"):
        qa.plan_sample(year, activity="A1", size=2, seed="made up")
    hidden = programme({"activities": {}, "reviews": [graded, {**graded, "event": "home visit"}]})
    with pytest.raises(qa.SettingsError, match="not sent to others"):
        qa.plan_sample(hidden, activity="A1", size=1, seed="made up")
