"""The table of failure modes says what is so: every test it names exists, and what nobody notices is named."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

from tools.generate_failure_modes import Row, load

ROOT = Path(__file__).parents[2]
MODES = load()
STILL_SILENT: set[str] = set()
"""What somebody could tell and nobody does: nothing."""


def name_of(row: Row) -> str:
    return f"{row.part}: {row.fails}: {row.how}"


@cache
def functions_of(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


def test_every_part_of_the_chain_is_there_and_fails_in_known_ways():
    assert [part for part in MODES.parts if part not in {row.part for row in MODES.row}] == []
    assert {row.part for row in MODES.row} <= set(MODES.parts)
    assert {row.fails for row in MODES.row} == set(MODES.ways)
    assert len({name_of(row) for row in MODES.row}) == len(MODES.row)


@pytest.mark.parametrize("row", MODES.row, ids=name_of)
def test_a_row_is_played_or_cannot_be_observed_or_says_what_is_missing(row: Row):
    kinds = [bool(row.test), bool(row.reason and row.instead), bool(row.missing)]
    assert kinds.count(True) == 1
    if row.test:
        assert row.noticed
        assert row.within
        assert row.told
        path, _, name = row.test.partition("::")
        assert name in functions_of(path), f"{row.test} is gone: who plays this fault now?"


def test_no_more_is_silent_than_was_known():
    assert {f"{row.part}: {row.fails}" for row in MODES.row if row.missing} <= STILL_SILENT


def test_what_no_part_can_observe_is_named_in_the_page_on_safety():
    page = (ROOT / "docs/explanation/safety.md").read_text("utf-8")
    for row in (row for row in MODES.row if row.reason):
        for words in (f"{row.part}: {row.how}", row.reason, row.instead):
            assert words in page, name_of(row)
