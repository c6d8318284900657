"""The picture of the City's year: what its own findings say together, as worked out by hand from the definitions."""

from datetime import date

import attrs
import pytest

import qaframework as qa
from qaframework.testing import programme
from qaframework.triangulation.drawing import mermaid
from qaframework.triangulation.looking import counted_relations

PLUGINS = qa.load_plugins(allow=[])


def triangulate(year, **options):
    return qa.triangulate(year, plugins=PLUGINS, **options)


@pytest.fixture(scope="module")
def year():
    """What the City has published: the made-up feedback is left out."""
    year = qa.example("city-of-london-2023-24", plugins=PLUGINS)
    activities = [one for one in year.activities if one.provenance == "published"]
    return attrs.evolve(year, activities=activities, feedback=())


@pytest.fixture(scope="module")
def picture(year):
    return triangulate(year)


WORKED_BY_HAND = [
    # theme, level, direction, concern weight, strength weight, disagreement
    ("rsk", "corroborated", "concern", 0.375 + 13 / 18, 0.0, 0.0),
    ("sen", "corroborated", "concern", 0.375 + 0.5, 0.0, 0.0),
    ("iro", "contested", "mixed", 13 / 18, 0.5, 2 * 0.5 / (0.5 + 13 / 18)),
    ("acc", "contested", "mixed", 0.375 + 0.25, 0.25, 2 * 0.25 / 0.875),
    ("ovs", "single-source", "concern", 13 / 18, 0.0, 0.0),
    ("qa", "single-source", "concern", 13 / 18, 0.0, 0.0),
    ("wrk", "single-source", "concern", 0.5, 0.0, 0.0),
    ("dis", "single-source", "concern", 0.375, 0.0, 0.0),
    ("rel", "corroborated", "strength", 0.0, 0.875, 0.0),
    ("asm", "corroborated", "strength", 0.0, 0.375 + 13 / 18, 0.0),
]


@pytest.mark.parametrize(("theme", "level", "direction", "concern", "strength", "disagreement"), WORKED_BY_HAND)
def test_a_theme_stands_where_the_definitions_put_it(picture, theme, level, direction, concern, strength, disagreement):
    found = picture.theme(theme)
    assert (found.level, found.direction) == (level, direction)
    assert (found.concern_weight, found.strength_weight) == pytest.approx((concern, strength))
    assert found.disagreement == pytest.approx(disagreement)


def test_the_assurance_review_is_an_echo_where_the_survey_it_read_says_the_same(picture):
    found = picture.theme("rel")
    assert found.sources == ("OBS-2023-06", "SV-2023-07")
    assert found.echo == ("PAR-2024-02",)
    assert "PAR-2024-02 says the same and is built on SV-2023-07, so it does not count" in found.reason


def test_it_counts_where_it_says_something_else_than_what_it_read(picture):
    assert picture.theme("iro").echo == ()
    assert picture.theme("asm").echo == ()


def test_without_the_echo_rule_relationships_would_look_triangulated(year):
    activities = [attrs.evolve(one, draws_on=()) for one in year.activities]
    assert triangulate(attrs.evolve(year, activities=activities)).theme("rel").level == "triangulated"


def test_the_alerts_are_those_of_the_report(picture):
    alerts = {(one.letter, one.theme) for one in picture.alerts}
    assert {("A", "rsk"), ("A", "sen"), ("B", "acc"), ("C", "wrk"), ("D", "iro"), ("D", "acc"), ("E", "dis")} == alerts


def test_one_theme_is_truly_dissonant_and_one_only_mixed(picture):
    assert [one.theme for one in picture.dissonant] == ["iro"]
    relations = counted_relations(picture.pairs)
    assert (relations["dissonance"], relations["partial"]) == (1, 1)
    assert relations["agreement"] == 7


def test_what_inspectors_named_next_is_among_the_blind_spots(picture):
    blind = {one.theme: one.reason for one in picture.blind_spots}
    assert blind["dvn"] == blind["exp"] == "no source is recorded to have looked"
    assert blind["com"] == "CM-2023-24 looked at it and said nothing"


def test_silence_is_told_only_of_those_who_looked(picture):
    silent = {(one.theme, one.source): one.asked_by for one in picture.gaps if one.kind == "silence"}
    assert silent == {("qa", "peer_challenge"): ("PG-2023-07",), ("mag", "scrutiny_event"): ("SE-2024-03",)}
    assert picture.theme("rsk").cell("survey").state == "not asked"
    assert picture.theme("rsk").cell("practice_reviews").state == "not recorded"


def test_the_theme_a_round_was_sampled_on_is_no_evidence(picture):
    assert "special educational needs" in {one.id: one.sampling for one in picture.year.activities}["PR-2023-05"]
    assert "PR-2023-05" not in picture.theme("sen").sources


