"""Reads XDF files of the Lab Streaming Layer with pyxdf: every channel of numbers, on the recorder's common clock."""

from __future__ import annotations

import logging
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pawpress.importers.forms.cells import told_apart
from pawpress.importers.forms.form import Form
from pawpress.importers.forms.numbers import Cells
from pawpress.importers.forms.plain import LEAST_ROWS
from pawpress.importers.forms.raw import RawTable, TableError, check_spread


def read_xdf(path: Path, content: bytes) -> RawTable:
    """Read such a file.

    Raises
    ------
    ImportError
        If pyxdf is not installed.
    TableError
        If no stream holds numbers on a clock.
    """
    import pyxdf

    logging.getLogger("pyxdf").setLevel(logging.ERROR)
    loaded, _ = pyxdf.load_xdf(BytesIO(content), verbose=False)
    streams = [stream for stream in loaded if _is_of_numbers(stream)]
    if not streams:
        raise TableError(f"{path}: is an XDF file without a stream of numbers. Export its streams as CSV.")
    stamps = [np.asarray(stream["time_stamps"], dtype=np.float64) for stream in streams]
    t_s = np.unique(np.concatenate(stamps))
    series = [np.asarray(stream["time_series"], dtype=np.float64) for stream in streams]
    check_spread(path, len(t_s), sum(each.shape[1] for each in series), sum(each.size for each in series))
    names: list[str] = []
    units: list[str] = []
    readings: list[Cells] = []
    for stream, own_s, own in zip(streams, stamps, series, strict=True):
        for number, (name, unit) in enumerate(_channels(stream, own.shape[1], alone=len(streams) == 1)):
            column = np.full(len(t_s), np.nan)
            column[np.searchsorted(t_s, own_s)] = own[:, number]
            names.append(name)
            units.append(unit)
            readings.append(column)
    columns: dict[str, Cells] = dict(zip(told_apart(["time", *names]), [t_s, *readings], strict=True))
    return RawTable(columns, ["s", *units], "xdf")


def _is_of_numbers(stream: Any) -> bool:
    if not isinstance(stream["time_series"], np.ndarray):
        return False  # texts are a list
    series: NDArray[Any] = stream["time_series"]
    return series.ndim == 2 and len(series) >= LEAST_ROWS and series.dtype.kind in "fiu"


def _channels(stream: Any, count: int, *, alone: bool) -> list[tuple[str, str]]:
    """Return name and unit of each channel, as its description has them."""
    called = str(stream["info"]["name"][0])
    told = _described(stream["info"].get("desc"))
    unnamed: list[dict[str, Any]] = [{}] * count
    channels = [*told, *unnamed][:count]
    names = [str((one.get("label") or [f"{called} {number}"])[0]) for number, one in enumerate(channels, 1)]
    units = [str((one.get("unit") or [""])[0] or "") for one in channels]
    return [(name if alone else f"{called} {name}", unit) for name, unit in zip(names, units, strict=True)]


def _described(description: Any) -> list[dict[str, Any]]:
    try:
        return [dict(one) for one in description[0]["channels"][0]["channel"]]
    except (TypeError, KeyError, IndexError, ValueError):
        return []


FORM = Form("an XDF file", "export its streams as CSV", b"XDF:", read=read_xdf, kind="xdf", endings=(".xdf",))
