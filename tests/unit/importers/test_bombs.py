"""Files of a few kilobytes that stand for more than fits into memory: one line each, and the others are judged."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from pawpress.importers.forms import apart
from pawpress.importers.forms.apart import ReaderDied, read_apart
from pawpress.importers.forms.open_document import OpenDocumentExtent
from pawpress.importers.forms.raw import TableError
from pawpress.importers.imported_table import read_table
from tests.bombs import many_streams, old_workbook, open_document
from tests.conftest import ROOT


def json_of_many_names(path: Path) -> Path:
    path.write_text(json.dumps([{"t": row, f"k{row}": 1} for row in range(5000)]))
    return path


def csv_of(columns: int) -> Callable[[Path], Path]:
    def write(path: Path) -> Path:
        path.write_text(
            ",".join(["t", *(f"L{pad}" for pad in range(columns))])
            + "\n"
            + "\n".join(",".join([f"{row / 100}", *[str(row % 50)] * columns]) for row in range(100))
        )
        return path

    return write


BOMBS: dict[str, tuple[str, Callable[[Path], Path], str]] = {
    "old workbook": ("x.xls", lambda path: old_workbook(path, [(0, 0, 1.0), (65535, 65535, 2.0)]), r"its reader ended"),
    "OpenDocument": ("x.ods", lambda path: open_document(path, (100_000, 500, "1")), "more than 20,000,000 cells"),
    "row far below": ("x.ods", lambda path: open_document(path, (10**9, 1, ""), (1, 1, "1")), "more than 20,000,000"),
    "streams": (
        "x.xdf",
        lambda path: many_streams(path, 300, 300),
        "300 columns wide and 90,000 rows long, and nearly",
    ),
    "names": ("x.json", json_of_many_names, "5,001 columns wide and 5,000 rows long, and nearly empty"),
    "columns": ("x.csv", csv_of(1001), "has 1,002 columns, and at most 1,000 are read"),
    "pads": ("x.csv", csv_of(65), "has 65 columns of force, and at most 64 are judged together"),
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize(("name", "make", "told"), BOMBS.values(), ids=BOMBS)
def test_each_is_told_in_one_line(tmp_path: Path, name: str, make: Callable[[Path], Path], told: str):
    with pytest.raises(TableError, match=told) as refused:
        read_table(make(tmp_path / name))
    assert "\n" not in str(refused.value)


def test_what_is_empty_after_the_last_cell_counts_for_nothing(tmp_path: Path):
    """As every program writes it: the rest of the rows and columns, all of them empty."""
    path = open_document(tmp_path / "x.ods", (3, 2, "1"), (1_048_573, 16_384, ""))
    extent = OpenDocumentExtent()
    with pytest.raises(TableError, match="no header line"):
        read_table(path)
    extent.feed(
        b'<a xmlns:table="t" xmlns:office="o"><table:table><table:table-row><table:table-cell office:value="1"/>'
    )
    extent.feed(b'<table:table-cell table:number-columns-repeated="9"/></table:table-row></table:table>')
    assert extent.cells == 1


def test_a_table_comes_back_as_it_was_read(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PYTHONPATH", f"{ROOT / 'host'}{os.pathsep}{ROOT}")
    table = read_apart("tests.made_forms", Path("x"), b"1 2 3")
    assert np.asarray(table.columns["numbers"]).tolist() == [1.0, 2.0, 3.0]
    assert list(table.columns["words"]) == ["1", "2", "3"]
    assert (list(table.units), table.kind, table.preamble.rate_hz) == (["N", ""], "made", 50.0)
    with pytest.raises(TableError, match="x: is refused"):
        read_apart("tests.made_forms", Path("x"), b"refuse")
    with pytest.raises(ImportError) as missing:
        read_apart("tests.made_forms", Path("x"), b"import")
    assert missing.value.name == "nowhere"
    with pytest.raises(ReaderDied, match="ended with"):
        read_apart("tests.made_forms", Path("x"), b"die")
    with pytest.raises(ReaderDied, match="so odd"):
        read_apart("tests.made_forms", Path("x"), b"stumble")
    monkeypatch.setattr(apart, "MOST_S", 0.5)
    with pytest.raises(ReaderDied, match=r"longer than 0\.5 s"):
        read_apart("tests.made_forms", Path("x"), b"wait")
