"""The figures of the README and of docs/reference/figures.md, measured here and now.

    python -m bench.all [--write] [NAME ...]

Without names, all but the longest are measured; with names, those. `--write` puts what was measured into both pages
and leaves the other rows as they are. Figures of time depend on the machine; the pages say which.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from bench import (
    alarm_latency,
    bulk,
    bulk_growth,
    coach_faults,
    coach_lines,
    coach_partner,
    coach_sound,
    day_of_sessions,
    emulator_speed,
    endurance,
    exit_statuses,
    first_contact,
    heartbeat_chain,
    host_speed,
    learners,
    live_run,
    long_recordings,
    press_judging,
    recorder,
    replay_opening,
    start_up,
    step_latency,
    versus,
    view_cost,
)
from bench.figure import Figure, merged, show

ROOT = Path(__file__).resolve().parent.parent
README, PAGE = ROOT / "README.md", ROOT / "docs/reference/figures.md"
EMULATED_S = 10.0
BEGIN, END = "<!-- figures:begin -->\n", "\n<!-- figures:end -->"
FIRMWARE_HEADLINES = {
    "uno: bytes",
    "nano at 1000 Hz: controller load, %",
    "uno at 1000 Hz: step on first pad to first byte, ms",
}


def firmware() -> list[Figure]:
    """Return the firmware's figures, as its own benchmark names them."""
    command = "python -m bench.firmware_figures"
    ended = subprocess.run([sys.executable, *command.split()[1:], "--json"], capture_output=True, text=True, check=True)
    answer: dict[str, dict[str, float]] = json.loads(ended.stdout)
    return [
        Figure(
            f"firmware, {title}",
            ", ".join(
                f"{name} {number:.4g}" if number < 1000 else f"{name} {number:.0f}" for name, number in its.items()
            ),
            command,
            headline=title in FIRMWARE_HEADLINES,
        )
        for title, its in answer.items()
    ]


def emulators() -> list[Figure]:
    """Return how fast the simulated rigs are."""
    measured = emulator_speed.figures(EMULATED_S)
    return [Figure(label, f"{number:g}", "python -m bench.emulator_speed") for label, number in measured.items()]


BENCHES: dict[str, Callable[[], list[Figure]]] = {
    "start_up": start_up.measure,
    "live_run": live_run.measure,
    "step_latency": step_latency.measure,
    "view_cost": view_cost.measure,
    "alarm_latency": partial(alarm_latency.measure, 120.0),
    "host_speed": host_speed.measure,
    "press_judging": press_judging.measure,
    "recorder": recorder.measure,
    "long_recordings": long_recordings.measure,
    "versus": versus.measure,
    "replay_opening": replay_opening.measure,
    "bulk": bulk.measure,
    "bulk_growth": bulk_growth.measure,
    "emulator_speed": emulators,
    "firmware_figures": firmware,
    "learners": learners.measure,
    "coach_faults": coach_faults.measure,
    "coach_partner": coach_partner.measure,
    "coach_lines": coach_lines.measure,
    "coach_sound": coach_sound.measure,
    "heartbeat_chain": partial(heartbeat_chain.measure, 30, 2),
    "day_of_sessions": partial(day_of_sessions.measure, 24.0, 2),
    "endurance": endurance.measure,
    "exit_statuses": exit_statuses.measure,
    "first_contact": first_contact.measure,
}
LONGEST = {
    *("day_of_sessions", "heartbeat_chain", "endurance", "exit_statuses", "first_contact"),
    *("learners", "coach_faults", "coach_lines", "coach_sound", "bulk_growth"),
}
"""Measured when named only."""


def machine() -> str:
    """Return what it was measured on, in words."""
    return f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"


def write(page: Path, figures: Sequence[Figure]) -> None:
    """Put figures between the marks of a page."""
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    old, _, after = rest.partition(END)
    table = merged(old.partition("\n\n")[0], figures)
    told = f"Measured on {machine()}; `make bench` measures them where you are."
    page.write_text(f"{before}{BEGIN}{table}\n\n{told}{END}{after}", encoding="utf-8")


def main() -> None:
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHES))
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if unknown := set(options.names) - set(BENCHES):
        parser.error(f"{min(unknown)}: there is no such benchmark")
    for name in options.names or [name for name in BENCHES if name not in LONGEST]:
        figures = BENCHES[name]()
        show(figures)
        if options.write:
            write(PAGE, figures)
            write(README, [figure for figure in figures if figure.headline])


if __name__ == "__main__":
    main()
