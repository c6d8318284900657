"""What is looked at beside reviews of children: observations, visits to providers, audits with partners, peers."""

from __future__ import annotations

from datetime import timedelta

from qaframework.testing.made_up.rows import END, OFSTED, START, THEMES, Rows

AGENCIES = ("Police", "Health visiting", "School", "Housing")
EVENTS = ("home_visit", "review_meeting", "direct_work", "supervision")


def work(rows: Rows, observations: int, visits: int, audits: int, challenges: int) -> None:
    """Add every activity that is no round of reviews of children."""
    if observations:
        _observations(rows, observations)
    if visits:
        _visits(rows, visits)
    for number in range(audits):
        _audit(rows, number, audits)
    for number in range(challenges):
        _challenge(rows, number, challenges)


def _observations(rows: Rows, count: int) -> None:
    start = START + timedelta(days=70)
    end = start + timedelta(days=4)
    title, template = "Observation week", "practice-observation"
    rows.hold("OBS-01", "observation", title, start, end, reached=count, scale="ungraded", template=template)
    rows.plan("observation", title, start, activity="OBS-01", size=count)
    workers = [str(one["id"]) for one in rows.tables["people"] if one["role"] == "Social worker"]
    for number in range(count):
        day = start + timedelta(days=number % 5)
        rows.add(
            "reviews",
            id=rows.code("R", "reviews"),
            activity="OBS-01",
            subject=f"EVENT-{number + 1:03}",
            event=rows.one_of(EVENTS),
            worker=workers[number % len(workers)],
            reviewer=rows.one_of(("A2", "A3", "M1")),
            completed_on=day,
            discussed_on=rows.later(day, 0, 4) if rows.now_and_then(0.9) else None,
            overall="not graded",
            rationale="Made up: calm, clear and kind; the child was asked first.",
            child_voice=rows.one_of(("obtained", "not_sought", "declined"), (6, 2, 1)),
            family_voice=rows.one_of(("obtained", "sought", "not_sought"), (6, 2, 1)),
        )
    for direction in ("strength", "strength", "concern"):
        rows.find("OBS-01", direction)


def _visits(rows: Rows, count: int) -> None:
    title = "Visits to providers of care"
    rows.hold("PV-01", "provider_visit", title, START, END, scale="ofsted-2018", template="provider-visit")
    cared_for = [str(one["id"]) for one in rows.tables["children"] if one["status"] in ("looked_after", "care_leaver")]
    for number in range(count):
        day = rows.later(START + timedelta(days=number * 330 // count), 3, 8)
        name, level = rows.code("R", "reviews"), rows.level()
        rows.plan("provider_visit", "Visit to a provider", day - timedelta(days=3), held_on=day)
        reported = rows.later(day, 5, 24)
        agreed = rows.later(reported, 2, 12)
        lives_here = rows.random.sample(cared_for, min(len(cared_for), rows.random.randint(1, 4)))
        rows.add(
            "reviews",
            id=name,
            activity="PV-01",
            subject=f"PROVIDER-{number % max(1, count * 2 // 3) + 1:02}",
            reviewer="QA1",
            completed_on=day,
            overall=OFSTED[level],
            rationale="Made up: the home is warm and the young people know who is on shift.",
            children="; ".join(lives_here) if lives_here and rows.now_and_then(0.95) else None,
            child_voice=rows.one_of(("obtained", "declined"), (5, 1)),
            reported_on=reported if reported <= END else None,
            agreed_on=agreed if agreed <= END and rows.now_and_then(0.9) else None,
            escalated_on=day if level == 0 else None,
            **{f"domain.{code}": OFSTED[rows.nearly(level)] for code in ("HOME", "STAFF", "HEARD", "OWN_CHILD")},
            **{"domain.SAFE": OFSTED[max(level, 1) if level else 0]},
        )
        if level < 2:
            text = (
                "Registered manager to go through the house rules with the young people by {day} and note what changes."
            )
            on, owner = min(END, reported), "Registered manager"
            rows.recommend(name, on, text, "service", "com", owner=owner, organisation="the provider")


def _audit(rows: Rows, number: int, audits: int) -> None:
    day = rows.later(START + timedelta(days=30 + number * 300 // audits), 0, 5)
    name = f"MACA-{number + 1:02}"
    kind, title = "multi_agency_audit", f"Audit with partners {number + 1}"
    rows.hold(name, kind, title, day, day, scale="ofsted-2018", template="multi-agency-audit")
    rows.plan(kind, title, day, activity=name)
    children = rows.random.sample(rows.tables["children"], min(3, len(rows.tables["children"])))
    cases: list[dict[str, object]] = [{"child": one["id"]} for one in children]
    cases += [{"subject": f"OTHER-{name}-{place}"} for place in (1, 2)]
    for case in cases:
        for agency in rows.random.sample(AGENCIES, 3):
            level = rows.level()
            rows.add(
                "reviews",
                id=rows.code("R", "reviews"),
                activity=name,
                reviewer="M1",
                agency=agency,
                completed_on=day,
                overall=OFSTED[level],
                rationale="Made up: what the agency knew and what it did with it.",
                **{f"domain.{code}": OFSTED[rows.nearly(level)] for code in ("KNOWN", "DID", "HEARD")},
                **case,
            )
    for relevant in (True, False):
        found = rows.find(name, "concern", relevant=relevant)
        text = "Head of service to agree with the partners by {day} who tells the school what was decided."
        whose, owner = None if relevant else rows.one_of(AGENCIES), "Head of service"
        rows.recommend(found, day, text, "service", "mag", owner=owner, relevant=relevant, organisation=whose)


def _challenge(rows: Rows, number: int, challenges: int) -> None:
    day = rows.later(START + timedelta(days=60 + number * 240 // challenges), 0, 5)
    name = f"PC-{number + 1:02}"
    kind, title, shown = "peer_challenge", f"Peer challenge {number + 1}", "; ".join(rows.random.sample(THEMES, 2))
    rows.hold(name, kind, title, day, day + timedelta(days=2), external=True, asked=shown)
    rows.plan(kind, title, day, activity=name)
    rows.find(name, "strength")
    for answered in (True, False):
        found = rows.find(name, "concern")
        if answered:
            text, owner = "Head of service to bring an answer to the board by {day}.", "Head of service"
            rows.recommend(found, day, text, "service", "gov", owner=owner)
