"""The messages of the wire, generated from protocol/pawpress.toml by tools/generate_protocol.py. Do not edit."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from struct import Struct
from typing import ClassVar, Final

PROTOCOL_VERSION: Final = 3
SCHEMA_HASH: Final = 0xFB3E5774
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
    FSR_MUX = 2
    """Sixteen such pads, each with a divider of its own, behind a 74HC4067."""


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
    """Line or converter have no time for so many readings a second."""
    OUT_OF_RANGE = 5
    """A number in the command makes no sense for this rig."""
    LIMITS_MISSING = 6
    """Foot mode needs trip limits stored in the rig."""
    FOOT_MODE = 7
    """In foot mode nothing changes that the guard relies on."""
    BUSY = 8
    """The rig is still busy with the save or self-test before."""
    STORE_FAILED = 9
    """The memory for settings did not read back what was written; the settings before still hold."""
    STILL_TRIPPED = 10
    """What tripped the guard still holds."""
    NEVER_TRIPS = 11
    """A limit lies where no reading can pass it, or a pad has none."""
    UNSUPERVISED = 12
    """The pads have no supervision resistors, so a broken cable would go unseen under feet."""
    PADS_LOADED = 13
    """There is still weight on the pads."""


class Mode(IntEnum):
    """What presses."""

    HANDS = 0
    """Hands; the guard watches if limits are stored."""
    FOOT = 1
    """Feet; the guard always watches, and the host must be heard from."""


class GuardState(IntEnum):
    """What the rig's own guard is doing."""

    OFF = 0
    """Not watching: no limits are stored."""
    WATCHING = 1
    """Watching; all is within the limits."""
    WARNING = 2
    """A reading is near its limit."""
    HOST_SILENT = 3
    """Watching, but no command has come for 1.5 s in foot mode: nobody monitors."""
    TRIPPED = 4
    """A limit was passed, the stop loop opened, or under feet a pad or the supply failed; holds until acknowledged."""
    WARNING_HOST_SILENT = 5
    """A reading is near its limit, and nobody monitors: both at once."""


class TripCause(IntEnum):
    """Why the rig's guard tripped."""

    NONE = 0
    """It has not."""
    PAD_LIMIT = 1
    """One pad was pressed harder than its limit."""
    GROUP_LIMIT = 2
    """A group of pads together was pressed harder than its limit."""
    RATE_OF_RISE = 3
    """The load of a group of pads rose too fast."""
    STOP_LOOP = 4
    """The partner let go of the stop loop, or its cable is cut, shorted or unplugged."""
    PAD_FAULT = 5
    """A pad or its cable failed under feet: it reads nothing, or full, all the time."""
    SUPPLY = 6
    """The supply was out of its range under feet, so no reading can be relied on."""
    FORGOTTEN = 7
    """The rig was tripped when its power failed, and why cannot be read any more."""


class ButtonKind(IntEnum):
    """The partner's buttons."""

    STOP_LOOP = 1
    """The stop loop, closed at rest: pressed means open, or shorted where it ends in a resistor."""
    GOOD_SPOT = 2
    """More of this, a good spot. Held for a second it also acknowledges a trip."""


class FaultCode(IntEnum):
    """What the rig found wrong with itself; the number is the bit in a field `faults`."""

    FLASH_DAMAGED = 0
    """The program in the chip is not the one that was built."""
    RAM_DAMAGED = 1
    """A cell of the working memory does not keep what is written."""
    SETTINGS_LOST = 2
    """Settings were stored but neither copy can be read."""
    ADC_GROUND = 3
    """The converter does not read zero at ground."""
    SUPPLY_LOW = 4
    """The supply now reads below 4.25 V; the reference it is measured against may be 10 % off."""
    SUPPLY_HIGH = 5
    """The supply now reads above 5.75 V; the reference it is measured against may be 10 % off."""
    PAD_OPEN = 6
    """A pad now reads below its level at rest: its wire is broken or it is unplugged."""
    PAD_SHORTED = 7
    """A pad now reads full all the time: its two wires touch."""
    PAD_STUCK = 8
    """A pad showed the very same reading, too high for an empty one, during the whole self-test."""
    OVERRUNS = 9
    """Scans were not taken in time."""
    TX_DROPPED = 10
    """The serial line had no room for some frames."""
    RX_ERRORS = 11
    """Damaged bytes or frames came from the host."""
    WATCHDOG_RESET = 12
    """The firmware hung and was restarted."""
    BROWN_OUT = 13
    """The supply dipped and the rig restarted."""
    STACK_LOW = 14
    """Less than 64 bytes of working memory were ever free."""
    STOP_LOOP_OPEN = 15
    """The partner's stop loop is open."""
    STOP_LOOP_SHORTED = 16
    """The partner's stop loop is shorted before its resistor: letting go would not be seen."""


class GuardOption(IntEnum):
    """How the guard watches; the bits of the field `options`."""

    LOOP_IN_HANDS = 1
    """An open stop loop trips in hands mode too. In foot mode it always does."""
    LOOP_RESISTOR = 2
    """The stop loop ends in a resistor: a loop without it is shorted, which counts as open."""
    FEET_UNSUPERVISED = 4
    """Feet are allowed on pads without supervision resistors: somebody was asked and agreed."""


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
    LAYOUT: ClassVar[Struct] = Struct("<BIBBBBBBHHIIBBIHBIIBBB")
    EARLIER: ClassVar[tuple[int, ...]] = (25, 42,)
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
    serial: int = 0
    """Serial number of the rig; 0 if none was given."""
    boots: int = 0
    """Starts counted so far, this one included; 0 if unknown, stays at 65535."""
    oversampling: int = 0
    """Each reading is the sum of 2 to this power conversions; counts_max counts that in."""
    calibration_id: int = 0
    """Number of the calibration the stored limits come from; 0 if none are stored."""
    faults: int = 0
    """What is wrong; a bit for each code. Pads, supply and stop loop as they are now, the rest since the start."""
    mode: int = 0
    """What presses."""
    guard: int = 0
    """What the guard is doing."""
    pads_max: int = 0
    """Pads this firmware can scan; SetPads may choose fewer."""


@dataclass(frozen=True, slots=True)
class Samples:
    """One or more scans of all pads, oldest first."""

    TYPE: ClassVar[int] = 0x02
    LAYOUT: ClassVar[Struct] = Struct("<IHB")
    EARLIER: ClassVar[tuple[int, ...]] = ()
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
    LAYOUT: ClassVar[Struct] = Struct("<IIHHHIBBHHH")
    EARLIER: ClassVar[tuple[int, ...]] = (14, 20,)
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
    faults: int = 0
    """What is wrong; a bit for each code. Pads, supply and stop loop as they are now, the rest since the start."""
    mode: int = 0
    """What presses."""
    guard: int = 0
    """What the guard is doing."""
    pads_open: int = 0
    """A bit for each pad that is not connected now."""
    pads_shorted: int = 0
    """A bit for each pad that is shorted now."""
    supply_mv: int = 0
    """Supply, measured within the last second against the chip's own reference (±10 %); 0 before the first. Unit: mV."""


@dataclass(frozen=True, slots=True)
class Ack:
    """A command was carried out."""

    TYPE: ClassVar[int] = 0x04
    LAYOUT: ClassVar[Struct] = Struct("<HB")
    EARLIER: ClassVar[tuple[int, ...]] = ()
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
    EARLIER: ClassVar[tuple[int, ...]] = ()
    TAIL: ClassVar[Struct | None] = None
    request: int
    """The command's sequence."""
    command: int
    """The command's type."""
    code: int
    """Why."""


@dataclass(frozen=True, slots=True)
class Trip:
    """The guard tripped, or a trip was acknowledged. Sent again after a restart while the trip holds; after power was lost, only cause and source are known."""

    TYPE: ClassVar[int] = 0x06
    LAYOUT: ClassVar[Struct] = Struct("<IBBBHH")
    EARLIER: ClassVar[tuple[int, ...]] = ()
    TAIL: ClassVar[Struct | None] = None
    t_us: int
    """Device time. Unit: µs."""
    tripped: int
    """1: it holds. 0: it was acknowledged."""
    cause: int
    """Why."""
    source: int
    """Number of the pad or group, from 0."""
    level: int
    """What was read, or by how much it rose; millivolts if the cause is SUPPLY. Unit: counts."""
    limit: int
    """What was allowed, in the same unit. Unit: counts."""


