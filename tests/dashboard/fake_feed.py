"""Feeds and clocks for the dashboard's tests, and a played session to look at.

Run it to see the dashboard without an engine, from the top of the repository:

    PYTHONPATH=host python tests/dashboard/fake_feed.py --scene beginner
"""

from __future__ import annotations

import argparse
import math
import random
import time
from collections import Counter, deque
from collections.abc import Iterable

from view_examples import LIVE, OPENING, OVERLOAD, PADS, REASONS, STEADY, changed

from pawpress.dashboard import FeedClosed, run
from pawpress.engine.messages import (
    Acknowledge,
    AlarmView,
    Notice,
    PressView,
    ProgressView,
    Snapshot,
    ToEngine,
    ToView,
)


class FakeClock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


class FakeFeed:
    """A feed that hands out prepared batches, one a poll, and remembers what was sent."""

    def __init__(self, *batches: Iterable[ToView], closes: str | None = None) -> None:
        self.batches = deque(list(batch) for batch in batches)
        self.closes = closes
        self.sent: list[ToEngine] = []
        self.closed = False

    def poll(self) -> list[ToView]:
        if self.batches:
            return self.batches.popleft()
        if self.closes is not None:
            raise FeedClosed(self.closes)
        return []

    def send(self, command: ToEngine) -> None:
        self.sent.append(command)

    def close(self) -> None:
        self.closed = True


class PlayedFeed:
    """A session played in real time at 30 snapshots a second: presses up and down the back, scene by scene."""

    KINDS = {  # noqa: RUF012 - a table of this small test double
        "beginner": ("steady", "jab", "rushed", "steady", "short", "unsteady", "overload", "steady"),
        "steady": ("steady",),
        "overload": ("overload",),
    }
    SHAPES = {  # noqa: RUF012 - ramp s, hold s, peak N
        "steady": (0.9, 2.0, 130.0),
        "jab": (0.12, 0.2, 170.0),
        "rushed": (0.35, 1.6, 140.0),
        "short": (0.9, 0.3, 110.0),
        "unsteady": (0.9, 2.2, 125.0),
        "overload": (1.2, 2.2, 335.0),
    }

    def __init__(self, scene: str, rate_hz: float = 30.0) -> None:
        self._kinds = self.KINDS[scene]
        self._start_s = time.monotonic()
        self._sent = -1
        self._rate_hz = rate_hz
        self._press = 0
        self._press_s = 1.5
        self._counts: Counter[str] = Counter()
        self._alarm: AlarmView | None = None
        self._noise = random.Random(7)

    def poll(self) -> list[ToView]:
        now_s = time.monotonic() - self._start_s
        messages: list[ToView] = []
        if self._sent < 0:
            messages += [changed(OPENING, rig=None), Notice(severity="info", text="The emulated rig is starting.")]
            self._sent = 0
        if now_s < 1.0:
            return messages
        if self._sent == 0:
            messages.append(OPENING)
        while self._sent < now_s * self._rate_hz:
            self._sent += 1
            messages += self._step(self._sent / self._rate_hz)
        return messages

    def send(self, command: ToEngine) -> None:
        if isinstance(command, Acknowledge):
            self._alarm = None

    def close(self) -> None:
        pass

    def _step(self, t_s: float) -> list[ToView]:
        kind = self._kinds[self._press % len(self._kinds)]
        ramp_s, hold_s, peak_n = self.SHAPES[kind]
        since_s = t_s - self._press_s
        force_n = _force_n(since_s, ramp_s, hold_s, peak_n)
        if kind == "unsteady":
            force_n *= 1 + 0.18 * math.sin(since_s * 9)
        pad = (0, 2, 4, 5, 3, 1)[self._press % 6]
        forces = [max(0.0, self._noise.gauss(1.0, 0.8)) for _ in PADS]
        forces[pad] = max(forces[pad], force_n + self._noise.gauss(0, 0.8))
        forces[pad ^ 1] = max(forces[pad ^ 1], force_n * 0.22)
        self._watch(forces[pad], PADS[pad].name)
        messages: list[ToView] = [self._snapshot(t_s, forces, pad, since_s, ramp_s, kind)]
        if since_s > 2 * ramp_s + hold_s + 0.7:
            messages.append(self._judge(kind, pad, ramp_s, hold_s, peak_n))
        return messages

    def _watch(self, force_n: float, name: str) -> None:
        if force_n > 300.0:
            text = f"{name}: {force_n:.0f} N, the limit is 300 N."
            self._alarm = changed(OVERLOAD, message=text, pad=name)
        elif self._alarm is not None and force_n < 250.0:
            self._alarm = changed(self._alarm, state="RTN_UNACKNOWLEDGED")

    def _judge(self, kind: str, pad: int, ramp_s: float, hold_s: float, peak_n: float) -> PressView:
        verdict = "steady" if kind == "overload" else kind
        self._counts[verdict] += 1
        onset_s, self._press, self._press_s = self._press_s, self._press + 1, self._press_s + 2 * ramp_s + hold_s + 0.9
        return changed(
            STEADY,
            pad=PADS[pad].name,
            onset_s=onset_s,
            peak_n=peak_n,
            rise_s=ramp_s * 0.51,
            hold_s=hold_s + ramp_s * 0.4,
            verdict=verdict,
            reasons=[REASONS[verdict]],
        )

    def _snapshot(
        self, t_s: float, forces: list[float], pad: int, since_s: float, ramp_s: float, kind: str
    ) -> Snapshot:
        progress: list[ProgressView] = []
        if forces[pad] > 20.0 and since_s > 0:
            fast = kind if kind in ("jab", "rushed") else "slow"
            rising = since_s < ramp_s
            progress.append(
                ProgressView(
                    pad=PADS[pad].name,
                    onset_s=t_s - since_s,
                    force_n=forces[pad],
                    peak_n=forces[pad],
                    hold_s=max(0.0, since_s - ramp_s),
                    rising=rising,
                    speed=None if rising and since_s < 0.1 else fast,
                )
            )
        return Snapshot(
            t_s=t_s,
            force_n=forces,
            saturated=[force_n > 400 for force_n in forces],
            progress=progress,
            alarms=[self._alarm] if self._alarm else [],
            link=changed(LIVE, frames=int(t_s * 50)),
            presses=self._counts.total(),
            by_verdict=dict(self._counts),
            by_force={},
            recording="/home/cat/2026-11-22-a.paw",
        )


def _force_n(since_s: float, ramp_s: float, hold_s: float, peak_n: float) -> float:
    if since_s < 0 or since_s > 2 * ramp_s + hold_s:
        return 0.0
    if since_s < ramp_s:
        return peak_n * _smooth(since_s / ramp_s)
    if since_s < ramp_s + hold_s:
        return peak_n * (1 + 0.01 * math.sin(since_s * 5))
    return peak_n * _smooth((2 * ramp_s + hold_s - since_s) / ramp_s)


def _smooth(share: float) -> float:
    """Minimum jerk: the way a hand moves."""
    return share**3 * (10 - 15 * share + 6 * share**2)


def main() -> int:
    """Show a played session."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--scene", choices=sorted(PlayedFeed.KINDS), default="beginner")
    return run(PlayedFeed(parser.parse_args().scene), title="played session")


if __name__ == "__main__":
    raise SystemExit(main())
