"""The typed graph: what is in it, what is not, and how it leaves for other tools."""

import io
import subprocess
import sys
import time

import networkx
import pytest

import qaframework as qa
from qaframework.testing import programme
from qaframework.triangulation.output import as_graphml, as_node_link

PLUGINS = qa.load_plugins(allow=[])
NAME = "city-of-london-2023-24"


@pytest.fixture(scope="module")
def picture():
    return qa.triangulate(qa.example(NAME, plugins=PLUGINS), plugins=PLUGINS)


def test_every_kind_of_thing_is_a_node_and_every_relation_a_key(picture):
    kinds = {kind for _, kind in picture.graph.nodes(data="kind")}
    assert kinds == {
        "theme",
        "source",
        "finding",
        "recommendation",
        "action",
        "impact",
        "response",
        "child",
        "reviewer",
    }
    relations = {key for *_, key in picture.graph.edges(keys=True)}
    assert relations >= {"raised", "about", "led_to", "addresses", "has_action", "evidenced_by", "built_on", "part_of"}


def test_a_finding_leads_to_its_recommendation_and_on_to_its_action(picture):
    path = networkx.shortest_path(picture.graph, "source:PAR-2024-02", "action:SR-02/1")
    assert path == ["source:PAR-2024-02", "finding:FND-23", "recommendation:SR-02", "action:SR-02/1"]


def test_every_edge_joins_nodes_that_say_what_they_are(picture):
    assert not [node for node, held in picture.graph.nodes(data=True) if "kind" not in held]
    assert all(node.startswith(f"{held['kind']}:") for node, held in picture.graph.nodes(data=True))


def test_no_node_names_a_child_or_holds_a_sentence(picture):
    held = str(dict(picture.graph.nodes(data=True)))
    assert not [child.id for child in picture.year.children if f"'{child.id}'" in held or f":{child.id}'" in held]
    assert not [one.statement for one in picture.year.findings if one.statement in held]
    assert not [one.text for one in picture.year.recommendations if one.text in held]


def test_graphml_keeps_every_node_edge_and_value(picture):
    back = networkx.read_graphml(io.BytesIO(as_graphml(picture).encode()), force_multigraph=True)
    assert dict(back.nodes(data=True)) == dict(picture.graph.nodes(data=True))
    assert set(back.edges(keys=True)) == set(picture.graph.edges(keys=True))


def test_node_link_is_the_same_bytes_every_time(picture):
    again = qa.triangulate(qa.example(NAME, plugins=PLUGINS), plugins=PLUGINS)
    assert as_node_link(again) == as_node_link(picture)


def test_networkx_is_loaded_only_for_the_graph():
    script = (
        "import sys, qaframework as qa; p = qa.triangulate(qa.example('city-of-london-2023-24'));"
        "p.matrix(), repr(p), p.pairs, p.thread('rsk');"
        "before = 'networkx' in sys.modules; p.graph; print(before, 'networkx' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == ["False", "True"]


def test_a_graph_of_many_children_is_made_in_one_go():
    findings = [{"id": f"F{n}", "child": f"C{n}", "theme": "rsk"} for n in range(3_000)]
    picture = qa.triangulate(programme({"activities": {}, "findings": findings}, PLUGINS), plugins=PLUGINS)
    began = time.process_time()
    graph = picture.graph
    assert time.process_time() - began < 1.5
    assert sum(kind == "child" for _, kind in graph.nodes(data="kind")) == 3_000
