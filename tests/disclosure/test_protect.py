"""What is shown gives away nothing that is hidden: somebody tries every table there could be, and cannot tell."""

from itertools import combinations, product

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import qaframework as qa
import qaframework.disclosure.linked as linked_numbers
from qaframework.disclosure.attack import Attack
from qaframework.disclosure.linked import Atoms, link
from qaframework.disclosure.policies import policy
from qaframework.disclosure.tables import TOTAL

TINY = attrs.evolve(policy("dfe"), id="tiny", most=2)
"""A policy with numbers small enough that every table there could be can be tried."""
TINY_ROUNDED = attrs.evolve(policy("dfe"), id="tiny-rounded", most=2, round_to=3, rounding="nearest")
TINY_WORDS = attrs.evolve(TINY, symbol="fewer than 3", other_symbol="..")
DIMENSIONS = {"round": ("May", "Feb"), "grade": ("Good", "Poor"), "status": ("CIN", "CLA")}


def tables_that_cross(pairs, cells):
    """Return one table for each pair of dimensions, counted from one set of children."""
    rows = [
        dict(zip(DIMENSIONS, labels, strict=True))
        for labels, count in zip(product(*DIMENSIONS.values()), cells, strict=True)
        for _ in range(count)
    ]
    return [
        qa.CountTable.from_rows(
            " by ".join(by), rows, by=by, measure="reviews", labels={name: DIMENSIONS[name] for name in by}
        )
        for by in pairs
    ]


def read_from_outside(safe):
    """Return what a reader sees: for each number its labels and the text, from the rows of the tables alone."""
    for table in safe.values():
        for row in table.records():
            labels = {name: row[name] for name in table.by if row[name] != TOTAL}
            yield labels, str(row[table.measure])


def fits(text, number, rule):
    """Return whether a number could be what a text stands for, as the policy is published."""
    if text in ("c", ".."):
        return number >= 1
    if text.startswith("fewer"):
        return 1 <= number <= rule.most
    return not rule.is_small(number) and rule.rounded(number) == int(text)


def every_set_of_children(safe, dimensions, top, rule):
    """Yield every way in which children could lie in the crossing of the dimensions, given what is shown."""
    places = [dict(zip(dimensions, labels, strict=True)) for labels in product(*(DIMENSIONS[d] for d in dimensions))]
    sums = [
        ([n for n, place in enumerate(places) if all(place[d] == label for d, label in labels.items())], text)
        for labels, text in read_from_outside(safe)
    ]
    for cells in product(range(top + 1), repeat=len(places)):
        if all(fits(text, sum(cells[n] for n in inside), rule) for inside, text in sums):
            yield dict(zip((tuple(place.values()) for place in places), cells, strict=True))


def total_of(cells, dimensions, labels):
    wanted = [labels.get(dimension) for dimension in dimensions]
    return sum(
        count for key, count in cells.items() if all(w in (None, label) for w, label in zip(wanted, key, strict=True))
    )


def assert_nobody_can_tell(tables, rule, dimensions, top):
    safe = qa.protect(tables, rule)
    least = rule.most if rule.round_to == 1 else min(rule.round_to, rule.most)
    possible = list(every_set_of_children(safe, dimensions, top, rule))
    assert possible, "the truth itself has to fit what is shown"
    for table in tables:
        for place in table.places():
            if rule.is_small(table.count(place)):
                labels = {d: label for d, label in zip(table.by, place, strict=True) if label != TOTAL}
                values = {total_of(cells, dimensions, labels) for cells in possible}
                assert len(values) >= least, f"{labels} can be told from {sorted(values)}"
                assert rule.round_to > 1 or max(values) >= rule.most
    return safe


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 4), min_size=4, max_size=4), st.sampled_from([TINY, TINY_WORDS, TINY_ROUNDED]))
def test_no_small_number_of_a_table_can_be_worked_out(cells, rule):
    dimensions = ("round", "grade")
    rows = [
        dict(zip(dimensions, labels, strict=True))
        for labels, count in zip(product(*(DIMENSIONS[d] for d in dimensions)), cells, strict=True)
        for _ in range(count)
    ]
    labels = {d: DIMENSIONS[d] for d in dimensions}
    table = qa.CountTable.from_rows("t", rows, by=dimensions, measure="reviews", labels=labels)
    assert_nobody_can_tell([table], rule, dimensions, top=9)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.integers(0, 2), min_size=8, max_size=8),
    st.sampled_from([list(pairs) for n in (2, 3) for pairs in combinations(combinations(DIMENSIONS, 2), n)]),
)
def test_no_small_number_of_linked_tables_can_be_worked_out(cells, pairs):
    """Two tables share a margin; three form a ring, where the tables one by one would look safe."""
    assert_nobody_can_tell(tables_that_cross(pairs, cells), TINY, tuple(DIMENSIONS), top=3)


