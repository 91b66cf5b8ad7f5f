"""A real headless run of the demo: share of a core, and the age of a reading when its events are out."""

from __future__ import annotations

import json
import subprocess
import sys

from bench.figure import Figure, show

COMMAND = "python -m bench.live_run"
SECONDS = 20


def run(rig: str) -> dict:
    """Return the answer of a headless demo."""
    command = ["demo", "--headless", "--seconds", str(SECONDS), "--json", "--rig", rig]
    ended = subprocess.run([sys.executable, "-m", "pawpress", *command], capture_output=True, text=True, check=True)
    return json.loads(ended.stdout)


def measure() -> list[Figure]:
    """Return the figures."""
    figures: list[Figure] = []
    for rig in ("emulated-avr", "core"):
        answer = run(rig)
        latency, cpu, link = answer["latency_ms"]["arrival_to_event"], answer["cpu"], answer["link"]
        kind = answer["rig"]["kind"]
        real = kind == "emulated-avr"
        figures += [
            Figure(f"arrival to event ({kind})", f"p50 {latency['p50']} ms, p99 {latency['p99']} ms", COMMAND, real),
            Figure(f"live pipeline ({kind})", f"{100 * cpu['pipeline_share']:.1f} % of a core", COMMAND, real),
            Figure(
                f"whole process {'beside the emulator' if real else 'with the rig in it'} ({kind})",
                f"{100 * cpu['process_share']:.0f} % of a core",
                COMMAND,
            ),
            Figure(f"frames lost of {link['frames']:,} ({kind})", f"{link['lost']}", COMMAND, real),
        ]
    return figures


if __name__ == "__main__":
    show(measure())
