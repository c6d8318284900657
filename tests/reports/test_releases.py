"""Everything that people outside ever get of one year, read by a machine and put together: what can it work out?

The outsider reads pages, not the library's values: cells, sentences, the words of pictures. It knows what anybody
knows, that grades add up to a round, rounds to a quarter and quarters to a year, that a theme is a part of the whole,
and solves for what is hidden. Every figure of a page has to be one that it understands, so that none escapes the test.
"""

import datetime
import itertools
import re

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import qaframework as qa
from qaframework.disclosure.simplex import Constraint, Program
from qaframework.reports.actions import actions_of
from qaframework.reports.blocks import Bullets, Figure, Note, Number, Paragraph, Table, plain
from qaframework.reports.wording import between

PLUGINS = qa.load_plugins(allow=())
SETTINGS = qa.Settings()
FIRST, LAST = datetime.date(2023, 4, 1), datetime.date(2024, 3, 31)
QUARTERS = [
    (datetime.date(2023, 4, 1), datetime.date(2023, 6, 30)),
    (datetime.date(2023, 7, 1), datetime.date(2023, 9, 30)),
    (datetime.date(2023, 10, 1), datetime.date(2023, 12, 31)),
    (datetime.date(2024, 1, 1), datetime.date(2024, 3, 31)),
]
YEAR = (FIRST, LAST)
GRADES = ["Outstanding", "Good", "Requires improvement to be good", "Inadequate", "Not graded"]
STATES = {
    "Heard": "obtained",
    "Asked, no answer": "sought",
    "Asked, declined": "declined",
    "Not safe to ask": "unsafe",
    "Not asked": "not_sought",
    "Not recorded": None,
}
AGAIN = ("same", "other", "once")
STANDING = ("error", "clean")
ASKED = {"grade": GRADES, "child": [*STATES], "family": [*STATES], "again": AGAIN}
"""What is asked of every review, with the answers in words."""
STAGES = {
    "Not begun": None,
    "In progress": "in_progress",
    "Blocked": "blocked",
    "Action complete, not yet evidenced": "action_complete",
}
OTHER_STAGES = (
    "Evidenced, impact not yet confirmed",
    "Impact confirmed",
    "Closed, impact stated and not confirmed",
    "Closed, nothing said of impact",
    "Moved to another plan",
    "Ended without the action",
)
OPEN = ("Not begun", "In progress", "Blocked")
LATENESS = ("Overdue", "Not yet due", "No date set")
THEME = "rsk"


