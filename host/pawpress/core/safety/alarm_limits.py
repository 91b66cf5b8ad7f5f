"""The limits of the alarms together; what stands in each section follows from the file that holds them."""

from __future__ import annotations

import msgspec

from pawpress.core.safety.alarm_limits_generated import CableLimits, CommonLimits, FootLimits, HandLimits, LinkLimits


class SafetyLimits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    hands: HandLimits
    common: CommonLimits
    foot: FootLimits
    link: LinkLimits
    cable: CableLimits | None = None
    """None in recordings of before: they are judged as they were."""
