"""Somebody stands on the pads of a whole program whose parts can be killed, hung or taken away, and who is then heard.

The real firmware runs in an emulator behind a port, the engine and the dashboard at a terminal that answers.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from typing import TypeVar

import numpy as np

from bench.terminal import LOOK_S, Terminal, watched
from pawpress.core.safety.screen import QUESTIONS
from pawpress.engine.calibrations import save_calibration
from pawpress.settings.layout_files import default_layout
from pawpress.simulator.pads import SUPERVISED_SENSOR, codes_of_newtons
from tests.rigsim.paced_pty import paced_pty
from tests.standing import CALIBRATION
from tests.tapped_port import TappedPort, tapped

HEARD_S, RIG_S = 1.5, 2.5
"""Within this somebody makes noise where a terminal is left, and where only the rig is."""
RIG_MISSES_S = 1.5
"""The rig's own patience: two short beeps every 1.6 s from then on (firmware, `HOST_SILENT`)."""
LATE_S = 0.1
"""Two processes on a busy machine see an instant apart."""
LIGHT_N, HEAVY_N = 30.0, 150.0
"""On each of the three pads of the left foot: allowed, and 450 N in all, far beyond the line."""
PATIENCE_S = 40.0
OSC = re.compile(rb"\x1b\].*?(?:\x07|\x1b\\)", re.DOTALL)
"""A sequence that may end in the byte of the bell without being one."""


class Ears(Terminal):
    """A terminal whose bell is heard."""

    def __init__(self, master: int) -> None:
        super().__init__(master, float("inf"))
        self.rung_s: list[float] = []
        self.shown = b""
        self.deaf = False
        """Whether the line to it has dropped without a word: nothing is read and nothing answered any more."""

    def refresh_screen(self) -> None:
        if self.deaf:
            time.sleep(LOOK_S)
        else:
            super().refresh_screen()

    def _take(self, piece: bytes, now_s: float) -> None:
        self.rung_s += [now_s] * OSC.sub(b"", piece).count(b"\a")
        self.shown = (self.shown + piece)[-200_000:]
        super()._take(piece, now_s)


@dataclass
class Standing:
    """Somebody stands on the pads, and all is well."""

    ears: Ears
    tap: TappedPort
    view: int
    engine: int
    shell: subprocess.Popen[bytes]
    master: int
    press_hard: Callable[[], None]
    """Put 450 N on the foot."""

    def noise(self, since_s: float) -> tuple[float, float]:
        """Return after how long the bell rang, and from when on the rig beeps; both from `since_s`."""
        rung = [at_s - since_s for at_s in self.ears.rung_s if at_s > since_s]
        return min(rung, default=float("inf")), self.tap.commanded_s - since_s + RIG_MISSES_S


def children(pid: int) -> list[int]:
    with suppress(OSError):
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def until(met: Callable[[], object], what: str) -> None:
    deadline_s = time.monotonic() + PATIENCE_S
    while not met():
        if time.monotonic() >= deadline_s:
            raise NotQuiet(what)
        time.sleep(0.02)


def gate_files(folder: Path) -> tuple[Path, Path]:
    curves = save_calibration(CALIBRATION, folder / "curves.toml")
    answers = folder / "answers.toml"
    health = "".join(f"{key} = false\n" for key in QUESTIONS)
    answers.write_text(
        f'day = {date.today()}\ngiver = "60kg"\nreceiver = "80kg"\nsupport_in_reach = true\nstop_word = "red"\n'
        f"[health]\n{health}"
    )
    return curves, answers


STEPS_ON_MS, PRESSES_MS, END_MS = 10, 1100, 3200
"""Rows at which the pads wait: empty until the guard is armed, then for the left foot to be pressed down hard."""


def codes() -> np.ndarray:
    """Return what the pads read: nothing, then the left foot, slowly, and then 450 N on it."""
    pads = default_layout(6).pad
    corners_ms = [STEPS_ON_MS, STEPS_ON_MS + 1000, PRESSES_MS, PRESSES_MS + 2000]
    force_n = np.interp(np.arange(END_MS), corners_ms, [0.0, LIGHT_N, LIGHT_N, HEAVY_N])
    counts, empty = (codes_of_newtons(one, SUPERVISED_SENSOR) for one in (force_n, np.zeros_like(force_n)))
    return np.stack([counts if pad.side == "left" else empty for pad in pads], axis=1)


