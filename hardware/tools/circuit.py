"""The circuit, drawn: what both boards share. A board differs in its Arduino and in the number of pads.

Places are grid steps of 2.54 mm; every block has its corner as an argument, so that a board arranges blocks.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from hardware.tools import symbols
from hardware.tools.parts import board_pins, parts, pins_of
from hardware.tools.sheet import Placed, Point, Sheet

REVISION = "B"
DATE = "2026-11-29"
ABOVE_AND_BELOW = ((0.0, -1.0), (0.0, 1.0))
"""Offsets of the words of a part that lies on its side."""


@dataclass(frozen=True, slots=True)
class Board:
    """What makes one board different from the others."""

    name: str
    folder: str
    title: str
    arduino: str
    pads: int
    holes: int
    multiplexed: bool = False
    """Whether the pads reach the converter through a multiplexer."""

    def channel_net(self, channel: int) -> str:
        """Return the net behind a pad's filter: a pin of the converter, or an input of the multiplexer."""
        return f"{'MUX' if self.multiplexed else 'ADC'}{channel}"

    def pin_nets(self) -> dict[str, str]:
        """Return the net at each pin of the Arduino that is in use."""
        nets = {row.pin: row.net for row in board_pins()}
        if self.multiplexed:
            return nets | pins_of("select") | {"A0": "ADC0"}
        return nets | pins_of("level") | {f"A{channel}": f"ADC{channel}" for channel in range(self.pads)}

    @property
    def path(self) -> Path:
        """Folder of the board's files."""
        return Path(__file__).parents[1] / self.folder


UNO_SHIELD = Board("pawpress_uno_shield", "uno_shield", "Uno shield for 6 pads", "uno", 6, 2)
NANO_CARRIER = Board("pawpress_nano_carrier", "nano_carrier", "Nano carrier for 8 pads", "nano", 8, 4)
MUX_CARRIER = Board("pawpress_mux_carrier", "mux_carrier", "Nano carrier for 16 pads", "nano", 16, 4, multiplexed=True)
BOARDS = (UNO_SHIELD, NANO_CARRIER, MUX_CARRIER)


def pad_channel(sheet: Sheet, board: Board, channel: int, corner: Point) -> None:
    """Draw one pad: socket, sense resistor to ground, series resistor and capacitor to the converter's pin."""
    x, y = corner
    k = channel + 1
    socket = sheet.part(
        f"J{k}",
        parts()["pad_socket"].labelled(f"Pad {'' if board.multiplexed else 'A'}{channel}"),
        (x + 1, y + 2),
        mirror=True,
        words=((0, -1.1), (0, 2.1)),
        justify="",
    )
    supply, node = socket.pin("1"), socket.pin("2")
    sheet.wire(supply, (x + 5, supply[1]), (x + 5, y + 1))
    sheet.power("+5VA", (x + 5, y + 1))
    sense = sheet.part(f"R{k}1", parts()["sense"], (x + 6, y + 5.5))
    sheet.wire(node, (x + 6, node[1]), sense.pin("1"))
    sheet.power("GND", sense.pin("2"))
    series = sheet.part(f"R{k}2", parts()["r1k"], (x + 10.5, node[1]), angle=90, words=ABOVE_AND_BELOW, justify="")
    sheet.wire((x + 6, node[1]), series.pin("1"))
    filter_capacitor = sheet.part(f"C{k}1", parts()["c100n"], (x + 13, y + 5.5), words=((1.2, -0.5), (1.2, 0.5)))
    sheet.wire(series.pin("2"), (x + 13, node[1]), filter_capacitor.pin("1"))
    sheet.power("GND", filter_capacitor.pin("2"))
    sheet.wire((x + 13, node[1]), (x + 17, node[1]))
    sheet.label(board.channel_net(channel), (x + 17, node[1]), leftwards=True)
    sheet.label(f"PAD{channel}", (x + 6.2, node[1]))


def sensor_supply(sheet: Sheet, corner: Point) -> None:
    """Draw the fuse between the Arduino's 5 V and the pads, and the flags that tell ERC what is driven."""
    x, y = corner
    sheet.power("+5V", (x + 2, y + 3))
    fuse = sheet.part("F1", parts()["fuse"], (x + 5, y + 4), angle=90, words=ABOVE_AND_BELOW, justify="")
    sheet.wire((x + 2, y + 3), (x + 2, y + 4), fuse.pin("1"))
    capacitor = sheet.part("C1", parts()["c100n"], (x + 9, y + 6), words=((1.2, -0.5), (1.2, 0.5)))
    sheet.wire(fuse.pin("2"), (x + 9, y + 4), capacitor.pin("1"))
    sheet.power("GND", capacitor.pin("2"))
    sheet.wire((x + 9, y + 4), (x + 14, y + 4))
    sheet.wire((x + 12, y + 4), (x + 12, y + 3))
    sheet.power("+5VA", (x + 12, y + 3))
    sheet.power("PWR_FLAG", (x + 14, y + 4))
    sheet.power("GND", (x + 17, y + 6))
    sheet.wire((x + 17, y + 4), (x + 17, y + 6))
    sheet.power("PWR_FLAG", (x + 17, y + 4))