def test_the_order_is_what_to_look_at_first(picture):
    levels = [(one.direction, one.level) for one in picture.themes]
    assert levels[0] == ("mixed", "contested")
    assert levels.index(("concern", "corroborated")) < levels.index(("concern", "single-source"))
    assert levels.index(("concern", "single-source")) < levels.index(("strength", "corroborated"))


def test_what_peers_think_is_heard_and_moves_no_level(picture):
    assert "clv" not in [one.theme for one in picture.themes]
    assert [(one.table, one.reason) for one in picture.left_out] == [
        ("findings", "what peers think of what they were shown is no evidence about children")
    ]
    (blind,) = [one for one in picture.blind_spots if one.theme == "clv"]
    assert blind.reason.startswith("only PC-2024-02 speaks of it")
    told = [(one["source"], one["says"]) for one in picture.thread("clv").rows() if one["what"] == "finding"]
    assert told == [("peer challenge PC-2024-02", "strength, not counted")]


def test_peers_stay_in_the_matrix_in_brackets_beside_what_counts(year):
    (peers,) = [one for one in year.findings if one.activity == "PC-2024-02"]
    with_peers = attrs.evolve(year, findings=[*year.findings, attrs.evolve(peers, id="X", theme="rsk")])
    found = triangulate(with_peers)
    without, beside = triangulate(year).theme("rsk"), found.theme("rsk")
    for name in ("level", "direction", "sources", "strength_weight", "concern_weight", "disagreement", "confidence"):
        assert getattr(beside, name) == getattr(without, name)
    assert [(one.letter, one.theme) for one in found.alerts] == [
        (one.letter, one.theme) for one in triangulate(year).alerts
    ]
    assert not beside.dissonant
    assert "peer challenge is heard (strength) and does not count" in beside.reason
    grid = {row["theme"]: row for row in found.matrix().grid()}
    assert grid["rsk"]["peer challenge"] == "(+)"
    assert "strength (not counted)" in found.matrix().html()
    (row,) = [row for row in found.matrix().rows() if (row["theme"], row["source"]) == ("rsk", "peer_challenge")]
    assert row["state"] == "not counted"
    assert "-. not counted .->" in mermaid(found)
    assert "-. echo .->" in mermaid(found)


def test_peers_count_where_that_is_asked_for(year):
    found = triangulate(year, count_peers=True)
    assert (found.theme("clv").level, found.theme("clv").sources) == ("single-source", ("PC-2024-02",))
    assert found.left_out == ()


def test_there_is_no_score_anywhere(picture):
    tables = [picture.rows(), picture.matrix().rows(), [one.row() for one in picture.alerts]]
    assert not [name for rows in tables for name in rows[0] if "score" in name or "total" in name]


def test_a_stricter_number_of_sources_is_told_in_the_reason(year):
    found = triangulate(year, min_sources=3).theme("rsk")
    assert found.level == "single-source"
    assert found.reason == "assurance review and observation agree on a concern, where 3 kinds of source are asked for"


def test_a_window_leaves_out_what_lies_outside_it(year):
    found = triangulate(year, window=(date(2023, 7, 1), None))
    assert "OBS-2023-06" not in found.sources
    assert found.theme("rsk").level == "single-source"
    assert found.theme("rel").echo == ("PAR-2024-02",)
    early = triangulate(year, window=(None, date(2023, 6, 30)))
    assert set(early.sources) == {"PR-2023-05", "OBS-2023-06"}


def test_only_the_themes_that_are_asked_for_are_in_the_picture(year):
    found = triangulate(year, themes=["rsk", "exp"])
    assert [one.theme for one in found.themes] == ["rsk"]
    assert [one.theme for one in found.blind_spots] == ["exp"]
    own = triangulate(year, themes=[qa.Theme(id="rsk", title="Our word for it")])
    assert [one.title for one in own.themes] == ["Our word for it"]


def test_a_theme_no_plugin_gives_stays_in_the_picture_and_is_told():
    year = programme({"activities": {}, "findings": [{"theme": "tpyo"}, {"theme": "rsk"}]}, PLUGINS)
    found = triangulate(year)
    assert {one.theme: one.known for one in found.themes} == {"rsk": True, "tpyo": False}


def test_a_finding_of_no_known_activity_is_left_out_and_named():
    year = programme({"activities": {}, "findings": [{}, {"activity": "A9"}]}, PLUGINS)
    found = triangulate(year)
    assert [(one.table, one.record) for one in found.left_out] == [("findings", "F2")]
    assert found.theme("rsk").cell("practice_reviews").units == 1


