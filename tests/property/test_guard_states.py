"""Whatever happens, in whatever order: no alarm is lost, and chunks do not matter."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pawpress.core.safety import Alarm, AlarmChange, AlarmMonitor, AlarmState
from pawpress.core.safety.alarm import TRANSITIONS
from tests.alarms import guard
from tests.chunks import cuts
from tests.waveforms import block

S = AlarmState
LEVELS_N = st.sampled_from([0.0, 50.0, 185.0, 195.0, 215.0, 280.0, 305.0, 500.0])


@dataclass(frozen=True)
class Press:
    """Both hands go to these forces, over so many samples, after so many missing ones."""

    left_n: float
    right_n: float
    samples: int
    missing: int


@dataclass(frozen=True)
class Wait:
    seconds: float


@dataclass(frozen=True)
class See:
    pass


HAPPENINGS = st.lists(
    st.builds(Press, LEVELS_N, LEVELS_N, st.integers(1, 60), st.sampled_from([0, 0, 0, 5, 2000]))
    | st.builds(Wait, st.sampled_from([0.05, 0.15, 0.25, 3.0]))
    | st.builds(See),
    max_size=20,
)


@dataclass
class Life:
    """A guard living through happenings, on both clocks."""

    guard: AlarmMonitor
    t_s: float = 0.0
    now_s: float = 100.0
    force_n: tuple[float, float] = (0.0, 0.0)

    def live(self, happening: Press | Wait | See) -> list[AlarmChange]:
        if isinstance(happening, See):
            return self.guard.acknowledge()
        if isinstance(happening, Wait):
            self.now_s += happening.seconds
            return self.guard.supervise(self.now_s)
        target = (happening.left_n, happening.right_n)
        force_n = np.linspace(self.force_n, target, happening.samples + 1)[1:]
        first_s = self.t_s + 0.002 * (1 + happening.missing)
        t_s = first_s + 0.002 * np.arange(happening.samples)
        self.t_s, self.force_n = float(t_s[-1]), target
        self.now_s += 0.002 * happening.samples
        return self.guard.process(block(t_s, force_n, happening.missing), self.now_s)


@given(HAPPENINGS)
def test_an_alarm_is_never_normal_while_its_condition_holds_nor_forgotten_unseen(happenings: list[Press | Wait | See]):
    life = Life(guard())
    states: dict[Alarm, AlarmState] = {}
    for happening in happenings:
        for change in life.live(happening):
            before = states.get(change.alarm, S.NORMAL)
            assert change.state in {after for (b, _), after in TRANSITIONS.items() if b is before} - {before}
            states[change.alarm] = change.state
        active = dict(life.guard.active())
        # What was told adds up to what stands.
        assert active == {alarm: state for alarm, state in states.items() if state is not S.NORMAL}
        holding = {episode.alarm for episode in life.guard.episodes() if episode.end_s is None}
        assert holding == {alarm for alarm, state in active.items() if state in (S.UNACKNOWLEDGED, S.ACKNOWLEDGED)}


@given(HAPPENINGS)
def test_episodes_of_one_alarm_follow_each_other(happenings: list[Press | Wait | See]):
    life = Life(guard())
    for happening in happenings:
        life.live(happening)
    by_alarm: dict[Alarm, list[tuple[float, float]]] = {}
    for episode in life.guard.episodes():
        end_s = np.inf if episode.end_s is None else episode.end_s
        by_alarm.setdefault(episode.alarm, []).append((episode.start_s, end_s))
    for alarm, spans in by_alarm.items():
        assert all(start_s <= end_s for start_s, end_s in spans)
        # Silence is measured by the host's clock, which readings that were held up do not follow.
        assert alarm.code == "signal_lost" or all(end_s <= next_s for (_, end_s), (next_s, _) in pairwise(spans))


@st.composite
def forces_and_cuts(draw: st.DrawFn) -> tuple[np.ndarray, list[int]]:
    corners = draw(st.lists(st.tuples(LEVELS_N, LEVELS_N), min_size=2, max_size=8))
    seconds = np.cumsum([0.0, *(draw(st.sampled_from([0.004, 0.03, 0.2])) for _ in corners[1:])])
    t_s = np.arange(0.0, seconds[-1], 0.002)
    both = np.stack([np.interp(t_s, seconds, [corner[hand] for corner in corners]) for hand in (0, 1)], axis=1)
    return both, draw(cuts(len(t_s)))


@given(forces_and_cuts())
def test_changes_and_episodes_do_not_depend_on_the_chunks(forces: tuple[np.ndarray, list[int]]):
    force_n, at = forces
    t_s = 0.002 * np.arange(len(force_n))
    whole, chunks = guard(), guard()
    edges = sorted({0, len(t_s), *at})
    piecemeal = [change for a, b in pairwise(edges) for change in chunks.process(block(t_s[a:b], force_n[a:b]))]
    assert piecemeal == whole.process(block(t_s, force_n))
    assert chunks.episodes() == whole.episodes()
