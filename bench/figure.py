"""What a benchmark gives: rows of a table."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass

HEAD = ("| what | measured | made by |", "|---|---|---|")


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number."""

    what: str
    amount: str
    """The number with its unit."""
    command: str
    """What makes it again."""
    headline: bool = False
    """Whether it stands in the README, too."""

    @property
    def row(self) -> str:
        """The figure as a row of a Markdown table."""
        return f"| {self.what} | {self.amount} {_made_by(self.command)}"


def merged(table: str, figures: Sequence[Figure]) -> str:
    """Return a table with the rows of the commands that were run replaced, each where its first one stood.

    Parameters
    ----------
    table : str
        A Markdown table, or nothing.
    figures : sequence of Figure
        What was measured now.
    """
    fresh: dict[str, list[str]] = {}
    for figure in figures:
        fresh.setdefault(_made_by(figure.command), []).append(figure.row)
    rows: list[str] = []
    replaced: set[str] = set()
    for row in table.splitlines()[len(HEAD) :]:
        command = next((command for command in fresh if row.endswith(command)), None)
        if command is None:
            rows.append(row)
        elif command not in replaced:
            replaced.add(command)
            rows += fresh[command]
    new = [row for command, its in fresh.items() if command not in replaced for row in its]
    return "\n".join([*HEAD, *rows, *new])


def show(figures: Sequence[Figure]) -> None:
    """Print figures for a person."""
    for figure in figures:
        print(f"{figure.what}: {figure.amount}")


def show_measured(measure: Callable[[float], Sequence[Figure]], seconds: float, about: str | None) -> None:
    """Measure for as long as the command line says, or for so many seconds, and print."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=seconds)
    show(measure(parser.parse_args().seconds))


def _made_by(command: str) -> str:
    return f"| `{command}` |"
