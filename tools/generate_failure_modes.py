"""Generates the page of failure modes from `tests/failure_modes.toml`.

`python -m tools.generate_failure_modes` writes it; with `--check` it only says whether it is stale.
"""

from __future__ import annotations

import sys
import tomllib

import msgspec

from tools.generated_file import write_or_check
from tools.page_templates import templates
from tools.schema import ROOT

SOURCE = ROOT / "tests" / "failure_modes.toml"
PAGE = ROOT / "docs" / "explanation" / "failure-modes.md"


class Row(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One way in which one part fails."""

    part: str
    fails: str
    how: str
    noticed: str = ""
    within: str = ""
    told: str = ""
    uncovered: str = ""
    test: str = ""
    """`path::name` of the test that plays it."""
    reason: str = ""
    """Why no part can observe it."""
    instead: str = ""
    """What a person does instead."""
    missing: str = ""
    """What is still to be built, so that somebody is told."""


class FailureModes(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The whole file."""

    parts: list[str]
    ways: list[str]
    row: list[Row]


def load() -> FailureModes:
    """Read the table."""
    return msgspec.convert(tomllib.loads(SOURCE.read_text("utf-8")), FailureModes)


def text() -> str:
    """Return the page."""
    environment = templates()
    rows = load().row
    return environment.get_template("failure-modes.md.j2").render(
        told=[row for row in rows if row.test],
        missing=[row for row in rows if row.missing],
        unseen=[row for row in rows if row.reason],
    )


def main(arguments: list[str]) -> int:
    return write_or_check(PAGE, text(), arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
