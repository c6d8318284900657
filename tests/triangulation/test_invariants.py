"""What holds of every picture: the ten invariants, on programmes nobody thought of."""

import json
import random
from datetime import date, timedelta

import attrs
import networkx
from hypothesis import given, settings
from hypothesis import strategies as st

import qaframework as qa
from qaframework.triangulation.convergence import ThemeResult
from qaframework.triangulation.tally import tally

PLUGINS = qa.load_plugins(allow=[])
KINDS = ("practice_reviews", "observation", "survey", "feedback", "multi_agency_audit", "assurance_review", "panel")
THEMES = ("rsk", "voi", "pln")
DIRECTIONS = ("strength", "concern", "mixed")
ORDER = ("single-source", "corroborated", "triangulated")
FLIPPED = {"strength": "concern", "concern": "strength", "mixed": "mixed"}


@st.composite
def activities(draw):
    names = [f"A{n}" for n in range(draw(st.integers(1, 6)))]
    made = []
    for name in names:
        day = date(2023, 4, 1) + timedelta(days=draw(st.integers(0, 500)))
        made.append(
            qa.Activity(
                id=name,
                kind=draw(st.sampled_from(KINDS)),
                title="Made up",
                start=day,
                end=day,
                external=draw(st.none() | st.booleans()),
                reached=draw(st.none() | st.integers(0, 40)),
                asked=tuple(draw(st.lists(st.sampled_from(THEMES), max_size=3, unique=True))),
                part_of=draw(st.none() | st.sampled_from(names)),
                draws_on=tuple(draw(st.lists(st.sampled_from(names), max_size=2, unique=True))),
            )
        )
    return made


@st.composite
def years(draw, shares=True):
    held = draw(activities())
    names = st.sampled_from([one.id for one in held])
    findings = draw(
        st.lists(
            st.builds(
                qa.Finding,
                id=st.uuids().map(str),
                activity=names,
                theme=st.sampled_from(THEMES),
                direction=st.sampled_from(DIRECTIONS),
                statement=st.just("Made up."),
                share=st.none() | st.sampled_from([0.1, 0.5, 0.66, 1.0]) if shares else st.none(),
                child=st.none() | st.sampled_from(["C1", "C2", "C3"]),
            ),
            max_size=14,
            unique_by=lambda one: one.id,
        )
    )
    recommendations = draw(
        st.lists(
            st.builds(
                qa.Recommendation,
                id=st.uuids().map(str),
                text=st.just("Made up."),
                level=st.sampled_from(["child", "service"]),
                source=names,
                raised_on=st.dates(date(2023, 4, 1), date(2024, 4, 1)),
                themes=st.lists(st.sampled_from(THEMES), max_size=2).map(tuple),
            ),
            max_size=4,
            unique_by=lambda one: one.id,
        )
    )
    return qa.Programme(activities=held, findings=findings, recommendations=recommendations)


def triangulate(year, **options):
    return qa.triangulate(year, plugins=PLUGINS, today=date(2025, 1, 1), **options)


def together(one: ThemeResult):
    """Return what is said together, without what is only told of silence and echo."""
    return (
        one.level,
        one.direction,
        round(one.concern_weight, 9),
        round(one.strength_weight, 9),
        one.agreeing,
        one.perspectives,
    )


