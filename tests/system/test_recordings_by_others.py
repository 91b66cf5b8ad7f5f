"""Recordings that nobody in this project made, judged as a person would: through the command line."""

from __future__ import annotations

import csv
import gzip
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from tests.answers import Grade, Press, grades
from tests.conftest import RunCommand

PALPATION = [f"experiment{name}_clean_20250626_{clock}.csv" for name, clock in [
    ("7a", "153404"), ("7b", "152851"), ("7c", "152657"), ("7d", "153132"),
    ("12b", "160438"), ("12c", "160222"), ("12d", "160028"),
]]  # fmt: skip
PUSHRIM, FOOTSTEPS = "wheelchair_kinetics.csv", "Qualisys_Fz.csv.gz"
JUMPS = {"F02_CTRL1_cmj.csv.gz": (9.340, 723.0, 3.83), "P30_squatjump.csv.gz": (9.272, 728.4, 2.88)}
"""File: landing in seconds of the recording, body weight in newtons, landing peak in body weights."""


@dataclass(frozen=True)
class Event:
    """A row of events.csv, on the file's own time stamps."""

    column: str
    onset_s: float
    release_s: float
    peak: float


def events(folder: Path, file: str) -> list[Event]:
    with (folder / "events.csv").open(newline="") as table:
        rows = [row for row in csv.DictReader(table) if row["file"] == file]
    return [Event(row["column"], *(float(row[name]) for name in ("onset_s", "release_s", "peak"))) for row in rows]


def first_stamp_s(path: Path) -> float:
    with path.open() as table:
        table.readline()
        return float(table.readline().split(",")[0])


