"""What people call the things of a report."""

from __future__ import annotations

from collections.abc import Mapping

from qaframework.model.records import CALENDAR_KINDS, Activity, Person
from qaframework.moderation.output.view import line
from qaframework.reports.scope import Scope, unlike
from qaframework.reports.wording import between, listed

KINDS: Mapping[str, str] = {
    "practice_reviews": "Practice reviews",
    "observation": "Practice observation",
    "multi_agency_audit": "Multi-agency audit",
    "scrutiny_event": "Scrutiny event",
    "survey": "Survey",
    "feedback": "Feedback",
    "provider_visit": "Visit to a provider",
    "contract_monitoring": "Contract monitoring",
    "assurance_review": "Practice assurance review",
    "peer_challenge": "Peer challenge",
    "performance_data": "Performance data",
    "self_assessment": "Self-assessment",
}
"""The kinds of activity; another word of the authority's own is told to its own people only."""

VOICES: Mapping[str | None, str] = {
    "obtained": "Heard",
    "sought": "Asked, no answer",
    "declined": "Asked, declined",
    "unsafe": "Not safe to ask",
    "not_sought": "Not asked",
    None: "Not recorded",
}
OUTCOMES: Mapping[str, str] = {"did": "We did", "doing": "We are doing", "could_not": "We could not"}


def kind_name(kind: str, scope: Scope) -> str:
    """Return what people call a kind of activity."""
    return KINDS.get(kind) or ("Other activity" if scope.audience.protected else line(kind).capitalize())


def planned_name(kind: str, scope: Scope) -> str:
    """Return what people call a kind of thing in the calendar."""
    usual = kind in CALENDAR_KINDS
    return KINDS.get(kind) or (kind.replace("_", " ").capitalize() if usual else kind_name(kind, scope))


def activity_names(scope: Scope) -> dict[str, str]:
    """Return a name for each activity that had ended, no two alike.

    A title may name a provider or a place. So only an authority's own people are told titles; others are told the kind,
    the days and the themes.
    """
    return unlike({one.id: _name(one, scope) for one in sorted(scope.known_activities, key=lambda one: one.id)})


def _name(activity: Activity, scope: Scope) -> str:
    if not scope.audience.protected:
        return line(activity.title)
    about = listed([scope.theme_title(name) for name in activity.asked[:3]]) if activity.asked else ""
    told = f"{kind_name(activity.kind, scope)}, {between(activity.start, max(activity.start, activity.end))}"
    return f"{told}: {about}" if len(activity.asked) in (1, 2) else told


def person_named(name: str | None, scope: Scope) -> str:
    """Return how an owner may be named: by code, by role, or only that there is one.

    What stands as an owner and is nobody's role on the list of people may be a person's name.
    """
    if not name or not name.strip():
        return "Nobody yet"
    if scope.audience.people == "codes":
        return line(name)
    people: dict[str, Person] = {one.id: one for one in scope.year.people}
    roles = {line(one.role).casefold(): line(one.role) for one in scope.year.people if one.role}
    role = people[name].role if name in people else roles.get(line(name).casefold())
    if scope.audience.people == "nobody":
        return "A named role" if role else "Somebody"
    return line(role) if role else "Named, not a role on the list"
