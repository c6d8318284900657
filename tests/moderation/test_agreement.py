import pytest
from hypothesis import given
from hypothesis import strategies as st

import qaframework as qa
from qaframework.moderation.side_by_side import agreement
from qaframework.testing import programme

LABELS = ["Inadequate", "Requires improvement", "Good", "Outstanding"]


def pairs(*grades):
    """Return rows of two readers from pairs such as ``"G G"``."""
    word = {label[0]: label for label in LABELS}
    return [
        (f"R{number:02}", reader, word[letter])
        for number, pair in enumerate(grades, start=1)
        for reader, letter in zip("AB", pair.split(), strict=True)
    ]


TEN_OF_THIRTEEN = pairs(*["G G"] * 8, "O O", "R R", "G R", "O G", "G O")


def test_the_headline_is_counts_with_what_luck_would_give():
    found = agreement(TEN_OF_THIRTEEN, scale=LABELS)
    assert (found.n, found.same) == (13, 10)
    assert found.exact.value == pytest.approx(10 / 13)
    assert found.exact.interval == pytest.approx((0.50, 0.92), abs=0.005)
    pooled = [3 / 26, 19 / 26, 4 / 26]
    assert found.luck.value == pytest.approx(sum(share**2 for share in pooled))


def test_direction_says_which_way_the_second_reader_went():
    found = agreement(TEN_OF_THIRTEEN, scale=LABELS).direction
    assert (found.up, found.down, found.same, found.net) == (1, 2, 10, -1)
    assert found.p == 1


def test_the_table_names_the_files_the_widest_apart_first():
    table = agreement(pairs("G G", "G O", "I G"), scale=LABELS).table
    assert [row["file"] for row in table] == ["R03", "R02", "R01"]
    assert table[0] == {"file": "R03", "A": "Inadequate", "B": "Good"}


def test_a_difference_over_the_worst_grade_or_over_the_standard_crosses_a_boundary():
    scale = qa.load_plugins().scales["ofsted-2018"]
    found = agreement(pairs("G O", "G R", "R I", "G G"), scale=scale)
    assert found.boundary_crossings == ("R02", "R03")


def test_labels_alone_declare_no_standard_so_only_the_worst_grade_is_a_boundary():
    assert agreement(pairs("G R", "R I"), scale=LABELS).boundary_crossings == ("R02",)


def test_thirteen_of_thirteen_alike_is_no_proof_and_no_coefficient():
    found = agreement(pairs(*["G G"] * 13), scale=LABELS)
    alpha = found.alpha()
    assert (alpha.value, alpha.interval) == (None, None)
    assert alpha.reason == "every grade given is the same"
    assert found.exact.interval[0] == pytest.approx(0.77, abs=0.005)
    told = " ".join(found.sentences())
    assert "could not test agreement" in told
    assert "no fault" in told


def test_under_ten_files_no_percentage_and_no_coefficient_is_said_but_one_asked_for_is_worked_out():
    found = agreement(pairs(*["G G"] * 6, "G R", "O O", "R R"), scale=LABELS)
    told = " ".join(found.sentences())
    assert "8 of 9" in told
    assert "%" not in told
    assert "alpha" not in told
    assert found.alpha().value is not None
    assert "fewer than 10" in found.alpha().reason


def test_no_sentence_carries_an_adjective_about_how_good_agreement_is():
    told = " ".join(agreement(TEN_OF_THIRTEEN, scale=LABELS).sentences()).lower()
    assert not any(word in told for word in ("significant", "substantial", "almost perfect", "moderate", "excellent"))


def test_files_read_once_are_left_out_of_what_was_read_twice():
    rows = [*pairs("G G", "G R"), ("R99", "A", "Good")]
    found = agreement(rows, scale=LABELS)
    assert found.n == 2
    assert [row["file"] for row in found.table] == ["R02", "R01"]


