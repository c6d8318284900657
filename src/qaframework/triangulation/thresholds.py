"""The numbers by which a picture is drawn. Each is a parameter: none of them is a law."""

from __future__ import annotations

import attrs

from qaframework.errors import SettingsError


@attrs.frozen(kw_only=True)
class Thresholds:
    """The numbers behind levels, alerts and suggestions, with the values practice and literature suggest.

    Attributes:
        triangulated_at: how many kinds of source have to agree for triangulated; corroborated is ``min_sources``.
        perspectives: how many perspectives they have to have between them (Denzin: sources have to differ).
        clear: how far from the middle a direction is clear, on a line from -1 to 1.
        contested_at: from which share of disagreement on a theme is contested.
        doubt_at: from which share of disagreement confidence goes down by a step.
        half_weight_at: how many have to be looked at for half the weight.
        enough: of how many looked at confidence does not go down.
        apart_days: how many days may lie between kinds of source that bear each other out before confidence goes down.
        few, most: below and above which share of those looked at "few" and "most" begin.
        impact_days: after how many days an action without impact is asked about.
        roll_up_children, roll_up_share, roll_up_reviewers: from how many children (at least, and as a share of those
            reviewed) and reviewers a child-level recommendation looks like one for the service.
        expected_findings: how many findings chance would have to bring for a blind spot to count, where national shares
            are given: with three expected, none at all comes by chance 5 times in 100.

    Raises:
        SettingsError: a number that makes no sense.
    """

    triangulated_at: int = 3
    perspectives: int = 2
    clear: float = 1 / 3
    contested_at: float = 0.5
    doubt_at: float = 0.25
    half_weight_at: float = 5
    enough: int = 10
    apart_days: int = 365
    few: float = 0.25
    most: float = 0.5
    impact_days: int = 90
    roll_up_children: int = 3
    roll_up_share: float = 0.2
    roll_up_reviewers: int = 2
    expected_findings: float = 3.0

    def __attrs_post_init__(self) -> None:
        shares = ("clear", "contested_at", "doubt_at", "few", "most", "roll_up_share")
        for field in attrs.fields(type(self)):
            value = getattr(self, field.name)
            if value < 0 or (field.name in shares and value > 1):
                raise SettingsError(f"{field.name} is {'between 0 and 1' if field.name in shares else '0 or more'}")
