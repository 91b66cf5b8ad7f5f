"""The first seconds on a busy computer: red alarms that nothing deserved, and cables pulled that were not told.

`python -m bench.first_contact [--starts N] [--pulls N] [--busy N] [--rig avr|core]`

Starts: as many runs of `pawpress demo --headless --seconds 3 --json` with busy programs beside them; every red alarm is
one too many. Pulls: a rig in real time behind a pseudo-terminal, whose port goes away, or whose bytes stop while the
port stays, at a random moment of the first 5 s. Each must be told, and be red: at once where the port goes or the
stream stood, and within 3 s of the opening where it never did. Times are `time.monotonic()`, which all
programs of the machine share; all include the wait for a turn on a busy computer.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import pty
import random
import select
import subprocess
import sys
import time
import tty
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

import numpy as np

from bench.figure import Figure, show
from pawpress.core.events import Event
from pawpress.core.safety import ALARMS, AlarmChange, AlarmState
from pawpress.engine.build import build_session
from pawpress.engine.config import EngineConfig, PortSource
from pawpress.engine.foot_arming import POLL_S
from pawpress.engine.messages import Notice

COMMAND = "python -m bench.first_contact"
ROOT = Path(__file__).resolve().parent.parent
PULLED_WITHIN_S = 5.0
STOOD_S = 0.3
"""A stream that stood is red after 0.2 s of silence; the rest is the wait for a turn."""
STARTED_S = 3.0
PATIENCE_S = 6.0
"""What is not told by then is not told."""
DEMO_S = 3.0
"""How long a demo that is started runs."""
PORTION = 5
"""Steps of the rig that are lived through at once."""
PADS = 6


class Ear:
    """A sink that prints when a red alarm is raised."""

    def take(self, chunk: bytes, events: Sequence[Event], now_s: float) -> None:  # noqa: ARG002
        """Print what was raised."""
        for event in events:
            if not isinstance(event, AlarmChange) or event.alarm.severity != "red":
                continue
            if event.state is AlarmState.UNACKNOWLEDGED:
                tell(event.alarm.code)

    def close(self) -> None:
        """Nothing is kept."""


def tell(what: str) -> None:
    """Print what was told and when."""
    print(json.dumps({"what": what, "at_s": time.monotonic()}), flush=True)


def host(port: str) -> None:
    """Watch a port without a screen, as a live session does, and print what is told; until killed."""

    def notify(notice: Notice) -> None:
        if notice.severity == "error":
            tell(notice.text)

    session, _ = build_session(EngineConfig(source=PortSource(port=port)), [Ear()], notify, time.monotonic)
    tell("opened")
    while True:
        session.step(time.monotonic)
        time.sleep(POLL_S)


def rig(kind: str) -> None:
    """Live in real time behind a pseudo-terminal until standard input says `gone` or `mute`."""
    from pawpress.rig.firmware_images import hex_text, manifest
    from pawpress.simulator.avr_board import AvrBoard
    from pawpress.simulator.core_board import CoreBoard

    ours, theirs = pty.openpty()
    tty.setraw(theirs)
    os.set_blocking(ours, False)
    board = CoreBoard("uno") if kind == "core" else AvrBoard(hex_text("uno"), manifest().images["uno"].pads)
    print(os.ttyname(theirs), flush=True)
    begun_s, lived, mute = time.monotonic(), 0, False
    while True:
        if select.select([sys.stdin], [], [], 0)[0]:
            word = sys.stdin.readline().strip()
            print(time.monotonic(), flush=True)
            if word != "mute":
                os._exit(0)
            mute = True
        while int((time.monotonic() - begun_s) * 1000) - lived >= PORTION:
            with contextlib.suppress(BlockingIOError):
                board.send(os.read(ours, 4096))
            sent = board.run(np.zeros((PORTION, PADS), dtype=np.uint16))
            lived += PORTION
            if not mute:
                with contextlib.suppress(BlockingIOError):
                    os.write(ours, sent)
        time.sleep(0.001)


@contextlib.contextmanager
def running(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Run this file as another program; end it afterwards."""
    command = [sys.executable, "-m", "bench.first_contact", *arguments]
    program = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        yield program
    finally:
        program.kill()
        program.communicate()


@contextlib.contextmanager
def busy(programs: int) -> Iterator[None]:
    """Keep the computer busy."""
    spinning = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(programs)]
    try:
        yield
    finally:
        for program in spinning:
            program.kill()
            program.wait()


@dataclass(frozen=True)
class Pull:
    """A cable that was pulled, and when that was told."""

    how: str
    after_s: float
    """How long after the opening."""
    told_s: float | None = None
    """How long after the pull the first word of it came; None for never."""
    red_s: float | None = None
    """How long after the pull the first red alarm came; None for never."""
    early: str = ""
    """What was told before anything was wrong with the line: the rig itself waited for a turn."""

    @property
    def in_time(self) -> bool:
        """Whether it was told as soon as it should be."""
        if self.red_s is None:
            return False
        # Where the stream stood the first holds, where it did not the second.
        return self.red_s <= STOOD_S or (self.how == "mute" and self.after_s + self.red_s <= STARTED_S)


