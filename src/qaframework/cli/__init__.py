"""The command line: one module for each command or family of commands, each added to ``main``.

Each command reads what ``qa.read`` reads; what a command needs is imported when it runs. Exit codes: 0 clean, 1 flags
of severity error, 2 the input or the call is wrong, 3 a plugin, a rule or this program failed.
"""

from qaframework.cli import (
    activities,
    check,
    feedback,
    new_plugin,
    peer_group,
    plugins,
    report,
    smart,
    start,
    themes,
    track,
)
from qaframework.cli.group import main

__all__ = [
    "activities",
    "check",
    "feedback",
    "main",
    "new_plugin",
    "peer_group",
    "plugins",
    "report",
    "smart",
    "start",
    "themes",
    "track",
]
