"""Every picture says in words what it shows, shows nothing that is hidden, and is the same for the same numbers."""

import functools
import subprocess
import sys
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import qaframework as qa
from qaframework.disclosure.policies import policy
from qaframework.plots import style
from qaframework.plots.burn_up import LINES, spaced

pytest.importorskip("matplotlib", reason="the extra qaframework[plot] is not installed")

YEAR = qa.example("city-of-london-2023-24")
DAY = date(2024, 4, 30)


@pytest.fixture(scope="module")
def tracker(tmp_path_factory):
    with qa.Tracker.open(tmp_path_factory.mktemp("tracker") / "t.db") as opened:
        opened.add(YEAR.recommendations, by="Head of QA", on=date(2024, 3, 20), updates=YEAR.updates)
        yield opened


@pytest.fixture(scope="module")
def surveys():
    """Two surveys in a row whose counts are known; made up."""
    rows = [
        {"activity": name, "group": "care leavers", "question": q, "share": p / n, "positive": p, "answered": n}
        for name, n, counts in (("S1", 28, {"Safe": 15, "Heard": 26}), ("S2", 35, {"Safe": 23, "Heard": 33}))
        for q, p in counts.items()
    ]
    days = {"S1": "2022-07-01", "S2": "2023-07-01"}
    activities = [{"id": name, "kind": "survey", "title": "Made up", "start": d, "end": d} for name, d in days.items()]
    return qa.from_rows(activities=activities, survey_results=rows)


@pytest.fixture(scope="module")
def sources(tracker, surveys):
    state = tracker.state(DAY)
    return {
        "grades": YEAR,
        "domains": YEAR,
        "agreement": qa.agreement(YEAR),
        "themes": qa.triangulate(YEAR),
        "tracker": tracker,
        "ageing": state,
        "slip": state,
        "stages": state,
        "survey": surveys,
    }


KINDS = ("grades", "domains", "agreement", "themes", "tracker", "ageing", "slip", "stages", "survey")


@pytest.fixture(scope="module", params=KINDS)
def draw(request, sources):
    """Return a function that draws one of the pictures under a policy, each once."""
    return functools.cache(lambda rule: getattr(qa.plot, request.param)(sources[request.param], policy=rule))


@pytest.mark.parametrize("rule", ["none", "dfe"])
def test_a_picture_has_words_numbers_and_both_formats(draw, rule):
    plot = draw(rule)
    assert plot.title
    assert len(plot.alt) > 20
    assert plot.rows()
    assert plot.png(80).startswith(b"\x89PNG")
    svg = ElementTree.fromstring(plot.svg())
    assert svg.get("role") == "img"
    assert svg.get("aria-label") == plot.alt
    title, desc, *_ = svg
    assert (title.text, desc.text) == (plot.title, plot.alt)
    assert plot.alt in repr(plot)


def test_a_picture_is_the_same_for_the_same_numbers(draw):
    one, other = draw("none"), draw.__wrapped__("none")
    assert one.figure is not other.figure
    assert one.svg() == other.svg() == one.svg()
    assert one.png(80) == other.png(80)
    assert b"matplotlib" not in one.png(80)
    assert "<dc:date>" not in one.svg()


def test_a_notebook_shows_the_picture_with_its_words_and_its_numbers(draw):
    html = draw("none")._repr_html_()
    figure = ElementTree.fromstring(html)
    image = figure.find("img")
    assert image is not None
    assert image.get("alt") == draw("none").alt
    assert figure.find("figcaption/details/table/caption") is not None
    assert "<script" not in html


@pytest.mark.parametrize("rule", ["dfe", "nhs", "fewer-than-5"])
def test_no_small_number_is_in_a_picture_of_counts(draw, rule):
    """Neither in the rows nor as the length of a bar."""
    plot = draw(rule)
    most = policy(rule).most
    numbers = [value for row in plot.rows() for value in row.values() if isinstance(value, int)]
    assert not [number for number in numbers if 1 <= number <= most]


