"""How commands end, many times over: complaints, Ctrl-C at random moments, and an emulator that dies or stands still.

    python -m bench.exit_statuses [--doctor 200] [--complaints 50] [--deaths 50] [--json]

Each end is looked at: the exit status is 0, 1, 2 or 130 and never a signal, one line says what happened and no
traceback does, the recording is whole, and 3 s later no process of the command runs any more.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from bench.figure import Figure, show
from pawpress.analysis.recording import open_recording
from pawpress.recording import RecordingError

COMMAND = "python -m bench.exit_statuses"
ALLOWED = frozenset({0, 1, 2, 130})
ORPHAN_S = 3.0
LONGEST_S = 120.0
MARK = "PAWPRESS_BENCH_RUN"
UP = "import sys; sys.stderr.write('up\\n'); sys.stderr.flush(); from pawpress.cli import main; main()"
"""Says when the interpreter is up: what comes before is no code of ours."""
LATEST_S = 4.0
"""Ctrl-C comes at a random moment of so many seconds: while it starts, or while it runs."""
RECORDED = 50_000
"""Bytes of a recording after which a session counts as under way."""
DEMO = ("demo", "--headless")
COMPLAINTS: dict[str, tuple[str, ...]] = {
    "unknown style": (*DEMO, "--style", "nope", "--seconds", "1"),
    "record path that cannot be": (*DEMO, "--record", "{folder}/none/x.paw", "--seconds", "1"),
    "unknown scenario": (*DEMO, "--scenario", "moonwalk", "--seconds", "1"),
    "unknown board": (*DEMO, "--board", "due", "--seconds", "1"),
    "unknown key in a limits file": (*DEMO, "--limits", "{folder}/limits.toml", "--seconds", "1"),
    "unknown layout": ("live", "--port", "{folder}/none", "--layout", "nope", "--headless", "--seconds", "1"),
    "bad file to grade": ("grade", "{folder}/bad.paw"),
    "port that does not exist": ("live", "--port", "{folder}/ttyNONE", "--headless", "--seconds", "1"),
    "--json without --headless": ("demo", "--json"),
    "bad calibration": (*DEMO, "--calibration", "{folder}/limits.toml", "--seconds", "1"),
}
DOCTORS, COMPLAINTS_EACH, DEATHS_EACH = 200, 50, 50
"""How often each is tried unless told."""
DEATHS = {"kill -9": signal.SIGKILL, "SIGSEGV": signal.SIGSEGV, "stopped": signal.SIGSTOP}


@dataclass(frozen=True, slots=True)
class End:
    """How one command ended."""

    status: int
    errors: str
    left: int
    """Processes of it that still ran afterwards."""
    faults: tuple[str, ...] = ()
    """What else was wrong."""

    @property
    def wrong(self) -> list[str]:
        """Everything that is not as it must be, the worst first."""
        return list(_faults(self))


@dataclass(slots=True)
class Row:
    """All ends of one kind."""

    what: str
    ends: list[End] = field(default_factory=list[End])

    @property
    def statuses(self) -> Counter[int]:
        """How often each status came."""
        return Counter(end.status for end in self.ends)

    @property
    def faults(self) -> list[str]:
        """Everything that is not as it must be."""
        return [fault for end in self.ends for fault in end.wrong]

    @property
    def worst(self) -> str:
        """The worst end in words: a wrong status before any other fault; without a fault the statuses that came."""
        if self.faults:
            worst = max(self.ends, key=lambda end: (end.status not in ALLOWED, len(end.wrong)))
            return "at worst " + ", ".join(worst.wrong)
        return "status " + " or ".join(map(str, sorted(self.statuses)))


def _faults(end: End) -> Iterable[str]:
    if end.status not in ALLOWED:
        yield f"status {end.status}"
    if "Traceback" in end.errors:
        yield f"a traceback: {end.errors.strip().splitlines()[-1]}"
    if end.left:
        yield f"{end.left} processes left"
    yield from end.faults


class Running:
    """A command that runs, and every process that comes of it."""

    def __init__(self, arguments: list[str]) -> None:
        self._mark = uuid.uuid4().hex
        self.process = subprocess.Popen(
            [sys.executable, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, MARK: self._mark},
        )

    def family(self) -> list[psutil.Process]:
        """Return the processes that come of it and run, it among them."""
        return [process for process in psutil.process_iter() if self._ours(process)]

    def _ours(self, process: psutil.Process) -> bool:
        try:
            return process.status() != psutil.STATUS_ZOMBIE and process.environ().get(MARK) == self._mark
        except (psutil.Error, OSError):
            return False

    def end(self, faults: Iterable[str] = ()) -> End:
        """Wait for the end, and see what is left."""
        wrong = list(faults)
        try:
            _, errors = self.process.communicate(timeout=LONGEST_S)
        except subprocess.TimeoutExpired:
            wrong.append(f"did not end within {LONGEST_S:.0f} s")
            self.process.kill()
            _, errors = self.process.communicate()
        end_s = time.monotonic() + ORPHAN_S
        while (left := self.family()) and time.monotonic() < end_s:
            time.sleep(0.05)
        for process in left:
            process.kill()
        return End(self.process.returncode, errors, len(left), tuple(wrong))


def complaint(arguments: Iterable[str], folder: Path) -> End:
    """Run a command that must complain in one line."""
    begun = Running(["-m", "pawpress", *(argument.format(folder=folder) for argument in arguments)])
    end = begun.end()
    said = [line for line in end.errors.splitlines() if line.startswith(("pawpress: ", "Error: ", "Invalid "))]
    wrong = () if len(said) == 1 and end.status in (1, 2) else (f"{len(said)} lines with status {end.status}",)
    return End(end.status, end.errors, end.left, end.faults + wrong)


def doctor() -> End:
    """Run the doctor, who has no rig to find."""
    end = Running(["-m", "pawpress", "doctor"]).end()
    said = () if not end.errors.strip() else (f"on standard error: {end.errors.strip()[:80]}",)
    return End(end.status, end.errors, end.left, end.faults + said)


def interrupted(dice: random.Random, folder: Path) -> End:
    """Press Ctrl-C at a random moment of a session."""
    recording = folder / f"{uuid.uuid4().hex}.paw"
    begun = Running(["-P", "-c", UP, *DEMO, "--record", str(recording)])
    assert begun.process.stderr is not None
    begun.process.stderr.readline()
    time.sleep(dice.uniform(0.01, LATEST_S))
    begun.process.send_signal(signal.SIGINT)
    end = begun.end()
    return End(end.status, end.errors, end.left, end.faults + (_unreadable(recording) if recording.exists() else ()))


def died(number: signal.Signals, dice: random.Random, folder: Path) -> End:
    """Kill or stop the emulator at a random moment of a session."""
    recording = folder / f"{uuid.uuid4().hex}.paw"
    begun = Running(["-m", "pawpress", *DEMO, "--record", str(recording), "--seconds", "300"])
    if not _under_way(recording, begun):
        return begun.end(["never got under way"])
    time.sleep(dice.uniform(0.0, 1.0))
    emulators = [process for process in begun.family() if process.pid != begun.process.pid]
    for process in emulators:
        process.send_signal(number)
    end = begun.end([] if len(emulators) == 1 else [f"{len(emulators)} emulators ran"])
    return End(end.status, end.errors, end.left, end.faults + _wrong_end(end, number) + _unreadable(recording))


def _under_way(recording: Path, begun: Running) -> bool:
    end_s = time.monotonic() + LONGEST_S
    while time.monotonic() < end_s and begun.process.poll() is None:
        if recording.exists() and recording.stat().st_size > RECORDED:
            return True
        time.sleep(0.05)
    return False


def _wrong_end(end: End, number: signal.Signals) -> tuple[str, ...]:
    """Say what is wrong with a session whose emulator died or stands still."""
    words = "has not answered" if number == signal.SIGSTOP else f"ended (signal {int(number)})"
    said = [line for line in end.errors.splitlines() if words in line]
    wrong = () if end.status == 1 else (f"status {end.status}, not 1",)
    return wrong if len(said) == 1 else (*wrong, f"{len(said)} lines about the end")


def _unreadable(path: Path) -> tuple[str, ...]:
    try:
        recording = open_recording(path)
        recording.judged()
    except RecordingError as error:
        return (f"recording: {error}",)
    return ("the recording was cut off",) if recording.recovered else ()


def rows(doctors: int, complaints: int, deaths: int, seed: int = 11) -> Iterable[Row]:
    """Run everything; yields a row when it is complete."""
    dice = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "limits.toml").write_text("[nothing]\nof_the_kind = 1\n")
        (folder / "bad.paw").write_bytes(b"\0not a recording\0" * 9)
        yield _row("pawpress doctor", doctors, doctor)
        for what, arguments in COMPLAINTS.items():
            yield _row(what, complaints, lambda arguments=arguments: complaint(arguments, folder))
        yield _row("Ctrl-C at a random moment", complaints, lambda: interrupted(dice, folder))
        for what, number in DEATHS.items():
            yield _row(f"emulator: {what}", deaths, lambda number=number: died(number, dice, folder))


def _row(what: str, times: int, once: Callable[[], End]) -> Row:
    return Row(what, [once() for _ in range(times)])


def measure(doctors: int = DOCTORS, complaints: int = COMPLAINTS_EACH, deaths: int = DEATHS_EACH) -> list[Figure]:
    """Return the figures."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs and their children ignore it
    return [figure(row) for row in rows(doctors, complaints, deaths)]


