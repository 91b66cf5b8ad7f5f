"""However forces are cut, the same presses are found, to the last bit."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pawpress.core.calibration import ForceBlock
from pawpress.core.presses import Group, Press, PressDetector, PressThresholds
from tests.chunks import cuts
from tests.waveforms import RATE_HZ, Array, block, minimum_jerk, times

GROUPS = [Group("left", (0, 1)), Group("right", (2,))]
LENGTH_S = 9.0


@st.composite
def sessions(draw: st.DrawFn) -> Array:
    """Forces of three pads: noise, rest off zero, and presses of any size and speed."""
    t_s = times(LENGTH_S)
    force_n = np.random.default_rng(draw(st.integers(0, 99))).normal(
        0.0, draw(st.sampled_from([0.0, 0.3, 3.0])), (len(t_s), 3)
    )
    for _ in range(draw(st.integers(0, 5))):
        onset_s, plateau_n = draw(st.floats(0.0, LENGTH_S)), draw(st.floats(1.0, 200.0))
        rise_s, hold_s = draw(st.floats(0.01, 3.0)), draw(st.floats(0.0, 3.0))
        force_n[:, draw(st.integers(0, 2))] += minimum_jerk(t_s, onset_s, rise_s, hold_s, 0.2, plateau_n)
    return force_n


def blocks_of(force_n: Array, gap: tuple[int, int] | None, at: list[int]) -> list[ForceBlock]:
    """Cut at the gap, where samples are missing, and at places of no meaning."""
    t_s = times(LENGTH_S)
    stretches = [(0, len(t_s), 0)] if gap is None else [(0, gap[0], 0), (gap[1], len(t_s), gap[1] - gap[0])]
    made: list[ForceBlock] = []
    for start, stop, missing in stretches:
        edges = sorted({start, stop, *(a for a in at if start < a < stop)})
        for a, b in itertools.pairwise(edges):
            made.append(block(t_s[a:b], force_n[a:b], missing if a == start else 0))
    return made


def outcome(blocks: list[ForceBlock]) -> list[Press]:
    detector = PressDetector(GROUPS, PressThresholds(), 1.0 / RATE_HZ)
    return [press for part in blocks for press in detector.process(part)] + detector.finish()


GAPS = st.none() | st.tuples(st.integers(1, 2000), st.integers(1, 2000)).map(lambda g: (g[0], g[0] + g[1]))


@given(sessions(), GAPS, cuts(round(LENGTH_S * RATE_HZ)))
def test_presses_do_not_depend_on_the_chunks(force_n: Array, gap: tuple[int, int] | None, at: list[int]):
    assert outcome(blocks_of(force_n, gap, at)) == outcome(blocks_of(force_n, gap, []))


@given(sessions())
def test_a_press_is_a_stretch_of_time_within_the_session_and_presses_of_a_hand_do_not_overlap(force_n: Array):
    found = outcome(blocks_of(force_n, None, []))
    for hand in ("left", "right"):
        own = [press for press in found if press.pad == hand]
        ends = [LENGTH_S if press.release_s is None else press.release_s for press in own]
        assert all(
            0.0 <= press.onset_s <= press.peak_s <= end <= LENGTH_S for press, end in zip(own, ends, strict=True)
        )
        assert all(end <= after.onset_s for end, after in zip(ends, own[1:], strict=False))
        assert all(press.peak_n >= 20.0 and press.hold_s >= press.dwell_s >= 0.0 for press in own)
