"""The five parts, the prompts, the fields, and what is not judged."""

from __future__ import annotations

from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import qaframework as qa
from qaframework import Recommendation, check_smart, flag, hookimpl, load_plugins, rule

TODAY = date(2024, 2, 12)
SOUND = (
    "Team manager to hold a planning meeting with the school and the foster carer by 15 March 2024, so that the child "
    "has one plan in both places."
)


def words_of(result, part):
    span = getattr(result, part).span
    return result.text[slice(*span)]


def record(text, **fields):
    return Recommendation(id="REC1", text=text, level="child", source="R1", raised_on=TODAY, **fields)


def test_a_sound_recommendation_has_every_part_each_with_the_words_it_rests_on():
    result = check_smart(SOUND)
    assert result.missing == ()
    assert not result.nebulous
    assert words_of(result, "assignable") == "Team manager"
    assert words_of(result, "specific").startswith("hold a planning meeting")
    assert words_of(result, "time_bound") == "by 15 March 2024"
    assert words_of(result, "relevant").startswith("so that the child has one plan")
    assert result.due == date(2024, 3, 15)
    assert all(part.prompt == "" and part.why for part in result.parts.values())


@pytest.mark.parametrize(
    "text",
    [
        "Continue to keep an eye on things.",
        "Explore respite for the family.",
        "Improve recording across the team.",
        "The consistency of supervision.",
        "Ensure that planning is robust.",
        "Strengthen and embed the approach to risk.",
        "The grandmother should be encouraged.",
        "Ongoing work with the school.",
        "Good practice to be celebrated widely.",
    ],
)
def test_what_nobody_could_see_being_done_is_nebulous(text):
    result = check_smart(text)
    assert {"specific", "measurable"} <= set(result.missing)
    assert result.nebulous


@pytest.mark.parametrize(
    "text",
    [
        "Ensure that every child in care has a health passport.",
        "Ensure that all strategy meetings are minuted and the minutes sent to each agency.",
        "The chronology to be completed and shared with the conference chair.",
        "Do not close the case until the referral has been accepted; record the decision.",
        "Put in place a protocol for missing children.",
        "PA to apply for a bus pass with the young person.",
        "Team meetings to be fortnightly.",
        "Dates for each action to be written into the plan.",
        "Could the genogram be added to the file.",
        "Could you please add a case note.",
        "It might be useful for the worker to draw a genogram with Gran.",
        "That foster carers be given a written guide.",
        "Record who was present at the visit.",
        "Social worker not to rely on the old genogram but to draw a new one with grandmother.",
    ],
)
def test_what_leaves_something_to_look_at_is_specific_and_measurable(text):
    assert not {"specific", "measurable"} & set(check_smart(text).missing)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The Council will write to the family.", "Council"),
        ("Independent reviewing officer to check the plan.", "Independent reviewing officer"),
        ("In supervision, the practice supervisor and worker to draw a genogram.", "supervisor"),
        ("The plan to be signed off by the head of service.", "head of service"),
        ("Ensure that team managers record every decision.", "managers"),
        ("Leaders across the partnership should publish the waiting times.", "partnership"),
        ("Ask the virtual school to hold a PEP meeting.", "virtual school"),
        ("Family support worker to visit twice a week.", "worker"),
        ("SW to update the chronology.", "SW"),
        ("The grandparents' supervising social worker to read the diary.", "supervising social worker"),
        ("All agency staff will sign the code.", "agency staff"),
        ("The practice will write to each family.", "practice"),
        ("The committee recommends that the Cabinet Member presents a report.", "Cabinet Member"),
        ("Social workers who will be leaving should update their files.", "Social workers"),
    ],
)
def test_who_is_to_act_is_found(text, who):
    result = check_smart(text)
    assert result.assignable.met
    assert who.lower() in words_of(result, "assignable").lower()