def day(number):
    """Return the day of a round: one in each quarter, then again."""
    return datetime.date(2023, 4, 20) + datetime.timedelta(days=91 * (number % 4) + number // 4)


def made_up(rounds, survey=(), recommendations=()):
    """Return a year of rounds, each a list of reviews: (grade, child's voice, family's voice, second reading)."""
    activities, reviews, readings = [], [], []
    for number, held in enumerate(rounds):
        name, on = f"PR-{number}", day(number).isoformat()
        activities.append({"id": name, "kind": "practice_reviews", "title": name, "start": on, "end": on})
        for place, (grade, child, family, again) in enumerate(held):
            code = f"{name}-{place}"
            reviews.append(
                {
                    "id": code,
                    "activity": name,
                    "child": f"K{number}x{place}",
                    "reviewer": "P1",
                    "completed_on": on,
                    "overall": "not graded" if grade == "Not graded" else grade,
                    "child_voice": STATES[child],
                    "family_voice": STATES[family],
                    "rationale": "Made up.",
                }
            )
            if again != "once":
                other = grade if again == "same" else GRADES[(GRADES.index(grade) + 1) % 4]
                about = {"id": f"RD-{code}", "review": code, "reader": "P2", "stage": "moderation", "read_on": on}
                readings.append(about | {"overall": other, "blind": True})
    answers = []
    for number, (positive, answered) in enumerate(survey):
        answer = {"activity": "SV", "group": f"group {number}", "question": "Made up?", "share": positive / answered}
        answers.append(answer | {"positive": positive, "answered": answered})
    if answers:
        activities.append({"id": "SV", "kind": "survey", "title": "SV", "start": "2023-07-03", "end": "2023-07-31"})
    told, updates = [], []
    for number, (about, stage, due) in enumerate(recommendations):
        code = f"REC-{number}"
        one = {"id": code, "text": "Made up.", "level": "child", "source": "PR-0-0", "raised_on": "2023-04-25"}
        told.append(one | {"themes": [THEME] if about else [], "due": due})
        if STAGES[stage]:
            update = {"recommendation": code, "on": "2023-05-20", "by": "P1", "note": "Made up."}
            updates.append(update | {"status": STAGES[stage]})
    return qa.from_rows(
        plugins=PLUGINS,
        scale="ofsted-2018",
        activities=activities,
        reviews=reviews,
        readings=readings,
        survey_results=answers,
        recommendations=told,
        updates=updates,
        people=[{"id": "P1", "role": "Reviewer"}, {"id": "P2", "role": "Moderator"}],
    )


class Truth:
    """What is true of a year, as sums of what the outsider does not know.

    Its rounds hold for each review (grade, child's voice, family's voice, second reading); its recommendations are
    (about the theme, stage, due).
    """

    def __init__(self, year, ends, grades, rounds, survey, recommendations):
        self.year, self.ends, self.grades, self.rounds = year, ends, grades, rounds
        self.survey, self.recommendations = survey, recommendations

    @classmethod
    def made_up(cls, rounds, survey, recommendations):
        year = made_up(rounds, survey, recommendations)
        return cls(year, [day(number) for number in range(len(rounds))], GRADES, rounds, survey, recommendations)

    @classmethod
    def of_the_example(cls):
        year = qa.example("city-of-london-2023-24", plugins=PLUGINS)
        held = [one for one in year.activities if one.kind == "practice_reviews"]
        words = {code: word for word, code in STATES.items()}
        rounds = []
        for one in held:
            read = qa.agreement(year, activity=one.id).files
            of_round = [review for review in year.reviews if review.activity == one.id]
            rounds.append(
                [
                    (
                        str(review.overall).capitalize() if review.grade is None else review.grade.label,
                        words[review.child_voice],
                        words[review.family_voice],
                        AGAIN[len(set(read[review.id].values())) - 1] if len(read.get(review.id, ())) > 1 else "once",
                    )
                    for review in of_round
                ]
            )
        grades = list(dict.fromkeys([*GRADES, *(review[0] for reviews_ in rounds for review in reviews_), "Excellent"]))
        followed_up = [
            (THEME in one.themes, one.stage, one.due and one.due.isoformat())
            for one in actions_of(year, LAST)
            if one.level == "child"
        ]
        return cls(year, [one.end for one in held], grades, rounds, [], followed_up)

    def ended(self, period):
        return [number for number, end in enumerate(self.ends) if period[0] <= end <= period[1]]

    def asked(self, question):
        return self.grades if question == "grade" else ASKED[question]

    def reviews(self, question, held, answers):
        """Return how many reviews of some rounds have one of some answers."""
        place = [*ASKED].index(question)
        return sum(review[place] in answers for number in held for review in self.rounds[number])

    def followed(self, on, abouts, stages, lateness):
        return sum(
            bool(about) in abouts and stage in stages and late(stage, due, on) in lateness
            for about, stage, due in self.recommendations
        )

    def secrets(self, days):
        """Yield every sum of which a small number may not come out: what is summed, and the true number."""
        periods = [(number,) for number in range(len(self.rounds))]
        periods += [tuple(self.ended(period)) for period in (*QUARTERS, YEAR)]
        periods += [tuple(sorted({*periods[-1]} - {*one})) for one in periods[:-1]]
        for held in dict.fromkeys(filter(None, periods)):
            for question in ASKED:
                answers = self.asked(question)
                several = [(answer,) for answer in answers] + [tuple(answers)]
                several += [tuple(other for other in answers if other != answer) for answer in answers]
                for some in several:
                    yield reviews(question, held, some), self.reviews(question, held, some)
        for number, (yes, answered) in enumerate(self.survey):
            yield {("survey", number, "yes"): 1}, yes
            yield {("survey", number, "no"): 1}, answered - yes
            yield {("survey", number, "yes"): 1, ("survey", number, "no"): 1}, answered
        every = (*STAGES, *OTHER_STAGES)
        for on, abouts in itertools.product(days, [(True, False), (True,), (False,)]):
            several = [(stage,) for stage in every] + [tuple(one for one in every if one != stage) for stage in every]
            for stages in (*several, every, OPEN):
                told = followed(on, abouts, stages, (*LATENESS, "-"))
                yield told, self.followed(on, abouts, stages, (*LATENESS, "-"))
            for one in LATENESS:
                yield followed(on, abouts, OPEN, (one,)), self.followed(on, abouts, OPEN, (one,))


def late(stage, due, on):
    if stage not in OPEN:
        return "-"
    return "No date set" if due is None else "Overdue" if due < on.isoformat() else "Not yet due"


def reviews(question, held, answers):
    return {(question, number, answer): 1 for number in held for answer in answers}


def followed(on, abouts, stages, lateness):
    return {
        (on, about, stage, one): 1
        for about in abouts
        for stage in stages
        for one in lateness
        if (one == "-") == (stage not in OPEN)
    }


NOT_ABOUT_PEOPLE = (
    r"activities of \w+ kinds? ended|activity of one kind ended|From \d+ activities|rules? (found|raised|had|did)",
    r"recommendations?, \w+ of them overdue|Of \d+ recommendations for the service|\d+ rules asked",
    r"Numbers from 1 to|Every number is a multiple|of \d+ domains|For \d+ of \d+ answers|This is so for \d+ of",
    r"Decide what to do|Set a date for|Name who is to do|themes rest on",
)
"""Sentences whose figures count work of the service, or the page itself."""
SILENT = ("not said", "not known", "not shown", "too few", "cannot be said")


class Outsider:
    """Somebody with every page of a year, paper, and patience."""

    def __init__(self, truth, policy):
        """Begin with nothing but what everybody knows: which rounds there were and when, and how things are graded."""
        self.count, self.grades, self.ended, self.asked = len(truth.rounds), truth.grades, truth.ended, truth.asked
        self.policy, self.told = qa.POLICIES[policy], []
        known = {one.id: one for one in truth.year.activities if one.kind == "practice_reviews"}
        self.names = {
            f"Practice reviews, {between(one.start, one.end)}": number for number, one in enumerate(known.values())
        }

    def hears(self, terms, text, zeros=False):
        """Note what a text says of a sum."""
        if text in (self.policy.symbol, self.policy.other_symbol):
            self.told.append((terms, *self.policy.open_when_hidden(text, zeros=zeros)))
        elif text not in SILENT:
            self.told.append((terms, *self.policy.open_when_shown(int(text))))

    def reads(self, document, period, on, theme=False):
        """Read a page; a figure that it does not understand is an error of this test."""
        held = self.ended(period)
        abouts = (True,) if theme else (True, False)
        for block in document.blocks:
            match block:
                case Paragraph():
                    self.sentence(block.pieces, held, on, abouts)
                case Bullets() | Note():
                    for item in block.items:
                        self.sentence(item, held, on, abouts)
                case Table():
                    self.table(block, held, on, abouts)
                case Figure():
                    self.figure(block, on, abouts)

    def sentence(self, pieces, held, on, abouts):
        text = plain(pieces)
        number = "not shown|" + re.escape(self.policy.symbol) + "|" + re.escape(self.policy.other_symbol) + r"|\d+"
        for pattern, answer in self.sentences(held, on, abouts):
            if found := re.search(pattern.replace("#", f"({number})"), text):
                for terms, told in answer(found):
                    self.hears(terms, told)
                return
        if any(isinstance(piece, Number) for piece in pieces):
            assert any(re.search(known, text, re.IGNORECASE) for known in NOT_ABOUT_PEOPLE), text

    def sentences(self, held, on, abouts):
        """Yield each sentence that tells of people, and what it tells."""
        every = reviews("grade", held, self.grades)
        error = {("moderation", on, number, "error"): 1 for number in held}
        again, same = reviews("again", held, ("same", "other")), reviews("again", held, ("same",))
        stages = followed(on, abouts, (*STAGES, *OTHER_STAGES), (*LATENESS, "-"))
        yield r"^# reviews were done|^# practice reviews were finished", lambda f: [(every, f[1] or f[2])]
        yield r"Errors stand on # of # reviews", lambda f: [(error, f[1]), (every, f[2])]
        yield r"# of # reviews were read again", lambda f: [(again, f[1]), (every, f[2])]
        yield r"^No review was read again", lambda f: [(again, "0")]
        yield r"Both readers gave the same grade to # of #", lambda f: [(same, f[1]), (again, f[2])]
        yield r"^(.*): no review was graded Inadequate.* of # reviews none", self.none_inadequate
        yield r"^# recommendations for single children", lambda f: [(stages, f[1])]
        yield r"no recommendation for a child on record", lambda f: [(stages, "0")]
        for what, one in (("Overdue: #", 0), ("None is overdue()", 0), ("Without a date .*: #", 2)):
            terms = followed(on, abouts, OPEN, (LATENESS[one],))
            yield what, lambda f, terms=terms: [(terms, f[1] or "0")]
        confirmed = followed(on, abouts, ("Impact confirmed",), ("-",))
        yield "For none of them has anybody confirmed", lambda f: [(confirmed, "0")]

    def none_inadequate(self, found):
        number = self.names[found[1]]
        return [
            (reviews("grade", [number], ["Inadequate"]), "0"),
            (reviews("grade", [number], self.grades), found[2]),
        ]

    def table(self, table, held, on, abouts):
        for row in table.rows:
            cells = {column.title: cell for column, cell in zip(table.columns, row, strict=True)}
            figures = {column.title: cells[column.title] for column in table.columns if column.number}
            if table.caption.startswith("Reviews by grade"):
                for name, cell in figures.items():
                    self.hears(reviews("grade", [self.names[name]], self.graded(row[0])), cell)
            elif table.caption.startswith("Activities"):
                if row[0] in self.names:
                    self.hears(reviews("grade", [self.names[row[0]]], self.grades), figures["Looked at"])
            elif table.caption.startswith("Reviews by whether"):
                answers = [*STATES] if row[0] == "All reviews" else [row[0]]
                self.hears(reviews("child", held, answers), figures["The child"])
                self.hears(reviews("family", held, answers), figures["The family"])
            elif table.caption == "Recommendations for children by stage":
                stages = (*STAGES, *OTHER_STAGES) if row[0] == "All" else (row[0],)
                self.hears(followed(on, abouts, stages, (*LATENESS, "-")), figures["Recommendations"])
            elif table.caption.startswith("Answers"):
                self.answer(int(cells["Group"].removeprefix("group ")), cells)
            else:
                assert not figures, table.caption

    def graded(self, label):
        """Return the grades that a label stands for."""
        groups = {"Good or better": ["Outstanding", "Excellent", "Good"], "All reviews": self.grades}
        groups["below Good"] = [one for one in self.grades if one.startswith(("Requires", "Inadequate"))]
        return groups.get(label, [label])

    def answer(self, group, cells):
        yes, no = (("survey", group, one) for one in ("yes", "no"))
        self.hears({yes: 1}, cells["Yes"], zeros=True)
        self.hears({yes: 1, no: 1}, cells["Answered"], zeros=True)
        if "%" in cells["Share"] and self.policy.round_to == 1:
            share, whole = float(cells["Share"].split("%")[0]), int(cells["Answered"])
            fits = [
                n
                for n in range(whole + 1)
                if f"{100 * n / whole:.{self.policy.percent_places}f}" == f"{share:.{self.policy.percent_places}f}"
            ]
            self.told.append(({yes: 1}, min(fits, default=0), max(fits, default=None)))

    def figure(self, figure, on, abouts):
        """Read the words of a picture: ``May: 14 (4 Good, c Inadequate); June: ...``."""
        for bar in re.sub(r"^[^.]*\. |\.$", "", figure.alt).split("; "):
            if figure.caption.startswith("Recommendations"):
                stage, _, text = bar.partition(": ")
                self.hears(followed(on, abouts, (stage,), (*LATENESS, "-")), text)
            else:
                name, total, parts = re.fullmatch(r"(.*?): (.*?)(?: \((.*)\))?", bar).groups()
                self.hears(reviews("grade", [self.names[name]], self.grades), total)
                for part in filter(None, (parts or "").split(", ")):
                    text, label = re.match(r"(fewer than 5|\S+) (.*)", part).groups()
                    self.hears(reviews("grade", [self.names[name]], self.graded(label)), text)

    def works_out(self, wanted):
        """Yield for each sum the least and the most that it can be for all that was read."""
        names = sorted({name for terms, *_ in (*self.told, *((one,) for one in wanted)) for name in terms}, key=str)
        place = {name: number for number, name in enumerate(names)}
        sums = [Constraint({place[name]: 1 for name in terms}, low, high) for terms, low, high in self.told if terms]
        for number in range(self.count):
            whole = reviews("grade", [number], self.grades)
            others = [reviews(question, [number], self.asked(question)) for question in ASKED if question != "grade"]
            dates = {name[1] for name in names if name[0] == "moderation"}
            others += [{("moderation", on, number, one): 1 for one in STANDING} for on in dates]
            for other in others:
                place |= {name: len(place) for name in (*whole, *other) if name not in place}
                terms = {place[name]: 1 for name in whole} | {place[name]: -1 for name in other}
                sums.append(Constraint(terms, 0, 0))
        program = Program([(0, None)] * len(place), sums)
        for terms in wanted:
            objective = {place[name]: 1 for name in terms}
            yield program.smallest(objective), program.largest(objective)

    def finds(self, secrets):
        """Return the small numbers that come out, or come within the policy's bounds."""
        small = [(terms, true) for terms, true in secrets if self.policy.is_small(true)]
        found = []
        for (terms, true), (low, high) in zip(small, self.works_out([terms for terms, _ in small]), strict=True):
            assert low.value <= true
            assert high.value is None or true <= high.value
            most, values = self.policy.most, self.policy.most
            if self.policy.round_to > 1:
                most, values = true, min(self.policy.round_to, self.policy.most)
            if not (low.proven and high.proven) or (
                high.value is not None and high.value < max(most, low.value + values - 1)
            ):
                found.append((sorted(terms, key=str), true, low.value, high.value))
        return found


def published(year, audience, kind, period, on, **others):
    theme = THEME if kind == "theme" else None
    return qa.report(
        year,
        kind,
        audience=audience,
        period=period,
        today=on,
        theme=theme,
        plugins=PLUGINS,
        settings=SETTINGS,
        **others,
    )


def leaks(truth, releases, policy="dfe", ledger=None):
    """Return what the outsider finds after every release, published one after another."""
    outsider = Outsider(truth, policy)
    for audience, kind, period, on in releases:
        document = published(truth.year, audience, kind, period, on, policy=policy, ledger=ledger)
        document.record()
        assert document.numbers.exposed == ()
        outsider.reads(document, period, on, theme=kind == "theme")
    return outsider.finds(truth.secrets(sorted({on for *_, on in releases})))


KINDS = ("quarterly", "annual", "moderation", "theme", "monthly", "you-said-we-did")
PERIODS = [*QUARTERS, YEAR]
EVERYTHING = [
    *(("board", "quarterly", quarter, quarter[1]) for quarter in QUARTERS),
    ("public", "annual", YEAR, LAST),
    ("peer", "moderation", YEAR, LAST),
    ("board", "theme", YEAR, LAST),
    *(("public", "quarterly", quarter, LAST) for quarter in QUARTERS),
    ("board", "monthly", (datetime.date(2024, 3, 1), LAST), LAST),
]

REVIEW = st.tuples(
    st.sampled_from(GRADES[:4]) | st.sampled_from(["Good", "Not graded"]),
    st.sampled_from(["Heard", "Heard", "Heard", *STATES]),
    st.sampled_from(["Heard", *STATES]),
    st.sampled_from(AGAIN),
).map(lambda one: (*one[:3], "once") if one[0] == "Not graded" else one)
ROUNDS = st.lists(st.lists(REVIEW, min_size=2, max_size=20), min_size=2, max_size=4)
SURVEYS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 40)).map(sorted).map(tuple), max_size=2)
DUE = st.sampled_from([None, "2023-06-01", "2024-03-01", "2024-09-01"])
FOLLOWED = st.lists(st.tuples(st.booleans(), st.sampled_from([*STAGES]), DUE), max_size=30)
YEARS = st.builds(Truth.made_up, ROUNDS, SURVEYS, FOLLOWED)
QUICK = settings(
    max_examples=4,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
"""A year is attacked in seconds, and a smaller one that fails as well would tell no more."""


@QUICK
@given(truth=YEARS, releases=st.permutations(EVERYTHING), policy=st.sampled_from(["dfe", "fewer-than-5", "nhs"]))
def test_whatever_is_published_in_whatever_order_no_small_number_comes_out(truth, releases, policy, tmp_path_factory):
    ledger = tmp_path_factory.mktemp("ledger") / "releases.jsonl"
    assert leaks(truth, releases[:5], policy, ledger) == []


def test_nothing_comes_out_of_all_that_is_published_of_the_example(tmp_path):
    truth = Truth.of_the_example()
    releases = [(audience, kind, period, LAST) for audience, kind, period, _ in EVERYTHING]
    assert leaks(truth, releases, ledger=tmp_path / "releases.jsonl") == []


HEARD, SILENT_CHILD = ("Good", "Heard", "Heard", "once"), ("Good", "Not asked", "Heard", "once")
THREE_SHOWN_ONE_HIDDEN = [
    [*[HEARD] * 10, *[SILENT_CHILD] * 8],
    [*[HEARD] * 10, *[SILENT_CHILD] * 8],
    [*[HEARD] * 10, *[SILENT_CHILD] * 8],
    [*[HEARD] * 14, *[SILENT_CHILD] * 3],
]
BY_QUARTER_AND_YEAR = [*(("public", "quarterly", one, LAST) for one in QUARTERS), ("public", "annual", YEAR, LAST)]


def test_the_outsider_finds_a_quarter_that_is_the_year_less_the_others_where_no_ledger_is_kept():
    truth = Truth.made_up(THREE_SHOWN_ONE_HIDDEN, (), ())
    found = leaks(truth, BY_QUARTER_AND_YEAR)
    assert ([("child", 3, "Not asked")], 3, 3, 3) in found


def test_with_a_ledger_the_year_hides_what_would_give_the_quarter_away(tmp_path):
    truth = Truth.made_up(THREE_SHOWN_ONE_HIDDEN, (), ())
    assert leaks(truth, BY_QUARTER_AND_YEAR, ledger=tmp_path / "releases.jsonl") == []
    assert leaks(truth, BY_QUARTER_AND_YEAR[::-1], ledger=tmp_path / "backwards.jsonl") == []


def test_a_theme_page_does_not_give_away_the_few_that_are_about_something_else(tmp_path):
    followed_up = [*[(True, "In progress", None)] * 10, *[(False, "In progress", None)] * 3]
    truth = Truth.made_up(THREE_SHOWN_ONE_HIDDEN[:2], (), followed_up)
    releases = [("public", "quarterly", QUARTERS[3], LAST), ("public", "theme", YEAR, LAST)]
    assert leaks(truth, releases) != []
    assert leaks(truth, releases, ledger=tmp_path / "releases.jsonl") == []
    assert leaks(truth, releases[::-1], ledger=tmp_path / "backwards.jsonl") == []


def test_a_table_whose_symbols_would_say_too_much_is_left_out_and_the_page_says_so(tmp_path):
    """That six were not heard is known from the year; four symbols and a zero would say of each that it is 1 to 3."""
    few = ["Asked, no answer"] * 3 + ["Not safe to ask", "Not asked", "Not recorded"]
    many = [state for state in STATES if state != "Heard"] * 6
    rounds = [
        [*[HEARD] * heard, *[("Good", state, "Heard", "once") for state in states]]
        for heard, states in ((16, few), (20, many))
    ]
    truth = Truth.made_up(rounds, (), ())
    releases = [("public", "annual", YEAR, LAST), *(("public", "quarterly", one, LAST) for one in QUARTERS[1::-1])]
    ledger = tmp_path / "releases.jsonl"
    assert leaks(truth, releases, ledger=ledger) == []
    page = published(truth.year, *releases[-1], ledger=ledger).markdown()
    assert "| Heard | not shown | 22 |" in page
    assert "not shown: even which of these numbers are 0 would say too much" in page


def test_a_page_of_which_a_figure_is_not_understood_fails_this_test():
    truth = Truth.made_up(THREE_SHOWN_ONE_HIDDEN, (), ())
    with pytest.raises(AssertionError, match="something new"):
        Outsider(truth, "dfe").sentence(["something new: ", Number("7", "reviews")], [0], LAST, (True,))
