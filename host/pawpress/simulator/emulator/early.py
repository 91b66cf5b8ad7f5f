"""An emulator process that is started before anybody knows all about the rig; V8 comes up while the rest is loaded."""

from __future__ import annotations

import contextlib

from pawpress.simulator.emulator.emulator_process import EmulatorEnded, EmulatorProcess
from pawpress.simulator.emulator.v8 import EmulatorUnavailable

_started: list[EmulatorProcess] = []


def start_early() -> None:
    """Start a process that `take_started` will return; where it cannot be, the taker finds out."""
    with contextlib.suppress(EmulatorUnavailable, EmulatorEnded):
        _started.append(EmulatorProcess(plays=True))


def take_started() -> EmulatorProcess:
    """Return the process that was started early, or start one; raises as `EmulatorProcess`."""
    return _started.pop() if _started else EmulatorProcess(plays=True)