def ways_to_share(total, places):
    """Yield every way to share a number among places."""
    if places == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in ways_to_share(total - first, places - 1):
            yield (first, *rest)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 2), min_size=6, max_size=6), st.sets(st.integers(0, 10), max_size=8))
def test_the_bounds_of_an_attack_are_those_of_every_table_that_fits(cells, hidden):
    labels = {"round": ("1", "2"), "grade": ("a", "b", "c")}
    counts = dict(zip(product(*labels.values()), cells, strict=True))
    table = qa.CountTable(name="t", measure="m", by=tuple(labels), counts=counts, labels=labels)
    linked = link([table])
    regions = [linked.places["t", place] for place in table.places()]
    open_ = {
        region: (0, None) if number in hidden else (linked.counts[region],) * 2 for number, region in enumerate(regions)
    }
    attack = Attack(open_, Atoms(regions, linked.leaves["m"]))
    fitting = []
    for tried in ways_to_share(sum(cells), 6):
        other = attrs.evolve(table, counts=dict(zip(counts, tried, strict=True)))
        seen = [other.count(place) for place in table.places()]
        if all(open_[region] in ((0, None), (n, n)) for region, n in zip(regions, seen, strict=True)):
            fitting.append(seen)
    for number, region in enumerate(regions):
        found = attack.bounds(region)
        values = [seen[number] for seen in fitting]
        assert (found.least, found.most, found.proven) == (min(values), max(values), True)


def test_a_total_shared_by_two_tables_is_protected_in_both():
    """Status hides one number, which the grades would give back: the same children, told twice."""
    rows = [{"grade": "Good", "status": "CIN"}] * 20 + [{"grade": "Good", "status": "CLA"}] * 3
    one = qa.CountTable.from_rows("by status", rows, by=["status"], measure="reviews")
    two = qa.CountTable.from_rows(
        "children in need", rows, measure="reviews", where={"status": "CIN"}, labels={"status": ["CIN", "CLA"]}
    )
    safe = qa.protect([one, two], "dfe")
    assert safe["by status"].at(status="CIN").hidden
    assert safe["children in need"].at().hidden


def test_a_ring_of_tables_is_seen_through(monkeypatch):
    """Two by two the tables look safe; the three together say of one number that it is 1."""
    labels = {"a": "xy", "b": "pq", "c": "mno"}
    cells = dict(zip(product(*labels.values()), [6, 0, 0, 0, 0, 0, 0, 6, 1, 1, 0, 4], strict=True))
    rows = [dict(zip(labels, place, strict=True)) for place, count in cells.items() for _ in range(count)]
    tables = [
        qa.CountTable.from_rows(" ".join(by), rows, by=by, measure="m", labels={name: labels[name] for name in by})
        for by in combinations(labels, 2)
    ]
    assert min(one.values for one in qa.protect(tables, TINY).audit().known) >= 2
    monkeypatch.setattr(linked_numbers, "MOST_ATOMS", 0)
    careless = qa.protect(tables, TINY)
    assert "attacked by the sums they share" in careless.audit().sentence()
    monkeypatch.undo()
    assert "attacked by the sums they share" not in careless.audit().sentence()
    assert min(one.values for one in careless.audit().known) == 1


def test_a_label_that_only_another_table_has_leaves_no_room_to_hide_in():
    """May was graded on a scale without Outstanding, and everybody knows it: 7 below Good are 4 and 3, or 3 and 4."""
    counts = {("Good",): 20, ("Fair",): 4, ("Poor",): 3}
    may = qa.CountTable(name="May", measure="reviews", by=["grade"], where={"round": "May"}, counts=counts)
    feb = attrs.evolve(may, name="Feb", where={"round": "Feb"}, counts={("Outstanding",): 20, ("Good",): 9})
    safe = qa.protect([may, feb], "fewer-than-5")
    texts = [str(safe["May"].at(grade=grade)) for grade in ("Good", "Fair", "Poor")]
    assert texts != ["20", "fewer than 5", "fewer than 5"]
    assert min(one.values for one in safe.audit().known if one.values) >= 4
    with pytest.raises(qa.DataError, match="two numbers for the same thing"):
        qa.protect([may, attrs.evolve(feb, where={"round": "May"}, totals=())], "dfe")


def test_a_slice_is_not_the_whole_and_gives_the_rest_away():
    """27 reviews, 24 of them in May: no table says that February had 3."""
    whole = qa.CountTable(name="all", measure="reviews", counts={(): 27})
    may = qa.CountTable(name="May", measure="reviews", where={"round": "May"}, counts={(): 24})
    safe = qa.protect([whole, may], "dfe")
    assert safe["all"].at().hidden or safe["May"].at().hidden
    assert not qa.protect([whole, attrs.evolve(may, counts={(): 14})], "dfe").audit().known


