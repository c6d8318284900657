"""What was shown before is remembered, and what changed by few since is hidden."""

import json
from datetime import date

import attrs
import pytest

import qaframework as qa

SPRING, SUMMER = date(2024, 4, 30), date(2024, 7, 31)


def grades(name="grades", **counts):
    return qa.CountTable(
        name=name,
        measure="reviews",
        by=["grade"],
        counts={(label,): n for label, n in counts.items()},
        labels={"grade": ["Good", "Fair", "Poor"]},
    )


@pytest.fixture
def ledger(tmp_path):
    return qa.ReleaseLedger.open(tmp_path / "releases.jsonl")


def test_a_ledger_that_is_not_there_yet_is_empty(ledger):
    assert ledger.releases == ()
    assert repr(ledger) == "<ReleaseLedger releases.jsonl: 0 releases>"
    assert not ledger.path.exists()


def test_a_release_is_one_more_line_and_holds_nothing_hidden(ledger):
    safe = qa.protect([grades(Good=20, Fair=11, Poor=3)], "dfe", ledger=ledger)
    ledger = ledger.record(safe, release="spring", on=SPRING)
    first = ledger.path.read_bytes()
    ledger.record(qa.protect([grades(Good=20, Fair=30)], "dfe"), release="summer", on=SUMMER)
    assert ledger.path.read_bytes().startswith(first)
    again = qa.ReleaseLedger.open(ledger.path)
    assert [one["release"] for one in again.releases] == ["spring", "summer"]
    assert {(said.release, said.text) for said in again.said()} >= {("spring", "20"), ("spring", "34")}
    assert "11" not in {said.text for said in again.said()}
    assert "3" not in {said.text for said in again.said()}


def test_a_release_is_recorded_once(ledger):
    safe = qa.protect([grades(Good=20)], "dfe")
    ledger = ledger.record(safe, release="spring", on=SPRING)
    with pytest.raises(qa.DataError, match="already in it"):
        ledger.record(safe, release="spring", on=SUMMER)


def test_a_number_that_rose_by_one_since_the_last_release_is_hidden(ledger):
    """One more review, and it was Poor: the two reports side by side would say so of one child."""
    ledger = ledger.record(qa.protect([grades(Good=20, Fair=11, Poor=8)], "dfe"), release="spring", on=SPRING)
    now = [grades(Good=20, Fair=11, Poor=9)]
    assert qa.protect(now, "dfe")["grades"].hidden == 0
    safe = qa.protect(now, "dfe", ledger=ledger)["grades"]
    assert safe.at(grade="Poor").hidden
    assert safe.at().hidden
    assert str(safe.at(grade="Good")) == "20"


def test_a_number_that_fell_by_one_is_hidden_and_cannot_be_worked_out(ledger):
    ledger = ledger.record(qa.protect([grades(Good=20, Fair=11, Poor=8)], "dfe"), release="spring", on=SPRING)
    safe = qa.protect([grades(Good=21, Fair=11, Poor=7)], "dfe", ledger=ledger)
    hidden = {label for label in ("Good", "Fair", "Poor") if safe["grades"].at(grade=label).hidden}
    assert hidden == {"Good", "Poor"}
    assert str(safe["grades"].at()) == "39"
    for one in safe.audit().known:
        assert one.values is None or one.values >= 5


def test_numbers_that_changed_by_many_are_shown(ledger):
    ledger = ledger.record(qa.protect([grades(Good=20, Fair=11, Poor=8)], "dfe"), release="spring", on=SPRING)
    assert qa.protect([grades(Good=30, Fair=20, Poor=18)], "dfe", ledger=ledger)["grades"].hidden == 0


def test_the_same_release_twice_hides_no_more(ledger):
    tables = [grades(Good=20, Fair=11, Poor=3)]
    first = qa.protect(tables, "dfe", ledger=ledger)
    ledger = ledger.record(first, release="spring", on=SPRING)
    second = qa.protect(tables, "dfe", ledger=ledger)
    assert second["grades"].rows() == first["grades"].rows()
    assert second.exposed == ()


def test_what_was_given_away_before_is_named_since_nothing_can_hide_it(ledger):
    loose = qa.protect([grades(Good=20, Fair=11, Poor=3)], "none")
    ledger = ledger.record(loose, release="leaked", on=SPRING)
    safe = qa.protect([grades(Good=20, Fair=11, Poor=3)], "dfe", ledger=ledger)
    assert safe["grades"].at(grade="Poor").hidden
    assert safe.exposed == ("reviews, grade Poor",)


def test_a_line_that_is_no_release_is_refused_with_its_place(ledger):
    good = json.dumps({"release": "a", "numbers": []})
    ledger.path.write_text(f"{good}\n{{torn\n[]\n", encoding="utf-8")
    with pytest.raises(qa.DataError) as caught:
        qa.ReleaseLedger.open(ledger.path)
    assert [problem.where for problem in caught.value.problems] == ["releases.jsonl line 2", "releases.jsonl line 3"]


def test_a_line_that_was_torn_off_is_noticed_before_anything_is_added(ledger):
    safe = qa.protect([grades(Good=20)], "dfe")
    ledger = ledger.record(safe, release="spring", on=SPRING)
    ledger.path.write_bytes(ledger.path.read_bytes()[:-1])
    with pytest.raises(qa.DataError, match="not written to its end"):
        ledger.record(safe, release="summer", on=SUMMER)


