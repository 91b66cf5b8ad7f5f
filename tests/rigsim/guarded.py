"""A rig with limits stored in it, ready to guard."""

from __future__ import annotations

from pawpress.core.protocol.schema_generated import (
    Ack,
    GuardOption,
    Limits,
    Message,
    Mode,
    Nak,
    SaveSettings,
    SetLimits,
    SetMode,
    SetRate,
)
from tests.rigsim.frames import Frame, Listener, of_type

PAD_LIMIT, GROUP_LIMIT, RISE_LIMIT, HYSTERESIS = 600, 1500, 900, 20
EMPTY_SUM = 200
CALIBRATION_ID = 0xCAFE0001
UNSUPERVISED = GuardOption.FEET_UNSUPERVISED
SAVE_MS = 1800
"""The longest a save may take, and then some: 179 bytes at 3.4 ms each are 0.6 s."""


def limits_for(
    pads: int, rise: int = 0, options: int = GuardOption.LOOP_IN_HANDS | UNSUPERVISED, open_below: int = 0
) -> SetLimits:
    """Give limits a pad, and one group of all pads; feet are let on without supervision resistors too."""
    every_pad = (1 << pads) - 1
    return SetLimits(
        calibration_id=CALIBRATION_ID,
        pads=pads,
        groups=1,
        warning_percent=80,
        min_time_ms=0,
        hysteresis=HYSTERESIS,
        open_below=open_below,
        short_above=1020,
        options=options,
        limits=(*[PAD_LIMIT] * pads, every_pad, GROUP_LIMIT, rise, EMPTY_SUM),
    )


def full_limits(pads: int) -> SetLimits:
    """Give every limit there is, on every pad and four groups: what takes the guard longest."""
    groups = (((1 << pads) - 1), 1000 * pads, 1000 * pads) * 4
    options = GuardOption.LOOP_IN_HANDS | GuardOption.FEET_UNSUPERVISED
    return SetLimits(1, pads, 4, 80, 20, 20, 0, 1020, options, (*[1000] * pads, *groups, EMPTY_SUM))


def as_limits(asked: SetLimits) -> Limits:
    """Give what the rig echoes."""
    return Limits(*(getattr(asked, name) for name in asked.__slots__))


def command(rig: Listener, message: Message, request: int = 1, ms: int = 30) -> list[Frame]:
    """Send a command and give all that follows; it must be acknowledged."""
    rig.send(message, request)
    frames = rig.idle(ms)
    answers = [*of_type(Ack, frames), *of_type(Nak, frames)]
    assert Ack(request, message.TYPE) in answers, f"{message} was answered by {answers}"
    return frames


def store_limits(rig: Listener, limits: SetLimits | None = None) -> None:
    """Start a rig and give it limits."""
    rig.idle(20)
    command(rig, limits or limits_for(rig.board.pads))
    command(rig, SaveSettings(), 2, SAVE_MS)


def in_foot_mode(rig: Listener, rate_hz: int = 1000, limits: SetLimits | None = None) -> None:
    """Start a rig, give it limits and let feet on it."""
    store_limits(rig, limits)
    command(rig, SetRate(rate_hz), 3)
    command(rig, SetMode(Mode.FOOT), 4)
