"""Codebooks: to the published schema, and back."""

import re
import uuid
import xml.etree.ElementTree as Xml

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import qaframework as qa
from qaframework.triangulation.codebook import NAMESPACE, codebook

PLUGINS = qa.load_plugins(allow=[])
GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
COLOUR = re.compile(r"#([A-Fa-f0-9]{6}|[A-Fa-f0-9]{3})")


def keeps_to_the_schema(content):
    """Check what Codebook.xsd 1.0 asks for: its elements, their order, their attributes and the patterns of those."""
    root = Xml.fromstring(content)
    assert root.tag == f"{{{NAMESPACE}}}CodeBook"
    assert set(root.attrib) <= {"origin"}
    assert [child.tag for child in root] == [f"{{{NAMESPACE}}}Codes"]
    assert len(root[0]) >= 1
    guids = []
    for code in root.iter(f"{{{NAMESPACE}}}Code"):
        assert {"guid", "name", "isCodable"} <= set(code.attrib) <= {"guid", "name", "isCodable", "color"}
        assert GUID.fullmatch(code.get("guid"))
        assert code.get("isCodable") in ("true", "false")
        assert code.get("color") is None or COLOUR.fullmatch(code.get("color"))
        kinds = [child.tag.rpartition("}")[2] for child in code]
        assert kinds == sorted(kinds, key=["Description", "Code"].index)
        assert kinds.count("Description") <= 1
        guids.append(code.get("guid"))
    assert len(set(guids)) == len(guids)


def test_the_built_in_themes_keep_to_the_schema_and_come_back_as_they_were():
    content = codebook(PLUGINS.themes)
    keeps_to_the_schema(content)
    assert {one.id: one for one in qa.read_codebook(content)} == dict(PLUGINS.themes)
    assert codebook(PLUGINS.themes) == content


def test_a_part_stands_inside_the_wider_theme():
    root = Xml.fromstring(codebook(PLUGINS.themes))
    ovs = next(code for code in root.iter(f"{{{NAMESPACE}}}Code") if code.get("name") == PLUGINS.themes["ovs"].title)
    inside = [child.get("name") for child in ovs if child.tag.endswith("Code")]
    assert PLUGINS.themes["sup"].title in inside


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co", "Zl", "Zp"]), min_size=1, max_size=12)


@given(
    st.lists(
        st.tuples(WORDS.map(str.strip).filter(bool), WORDS.map(str.strip).filter(bool), st.integers(0, 5)),
        min_size=1,
        max_size=6,
        unique_by=lambda one: one[0],
    )
)
@settings(max_examples=80, deadline=None)
def test_any_themes_come_back_with_their_ids_titles_and_parents(given_themes):
    ids = [name for name, _, _ in given_themes]
    themes = [
        qa.Theme(id=name, title=title, parent=ids[place] if place < number else None)
        for number, (name, title, place) in enumerate(given_themes)
    ]
    content = codebook(themes)
    keeps_to_the_schema(content)
    back = {one.id: one for one in qa.read_codebook(content)}
    assert back == {one.id: one for one in themes}


def test_themes_in_a_circle_are_written_once_each():
    themes = [qa.Theme(id="a", title="A", parent="b"), qa.Theme(id="b", title="B", parent="a")]
    assert sorted(one.id for one in qa.read_codebook(codebook(themes))) == ["a", "b"]


FOREIGN = f"""<?xml version="1.0" encoding="utf-8"?>
<CodeBook xmlns="{NAMESPACE}" origin="made up for a test">
  <Codes>
    <Code guid="{uuid.UUID(int=1)}" name="Housing" isCodable="true" color="#AABBCC">
      <Description>Homes.</Description>
      <Code guid="{uuid.UUID(int=2)}" name="Waiting time" isCodable="false"/>
    </Code>
    <Code guid="{uuid.UUID(int=3)}" name="Housing" isCodable="true"/>
  </Codes>
  <Sets><Set guid="{uuid.UUID(int=4)}" name="All"><MemberCode guid="{uuid.UUID(int=1)}"/></Set></Sets>
</CodeBook>"""


def test_another_programs_codebook_is_read_with_ids_from_its_names(tmp_path):
    file = tmp_path / "team.qdc"
    file.write_text("\ufeff" + FOREIGN, encoding="utf-8")
    found = qa.read_codebook(file)
    assert [(one.id, one.title, one.parent, one.scope) for one in found] == [
        ("housing", "Housing", None, "Homes."),
        ("waiting-time", "Waiting time", "housing", ""),
        ("housing-2", "Housing", None, ""),
    ]


def test_one_without_a_namespace_is_read_too():
    assert len(qa.read_codebook(FOREIGN.replace(f' xmlns="{NAMESPACE}"', "").encode())) == 3


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "no XML"),
        (b"PK\x03\x04", "no XML"),
        (b"<html/>", "XML, and no codebook"),
        (b"<CodeBook/>", "a codebook without codes"),
        (b"<CodeBook><Codes><Code name=' '/></Codes></CodeBook>", "a code without a name"),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]><CodeBook/>", "it defines entities"),
    ],
)
def test_what_is_no_codebook_is_refused_with_what_to_do(content, what):
    with pytest.raises(qa.DataError, match=what) as refused:
        qa.read_codebook(content)
    assert refused.value.problems[0].fix


def test_a_codebook_that_is_not_there_is_told_plainly(tmp_path):
    with pytest.raises(qa.DataError, match=r"none\.qdc: it cannot be read"):
        qa.read_codebook(tmp_path / "none.qdc")


def test_no_themes_make_no_codebook(tmp_path):
    with pytest.raises(qa.DataError, match="no themes to write"):
        qa.write_codebook([], tmp_path / "x.qdc")
    assert not (tmp_path / "x.qdc").exists()


def test_what_xml_has_no_place_for_does_not_break_the_file():
    themes = [qa.Theme(id="x", title="bell\x07", scope="<&>\x00")]
    assert qa.read_codebook(codebook(themes))[0].title == "bell\ufffd"


def test_a_codebook_is_a_taxonomy_to_triangulate_with(tmp_path):
    file = qa.write_codebook(PLUGINS.themes, tmp_path / "themes.qdc")
    picture = qa.triangulate(qa.example("city-of-london-2023-24"), themes=qa.read_codebook(file))
    assert picture.theme("iro").level == "contested"
