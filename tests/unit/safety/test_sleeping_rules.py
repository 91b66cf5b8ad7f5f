"""Rules are left alone while nothing can change them, and never a sample longer."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pawpress.core.calibration import ForceBlock
from pawpress.core.safety import AlarmMonitor
from tests.alarms import LIMITS
from tests.feet import FEET, GROUND, PADS, PLATE
from tests.waveforms import times

HANDS = [("left", [0]), ("right", [1]), ("both", [0, 1])]
KINDS = {
    "hands": lambda: AlarmMonitor(HANDS, LIMITS),
    "feet": lambda: AlarmMonitor(FEET, LIMITS, GROUND, PADS),
    "plates": lambda: AlarmMonitor(FEET, LIMITS, PLATE, PADS),
}


def awake(kind: str) -> AlarmMonitor:
    """A monitor that asks every rule about every reading."""
    monitor = KINDS[kind]()
    monitor._asleep_n = np.full(len(monitor._asleep_n), -np.inf)
    monitor._sleeps_up_to = lambda: np.full(len(monitor._sums), -np.inf)
    return monitor


@given(
    levels=st.lists(
        st.tuples(*[st.sampled_from([0.0, 30.0, 90.0, 170.0, 280.0, 460.0, float("nan")])] * 4), min_size=1
    ),
    beyond=st.sets(st.integers(0, 30)),
    gaps=st.sets(st.integers(0, 30)),
)
@pytest.mark.parametrize("kind", KINDS)
def test_it_says_what_a_monitor_says_that_asks_every_rule(
    kind: str, levels: list[tuple[float, ...]], beyond: set[int], gaps: set[int]
) -> None:
    sleeping, waking = KINDS[kind](), awake(kind)
    for number, level in enumerate(levels):
        t_s = times(0.02, start_s=0.02 * number)
        saturated = np.full((len(t_s), 4), number in beyond)
        block = ForceBlock(t_s, np.tile(level, (len(t_s), 1)), saturated, 600 * (number in gaps), 0.002)
        assert repr(sleeping.process(block)) == repr(waking.process(block))
    assert repr(sleeping.episodes()) == repr(waking.episodes())


def test_most_rules_of_hands_sleep_at_rest() -> None:
    monitor = KINDS["hands"]()
    assert len(monitor._followers) <= 2 < len(monitor._sleepers)
