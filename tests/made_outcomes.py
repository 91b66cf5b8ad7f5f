"""What becomes of a made table: read right, rightly refused, refused without need, or silently wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from pawpress.importers import GradedTable, ImportOptions, Table, TableError, judge_table, read_table
from pawpress.settings.grading_limits import load_limits
from pawpress.settings.safety_limits import load_safety_limits
from tests.made_tables import MadeTable, made_table

Outcome = Literal["right", "rightly refused", "refused without need", "said, not right", "silently wrong"]
PEAK, RATE = 0.05, 0.05


def outcome_of(made: MadeTable, path: Path) -> tuple[Outcome, str]:
    """Read and judge a made table; return what became of it, and why it is wrong."""
    path.write_bytes(made.text.encode())
    try:
        table = read_table(path, None, (), made.given_unit, made.given_rate_hz)  # type: ignore[arg-type]
        answer = judge_table(table, load_limits(), load_safety_limits(), ImportOptions(unit=made.given_unit))  # type: ignore[arg-type]
    except TableError as error:
        text = str(error)
        assert "\n" not in text
        return ("rightly refused" if made.may_refuse or made.must_refuse else "refused without need"), text
    fault = fault_of(made, table, answer)
    if not fault:
        return "right", ""
    said = made.unit != "counts" and not answer.newtons
    return ("said, not right" if said else "silently wrong"), fault


def fault_of(made: MadeTable, table: Table, answer: GradedTable) -> str:
    """Return what is wrong with an answer; "" if nothing is."""
    if made.must_refuse:
        return "read, and nothing says how"
    names = set(table.readings)
    if "*" not in made.peaks_n and names != set(made.peaks_n):
        return f"forces {sorted(names)} for {sorted(made.peaks_n)}"
    if table.input_unit.symbol != made.unit and made.given_unit is None:
        return f"unit {table.input_unit.symbol} for {made.unit}"
    if abs(answer.rate_hz - made.rate_hz) > RATE * made.rate_hz:
        return f"rate {answer.rate_hz:g} for {made.rate_hz:g}"
    return _fault_of_presses(made, answer)


def _fault_of_peaks(found: Sequence[float], peaks: Sequence[float], *, loose: bool) -> str:
    if len(found) != len(peaks):
        return f"{len(found)} presses of {len(peaks)}"
    if not loose and any(abs(a - b) > PEAK * b for a, b in zip(found, peaks, strict=True)):
        return f"peaks {found} for {peaks}"
    return ""


def _fault_of_presses(made: MadeTable, answer: GradedTable) -> str:
    for name, peaks in made.peaks_n.items():
        found = [one.press.peak_n for one in answer.presses if name in ("*", one.press.pad)]
        if fault := _fault_of_peaks(found, peaks, loose=made.loose):
            return f"{fault} in {name}"
    jabs = [one for one in answer.presses if one.verdict.verdict == "jab"]
    if jabs and not made.loose:
        return f"{len(jabs)} jabs"
    codes = {quality.code for quality in answer.quality}
    if made.quality and not codes & {"dropout", "outlier"}:
        return "nothing is said of the faults"
    return ""


def outcomes(seeds: range, path: Path) -> tuple[dict[str, Counter[str]], list[str]]:
    """Return outcomes by kind, and a line for each table that was not read right."""
    found: dict[str, Counter[str]] = {}
    wrong: list[str] = []
    for seed in seeds:
        made = made_table(seed)
        outcome, why = outcome_of(made, path)
        found.setdefault(made.kind, Counter())[outcome] += 1
        if outcome not in ("right", "rightly refused"):
            wrong.append(f"seed {seed}, {made.kind}: {outcome}: {why}".replace(str(path), "it"))
    return found, wrong
