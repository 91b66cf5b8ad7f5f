"""The figures of ends and of first contact: how many were in order, and the worst outcome."""

from __future__ import annotations

from typing import Any

import pytest

from bench.all import BENCHES, LONGEST
from bench.exit_statuses import End, Row, figure
from bench.first_contact import Pull, pulls_figures, starts_figures


@pytest.mark.parametrize("name", ["exit_statuses", "first_contact"])
def test_these_are_measured_when_named_only(name: str) -> None:
    assert name in BENCHES
    assert name in LONGEST


@pytest.mark.parametrize(
    ("ends", "told"),
    [
        ([End(130, "", 0), End(0, "", 0), End(130, "", 0)], "3 of 3, status 0 or 130"),
        ([End(2, "", 0), End(-11, "", 0), End(1, "", 0)], "2 of 3, at worst status -11"),
        ([End(2, "", 1), End(-9, "", 2, ("hung",))], "0 of 2, at worst status -9, 2 processes left, hung"),
        ([End(1, "Traceback\nValueError: no", 0)], "0 of 1, at worst a traceback: ValueError: no"),
    ],
)
def test_ends_are_counted_and_the_worst_is_told(ends: list[End], told: str) -> None:
    assert figure(Row("Ctrl-C", ends)).amount == told


def _alarm(severity: str, code: str, start_s: float, end_s: float | None) -> dict[str, Any]:
    return {"severity": severity, "code": code, "start_s": start_s, "end_s": end_s}


def test_starts_tell_the_worst_alarm() -> None:
    late, lost = _alarm("amber", "emulator_late", 0.5, None), _alarm("red", "signal_lost", 1.0, 1.2)
    assert starts_figures([[], []], 4)[0].amount == "0 / 0, no alarm"
    assert starts_figures([[late], []], 4)[0].amount == "0 / 1, at worst amber `emulator_late` for 2.5 s"
    assert starts_figures([[late, lost], [late]], 4)[0].amount == "1 / 2, at worst red `signal_lost` for 0.2 s"


def test_pulls_tell_how_many_were_told_and_the_slowest() -> None:
    pulled = [Pull("gone", 1.0, told_s=0.1, red_s=0.2), Pull("gone", 2.0, told_s=0.4, red_s=0.5), Pull("gone", 3.0)]
    assert [each.amount for each in pulls_figures(pulled, 4)] == [
        "2 told, 1 in time, the slowest after 0.40 s, red after 0.50 s"
    ]