def test_nothing_read_twice_says_so_everywhere():
    found = agreement([("R1", "A", "Good"), ("R2", "B", "Good")], scale=LABELS)
    assert found.sentences() == ("No file was read twice, so nothing can be said about agreement.",)
    for estimate in (found.exact, found.luck, found.alpha(), found.ac1(), found.ac2(), found.kappa(), found.fleiss()):
        assert estimate.value is None
        assert estimate.reason


def test_kappa_of_three_readers_is_refused_with_the_reason():
    rows = [("R1", who, "Good") for who in "ABC"]
    assert "3" in agreement(rows, scale=LABELS).kappa().reason


def test_a_scale_is_declared_never_inferred():
    with pytest.raises(ValueError, match="declare the scale"):
        agreement(TEN_OF_THIRTEEN)


def test_every_grade_off_the_scale_and_every_second_grade_is_named_at_once():
    rows = [("R1", "A", "Good"), ("R1", "A", "Good"), ("R2", "A", "Great"), ("R2", "B", "Goood")]
    with pytest.raises(qa.DataError) as caught:
        agreement(rows, scale=LABELS)
    assert [problem.where for problem in caught.value.problems] == ["row 2", "row 3", "row 4"]
    assert "Great" not in str(caught.value)


def test_rows_may_be_mappings_and_grades_written_as_people_write_them():
    scale = qa.load_plugins().scales["ofsted-2018"]
    rows = [{"item": "R1", "reader": "A", "grade": "RI"}, {"item": "R1", "reader": "B", "grade": "req imp"}]
    assert agreement(rows, scale=scale).exact.value == 1


def test_a_missing_grade_is_no_reading():
    scale = qa.load_plugins().scales["ofsted-2018"]
    assert agreement([*pairs("G G"), ("R2", "A", "Good"), ("R2", "B", "not graded")], scale=scale).n == 1


@given(st.permutations(TEN_OF_THIRTEEN))
def test_the_order_of_rows_changes_nothing(rows):
    found, expected = agreement(rows, scale=LABELS), agreement(TEN_OF_THIRTEEN, scale=LABELS)
    assert found.sentences() == expected.sentences()
    assert found.table == expected.table
    assert found.ac2(draws=50) == expected.ac2(draws=50)


@given(st.lists(st.tuples(st.sampled_from(LABELS), st.sampled_from(LABELS)), min_size=1, max_size=15))
def test_giving_readers_other_names_changes_no_figure(grades):
    def figures(first, second):
        rows = [
            (f"R{i}", who, g) for i, pair in enumerate(grades) for who, g in zip((first, second), pair, strict=True)
        ]
        found = agreement(rows, scale=LABELS)
        return found.exact, found.luck, found.alpha(draws=40), found.boundary_crossings

    assert figures("A", "B") == figures("Y", "X")


# -- from a programme --------------------------------------------------------------------------------------------


def year(*readings, **review):
    return programme({"activities": {}, "reviews": {"overall": "Good", **review}, "readings": list(readings)})


def test_a_blind_moderation_reading_stands_beside_the_review():
    found = agreement(year({"overall": "RI", "blind": "yes"}))
    assert found.n == 1
    assert found.direction.down == 1
    assert found.boundary_crossings == ("R1",)


@pytest.mark.parametrize(
    ("reading", "reason"),
    [
        ({"blind": "no"}, "knew the first grade"),
        ({}, "knew the first grade"),
        ({"blind": "yes", "stage": "panel"}, "agreed together"),
        ({"blind": "yes", "stage": "third_reader"}, "because two differed"),
        ({"blind": "yes", "stage": "self"}, "worker's own grade"),
        ({"blind": "yes", "stage": "re_audit"}, "moved on"),
        ({"blind": "yes", "reader": "P1"}, "their own review"),
        ({"blind": "yes", "overall": "not graded"}, "no grade"),
        ({"blind": "yes", "overall": "4", "scale": "care-inspectorate"}, "another scale"),
    ],
)
def test_readings_that_are_no_evidence_are_refused_and_counted_with_the_reason(reading, reason):
    found = agreement(year(reading))
    assert found.n == 0
    assert reason in found.sentences()[0]
    assert found.sentences()[0].startswith("1 reading left out")


