"""Whatever stands in a table: an answer, or one line; never a fault."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pawpress.importers import GradedTable, TableError
from tests.tables import judged, write

NUMBERS = st.one_of(st.sampled_from([0.0, 30.0, 60.0, 1023.0]), st.floats(-1e4, 1e4, width=32)).map(repr)
CELLS = st.one_of(NUMBERS, NUMBERS, st.sampled_from(["", "nan", "inf", "x", "1,5"]))
STEPS = st.sampled_from([0.0, 0.01, 0.01, 0.12, 5.0, -1.0])


@st.composite
def tables(draw: st.DrawFn) -> str:
    columns = draw(st.integers(1, 3))
    stamps = np.cumsum([draw(STEPS) for _ in range(draw(st.integers(0, 40)))]).tolist()
    rows = [",".join([repr(t), *(draw(CELLS) for _ in range(columns))]) for t in stamps]
    return "\n".join([",".join(["t", *"abc"[:columns]]), *rows])


def answer_or_line(path: Path, **options: object) -> GradedTable | str:
    """Return what was found in a file, or the line that refuses it."""
    try:
        return judged(path, **options)
    except TableError as error:
        return str(error)


@given(
    tables(),
    st.sampled_from(["n", "counts", "lbf"]),
    st.booleans(),
    st.sampled_from(["auto", "none", "3.5"]),
    st.sampled_from(["hands", "foot"]),
)
def test_any_table_is_answered_or_refused_in_one_line(text: str, unit: str, invert: bool, tare: str, mode: str):
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder) / "x.csv", text)
        answer = answer_or_line(path, unit=unit, invert=invert, tare=tare, mode=mode)
    if isinstance(answer, str):
        assert "\n" not in answer
        return
    assert answer.duration_s >= 0.0
    assert all(0.0 <= one.press.onset_s <= answer.duration_s for one in answer.presses)


@given(st.binary(max_size=300))
def test_any_bytes_at_all_are_answered_or_refused_in_one_line(content: bytes):
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder) / "x.csv", content)
        answer = answer_or_line(path)
    assert not isinstance(answer, str) or "\n" not in answer
