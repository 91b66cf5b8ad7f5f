"""An emulator process that is started before anybody knows all about the rig; V8 comes up while the rest is loaded."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from pawpress.simulator.emulator.emulator_process import EmulatorEnded, EmulatorProcess
from pawpress.simulator.emulator.v8 import EmulatorUnavailable

_started: list[EmulatorProcess] = []


@contextlib.contextmanager
def started_early() -> Iterator[None]:
    """Start a process that `take_started` will return, and end it at the end if nobody has taken it.

    Where it cannot be started, the taker finds out.
    """
    with contextlib.suppress(EmulatorUnavailable, EmulatorEnded):
        _started.append(EmulatorProcess(plays=True))
    try:
        yield
    finally:
        while _started:
            _started.pop().close()


def take_started() -> EmulatorProcess:
    """Return the process that was started early, or start one; raises as `EmulatorProcess`."""
    return _started.pop() if _started else EmulatorProcess(plays=True)