def judge(pawpress: RunCommand, *arguments: str | Path) -> dict[str, Grade]:
    done = pawpress("grade", "--json", *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    return {Path(answer.source.path).name: answer for answer in grades(done.stdout)}


@pytest.fixture(scope="session")
def palpation(pawpress: RunCommand, recordings_by_others: Path) -> dict[str, Grade]:
    files = [recordings_by_others / "palpation" / name for name in PALPATION]
    return judge(pawpress, *files, "--force-column", "Force(N)")


@pytest.fixture(scope="session")
def others(pawpress: RunCommand, recordings_by_others: Path) -> dict[str, Grade]:
    files = [recordings_by_others / "jump" / name for name in JUMPS]
    files += [recordings_by_others / "pushrim" / PUSHRIM, recordings_by_others / "footsteps" / FOOTSTEPS]
    return judge(pawpress, *files)


@pytest.mark.parametrize("name", PALPATION)
def test_every_press_of_the_palpation_is_found_with_its_peak(
    palpation: dict[str, Grade], recordings_by_others: Path, name: str
):
    expected = events(recordings_by_others, name)
    found = palpation[name].presses
    assert len(found) == len(expected)
    begin_s = first_stamp_s(recordings_by_others / "palpation" / name)
    for press, event in zip(found, expected, strict=True):
        # The list dates onsets by a fixed share of the peak; here they are dated back to where the force left the rest.
        assert press.onset_s + begin_s < event.onset_s + 0.5
        assert event.onset_s < press.peak_s + begin_s < event.release_s
        assert press.peak_n == pytest.approx(event.peak, abs=2.0)


@pytest.mark.parametrize("name", PALPATION)
def test_no_deliberate_press_is_called_a_jab_or_rushed(palpation: dict[str, Grade], name: str):
    assert {press.verdict for press in palpation[name].presses} <= {"steady", "unsteady", "ungraded"}
    assert palpation[name].summary.by_verdict.get("steady", 0) >= 1


@pytest.mark.parametrize("name", PALPATION)
def test_the_rest_of_the_palpation_is_found_though_the_plate_was_not_tared(palpation: dict[str, Grade], name: str):
    assert 14.0 < palpation[name].source.tare_n["Force(N)"] < 22.0
    assert palpation[name].alarms == []
    assert "low_rate" in {quality.code for quality in palpation[name].quality}


def landing(answer: Grade, at_s: float) -> list[Press]:
    return [press for press in answer.presses if abs(press.onset_s - at_s) < 0.3]


@pytest.mark.parametrize("name", JUMPS)
def test_a_landing_is_an_impact_and_never_a_steady_press(others: dict[str, Grade], name: str):
    at_s, _, _ = JUMPS[name]
    answer = others[name]
    assert any(alarm.code == "impact" and abs(alarm.start_s - at_s) < 0.1 for alarm in answer.alarms)
    found = landing(answer, at_s)
    assert len(found) == 2, "one a foot"
    assert "jab" in {press.verdict for press in found}
    assert "steady" not in {press.verdict for press in answer.presses}


@pytest.mark.parametrize("name", JUMPS)
def test_the_weight_of_the_standing_person_and_the_force_of_the_landing_are_right(others: dict[str, Grade], name: str):
    at_s, weight_n, landing_share = JUMPS[name]
    answer = others[name]
    still = max((s for s in answer.summary.standing if s.end_s < at_s), key=lambda s: s.end_s - s.start_s)
    assert still.mean_n == pytest.approx(weight_n, rel=0.005)
    assert still.cv < 0.02
    together = [a.peak_n for a in answer.alarms if a.code == "overload" and a.pad is None and a.peak_n is not None]
    assert max(together) == pytest.approx(landing_share * weight_n, rel=0.02)


def test_rim_pushes_are_neither_steady_nor_jabs(others: dict[str, Grade], recordings_by_others: Path):
    expected = events(recordings_by_others, PUSHRIM)
    pushes = [press for press in others[PUSHRIM].presses if press.onset_s > 5.0]
    taps = [press for press in others[PUSHRIM].presses if press.onset_s <= 5.0]
    assert abs(len(pushes) - len(expected)) <= 1
    assert {press.verdict for press in pushes} <= {"rushed", "short", "unsteady"}
    assert {press.verdict for press in taps} <= {"jab", "rushed"}
    for event in expected:
        [push] = [press for press in pushes if abs(press.onset_s - event.onset_s) < 0.3]
        assert push.peak_n == pytest.approx(event.peak, abs=3.0)


def test_a_footstep_with_its_spike_and_two_humps_is_one_event(others: dict[str, Grade], recordings_by_others: Path):
    answer = others[FOOTSTEPS]
    for event in events(recordings_by_others, FOOTSTEPS):
        [step] = [press for press in answer.presses if press.pad == event.column]
        assert step.onset_s == pytest.approx(event.onset_s, abs=0.05)
        assert step.peak_n == pytest.approx(event.peak, abs=3.0)
        assert step.verdict != "steady"


def test_raw_counts_of_the_sensor_show_the_same_presses_as_the_plate(
    pawpress: RunCommand, palpation: dict[str, Grade], recordings_by_others: Path
):
    name = PALPATION[4]
    path = recordings_by_others / "palpation" / name
    [answer] = judge(pawpress, path, "--force-column", "FSR1", "--unit", "counts", "--invert").values()
    assert answer.source.unit == "counts"
    assert answer.alarms == []
    plate = [press.peak_s for press in palpation[name].presses]
    assert len(answer.presses) == pytest.approx(len(plate), abs=1)
    assert "jab" not in {press.verdict for press in answer.presses}


FLIGHTS = {"F02_CTRL1_cmj.csv.gz": 9.340 - 8.811, "P30_squatjump.csv.gz": 9.272 - 8.830}
"""File: time in the air as another program found it."""


@pytest.fixture(scope="session")
def summed(recordings_by_others: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Both feet of every jump in one column, as one large plate would show them."""
    folder = tmp_path_factory.mktemp("summed")
    found: dict[str, Path] = {}
    for name in JUMPS:
        with gzip.open(recordings_by_others / "jump" / name, "rt") as table:
            t_s, left_n, right_n = np.loadtxt(table, delimiter=",", skiprows=1, unpack=True)
        found[name] = folder / name.removesuffix(".gz")
        np.savetxt(found[name], np.stack((t_s, left_n + right_n), 1), "%.4f", ",", header="t_s,Fz", comments="")
    return found


@pytest.mark.parametrize("name", JUMPS)
def test_a_jump_is_a_flight_between_one_standing_and_one_landing(
    pawpress: RunCommand, summed: dict[str, Path], name: str
):
    [answer] = judge(pawpress, summed[name]).values()
    before, landing = answer.presses
    assert before.release_s is not None
    assert landing.onset_s - before.release_s == pytest.approx(FLIGHTS[name], rel=0.05)
    # Stepping on, standing and pushing off is one touch: nothing begins at the push-off.
    assert before.onset_s < 3.0
    assert (before.verdict, landing.verdict) == ("rushed", "jab")
    assert len(answer.summary.standing) == 1
    assert answer.summary.standing[0].mean_n == pytest.approx(JUMPS[name][1], rel=0.01)


@pytest.mark.parametrize("name", JUMPS)
def test_in_foot_mode_the_flight_is_told(pawpress: RunCommand, recordings_by_others: Path, name: str):
    [answer] = judge(pawpress, recordings_by_others / "jump" / name, "--mode", "foot").values()
    [flight] = [alarm for alarm in answer.alarms if alarm.code == "flight"]
    assert flight.end_s is not None
    assert flight.end_s - flight.start_s == pytest.approx(FLIGHTS[name], rel=0.05)


@pytest.mark.parametrize("name", JUMPS)
def test_the_rate_of_rise_is_that_of_the_force_itself(pawpress: RunCommand, summed: dict[str, Path], name: str):
    t_s, force_n = np.loadtxt(summed[name], delimiter=",", skiprows=1, unpack=True)
    [answer] = judge(pawpress, summed[name]).values()
    window = round(0.05 / float(np.median(np.diff(t_s))))
    rates = (force_n[window:] - force_n[:-window]) / 0.05
    for press in answer.presses:
        while_on = (t_s[window:] >= press.onset_s) & (t_s[window:] <= (press.release_s or t_s[-1]))
        assert press.rfd_n_per_s == pytest.approx(float(rates[while_on].max()), rel=0.05)


def test_the_push_off_rises_as_fast_as_the_other_program_says(
    pawpress: RunCommand, summed: dict[str, Path], recordings_by_others: Path
):
    with (recordings_by_others / "jump" / "reference_p30_squat_jump_example_results.csv").open(newline="") as table:
        [row] = csv.DictReader(table)
    reference = {name: float(number) for name, number in row.items() if name != "PID"}
    [answer] = judge(pawpress, summed["P30_squatjump.csv.gz"]).values()
    push, _ = answer.presses
    assert push.peak_n == pytest.approx(reference["peak_force"], rel=0.01)
    # Its rate over the whole push and its steepest millisecond are the bounds of our steepest 50 ms.
    mean = reference["propulsive_peakforce_rfd_slope_between_events"]
    steepest = reference["propulsive_peakforce_rfd_instantaneous_peak_between_events"]
    assert mean < push.rfd_n_per_s < steepest
    # Between the events it names, start of the push to peak force, the rates agree.
    t_s, force_n = np.loadtxt(summed["P30_squatjump.csv.gz"], delimiter=",", skiprows=1, unpack=True)
    length_s = (reference["frame_peak_force"] - reference["frame_start_of_propulsive_phase"]) / 1000.0
    at_peak = int(np.searchsorted(t_s, push.peak_s))
    start = int(np.searchsorted(t_s, push.peak_s - length_s))
    assert (force_n[at_peak] - force_n[start]) / length_s == pytest.approx(mean, rel=0.05)


UNDER_THE_HAND = dict(zip(PALPATION, ["FSR3", "FSR1", "FSR2", "FSR1", "FSR1", "FSR2", "FSR1"], strict=True))
ASKEW = {PALPATION[0], PALPATION[3]}
"""Files whose sensor follows the plate by a rank correlation of 0.80 and 0.84; all others by 0.95 and more."""


@pytest.fixture(scope="session")
def every_column(pawpress: RunCommand, recordings_by_others: Path) -> dict[str, Grade]:
    return judge(pawpress, *(recordings_by_others / "palpation" / name for name in PALPATION))


@pytest.mark.parametrize("name", PALPATION)
def test_a_sensor_that_does_not_follow_the_plate_is_named_and_no_other(every_column: dict[str, Grade], name: str):
    named = [quality.pad for quality in every_column[name].quality if quality.code == "unreliable_sensor"]
    assert named == ([UNDER_THE_HAND[name]] if name in ASKEW else [])


@pytest.mark.parametrize("name", [name for name in PALPATION if name not in ASKEW])
def test_the_sensor_under_the_hand_tells_the_presses_of_the_plate(
    pawpress: RunCommand, palpation: dict[str, Grade], recordings_by_others: Path, name: str
):
    path = recordings_by_others / "palpation" / name
    column = UNDER_THE_HAND[name]
    [answer] = judge(pawpress, path, "--force-column", column, "--unit", "counts", "--invert").values()
    plate = palpation[name].presses
    together = [one for one in answer.presses if any(abs(one.peak_s - press.peak_s) < 3.0 for press in plate)]
    assert len(together) == len(plate)
    assert len(answer.presses) - len(plate) <= 1, "the sensor also feels a hand that only comes to lie on it"
    assert {press.verdict for press in together} <= {"steady", "unsteady", "ungraded"}
