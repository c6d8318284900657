"""The quality indicators that joint inspections evaluate, by their numbers in the quality framework."""

from __future__ import annotations

from qaframework import Domain, ReviewTemplate

SCALE = "care-inspectorate"

SUPERVISION_ORDERS = ReviewTemplate(
    id="care-inspectorate-supervision-orders",
    title="Joint inspection: children on compulsory supervision orders who live at home",
    version="2025",
    subject="authority",
    domains=(
        Domain(code="QI_2_1", title="2.1 Impact on children and young people", required=True),
        Domain(code="QI_5_3", title="5.3 Care planning, managing risk and effective intervention", required=True),
        Domain(code="QI_5_4", title="5.4 Involving individual children, young people and families", required=True),
        Domain(code="QI_9_2", title="9.2 Leadership of strategy and direction", required=True),
    ),
    source="Care Inspectorate, joint inspections 2025-26: four quality indicators on the six-point scale",
)

TEMPLATES = frozenset({SUPERVISION_ORDERS.id})
