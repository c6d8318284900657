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
    ScaleError,
    SettingsError,
    UnknownNameError,
)
from qaframework.files import example, from_rows, read, template, write
from qaframework.hookspecs import hookimpl
from qaframework.identifiers import identifiers_in
from qaframework.model.programme import Programme, Reviewer
from qaframework.model.records import (
    ACTIVITY_KINDS,
    Activity,
    Child,
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
from qaframework.model.templates import Domain, ReviewTemplate, Theme
from qaframework.moderation.agreement import Agreement, agreement
from qaframework.moderation.engine import moderate
from qaframework.moderation.estimates import Estimate, sample_size, sign_test, upper_bound_wrong, wilson
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
    "Child",
    "Context",
    "Crosswalk",
    "DataError",
    "Domain",
    "Estimate",
    "FailedPlugin",
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
    "Person",
    "Plugin",
    "PluginError",
    "Plugins",
    "Problem",
    "Programme",
    "QaError",
    "ReaderSeverity",
    "Reading",
    "Recommendation",
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
    "SurveyResult",
    "Theme",
    "UnknownNameError",
    "Update",
    "Waiver",
    "add_readings",
    "agreement",
    "check_smart",
    "compare_rounds",
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
    "read",
    "read_settings",
    "rule",
    "sample_size",
    "severity",
    "sign_test",
    "template",
    "upper_bound_wrong",
    "wilson",
    "working_days_after",
    "working_days_between",
    "write",
    "write_packs",
]


def __dir__() -> list[str]:
    return __all__
