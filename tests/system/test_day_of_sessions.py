"""Mixed sessions of feet and hands: no red alarm missed and none false; minutes here, a day every night."""

from __future__ import annotations

import pytest

from bench import day_of_sessions
from tests.nightly import how_many

USUAL_SESSION_S = 150.0


@pytest.mark.timeout(40_000)
def test_no_red_alarm_is_missed_and_none_is_false(monkeypatch: pytest.MonkeyPatch):
    hours = how_many("PAWPRESS_DAY_HOURS", 2 * USUAL_SESSION_S / 3600, 24.0)
    if hours < 1.0:
        monkeypatch.setattr(day_of_sessions, "SESSION_S", USUAL_SESSION_S)
    day = day_of_sessions.run(hours)
    assert day.scenes.total() >= 5
    assert (day.missed, day.false) == ([], [])
    assert day.memory_mb[-1] < day.memory_mb[min(1, len(day.memory_mb) - 1)] + 10.0
