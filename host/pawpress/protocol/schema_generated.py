"""The messages of the wire, generated from protocol/pawpress.toml by tools/generate_protocol.py. Do not edit."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from struct import Struct
from typing import ClassVar, Final

PROTOCOL_VERSION: Final = 1
SCHEMA_HASH: Final = 0xD51387D8
MAX_BODY: Final = 200


class Board(IntEnum):
    """The board the firmware was built for."""

    UNKNOWN = 0
    """Not a board this schema knows."""
    UNO = 1
    """Arduino Uno R3, ATmega328P, A0 to A5."""
    NANO = 2
    """Arduino Nano, ATmega328P, A0 to A7."""
    MEGA = 3
    """Arduino Mega 2560, compiled only."""


class PadKind(IntEnum):
    """What a pad is made of: decides the nominal curve until the pad is calibrated."""

    UNKNOWN = 0
    """Not a pad kind this schema knows."""
    FSR_DIVIDER = 1
    """Thin-film 445 N sensor in a divider with the resistor matched to 200 N."""


class ResetCause(IntEnum):
    """Why the rig started last; the bits of the controller's MCUSR register."""

    POWER_ON = 1
    """Supply switched on."""
    EXTERNAL = 2
    """Reset button, or the host opened the port (DTR)."""
    BROWN_OUT = 4
    """Supply dipped."""
    WATCHDOG = 8
    """The firmware hung and the watchdog restarted it."""


class NakCode(IntEnum):
    """Why a command was refused."""

    UNKNOWN_COMMAND = 1
    """This firmware has no such command."""
    MALFORMED = 2
    """The body is not of the length the schema gives."""
    RATE_NOT_OFFERED = 3
    """The timer cannot pace this rate exactly."""
    RATE_TOO_HIGH = 4
    """The serial line cannot carry this rate for so many pads."""


class DocumentKind(IntEnum):
    """The documents at the head of a recording."""

    MANIFEST = 1
    """JSON: format, program and firmware versions, layout, calibration, targets, mode."""
    SCHEMA = 2
    """The text of this schema."""


@dataclass(frozen=True, slots=True)
class Hello:
    """Who the rig is. Sent once after every start and in answer to Identify."""

    TYPE: ClassVar[int] = 0x01
    LAYOUT: ClassVar[Struct] = Struct("<BIBBBBBBHHIIBB")
    TAIL: ClassVar[Struct | None] = None
    protocol_version: int
    """Version of this schema."""
    schema_hash: int
    """First four bytes of the schema's SHA-256; the host names a mismatch instead of guessing."""
    firmware_major: int
    """Firmware version, major."""
    firmware_minor: int
    """Firmware version, minor."""
    firmware_patch: int
    """Firmware version, patch."""
    board: int
    """The board."""
    pad_kind: int
    """What the pads are made of."""
    pads: int
    """Pads scanned."""
    rate_hz: int
    """Scans a second. Unit: Hz."""
    counts_max: int
    """Top of the converter's range. Unit: counts."""
    pad_skew_ns: int
    """Time between two neighbouring pads of one scan. Unit: ns."""
    baud: int
    """Speed of the serial line. Unit: baud."""
    reset_cause: int
    """Why the rig started; bits may be combined."""
    restarted: int
    """1 in the first Hello after a start, 0 in an answer to Identify."""


@dataclass(frozen=True, slots=True)
class Samples:
    """One or more scans of all pads, oldest first."""

    TYPE: ClassVar[int] = 0x02
    LAYOUT: ClassVar[Struct] = Struct("<IHB")
    TAIL: ClassVar[Struct | None] = Struct("<H")
    t_us: int
    """Device time of the first scan; wraps after 71.6 minutes. Unit: µs."""
    period_us: int
    """Time from one scan to the next. Unit: µs."""
    pads: int
    """Pads in a scan."""
    counts: tuple[int, ...]
    """Scan by scan, pad by pad. Unit: counts."""


