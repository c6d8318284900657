"""Reading back what was written gives an equal programme: for every format, and for whatever may be in it."""

import datetime
import random
import subprocess
import sys
import warnings

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import qaframework as qa
from qaframework.model.programme import RECORDS
from qaframework.testing import HARD_TEXTS, programmes, texts

PLUGINS = qa.load_plugins(allow=())
FORMATS = ("year.json", "year", "year.xlsx")

fresh_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
"""The folder is the same for all examples of a test: each writes over what the one before it wrote."""


def back(year, target):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return qa.read(qa.write(year, target, plugins=PLUGINS), plugins=PLUGINS)


@pytest.mark.parametrize("name", FORMATS)
@given(year=programmes(PLUGINS))
@settings(fresh_folder, max_examples=60)
def test_a_programme_reads_back_equal(tmp_path, name, year):
    assert back(year, tmp_path / name) == year


@given(year=programmes(PLUGINS))
@settings(fresh_folder, max_examples=20)
def test_a_programme_reads_back_equal_through_every_format_in_turn(tmp_path, year):
    again = year
    for name in FORMATS:
        again = back(again, tmp_path / name)
    assert again == year
    assert {table: [repr(one) for one in again.table(table)] for table in RECORDS} == {
        table: [repr(one) for one in year.table(table)] for table in RECORDS
    }


@pytest.mark.parametrize("name", FORMATS)
@given(year=programmes(PLUGINS))
@settings(fresh_folder, max_examples=15)
def test_the_same_programme_gives_the_same_bytes(tmp_path, name, year):
    def written(where):
        target = qa.write(year, tmp_path / where / name, plugins=PLUGINS)
        files = sorted(target.iterdir()) if target.is_dir() else [target]
        return [(file.name, file.read_bytes()) for file in files]

    for where in "ab":
        (tmp_path / where).mkdir(exist_ok=True)
    assert written("a") == written("b")


def test_the_module_for_authors_of_plugins_can_be_imported_without_hypothesis():
    script = "import sys; sys.modules['hypothesis'] = None; from qaframework.testing import FILLED; print(len(FILLED))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert int(done.stdout) == len(RECORDS) + 1


def test_what_is_drawn_covers_what_is_hard():
    drawn = [one for year in sample(programmes(PLUGINS), 150) for one in (*year.reviews, *year.readings)]
    grades = [grade for one in drawn for grade in (one.overall, *(judgement.grade for judgement in one.judgements))]
    assert len({grade.scale.id for grade in grades if isinstance(grade, qa.Grade)}) > 8
    assert {grade for grade in grades if isinstance(grade, qa.Missing)} == set(qa.Missing)
    assert {judgement.rationale for one in drawn for judgement in one.judgements} & {"=1+1", "12E4"}
    days = [one.completed_on.year for one in drawn if isinstance(one, qa.Review)]
    assert min(days) < 1900 < max(days)


def sample(strategy, count):
    drawn = []

    @given(strategy)
    @settings(max_examples=count, database=None, suppress_health_check=list(HealthCheck))
    def draw(value):
        drawn.append(value)

    draw()
    return drawn


nasty = (
    st.sampled_from(
        [*HARD_TEXTS, "", " ", " x", "x ", "\n", "#N/A", "#####", "a/b", "a & b", "\ud800", "\x1f", "\r", "True"]
    )
    | st.text(max_size=8)
    | st.integers(-5, 10**17)
    | st.floats()
    | st.booleans()
    | st.none()
    | st.dates()
    | st.datetimes()
    | st.lists(st.text(max_size=4) | st.sampled_from([";", ",", " a", "a;b", ""]), max_size=3).map(tuple)
)


@given(year=programmes(PLUGINS), value=nasty, seed=st.integers(0, 10**6))
@settings(fresh_folder, max_examples=150)
def test_whatever_is_put_into_a_record_in_code_reads_back_equal_or_is_refused_by_name(tmp_path, year, value, seed):
    changed = with_one_field(year, value, random.Random(seed))
    for name in FORMATS:
        problems = refusal(changed, tmp_path / name)
        if problems:
            assert all(" row " in problem.where for problem in problems)
        else:
            assert qa.read(tmp_path / name, plugins=PLUGINS) == changed


def refusal(year, target):
    """Write a programme; return what was wrong with it, nothing where it was written."""
    try:
        qa.write(year, target, plugins=PLUGINS)
    except qa.DataError as error:
        return error.problems
    return ()


