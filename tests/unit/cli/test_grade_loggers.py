"""`pawpress grade` on the clocks, columns and headers of loggers that nobody here has."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tests.answers import Grade, Judge, verdicts
from tests.commands import Command
from tests.strangers import (
    compressions,
    footstep,
    held,
    jerk_on_a_strap,
    jump,
    pulses,
    sensor_counts,
    squeezes,
    strikes,
    table,
    trial,
    unrest,
    whole_seconds,
)
from tests.waveforms import Array, minimum_jerk, times

G_N_PER_KG = 9.80665


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(20261126)


def codes(answer: Grade) -> list[str]:
    return [quality.code for quality in answer.quality]


def good(t_s: Array, rng: np.random.Generator) -> Array:
    return sum((minimum_jerk(t_s, 2.3 + 6.1 * i, 0.95, 1.7, 0.7, 96.0) for i in range(4)), rng.normal(0, 0.3, len(t_s)))


@pytest.mark.parametrize("mode", ["hands", "foot"])
@pytest.mark.parametrize("rate_hz", [100.0, 600.0, 1000.0])
@pytest.mark.parametrize("offset_n", [0.0, 7.0])
def test_a_jump_cut_to_two_seconds_in_which_the_plate_is_empty_for_less_than_half(
    judge: Judge, rng: np.random.Generator, mode: str, rate_hz: float, offset_n: float
):
    t_s = times(2.1, rate_hz)
    force_n = trial(t_s, 630.0, 0.9, 0.43) + offset_n + rng.normal(0.0, 4.0, len(t_s))
    answer = judge({"t": t_s, "Fz": force_n}, "--mode", mode)
    standing, landing = answer.presses
    assert (standing.onset_s, landing.verdict) == (0.0, "jab")
    assert standing.verdict in {"ungraded", "rushed"}, "half of its force was on when the file began"
    assert standing.release_s is not None
    assert landing.onset_s - standing.release_s == pytest.approx(0.43, rel=0.06)
    if mode == "hands":
        assert answer.source.tare_n["Fz"] == pytest.approx(offset_n, abs=3.0)
    assert any(alarm.code == "impact" and alarm.start_s == pytest.approx(1.33, abs=0.06) for alarm in answer.alarms)


def test_squeezes_whose_stamps_are_whole_seconds(judge: Judge, rng: np.random.Generator):
    t_s = times(45.0, 9.4) + 0.37
    force_n = squeezes(t_s, rng, 7)
    answer = judge({"timestamp": whole_seconds(t_s), "grip": force_n})
    exact = judge({"t": t_s, "grip": force_n})
    assert len(answer.presses) == len(exact.presses) == 7
    for found, press in zip(answer.presses, exact.presses, strict=True):
        assert found.onset_s == pytest.approx(press.onset_s, abs=0.15)
        assert found.hold_s == pytest.approx(press.hold_s, abs=0.15)
        assert found.peak_n == press.peak_n
    assert codes(answer) == ["burst_timestamps", "low_rate"]
    assert answer.source.rate_hz == pytest.approx(9.4, rel=0.03)
    assert answer.source.duration_s == pytest.approx(45.0, abs=0.3)


@pytest.mark.parametrize("first", ["", "index", "sample"])
def test_a_count_of_rows_stands_before_the_time(judge: Judge, rng: np.random.Generator, first: str):
    t_s = times(27.0, 85.0)
    number = np.arange(len(t_s), dtype=np.float64)
    answer = judge({first: number, "time": t_s, "weight": good(t_s, rng) / G_N_PER_KG}, "--unit", "kgf")
    assert answer.source.pads == ["weight"]
    assert verdicts(answer) == ["steady"] * 4
    assert [press.peak_n for press in answer.presses] == pytest.approx([96.0] * 4, abs=1.5)


def test_other_clocks_in_the_table_are_no_pads(judge: Judge, rng: np.random.Generator):
    t_s = times(27.0, 100.0)
    late_s = t_s + rng.uniform(0.0, 0.002, len(t_s))
    columns = {
        "host_unix_time_ns": np.rint(1e9 * (1_775_220_264.0 + late_s)),
        "stream_s": 73_798.8 + late_s,
        "device_us": np.rint(1e6 * t_s) + 540_104,
        "force": good(t_s, rng),
        "sequence": np.arange(len(t_s)) + 44.0,
        "raw_line": [f"D,{i}".replace(",", ":") for i in range(len(t_s))],
    }
    answer = judge(columns)
    assert answer.source.pads == ["force"]
    assert verdicts(answer) == ["steady"] * 4
    assert answer.alarms == []


def test_a_force_that_grows_all_the_while_is_still_a_force(judge: Judge):
    t_s = times(8.0, 50.0)
    answer = judge({"t": t_s, "F": 12.0 * t_s})
    assert answer.source.pads == ["F"]


ABOVE = {
    "a laboratory's": "Sampling frequency,1000\n\n\nOperator;anna\n",
    "one of another width": "Trial 7\nFilter,none,Gain,3,Offset,0\n",
    "one with a word beside each": "Operator,anna\nRate;1000\n",
}


@pytest.mark.parametrize("above", ABOVE)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_lines_above_the_header_are_passed_over(judge: Judge, rng: np.random.Generator, above: str, delimiter: str):
    t_s = times(27.0, 100.0)
    answer = judge({"Time (s)": t_s, "Fz (N)": good(t_s, rng)}, above=ABOVE[above], delimiter=delimiter)
    assert answer.source.pads == ["Fz (N)"]
    assert verdicts(answer) == ["steady"] * 4


def test_trials_behind_each_other_whose_clock_begins_anew(judge: Judge, rng: np.random.Generator):
    t_s = times(9.0, 100.0)
    force_n = minimum_jerk(t_s, 2.0, 0.9, 2.0, 0.8, 88.0)
    trials = np.concatenate([force_n + rng.normal(0, 0.3, len(t_s)) for _ in range(3)])
    answer = judge({"Time": np.tile(t_s, 3), "F": trials})
    assert verdicts(answer) == ["steady"] * 3
    assert [press.hold_s for press in answer.presses] == pytest.approx([answer.presses[0].hold_s] * 3, abs=0.05)
    assert codes(answer) == ["gap", "gap"]
    assert "clock started again" in answer.quality[0].message


def test_a_counter_of_microseconds_that_overflows(judge: Judge, rng: np.random.Generator):
    t_s = times(27.0, 100.0)
    micros = (np.rint(1e6 * t_s) + 2**32 - 9_500_000) % 2**32
    answer = judge({"micros": micros, "F": good(t_s, rng)})
    assert verdicts(answer) == ["steady"] * 4
    assert (codes(answer), answer.source.duration_s) == ([], pytest.approx(26.99, abs=0.01))


CLOCKS: dict[str, Callable[[int, int, float], str]] = {
    "spreadsheet": lambda h, m, s: f"{60 * h + m:02d}:{s:04.1f}",
    "American": lambda h, m, s: f"4/18/2026 {(h - 1) % 12 + 1}:{m:02d}:{s:06.3f} {'AM' if h < 12 else 'PM'}",
    "German": lambda h, m, s: f"18.04.2026 {h:02d}:{m:02d}:{int(s):02d},{round(1000 * (s % 1)):03d}",
    "milliseconds behind a colon": lambda h, m, s: f"{h:02d}:{m:02d}:{s:06.3f}".replace(".", ":"),
}


@pytest.mark.parametrize("form", CLOCKS)
def test_times_of_day_in_the_ways_of_other_programs(judge: Judge, rng: np.random.Generator, form: str):
    t_s = np.round(times(27.0, 10.0), 3)
    of_day_s = 11 * 3600 + 59 * 60 + 50.0 + t_s
    cells = [CLOCKS[form](int(s // 3600), int(s // 60 % 60), round(s % 60, 3)) for s in of_day_s.tolist()]
    answer = judge({"Time": cells, "F": good(t_s, rng)}, delimiter=";")
    assert verdicts(answer) == ["steady"] * 4
    assert answer.source.duration_s == pytest.approx(t_s[-1], abs=0.01)


@pytest.mark.parametrize("lean_n", [5.0, 25.0, 38.0])
def test_compressions_are_told_apart_though_the_hands_lean_on_in_between(
    judge: Judge, rng: np.random.Generator, lean_n: float
):
    t_s = times(16.0, 100.0)
    answer = judge({"t": t_s, "F": compressions(t_s, 20, 110.0, 440.0, lean_n) + rng.normal(0, 1.0, len(t_s))})
    assert len(answer.presses) == 20
    assert [press.peak_n for press in answer.presses] == pytest.approx([440.0] * 20, abs=6.0)
    assert {press.verdict for press in answer.presses} <= {"jab", "rushed"}


@pytest.mark.parametrize("kept_n", [7.6, 8.6])
def test_pulses_of_a_grip_that_never_lets_go(judge: Judge, rng: np.random.Generator, kept_n: float):
    t_s = times(5.2, 83.0)
    force_n = pulses(t_s, 4, 1.1, 20.8, kept_n) + rng.normal(0.0, 0.05, len(t_s))
    answer = judge({"Time": t_s, "Grip_Force": force_n})
    assert len(answer.presses) == 4
    assert [press.peak_n + answer.source.tare_n["Grip_Force"] for press in answer.presses] == pytest.approx(
        [20.8] * 4, abs=0.3
    )
    assert "jab" not in verdicts(answer)


def test_a_jerk_on_a_strap_that_rings_is_rushed_and_no_jab(judge: Judge, rng: np.random.Generator):
    t_s = times(9.0, 88.0)
    weight_kg = jerk_on_a_strap(t_s, 14.0) + 0.8 + rng.normal(0.0, 0.02, len(t_s))
    answer = judge({"time": t_s, "weight": weight_kg}, "--unit", "kgf")
    [pull] = answer.presses
    assert pull.verdict == "rushed"
    assert pull.onset_s == pytest.approx(1.22, abs=0.05)
    assert 4.5 < pull.hold_s < 5.5


@pytest.mark.parametrize("offset_n", [-7.0, -33.0, -60.0])
def test_a_load_cell_that_nobody_zeroed_rests_below_zero(judge: Judge, rng: np.random.Generator, offset_n: float):
    t_s = times(27.0, 80.0)
    answer = judge({"t": t_s, "N": 0.2 * good(t_s, rng) + offset_n})
    assert verdicts(answer) == ["steady"] * 4
    assert [press.peak_n for press in answer.presses] == pytest.approx([19.2] * 4, abs=0.5)
    assert answer.source.tare_n["N"] == pytest.approx(offset_n, abs=0.2)


@pytest.mark.parametrize("offset_n", [0.0, -1.0])
@pytest.mark.parametrize("peak_n", [5.0, 24.0, 96.0])
def test_a_robot_or_a_plate_that_writes_its_load_below_zero(
    judge: Judge, rng: np.random.Generator, offset_n: float, peak_n: float
):
    t_s = times(27.0, 80.0)
    answer = judge({"t": t_s, "Fz": offset_n - peak_n / 96.0 * good(t_s, rng)})
    assert verdicts(answer) == ["steady"] * 4
    assert [press.peak_n for press in answer.presses] == pytest.approx([peak_n] * 4, rel=0.02)


@pytest.mark.parametrize("mode", ["hands", "foot"])
@pytest.mark.parametrize("rate_hz", [100.0, 1000.0])
def test_a_footstep_cut_from_heel_strike_to_toe_off(judge: Judge, rng: np.random.Generator, mode: str, rate_hz: float):
    t_s = times(0.66, rate_hz)
    answer = judge({"t": t_s, "Fz": footstep(t_s, 0.0, 0.66, 702.0, 0.35) + rng.normal(0, 1, len(t_s))}, "--mode", mode)
    [step] = answer.presses
    assert step.onset_s < 0.07
    assert step.peak_n == pytest.approx(897.0, rel=0.02)
    assert step.verdict in {"jab", "rushed"}


@pytest.mark.parametrize("mode", ["hands", "foot"])
@pytest.mark.parametrize("case", ["somebody who never leaves", "a jump"])
def test_a_plate_that_points_down_says_what_one_says_that_points_up(
    judge: Judge, rng: np.random.Generator, mode: str, case: str
):
    t_s = times(9.0, 200.0)
    standing = 655.0 * (1.0 + unrest(t_s, rng, 0.6, 0.004))
    force_n = (standing if case != "a jump" else jump(t_s, 655.0, -2.0, 4.4, 0.5)) + rng.normal(0.0, 1.0, len(t_s))
    up, down = (judge({"t": t_s, "Fz": sign * force_n}, "--mode", mode) for sign in (1.0, -1.0))
    assert [press.peak_n for press in down.presses] == pytest.approx([press.peak_n for press in up.presses], abs=1e-6)
    assert [(alarm.code, alarm.start_s) for alarm in down.alarms] == [
        (alarm.code, alarm.start_s) for alarm in up.alarms
    ]
    assert down.source.tare_n["Fz"] == pytest.approx(-up.source.tare_n["Fz"], abs=1e-6)
    assert "overload" in {alarm.code for alarm in down.alarms}


@pytest.mark.parametrize(
    ("shares", "mode"), [((0.8, 0.2), "hands"), ((0.6, 0.25, 0.15), "foot"), ((0.25,) * 4, "foot")]
)
def test_all_plates_of_a_file_point_the_same_way(
    judge: Judge, rng: np.random.Generator, shares: tuple[float, ...], mode: str
):
    # Somebody light stands there all the while: some plates carry less than a load cell may be off by.
    t_s = times(9.0, 100.0)
    standing_n = 390.0 * (1.0 + unrest(t_s, rng, 0.6, 0.004))
    columns = {f"p{i}": -share * standing_n + rng.normal(0.0, 0.5, len(t_s)) for i, share in enumerate(shares)}
    answer = judge({"t": t_s, **columns}, "--mode", mode)
    [standing] = answer.summary.standing
    assert standing.mean_n == pytest.approx(390.0, rel=0.01)
    assert answer.source.tare_n == dict.fromkeys(columns, 0.0)


def test_two_plates_whose_columns_have_the_same_names(judge: Judge, rng: np.random.Generator):
    t_s = times(27.0, 100.0)
    force_n = good(t_s, rng)
    above = (
        "Plates 5.6 Export\nDevice:\tone\tone\ttwo\ttwo\nSamples (#):\t2700\t2700\t2700\t2700\n"
        "Rate (Hz):\t100.0\t100.0\t100.0\t100.0\nFirst sample (s):\t0.0\t0.0\t0.0\t0.0\n"
        "Gain:\t1\t1\t1\t1\nOffset:\t0\t0\t0\t0\nFile Information\nName\t\nabs time\tFx\tFz\tFx\tFz"
    )
    columns = {"s": t_s, "N": 0.1 * force_n, "N ": force_n, " N": 0.05 * force_n, " N ": 0.5 * force_n}
    plates = ("--force-column", "Fz", "--force-column", "Fz (2)")
    answer = judge(columns, *plates, above=above, delimiter="\t")
    assert answer.source.pads == ["Fz", "Fz (2)"]
    peaks = {name: [press.peak_n for press in answer.presses if press.pad == name] for name in answer.source.pads}
    assert peaks == {"Fz": pytest.approx([96.0] * 4, abs=1.5), "Fz (2)": pytest.approx([48.0] * 4, abs=1.0)}


@pytest.mark.parametrize(("rate_hz", "every"), [(100.0, 10.0), (111.0, 12.3), (100.0, 2.5), (500.0, 50.0)])
@pytest.mark.parametrize("counts", [False, True])
def test_readings_that_were_written_more_often_than_taken_climb_no_stairs(
    judge: Judge, rng: np.random.Generator, rate_hz: float, every: float, counts: bool
):
    t_s = times(27.0, rate_hz)
    readings = sensor_counts(good(t_s, rng) / 3.0, 12, rng) if counts else good(t_s, rng)
    unit = ("--unit", "counts") if counts else ()
    rows = np.unique((np.floor(np.arange(len(t_s)) / every) * every).astype(int))
    alone = judge({"t": t_s[rows], "F": readings[rows]}, *unit)
    answer = judge({"t": t_s, "F": held(readings, every)}, *unit)
    assert verdicts(answer) == verdicts(alone) == ["steady"] * 4
    for press, own in zip(answer.presses, alone.presses, strict=True):
        assert press.onset_s == pytest.approx(own.onset_s, abs=0.02 + every / rate_hz)
        assert press.rise_s == pytest.approx(own.rise_s, rel=0.1)
        assert press.rfd_n_per_s == pytest.approx(own.rfd_n_per_s, rel=0.15)
    assert codes(answer) == codes(alone)


@pytest.mark.parametrize("first", ["left", "right"])
def test_two_plates_without_times_are_refused(command: Command, rng: np.random.Generator, tmp_path: Path, first: str):
    t_s = times(60.0, 1000.0)
    force_n = jump(t_s, 694.0, 56.1, 57.9, 0.42)
    # Converters of sixteen bits: empty plates mostly read the same, and now and then one step more.
    plates = {"left": force_n, "right": 0.9 * force_n}
    steps = {name: 2.79 * np.rint((force + rng.normal(0.7, 0.4, len(t_s))) / 2.79) for name, force in plates.items()}
    path = table(tmp_path / "x.txt", {first: steps.pop(first), **steps}, delimiter="\t")
    done = command("grade", "--json", path)
    assert (done.status, done.out) == (1, "")
    assert f"column {first!r} runs back in " in done.err
    assert done.err.count("\n") == 1


def test_alarms_see_what_was_written_between_two_readings(judge: Judge, rng: np.random.Generator):
    t_s = times(20.0, 1000.0)
    blows_n = held(strikes(t_s, rng, 8, (0.1, 0.2), (500.0, 900.0)) + rng.normal(0, 0.5, len(t_s)), 20.0)
    answer = judge({"t": t_s, "F": blows_n})
    assert verdicts(answer) == ["jab"] * 8
    assert [alarm.code for alarm in answer.alarms].count("impact") == 8
    first = next(alarm for alarm in answer.alarms if alarm.code == "impact")
    beyond = t_s[int((blows_n > 300.0).argmax())]
    assert first.start_s == pytest.approx(beyond, abs=0.02)


def test_weights_that_are_put_on_one_after_the_other_are_no_slow_sensor(judge: Judge):
    t_s = times(60.0, 50.0)
    answer = judge({"t": t_s, "F": 20.0 * np.minimum(np.floor(t_s / 5.0), 8.0)})
    assert codes(answer) == []
