"""What Python users get: the contract's fields as attributes, from files, recordings and arrays alike."""

from __future__ import annotations

import doctest
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import pawpress
from pawpress.analysis import public
from tests.chunks import every
from tests.recordings import record
from tests.streams import stream_of
from tests.waveforms import minimum_jerk, times

FIELDS = [
    *("pad", "onset_s", "release_s", "peak_n", "peak_s", "plateau_n", "rise_s", "rfd_n_per_s", "nrfd_per_s", "hold_s"),
    *("cv", "impulse_ns", "speed", "hold", "steadiness", "verdict", "reasons"),
]
T_S = np.arange(0.0, 8.0, 0.01)
LEAN = 100.0 * np.clip(np.minimum((T_S - 1.0) / 0.8, (4.5 - T_S) / 0.5), 0.0, 1.0)


def test_arrays_give_presses_with_every_field_of_the_contract():
    (press,) = pawpress.grade_arrays(T_S, LEAN).presses
    assert next(getattr(press, name) for name in FIELDS) == "pad 1"
    assert (press.verdict, press.speed) == ("steady", "slow")
    assert press.plateau_n == pytest.approx(100.0, abs=1.0)
    assert set(FIELDS) <= set(dir(press))


def test_arrays_and_a_file_of_the_same_readings_give_the_same(tmp_path: Path):
    table = tmp_path / "lean.csv"
    rows = "".join(f"{t!r},{n!r}\n" for t, n in zip(T_S.tolist(), LEAN.tolist(), strict=True))
    table.write_text(f"time (s),force (N)\n{rows}")
    from_file, from_arrays = pawpress.grade_file(table), pawpress.grade_arrays(T_S, LEAN, pads=["force (N)"])
    assert from_file.presses == from_arrays.presses
    assert from_file.summary == from_arrays.summary


def test_several_pads_and_other_units():
    both = np.stack([LEAN, np.roll(LEAN, 350)], axis=1) / 9.80665
    graded = pawpress.grade_arrays(T_S, both, unit="kgf", pads=["left", "right"])
    assert [press.pad for press in graded.presses] == ["left", "right"]
    assert graded.presses[0].plateau_n == pytest.approx(100.0, abs=1.0)
    assert graded.source["unit"] == "kgf"


@pytest.mark.parametrize(
    ("t_s", "force_n", "why"),
    [
        (T_S[:5], LEAN[:4], "must have shape"),
        (T_S[:1], LEAN[:1], "two readings"),
        (T_S[::-1], LEAN, "must not fall"),
        (np.full(5, np.nan), np.zeros(5), "must be finite"),
    ],
)
def test_arrays_that_do_not_fit_are_refused_in_one_line(t_s: np.ndarray, force_n: np.ndarray, why: str):
    with pytest.raises(ValueError, match=why):
        pawpress.grade_arrays(t_s, force_n)


@pytest.mark.parametrize("weight_kg", [float("nan"), float("inf"), 1e300, 0.0, -60.0])
@pytest.mark.parametrize("whose", ["giver_kg", "receiver_kg"])
def test_a_weight_that_nobody_has_is_refused_as_it_would_mute_the_rule_of_weights(whose: str, weight_kg: float):
    with pytest.raises(ValueError, match=f"{whose} is .*: no weight of a person"):
        pawpress.grade_arrays(T_S, LEAN, mode="foot", **{whose: weight_kg})


def test_a_recording_has_what_a_graded_file_has(tmp_path: Path):
    steady = minimum_jerk(times(4.0), 0.5, 0.8, 1.5, 0.6, 100.0)
    path = record(tmp_path / "a.paw", every(stream_of(np.stack([steady, np.zeros(len(steady))], axis=1)), 500))
    recording = pawpress.open_recording(path)
    assert recording.to_dict() == pawpress.grade_file(path).to_dict()
    assert [press.verdict for press in recording.presses] == [
        press["verdict"] for press in recording.to_dict()["presses"]
    ]
    assert len(repr(recording)) < 200
    assert recording.samples().t_s.shape == (len(recording.samples().counts),)


def test_data_frames_have_a_row_per_press():
    graded = pawpress.grade_arrays(T_S, LEAN)
    assert graded.to_pandas()["verdict"].tolist() == ["steady"]
    assert graded.to_polars()["verdict"].to_list() == ["steady"]
    assert "<td>steady</td>" in graded._repr_html_()
    assert repr(graded) == "<1 press (1 steady), 0 alarms>"


def test_without_pandas_the_error_says_what_to_type(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError, match="python -m pip install pandas"):
        pawpress.grade_arrays(T_S, LEAN).to_pandas()


def test_the_package_shows_its_public_names_and_loads_them_late():
    assert set(dir(pawpress)) == set(pawpress.__all__)
    assert all(getattr(pawpress, name) is not None for name in pawpress.__all__)
    code = "import pawpress, sys; assert 'numpy' not in sys.modules; pawpress.METRICS; assert 'numpy' in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = pawpress.nothing


def test_the_package_is_marked_as_typed():
    assert (Path(pawpress.__file__).parent / "py.typed").is_file()


def test_the_examples_in_the_docstrings_are_true():
    assert doctest.testmod(public).failed == 0
