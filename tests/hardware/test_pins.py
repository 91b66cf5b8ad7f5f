"""One pin map everywhere: drawn sheet, board, firmware, and the Arduinos as they really are."""

from __future__ import annotations

import math
import re
import tomllib
from pathlib import Path

import pytest

from hardware.tools import symbols
from hardware.tools.circuit import BOARDS, MUX_CARRIER, NANO_CARRIER, UNO_SHIELD, Board
from hardware.tools.netlist import Netlist
from hardware.tools.parts import ROOT, board_pins, parts, pins_of
from hardware.tools.sexpr import child, children, parse, texts
from tests.hardware.conftest import needs_kicad

FIRMWARE_BOARDS = ROOT / "firmware" / "pawpress" / "src" / "boards"
PLACES = tomllib.loads((Path(__file__).parent / "pin_places.toml").read_text("utf-8"))
PIXELS_PER_MM = 96 / 25.4
TOLERANCE_MM = 0.35


def _arduino_places(board: Board) -> dict[str, list[tuple[float, float]]]:
    """Return where the board has holes for each pin of the Arduino, by the pin's name."""
    form = parse((board.path / f"{board.name}.kicad_pcb").read_text("utf-8"))
    arduino = next(
        f for f in children(form, "footprint") if [texts(p)[1] for p in children(f, "property")][:1] == ["A1"]
    )
    x0, y0, *turn = map(float, texts(child(arduino, "at") or []))
    angle = math.radians(turn[0] if turn else 0.0)
    names = {pin.number: _plain(pin.name) for pin in symbols.pins(parts()[board.arduino].symbol)}
    places: dict[str, list[tuple[float, float]]] = {}
    for pad in children(arduino, "pad"):
        x, y, *_ = map(float, texts(child(pad, "at") or []))
        across, down = x * math.cos(angle) + y * math.sin(angle), y * math.cos(angle) - x * math.sin(angle)
        places.setdefault(names[str(pad[1])], []).append((x0 + across - 100, y0 + down - 80))
    return places


def _plain(name: str) -> str:
    """Return A4 of SDA/A4, D0 of D0/RX, RESET of ~{RESET}."""
    short = re.search(r"\b[AD]\d+\b", name)
    return short[0] if short else name.replace("~{RESET}", "RESET")


def _true_places(key: str) -> list[tuple[str, float, float]]:
    table = PLACES[key]
    return [
        (name, x / PIXELS_PER_MM + table["x_offset_mm"], row["y"] / PIXELS_PER_MM)
        for row in table["rows"]
        for name, x in zip(row["names"], row["x"], strict=True)
    ]


@needs_kicad
@pytest.mark.parametrize("board", BOARDS, ids=lambda b: b.folder)
def test_holes_lie_under_the_pins_of_the_real_arduino(board: Board) -> None:
    """The mirror trap: neither ERC nor DRC can see a header row on the wrong side."""
    holes, truth = _arduino_places(board), _true_places(board.arduino)
    anchor = next((x, y) for name, x, y in truth if name == "A0")
    here = holes["A0"][0]
    for name, x, y in truth:
        want = (here[0] + x - anchor[0], here[1] + y - anchor[1])
        nearest = min(math.dist(want, place) for place in holes[name])
        assert nearest < TOLERANCE_MM, f"{name} is {nearest:.1f} mm from where the {board.arduino} has it"


@needs_kicad
def test_a_mirrored_board_would_be_noticed() -> None:
    holes, truth = _arduino_places(UNO_SHIELD), {n: (x, y) for n, x, y in _true_places("uno")}
    mirrored = {name: [(x, 53.34 - y) for x, y in places] for name, places in holes.items()}
    assert math.dist(mirrored["A0"][0], truth["A0"]) > 40


@needs_kicad
def test_every_drawn_net_reaches_the_pin_of_the_table(board: Board, netlists: dict[str, Netlist]) -> None:
    netlist = netlists[board.folder]
    wanted = {pin: f"/{net}" for pin, net in board.pin_nets().items()}
    for pin in symbols.pins(parts()[board.arduino].symbol):
        name = _plain(pin.name)
        if name in wanted and pin.number not in ("31", "32"):
            assert netlist.net_of("A1", pin.number) == wanted.pop(name)
    assert wanted == {}


