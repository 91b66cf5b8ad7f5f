"""Reads LabVIEW measurement files (`.lvm`): two headers, then segments of channels on common or on own times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from pawpress.importers.forms.cells import told_apart
from pawpress.importers.forms.form import TextForm
from pawpress.importers.forms.numbers import Cells, numbers_of
from pawpress.importers.forms.plain import LEAST_ROWS
from pawpress.importers.forms.raw import Preamble, RawTable, TableError

FIRST_WORDS = "LabVIEW Measurement"
END = "***End_of_Header***"
TIMES, COMMENT = "X_Value", "Comment"


def is_labview(text: str) -> bool:
    """Whether a text is such a file."""
    return text.lstrip("\ufeff \r\n").startswith(FIRST_WORDS)


def read_labview(path: Path, text: str) -> RawTable:
    """Read such a file; of several segments with the same channels, one after the other.

    Raises
    ------
    TableError
        If it holds no readings.
    """
    lines = [line.rstrip("\r\n") for line in text.splitlines()]
    ends = [number for number, line in enumerate(lines) if line.startswith(END)]
    delimiter = "," if _said(lines, "Separator").lower() == "comma" else "\t"
    if len(ends) < 2:
        raise TableError(
            f"{path}: is a LabVIEW file without the header of its channels. Write it again, or save it as CSV."
        )
    about = _settings(lines[ends[0] + 1 : ends[1]], delimiter)
    names = [cell.strip() for cell in lines[ends[1] + 1].split(delimiter)]
    rows = [row for line in lines[ends[1] + 2 :] if (row := _row(line, delimiter, len(names))) is not None]
    if len(rows) < LEAST_ROWS:
        raise TableError(f"{path}: is a LabVIEW file that holds fewer than two rows. Nothing can be judged in it.")
    return _with_times(_columns(names, rows, decimal_comma=_said(lines, "Decimal_Separator") == ","), about)


def _columns(names: Sequence[str], rows: Sequence[Sequence[str]], *, decimal_comma: bool) -> dict[str, Cells]:
    """Return the channels; a comment behind a row is none."""
    if decimal_comma:
        rows = [[cell.replace(",", ".") for cell in row] for row in rows]
    columns = dict(zip(told_apart(names), zip(*rows, strict=True), strict=True))
    return {name: list(cells) for name, cells in columns.items() if not name.startswith(COMMENT)}


def _with_times(cells: dict[str, Cells], about: Mapping[str, Sequence[str]]) -> RawTable:
    """Keep the times that are written, or the step that the header says; name the unit of each channel."""
    written = [name for name in cells if name.startswith(TIMES)]
    channels = [name for name in cells if name not in written]
    timed = bool(written) and np.isfinite(numbers_of(cells[written[0]])).sum() >= LEAST_ROWS
    units = [*about.get("Y_Unit_Label", ()), *[""] * len(channels)][: len(channels)]
    columns = {name: cells[name] for name in channels}
    if timed:
        return RawTable({"Time": cells[written[0]], **columns}, ["s", *units], "lvm")
    step_s = float((about.get("Delta_X") or ["nan"])[0].replace(",", "."))
    rate = Preamble(1.0 / step_s, f"Delta_X {step_s:g} s") if step_s > 0.0 else Preamble()
    return RawTable(columns, units, "lvm", rate)


def _said(lines: Sequence[str], name: str) -> str:
    """Return what a line of the first header says; its own delimiter may be a comma or a tab."""
    for line in lines:
        if line.startswith(END):
            break
        if line.startswith(name):
            return (
                line[len(name) :].strip("\t \r")
                if line[len(name) :].strip("\t ") == ","
                else line[len(name) :].strip("\t, ")
            )
    return ""


def _settings(lines: Sequence[str], delimiter: str) -> dict[str, list[str]]:
    rows = (line.split(delimiter) for line in lines if line.strip())
    return {row[0].strip(): [cell.strip() for cell in row[1:]] for row in rows}


def _row(line: str, delimiter: str, width: int) -> list[str] | None:
    """Return the cells of a line of readings; None for the header of a further segment."""
    cells = [cell.strip() for cell in line.split(delimiter)]
    if not any(cells) or len(cells) > width or not any(cell[:1] in "-+.0123456789" for cell in cells if cell):
        return None
    cells += [""] * (width - len(cells))
    return cells if not cells[0][:1].isalpha() else None


FORM = TextForm("a LabVIEW measurement file", is_labview, read_labview, kind="lvm", endings=(".lvm",))
