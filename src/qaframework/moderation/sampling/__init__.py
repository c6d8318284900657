"""Which reviews to read again, and how many rounds to share a year's reviews over."""

from __future__ import annotations

from qaframework.moderation.sampling.drawing import plan_sample
from qaframework.moderation.sampling.plan import SamplePlan
from qaframework.moderation.sampling.rounds import RoundsPlan, plan_rounds

__all__ = ["RoundsPlan", "SamplePlan", "plan_rounds", "plan_sample"]
