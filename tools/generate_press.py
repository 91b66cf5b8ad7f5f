"""Generates `press_generated.py` from the rows of the metrics: the fields of a press, and the calls that fill them.

`python -m tools.generate_press` writes it; with `--check` it only says whether it is stale.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib import import_module
from inspect import signature
from pkgutil import iter_modules
from types import ModuleType
from typing import Any, NamedTuple

from tools.generated_file import write_or_check
from tools.page_templates import templates
from tools.schema import ROOT

PACKAGE = "pawpress.core.presses"
FOLDER = ROOT / "host/pawpress/core/presses"
TARGET = FOLDER / "press_generated.py"
BEFORE_ALL = "release_s"
"""Field of a press that the first metric stands after."""
WAVEFORM = frozenset({"curve", "t_s", "force_n", "reference_n", "span"})
"""What a metric may ask for by name, besides other metrics."""
HELD = {"curve": "hold", "t_s": "hold.t_s", "force_n": "hold.force"}
PRESSED = {"t_s": "curve.t_s", "force_n": "curve.force"}


class Field(NamedTuple):
    """A metric of a press as the template needs it."""

    name: str
    kind: str
    doc: str
    call: str
    default: str
    needed: bool
    """Whether another metric asks for it."""


def registered() -> tuple[dict[str, Any], list[str]]:
    """Return the rows and the names of the modules that hold them.

    The package around them is replaced while they load: it needs the generated file, which may be out of date.
    """
    hidden = {name: sys.modules.pop(name) for name in list(sys.modules) if name.startswith(PACKAGE)}
    stand_in = ModuleType(PACKAGE)
    stand_in.__path__ = [str(FOLDER)]
    sys.modules[PACKAGE] = stand_in
    try:
        modules = sorted(module.name for module in iter_modules([str(FOLDER / "metrics")]))
        for module in modules:
            import_module(f"{PACKAGE}.metrics.{module}")
        rows = dict(sys.modules[f"{PACKAGE}.metrics.registry"].ROWS)
    finally:
        for name in [name for name in sys.modules if name.startswith(PACKAGE)]:
            del sys.modules[name]
        sys.modules.update(hidden)
    return rows, sorted({module_of(row) for row in rows.values()})


def module_of(row: Any) -> str:
    """Return the module in which the function of a row stands."""
    return str(row.function.__module__).rpartition(".")[2]


def ordered(rows: dict[str, Any]) -> list[Any]:
    """Return the rows in the order for readers: each behind the one it names, those that name none at the end.

    Raises
    ------
    ValueError
        If a row stands behind one that is not there, or behind itself.
    """
    behind: dict[str, list[str]] = {}
    for name in rows:
        behind.setdefault(rows[name].after, []).append(name)

    def line(name: str) -> list[str]:
        """A metric and all that stand behind it; of several behind one, that with the fewest followers comes first."""
        lines = sorted((line(follower) for follower in behind.get(name, [])), key=lambda one: (len(one), one))
        return [name, *(each for one in lines for each in one)]

    order = [*line(BEFORE_ALL)[1:], *line("")[1:]]
    if lost := set(rows) - set(order):
        raise ValueError(f"{', '.join(sorted(lost))}: `after` names no other metric that has a place.")
    return [rows[name] for name in order]


def fields_of(rows: Iterable[Any]) -> list[Field]:
    """Return the fields that a press gets.

    Raises
    ------
    ValueError
        If a function asks for something that is neither of the waveform nor a metric before it.
    """
    measured = {row.name: row for row in rows if row.of == "press" and row.given != "giver"}
    asked = {name: list(signature(row.function).parameters) for name, row in measured.items()}
    needed = {parameter for parameters in asked.values() for parameter in parameters}
    known = sorted(WAVEFORM)
    for name, parameters in asked.items():
        if strange := set(parameters) - set(known):
            raise ValueError(f"{name} asks for {', '.join(strange)}. Known where it stands: {', '.join(known)}.")
        known.append(name)
    return [_field(row, asked[name], name in needed) for name, row in measured.items()]


def _field(row: Any, asked: list[str], needed: bool) -> Field:
    here = HELD if row.given == "hold" else PRESSED
    call = f"{module_of(row)}.{row.function.__name__}({', '.join(here.get(name, name) for name in asked)})"
    kind = str(signature(row.function).return_annotation)
    missing = {"hold": "hold is None", "released": "release_s is None"}.get(row.given)
    if "span" in asked:
        missing = "span is None"
    if missing is not None:
        call = f"None if {missing} else {call}"
        kind = f"{kind.removesuffix(' | None')} | None"
    if row.name == "plateau_n":
        call = "reference_n"
    doc = row.meaning if not row.none_when else f"{row.meaning.removesuffix('.')}; None when {row.none_when}."
    return Field(row.name, kind, doc, call, " = None" if kind.endswith("None") else "", needed)


def render() -> str:
    """Return the text of the generated file."""
    rows, modules = registered()
    order = ordered(rows)
    environment = templates()
    environment.filters["call"] = lambda row: f"{module_of(row)}.{row.function.__name__}"
    environment.filters["asked"] = lambda row: list(signature(row.function).parameters)
    return environment.get_template("press.py.j2").render(modules=modules, metrics=order, fields=fields_of(order))


def main(arguments: list[str]) -> int:
    return write_or_check(TARGET, render(), arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
