"""What a rig remembers and how it lies in the memory; mirrors `settings.c`.

A slot is: magic u16 | layout u8 | length u8 | generation u16 | content (length bytes) | crc u16 over all before.
"""

from __future__ import annotations

from binascii import crc_hqx
from dataclasses import dataclass
from struct import Struct

from pawpress.protocol.codec import CRC_START
from pawpress.protocol.schema_generated import Limits

PADS_MAX, GROUPS_MAX, NAME_SIZE = 16, 4, 6
SHORT_ABOVE = 1020
"""Until limits are stored; no pad in order reads so much."""
LAYOUT = 2
MAGIC = 0x5057
HEAD = Struct("<HBBH")
NUMBERS = Struct(f"<IIBBBBHHH{PADS_MAX + 3 * GROUPS_MAX}H")
"""Layout 1: serial number and limits. Layout 2 added the stop loop (one byte) and the names."""
NAMES_SIZE = PADS_MAX * NAME_SIZE
CONTENT_SIZE = {1: NUMBERS.size, 2: NUMBERS.size + 1 + NAMES_SIZE}
SLOT_SIZE = HEAD.size + CONTENT_SIZE[LAYOUT] + 2

NO_LIMITS = Limits(0, 0, 0, 0, 0, 0, 0, SHORT_ABOVE, 0, ())


@dataclass(frozen=True, slots=True)
class RigSettings:
    """What a rig remembers; `generation` 0 means that nothing was ever stored."""

    generation: int = 0
    serial: int = 0
    limits: Limits = NO_LIMITS
    names: tuple[bytes, ...] = (b"",) * PADS_MAX


def pack_slot(settings: RigSettings) -> bytes:
    """Return a whole slot of today's layout."""
    limits = settings.limits
    pads = limits.limits[: limits.pads] + (0,) * (PADS_MAX - limits.pads)
    groups = limits.limits[limits.pads :] + (0,) * (3 * (GROUPS_MAX - limits.groups))
    head = HEAD.pack(MAGIC, LAYOUT, CONTENT_SIZE[LAYOUT], settings.generation)
    numbers = NUMBERS.pack(
        settings.serial,
        *(limits.calibration_id, limits.pads, limits.groups, limits.warning_percent, limits.min_time_ms),
        *(limits.hysteresis, limits.open_below, limits.short_above),
        *(*pads, *groups),
    )
    names = b"".join(name.ljust(NAME_SIZE, b"\0") for name in settings.names)
    slot = head + numbers + bytes([limits.stop_loop]) + names
    return slot + crc_hqx(slot, CRC_START).to_bytes(2, "big")


def unpack_slot(slot: bytes) -> RigSettings | None:
    """Read a slot of any layout; None if it is not whole or a later firmware wrote it."""
    magic, layout, length, generation = HEAD.unpack_from(slot)
    if magic != MAGIC or CONTENT_SIZE.get(layout) != length:
        return None
    if crc_hqx(slot[: HEAD.size + length + 2], CRC_START) != 0:
        return None
    content = slot[HEAD.size : HEAD.size + length].ljust(CONTENT_SIZE[LAYOUT], b"\0")
    serial, calibration_id, pads, groups, warning, min_time, hysteresis, open_below, short_above, *numbers = (
        NUMBERS.unpack_from(content)
    )
    chosen = tuple(numbers[:pads] + numbers[PADS_MAX : PADS_MAX + 3 * groups])
    stop_loop, names = content[NUMBERS.size], content[NUMBERS.size + 1 :]
    return RigSettings(
        generation,
        serial,
        Limits(
            *(calibration_id, pads, groups, warning, min_time, hysteresis, open_below, short_above, stop_loop), chosen
        ),
        tuple(names[at : at + NAME_SIZE].split(b"\0")[0] for at in range(0, NAMES_SIZE, NAME_SIZE)),
    )
