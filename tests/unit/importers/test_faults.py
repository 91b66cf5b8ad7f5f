"""Readings that no hand made, beside what a hand can do: a lean with holes is no jab, a real jab stays one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pawpress.core.presses.metrics.hold_metrics import GAP_RISE_SHARE
from pawpress.importers import GradedTable
from tests.strangers import trial
from tests.tables import judged, leans, table_text, write
from tests.waveforms import minimum_jerk, times


def answer_of(folder: Path, t_s: np.ndarray, force_n: np.ndarray, **options: object) -> GradedTable:
    return judged(write(folder / "x.csv", table_text(t_s, np.round(force_n, 2))), **options)


def verdicts(answer: GradedTable) -> list[str]:
    return [one.verdict.verdict for one in answer.presses]


def codes(answer: GradedTable) -> set[str]:
    return {quality.code for quality in answer.quality}


@pytest.mark.parametrize("rate_hz", [40.0, 100.0, 400.0])
@pytest.mark.parametrize("sentinel", [-1.0, 0.0])
@pytest.mark.parametrize("lost_s", [0.03, 0.06, 0.1])
def test_lost_readings_make_no_jab(tmp_path: Path, rate_hz: float, sentinel: float, lost_s: float):
    t_s, force_n = leans(rate_hz)
    expected: list[str] = []
    for in_rise_s, in_hold_s in ((2.45, 3.4), (8.5, 9.6), (14.4, 15.8)):
        gone = [np.flatnonzero((t_s >= at_s) & (t_s < at_s + lost_s)) for at_s in (in_rise_s, in_hold_s)]
        hidden_n = force_n[gone[0][-1] + 1] - force_n[gone[0][0] - 1]
        expected.append("ungraded" if hidden_n > GAP_RISE_SHARE * 80.0 else "steady")
        force_n[np.concatenate(gone)] = sentinel
    answer = answer_of(tmp_path, t_s, force_n)
    assert verdicts(answer) == expected, "a jab may hide where a quarter of the rise went unseen; nowhere else"
    assert codes(answer) >= {"dropout"} or lost_s < 1.5 / rate_hz


@pytest.mark.parametrize("rate_hz", [8.0, 10.0, 40.0, 200.0, 2000.0])
@pytest.mark.parametrize("wild", [190.0, 12.0, 8388607.0, -8388608.0])
def test_one_wild_reading_in_a_hold_changes_no_verdict(tmp_path: Path, rate_hz: float, wild: float):
    t_s, force_n = leans(rate_hz)
    for at_s in (3.5, 9.4, 15.6):
        force_n[int(t_s.searchsorted(at_s))] = wild
    answer = answer_of(tmp_path, t_s, force_n)
    assert verdicts(answer) == ["steady"] * 3
    assert [one.press.peak_n for one in answer.presses] == pytest.approx([80.0] * 3, abs=1.0)
    assert codes(answer) & {"outlier", "dropout"}


@pytest.mark.parametrize(
    ("rate_hz", "between_n"),
    [
        *((rate_hz, 0.0) for rate_hz in (10.0, 20.0, 50.0, 1000.0)),
        *((rate_hz, 30.0) for rate_hz in (20.0, 50.0, 1000.0)),
    ],
)
def test_a_real_jab_stays_one(tmp_path: Path, rate_hz: float, between_n: float):
    t_s = times(16.0, rate_hz)
    force_n = minimum_jerk(t_s, 1.5, 0.8, 12.0, 0.6, between_n) if between_n else np.zeros(len(t_s))
    for number in range(3):
        force_n += 120.0 * np.sin(np.pi * np.clip((t_s - 4.03 - 3.0 * number) / 0.18, 0.0, 1.0))
    force_n += np.random.default_rng(6).normal(0.0, 0.1, len(t_s))
    assert "jab" in verdicts(answer_of(tmp_path, t_s, force_n))


@pytest.mark.parametrize("mode", ["hands", "foot"])
@pytest.mark.parametrize("rate_hz", [75.0, 100.0, 150.0, 240.0])
def test_the_top_of_a_hard_landing_is_a_reading_like_any_other(tmp_path: Path, rate_hz: float, mode: str):
    t_s = times(2.1, rate_hz)
    force_n = trial(t_s, 630.0, 0.9, 0.43) + np.random.default_rng(4).normal(0.0, 4.0, len(t_s))
    answer = answer_of(tmp_path, t_s, force_n, mode=mode)
    assert "outlier" not in codes(answer)
    assert max(one.press.peak_n for one in answer.presses) == pytest.approx(force_n.max(), abs=10.0)


def test_a_hand_that_lets_go_for_a_fifth_of_a_second_has_pressed_twice(tmp_path: Path):
    t_s = times(8.0, 100.0)
    force_n = minimum_jerk(t_s, 1.0, 0.8, 1.5, 0.15, 80.0) + minimum_jerk(t_s, 3.7, 0.6, 1.5, 0.6, 80.0)
    assert len(answer_of(tmp_path, t_s, force_n).presses) == 2


@pytest.mark.parametrize("mode", ["hands", "foot"])
def test_the_alarms_see_everything(tmp_path: Path, mode: str):
    t_s, force_n = leans(10.0)
    force_n[35] = 900.0
    answer = answer_of(tmp_path, t_s, force_n, mode=mode)
    peaks_n = {episode.peak_n for episode in answer.episodes if episode.alarm.code == "overload"}
    assert max(peak_n or 0.0 for peak_n in peaks_n) == pytest.approx(900.0, abs=0.5)


def test_nothing_is_held_out_where_feet_press(tmp_path: Path):
    t_s, force_n = leans(10.0)
    force_n[35] = 190.0
    assert not codes(answer_of(tmp_path, t_s, force_n, mode="foot")) & {"outlier", "dropout"}


@pytest.mark.parametrize("written", [-999.0, -32768.0, 2147483647.0, -1.0, 0.0])
@pytest.mark.parametrize("peak_n", [60.0, 150.0])
def test_a_number_for_a_lost_reading_is_no_alarm_of_hands(tmp_path: Path, written: float, peak_n: float):
    t_s, force_n = leans(100.0, peak_n)
    force_n[[330, 331, 332, 333, 930, 931, 1530]] = written
    answer = judged(write(tmp_path / "x.csv", table_text(t_s, force_n)))
    assert answer.episodes == []
    assert {quality.code for quality in answer.quality} == {"dropout"}


@pytest.mark.parametrize("written", [-999.0, 2147483647.0])
def test_the_alarms_of_feet_see_every_reading(tmp_path: Path, written: float):
    t_s, force_n = leans(100.0, 60.0)
    force_n[330:334] = written
    answer = judged(write(tmp_path / "x.csv", table_text(t_s, force_n)), mode="foot")
    assert "impact" in {episode.alarm.code for episode in answer.episodes}
