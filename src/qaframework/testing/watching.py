"""What a rule reaches for that no rule may: the clock, the network, chance, another program.

Calls are seen by a profile function, so it does not matter how a name was imported or how deep down it is called. Code
that runs while a module is imported is left out: the module is there already the next time.
"""

from __future__ import annotations

import contextlib
import random
import socket
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import BuiltinFunctionType, FrameType, MethodType, ModuleType
from typing import Any, Literal

Reach = Literal["clock", "network", "chance", "program"]

_CLOCK = frozenset({"today", "now", "utcnow"})
_MODULES: Mapping[str, tuple[Reach, frozenset[str]]] = {
    "time": (
        "clock",
        frozenset(
            {"time", "time_ns", "monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns", "process_time"}
            | {"localtime", "gmtime", "ctime", "asctime", "strftime", "sleep"}
        ),
    ),
    "_socket": ("network", frozenset({"getaddrinfo", "gethostbyname", "gethostbyname_ex", "gethostbyaddr"})),
    "posix": ("program", frozenset({"system", "fork", "posix_spawn", "execv", "execve"})),
    "nt": ("program", frozenset({"system", "startfile", "execv", "execve"})),
    "_posixsubprocess": ("program", frozenset({"fork_exec"})),
    "_winapi": ("program", frozenset({"CreateProcess"})),
}
_SOCKET = frozenset({"connect", "connect_ex", "bind", "sendto"})
_CHANCE = frozenset({"urandom", "getrandom"})

Seen = set[tuple[Reach, str]]
"""What was reached for, and the call that did it."""


@contextlib.contextmanager
def watching() -> Iterator[Seen]:
    """Note what the code inside reaches for.

    >>> with watching() as seen:
    ...     day = date.today()
    >>> seen
    {('clock', 'date.today')}
    """
    seen: Seen = set()

    def note(frame: FrameType, event: str, call: Any) -> None:
        if event == "c_call":
            reached = _reach(call)
            if reached is not None and not _beside(frame):
                seen.add(reached)

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        yield seen
    finally:
        sys.setprofile(before)


def _reach(call: BuiltinFunctionType | MethodType | Callable[..., Any]) -> tuple[Reach, str] | None:
    """Return what a call reaches for, or None where it may be made."""
    name, owner = getattr(call, "__name__", ""), getattr(call, "__self__", None)
    if isinstance(owner, ModuleType):
        kind, names = _MODULES.get(owner.__name__, (None, frozenset()))
        if kind is not None and name in names:
            return kind, f"{owner.__name__.lstrip('_')}.{name}"
        return ("chance", f"os.{name}") if name in _CHANCE else None
    if isinstance(owner, type) and issubclass(owner, date) and name in _CLOCK:
        return "clock", f"{owner.__name__}.{name}"
    if isinstance(owner, socket.socket) and name in _SOCKET:
        return "network", f"socket.{name}"
    return ("chance", "random") if owner is _DICE else None


_DICE: object = random.seed.__self__  # type: ignore[attr-defined]
"""The generator behind ``random.random()`` and its like. One that was seeded by hand is nobody's chance."""


def _beside(frame: FrameType | None) -> bool:
    """Return whether a call is none of the rule's: a module is being imported, or Hypothesis times the collector."""
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib") or frame.f_code.co_name == "gc_callback":
            return True
        frame = frame.f_back
    return False