@pytest.mark.parametrize(
    "text",
    [
        "We will write to the family.",
        "Leaders should publish the waiting times.",
        "The service must record every decision.",
        "Support for social workers needs to improve.",
        "Send the plan to the team manager.",
        "Decisions should not be made by social workers alone.",
        "Update the chronology.",
        "Nurses should be reminded of the policy.",
        "Heads, including those in academies, should reduce exclusions.",
        "Copy the letter to the school, as they are the ones who will pick her up.",
        "The practice will improve.",
    ],
)
def test_who_only_receives_it_or_is_nobody_in_particular_is_not_who_acts(text):
    assert "assignable" in check_smart(text).missing


@pytest.mark.parametrize(
    "text",
    [
        "Write a safety plan so that the carers know what to do.",
        "Write a safety plan because three episodes were missed.",
        "Write a safety plan in order to keep him safe.",
        "Hold monthly panels to prevent drift.",
        "Visits were missed in the autumn; write down why.",
        "Pay the family £200 for the uncertainty this caused.",
        "We could not find a chronology. Chronology to be started.",
        "Following his missing episodes in May, hold a strategy meeting.",
        "Meet Gran to get a clearer picture of family life.",
    ],
)
def test_what_it_is_for_or_answers_is_found(text):
    assert check_smart(text).relevant.met


@pytest.mark.parametrize(
    "text",
    [
        "Write a safety plan.",
        "Take action to ensure that visits are recorded.",
        "The worker should try to build trust with her.",
    ],
)
def test_the_act_itself_is_no_purpose(text):
    assert "relevant" in check_smart(text).missing


def test_each_missing_part_has_a_question_and_a_stem_made_of_the_sentence():
    result = check_smart("Explore other options for Mum's mornings.")
    assert set(result.missing) == set(result.parts)
    for part in result.parts.values():
        assert "?" in part.prompt
        assert "options for Mum's mornings" in part.prompt
    assert "to [write, hold, visit ...] other options for Mum's mornings" in result.specific.prompt
    assert "to explore other options" in result.assignable.prompt


def test_several_actions_are_found_and_each_gets_a_recommendation_of_its_own():
    result = check_smart(
        "Social worker to visit the father by 1 March 2024, write up his view and send it to the chair."
    )
    assert [action.verb for action in result.actions] == ["visit", "write", "send"]
    assert result.actions[0].suggestion == "Social worker to visit the father by 1 March 2024."
    assert result.actions[2].suggestion == "Social worker to send it to the chair."
    assert check_smart("Social worker to visit the father.").actions == ()


def test_curly_apostrophes_and_dashes_change_nothing():
    plain = "Social worker - with the child's carer - to write the plan before the child's next review."
    curly = plain.replace("'", "’").replace(" - ", " – ")
    one, other = check_smart(plain), check_smart(curly)
    assert [part.span for part in one.parts.values()] == [part.span for part in other.parts.values()]
    assert one.missing == other.missing


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "there is no text"),
        (" \n ", "there is no text"),
        ("12/3 ???", "there are no words in it"),
        ("Il faut mettre à jour le plan de l’enfant avant la fin du mois.", "it does not look like English"),
        ("Trzeba zaktualizować plan dziecka i wysłać go do szkoły na czas.", "it does not look like English"),
        ("Потрібно оновити план дитини", "it does not look like English"),
    ],
)
def test_what_is_no_english_text_is_not_judged_and_not_called_missing(text, reason):
    result = check_smart(text)
    assert not result.applicable
    assert result.reason == reason
    assert result.missing == ()
    assert {part.met for part in result.parts.values()} == {None}
    assert reason in str(result)


def test_anything_but_a_text_or_a_record_is_refused():
    with pytest.raises(TypeError, match="not int"):
        check_smart(7)


# Fields


def test_owner_due_date_measure_and_link_of_a_record_count():
    bare = check_smart(record("Read with the child."))
    assert {"assignable", "time_bound", "relevant"} <= set(bare.missing)
    filled = record(
        "Read with the child.", owner="Social worker", due=date(2024, 3, 15), themes=("edu",), measure="Reads."
    )
    assert not {"assignable", "time_bound", "relevant", "measurable"} & set(check_smart(filled).missing)
    assert check_smart(filled).due == date(2024, 3, 15)


