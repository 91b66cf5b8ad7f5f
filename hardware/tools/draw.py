"""Writes the schematic of a board: `python -m hardware.tools.draw uno_shield`."""

from __future__ import annotations

import sys

from hardware.tools import circuit
from hardware.tools.circuit import BOARDS, DATE, REVISION, Board
from hardware.tools.parts import board_pins, parts
from hardware.tools.sheet import Sheet

COMMENTS = ("Drawn by hardware/tools/draw.py", "Not yet built on a bench by us")
NOTES = (
    "R_sup tells an empty pad (about 21 counts)\n"
    "from an open (0) and a shorted cable (1023).\n"
    "47k suits 445 N-class sensors. With FSR 402/406\n"
    "under load-sharing pucks fit 3.3k here and 150k\n"
    "in the pad. 10k suits neither: hardware/README.md.\n"
    "The stop loop ends in 360 Ohm in the hand piece."
)


def draw(board: Board) -> Sheet:
    """Arrange the blocks of a board on its sheet: the pads on the left, all else to their right."""
    paper = "A3" if board.multiplexed else "A4"
    sheet = Sheet(board.name, f"pawpress: {board.title}", REVISION, DATE, paper, COMMENTS)
    pads_high = 6 + 10.5 * (board.pads // 2)
    sheet.frame("Pads: one force sensor each, from +5VA to pin 2 of its socket", (5.5, 5.5), (41, pads_high))
    for channel in range(board.pads):
        circuit.pad_channel(sheet, board, channel, (7 + 20 * (channel % 2), 9 + 10.5 * (channel // 2)))
    sheet.frame("Arduino", (47.5, 5.5), (28, 37.5))
    circuit.arduino(sheet, board, (62, 24))
    sheet.frame("Sounder", (76.5, 5.5), (35, 16))
    circuit.buzzer_driver(sheet, (82, 6.5))
    sheet.frame("Partner's hand piece", (76.5, 22.5), (35, 23.5))
    circuit.partner_socket(sheet, (81, 24), board.pads)
    sheet.words("J: 1 stop loop (closed),\n2 ground, 3 spot button", (77.5, 43))
    sheet.frame("Lamps", (47.5, 44), (28, 11))
    circuit.lamp(sheet, "led_green", "STATUS_LED", ("R4", "D1"), (52, 48))
    circuit.lamp(sheet, "led_red", "TRIP_LED", ("R5", "D2"), (52, 52))
    sheet.frame("Test points", (76.5, 47), (24, 8))
    circuit.test_points(sheet, (77, 48))
    _mechanics(sheet, board, (101.5, 47))
    below = (47.5, 70.0) if board.multiplexed else (5.5, 5.5 + pads_high + 1)
    sheet.frame("Supply of the pads", below, (41, 10))
    circuit.sensor_supply(sheet, (below[0] + 6.5, below[1] + 0.5))
    circuit.pad_end(sheet, (below[0], below[1] + 11))
    sheet.words(NOTES, (below[0] + 18.5, below[1] + 13))
    if board.multiplexed:
        sheet.frame("Multiplexer", (113, 5.5), (36, 33))
        circuit.multiplexer(sheet, (133, 23))
    _pin_table(sheet, board, (47.5, 56.5))
    return sheet


def _mechanics(sheet: Sheet, board: Board, corner: tuple[float, float]) -> None:
    sheet.frame("Mechanics", corner, (10, 8))
    for index in range(board.holes):
        place = (corner[0] + 2.5 + 4.5 * (index % 2), corner[1] + 3.5 + 3 * (index // 2))
        sheet.part(f"H{index + 1}", parts()["hole"], place, words=((0.8, 0), (0, 0)))


def _pin_table(sheet: Sheet, board: Board, corner: tuple[float, float]) -> None:
    lines = "\n".join(f"{row.pin}: {row.purpose}" for row in board_pins())
    taken = "D4 to D7: select the pad" if board.multiplexed else "D7: level of the stop loop. D4 to D6 stay free"
    sheet.words(f"Pins\n{lines}\n{taken}", corner)


def main(names: list[str]) -> None:
    """Write the schematics of the named boards, or of all."""
    for board in BOARDS:
        if not names or board.folder in names:
            draw(board).write(board.path / f"{board.name}.kicad_sch")


if __name__ == "__main__":
    main(sys.argv[1:])
