"""Writes the list of presses that the tutorial shows: one round of the beginner, as the program prints it.

`python -m tools.generate_transcript` writes it between the marks in the page; `--check` only compares. It is played on
the firmware's own core, whose frames are those of the real firmware.
"""

from __future__ import annotations

import re
import sys

import numpy as np

from pawpress.core.force_line import PressGraded
from pawpress.core.pipeline import Pipeline
from pawpress.settings.shipped_setup import shipped_setup
from pawpress.simulator.body import Body
from pawpress.simulator.core_board import CoreBoard
from pawpress.simulator.scenario import load_scenario
from tools.generated_file import write_or_check
from tools.schema import ROOT

PAGE = ROOT / "docs/tutorials/first-press.md"
BEGIN, END = "<!-- transcript:begin, made by tools/generate_transcript.py -->", "<!-- transcript:end -->"


def one_round() -> list[PressGraded]:
    """Return the presses of one round, judged, as they end."""
    scenario, board, pipeline = load_scenario("beginner"), CoreBoard("uno"), Pipeline(shipped_setup())
    steps = np.arange(round(scenario.period_s * 1000))
    events = pipeline.receive(board.run(Body(scenario, board.pads).codes(steps)), 0.0) + pipeline.finish()
    return [event for event in events if isinstance(event, PressGraded)]


def line(judged: PressGraded) -> str:
    """Return a press as `pawpress demo --headless` prints it."""
    press, verdict = judged.press, judged.verdict
    return f"{press.onset_s:8.2f} s  {press.pad:<12} {verdict.verdict:<9} {' '.join(verdict.reasons)}"


def text() -> str:
    """Return the page with the list as it should be."""
    block = "\n".join([BEGIN, "", "```text", *map(line, one_round()), "```", "", END])
    region = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.DOTALL)
    return region.sub(lambda _: block, PAGE.read_text(encoding="utf-8"))


def main(arguments: list[str]) -> int:
    return write_or_check(PAGE, text(), arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
