"""Random lives of every alarm: a red condition never goes unseen, and what was red once stays on record."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pawpress.core.safety import ALARMS, Alarm, AlarmState
from pawpress.core.safety.book import AlarmBook
from pawpress.core.safety.conditions import Edge

S = AlarmState
ALARMS = [Alarm(code, severity, pad) for code in ALARMS for severity in ("amber", "red") for pad in (None, "left")]
STEPS = st.lists(st.sampled_from(ALARMS) | st.none(), max_size=60)
"""An alarm's condition turns, or, with None, a person says that they have seen the alarms."""


@given(STEPS)
def test_a_condition_that_holds_is_active_and_one_nobody_has_seen_is_not_forgotten(steps: list[Alarm | None]):
    book, unseen, reds = AlarmBook(), set[Alarm](), 0
    for number, alarm in enumerate(steps):
        if alarm is None:
            book.acknowledge(float(number))
            unseen = set()
        else:
            raised = not book.is_open(alarm)
            book.edge(alarm, Edge(float(number), raised, 1.0))
            unseen |= {alarm} if raised else set()
            reds += raised and alarm.severity == "red"
        states = dict(book.active())
        for one in ALARMS:
            state = states.get(one, S.NORMAL)
            if book.is_open(one):
                assert state in (S.UNACKNOWLEDGED, S.ACKNOWLEDGED)
                assert (state is S.UNACKNOWLEDGED) == (one in unseen)
            elif one in unseen:
                assert state is (S.LATCHED if one.facts.latches else S.RTN_UNACKNOWLEDGED)
            else:
                assert state is S.NORMAL
        assert sum(episode.alarm.severity == "red" for episode in book.episodes({})) == reds


@given(STEPS)
def test_red_is_told_before_amber_whatever_came_first(steps: list[Alarm | None]):
    book = AlarmBook()
    for number, alarm in enumerate(filter(None, steps)):
        book.edge(alarm, Edge(float(number), not book.is_open(alarm), 1.0))
    severities = [alarm.severity for alarm, _ in book.active()]
    assert severities == sorted(severities, key=("red", "amber").index)