@dataclass(frozen=True, slots=True)
class Status:
    """The rig's own health, once a second."""

    TYPE: ClassVar[int] = 0x03
    LAYOUT: ClassVar[Struct] = Struct("<IIHHH")
    TAIL: ClassVar[Struct | None] = None
    t_us: int
    """Device time. Unit: µs."""
    uptime_s: int
    """Time since the start; does not wrap. Unit: s."""
    overruns: int
    """Scans not taken in time since the start."""
    tx_dropped: int
    """Frames the serial line had no room for since the start."""
    rx_errors: int
    """Damaged frames or bytes received since the start."""


@dataclass(frozen=True, slots=True)
class Ack:
    """A command was carried out."""

    TYPE: ClassVar[int] = 0x04
    LAYOUT: ClassVar[Struct] = Struct("<HB")
    TAIL: ClassVar[Struct | None] = None
    request: int
    """The command's sequence."""
    command: int
    """The command's type."""


@dataclass(frozen=True, slots=True)
class Nak:
    """A command was refused; the stream goes on."""

    TYPE: ClassVar[int] = 0x05
    LAYOUT: ClassVar[Struct] = Struct("<HBB")
    TAIL: ClassVar[Struct | None] = None
    request: int
    """The command's sequence."""
    command: int
    """The command's type."""
    code: int
    """Why."""


@dataclass(frozen=True, slots=True)
class Identify:
    """Asks for Hello; acknowledged, then answered."""

    TYPE: ClassVar[int] = 0x41
    LAYOUT: ClassVar[Struct] = Struct("<")
    TAIL: ClassVar[Struct | None] = None


@dataclass(frozen=True, slots=True)
class Start:
    """Starts the stream of Samples. The rig also starts streaming on its own after Hello."""

    TYPE: ClassVar[int] = 0x42
    LAYOUT: ClassVar[Struct] = Struct("<")
    TAIL: ClassVar[Struct | None] = None


@dataclass(frozen=True, slots=True)
class Stop:
    """Stops the stream of Samples; scanning and Status go on."""

    TYPE: ClassVar[int] = 0x43
    LAYOUT: ClassVar[Struct] = Struct("<")
    TAIL: ClassVar[Struct | None] = None


@dataclass(frozen=True, slots=True)
class SetRate:
    """Changes the scan rate; a new Hello follows the Ack."""

    TYPE: ClassVar[int] = 0x44
    LAYOUT: ClassVar[Struct] = Struct("<H")
    TAIL: ClassVar[Struct | None] = None
    rate_hz: int
    """100, 250, 500 or 1000. Unit: Hz."""


@dataclass(frozen=True, slots=True)
class Ping:
    """Asks for an Ack and nothing else: is the rig listening?"""

    TYPE: ClassVar[int] = 0x45
    LAYOUT: ClassVar[Struct] = Struct("<")
    TAIL: ClassVar[Struct | None] = None


@dataclass(frozen=True, slots=True)
class Document:
    """A piece of text a recording carries inside: what it needs to be read years later."""

    TYPE: ClassVar[int] = 0x81
    LAYOUT: ClassVar[Struct] = Struct("<BB")
    TAIL: ClassVar[Struct | None] = Struct("<B")
    kind: int
    """Which document."""
    last: int
    """1 on the last piece."""
    text: tuple[int, ...]
    """A piece of its UTF-8 bytes."""


@dataclass(frozen=True, slots=True)
class HostTime:
    """The host's clock, about once a second and at every reconnect."""

    TYPE: ClassVar[int] = 0x82
    LAYOUT: ClassVar[Struct] = Struct("<QQ")
    TAIL: ClassVar[Struct | None] = None
    session_us: int
    """Time since the session began. Unit: µs."""
    unix_ms: int
    """Wall clock, for the session's label only. Unit: ms."""


@dataclass(frozen=True, slots=True)
class Gap:
    """The link was down; written when it came back."""

    TYPE: ClassVar[int] = 0x83
    LAYOUT: ClassVar[Struct] = Struct("<Q")
    TAIL: ClassVar[Struct | None] = None
    duration_us: int
    """How long nothing was received, by the host's clock. Unit: µs."""


@dataclass(frozen=True, slots=True)
class End:
    """The recording was closed in order; without it the recording was cut off."""

    TYPE: ClassVar[int] = 0x84
    LAYOUT: ClassVar[Struct] = Struct("<")
    TAIL: ClassVar[Struct | None] = None


