"""What the engine tells its views and what views may ask of it: the one local stream, as typed messages."""

from __future__ import annotations

from struct import Struct
from typing import Final, Literal

import msgspec

LENGTH: Final = Struct("<I")
"""Goes before each message of the stream: how many bytes it takes."""


class RigView(msgspec.Struct, frozen=True, kw_only=True):
    """Which rig this is; `kind` is `emulated-avr`, `core` or `serial`."""

    kind: str
    name: str
    """What a person calls it: a port, an emulated rig."""
    firmware: str
    board: str
    pads: int
    rate_hz: float
    baud: int


class PadView(msgspec.Struct, frozen=True, kw_only=True):
    """Where a pad sits: `side` is `left`, `right` or `centre`, `level` 0 is the lowest back."""

    name: str
    group: str
    side: str
    level: int
    where: str
    """What it lies under: `lower back`."""
    allowed: bool = True
    """Whether feet may stand on it: not on the spine, neck, kidneys or breastbone."""


class LinkView(msgspec.Struct, frozen=True, kw_only=True):
    """Health of the stream; `detail` is one line for people.

    `state` is `waiting`, `live`, `silent` or `lost`; of a recording `playing`, `paused`, `winding` (on the way to
    another moment) or `over`.
    """

    state: str
    detail: str
    frames: int
    lost: int
    crc_errors: int
    resyncs: int
    overruns: int


class ProgressView(msgspec.Struct, frozen=True, kw_only=True):
    """A press that is still on. `speed` is the class of its rise so far, or `null` while it is too early to say."""

    pad: str
    onset_s: float
    force_n: float
    peak_n: float
    hold_s: float
    rising: bool
    speed: str | None


class AlarmView(msgspec.Struct, frozen=True, kw_only=True):
    """An alarm that is not back to normal. `state` is one of the ISA-18.2 states."""

    code: str
    severity: str
    state: str
    pad: str | None
    message: str
    remedy: str
    passing: bool = False
    """Whether it will go by itself and leave no mark: trouble of the link, and no pad was loaded so far."""
    action: str = "STOP"
    """What to do now, in one or two words: the big word of its banner."""
    waits: bool = False
    """Whether it is nothing that a hand or foot did or could mend: it passes by itself, whatever lies on the pads."""
    of_force: bool = True
    """Whether it tells of what hands or feet did, and not of the rig."""


FootWord = Literal["READY", "STAND", "SHIFT SLOWLY", "EASE OFF", "STEP OFF", "EMPTY"]


class FootLoad(msgspec.Struct, frozen=True, kw_only=True):
    """What one foot, or both, bear, and the lines that act: ease off from amber, step off from red. Newtons."""

    name: str
    """`left`, `right` or `total`."""
    force_n: float
    amber_n: float
    red_n: float


class FootView(msgspec.Struct, frozen=True, kw_only=True):
    """The state of somebody who stands on a back."""

    loads: list[FootLoad]
    receiver_share: float | None
    """The total over the receiver's weight; None where that is not known."""
    on_s: float
    left_s: float | None
    """Time that is left at the present load; None where nothing is on the pads."""
    phase: Literal["open", "stepping_off", "empty"]
    """Whether feet may be on, must come off, or are off after that."""
    why: str
    """Why they must come off; empty while they may be on."""
    word: FootWord


class SessionInfo(msgspec.Struct, frozen=True, kw_only=True, tag="opening"):
    """First message to every view, repeated when the rig says Hello again."""

    title: str
    mode: str
    rig: RigView | None
    pads: list[PadView]
    calibrated: bool
    uncertainty: float
    target_n: tuple[float, float]
    amber_n: float
    red_n: float
    hold_s: tuple[float, float]
    zoned: bool
    """Whether presses are put in zones of force; where not, `target_n` is no goal."""
    target_said: bool = False
    """Whether a partner chose the target; where not, it is only the style's usual one, and is not shown as a goal."""
    own_hand: Literal["none", "offered", "taken"] = "none"
    """Whether the person at the screen may press the pads of this emulated rig, and whether they do from the start."""
    played: bool = False
    """Whether a recording is played: nothing in it is now."""


