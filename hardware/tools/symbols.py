"""Symbols of KiCad's libraries and of our own: embedded in our sheets whole, with the places of their pins."""

from __future__ import annotations

import copy
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hardware.tools.sexpr import Form, Quoted, child, children, parse, texts

LIBRARIES = Path(os.environ.get("KICAD9_SYMBOL_DIR", "/usr/share/kicad/symbols"))
OWN = Path(__file__).parents[1] / "symbols" / "pawpress.kicad_sym"


@dataclass(frozen=True, slots=True)
class Pin:
    """Where a wire meets a pin, millimetres from the symbol's origin, y upwards as in the library."""

    number: str
    name: str
    kind: str
    x_mm: float
    y_mm: float


@cache
def _library(name: str) -> Form:
    path = OWN if name == OWN.stem else LIBRARIES / f"{name}.kicad_sym"
    return parse(path.read_text("utf-8"))


def _find(library: str, name: str) -> Form:
    for form in children(_library(library), "symbol"):
        if form[1] == name:
            return copy.deepcopy(form)
    raise LookupError(f"{library}.kicad_sym has no symbol {name!r}; is KiCad 9's package kicad-symbols installed?")


def _derived(library: str, form: Form) -> Form:
    """Return a symbol that extends another as a whole of its own: its properties over the parent's body."""
    parent_name = texts(child(form, "extends") or [])[0]
    whole = load(f"{library}:{parent_name}")
    name, own = str(form[1]), {texts(p)[0]: p for p in children(form, "property")}
    merged: Form = ["symbol", Quoted(name)]
    for item in whole[2:]:
        if isinstance(item, list) and item[0] == "property":
            merged.append(own.pop(texts(item)[0], item))
        elif isinstance(item, list) and item[0] == "symbol":
            item[1] = Quoted(str(item[1]).replace(parent_name, name, 1))
            merged.append(item)
        else:
            merged.append(item)
    place = max(i for i, item in enumerate(merged) if isinstance(item, list) and item[0] == "property") + 1
    merged[place:place] = list(own.values())
    return merged


@cache
def _loaded(symbol_id: str) -> Form:
    library, name = symbol_id.split(":")
    form = _find(library, name)
    return _derived(library, form) if child(form, "extends") else form


def load(symbol_id: str) -> Form:
    """Return the form of `Library:Name`, parents merged in, free to change."""
    form = copy.deepcopy(_loaded(symbol_id))
    form[1] = Quoted(symbol_id.split(":")[1])
    return form


@cache
def pins(symbol_id: str) -> tuple[Pin, ...]:
    """Return the pins of the first unit."""
    found: list[Pin] = []
    for unit in children(_loaded(symbol_id), "symbol"):
        for pin in children(unit, "pin"):
            x, y, *_ = texts(child(pin, "at") or [])
            name, number = (texts(child(pin, key) or [])[0] for key in ("name", "number"))
            found.append(Pin(number, name, str(pin[1]), float(x), float(y)))
    return tuple(found)