Message = (
    Hello
    | Samples
    | Status
    | Ack
    | Nak
    | Identify
    | Start
    | Stop
    | SetRate
    | Ping
    | Document
    | HostTime
    | Gap
    | End
)

MESSAGES: Final[dict[int, type[Message]]] = {
    Hello.TYPE: Hello,
    Samples.TYPE: Samples,
    Status.TYPE: Status,
    Ack.TYPE: Ack,
    Nak.TYPE: Nak,
    Identify.TYPE: Identify,
    Start.TYPE: Start,
    Stop.TYPE: Stop,
    SetRate.TYPE: SetRate,
    Ping.TYPE: Ping,
    Document.TYPE: Document,
    HostTime.TYPE: HostTime,
    Gap.TYPE: Gap,
    End.TYPE: End,
}

NAK_REMEDY: Final[dict[int, tuple[str, str]]] = {
    NakCode.UNKNOWN_COMMAND: ("This firmware has no such command.", "Update the firmware: pawpress flash."),
    NakCode.MALFORMED: ("The body is not of the length the schema gives.", "Host and firmware differ: run pawpress doctor."),
    NakCode.RATE_NOT_OFFERED: ("The timer cannot pace this rate exactly.", "Choose 100, 250, 500 or 1000 Hz."),
    NakCode.RATE_TOO_HIGH: ("The serial line cannot carry this rate for so many pads.", "Choose a lower rate or a faster baud."),
}

ALARM_TEXT: Final[dict[str, tuple[str, str]]] = {
    "overload": ("A hand or foot, or all of them together, presses harder than the limit.", "Ease off now; press again more lightly and ask how it feels."),
    "impact": ("The force struck: it rose by more than 300 N within 50 ms.", "Stop. Never strike, kick or land on a back; ask how it feels before going on."),
    "signal_lost": ("No readings have arrived for longer than 200 ms.", "Stop pressing. Check the cable and the power of the rig."),
    "saturated": ("A pad is at the end of its range: the true force is higher than what is shown.", "Take the load off. Spread it over more pads, or use pads made for more force."),
    "dead_pad": ("A loaded pad went dead from one reading to the next.", "Step off. Check the pad and its wire before anybody stands on it again."),
    "stuck_pad": ("A loaded pad stands still at one reading while the others move.", "Step off. Check the pad and its wire before anybody stands on it again."),
    "link_noise": ("The line is damaged: many frames arrive broken, so readings are missing.", "Stop pressing. Check the cable, and keep it away from motors and chargers."),
    "host_behind": ("What is shown is late: the computer does not keep up, or the rig's clock has stopped.", "Stop pressing. Close other programs; if it stays, start the rig again."),
    "host_fault": ("The program stumbled over a reading, so a stretch was not watched.", "Stop pressing. Close the session and report what the notice says."),
    "rate": ("The weight came on too fast.", "Shift your weight over a second or more, and hold on to the wall or chair."),
    "time_at_load": ("The weight has been on for as long as this load allows.", "Step off fully, and stay off for as long as you stood on."),
    "breathing": ("More than a third of the receiver's own weight has rested on the ribs, which hinders breathing.", "Step off the ribs now and let the receiver breathe."),
    "flight": ("A hop or a jump: both feet left the pads and came back.", "Step off. Never jump on a back; ask how it feels before going on."),
    "kick": ("A kick: a short, hard pulse of one foot.", "Step off. Never kick or stamp; ask how it feels before going on."),
    "bounce": ("The weight bounces up and down.", "Stand still, hold on to the wall or chair, and let the weight sink in."),
    "heel_pressure": ("The weight is focused on a heel.", "Lay the whole foot down, or put more weight on the wall or chair."),
    "centre_line": ("There is weight on the spine.", "Step off the middle; stand only on the muscles beside the spine."),
    "forbidden_zone": ("There is weight where none may be: neck, kidneys or breastbone.", "Step off that place now."),
    "weight_rule": ("The giver is not at least 20 lb (9.1 kg) lighter than the receiver.", "Do not stand on this back. Use the hands, or let a lighter person do it."),
}
"""Cause and remedy of every alarm code."""

