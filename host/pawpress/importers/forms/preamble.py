"""What the lines above a table say of it: the rate or the step of its readings, and their unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from pawpress.importers.forms.raw import Preamble
from pawpress.importers.roles.unit_names import unit_of

NUMBER = r"([-+]?\d+(?:[.,]\d+)?(?:[eE][-+]?\d+)?)"
BETWEEN = r"[\"'\s]*[:=,;\t| ][\"'\s:=,;\t|]*"
RATE_WORDS = (
    r"(?:sampl\w*[\s_.-]*(?:rate|freq\w*)|(?:scan|data|analog|device|acquisition|logging|frame|output|daq)[\s_.-]*(?:rate|freq\w*)"
    r"|rate|freq\w*|abtast(?:rate|frequenz)|messrate|messfrequenz|frequenz|fr[e\u00e9]quence\w*|frecuencia\w*|frequenza\w*"
    r"|taux|odr|fs|f_s|sps|hz)"
)
RATE = re.compile(
    rf"(?i)(?<![a-z]){RATE_WORDS}(?:[^:=;\t\d\n(\[]{{0,24}})?\s*[(\[]?\s*(k?hz|sps)?\s*[)\]]?{BETWEEN}{NUMBER}\s*(k?hz|sps)?"
)
BARE_RATE = re.compile(rf"(?i){NUMBER}\s*(k?hz\b|sps\b|samples?\s*(?:/|per)\s*s|readings?\s*(?:/|per)\s*s)")
STEP = re.compile(
    r"(?i)(?:delta[_ ]?x|delta[_ ]?t|\bdt|(?:sampl\w*|scan|time|abtast)[\s_-]*(?:interval\w*|period\w*|step|schritt)"
    r"|interval)"
    rf"[^\d:=;\t\n(\[]{{0,16}}[(\[]?\s*(s|ms|us|\u00b5s|sec)?\s*[)\]]?{BETWEEN}{NUMBER}\s*(s|ms|us|\u00b5s|sec)?\b"
)
NOT_OF_READINGS = re.compile(
    r"(?i)filter|cut[- ]?off|low[- ]?pass|high[- ]?pass|band|notch|mains|baud|heart|cadence|video|camera|kamera"
)
UNIT = re.compile(
    r"(?i)\b(?:units?|einheit(?:en)?|unit[e\u00e9]s?|unidad(?:es)?|unit[a\u00e0]|eenheid)\b"
    r"[^:=,;\t(\[\n]{0,24}[:=,;\t(\[ ]\s*[\"']?([^\s,;\"')\]]+)"
)
UNITS_LISTED = re.compile(
    r"(?i)\b(?:units|einheiten|unit[e\u00e9]s|unidades|unit[a\u00e0]|eenheden)\b[^:=,;\t(\[\n]{0,24}[:=,;\t(\[ ](.+)$"
)
"""Units of the columns in their order, or each behind its name: `units: s, kg`, `Units: time=s force=kg`."""
ALL_IN = re.compile(
    r"(?i)\b(?:forces?|loads?|readings?|values?|weights?|kr[a\u00e4]fte?|gewichte?|last|all)\b[^:=\n]{0,24}?\b(?:in|are)\s+([^\s,;.)]+)"
)
FORCE_IN_BRACKETS = re.compile(
    r"(?i)\b(?:forces?|loads?|weights?|kraft|gewicht|fuerza|forza|charge)\s*[(\[]([^)\]]+)[)\]]\s*$"
)


def preamble_of(lines: Iterable[str], below: Sequence[str] = ()) -> Preamble:
    """Read the lines above a table.

    Parameters
    ----------
    lines : iterable of str
        Lines above the header, comments among them.
    below : sequence of str
        Names of the columns: a bare number is a rate only above numbered frames.
    """
    lines = [line.strip().lstrip("#%;/ ").strip() for line in lines]
    rates = [(rate, said) for line in lines for rate, said in _rates(line)]
    rates = rates or _below_a_word(lines, below)
    unit, unit_said = next(((unit, line) for line in lines if (unit := _unit(line))), ("", ""))
    told = sorted({round(rate, 6) for rate, _ in rates})
    if len(told) == 1:
        return Preamble(rates[0][0], _short(rates[0][1]), (), unit, _short(unit_said))
    return Preamble(None, "", tuple(told), unit, _short(unit_said))


def _rates(line: str) -> list[tuple[float, str]]:
    if NOT_OF_READINGS.search(line):
        return []
    found = RATE.search(line)
    if found is not None:
        return _plausible(_float(found[2]) * _scale(found[1] or found[3]), line)
    found = STEP.search(line)
    if found is not None:
        step_s = _float(found[2]) * {"ms": 1e-3, "us": 1e-6, "\u00b5s": 1e-6}.get(
            (found[1] or found[3] or "").lower(), 1.0
        )
        return _plausible(1.0 / step_s, line) if step_s > 0.0 else []
    found = BARE_RATE.search(line)
    return [] if found is None else _plausible(_float(found[1]) * _scale(found[2]), line)


def _plausible(rate_hz: float, line: str) -> list[tuple[float, str]]:
    return [(rate_hz, line)] if 0.5 <= rate_hz <= 200_000.0 else []


def _below_a_word(lines: Sequence[str], below: Sequence[str]) -> list[tuple[float, str]]:
    """Return a number that stands alone under a word, above a table of numbered frames, as motion capture writes it."""
    if not any("frame" in name.lower() for name in below):
        return []
    bare = [line.strip(",;\t ") for line in lines]
    return [
        (float(number), f"{word}: {number}")
        for word, number in pairwise(bare)
        if re.fullmatch(r"[A-Za-z ]+", word)
        and re.fullmatch(r"\d+(?:\.\d+)?", number)
        and _plausible(float(number), word)
    ]


def _unit(line: str) -> str:
    for pattern in (UNIT, ALL_IN, FORCE_IN_BRACKETS):
        for found in pattern.finditer(line):
            unit = unit_of(found[1].strip("()[]\"'.,;"))
            if unit is not None and unit.quantity in ("force", "counts"):
                return found[1].strip("()[]\"'.,;")
    return _listed_unit(line)


def _listed_unit(line: str) -> str:
    """Return the one unit of force in a list that holds nothing but units, each perhaps behind a name; "" if none."""
    found = UNITS_LISTED.search(line)
    listed = re.sub(r"\s*[:=]\s*", "=", found[1] if found else line).strip("()[]\"' .")
    cells = [cell for cell in re.split(r"[\s,;|]+", listed) if cell not in ("", "/", "&", "and", "und", "et", "y")]
    if found is None and len(cells) < 2:
        return ""
    return _one_force({part.rpartition("=")[2].strip("()[]\"'") for part in cells})


def _one_force(cells: set[str]) -> str:
    """Return the one unit of force among units; "" where there are several, or something else."""
    units = {cell: unit_of(cell) for cell in cells}
    forces = [cell for cell, unit in units.items() if unit is not None and unit.quantity == "force"]
    return forces[0] if len(forces) == 1 and all(unit is not None for unit in units.values()) else ""


def _float(text: str) -> float:
    return float(text.replace(",", "."))


def _scale(unit: str | None) -> float:
    return 1e3 if (unit or "").lower().startswith("k") else 1.0


def _short(line: str) -> str:
    line = " ".join(re.sub(r"[\t;,\"]+", " ", line).split())
    return line if len(line) <= 60 else line[:59] + "\u2026"
