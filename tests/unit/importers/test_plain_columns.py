"""Files that are nothing but numbers are read in one go, and say what they say cell by cell."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pawpress.importers import table as table_module
from pawpress.importers.table import plain_columns, read_table

PLAIN = "t_s;left_n;right_n\r\n0;1.25;-3\r\n0.001;1e2;4\r\n0.002;0.1;5.5\r\n"


def test_a_plain_file_says_the_same_in_one_go_and_cell_by_cell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "plain.csv"
    path.write_text(PLAIN, newline="")
    assert plain_columns(PLAIN) is not None
    quick = read_table(path)
    monkeypatch.setattr(table_module, "plain_columns", lambda _: None)
    slow = read_table(path)
    assert list(quick.readings) == list(slow.readings) == ["left_n", "right_n"]
    assert quick.time_unit_s == slow.time_unit_s
    assert np.array_equal(quick.t_s, slow.t_s)
    assert all(np.array_equal(quick.readings[name], slow.readings[name]) for name in slow.readings)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "t,f\n",
        "t,f\n \n",
        "# from a logger\nt,f\n0,1\n1,2\n",
        "t,f\n0,1\n1,\n2,3\n",
        "t,f\n0,1\n1,nan\n",
        "t;f\n0;1,5\n1;2,5\n",
        "t,f\n0,1\n1,2,3\n",
        '"t","f"\n0,1\n1,2\n',
        "t,t\n0,1\n1,2\n",
        "0,1\n1,2\n2,3\n",
        "t,f\n2026-11-25T10:00:00,1\n2026-11-25T10:00:01,2\n",
        "t,f\n0,1\n",
        "f\n1\n2\n",
    ],
)
def test_every_other_file_goes_the_careful_way(text: str):
    assert plain_columns(text) is None