SCHEMA_JSON: Final = r"""{"protocol":{"name":"pawpress","version":1,"doc":"Every frame is COBS-encoded and ends in 0x00. Inside COBS stand a header, the body and a checksum:\n`type u8 | length u8 | sequence u16 | body (length bytes) | crc u16`.\nNumbers are little-endian, except the checksum, which is big-endian so that the CRC over a whole good frame is zero.\nThe checksum is CRC-16/CCITT-FALSE (polynomial 0x1021, initial value 0xFFFF, not reflected) over header and body.\n`sequence` counts every frame of one direction and wraps; a jump is the number of lost frames. A command's sequence is\nits request number, and the answer carries it back.\n","max_body":200},"enum":[{"name":"Board","type":"u8","doc":"The board the firmware was built for.","values":[{"name":"UNKNOWN","value":0,"doc":"Not a board this schema knows.","remedy":""},{"name":"UNO","value":1,"doc":"Arduino Uno R3, ATmega328P, A0 to A5.","remedy":""},{"name":"NANO","value":2,"doc":"Arduino Nano, ATmega328P, A0 to A7.","remedy":""},{"name":"MEGA","value":3,"doc":"Arduino Mega 2560, compiled only.","remedy":""}]},{"name":"PadKind","type":"u8","doc":"What a pad is made of: decides the nominal curve until the pad is calibrated.","values":[{"name":"UNKNOWN","value":0,"doc":"Not a pad kind this schema knows.","remedy":""},{"name":"FSR_DIVIDER","value":1,"doc":"Thin-film 445 N sensor in a divider with the resistor matched to 200 N.","remedy":""}]},{"name":"ResetCause","type":"u8","doc":"Why the rig started last; the bits of the controller's MCUSR register.","values":[{"name":"POWER_ON","value":1,"doc":"Supply switched on.","remedy":""},{"name":"EXTERNAL","value":2,"doc":"Reset button, or the host opened the port (DTR).","remedy":""},{"name":"BROWN_OUT","value":4,"doc":"Supply dipped.","remedy":""},{"name":"WATCHDOG","value":8,"doc":"The firmware hung and the watchdog restarted it.","remedy":""}]},{"name":"NakCode","type":"u8","doc":"Why a command was refused.","values":[{"name":"UNKNOWN_COMMAND","value":1,"doc":"This firmware has no such command.","remedy":"Update the firmware: pawpress flash."},{"name":"MALFORMED","value":2,"doc":"The body is not of the length the schema gives.","remedy":"Host and firmware differ: run pawpress doctor."},{"name":"RATE_NOT_OFFERED","value":3,"doc":"The timer cannot pace this rate exactly.","remedy":"Choose 100, 250, 500 or 1000 Hz."},{"name":"RATE_TOO_HIGH","value":4,"doc":"The serial line cannot carry this rate for so many pads.","remedy":"Choose a lower rate or a faster baud."}]},{"name":"DocumentKind","type":"u8","doc":"The documents at the head of a recording.","values":[{"name":"MANIFEST","value":1,"doc":"JSON: format, program and firmware versions, layout, calibration, targets, mode.","remedy":""},{"name":"SCHEMA","value":2,"doc":"The text of this schema.","remedy":""}]}],"message":[{"name":"Hello","id":1,"direction":"rig","doc":"Who the rig is. Sent once after every start and in answer to Identify.","fields":[{"name":"protocol_version","type":"u8","doc":"Version of this schema.","unit":"","enum":""},{"name":"schema_hash","type":"u32","doc":"First four bytes of the schema's SHA-256; the host names a mismatch instead of guessing.","unit":"","enum":""},{"name":"firmware_major","type":"u8","doc":"Firmware version, major.","unit":"","enum":""},{"name":"firmware_minor","type":"u8","doc":"Firmware version, minor.","unit":"","enum":""},{"name":"firmware_patch","type":"u8","doc":"Firmware version, patch.","unit":"","enum":""},{"name":"board","type":"u8","doc":"The board.","unit":"","enum":"Board"},{"name":"pad_kind","type":"u8","doc":"What the pads are made of.","unit":"","enum":"PadKind"},{"name":"pads","type":"u8","doc":"Pads scanned.","unit":"","enum":""},{"name":"rate_hz","type":"u16","doc":"Scans a second.","unit":"Hz","enum":""},{"name":"counts_max","type":"u16","doc":"Top of the converter's range.","unit":"counts","enum":""},{"name":"pad_skew_ns","type":"u32","doc":"Time between two neighbouring pads of one scan.","unit":"ns","enum":""},{"name":"baud","type":"u32","doc":"Speed of the serial line.","unit":"baud","enum":""},{"name":"reset_cause","type":"u8","doc":"Why the rig started; bits may be combined.","unit":"","enum":"ResetCause"},{"name":"restarted","type":"u8","doc":"1 in the first Hello after a start, 0 in an answer to Identify.","unit":"","enum":""}]},{"name":"Samples","id":2,"direction":"rig","doc":"One or more scans of all pads, oldest first.","fields":[{"name":"t_us","type":"u32","doc":"Device time of the first scan; wraps after 71.6 minutes.","unit":"µs","enum":""},{"name":"period_us","type":"u16","doc":"Time from one scan to the next.","unit":"µs","enum":""},{"name":"pads","type":"u8","doc":"Pads in a scan.","unit":"","enum":""},{"name":"counts","type":"u16[]","doc":"Scan by scan, pad by pad.","unit":"counts","enum":""}]},{"name":"Status","id":3,"direction":"rig","doc":"The rig's own health, once a second.","fields":[{"name":"t_us","type":"u32","doc":"Device time.","unit":"µs","enum":""},{"name":"uptime_s","type":"u32","doc":"Time since the start; does not wrap.","unit":"s","enum":""},{"name":"overruns","type":"u16","doc":"Scans not taken in time since the start.","unit":"","enum":""},{"name":"tx_dropped","type":"u16","doc":"Frames the serial line had no room for since the start.","unit":"","enum":""},{"name":"rx_errors","type":"u16","doc":"Damaged frames or bytes received since the start.","unit":"","enum":""}]},{"name":"Ack","id":4,"direction":"rig","doc":"A command was carried out.","fields":[{"name":"request","type":"u16","doc":"The command's sequence.","unit":"","enum":""},{"name":"command","type":"u8","doc":"The command's type.","unit":"","enum":""}]},{"name":"Nak","id":5,"direction":"rig","doc":"A command was refused; the stream goes on.","fields":[{"name":"request","type":"u16","doc":"The command's sequence.","unit":"","enum":""},{"name":"command","type":"u8","doc":"The command's type.","unit":"","enum":""},{"name":"code","type":"u8","doc":"Why.","unit":"","enum":"NakCode"}]},{"name":"Identify","id":65,"direction":"host","doc":"Asks for Hello; acknowledged, then answered.","fields":[]},{"name":"Start","id":66,"direction":"host","doc":"Starts the stream of Samples. The rig also starts streaming on its own after Hello.","fields":[]},{"name":"Stop","id":67,"direction":"host","doc":"Stops the stream of Samples; scanning and Status go on.","fields":[]},{"name":"SetRate","id":68,"direction":"host","doc":"Changes the scan rate; a new Hello follows the Ack.","fields":[{"name":"rate_hz","type":"u16","doc":"100, 250, 500 or 1000.","unit":"Hz","enum":""}]},{"name":"Ping","id":69,"direction":"host","doc":"Asks for an Ack and nothing else: is the rig listening?","fields":[]},{"name":"Document","id":129,"direction":"recording","doc":"A piece of text a recording carries inside: what it needs to be read years later.","fields":[{"name":"kind","type":"u8","doc":"Which document.","unit":"","enum":"DocumentKind"},{"name":"last","type":"u8","doc":"1 on the last piece.","unit":"","enum":""},{"name":"text","type":"u8[]","doc":"A piece of its UTF-8 bytes.","unit":"","enum":""}]},{"name":"HostTime","id":130,"direction":"recording","doc":"The host's clock, about once a second and at every reconnect.","fields":[{"name":"session_us","type":"u64","doc":"Time since the session began.","unit":"µs","enum":""},{"name":"unix_ms","type":"u64","doc":"Wall clock, for the session's label only.","unit":"ms","enum":""}]},{"name":"Gap","id":131,"direction":"recording","doc":"The link was down; written when it came back.","fields":[{"name":"duration_us","type":"u64","doc":"How long nothing was received, by the host's clock.","unit":"µs","enum":""}]},{"name":"End","id":132,"direction":"recording","doc":"The recording was closed in order; without it the recording was cut off.","fields":[]}],"alarm":[{"name":"overload","severities":["amber","red"],"cause":"A hand or foot, or all of them together, presses harder than the limit.","remedy":"Ease off now; press again more lightly and ask how it feels."},{"name":"impact","severities":["red"],"cause":"The force struck: it rose by more than 300 N within 50 ms.","remedy":"Stop. Never strike, kick or land on a back; ask how it feels before going on."},{"name":"signal_lost","severities":["red"],"cause":"No readings have arrived for longer than 200 ms.","remedy":"Stop pressing. Check the cable and the power of the rig."},{"name":"saturated","severities":["red"],"cause":"A pad is at the end of its range: the true force is higher than what is shown.","remedy":"Take the load off. Spread it over more pads, or use pads made for more force."},{"name":"dead_pad","severities":["red"],"cause":"A loaded pad went dead from one reading to the next.","remedy":"Step off. Check the pad and its wire before anybody stands on it again."},{"name":"stuck_pad","severities":["red"],"cause":"A loaded pad stands still at one reading while the others move.","remedy":"Step off. Check the pad and its wire before anybody stands on it again."},{"name":"link_noise","severities":["red"],"cause":"The line is damaged: many frames arrive broken, so readings are missing.","remedy":"Stop pressing. Check the cable, and keep it away from motors and chargers."},{"name":"host_behind","severities":["red"],"cause":"What is shown is late: the computer does not keep up, or the rig's clock has stopped.","remedy":"Stop pressing. Close other programs; if it stays, start the rig again."},{"name":"host_fault","severities":["red"],"cause":"The program stumbled over a reading, so a stretch was not watched.","remedy":"Stop pressing. Close the session and report what the notice says."},{"name":"rate","severities":["amber","red"],"cause":"The weight came on too fast.","remedy":"Shift your weight over a second or more, and hold on to the wall or chair."},{"name":"time_at_load","severities":["amber","red"],"cause":"The weight has been on for as long as this load allows.","remedy":"Step off fully, and stay off for as long as you stood on."},{"name":"breathing","severities":["amber","red"],"cause":"More than a third of the receiver's own weight has rested on the ribs, which hinders breathing.","remedy":"Step off the ribs now and let the receiver breathe."},{"name":"flight","severities":["red"],"cause":"A hop or a jump: both feet left the pads and came back.","remedy":"Step off. Never jump on a back; ask how it feels before going on."},{"name":"kick","severities":["red"],"cause":"A kick: a short, hard pulse of one foot.","remedy":"Step off. Never kick or stamp; ask how it feels before going on."},{"name":"bounce","severities":["amber","red"],"cause":"The weight bounces up and down.","remedy":"Stand still, hold on to the wall or chair, and let the weight sink in."},{"name":"heel_pressure","severities":["amber","red"],"cause":"The weight is focused on a heel.","remedy":"Lay the whole foot down, or put more weight on the wall or chair."},{"name":"centre_line","severities":["amber","red"],"cause":"There is weight on the spine.","remedy":"Step off the middle; stand only on the muscles beside the spine."},{"name":"forbidden_zone","severities":["amber","red"],"cause":"There is weight where none may be: neck, kidneys or breastbone.","remedy":"Step off that place now."},{"name":"weight_rule","severities":["red"],"cause":"The giver is not at least 20 lb (9.1 kg) lighter than the receiver.","remedy":"Do not stand on this back. Use the hands, or let a lighter person do it."}]}"""
"""The schema as a recording carries it."""
