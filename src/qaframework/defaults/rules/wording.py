"""What the words of a recommendation leave open, whether its fields agree with them, and what they led to."""

from __future__ import annotations

from qaframework import Context, Messages, Plugins, Recommendation, Settings, check_smart, flag, not_applicable, rule
from qaframework.defaults.smart_checks import left_open, wording
from qaframework.defaults.sources import CITY, OWN

_DONE = ("action_complete", "evidenced", "impact_confirmed", "closed")
_SAFE = "Social worker to write the safety plan with the family"


@rule(
    "says-how-it-shows-and-what-for",
    severity="query",
    source=f"{CITY}: focused actions which demonstrate impact for the child",
    ok=(
        {"recommendations": {"text": f"{_SAFE}, so that the child knows whom to ring."}},
        {"recommendations": {"text": "Review the rota to prevent delay.", "measure": "Nobody waits."}},
    ),
    flagged={"recommendations": {"text": f"{_SAFE}."}},
    not_applicable=(
        {"recommendations": {"text": "Strengthen practice."}},
        {"recommendations": {"text": "Il faut mettre à jour le plan de l'enfant et le dire à la famille."}},
    ),
)
def says_how_it_shows_and_what_for(recommendation: Recommendation, context: Context) -> Messages:
    """The words of a recommendation, or its fields, say how it will show and what difference it is to make.

    Ask the reviewer to end the sentence with "so that", and to name the record, the count or the day on which it can be
    seen. A measure, or a link to a theme or a domain, does as well.
    """
    said = wording(recommendation, context)
    if not said.applicable:
        return not_applicable(said.reason)
    if not said.specific.met:
        return not_applicable("its words do not say what will be done, which is a flag of its own")
    unsaid = left_open(recommendation, said)
    if unsaid:
        yield flag(f"its words do not say {' or '.join(unsaid)}", field="text")


@rule(
    "fields-agree-with-the-text",
    severity="query",
    source=OWN,
    ok=(
        {"recommendations": {"text": f"{_SAFE} by 28 March 2024.", "due": "2024-03-28", "owner": "Social worker"}},
        {"recommendations": {"text": f"{_SAFE} within six weeks.", "due": "2024-03-15"}},
    ),
    flagged=(
        {"recommendations": {"text": f"{_SAFE} by 28 March 2024.", "due": "2024-05-28"}},
        {"recommendations": {"text": f"{_SAFE}.", "owner": "Team manager"}},
    ),
    not_applicable={"recommendations": {"text": f"{_SAFE}."}},
)
def fields_agree_with_the_text(recommendation: Recommendation, context: Context) -> Messages:
    """The owner and the due date of a recommendation are those its text names.

    Ask which of the two is meant, and correct the other. Whoever reads the tracker goes by the field; whoever reads the
    review goes by the text.
    """
    if recommendation.owner is None and recommendation.due is None:
        return not_applicable("neither an owner nor a due date is filled in")
    said = check_smart(recommendation, plugins=Plugins(), settings=Settings(smart=context.smart))
    for disagreement in said.flags:
        yield flag(disagreement, field="due" if "due" in disagreement else "owner")


@rule(
    "nebulous-in-hindsight",
    severity="info",
    source=f"{CITY}: where implementation and impact are hard to evidence, the recommendation was too nebulous",
    ok=(
        {"recommendations": {"text": f"{_SAFE}."}, "updates": {"status": "closed"}},
        {
            "recommendations": {"text": "Improve support."},
            "updates": {"status": "closed", "impact": "He sleeps at home again."},
        },
    ),
    flagged=(
        {"recommendations": {"text": "Improve support."}, "updates": {"status": "closed"}},
        {"recommendations": {"text": "Monitoring of visits."}, "updates": {"status": "action_complete"}},
    ),
    not_applicable={"recommendations": {"text": "Improve support."}, "updates": {"status": "in_progress"}},
)
def nebulous_in_hindsight(recommendation: Recommendation, context: Context) -> Messages:
    """A recommendation that was completed without evidence of its impact said what was to be done.

    Take its wording back to the reviewer: nobody could show what it led to, because it did not say what would be done.
    Next time, write what somebody will do, where it will show, and "so that" what is different for the child.
    """
    updates = context.updates_of(recommendation)
    if not any(update.status in _DONE for update in updates):
        return not_applicable("it is not completed yet")
    if any(update.impact for update in updates):
        return
    said = wording(recommendation, context)
    if said.applicable and said.nebulous:
        yield flag("completed with no impact recorded, and its words did not say what would be done", field="text")