@needs_kicad
def test_each_socket_leads_to_its_own_converter_pin(board: Board, netlists: dict[str, Netlist]) -> None:
    netlist = netlists[board.folder]
    for channel in range(board.pads):
        k = channel + 1
        assert netlist.net_of(f"J{k}", "1") == "+5VA"
        assert set(netlist.nets[f"/PAD{channel}"]) == {(f"J{k}", "2"), (f"R{k}1", "1"), (f"R{k}2", "1")}
        behind = "U1" if board.multiplexed else "A1"
        assert {ref for ref, _ in netlist.nets[f"/{board.channel_net(channel)}"]} == {f"R{k}2", f"C{k}1", behind}


@needs_kicad
def test_multiplexer_gives_the_pad_that_the_firmware_selects(netlists: dict[str, Netlist]) -> None:
    """Input n of the chip is pad n, S0 is the lowest bit on the lowest pin, and the common pin is channel 0."""
    netlist = netlists[MUX_CARRIER.folder]
    by_name = {pin.name: pin.number for pin in symbols.pins(parts()["mux"].symbol)}
    for channel in range(16):
        assert netlist.net_of("U1", by_name[f"I{channel}"]) == f"/MUX{channel}"
    shift = re.search(r"BOARD_SELECT_SHIFT (\d)", (FIRMWARE_BOARDS / "atmega328p.h").read_text("utf-8"))
    assert shift
    arduino = {_plain(pin.name): pin.number for pin in symbols.pins(parts()["nano"].symbol)}
    for bit in range(4):
        assert netlist.net_of("U1", by_name[f"S{bit}"]) == netlist.net_of("A1", arduino[f"D{int(shift[1]) + bit}"])
    assert netlist.net_of("U1", by_name["COM"]) == netlist.net_of("A1", arduino["A0"]) == "/ADC0"
    assert netlist.net_of("U1", by_name["~{E}"]) == netlist.net_of("U1", by_name["GND"]) == "GND"


@needs_kicad
def test_polarised_parts_face_the_right_way(board: Board, netlists: dict[str, Netlist]) -> None:
    """Cathodes and the emitter on ground; LED pin 1 is the cathode, 2N3904 pins are E, B, C."""
    netlist = netlists[board.folder]
    assert [netlist.net_of(part, "1") for part in ("D1", "D2", "Q1")] == ["GND"] * 3
    assert netlist.net_of("Q1", "3") == netlist.net_of("BZ1", "2") == "/BZ_LOW"
    assert netlist.net_of("Q1", "2") == netlist.net_of("R1", "2")


def _firmware_pins(text: str) -> dict[str, str]:
    """Return the Arduino pin of each BOARD_<name>_BIT in a header of the ATmega328P."""
    first = {"B": 8, "D": 0}
    found = {}
    for name, letter in re.findall(r"#define BOARD_(\w+)_(?:PORT|PIN) (?:PORT|PIN)([BD])\b", text):
        bit = re.search(rf"#define BOARD_{name}_BIT (\d)", text)
        assert bit, f"BOARD_{name} has a port but no bit"
        found[name] = f"D{first[letter] + int(bit[1])}"
    return found


def test_the_firmware_drives_the_pins_the_boards_wire() -> None:
    firmware = _firmware_pins((FIRMWARE_BOARDS / "atmega328p.h").read_text("utf-8"))
    table = {row.firmware: row.pin for row in board_pins()}
    assert {"LED", "PROBE"} <= firmware.keys(), "the reader of the board header found nothing"
    assert {name: table.get(name, "not in hardware/pins.toml") for name in firmware} == firmware


@pytest.mark.parametrize("name", ["STOP_LOOP", "BUZZER", "TRIP_LED", "SPOT_BUTTON", "LED"])
def test_a_pin_moved_in_the_firmware_is_noticed(name: str) -> None:
    text = (FIRMWARE_BOARDS / "atmega328p.h").read_text("utf-8")
    moved = re.sub(rf"(#define BOARD_{name}_BIT )(\d)", lambda m: m[1] + str((int(m[2]) + 1) % 8), text)
    table = {row.firmware: row.pin for row in board_pins()}
    assert _firmware_pins(moved)[name] != table[name] == _firmware_pins(text)[name]


def test_the_boards_have_as_many_pads_as_the_firmware_reads() -> None:
    for board, header in ((UNO_SHIELD, "board_uno.h"), (NANO_CARRIER, "board_nano.h")):
        text = (FIRMWARE_BOARDS / header).read_text("utf-8")
        assert re.search(rf"#define BOARD_PADS {board.pads}\b", text)


def test_no_pin_is_used_twice() -> None:
    used = [row.pin for row in board_pins()]
    for other in (pins_of("level"), pins_of("select")):
        assert len(used) + len(other) == len({*used, *other})
