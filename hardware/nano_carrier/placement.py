"""Places on the Nano carrier; the Nano's USB socket looks out over the left edge."""

from __future__ import annotations

from hardware.tools.placement import Placement, Spot, Words, pad_column

WIDTH_MM, HEIGHT_MM, HOLE_MM = 84.0, 66.0, 3.6
FIRST_COLUMN_MM, COLUMN_MM, CHANNEL_TOP_MM = 12.25, 8.5, 42.0


def _columns() -> dict[str, Spot]:
    spots: dict[str, Spot] = {}
    for channel in range(8):
        spots |= pad_column(channel + 1, FIRST_COLUMN_MM + COLUMN_MM * channel, CHANNEL_TOP_MM)
    return spots


def _upright(first_mm: float, *references: str) -> dict[str, Spot]:
    """Return resistors side by side, first leads down."""
    return {name: Spot(first_mm + 3.2 * i, 38.2, 90) for i, name in enumerate(references)}


SPOTS = {
    "A1": Spot(43.2, 9.2, 270),
    **_columns(),
    **_upright(44.0, "R6", "R7", "R8", "R9"),
    **_upright(58.5, "R1", "R2", "R3"),
    **_upright(74.0, "R4", "R5"),
    "J9": Spot(51.5, 8.5),
    "BZ1": Spot(63.5, 10.2),
    "D1": Spot(74.5, 12.2),
    "D2": Spot(74.5, 17.2),
    "Q1": Spot(50.2, 18.6),
    "C1": Spot(50.2, 24.2),
    "F1": Spot(60.0, 22.0),
    "C2": Spot(69.4, 21.8),
    "C3": Spot(69.4, 25.2),
    "TP1": Spot(14.0, 4.4),
    "TP2": Spot(22.0, 4.4),
    "TP3": Spot(30.0, 4.4),
    "TP4": Spot(38.0, 4.4),
    "H1": Spot(HOLE_MM, HOLE_MM),
    "H2": Spot(WIDTH_MM - HOLE_MM, HOLE_MM),
    "H3": Spot(HOLE_MM, HEIGHT_MM - HOLE_MM),
    "H4": Spot(WIDTH_MM - HOLE_MM, HEIGHT_MM - HOLE_MM),
}

WORDS = (
    *(Words(f"A{n}", FIRST_COLUMN_MM + COLUMN_MM * n, CHANNEL_TOP_MM + 19.6, 1.2) for n in range(8)),
    Words("pawpress Nano carrier, rev B", 19.5, 31.2, 1.3),
    Words("CERN-OHL-P-2.0", 19.5, 33.8, 1.0),
    Words("pads: left pin +5V, right pin signal", 19.5, 36.2, 0.9),
    Words("STOP", 50.6, 13.4, 0.8),
    Words("GND", 54.0, 13.4, 0.8),
    Words("SPOT", 57.3, 13.4, 0.8),
    Words("on", 79.3, 14.0, 0.8),
    Words("trip", 79.6, 19.0, 0.8),
    Words("GND", 17.2, 4.4, 0.8),
    Words("+5VA", 25.4, 4.4, 0.8),
    Words("D8", 32.6, 4.4, 0.8),
    Words("BZ", 40.6, 4.4, 0.8),
)

PLACEMENT = Placement(WIDTH_MM, HEIGHT_MM, SPOTS, WORDS, arduino_below=False)
