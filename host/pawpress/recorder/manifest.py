"""What a recording says about itself at its head."""

from __future__ import annotations

from typing import Literal

import msgspec

from pawpress.calibration import RigCalibration
from pawpress.grading import Limits
from pawpress.layout import Layout
from pawpress.safety import FootPair

FORMAT = "pawpress.recording/1"


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """Format, versions and the settings the session was judged with; unknown keys of later versions are kept out."""

    format: str = FORMAT
    program: str
    created_unix_ms: int
    source: str
    """What the bytes came from: a port, an emulated rig."""
    mode: Literal["hands", "foot"]
    layout: Layout | None
    """None: the preset that fits the number of pads."""
    limits: Limits
    calibration: RigCalibration | None = None
    """None: the nominal curve."""
    foot: FootPair | None = None
    """Who stood on whom, in foot mode."""
