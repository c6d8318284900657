"""Keep Python's garbage collector off the records: a year of them is many objects, and none becomes garbage."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def records_left_alone() -> Iterator[None]:
    """Keep the garbage collector from walking through all records again and again: none of them becomes garbage."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.collect(_MIDDLE)  # once, so that from now on they count as old
            gc.enable()


_MIDDLE = 1
"""The collector's generation of what it has looked at but once."""
