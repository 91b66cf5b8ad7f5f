"""Logs of serial terminals, which stamp each line that a board sent: `10:15:03.120 -> 7`, `[10:15:03] 7`."""

from __future__ import annotations

import re

CLOCK = r"\d{1,2}:\d{2}:\d{2}(?:(?:[.,]|::?)\d+)?(?:\s?[AaPp][Mm])?"
DATE = r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}[ T]|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}[ T]|[A-Z][a-z]{2} [A-Z][a-z]{2} +\d{1,2} )?"
LINE = re.compile(rf"\s*(?:\[({DATE}{CLOCK}(?:\s\d{{4}})?)\][:\s]?|({DATE}{CLOCK})\s*(?:->|\u2192|=>|>))\s*(.*)$")
"""A stamp in brackets or before an arrow, and what the board sent."""
PAIRS = re.compile(r"([A-Za-z_][\w ]*?)\s*[:=]\s*([-+]?\d[\d.]*(?:[eE][-+]?\d+)?)")
"""A name and its reading, as boards write them for a plotter."""
SHARE, LOOK_AT = 0.8, 60
NAME = "reading"


def without_stamps_in_front(text: str) -> str:
    """Return the log of a terminal as a table whose first column are its stamps; any other text as it is."""
    if not _is_stamped(text):
        return text
    lines = [(found[1] or found[2], found[3].strip()) for line in text.splitlines() if (found := LINE.match(line))]
    begins = [sent for _, sent in lines[:LOOK_AT]]
    if _in_pairs(begins):
        return _from_pairs(lines)
    delimiter = _delimiter(begins)
    names = _names(lines[0][1], delimiter, lines[-1][1])
    rows = [f"{stamp}{delimiter}{sent}" for stamp, sent in lines]
    if names is not None:
        return "\n".join([delimiter.join(["time", *names]), *rows])
    return "\n".join([f"time{delimiter}{lines[0][1]}", *rows[1:]])


def _is_stamped(text: str) -> bool:
    """Whether nearly every one of the first lines begins with a stamp."""
    first = [line for line in text[:8192].splitlines() if line.strip()][:LOOK_AT]
    stamped = sum(LINE.match(line) is not None for line in first)
    return stamped >= max(2, SHARE * len(first))


def _in_pairs(sent: list[str]) -> bool:
    return sum(bool(PAIRS.match(line)) for line in sent) > SHARE * len(sent)


def _from_pairs(lines: list[tuple[str, str]]) -> str:
    rows = [(stamp, dict(PAIRS.findall(sent))) for stamp, sent in lines]
    names = list(dict.fromkeys(name for _, pairs in rows for name in pairs))
    return "\n".join(
        ["\t".join(["time", *names]), *("\t".join([stamp, *(p.get(n, "") for n in names)]) for stamp, p in rows)]
    )


def _delimiter(sent: list[str]) -> str:
    """Return what parts the readings of one line."""
    return next((mark for mark in ("\t", ";", ",") if 2 * sum(mark in line for line in sent) > len(sent)), "\t")


def _names(first: str, delimiter: str, last: str) -> list[str] | None:
    """Return names for the readings if the board sent none; None if its first line names them."""
    if any(letter.isalpha() for letter in first.replace("nan", "")) and not any(letter.isalpha() for letter in last):
        return None
    count = len(last.split(delimiter))
    return [NAME] if count == 1 else [f"{NAME} {number}" for number in range(1, count + 1)]