def test_what_somebody_else_recorded_meanwhile_is_not_lost(ledger):
    safe = qa.protect([grades(Good=20)], "dfe")
    other = qa.ReleaseLedger.open(ledger.path)
    ledger.record(safe, release="spring", on=SPRING)
    both = other.record(safe, release="summer", on=SUMMER)
    assert [one["release"] for one in both.releases] == ["spring", "summer"]
    with pytest.raises(qa.DataError, match="already in it"):
        ledger.record(safe, release="summer", on=SUMMER)


def heard(quarter, counts):
    """Return how many were heard in the rounds of a quarter, all known counts behind it."""
    rows = [
        {"round": name, "heard": label}
        for name, (yes, no) in counts.items()
        for label, count in (("yes", yes), ("no", no))
        for _ in range(count)
    ]
    labels = {"heard": ["yes", "no"]}
    return qa.CountTable.from_rows(
        "heard", rows, by=["heard"], where={"round": quarter}, measure="reviews", labels=labels
    )


YEAR = {"Q1": (10, 8), "Q2": (12, 9), "Q3": (14, 3)}


def in_turn(ledger, *quarters):
    """Publish quarters one after another, and return what was shown of each."""
    shown = []
    for number, quarter in enumerate(quarters):
        safe = qa.protect([heard(quarter, YEAR)], "dfe", ledger=ledger)
        ledger = ledger.record(safe, release=f"release {number}", on=SPRING)
        shown.append(safe)
    return shown


def test_a_year_does_not_give_away_the_quarter_that_was_hidden(ledger):
    *_, third, year = in_turn(ledger, ["Q1"], ["Q2"], ["Q3"], ["Q1", "Q2", "Q3"])
    assert third["heard"].at(heard="no").hidden
    assert year["heard"].at(heard="no").hidden
    assert year["heard"].at(heard="yes").hidden or year["heard"].at().hidden
    assert year.exposed == ()


def test_a_quarter_does_not_give_away_what_the_year_and_the_others_leave_of_it(ledger):
    year, first, second, third = in_turn(ledger, ["Q1", "Q2", "Q3"], ["Q1"], ["Q2"], ["Q3"])
    assert str(year["heard"].at(heard="no")) == "20"
    assert first["heard"].at(heard="no").hidden or second["heard"].at(heard="no").hidden
    assert third["heard"].at(heard="no").hidden
    assert third.exposed == ()


def test_the_audit_knows_what_was_said_before(ledger):
    _, first, second, third = in_turn(ledger, ["Q1", "Q2", "Q3"], ["Q1"], ["Q2"], ["Q3"])
    for safe in (first, second, third):
        assert all(one.values is None or one.values >= 5 for one in safe.audit().known)
    assert third.known


def test_what_is_hidden_in_one_table_stays_hidden_when_another_one_follows(ledger):
    """The theme page first: what is left when it is taken from all is three, and nothing else says so."""
    rows = [{"about": "yes", "stage": "open"}] * 12 + [{"about": "no", "stage": "open"}] * 3
    about = qa.CountTable.from_rows(
        "about", rows, where={"about": "yes"}, measure="actions", labels={"about": ["yes", "no"]}
    )
    whole = qa.CountTable.from_rows("all", rows, measure="actions")
    ledger = ledger.record(qa.protect([about], "dfe"), release="theme", on=SPRING)
    assert str(qa.protect([whole], "dfe")["all"].at()) == "15"
    assert qa.protect([whole], "dfe", ledger=ledger)["all"].at().hidden


def test_counts_of_two_days_are_compared_and_never_taken_for_one(ledger):
    def open_actions(day, **counts):
        table = grades("actions", **counts)
        return attrs.evolve(table, measure=f"actions (as at {day})")

    ledger = ledger.record(
        qa.protect([open_actions("2024-04-30", Good=20, Fair=11, Poor=8)], "dfe"), release="April", on=SPRING
    )
    safe = qa.protect([open_actions("2024-07-31", Good=20, Fair=11, Poor=10)], "dfe", ledger=ledger)
    assert safe.known == {}
    assert safe["actions"].at(grade="Poor").hidden
    assert not safe["actions"].at(grade="Good").hidden


def test_a_table_whose_symbols_and_zeros_would_say_too_much_is_told_in_words(ledger):
    """Six are known to be in five places. As one zero and four symbols, each symbol would be one, two or three."""

    def places(**counts):
        labels = ["heard", "a", "b", "c", "d", "e"]
        given = {(label,): counts.get(label, 0) for label in labels}
        return qa.CountTable(name="places", measure="reviews", by=["place"], counts=given, labels={"place": labels})

    told = attrs.evolve(places(heard=16), counts={("heard",): 16}, totals=(), labels={}, name="told", more=("place",))
    total = qa.CountTable(name="total", measure="reviews", counts={(): 22})
    ledger = ledger.record(qa.protect([told, total], "dfe"), release="first", on=SPRING)
    safe = qa.protect([places(heard=16, a=3, b=1, c=1, d=1)], "dfe", ledger=ledger)["places"]
    assert safe.words
    assert str(safe.at(place="a")) == str(safe.at(place="e")) == "not shown"
    assert safe.rows() == []


def test_a_ledger_from_before_labels_were_kept_is_still_read(ledger):
    said = {"of": "reviews", "at": {"grade": ["Poor"]}, "shown": "8", "least": 8, "most": 8}
    ledger.path.write_text(json.dumps({"release": "old", "numbers": [said]}) + "\n", encoding="utf-8")
    old = qa.ReleaseLedger.open(ledger.path)
    assert [one.text for one in old.said()] == ["8"]
    assert qa.protect([grades(Good=20, Fair=11, Poor=9)], "dfe", ledger=old)["grades"].at(grade="Poor").hidden
