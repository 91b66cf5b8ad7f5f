"""CSV: opens everywhere. The same on every machine, whatever its language; presses and notes go into files beside it.

Numbers have a point and columns a comma, unless `decimal_comma` asks for the other custom. Text that a spreadsheet
would run as a formula begins with an apostrophe.
"""

from __future__ import annotations

import csv
import math
from pathlib import Path
from typing import Any, TextIO

from pawpress.export.table import ExportOptions, ExportTable, unit_of
from pawpress.system.new_file import open_private_text

OPTIONS = ("decimal_comma",)
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(table: ExportTable, path: Path, options: ExportOptions) -> list[Path]:
    """Write samples, presses, and what was said if anything was."""
    presses, said = path.with_name(f"{path.name}.presses"), path.with_name(f"{path.name}.annotations")
    with open_private_text(path) as file:
        _samples(table, file, options)
    with open_private_text(presses) as file:
        _presses(table, file, options)
    if not table.annotations:
        return [path, presses]
    with open_private_text(said) as file:
        rows = _writer(file, options)
        rows.writerow(["t_s [s]", "kind", "text"])
        rows.writerows([_cell(one.t_s, options), one.kind, safe(one.text)] for one in table.annotations)
    return [path, presses, said]


def _samples(table: ExportTable, file: TextIO, options: ExportOptions) -> None:
    rows = _writer(file, options)
    names = [safe(pad) for pad in table.shape.pads]
    rows.writerow(
        [
            "time [s]",
            *(f"{n} [N]" for n in names),
            *(f"{n} [counts]" for n in names),
            *(f"{n} saturated" for n in names),
        ]
    )
    for block in table.blocks():
        for t_s, force_n, counts, saturated in zip(
            block.t_s.tolist(),
            block.force_n.tolist(),
            block.counts.tolist(),
            block.saturated.tolist(),
            strict=True,
        ):
            numbers = [f"{t_s:.6f}", *(f"{n:.4f}" for n in force_n)]
            rows.writerow([*_marked(numbers, options), *counts, *map(int, saturated)])


def _presses(table: ExportTable, file: TextIO, options: ExportOptions) -> None:
    rows = _writer(file, options)
    keys = list(dict.fromkeys(key for press in table.presses for key in press))
    rows.writerow([f"{key} [{unit_of(key)}]" if unit_of(key) else key for key in keys])
    for press in table.presses:
        rows.writerow([_cell(press.get(key), options) for key in keys])


def _writer(file: TextIO, options: ExportOptions) -> Any:
    return csv.writer(file, delimiter=";" if options.decimal_comma else ",", lineterminator="\r\n")


def _cell(entry: Any, options: ExportOptions) -> Any:
    match entry:
        case None:
            return ""
        case bool() | int():
            return int(entry)
        case float():
            return "" if math.isnan(entry) else _marked([repr(entry)], options)[0]
        case list():
            return safe(" ".join(map(str, entry)))
        case _:
            return safe(str(entry))


def _marked(numbers: list[str], options: ExportOptions) -> list[str]:
    return [number.replace(".", ",") for number in numbers] if options.decimal_comma else numbers


def safe(text: str) -> str:
    """Return text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
