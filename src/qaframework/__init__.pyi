"""The public names, each from where it is at home. Type checkers and editors read this; so does ``__init__.py``."""

from qaframework import plots as plot
from qaframework.activities.assurance import Assurance, assurance
from qaframework.activities.calendar import QaCalendar, calendar
from qaframework.activities.observations import Observations, observations
from qaframework.activities.partners import PartnerWork, partner_work
from qaframework.activities.peers import PeerChallenges, peer_challenges
from qaframework.activities.questions import Questions, questions
from qaframework.activities.staff import staff_apart
from qaframework.activities.visits import ProviderVisits, provider_visits
from qaframework.disclosure.audit import DisclosureAudit
from qaframework.disclosure.fallbacks import Fallback
from qaframework.disclosure.ledger import ReleaseLedger
from qaframework.disclosure.policies import POLICIES, DisclosurePolicy
from qaframework.disclosure.protect import protect
from qaframework.disclosure.protected import ProtectedTable, ProtectedTables
from qaframework.disclosure.shown import Shown
from qaframework.disclosure.tables import CountTable
from qaframework.errors import (
    DataError,
    PluginError,
    Problem,
    QaError,
    ReleaseError,
    ScaleError,
    SettingsError,
    TrackerError,
    UnknownNameError,
)
from qaframework.feedback.answers import SurveyAnswer
from qaframework.feedback.boards import BoardsView, boards
from qaframework.feedback.meetings import BOARDS, Board
from qaframework.feedback.principles import PRINCIPLES, Principle, PrincipleQuestion, PrinciplesEvidence, principles
from qaframework.feedback.quotes import QuoteCheck, check_quote
from qaframework.feedback.shares import counts_that_fit, totals_that_fit
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
from qaframework.moderation.agreement import Agreement
from qaframework.moderation.comparing import ReportComparison, compare_reports
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
from qaframework.moderation.replay import Replay, RulesDiff, compare_flags, diff_rules
from qaframework.moderation.report import ModerationReport, RuleResult
from qaframework.moderation.rounds import RoundComparison, compare_rounds
from qaframework.moderation.rule_packs import RuleInForce, RulePack
from qaframework.moderation.sampling import SamplePlan, plan_rounds, plan_sample
from qaframework.moderation.settings import Settings, read_settings
from qaframework.moderation.severity import ReaderSeverity, Severity, severity
from qaframework.moderation.side_by_side import agreement
from qaframework.plugins import FailedPlugin, Plugin, Plugins, load_plugins
from qaframework.reports.audiences import Audience
from qaframework.reports.build import report
from qaframework.reports.document import Document
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
from qaframework.tracker.entries import Entry
from qaframework.tracker.escalation import Escalation, Rung
from qaframework.tracker.listing import Listing
from qaframework.tracker.meetings import NextMeeting
from qaframework.tracker.packs.changes import Changes, Conflict
from qaframework.tracker.standing import Standing, TrackerState
from qaframework.tracker.summary import TrackerSummary
from qaframework.tracker.tracker import Tracker
from qaframework.triangulation.codebook import read_codebook, write_codebook
from qaframework.triangulation.convergence import ThemeResult
from qaframework.triangulation.picture import Picture, triangulate
from qaframework.triangulation.rounds import BaseRates, base_rates
from qaframework.triangulation.suggest import SuggestedTheme, suggest_themes
from qaframework.triangulation.thresholds import Thresholds
from qaframework.working_days import is_working_day, working_days_after, working_days_between

__all__ = [
    "ACTIVITY_KINDS",
    "BOARDS",
    "CALENDAR_KINDS",
    "POLICIES",
    "PRINCIPLES",
    "Activity",
    "Agreement",
    "Alias",
    "Answer",
    "Assurance",
    "Audience",
    "BaseRates",
    "Board",
    "BoardsView",
    "CalendarEntry",
    "Changes",
    "Child",
    "Conflict",
    "Context",
    "CountTable",
    "Crosswalk",
    "DataError",
    "DisclosureAudit",
    "DisclosurePolicy",
    "Document",
    "Domain",
    "Entry",
    "Escalation",
    "Estimate",
    "FailedPlugin",
    "Fallback",
    "Feedback",
    "Finding",
    "Flag",
    "Grade",
    "GradingScale",
    "Judgement",
    "Level",
    "Listing",
    "Message",
    "Messages",
    "Missing",
    "ModerationReport",
    "NextMeeting",
    "NotApplicable",
    "Observations",
    "PartnerWork",
    "PeerChallenges",
    "Person",
    "Picture",
    "Plugin",
    "PluginError",
    "Plugins",
    "Principle",
    "PrincipleQuestion",
    "PrinciplesEvidence",
    "Problem",
    "Programme",
    "Prompt",
    "ProtectedTable",
    "ProtectedTables",
    "ProviderVisits",
    "QaCalendar",
    "QaError",
    "Questions",
    "QuoteCheck",
    "ReaderSeverity",
    "Reading",
    "Recommendation",
    "ReleaseError",
    "ReleaseLedger",
    "Replay",
    "ReportComparison",
    "Response",
    "Review",
    "ReviewTemplate",
    "Reviewer",
    "RoundComparison",
    "Rule",
    "RuleInForce",
    "RulePack",
    "RuleResult",
    "RulesDiff",
    "Rung",
    "SamplePlan",
    "ScaleError",
    "Settings",
    "SettingsError",
    "Severity",
    "Shown",
    "SmartAction",
    "SmartPart",
    "SmartResult",
    "Standing",
    "SuggestedTheme",
    "SurveyAnswer",
    "SurveyReading",
    "SurveyResult",
    "Templates",
    "Theme",
    "ThemeResult",
    "Thresholds",
    "Tracker",
    "TrackerError",
    "TrackerState",
    "TrackerSummary",
    "UnknownNameError",
    "Update",
    "VoicePicture",
    "Waiver",
    "YouSaidWeDid",
    "add_readings",
    "add_reviews",
    "agreement",
    "assurance",
    "base_rates",
    "boards",
    "calendar",
    "check_quote",
    "check_smart",
    "compare_flags",
    "compare_reports",
    "compare_rounds",
    "counts_that_fit",
    "diff_rules",
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
    "observations",
    "partner_work",
    "peer_challenges",
    "plan_rounds",
    "plan_sample",
    "plot",
    "principles",
    "protect",
    "provider_visits",
    "questions",
    "read",
    "read_codebook",
    "read_settings",
    "report",
    "review_form",
    "rule",
    "sample_size",
    "severity",
    "sign_test",
    "staff_apart",
    "suggest_themes",
    "survey",
    "template",
    "totals_that_fit",
    "triangulate",
    "upper_bound_wrong",
    "voice",
    "wilson",
    "working_days_after",
    "working_days_between",
    "write",
    "write_codebook",
    "write_packs",
    "you_said_we_did",
]
