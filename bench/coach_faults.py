"""Does a press with one fault get the right cue, one only, and none when it is hidden? Curves, real judge, real coach.

python -m bench.coach_faults [--presses N]
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.figure import Figure, show
from bench.learner_curves import RATE_HZ, curve, judge, moved
from pawpress.core.coach import Coach, CoachSetup, Cue, Feedback, Skill
from pawpress.settings.drill_files import shipped_drills
from pawpress.settings.grading_limits import load_limits
from pawpress.settings.layout_files import default_layout
from pawpress.simulator.press_shapes import Timing, stab

COMMAND = "python -m bench.coach_faults"
PRESSES = 200
TOP = 2
"""Rung of the ladder without tolerance: lower ones let small faults pass on purpose."""
Force = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault, the drill that speaks of it, and how it looks; sizes vary from press to press."""

    cue: str
    drill: str
    force_n: Callable[[np.random.Generator], Force]
    last: bool = False
    """Whether the faulty press is the last of several."""


def _leaned(random: np.random.Generator) -> tuple[float, float, float, float]:
    """Return rise, hold, release and force of a press that is good in everything."""
    return tuple(random.uniform(low, high) for low, high in ((0.85, 1.1), (1.0, 1.8), (0.5, 0.8), (70.0, 140.0)))  # type: ignore[return-value]


def _jab(random: np.random.Generator) -> Force:
    return curve(random.uniform(0.06, 0.12), random.uniform(0.05, 0.2), 0.15, random.uniform(70.0, 140.0))


def _rushed(random: np.random.Generator) -> Force:
    _, hold_s, release_s, plateau_n = _leaned(random)
    return curve(random.uniform(0.3, 0.45), hold_s, release_s, plateau_n)


def _short(random: np.random.Generator) -> Force:
    rise_s, _, release_s, plateau_n = _leaned(random)
    return curve(rise_s, random.uniform(0.0, 0.05), release_s, plateau_n)


def _unsteady(random: np.random.Generator) -> Force:
    rise_s, _, release_s, plateau_n = _leaned(random)
    return curve(rise_s, 2.5, release_s, plateau_n, random.uniform(0.1, 0.16))


def _stab(random: np.random.Generator) -> Force:
    rise_s, _, release_s, plateau_n = _leaned(random)
    timing = Timing(rise_s, random.uniform(1.8, 2.4), release_s)
    t_s = np.arange(round((timing.total_s + 1.6) * RATE_HZ)) / RATE_HZ - 0.6
    return plateau_n * stab(t_s, timing, random.uniform(0.0, 6.0))


def _dropped(random: np.random.Generator) -> Force:
    rise_s, hold_s, _, plateau_n = _leaned(random)
    return curve(rise_s, hold_s, random.uniform(0.06, 0.16), plateau_n)


def _partial(random: np.random.Generator) -> Force:
    # A rise from a hand that stayed on is shorter, so the second lean is slow enough to have this fault only.
    first, second = curve(*_leaned(random)), curve(random.uniform(1.8, 2.2), 1.4, 0.7, random.uniform(100.0, 140.0))
    begin = len(first) - RATE_HZ
    whole = np.zeros(begin + len(second))
    whole[: len(first)] += first
    whole[begin:] += second
    dip = slice(int(first.argmax()), begin + int(second.argmax()))
    whole[dip] = np.maximum(whole[dip], random.uniform(28.0, 34.0))
    return whole


def _long(random: np.random.Generator) -> Force:
    rise_s, _, release_s, plateau_n = _leaned(random)
    return curve(rise_s, random.uniform(10.5, 13.0), release_s, plateau_n)


FAULTS = (
    Fault("jab", "slow", _jab),
    Fault("rushed", "slow", _rushed),
    Fault("dropped", "slow", _dropped),
    Fault("partial", "slow", _partial, last=True),
    Fault("short", "stay", _short),
    Fault("long", "stay", _long),
    Fault("unsteady", "quiet", _unsteady),
    Fault("stab", "quiet", _stab),
)


def cues_of(fault: Fault, seed: int, feedback: Feedback) -> list[str]:
    """Return what the coach says of one press with a fault, in practice of its drill."""
    random = np.random.default_rng((seed, [one.cue for one in FAULTS].index(fault.cue)))
    judged = judge(fault.force_n(random), seed, last=fault.last)
    top = {fault.drill: Skill(rung=TOP)}
    setup = CoachSetup(drills=shipped_drills(), drill=fault.drill, feedback=feedback, skills=top)
    coach = Coach(setup, load_limits())
    coach.fit(default_layout(6))
    good = judge(curve(0.95, 1.5, 0.7, 100.0), seed)
    for turn in range(5):  # the hidden test before practice
        coach.take(moved(good, 5.0 * turn, "L1"))
    return [one.fault for one in coach.take(moved(judged, 30.0, "R1")) if isinstance(one, Cue)]


def shares(presses: int) -> dict[str, tuple[float, int, int]]:
    """Return by fault how often the right cue came alone, the most cues of one press, and cues of hidden presses."""
    found: dict[str, tuple[float, int, int]] = {}
    for fault in FAULTS:
        said = [cues_of(fault, seed, "always") for seed in range(presses)]
        hidden = sum(len(cues_of(fault, seed, "summary")) for seed in range(min(presses, 20)))
        found[fault.cue] = sum(cues == [fault.cue] for cues in said) / presses, max(map(len, said)), hidden
    return found


def measure(presses: int = PRESSES) -> list[Figure]:
    """Return the figures."""
    told = shares(presses)
    text = ", ".join(f"{cue} {100 * share:.0f} %" for cue, (share, _, _) in told.items())
    most, hidden = max(most for _, most, _ in told.values()), sum(count for _, _, count in told.values())
    text = f"{text}; at most {most} cue a press; {hidden} of hidden ones"
    return [Figure(f"right cue to a single fault, {presses} curves each, simulated", text, COMMAND)]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--presses", type=int, default=PRESSES)
    print("A simulation, not people.")
    show(measure(parser.parse_args(arguments).presses))


if __name__ == "__main__":
    main()
