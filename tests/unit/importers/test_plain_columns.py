"""Files that are nothing but numbers below their header are read in one go, and say what they say cell by cell."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pawpress.importers import read_table
from pawpress.importers.forms import text as text_module
from pawpress.importers.forms.text import read_text
from tests.waveforms import minimum_jerk, times

PLAIN = "t_s;left_n;right_n\r\n0;1.25;-3\r\n0.001;1e2;4\r\n0.002;0.1;5.5\r\n"


def in_one_go(text: str) -> bool:
    """Whether the columns of a text come as numbers, and not as cells."""
    return all(isinstance(cells, np.ndarray) for cells in read_text(Path("x.csv"), text.encode()).columns.values())


@pytest.mark.parametrize("above", ["", "Operator;anna;left\r\nRate: 1000 Hz\r\n"])
@pytest.mark.parametrize("units", ["", "s;N;N\r\n"])
def test_a_plain_file_says_the_same_in_one_go_and_cell_by_cell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, above: str, units: str
):
    head, _, body = PLAIN.partition("\r\n")
    content = f"{above}{head}\r\n{units}{body}"
    path = tmp_path / "plain.csv"
    path.write_text(content, newline="")
    assert in_one_go(content)
    quick = read_table(path)
    monkeypatch.setattr(text_module, "plain_columns", lambda *_: None)
    assert not in_one_go(content)
    slow = read_table(path)
    assert list(quick.readings) == list(slow.readings) == ["left_n", "right_n"]
    assert quick.time_unit_s == slow.time_unit_s
    assert np.array_equal(quick.t_s, slow.t_s)
    assert all(np.array_equal(quick.readings[name], slow.readings[name]) for name in slow.readings)


@pytest.mark.parametrize(
    "text",
    [
        "t,f\n0,1\n1,\n2,3\n",
        "t,f\n0,1\n1,nan\n",
        "t;f\n0;1,5\n1;2,5\n",
        "t,f\n0,1\n1,2\n1,2,3\n",
        "t,f\n# a word in between\n0,1\n# another\n1,2\n",
        "t,f\n2026-11-25T10:00:00,1\n2026-11-25T10:00:01,2\n",
    ],
)
def test_every_other_file_goes_the_careful_way(text: str):
    assert not in_one_go(text)


@pytest.mark.parametrize("form", ["%.18e", "%.17g", "%.3f", "%d", "%g", "%+.2E"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", " "])
def test_every_number_is_read_to_its_last_bit(form: str, delimiter: str):
    numbers = np.random.default_rng(5).normal(0.0, 1e3, (5000, 3)) * 10.0 ** np.arange(-5, 1)[:3]
    text = delimiter.join("abc") + "\n" + "\n".join(delimiter.join(form % n for n in row) for row in numbers)
    columns = read_text(Path("x.csv"), text.encode()).columns
    wanted = [[float(form % n) for n in column] for column in numbers.T]
    assert all(isinstance(column, np.ndarray) for column in columns.values())
    assert np.array_equal(list(columns.values()), wanted)


@pytest.mark.parametrize("form", ["{:.6f}", "{:.3f}", "{:.2f}", "{!r}"])
def test_a_push_that_ends_on_whole_newtons_is_not_taken_for_thousands(tmp_path: Path, form: str):
    t_s = times(10.0, 10.0)
    force_n = np.round(minimum_jerk(t_s, 2.0, 1.0, 2.0, 1.0, 250.0), 2)
    rows = "".join(f"{t:.3f},{form.format(float(force))}\n" for t, force in zip(t_s, force_n, strict=True))
    path = tmp_path / "x.csv"
    path.write_text("t,F\n" + rows)
    assert np.allclose(read_table(path).readings["F"], force_n)


def test_points_between_thousands_are_read_off_how_the_numbers_are_written(tmp_path: Path):
    numbers = [*range(900, 1100), 250_000, *range(1100, 900, -1)]
    rows = "".join(f"{row / 100:.2f};{number:,}\n".replace(",", ".") for row, number in enumerate(numbers))
    path = tmp_path / "x.csv"
    path.write_text("t;F (N)\n" + rows)
    assert read_table(path, unit="n").readings["F (N)"].tolist() == numbers