def figure(row: Row) -> Figure:
    """Return how many ends of a kind were in order, and the worst."""
    right = sum(not end.wrong for end in row.ends)
    return Figure(f"{row.what}: ends in order", f"{right} of {len(row.ends)}, {row.worst}", COMMAND)


def main() -> int:
    """Run, print, and return 1 if anything was not as it must be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, times in (("doctor", DOCTORS), ("complaints", COMPLAINTS_EACH), ("deaths", DEATHS_EACH)):
        parser.add_argument(f"--{name}", type=int, default=times, metavar="N", help=f"times each; {times} if left out")
    parser.add_argument("--json", action="store_true")
    wanted = parser.parse_args()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs and their children ignore it
    done: list[Row] = []
    for row in rows(wanted.doctor, wanted.complaints, wanted.deaths):
        done.append(row)
        if not wanted.json:
            show([figure(row)])
            print(f"    statuses {dict(sorted(row.statuses.items()))}", flush=True)
            for fault in row.faults:
                print(f"    WRONG: {fault}", flush=True)
    if wanted.json:
        print(json.dumps([{"what": row.what, "statuses": row.statuses, "faults": row.faults} for row in done]))
    return 1 if any(row.faults for row in done) else 0


if __name__ == "__main__":
    sys.exit(main())