def test_an_empty_programme_gives_an_empty_picture():
    found = triangulate(qa.from_rows(plugins=PLUGINS))
    assert found.themes == found.alerts == found.roll_ups == ()
    assert len(found.blind_spots) == len(PLUGINS.themes)
    assert repr(found).startswith("Nothing has been looked at, so this says nothing of how things are, good or bad.")
    assert "To begin" in repr(found)
    assert not [word for word in ("<table", "What to ask") if word in found._repr_html_()]
    assert found.matrix().rows() == []
    assert {key for *_, key in found.graph.edges(keys=True)} == {"part_of"}


def test_a_theme_without_evidence_is_asked_for_by_a_helpful_error(picture):
    with pytest.raises(qa.UnknownNameError, match="did you mean 'rsk'"):
        picture.theme("risk")


def test_a_threshold_that_makes_no_sense_is_refused():
    with pytest.raises(qa.SettingsError, match="clear is between 0 and 1"):
        qa.Thresholds(clear=2)
    with pytest.raises(qa.SettingsError, match="impact_days is 0 or more"):
        qa.Thresholds(impact_days=-1)


def test_a_thread_follows_a_theme_from_finding_to_where_it_stands(picture):
    thread = picture.thread("rsk")
    told = [(one.what, one.record) for one in thread.stitches]
    for step in [("finding", "FND-04"), ("finding", "FND-23"), ("recommendation", "SR-02"), ("update", "SR-02")]:
        assert step in told
    assert [one.on for one in thread.stitches] == sorted(one.on for one in thread.stitches)
    assert all(one.where for one in thread.stitches)


def test_a_thread_of_a_wider_theme_takes_in_its_parts(picture):
    assert "FND-25" in {one.record for one in picture.thread("ovs").stitches}


def test_a_thread_shows_what_stands_there_only_where_it_is_asked_for(picture):
    thread = picture.thread("rsk")
    statement = next(one.statement for one in picture.year.findings if one.id == "FND-04")
    assert statement not in repr(thread) + thread._repr_html_() + repr(thread.stitches)
    assert statement in [row["text"] for row in thread.rows(statements=True)]


def test_nothing_that_shows_itself_repeats_a_record_about_a_child():
    year = programme(
        {
            "activities": {},
            "children": {"id": "TOMMY"},
            "findings": {"child": "TOMMY", "statement": "Tommy hides."},
            "recommendations": {"text": "See Tommy.", "themes": "rsk"},
            "updates": {"note": "Tommy seen."},
        },
        PLUGINS,
    )
    found = triangulate(year)
    shown = [repr(found), found._repr_html_(), repr(found.themes), repr(found.statements), repr(found.matrix())]
    shown += [str(dict(found.graph.nodes(data=True))), repr(found.thread("rsk")), repr(found.roll_ups)]
    assert not [text for text in shown if "ommy" in text.lower() or "hides" in text]


def test_what_a_notebook_shows_stays_small(picture):
    for shown in (picture, picture.matrix(), picture.thread("clv"), picture.base_rates()):
        html = shown._repr_html_()
        assert len(html.encode()) < 10 * 1024
        assert "<script" not in html
        assert "<caption>" in html


def test_one_theme_alone_is_one_and_not_its_letters(year):
    assert [one.theme for one in triangulate(year, themes="rsk").themes] == ["rsk"]
    assert triangulate(year, expected="exp").expected == {"exp"}


def test_a_taxonomy_of_your_own_names_what_it_has_no_place_for():
    year = programme({"activities": {}, "findings": [{}, {"theme": "voi"}]}, PLUGINS)
    found = triangulate(year, themes=[PLUGINS.themes["rsk"]])
    assert [(one.record, one.reason) for one in found.left_out] == [("F2", "none of the themes that were given is voi")]
    assert triangulate(year, themes=["rsk"]).left_out == ()


DAY = date(2024, 1, 1)


@pytest.mark.parametrize(
    ("options", "error", "what"),
    [
        ({"themes": ["risk"]}, qa.UnknownNameError, "there is no theme 'risk'; did you mean 'rsk'"),
        ({"round_of": "week"}, qa.UnknownNameError, "there is no kind of round 'week'; there are: month, quarter"),
        ({"min_sources": 0}, qa.SettingsError, "min_sources is a whole number from 1, and 0 was given"),
        ({"min_sources": "2"}, qa.SettingsError, "min_sources is a whole number"),
        ({"window": (DAY, date(2023, 1, 1))}, qa.SettingsError, "window is a first and a last day"),
        ({"window": "2024"}, qa.SettingsError, "window is a first and a last day"),
        ({"window": ("2024-01-01", None)}, qa.SettingsError, "window is a first and a last day"),
        ({"window": (DAY,)}, qa.SettingsError, "window is a first and a last day"),
    ],
)
def test_a_call_that_cannot_be_is_told_plainly(year, options, error, what):
    with pytest.raises(error, match=what):
        triangulate(year, **options)
