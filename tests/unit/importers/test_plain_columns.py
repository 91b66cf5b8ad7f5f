"""Files that are nothing but numbers below their header are read in one go, and say what they say cell by cell."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pawpress.importers import read_table
from pawpress.importers.forms import text as text_module
from pawpress.importers.forms.text import read_text

PLAIN = "t_s;left_n;right_n\r\n0;1.25;-3\r\n0.001;1e2;4\r\n0.002;0.1;5.5\r\n"


def in_one_go(text: str) -> bool:
    """Whether the columns of a text come as numbers, and not as cells."""
    return all(isinstance(cells, np.ndarray) for cells in read_text(Path("x.csv"), text).columns.values())


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
    monkeypatch.setattr(text_module, "_plain_columns", lambda *_: None)
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
