"""The boards as their files stand, read back through KiCad once a session."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from hardware.tools.circuit import BOARDS, Board
from hardware.tools.netlist import Netlist, read_netlist
from hardware.tools.parts import HARDWARE

needs_kicad = pytest.mark.skipif(
    shutil.which("kicad-cli") is None, reason="needs KiCad 9: run make -C hardware packages"
)


@pytest.fixture(params=BOARDS, ids=lambda board: board.folder)
def board(request: pytest.FixtureRequest) -> Board:
    """Each board in turn."""
    return request.param


@pytest.fixture(scope="session")
def netlists(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Netlist]:
    """What each drawn schematic says, by the board's folder."""
    scratch = tmp_path_factory.mktemp("netlists")
    return {each.folder: read_netlist(each.path / f"{each.name}.kicad_sch", scratch) for each in BOARDS}


@pytest.fixture
def copy_of(tmp_path: Path) -> Callable[[Board], Path]:
    """Copy a board's project to a scratch folder, to be damaged there."""

    def copy(board: Board) -> Path:
        for library in ("footprints", "symbols"):
            shutil.copytree(HARDWARE / library, tmp_path / library, dirs_exist_ok=True)
        return Path(shutil.copytree(board.path, tmp_path / board.folder, ignore=shutil.ignore_patterns("fab")))

    return copy
