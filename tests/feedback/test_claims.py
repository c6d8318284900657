"""What an answer claims: something that is different now, a promise, that it was heard, or nothing."""

import pytest
from hypothesis import given

from qaframework.feedback.claims import what_it_claims
from qaframework.testing import texts


@pytest.mark.parametrize(
    "text",
    [
        "Two flats were found and let.",
        "Workers who leave now write a goodbye letter, and the new one is introduced by them at a visit.",
        "We bought a new sofa. More will follow.",
        "We apologised to the family and changed the worker.",
        "A leaflet was shared with every family.",
        "Sorry to hear this. We have mended the boiler.",
        "We now ask every child where they want to meet",
        "Kitchen open until 9",
        "The noted delays ended: every letter goes out within a week.",
    ],
)
def test_a_sentence_that_says_what_is_different_is_enough(text):
    assert what_it_claims(text) == "a change"


@pytest.mark.parametrize(
    "text",
    [
        "We will look at it next year.",
        "We'll do better",
        "This is being considered.",
        "We are recruiting two advisers.",
        "We plan to open a hub",
        "It is in hand.",
        "A review is under way",
        "Thank you. We will look at it.",
    ],
)
def test_a_promise_is_a_promise_whatever_it_is_called(text):
    assert what_it_claims(text) == "a promise"


@pytest.mark.parametrize(
    "text",
    [
        "We listened.",
        "Your views have been noted and shared with managers.",
        "Thank you for telling us. We have taken this on board.",
        "Passed on your comments to the provider.",
        "Feedback was discussed at the board",
        "This was fed back to staff.",
        "We understand how hard it is.",
    ],
)
def test_that_it_was_heard_is_no_change(text):
    assert what_it_claims(text) == "heard"


@pytest.mark.parametrize("text", [None, "", " ", "-", "Done.", "n/a", "N/A - none", "It has been done", "See above"])
def test_words_that_say_nothing_claim_nothing(text):
    assert what_it_claims(text) == "nothing"


@pytest.mark.parametrize("text", ["This has not been done.", "We couldn't find the money.", "Not yet", "Not possible."])
def test_what_says_that_it_was_not_done_is_told_apart(text):
    assert what_it_claims(text) == "not done"


@given(texts())
def test_any_text_claims_something_or_nothing_and_more_words_never_take_a_change_back(text):
    assert what_it_claims(text) in ("a change", "not done", "a promise", "heard", "nothing")
    assert what_it_claims(f"{text}\nTwo flats were let.") == "a change"
