"""`pawpress grade` on recordings that nobody here has: every kind of pressing, judged through the command line."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from tests.answers import Grade, Judge, verdicts
from tests.strangers import footstep, jump, pulls, robot, sensor_counts, squeezes, strikes, unrest
from tests.waveforms import Array, minimum_jerk, times


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(20260923)


def codes(answer: Grade) -> set[str]:
    return {quality.code for quality in answer.quality}


@pytest.mark.parametrize("falls", [False, True])
@pytest.mark.parametrize(("rate_hz", "bits"), [(22.0, 10), (40.0, 12), (100.0, 10)])
def test_squeezes_of_a_hand_on_a_sensor(judge: Judge, rng: np.random.Generator, rate_hz: float, bits: int, falls: bool):
    t_s = times(40.0, rate_hz)
    counts = sensor_counts(squeezes(t_s, rng, 7), bits, rng, falls)
    answer = judge({"time": t_s, "fsr": counts}, "--unit", "counts", *(["--invert"] if falls else []))
    assert len(answer.presses) == 7
    assert "jab" not in verdicts(answer)
    assert all(1.0 < press.hold_s < 3.5 and press.hold == "on_target" for press in answer.presses)
    assert all(0 < press.peak_n < (1 << bits) for press in answer.presses)
    assert (answer.source.unit, answer.alarms, codes(answer)) == ("counts", [], set())


@pytest.mark.parametrize("kept_n", [0.0, 6.0])
def test_a_hand_that_stays_on_the_sensor_between_its_squeezes(judge: Judge, rng: np.random.Generator, kept_n: float):
    t_s = times(40.0, 50.0)
    force_n = squeezes(t_s, rng, 6) + kept_n * np.clip((t_s - 1.0) / 0.4, 0, 1) * (t_s < 38.0)
    answer = judge({"t": t_s, "fsr": sensor_counts(force_n, 10, rng)}, "--unit", "counts")
    assert len(answer.presses) == 6


def test_a_robot_on_a_pad_with_a_load_cell(judge: Judge, rng: np.random.Generator):
    t_s = times(44.0, 80.0)
    force_n = robot(t_s, (1.4, 0.9, 0.45, 0.2, 0.06, 1.1)) + rng.normal(0.0, 0.25, len(t_s))
    answer = judge({"time_s": t_s, "load_cell": force_n - 7.5})
    assert [press.peak_n for press in answer.presses] == pytest.approx([45.0 + 12 * i for i in range(6)], abs=1.5)
    assert [press.speed for press in answer.presses] == ["slow", "slow", "acceptable", "rushed", "jab", "slow"]
    assert verdicts(answer) == ["steady", "steady", "steady", "rushed", "rushed", "steady"]
    assert [press.rise_s for press in answer.presses[:2]] == pytest.approx([1.06, 0.68], abs=0.06)
    assert answer.source.tare_n["load_cell"] == pytest.approx(-7.5, abs=0.2)


@pytest.mark.parametrize("rate_hz", [100.0, 500.0, 2000.0])
def test_taps_are_jabs(judge: Judge, rng: np.random.Generator, rate_hz: float):
    t_s = times(20.0, rate_hz)
    answer = judge({"t": t_s, "F": strikes(t_s, rng, 8, (0.045, 0.09), (35.0, 180.0)) + rng.normal(0, 0.1, len(t_s))})
    assert verdicts(answer) == ["jab"] * 8
    assert all(press.rise_s is not None and press.rise_s < 0.05 for press in answer.presses)
    assert all(press.cv is None and press.steadiness is None for press in answer.presses)


def test_pinches_are_jabs_of_a_few_newtons(judge: Judge, rng: np.random.Generator):
    t_s = times(20.0, 200.0)
    answer = judge({"t": t_s, "F": strikes(t_s, rng, 8, (0.1, 0.2), (2.0, 6.0)) + rng.normal(0, 0.03, len(t_s))})
    assert verdicts(answer) == ["jab"] * 8
    assert answer.alarms == []


@pytest.mark.parametrize("rate_hz", [200.0, 1000.0])
@pytest.mark.parametrize("steepest_n_per_s", [13_000.0, 20_000.0])
def test_a_maximal_pull_is_rushed_and_never_a_jab(
    judge: Judge, rng: np.random.Generator, rate_hz: float, steepest_n_per_s: float
):
    t_s = times(42.0, rate_hz)
    weight_n = 812.0 + unrest(t_s, rng, 0.7, 2.0)
    force_n = weight_n + pulls(t_s, rng, (2500.0, 3700.0, 2900.0), steepest_n_per_s) + rng.normal(0, 1.5, len(t_s))
    answer = judge({"Time": t_s, "Fz": force_n})
    assert verdicts(answer) == ["rushed"] * 3
    assert [press.speed for press in answer.presses] == ["jab"] * 3
    assert all(6.5 < press.hold_s < 7.5 for press in answer.presses)
    assert all(press.rfd_n_per_s > 8000.0 for press in answer.presses)
    assert [press.peak_n for press in answer.presses] == pytest.approx([2500.0, 3700.0, 2900.0], rel=0.05)


@pytest.mark.parametrize("rate_hz", [100.0, 1000.0])
def test_footsteps_over_three_plates(judge: Judge, rng: np.random.Generator, rate_hz: float):
    t_s = times(7.0, rate_hz)
    starts = {"p1": (1.03, 3.5), "p2": (1.58, 4.05), "p3": (2.11, 4.6)}
    columns = {
        name: sum((footstep(t_s, at_s, 0.66, 702.0, 0.35) for at_s in both), rng.normal(0, 1.0, len(t_s)))
        for name, both in starts.items()
    }
    answer = judge({"t": t_s, **columns}, name="walk.csv.gz")
    found = sorted((press.onset_s, press.pad) for press in answer.presses)
    expected = sorted((at_s, name) for name, both in starts.items() for at_s in both)
    assert [name for _, name in found] == [name for _, name in expected]
    assert [at_s for at_s, _ in found] == pytest.approx([at_s for at_s, _ in expected], abs=0.03)
    assert not {"steady", "unsteady"} & set(verdicts(answer))
    assert "unreliable_sensor" not in codes(answer)


@pytest.mark.parametrize("mode", ["hands", "foot"])
@pytest.mark.parametrize("share", [1.0, 0.53])
def test_a_jump(judge: Judge, rng: np.random.Generator, mode: str, share: float):
    t_s = times(16.0, 1000.0)
    force_n = jump(t_s, 694.0, 1.9, 8.4, 0.51)
    feet = {"left": share * force_n} | ({} if share == 1.0 else {"right": (1.0 - share) * force_n})
    columns = {name: foot + rng.normal(0.0, 0.8, len(t_s)) for name, foot in feet.items()}
    answer = judge({"t_s": t_s, **columns}, "--mode", mode)
    assert len(answer.presses) == 2 * len(feet)
    for name in feet:
        before, landing = (press for press in answer.presses if press.pad == name)
        assert before.release_s is not None
        assert landing.onset_s - before.release_s == pytest.approx(0.51, rel=0.03)
        assert before.onset_s < 2.1
        assert landing.verdict == "jab"
    still = [stand for stand in answer.summary.standing if stand.end_s < 8.4]
    assert len(still) == 1
    assert still[0].mean_n == pytest.approx(694.0, rel=0.005)
    assert any(alarm.code == "impact" and alarm.start_s == pytest.approx(8.93, abs=0.06) for alarm in answer.alarms)
    if mode == "foot":
        [flight] = [alarm for alarm in answer.alarms if alarm.code == "flight"]
        assert flight.end_s is not None
        assert flight.end_s - flight.start_s == pytest.approx(0.51, rel=0.03)


@pytest.mark.parametrize("mode", ["hands", "foot"])
@pytest.mark.parametrize(("from_s", "to_s"), [(-9.0, 99.0), (-9.0, 11.0), (4.0, 99.0)])
def test_somebody_stands_on_a_plate(judge: Judge, rng: np.random.Generator, mode: str, from_s: float, to_s: float):
    t_s = times(15.0, 100.0)
    on = minimum_jerk(t_s, from_s, 0.7, to_s - from_s, 0.6, 1.0)
    force_n = 655.0 * on * (1.0 + unrest(t_s, rng, 0.6, 0.004)) + rng.normal(0, 1.0, len(t_s))
    answer = judge({"t": t_s, "plate": force_n}, "--mode", mode)
    [standing] = answer.summary.standing
    assert standing.mean_n == pytest.approx(655.0, rel=0.01)
    assert (standing.start_s, standing.end_s) == pytest.approx(
        (max(0.0, from_s + 0.6), min(15.0, to_s + 0.8)), abs=0.35
    )
    assert answer.source.tare_n["plate"] == pytest.approx(0.0, abs=0.5)
    [press] = answer.presses
    assert (press.verdict == "ungraded") == (from_s < 0)
    assert (press.release_s is None) == (to_s > 15.0)
    assert {alarm.end_s is None for alarm in answer.alarms if alarm.code == "overload"} == {to_s > 15.0}


def good(t_s: Array, rng: np.random.Generator, peak_n: float = 96.0) -> Array:
    presses = sum(minimum_jerk(t_s, 2.3 + 6.1 * i, 0.95, 1.7, 0.7, peak_n) for i in range(4))
    return presses + rng.normal(0.0, 0.003 * peak_n, len(t_s))


FORMS: dict[str, Callable[[Array, Array], tuple[dict[str, Array], dict[str, object]]]] = {
    "German": lambda t, f: ({"Zeit (ms)": 1e3 * t, "Kraft [N]": f}, {"delimiter": ";", "comma": True, "mark": True}),
    "microseconds since the start of the board": lambda t, f: ({"t": np.rint(1e6 * t) + 7.3e8, "F": f}, {}),
    "milliseconds since 1970": lambda t, f: ({"timestamp": np.rint(1e3 * t) + 1_764_104_400_123, "F": f}, {}),
    "seconds since 1970": lambda t, f: ({"timestamp": t + 1_764_104_400.5, "F": f}, {}),
    "holes and a constant column": lambda t, f: (
        {"t": t, "F": np.where(np.arange(len(t)) % 7 == 3, np.nan, f), "battery": np.full(len(t), 3.7)},
        {},
    ),
    "tabs": lambda t, f: ({"t": t, "F": f}, {"delimiter": "\t"}),
    "one-newton steps": lambda t, f: ({"t": t, "F": np.rint(f)}, {}),
}


@pytest.mark.parametrize("form", FORMS)
def test_the_form_of_a_file_changes_no_word(judge: Judge, rng: np.random.Generator, form: str):
    t_s = times(27.0, 100.0)
    columns, written = FORMS[form](t_s, good(t_s, rng))
    answer = judge(columns, **written)  # type: ignore[arg-type]
    assert verdicts(answer) == ["steady"] * 4
    assert [press.onset_s for press in answer.presses] == pytest.approx([2.35 + 6.1 * i for i in range(4)], abs=0.12)
    assert [press.peak_n for press in answer.presses] == pytest.approx([96.0] * 4, abs=1.5)
    assert answer.source.duration_s == pytest.approx(26.99, abs=0.02)


@pytest.mark.parametrize("peak_n", [4.0, 3700.0])
@pytest.mark.parametrize("rate_hz", [8.0, 2000.0])
def test_presses_of_a_finger_and_of_a_lorry_at_any_rate(
    judge: Judge, rng: np.random.Generator, peak_n: float, rate_hz: float
):
    t_s = times(27.0, rate_hz)
    answer = judge({"t": t_s, "F": good(t_s, rng, peak_n)})
    assert [press.peak_n for press in answer.presses] == pytest.approx([peak_n] * 4, rel=0.02)
    assert all(press.speed == ("slow" if peak_n < 1500.0 else press.speed) for press in answer.presses)
    assert codes(answer) == ({"low_rate"} if rate_hz < 20.0 else set())
    assert all(press.rfd_n_per_s > 0.0 for press in answer.presses)


def test_sensors_at_different_rates_that_agree_and_one_that_does_not(judge: Judge, rng: np.random.Generator):
    t_s = times(60.0, 120.0)
    heights = rng.uniform(35.0, 120.0, 9)
    force_n = sum(minimum_jerk(t_s, 2.0 + 6.3 * i, 0.9, 1.8, 0.8, height) for i, height in enumerate(heights))
    counts = sensor_counts(np.asarray(force_n), 10, rng)
    # Askew on its rim: what it feels of a press has little to do with how hard that was.
    felt = sum(minimum_jerk(t_s, 2.0 + 6.3 * i, 0.9, 1.8, 0.8, 4e3 / height) for i, height in enumerate(heights))
    slow = np.arange(len(t_s)) % 3 == 0
    columns = {
        "t": t_s,
        "plate": np.asarray(force_n) + rng.normal(0, 0.3, len(t_s)),
        "good": np.where(slow, counts, np.nan),
        "askew": np.asarray(felt) + rng.normal(0, 0.3, len(t_s)),
    }
    answer = judge(columns)
    assert answer.source.pads == ["plate", "good", "askew"]
    assert [quality.pad for quality in answer.quality if quality.code == "unreliable_sensor"] == ["askew"]
