"""What people say of a moment of a session, and what was sent to the rig; kept beside the readings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import msgspec

AnnotationKind = Literal["note", "good_spot", "command", "seen", "stop", "alarm", "partner", "learner"]
"""`note`: somebody's words. `good_spot`: the partner's button, or its key. `command`: what was sent to the rig.
`seen`: a person has seen the alarms. `stop`: the partner said stop. `alarm`: an alarm changed its state, as JSON.
`partner`: what the partner said of a press. `learner`: a key of the coached one."""


class Annotation(msgspec.Struct, frozen=True):
    """Something said of a moment."""

    t_s: float
    """Session time, seconds."""
    kind: AnnotationKind
    text: str = ""


@dataclass(frozen=True, slots=True)
class CommandSent:
    """A frame that went to the rig, as it went over the wire."""

    frame: bytes
