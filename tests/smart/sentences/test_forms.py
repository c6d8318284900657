"""The forms of verbs: what is asked for is found whichever form it is in."""

from __future__ import annotations

import pytest

from qaframework.smart.sentences.forms import gerund, is_adverb, participle, third


@pytest.mark.parametrize(
    ("verb", "done", "doing", "does"),
    [
        ("record", "recorded", "recording", "records"),
        ("undertake", "undertaken", "undertaking", "undertakes"),
        ("send", "sent", "sending", "sends"),
        ("resend", "resent", "resending", "resends"),
        ("begin", "begun", "beginning", "begins"),
        ("submit", "submitted", "submitting", "submits"),
        ("label", "labelled", "labelling", "labels"),
        ("copy", "copied", "copying", "copies"),
        ("agree", "agreed", "agreeing", "agrees"),
        ("reach", "reached", "reaching", "reaches"),
        ("have", "had", "having", "has"),
    ],
)
def test_each_form_of_a_verb_is_as_people_write_it(verb, done, doing, does):
    assert (participle(verb), gerund(verb), third(verb)) == (done, doing, does)


def test_a_word_in_ly_is_an_adverb_unless_it_is_a_verb_a_noun_or_a_time():
    assert is_adverb("clearly")
    assert not any(map(is_adverb, ("apply", "comply", "family", "weekly", "july")))
