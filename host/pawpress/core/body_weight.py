"""What a person may weigh: one answer for every place where a weight is given."""

from __future__ import annotations

from typing import Final

LIGHTEST_KG: Final = 1.0
LEAST_GIVEN_KG: Final = 10.0
"""Nobody who gives or receives a massage weighs less: what is typed, or stands on the pads, is not a person then."""
HEAVIEST_KG: Final = 400.0
"""A weight beyond is a slip, and would mute the rule of weights."""