@dataclass(frozen=True, slots=True)
class Button:
    """The partner pressed or released something, free of contact bounce."""

    TYPE: ClassVar[int] = 0x07
    LAYOUT: ClassVar[Struct] = Struct("<IBB")
    EARLIER: ClassVar[tuple[int, ...]] = ()
    TAIL: ClassVar[Struct | None] = None
    t_us: int
    """Device time of the first scan that saw it. Unit: µs."""
    button: int
    """Which."""
    pressed: int
    """1: pressed, or the loop opened. 0: released, or closed."""


@dataclass(frozen=True, slots=True)
class SelfTest:
    """What the self-test found; sent 512 scans after a start and after RunSelfTest."""

    TYPE: ClassVar[int] = 0x08
    LAYOUT: ClassVar[Struct] = Struct("<IIHHHHHH")
    EARLIER: ClassVar[tuple[int, ...]] = ()
    TAIL: ClassVar[Struct | None] = None
    t_us: int
    """Device time. Unit: µs."""
    faults: int
    """What is wrong; a bit for each code."""
    supply_mv: int
    """Supply, measured against the chip's own reference (±10 %). Unit: mV."""
    ground_counts: int
    """Reading at ground. Unit: counts."""
    free_stack: int
    """Working memory that was never used since power came on. Unit: bytes."""
    pads_open: int
    """A bit for each pad that is not connected."""
    pads_shorted: int
    """A bit for each pad that is shorted."""
    pads_stuck: int
    """A bit for each pad that does not move."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What is stored in the rig; Limits and a PadName a pad follow."""

    TYPE: ClassVar[int] = 0x09
    LAYOUT: ClassVar[Struct] = Struct("<HBIIB")
    EARLIER: ClassVar[tuple[int, ...]] = (11,)
    TAIL: ClassVar[Struct | None] = None
    generation: int
    """Grows with every save; 0 if nothing was ever stored."""
    layout: int
    """Version of the stored layout."""
    serial: int
    """Serial number of the rig."""
    calibration_id: int
    """Number of the calibration the limits come from; 0 if there are none."""
    pads: int = 0
    """Pads to scan, as stored by SetPads; 0: as many as the firmware can."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits the guard watches, in counts of a single conversion whatever the oversampling."""

    TYPE: ClassVar[int] = 0x0A
    LAYOUT: ClassVar[Struct] = Struct("<IBBBBHHHB")
    EARLIER: ClassVar[tuple[int, ...]] = ()
    TAIL: ClassVar[Struct | None] = Struct("<H")
    calibration_id: int
    """Number of the calibration the limits come from."""
    pads: int
    """Pads limited; the first so many entries of `limits`."""
    groups: int
    """Groups of pads limited, at most 4."""
    warning_percent: int
    """Warn from this share of a limit on, 1 to 100. Unit: %."""
    min_time_ms: int
    """A limit must be passed this long, 0 to 200, but for single readings; 0 trips on the first reading. Unit: ms."""
    hysteresis: int
    """A warning ends, and a trip can be acknowledged, this far below. Unit: counts."""
    open_below: int
    """A pad that reads less for 20 ms is not connected; 0 where pads have no supervision resistor. Unit: counts."""
    short_above: int
    """A pad that reads this or more for 20 ms is shorted; 0 does not check. Unit: counts."""
    options: int
    """How the guard watches; bits may be combined."""
    limits: tuple[int, ...]
    """A limit a pad, then for each group: a bit for each of its pads, limit of their sum, limit of its rise within 50 ms; 0 is no limit. Since 3, at the end: the sum of all pads up to which nobody stands on them; 0 if there are no limits. Unit: counts."""


@dataclass(frozen=True, slots=True)
class PadName:
    """The stored name of a pad."""

    TYPE: ClassVar[int] = 0x0B
    LAYOUT: ClassVar[Struct] = Struct("<B")
    EARLIER: ClassVar[tuple[int, ...]] = ()
    TAIL: ClassVar[Struct | None] = Struct("<B")
    pad: int
    """Number of the pad, from 0."""
    text: tuple[int, ...]
    """At most 6 bytes of UTF-8."""


@dataclass(frozen=True, slots=True)
class Identify:
    """Asks for Hello; acknowledged, then answered with the next scan."""

    TYPE: ClassVar[int] = 0x41
    LAYOUT: ClassVar[Struct] = Struct("<")
    EARLIER: ClassVar[tuple[int, ...]] = ()
    TAIL: ClassVar[Struct | None] = None


@dataclass(frozen=True, slots=True)
class Start:
    """Starts the stream of Samples. The rig also starts streaming on its own after Hello."""

    TYPE: ClassVar[int] = 0x42
    LAYOUT: ClassVar[Struct] = Struct("<")
    EARLIER: ClassVar[tuple[int, ...]] = ()
    TAIL: ClassVar[Struct | None] = None


@dataclass(frozen=True, slots=True)
class Stop:
    """Stops the stream of Samples; scanning and Status go on. Refused in foot mode."""

    TYPE: ClassVar[int] = 0x43
    LAYOUT: ClassVar[Struct] = Struct("<")
    EARLIER: ClassVar[tuple[int, ...]] = ()
    TAIL: ClassVar[Struct | None] = None


@dataclass(frozen=True, slots=True)
class SetRate:
    """Changes the scan rate; a new Hello follows the Ack. Refused in foot mode."""

    TYPE: ClassVar[int] = 0x44
    LAYOUT: ClassVar[Struct] = Struct("<H")
    EARLIER: ClassVar[tuple[int, ...]] = ()
    TAIL: ClassVar[Struct | None] = None
    rate_hz: int
    """100, 250, 500 or 1000. Unit: Hz."""


@dataclass(frozen=True, slots=True)
class Ping:
    """Asks for an Ack and nothing else: is the rig listening? In foot mode any command within 1.5 s of the last keeps the guard from reporting HOST_SILENT."""

    TYPE: ClassVar[int] = 0x45
    LAYOUT: ClassVar[Struct] = Struct("<")
    EARLIER: ClassVar[tuple[int, ...]] = ()
    TAIL: ClassVar[Struct | None] = None


@dataclass(frozen=True, slots=True)
class SetMode:
    """Chooses what presses; kept over every restart but power-on. Foot mode starts the stream of Samples; from feet back to hands only once all pads have been empty for half a second."""

    TYPE: ClassVar[int] = 0x46
    LAYOUT: ClassVar[Struct] = Struct("<B")
    EARLIER: ClassVar[tuple[int, ...]] = ()
    TAIL: ClassVar[Struct | None] = None
    mode: int
    """The mode."""


@dataclass(frozen=True, slots=True)
class AcknowledgeTrip:
    """Ends a trip whose cause is gone; refused while it is not. Nothing else ends one, not even loss of power."""

    TYPE: ClassVar[int] = 0x47
    LAYOUT: ClassVar[Struct] = Struct("<")
    EARLIER: ClassVar[tuple[int, ...]] = ()
    TAIL: ClassVar[Struct | None] = None


@dataclass(frozen=True, slots=True)
class RunSelfTest:
    """Starts the self-test; the stream goes on, and SelfTest follows 512 scans later."""

    TYPE: ClassVar[int] = 0x48
    LAYOUT: ClassVar[Struct] = Struct("<")
    EARLIER: ClassVar[tuple[int, ...]] = ()
    TAIL: ClassVar[Struct | None] = None


@dataclass(frozen=True, slots=True)
class GetSettings:
    """Asks for Settings, Limits and a PadName a pad, as stored."""

    TYPE: ClassVar[int] = 0x49
    LAYOUT: ClassVar[Struct] = Struct("<")
    EARLIER: ClassVar[tuple[int, ...]] = ()
    TAIL: ClassVar[Struct | None] = None


@dataclass(frozen=True, slots=True)
class SetSerial:
    """Gives the rig a serial number. Like all settings it holds from SaveSettings on, and is forgotten 5 s after the last of them if that does not come."""

    TYPE: ClassVar[int] = 0x4A
    LAYOUT: ClassVar[Struct] = Struct("<I")
    EARLIER: ClassVar[tuple[int, ...]] = ()
    TAIL: ClassVar[Struct | None] = None
    serial: int
    """The number."""


