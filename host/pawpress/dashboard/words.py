"""Every word, shape and colour name the screen uses for a class of thing, in tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pawpress.dashboard.keys import name_of
from pawpress.dashboard.spoken import said
from pawpress.dashboard.state import ViewState
from pawpress.engine.messages import PadView, SessionInfo

CONTACT_N = 8.0
"""Below this a pad counts as untouched: the onset threshold of the grading rules."""


@dataclass(frozen=True)
class Sign:
    """How one class is shown: a shape, a word, two letters for narrow places, and a colour of the palette."""

    glyph: str
    word: str
    letters: str
    colour: str


VERDICTS = {
    "steady": Sign("●", "steady", "st", "good"),
    "rushed": Sign("▲", "rushed", "ru", "rushed"),
    "jab": Sign("✖", "jab", "ja", "jab"),
    "short": Sign("◦", "short", "sh", "short"),
    "unsteady": Sign("≈", "unsteady", "un", "unsteady"),
    "ungraded": Sign("?", "ungraded", "ug", "soft"),
}

ZONES = {
    "rest": Sign("·", "", "", "faint"),
    "unzoned": Sign("▪", "pressed", "", "light"),
    "light": Sign("○", "lighter", "", "light"),
    "target": Sign("●", "nice", "", "good"),
    "firm": Sign("◆", "heavier", "", "firm"),
    "amber": Sign("▲", "too hard", "", "amber"),
    "red": Sign("■", "STOP", "", "red"),
}

RECORDED_RED = Sign("■", "over red", "", "red")
"""The red zone in a recording: nothing there is an order to anybody."""
LINKS = {
    "waiting": Sign("○", "waiting", "", "info"),
    "live": Sign("●", "live", "", "good"),
    "silent": Sign("◌", "silent", "", "amber"),
    "lost": Sign("✖", "lost", "", "red"),
    "over": Sign("■", "over", "", "info"),
    "playing": Sign("▶", "playing", "", "info"),
    "paused": Sign("‖", "paused", "", "info"),
    "winding": Sign("»", "winding", "", "info"),
    "unknown": Sign("?", "not known", "", "red"),
}

FLOWING = ("live", "playing", "paused", "winding")
"""States of a link of which there is nothing to say but its counters."""

RIGS = {
    "emulated-avr": "emulated rig (real firmware)",
    "core": "simulated rig (firmware core)",
    "recording": "replay of a recording",
}

OVER = "ENDED"
"""The big word of an alarm whose cause is gone and that nobody has seen yet."""
WHAT_IT_WAS = "It is over. It was:"
SEEN = f"a: {name_of('acknowledge')}"


def _spoken(sign: Sign) -> Sign:
    return Sign(sign.glyph, said(sign.word), said(sign.letters), sign.colour)


def verdict_sign(verdict: str) -> Sign:
    """Return how a verdict is shown; one this version does not know keeps its own word."""
    return _spoken(VERDICTS.get(verdict) or Sign("?", verdict, verdict[:2], "soft"))


def force_sign(zone: str | None, force: str | None) -> Sign | None:
    """Return how the second word of a press is shown, in the shape and colour of its zone; None where it has none."""
    if force is None:
        return None
    sign = ZONES.get(zone or "", ZONES["unzoned"])
    return _spoken(Sign(sign.glyph, force.replace("_", " "), sign.letters, sign.colour))


def zone_sign(zone: str, *, played: bool) -> Sign:
    """Return how a zone of force is shown; of a recording as what was, not as what to do."""
    return _spoken(RECORDED_RED if played and zone == "red" else ZONES[zone])


def link_sign(link_state: str) -> Sign:
    """Return how a state of the link is shown."""
    return _spoken(LINKS.get(link_state) or Sign("?", link_state, "", "amber"))


def zone_of(force_n: float, opening: SessionInfo, goal: tuple[float, float] | None) -> str:
    """Return the key in `ZONES` of a force in newtons; the lines of the alarms hold without a goal, too."""
    for limit_n, zone in ((opening.red_n, "red"), (opening.amber_n, "amber")):
        if force_n > limit_n:
            return zone
    if force_n < CONTACT_N:
        return "rest"
    if goal is None:
        return "unzoned"
    return "light" if force_n < goal[0] else "target" if force_n <= goal[1] else "firm"


def goal_n(state: ViewState) -> tuple[float, float] | None:
    """Return the force of one hand to aim for, newtons: what this partner calls nice. None before they have said so."""
    nice = state.snapshot.nice if state.snapshot else None
    if nice is not None:
        return nice.low_n, nice.high_n
    opening = state.opening
    return opening.target_n if opening is not None and opening.zoned and opening.target_said else None


def rig_words(opening: SessionInfo) -> str:
    """Return what the rig is, never leaving in doubt whether it is a real one."""
    if opening.played:
        return said(RIGS["recording"])
    if opening.rig is None:
        return said("no rig yet")
    return said(RIGS.get(opening.rig.kind) or f"rig on {opening.rig.name} ({opening.rig.board})")


def calibration_words(opening: SessionInfo) -> tuple[str, ...]:
    """Return how far the newtons can be trusted, from the richest words to the barest."""
    share = f"±{opening.uncertainty * 100:.0f} %"
    short = (said(f"newtons {share}"), share)
    return short if opening.calibrated else (said(f"uncalibrated: newtons {share}"), *short)


def with_place(name: str, pads: Sequence[PadView]) -> str:
    """Return the name of a pad as it stands everywhere, and after it where that pad lies: `L1 left lower back`.

    A hand that wears several pads has its name only, and so has a pad whose name says its place already.
    """
    worn = [pad for pad in pads if name in (pad.name, pad.group)]
    if len(worn) != 1 or says_place(worn[0]):
        return name
    side = "" if worn[0].side == "centre" else f"{said(worn[0].side)} "
    return f"{name} {side}{said(worn[0].where)}"


def says_place(pad: PadView) -> bool:
    """Whether a pad's name leaves nothing to add of where it lies."""
    return pad.where.lower() in pad.name.lower()
