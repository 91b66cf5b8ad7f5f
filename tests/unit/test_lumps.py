"""Behind the alarms, what comes live is judged in lumps; nobody waits for it who should not."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pawpress.core.calibration import ForceBlock
from pawpress.core.force_line import Forces, PressGraded
from pawpress.core.lumps import STEP_S, STEPS, Lumps
from pawpress.core.pipeline import Pipeline
from pawpress.core.safety import AlarmChange
from pawpress.settings.shipped_setup import shipped_setup
from tests.streams import PERIOD_US, stream_of
from tests.waveforms import minimum_jerk, times

PERIOD_S = PERIOD_US / 1e6
LUMP, STEP = round(STEPS * STEP_S / PERIOD_S), round(STEP_S / PERIOD_S)


def block_of(force_n: np.ndarray, first: int = 0, gap_before: int = 0) -> ForceBlock:
    """A block of two pads."""
    t_s = (first + np.arange(len(force_n))) * PERIOD_S
    both = np.stack((force_n, np.zeros(len(force_n))), axis=1)
    return ForceBlock(t_s, both, np.zeros(both.shape, bool), gap_before, PERIOD_S)


def handed_on(force_n: np.ndarray, at: list[int], *, hurry: bool = False) -> list[int]:
    """Return after how many samples something was handed on, when they come in these pieces."""
    lumps, done, ends = Lumps(PERIOD_S, 500.0, lambda: hurry), 0, list[int]()
    for a, b in pairwise([0, *at, len(force_n)]):
        for lump in lumps.add(block_of(force_n[a:b], a)):
            done += len(lump.t_s)
        ends.append(done)
    return ends


def test_what_does_not_matter_now_is_handed_on_every_thirty_milliseconds() -> None:
    ends = handed_on(np.full(100, 10.0), list(range(1, 100)))
    assert sorted(set(ends)) == [0, STEP, *range(LUMP, 100, LUMP)], "the first force is new"


def test_a_rise_is_handed_on_within_ten_milliseconds() -> None:
    ends = handed_on(np.where(np.arange(100) < 62, 10.0, 40.0), list(range(1, 100)))
    assert ends[64] == 65
    assert ends[63] == 60


def test_who_is_in_a_hurry_waits_for_a_step_at_most() -> None:
    ends = handed_on(np.full(100, 10.0), list(range(1, 100)), hurry=True)
    assert ends == [n // STEP * STEP for n in range(1, 101)]


@given(
    levels=st.lists(st.sampled_from([0.0, 5.0, 30.0]), min_size=10, max_size=60),
    at=st.lists(st.integers(0, 60), max_size=12).map(sorted),
)
def test_what_was_handed_on_follows_from_the_samples_so_far(levels: list[float], at: list[int]) -> None:
    force_n = np.repeat(levels, 2)
    at = [place for place in at if place <= len(force_n)]
    one_by_one = [0, *handed_on(force_n, list(range(1, len(force_n))))]
    ends = handed_on(force_n, at)
    assert ends == [one_by_one[place] for place in [*at, len(force_n)]]


def test_no_lump_spans_a_gap() -> None:
    lumps = Lumps(PERIOD_S, 500.0, lambda: False)
    assert [list(lumps.add(block_of(np.zeros(3)))), *lumps.rest()][0] == []
    list(lumps.add(block_of(np.zeros(3))))
    before, after = [*lumps.add(block_of(np.zeros(3), 50, gap_before=9)), *lumps.rest()]
    assert (before.gap_before, after.gap_before) == (0, 9)


def run_live(force_n: np.ndarray) -> list[tuple[float, object]]:
    """Return what comes of a stream in chunks of one frame, each with the time of the newest scan."""
    pipeline, found = Pipeline(shipped_setup()), []
    stream = stream_of(force_n)
    for at, frame in enumerate(frame + b"\0" for frame in stream.split(b"\0")[:-1]):
        found += [(at * PERIOD_S, event) for event in pipeline.receive(frame, at * PERIOD_S)]
    return found + [(len(force_n) * PERIOD_S, event) for event in pipeline.finish()]


def test_a_verdict_waits_for_no_lump_and_an_alarm_for_no_scan() -> None:
    lean = minimum_jerk(times(5.0), 0.5, 0.8, 1.5, 0.6, 260.0)
    found = run_live(np.stack((lean, np.zeros(len(lean))), axis=1))
    forces = [len(event.block.t_s) for _, event in found if isinstance(event, Forces)]
    assert sum(forces) == len(lean)
    assert max(forces) == LUMP
    [(said_s, judged)] = [(t_s, event) for t_s, event in found if isinstance(event, PressGraded)]
    assert judged.press.release_s is not None
    assert said_s - judged.press.release_s < 0.1 + 0.012 + STEP_S + PERIOD_S, "0.1 s off, the delay, a step"
    alarms = [(t_s, event.t_s) for t_s, event in found if isinstance(event, AlarmChange)]
    assert alarms
    assert all(abs(told_s - at_s - PERIOD_S) < 1.5 * PERIOD_S for told_s, at_s in alarms)
