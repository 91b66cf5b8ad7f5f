"""Generates the types of the limits from the files that hold them: one class per section, one field per limit.

`python -m tools.generate_limits` writes them; with `--check` it only says whether one is stale.
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path
from typing import NamedTuple

from tools.generated_file import write_or_check
from tools.page_templates import templates
from tools.schema import ROOT

SETTINGS = ROOT / "host/pawpress/settings"
CORE = ROOT / "host/pawpress/core"
TARGETS = {
    CORE / "safety/alarm_limits_generated.py": ("safety_limits.toml",),
    CORE / "grading/grading_limits_generated.py": ("limits.toml", "styles/catwalk.toml"),
}
"""By what is written: where its sections stand. How long to hold is of the style, and all say it in the same limits."""


class Section(NamedTuple):
    """A section of a file."""

    name: str
    meaning: str
    """The comment above it."""
    limits: list[str]


def sections_of(path: Path) -> list[Section]:
    """Return the sections of a file, in its order.

    Raises
    ------
    ValueError
        If one has no comment above it, which says what its limits are of.
    """
    text = path.read_text("utf-8")
    meanings = {name: meaning for meaning, name in re.findall(r"^# (.+)\n\[(\w+)\]$", text, re.MULTILINE)}
    tables = {name: table for name, table in tomllib.loads(text).items() if isinstance(table, dict)}
    if silent := set(tables) - set(meanings):
        raise ValueError(f"{path.name}: write above [{min(silent)}] in a comment what its limits are of.")
    return [Section(name, meanings[name], list(table)) for name, table in tables.items()]


def class_of(section: str) -> str:
    """`hands` to `HandLimits`."""
    return f"{re.sub(r'(?<!s)s$', '', section).title()}Limits"


def render(files: tuple[str, ...]) -> str:
    """Return the text of a generated file."""
    environment = templates()
    environment.filters["class"] = class_of
    sections = [section for file in files for section in sections_of(SETTINGS / file)]
    return environment.get_template("limits.py.j2").render(files=files, sections=sections)


def main(arguments: list[str]) -> int:
    return max(write_or_check(path, render(files), arguments) for path, files in TARGETS.items())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
