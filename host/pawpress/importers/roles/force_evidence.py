"""What speaks for and against a column being a force, one column at a time: its unit, its words, its readings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pawpress.importers.roles.column_words import NOT_A_FORCE, VOLTAGES, Meaning
from pawpress.importers.roles.label import Label
from pawpress.importers.roles.plausible import counts_up, like_a_converter
from pawpress.importers.roles.unit_names import COUNTS, SHAPE_ONLY, N, Unit
from pawpress.importers.times.clock import runs_like_a_clock

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class WantedForces:
    """What the user said of the columns."""

    names: tuple[str, ...] = ()
    unit: Unit | None = None
    """A given unit wins over everything that the file says."""
    in_file: Unit | None = None
    """Unit that the lines above the table say for all forces."""
    in_file_said: str = ""


def _why_not_its_unit(unit: Unit, meaning: Meaning | None) -> str | None:
    """Return why a unit rules a column out, "" where it speaks for it; None where it leaves that to the name."""
    if unit.symbol == "g" and meaning in ("acceleration", "turning rate"):
        return "is an acceleration in g"
    if unit.quantity == "force":
        return NOT_A_FORCE["derived"] if meaning == "derived" else ""
    if unit.quantity not in SHAPE_ONLY | {"counts"}:
        return f"has {unit.symbol} as its unit, which is not a force"
    return "" if unit.quantity == "counts" and meaning in ("counts", "force", "counter", None) else None


def why_not_a_force(label: Label) -> str:
    """Return why the name of a column rules it out; "" where it does not."""
    unit, meaning = label.unit, label.meaning
    if unit is not None and (why := _why_not_its_unit(unit, meaning)) is not None:
        return why
    if meaning == "supply" and label.words & VOLTAGES:
        return ""
    return NOT_A_FORCE.get(meaning or "", "")


def only_counts(label: Label, readings: Array, t_s: Array) -> str:
    """Return why the readings of a column rule it out; "" where they do not."""
    if label.unit is not None and label.unit.quantity == "force":
        return ""
    named = label.meaning in ("force", "counts")
    if runs_like_a_clock(readings, t_s) or (not named and counts_up(readings)):
        return "counts or tells a time: it goes up in even steps"
    return ""


def unit_for(label: Label, readings: Array, wanted: WantedForces) -> tuple[Unit, str]:
    """Return the unit of a column, and the sentence that says where it comes from."""
    if wanted.unit is not None:
        return wanted.unit, f"--unit says {wanted.unit.symbol}."
    if label.unit is not None and label.unit.quantity == "force":
        return label.unit, f"the header says {label.unit.symbol}."
    if label.unit is not None and label.unit.quantity == "counts":
        return COUNTS, "the header says raw counts."
    if label.unit is not None:
        return COUNTS, f"the header says {label.unit.symbol}, which is not a force: its shape is judged, as of counts."
    if label.meaning == "supply":
        return COUNTS, "it is a voltage: its shape is judged, as of counts."
    if label.meaning == "counts":
        return COUNTS, "its name says raw readings of a converter: judged as counts."
    if wanted.in_file is not None:
        return wanted.in_file, f"the file says {wanted.in_file_said!r}."
    if why := like_a_converter(readings):
        return COUNTS, f"{why}: judged as counts; --unit says otherwise."
    return N, "no unit is said, so newtons are assumed; --unit says otherwise."
