"""Know, honestly, how good children's social care practice is, and act on it.

Read a year's quality assurance, moderate it, and say what stands up::

    import qaframework as qa

    year = qa.read("year.xlsx")
    report = qa.moderate(year)
    report
"""

from __future__ import annotations

from qaframework.errors import (
    DataError,
    PluginError,
    Problem,
    QaError,
    ReleaseError,
    ScaleError,
    SettingsError,
    UnknownNameError,
)
from qaframework.feedback.answers import SurveyAnswer
from qaframework.feedback.boards import BoardsView, boards
from qaframework.feedback.meetings import BOARDS, Board
from qaframework.feedback.principles import PRINCIPLES, Principle, PrincipleQuestion, PrinciplesEvidence, principles
from qaframework.feedback.quotes import QuoteCheck, check_quote
from qaframework.feedback.shares import totals_that_fit
from qaframework.feedback.survey import SurveyReading, survey
from qaframework.feedback.told_back import YouSaidWeDid, you_said_we_did
from qaframework.feedback.voice import VoicePicture, voice
from qaframework.files import add_reviews, example, from_rows, read, review_form, template, write
from qaframework.hookspecs import hookimpl
from qaframework.identifiers import identifiers_in
from qaframework.model.programme import Programme, Reviewer
from qaframework.model.records import (
    ACTIVITY_KINDS,
    CALENDAR_KINDS,
    Activity,
    Answer,
    CalendarEntry,
    Child,
    Feedback,
    Finding,
    Judgement,
    Person,
    Reading,
    Recommendation,
    Response,
    Review,
    SurveyResult,
    Update,
    Waiver,
)
from qaframework.model.templates import Domain, Prompt, ReviewTemplate, Templates, Theme
from qaframework.moderation.agreement import Agreement, agreement
from qaframework.moderation.engine import moderate
from qaframework.moderation.estimates import (
    Estimate,
    difference_interval,
    sample_size,
    sign_test,
    upper_bound_wrong,
    wilson,
)
from qaframework.moderation.packs import add_readings, write_packs
from qaframework.moderation.report import ModerationReport, RuleResult
from qaframework.moderation.rounds import RoundComparison, compare_rounds
from qaframework.moderation.sampling import SamplePlan, plan_rounds, plan_sample
from qaframework.moderation.settings import Settings, read_settings
from qaframework.moderation.severity import ReaderSeverity, Severity, severity
from qaframework.plugins import FailedPlugin, Plugin, Plugins, load_plugins
from qaframework.rules import (
    Context,
    Flag,
    Message,
    Messages,
    NotApplicable,
    Rule,
    flag,
    not_applicable,
    rule,
)
from qaframework.scales import Alias, Crosswalk, Grade, GradingScale, Level, Missing
from qaframework.smart.check import check_smart
from qaframework.smart.result import SmartAction, SmartPart, SmartResult
from qaframework.working_days import is_working_day, working_days_after, working_days_between

__all__ = [
    "ACTIVITY_KINDS",
    "Activity",
    "Agreement",
    "Alias",
    "Answer",
    "BOARDS",
    "Board",
    "BoardsView",
    "CALENDAR_KINDS",
    "CalendarEntry",
    "Child",
    "Context",
    "Crosswalk",
    "DataError",
    "Domain",
    "Estimate",
    "FailedPlugin",
    "Feedback",
    "Finding",
    "Flag",
    "Grade",
    "GradingScale",
    "Judgement",
    "Level",
    "Message",
    "Messages",
    "Missing",
    "ModerationReport",
    "NotApplicable",
    "PRINCIPLES",
    "Person",
    "Plugin",
    "PluginError",
    "Plugins",
    "Principle",
    "PrincipleQuestion",
    "PrinciplesEvidence",
    "Problem",
    "Programme",
    "Prompt",
    "QaError",
    "QuoteCheck",
    "ReaderSeverity",
    "Reading",
    "Recommendation",
    "ReleaseError",
    "Response",
    "Review",
    "ReviewTemplate",
    "Reviewer",
    "RoundComparison",
    "Rule",
    "RuleResult",
    "SamplePlan",
    "ScaleError",
    "Settings",
    "SettingsError",
    "Severity",
    "SmartAction",
    "SmartPart",
    "SmartResult",
    "SurveyAnswer",
    "SurveyReading",
    "SurveyResult",
    "Templates",
    "Theme",
    "UnknownNameError",
    "Update",
    "VoicePicture",
    "Waiver",
    "YouSaidWeDid",
    "add_readings",
    "add_reviews",
    "agreement",
    "boards",
    "check_quote",
    "check_smart",
    "compare_rounds",
    "difference_interval",
    "example",
    "flag",
    "from_rows",
    "hookimpl",
    "identifiers_in",
    "is_working_day",
    "load_plugins",
    "moderate",
    "not_applicable",
    "plan_rounds",
    "plan_sample",
    "principles",
    "read",
    "read_settings",
    "review_form",
    "rule",
    "sample_size",
    "severity",
    "sign_test",
    "survey",
    "template",
    "totals_that_fit",
    "upper_bound_wrong",
    "voice",
    "wilson",
    "working_days_after",
    "working_days_between",
    "write",
    "write_packs",
    "you_said_we_did",
]


def __dir__() -> list[str]:
    return __all__
