"""Children and their families, rounds of reviews, and what moderators made of them."""

from __future__ import annotations

from datetime import date, timedelta

from qaframework.testing.made_up.rows import BEFORE, END, OFSTED, START, THEMES, Row, Rows, days_back, spelled

NEW_SCALE = date(2024, 1, 1)
ROUND, MOST_ROUNDS = 15, 12
STATUSES = ("early_help", "child_in_need", "child_protection", "looked_after", "care_leaver")
DOMAINS = ("VOICE", "ASSESS", "RISK", "PLAN", "VISITS", "MGMT", "MULTI", "FAMILY", "RECORD", "IMPACT")
SEEN = {
    0: (
        "Risk was seen {n} weeks late and nobody acted on it",
        "The plan has no owner in it and its {n} actions have no day",
        "Nobody saw the child alone in {n} visits",
        "The history of {n} years is not on the file",
        "What the school wrote {n} times was not answered",
    ),
    1: (
        "Visits were on time and {n} of them had no purpose written down",
        "The plan is clear and was not looked at again for {n} weeks",
        "The assessment describes {n} events and explains few of them",
        "Supervision was held {n} times and its decisions have no reasons",
        "The father was asked once in {n} months",
    ),
    2: (
        "The worker knows the child well after {n} visits and the plan moves on",
        "Decisions have reasons and {n} of them were made in time",
        "The child was seen alone {n} times and what was said is written down",
        "Partners met {n} times and each knows what the others do",
        "Risk went down over {n} months and the file shows how",
    ),
    3: (
        "The child's own words changed {n} things in the plan",
        "Everybody around the child knows what comes next and in which {n} weeks",
        "Challenge from the manager moved the plan on by {n} weeks",
        "The family tell the same story as the file, {n} times over",
        "The worker tried {n} ways to talk until one fitted the child",
    ),
}
FOR_THE_CHILD = {
    False: ("has waited {n} months for what was promised", "does not know yet what comes next, after {n} meetings"),
    True: (
        "goes to school {n} days in ten more than before",
        "has slept in one home for {n} months and says so gladly",
    ),
}
TO_DO = {
    "Social worker": "write the child's own words into the plan by {day}, so that it says what they want",
    "Team manager": "record the reasons for the last decision by {day}, so that the family can follow it",
    "Personal adviser": "go through the housing pathway with the young person by {day} and note what they choose",
}


OWNERS = ("Social worker", "Team manager")


