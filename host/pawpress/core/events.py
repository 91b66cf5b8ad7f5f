"""What a pipeline says, and what a session adds to it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pawpress.core.annotation import Annotation, CommandSent
from pawpress.core.force_line import Forces, PressGraded, PressWarning
from pawpress.core.protocol.schema_generated import Ack, Button, Hello, Nak, SelfTest, Settings, Status, Trip
from pawpress.core.protocol.schema_generated import Limits as StoredLimits
from pawpress.core.safety import AlarmChange


@dataclass(frozen=True, slots=True)
class RigKnown:
    """The rig said who it is."""

    hello: Hello
    schema_matches: bool


@dataclass(frozen=True, slots=True)
class Quality:
    """A stretch whose readings cannot carry everything."""

    code: str
    pad: str | None
    start_s: float
    end_s: float
    message: str


@dataclass(frozen=True, slots=True, eq=False)
class UnfilteredBlock:
    """Scans as stage 4 gives them, before any filter; only where the pipeline was asked for them."""

    t_s: NDArray[np.float64]
    """Session time, shape (n,), seconds."""
    counts: NDArray[np.uint16]
    """Raw readings, shape (n, pads)."""
    force_n: NDArray[np.float64]
    """Unfiltered force, shape (n, pads), newtons: what the alarms are judged on."""
    saturated: NDArray[np.bool_]
    """Where the force is a lower bound only, shape (n, pads)."""
    gap_before: int
    """Scans missing before the first of this block."""
    period_s: float
    """Time from one scan to the next, seconds."""


RigAnswer = Ack | Nak | Status | SelfTest | Settings | StoredLimits
"""What the rig says of itself, passed on as it came."""
Event = (
    RigKnown
    | RigAnswer
    | Button
    | Trip
    | UnfilteredBlock
    | Forces
    | PressWarning
    | PressGraded
    | AlarmChange
    | Quality
    | Annotation
    | CommandSent
)
"""Annotations and sent commands come from the session, not from the pipeline; sinks take them all alike."""
