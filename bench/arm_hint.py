"""How good is the hint that a press was pushed with the arms? Simulated people, each with a baseline of their own.

Every person leans and pushes in a way of their own, drawn from the ranges in `PUSHES`, felt by one bad sensor. Five
leans and five pushes make the baseline; then fresh leans and pushes are judged with it. Synthetic: it says what the
hint can do when arms show the signs at all, and nothing about how often people's arms show them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from bench.figure import Figure, show
from pawpress.core.calibration import ForceBlock
from pawpress.core.filtering import Smoother
from pawpress.core.force_line import ForceLine, PressGraded
from pawpress.core.grading import BaselineError, GradingLimits, baseline
from pawpress.core.presses import Group, PressThresholds
from pawpress.settings.grading_limits import load_limits
from pawpress.simulator.pads import Sensor
from pawpress.simulator.press_shapes import Timing, lean, minimum_jerk

COMMAND = "python -m bench.arm_hint"
PEOPLE, PRESSES, LEARNT = 40, 10, 5
RATE_HZ, SLOT_S, LEAD_S = 500, 6.0, 0.8
Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Push:
    """What a way of pushing adds to a lean; ranges from which each person is drawn."""

    overshoot: Range = (0.0, 0.0)
    sag_per_s: Range = (0.0, 0.0)
    tremor: Range = (0.0, 0.0)
    two_steps: bool = False


PUSHES = {
    "plain pushes (overshoot 8 to 20 %, sag 3 to 8 % a second, tremor)": Push((0.08, 0.2), (0.03, 0.08), (0.01, 0.02)),
    "pushes in two steps": Push((0.08, 0.2), (0.03, 0.08), two_steps=True),
    "smooth, skilled pushes (overshoot to 4 %, sag to 1.5 % a second)": Push((0.0, 0.04), (0.0, 0.015)),
}


def pressed(push: Push | None, person: np.random.Generator, traits: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return one press of a person as shares of its plateau; `traits` say where in each range the person lies."""
    t_s = np.arange(round(SLOT_S * RATE_HZ)) / RATE_HZ - LEAD_S
    timing = Timing(person.uniform(0.8, 1.4), person.uniform(1.3, 2.5), person.uniform(0.5, 0.9))
    share = lean(t_s, timing, person.uniform(0, 2 * np.pi))
    if push is None:
        return share
    held_s = np.clip(t_s - timing.rise_s, 0.0, None)
    reached = minimum_jerk(t_s / timing.rise_s)
    ranges = (push.overshoot, push.sag_per_s, push.tremor)
    # A person varies by a fifth from press to press.
    over, sag, shake = (
        (a + (b - a) * x) * person.normal(1.0, 0.2) for (a, b), x in zip(ranges, traits.tolist(), strict=True)
    )
    share = share * (1.0 + over * reached * np.exp(-held_s / 0.25) - sag * held_s)
    share = share * (1.0 + np.sqrt(2) * shake * np.sin(2 * np.pi * 9.5 * t_s) * reached)
    if push.two_steps:
        half = timing.rise_s / 2
        share = share * np.where(reached > 0.0, _stepped(t_s, half) / np.maximum(reached, 1e-9), 1.0)
    return share


def _stepped(t_s: NDArray[np.float64], half_s: float) -> NDArray[np.float64]:
    return 0.5 * minimum_jerk(t_s / half_s) + 0.5 * minimum_jerk((t_s - half_s) / half_s)


def judged(
    shares: Sequence[NDArray[np.float64]], person: np.random.Generator, limits: GradingLimits
) -> list[PressGraded]:
    """Let a bad sensor feel the presses and the line judge them."""
    sensor = Sensor(hysteresis=0.07, creep_per_decade=0.04)
    found: list[PressGraded] = []
    for share in shares:
        t_s = np.arange(len(share)) / RATE_HZ
        plateau_n = person.uniform(70.0, 160.0)
        # The gain cancels in every sign; what matters is that the pad lags and creeps.
        unloading = t_s > t_s[int(np.argmax(share > 0.9))] + 1.0
        felt_n = sensor.felt_n(plateau_n * share, plateau_n, t_s - LEAD_S, unloading)
        felt_n += person.normal(0.0, sensor.noise_n, len(t_s))
        line = ForceLine([Group("hand", (0,))], RATE_HZ, PressThresholds(), limits, None, smoother=Smoother(RATE_HZ, 1))
        clear = np.zeros((len(t_s), 1), dtype=np.bool_)
        events = line.process(ForceBlock(t_s, felt_n[:, None], clear, 0, 1 / RATE_HZ)) + line.finish()
        found += [event for event in events if isinstance(event, PressGraded)]
    return found


def rates(push: Push, seed: int) -> tuple[float, float, int]:
    """Return the share of pushes that are hinted at, that of leans, and how many people have no baseline."""
    hinted, hinted_wrongly, total, without = 0, 0, 0, 0
    for number in range(PEOPLE):
        person = np.random.default_rng((seed, number))
        traits = person.uniform(0.0, 1.0, 3)
        leans = [pressed(None, person, traits) for _ in range(LEARNT + PRESSES)]
        pushes = [pressed(push, person, traits) for _ in range(LEARNT + PRESSES)]
        usual = load_limits()
        try:
            learnt = baseline(
                [one.press for one in judged(leans[:LEARNT], person, usual)],
                [one.press for one in judged(pushes[:LEARNT], person, usual)],
            )
        except BaselineError:
            without += 1
            continue
        own = replace(usual, hints=learnt)
        hinted += sum(bool(one.verdict.hints) for one in judged(pushes[LEARNT:], person, own))
        hinted_wrongly += sum(bool(one.verdict.hints) for one in judged(leans[LEARNT:], person, own))
        total += PRESSES
    return hinted / max(total, 1), hinted_wrongly / max(total, 1), without


def measure() -> list[Figure]:
    """Return the figures."""
    figures: list[Figure] = []
    for seed, (name, push) in enumerate(PUSHES.items()):
        found, wrong, without = rates(push, seed)
        shares = f"{100 * found:.0f} % of pushes hinted at, {100 * wrong:.0f} % of leans"
        text = f"{shares}; no baseline for {without} of {PEOPLE}"
        figures.append(Figure(f"arm hint, {name}", text, COMMAND))
    return figures


if __name__ == "__main__":
    show(measure())
