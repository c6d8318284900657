"""Packs: workbooks that go to readers of other authorities, blind and de-identified, and come back with grades."""

from __future__ import annotations

from qaframework.moderation.packs.returning import add_readings
from qaframework.moderation.packs.sending import Packs, write_packs

__all__ = ["Packs", "add_readings", "write_packs"]
