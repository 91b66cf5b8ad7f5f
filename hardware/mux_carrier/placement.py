"""Places on the carrier for 16 pads: eight sockets along each long edge, Nano and multiplexer between them."""

from __future__ import annotations

from hardware.tools.placement import Placement, Spot, Words, pad_column, pad_column_above

WIDTH_MM, HEIGHT_MM, HOLE_MM = 84.0, 120.0, 3.6
FIRST_COLUMN_MM, COLUMN_MM = 12.25, 8.5
ABOVE_MM, BELOW_MM, MIDDLE_MM = 8.0, 96.0, 24.0
"""The sockets of the upper row; the capacitors of the lower row; how much lower the Nano lies than on its own board."""


def _columns() -> dict[str, Spot]:
    spots: dict[str, Spot] = {}
    for channel in range(8):
        x = FIRST_COLUMN_MM + COLUMN_MM * channel
        spots |= pad_column_above(channel + 1, x, ABOVE_MM) | pad_column(channel + 9, x, BELOW_MM)
    return spots


def _upright(first_mm: float, *references: str) -> dict[str, Spot]:
    """Return resistors side by side, first leads down."""
    return {name: Spot(first_mm + 3.2 * i, 38.2 + MIDDLE_MM, 90) for i, name in enumerate(references)}


SPOTS = {
    "A1": Spot(43.2, 11.2 + MIDDLE_MM, 270),
    **_columns(),
    **_upright(44.0, "R6", "R7", "R8", "R9"),
    **_upright(58.5, "R1", "R2", "R3"),
    **_upright(74.0, "R4", "R5"),
    "U1": Spot(28.0, 84.6, 90),
    "C4": Spot(64.0, 76.0),
    "J17": Spot(51.5, 8.5 + MIDDLE_MM),
    "BZ1": Spot(63.5, 10.2 + MIDDLE_MM),
    "D1": Spot(74.5, 12.2 + MIDDLE_MM),
    "D2": Spot(74.5, 17.2 + MIDDLE_MM),
    "Q1": Spot(50.2, 18.6 + MIDDLE_MM),
    "C1": Spot(55.2, 24.2 + MIDDLE_MM, 180),
    "F1": Spot(60.0, 22.0 + MIDDLE_MM),
    "C2": Spot(69.4, 21.8 + MIDDLE_MM),
    "C3": Spot(69.4, 25.2 + MIDDLE_MM),
    "TP1": Spot(8.0, 62.0),
    "TP2": Spot(16.0, 62.0),
    "TP3": Spot(24.0, 62.0),
    "TP4": Spot(32.0, 62.0),
    "H1": Spot(HOLE_MM, HOLE_MM),
    "H2": Spot(WIDTH_MM - HOLE_MM, HOLE_MM),
    "H3": Spot(HOLE_MM, HEIGHT_MM - HOLE_MM),
    "H4": Spot(WIDTH_MM - HOLE_MM, HEIGHT_MM - HOLE_MM),
}

WORDS = (
    *(Words(f"{n}", FIRST_COLUMN_MM + COLUMN_MM * n, ABOVE_MM - 4.6, 1.2) for n in range(8)),
    *(Words(f"{n + 8}", FIRST_COLUMN_MM + COLUMN_MM * n, BELOW_MM + 19.6, 1.2) for n in range(8)),
    Words("pawpress 16 pads, rev B", 15.5, 66.2, 1.3),
    Words("CERN-OHL-P-2.0", 15.5, 68.8, 1.0),
    Words("pads: left pin +5V, right pin signal", 42.0, 72.0, 0.9),
    Words("STOP", 50.6, 13.4 + MIDDLE_MM, 0.8),
    Words("GND", 54.0, 13.4 + MIDDLE_MM, 0.8),
    Words("SPOT", 57.3, 13.4 + MIDDLE_MM, 0.8),
    Words("on", 79.3, 14.0 + MIDDLE_MM, 0.8),
    Words("trip", 79.6, 19.0 + MIDDLE_MM, 0.8),
    Words("GND", 11.2, 62.0, 0.8),
    Words("+5VA", 19.4, 62.0, 0.8),
    Words("D8", 26.6, 62.0, 0.8),
    Words("BZ", 34.6, 62.0, 0.8),
)

PLACEMENT = Placement(WIDTH_MM, HEIGHT_MM, SPOTS, WORDS, arduino_below=False)
