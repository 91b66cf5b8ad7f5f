"""Breadboard picture and cable harness say the same as the drawn schematic."""

from __future__ import annotations

import csv

import pytest

yaml = pytest.importorskip("yaml", reason="make -C hardware python installs it")

from hardware.tools import harness, symbols  # noqa: E402
from hardware.tools.circuit import BOARDS  # noqa: E402
from hardware.tools.netlist import Netlist  # noqa: E402
from hardware.tools.parts import HARDWARE, parts  # noqa: E402
from hardware.wiring import breadboard, picture  # noqa: E402
from pawpress.settings.layout_files import load_layout  # noqa: E402
from tests.hardware.conftest import needs_kicad  # noqa: E402

Group = frozenset[tuple[str, str]]


def _uno_names() -> dict[str, str]:
    return {pin.number: pin.name.split("/")[-1] for pin in symbols.pins(parts()["uno"].symbol)}


def _drawn_groups(netlist: Netlist) -> set[Group]:
    """Return the connections of the shield's sheet, without the fuse's capacitor, test points and doubled pins."""
    names, left_out = _uno_names(), ("C1", "TP")
    groups = set()
    for nodes in netlist.nets.values():
        pins = {(ref, names[pin] if ref == "A1" else pin) for ref, pin in nodes if not _is_left_out(ref, left_out)}
        if len(pins) > 1:
            groups.add(frozenset(pins))
    return groups


def _is_left_out(reference: str, left_out: tuple[str, ...]) -> bool:
    return reference == left_out[0] or reference.startswith(left_out[1])


@needs_kicad
def test_breadboard_makes_the_connections_of_the_sheet(netlists: dict[str, Netlist]) -> None:
    assert {frozenset(group) for group in breadboard.nets()} == _drawn_groups(netlists["uno_shield"])


@needs_kicad
def test_a_leg_in_the_wrong_hole_is_noticed(netlists: dict[str, Netlist], monkeypatch: pytest.MonkeyPatch) -> None:
    legs, wires = breadboard.build()
    moved = [
        breadboard.Leg(leg.reference, leg.pin, (leg.hole[0] + 1, leg.hole[1])) if leg.reference == "R12" else leg
        for leg in legs
    ]
    monkeypatch.setattr(breadboard, "build", lambda: (moved, wires))
    assert {frozenset(group) for group in breadboard.nets()} != _drawn_groups(netlists["uno_shield"])


@needs_kicad
def test_resistors_of_the_picture_have_the_values_of_the_sheet(netlists: dict[str, Netlist]) -> None:
    components = netlists["uno_shield"].components
    legs, _ = breadboard.build()
    drawn = {leg.reference for leg in legs if leg.reference[0] == "R"}
    assert {name: picture._value(name) for name in drawn} == {name: components[name].value for name in drawn}


def test_rings_spell_the_values() -> None:
    digits = {"black": 0, "brown": 1, "red": 2, "yellow": 4, "violet": 7}
    for value, rings in picture.RINGS.items():
        first, second, third, zeros, tolerance = rings.split("-")
        ohm = (100 * digits[first] + 10 * digits[second] + digits[third]) * 10 ** digits[zeros]
        text = (
            f"{ohm}" if ohm < 1000 else f"{ohm / 1000:g}k" if ohm % 1000 == 0 else f"{ohm / 1000:g}".replace(".", "k")
        )
        assert (text, tolerance) == (value, "brown")


def test_no_two_legs_share_a_hole() -> None:
    legs, wires = breadboard.build()
    holes = [leg.hole for leg in legs] + [wire.end for wire in wires]
    holes += [wire.start for wire in wires if not isinstance(wire.start, str)]
    assert len(holes) == len(set(holes))


def test_committed_picture_is_the_drawn_one() -> None:
    assert (HARDWARE / "wiring" / "breadboard.svg").read_text("utf-8") == picture.svg(), "run make -C hardware wiring"


def _harness(name: str) -> dict:
    return yaml.safe_load((harness.FOLDER / f"{name}.yml").read_text("utf-8"))


@pytest.mark.parametrize("name", harness.NAMES)
def test_harness_file_follows_the_layout(name: str) -> None:
    assert _harness(name) == harness.description(load_layout(name)), "run make -C hardware harness"


@needs_kicad
@pytest.mark.parametrize("name", harness.NAMES)
def test_cables_carry_what_the_board_gives(name: str, netlists: dict[str, Netlist]) -> None:
    """Pin by pin: the label in the harness is the net of the board's socket."""
    board = next(b for b in BOARDS if b.pads >= len(load_layout(name).pad))
    netlist, table = netlists[board.folder], _harness(name)
    meaning = {"+5V": "+5VA", "GND": "GND"}
    for pad in load_layout(name).pad:
        labels = table["connectors"][f"A{pad.channel}"]["pinlabels"]
        assert meaning[labels[0]] == netlist.net_of(f"J{pad.channel + 1}", "1")
        assert labels[1] == "signal"
        assert netlist.net_of(f"J{pad.channel + 1}", "2") == f"/PAD{pad.channel}"
    partner = table["connectors"]["partner"]["pinlabels"]
    assert [netlist.net_of("R7", "1"), "GND", netlist.net_of("R9", "1")] == [
        netlist.net_of(f"J{board.pads + 1}", pin) for pin in "123"
    ]
    assert partner == ["stop", "GND", "spot"]


@pytest.mark.parametrize("name", harness.NAMES)
def test_harness_has_a_drawing_and_a_bill(name: str) -> None:
    assert "<svg" in (harness.FOLDER / f"{name}.svg").read_text("utf-8")
    with (harness.FOLDER / f"{name}.bom.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    plugs = next(row for row in rows if "XHP-2" in row["Description"] or "XHP-2" in row.get("MPN", ""))
    assert int(float(plugs["Qty"])) == len(load_layout(name).pad)
