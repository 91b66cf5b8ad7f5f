"""A pipeline whose link is followed, on a host clock that passes when told to; for tests of starts and losses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from pawpress.core.events import Event
from pawpress.core.pipeline import Pipeline
from pawpress.core.protocol import encode
from pawpress.core.protocol.schema_generated import Gap
from pawpress.core.safety import AlarmChange, AlarmState, FootPair, SafetyLimits
from pawpress.settings.safety_limits import load_safety_limits
from pawpress.settings.shipped_setup import shipped_setup
from tests.streams import PERIOD_US, RigStream, counts_of

TICK_S = 0.01
"""Time between two reads."""


@dataclass
class Linked:
    """A rig that streams, and the pipeline at the other end of the link."""

    foot: FootPair | None = None
    limits: SafetyLimits = field(default_factory=load_safety_limits)
    followed: bool = True
    """False: as before starts were known, every silence is a loss."""
    now_s: float = 100.0
    openings: int = 1
    is_open: bool = True
    behind_s: float | None = None
    told: list[tuple[float, AlarmChange]] = field(default_factory=list[tuple[float, AlarmChange]])
    force_n: float = 0.0
    """Force on the first of two pads."""

    def __post_init__(self) -> None:
        self.pipeline = Pipeline(shipped_setup(foot=self.foot, safety=self.limits))
        self.rig = RigStream()
        self.begun_s = self.now_s

    @property
    def age_s(self) -> float:
        """Time since the link was first opened."""
        return self.now_s - self.begun_s

    def read(self, chunk: bytes = b"") -> list[AlarmChange]:
        """Read once at the present time."""
        if self.followed:
            self.pipeline.follow_link(self.now_s, openings=self.openings, is_open=self.is_open, behind_s=self.behind_s)
        return self.note(self.pipeline.receive(chunk, self.now_s))

    def note(self, events: Iterable[Event]) -> list[AlarmChange]:
        changes = [event for event in events if isinstance(event, AlarmChange)]
        self.told += [(self.age_s, change) for change in changes]
        return changes

    def scans(self, seconds: float) -> bytes:
        """Return the readings of so many seconds."""
        n = round(seconds * 1e6 / PERIOD_US)
        row = counts_of(np.array([self.force_n, 0.0]))
        return b"".join(self.rig.scan(row) for _ in range(n))

    def stream(self, seconds: float, tick_s: float = TICK_S) -> None:
        """Let readings come in time, read every `tick_s`."""
        for _ in range(round(seconds / tick_s)):
            self.now_s += tick_s
            self.read(self.scans(tick_s))

    def silence(self, seconds: float) -> None:
        """Let nothing come; the readings of this time are lost."""
        self.idle(seconds)
        self.rig.lose(round(seconds * 1e6 / PERIOD_US))

    def idle(self, seconds: float) -> None:
        """Let the host's time pass while nothing comes, and the rig's stand still."""
        for _ in range(round(seconds / TICK_S)):
            self.now_s += TICK_S
            self.read()

    def hold_up(self, seconds: float) -> None:
        """Let the readings of this time come late, all at once."""
        self.idle(seconds)
        self.read(self.scans(seconds))

    def unplug(self, seconds: float) -> None:
        """Take the link away and put it back; its first bytes are a Gap, as the engine writes it."""
        self.is_open = False
        self.idle(seconds)
        self.is_open, self.openings = True, self.openings + 1
        self.rig.restart()
        self.read(b"\0" + encode(Gap(round(seconds * 1e6)), 0) + self.rig.hello())

    def restart(self) -> None:
        """Let the rig restart by itself."""
        self.rig.restart()
        self.read(self.rig.hello())

    def raised(self) -> list[str]:
        """Return what was raised, in order."""
        return [change.alarm.code for _, change in self.told if change.state is AlarmState.UNACKNOWLEDGED]

    def raised_s(self, code: str) -> float:
        """Return how long after the opening an alarm was first raised."""
        return next(s for s, c in self.told if c.alarm.code == code and c.state is AlarmState.UNACKNOWLEDGED)

    def states(self) -> dict[str, str]:
        """Return the alarms that are not back to normal."""
        return {alarm.code: state.value for alarm, state in self.pipeline.alarms()}


def standing(**how: object) -> Linked:
    """Return a rig whose stream stands, with nobody on the pads for two seconds."""
    linked = Linked(**how)  # type: ignore[arg-type]
    linked.read(linked.rig.hello())
    linked.stream(2.0)
    assert linked.pipeline.stands
    assert linked.raised() == []
    return linked
