"""Feedback at other points than reviews: whether it belongs somewhere, says something, and if not says why."""

from __future__ import annotations

from qaframework import Context, Feedback, Messages, flag, identifiers_in, not_applicable, rule
from qaframework.defaults.loops import worries
from qaframework.defaults.sources import CITY, OWN


@rule(
    "feedback-of-known-activity",
    severity="error",
    source=OWN,
    ok={"activities": {"kind": "feedback"}, "feedback": {}},
    flagged={"feedback": {"activity": "A9"}},
)
def feedback_of_known_activity(feedback: Feedback, context: Context) -> Messages:
    """Feedback names an activity that is there.

    Correct the activity's id, or add the activity: the closure forms of the year, the year's conferences.
    """
    if context.activity(feedback.activity) is None:
        yield flag("no activity has this id", field="activity")


@rule(
    "feedback-of-known-child",
    severity="error",
    source=OWN,
    ok={"children": {"id": "C1"}, "feedback": {"child": "C1"}},
    flagged={"feedback": {"child": "C9"}},
    not_applicable={"feedback": {}},
)
def feedback_of_known_child(feedback: Feedback, context: Context) -> Messages:
    """The child of a feedback is among the children.

    Correct the pseudonym, add the child, or leave it blank where the form was anonymous.
    """
    if feedback.child is None:
        return not_applicable("it names no child")
    if context.child(feedback.child) is None:
        yield flag("no child has this pseudonym", field="child")


@rule(
    "feedback-within-its-activity",
    severity="query",
    source=OWN,
    ok={"activities": {"start": "2024-01-01", "end": "2024-03-31"}, "feedback": {"on": "2024-03-31"}},
    flagged=(
        {"activities": {"start": "2024-01-01", "end": "2024-03-31"}, "feedback": {"on": "2024-04-01"}},
        {"activities": {"start": "2024-01-01", "end": "2024-03-31"}, "feedback": {"on": "2023-12-31"}},
    ),
    not_applicable={"feedback": {"activity": "A9"}},
)
def feedback_within_its_activity(feedback: Feedback, context: Context) -> Messages:
    """The day of a feedback lies within its activity.

    Check the year and whether day and month are the right way round, or make the activity longer: boards see feedback
    by the days of its activity.
    """
    activity = context.activity(feedback.activity)
    if activity is None:
        return not_applicable("the activity is not known")
    if not activity.start <= feedback.on <= activity.end:
        days = f"{activity.start:%d/%m/%Y} to {activity.end:%d/%m/%Y}"
        yield flag(f"{feedback.on:%d/%m/%Y} lies outside {days}", field="on")


@rule(
    "feedback-says-what",
    severity="query",
    source=f"{CITY}: feedback about specific functions, which can then be acted upon",
    ok=(
        {"feedback": {"heard": "obtained", "theme": "voi", "direction": "strength"}},
        {"feedback": {"heard": "obtained", "theme": "voi", "direction": "concern", "said": "Made up."}},
    ),
    flagged=(
        {"feedback": {"heard": "obtained"}},
        {"feedback": {"heard": "obtained", "said": "Made up."}},
        {"feedback": {"heard": "obtained", "theme": "voi"}},
    ),
    not_applicable={"feedback": {"heard": "declined"}},
)
def feedback_says_what(feedback: Feedback, context: Context) -> Messages:
    """Where somebody was heard, it is recorded on what theme and whether it is praise or worry.

    Without both it can be counted and cannot be acted on, nor set beside other evidence.
    """
    if feedback.heard != "obtained":
        return not_applicable("nobody was heard")
    for field in ("theme", "direction"):
        if getattr(feedback, field) is None:
            yield flag(f"heard, and the {field} is blank", field=field)


@rule(
    "feedback-says-why-not",
    severity="query",
    source=f"{OWN}: declined is a right and needs no reason; unsafe and not asked are somebody's decision",
    ok=(
        {"feedback": {"heard": "unsafe", "note": "Made up."}},
        {"feedback": {"heard": "not_sought", "note": "Made up."}},
    ),
    flagged=({"feedback": {"heard": "unsafe"}}, {"feedback": {"heard": "not_sought"}}),
    not_applicable=(
        {"feedback": {"heard": "obtained"}},
        {"feedback": {"heard": "declined"}},
        {"feedback": {"heard": "sought"}},
    ),
)
def feedback_says_why_not(feedback: Feedback, context: Context) -> Messages:
    """Where nobody was asked, or it was unsafe to ask, the note says why.

    Write the reason: too young and how experience was understood instead, unsafe and who says so, court. Not asking is
    a decision that somebody answers for.
    """
    if feedback.heard not in ("unsafe", "not_sought"):
        return not_applicable("they were asked")
    if not (feedback.note or "").strip():
        yield flag(f"{feedback.heard.replace('_', ' ')}, and no reason is given", field="note")


@rule(
    "feedback-names-nobody",
    severity="query",
    source=f"ICO, guidance on anonymisation, March 2025; the patterns are {OWN}s",
    ok={"feedback": {"said": "We wait a long time."}},
    flagged=({"feedback": {"said": "Mrs Nowhere never rings."}}, {"feedback": {"note": "NHS number 943 476 5919"}}),
    not_applicable={"feedback": {}},
)
def feedback_names_nobody(feedback: Feedback, context: Context) -> Messages:
    """The words of a feedback hold nothing that points to one person.

    Take it out, or put a role in its place. Whoever was promised that it is anonymous is owed that.
    """
    texts = [(field, text) for field in ("said", "note") if (text := getattr(feedback, field))]
    if not texts:
        return not_applicable("no text")
    for field, text in texts:
        kinds = sorted({kind for kind, _ in identifiers_in(text)})
        if kinds:
            yield flag(f"{field} may point to somebody: {', '.join(kinds)}", field=field)


@rule(
    "feedback-answered",
    severity="query",
    source=f"{CITY}: feedback is given about what impact views have; You said, we did",
    ok={"feedback": {"theme": "voi", "direction": "concern"}, "activities": {}, "responses": {"theme": "voi"}},
    flagged=(
        {"feedback": {"theme": "voi", "direction": "concern"}},
        {
            "feedback": {"theme": "voi", "direction": "concern"},
            "activities": {"start": "2023-01-01", "end": "2023-01-31"},
            "responses": {"theme": "voi", "told_back_on": "2023-03-01"},
        },
    ),
    not_applicable=({"feedback": {"theme": "voi", "direction": "strength"}}, {"feedback": {"direction": "concern"}}),
)
def feedback_answered(feedback: Feedback, context: Context) -> Messages:
    """A worry that somebody told gets a response on its theme.

    Write what was done, is being done or could not be done, and tell them. What others were told before it was said is
    no answer to it.
    """
    if feedback.direction in (None, "strength"):
        return not_applicable("it is no worry")
    if feedback.theme is None:
        return not_applicable("it names no theme")
    _, unanswered = worries(context)
    if feedback.id in unanswered:
        yield flag("a worry, and no response is on its theme since", field="theme")