def test_domains_read_twice_are_told_apart():
    found = agreement(
        year(
            {"blind": "yes", "domain.RISK": "RI", "domain.PLAN": "Good"},
            **{"domain.RISK": "Good", "domain.PLAN": "Good"},
        )
    )
    assert {domain: one.same for domain, one in found.domains.items()} == {"PLAN": 1, "RISK": 0}


def test_reviews_on_two_scales_are_not_thrown_together():
    two = programme(
        {
            "activities": [{}, {"scale": "city-of-london-2023"}],
            "reviews": [{}, {"activity": "A2"}],
            "readings": [{"blind": "yes"}, {"review": "R2", "blind": "yes"}],
        }
    )
    with pytest.raises(ValueError, match="name one round"):
        agreement(two)
    assert agreement(two, activity="A2").n == 1


def test_an_unknown_round_is_named_with_a_suggestion():
    with pytest.raises(qa.UnknownNameError, match="did you mean 'A1'"):
        agreement(year({"blind": "yes"}), activity="A11")


def test_the_table_of_a_programme_tells_the_first_reading_from_later_ones():
    found = agreement(year({"overall": "RI", "blind": "yes"}))
    assert found.table == ({"file": "R1", "first": "Good (P1)", "later": "Requires improvement to be good (P2)"},)


def test_every_row_of_the_table_has_a_column_for_every_reader():
    table = agreement([*pairs("G G"), ("R2", "C", "Good"), ("R2", "B", "Good")], scale=LABELS).table
    assert [list(row) for row in table] == [["file", "A", "B", "C"]] * 2
    assert table[1]["A"] == ""


def test_the_plain_and_the_html_view_say_the_same_and_name_files():
    found = agreement(TEN_OF_THIRTEEN, scale=LABELS)
    for view in (repr(found), found._repr_html_()):
        assert "10 of 13" in view
        assert "R11" in view


def across(review, reading, plugins=None):
    year = programme({"reviews": {"overall": "Good"} | review, "readings": {"blind": "yes"} | reading})
    return qa.agreement(year, plugins=plugins)


def test_a_reading_on_another_scale_counts_where_a_crosswalk_gives_one_grade():
    plugins = qa.load_plugins(allow=())
    reading = {"overall": "Excellent", "scale": "city-of-london-2023", "domain.RISK": "Good"}
    found = across({"overall": "Outstanding", "domain.RISK": "Good"}, reading, plugins)
    assert (found.n, found.same, found.refused) == (1, 1, {})
    assert found.read_across == {("city-of-london-2023", "ofsted-2018"): 1}
    assert found.domains["RISK"].same == 1
    assert "1 reading on city-of-london-2023 read as ofsted-2018, by the crosswalk between them." in found.sentences()
    assert across({}, reading).refused == {"it was graded on another scale": 1}


def test_a_set_of_grades_is_no_reading_and_neither_is_what_nobody_reads_across():
    walk = qa.Crosswalk("ciw", "ofsted-2018", {"Excellent": "Outstanding", "Good": ("Outstanding", "Good")})

    class Plugin:
        @qa.hookimpl
        def qa_grading_scales(self):
            return [walk]

    plugins = qa.load_plugins(Plugin(), allow=())
    assert across({}, {"overall": "Excellent", "scale": "ciw"}, plugins).n == 1
    assert across({}, {"overall": "Good", "scale": "ciw"}, plugins).refused == {
        "it was graded on another scale, and reads as several grades here": 1
    }
    assert across({}, {"overall": "Requires improvement", "scale": "ciw"}, plugins).refused == {
        "it was graded on another scale, and no crosswalk reads it here": 1
    }
    assert across({}, {"overall": "5", "scale": "scaling-0-10"}, plugins).refused == {
        "it was graded on another scale, and no crosswalk reads it here": 1
    }
