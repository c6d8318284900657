import copy
import datetime
import pickle
from typing import Literal, get_args, get_origin, get_type_hints

import attrs
import pytest

import qaframework as qa
from qaframework.model.programme import RECORDS
from qaframework.model.records import ACTIVITY_KINDS, UPDATE_STATUSES, Record

OFSTED = qa.load_plugins(allow=()).scales["ofsted-2018"]
DAY = datetime.date(2024, 2, 1)
PLANTED = "Tommy Atkins was hit"


def filled(kind, text):
    """Return a record with every column filled, free text with the text given."""

    def value(name, hint):
        hint = (
            next((one for one in get_args(hint) if one is not type(None)), hint)
            if type(None) in get_args(hint)
            else hint
        )
        if get_origin(hint) is Literal:
            return get_args(hint)[0]
        if get_origin(hint) is tuple:
            return (text,)
        if hint in (int, float, bool):
            return hint(1)
        if hint is datetime.date:
            return DAY
        return OFSTED.best if name == "overall" else text

    hints = get_type_hints(kind)
    names = [field.name for field in attrs.fields(kind) if field.name not in ("judgements", "row")]
    return kind(**{name: value(name, hints[name]) for name in names})


@pytest.mark.parametrize("kind", RECORDS.values(), ids=list(RECORDS))
def test_every_text_of_a_record_stays_out_of_its_repr_but_for_codes(kind):
    record = filled(kind, PLANTED)
    coded = attrs.evolve(record, **{name: "CODE" for name in kind.shown if getattr(record, name) == PLANTED})
    assert PLANTED not in repr(coded)
    assert PLANTED not in str(coded)
    assert PLANTED not in f"{coded}"


@pytest.mark.parametrize(
    ("kind", "hidden"),
    [
        (qa.Child, {"id", "family", "needs", "age_band"}),
        (qa.Review, {"child", "subject", "rationale", "voice_note", "system_block", "worker", "reviewer"}),
        (qa.Reading, {"rationale", "reader"}),
        (qa.Finding, {"statement", "child", "voice"}),
        (qa.Recommendation, {"text", "owner", "measure"}),
        (qa.Update, {"note", "evidence", "impact", "by"}),
        (qa.SurveyResult, {"group", "question"}),
        (qa.Response, {"said", "did", "because"}),
        (qa.Waiver, {"record", "reason", "by", "approved_by"}),
    ],
)
def test_what_could_name_a_child_or_say_what_happened_is_never_shown(kind, hidden):
    assert hidden <= set(attrs.fields_dict(kind))
    assert not hidden & set(kind.shown)


@pytest.mark.parametrize("kind", [qa.Activity, qa.Update])
def test_a_story_in_a_column_of_codes_is_not_shown(kind):
    name = "kind" if kind is qa.Activity else "status"
    record = attrs.evolve(filled(kind, "CODE"), **{name: PLANTED})
    assert PLANTED not in repr(record)


@pytest.mark.parametrize(
    ("kind", "name", "words"), [(qa.Activity, "kind", ACTIVITY_KINDS), (qa.Update, "status", UPDATE_STATUSES)]
)
def test_the_usual_words_of_a_column_of_codes_are_shown(kind, name, words):
    for word in words:
        assert f"{name}={word}" in repr(attrs.evolve(filled(kind, "CODE"), **{name: word}))


def test_a_new_column_of_text_is_private_until_somebody_names_it():
    @attrs.frozen(kw_only=True, repr=False)
    class Visit(Record):
        shown = ("id",)
        id: str
        notes: str

    assert repr(Visit(id="V1", notes=PLANTED)) == "Visit(id=V1)"


def test_a_judgement_keeps_its_words_to_itself():
    judgement = qa.Judgement("RISK", OFSTED.best, rationale=PLANTED, evidence=PLANTED)
    assert PLANTED not in repr(judgement)
    review = attrs.evolve(filled(qa.Review, "CODE"), judgements=(judgement,))
    assert PLANTED not in repr(review)


@pytest.mark.parametrize("kind", RECORDS.values(), ids=list(RECORDS))
def test_a_record_cannot_be_changed(kind):
    record = filled(kind, "CODE")
    for field in attrs.fields(kind):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(record, field.name, None)
    with pytest.raises(AttributeError):
        record.another = 1


@pytest.mark.parametrize("kind", RECORDS.values(), ids=list(RECORDS))
def test_records_are_equal_and_hash_alike_whatever_row_they_stood_in(kind):
    record = filled(kind, "CODE")
    moved = attrs.evolve(record, row=7)
    assert record == moved
    assert hash(record) == hash(moved)
    assert "7" not in repr(moved).replace("2024", "")


@pytest.mark.parametrize("twin", [copy.copy, copy.deepcopy, lambda record: pickle.loads(pickle.dumps(record))])
@pytest.mark.parametrize("kind", RECORDS.values(), ids=list(RECORDS))
def test_a_record_survives_copying_and_pickling(kind, twin):
    record = attrs.evolve(filled(kind, "CODE"), row=3)
    copied = twin(record)
    assert copied == record
    assert hash(copied) == hash(record)
    assert copied.row == 3


def test_a_pickled_review_still_compares_its_grades():
    judgement = qa.Judgement("RISK", OFSTED.parse("RI"))
    review = attrs.evolve(filled(qa.Review, "CODE"), judgements=(judgement,), overall=OFSTED.parse("Good"))
    copied = pickle.loads(pickle.dumps(review))
    assert copied.overall == "good"
    assert copied.grade > copied.domain_grades["RISK"] == "RI"
    assert copied.grade < OFSTED.best


def test_judgements_stand_by_domain_whatever_order_they_came_in():
    plan, risk = qa.Judgement("PLAN", OFSTED.best), qa.Judgement("RISK", OFSTED.worst)
    one = attrs.evolve(filled(qa.Review, "CODE"), judgements=[risk, plan])
    other = attrs.evolve(filled(qa.Review, "CODE"), judgements=iter((plan, risk)))
    assert one == other
    assert [judgement.domain for judgement in one.judgements] == ["PLAN", "RISK"]


@pytest.mark.parametrize("written", ["risk", " Risk ", "RISK"])
def test_a_domain_is_the_same_however_its_code_is_written(written):
    review = attrs.evolve(filled(qa.Review, "CODE"), judgements=(qa.Judgement(written, OFSTED.worst),))
    assert review.domain_grades == {"RISK": OFSTED.worst}
    assert review.judgement(written).grade == OFSTED.worst


def test_a_domain_of_two_words_is_joined():
    judgement = qa.Judgement("Help and-protection", OFSTED.best)
    assert judgement.domain == "HELP_AND_PROTECTION"
    assert attrs.evolve(filled(qa.Review, "C"), judgements=(judgement,)).judgement("help and protection") is not None


@pytest.mark.parametrize("missing", qa.Missing)
def test_a_missing_grade_is_none_as_a_grade_and_never_among_the_domain_grades(missing):
    review = attrs.evolve(filled(qa.Review, "CODE"), overall=missing, judgements=(qa.Judgement("RISK", missing),))
    assert review.grade is None
    assert review.domain_grades == {}
    assert review.judgement("RISK").grade is missing
    assert review.judgement("PLAN") is None


@pytest.mark.parametrize("kind", RECORDS.values(), ids=list(RECORDS))
def test_a_flat_row_has_every_column_but_the_row_number(kind):
    assert set(filled(kind, "CODE").rows_of()) == set(attrs.fields_dict(kind)) - {"row"}