def lengths(plot):
    """Return the length of every bar that is drawn."""
    return [
        round(patch.get_width(), 6) for axes in plot.figure.axes for patch in axes.patches if patch.get_height() < 0.9
    ]


def test_a_hidden_part_has_no_length_but_what_is_left_of_a_shown_total():
    table = qa.CountTable(
        name="t",
        measure="reviews",
        by=["round", "grade"],
        counts={("May", "Good"): 20, ("May", "Fair"): 3, ("May", "Poor"): 4},
    )
    shown = qa.plot.bars(qa.protect([table], "none")["t"], title="t")
    assert lengths(shown) == [3, 20, 4]
    safe = qa.protect([table], "dfe")["t"]
    hidden = qa.plot.bars(safe, title="t")
    drawn = [
        cell.value for place, cell in safe.cells.items() if place[0] == "May" and cell.value and "total" not in place
    ]
    assert lengths(hidden) == [*drawn, 27 - sum(drawn)]
    assert "3 Fair" not in hidden.alt
    assert "c Fair" in hidden.alt


def test_where_the_total_is_hidden_too_nothing_is_drawn():
    table = qa.CountTable(name="t", measure="m", by=["round", "grade"], counts={("May", "Good"): 2, ("May", "Poor"): 1})
    plot = qa.plot.bars(qa.protect([table], "dfe")["t"], title="t")
    assert lengths(plot) == []
    assert plot.rows() == [{"round": "May", "Good": "c", "Poor": "c", "total": "c"}]


def test_rounds_graded_in_other_words_never_share_a_key():
    plot = qa.plot.grades(YEAR, policy="none")
    keys = [[text.get_text() for text in axes.get_legend().get_texts()] for axes in plot.figure.axes]
    assert [("Excellent" in key, "Outstanding" in key) for key in keys] == [(True, False), (False, True)]


def test_the_best_grade_comes_first_in_the_bar_and_rounds_in_the_order_of_time():
    rows = qa.plot.grades(YEAR, policy="none").rows()
    assert [row["round"] for row in rows] == ["PR-2023-05", "PR-2024-02"]
    assert qa.plot.grades(YEAR, policy="none").alt == (
        "Bars of reviews. PR-2023-05: 14 (4 Excellent, 8 Good, 2 Requires improvement); "
        "PR-2024-02: 13 (3 Outstanding, 8 Good, 2 Requires improvement to be good)."
    )


def test_tables_of_a_report_are_drawn_as_they_were_protected():
    tables = [
        qa.CountTable(
            name=one, measure="reviews", by=["grade"], where={"round": one}, counts={("Good",): n, ("Poor",): 2}
        )
        for one, n in (("May", 20), ("Feb", 30))
    ]
    safe = qa.protect(tables, "dfe")
    plot = qa.plot.grades(safe.tables)
    assert [row["round"] for row in plot.rows()] == ["May", "Feb"]
    assert plot.rows()[0]["Poor"] == "c"


def test_what_is_told_in_words_is_said_below_the_picture():
    table = qa.CountTable(
        name="Grades of May", measure="m", by=["grade"], where={"round": "May"}, counts={("Good",): 2}
    )
    safe = qa.protect([table], "dfe", fallbacks={"Grades of May": []})
    plot = qa.plot.grades(safe.tables)
    assert plot.alt == "Nothing can be drawn without pointing to somebody."
    assert "too small to show" in " ".join(plot.notes)
    plot.png()


def test_a_year_without_anything_is_drawn_without_complaint(tmp_path):
    empty = qa.from_rows()
    with qa.Tracker.open(tmp_path / "t.db") as tracker:
        for plot in (
            qa.plot.grades(empty),
            qa.plot.domains(empty),
            qa.plot.themes(qa.triangulate(empty)),
            qa.plot.tracker(tracker),
            qa.plot.stages(tracker.state(DAY)),
        ):
            assert plot.alt
            plot.svg()


def test_an_unknown_round_or_policy_is_named():
    with pytest.raises(qa.UnknownNameError, match="round"):
        qa.plot.domains(YEAR, activity="PR-2024-03")
    with pytest.raises(qa.UnknownNameError, match="policy"):
        qa.plot.grades(YEAR, policy="df")


