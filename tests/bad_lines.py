"""A session on a rig whose line has a bad moment, in a time that passes when told to; for `bench.endurance`."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from pawpress.core.pipeline import Pipeline
from pawpress.engine.messages import Notice
from pawpress.engine.session import Session
from pawpress.recording import Recorder
from pawpress.rig.connection import Connection
from pawpress.rig.link import LinkError
from pawpress.settings.shipped_setup import shipped_setup
from pawpress.simulator.body import Body
from pawpress.simulator.scenario import load_scenario
from pawpress.simulator.simulated_link import SimulatedLink
from tests.recordings import manifest
from tests.rigsim.faulty_board import FaultyBoard
from tests.rigsim.wired_boards import WiredCoreBoard

POLL_S = 0.01
SESSION_S = 9.0
TROUBLE_S = 3.0
Worsen = Callable[[bytes], bytes]


class BadLine:
    """A link to a board on a bad day that can also be pulled, or garble what passes for a while."""

    name = "a rig on a bad line"

    def __init__(self, clock: Callable[[], float], seed: int) -> None:
        self.board = FaultyBoard(WiredCoreBoard(), seed)
        self.rng = random.Random(seed)
        self._clock = clock
        self._link = SimulatedLink(self.board, Body(load_scenario("beginner"), self.board.pads), clock, self.name)
        self._worsen: Worsen = bytes
        self._until_s = 0.0
        self._pulled_until_s = 0.0

    def worsen(self, worsen: Worsen, seconds: float) -> None:
        """Change what passes for so long."""
        self._worsen, self._until_s = worsen, self._clock() + seconds

    def pull(self, seconds: float) -> None:
        """Be unplugged for so long."""
        self._pulled_until_s = self._clock() + seconds

    def open(self) -> BadLine:
        """Come back, if it is plugged in."""
        if self._clock() < self._pulled_until_s:
            raise LinkError(f"{self.name}: there is nothing. Plug it in.")
        return self

    def read(self) -> bytes:
        """Return what has arrived."""
        chunk = self._link.read()
        if self._clock() < self._pulled_until_s:
            raise LinkError(f"{self.name}: the rig is gone. Plug it in.")
        return self._worsen(chunk) if self._clock() < self._until_s else chunk

    def write(self, frame: bytes) -> None:
        """Send one frame."""
        self._link.write(frame)

    def close(self) -> None:
        """Let go of it; the rig lives on."""


class Trickle:
    """Lets a few bytes pass at a time; what waits comes with the first read after the bad moment."""

    def __init__(self, at_once: int) -> None:
        self._at_once = at_once
        self._waiting = b""

    def __call__(self, chunk: bytes) -> bytes:
        """Return the next few bytes."""
        self._waiting += chunk
        passed, self._waiting = self._waiting[: self._at_once], self._waiting[self._at_once :]
        return passed


def _shuffled(line: BadLine) -> Worsen:
    def worsen(chunk: bytes) -> bytes:
        frames = chunk.split(b"\0")
        line.rng.shuffle(frames)
        return b"\0".join(frames)

    return worsen


FAULTS: dict[str, Callable[[BadLine], None]] = {
    "frames lost": lambda line: line.board.drop_frames(50),
    "bits flipped": lambda line: line.board.flip_bits(20),
    "burst of noise": lambda line: line.board.burst(500),
    "silence of a second": lambda line: line.board.go_silent(1000),
    "clock of the rig stands still": lambda line: line.board.stop_clock(200),
    "reset in mid-stream": lambda line: line.board.reset(),
    "cable out for two seconds": lambda line: line.pull(2.0),
    "noise alone, as at a wrong baud rate": lambda line: line.worsen(lambda chunk: line.rng.randbytes(len(chunk)), 1.0),
    "bytes lost because a buffer is full": lambda line: line.worsen(lambda chunk: chunk[: len(chunk) // 2], 0.5),
    "every frame twice": lambda line: line.worsen(lambda chunk: chunk + chunk, 0.5),
    "frames out of their order": lambda line: line.worsen(_shuffled(line), 0.5),
    "bytes one by one": lambda line: line.worsen(Trickle(1), 0.5),
}


@dataclass
class StepClock:
    """Time that passes when told to."""

    now_s: float = 100.0

    def __call__(self) -> float:
        return self.now_s


@dataclass
class BadSession:
    """A session that had a bad moment, after its end."""

    session: Session
    path: Path
    live_again: bool
    """Whether readings came when it ended."""
    notices: list[Notice] = field(default_factory=list[Notice])

    @property
    def fault(self) -> bool:
        """Whether an exception was caught on the way."""
        return any("stumbled" in notice.text for notice in self.notices)


def run(
    path: Path, trouble: Callable[[BadLine], None], seed: int, wall_ns: Callable[[], int] | None = None
) -> BadSession:
    """Record a session of `SESSION_S` seconds that has a bad moment after `TROUBLE_S`."""
    clock, notices = StepClock(), list[Notice]()
    line = BadLine(clock, seed)
    connection = Connection(line.open)
    connection.open(clock())
    recorder = Recorder(path, manifest()) if wall_ns is None else Recorder(path, manifest(), wall_ns=wall_ns)
    session = Session(connection, Pipeline(shipped_setup()), [recorder], notices.append)
    begin_s, struck = clock(), False
    while clock() < begin_s + SESSION_S:
        if not struck and clock() >= begin_s + TROUBLE_S:
            struck = True
            trouble(line)
        session.step(clock)
        clock.now_s += POLL_S
    live_again = session.link_state(clock()) == "live"
    session.finish(clock())
    return BadSession(session, path, live_again, notices)
