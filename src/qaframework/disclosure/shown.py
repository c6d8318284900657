"""What is shown of a number: the text in its place, and nothing else where it is hidden."""

from __future__ import annotations

from typing import NoReturn

import attrs


@attrs.frozen(repr=False)
class Shown:
    """A number as it may be shown. Where it is hidden the number itself is not in here: nothing can bring it back.

    Attributes:
        text: what to print: ``"12"``, ``"c"``, ``"fewer than 5"``, ``"86%"``.
        value: the number as shown, rounded where the policy rounds, for the height of a bar; None where it is hidden.
        unreliable: whether it rests on so few that the policy marks it; the mark is in the text.
    """

    text: str
    value: int | float | None
    unreliable: bool = False

    @property
    def hidden(self) -> bool:
        """Whether something stands in place of the number."""
        return self.value is None

    @property
    def plain(self) -> int | str:
        """The count as a plain value for a data frame, Excel or JSON: the number, or the symbol in its place."""
        return self.value if isinstance(self.value, int) else self.text

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return self.text

    def __format__(self, spec: str) -> str:
        return format(self.text, spec)

    def _no_arithmetic(self, *_: object) -> NoReturn:
        raise TypeError("shown numbers are not calculated with: rounded and hidden ones would give wrong answers")

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _no_arithmetic
    __lt__ = __le__ = __gt__ = __ge__ = __int__ = __float__ = __bool__ = _no_arithmetic


@attrs.frozen
class Number:
    """One number of the linked tables, as everybody can see it.

    Attributes:
        text: what is shown.
        hidden: whether it is hidden.
        open: the least and the most it can be by what is shown of it alone; None where there is no upper end.
    """

    text: str
    hidden: bool
    open: tuple[int, int | None]
