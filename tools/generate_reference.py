"""Generates the reference pages whose facts live in Python tables and TOML files: metrics, thresholds, alarms.

`python -m tools.generate_reference` writes them; with `--check` it only says which are stale.
"""

from __future__ import annotations

import ast
import dataclasses
import inspect
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from pawpress.core.grading.grader import SEVERITY
from pawpress.core.grading.score import WORTH
from pawpress.core.grading.tally import PASSES
from pawpress.core.grading.zones import MOST_N, NICE_SPREAD, STOP_SHARE
from pawpress.core.presses import METRICS, PressThresholds
from pawpress.core.presses.metrics import basics, effort_metrics, hold_metrics, rise_metrics, steadiness_metrics
from pawpress.core.safety.alarm import TRANSITIONS, AlarmEvent, AlarmState
from pawpress.export import formats
from pawpress.importers.forms.known import NOT_READ, forms
from pawpress.importers.judging import drift, rest
from pawpress.settings.grading_limits import DEFAULT_STYLE, load_limits, style_names
from pawpress.settings.safety_limits import load_safety_limits
from tools.page_templates import templates
from tools.schema import ROOT, load

PAGES = {name: ROOT / "docs" / "reference" / f"{name}.md" for name in ("metrics", "thresholds", "alarms", "files")}
UNITS = {
    "_n_per_s": "N/s",
    "_nrfd_per_s": "1/s",
    "_n": "N",
    "_s": "s",
    "_cv": "share of the mean",
    "bounce": "share of the mean",
    "_share": "share",
    "_per_min": "1/min",
    "_percent": "%",
    "jab_cap": "of 100",
    "_sigmas": "standard deviations",
}
"""Unit of a number by the end of its name; the longest fitting end counts."""


class Field(NamedTuple):
    """A field of a dataclass with its default and docstring."""

    name: str
    default: object
    doc: str


def unit_of(name: str) -> str:
    """Return the unit that a name ends in, or nothing."""
    fitting = [end for end in UNITS if name.endswith(end)]
    return UNITS[max(fitting, key=len)] if fitting else ""


def shown(default: object) -> str:
    """Return a default as a reader expects it."""
    if isinstance(default, bool):
        return "yes" if default else "no"
    return f"{default:g}" if isinstance(default, float) else str(default)


def documented_fields(kind: type[Any]) -> list[Field]:
    """Return the fields of a dataclass with the docstrings below them."""
    defaults = {field.name: field.default for field in dataclasses.fields(kind)}
    (body,) = (node.body for node in ast.parse(inspect.getsource(kind)).body if isinstance(node, ast.ClassDef))
    found: list[Field] = []
    for here, below in pairwise([*body, None]):
        if not (isinstance(here, ast.AnnAssign) and isinstance(here.target, ast.Name)):
            continue
        is_text = isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant)
        doc = str(below.value.value) if is_text else ""  # type: ignore[union-attr]
        found.append(Field(here.target.id, defaults[here.target.id], " ".join(doc.split())))
    return found


def facts() -> dict[str, object]:
    """Everything a page may state."""
    return {
        "METRICS": METRICS,
        "numbers": vars(basics)
        | vars(rise_metrics)
        | vars(hold_metrics)
        | vars(steadiness_metrics)
        | vars(effort_metrics),
        "levels": documented_fields(PressThresholds),
        "file_levels": rest,
        "written": [formats.load(name) for name in formats.names()],
        "read": forms(),
        "not_read": NOT_READ,
        "drift": drift,
        "verdict_limits": msgspec.to_builtins(load_limits()),
        "styles": {name: msgspec.to_builtins(load_limits(style=name)) for name in style_names()},
        "default_style": DEFAULT_STYLE,
        "worth": WORTH,
        "partner": {"spread": NICE_SPREAD, "stop_share": STOP_SHARE, "most_n": MOST_N},
        "alarm_limits": msgspec.to_builtins(load_safety_limits()),
        "severity": SEVERITY,
        "passes": PASSES,
        "alarms": sorted(load().alarm, key=lambda alarm: alarm.priority),
        "limits": load_safety_limits(),
        "states": list(AlarmState),
        "events": list(AlarmEvent),
        "transitions": TRANSITIONS,
    }


def render(name: str) -> str:
    """Return the text of one page."""
    environment = templates()
    environment.filters["unit"] = unit_of
    environment.filters["percent"] = lambda share: f"{100 * share:g} %"
    environment.filters["shown"] = shown
    return environment.get_template(f"{name}.md.j2").render(facts())


def stale() -> list[Path]:
    """Return the pages that differ from what the tables give."""
    return [path for name, path in PAGES.items() if not path.exists() or path.read_text() != render(name)]


def main(arguments: list[str]) -> int:
    if "--check" in arguments:
        outdated = stale()
        for path in outdated:
            print(f"{path.relative_to(ROOT)} is stale: run `make generate`", file=sys.stderr)
        return 1 if outdated else 0
    for name, path in PAGES.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(render(name))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
