"""Every figure of the README, measured here and now: `python -m bench.all [--write]`.

`--write` puts the table between the marks in README.md. Figures of time depend on the machine; the table says which.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from pathlib import Path

from bench import alarm_latency, bulk, emulator_speed, host_speed, live_run, recorder, start_up
from bench.figure import Figure, show, table

README = Path(__file__).resolve().parent.parent / "README.md"
EMULATED_S = 10.0
BEGIN, END = "<!-- figures:begin -->", "<!-- figures:end -->"


def firmware() -> list[Figure]:
    """Return the firmware's figures, as its own benchmark names them."""
    command = "python -m bench.firmware_figures"
    ended = subprocess.run([sys.executable, *command.split()[1:], "--json"], capture_output=True, text=True, check=True)
    answer: dict[str, dict[str, float]] = json.loads(ended.stdout)
    wanted = ("bytes", "controller load", "step on first pad to first byte")
    return [
        Figure(f"firmware, {title}", ", ".join(f"{name} {number:.6g}" for name, number in numbers.items()), command)
        for title, numbers in answer.items()
        if any(word in title for word in wanted)
    ]


def emulators() -> list[Figure]:
    """Return how fast the simulated rigs are."""
    measured = emulator_speed.figures(EMULATED_S)
    return [Figure(label, f"{number:g}", "python -m bench.emulator_speed") for label, number in measured.items()]


def measure() -> list[Figure]:
    """Return everything."""
    return [
        *start_up.measure(),
        *live_run.measure(),
        *alarm_latency.measure(),
        *host_speed.measure(),
        *recorder.measure(),
        *bulk.measure(),
        *emulators(),
        *firmware(),
    ]


def machine() -> str:
    """Return what it was measured on, in words."""
    return f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"


def main() -> None:
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    figures = measure()
    show(figures)
    if "--write" in sys.argv:
        text = README.read_text()
        before, _, rest = text.partition(BEGIN)
        _, _, after = rest.partition(END)
        block = (
            f"{BEGIN}\n{table(figures)}\n\nMeasured on {machine()}; `make bench` measures them where you are.\n{END}"
        )
        README.write_text(before + block + after)


if __name__ == "__main__":
    main()
