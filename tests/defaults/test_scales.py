import datetime

import pytest

import qaframework as qa

PLUGINS = qa.load_plugins(allow=())
SCALES = PLUGINS.scales

PUBLISHED = {
    "ofsted-2018": ["Outstanding", "Good", "Requires improvement to be good", "Inadequate"],
    "ofsted-2013": ["Outstanding", "Good", "Requires improvement", "Inadequate"],
    "ofsted-2005": ["Outstanding", "Good", "Adequate", "Inadequate"],
    "ofsted-annual-2009": ["Performs excellently", "Performs well", "Performs adequately", "Performs poorly"],
    "city-of-london-2023": ["Excellent", "Good", "Requires improvement", "Inadequate"],
    "care-inspectorate": ["Excellent", "Very good", "Good", "Adequate", "Weak", "Unsatisfactory"],
    "ciw": ["Excellent", "Good", "Requires improvement", "Requires significant improvement"],
    "cqc": ["Outstanding", "Good", "Requires improvement", "Inadequate"],
    "hmip": ["Outstanding", "Good", "Requires improvement", "Inadequate"],
    "hiqa": ["Compliant", "Substantially compliant", "Not compliant"],
    "met": ["Met", "Partially met", "Not met"],
    "yes-no": ["Yes", "Partly", "No"],
    "rag": ["Green", "Amber", "Red"],
    "internal-audit": ["Substantial", "Moderate", "Limited", "No assurance"],
    "scaling-0-10": ["10", "9", "8", "7", "6", "5", "4", "3", "2", "1", "0"],
    "ungraded": [],
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_published_scale_has_its_labels_best_first(name):
    assert [grade.label for grade in SCALES[name].grades] == PUBLISHED[name]


def test_no_scale_ships_without_its_labels_being_tested_here():
    assert set(SCALES) == set(PUBLISHED)


@pytest.mark.parametrize("name", PUBLISHED)
def test_every_word_of_a_scale_reads_as_its_level_on_a_day_it_was_in_use(name):
    scale = SCALES[name]
    for level in scale.levels:
        for alias in (qa.Alias(level.label), *level.aliases):
            assert scale.parse(alias.label, alias.since or alias.until) == level.label


@pytest.mark.parametrize("name", PUBLISHED)
def test_meeting_the_standard_never_comes_back_below_a_level_that_does_not(name):
    declared = [grade.meets for grade in SCALES[name].grades]
    assert declared == sorted(declared, key=lambda meets: meets is not True)


@pytest.mark.parametrize(
    ("name", "meeting"),
    [
        ("ofsted-2018", ["Outstanding", "Good"]),
        ("care-inspectorate", ["Excellent", "Very good", "Good"]),
        ("met", ["Met"]),
        ("rag", []),
        ("scaling-0-10", []),
    ],
)
def test_the_levels_that_meet_the_standard_are_the_declared_ones(name, meeting):
    assert [grade.label for grade in SCALES[name].grades if grade.meets] == meeting


@pytest.mark.parametrize("name", ["rag", "scaling-0-10"])
def test_where_nobody_declares_a_standard_there_is_none(name):
    assert {grade.meets for grade in SCALES[name].grades} == {None}


@pytest.mark.parametrize(
    ("name", "since", "until"),
    [
        ("ofsted-2018", datetime.date(2018, 1, 1), None),
        ("ofsted-2013", datetime.date(2013, 11, 1), datetime.date(2018, 8, 31)),
        ("ofsted-2005", None, datetime.date(2013, 10, 31)),
        ("city-of-london-2023", None, datetime.date(2023, 12, 31)),
    ],
)
def test_a_scale_has_its_days_of_use(name, since, until):
    assert (SCALES[name].valid_from, SCALES[name].valid_until) == (since, until)


def test_the_welsh_pilots_words_end_with_the_pilot():
    ciw = SCALES["ciw"]
    assert ciw.parse("Needs improvement", datetime.date(2025, 3, 31)) == "Requires improvement"
    assert ciw.parse("Poor", datetime.date(2024, 6, 1)) == "Requires significant improvement"
    for word in ("Needs improvement", "Poor"):
        with pytest.raises(qa.ScaleError, match="was not a word"):
            ciw.parse(word, datetime.date(2025, 4, 1))


def test_excellent_means_three_things_on_three_scales():
    tops = [SCALES[name].parse("Excellent") for name in ("city-of-london-2023", "care-inspectorate", "ciw")]
    assert len(set(tops)) == 3
    with pytest.raises(qa.ScaleError):
        SCALES["ofsted-2018"].parse("Excellent")


@pytest.mark.parametrize(
    "name", [name for name in PUBLISHED if name.startswith(("ofsted", "cqc", "hmip", "ci", "care"))]
)
def test_an_inspectorates_scale_says_where_it_is_published(name):
    assert SCALES[name].source


def test_every_crosswalk_runs_between_scales_there_are_in_words_they_have():
    for walk in PLUGINS.crosswalks:
        source, target = SCALES[walk.source], SCALES[walk.target]
        for label, reading in walk.table.items():
            assert label in PUBLISHED[source.id]
            assert {reading} if isinstance(reading, str) else set(reading) <= set(PUBLISHED[target.id])


def test_every_crosswalk_names_its_author_and_its_reason():
    assert all(walk.author and walk.rationale for walk in PLUGINS.crosswalks)


def test_a_relabelling_carries_every_grade_over_one_to_one():
    for walk in PLUGINS.crosswalks:
        if walk.kind == "relabel":
            readings = [PLUGINS.convert(grade, walk.target) for grade in SCALES[walk.source].grades]
            assert all(len(reading) == 1 for reading in readings)
            assert len(set(readings)) == len(readings)


def test_there_and_back_between_the_two_rounds_of_the_city_gives_the_same_grade():
    for grade in SCALES["city-of-london-2023"].grades:
        (there,) = PLUGINS.convert(grade, "ofsted-2018")
        assert PLUGINS.convert(there, "city-of-london-2023") == (grade,)


@pytest.mark.parametrize(("source", "target"), [("ofsted-2005", "ofsted-2013"), ("rag", "ofsted-2018")])
def test_what_nobody_can_carry_over_honestly_is_refused_grade_by_grade(source, target):
    for grade in SCALES[source].grades:
        with pytest.raises(qa.ScaleError, match="has no reading"):
            PLUGINS.convert(grade, target)
