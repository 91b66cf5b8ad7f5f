"""What the terminal has shown, as the engine is told."""

from __future__ import annotations

from view_examples import SNAPSHOT, changed

from pawpress.dashboard.shown import TELL_S, Shown
from pawpress.dashboard.terminal_pace import GIVE_UP_S, TerminalPace


def asked_at(shown: Shown, pace: TerminalPace, host_s: float, now_s: float) -> object:
    pace.draw(now_s)
    return shown.asked(changed(SNAPSHOT, host_s=host_s), pace, now_s)


def test_an_answer_vouches_for_what_was_asked_after_and_not_for_what_came_since():
    shown, pace = Shown(), TerminalPace()
    pace.begin(0.0)
    assert asked_at(shown, pace, 50.0, 0.0) is None
    assert asked_at(shown, pace, 50.5, 0.5) is None
    pace.answered()
    told = shown.answered(0.6)
    assert told is not None
    assert (told.host_s, told.answers) == (50.0, True)
    assert shown.answered(0.6 + TELL_S / 2) is None, "the engine is told ten times a second at most"


def test_an_answer_that_was_lost_does_not_make_all_later_ones_old():
    shown, pace = Shown(), TerminalPace()
    pace.begin(0.0)
    asked_at(shown, pace, 50.0, 0.0)
    asked_at(shown, pace, 60.0, GIVE_UP_S + 0.1)  # the pace has given the first one up
    pace.answered()
    told = shown.answered(GIVE_UP_S + 0.2)
    assert told is not None
    assert told.host_s == 60.0


def test_a_terminal_that_answers_nothing_is_found_out_and_named():
    shown, pace = Shown(), TerminalPace()
    pace.begin(0.0)
    assert asked_at(shown, pace, 50.0, 1.0) is None
    told = asked_at(shown, pace, 53.0, GIVE_UP_S)
    assert getattr(told, "answers", None) is False
    assert getattr(told, "host_s", None) == 53.0


def test_nothing_is_told_before_there_is_a_picture():
    assert Shown().asked(None, TerminalPace(), 0.0) is None
    assert Shown().answered(0.0) is None
