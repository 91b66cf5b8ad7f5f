"""A partner who is wrong or silent at times: how good is the target, and does it stay below *stop*? The real coach.

The giver leans in at a steady rate. The partner says *nice* where the force passes what is nice to them, each time off
by 8 %; one word in ten comes at any force, one in twenty does not come, and *stop* comes where it is too much.

    python -m bench.coach_partner [--pairs N]
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bench.figure import Figure, show
from bench.learner_curves import curve, judge, moved
from pawpress.core.calibration import ForceBlock
from pawpress.core.coach import Coach, CoachSetup, Target
from pawpress.core.force_line import Forces
from pawpress.settings.drill_files import shipped_drills
from pawpress.settings.grading_limits import load_limits
from pawpress.settings.layout_files import default_layout

COMMAND = "python -m bench.coach_partner"
PAIRS = 400
WRONG, SILENT, FEELS = 0.10, 0.05, 0.08
"""Shares of wrong and missing words; spread of the right ones, within what an arm or a back can tell apart."""
WITHIN, APART_S, RAMPS = 0.15, 61.0, 5
HIGHEST_N = 220.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the ramps of one pair ended."""

    nice_n: float
    stop_n: float
    target: Target | None

    @property
    def good(self) -> bool:
        """Whether the target is what the partner finds nice."""
        return self.target is not None and abs(self.target.nice_n - self.nice_n) <= WITHIN * self.nice_n


def forces(t_s: float, force_n: float) -> Forces:
    """Return one reading of the first pad of six."""
    row = np.zeros((1, 6))
    row[0, 0] = force_n
    return Forces(ForceBlock(np.array([t_s]), row, np.zeros((1, 6), dtype=np.bool_), 0, 0.002))


def pair(number: int, seed: int = 5) -> Outcome:
    """Let one pair find what is nice."""
    random = np.random.default_rng((seed, number))
    nice_n = float(random.uniform(40.0, 120.0))
    stop_n = nice_n * float(random.uniform(1.6, 2.5))
    coach = Coach(CoachSetup(drills=shipped_drills(), drill="nice"), load_limits())
    coach.fit(default_layout(6))
    slow = judge(curve(2.0, 1.0, 0.8, 100.0), number)
    for ramp in range(RAMPS):
        if coach.block is None:
            break
        begin_s = APART_S * ramp
        coach.take(forces(begin_s, 0.0))
        said_n = _said_at(random, nice_n)
        if said_n is not None:
            at_n = min(said_n, stop_n)
            coach.take(forces(begin_s + 1.0, at_n))
            coach.partner("nice" if said_n < stop_n else "stop")
        coach.take(forces(begin_s + 4.0, 0.0))
        coach.take(moved(slow, begin_s, "L1"))
    return Outcome(nice_n, stop_n, coach.people.target)


def _said_at(random: np.random.Generator, nice_n: float) -> float | None:
    chance = random.random()
    if chance < SILENT:
        return None
    if chance < SILENT + WRONG:
        return float(random.uniform(15.0, HIGHEST_N))
    return nice_n * math.exp(FEELS * float(random.standard_normal()))


def measure(pairs: int = PAIRS) -> list[Figure]:
    """Return the figures."""
    outcomes = [pair(number) for number in range(pairs)]
    good = sum(one.good for one in outcomes) / pairs
    none = sum(one.target is None for one in outcomes) / pairs
    over = sum(one.target is not None and one.target.high_n > one.stop_n for one in outcomes)
    text = f"within 15 % of nice for {100 * good:.1f} %, no target for {100 * none:.1f} %, above stop for {over}"
    return [Figure("target with a partner 10 % wrong and 5 % silent, simulated", text, COMMAND)]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=PAIRS)
    print("A simulation, not people.")
    show(measure(parser.parse_args(arguments).pairs))


if __name__ == "__main__":
    main()
