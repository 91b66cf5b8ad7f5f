"""Every family of conditions in the folder `rules`, listed by tools/generate_protocol.py. Do not edit."""

from __future__ import annotations

from typing import Final

from pawpress.core.safety.rules import (
    bounce,
    dead_pad,
    flight,
    load_time,
    overload,
    places,
    restarts,
    rise,
    saturated,
    stuck_pad,
    weight_rule,
)

FAMILIES: Final = (
    bounce.rules,
    dead_pad.rules,
    flight.rules,
    load_time.rules,
    overload.rules,
    places.rules,
    restarts.rules,
    rise.rules,
    saturated.rules,
    stuck_pad.rules,
    weight_rule.rules,
)
"""What each of them wants watched."""
