"""Reads logs in which every reading stands behind its name: `t=0.010 F=12.5N`, `time:10,force:12.5`, JSON lines."""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path

from pawpress.importers.forms.form import TextForm
from pawpress.importers.forms.numbers import Cells
from pawpress.importers.forms.raw import RawTable

NAME = r"[\"']?([^\W\d][\w .()\[\]/%-]*?)[\"']?"
UNIT = r"\s?[A-Za-z\u00b5%]+(?=[\"',;|}\t]|\s|$)(?!\s*[:=])"
READING = rf"[\"']?([-+]?\.?\d[\d.]*(?:[eE][-+]?\d+)?(?:{UNIT})?|null|NaN|nan)[\"']?"
PAIR = re.compile(rf"{NAME}\s*[:=]\s*{READING}\s*(?:[,;|\t ]\s*|$)")
LEAST_PAIRS = 2
"""One pair in each line may be a list of settings."""
SHARE, LOOK_AT = 0.9, 60
LEAST_LINES = 4
BRACES = "{}, \t\r\n"


def are_pairs(text: str) -> bool:
    """Whether nearly all lines are names with their readings, the same names in most."""
    lines = [line for line in islice(text[:8192].splitlines(), LOOK_AT) if line.strip()]
    if len(text) > 8192:
        lines = lines[:-1]
    names = [tuple(name for name, _ in pairs_of(line)) for line in lines]
    if len(lines) < LEAST_LINES:
        return False
    usual = max(set(names), key=names.count)
    return len(usual) >= LEAST_PAIRS and names.count(usual) >= SHARE * len(lines)


def pairs_of(line: str) -> list[tuple[str, str]]:
    """Return the names and readings of a line; none if anything else stands in it."""
    line = line.strip(BRACES)
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(line):
        pair = PAIR.match(line, at)
        if pair is None:
            return []
        found.append((pair[1].strip(), "" if pair[2] == "null" else pair[2]))
        at = pair.end()
    return found


def read_pairs(path: Path, text: str) -> RawTable:
    """Read such a log; a name that a line lacks has no reading in it."""
    del path
    rows = [dict(pairs) for line in text.splitlines() if (pairs := pairs_of(line))]
    names = list(dict.fromkeys(name for row in rows for name in row))
    columns: dict[str, Cells] = {name: [row.get(name, "") for row in rows] for name in names}
    return RawTable(columns, [""] * len(names))


FORM = TextForm("a log of names and readings", are_pairs, read_pairs, kind="csv")
