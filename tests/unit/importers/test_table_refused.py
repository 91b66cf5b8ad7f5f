"""Files that are no table: one line that says what, where and what to do."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from pawpress.importers import TableError, read_table
from tests.tables import write

GZIPPED = gzip.compress(b"t,F\n" + b"0,1\n" * 5000)

BAD: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "the file is empty"),
    "blank": (b"\n  \n\n", "the file is empty"),
    "header only": (b"t,F\n", "holds a header and fewer than two rows"),
    "one row": (b"t,F\n0,1\n", "holds a header and fewer than two rows"),
    "one column": (b"F\n1\n2\n", "is no CSV file with a time and a force column"),
    "prose": (b"Dear all,\nhere is the file.\nBest\n", "."),
    "binary": (bytes(range(256)) * 20, "is neither a pawpress recording nor a CSV file"),
    "UTF-16 without its mark": (
        "t,F\n0,1\n1,2\n".encode("utf-16-le"),
        "is neither a pawpress recording nor a CSV file",
    ),
    "half a letter of UTF-16": ("t,F\n0,1\n1,2\n".encode("utf-16")[:-1], "is neither a pawpress recording nor a CSV"),
    "gzip cut off": (GZIPPED[: len(GZIPPED) // 2], "the gzip file is damaged or cut off"),
    "gzip damaged": (GZIPPED[:20] + b"\x55\x55" + GZIPPED[22:], "the gzip file is damaged or cut off"),
    "gzip of nothing": (gzip.compress(b""), "the file is empty"),
    "a cell longer than any reading": (b"t,F\n" + b"1" * 200_000 + b",2\n0,1\n", "cannot be read as a table"),
    "no header": (b"0,1\n1,2\n2,3\n", "has no header line"),
    "dates without header": (b"2026-04-18 17:22:20,0.0\n2026-04-18 17:22:21,1.5\n" * 30, "has no header line"),
    "no time at all": (
        b"left,right\n" + b"".join(b"%d,%d\n" % (i * 37 % 100, i * 53 % 100) for i in range(60)),
        "column 'left' runs back in ",
    ),
    "no time, and sensors that rest": (
        b"left,right\n" + b"".join(b"%d,%d\n" % (max(0, 40 - (i - 80) ** 2), i // 50) for i in range(200)),
        "column 'left' runs back in 4 % of its rows",
    ),
    "a clock that stands": (
        b"time,F\n1.76E+09,1\n1.76E+09,2\n1.76E+09,3\n",
        "column 'time' says the same in every row",
    ),
    "days without times": (b"date,F\n2026-04-18,1\n2026-04-18,2\n2026-04-19,3\n", "column 'date' holds no times"),
    "no times": (b"name,F\nanna,1\nbert,2\ncara,3\n", "column 'name' holds no times"),
    "no forces": (b"t,note\n0,one\n1,two\n2,three\n", "no numbers in column"),
    "no reading at all": (b"t,F\n0,\n1,\n2,\n", "no numbers in column"),
}


def refused(path: Path, **options: object) -> str:
    with pytest.raises(TableError) as error:
        read_table(path, **options)  # type: ignore[arg-type]
    text = str(error.value)
    assert text.startswith(f"{path}: ")
    assert "\n" not in text
    assert text.endswith(".")
    return text.removeprefix(f"{path}: ")


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_no_table_is_refused_in_one_line_that_says_what_to_do(tmp_path: Path, name: str):
    content, words = BAD[name]
    text = refused(write(tmp_path / "x.csv", content))
    assert words in text
    assert len(re.findall(r"[.)] [A-Z]\w+ ", text)) >= 1, "a second sentence says what to do"


@pytest.mark.parametrize("options", [{"time_column": "when"}, {"force_columns": ["G"]}])
def test_a_column_that_is_not_there_is_named_with_those_that_are(tmp_path: Path, options: dict[str, object]):
    text = refused(write(tmp_path / "x.csv", "t,F\n0,1\n1,2\n"), **options)
    assert "has no column 'when'" in text or "has no column 'G'" in text
    assert "'t', 'F'" in text


def test_a_named_column_of_words_is_refused_though_others_hold_numbers(tmp_path: Path):
    path = write(tmp_path / "x.csv", "t,F,note\n0,1,a\n1,2,b\n2,3,c\n")
    assert "no numbers in column 'note'" in refused(path, force_columns=["F", "note"])


def test_a_missing_file_is_called_missing(tmp_path: Path):
    assert "No such file" in refused(tmp_path / "absent.csv")


def test_a_folder_is_no_table(tmp_path: Path):
    assert "cannot be read" in refused(tmp_path)
