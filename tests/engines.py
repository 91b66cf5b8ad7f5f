"""A link that comes and goes, and a session on it; for tests of the engine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pawpress.core.events import Event
from pawpress.core.pipeline import Pipeline
from pawpress.core.sink import Sink
from pawpress.engine.messages import Notice
from pawpress.engine.session import Session
from pawpress.rig.connection import Connection
from pawpress.rig.link import Link, LinkError, LinkFailed
from pawpress.settings.shipped_setup import shipped_setup


@dataclass
class FakeLink:
    """Gives what was put on it; gone when told so."""

    name: str = "/dev/ttyFAKE"
    arriving: list[bytes] = field(default_factory=list[bytes])
    sent: list[bytes] = field(default_factory=list[bytes])
    gone: str = ""
    failed: str = ""
    """Why it broke for good."""
    closed: int = 0

    def read(self) -> bytes:
        self._check()
        return self.arriving.pop(0) if self.arriving else b""

    def write(self, frame: bytes) -> None:
        self._check()
        self.sent.append(frame)

    def close(self) -> None:
        self.closed += 1
        self.gone = self.gone or f"{self.name}: is closed."

    def _check(self) -> None:
        if self.failed:
            raise LinkFailed(self.failed)
        if self.gone:
            raise LinkError(self.gone)


@dataclass
class Port:
    """Opens its links one after the other; None stands for a try that fails."""

    links: list[FakeLink | None]
    tries: int = 0

    def open(self) -> Link:
        self.tries += 1
        link = self.links.pop(0) if self.links else None
        if link is None:
            raise LinkError("/dev/ttyFAKE: no such port. Plug the rig in.")
        return link


@dataclass
class Clock:
    """Time that passes when told to."""

    now_s: float = 100.0

    def __call__(self) -> float:
        return self.now_s


@dataclass
class FakeSink:
    """Keeps what it was given."""

    taken: list[tuple[bytes, list[Event], float]] = field(default_factory=list[tuple[bytes, list[Event], float]])
    closed: int = 0

    def take(self, chunk: bytes, events: Sequence[Event], now_s: float) -> None:
        self.taken.append((chunk, list(events), now_s))

    def close(self) -> None:
        self.closed += 1

    @property
    def stream(self) -> bytes:
        return b"".join(chunk for chunk, _, _ in self.taken)


@dataclass
class Running:
    """A session, its clock, and what it told people."""

    session: Session
    clock: Clock
    notices: list[Notice]

    def step(self, seconds: float = 0.01) -> list[Event]:
        self.clock.now_s += seconds
        return self.session.step(self.clock)

    @property
    def errors(self) -> list[str]:
        return [notice.text for notice in self.notices if notice.severity == "error"]


def running(opener: Callable[[], Link], *sinks: Sink, pipeline: Pipeline | None = None) -> Running:
    """Return a session whose link was just opened."""
    clock = Clock()
    connection = Connection(opener)
    connection.open(clock())
    notices: list[Notice] = []
    return Running(
        Session(connection, pipeline or Pipeline(shipped_setup()), list(sinks), notices.append), clock, notices
    )