def test_a_text_and_a_field_that_name_different_days_are_flagged():
    result = check_smart(record("Write to school by 31 March 2024.", due=date(2024, 5, 31)))
    assert result.flags == ("the text says 31 March 2024, the due field says 31 May 2024",)


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("by 31 March 2024", date(2024, 3, 31)),
        ("by the end of March", date(2024, 3, 28)),
        ("within six weeks", date(2024, 3, 20)),
        ("before the next review", date(2024, 5, 31)),
    ],
)
def test_a_text_and_a_field_that_agree_are_not(words, due):
    assert check_smart(record(f"Write to school {words}.", due=due)).flags == ()


def test_a_text_that_names_another_role_than_the_owner_is_flagged_and_a_code_is_not():
    text = "Social worker to write to school."
    assert check_smart(record(text, owner="Team manager")).flags == (
        "the text names one role, the owner field another",
    )
    for owner in ("Social Worker", "P7", "Allocated social worker", None):
        assert check_smart(record(text, owner=owner)).flags == ()
    assert check_smart(record("PA to ring the landlord.", owner="Personal adviser")).flags == ()


def test_an_owner_who_is_a_group_does_not_count():
    assert "assignable" in check_smart(record("Write to school.", owner="All staff")).missing


def test_a_record_counts_from_the_day_it_was_raised():
    assert check_smart(record("Reply within two weeks."), today=date(2025, 1, 1)).due == date(2024, 2, 26)


# Privacy and display


def test_the_repr_holds_no_word_of_the_text_and_what_is_shown_marks_it_without_colour():
    result = check_smart(SOUND)
    assert "planning meeting" not in repr(result)
    assert "[by 15 March 2024 = time-bound]" in str(result).replace("\n", " ")
    html = result._repr_html_()
    assert "[by 15 March 2024 <strong>= time-bound</strong>]" in html
    assert "style" not in html
    assert "SMART" in html


def test_what_is_written_in_html_is_shown_as_it_stands():
    assert "<script>" not in check_smart("Team manager to remove <script> from the plan.")._repr_html_()


@given(st.text(alphabet="abc <>&'’.,;:-–\n0123456789", max_size=80), st.sampled_from([SOUND, "Ensure plans are good."]))
def test_the_marked_text_is_the_text(extra, text):
    result = check_smart(f"{text} {extra}")
    if result.applicable:
        unmarked = "".join(words for words, _ in result._pieces())
        assert unmarked == result.text


# Plugins and words


class Village:
    """A plugin that asks for the child's own name for the plan."""

    __name__ = "village"

    @hookimpl
    def qa_smart_checks(self):
        @rule("names-the-child", severity="query", criterion="relevant", source="made up")
        def names_the_child(recommendation: Recommendation, context: qa.Context) -> qa.Messages:
            """A recommendation says which child.

            Write the child's pseudonym.
            """
            if "Child" not in recommendation.text:
                yield flag("it does not say which child", field="text")

        return [names_the_child]


class Broken(Village):
    """A plugin whose check breaks."""

    __name__ = "broken"

    @hookimpl
    def qa_smart_checks(self):
        @rule("breaks", severity="query", criterion="specific", source="made up")
        def breaks(recommendation: Recommendation, context: qa.Context) -> qa.Messages:
            """It breaks."""
            yield flag(recommendation.nothing)

        return [breaks]


def test_a_plugins_check_decides_with_the_others():
    plugins = load_plugins(Village(), allow=())
    assert check_smart(SOUND, plugins=plugins).missing == ("relevant",)
    assert "it does not say which child" in check_smart(SOUND, plugins=plugins).relevant.why
    assert check_smart(SOUND.replace("the child ", "Child 3 "), plugins=plugins).missing == ()
    assert check_smart(record(SOUND), plugins=plugins).relevant.prompt == "Write the child's pseudonym."


def test_a_check_that_breaks_is_named_and_does_not_look_like_a_pass():
    result = check_smart(SOUND, plugins=load_plugins(Broken(), allow=()))
    assert result.flags == ("broken/breaks could not be run (AttributeError); specific is judged without",)


