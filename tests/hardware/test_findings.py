"""What an engineer and a builder once stumbled on, row by row of their list; each row is a test here or says where.

H1 and H2: test_pads.py, test_bill.py (sensor in the lists). H3: test_spice.py (sounder), test_mechanics.py (lamps).
H4: test_spice.py (capacitor), test_claims.py. H6: test_guides.py. H7: test_wiring.py. H10: every test over BOARDS, and
tests/system/test_layouts_on_rigs.py, where the board's image runs. H11: tests/firmware/test_flash.py (ATmega328PB) and
test_clone_boards.py (CH340), and the vent below. H12: test_spice.py (stop loop).
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hardware.tools.circuit import BOARDS, Board
from hardware.tools.parts import HARDWARE, ROOT
from hardware.tools.purchases import BUILDS, Build, purchases
from hardware.tools.sexpr import children, parse
from hardware.tools.shopping import quantities
from pawpress.settings.safety_limits import load_safety_limits

DOCS = ROOT / "docs"
PADS = DOCS / "explanation" / "pads.md"


def text_of(page: Path) -> str:
    return " ".join(page.read_text("utf-8").split())


def test_film_sensors_under_feet_are_spoken_of_in_one_place() -> None:
    """H5: the hardware said "for feet use load cells", and foot mode knows film sensors only."""
    said = text_of(PADS)
    assert "This is the one place that says what film sensors can tell under feet" in said
    assert f"the red lines are divided by {load_safety_limits().foot.margin_fsr.limit:g}, or by more" in said
    others = [page for page in (*DOCS.rglob("*.md"), *HARDWARE.glob("*.md")) if page != PADS]
    assert [page.name for page in others if re.search(r"(?i)for feet,? (use|take) load cells", text_of(page))] == []
    for page in (HARDWARE / "README.md", DOCS / "how-to" / "stand-on-a-back.md"):
        assert "pads.md#under-feet" in page.read_text("utf-8"), page


@pytest.mark.parametrize("build", BUILDS, ids=lambda build: build.name)
def test_lists_hold_what_a_builder_runs_out_of(build: Build) -> None:
    """H8: heat-shrink, cable ties, tape, screws, crimp tool were missing."""
    items = " | ".join(purchases()[key].item.lower() for key in quantities(build))
    wanted = ["heat-shrink", "cable tie", "double-sided tape", "screw", "crimp contact", "usb cable", "resistor 360"]
    assert [each for each in wanted if each not in items] == []
    tools = " | ".join(each.item.lower() for each in purchases().values() if each.tool)
    wanted = ["crimp tool", "solder", "multimeter", "scale", "hot air"]
    assert [each for each in wanted if each not in tools] == []


@pytest.mark.parametrize("board", BOARDS, ids=lambda board: board.folder)
def test_values_are_printed_on_the_boards(board: Board) -> None:
    """H9: whoever solders reads the value where the part goes."""
    printed = printed_values(board.path / f"{board.name}.kicad_pcb")
    wanted = [name for name in printed if re.match(r"[RCDFQ]\d", name)]
    assert len(wanted) > 20
    assert [name for name in wanted if not printed[name]] == []
    assert printed["R11"] == "47k"


def printed_values(path: Path) -> dict[str, str]:
    """Return the value that stands on the silkscreen beside each part; empty where none does."""
    found: dict[str, str] = {}
    for footprint in children(parse(path.read_text("utf-8")), "footprint"):
        told = {str(each[1]): each for each in children(footprint, "property")}
        value = told["Value"]
        shown = children(value, "layer")[0][1] == "F.SilkS" and not children(value, "hide")
        found[str(told["Reference"][2])] = str(value[2]) if shown else ""
    return found


def test_the_vent_of_the_touch_sensor_is_named() -> None:
    """H11: a sealed FSR 402 reads something else on each press."""
    said = text_of(DOCS / "how-to" / "build-a-low-cost-mat.md")
    assert "The end of the tail stays open." in said
    assert "glued or shrunk shut" in said