@dataclass(frozen=True, slots=True)
class SetLimits:
    """Gives the guard its limits, in counts of a single conversion whatever the oversampling. Holds from SaveSettings on, which must follow within 5 s; refused in foot mode."""

    TYPE: ClassVar[int] = 0x4B
    LAYOUT: ClassVar[Struct] = Struct("<IBBBBHHHB")
    EARLIER: ClassVar[tuple[int, ...]] = ()
    TAIL: ClassVar[Struct | None] = Struct("<H")
    calibration_id: int
    """Number of the calibration the limits come from."""
    pads: int
    """Pads limited; the first so many entries of `limits`."""
    groups: int
    """Groups of pads limited, at most 4."""
    warning_percent: int
    """Warn from this share of a limit on, 1 to 100. Unit: %."""
    min_time_ms: int
    """A limit must be passed this long, 0 to 200, but for single readings; 0 trips on the first reading. Unit: ms."""
    hysteresis: int
    """A warning ends, and a trip can be acknowledged, this far below. Unit: counts."""
    open_below: int
    """A pad that reads less for 20 ms is not connected; 0 where pads have no supervision resistor. Unit: counts."""
    short_above: int
    """A pad that reads this or more for 20 ms is shorted; 0 does not check. Unit: counts."""
    options: int
    """How the guard watches; bits may be combined."""
    limits: tuple[int, ...]
    """A limit a pad, then for each group: a bit for each of its pads, limit of their sum, limit of its rise within 50 ms; 0 is no limit. Since 3, at the end: the sum of all pads up to which nobody stands on them; 0 if there are no limits. Unit: counts."""


@dataclass(frozen=True, slots=True)
class SetPadName:
    """Names a pad. Holds from SaveSettings on."""

    TYPE: ClassVar[int] = 0x4C
    LAYOUT: ClassVar[Struct] = Struct("<B")
    EARLIER: ClassVar[tuple[int, ...]] = ()
    TAIL: ClassVar[Struct | None] = Struct("<B")
    pad: int
    """Number of the pad, from 0."""
    text: tuple[int, ...]
    """At most 6 bytes of UTF-8."""


@dataclass(frozen=True, slots=True)
class SaveSettings:
    """Stores the settings so that they outlive a power cut at any moment; acknowledged when they read back, within 2 s. Refused in foot mode."""

    TYPE: ClassVar[int] = 0x4D
    LAYOUT: ClassVar[Struct] = Struct("<")
    EARLIER: ClassVar[tuple[int, ...]] = ()
    TAIL: ClassVar[Struct | None] = None


@dataclass(frozen=True, slots=True)
class SetOversampling:
    """Changes how many conversions a reading sums up; a new Hello follows the Ack. Refused in foot mode."""

    TYPE: ClassVar[int] = 0x4E
    LAYOUT: ClassVar[Struct] = Struct("<B")
    EARLIER: ClassVar[tuple[int, ...]] = ()
    TAIL: ClassVar[Struct | None] = None
    oversampling: int
    """0 to 6: 2 to this power conversions a reading."""


@dataclass(frozen=True, slots=True)
class SetPads:
    """How many pads are connected, from A0 on; the others are not scanned. Holds from the restart after SaveSettings on; stored limits are forgotten."""

    TYPE: ClassVar[int] = 0x4F
    LAYOUT: ClassVar[Struct] = Struct("<B")
    EARLIER: ClassVar[tuple[int, ...]] = ()
    TAIL: ClassVar[Struct | None] = None
    pads: int
    """The number; 0: as many as the firmware can."""


@dataclass(frozen=True, slots=True)
class Document:
    """A piece of text a recording carries inside: what it needs to be read years later."""

    TYPE: ClassVar[int] = 0x81
    LAYOUT: ClassVar[Struct] = Struct("<BB")
    EARLIER: ClassVar[tuple[int, ...]] = ()
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
    EARLIER: ClassVar[tuple[int, ...]] = ()
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
    EARLIER: ClassVar[tuple[int, ...]] = ()
    TAIL: ClassVar[Struct | None] = None
    duration_us: int
    """How long nothing was received, by the host's clock. Unit: µs."""


@dataclass(frozen=True, slots=True)
class End:
    """The recording was closed in order; without it the recording was cut off."""

    TYPE: ClassVar[int] = 0x84
    LAYOUT: ClassVar[Struct] = Struct("<")
    EARLIER: ClassVar[tuple[int, ...]] = ()
    TAIL: ClassVar[Struct | None] = None


Message = (
    Hello
    | Samples
    | Status
    | Ack
    | Nak
    | Trip
    | Button
    | SelfTest
    | Settings
    | Limits
    | PadName
    | Identify
    | Start
    | Stop
    | SetRate
    | Ping
    | SetMode
    | AcknowledgeTrip
    | RunSelfTest
    | GetSettings
    | SetSerial
    | SetLimits
    | SetPadName
    | SaveSettings
    | SetOversampling
    | SetPads
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
    Trip.TYPE: Trip,
    Button.TYPE: Button,
    SelfTest.TYPE: SelfTest,
    Settings.TYPE: Settings,
    Limits.TYPE: Limits,
    PadName.TYPE: PadName,
    Identify.TYPE: Identify,
    Start.TYPE: Start,
    Stop.TYPE: Stop,
    SetRate.TYPE: SetRate,
    Ping.TYPE: Ping,
    SetMode.TYPE: SetMode,
    AcknowledgeTrip.TYPE: AcknowledgeTrip,
    RunSelfTest.TYPE: RunSelfTest,
    GetSettings.TYPE: GetSettings,
    SetSerial.TYPE: SetSerial,
    SetLimits.TYPE: SetLimits,
    SetPadName.TYPE: SetPadName,
    SaveSettings.TYPE: SaveSettings,
    SetOversampling.TYPE: SetOversampling,
    SetPads.TYPE: SetPads,
    Document.TYPE: Document,
    HostTime.TYPE: HostTime,
    Gap.TYPE: Gap,
    End.TYPE: End,
}

NAK_REMEDY: Final[dict[int, tuple[str, str]]] = {
    NakCode.UNKNOWN_COMMAND: ("This firmware has no such command.", "Update the firmware: pawpress flash."),
    NakCode.MALFORMED: ("The body is not of the length the schema gives.", "Host and firmware differ: run pawpress doctor."),
    NakCode.RATE_NOT_OFFERED: ("The timer cannot pace this rate exactly.", "Choose 100, 250, 500 or 1000 Hz."),
    NakCode.RATE_TOO_HIGH: ("Line or converter have no time for so many readings a second.", "Choose a lower rate, less oversampling or a faster baud."),
    NakCode.OUT_OF_RANGE: ("A number in the command makes no sense for this rig.", "Send limits for as many pads as the rig has, and numbers within the bounds of the protocol page."),
    NakCode.LIMITS_MISSING: ("Foot mode needs trip limits stored in the rig.", "Calibrate the pads, store the limits in the rig, then choose foot mode again."),
    NakCode.FOOT_MODE: ("In foot mode nothing changes that the guard relies on.", "Step off and go back to hands mode first."),
    NakCode.BUSY: ("The rig is still busy with the save or self-test before.", "Wait two seconds and try again."),
    NakCode.STORE_FAILED: ("The memory for settings did not read back what was written; the settings before still hold.", "Save once more; if it fails again, replace the board."),
    NakCode.STILL_TRIPPED: ("What tripped the guard still holds.", "Take the weight off, close the stop loop, mend the pad or supply that failed, then acknowledge."),
    NakCode.NEVER_TRIPS: ("A limit lies where no reading can pass it, or a pad has none.", "Calibrate the pads again; every limit must lie below the top of the range."),
    NakCode.UNSUPERVISED: ("The pads have no supervision resistors, so a broken cable would go unseen under feet.", "Mount the resistors and calibrate again."),
    NakCode.PADS_LOADED: ("There is still weight on the pads.", "Step off, and stand the rig down once all pads are empty."),
}
"""Cause and remedy of every refusal."""