def with_one_field(year, value, chance):
    """Return a programme in which one field of one record says something else."""
    held = [table for table in RECORDS if year.table(table)]
    if not held:
        return year
    table = chance.choice(held)
    records = list(year.table(table))
    at = chance.randrange(len(records))
    others = ("row", "judgements", "scale", "template")  # the last two mean what a plugin gives
    fields = [field.name for field in attrs.fields(type(records[at])) if field.name not in others]
    records[at] = attrs.evolve(records[at], **{chance.choice(fields): value})
    return attrs.evolve(year, **{table: records})


@pytest.fixture
def good():
    return PLUGINS.scales["ofsted-2018"].parse("Good")


def a_review(overall, **fields):
    day = datetime.date(2024, 2, 1)
    given = {"id": "R1", "activity": "A1", "child": "C1", "reviewer": "P1", "completed_on": day, "overall": overall}
    return qa.Review(**given | fields)


def an_activity(**fields):
    day = datetime.date(2024, 2, 1)
    return qa.Activity(**{"id": "A1", "kind": "survey", "title": "t", "start": day, "end": day} | fields)


def a_reading(overall, **fields):
    day = datetime.date(2024, 2, 1)
    given = {"id": "G1", "review": "R1", "reader": "P2", "stage": "panel", "read_on": day, "overall": overall}
    return qa.Reading(**given | fields)


MET, GREEN = PLUGINS.scales["met"].parse("Met"), PLUGINS.scales["rag"].parse("Green")
NONE = qa.Missing.NOT_GRADED


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    "tables",
    [
        {},
        {"reviews": [a_review(MET)]},
        {"activities": [an_activity(scale="rag")], "reviews": [a_review(MET)]},
        {"activities": [an_activity(scale="rag")], "reviews": [a_review(NONE)], "readings": [a_reading(GREEN)]},
        {"activities": [an_activity(scale="rag")], "reviews": [a_review(NONE)], "readings": [a_reading(MET)]},
        {"activities": [an_activity()], "reviews": [a_review(NONE)], "readings": [a_reading(MET)]},
        {"readings": [a_reading(MET)]},
        {"reviews": [a_review(MET), a_review(GREEN)], "readings": [a_reading(MET), a_reading(NONE, id="G2")]},
        {
            "activities": [an_activity(scale="rag"), an_activity(scale="met")],
            "reviews": [a_review(MET), a_review(NONE)],
        },
        {
            "activities": [an_activity(scale="rag"), an_activity()],
            "reviews": [a_review(NONE)],
            "readings": [a_reading(GREEN)],
        },
        {"reviews": [a_review(NONE, judgements=[qa.Judgement("RISK", MET, "why"), qa.Judgement("PLAN", NONE)])]},
        {"reviews": [a_review(MET, judgements=[qa.Judgement("WELL_LED", MET)])] * 2},
        {"reviews": [a_review(MET, child=None, subject="Bath & Avon / North, the county")]},
    ],
)
def test_scales_and_ids_in_every_constellation_read_back_equal(tmp_path, name, tables):
    year = qa.Programme(**tables)
    assert back(year, tmp_path / name) == year


@pytest.mark.parametrize("name", FORMATS)
@given(words=st.lists(texts().filter(lambda text: text.strip("#")), min_size=2, max_size=2))
@settings(fresh_folder, max_examples=40)
def test_words_of_judgements_read_back_equal_in_reviews_and_readings(tmp_path, name, words):
    judgements = [
        qa.Judgement("RISK", MET, *words),
        qa.Judgement("PLAN", NONE, None, words[0]),
        qa.Judgement("VOICE", MET),
    ]
    year = qa.Programme(
        reviews=[a_review(MET, judgements=judgements)], readings=[a_reading(MET, judgements=judgements)]
    )
    assert back(year, tmp_path / name) == year


@pytest.mark.parametrize("name", FORMATS)
def test_the_example_reads_back_equal(tmp_path, name):
    year = qa.example("city-of-london-2023-24", plugins=PLUGINS)
    assert back(year, tmp_path / name) == year


def test_flat_rows_of_a_programme_read_back_equal_but_for_words_and_scales_of_their_own():
    year = qa.example("city-of-london-2023-24", plugins=PLUGINS)
    again = qa.from_rows(plugins=PLUGINS, **{table: year.rows(table) for table in RECORDS})

    def without_words(one):
        return attrs.evolve(one, judgements=[attrs.evolve(j, rationale=None, evidence=None) for j in one.judgements])

    assert again == attrs.evolve(
        year, reviews=map(without_words, year.reviews), readings=map(without_words, year.readings)
    )
