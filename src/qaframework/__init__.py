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
from qaframework.moderation.engine import moderate
from qaframework.moderation.report import ModerationReport, RuleResult
from qaframework.moderation.settings import Settings, read_settings
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

__all__ = [
    "ACTIVITY_KINDS",
    "Activity",
    "Alias",
    "Child",
    "Context",
    "Crosswalk",
    "DataError",
    "Domain",
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
    "Reading",
    "Recommendation",
    "Response",
    "Review",
    "ReviewTemplate",
    "Reviewer",
    "Rule",
    "RuleResult",
    "ScaleError",
    "Settings",
    "SettingsError",
    "SurveyResult",
    "Theme",
    "UnknownNameError",
    "Update",
    "Waiver",
    "example",
    "flag",
    "from_rows",
    "hookimpl",
    "load_plugins",
    "moderate",
    "not_applicable",
    "read",
    "read_settings",
    "rule",
    "template",
    "write",
]


def __dir__() -> list[str]:
    return __all__