class WalkView(msgspec.Struct, frozen=True, kw_only=True):
    """How the hands walk over the back so far."""

    next_pad: str | None
    """Where the next step goes."""
    steps: int
    in_turn: float | None
    """Share of the steps that the other hand took, in its turn."""
    skipped: int
    """Levels that a hand left out."""
    steps_per_min: float | None
    """Of both hands together."""
    cadence: str | None
    """`slow`, `usual`, `quick` or `rushing`."""
    evenness: float | None
    """From the lightest to the firmest level, as a share of their mean: 0 is even."""
    score: float | None
    """The session's, 0 to 100; None while it is withheld."""


class NiceView(msgspec.Struct, frozen=True, kw_only=True):
    """What this partner calls nice, newtons of one hand."""

    nice_n: float
    low_n: float
    high_n: float
    agreed: bool
    """Whether three of their words agree."""


class Snapshot(msgspec.Struct, frozen=True, kw_only=True, tag="snapshot"):
    """The newest state, about thirty times a second; a slow view misses some and loses nothing."""

    t_s: float
    force_n: list[float]
    saturated: list[bool]
    progress: list[ProgressView]
    alarms: list[AlarmView]
    link: LinkView
    presses: int
    by_verdict: dict[str, int]
    by_force: dict[str, int]
    """How many presses got each second word."""
    walk: WalkView | None = None
    """None where there is no path of pads."""
    nice: NiceView | None = None
    """None before the partner has said so."""
    recording: str | None
    may_record: bool = False
    """Whether a view may have the recording started and stopped."""
    kept: int = 0
    """Presses that are in a file."""
    host_s: float = 0.0
    """The engine's clock; a view gives it back when its terminal has shown this."""
    foot: FootView | None = None
    hidden: bool = False
    """Whether the coach hides the press that is on, or comes next: then there are no forces in it."""


class CoachView(msgspec.Struct, frozen=True, kw_only=True, tag="coach"):
    """What the coach says now, in the language of the learner; the newest replaces the one before."""

    block: str = ""
    """Drill, kind of block, and the one thing to do."""
    shows: str = ""
    """How much is shown in this block."""
    cue: str = ""
    """The one cue on the last press."""
    urgent: bool = False
    press: str = ""
    """What may be said of the last press."""
    ask: str = ""
    """The question for the partner."""
    lines: list[str] = []
    """Newest results."""
    over: bool = False


class PressView(msgspec.Struct, frozen=True, kw_only=True, tag="press"):
    """One finished and judged press."""

    pad: str
    onset_s: float
    peak_n: float
    rise_s: float | None
    hold_s: float
    speed: str
    hold: str
    steadiness: str | None
    verdict: str
    reasons: list[str]
    zone: str | None = None
    force: str | None = None
    """The second word: `too_hard`, `lighter_than_nice`, or None where there is nothing to add."""


class Notice(msgspec.Struct, frozen=True, kw_only=True, tag="notice"):
    """A line for people: reconnects, refused commands, a full disk. `severity` is `info`, `warning` or `error`."""

    severity: str
    text: str


class Rewound(msgspec.Struct, frozen=True, kw_only=True, tag="rewound"):
    """A recording is played from another moment: what was told of it so far is told again."""

    presses: list[PressView] = []
    """The newest presses before that moment."""


class Trail(msgspec.Struct, frozen=True, kw_only=True, tag="trail"):
    """The force of the strongest pad before the moment from which a recording is played."""

    t_s: list[float]
    """Session time, seconds."""
    force_n: list[float]


MarkKind = Literal["press", "alarm", "note", "good_spot", "partner", "gap"]


class Mark(msgspec.Struct, frozen=True, array_like=True):
    """Something on the timeline of a recording."""

    t_s: float
    """Where it begins, session time, seconds."""
    end_s: float
    """Where it ends; of a press, where it was judged."""
    kind: MarkKind
    what: str
    """Verdict of a press, severity of an alarm, the partner's word; else empty."""
    text: str
    """Pad of a press, message of an alarm, words of a note."""


class Timeline(msgspec.Struct, frozen=True, kw_only=True, tag="timeline"):
    """A recording as a whole, as far as the engine has looked ahead; repeated while it looks."""

    length_s: float
    """As far as is known: estimated from the size of the file until `known_s` has reached the end."""
    known_s: float
    """How far it was looked through."""
    complete: bool
    open_ended: bool
    """Whether the file has no end: cut off, or still being written."""
    marks: list[Mark]
    """In order of their beginning."""
    speed: float | None
    """How many times as fast as it was; None is as fast as the machine can."""
    name: str