FAULT_REMEDY: Final[dict[int, tuple[str, str]]] = {
    FaultCode.FLASH_DAMAGED: ("The program in the chip is not the one that was built.", "Upload it again: pawpress flash."),
    FaultCode.RAM_DAMAGED: ("A cell of the working memory does not keep what is written.", "Replace the board."),
    FaultCode.SETTINGS_LOST: ("Settings were stored but neither copy can be read.", "Calibrate the pads and store the limits again."),
    FaultCode.ADC_GROUND: ("The converter does not read zero at ground.", "Take the shield off and run the self-test again; if it stays, replace the board."),
    FaultCode.SUPPLY_LOW: ("The supply now reads below 4.25 V; the reference it is measured against may be 10 % off.", "Use another USB port or a shorter cable; take other loads off."),
    FaultCode.SUPPLY_HIGH: ("The supply now reads above 5.75 V; the reference it is measured against may be 10 % off.", "Unplug the rig now and check its power supply."),
    FaultCode.PAD_OPEN: ("A pad now reads below its level at rest: its wire is broken or it is unplugged.", "Check the plug and the cable of the pad named."),
    FaultCode.PAD_SHORTED: ("A pad now reads full all the time: its two wires touch.", "Unplug the pad named; if it then reads nothing, its cable or sensor is crushed."),
    FaultCode.PAD_STUCK: ("A pad showed the very same reading, too high for an empty one, during the whole self-test.", "Press the pad named while you run the self-test again; if the reading stays, check its wiring."),
    FaultCode.OVERRUNS: ("Scans were not taken in time.", "Choose a lower rate or less oversampling."),
    FaultCode.TX_DROPPED: ("The serial line had no room for some frames.", "Choose a lower rate or a faster baud."),
    FaultCode.RX_ERRORS: ("Damaged bytes or frames came from the host.", "Use a shorter, shielded USB cable; check that the baud is right."),
    FaultCode.WATCHDOG_RESET: ("The firmware hung and was restarted.", "If it happens again, upload the firmware anew and report it with a recording."),
    FaultCode.BROWN_OUT: ("The supply dipped and the rig restarted.", "Use another USB port or a shorter cable; take other loads off."),
    FaultCode.STACK_LOW: ("Less than 64 bytes of working memory were ever free.", "Report it; use fewer pads or a shipped image until then."),
    FaultCode.STOP_LOOP_OPEN: ("The partner's stop loop is open.", "Plug it in and close it; without one, feet may not be used."),
    FaultCode.STOP_LOOP_SHORTED: ("The partner's stop loop is shorted before its resistor: letting go would not be seen.", "Unplug it and check its cable for a pinch."),
}
"""Cause and remedy of every fault; the key is its bit in `faults`."""

TRIP_REMEDY: Final[dict[int, tuple[str, str]]] = {
    TripCause.NONE: ("It has not.", "Nothing to do."),
    TripCause.PAD_LIMIT: ("One pad was pressed harder than its limit.", "Take the weight off, ask how it feels, then acknowledge."),
    TripCause.GROUP_LIMIT: ("A group of pads together was pressed harder than its limit.", "Take the weight off, ask how it feels, then acknowledge."),
    TripCause.RATE_OF_RISE: ("The load of a group of pads rose too fast.", "Stop: never kick, jump or strike. Ask how it feels, then acknowledge."),
    TripCause.STOP_LOOP: ("The partner let go of the stop loop, or its cable is cut, shorted or unplugged.", "Stop at once and ask; close the loop or mend its cable, then acknowledge."),
    TripCause.PAD_FAULT: ("A pad or its cable failed under feet: it reads nothing, or full, all the time.", "Step off. Check the plug and the cable of the pad named, then acknowledge."),
    TripCause.SUPPLY: ("The supply was out of its range under feet, so no reading can be relied on.", "Step off. Use another USB port or a shorter cable, then acknowledge."),
    TripCause.FORGOTTEN: ("The rig was tripped when its power failed, and why cannot be read any more.", "Ask how it feels, then acknowledge."),
}
"""Cause and remedy of every trip."""

