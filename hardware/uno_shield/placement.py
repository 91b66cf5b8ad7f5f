"""Places on the Uno shield, in the Uno's own coordinates: its corner above the USB socket is (0, 0)."""

from __future__ import annotations

from hardware.tools.placement import Placement, Region, Spot, Words, pad_column

FIRST_COLUMN_MM, COLUMN_MM, CHANNEL_TOP_MM = 16.7, 8.5, 28.6


def _columns() -> dict[str, Spot]:
    spots: dict[str, Spot] = {}
    for channel in range(6):
        spots |= pad_column(channel + 1, FIRST_COLUMN_MM + COLUMN_MM * channel, CHANNEL_TOP_MM)
    return spots


def _upright(first_mm: float, *references: str) -> dict[str, Spot]:
    """Return resistors side by side, first leads down."""
    return {name: Spot(first_mm + 3.2 * i, 25.0, 90) for i, name in enumerate(references)}


SPOTS = {
    "A1": Spot(27.94, 50.8),
    **_columns(),
    **_upright(14.3, "R4", "R5", "R6", "R7", "R8", "R9"),
    **_upright(43.0, "R1", "R2", "R3"),
    "D1": Spot(14.0, 8.3),
    "D2": Spot(14.0, 13.3),
    "J7": Spot(23.0, 9.6),
    "C2": Spot(33.0, 6.5),
    "C3": Spot(33.0, 9.7),
    "F1": Spot(33.0, 13.7),
    "Q1": Spot(43.0, 8.4),
    "C1": Spot(43.0, 13.2),
    "BZ1": Spot(57.0, 16.5),
    "TP1": Spot(34.6, 19.4),
    "TP2": Spot(38.9, 19.4),
    "TP3": Spot(34.6, 24.0),
    "TP4": Spot(38.9, 24.0),
    "H1": Spot(13.97, 50.8),
    "H2": Spot(15.24, 2.54),
}


def _socket_words() -> tuple[Words, ...]:
    return tuple(
        Words(f"A{channel}", FIRST_COLUMN_MM + COLUMN_MM * channel, CHANNEL_TOP_MM + 19.4, 1.2) for channel in range(6)
    )


WORDS = (
    *_socket_words(),
    Words("pawpress Uno shield, rev B", 4.2, 30.5, 1.3, 90),
    Words("CERN-OHL-P-2.0", 7.0, 30.5, 1.0, 90),
    Words("pads: left pin +5V, right pin signal", 9.6, 30.5, 0.9, 90),
    Words("STOP", 22.2, 14.3, 0.8),
    Words("GND", 25.5, 14.3, 0.8),
    Words("SPOT", 28.8, 14.3, 0.8),
    Words("on", 18.6, 6.8, 0.8),
    Words("trip", 18.9, 14.9, 0.8),
    Words("GND", 34.6, 21.6, 0.8),
    Words("+5VA", 38.9, 21.6, 0.8),
    Words("D8", 34.6, 26.1, 0.8),
    Words("BZ", 38.9, 26.1, 0.8),
)

PLACEMENT = Placement(
    width_mm=68.58,
    height_mm=53.34,
    spots=SPOTS,
    words=WORDS,
    arduino_below=True,
    keepouts=(
        Region("USB socket of the Uno", 0, 8.0, 12.3, 23.0),
        Region("Power jack of the Uno", 0, 39.5, 12.3, 50.5),
    ),
)
