"""From the moment a foot passes a red line to the rig's buzzer, the event on the host, and the banner on a screen.

The rig is the real firmware in the emulator, in real time behind a pseudo-terminal, at 500 scans a second. The buzzer
is timed in the rig's own time; event and banner by the clock that all programs of the machine share, and both include
up to 5 ms that the emulator adds because it lives in chunks. The event is that of the engine's own loop; the banner
is what the real dashboard writes to a terminal. Then again with a disk that stalls and a view that never reads, with
another program that takes a whole core, and with a terminal that reads slowly.
"""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from bench.figure import Figure, show
from bench.terminal import at_terminal, watched
from pawpress.core.events import Event
from pawpress.core.safety import AlarmChange, AlarmState, FootPair
from pawpress.core.safety.screen import QUESTIONS
from pawpress.engine.build import build_session
from pawpress.engine.config import EngineConfig, PortSource
from pawpress.engine.foot_arming import POLL_S, arm_foot_mode
from pawpress.engine.view_sink import ViewSink
from pawpress.engine.views import ViewServer
from pawpress.recording import disk
from pawpress.settings.calibration_file import to_toml
from pawpress.simulator.known_curves import known_calibration
from pawpress.simulator.pads import SUPERVISED_SENSOR
from tests.rigsim.foot_scenes import GIVER_KG, RECEIVER_KG

COMMAND = "python -m bench.alarm_latency"
EVERY_S = 1.2
LATE_S = 0.1
"""An emulator that falls so far behind is no rig in real time; its figures say nothing of the program."""
DASHBOARD = """
from pawpress.dashboard import run
from pawpress.dashboard.stream_feed import StreamFeed
run(StreamFeed({}, b"token"))
"""
PAIR = FootPair(giver_kg=GIVER_KG, receiver_kg=RECEIVER_KG)


class Ear:
    """A sink that notes when red alarms are told."""

    def __init__(self) -> None:
        self.heard_s: list[float] = []

    def take(self, chunk: bytes, events: Sequence[Event], now_s: float) -> None:  # noqa: ARG002 - the time of telling
        if any(isinstance(event, AlarmChange) and is_new_red(event) for event in events):
            self.heard_s.append(time.monotonic())

    def close(self) -> None:
        """Nothing to close."""


def is_new_red(change: AlarmChange) -> bool:
    """Whether a red alarm about the feet was raised."""
    raised = change.state is AlarmState.UNACKNOWLEDGED and change.alarm.severity == "red"
    return raised and change.alarm.code in {"rate", "impact", "overload"}