def review(rows: Rows, count: int) -> None:
    """Add people, children, rounds and reviews, with readings of some of them and what came of them."""
    _people(rows, count)
    rounds = max(1, min(MOST_ROUNDS, round(count / ROUND)))
    children = _children(rows, count)
    for number in range(rounds):
        share = children[number * count // rounds : (number + 1) * count // rounds]
        _round(rows, number, rounds, share)


def _people(rows: Rows, count: int) -> None:
    for name, role in {"QA1": "Head of quality assurance", "HS1": "Head of service", "PA1": "Personal adviser"}.items():
        rows.add("people", id=name, role=role)
    rows.add("people", id="RM1", role="Registered manager", organisation="a provider")
    for number in range(4 + count // 40):
        rows.add("people", id=f"A{number + 1}", role="Reviewer", external=number % 2 == 0)
    for number in range(2 + count // 100):
        rows.add("people", id=f"M{number + 1}", role="Moderator", external=False)
    for number in range(3 + count // 40):
        rows.add("people", id=f"TM{number + 1}", role="Team manager")
    teams = [str(one["id"]) for one in rows.tables["people"] if str(one["id"]).startswith("TM")]
    for number in range(6 + count // 8):
        rows.add("people", id=f"W{number + 1}", role="Social worker", manager=teams[number % len(teams)])


def _people_of(rows: Rows, role: str) -> list[Row]:
    return [one for one in rows.tables["people"] if one["role"] == role]


def _children(rows: Rows, count: int) -> list[Row]:
    """Return as many children as there are reviews, brothers and sisters one after another."""
    while len(rows.tables["children"]) < count:
        family, status = f"F{len(rows.tables['children']) + 1:03}", rows.one_of(STATUSES, (3, 4, 2, 3, 2))
        for _ in range(rows.one_of((1, 2, 3), (7, 2, 1)) if status != "care_leaver" else 1):
            rows.add(
                "children",
                id=rows.code("C", "children"),
                status=status,
                family=family,
                age_band="18 to 24" if status == "care_leaver" else rows.one_of(("0 to 4", "5 to 10", "11 to 17")),
                needs=rows.one_of((None, "special educational needs", "autism"), (7, 2, 1)),
            )
    del rows.tables["children"][count:]
    return rows.tables["children"]


def _round(rows: Rows, number: int, rounds: int, children: list[Row]) -> None:
    planned = START + timedelta(days=14 + number * 340 // rounds)
    first = planned + timedelta(days=35 if number == rounds - 2 else 0)
    last = min(END, first + timedelta(days=11))
    name, scale = f"PR-{number + 1:02}", "ofsted-2018" if last >= NEW_SCALE else "city-of-london-2023"
    size, title = len(children), f"Practice reviews, round {number + 1}"
    how = {"template": "practice-review@2", "sampling": "random, one of six", "external": False}
    rows.hold(name, "practice_reviews", title, first, last, population=size * 6, reached=size, scale=scale, **how)
    wanted = size + (2 if number % 3 == 1 else 0)
    end = planned + timedelta(days=11)
    rows.plan("practice_reviews", title, planned, end=end, size=wanted, activity=name)
    for child in children:
        _review(rows, name, child, rows.later(first, 0, 5), OFSTED if scale == "ofsted-2018" else BEFORE)
    for theme in rows.random.sample(THEMES, 3):
        direction = rows.one_of(("strength", "concern"))
        rows.find(name, direction, theme, count=rows.random.randint(1, max(1, size)), of=max(1, size))


def _review(rows: Rows, activity: str, child: Row, day: date, grades: tuple[str, ...]) -> None:
    day, name = min(day, END), rows.code("R", "reviews")
    level = rows.level()
    by, worker = rows.one_of(_people_of(rows, "Reviewer")), rows.one_of(_people_of(rows, "Social worker"))
    given = min(3, level + 1) if by["id"] == "A1" else rows.nearly(level, 0.9)
    heard = rows.one_of(("obtained", "sought", "declined", "not_sought", "unsafe"), (60, 15, 8, 12, 5))
    domains = {f"domain.{code}": grades[rows.nearly(given)] for code in DOMAINS}
    if given:
        domains["domain.RISK"] = grades[max(1, rows.nearly(given))]
    rows.add(
        "reviews",
        id=name,
        activity=activity,
        child=child["id"],
        reviewer=by["id"],
        worker=worker["id"],
        manager=worker["manager"],
        allocated_on=days_back(day, 9),
        completed_on=day,
        discussed_on=days_back(day, 1) if rows.now_and_then(0.8) else None,
        escalated_on=day if given == 0 else None,
        overall=grades[given],
        rationale=_rationale(rows, given, day),
        child_voice=heard,
        family_voice=rows.one_of(("obtained", "sought", "declined", "not_sought"), (6, 2, 1, 1)),
        voice_note="Court that week." if heard in ("unsafe", "not_sought") else None,
        **domains,
    )
    weak = [code for code in DOMAINS if domains[f"domain.{code}"] in grades[:2]]
    for code in [one for one in weak if rows.now_and_then(0.9)] or ([rows.one_of(DOMAINS)] if given < 3 else []):
        owner = rows.one_of(OWNERS) if child["status"] != "care_leaver" else "Personal adviser"
        rows.recommend(name, day, f"{owner} to {TO_DO[owner]}.", "child", rows.one_of(THEMES), owner=owner, domain=code)
    if given in (0, 3) or rows.now_and_then(0.25):
        _reading(rows, name, by, grades[rows.nearly(level, 0.9)], day)


def _rationale(rows: Rows, level: int, day: date) -> str:
    week = days_back(day, rows.random.randint(10, 60))
    first, second, third, child = (
        words.format(n=rows.random.randint(2, 9))
        for words in (*rows.random.sample(SEEN[level], 3), rows.one_of(FOR_THE_CHILD[level > 1]))
    )
    return (
        f"{first} (visit record of {spelled(week)}). {second} (supervision record of {spelled(days_back(week, 7))}). "
        f"{third}. The child {child}. A higher grade asks for more than the records of these weeks can show."
    )


def _reading(rows: Rows, review: str, by: Row, grade: str, day: date) -> None:
    moderator = rows.one_of(_people_of(rows, "Moderator"))
    on = min(END, rows.later(day, 3, 10))
    rows.add(
        "readings",
        id=rows.code("G", "readings"),
        review=review,
        reader=moderator["id"],
        stage="moderation",
        read_on=on,
        overall=grade,
        rationale="Made up: read again beside the standard.",
        blind=rows.now_and_then(0.8),
    )
