"""Tables with a row for each sensor and moment, and a column that says which: made into one column for each sensor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pawpress.importers.forms.numbers import NOTHING, Cells, is_numeric, numbers_of
from pawpress.importers.forms.raw import RawTable
from pawpress.importers.roles.label import label_of
from pawpress.importers.times.stamps import is_no_name

MOST_SENSORS = 16
LEAST_ROWS = 8
TURNS_SHARE = 0.3
"""Sensors take turns: the name differs from that of the row before in this share of the rows. Phases last longer."""
LEAST_SHARE = 0.02
"""A name in fewer rows than this is a remark."""
CYCLE_SHARE = 0.9
"""Numbers tell sensors apart only where they come around in the same order in this share of the rows."""
CALLED = frozenset(
    {"channel", "ch", "chan", "sensor", "sensors", "id", "pad", "cell", "node", "device", "port", "pin", "index"}
    | {"kanal", "canal", "capteur", "foot", "side", "nr", "no", "name"}
)


def spread(raw: RawTable) -> RawTable:
    """Return a table with one column for each sensor; any other table as it is.

    A row keeps its place, and holds nothing in the columns of the other sensors.
    """
    names = list(raw.columns)
    telling = next((name for name in names if _tells_sensors(name, raw.columns[name])), None)
    if telling is None or len(names) < 3:
        return raw
    labels = np.array(list(map(_called, raw.columns[telling])))
    sensors = list(dict.fromkeys(labels.tolist()))
    readings = [name for name in names if name != telling and _holds_readings(name, names, raw.columns)]
    if not readings:
        return raw
    columns: dict[str, Cells] = {}
    units: list[str] = []
    for name, unit in zip(names, raw.units, strict=True):
        if name not in readings:
            if name != telling:
                columns[name], units = raw.columns[name], [*units, unit]
            continue
        columns |= _by_sensor(name, raw.columns[name], labels, sensors)
        units += [unit] * len(sensors)
    return replace(raw, columns=columns, units=units)


def _by_sensor(name: str, cells: Cells, labels: NDArray[np.str_], sensors: Sequence[str]) -> dict[str, Cells]:
    """Return a column of readings as one for each sensor, which holds nothing in the rows of the others."""
    texts = np.array(list(map(str, cells)), dtype=object)
    return {f"{sensor} {name}": np.where(labels == sensor, texts, "").tolist() for sensor in sensors}


def _called(cell: object) -> str:
    return f"{cell:g}" if isinstance(cell, float) else str(cell).strip()


def _tells_sensors(name: str, cells: Cells) -> bool:
    """Whether a column holds the names, or the numbers, of sensors that take turns."""
    if len(cells) < LEAST_ROWS:
        return False
    called = bool(label_of(name).words & CALLED)
    if isinstance(cells, np.ndarray) and not called:
        return False
    numbers = numbers_of(cells)
    if is_numeric(cells, numbers):
        return called and _comes_around(numbers.tolist())
    texts = [str(cell).strip() for cell in cells]
    if any(text.lower() in NOTHING or is_no_name(text) for text in texts[:LEAST_ROWS]):
        return False
    return _take_turns(texts)


def _take_turns(texts: list[str]) -> bool:
    turns = sum(one != other for one, other in pairwise(texts))
    counts = Counter(texts)
    few = 2 <= len(counts) <= MOST_SENSORS and counts.keys() == set(texts[: 64 * MOST_SENSORS])
    return few and turns >= TURNS_SHARE * len(texts) and min(counts.values()) >= LEAST_SHARE * len(texts)


def _comes_around(numbers: Sequence[float]) -> bool:
    sensors = len(set(numbers))
    if not 2 <= sensors <= MOST_SENSORS:
        return False
    back = sum(one == other for one, other in zip(numbers, numbers[sensors:], strict=False))
    return back >= CYCLE_SHARE * (len(numbers) - sensors) and len(set(numbers[:sensors])) == sensors


def _holds_readings(name: str, names: Sequence[str], columns: Mapping[str, Cells]) -> bool:
    """Whether a column belongs to the sensor of its row: not the time, and not what numbers the rows."""
    label = label_of(name)
    if label.is_time or (name == names[0] and label.meaning in (None, "counter")):
        return False
    return is_numeric(columns[name], numbers_of(columns[name]))
