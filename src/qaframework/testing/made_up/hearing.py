"""What children and families said over three years of surveys, at other points, and what came of it."""

from __future__ import annotations

from datetime import date, timedelta

from qaframework.testing.made_up.rows import END, START, THEMES, Rows
from qaframework.working_days import working_days_after

QUESTIONS = (
    ("I can reach my worker when I need to", "rel"),
    ("I am happy with where I live", "acc"),
    ("My education is good or very good", "edu"),
    ("I feel safe where I live", "plc"),
)
REWORDED = {2022: {"My education is good or very good": "School or college goes well for me"}}
"""Questions that were put in other words from a year on."""
GROUPS = (("children in care", 0.5), ("care leavers", 0.4), ("parents", 0.8))
ANSWERS = (
    ("did", "A second adviser started, and each young person has the number on one page.", None),
    ("doing", "The pathway is being put on one page with those who use it.", None),
    ("could_not", None, "Few homes are let in a year; help with travel is there meanwhile."),
)


def hear(rows: Rows, reviews: int) -> None:
    """Add surveys of three years, feedback at other points, the answers to it, and meetings of boards."""
    likely = {question: rows.random.uniform(0.6, 0.9) for question, _ in QUESTIONS}
    for year in (2021, 2022, 2023):
        _survey(rows, year, reviews, likely)
    _feedback(rows, max(6, reviews // 2))
    for number in range(max(3, reviews // 30)):
        _response(rows, number)
    for quarter in range(4):
        day = working_days_after(START + timedelta(days=80 + quarter * 88), 1)
        held = {"held_on": day} if quarter != 1 and day <= END else {}
        rows.plan("board", "Achieving Excellence Board", day, **held)


def _survey(rows: Rows, year: int, reviews: int, likely: dict[str, float]) -> None:
    name = f"SV-{year}"
    title, start, end = "Annual survey", date(year, 7, 3), date(year, 7, 28)
    asked_about = "; ".join(theme for _, theme in QUESTIONS)
    rows.hold(name, "survey", f"{title} {year}", start, end, external=True, asked=asked_about)
    if year == START.year:
        rows.plan("survey", title, start, activity=name)
    words: dict[str, str] = {}
    for since, changes in REWORDED.items():
        words |= changes if year >= since else {}
    for group, share in GROUPS:
        asked = max(3, round(reviews * share))
        everybody = round(asked * rows.random.uniform(0.4, 0.7))
        for question, theme in QUESTIONS:
            answered = max(1, everybody - rows.random.randint(0, 2))
            yes = sum(rows.now_and_then(likely[question]) for _ in range(answered))
            rows.add(
                "survey_results",
                activity=name,
                group=group,
                question=words.get(question, question),
                share=round(yes / answered, 2),
                positive=yes,
                answered=answered,
                asked_of=asked,
                theme=theme,
            )
    for theme, direction in (("rel", "strength"), ("acc", "concern")):
        rows.find(name, direction, theme, voice="care leavers")


def _feedback(rows: Rows, count: int) -> None:
    rows.hold("FB-01", "feedback", "Forms and talks of the year", START, END)
    for _ in range(count):
        heard = rows.one_of(("obtained", "sought", "declined", "unsafe", "not_sought"), (50, 25, 10, 5, 10))
        said = heard == "obtained"
        rows.add(
            "feedback",
            id=rows.code("V", "feedback"),
            activity="FB-01",
            on=min(END, rows.later(START, 1, 245)),
            point=rows.one_of(("closure", "review_meeting", "conference", "plan")),
            who=rows.one_of(("child", "parent", "care_leaver")),
            heard=heard,
            child=rows.one_of(rows.tables["children"])["id"] if rows.now_and_then(0.7) else None,
            theme=rows.one_of(THEMES) if said else None,
            direction=rows.one_of(("strength", "concern", "mixed")) if said else None,
            note="Court that week." if heard in ("unsafe", "not_sought") else None,
        )


def _response(rows: Rows, number: int) -> None:
    outcome, did, because = ANSWERS[number % len(ANSWERS)]
    told = date(START.year, 7, 28) + timedelta(days=rows.random.randint(20, 120))
    rows.add(
        "responses",
        id=rows.code("Y", "responses"),
        activity=f"SV-{START.year}",
        theme=QUESTIONS[number % len(QUESTIONS)][1],
        said="Many of us wait, and do not know where we stand.",
        outcome=outcome,
        did=did,
        because=because,
        told_back_on=told if rows.now_and_then(0.85) else None,
        channel="letter",
    )
