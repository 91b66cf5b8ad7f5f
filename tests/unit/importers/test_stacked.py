"""Tables with a row for each sensor and moment become tables with a column for each sensor."""

from __future__ import annotations

from pathlib import Path

import pytest

from pawpress.importers import read_table
from tests.tables import judged, leans, write

T_S, FORCE_N = leans(50.0)
ROWS = list(zip(T_S.tolist(), FORCE_N.tolist(), strict=True))


def stacked(head: str, *sensors: str) -> str:
    lines = [
        f"{t_s:.3f},{sensor},{force / number:.3f}" for t_s, force in ROWS for number, sensor in enumerate(sensors, 1)
    ]
    return "\n".join([head, *lines])


@pytest.mark.parametrize(
    ("head", "sensors"),
    [("time,channel,value", ("A", "B")), ("t,foot,Force (N)", ("left", "right")), ("t,sensor,force", ("0", "1"))],
)
def test_each_sensor_is_a_pad(tmp_path: Path, head: str, sensors: tuple[str, str]):
    path = write(tmp_path / "x.csv", stacked(head, *sensors))
    table = read_table(path)
    name = head.rpartition(",")[2]
    assert list(table.readings) == [f"{sensor} {name}" for sensor in sensors]
    peaks_n = {judged_press.press.pad: judged_press.press.peak_n for judged_press in judged(path).presses}
    assert list(peaks_n.values()) == pytest.approx([80.0, 40.0], abs=0.6)


def test_phases_are_no_sensors(tmp_path: Path):
    lines = [f"{t_s:.3f},{'rest' if force < 5.0 else 'press'},{force:.3f}" for t_s, force in ROWS]
    table = read_table(write(tmp_path / "x.csv", "\n".join(["t,phase,force", *lines])))
    assert list(table.readings) == ["force"]


def test_quiet_counts_are_no_numbers_of_sensors(tmp_path: Path):
    lines = [f"{t_s:.3f},{at * at % 3},{force:.3f}" for at, (t_s, force) in enumerate(ROWS)]
    table = read_table(write(tmp_path / "x.csv", "\n".join(["t,sensor,force_N", *lines])))
    assert list(table.readings) == ["force_N"]
