"""A rule: a named function over one kind of record, with what is known of it before it runs."""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Generic, Literal, Protocol, TypeVar, get_args

import attrs

from qaframework.model.programme import RECORDS, TABLE_OF, Programme, Reviewer
from qaframework.model.records import Record
from qaframework.rules.context import Context, Target
from qaframework.rules.messages import SEVERITIES, Message, MisspokenError, NotApplicable, Severity, as_message

Criterion = Literal["specific", "measurable", "assignable", "relevant", "time_bound"]
CRITERIA: tuple[Criterion, ...] = get_args(Criterion)
Outcome = Literal["ok", "flagged", "not_applicable"]

T_contra = TypeVar("T_contra", bound=Target, contravariant=True)
T = TypeVar("T", bound=Target)

_TARGETS: dict[str, type[Target]] = {kind.__name__: kind for kind in (*RECORDS.values(), Reviewer, Programme)}
_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")

Messages = Generator[str | Message, None, Any]
"""What a rule written with ``yield`` is annotated to return."""

Yielded = str | Message
Spoken = Iterable[Yielded] | NotApplicable | None


class Check(Protocol[T_contra]):
    """The function inside a rule; parameters follow as keyword arguments with defaults."""

    @property
    def __name__(self) -> str: ...

    def __call__(self, record: T_contra, context: Context, /) -> Spoken:
        """Return or yield what does not stand up."""
        ...


Example = Mapping[str, Any]
"""Rows by table (one row or several, with only the columns that matter), and ``today`` where the day does."""


@attrs.frozen(kw_only=True, eq=False)
class Rule(Generic[T_contra]):
    """A named function over one kind of record. Made with :func:`rule`; its plugin's name is added on loading.

    Attributes:
        slug: what it asks for, in words with hyphens.
        check: the function.
        target: the record type it is over.
        severity: how much its flags weigh.
        title: the requirement in a line.
        guidance: what to do, for the person who reads a flag.
        source: where the rule is published, or whose it is.
        criterion: for a SMART check, the part of SMART it is about.
        examples: records for which it is known what the rule says: by outcome, the rows of each table.
        plugin: the name of its plugin; empty until loaded.
    """

    slug: str
    check: Callable[..., Spoken] = attrs.field(repr=False)
    target: type[Target]
    severity: Severity
    title: str
    guidance: str = attrs.field(default="", repr=False)
    source: str = ""
    criterion: Criterion | None = None
    examples: Mapping[Outcome, tuple[Example, ...]] = attrs.field(factory=dict, repr=False)
    plugin: str = ""

    def __attrs_post_init__(self) -> None:
        name = f"rule {self.slug!r}"
        if not isinstance(self.slug, str) or not _SLUG.fullmatch(self.slug):
            raise TypeError(f"{name}: a rule is named in lower-case words with hyphens")
        if self.severity not in SEVERITIES:
            raise TypeError(f"{name}: severity is one of {', '.join(SEVERITIES)}")
        if self.criterion is not None and self.criterion not in CRITERIA:
            raise TypeError(f"{name}: criterion is one of {', '.join(CRITERIA)}")
        if self.target not in _TARGETS.values():
            raise TypeError(f"{name}: annotate the first argument with one of {', '.join(_TARGETS)}")
        if not self.title:
            raise TypeError(f"{name}: write a docstring; its first line is the title, the rest says what to do")

    @property
    def id(self) -> str:
        """``plugin/slug``, or the slug alone before the plugin is known."""
        return f"{self.plugin}/{self.slug}" if self.plugin else self.slug

    @property
    def table(self) -> str:
        """The table the rule is over; ``reviewers`` and ``programme`` for those two."""
        if issubclass(self.target, Record):
            return TABLE_OF[self.target]
        return "reviewers" if self.target is Reviewer else "programme"

    @property
    def parameters(self) -> Mapping[str, Any]:
        """The rule's parameters with their defaults."""
        return MappingProxyType({one.name: one.default for one in _parameters(self.check)[1]})

    @functools.cached_property
    def _speaking(self) -> Callable[..., Speaking]:
        return as_generator(self.check)

    def __call__(self, record: T_contra, context: Context, **parameters: Any) -> list[Message] | NotApplicable:
        """Return what the rule says of one record: its messages, none where all is well, or not applicable.

        Raises:
            TypeError: it said something that no rule says.
        """
        said: list[Message] = []
        speaking = self._speaking(record, context, **parameters)
        while True:
            try:
                said.append(as_message(next(speaking)))
            except StopIteration as stop:
                answer: object = stop.value
                break
        if answer is not None and not isinstance(answer, NotApplicable):
            raise MisspokenError(RETURNED_A_VALUE)
        return answer if answer is not None and not said else said