def buzzer_driver(sheet: Sheet, corner: Point) -> None:
    """Draw the sounder, its transistor, and the resistor that empties the sounder between pulses."""
    x, y = corner
    base = sheet.part("R1", parts()["r1k"], (x + 5, y + 9), angle=90, words=ABOVE_AND_BELOW, justify="")
    transistor = sheet.part("Q1", parts()["npn"], (x + 10, y + 9), words=((1.7, -0.5), (1.7, 0.5)))
    pulldown = sheet.part("R2", parts()["r10k"], (x + 7, y + 11.5))
    sheet.label("BUZZER", (x + 0.5, y + 9))
    sheet.wire((x + 0.5, y + 9), base.pin("1"))
    sheet.wire(base.pin("2"), transistor.pin("2"))
    sheet.wire((x + 7, y + 9), pulldown.pin("1"))
    sheet.power("GND", pulldown.pin("2"))
    sheet.wire(transistor.pin("1"), (x + 11, y + 13))
    sheet.power("GND", (x + 11, y + 13))
    sounder = sheet.part("BZ1", parts()["buzzer"], (x + 15, y + 5), words=((2, -0.5), (2, 0.5)))
    load = sheet.part("R3", parts()["r1k"], (x + 11, y + 4.5), words=((-2.6, -0.5), (-2.6, 0.5)))
    sheet.power("+5V", (x + 11, y + 2.5))
    sheet.wire((x + 11, y + 2.5), load.pin("1"))
    sheet.wire((x + 11, y + 3), (x + 13, y + 3), (x + 13, y + 4), sounder.pin("1"))
    sheet.wire(load.pin("2"), transistor.pin("3"))
    sheet.wire((x + 11, y + 6.5), (x + 13, y + 6.5), (x + 13, y + 6), sounder.pin("2"))
    sheet.wire((x + 13, y + 6.5), (x + 13, y + 7.5), (x + 17, y + 7.5))
    sheet.label("BZ_LOW", (x + 17, y + 7.5), leftwards=True)


def lamp(sheet: Sheet, kind: str, net: str, references: tuple[str, str], corner: Point) -> None:
    """Draw one LED with its resistor."""
    x, y = corner
    resistor = sheet.part(references[0], parts()["r1k"], (x + 7, y), angle=90, words=ABOVE_AND_BELOW, justify="")
    diode = sheet.part(
        references[1], parts()[kind], (x + 11, y), angle=180, words=((0.0, -1.5), (0.0, 1.3)), justify=""
    )
    sheet.label(net, (x, y))
    sheet.wire((x, y), resistor.pin("1"))
    sheet.wire(resistor.pin("2"), diode.pin("2"))
    sheet.wire(diode.pin("1"), (x + 14, y), (x + 14, y + 1))
    sheet.power("GND", (x + 14, y + 1))


def switch_input(
    sheet: Sheet, net: str, numbers: tuple[str, str, str], kinds: tuple[str, str], at: Point, source: Point
) -> None:
    """Draw pull-up, series resistor and capacitor of one switch; `source` is the connector's pin."""
    x, y = at
    pullup = sheet.part(numbers[0], parts()[kinds[0]], (x + 2, y - 2.5))
    sheet.power("+5V", pullup.pin("1"))
    sheet.wire(source, (x + 2, y), pullup.pin("2"))
    series = sheet.part(numbers[1], parts()[kinds[1]], (x + 6, y), angle=90, words=ABOVE_AND_BELOW, justify="")
    sheet.wire((x + 2, y), series.pin("1"))
    capacitor = sheet.part(numbers[2], parts()["c100n"], (x + 9, y + 2.5), words=((1.2, -0.5), (1.2, 0.5)))
    sheet.wire(series.pin("2"), (x + 9, y), capacitor.pin("1"))
    sheet.power("GND", capacitor.pin("2"))
    sheet.wire((x + 9, y), (x + 14, y))
    sheet.label(net, (x + 14, y), leftwards=True)


def partner_socket(sheet: Sheet, corner: Point, pads: int) -> None:
    """Draw the hand piece's socket: stop loop (normally closed), ground, spot button."""
    x, y = corner
    socket = sheet.part(
        f"J{pads + 1}", parts()["partner_socket"], (x + 2, y + 9), mirror=True, words=((0, -2.0), (0, 2.1)), justify=""
    )
    stop, ground, spot = (socket.pin(n) for n in "123")
    sheet.wire(stop, (x + 5, stop[1]), (x + 5, y + 5.5))
    switch_input(sheet, "STOP", ("R6", "R7", "C2"), ("r1k", "r220"), (x + 7, y + 5.5), (x + 5, y + 5.5))
    sheet.wire(ground, (x + 6, ground[1]), (x + 6, y + 10))
    sheet.power("GND", (x + 6, y + 10))
    sheet.wire(spot, (x + 4.5, spot[1]), (x + 4.5, y + 16), (x + 7, y + 16))
    switch_input(sheet, "SPOT", ("R8", "R9", "C3"), ("r4k7", "r1k"), (x + 7, y + 16), (x + 7, y + 16))


