"""What must not change a verdict, and what must: scale, time, chunks, rate and noise."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pawpress.core.filtering import Smoother
from pawpress.core.force_line import ForceLine, PressGraded
from pawpress.core.presses import PressThresholds, single_pads
from pawpress.settings.grading_limits import load_limits
from pawpress.simulator.press_shapes import SWAY, Timing, arms, jab, lean, stab
from tests.waveforms import Array, blocks

LIMITS = load_limits()
LENGTH_S, ONSET_S = 8.0, 1.0
Shape = Callable[[Array], Array]


def pressed(shape: Callable[[Array, Timing, float], Array], timing: Timing) -> Shape:
    return lambda t_s: shape(t_s - ONSET_S, timing, 1.3)


def rocking(t_s: Array) -> Array:
    """A lean that rocks by a sixth at 1.3 Hz."""
    timing = Timing(0.9, 2.8, 0.7)
    return lean(t_s - ONSET_S, timing, 1.3) * (1.0 + np.sin(2 * np.pi * 1.3 * t_s) / 6.0)


KINDS: dict[str, tuple[Shape, str]] = {
    "slow": (pressed(lean, Timing(1.0, 1.6, 0.7)), "steady"),
    "rushed": (pressed(lean, Timing(0.36, 1.6, 0.7)), "rushed"),
    "short": (pressed(lean, Timing(0.8, 0.05, 0.4)), "short"),
    "jab": (pressed(jab, Timing(0.07, 0.03, 0.08)), "jab"),
    "stab": (pressed(stab, Timing(0.9, 2.2, 0.7)), "jab"),
    "rocking": (rocking, "unsteady"),
    "arms": (pressed(arms, Timing(1.0, 1.6, 0.7)), "steady"),
}
kinds = pytest.mark.parametrize("kind", KINDS)


def judged(
    shape: Shape,
    plateau_n: float = 110.0,
    rate_hz: float = 500.0,
    noise_n: float = 0.3,
    cuts: list[int] | None = None,
    seed: int = 1,
) -> list[PressGraded]:
    t_s = np.arange(round(LENGTH_S * rate_hz)) / rate_hz
    force_n = plateau_n * shape(t_s) + np.random.default_rng(seed).normal(0.0, noise_n, len(t_s))
    line = ForceLine(single_pads(["L1"]), rate_hz, PressThresholds(), LIMITS, None, smoother=Smoother(rate_hz, 1))
    events = [event for part in blocks(t_s, force_n, cuts or [], rate_hz) for event in line.process(part)]
    return [event for event in events + line.finish() if isinstance(event, PressGraded)]


def words(found: list[PressGraded]) -> list[tuple[str, str]]:
    return [(one.verdict.verdict, one.verdict.speed) for one in found]


@kinds
@pytest.mark.parametrize("plateau_n", [55.0, 80.0, 150.0, 260.0])
def test_a_stronger_hand_is_no_faster_one(kind: str, plateau_n: float):
    shape, verdict = KINDS[kind]
    found = judged(shape, plateau_n)
    assert [one.verdict.verdict for one in found] == [verdict]
    if kind != "stab":  # its own thrust is the steepest part, which near a border may be one class or the next
        assert words(found) == words(judged(shape, 110.0))


@kinds
@pytest.mark.parametrize("rate_hz", [100.0, 250.0, 1000.0, 2000.0])
def test_the_rate_changes_no_word(kind: str, rate_hz: float):
    assert [one.verdict.verdict for one in judged(KINDS[kind][0], rate_hz=rate_hz)] == [KINDS[kind][1]]


@kinds
@pytest.mark.parametrize("seed", [2, 3, 4])
def test_one_per_cent_of_noise_changes_no_word(kind: str, seed: int):
    shape, verdict = KINDS[kind]
    assert [one.verdict.verdict for one in judged(shape, noise_n=1.1, seed=seed)] == [verdict]


@given(st.sampled_from(sorted(KINDS)), st.lists(st.integers(1, 3999), max_size=40))
def test_chunks_change_nothing_at_all(kind: str, cuts: list[int]):
    shape, _ = KINDS[kind]
    assert judged(shape, cuts=cuts) == judged(shape)


RAMP_CLASSES = ((0.25, "jab"), (0.5, "rushed"), (0.7, "acceptable"), (np.inf, "slow"))
"""The full ramp of a minimum-jerk rise up to which each class of speed goes, as the documents say."""


@pytest.mark.parametrize("stretch", np.geomspace(0.25, 6.0, 15).tolist())
def test_stretching_time_moves_a_press_through_the_classes_at_the_documented_borders(stretch: float):
    ramp_s = 0.21 * stretch
    nearest = min(abs(ramp_s / border - 1.0) for border, _ in RAMP_CLASSES[:-1])
    if nearest < 0.06:
        ramp_s *= 1.12  # away from the border
    [found] = judged(pressed(lean, Timing(ramp_s, 1.4, 0.6)))
    expected = next(name for border, name in RAMP_CLASSES if ramp_s < border)
    assert found.verdict.speed == expected
    # Held for more than a second, even the fastest is rushed and not a jab.
    assert found.verdict.verdict == ("steady" if expected in ("slow", "acceptable") else "rushed")


@pytest.mark.parametrize("stretch", [1.0, 1.4, 12.0, 20.0])
def test_a_jab_stretched_in_time_becomes_a_press(stretch: float):
    timing = Timing(0.06 * stretch, 0.08 * stretch, 0.07 * stretch)
    [found] = judged(pressed(jab, timing))
    assert found.verdict.verdict == ("jab" if stretch < 2.0 else "steady")


def test_the_sway_of_a_living_body_is_no_fault():
    assert sum(amplitude for _, amplitude in SWAY) > 0.01
    assert [one.verdict.steadiness for one in judged(KINDS["slow"][0])] == ["steady"]
