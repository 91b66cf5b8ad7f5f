"""Makes tables as loggers, laboratories and spreadsheets write them, each with its truth: the fuzz of the importers.

Written from the kinds of trouble that such files bring, and from nothing that reads them: no word list, pattern or
threshold of the importers is used here. A seed makes one table; the curve behind it is known, so is the right answer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass
class MadeTable:
    """A table and what is true of it."""

    kind: str
    text: str
    rate_hz: float
    peaks_n: dict[str, list[float]]
    """Peaks of the presses of each force, newtons, or counts where `unit` is counts; by the name of the column."""
    unit: str = "n"
    given_unit: str | None = None
    given_rate_hz: float | None = None
    may_refuse: bool = False
    must_refuse: bool = False
    quality: bool = False
    """Whether something must be said in `quality`."""
    loose: bool = False
    """Whether only the number of presses and their unit are compared."""


@dataclass
class Draft:
    """A table on its way: columns of texts with names, and how they are put together."""

    rng: np.random.Generator
    rate_hz: float
    t_s: Array
    force_n: Array
    peaks_n: list[float]
    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)

    def pick(self, *choices: str) -> str:
        """Return one of some texts."""
        return str(self.rng.choice(np.array(choices, dtype=object)))


NEWTONS = {"n": 1.0, "kn": 1000.0, "mn": 0.001, "kgf": 9.80665, "g": 0.00980665, "lbf": 4.4482216152605}
SPELLED = {
    "n": ("N", "Newton", "newtons", "n"),
    "kn": ("kN", "KN", "kilonewtons"),
    "mn": ("mN",),
    "kgf": ("kg", "kgf", "KG", "Kg", "kp"),
    "g": ("g", "grams", "gf"),
    "lbf": ("lb", "lbs", "lbf", "pounds", "LBS"),
}
FORCES = ("Force", "force", "Load", "Fz", "Kraft", "Fuerza", "Forza", "Kracht", "Gewicht", "Last", "weight", "Peso")
TIMES = ("time", "Time", "t", "timestamp", "Zeit", "elapsed", "tiempo", "Temps")


def made_table(seed: int) -> MadeTable:
    """Make one table; the same seed makes the same."""
    rng = np.random.default_rng(seed)
    kinds = list(KINDS)
    kind = kinds[seed % len(kinds)]
    return KINDS[kind](_draft(rng, kind))


def smooth(share: Array) -> Array:
    """Go from 0 to 1 as a hand moves."""
    x = np.clip(share, 0.0, 1.0)
    return x**3 * (10.0 - 15.0 * x + 6.0 * x**2)


def _draft(rng: np.random.Generator, kind: str) -> Draft:
    rates = {"wild readings": (10.0, 20.0, 40.0, 80.0, 200.0), "lost readings": (40.0, 50.0, 80.0, 100.0, 200.0)}
    rate_hz = float(rng.choice(rates.get(kind, (10.0, 20.0, 25.0, 40.0, 50.0, 80.0, 100.0, 200.0))))
    count = int(rng.integers(2, 4))
    t_s = np.arange(int((6.3 * count + 2.5) * rate_hz)) / rate_hz
    force_n, tops = np.zeros(len(t_s)), []
    for number in range(count):
        top, up = rng.uniform(60.0, 180.0), rng.uniform(0.7, 1.1)
        start, hold = 2.0 + 6.3 * number + rng.uniform(0.0, 0.4), rng.uniform(1.6, 2.6)
        shape = smooth((t_s - start) / up) * (1.0 - smooth((t_s - start - up - hold) / 0.8))
        force_n += top * shape
        tops.append(top)
    if rng.random() < 0.3:
        force_n *= 450.0 / max(tops)
        tops = [450.0 / max(tops) * top for top in tops]
    force_n += rng.normal(0.0, 0.002 * max(tops), len(t_s))
    return Draft(rng, rate_hz, t_s, force_n, tops)


def _number(value: float, digits: int, comma: bool) -> str:
    text = f"{value:.{digits}f}"
    return text.replace(".", ",") if comma else text


def _put(draft: Draft, columns: dict[str, list[str]], delimiter: str, units: list[str] | None = None) -> str:
    lines = [*draft.above, delimiter.join(columns)]
    lines += [delimiter.join(units)] if units else []
    lines += [delimiter.join(row) for row in zip(*columns.values(), strict=True)]
    return draft.pick("\n", "\n", "\r\n").join([*lines, ""])


def _times(draft: Draft, comma: bool = False) -> tuple[str, list[str]]:
    """Return the name of a time column and its cells, in seconds or milliseconds."""
    if draft.rng.random() < 0.5:
        return draft.pick("time_ms", "Time (ms)", "millis", "t_ms"), [f"{1000 * t:.0f}" for t in draft.t_s]
    return draft.pick("time_s", "Time (s)", "t [s]", "Time", "t"), [_number(t, 4, comma) for t in draft.t_s]


def _delimiter(draft: Draft) -> tuple[str, bool]:
    delimiter = draft.pick(",", ";", "\t")
    return delimiter, delimiter != "," and bool(draft.rng.random() < 0.5)


def _in_unit(draft: Draft, unit: str, comma: bool) -> list[str]:
    digits = {"n": 2, "kn": 5, "mn": 0, "kgf": 3, "g": 1, "lbf": 2}[unit]
    return [_number(force / NEWTONS[unit], digits, comma) for force in draft.force_n]


def units(draft: Draft) -> MadeTable:
    """A unit in the header, in a line below it, above it, or behind the numbers."""
    delimiter, comma = _delimiter(draft)
    unit = draft.pick(*NEWTONS)
    spelled, name = draft.pick(*SPELLED[unit]), draft.pick(*FORCES)
    time, stamps = _times(draft, comma)
    cells = _in_unit(draft, unit, comma)
    where = draft.pick("brackets", "square", "underscore", "slash", "line", "line", "above", "cells")
    if where == "underscore" and spelled == "n":
        spelled = "N"
    header = {
        "brackets": f"{name} ({spelled})",
        "square": f"{name} [{spelled}]",
        "underscore": f"{name}_{spelled}",
        "slash": f"{name} / {spelled}",
    }.get(where, name)
    below = [draft.pick("s", "[s]") if time in ("Time", "t", "t [s]", "time_s", "Time (s)") else "ms", spelled]
    if where == "above":
        draft.above += [draft.pick(f"Unit: {spelled}", f"# units = {spelled}", f"Force unit: {spelled}")]
    if where == "cells":
        cells = [f"{cell} {spelled}" for cell in cells]
    text = _put(draft, {time: stamps, header: cells}, delimiter, below if where == "line" else None)
    return MadeTable("units", text, draft.rate_hz, {header: draft.peaks_n}, unit)


def given_units(draft: Draft) -> MadeTable:
    """A unit that the user gives, over a header that says another or nothing."""
    unit = draft.pick(*NEWTONS)
    name = draft.pick("value", "Force", "load", "Force (N)", "reading")
    time, stamps = _times(draft)
    text = _put(draft, {time: stamps, name: _in_unit(draft, unit, comma=False)}, ",")
    return MadeTable("given units", text, draft.rate_hz, {name: draft.peaks_n}, unit, given_unit=unit)


def raw_counts(draft: Draft) -> MadeTable:
    """Counts of a converter, or volts, under a name that says so."""
    time, stamps = _times(draft)
    share = draft.force_n / (max(draft.peaks_n) * 1.2)
    if draft.rng.random() < 0.6:
        top = float(draft.rng.choice((1023, 4095)))
        counts = np.clip(np.rint(share * top), 0, top)
        name = draft.pick("fsr", "raw", "adc", "FSR1", "analog", "counts", "A0", "sensor", "fsr_raw")
        cells, scale = [f"{count:.0f}" for count in counts], top / (max(draft.peaks_n) * 1.2)
    else:
        name = draft.pick("Voltage (V)", "voltage", "U [V]", "Sensor (mV)", "pad (V)")
        factor = 1000.0 if "mV" in name else 1.0
        cells = [f"{factor * (0.4 + 2.5 * volt):.4f}" for volt in share]
        scale = factor * 2.5 / (max(draft.peaks_n) * 1.2)
    peaks = [scale * peak for peak in draft.peaks_n]
    text = _put(draft, {time: stamps, name: cells}, ",")
    return MadeTable("raw counts", text, draft.rate_hz, {name: peaks}, "counts", may_refuse=True)


def _wave(draft: Draft, level: float, swing: float) -> list[str]:
    hz, phase = draft.rng.uniform(0.1, 0.6), draft.rng.uniform(0.0, 6.0)
    noise = draft.rng.normal(0.0, 0.05 * swing, len(draft.t_s))
    return [f"{level + x:.3f}" for x in swing * np.sin(2 * np.pi * hz * draft.t_s + phase) + noise]


OTHERS: dict[str, tuple[float, float]] = {
    "ax (m/s^2)": (0.0, 6.0), "acc_z [g]": (1.0, 0.2), "gyro_x (deg/s)": (0.0, 150.0), "gz [rad/s]": (0.0, 3.0),
    "temp_C": (24.0, 1.0), "Temperature (°C)": (25.0, 0.5), "battery_mV": (3700.0, 20.0), "Akku (V)": (3.7, 0.02),
    "position (mm)": (40.0, 30.0), "Weg [mm]": (12.0, 9.0), "COPx [mm]": (0.0, 50.0), "copy (cm)": (0.0, 5.0),
    "Mx [Nm]": (0.0, 8.0), "torque (N.m)": (2.0, 2.0), "pressure_kPa": (101.0, 2.0), "angle (deg)": (10.0, 80.0),
    "humidity %": (40.0, 3.0), "velocity (m/s)": (0.0, 1.0), "Accel X": (0.0, 5.0), "GyroY": (0.0, 90.0),
    "distance": (50.0, 20.0), "Moment": (0.0, 20.0), "heart rate (bpm)": (70.0, 5.0),
}  # fmt: skip


def other_columns(draft: Draft) -> MadeTable:
    """Everything else that loggers write beside forces."""
    time, stamps = _times(draft)
    force = draft.pick("Fz (N)", "Force (N)", "Kraft [N]", "load_N")
    names = draft.rng.permutation(np.array(list(OTHERS), dtype=object))[: int(draft.rng.integers(1, 6))]
    others = {str(name): _wave(draft, *OTHERS[str(name)]) for name in names}
    rows = len(draft.t_s)
    if draft.rng.random() < 0.5:
        others[draft.pick("frame", "sample", "packet", "Seq")] = [str(k % 256) for k in range(rows)]
    if draft.rng.random() < 0.3:
        others["host_time"] = [f"{1764324000 + t // 0.1 * 0.1:.2f}" for t in draft.t_s]
    if draft.rng.random() < 0.3:
        others["state"] = [draft.pick("ok", "idle")] * rows
    columns = {force: _in_unit(draft, "n", comma=False), **others}
    order = [str(name) for name in draft.rng.permutation(np.array(list(columns), dtype=object))]
    text = _put(draft, {time: stamps, **{name: columns[name] for name in order}}, ",")
    return MadeTable("other columns", text, draft.rate_hz, {force: draft.peaks_n})


def sums(draft: Draft) -> MadeTable:
    """Parts of a load beside their sum."""
    time, stamps = _times(draft)
    shares = draft.rng.dirichlet([6.0] * int(draft.rng.integers(2, 5)))
    noise = draft.rng.normal(0.0, 0.002 * max(draft.peaks_n), (len(shares), len(draft.t_s)))
    parts = np.round(np.outer(shares, draft.force_n) + noise, 2)
    names = [f"{draft.pick('pad', 'cell', 'F')}{number}{draft.pick(' (N)')}" for number in range(1, len(shares) + 1)]
    columns = {name: [f"{x:.2f}" for x in part] for name, part in zip(names, parts, strict=True)}
    whole = {draft.pick("sum (N)", "Total (N)", "Fz (N)"): [f"{x:.2f}" for x in parts.sum(axis=0)]}
    columns = {**whole, **columns} if draft.rng.random() < 0.3 else {**columns, **whole}
    peaks = {name: [share * peak for peak in draft.peaks_n] for name, share in zip(names, shares, strict=True)}
    return MadeTable("sums", _put(draft, {time: stamps, **columns}, ","), draft.rate_hz, peaks, loose=True)


def short_stamps(draft: Draft) -> MadeTable:
    """Few rows, and a clock whose unit nobody says."""
    rate_hz = float(draft.rng.uniform(9.0, 15.0))
    t_s = np.arange(int(draft.rng.integers(28, 48))) / rate_hz
    top = draft.rng.uniform(60.0, 150.0)
    end = t_s[-1]
    force = top * smooth((t_s - 0.25 * end) / 0.6) * (1.0 - smooth((t_s - 0.8 * end) / 0.3))
    unit = float(draft.rng.choice((1.0, 1e-3, 1e-6)))
    jitter = draft.rng.normal(0.0, 0.02 / rate_hz, len(t_s))
    start = draft.rng.choice((0.0, 12.4, 3600.5))
    stamps = (start + np.sort(t_s + jitter)) / unit
    digits = 3 if unit == 1.0 else 0
    noise = draft.rng.normal(0.0, 0.2, len(t_s))
    columns = {draft.pick(*TIMES): [f"{x:.{digits}f}" for x in stamps], "force": [f"{x:.2f}" for x in force + noise]}
    return MadeTable("short files", _put(draft, columns, ","), rate_hz, {"force": [top]}, loose=True)


def rates(draft: Draft) -> MadeTable:
    """No times: a rate above the table, one that is given, or none at all."""
    cells = _in_unit(draft, "n", comma=False)
    columns = {"Fz (N)": cells}
    numbered = bool(draft.rng.random() < 0.6)
    if numbered:
        columns = {draft.pick("Frame", "Sample", "Row", "No.", "#"): [str(k + 1) for k in range(len(cells))], **columns}
    elif draft.rng.random() < 0.5:
        columns["Fy (N)"] = [f"{0.8 * float(cell):.2f}" for cell in cells]
    how = draft.pick("above", "given", "none") if len(columns) > 1 else "given"
    rate = draft.rate_hz
    if how == "above":
        draft.above += ["Recording of a plate", draft.pick(
            f"SampleRate={rate:.3f}", f"Sampling rate: {rate:g} Hz", f"Frequency (Hz)\t{rate:g}", f"# rate {rate:g} Hz",
            f"Sample interval: {1 / rate:g} s", f"Abtastrate: {rate:g}", f"fs = {rate:g}",
        )]  # fmt: skip
    peaks = {name: [0.8 * p if "Fy" in name else p for p in draft.peaks_n] for name in columns if "(N)" in name}
    text = _put(draft, columns, "\t")
    given = rate if how == "given" else None
    return MadeTable(
        "rates", text, rate, peaks, given_rate_hz=given, may_refuse=how == "above", must_refuse=how == "none"
    )


def lost_readings(draft: Draft) -> MadeTable:
    """Lost packets, for which -1, 0 or nothing stands, in rises and holds."""
    force = draft.force_n.copy()
    mark = draft.pick("-1", "0", "", "NaN", "-")
    cells = [f"{x:.2f}" for x in force]
    longest = min(0.09, 4.5 / draft.rate_hz) if draft.rate_hz < 60 else 0.09
    for press in range(len(draft.peaks_n)):
        loaded = np.flatnonzero((draft.t_s // 6.3 == press) & (force > 0.25 * max(draft.peaks_n[press], 1.0)))
        for place in draft.rng.choice((0.03, 0.3, 0.5, 0.7), 2, replace=False):
            start = int(loaded[int(place * len(loaded))])
            count = max(1, int(draft.rng.uniform(0.03, longest) * draft.rate_hz))
            cells[start : start + count] = [mark] * count
    time, stamps = _times(draft)
    text = _put(draft, {time: stamps, "force_N": cells}, draft.pick(",", ";"))
    return MadeTable("lost readings", text, draft.rate_hz, {"force_N": draft.peaks_n}, quality=mark in ("-1", "0"))


def wild_readings(draft: Draft) -> MadeTable:
    """One wild reading in each hold."""
    force = draft.force_n.copy()
    for press, top in enumerate(draft.peaks_n):
        held = np.flatnonzero((draft.t_s // 6.3 == press) & (force > 0.95 * top))
        row = int(held[int(draft.rng.uniform(0.3, 0.7) * len(held))])
        force[row] = draft.rng.choice((2.2 * top, 0.3 * top, 8388607.0, -8388608.0, 1.6 * top, 0.0))
    time, stamps = _times(draft)
    text = _put(draft, {time: stamps, "force_N": [f"{x:.2f}" for x in force]}, ",")
    return MadeTable("wild readings", text, draft.rate_hz, {"force_N": draft.peaks_n}, quality=True)


def pushes(draft: Draft) -> MadeTable:
    """Pushes in a row between which the hand leans on."""
    rate_hz = float(draft.rng.choice((10.0, 20.0, 50.0, 100.0, 500.0)))
    count = int(draft.rng.integers(3, 8))
    every = draft.rng.uniform(0.9, 1.6)
    t_s = np.arange(int((count * every + 5.0) * rate_hz)) / rate_hz
    tops = draft.rng.uniform(80.0, 130.0, count)
    lean = draft.rng.uniform(0.18, 0.4) * float(tops.min())
    force = lean * smooth((t_s - 1.7) / 0.3) * (1.0 - smooth((t_s - 2.0 - count * every) / 0.3))
    for number, top in enumerate(tops):
        share = np.clip((t_s - 2.0 - number * every) / every, 0.0, 1.0)
        force += (top - lean) * np.sin(np.pi * share) ** 2
    force += draft.rng.normal(0.0, 0.3, len(t_s))
    columns = {"time_s": [f"{t:.4f}" for t in t_s], "force_N": [f"{x:.2f}" for x in force]}
    return MadeTable("pushes in a row", _put(draft, columns, ","), rate_hz, {"force_N": tops.tolist()}, loose=True)


def comments(draft: Draft) -> MadeTable:
    """Names in a comment, words in the rows, lines above the header."""
    how = draft.pick("comment", "comment", "lines", "label", "bare")
    time, stamps = ("time", [f"{t:.4f}" for t in draft.t_s])
    cells = [f"{x:.2f}" for x in draft.force_n]
    label = draft.pick("base", "R", "ok", "map_frame")
    columns = {time: stamps, "fz": cells}
    if how in ("comment", "label") or draft.rng.random() < 0.3:
        columns = {time: stamps, "label": [label] * len(cells), "fz": cells}
    said = [draft.pick("Trial 7 of 9", "Operator,anna", "Device:,plate"), draft.pick("Date: 2026-11-28", "version=1")]
    draft.above += said if how == "lines" else [draft.pick("# logger 2.1", "# device A, port 3")]
    lines = _put(draft, columns, ",").splitlines()
    at = len(draft.above)
    if how == "comment":
        lines[at] = draft.pick("#", "%", "# ") + lines[at]
    if how == "bare":
        del lines[at]
    text = "\n".join([*lines, ""])
    return MadeTable("comments and labels", text, draft.rate_hz, {"fz": draft.peaks_n}, may_refuse=how == "bare")


def stamps(draft: Draft) -> MadeTable:
    """Stamps as loggers write them; midnight may lie in between."""
    of_day = (draft.rng.choice((36_903.0, 86_395.0)) + draft.t_s) % 86_400.0
    form = draft.pick("double", "utc", "iso", "point", "comma", "ampm", "zone", "brackets", "arrow")
    day = draft.pick("2026/11/28", "2026-11-28", "28.11.2026", "11/28/2026")
    cells = []
    for second in of_day:
        h, m, s = int(second // 3600), int(second % 3600 // 60), second % 60
        clock = f"{h:02d}:{m:02d}:{s:06.3f}".replace("60.000", "59.999")
        half = f"{h % 12 or 12:02d}{clock[2:]} {'AM' if h < 12 else 'PM'}"
        spelled = {"double": clock.replace(".", "::"), "utc": f"{clock} UTC", "comma": clock.replace(".", ",")}
        spelled |= {"zone": f"{clock} +01:00", "ampm": half}
        dated = f"{day} {spelled.get(form, clock)}"
        whole = {"iso": clock, "point": clock, "brackets": f"[{dated}]", "arrow": f"{clock} ->"}
        cells.append(whole.get(form, dated))
    force = [f"{x:.2f}" for x in draft.force_n]
    if form in ("arrow", "brackets"):
        text = "\n".join(f"{stamp} {reading}" for stamp, reading in zip(cells, force, strict=True))
        return MadeTable("stamps", text, draft.rate_hz, {"*": draft.peaks_n}, given_unit="n", may_refuse=True)
    text = _put(draft, {draft.pick("created_at", "Date/Time", "timestamp", "time"): cells, "force": force}, ";")
    return MadeTable("stamps", text, draft.rate_hz, {"force": draft.peaks_n})


def marks(draft: Draft) -> MadeTable:
    """Marks between thousands, decimal commas between commas, a garbled stamp."""
    how = draft.pick("thousands", "thousands blank", "commas", "stray")
    time, stamps = "time_s", [f"{t:.3f}" for t in draft.t_s]
    if how == "commas":
        rows = [f"{_number(t, 2, True)},{_number(x, 2, True)}" for t, x in zip(draft.t_s, draft.force_n, strict=True)]
        text = "\n".join(["time,force", *rows, ""])
        return MadeTable("marks", text, draft.rate_hz, {}, must_refuse=True)
    if how == "stray":
        stamps = [f"{1000 * t:.0f}" for t in draft.t_s]
        row = int(draft.rng.integers(5, len(stamps) - 5))
        stamps[row] = draft.pick(stamps[row] + stamps[row + 1], stamps[row][:1] + "9" + stamps[row], "7")
        text = _put(draft, {"millis": stamps, "force": [f"{x:.2f}" for x in draft.force_n]}, ",")
        return MadeTable("marks", text, draft.rate_hz, {"force": draft.peaks_n}, loose=False)
    counts = draft.force_n * 6_000.0 / max(draft.peaks_n)
    mark = "," if how == "thousands" else " "
    cells = [f"{x:,.1f}".replace(",", mark) for x in counts]
    cells = [f'"{cell}"' for cell in cells]
    text = _put(draft, {time: stamps, "reading": cells}, ",")
    peaks = [6_000.0 / max(draft.peaks_n) * peak for peak in draft.peaks_n]
    return MadeTable("marks", text, draft.rate_hz, {"reading": peaks}, "counts", given_unit="counts")


KINDS: dict[str, Callable[[Draft], MadeTable]] = {
    "units": units,
    "given units": given_units,
    "raw counts": raw_counts,
    "other columns": other_columns,
    "sums": sums,
    "short files": short_stamps,
    "rates": rates,
    "lost readings": lost_readings,
    "wild readings": wild_readings,
    "pushes in a row": pushes,
    "comments and labels": comments,
    "stamps": stamps,
    "marks": marks,
}
