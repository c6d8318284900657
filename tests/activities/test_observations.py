"""Observations: too few say so by themselves, and nobody who was observed can be told from what is shown."""

import pytest

import qaframework as qa
from qaframework.testing import programme

WEEK = {"kind": "observation", "template": "practice-observation"}
CITY = qa.example("city-of-london-2023-24")


def seen(count, **columns):
    rows = [
        {"child": None, "subject": f"E{n}", "worker": f"WORKER-{n}", "overall": "not graded", **columns}
        for n in range(count)
    ]
    return programme({"activities": WEEK, "reviews": rows})


def test_five_observations_are_too_few_and_ten_are_not():
    assert "too few" in " ".join(qa.observations(seen(5)).sentences())
    assert qa.observations(seen(9)).too_few
    told = qa.observations(seen(10))
    assert not told.too_few
    assert "too few" not in " ".join(told.sentences())


def test_no_code_of_a_worker_or_observer_is_shown_anywhere():
    told = qa.observations(CITY)
    workers = {one.worker for one in CITY.reviews if one.activity == "OBS-2023-06"}
    observers = {"ED", "AD", "HOS"}
    shown = " ".join([repr(told), told._repr_html_(), str(told.rows()), *map(str, qa_values(told))]).split()
    assert workers
    assert not (workers | observers) & {word.strip("(),.'\"<>") for word in shown}
    assert told.workers == 5


def qa_values(told):
    return [getattr(told, name) for name in ("activities", "by_event", "asked", "strengths", "concerns", "elsewhere")]


def test_those_asked_not_asked_and_not_written_down_are_counted_apart():
    told = qa.observations(
        programme(
            {
                "activities": WEEK,
                "reviews": [
                    {"child": None, "subject": "E", "overall": "not graded", "family_voice": voice}
                    for voice in ("obtained", "declined", "not sought", None)
                ],
            }
        )
    )
    assert told.asked["the family"] == {"declined": 1, "not said": 1, "not sought": 1, "obtained": 1}


def test_a_week_of_which_only_the_number_is_recorded_says_how_many_have_a_record():
    told = qa.observations(programme({"activities": {**WEEK, "reached": 5}}))
    assert (told.seen, told.recorded, told.workers) == (5, 0, None)
    assert "0 observations of 5 with a record" in " ".join(told.sentences())


def test_concerns_that_others_found_too_are_told_from_those_seen_here_only():
    told = qa.observations(CITY)
    assert told.elsewhere.keys() == {"acc", "rsk", "sen"}
    assert "SV-2023-07" in told.elsewhere["acc"]
    assert "Concerns seen here only: dis." in told.sentences()


def test_a_week_that_is_not_there_is_named_with_those_that_are():
    with pytest.raises(qa.UnknownNameError, match="OBS-2023-06"):
        qa.observations(CITY, "OBS-2023-07")


def test_without_any_observation_it_says_so():
    assert qa.observations(qa.Programme()).sentences() == ("No observation is recorded.",)