SCHEMA_JSON: Final = r"""{"protocol":{"name":"pawpress","version":3,"doc":"Every frame is COBS-encoded and ends in 0x00. Inside COBS stand a header, the body and a checksum:\n`type u8 | length u8 | sequence u16 | body (length bytes) | crc u16`.\nNumbers are little-endian, except the checksum, which is big-endian so that the CRC over a whole good frame is zero.\nThe checksum is CRC-16/CCITT-FALSE (polynomial 0x1021, initial value 0xFFFF, not reflected) over header and body.\n`sequence` counts every frame of one direction and wraps; a jump is the number of lost frames. A command's sequence is\nits request number, and the answer carries it back.\n\nOne command at a time: a host sends a command and waits for its `Ack` or `Nak` before it sends the next. The rig keeps\n127 bytes that it has not read yet: any one command, and a `Ping` or two behind it. What comes faster is lost, counted in\n`rx_errors` and not answered; a 0x00 before the next command ends what may be left of it.\n\nA field marked *since 2* or *since 3* was added at the end of its message in that version. A reader takes the shorter\nmessage of an earlier version too and reads such a field as 0, so that old recordings stay readable and an old firmware\nis recognised. Version 3 also gave the flag `stop_loop` of the limits more bits and the name `options`.\n","max_body":200},"enum":[{"name":"Board","type":"u8","doc":"The board the firmware was built for.","values":[{"name":"UNKNOWN","value":0,"doc":"Not a board this schema knows.","remedy":""},{"name":"UNO","value":1,"doc":"Arduino Uno R3, ATmega328P, A0 to A5.","remedy":""},{"name":"NANO","value":2,"doc":"Arduino Nano, ATmega328P, A0 to A7.","remedy":""},{"name":"MEGA","value":3,"doc":"Arduino Mega 2560, compiled only.","remedy":""}]},{"name":"PadKind","type":"u8","doc":"What a pad is made of: decides the nominal curve until the pad is calibrated.","values":[{"name":"UNKNOWN","value":0,"doc":"Not a pad kind this schema knows.","remedy":""},{"name":"FSR_DIVIDER","value":1,"doc":"Thin-film 445 N sensor in a divider with the resistor matched to 200 N.","remedy":""},{"name":"FSR_MUX","value":2,"doc":"Sixteen such pads, each with a divider of its own, behind a 74HC4067.","remedy":""}]},{"name":"ResetCause","type":"u8","doc":"Why the rig started last; the bits of the controller's MCUSR register.","values":[{"name":"POWER_ON","value":1,"doc":"Supply switched on.","remedy":""},{"name":"EXTERNAL","value":2,"doc":"Reset button, or the host opened the port (DTR).","remedy":""},{"name":"BROWN_OUT","value":4,"doc":"Supply dipped.","remedy":""},{"name":"WATCHDOG","value":8,"doc":"The firmware hung and the watchdog restarted it.","remedy":""}]},{"name":"NakCode","type":"u8","doc":"Why a command was refused.","values":[{"name":"UNKNOWN_COMMAND","value":1,"doc":"This firmware has no such command.","remedy":"Update the firmware: pawpress flash."},{"name":"MALFORMED","value":2,"doc":"The body is not of the length the schema gives.","remedy":"Host and firmware differ: run pawpress doctor."},{"name":"RATE_NOT_OFFERED","value":3,"doc":"The timer cannot pace this rate exactly.","remedy":"Choose 100, 250, 500 or 1000 Hz."},{"name":"RATE_TOO_HIGH","value":4,"doc":"Line or converter have no time for so many readings a second.","remedy":"Choose a lower rate, less oversampling or a faster baud."},{"name":"OUT_OF_RANGE","value":5,"doc":"A number in the command makes no sense for this rig.","remedy":"Send limits for as many pads as the rig has, and numbers within the bounds of the protocol page."},{"name":"LIMITS_MISSING","value":6,"doc":"Foot mode needs trip limits stored in the rig.","remedy":"Calibrate the pads, store the limits in the rig, then choose foot mode again."},{"name":"FOOT_MODE","value":7,"doc":"In foot mode nothing changes that the guard relies on.","remedy":"Step off and go back to hands mode first."},{"name":"BUSY","value":8,"doc":"The rig is still busy with the save or self-test before.","remedy":"Wait two seconds and try again."},{"name":"STORE_FAILED","value":9,"doc":"The memory for settings did not read back what was written; the settings before still hold.","remedy":"Save once more; if it fails again, replace the board."},{"name":"STILL_TRIPPED","value":10,"doc":"What tripped the guard still holds.","remedy":"Take the weight off, close the stop loop, mend the pad or supply that failed, then acknowledge."},{"name":"NEVER_TRIPS","value":11,"doc":"A limit lies where no reading can pass it, or a pad has none.","remedy":"Calibrate the pads again; every limit must lie below the top of the range."},{"name":"UNSUPERVISED","value":12,"doc":"The pads have no supervision resistors, so a broken cable would go unseen under feet.","remedy":"Mount the resistors and calibrate again."},{"name":"PADS_LOADED","value":13,"doc":"There is still weight on the pads.","remedy":"Step off, and stand the rig down once all pads are empty."}]},{"name":"Mode","type":"u8","doc":"What presses.","values":[{"name":"HANDS","value":0,"doc":"Hands; the guard watches if limits are stored.","remedy":""},{"name":"FOOT","value":1,"doc":"Feet; the guard always watches, and the host must be heard from.","remedy":""}]},{"name":"GuardState","type":"u8","doc":"What the rig's own guard is doing.","values":[{"name":"OFF","value":0,"doc":"Not watching: no limits are stored.","remedy":""},{"name":"WATCHING","value":1,"doc":"Watching; all is within the limits.","remedy":""},{"name":"WARNING","value":2,"doc":"A reading is near its limit.","remedy":""},{"name":"HOST_SILENT","value":3,"doc":"Watching, but no command has come for 1.5 s in foot mode: nobody monitors.","remedy":""},{"name":"TRIPPED","value":4,"doc":"A limit was passed, the stop loop opened, or under feet a pad or the supply failed; holds until acknowledged.","remedy":""},{"name":"WARNING_HOST_SILENT","value":5,"doc":"A reading is near its limit, and nobody monitors: both at once.","remedy":""}]},{"name":"TripCause","type":"u8","doc":"Why the rig's guard tripped.","values":[{"name":"NONE","value":0,"doc":"It has not.","remedy":"Nothing to do."},{"name":"PAD_LIMIT","value":1,"doc":"One pad was pressed harder than its limit.","remedy":"Take the weight off, ask how it feels, then acknowledge."},{"name":"GROUP_LIMIT","value":2,"doc":"A group of pads together was pressed harder than its limit.","remedy":"Take the weight off, ask how it feels, then acknowledge."},{"name":"RATE_OF_RISE","value":3,"doc":"The load of a group of pads rose too fast.","remedy":"Stop: never kick, jump or strike. Ask how it feels, then acknowledge."},{"name":"STOP_LOOP","value":4,"doc":"The partner let go of the stop loop, or its cable is cut, shorted or unplugged.","remedy":"Stop at once and ask; close the loop or mend its cable, then acknowledge."},{"name":"PAD_FAULT","value":5,"doc":"A pad or its cable failed under feet: it reads nothing, or full, all the time.","remedy":"Step off. Check the plug and the cable of the pad named, then acknowledge."},{"name":"SUPPLY","value":6,"doc":"The supply was out of its range under feet, so no reading can be relied on.","remedy":"Step off. Use another USB port or a shorter cable, then acknowledge."},{"name":"FORGOTTEN","value":7,"doc":"The rig was tripped when its power failed, and why cannot be read any more.","remedy":"Ask how it feels, then acknowledge."}]},{"name":"ButtonKind","type":"u8","doc":"The partner's buttons.","values":[{"name":"STOP_LOOP","value":1,"doc":"The stop loop, closed at rest: pressed means open, or shorted where it ends in a resistor.","remedy":""},{"name":"GOOD_SPOT","value":2,"doc":"More of this, a good spot. Held for a second it also acknowledges a trip.","remedy":""}]},{"name":"FaultCode","type":"u8","doc":"What the rig found wrong with itself; the number is the bit in a field `faults`.","values":[{"name":"FLASH_DAMAGED","value":0,"doc":"The program in the chip is not the one that was built.","remedy":"Upload it again: pawpress flash."},{"name":"RAM_DAMAGED","value":1,"doc":"A cell of the working memory does not keep what is written.","remedy":"Replace the board."},{"name":"SETTINGS_LOST","value":2,"doc":"Settings were stored but neither copy can be read.","remedy":"Calibrate the pads and store the limits again."},{"name":"ADC_GROUND","value":3,"doc":"The converter does not read zero at ground.","remedy":"Take the shield off and run the self-test again; if it stays, replace the board."},{"name":"SUPPLY_LOW","value":4,"doc":"The supply now reads below 4.25 V; the reference it is measured against may be 10 % off.","remedy":"Use another USB port or a shorter cable; take other loads off."},{"name":"SUPPLY_HIGH","value":5,"doc":"The supply now reads above 5.75 V; the reference it is measured against may be 10 % off.","remedy":"Unplug the rig now and check its power supply."},{"name":"PAD_OPEN","value":6,"doc":"A pad now reads below its level at rest: its wire is broken or it is unplugged.","remedy":"Check the plug and the cable of the pad named."},{"name":"PAD_SHORTED","value":7,"doc":"A pad now reads full all the time: its two wires touch.","remedy":"Unplug the pad named; if it then reads nothing, its cable or sensor is crushed."},{"name":"PAD_STUCK","value":8,"doc":"A pad showed the very same reading, too high for an empty one, during the whole self-test.","remedy":"Press the pad named while you run the self-test again; if the reading stays, check its wiring."},{"name":"OVERRUNS","value":9,"doc":"Scans were not taken in time.","remedy":"Choose a lower rate or less oversampling."},{"name":"TX_DROPPED","value":10,"doc":"The serial line had no room for some frames.","remedy":"Choose a lower rate or a faster baud."},{"name":"RX_ERRORS","value":11,"doc":"Damaged bytes or frames came from the host.","remedy":"Use a shorter, shielded USB cable; check that the baud is right."},{"name":"WATCHDOG_RESET","value":12,"doc":"The firmware hung and was restarted.","remedy":"If it happens again, upload the firmware anew and report it with a recording."},{"name":"BROWN_OUT","value":13,"doc":"The supply dipped and the rig restarted.","remedy":"Use another USB port or a shorter cable; take other loads off."},{"name":"STACK_LOW","value":14,"doc":"Less than 64 bytes of working memory were ever free.","remedy":"Report it; use fewer pads or a shipped image until then."},{"name":"STOP_LOOP_OPEN","value":15,"doc":"The partner's stop loop is open.","remedy":"Plug it in and close it; without one, feet may not be used."},{"name":"STOP_LOOP_SHORTED","value":16,"doc":"The partner's stop loop is shorted before its resistor: letting go would not be seen.","remedy":"Unplug it and check its cable for a pinch."}]},{"name":"GuardOption","type":"u8","doc":"How the guard watches; the bits of the field `options`.","values":[{"name":"LOOP_IN_HANDS","value":1,"doc":"An open stop loop trips in hands mode too. In foot mode it always does.","remedy":""},{"name":"LOOP_RESISTOR","value":2,"doc":"The stop loop ends in a resistor: a loop without it is shorted, which counts as open.","remedy":""},{"name":"FEET_UNSUPERVISED","value":4,"doc":"Feet are allowed on pads without supervision resistors: somebody was asked and agreed.","remedy":""}]},{"name":"DocumentKind","type":"u8","doc":"The documents at the head of a recording.","values":[{"name":"MANIFEST","value":1,"doc":"JSON: format, program and firmware versions, layout, calibration, targets, mode.","remedy":""},{"name":"SCHEMA","value":2,"doc":"The text of this schema.","remedy":""}]}],"message":[{"name":"Hello","id":1,"direction":"rig","doc":"Who the rig is. Sent once after every start and in answer to Identify.","fields":[{"name":"protocol_version","type":"u8","doc":"Version of this schema.","unit":"","enum":"","since":1},{"name":"schema_hash","type":"u32","doc":"First four bytes of the schema's SHA-256; the host names a mismatch instead of guessing.","unit":"","enum":"","since":1},{"name":"firmware_major","type":"u8","doc":"Firmware version, major.","unit":"","enum":"","since":1},{"name":"firmware_minor","type":"u8","doc":"Firmware version, minor.","unit":"","enum":"","since":1},{"name":"firmware_patch","type":"u8","doc":"Firmware version, patch.","unit":"","enum":"","since":1},{"name":"board","type":"u8","doc":"The board.","unit":"","enum":"Board","since":1},{"name":"pad_kind","type":"u8","doc":"What the pads are made of.","unit":"","enum":"PadKind","since":1},{"name":"pads","type":"u8","doc":"Pads scanned.","unit":"","enum":"","since":1},{"name":"rate_hz","type":"u16","doc":"Scans a second.","unit":"Hz","enum":"","since":1},{"name":"counts_max","type":"u16","doc":"Top of the converter's range.","unit":"counts","enum":"","since":1},{"name":"pad_skew_ns","type":"u32","doc":"Time between two neighbouring pads of one scan.","unit":"ns","enum":"","since":1},{"name":"baud","type":"u32","doc":"Speed of the serial line.","unit":"baud","enum":"","since":1},{"name":"reset_cause","type":"u8","doc":"Why the rig started; bits may be combined.","unit":"","enum":"ResetCause","since":1},{"name":"restarted","type":"u8","doc":"1 in the first Hello after a start, 0 in an answer to Identify.","unit":"","enum":"","since":1},{"name":"serial","type":"u32","doc":"Serial number of the rig; 0 if none was given.","unit":"","enum":"","since":2},{"name":"boots","type":"u16","doc":"Starts counted so far, this one included; 0 if unknown, stays at 65535.","unit":"","enum":"","since":2},{"name":"oversampling","type":"u8","doc":"Each reading is the sum of 2 to this power conversions; counts_max counts that in.","unit":"","enum":"","since":2},{"name":"calibration_id","type":"u32","doc":"Number of the calibration the stored limits come from; 0 if none are stored.","unit":"","enum":"","since":2},{"name":"faults","type":"u32","doc":"What is wrong; a bit for each code. Pads, supply and stop loop as they are now, the rest since the start.","unit":"","enum":"FaultCode","since":2},{"name":"mode","type":"u8","doc":"What presses.","unit":"","enum":"Mode","since":2},{"name":"guard","type":"u8","doc":"What the guard is doing.","unit":"","enum":"GuardState","since":2},{"name":"pads_max","type":"u8","doc":"Pads this firmware can scan; SetPads may choose fewer.","unit":"","enum":"","since":3}]},{"name":"Samples","id":2,"direction":"rig","doc":"One or more scans of all pads, oldest first.","fields":[{"name":"t_us","type":"u32","doc":"Device time of the first scan; wraps after 71.6 minutes.","unit":"µs","enum":"","since":1},{"name":"period_us","type":"u16","doc":"Time from one scan to the next.","unit":"µs","enum":"","since":1},{"name":"pads","type":"u8","doc":"Pads in a scan.","unit":"","enum":"","since":1},{"name":"counts","type":"u16[]","doc":"Scan by scan, pad by pad.","unit":"counts","enum":"","since":1}]},{"name":"Status","id":3,"direction":"rig","doc":"The rig's own health, once a second.","fields":[{"name":"t_us","type":"u32","doc":"Device time.","unit":"µs","enum":"","since":1},{"name":"uptime_s","type":"u32","doc":"Time since the start; does not wrap.","unit":"s","enum":"","since":1},{"name":"overruns","type":"u16","doc":"Scans not taken in time since the start.","unit":"","enum":"","since":1},{"name":"tx_dropped","type":"u16","doc":"Frames the serial line had no room for since the start.","unit":"","enum":"","since":1},{"name":"rx_errors","type":"u16","doc":"Damaged frames or bytes received since the start.","unit":"","enum":"","since":1},{"name":"faults","type":"u32","doc":"What is wrong; a bit for each code. Pads, supply and stop loop as they are now, the rest since the start.","unit":"","enum":"FaultCode","since":2},{"name":"mode","type":"u8","doc":"What presses.","unit":"","enum":"Mode","since":2},{"name":"guard","type":"u8","doc":"What the guard is doing.","unit":"","enum":"GuardState","since":2},{"name":"pads_open","type":"u16","doc":"A bit for each pad that is not connected now.","unit":"","enum":"","since":3},{"name":"pads_shorted","type":"u16","doc":"A bit for each pad that is shorted now.","unit":"","enum":"","since":3},{"name":"supply_mv","type":"u16","doc":"Supply, measured within the last second against the chip's own reference (±10 %); 0 before the first.","unit":"mV","enum":"","since":3}]},{"name":"Ack","id":4,"direction":"rig","doc":"A command was carried out.","fields":[{"name":"request","type":"u16","doc":"The command's sequence.","unit":"","enum":"","since":1},{"name":"command","type":"u8","doc":"The command's type.","unit":"","enum":"","since":1}]},{"name":"Nak","id":5,"direction":"rig","doc":"A command was refused; the stream goes on.","fields":[{"name":"request","type":"u16","doc":"The command's sequence.","unit":"","enum":"","since":1},{"name":"command","type":"u8","doc":"The command's type.","unit":"","enum":"","since":1},{"name":"code","type":"u8","doc":"Why.","unit":"","enum":"NakCode","since":1}]},{"name":"Trip","id":6,"direction":"rig","doc":"The guard tripped, or a trip was acknowledged. Sent again after a restart while the trip holds; after power was lost, only cause and source are known.","fields":[{"name":"t_us","type":"u32","doc":"Device time.","unit":"µs","enum":"","since":1},{"name":"tripped","type":"u8","doc":"1: it holds. 0: it was acknowledged.","unit":"","enum":"","since":1},{"name":"cause","type":"u8","doc":"Why.","unit":"","enum":"TripCause","since":1},{"name":"source","type":"u8","doc":"Number of the pad or group, from 0.","unit":"","enum":"","since":1},{"name":"level","type":"u16","doc":"What was read, or by how much it rose; millivolts if the cause is SUPPLY.","unit":"counts","enum":"","since":1},{"name":"limit","type":"u16","doc":"What was allowed, in the same unit.","unit":"counts","enum":"","since":1}]},{"name":"Button","id":7,"direction":"rig","doc":"The partner pressed or released something, free of contact bounce.","fields":[{"name":"t_us","type":"u32","doc":"Device time of the first scan that saw it.","unit":"µs","enum":"","since":1},{"name":"button","type":"u8","doc":"Which.","unit":"","enum":"ButtonKind","since":1},{"name":"pressed","type":"u8","doc":"1: pressed, or the loop opened. 0: released, or closed.","unit":"","enum":"","since":1}]},{"name":"SelfTest","id":8,"direction":"rig","doc":"What the self-test found; sent 512 scans after a start and after RunSelfTest.","fields":[{"name":"t_us","type":"u32","doc":"Device time.","unit":"µs","enum":"","since":1},{"name":"faults","type":"u32","doc":"What is wrong; a bit for each code.","unit":"","enum":"FaultCode","since":1},{"name":"supply_mv","type":"u16","doc":"Supply, measured against the chip's own reference (±10 %).","unit":"mV","enum":"","since":1},{"name":"ground_counts","type":"u16","doc":"Reading at ground.","unit":"counts","enum":"","since":1},{"name":"free_stack","type":"u16","doc":"Working memory that was never used since power came on.","unit":"bytes","enum":"","since":1},{"name":"pads_open","type":"u16","doc":"A bit for each pad that is not connected.","unit":"","enum":"","since":1},{"name":"pads_shorted","type":"u16","doc":"A bit for each pad that is shorted.","unit":"","enum":"","since":1},{"name":"pads_stuck","type":"u16","doc":"A bit for each pad that does not move.","unit":"","enum":"","since":1}]},{"name":"Settings","id":9,"direction":"rig","doc":"What is stored in the rig; Limits and a PadName a pad follow.","fields":[{"name":"generation","type":"u16","doc":"Grows with every save; 0 if nothing was ever stored.","unit":"","enum":"","since":1},{"name":"layout","type":"u8","doc":"Version of the stored layout.","unit":"","enum":"","since":1},{"name":"serial","type":"u32","doc":"Serial number of the rig.","unit":"","enum":"","since":1},{"name":"calibration_id","type":"u32","doc":"Number of the calibration the limits come from; 0 if there are none.","unit":"","enum":"","since":1},{"name":"pads","type":"u8","doc":"Pads to scan, as stored by SetPads; 0: as many as the firmware can.","unit":"","enum":"","since":3}]},{"name":"Limits","id":10,"direction":"rig","doc":"The limits the guard watches, in counts of a single conversion whatever the oversampling.","fields":[{"name":"calibration_id","type":"u32","doc":"Number of the calibration the limits come from.","unit":"","enum":"","since":1},{"name":"pads","type":"u8","doc":"Pads limited; the first so many entries of `limits`.","unit":"","enum":"","since":1},{"name":"groups","type":"u8","doc":"Groups of pads limited, at most 4.","unit":"","enum":"","since":1},{"name":"warning_percent","type":"u8","doc":"Warn from this share of a limit on, 1 to 100.","unit":"%","enum":"","since":1},{"name":"min_time_ms","type":"u8","doc":"A limit must be passed this long, 0 to 200, but for single readings; 0 trips on the first reading.","unit":"ms","enum":"","since":1},{"name":"hysteresis","type":"u16","doc":"A warning ends, and a trip can be acknowledged, this far below.","unit":"counts","enum":"","since":1},{"name":"open_below","type":"u16","doc":"A pad that reads less for 20 ms is not connected; 0 where pads have no supervision resistor.","unit":"counts","enum":"","since":1},{"name":"short_above","type":"u16","doc":"A pad that reads this or more for 20 ms is shorted; 0 does not check.","unit":"counts","enum":"","since":1},{"name":"options","type":"u8","doc":"How the guard watches; bits may be combined.","unit":"","enum":"GuardOption","since":1},{"name":"limits","type":"u16[]","doc":"A limit a pad, then for each group: a bit for each of its pads, limit of their sum, limit of its rise within 50 ms; 0 is no limit. Since 3, at the end: the sum of all pads up to which nobody stands on them; 0 if there are no limits.","unit":"counts","enum":"","since":1}]},{"name":"PadName","id":11,"direction":"rig","doc":"The stored name of a pad.","fields":[{"name":"pad","type":"u8","doc":"Number of the pad, from 0.","unit":"","enum":"","since":1},{"name":"text","type":"u8[]","doc":"At most 6 bytes of UTF-8.","unit":"","enum":"","since":1}]},{"name":"Identify","id":65,"direction":"host","doc":"Asks for Hello; acknowledged, then answered with the next scan.","fields":[]},{"name":"Start","id":66,"direction":"host","doc":"Starts the stream of Samples. The rig also starts streaming on its own after Hello.","fields":[]},{"name":"Stop","id":67,"direction":"host","doc":"Stops the stream of Samples; scanning and Status go on. Refused in foot mode.","fields":[]},{"name":"SetRate","id":68,"direction":"host","doc":"Changes the scan rate; a new Hello follows the Ack. Refused in foot mode.","fields":[{"name":"rate_hz","type":"u16","doc":"100, 250, 500 or 1000.","unit":"Hz","enum":"","since":1}]},{"name":"Ping","id":69,"direction":"host","doc":"Asks for an Ack and nothing else: is the rig listening? In foot mode any command within 1.5 s of the last keeps the guard from reporting HOST_SILENT.","fields":[]},{"name":"SetMode","id":70,"direction":"host","doc":"Chooses what presses; kept over every restart but power-on. Foot mode starts the stream of Samples; from feet back to hands only once all pads have been empty for half a second.","fields":[{"name":"mode","type":"u8","doc":"The mode.","unit":"","enum":"Mode","since":1}]},{"name":"AcknowledgeTrip","id":71,"direction":"host","doc":"Ends a trip whose cause is gone; refused while it is not. Nothing else ends one, not even loss of power.","fields":[]},{"name":"RunSelfTest","id":72,"direction":"host","doc":"Starts the self-test; the stream goes on, and SelfTest follows 512 scans later.","fields":[]},{"name":"GetSettings","id":73,"direction":"host","doc":"Asks for Settings, Limits and a PadName a pad, as stored.","fields":[]},{"name":"SetSerial","id":74,"direction":"host","doc":"Gives the rig a serial number. Like all settings it holds from SaveSettings on, and is forgotten 5 s after the last of them if that does not come.","fields":[{"name":"serial","type":"u32","doc":"The number.","unit":"","enum":"","since":1}]},{"name":"SetLimits","id":75,"direction":"host","doc":"Gives the guard its limits, in counts of a single conversion whatever the oversampling. Holds from SaveSettings on, which must follow within 5 s; refused in foot mode.","fields":[{"name":"calibration_id","type":"u32","doc":"Number of the calibration the limits come from.","unit":"","enum":"","since":1},{"name":"pads","type":"u8","doc":"Pads limited; the first so many entries of `limits`.","unit":"","enum":"","since":1},{"name":"groups","type":"u8","doc":"Groups of pads limited, at most 4.","unit":"","enum":"","since":1},{"name":"warning_percent","type":"u8","doc":"Warn from this share of a limit on, 1 to 100.","unit":"%","enum":"","since":1},{"name":"min_time_ms","type":"u8","doc":"A limit must be passed this long, 0 to 200, but for single readings; 0 trips on the first reading.","unit":"ms","enum":"","since":1},{"name":"hysteresis","type":"u16","doc":"A warning ends, and a trip can be acknowledged, this far below.","unit":"counts","enum":"","since":1},{"name":"open_below","type":"u16","doc":"A pad that reads less for 20 ms is not connected; 0 where pads have no supervision resistor.","unit":"counts","enum":"","since":1},{"name":"short_above","type":"u16","doc":"A pad that reads this or more for 20 ms is shorted; 0 does not check.","unit":"counts","enum":"","since":1},{"name":"options","type":"u8","doc":"How the guard watches; bits may be combined.","unit":"","enum":"GuardOption","since":1},{"name":"limits","type":"u16[]","doc":"A limit a pad, then for each group: a bit for each of its pads, limit of their sum, limit of its rise within 50 ms; 0 is no limit. Since 3, at the end: the sum of all pads up to which nobody stands on them; 0 if there are no limits.","unit":"counts","enum":"","since":1}]},{"name":"SetPadName","id":76,"direction":"host","doc":"Names a pad. Holds from SaveSettings on.","fields":[{"name":"pad","type":"u8","doc":"Number of the pad, from 0.","unit":"","enum":"","since":1},{"name":"text","type":"u8[]","doc":"At most 6 bytes of UTF-8.","unit":"","enum":"","since":1}]},{"name":"SaveSettings","id":77,"direction":"host","doc":"Stores the settings so that they outlive a power cut at any moment; acknowledged when they read back, within 2 s. Refused in foot mode.","fields":[]},{"name":"SetOversampling","id":78,"direction":"host","doc":"Changes how many conversions a reading sums up; a new Hello follows the Ack. Refused in foot mode.","fields":[{"name":"oversampling","type":"u8","doc":"0 to 6: 2 to this power conversions a reading.","unit":"","enum":"","since":1}]},{"name":"SetPads","id":79,"direction":"host","doc":"How many pads are connected, from A0 on; the others are not scanned. Holds from the restart after SaveSettings on; stored limits are forgotten.","fields":[{"name":"pads","type":"u8","doc":"The number; 0: as many as the firmware can.","unit":"","enum":"","since":1}]},{"name":"Document","id":129,"direction":"recording","doc":"A piece of text a recording carries inside: what it needs to be read years later.","fields":[{"name":"kind","type":"u8","doc":"Which document.","unit":"","enum":"DocumentKind","since":1},{"name":"last","type":"u8","doc":"1 on the last piece.","unit":"","enum":"","since":1},{"name":"text","type":"u8[]","doc":"A piece of its UTF-8 bytes.","unit":"","enum":"","since":1}]},{"name":"HostTime","id":130,"direction":"recording","doc":"The host's clock, about once a second and at every reconnect.","fields":[{"name":"session_us","type":"u64","doc":"Time since the session began.","unit":"µs","enum":"","since":1},{"name":"unix_ms","type":"u64","doc":"Wall clock, for the session's label only.","unit":"ms","enum":"","since":1}]},{"name":"Gap","id":131,"direction":"recording","doc":"The link was down; written when it came back.","fields":[{"name":"duration_us","type":"u64","doc":"How long nothing was received, by the host's clock.","unit":"µs","enum":"","since":1}]},{"name":"End","id":132,"direction":"recording","doc":"The recording was closed in order; without it the recording was cut off.","fields":[]}],"actions":{"hands":{"amber":"STOP","red":"STOP"},"foot":{"amber":"EASE OFF","red":"STEP OFF"}},"alarm":[{"name":"weight_rule","severities":["red"],"priority":240,"concerns":"people","cause":"The giver is not at least 20 lb (9.1 kg) lighter than the receiver.","remedy":"Do not stand on this back. Use the hands, or let a lighter person do it.","latches":false,"passes":"never","peak":"","message":"","action":{}},{"name":"overload","severities":["amber","red"],"priority":130,"concerns":"load","cause":"A hand or foot, or all of them together, presses harder than the limit.","remedy":"Ease off now; press again more lightly and ask how it feels.","latches":false,"passes":"never","peak":"N","message":"Overload: {peak_n:.0f} N on {where}.","action":{"hands":{"amber":"EASE OFF"}}},{"name":"kick","severities":["red"],"priority":150,"concerns":"load","cause":"A kick: a short, hard pulse of one foot.","remedy":"Step off. Never kick or stamp; ask how it feels before going on.","latches":true,"passes":"never","peak":"N","message":"","action":{}},{"name":"impact","severities":["red"],"priority":160,"concerns":"load","cause":"The force struck: it rose by more than 300 N within 50 ms.","remedy":"Stop. Never strike, kick or land on a back; ask how it feels before going on.","latches":true,"passes":"never","peak":"N","message":"Impact: the force struck, up to {peak_n:.0f} N.","action":{}},{"name":"rate","severities":["amber","red"],"priority":220,"concerns":"load","cause":"The weight came on too fast.","remedy":"Shift your weight over a second or more, and hold on to the wall or chair.","latches":false,"passes":"never","peak":"N","message":"","action":{}},{"name":"flight","severities":["red"],"priority":140,"concerns":"load","cause":"A hop or a jump: both feet left the pads and came back.","remedy":"Step off. Never jump on a back; ask how it feels before going on.","latches":true,"passes":"never","peak":"","message":"","action":{}},{"name":"bounce","severities":["amber","red"],"priority":230,"concerns":"load","cause":"The weight bounces up and down.","remedy":"Stand still, hold on to the wall or chair, and let the weight sink in.","latches":false,"passes":"never","peak":"","message":"","action":{}},{"name":"time_at_load","severities":["amber","red"],"priority":210,"concerns":"load","cause":"The weight has been on for as long as this load allows.","remedy":"Step off fully, and stay off for as long as you stood on.","latches":false,"passes":"never","peak":"N","message":"","action":{}},{"name":"breathing","severities":["amber","red"],"priority":200,"concerns":"load","cause":"More than a third of the receiver's own weight has rested on the ribs, which hinders breathing.","remedy":"Step off the ribs now and let the receiver breathe.","latches":false,"passes":"never","peak":"N","message":"","action":{}},{"name":"centre_line","severities":["amber","red"],"priority":170,"concerns":"load","cause":"There is weight on the spine.","remedy":"Step off the middle; stand only on the muscles beside the spine.","latches":false,"passes":"never","peak":"N","message":"","action":{}},{"name":"forbidden_zone","severities":["amber","red"],"priority":180,"concerns":"load","cause":"There is weight where none may be: neck, kidneys or breastbone.","remedy":"Step off that place now.","latches":false,"passes":"never","peak":"N","message":"","action":{}},{"name":"heel_pressure","severities":["amber","red"],"priority":190,"concerns":"load","cause":"The weight is focused on a heel.","remedy":"Lay the whole foot down, or put more weight on the wall or chair.","latches":false,"passes":"never","peak":"N","message":"","action":{}},{"name":"rig_restarts","severities":["red"],"priority":50,"concerns":"rig","cause":"The rig restarts again and again, and while it starts nothing is watched.","remedy":"Stop pressing. Plug the rig straight into the computer, not into a hub, and check its cable and power.","latches":false,"passes":"never","peak":"","message":"","action":{}},{"name":"saturated","severities":["red"],"priority":110,"concerns":"pad","cause":"A pad is at the end of its range: the true force is higher than what is shown.","remedy":"Take the load off. Spread it over more pads, or use pads made for more force.","latches":false,"passes":"never","peak":"","message":"","action":{}},{"name":"dead_pad","severities":["red"],"priority":70,"concerns":"pad","cause":"The pad does not answer: its cable is broken or unplugged, and what stands on it is not seen.","remedy":"Step off. Check the pad and its cable before anybody stands on it again.","latches":false,"passes":"never","peak":"","message":"","action":{}},{"name":"stuck_pad","severities":["red"],"priority":80,"concerns":"pad","cause":"A loaded pad stands still at one reading while the others move.","remedy":"Step off. Check the pad and its wire before anybody stands on it again.","latches":false,"passes":"never","peak":"","message":"","action":{}},{"name":"signal_lost","severities":["red"],"priority":40,"concerns":"link","cause":"No readings have arrived for longer than 200 ms.","remedy":"Stop pressing. Check the cable and the power of the rig.","latches":false,"passes":"unloaded","peak":"","message":"","action":{}},{"name":"no_stream","severities":["red"],"priority":30,"concerns":"link","cause":"There is no steady stream of readings from the rig.","remedy":"Do not press. Check the cable and the power of the rig, then run `pawpress doctor`.","latches":false,"passes":"never","peak":"","message":"","action":{}},{"name":"link_noise","severities":["red"],"priority":100,"concerns":"link","cause":"The line is damaged: many frames arrive broken, so readings are missing.","remedy":"Stop pressing. Check the cable, and keep it away from motors and chargers.","latches":false,"passes":"unloaded","peak":"","message":"","action":{}},{"name":"host_behind","severities":["red"],"priority":90,"concerns":"host","cause":"What is shown is late: the computer does not keep up, or the rig's clock has stopped.","remedy":"Stop pressing. Close other programs; if it stays, start the rig again.","latches":false,"passes":"unloaded","peak":"","message":"","action":{}},{"name":"host_fault","severities":["red"],"priority":20,"concerns":"host","cause":"The program stumbled over a reading, so a stretch was not watched.","remedy":"Stop pressing. Close the session and report what the notice says.","latches":true,"passes":"never","peak":"","message":"","action":{}},{"name":"emulator_late","severities":["amber"],"priority":250,"concerns":"host","cause":"This computer does not keep up with the emulated rig, so what is shown is late.","remedy":"Wait a moment. If it stays, close other programs.","latches":false,"passes":"always","peak":"","message":"","action":{"hands":{"amber":"WAIT"},"foot":{"amber":"WAIT"}}},{"name":"stop","severities":["red"],"priority":10,"concerns":"people","cause":"The partner said stop: the stop loop is open.","remedy":"Step off at once and ask. Foot mode has ended; close the loop before it opens again.","latches":true,"passes":"never","peak":"","message":"","action":{}},{"name":"rig_trip","severities":["red"],"priority":120,"concerns":"load","cause":"The rig's own guard tripped: a reading passed a limit that is stored in the rig.","remedy":"Take the weight off, ask how it feels, then acknowledge.","latches":false,"passes":"never","peak":"","message":"","action":{}},{"name":"rig_fault","severities":["red"],"priority":65,"concerns":"rig","cause":"The rig found a fault of its own, so its readings or its guard cannot be relied on.","remedy":"Step off. The notice names the fault; mend it before anybody stands on the pads again.","latches":false,"passes":"never","peak":"","message":"","action":{}},{"name":"unguarded","severities":["red"],"priority":60,"concerns":"rig","cause":"The rig's own guard is not known to be watching: it restarted, was away, or does not answer.","remedy":"Step off, and stay off until this is over. The program arms the guard again by itself.","latches":false,"passes":"never","peak":"","message":"","action":{}}]}"""
"""The schema as a recording carries it."""
