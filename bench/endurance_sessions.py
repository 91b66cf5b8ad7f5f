"""Live sessions that are killed, disturbed, or find the disk full and the port taken: the recording is whole."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

from bench.endurance_outcome import Outcome
from pawpress.analysis.judge_recordings import judge_recording
from pawpress.core.events import Quality
from pawpress.rig.link import LinkError
from pawpress.rig.serial_port import SerialLink
from tests.bad_lines import FAULTS, BadSession, run
from tests.kills import losses

MOST_MISSING_S = 1.0
YEAR_NS = 365 * 86_400 * 10**9
STEPS_NS = {"a second back": -(10**9), "an hour on": 3_600 * 10**9, "to 1970": -56 * YEAR_NS, "to 2200": 174 * YEAR_NS}


def kills(folder: Path, count: int) -> Outcome:
    """Kill recording sessions with SIGKILL at random moments of three seconds."""
    outcome = Outcome("recording session killed with -9: opens, less than a second is lost")
    lost = losses(folder, count)[:count]
    for number, one in enumerate(lost):
        with outcome.trial(f"session {number}"):
            assert one.recovered
            assert one.missing_s < MOST_MISSING_S, f"{one.missing_s:.3f} s"
    most_s, most_bytes = max(one.missing_s for one in lost), max(one.missing_bytes for one in lost)
    outcome.detail = f"at most {most_s:.2f} s or {most_bytes / 1000:.1f} kB lost"
    return outcome


def link_faults(folder: Path, rounds: int) -> Outcome:
    """Let each fault of the line happen in mid-session."""
    outcome = Outcome(f"link faults ({len(FAULTS)} kinds): session live again, recording judged as live")
    for seed in range(rounds):
        for number, (name, trouble) in enumerate(FAULTS.items()):
            with outcome.trial(f"{name}, seed {seed}"):
                bad = run(folder / f"{seed}-{number}.paw", trouble, seed)
                assert bad.live_again
                checked(bad)
    return outcome


def clock_steps(folder: Path) -> Outcome:
    """Set the wall clock in mid-session: no press and no time moves."""
    outcome = Outcome("steps of the wall clock that move nothing")
    still = run(folder / "still.paw", lambda _: None, 0)
    for number, (name, step_ns) in enumerate(STEPS_NS.items()):
        now_ns = [1_780_000_000 * 10**9]

        def step(_: object, now_ns: list[int] = now_ns, step_ns: int = step_ns) -> None:
            now_ns[0] += step_ns

        with outcome.trial(name):
            stepped = run(folder / f"step{number}.paw", step, 0, wall_ns=lambda now_ns=now_ns: now_ns[0])
            checked(stepped)
            assert stepped.session.presses == still.session.presses
    return outcome


def full_disk(folder: Path, count: int) -> Outcome:
    """Let the disk take no more at a random byte: one line, the session goes on, what was written opens."""
    outcome = Outcome("disk full in mid-session: one line, what was written opens")
    if shutil.which("prlimit") is None:
        outcome.detail = "not tried: limits of Linux"
        return outcome
    rng = random.Random(3)
    for number in range(count):
        path, most = folder / f"full{number}.paw", rng.randrange(50_000, 80_000)
        command = ["prlimit", f"--fsize={most}", sys.executable, "-m", "pawpress"]
        command += ["demo", "--rig", "core", "--headless", "--seconds", "6", "--json", "--record", str(path)]
        with outcome.trial(f"after {most} bytes"):
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
            assert done.returncode == 0, done.stderr
            assert done.stderr.count("recording stopped") == 1, done.stderr
            assert "Traceback" not in done.stderr
            assert judge_recording(path).recovered
    return outcome


def second_program(_: Path) -> Outcome:
    """Open a port that another program has: one line, and the first one goes on reading."""
    outcome = Outcome("second program on the port refused in one line")
    if os.name == "nt":
        outcome.detail = "not tried: pseudo-terminals of POSIX"
        return outcome
    far, near = os.openpty()
    try:
        link = SerialLink(os.ttyname(near), 115_200)
        with outcome.trial("pseudo-terminal"):
            line = _refusal(os.ttyname(near))
            assert "is in use" in line
            assert "\n" not in line
            os.write(far, b"still here")
            assert link.read() == b"still here"
        link.close()
    finally:
        os.close(far)
        os.close(near)
    return outcome


def _refusal(port: str) -> str:
    try:
        SerialLink(port, 115_200).close()
    except LinkError as error:
        return str(error)
    return "opened twice"


def checked(bad: BadSession) -> None:
    """Check that nothing stumbled, and that the recording is judged as the session was."""
    assert not bad.fault, [notice.text for notice in bad.notices]
    again = judge_recording(bad.path)
    assert not again.recovered
    assert again.presses == bad.session.presses
    assert again.quality == [one for one in bad.session.quality if isinstance(one, Quality)]
