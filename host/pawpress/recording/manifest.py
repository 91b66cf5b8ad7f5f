"""What a recording says about itself at its head."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

import msgspec

from pawpress.core.calibration import RigCalibration
from pawpress.core.grading import GradingLimits
from pawpress.core.layout import Layout
from pawpress.core.presses import PressThresholds
from pawpress.core.safety import FootPair, SafetyLimits
from pawpress.recording.host_frames import OWN_DOCUMENTS
from pawpress.settings.safety_limits import load_safety_limits
from pawpress.system.untrusted import moment_of

FORMAT = "pawpress.recording/1"
DEMO_RIG = "demo"
"""Name of every emulated rig: its curves never serve a real one, and nobody lies under it."""


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """Format, versions and the settings the session was judged with; unknown keys of later versions are kept out."""

    format: str = FORMAT
    program: str
    created_unix_ms: int
    """When the session began, milliseconds since 1970; 0 if it is not known."""
    source: str
    """What the bytes came from: a port, an emulated rig."""
    mode: Literal["hands", "foot"]
    layout: Layout | None
    """None: the preset that fits the number of pads."""
    limits: GradingLimits
    calibration: RigCalibration | None = None
    """None: the nominal curve."""
    rig: str = ""
    """Name of the rig, empty when it was not told."""
    school: str = ""
    """Where the rig stands, empty when it was not told; both sort tables of many recordings."""
    foot: FootPair | None = None
    """Who stood on whom, in foot mode."""
    safety: SafetyLimits = msgspec.field(default_factory=load_safety_limits)
    """The limits of the alarms."""
    thresholds: PressThresholds = msgspec.field(default_factory=PressThresholds)
    """When a press begins and ends."""
    judging: str = ""
    """Version of the judging stages, see `judging_version`; empty in recordings from before it was kept."""
    configuration: dict[str, Any] = msgspec.field(default_factory=dict[str, Any])
    """What the session was asked for: port or scenario, style, files of limits, rig, placement."""
    documents: dict[str, str] = msgspec.field(default_factory=lambda: dict(OWN_DOCUMENTS))
    """What the kinds of documents mean that the schema does not list."""

    @property
    def emulated(self) -> bool:
        """Whether an emulated rig played."""
        return self.rig == DEMO_RIG

    @property
    def started(self) -> datetime | None:
        """When the session began, in UTC; None where that is not known."""
        return moment_of(self.created_unix_ms) if self.created_unix_ms else None
