"""Whether anybody sees the screen."""

from __future__ import annotations

from pawpress.engine.attendance import START_S, VIEW_S, Attendance


def test_before_the_first_picture_it_waits_for_a_while():
    attendance = Attendance(100.0)
    assert attendance.attended(100.0 + START_S)
    assert not attendance.attended(100.1 + START_S)


def test_a_picture_counts_as_long_as_it_is_recent():
    attendance = Attendance(0.0)
    attendance.seen(host_s=1.0, now_s=1.2)
    assert attendance.attended(1.0 + VIEW_S)
    assert not attendance.attended(1.01 + VIEW_S), "and no more for having been waited for at the beginning"
    attendance.seen(host_s=5.0, now_s=5.1)
    assert attendance.attended(5.5)


def test_of_several_views_the_most_recent_counts():
    attendance = Attendance(0.0)
    attendance.seen(host_s=3.0, now_s=3.0)
    attendance.seen(host_s=1.0, now_s=3.1)
    assert attendance.attended(3.7)


def test_a_view_cannot_vouch_for_the_future():
    attendance = Attendance(0.0)
    attendance.seen(host_s=1e9, now_s=2.0)
    assert not attendance.attended(2.1 + VIEW_S)


def test_once_the_program_with_the_screen_is_gone_nobody_sees_it():
    attendance = Attendance(0.0)
    attendance.seen(host_s=1.0, now_s=1.0)
    attendance.gone()
    assert not attendance.attended(1.0)