def test_a_hierarchy_adds_up_and_is_protected_as_one():
    boroughs = {"Inner": ("A", "B", "C"), "Outer": ("D", "E")}
    counts = {(name,): n for name, n in zip("ABCDE", [30, 2, 20, 9, 40], strict=True)}
    table = qa.CountTable(name="t", measure="reviews", by=["borough"], counts=counts, groups={"borough": boroughs})
    safe = qa.protect([table], "dfe")["t"]
    assert safe.at(borough="B").hidden
    assert sum(safe.at(borough=one).hidden for one in ("A", "C", "Inner")) == 1
    assert not safe.at(borough="D").hidden
    assert safe.at(borough="C").hidden, "the smallest other number of the group costs least"


def test_the_rest_of_a_shown_number_is_guarded_though_no_table_shows_it():
    """12 of 13 were seen: that one was not is a small number that one subtraction gives."""
    seen = qa.CountTable(
        name="seen", measure="children", by=["seen"], counts={("yes",): 12, ("no",): 1}, shown={"seen": ["yes"]}
    )
    safe = qa.protect([seen], "dfe")["seen"]
    assert safe.at(seen="yes").hidden or safe.at().hidden


def test_everyone_alike_in_a_sensitive_dimension_is_hidden_zeros_too():
    counts = {("autistic", "no"): 8, ("other", "no"): 20, ("other", "yes"): 30}
    table = qa.CountTable(name="felt safe", measure="answers", by=["need", "safe"], counts=counts, sensitive=["safe"])
    safe = qa.protect([table], "dfe")["felt safe"]
    assert safe.at(need="autistic", safe="no").hidden
    assert safe.at(need="autistic", safe="yes").hidden
    assert not qa.protect([attrs.evolve(table, sensitive=())], "dfe")["felt safe"].hidden


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 30), min_size=6, max_size=6), st.sampled_from([3, 5, 10]))
def test_controlled_rounding_adds_up_and_stays_next_to_the_truth(cells, base):
    rule = attrs.evolve(policy("dfe"), most=min(2, base - 1), round_to=base, rounding="controlled")
    counts = dict(zip(product(("1", "2"), ("a", "b", "c")), cells, strict=True))
    table = qa.CountTable(name="t", measure="m", by=("round", "grade"), counts=counts)
    safe = qa.protect([table], rule)["t"]
    for row in safe.rows():
        numbers = [value for name, value in row.items() if name not in ("round", TOTAL)]
        assert row[TOTAL] == sum(numbers)
    for place in table.places():
        assert abs(safe.cells[place].value - table.count(place)) < base
        assert safe.cells[place].value % base == 0


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(6)), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_tables_changes_nothing(order, random):
    rows = [{"round": r, "grade": g} for r, g in product("AB", "xyz") for _ in range(random.randint(0, 12))]
    shuffled = sorted(rows, key=lambda row: order[ord(row["grade"]) - ord("x")])
    labels = {"round": "AB", "grade": "xyz"}

    def tables(given):
        both = [("t", ("round", "grade")), ("u", ("grade",))]
        return [
            qa.CountTable.from_rows(name, given, by=by, measure="m", labels={one: labels[one] for one in by})
            for name, by in both
        ]

    one, other = qa.protect(tables(rows), "dfe"), qa.protect(reversed(tables(shuffled)), "dfe")
    assert [one[name].rows() for name in "tu"] == [other[name].rows() for name in "tu"]


def test_the_audit_is_done_from_outside_and_finds_what_is_not_hidden_well():
    """Take one number out of hiding by hand, and the audit says what it gives away."""
    table = qa.CountTable(name="t", measure="m", by=["grade"], counts={("a",): 20, ("b",): 3, ("c",): 9})
    safe = qa.protect([table], "dfe")
    assert min(one.values for one in safe.audit().known) >= 5
    numbers = {
        region: attrs.evolve(number, text="9", hidden=False, open=(9, 9)) if "grade c" in str(region) else number
        for region, number in safe.numbers.items()
    }
    careless = attrs.evolve(safe, numbers=numbers)
    assert [(one.number, one.least, one.most) for one in careless.audit().known] == [("m, grade b", 3, 3)]


def test_a_table_of_too_many_dimensions_and_numbers_is_told_in_words_at_once():
    keys = [(f"a{i}", f"b{j}", f"c{k}") for i in range(8) for j in range(4) for k in range(5)]
    large = qa.CountTable(name="large", measure="m", by=["a", "b", "c"], counts=dict.fromkeys(keys, 3))
    small = qa.CountTable(name="small", measure="m", counts={(): 480})
    found = qa.protect([large, small], "dfe")
    assert "too many dimensions" in (found["large"].words or "")
    assert not found["large"].cells
    assert found["small"].at().text == "480"
