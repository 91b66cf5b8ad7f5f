"""How the error of a simulated learner becomes a force curve, and what the real judge makes of it.

A learner's error in a skill is a number e; |e| < 0.15 is meant to pass. The curve of each skill stands in
docs/reference/learners.md.

Everything else about a press is good. The judge, the filter and the detector are the program's own; only presses that
are alike to within 0.005 of e share a curve, so that thousands of learners take minutes.
"""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from pawpress.core.calibration import ForceBlock
from pawpress.core.filtering import Smoother
from pawpress.core.force_line import ForceLine, PressGraded
from pawpress.core.presses import Group, PressThresholds
from pawpress.settings.grading_limits import load_limits
from pawpress.simulator.press_shapes import minimum_jerk

SKILLS = ("slow", "stay", "quiet", "left-right", "walk", "by-feel")
BORDER = 0.15
RATE_HZ, LEAD_S, NOISE_N = 500, 0.6, 0.4
NICE_N = 100.0
RISE_S, HOLD_S, RELEASE_S = 0.95, 1.5, 0.7
"""Of a press that is good in everything."""
SLOT_S, STRIDE_S = 4.0, 60.0 / 22.0
QUANTUM = 0.005
PADS = ("L1", "R1", "L2", "R2", "L3", "R3", "L2", "R2")
"""Up and down a mat of six pads."""
SWAY = 0.0535 * math.sqrt(2.0)
"""Depth of a sway that the judge, which straightens the plateau first, finds to be a CV of 5 %."""
RAMPS_IN_HOLD = 0.335
"""Part of a minimum-jerk ramp that is above 80 % of the plateau."""


def press_of(skill: str, error: float, number: int, begin_s: float) -> PressGraded:
    """Return a learner's press as the program judges it.

    Parameters
    ----------
    skill : str
        One of `SKILLS`.
    error : float
        The learner's error in it.
    number : int
        Of the press, from which its pad follows.
    begin_s : float
        When it begins, session time.
    """
    signed = skill == "by-feel"
    steps = round((error if signed else abs(error)) / QUANTUM)
    return moved(_judged(skill, max(-300, min(steps, 300))), begin_s, PADS[number % len(PADS)])


def slot_s(skill: str, error: float) -> float:
    """Return the time from one press to the next, of the other hand."""
    if skill != "left-right":
        return SLOT_S / 2.0 if skill == "walk" else SLOT_S
    return 0.5 * STRIDE_S * math.exp(-1.5 * (abs(error) - BORDER))


def moved(judged: PressGraded, by_s: float, pad: str) -> PressGraded:
    """Return a press at another time and place."""
    press = judged.press
    end_s = None if press.release_s is None else press.release_s + by_s
    at = replace(press, pad=pad, onset_s=press.onset_s + by_s, release_s=end_s, peak_s=press.peak_s + by_s)
    return PressGraded(at, judged.verdict)


@cache
def _judged(skill: str, steps: int) -> PressGraded:
    over = math.exp(2.0 * (abs(steps * QUANTUM) - BORDER))
    rise_s = 0.70 / over if skill in ("slow", "walk") else RISE_S
    hold_s = max(0.0, 0.80 / over - RAMPS_IN_HOLD * (RISE_S + RELEASE_S)) if skill == "stay" else HOLD_S
    # A long enough hold for the sway to have whole swings.
    sway, hold_s = (SWAY * over, 2.5) if skill == "quiet" else (0.0, hold_s)
    plateau_n = NICE_N * math.exp(steps * QUANTUM) if skill == "by-feel" else NICE_N
    return judge(curve(rise_s, hold_s, RELEASE_S, plateau_n, sway), seed=steps)


def curve(rise_s: float, hold_s: float, release_s: float, plateau_n: float, sway: float = 0.0) -> NDArray[np.float64]:
    """Return the force of one press, shape (n,), newtons, at 500 readings a second, with room before and after."""
    length_s = LEAD_S + rise_s + hold_s + release_s + 1.0
    t_s = np.arange(round(length_s * RATE_HZ)) / RATE_HZ - LEAD_S
    up, down = minimum_jerk(t_s / rise_s), minimum_jerk((t_s - rise_s - hold_s) / release_s)
    swing = 1.0 + sway * np.sin(2.0 * np.pi * 1.2 * (t_s - rise_s)) * (t_s > rise_s) * (t_s < rise_s + hold_s)
    return plateau_n * up * (1.0 - down) * swing


def judge(force_n: NDArray[np.float64], seed: int, *, last: bool = False) -> PressGraded:
    """Return the first or the last press that the program finds in a force, with the noise of a pad."""
    noisy_n = force_n + np.random.default_rng(abs(seed)).normal(0.0, NOISE_N, len(force_n))
    t_s = np.arange(len(force_n)) / RATE_HZ
    line = ForceLine(
        [Group("L1", (0,))], RATE_HZ, PressThresholds(), load_limits(), None, smoother=Smoother(RATE_HZ, 1)
    )
    clear = np.zeros((len(t_s), 1), dtype=np.bool_)
    events = line.process(ForceBlock(t_s, noisy_n[:, None], clear, 0, 1 / RATE_HZ)) + line.finish()
    return [event for event in events if isinstance(event, PressGraded)][-1 if last else 0]