@given(years(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_rows_changes_nothing(year, chance: random.Random):
    mixed = {name: chance.sample(getattr(year, name), len(getattr(year, name))) for name in ("activities", "findings")}
    one, other = triangulate(year), triangulate(attrs.evolve(year, **mixed))
    assert one.themes == other.themes
    assert one.trends == other.trends
    assert one.gaps == other.gaps
    assert one.alerts == other.alerts
    assert one.matrix().rows() == other.matrix().rows()


@given(years())
@settings(max_examples=60, deadline=None)
def test_saying_everything_twice_changes_nothing(year):
    again = [attrs.evolve(one, id=f"{one.id}-again") for one in year.findings]
    assert triangulate(year).themes == triangulate(attrs.evolve(year, findings=[*year.findings, *again])).themes


@given(years(), st.sampled_from(THEMES))
@settings(max_examples=60, deadline=None)
def test_an_echo_changes_no_level_and_no_weight(year, theme):
    before = triangulate(year)
    spoken = [one for one in before.themes if one.theme == theme]
    if not spoken:
        return
    heard = [name for cell in spoken[0].cells for name in cell.sources]
    direction = spoken[0].cell(before.sources[heard[0]].kind).direction
    alone = [one for one in spoken[0].cells if one.direction == direction and len(one.sources) == 1]
    if not alone:
        return
    echo = qa.Activity(
        id="echo",
        kind="assurance_review",
        title="Made up",
        start=date(2025, 1, 1),
        end=date(2025, 1, 1),
        external=True,
        draws_on=alone[0].sources,
    )
    finding = qa.Finding(id="echo", activity="echo", theme=theme, direction=direction, statement="Made up.")
    after = triangulate(
        attrs.evolve(year, activities=[*year.activities, echo], findings=[*year.findings, finding])
    ).theme(theme)
    assert "echo" in after.echo
    assert together(after) == together(spoken[0])


@given(years(), st.sampled_from(THEMES))
@settings(max_examples=80, deadline=None)
def test_somebody_new_who_agrees_never_lowers_a_level_and_leaving_out_never_raises_it(year, theme):
    spoken = [one for one in triangulate(year).themes if one.theme == theme]
    if not spoken or spoken[0].level == "contested":
        return
    before = spoken[0]
    new = qa.Activity(
        id="new",
        kind="scrutiny_event",
        title="Made up",
        start=date(2025, 1, 1),
        end=date(2025, 1, 1),
        external=True,
        reached=12,
    )
    finding = qa.Finding(id="new", activity="new", theme=theme, direction=before.leaning, statement="Made up.")
    after = triangulate(
        attrs.evolve(year, activities=[*year.activities, new], findings=[*year.findings, finding])
    ).theme(theme)
    assert after.leaning == before.leaning
    assert ORDER.index(after.level) >= ORDER.index(before.level)
    assert len(after.agreeing) == len(before.agreeing) + 1


@given(years(shares=False))
@settings(max_examples=60, deadline=None)
def test_turning_every_finding_round_swaps_the_sides(year):
    turned = [attrs.evolve(one, direction=FLIPPED[one.direction]) for one in year.findings]
    for one, other in zip(
        sorted(triangulate(year).themes, key=lambda one: one.theme),
        sorted(triangulate(attrs.evolve(year, findings=turned)).themes, key=lambda one: one.theme),
        strict=True,
    ):
        assert (one.concern_weight, one.strength_weight) == (other.strength_weight, other.concern_weight)
        assert one.disagreement == other.disagreement
        if one.concern_weight != one.strength_weight:
            assert len(one.agreeing) == len(other.agreeing)
            assert one.level == other.level


@given(years())
@settings(max_examples=60, deadline=None)
def test_who_looked_is_who_speaks_and_who_is_silent(year):
    picture = triangulate(year)
    for one in picture.themes:
        speaking = {cell.kind for cell in one.cells if cell.state == "speaks"}
        silent = {cell.kind for cell in one.cells if cell.state == "silent"}
        looked = {
            source.kind
            for source in picture.sources.values()
            if source.kind in speaking or (source.looked_at(one.theme) and source.n != 0)
        }
        assert looked == speaking | silent
        assert not speaking & silent


@given(years())
@settings(max_examples=60, deadline=None)
def test_the_graph_comes_back_from_node_link_json_exactly(year):
    graph = triangulate(year).graph
    told = json.loads(json.dumps(networkx.node_link_data(graph, edges="edges")))
    back = networkx.node_link_graph(told, edges="edges")
    assert isinstance(back, networkx.MultiDiGraph)
    assert back.graph == graph.graph
    assert dict(back.nodes(data=True)) == dict(graph.nodes(data=True))
    assert sorted(back.edges(keys=True, data=True), key=str) == sorted(graph.edges(keys=True, data=True), key=str)


@given(years(), st.permutations(["P1", "P2", "P3"]))
@settings(max_examples=30, deadline=None)
def test_the_names_of_reviewers_change_nothing(year, names):
    def reviewed(codes):
        reviews = [
            qa.Review(
                id=f"R{n}",
                activity=year.activities[0].id,
                reviewer=code,
                child=f"C{n + 1}",
                completed_on=date(2024, 1, 1),
                overall=qa.Missing.NOT_GRADED,
            )
            for n, code in enumerate(codes)
        ]
        return triangulate(attrs.evolve(year, reviews=reviews), by_reviewer=True).themes

    assert reviewed(["P1", "P2", "P3"]) == reviewed(names)


ROWS = st.lists(
    st.tuples(
        st.uuids().map(str),
        st.sampled_from(["Borough A", "Borough B", "Borough C"]),
        st.sampled_from(KINDS),
        st.sampled_from(["2023", "2024"]),
        st.sampled_from(["child", "service"]),
        st.sampled_from(["C1", "C2", "C3", "C4"]),
        st.sampled_from(["concern", "strength"]),
        st.sampled_from(["raised", "action"]),
        st.lists(st.sampled_from(THEMES), min_size=1, max_size=3, unique=True).map(tuple),
    ),
    max_size=25,
)


@given(ROWS)
@settings(max_examples=80, deadline=None)
def test_authorities_counted_apart_give_the_whole_in_any_order(rows):
    parts = [tally(row for row in rows if row[1] == name) for name in ("Borough A", "Borough B", "Borough C")]
    one, two, three = parts
    whole = tally(rows)
    assert (one + two) + three == one + (two + three) == three + one + two == whole
    assert tally(list(reversed(rows))) == whole


@given(ROWS)
@settings(max_examples=80, deadline=None)
def test_a_tally_is_what_counting_one_by_one_gives(rows):
    found = tally(rows)
    units, children = {}, {}
    for _, authority, kind, round_, level, child, direction, _step, themes in rows:
        for theme in themes:
            who = child if level == "child" else None
            units.setdefault((theme, kind, direction), set()).add((authority, round_, who))
            if direction == "concern" and level == "child":
                children.setdefault((authority, round_, theme), set()).add(child)
    assert found.units == {key: len(held) for key, held in units.items()}
    assert found.children == {key: len(held) for key, held in children.items()}
    assert sum(found.by("theme").values()) == sum(len(row[8]) for row in rows)
