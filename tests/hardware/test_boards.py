"""The board files: clean by KiCad's own rules, made anew byte by byte, and each kind of damage is noticed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from hardware.tools import rules
from hardware.tools.circuit import UNO_SHIELD, Board
from hardware.tools.parts import ROOT
from hardware.tools.sexpr import child, children, dump, parse, texts
from tests.hardware.conftest import needs_kicad

pytestmark = needs_kicad
CopyOf = Callable[[Board], Path]


def test_sheet_passes_every_electrical_rule(board: Board) -> None:
    assert rules.electrical(board.path / f"{board.name}.kicad_sch") == []


def test_board_passes_every_design_rule_and_agrees_with_the_sheet(board: Board) -> None:
    findings = rules.design(board.path / f"{board.name}.kicad_pcb")
    assert findings == {"violations": [], "unconnected_items": [], "schematic_parity": []}


@pytest.mark.timeout(1800)
def test_generators_write_the_committed_files_again(board: Board, tmp_path: Path) -> None:
    for folder in ("hardware", "host"):
        ignored = shutil.ignore_patterns("build", "models", "images", "fab", "__pycache__")
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=ignored)
    copied = tmp_path / "hardware" / board.folder
    for made in copied.glob("pawpress*"):
        made.unlink()
    python = os.environ.get("PYTHON_KICAD", "/usr/bin/python3")
    for module in ("footprints", "own_symbols", "project", "draw", "build_board"):
        both = module in ("footprints", "own_symbols")
        command = [python, "-m", f"hardware.tools.{module}"] + ([] if both else [board.folder])
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    made = sorted(path.name for path in copied.glob("pawpress*"))
    assert made == sorted(path.name for path in board.path.glob("pawpress*"))
    for own in ("symbols/pawpress.kicad_sym", "footprints/pawpress.pretty/Arduino_UNO_R3_below.kicad_mod"):
        assert (tmp_path / "hardware" / own).read_bytes() == (ROOT / "hardware" / own).read_bytes(), own
    stale = [name for name in made if (copied / name).read_bytes() != (board.path / name).read_bytes()]
    assert stale == [], "run make -C hardware boards and commit"


def test_picture_of_the_sheet_shows_its_wires(board: Board, tmp_path: Path) -> None:
    sheet = board.path / f"{board.name}.kicad_sch"
    subprocess.run(["kicad-cli", "sch", "export", "svg", "-o", f"{tmp_path}/", sheet], check=True, capture_output=True)
    picture = (tmp_path / f"{board.name}.svg").read_text("utf-8")
    green = sum(len(group.split("<path")) - 1 for group in picture.split("<g ") if "#009600" in group.split(">")[0])
    assert green >= len(children(parse(sheet.read_text("utf-8")), "wire"))


def test_a_removed_wire_is_noticed(copy_of: CopyOf) -> None:
    sheet = copy_of(UNO_SHIELD) / f"{UNO_SHIELD.name}.kicad_sch"
    form = parse(sheet.read_text("utf-8"))
    form.remove(children(form, "wire")[5])
    sheet.write_text(dump(form))
    assert rules.electrical(sheet)


@pytest.mark.parametrize("net", ["/ADC0", "/PAD3", "+5VA", "/BUZZER", "/STOP"])
def test_a_net_without_tracks_is_noticed(copy_of: CopyOf, net: str) -> None:
    path = copy_of(UNO_SHIELD) / f"{UNO_SHIELD.name}.kicad_pcb"
    form = parse(path.read_text("utf-8"))
    number = next(texts(n)[0] for n in children(form, "net") if texts(n)[1] == net)
    for kind in ("segment", "via"):
        for piece in children(form, kind):
            if texts(child(piece, "net") or [])[0] == number:
                form.remove(piece)
    path.write_text(dump(form))
    assert rules.design(path)["unconnected_items"]


def test_another_value_on_the_board_is_noticed(copy_of: CopyOf) -> None:
    path = copy_of(UNO_SHIELD) / f"{UNO_SHIELD.name}.kicad_pcb"
    text = path.read_text("utf-8")
    assert '"Value" "47k"' in text
    path.write_text(text.replace('"Value" "47k"', '"Value" "10k"', 1))
    assert rules.design(path)["schematic_parity"]


def test_swapped_pads_are_noticed(copy_of: CopyOf) -> None:
    """Two channels exchanged on the board only: parity with the sheet names them."""
    path = copy_of(UNO_SHIELD) / f"{UNO_SHIELD.name}.kicad_pcb"
    text = path.read_text("utf-8")
    swapped = re.sub(r"/ADC([01])\b", lambda m: f"/ADC{1 - int(m.group(1))}", text)
    assert swapped != text
    path.write_text(swapped)
    assert rules.design(path)["schematic_parity"]
