"""One thing that a text asks for."""

from __future__ import annotations

import attrs

from qaframework.smart.sentences.reader import Weight
from qaframework.smart.sentences.tokens import Span


@attrs.define(eq=False)  # not frozen: there are several for every recommendation of a long file
class Act:
    """Something a text asks for.

    Attributes:
        verb: the verb, as it is listed or as it stands.
        weight: whether it leaves something to see, can at least be seen being done, or neither.
        span: the verb, with what it is done to.
        passive: whether it is told as something that is done.
        apart: whether it could be an action by itself: not something that is only to be ensured.
    """

    verb: str
    weight: Weight
    span: Span
    passive: bool = False
    apart: bool = False