@contextmanager
def standing(folder: Path, device: str | None = None) -> Iterator[Standing]:
    """Open foot mode and have somebody step on.

    The loudspeaker is that of this machine, or broken in one way. Everything is kept in a new folder in `folder`.
    """
    folder = Path(mkdtemp(dir=folder))
    if device is not None:
        (folder / "sounddevice.py").write_text(DEVICES[device] + "\n")
    curves, answers = gate_files(folder)
    planted = {} if device is None else {"PYTHONPATH": str(folder)}
    waits_at = (STEPS_ON_MS, PRESSES_MS)
    with paced_pty(codes(), reset_on_open=False, waits_at=waits_at) as rig, tapped(rig.port) as tap:
        command = [sys.executable, "-m", "pawpress", "live", "--mode", "foot", "--port", tap.port]
        command += ["--answers", str(answers), "--calibration", str(curves), "--rig", "demo"]
        master, slave = os.openpty()
        shell = subprocess.Popen(
            ["sh", "-c", '"$@"; sleep 60', "sh", *command],
            preexec_fn=lambda: os.login_tty(slave),
            env={**os.environ, "TERM": "xterm-256color", **planted},
        )
        os.close(slave)
        ears = Ears(master)
        pids: list[int] = []
        try:
            with watched(ears):
                until(lambda: tap.guard is not None and b"TOTAL" in ears.shown, "foot mode does not open")
                view = children(shell.pid)[0]
                engine = children(view)[0]
                pids += [view, engine]
                rig.go_on()
                until(lambda: b"STAND" in ears.shown or on_load(ears), "nobody steps on")
                time.sleep(1.5)
                yield Standing(ears, tap, view, engine, shell, master, rig.go_on)
        finally:
            for pid in [*pids, shell.pid]:
                with suppress(OSError):
                    os.kill(pid, signal.SIGKILL)
            shell.wait()
            with suppress(OSError):
                os.close(master)


def on_load(ears: Ears) -> bool:
    return b"at this load" in ears.shown


def view_killed(now: Standing) -> None:
    os.kill(now.view, signal.SIGKILL)


def view_hung(now: Standing) -> None:
    os.kill(now.view, signal.SIGSTOP)


def engine_killed(now: Standing) -> None:
    os.kill(now.engine, signal.SIGKILL)


def engine_hung(now: Standing) -> None:
    os.kill(now.engine, signal.SIGSTOP)


def terminal_closed(now: Standing) -> None:
    """Take the last handle of the terminal's own side away, as a window that is closed or a line that drops does."""
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, now.master)
    os.close(null)


def line_drops(now: Standing) -> None:
    """Let nothing come through to the terminal any more, as an ssh line does whose network is gone."""
    now.ears.deaf = True


FAULTS = {
    "dashboard killed": view_killed,
    "dashboard hung": view_hung,
    "engine killed": engine_killed,
    "engine hung": engine_hung,
    "terminal closed": terminal_closed,
    "line to the terminal drops": line_drops,
}


class NotQuiet(AssertionError):
    """The machine was too busy for a session in which nothing is wrong, so nothing can be learnt from it."""


TRIES = 4
"""Times a trial is made before this machine is too busy for it."""
T = TypeVar("T")


def again_until_quiet(trial: Callable[[], T]) -> T:
    """Return what a trial gives; one in which something rang before the fault says nothing and is made again."""
    for _ in range(TRIES - 1):
        with suppress(NotQuiet):
            return trial()
    return trial()


NO_TERMINAL = ("terminal closed", "line to the terminal drops")
"""Faults after which no bell can be heard, only the rig."""


@dataclass(frozen=True)
class Heard:
    """Who made noise after a fault, and how soon; infinite where nobody did."""

    bell_s: float
    rig_s: float
    silent: bool
    """Whether the rig itself said that it misses its host."""


def listen(now: Standing, fault: Callable[[Standing], None]) -> Heard:
    """Make a fault and listen."""
    if now.ears.rung_s:
        raise NotQuiet("it rang before anything was wrong")
    begun_s = time.monotonic()
    fault(now)
    time.sleep(RIG_S + 1.2)
    return Heard(*now.noise(begun_s), bool(now.tap.silent_s))


def trips_by_itself(now: Standing) -> None:
    """See that the rig is still armed."""
    now.press_hard()
    until(lambda: now.tap.tripped_s, "450 N come, and the rig, still armed, trips by itself")


DEVICES = {
    "missing": "raise OSError('PortAudio library not found')",
    "hangs when it is found": "import threading\nthreading.Event().wait()",
    "hangs when it is opened": "import threading\ndef check_output_settings(**_): threading.Event().wait()",
    "hangs when it is played on": (
        "import threading\ndef check_output_settings(**_): pass\ndef play(*_): threading.Event().wait()\n"
        "def stop(): threading.Event().wait()"
    ),
}
"""What stands for the library of a loudspeaker that is broken, by how it is."""


def listen_to_load(now: Standing) -> float:
    """Return after which time the bell rings for 450 N, counted from the rig's own trip."""
    if now.ears.rung_s:
        raise NotQuiet("it rang before anything was wrong")
    trips_by_itself(now)
    time.sleep(HEARD_S + LATE_S)
    return min((at_s for at_s in now.ears.rung_s), default=float("inf")) - now.tap.tripped_s[0]
