"""What a sentence asks for, who is to do it and what for, in the many ways in which people write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaframework import check_smart


def missing(text):
    return set(check_smart(text).missing)


DONE = [
    "Frame the certificate and hang it in the lounge.",
    "The consent form to be countersigned.",
    "The letter to be redone in plain words.",
    "Passport and birth certificate copies needed on file.",
    "There should be a written agreement about bedtime.",
    "A chronology should be on file.",
    "To complete the chronology.",
    "Don't send the minutes to the old address.",
    "Completion of the sibling assessment.",
    "Improve care plans by setting out who does what.",
    "Improve the visit form to include a box for the child's own words.",
    "Ensure that referrals are considered and, where appropriate, recorded in writing.",
    "Ensure that there is a pen picture and that an interpreter is booked.",
    "The duty worker to have decided on the contact and told the caller.",
    "Ensure that every child has a dentist.",
    "Ensure that all decisions about fees are carried out as minuted.",
    "The school should cover two GCSE texts with him and lend him a laptop.",
]
AIMED_AT = [
    "Consideration to be given to a change of school.",
    "More support should be offered.",
    "Ensure that practice is well planned.",
    "Timely decisions should be made.",
    "Discuss whether the plan should be rewritten, and be mindful of his age.",
    "Reinvigorate the network.",
    "Monitor.",
    "Social worker to continue to monitor.",
    "Ensure that leaders meet their duties.",
    "Ensure that families have a clear understanding of the process.",
    "Audit of recording.",
    "Record keeping.",
    "The team should feel more confident.",
]


@pytest.mark.parametrize("text", DONE)
def test_what_is_done_is_specific_and_leaves_something_to_see(text):
    assert not {"specific", "measurable"} & missing(text)


@pytest.mark.parametrize("text", AIMED_AT)
def test_an_aim_leaves_nothing_to_see(text):
    assert "measurable" in missing(text)


@pytest.mark.parametrize(
    "text",
    [
        "Reach 90% of young people.",
        "Eight out of ten files should be clear.",
        "At least 12 carers should feel well informed.",
        "Raise the take-up of advocacy.",
        "Reduce the number of moves.",
        "Work in line with the authority's supervision policy.",
    ],
)
def test_a_count_a_share_and_a_policy_to_be_kept_can_be_measured(text):
    assert "measurable" not in missing(text)


@pytest.mark.parametrize("text", ["A number of things should improve.", "Reduce drift over the next 12 months."])
def test_some_and_a_length_of_time_are_no_count(text):
    assert check_smart(text).measurable.why != "it names something to count"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Edge of care worker to ring on Sunday.", "worker"),
        ("By 30 June the Council should refund the fare.", "council"),
        ("Lead professional to chair the meeting.", "professional"),
        ("The fostering service is writing a leaflet.", "fostering service"),
        ("Strengthen team managers' oversight.", "team managers'"),
        ("Ensure better use of chronologies by practitioners.", "practitioners"),
        ("Ensure that independent reviewing officers (IROs) check each plan.", "independent reviewing officers"),
        ("Ensure that managers of the service sign each plan.", "managers"),
        ("The SSCB should publish its plan.", "sscb"),
        ("Foster carers to keep a diary.", "foster carers"),
    ],
)
def test_who_is_to_act_is_found_where_the_one_who_acts_stands(text, who):
    result = check_smart(text)
    assert result.assignable.met
    assert who in text[slice(*result.assignable.span)].lower()


@pytest.mark.parametrize(
    "text",
    [
        "A family group conference to be offered.",
        "Every core group to begin with the child's words.",
        "Ensure that figures given to senior leaders include care leavers.",
        "How workers are helped to write well.",
    ],
)
def test_a_role_that_is_only_named_does_not_act(text):
    assert "assignable" in missing(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hold a review, as contact had drifted.",
        "Two files had no chronology. Start one for each.",
        "Refund the fare, since the carers are out of pocket.",
        "Write to both schools so they know who collects her.",
        "The audit found drift; hold a panel.",
        "Supervision that helps staff to reflect.",
        "Lend her a phone to make sure she can ring home.",
        "Update the chronology. The last entry is two years old.",
        "Mum has a new partner. Update the genogram.",
        "Offer a mentor, thereby giving him somebody to ring.",
        "Practice has slipped since the spring and needs to be put right.",
        "Invite the aunt as Priya asked for her.",
        "Book the interpreter as she cannot read the letters.",
        "Long waits for a diagnosis, which leave families alone with it.",
        "Hold the review at school, making it easier for him to attend.",
        "Caseloads that allow workers to know their children.",
        "Raise attainment by giving each child a tutor.",
        "Supervision that prompts reflection and prevents drift.",
        "Ensure that audit contributes to better practice.",
        "Challenge by chairs in ensuring that children are safe.",
        "Meet the nursery to prepare him for school.",
        "Strengthen oversight to progress permanence for babies.",
        "Rewrite the letter to make it easy for parents to read.",
        "Move the contact to Saturdays for his sister's benefit.",
        "Change the lock code for their safety.",
        "Work with health to make sure that babies are weighed.",
        "We know that our letters fell short of what families need.",
        "The quality of practice to assess, protect and support children.",
        "Allocate workers early to best support young people into adulthood.",
    ],
)
def test_what_it_is_for_or_answers_is_found_however_it_is_said(text):
    assert "relevant" not in missing(text)


@pytest.mark.parametrize(
    "text",
    [
        "Rewrite the plans so that they are specific and contain dates.",
        "Update the assessment to reflect his needs.",
        "Note why the father was not spoken to.",
        "Ensure good arrangements to identify absence.",
        "Record the child's words as he said them.",
        "Record the views of children as they are expressed.",
        "Update the plan. The review is on 3 May.",
        "A new form has been written. Send it to all teams.",
        "Rewrite the leaflet, making it shorter.",
        "Record outcomes on the file by adding a column.",
        "Hold a meeting to prepare the report.",
        "Give every carer the opportunity for their family to learn sign language.",
        "Record the decision to support the placement.",
        "List the steps the team will take to improve recording.",
        "Ensure that carers are given the chance to comment.",
        "The procedure has been agreed and must be shared.",
        "Set out how concerns that a child is missing are passed on.",
        "Ask the lead to report progress to the panel.",
        "Provide drop-ins in response to growing demand.",
        "Ensure that plans contain learning from the two reviews.",
    ],
)
def test_what_only_speaks_of_the_document_or_completes_a_word_is_no_purpose(text):
    assert "relevant" in missing(text)


FRAMES = ["2) {}", "Recommendation 3: {}", "- {}", "• {}", "{} (paragraph 33)", "Please {}"]


@given(st.sampled_from(DONE + AIMED_AT), st.sampled_from(FRAMES))
def test_numbers_bullets_and_paragraphs_change_nothing(text, frame):
    assert missing(frame.format(text.rstrip("."))) - {"specific"} == missing(text) - {"specific"}


@given(st.sampled_from([text for text in DONE + AIMED_AT if text.startswith("Ensure that")]))
def test_make_sure_asks_what_ensure_asks(text):
    assert missing(text.replace("Ensure", "Make sure")) == missing(text)
