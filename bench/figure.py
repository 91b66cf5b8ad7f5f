"""What a benchmark gives: rows of a table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number."""

    what: str
    amount: str
    """The number with its unit."""
    command: str
    """What makes it again."""


def table(figures: list[Figure]) -> str:
    """Return figures as a Markdown table."""
    rows = [f"| {f.what} | {f.amount} | `{f.command}` |" for f in figures]
    return "\n".join(["| what | measured | made by |", "|---|---|---|", *rows])


def show(figures: list[Figure]) -> None:
    """Print figures for a person."""
    for figure in figures:
        print(f"{figure.what}: {figure.amount}")
