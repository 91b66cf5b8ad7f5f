"""Warnings, what stays on a hand, the walk: however forces are cut, the line says the same to the last bit."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pawpress.core.filtering import Smoother
from pawpress.core.force_line import ForceLine, Forces, LineEvent
from pawpress.core.presses import PressThresholds
from pawpress.core.walk import RouteSummary, Walk, places_of
from pawpress.settings.grading_limits import load_limits
from pawpress.settings.layout_files import load_layout
from tests.chunks import cuts
from tests.waveforms import RATE_HZ, Array, block, minimum_jerk, times

LENGTH_S = 8.0
LAYOUT = load_layout("mat6")
PLACES = places_of(LAYOUT)


@st.composite
def sessions(draw: st.DrawFn) -> Array:
    """Forces of six pads: noise, and presses of any size and speed, a few of them jabs."""
    t_s = times(LENGTH_S)
    force_n = np.random.default_rng(draw(st.integers(0, 99))).normal(0.0, 0.3, (len(t_s), len(LAYOUT.pad)))
    for _ in range(draw(st.integers(1, 5))):
        onset_s, plateau_n = draw(st.floats(0.0, LENGTH_S)), draw(st.floats(20.0, 200.0))
        rise_s, hold_s = draw(st.sampled_from([0.04, 0.1, 0.2, 0.3, 0.8])), draw(st.floats(0.0, 2.0))
        pad = draw(st.integers(0, len(LAYOUT.pad) - 1))
        force_n[:, pad] += minimum_jerk(t_s, onset_s, rise_s, hold_s, 0.2, plateau_n)
    return force_n


def outcome(force_n: Array, gap: tuple[int, int] | None, at: list[int]) -> tuple[list[LineEvent], RouteSummary | None]:
    walk = Walk(PLACES, load_limits().route, comparable=True)
    line = ForceLine(
        LAYOUT.groups,
        RATE_HZ,
        PressThresholds(),
        load_limits(),
        None,
        hand_of={name: place.hand for name, place in PLACES.items()},
        walk=walk,
        smoother=Smoother(RATE_HZ, len(LAYOUT.pad)),
    )
    t_s, events = times(LENGTH_S), list[LineEvent]()
    stretches = [(0, len(t_s), 0)] if gap is None else [(0, gap[0], 0), (gap[1], len(t_s), gap[1] - gap[0])]
    for start, stop, missing in stretches:
        edges = sorted({start, stop, *(a for a in at if start < a < stop)})
        for a, b in pairwise(edges):
            events += line.process(block(t_s[a:b], force_n[a:b], missing if a == start else 0))
    events += line.finish()
    return [event for event in events if not isinstance(event, Forces)], walk.summary()


GAPS = st.none() | st.tuples(st.integers(1, 2000), st.integers(1, 1500)).map(lambda g: (g[0], g[0] + g[1]))


@given(sessions(), GAPS, cuts(round(LENGTH_S * RATE_HZ)))
def test_what_the_line_says_does_not_depend_on_the_chunks(force_n: Array, gap: tuple[int, int] | None, at: list[int]):
    assert outcome(force_n, gap, at) == outcome(force_n, gap, [])


@given(sessions())
def test_sample_by_sample_is_no_exception(force_n: Array):
    short = force_n[:1500]
    assert outcome_of(short, 1) == outcome_of(short, len(short))


def outcome_of(force_n: Array, size: int) -> list[LineEvent]:
    line = ForceLine(
        LAYOUT.groups, RATE_HZ, PressThresholds(), load_limits(), None, smoother=Smoother(RATE_HZ, len(LAYOUT.pad))
    )
    t_s, events = times(len(force_n) / RATE_HZ), list[LineEvent]()
    for a in range(0, len(t_s), size):
        events += line.process(block(t_s[a : a + size], force_n[a : a + size]))
    return [event for event in events + line.finish() if not isinstance(event, Forces)]
