"""Sessions of `pawpress coach` without a terminal, several at a time: they wait for presses, not for the processor."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

COACH = (sys.executable, "-m", "pawpress", "coach")
DEMO = (*COACH, "--demo", "--emulate", "core")
SCENARIOS = Path(__file__).parent / "scenarios"
HELD, JABS, STUMBLES = (SCENARIOS / f"{name}.toml" for name in ("held", "jabs", "stumbles"))
LONGEST_S, BEGINS_S = 120.0, 10.0


class CoachSession:
    """A running command with everything that will be said to it.

    Parameters
    ----------
    home : Path
        Where people and calibrations are kept.
    words : str or Path
        Of the command line, after `DEMO`.
    said : sequence of str, optional
        Lines on standard input.
    env : dict, optional
        More of the environment.
    """

    def __init__(
        self, home: Path, *words: str | Path, said: Sequence[str] = (), env: dict[str, str] | None = None
    ) -> None:
        # Files, not pipes: nobody reads while other sessions run, and a full pipe would stop this one.
        self._open = ExitStack()
        given = self._open.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8"))  # noqa: SIM115
        self._out = self._open.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8"))  # noqa: SIM115
        self._err = self._open.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8"))  # noqa: SIM115
        given.write("".join(f"{line}\n" for line in said))
        given.seek(0)
        self.process = subprocess.Popen(
            [*DEMO, *map(str, words)],
            stdin=given,
            stdout=self._out,
            stderr=self._err,
            env={**os.environ, "XDG_DATA_HOME": str(home), **(env or {})},
        )

    def await_begin(self) -> None:
        """Wait until it says something: a machine that starts many at once is too late for all of them."""
        deadline_s = time.monotonic() + BEGINS_S
        while self.process.poll() is None and time.monotonic() < deadline_s:
            if any(os.fstat(file.fileno()).st_size for file in (self._out, self._err)):
                return
            time.sleep(0.02)

    def result(self, status: int = 0) -> tuple[str, str]:
        """Return standard output and error once it has ended as it should, without a control code."""
        self.process.wait(LONGEST_S)
        out, err = _read(self._out), _read(self._err)
        assert self.process.returncode == status, err
        assert "\x1b" not in out + err
        return out, err

    def close(self) -> None:
        """Leave nothing running."""
        self.process.kill()
        self.process.wait()
        self._open.close()


def coached(home: Path, *words: str | Path, said: Sequence[str] = (), status: int = 0) -> tuple[str, str]:
    """Return standard output and error of one session."""
    with running(home, {"only": (words, said)}) as sessions:
        return sessions["only"].result(status)


@contextmanager
def running(
    home: Path,
    wanted: dict[str, tuple[Sequence[str | Path], Sequence[str]]],
    envs: dict[str, dict[str, str]] | None = None,
) -> Iterator[dict[str, CoachSession]]:
    """Start sessions by name, one after the other, each with its words and what is said, and a home of its own."""
    given, sessions = envs or {}, dict[str, CoachSession]()
    try:
        for name, (words, said) in wanted.items():
            sessions[name] = CoachSession(home / name, *words, said=said, env=given.get(name))
            sessions[name].await_begin()
        yield sessions
    finally:
        for session in sessions.values():
            session.close()


def _read(file: IO[str]) -> str:
    file.seek(0)
    return file.read()
