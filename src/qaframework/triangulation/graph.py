"""The typed graph of a programme's evidence, for questions a table does not answer and for other tools.

Nodes are named ``kind:id`` and hold plain values only, with nothing where there is nothing, so that node-link JSON
gives back exactly the same graph and GraphML takes it. No node holds a sentence from a record, and a child is a node
without a name: the same child has the same number everywhere in one graph.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from qaframework.model.programme import Programme, by_id, in_one_order
from qaframework.triangulation.evidence import Statement

if TYPE_CHECKING:
    import networkx

    from qaframework.triangulation.picture import Picture

Node = tuple[str, dict[str, Any]]
Edge = tuple[str, str, str]
Holds = str | int | float | bool | None


def graph_of(picture: Picture) -> networkx.MultiDiGraph[Any]:
    """Return the typed graph of a picture; the relation is the key of an edge."""
    import networkx

    graph: networkx.MultiDiGraph[Any] = networkx.MultiDiGraph(schema="qaframework/triangulation/1")
    nodes = dict(_nodes(picture))
    graph.add_nodes_from(nodes.items())
    for start, end, relation in _edges(picture):
        if start in nodes and end in nodes:
            graph.add_edge(start, end, key=relation)
    return graph


def _node(kind: str, name: str, **values: Holds) -> Node:
    return f"{kind}:{name}", {"kind": kind} | {key: value for key, value in values.items() if value is not None}


def _nodes(picture: Picture) -> Iterator[Node]:
    levels = {one.theme: one for one in picture.themes}
    for name, title in picture.titles.items():
        found = levels.get(name)
        yield _node(
            "theme",
            name,
            title=title,
            expected=name in picture.expected,
            level=found.level if found else None,
            direction=found.direction if found else None,
        )
    for source in picture.sources.values():
        yield _node(
            "source",
            source.id,
            type=source.kind,
            round=source.round,
            perspective=source.perspective,
            independence=source.independence,
            n=source.n,
            evidence=source.evidence,
        )
    for one in picture.statements:
        yield _node(
            "finding",
            one.id,
            table=one.table,
            direction=one.direction,
            value=one.value,
            level="child" if one.about_a_child else "service",
            count=one.count,
            of=one.of,
            share=one.share,
        )
    for standing in picture.standings.values():
        yield _node(
            "recommendation",
            standing.id,
            level=standing.level,
            step=standing.step,
            open=standing.open,
            status=standing.status or None,
        )
    yield from _following_nodes(picture)
    yield from ((f"child:{number}", {"kind": "child"}) for number in picture.child_numbers.values())
    for name in _reviewers(picture.year):
        yield _node("reviewer", name)


def _following_nodes(picture: Picture) -> Iterator[Node]:
    for name, number, update in _updates(picture):
        place = f"{name}/{number}"
        yield _node("action", place, on=update.on.isoformat(), status=update.status)
        if update.impact:
            yield _node("impact", place, on=update.on.isoformat(), confirmed=update.status == "impact_confirmed")
    for response in in_one_order(picture.year.responses):
        told = response.told_back_on
        yield _node("response", response.id, outcome=response.outcome, told_back_on=told.isoformat() if told else None)


def _updates(picture: Picture) -> Iterator[tuple[str, int, Any]]:
    numbers: dict[str, int] = {}
    for update in in_one_order(picture.year.updates, lambda one: (one.recommendation, one.on)):
        if update.on <= picture.today and update.recommendation in picture.standings:
            numbers[update.recommendation] = numbers.get(update.recommendation, 0) + 1
            yield update.recommendation, numbers[update.recommendation], update


def _reviewers(year: Programme) -> list[str]:
    return sorted({review.reviewer for review in year.reviews})


def _edges(picture: Picture) -> Iterator[Edge]:
    for name, parent in picture.parents.items():
        yield f"theme:{name}", f"theme:{parent}", "part_of"
    for source in picture.sources.values():
        yield from ((f"source:{source.id}", f"source:{under}", "built_on") for under in sorted(source.built_on))
    for one in picture.statements:
        yield f"source:{one.source}", f"finding:{one.id}", "raised"
        yield f"finding:{one.id}", f"theme:{one.theme}", "about"
        yield from _finding_edges(one, picture.child_numbers)
    yield from _recommendation_edges(picture)
    for name, number, update in _updates(picture):
        place = f"{name}/{number}"
        yield f"recommendation:{name}", f"action:{place}", "has_action"
        if update.impact:
            yield f"action:{place}", f"impact:{place}", "evidenced_by"
    for response in in_one_order(picture.year.responses):
        yield f"source:{response.activity}", f"response:{response.id}", "answered_by"
        yield f"response:{response.id}", f"theme:{response.theme}", "about"


def _finding_edges(one: Statement, numbers: Mapping[str, int]) -> Iterator[Edge]:
    if one.child is not None:
        yield f"finding:{one.id}", f"child:{numbers[one.child]}", "concerns"


def _recommendation_edges(picture: Picture) -> Iterator[Edge]:
    reviews = by_id(picture.year.reviews)
    for one in in_one_order(picture.year.recommendations):
        name = f"recommendation:{one.id}"
        standing = picture.standings.get(one.id)
        yield from ((name, f"theme:{theme}", "addresses") for theme in (standing.themes if standing else ()))
        yield f"finding:{one.source}", name, "led_to"
        yield f"source:{one.source}", name, "led_to"
        review = reviews.get(one.source)
        if review is not None:
            yield f"source:{review.activity}", name, "led_to"
            yield name, f"reviewer:{review.reviewer}", "by"
            if review.child is not None and review.child in picture.child_numbers:
                yield name, f"child:{picture.child_numbers[review.child]}", "concerns"
        if one.rolls_up_to is not None:
            yield name, f"recommendation:{one.rolls_up_to}", "rolls_up_to"