def test_a_picture_is_saved_by_its_ending_and_refused_otherwise(tmp_path):
    plot = qa.plot.grades(YEAR)
    assert plot.save(tmp_path / "g.svg").read_text(encoding="utf-8") == plot.svg()
    assert plot.save(tmp_path / "g.png").read_bytes() == plot.png()
    with pytest.raises(qa.DataError, match=r"Use \.svg or \.png"):
        plot.save(tmp_path / "g.gif")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["g.png", "g.svg"]


def test_words_that_look_like_markup_stay_words():
    table = qa.CountTable(name="t", measure='<b>"m"</b>', by=["grade"], counts={("<i>&Good</i>",): 20, ("b",): 9})
    plot = qa.plot.bars(qa.protect([table], "dfe")["t"], title="a < b & c")
    ElementTree.fromstring(plot.svg())
    ElementTree.fromstring(plot._repr_html_())


def test_drawing_leaves_pyplot_and_the_settings_of_others_alone():
    script = (
        "import sys, matplotlib, qaframework as qa\n"
        "def held(): return dict(dict.items(matplotlib.rcParams.copy()))\n"
        "before = held()\n"
        "qa.plot.grades(qa.example('city-of-london-2023-24')).svg()\n"
        "assert held() == before\n"
        "print('matplotlib.pyplot' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout == "False\n"


def test_the_picture_does_not_depend_on_the_settings_of_others():
    from matplotlib import rc_context

    plain = qa.plot.grades(YEAR).svg()
    with rc_context({"font.size": 30, "axes.facecolor": "red", "svg.fonttype": "none"}):
        assert qa.plot.grades(YEAR).svg() == plain


def test_without_matplotlib_the_extra_is_named():
    script = (
        "import sys\nsys.modules['matplotlib'] = None\nimport qaframework as qa\n"
        "try:\n    qa.plot.grades(qa.example('city-of-london-2023-24'))\n"
        "except qa.DataError as error:\n    print(error)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=120)
    assert "pip install 'qaframework[plot]'" in done.stdout


def contrast(one, other):
    return style._contrast(one, other)


def test_the_palette_keeps_the_contrast_its_guidance_promises():
    first_four = style.CATEGORIES[:4]
    for colour in first_four:
        assert contrast(colour, style.GROUND) > 2.9
    for one, other in pairwise(first_four):
        assert contrast(one, other) > 3
    for colour in (*style.CATEGORIES, *(style.DARK, style.MIDDLE, style.LIGHT)):
        assert contrast(colour, style.on(colour)) >= 4.5


def test_parts_differ_without_colour():
    pairs = [(round(style._luminance(c), 1), hatch) for c, hatch in zip(style.CATEGORIES, style.HATCHES, strict=True)]
    assert len(set(style.HATCHES)) == len(style.HATCHES)
    assert len(set(pairs)) == len(pairs)


def test_a_theme_cell_shows_counts_only_where_neither_they_nor_the_rest_are_small():
    picture = qa.triangulate(YEAR)
    open_, safe = (
        " ".join(str(value) for row in qa.plot.themes(picture, policy=rule).rows() for value in row.values())
        for rule in ("none", "dfe")
    )
    assert "− 4 of 10" in open_
    assert "− 4" not in safe
    assert "− c" in safe


def test_a_share_of_nobody_knows_how_many_is_drawn_hollow_or_not_at_all():
    assert "91%, of how many is not known" in qa.plot.survey(YEAR, policy="none").alt
    assert "91%" not in repr(qa.plot.survey(YEAR))


def test_a_survey_shows_both_years_with_their_intervals(surveys):
    rows = qa.plot.survey(surveys, policy="none").rows()
    safe = next(row for row in rows if row["question"] == "Safe")
    assert (safe["now"], safe["between"]) == ("23 of 35 (66%)", "49% to 79%")
    assert (safe["last time"], safe["then between"]) == ("15 of 28 (54%)", "36% to 70%")
    heard = next(row for row in qa.plot.survey(surveys).rows() if row["question"] == "Heard")
    assert heard["now"] == "c", "2 of 35 did not say yes"


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(st.integers(0, 9), min_size=4, max_size=4), min_size=1, max_size=8), st.sampled_from([2, 5]))
def test_a_burn_up_shows_no_two_numbers_whose_difference_is_small(steps, most):
    """Lines only rise here, each below the one before it, as those of a tracker do."""
    counted, reached = [], [0, 0, 0, 0]
    for number, step in enumerate(steps):
        reached = [have + more for have, more in zip(reached, sorted(step, reverse=True), strict=True)]
        counted.append((DAY + timedelta(days=30 * number), dict(zip(LINES, reached, strict=True))))
    rule = attrs.evolve(policy("dfe"), most=most)
    points = spaced(counted, rule)
    assert points[-1].day == counted[-1][0]
    shown = [[cell.value for cell in point.cells.values()] for point in points]
    for values in shown:
        told = [value for value in values if value is not None]
        pairs = [(one, other) for place, one in enumerate(told) for other in told[place + 1 :]]
        assert not [pair for pair in pairs if rule.is_small(abs(pair[0] - pair[1]))]
        assert not [value for value in told if rule.is_small(value)]
    for line in zip(*shown, strict=True):
        told = [value for value in line if value is not None]
        for place, one in enumerate(told):
            assert not [other for other in told[place + 1 :] if rule.is_small(abs(one - other))]


