"""Starts the engine: the emulator first, if the config asks for one, so that V8 comes up while the rest is loaded."""

from __future__ import annotations

import signal
import sys
from contextlib import ExitStack

import msgspec


class _Source(msgspec.Struct):
    type: str
    rig: str = "emulated-avr"


class _ConfigHead(msgspec.Struct):
    """The part of an `EngineConfig` that can be read before numpy is loaded."""

    source: _Source


def main() -> int:
    """Run the engine until it is told to quit or its parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # what Ctrl-C means is for the program in the foreground to say
    line = sys.stdin.buffer.readline()
    if not line:
        return 0
    source = msgspec.json.decode(line, type=_ConfigHead).source
    with ExitStack() as beside:
        if (source.type, source.rig) == ("demo", "emulated-avr"):
            from pawpress.simulator.emulator.early import started_early

            beside.enter_context(started_early())
        from pawpress.engine import engine_loop

        try:
            return engine_loop.main(line)
        except BrokenPipeError:  # the parent is gone before it was answered
            return 1


if __name__ == "__main__":
    sys.exit(main())
