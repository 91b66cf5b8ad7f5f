"""What the view keeps, and when it no longer trusts it."""

from __future__ import annotations

from view_examples import LIVE, OPENING, OVERLOAD, SNAPSHOT, STEADY, changed

from pawpress.dashboard.state import ViewState
from pawpress.engine.messages import Goodbye, Notice, ToView


def test_a_flood_leaves_the_newest_snapshot_and_every_press() -> None:
    flood: list[ToView] = [OPENING]
    for t in range(1000):
        flood.append(changed(SNAPSHOT, t_s=float(t)))
        if t % 10 == 0:
            flood.append(changed(STEADY, onset_s=float(t)))
    state = ViewState()
    state.absorb(flood, now_s=5.0)
    assert state.snapshot is not None
    assert state.snapshot.t_s == 999.0
    assert [press.onset_s for press in state.presses] == [float(t) for t in range(0, 1000, 10)]


def test_waiting_ends_when_a_rig_has_spoken_and_been_read() -> None:
    state = ViewState()
    assert state.waiting
    state.absorb([changed(OPENING, rig=None), SNAPSHOT], 0.0)
    assert state.waiting
    state.absorb([OPENING], 0.1)
    assert not state.waiting


def test_readings_are_stale_unless_live_and_young() -> None:
    state = ViewState()
    assert state.stale(0.0)
    state.absorb([OPENING, SNAPSHOT], 10.0)
    assert not state.stale(10.9)
    assert state.stale(11.1)
    assert state.silence_s(11.5) == 1.5
    state.absorb([changed(SNAPSHOT, link=changed(LIVE, state="silent"))], 12.0)
    assert state.stale(12.0)
    assert state.silence_s(12.0) == 0.0


def test_a_farewell_keeps_the_word_over_the_closed_feed() -> None:
    state = ViewState()
    state.absorb([Goodbye(reason="Closed by the user.")], 0.0)
    state.lose("The socket is gone.")
    assert (state.ended, state.ended_in_order) == ("Closed by the user.", True)


def test_a_session_that_failed_is_no_end_in_order() -> None:
    state = ViewState()
    state.absorb([Goodbye(reason="The emulator of the rig ended (signal 9).", failed=True)], 0.0)
    assert (state.ended, state.ended_in_order) == ("The emulator of the rig ended (signal 9).", False)


def test_losing_the_feed_is_not_an_end_in_order() -> None:
    state = ViewState()
    state.lose("The socket is gone.")
    assert (state.ended, state.ended_in_order) == ("The socket is gone.", False)
    assert state.stale(0.0)


def test_the_newest_notice_replaces_the_one_before() -> None:
    state = ViewState()
    state.absorb([Notice(severity="info", text="a"), Notice(severity="error", text="b")], 3.0)
    assert state.notice == Notice(severity="error", text="b")
    assert state.notice_at_s == 3.0


RED = changed(OVERLOAD, code="signal_lost", pad=None, severity="red")


def test_a_red_alarm_marks_the_session_for_good() -> None:
    state = ViewState()
    state.absorb([OPENING, changed(SNAPSHOT, alarms=[RED])], 0.0)
    state.absorb([SNAPSHOT], 1.0)
    assert state.red


def test_trouble_of_the_link_that_passes_is_red_while_it_is_on_and_leaves_no_mark() -> None:
    state = ViewState()
    state.absorb([OPENING, changed(SNAPSHOT, alarms=[changed(RED, passing=True)])], 0.0)
    assert (state.red, state.marked) == (True, False)
    state.absorb([SNAPSHOT], 1.0)
    assert (state.red, state.marked) == (False, False)


def test_trouble_of_the_link_that_a_load_joins_marks_it() -> None:
    state = ViewState()
    state.absorb([OPENING, changed(SNAPSHOT, alarms=[changed(RED, passing=True)])], 0.0)
    state.absorb([changed(SNAPSHOT, alarms=[RED])], 1.0)
    state.absorb([SNAPSHOT], 2.0)
    assert state.red