@contextmanager
def paced_rig(seconds: float) -> Iterator[tuple[str, dict[str, Any]]]:
    """Run the rig; its record is filled in when it ends."""
    command = [sys.executable, "-m", "bench.paced_rig", str(seconds), str(EVERY_S)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    record: dict[str, Any] = {}
    try:
        yield process.stdout.readline().strip(), record
    finally:
        out, _ = process.communicate("", timeout=20)
        record.update(json.loads(out))
        if record["late_s"] > LATE_S:
            print(f"The emulator ended {record['late_s']:.1f} s late: this machine is too slow now.", file=sys.stderr)


@contextmanager
def busy_core() -> Iterator[None]:
    """Keep a core busy with another program."""
    process = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    try:
        yield
    finally:
        process.kill()
        process.wait()


@contextmanager
def stalling_disk() -> Iterator[None]:
    """Let every write to the recording take half a second."""
    write = disk.AppendedFile.write

    def slow(self: disk.AppendedFile, chunk: bytes) -> None:
        time.sleep(0.5)
        write(self, chunk)

    disk.AppendedFile.write = slow  # type: ignore[method-assign]
    try:
        yield
    finally:
        disk.AppendedFile.write = write  # type: ignore[method-assign]


@dataclass(frozen=True)
class Case:
    """What stands in the way."""

    title: str
    troubles: tuple[Callable[[], AbstractContextManager[None]], ...] = ()
    bytes_a_second: float | None = None
    """What the terminal reads; None measures the event with a view that never reads at all."""
    watched: bool = True
    """Whether the whole program is run at a fast terminal, too."""


CASES = (
    Case(""),
    Case(", stalling disk and deaf view", (stalling_disk,), watched=False),
    Case(", another program on 100 % of a core", (busy_core,)),
    Case(", terminal of 20 kB/s", bytes_a_second=20e3, watched=False),
)


def calibration_file(folder: Path) -> Path:
    """Write the calibration of the emulated pads."""
    path = folder / "calibration.toml"
    path.write_text(to_toml(known_calibration("default", 6, "2026-03-01T12:00:00Z", SUPERVISED_SENSOR)))
    return path


def listen(seconds: float, folder: Path, bytes_a_second: float | None = None) -> dict[str, Any]:
    """Run the engine's own loop on the rig; return what was heard.

    Its view never reads, or, with a number of bytes a second, is a dashboard at a terminal that reads so many.
    """
    ear, server = Ear(), ViewServer("token")
    views = ViewSink(server, "bench", "foot", None)
    with paced_rig(seconds) as (port, record), ExitStack() as stack:
        if bytes_a_second is None:
            stack.enter_context(socket.create_connection(("127.0.0.1", server.port))).sendall(b"token\n")
            shown_s: list[float] = []
        else:
            terminal = stack.enter_context(at_terminal(["-c", DASHBOARD.format(server.port)], bytes_a_second))
            stack.enter_context(watched(terminal))
            shown_s = terminal.shown_s
        config = EngineConfig(
            source=PortSource(port=port),
            mode="foot",
            foot=PAIR,
            calibration=str(calibration_file(folder)),
            record=str(folder / "latency.paw"),
        )
        session, kind = build_session(config, [ear, views], views.notify, time.monotonic)
        arm_foot_mode(session, time.monotonic, time.sleep)
        views.attach(session, kind)
        begun_s, seen_s = time.monotonic(), 0.0
        while time.monotonic() - begun_s < seconds - 3.0:
            session.step(time.monotonic)
            server.poll(time.monotonic())
            if ear.heard_s and time.monotonic() - ear.heard_s[-1] > 0.7 and seen_s < ear.heard_s[-1]:
                seen_s = time.monotonic()
                session.acknowledge()
            time.sleep(POLL_S)
        session.finish(time.monotonic())
    server.close()
    return {**record, "heard_s": ear.heard_s, "shown_s": shown_s}


def watch(seconds: float, folder: Path) -> dict[str, Any]:
    """Run the whole program at a terminal; return when it showed the alarm."""
    answers = folder / "answers.toml"
    health = "\n".join(f"{key} = false" for key in QUESTIONS)
    answers.write_text(
        f'day = {date.today()}\ngiver = "60kg"\nreceiver = "80kg"\nboth_feet = true\nsupport_in_reach = true\n'
        f'stop_word = "red"\n[health]\n{health}\n'
    )
    with paced_rig(seconds) as (port, record):
        command = ["-m", "pawpress", "live", "--port", port, "--mode", "foot", "--answers", str(answers)]
        with at_terminal([*command, "--calibration", str(calibration_file(folder))]) as terminal:
            begun_s, seen_s = time.monotonic(), 0.0
            while time.monotonic() - begun_s < seconds - 3.0:
                terminal.refresh_screen()
                if terminal.shown_s and time.monotonic() - terminal.shown_s[-1] > 0.7 and seen_s < terminal.shown_s[-1]:
                    seen_s = time.monotonic()
                    terminal.press(b"a")
    return {**record, "shown_s": terminal.shown_s}


def latencies_ms(record: dict[str, Any], times_s: str) -> np.ndarray:
    """Return the time from each crossing to the first time it was told within a second; NaN where it was not."""
    told = np.array(record[times_s])
    found = [told[(told >= at) & (told < at + 1.0)] for at in record["crossings_s"]]
    return np.array(
        [
            1000 * (times[0] - at) if len(times) else np.nan
            for times, at in zip(found, record["crossings_s"], strict=True)
        ]
    )


def buzzer_ms(record: dict[str, Any]) -> np.ndarray:
    """Return the time from each crossing to the buzzer, in the rig's own time; NaN where it stayed silent."""
    tones = np.array(record["buzzer"])
    found = [tones[(tones >= at) & (tones < at + 100)] for at in record["crossings"]]
    return np.array(
        [tone[0] - at if len(tone) else np.nan for tone, at in zip(found, record["crossings"], strict=True)]
    )


def told(what: str, times_ms: np.ndarray) -> Figure:
    """Return a row of the table."""
    missed = int(np.isnan(times_ms).sum())
    p50, p99 = np.nanpercentile(times_ms, (50, 99))
    count = len(times_ms) - missed
    text = f"p50 {p50:.1f} ms, p99 {p99:.1f} ms, max {np.nanmax(times_ms):.1f} ms ({count} of {len(times_ms)})"
    return Figure(what, text, COMMAND, headline="," not in what)


def measure(seconds: float = 60.0) -> list[Figure]:
    """Return the figures."""
    figures: list[Figure] = []
    for case in CASES:
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            for trouble in case.troubles:
                stack.enter_context(trouble())
            record = listen(seconds, folder, case.bytes_a_second)
            figures.append(told(f"red line to event{case.title}", latencies_ms(record, "heard_s")))
            figures.append(told(f"red line to the rig's buzzer{case.title}", buzzer_ms(record)))
            if case.watched:
                record = watch(seconds, folder)
            if case.watched or case.bytes_a_second:
                figures.append(told(f"red line to banner{case.title}", latencies_ms(record, "shown_s")))
    return figures


if __name__ == "__main__":
    show(measure(float(sys.argv[1]) if len(sys.argv) > 1 else 60.0))