RETURNED_A_VALUE = "it returned a value; a rule yields its messages"

Speaking = Generator[Yielded, None, Any]


def as_generator(check: Callable[..., Spoken]) -> Callable[..., Speaking]:
    """Return a rule's function as one that yields its messages, whether it was written with ``yield`` or ``return``."""
    if inspect.isgeneratorfunction(check):
        return check

    def speak(record: Target, context: Context, **parameters: Any) -> Speaking:
        answer = check(record, context, **parameters)
        if answer is None or isinstance(answer, NotApplicable):
            return answer
        if isinstance(answer, (str, bytes, Mapping)) or not isinstance(answer, Iterable):
            raise MisspokenError(RETURNED_A_VALUE)
        return (yield from _through(answer))

    return speak


def _through(answer: Iterable[Yielded]) -> Generator[Yielded, None, Any]:
    return (yield from answer)


def rule(
    slug: str,
    *,
    severity: Severity,
    source: str = "",
    criterion: Criterion | None = None,
    ok: Example | tuple[Example, ...] = (),
    flagged: Example | tuple[Example, ...] = (),
    not_applicable: Example | tuple[Example, ...] = (),
) -> Callable[[Check[T]], Rule[T]]:
    """Make a rule of a function.

    The annotation of the first argument says what it is over; the first line of the docstring is its title, the rest
    its guidance; keyword arguments with defaults are its parameters, which an authority can set.

    Args:
        slug: what it asks for, in lower-case words with hyphens.
        severity: ``"error"``, ``"query"`` or ``"info"``.
        source: where the rule is published, or whose it is.
        criterion: for a SMART check, the part of SMART it is about.
        ok, flagged, not_applicable: rows for which it is known what the rule says. Columns left out are filled in.

    Raises:
        TypeError: the function is no rule; the message says what to change.
    """

    def make(check: Check[T]) -> Rule[T]:
        _check_signature(check, f"rule {slug!r}")
        title, _, guidance = (inspect.getdoc(check) or "").partition("\n")
        return Rule(
            slug=slug,
            check=check,
            target=_target_of(check),
            severity=severity,
            title=title.strip(),
            guidance=" ".join(guidance.split()),
            source=source,
            criterion=criterion,
            examples={
                outcome: (given,) if isinstance(given, Mapping) else tuple(given)
                for outcome, given in _by_outcome(ok, flagged, not_applicable)
            },
        )

    return make


def _by_outcome(ok: Any, flagged: Any, not_applicable: Any) -> Iterator[tuple[Outcome, Any]]:
    yield "ok", ok
    yield "flagged", flagged
    yield "not_applicable", not_applicable


def _check_signature(check: Callable[..., Any], name: str) -> None:
    if inspect.iscoroutinefunction(check) or inspect.isasyncgenfunction(check):
        raise TypeError(f"{name}: a rule is a plain function, not an async one")
    first, others = _parameters(check)
    if len(first) < 2 or any(one.default is not one.empty or one.kind not in _BY_PLACE for one in first):
        raise TypeError(f"{name}: a rule takes a record and the context first")
    for parameter in others:
        if parameter.default is parameter.empty or parameter.kind not in _BY_NAME:
            raise TypeError(f"{name}: parameter {parameter.name!r} needs a name and a default")
        if isinstance(parameter.default, (list, dict, set)):
            raise TypeError(f"{name}: the default of {parameter.name!r} could change between records; use a tuple")
        if parameter.name == "severity":
            raise TypeError(f"{name}: 'severity' is what an authority sets; call the parameter something else")


_BY_PLACE = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
_BY_NAME = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)


def _parameters(check: Callable[..., Any]) -> tuple[list[inspect.Parameter], list[inspect.Parameter]]:
    """Return a rule's first two parameters, the record and the context, and those an authority can set."""
    every = list(inspect.signature(check).parameters.values())
    return every[:2], every[2:]


def _target_of(check: Callable[..., Any]) -> Any:
    """Return what the first argument's annotation means, though it is a string or imported for type checkers only."""
    annotation = _parameters(check)[0][0].annotation
    if not isinstance(annotation, str):
        return annotation
    words = annotation.strip("'\"")
    try:
        return eval(words, getattr(check, "__globals__", {}))
    except Exception:
        return _TARGETS.get(words.rpartition(".")[2])
