"""Time stamps as they come: uneven, in bursts, running back, with holes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pawpress.importers import GradedTable, TableError
from tests.tables import judged, leans, table_text, write

T_S, FORCE_N = leans()


def answer_of(folder: Path, t_s: np.ndarray, force_n: np.ndarray) -> GradedTable:
    return judged(write(folder / "x.csv", table_text(t_s, force_n)))


def peaks(answer: GradedTable) -> list[float]:
    return [judged.press.peak_n for judged in answer.presses]


EVEN_RISES = [0.41, 0.41, 0.41]


def codes(answer: GradedTable) -> list[str]:
    return [quality.code for quality in answer.quality]


def test_uneven_stamps_are_judged_as_they_stand(tmp_path: Path):
    jitter = np.random.default_rng(1).uniform(-0.004, 0.004, len(T_S))
    answer = answer_of(tmp_path, T_S + jitter, FORCE_N)
    assert [judged.press.rise_s for judged in answer.presses] == pytest.approx(EVEN_RISES, abs=0.03)
    assert codes(answer) == []


def test_readings_that_came_in_bursts_share_their_stamp_and_are_averaged(tmp_path: Path):
    bursts = np.floor(T_S / 0.05) * 0.05
    answer = answer_of(tmp_path, bursts, FORCE_N)
    assert peaks(answer) == pytest.approx([80.0] * 3, abs=0.5)
    assert "burst_timestamps" in codes(answer)
    [burst] = [quality for quality in answer.quality if quality.code == "burst_timestamps"]
    assert burst.pad == "F"
    assert "80 %" in burst.message


def test_rows_whose_time_runs_back_are_left_out(tmp_path: Path):
    t_s = T_S.copy()
    t_s[500:520] -= 3.0
    answer = answer_of(tmp_path, t_s, FORCE_N)
    assert len(answer.presses) == 3
    assert answer.duration_s == pytest.approx(T_S[-1])


def test_a_hole_is_told_with_its_length_and_takes_the_grade_of_a_press_it_hides(tmp_path: Path):
    there = (T_S < 2.2) | (T_S > 2.7)
    answer = answer_of(tmp_path, T_S[there], FORCE_N[there])
    [gap] = [quality for quality in answer.quality if quality.code == "gap"]
    assert gap.end_s - gap.start_s == pytest.approx(0.5, abs=0.03)
    assert [judged.verdict.verdict for judged in answer.presses] == ["ungraded", "steady", "steady"]


def test_a_hole_between_presses_harms_none_of_them(tmp_path: Path):
    there = (T_S < 6.0) | (T_S > 7.5)
    answer = answer_of(tmp_path, T_S[there], FORCE_N[there])
    assert "gap" in codes(answer)
    assert [judged.verdict.verdict for judged in answer.presses] == ["steady"] * 3


def test_few_readings_a_second_are_told(tmp_path: Path):
    answer = judged(write(tmp_path / "x.csv", table_text(*leans(8.3))))
    assert codes(answer) == ["low_rate"]
    assert "8.3 readings per second" in answer.quality[0].message
    assert len(answer.presses) == 3
    assert all(judged.press.rfd_n_per_s > 0 for judged in answer.presses)


def test_empty_cells_are_missing_readings_of_that_pad_alone(tmp_path: Path):
    text = table_text(T_S, FORCE_N, FORCE_N, names="t,left,right")
    lines = text.splitlines()
    for row in range(1200, 1300):
        t, left, _ = lines[row].split(",")
        lines[row] = f"{t},{left},"
    answer = judged(write(tmp_path / "x.csv", "\n".join(lines)))
    assert [quality.pad for quality in answer.quality if quality.code == "gap"] == ["right"]


@pytest.mark.parametrize("stamp", [0.0, 5.0])
def test_a_file_whose_stamps_never_move_is_refused(tmp_path: Path, stamp: float):
    with pytest.raises(TableError, match="column 't' says the same in every row and holds no times"):
        answer_of(tmp_path, np.full(100, stamp), np.linspace(0.0, 80.0, 100))


def test_the_first_stamp_is_time_zero(tmp_path: Path):
    early = answer_of(tmp_path, T_S, FORCE_N)
    late = answer_of(tmp_path, T_S + 1_700_000_000.0, FORCE_N)
    assert [judged.press.onset_s for judged in late.presses] == pytest.approx(
        [judged.press.onset_s for judged in early.presses], abs=1e-4
    )


@pytest.mark.parametrize("rate_hz", [333.0, 400.0, 600.0])
@pytest.mark.parametrize("start_s", [0.0, 1_764_104_400.0])
def test_stamps_in_whole_milliseconds_hide_no_rate(tmp_path: Path, rate_hz: float, start_s: float):
    t_s, force_n = leans(rate_hz)
    answer = answer_of(tmp_path, start_s + np.round(t_s, 3), force_n)
    assert answer.rate_hz == pytest.approx(rate_hz, rel=0.002)
    assert [one.verdict.verdict for one in answer.presses] == ["steady"] * 3


def test_a_reading_that_was_lost_now_and_then_makes_no_other_rate(tmp_path: Path):
    kept = np.arange(len(T_S)) % 11 != 5
    assert answer_of(tmp_path, T_S[kept], FORCE_N[kept]).rate_hz == pytest.approx(1.0 / (T_S[1] - T_S[0]), rel=0.001)
