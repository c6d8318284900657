from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from qaframework import NotApplicable, Plugins, Programme, Rule, load_plugins
from qaframework.testing import TODAY, context_of, programme

Said = Callable[..., "list[str] | str"]


@pytest.fixture(scope="session")
def plugins() -> Plugins:
    return load_plugins(allow=["defaults"])


@pytest.fixture(scope="session")
def said(plugins: Plugins) -> Said:
    """What a rule says of the first record it is over (or of the one named): its messages, or why it does not apply."""

    def say(
        rule: Rule[Any],
        example: dict[str, Any] | Programme,
        *,
        of: str | None = None,
        today: date = TODAY,
        **parameters: Any,
    ) -> list[str] | str:
        year = example if isinstance(example, Programme) else programme(example, plugins)
        context = context_of(year, today, plugins)
        records: Any = (year,) if rule.table == "programme" else context.reviewers
        if rule.table not in ("programme", "reviewers"):
            records = year.table(rule.table)
        record = next(one for one in records if of is None or one.id == of)
        answer = rule(record, context, **parameters)
        return answer.reason if isinstance(answer, NotApplicable) else [message.text for message in answer]

    return say