@pytest.mark.parametrize(
    ("ignore", "part"),
    [
        ("says-what-will-be-done", "specific"),
        ("measure-given", "measurable"),
        ("owner-*", "assignable"),
        ("defaults/linked-to-a-reason", "relevant"),
        ("due-date-set", "time_bound"),
    ],
)
@pytest.mark.parametrize("given", ["Explore options.", record("Explore options.")], ids=["text", "record"])
def test_each_of_the_five_checks_can_be_left_out_by_itself(given, ignore, part):
    plugins = load_plugins(allow=())
    every, result = check_smart(given, plugins=plugins), check_smart(given, plugins=plugins, ignore=[ignore])
    assert getattr(result, part).met is None
    assert getattr(result, part).why == "its check is left out"
    assert result.missing == tuple(name for name in every.missing if name != part)
    assert result.nebulous == (part != "specific")


def test_an_authoritys_own_check_takes_the_place_of_one_that_is_left_out():
    plugins = load_plugins(Village(), allow=())
    ours = "defaults/linked-to-a-reason"
    without_purpose = "Social worker to draw a genogram with Child 3."
    assert "relevant" in check_smart(without_purpose, plugins=plugins).missing
    replaced = check_smart(without_purpose, plugins=plugins, ignore=[ours])
    assert replaced.relevant.met
    assert replaced.relevant.why == "village/names-the-child finds nothing missing"
    assert "relevant" in check_smart(SOUND, plugins=plugins, ignore=[ours]).missing


def test_a_pattern_that_fits_no_check_is_named():
    with pytest.raises(qa.UnknownNameError, match="owner-named"):
        check_smart(SOUND, ignore=["owner-nmed"])


def test_english_without_its_commonest_words_is_still_english():
    assert check_smart("Audit two files per worker per month.").applicable


def test_an_authority_extends_and_replaces_words_without_code(tmp_path, monkeypatch):
    text = "The kinship circle should unpick the history."
    assert {"specific", "assignable"} & set(check_smart(text).missing) == {"assignable"}
    (tmp_path / "qaframework.toml").write_text(
        '[smart.extend]\nnebulous_verbs = ["unpick"]\nagents = ["kinship circle"]\n', encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    result = check_smart(text)
    assert {"specific", "assignable"} & set(result.missing) == {"specific"}
    assert words_of(result, "assignable") == "kinship circle"
    (tmp_path / "other.toml").write_text('[smart.replace]\nagents = ["wizard"]\n', encoding="utf-8")
    settings = qa.read_settings(tmp_path / "other.toml")
    assert "assignable" in check_smart("Social worker to write to school.", settings=settings).missing
    assert check_smart("Wizard to write to school.", settings=settings).assignable.met


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ("[smart.extend]\nnebulus_verbs = ['x']", "did you mean 'nebulous_verbs'"),
        ("[smart.add]\nagents = ['x']", r"write \[smart.extend\] or \[smart.replace\]"),
        ("[smart.extend]\nagents = 'x'", "agents is a list of words"),
        ("[smart]\nagents = ['x']", r"write \[smart.extend\] or \[smart.replace\]"),
    ],
)
def test_words_that_are_set_wrongly_are_named(tmp_path, toml, told):
    (tmp_path / "wrong.toml").write_text(toml, encoding="utf-8")
    settings = qa.read_settings(tmp_path / "wrong.toml")
    with pytest.raises(qa.SettingsError, match=told):
        qa.moderate(qa.Programme(), settings=settings)


def test_a_moderation_reads_by_the_words_of_its_settings(tmp_path):
    (tmp_path / "own.toml").write_text('[smart.extend]\nnebulous_verbs = ["unpick"]\n', encoding="utf-8")
    year = qa.Programme(recommendations=[record("Social worker to unpick the history.", due=date(2024, 3, 1))])
    slug = "says-what-will-be-done"
    assert qa.moderate(year, select=[slug], today=TODAY, settings=qa.Settings()).flags == ()
    own = qa.read_settings(tmp_path / "own.toml")
    assert [one.record for one in qa.moderate(year, select=[slug], today=TODAY, settings=own).flags] == ["REC1"]


def test_the_longest_text_is_read_in_time_that_grows_with_it():
    long = " ".join([SOUND] * 200)
    result = check_smart(long)
    assert result.missing == ()
    assert attrs.evolve(result, text="").text == ""
