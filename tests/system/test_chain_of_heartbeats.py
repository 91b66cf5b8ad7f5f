"""Rig, engine, view, person: whichever of them is gone, the next one down makes noise, with a foot on the pads.

Every fault is made in the whole program: the real firmware in an emulator behind a port, the engine, and the dashboard
at a terminal that answers. `PAWPRESS_CHAINS` says how often each: once unless told otherwise, 30 times every night.
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

import numpy as np
import pytest

pytest.importorskip("termios", reason="pseudo-terminals are of POSIX")

from bench.terminal import Terminal, watched
from pawpress.core.safety.screen import QUESTIONS
from pawpress.engine.calibrations import save_calibration
from pawpress.settings.layout_files import default_layout
from pawpress.simulator.pads import SUPERVISED_SENSOR, codes_of_newtons
from tests.nightly import how_many
from tests.rigsim.paced_pty import paced_pty
from tests.standing import CALIBRATION
from tests.tapped_port import TappedPort, tapped

CHAINS = int(how_many("PAWPRESS_CHAINS", 1, 30))
HEARD_S, RIG_S = 1.5, 2.5
"""Within this somebody makes noise where a terminal is left, and where only the rig is."""
RIG_MISSES_S = 1.5
"""The rig's own patience: two short beeps every 1.6 s from then on (firmware, `HOST_SILENT`)."""
LATE_S = 0.1
"""Two processes on a busy machine see an instant apart."""
LIGHT_N, HEAVY_N = 30.0, 150.0
"""On each of the three pads of the left foot: allowed, and 450 N in all, far beyond the line."""
STEPS_ON_S, HEAVY_S, PATIENCE_S = 12.0, 22.0, 40.0
OSC = re.compile(rb"\x1b\].*?(?:\x07|\x1b\\)", re.DOTALL)
"""A sequence that may end in the byte of the bell without being one."""

pytestmark = [pytest.mark.realtime, pytest.mark.timeout(90)]


class Ears(Terminal):
    """A terminal whose bell is heard."""

    def __init__(self, master: int) -> None:
        super().__init__(master, float("inf"))
        self.rung_s: list[float] = []
        self.shown = b""

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
        assert time.monotonic() < deadline_s, what
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


def codes() -> np.ndarray:
    """Return what the pads read: empty while the guard is armed, then the left foot, slowly, and then 450 N on it."""
    pads = default_layout(6).pad
    t_s = np.arange(round((HEAVY_S + 3.0) * 1000)) / 1000
    force_n = np.interp(t_s, [STEPS_ON_S, STEPS_ON_S + 1.0, HEAVY_S, HEAVY_S + 2.0], [0.0, LIGHT_N, LIGHT_N, HEAVY_N])
    counts, empty = (codes_of_newtons(one, SUPERVISED_SENSOR) for one in (force_n, np.zeros_like(force_n)))
    return np.stack([counts if pad.side == "left" else empty for pad in pads], axis=1)


@contextmanager
def standing(folder: Path, **environment: str) -> Iterator[Standing]:
    curves, answers = gate_files(folder)
    with paced_pty(codes(), reset_on_open=False) as rig, tapped(rig.port) as tap:
        command = [sys.executable, "-m", "pawpress", "live", "--mode", "foot", "--port", tap.port]
        command += ["--answers", str(answers), "--calibration", str(curves), "--rig", "demo"]
        master, slave = os.openpty()
        shell = subprocess.Popen(
            ["sh", "-c", '"$@"; sleep 60', "sh", *command],
            preexec_fn=lambda: os.login_tty(slave),
            env={**os.environ, "TERM": "xterm-256color", **environment},
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
                until(lambda: b"STAND" in ears.shown or on_load(ears), "nobody steps on")
                time.sleep(1.5)
                yield Standing(ears, tap, view, engine, shell, master)
        finally:
            for pid in [*pids, shell.pid]:
                with suppress(OSError):
                    os.kill(pid, signal.SIGKILL)
            shell.wait()
            with suppress(OSError):
                os.close(master)


def on_load(ears: Ears) -> bool:
    return b"at this load" in ears.shown


@pytest.fixture(params=range(CHAINS))
def chain(request: pytest.FixtureRequest) -> int:
    """Number the trials."""
    return int(request.param)


def view_killed(now: Standing) -> None:
    os.kill(now.view, signal.SIGKILL)


def view_hung(now: Standing) -> None:
    os.kill(now.view, signal.SIGSTOP)


def engine_killed(now: Standing) -> None:
    os.kill(now.engine, signal.SIGKILL)


def engine_hung(now: Standing) -> None:
    os.kill(now.engine, signal.SIGSTOP)


@pytest.mark.usefixtures("chain")
@pytest.mark.parametrize("fault", [view_killed, view_hung, engine_killed, engine_hung])
def test_whoever_is_gone_the_terminal_rings_and_the_rig_beeps(fault: Callable[[Standing], None], tmp_path: Path):
    with standing(tmp_path) as now:
        assert not now.ears.rung_s, "it rang before anything was wrong"
        begun_s = time.monotonic()
        fault(now)
        time.sleep(RIG_S + 1.2)
        bell_s, rig_s = now.noise(begun_s)
        print(f"{fault.__name__}: bell after {bell_s:.2f} s, rig beeps after {rig_s:.2f} s")
        assert bell_s <= HEARD_S + LATE_S
        assert rig_s <= RIG_S + LATE_S
        assert now.tap.silent_s, "the rig itself says that it misses its host"
        until(lambda: now.tap.tripped_s, "450 N come, and the rig, still armed, trips by itself")


@pytest.mark.usefixtures("chain")
def test_when_the_terminal_is_closed_the_rig_beeps(tmp_path: Path):
    with standing(tmp_path) as now:
        begun_s = time.monotonic()
        null = os.open(os.devnull, os.O_RDWR)
        os.dup2(null, now.master)  # the last handle of the terminal's own side: it is gone
        os.close(null)
        time.sleep(RIG_S + 1.2)
        _, rig_s = now.noise(begun_s)
        print(f"terminal closed: rig beeps after {rig_s:.2f} s")
        assert rig_s <= RIG_S + LATE_S
        assert now.tap.silent_s
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


@pytest.mark.usefixtures("chain")
@pytest.mark.parametrize("device", DEVICES)
def test_with_a_broken_loudspeaker_view_and_engine_are_heard_all_the_same(device: str, tmp_path: Path):
    """The view rings when 450 N come; when it is gone, the engine, whose loudspeaker is the same, rings."""
    (tmp_path / "sounddevice.py").write_text(DEVICES[device] + "\n")
    with standing(tmp_path, PYTHONPATH=str(tmp_path)) as now:
        assert not now.ears.rung_s, "it rang before anything was wrong"
        until(lambda: now.tap.tripped_s, "450 N come, and the rig trips")
        tripped_s = now.tap.tripped_s[0]
        time.sleep(HEARD_S + LATE_S)
        bell_s = min(at_s for at_s in now.ears.rung_s if at_s > tripped_s - 2.0) - tripped_s
        begun_s = time.monotonic()
        os.kill(now.view, signal.SIGKILL)
        time.sleep(RIG_S + 1.2)
        own_s, rig_s = now.noise(begun_s + 0.01)
        print(f"loudspeaker {device}: bell after {bell_s:.2f} s; without the view {own_s:.2f} s, rig {rig_s:.2f} s")
        assert bell_s <= HEARD_S
        assert own_s <= HEARD_S + LATE_S
        assert rig_s <= RIG_S + LATE_S