def pull(kind: str, how: str, after_s: float) -> Pull:
    """Pull a cable so long after the opening, and wait until that is told."""
    with running("rig", kind) as device:
        assert device.stdout is not None
        assert device.stdin is not None
        with running("host", device.stdout.readline().strip()) as watching:
            assert watching.stdout is not None
            opened_s = json.loads(watching.stdout.readline())["at_s"]
            said = Queue[str]()
            Thread(target=lambda: [said.put(line) for line in watching.stdout or ()], daemon=True).start()
            time.sleep(max(0.0, opened_s + after_s - time.monotonic()))
            device.stdin.write(how + "\n")
            device.stdin.flush()
            pulled_s = float(device.stdout.readline())
            return _heard(Pull(how, pulled_s - opened_s), said, pulled_s)


def _heard(pulled: Pull, said: Queue[str], pulled_s: float) -> Pull:
    """Return a pull with what was told of it, up to the first red alarm."""
    while (left_s := pulled_s + PATIENCE_S - time.monotonic()) > 0.0:
        try:
            line = json.loads(said.get(timeout=left_s))
        except Empty:
            break
        after_s, what = line["at_s"] - pulled_s, str(line["what"])
        if after_s < 0.0:
            pulled = replace(pulled, early=what)
            continue
        pulled = pulled if pulled.told_s is not None else replace(pulled, told_s=after_s)
        if what in ALARMS:
            return replace(pulled, red_s=after_s)
    return pulled


def start() -> list[dict[str, Any]]:
    """Return the alarms of a demo that runs for three seconds."""
    command = [sys.executable, "-m", "pawpress", "demo", "--headless", "--seconds", f"{DEMO_S:g}", "--json"]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    alarms: list[dict[str, Any]] = json.loads(ended.stdout)["alarms"]
    return alarms


def measure(starts: int = 100, pulls: int = 100, programs: int = 4, kind: str = "core") -> list[Figure]:
    """Return the figures."""
    dice = random.Random(11)
    with busy(programs):
        told = [start() for _ in range(starts)]
        pulled = [
            pull(kind, ("gone", "mute")[number % 2], dice.uniform(0.0, PULLED_WITHIN_S)) for number in range(pulls)
        ]
    for alarms in filter(None, told):
        print([(alarm["code"], alarm["severity"], alarm["start_s"], alarm["end_s"]) for alarm in alarms])
    for one in (one for one in pulled if not one.in_time or one.early):
        print(one)
    return [*starts_figures(told, programs), *pulls_figures(pulled, programs)]


def starts_figures(told: list[list[dict[str, Any]]], programs: int) -> list[Figure]:
    """Return what was told of the starts."""
    if not told:
        return []
    counts = {
        severity: sum(any(a["severity"] == severity for a in one) for one in told) for severity in ("red", "amber")
    }
    title = f"{len(told)} starts of the demo beside {programs} busy programs: with a red alarm / with an amber one"
    return [Figure(title, f"{counts['red']} / {counts['amber']}, {_worst([a for one in told for a in one])}", COMMAND)]


def _worst(alarms: list[dict[str, Any]]) -> str:
    """Say which alarm was the worst, a red one before any other, and of these the one that lasted longest."""
    if not alarms:
        return "no alarm"
    lasted_s = [(one["end_s"] or DEMO_S) - one["start_s"] for one in alarms]
    worst = max(range(len(alarms)), key=lambda n: (alarms[n]["severity"] == "red", lasted_s[n]))
    return f"at worst {alarms[worst]['severity']} `{alarms[worst]['code']}` for {lasted_s[worst]:.1f} s"


def pulls_figures(pulled: list[Pull], programs: int) -> list[Figure]:
    """Return what was told of the pulls, one figure for each kind."""
    figures: list[Figure] = []
    for how, words in (("gone", "the port goes"), ("mute", "the bytes stop, the port stays")):
        these = [one for one in pulled if one.how == how]
        if not these:
            continue
        told_s = max((one.told_s for one in these if one.told_s is not None), default=float("nan"))
        red_s = max((one.red_s for one in these if one.red_s is not None), default=float("nan"))
        title = f"{len(these)} cables pulled in the first 5 s beside {programs} busy programs, {words}"
        heard, timely = sum(one.red_s is not None for one in these), sum(one.in_time for one in these)
        text = f"{heard} told, {timely} in time, the slowest after {told_s:.2f} s, red after {red_s:.2f} s"
        figures.append(Figure(title, text, COMMAND))
    return figures


def main(arguments: Sequence[str]) -> None:
    """Run a part, or measure."""
    if arguments[:1] == ["rig"]:
        rig(arguments[1])
    elif arguments[:1] == ["host"]:
        host(arguments[1])
    else:
        parser = argparse.ArgumentParser(prog=COMMAND)
        parser.add_argument("--starts", type=int, default=100)
        parser.add_argument("--pulls", type=int, default=100)
        parser.add_argument("--busy", type=int, default=4)
        parser.add_argument("--rig", choices=("avr", "core"), default="core")
        asked = parser.parse_args(arguments)
        show(measure(asked.starts, asked.pulls, asked.busy, asked.rig))


if __name__ == "__main__":
    main(sys.argv[1:])
