"""Feet on force plates, recorded by others, through the command line."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(os.environ.get("PAWPRESS_DATA", Path(__file__).parents[3] / "shared" / "data"))
JUMPS = [("F02_CTRL1_cmj", 8.811, 9.340, 10.06, 3.83 * 723.0), ("P30_squatjump", 8.830, 9.272, 11.12, 2.88 * 728.4)]
PAIR = ("--giver-kg", "74", "--receiver-kg", "90")


@cache
def graded(name: str, *options: str) -> dict[str, Any]:
    path = Path(name) if name.endswith(".csv") else FOLDER / f"{name}.csv.gz"
    if not path.is_file():
        pytest.skip(f"{path} is not here; set PAWPRESS_DATA to the folder of shared recordings")
    command = [sys.executable, "-m", "pawpress", "grade", str(path), "--mode", "foot", "--json", *options]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(answer.stdout)


def alarms(answer: dict[str, Any], code: str, severity: str = "red") -> list[dict[str, Any]]:
    return [alarm for alarm in answer["alarms"] if (alarm["code"], alarm["severity"]) == (code, severity)]


@pytest.mark.parametrize(("name", "take_off_s", "landing_s", "off_s", "peak_n"), JUMPS)
def test_a_jump_is_told_with_flight_impact_and_overload_and_is_over_after_stepping_off(
    name: str, take_off_s: float, landing_s: float, off_s: float, peak_n: float
):
    answer = graded(f"jump/{name}", *PAIR)
    [flight] = alarms(answer, "flight")
    assert flight["start_s"] == pytest.approx(take_off_s, abs=0.010)
    assert flight["end_s"] == pytest.approx(landing_s, abs=0.010)
    [impact] = [impact for impact in alarms(answer, "impact") if impact["start_s"] >= landing_s - 0.01]
    assert landing_s <= impact["start_s"] <= landing_s + 0.02
    assert impact["peak_n"] == pytest.approx(peak_n, rel=0.005)
    assert any(1.8 < over["start_s"] < 2.2 for over in alarms(answer, "overload"))
    assert all(alarm["end_s"] is not None and alarm["end_s"] <= off_s + 0.05 for alarm in answer["alarms"])
    assert answer["presses"]
    assert answer["summary"]["red_events"] > 0
    assert {alarm["code"] for alarm in answer["alarms"]} == {"overload", "rate", "impact", "flight"}


def test_the_standing_weight_is_found():
    [standing, *_] = graded("jump/F02_CTRL1_cmj", *PAIR)["summary"]["standing"]
    assert standing["mean_n"] == pytest.approx(723.0, rel=0.01)


def test_a_footstep_is_an_overload_within_a_tenth_of_a_second_of_contact():
    answer = graded("footsteps/Qualisys_Fz", *PAIR)
    first_s = min(alarm["start_s"] for alarm in answer["alarms"] if alarm["code"] == "overload")
    assert 0.0745 <= first_s <= 0.0745 + 0.1
    assert any(0.538 <= over["start_s"] <= 0.638 for over in alarms(answer, "overload") if over["pad"] == "Fz_plate2_N")
    assert not alarms(answer, "flight")
    assert len(answer["presses"]) == 2


def test_a_giver_who_is_too_heavy_is_told_from_the_beginning():
    [rule] = alarms(graded("jump/F02_CTRL1_cmj", "--giver-kg", "85", "--receiver-kg", "90"), "weight_rule")
    assert (rule["start_s"], rule["end_s"], rule["pad"]) == (0.0, None, None)


@pytest.mark.parametrize(("name", "take_off_s", "landing_s", "off_s"), [jump[:4] for jump in JUMPS])
@pytest.mark.parametrize(("rate_hz", "from_s"), [(100, 0.0), (250, 0.0), (200, 5.0)])
def test_a_jump_is_told_as_exactly_from_fewer_readings_and_from_the_middle_of_a_stand(
    name: str,
    take_off_s: float,
    landing_s: float,
    off_s: float,
    rate_hz: int,
    from_s: float,
    tmp_path: Path,
):
    whole = FOLDER / f"jump/{name}.csv.gz"
    if not whole.is_file():
        pytest.skip(f"{whole} is not here; set PAWPRESS_DATA to the folder of shared recordings")
    header, *rows = gzip.decompress(whole.read_bytes()).decode().splitlines()
    per_s = len(rows) / 20.0
    kept = rows[round(from_s * per_s) :: round(per_s / rate_hz)]
    part = tmp_path / "part.csv"
    part.write_text("\n".join([header, *kept, ""]))
    answer = graded(str(part), *PAIR)
    [flight] = alarms(answer, "flight")
    assert flight["start_s"] + from_s == pytest.approx(take_off_s, abs=0.003 + 0.5 / rate_hz)
    assert flight["end_s"] + from_s == pytest.approx(landing_s, abs=0.003 + 0.5 / rate_hz)
    assert all(abs(tare_n) < 2.0 for tare_n in answer["source"]["tare_n"].values())
    assert all(alarm["end_s"] is not None and alarm["end_s"] + from_s <= off_s + 0.05 for alarm in answer["alarms"])
