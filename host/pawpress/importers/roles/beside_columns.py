"""Columns that repeat others: sums beside their parts, one force in two units, one reading raw and smoothed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from pawpress.importers.roles.column_words import MEANS, SMOOTHED, SUMS
from pawpress.importers.roles.label import Label
from pawpress.importers.roles.unit_names import Unit

Array = NDArray[np.float64]

ROWS = 2000
"""Rows that show whether one column is the sum of others; spread over the file."""
SHARE = 0.006
"""A column is a sum where 95 % of its rows differ from one by less than this share of its range, or by rounding."""
FITTING = 95.0
PARTS = 2
PART_SHARE = 0.05
"""Parts that move by this share of the sum or more; a pad that nobody presses makes no sum of another."""
MOST_COLUMNS = 64
BETWEEN = ("-", "\u2212", "/", "vs", "minus", ":")
FOLLOWS, LIKE = 0.9, 0.35
"""A smoothed column follows the raw one with this correlation or more; its range differs by less than this share."""


def sums(readings: Mapping[str, Array], labels: Mapping[str, Label]) -> dict[str, list[str]]:
    """Return the columns that are sums, means or lengths of others, each with its parts."""
    names = list(readings)
    if not PARTS < len(names) <= MOST_COLUMNS:
        return {}
    sample = _sampled(readings)
    found: dict[str, list[str]] = {}
    called = [name for name in names if labels[name].words & (SUMS | MEANS)]
    for name in [*called, *(name for name in names if name not in called)]:
        if found and name not in called:
            break  # where sums are called so, the others are parts
        others = [other for other in names if other != name and other not in found]
        found |= _made_of(name, _choices(name, others, names), sample, called=name in called)
    return found


def _made_of(
    name: str, choices: Iterable[list[str]], sample: Mapping[str, Array], *, called: bool
) -> dict[str, list[str]]:
    """Return a column with the first of the choices that it is made of; nothing where there is none."""
    for parts in choices:
        if _is_made_of(sample[name], [sample[part] for part in parts], called=called):
            return {name: parts}
    return {}


def copies(readings: Mapping[str, Array], units: Mapping[str, Unit]) -> dict[str, str]:
    """Return the columns that say the same as an earlier one in another unit, each with that one.

    `readings` are all in newtons; `units` are those of the file.
    """
    names, sample = list(readings), _sampled(readings)
    found: dict[str, str] = {}
    for number, name in enumerate(names):
        for other in names[:number]:
            if other not in found and units[name] != units[other] and _same(sample[name], sample[other]):
                found[name] = other
                break
    return found


def differences(names: Sequence[str]) -> set[str]:
    """Return names that are two others with a minus, a slash or a word for it between, as in `left-right`."""
    bare = {name: _bare(name) for name in names}
    pairs = {f"{one}{mark}{other}" for one in bare.values() for other in bare.values() for mark in BETWEEN}
    return {name for name, text in bare.items() if text in pairs}


def _bare(name: str) -> str:
    return re.sub(r"[\s_]+", "", re.sub(r"[(\[][^)\]]*[)\]]", "", name)).lower()


def smoothed(readings: Mapping[str, Array], labels: Mapping[str, Label]) -> dict[str, str]:
    """Return the columns that follow another one, each with that one.

    They are called smoothed, or are called nothing and have the numbers of raw counts. `readings` are as they stand in
    the file: what a program smooths keeps its unit. A mean of several is a sum's kin.
    """
    called = [name for name in readings if labels[name].words & SMOOTHED]
    plain = {name: labels[name] for name in readings if name not in called}
    raw, unnamed = _raw_and_unnamed(plain)
    if len(readings) > MOST_COLUMNS or not (unnamed or (called and plain)):
        return {}
    sample = _sampled(readings)
    found: dict[str, str] = {}
    for name, others in (dict.fromkeys(called, tuple(plain)) | dict.fromkeys(unnamed, tuple(raw))).items():
        ratings = {other: _followed(sample[name], sample[other]) for other in others}
        best = max(others, key=ratings.__getitem__)
        if ratings[best] >= FOLLOWS:
            found[name] = best
    return found


def _raw_and_unnamed(labels: Mapping[str, Label]) -> tuple[list[str], list[str]]:
    """Return the columns of raw counts, and where there are some, those whose names say nothing."""
    raw = [name for name, label in labels.items() if label.meaning == "counts"]
    unnamed = [name for name, label in labels.items() if label.meaning is None and label.unit is None]
    return raw, unnamed if raw else []


def _followed(one: Array, other: Array) -> float:
    """Return the correlation of two columns; 0 where their ranges differ."""
    known = np.isfinite(one) & np.isfinite(other)
    if known.sum() < 3:
        return 0.0
    first, second = one[known], other[known]
    span, whole = float(np.ptp(first)), float(np.ptp(second))
    if span <= 0.0 or whole <= 0.0 or abs(span - whole) > LIKE * max(span, whole):
        return 0.0
    return float(np.corrcoef(first, second)[0, 1])


def _sampled(readings: Mapping[str, Array]) -> dict[str, Array]:
    rows = len(next(iter(readings.values()), np.empty(0)))
    chosen = np.unique(np.linspace(0, rows - 1, min(rows, ROWS)).astype(np.intp)) if rows else np.empty(0, np.intp)
    return {name: column[chosen] for name, column in readings.items()}


def _choices(name: str, others: Sequence[str], names: Sequence[str]) -> Iterator[list[str]]:
    """Yield what a column may be the sum of: all others, those of its side, its neighbours."""
    if len(others) >= PARTS:
        yield list(others)
    side = [other for other in others if _side(other) == _side(name)]
    if PARTS <= len(side) < len(others):
        yield side
    at = names.index(name)
    before = [other for other in names[:at] if other in others]
    after = [other for other in names[at + 1 :] if other in others]
    for count in range(PARTS, min(len(others), 8) + 1):
        if len(before) >= count:
            yield before[-count:]
        if len(after) >= count:
            yield after[:count]


def _side(name: str) -> str:
    """Return the beginning of a name, by which the columns of one foot or plate are distinguished from the others'."""
    return name.replace(" ", "_").replace(".", "_").split("_")[0].lower()


def _is_made_of(whole: Array, parts: Sequence[Array], *, called: bool) -> bool:
    """Whether a column is the sum of others; a mean or a length only where it is called one."""
    known = np.isfinite(whole) & np.all(np.isfinite(parts), axis=0)
    whole, stacked = whole[known], np.stack([part[known] for part in parts])
    if known.sum() < 3 or int((np.ptp(stacked, axis=1) > PART_SHARE * np.ptp(whole)).sum()) < PARTS:
        return False
    if _fits(whole, stacked.sum(axis=0)):
        return True
    return called and (_fits(whole, stacked.mean(axis=0)) or _fits(whole, np.sqrt((stacked**2).sum(axis=0))))


def _same(first: Array, second: Array) -> bool:
    known = np.isfinite(first) & np.isfinite(second)
    return bool(known.sum() >= 3 and _fits(first[known], second[known]))


def _fits(first: Array, second: Array) -> bool:
    spread = float(np.ptp(second))
    return spread > 0.0 and float(np.percentile(np.abs(first - second), FITTING)) < SHARE * spread