def pad_end(sheet: Sheet, corner: Point) -> None:
    """Picture what hangs at the far end of a pad's cable: nothing of it is on the board, so it has no symbols."""
    x, y = corner
    sheet.frame("In every pad, at the far end of its cable", corner, (41, 9))
    for top, words in ((3, "force sensor"), (6, "R_sup 2.2 MOhm")):
        sheet.box((x + 5, y + top), (7, 1.4))
        sheet.words(words, (x + 5.4, y + top + 0.3), size_mm=1.1)
        sheet.line((x + 2.5, y + 3.7), (x + 2.5, y + top + 0.7), (x + 5, y + top + 0.7))
        sheet.line((x + 14.5, y + 3.7), (x + 14.5, y + top + 0.7), (x + 12, y + top + 0.7))
    for end, words in ((1.2, "1"), (15.8, "2")):
        sheet.line((x + end, y + 3.7), (x + (2.5 if end < 5 else 14.5), y + 3.7))
        sheet.words(words, (x + end - 0.3, y + 2.2), size_mm=1.1)


def test_points(sheet: Sheet, corner: Point) -> None:
    """Draw the holes for probes."""
    x, y = corner
    for index, (reference, net) in enumerate((("TP1", "GND"), ("TP2", "+5VA"), ("TP3", "PROBE"), ("TP4", "BZ_LOW"))):
        place = (x + (2, 8.5, 13, 18)[index], y + 4)
        sheet.part(reference, parts()["test_point"].labelled(net), place, words=((0.7, -1.4), (0.7, -0.7)))
        if net == "GND":
            sheet.power(net, place)
        elif net == "+5VA":
            sheet.wire(place, (place[0] - 2.5, place[1]))
            sheet.power(net, (place[0] - 2.5, place[1]))
        else:
            end = (place[0] + 3.5, place[1] + 1.5)
            sheet.wire(place, (place[0], end[1]), end)
            sheet.label(net, end, leftwards=True)


def multiplexer(sheet: Sheet, at: Point) -> None:
    """Draw the multiplexer between the pads and the converter, with its capacitor."""
    placed = sheet.part("U1", parts()["mux"], at, words=((-4, -11.5), (2.0, 12.8)))
    for channel in range(16):
        pin = placed.pin(next(p.number for p in symbols.pins(placed.symbol_id) if p.name == f"I{channel}"))
        _pin_label(sheet, f"MUX{channel}", pin, leftwards=False)
    by_name = {p.name: placed.pin(p.number) for p in symbols.pins(placed.symbol_id)}
    for name, net in (("COM", "ADC0"), ("S0", "S0"), ("S1", "S1"), ("S2", "S2"), ("S3", "S3")):
        _pin_label(sheet, net, by_name[name], leftwards=True)
    enable, ground, supply = by_name["~{E}"], by_name["GND"], by_name["VCC"]
    sheet.wire(enable, (enable[0] - 1, enable[1]), (enable[0] - 1, enable[1] + 1))
    sheet.power("GND", (enable[0] - 1, enable[1] + 1))
    sheet.power("GND", ground)
    sheet.power("+5V", supply)
    x, y = at[0] - 16, at[1] + 4
    capacitor = sheet.part("C4", parts()["c100n"], (x, y), words=((1.2, -0.5), (1.2, 0.5)))
    sheet.power("+5V", capacitor.pin("1"))
    sheet.power("GND", capacitor.pin("2"))


def arduino(sheet: Sheet, board: Board, at: Point) -> Placed:
    """Draw the Arduino with labels at the pins in use and marks at the others."""
    placed = sheet.part("A1", parts()[board.arduino], at, words=((-4, -10.3), (4.0, 11.0)))
    nets = board.pin_nets()
    seen: set[str] = set()
    grounds: list[Point] = []
    for pin in symbols.pins(placed.symbol_id):
        place, name = placed.pin(pin.number), pin.name.split("/")[-1]
        if pin.kind == "no_connect":
            continue
        if name == "GND":
            grounds.append(place)
        elif name == "+5V":
            sheet.power("+5V", place)
        elif name in nets and name not in seen:
            _pin_label(sheet, nets[name], place, leftwards=pin.x_mm < 0)
            seen.add(name)
        else:
            sheet.unconnected(place)
    low = max(y for _, y in grounds)
    for place in sorted(grounds):
        sheet.wire(place, (place[0], low))
    for left, right in zip(sorted(grounds), sorted(grounds)[1:], strict=False):
        sheet.wire((left[0], low), (right[0], low))
    sheet.power("GND", (sorted(grounds)[0][0], low))
    return placed


def _pin_label(sheet: Sheet, net: str, place: Point, *, leftwards: bool) -> None:
    end = (place[0] + (-5.5 if leftwards else 3.5), place[1])
    sheet.wire(place, end)
    sheet.label(net, end, leftwards=not leftwards)
