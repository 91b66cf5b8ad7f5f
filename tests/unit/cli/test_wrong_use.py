"""What makes no sense is refused with status 2, before anything is opened."""

from __future__ import annotations

import pytest

from tests.commands import Command

WRONG_USE: dict[str, tuple[tuple[str, ...], str]] = {
    "no file": (("grade",), "FILE"),
    "unknown option": (("grade", "x.csv", "--colour", "red"), "--colour"),
    "unknown unit": (("grade", "x.csv", "--unit", "stones"), "stones"),
    "unknown mode": (("grade", "x.csv", "--mode", "elbow"), "elbow"),
    "unknown tare": (("grade", "x.csv", "--tare", "much"), "give auto, none, or a number"),
    "tare that is no number": (("grade", "x.csv", "--tare", "nan"), "give auto, none, or a number"),
    "unknown verdict": (("sessions", "--verdict", "jabb"), "jabb"),
    "unknown mode of sessions": (("sessions", "--mode", "feet"), "feet"),
    "too few loads": (("calibrate", "--demo", "--load", "10", "--load", "20"), "5 different loads"),
    "a column of no file": (("sessions", "--folder", ".", "--force-column", "F"), "sessions import FILE"),
    "weight of nothing": (("grade", "x.csv", "--giver-kg", "0"), "giver-kg"),
    "weight of nobody": (("grade", "x.csv", "--receiver-kg", "900"), "receiver-kg"),
    "weight without end": (("grade", "x.csv", "--giver-kg", "inf"), "giver-kg"),
    "tare of a mountain": (("grade", "x.csv", "--tare", "1e300"), "give auto, none, or a number"),
    "unknown command": (("judge", "x.csv"), "judge"),
    "json without headless": (("demo", "--json"), "--headless"),
    "seconds without headless": (("live", "--port", "/dev/null", "--seconds", "2"), "--headless"),
    "no number": (("demo", "--headless", "--seconds", "soon"), "--seconds"),
    "a hand without a screen": (("demo", "--hand", "--headless"), "--hand needs the screen"),
    "a teacher without a screen": (("demo", "--headless", "--teacher", "a.paw"), "--teacher draws a curve"),
    "a teacher in lines": (("coach", "--demo", "--plain", "--teacher", "a.paw"), "--teacher draws a curve"),
    "unknown board": (("demo", "--board", "due"), "due"),
}


@pytest.mark.parametrize(("words", "named"), WRONG_USE.values(), ids=WRONG_USE)
def test_wrong_use_is_status_two_and_names_what_is_wrong(command: Command, words: tuple[str, ...], named: str):
    done = command(*words)
    assert (done.status, done.out) == (2, "")
    assert named in done.err
    assert "Traceback" not in done.err
