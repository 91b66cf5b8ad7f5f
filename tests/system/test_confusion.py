"""Simulated presses through the converter of the real firmware get the verdicts they were made for.

A few here, thousands at night; docs/reference/confusion.md has the whole table.
"""

from __future__ import annotations

import pytest

from bench.confusion import judge_on_new_board
from bench.confusion_kinds import KINDS, SENSORS, Kind, right_share
from tests.nightly import how_many

PRESSES = round(how_many("PAWPRESS_CONFUSION", 8, 2000))
ENOUGH = {"steady": 0.98, "rushed": 0.90, "jab": 0.98, "bounce": 0.98}
"""Part of the presses of each kind that must be judged right; of eight, none may be wrong but a rushed one."""


@pytest.mark.parametrize("sensor", SENSORS)
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.name in ENOUGH], ids=lambda kind: kind.name)
def test_presses_of_every_kind_are_judged_right(kind: Kind, sensor: str):
    counts = judge_on_new_board(kind, sensor, PRESSES)
    assert counts["none"] == counts["extra"] == 0
    wrong = round(PRESSES * (1.0 - right_share(counts, kind)))
    assert wrong <= max(PRESSES * (1.0 - ENOUGH[kind.name]), kind.name == "rushed")
