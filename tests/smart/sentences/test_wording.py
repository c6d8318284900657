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
    "I recommend that the college reviews its absence policy and publishes the changes.",
    "We recommend the board publish its minutes.",
    "That the take-up of baby clinics is recorded.",
    "The consent form needs signing.",
    "The file needs a chronology.",
    "Do a genogram with the twins.",
    "Mum and Dad to sign the agreement.",
    "Both carers to be given the helpline number.",
    "Raise a formal complaint about the delay.",
    "Seek legal advice on the holiday.",
    "Keep a log of phone calls.",
    "Take the learning to the team meeting.",
    "Follow up the referral.",
    "Reduce the wait through a recovery plan.",
    "Ensure that carers have written information about the child.",
    "Ensure that all children who are missing from care are offered a return interview.",
    "Ensure that court statements are quality assured.",
    "Ensure that the outcome of checks is fed back to whoever asked.",
    "Ensure that plans capture what each agency will do.",
    "Ensure that no child is placed in a hotel.",
    "Ensure that timescales and responsibilities are clear.",
    "There need to be: minutes of the last meeting, a signed agreement.",
    "To be booked: a hearing test and to be recorded.",
    "The hospital has introduced a handover sheet.",
    "A handover sheet has been drawn up by the hospital.",
    "We have added a question to the form.",
    "The new form will be in use on both wards.",
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
    "Set high standards.",
    "Show greater ambition for care leavers.",
    "Create a culture in which people learn.",
    "Hold partners to account.",
    "Ensure that assessments take full account of history.",
    "Ensure that information is shared effectively.",
    "Ensure that the need for permanence is regularly reviewed.",
    "Ensure that assessments evaluate risk.",
    "Ensure that robust arrangements are put in place.",
    "Recruit sufficient carers.",
    "Raise awareness.",
    "Systems must change.",
    "A robust plan needed.",
    "Ensure that the system is fit for purpose.",
    "Young people gain the skills they need to better engage.",
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
        ("By the end of Q3 the service manager will have read ten files.", "manager"),
        ("By 12 April the social worker to have spoken to her aunt.", "social worker"),
        ("Next year we will hold monthly audits, with each team manager reading one file.", "team manager"),
        ("Ensure that enquiries are made by suitably trained, calm and experienced social workers.", "social workers"),
        ("How quickly the court sees urgent cases.", "court"),
        ("Foster carers keeping the children's school photographs.", "foster carers"),
        ("Update the plan. Owner: team manager.", "team manager"),
        ("TM: sign off the assessment.", "tm"),
        ("SW - update the genogram.", "sw"),
        ("Refer to the sleep clinic - SW.", "sw"),
        ("Social worker, with the nursery, to draw up a sleep plan.", "social worker"),
        ("Legal services to draft the letter.", "legal services"),
        ("The intake hub should ring every caller back.", "intake hub"),
        ("I recommend that the governors rewrite the rule.", "governors"),
        ("A form has been drawn up by the trust.", "trust"),
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
        "Advocate to be offered to both boys.",
        "A referral to the LADO needs to be made.",
        "School attendance should be above 92%.",
        "Partnership working needs strengthening.",
        "Tell them of their right to be housed by somebody.",
        "Plans should be written with the right agencies contributing at each stage.",
        "Ensure that police checks are kept.",
        "Commission interviews from an independent provider.",
        "The transition to adult services: a letter to be sent.",
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
        "The health assessment is overdue - book it.",
        "Religion and language missing for two of the cousins.",
        "No record of the visit. Write it up.",
        "The plan lacks dates. Add them.",
        "Contact has slipped; put dates in the diary.",
        "Copying notes means that old worries look new.",
        "Improve letters to parents, many of whom cannot read English.",
        "Pay her £50 to acknowledge the wait.",
        "Use the money for the child's educational benefit.",
        "Start a rota. This will shorten the wait.",
        "To help him settle, put photographs on the wall.",
        "So that nobody is missed, add a list to the minutes.",
        "As Mum works nights, hold the visits at noon.",
        "Print it in large type, helping her to read it.",
        "Keep a spare coat at the office, otherwise he goes without.",
        "Publish the offer, based on what care leavers said.",
        "Ensure that the database supports social workers to find a plan.",
        "Ensure that the policy makes it possible for brothers to stay together.",
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
        "Rewrite the plans to ensure that they are clear.",
        "Improve plans to ensure that assessments identify need.",
        "Progress in achieving early decisions.",
        "The team has taken steps to improve its letters and has moved its desk.",
        "Ensure that plans are long enough.",
        "Record which letters are not signed.",
    ],
)
def test_what_only_speaks_of_the_document_or_completes_a_word_is_no_purpose(text):
    assert "relevant" in missing(text)