class SideView(msgspec.Struct, frozen=True, kw_only=True):
    """One of two recordings that are looked at beside each other."""

    name: str
    presses: int
    by_verdict: dict[str, int]
    press: PressView | None
    """The one of the two that are compared now; None where there is none."""
    curve_n: list[float] = []
    """Force of its hand, newtons, from `lead_s` before the onset in steps of `step_s`."""
    lead_s: float = 0.0
    step_s: float = 0.0


class Beside(msgspec.Struct, frozen=True, kw_only=True, tag="beside"):
    """The press that a replay has come to, and its partner in another recording."""

    here: SideView
    there: SideView


class TeacherView(msgspec.Struct, frozen=True, kw_only=True, tag="teacher"):
    """A press to be imitated, sent once: the learner's curve is drawn over it."""

    name: str
    """The recording it is from."""
    share: list[float]
    """Force as shares of the plateau, one every `step_s`."""
    lead_s: float
    """How long before the onset it begins, seconds."""
    step_s: float


class SummaryView(msgspec.Struct, frozen=True, kw_only=True):
    """What a session ends with."""

    duration_s: float
    mode: str
    presses: int
    by_verdict: dict[str, int]
    by_force: dict[str, int]
    red_events: int
    """Stretches in which a red alarm of the force held."""
    well: str
    """What went best, one sentence; empty where there is nothing."""
    next: str
    """The one thing to do next time."""
    walk: WalkView | None
    recording: str | None
    """The file that is kept; None where nothing is."""
    kept: int
    """Presses that are in it, from the first one on."""
    log: str
    """The folder of the log."""
    drill: str = ""
    """The drill of next time with its instruction; empty where nobody coached."""


class Goodbye(msgspec.Struct, frozen=True, kw_only=True, tag="farewell"):
    """The engine is closing; the last message of the stream."""

    reason: str
    failed: bool = False
    """Whether the session could not go on: the rig's emulator died."""
    summary: SummaryView | None = None
    """None where a recording was played."""


ToView = (
    SessionInfo
    | Snapshot
    | PressView
    | CoachView
    | Notice
    | Rewound
    | Trail
    | Timeline
    | Beside
    | TeacherView
    | Goodbye
)


class Acknowledge(msgspec.Struct, frozen=True, kw_only=True, tag="acknowledge"):
    """A person has seen the alarms."""


class Seen(msgspec.Struct, frozen=True, kw_only=True, tag="seen"):
    """The terminal has taken what was drawn of the snapshot with this `host_s`, and answered a question after it."""

    host_s: float
    answers: bool = True
    """False for a terminal that answers no questions: then it was only drawn."""


class Quit(msgspec.Struct, frozen=True, kw_only=True, tag="quit"):
    """Close the recording and end; in foot mode step off first, and leave only when the pads are empty."""

    anyway: bool = False
    """Whether to leave although somebody may still be on the pads: the rig then stays armed."""


class StopFootMode(msgspec.Struct, frozen=True, kw_only=True, tag="stop"):
    """The partner said stop: end foot mode at once."""


class Annotate(msgspec.Struct, frozen=True, kw_only=True, tag="annotate"):
    """Keep what was said of a moment; `t_s` is its session time, None the newest."""

    kind: Literal["note", "good_spot", "partner", "learner"]
    """`partner`: one of `less`, `nice`, `same`, `more` and `stop`, as text; `learner`: `show`, `next` or `done`."""
    text: str = ""
    t_s: float | None = None


class Record(msgspec.Struct, frozen=True, kw_only=True, tag="record"):
    """Keep a session that was started without a recording, from its beginning on; or stop keeping it."""

    on: bool


class GoTo(msgspec.Struct, frozen=True, kw_only=True, tag="go_to"):
    """Play a recording from this session time on, seconds."""

    t_s: float


class Pace(msgspec.Struct, frozen=True, kw_only=True, tag="pace"):
    """Play a recording so many times faster than now; 0 pauses it, and goes on when it is paused."""

    times: float


class TakeOver(msgspec.Struct, frozen=True, kw_only=True, tag="take_over"):
    """The person at the screen presses the pads of an emulated rig, or lets its scenario do it again."""

    taken: bool


class Lean(msgspec.Struct, frozen=True, kw_only=True, tag="lean"):
    """Bring the person's own force on a pad of an emulated rig to so many newtons, along a ramp."""

    channel: int
    """The pad's place in `SessionInfo.pads`."""
    force_n: float
    lasts_s: float = 0.0


ToEngine = Acknowledge | Seen | StopFootMode | Quit | Annotate | Record | GoTo | Pace | TakeOver | Lean