def test_under_no_policy_every_month_is_drawn_as_the_tracker_has_it(tracker):
    rows = qa.plot.tracker(tracker, DAY, policy="none").rows()
    told = tracker.burn_up(DAY).rows()
    assert [row["by"] for row in rows] == [line["day"] for line in told]
    for row, line in zip(rows, told, strict=True):
        assert [row[title] for title in LINES.values()] == [line[name] for name in LINES]


def test_without_a_day_a_burn_up_goes_to_the_last_entry(tracker):
    last = max(one.last_on for one in tracker.state(date.max))
    assert qa.plot.tracker(tracker, policy="none").rows()[-1]["by"] == last


def test_a_survey_of_which_nothing_may_be_shown_says_so():
    drawn = qa.plot.survey(YEAR)
    assert drawn.alt.startswith("No share can be shown here.")
    assert drawn.notes[0].startswith("No share can be shown here.")
    assert not qa.plot.survey(YEAR, policy="none").alt.startswith("No share")


def test_a_picture_in_a_notebook_is_small():
    assert len(qa.plot.themes(qa.triangulate(YEAR))._repr_html_()) < 80 * 1024


def test_a_survey_names_no_group_of_which_it_may_not_say_how_many_answered():
    activity = {"id": "SV", "kind": "survey", "title": "SV", "start": "2024-01-01", "end": "2024-01-31"}
    rows = [
        {"activity": "SV", "group": name, "question": "Safe?", "share": yes / of, "positive": yes, "answered": of}
        for name, (yes, of) in {"young carers": (2, 4), "in care": (30, 50), "care leavers": (20, 20)}.items()
    ]
    drawn = qa.plot.survey(qa.from_rows(activities=[activity], survey_results=rows))
    assert "young carers" not in repr(drawn) + drawn.svg()
    assert "Showing 2 of 3 answers." in " ".join(drawn.notes)
    assert {row["group"]: row["now"] for row in drawn.rows()} == {"care leavers": "c", "in care": "30 of 50 (60%)"}


def test_no_line_at_the_edge_of_a_table_is_cut(sources):
    for name in ("themes", "domains"):
        figure = getattr(qa.plot, name)(sources[name]).figure
        (axes,) = figure.axes
        bottom, top = axes.get_ylim()
        left, right = axes.get_xlim()
        for square in axes.patches:
            box = square.get_bbox()
            assert left < box.x0
            assert box.x1 < right
            assert top < box.y0
            assert box.y1 < bottom
