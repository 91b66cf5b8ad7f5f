"""The project keeps its shape: few entries at the top of the package, no import cycle, no function of many branches."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.measure_house import ROOT, blocks_of, cycles, imports_of, top_level

COMPLEXITY_MOST = 12
FOLDERS = ("host", "tools", "bench", "tests", "firmware", "hardware")

TOP_LEVEL_MOST = 20


def test_the_top_level_can_be_seen_at_a_glance():
    assert top_level(ROOT / "host/pawpress") <= TOP_LEVEL_MOST


def test_no_module_can_be_reached_from_itself():
    assert cycles(imports_of(ROOT / "host/pawpress")) == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_function_has_many_branches(folder: str):
    too_many = {
        f"{path.relative_to(ROOT)}: {block.name}": block.complexity
        for path in _sources(ROOT / folder)
        for block in blocks_of(path.read_text("utf-8"))
        if block.complexity > COMPLEXITY_MOST
    }
    assert too_many == {}


def _sources(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*.py") if not {"node_modules", "build", ".venv"} & set(path.parts)]
