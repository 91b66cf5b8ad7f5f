"""What is shown of a press follows from its number and the mode alone, and nothing is shown that should be hidden."""

from __future__ import annotations

import pytest

from pawpress.core.coach import FEEDBACKS
from pawpress.core.coach.schedule import TEST, showing


def test_fading_shows_less_and_less():
    shown = [showing("fading", number, 30) for number in range(40)]
    assert [one.live for one in shown[:7]] == [True, True, True, True, False, True, False]
    assert shown[4] == TEST  # the fifth press is hidden, in the first minute
    shares = [sum(one.after == "yes" for one in part) / len(part) for part in (shown[6:12], shown[12:21], shown[21:])]
    assert shares == pytest.approx([1.0, 5 / 9, 4 / 19])


def test_the_other_modes_are_the_same_from_the_first_press_to_the_last():
    for mode in FEEDBACKS:
        if mode != "fading":
            assert len({showing(mode, number, 30) for number in range(60)}) == 1, mode


@pytest.mark.parametrize(
    ("mode", "hidden"), [("always", False), ("band", False), ("on-request", True), ("summary", True)]
)
def test_what_counts_as_hidden(mode, hidden):
    assert showing(mode, 3, 30).hidden is hidden
