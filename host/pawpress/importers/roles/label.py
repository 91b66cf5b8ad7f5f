"""The name of a column, taken apart: its words and its unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pawpress.importers.roles.column_words import MEANINGS, Meaning, without_accents
from pawpress.importers.roles.unit_names import EXACT, Unit, unit_of

BRACKETED = re.compile(r"[(\[{<]([^()\[\]{}<>]*)[)\]}>]")
PARTING = re.compile(r"[\s_/:,.;|-]+")
CAMEL = re.compile(r"(?<=[a-z\u00e0-\u00ff])(?=[A-Z])")
TONNES = re.compile(r"[(\[]t[)\]]")
"""A lone `t` is a time or the name of a pad, but in brackets behind a force it is tonnes."""
LETTERS = re.compile(r"[^\W\d_]+")
WITH_DIGITS = re.compile(r"[^\W_]+")
LONE = frozenset({"N", "n", "g", "V", "s"})
"""Single letters that may be a unit behind a name; all others are the letter of a pad."""
AXES = frozenset("xyz")
BESIDE_COUNTERS = frozenset({"data", "id", "of", "the", "field", "header", "msg"})
SPELLED_TOGETHER = 4
"""Letters of a word that may have a unit written right behind it, as in `forcekg`."""


@dataclass(frozen=True, slots=True)
class Label:
    """What the name of a column says."""

    words: frozenset[str]
    unit: Unit | None
    meaning: Meaning | None
    """What its words say it holds; None where they say nothing."""

    @property
    def is_time(self) -> bool:
        """Whether it is named for a time, or has a unit of time."""
        return self.meaning == "time" or (self.unit is not None and self.unit.quantity == "time")

    @property
    def counts_rows(self) -> bool:
        """Whether it is named for what numbers rows."""
        return self.unit is None and (self.meaning == "counter" or not self.words)


def labels_of(names: Sequence[str], units: Sequence[str]) -> list[Label]:
    """Take the names of a table apart.

    Parameters
    ----------
    names : sequence of str
        Names of the columns.
    units : sequence of str
        What a line of units says of each; "" where it says nothing.
    """
    return [
        _with_unit(label_of(name, lettered=_is_lettered(name, names)), unit)
        for name, unit in zip(names, units, strict=True)
    ]


@cache
def label_of(name: str, *, lettered: bool = False) -> Label:
    """Take one name apart; `lettered` if a single letter at its end only tells it from its neighbours."""
    head, unit = _parted(name, lettered=lettered)
    words = _words_of(head)
    meaning = _meaning_of(words)
    return Label(words, unit_of("tf") if unit is None and meaning == "force" and TONNES.search(name) else unit, meaning)


def _with_unit(label: Label, text: str) -> Label:
    unit = unit_of(text.strip(" ()[]{}<>")) or (_parted(text, lettered=False)[1] if text else None)
    return label if unit is None or label.unit is not None else Label(label.words, unit, label.meaning)


def _is_lettered(name: str, names: Sequence[str]) -> bool:
    """Whether at least two others differ from a name in its last letter alone, as `pad_f`, `pad_g`, `pad_h`."""
    found = re.search(r"[\W_][A-Za-z](\W?)$", name)
    if found is None:
        return False
    at = len(name) - 1 - len(found[1])
    alike = (other for other in names if len(other) == len(name) and other != name)
    return sum(other[:at] + name[at] + other[at + 1 :] == name for other in alike) >= 2


def _bracketed(name: str, *, lettered: bool) -> tuple[str, Unit] | None:
    for found in reversed(list(BRACKETED.finditer(name))):
        text = found[1].strip()
        unit = unit_of(text) if len(text) > 1 or (text in EXACT and not lettered) else None
        if unit is not None:
            return f"{name[: found.start()]} {name[found.end() :]}", unit
    return None


def _behind_a_mark(name: str, *, lettered: bool) -> tuple[str, Unit] | None:
    for found in PARTING.finditer(name):
        tail = name[found.end() :]
        unit = unit_of(tail)
        if unit is not None and found.start() > 0 and (len(tail) > 1 or (tail in LONE and not lettered)):
            return name[: found.start()], unit
    return None


def _parted(name: str, *, lettered: bool) -> tuple[str, Unit | None]:
    """Part a name into what is named and its unit."""
    if (found := _bracketed(name, lettered=lettered) or _behind_a_mark(name, lettered=lettered)) is not None:
        return found
    joined = list(CAMEL.finditer(name))
    if joined and (unit := unit_of(name[joined[-1].end() :])) is not None and name[joined[-1].end() :] not in AXES:
        return name[: joined[-1].start()], unit
    whole = unit_of(name) if len(name.strip(" ()[]")) > 1 or name in LONE else None
    return ("", whole) if whole is not None else _written_together(name)


def _written_together(name: str) -> tuple[str, Unit | None]:
    for word in sorted(MEANINGS["force"] | MEANINGS["time"], key=len, reverse=True):
        rest = name[len(word) :]
        if len(word) >= SPELLED_TOGETHER and name.lower().startswith(word) and len(rest) > 1:
            unit = unit_of(rest)
            if unit is not None and unit.quantity in ("force", "time"):
                return word, unit
    return name, None


def _words_of(text: str) -> frozenset[str]:
    """Return words in small letters without accents; a name in camel case as a whole, too."""
    plain = without_accents(text)
    found = [*LETTERS.findall(plain), *WITH_DIGITS.findall(plain), *LETTERS.findall(CAMEL.sub(" ", plain))]
    return frozenset(word.lower() for word in found)


def _meaning_of(words: frozenset[str]) -> Meaning | None:
    for meaning, known in MEANINGS.items():
        found = words & known or {word for word in words if _without_spaces(word, known)}
        if found and not _is_told_better(meaning, words, found):
            return meaning
    return None


def _without_spaces(word: str, known: frozenset[str]) -> bool:
    """Whether a word of a script that writes no blanks holds a known one."""
    return ord(word[0]) > 0x2E80 and any(ord(part[0]) > 0x2E80 and part in word for part in known)


BESIDE_FORCES: dict[Meaning, set[str]] = {
    "time": {"t"},
    "speed": {"vx", "vy", "vz"},
    "derived": {"power", "work", "energy", "reference"},
    "supply": {"power", "current", "strom"},
    "status": {"channel", "set", "rep", "step", "id"},
}
"""Words of a meaning that say less than a word for force beside them."""


def _is_told_better(meaning: Meaning, words: frozenset[str], found: set[str] | frozenset[str]) -> bool:
    """Whether another word of the name says more than these: `force_vx` is a force, `rate` alone may be one."""
    if meaning == "counter":
        return not {word for word in words if word.isalpha()} <= MEANINGS["counter"] | BESIDE_COUNTERS
    return meaning in BESIDE_FORCES and bool(words & MEANINGS["force"]) and found <= BESIDE_FORCES[meaning]