@pytest.mark.parametrize(
    "text",
    [
        "The bus pass has run out - PA to order another.",
        "Sleep chart must be up to date.",
        "Core groups to be within timescale.",
        "Administrators now check the waiting list for twins.",
        "From June 2018 every clinic ends with a written summary.",
        "A toy library has been set up.",
        "For the panel to receive a report on school moves.",
        "The board should satisfy itself that each agency has rewritten its bruising leaflet.",
        "The board should gain assurance through an audit that letters are sent.",
        "Link worker to ensure carers have had water safety training.",
        "Make sure that plans set out who does what.",
        "It would be good if the seating plan could be redrawn.",
        "It would be helpful if the nurse could send the parents a note.",
        "Improve supervision, including the introduction of a recording template.",
        "Consent should be sought from both parents.",
        "All teams should use the same risk tool.",
        "Ensure that decisions are based on an assessment of need.",
        "Reading in all nurseries to be observed.",
        "Nurse and warden to make a joint visit.",
        "Speak to the class teacher and record the conversation.",
        "All midwives have now completed swaddling training.",
        "Signs have been displayed in every ward.",
        "Dispute resolution to be raised.",
    ],
)
def test_what_is_asked_in_a_roundabout_way_is_found(text):
    assert not {"specific", "measurable"} & missing(text)


@pytest.mark.parametrize(
    "text",
    [
        "Contact with dad should feel easy.",
        "Make sure that children do not fall behind.",
        "These changes will help to ensure that children are safer.",
        "The council should plan better.",
        "The partnership should help practitioners to recognise neglect.",
    ],
)
def test_a_noun_a_hope_and_an_aim_are_no_act(text):
    assert "specific" in missing(text)


@pytest.mark.parametrize(
    "text",
    [
        "The bus pass has run out - PA to order another.",
        "Ensure that managers and wardens understand and follow the guidance.",
        "Ensure that children who run away are met by a police officer.",
        "The recording by managers of their decisions.",
        "For the panel to receive a report on school moves.",
        "Team managers now sign off every closure.",
        "It would be helpful if the nurse could send the parents a note.",
    ],
)
def test_who_acts_is_found_wherever_they_stand(text):
    assert "assignable" not in missing(text)


@pytest.mark.parametrize(
    "text", ["A child's right to be seen by a doctor.", "Files to be tidied - read them to the end."]
)
def test_who_is_only_mentioned_does_not_act(text):
    assert "assignable" in missing(text)


@pytest.mark.parametrize(
    "text",
    [
        "Too few mentors know about the offer; print a leaflet.",
        "Print a leaflet for pupils who stay on short timetables for too long.",
        "Take steps to minimise the impact on children of moves.",
        "Note how visits are managed for Ella, given her recent loss.",
        "Hold it at six, recognising that many work shifts.",
        "Copy it to the nursery as mum may ask them to release her.",
        "Audit 15 files to provide assurance that letters are sent.",
        "Hold a meeting to widen the circle around the family.",
        "A meeting should have been held. Hold one.",
        "Ring the landlord as nothing has been heard.",
        "Weigh him since growth has faltered.",
        "The quality of education plans to raise attainment.",
        "Address the high number of school moves.",
        "Ring the clinic as Tia is poorly.",
        "The quality of plans to help children stay at home.",
    ],
)
def test_the_finding_is_heard_in_everyday_words(text):
    assert "relevant" not in missing(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ask the school to confirm that the form was signed.",
        "Remind carers to keep a diary of contact.",
        "Set up a steering group to oversee it.",
        "The Was Not Brought policy is published.",
        "The carers are happy to help.",
        "All steps are taken to protect children.",
    ],
)
def test_what_somebody_is_asked_or_glad_to_do_is_no_purpose(text):
    assert "relevant" in missing(text)


FRAMES = ["2) {}", "Recommendation 3: {}", "- {}", "• {}", "{} (paragraph 33)", "Please {}"]


@given(st.sampled_from(DONE + AIMED_AT), st.sampled_from(FRAMES))
def test_numbers_bullets_and_paragraphs_change_nothing(text, frame):
    assert missing(frame.format(text.rstrip("."))) - {"specific"} == missing(text) - {"specific"}


@given(st.sampled_from([text for text in DONE + AIMED_AT if text.startswith("Ensure that")]))
def test_make_sure_asks_what_ensure_asks(text):
    assert missing(text.replace("Ensure", "Make sure")) == missing(text)
