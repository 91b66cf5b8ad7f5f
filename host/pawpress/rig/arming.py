"""How the rig's own guard is armed, step by step: what is asked, what must come back, and why it may be refused."""

from __future__ import annotations

from collections.abc import Callable

from pawpress.core.protocol.schema_generated import (
    FAULT_REMEDY,
    SCHEMA_HASH,
    GetSettings,
    GuardOption,
    Hello,
    Limits,
    Mode,
    NakCode,
    SaveSettings,
    SelfTest,
    SetLimits,
    SetMode,
)
from pawpress.core.safety.rig_limits import LimitsRefused, RigLimits
from pawpress.core.safety.rig_status_monitor import under_feet
from pawpress.rig.exchange import SAVE_S, RigRefused, RigSilent, Script, acknowledged, answered, self_tested
from pawpress.rig.link import RigError

NO_LOOP_RESISTOR = (
    "The layout says that the stop loop ends in a resistor, and this board cannot tell: rigs with a multiplexer need "
    "the pin for it. Take `loop_resistor = true` out of the layout."
)


class ArmingRefused(RigError):
    """The guard cannot be armed; the text says why and what would change it.

    Parameters
    ----------
    why : str
        The text.
    passes : bool
        Whether it changes by itself, so that it is worth trying again also with hands.
    """

    def __init__(self, why: str, *, passes: bool = False) -> None:
        super().__init__(why)
        self.passes = passes


def arm(hello: Hello, wanted: Callable[[], RigLimits], *, foot: bool, tested: bool) -> Script[None]:
    """Give the rig its limits, see that it stored them, and let feet on it if they are to come.

    Parameters
    ----------
    hello : Hello
        What the rig said of itself.
    wanted : callable
        Returns the limits; may raise `LimitsRefused`.
    foot : bool
        Whether feet are to come; else hands.
    tested : bool
        Whether the rig has passed its self-test since it started.

    Raises
    ------
    ArmingRefused
        If anything is not as it must be.
    """
    try:
        yield from _arm(hello, wanted, foot=foot, tested=tested)
    except (LimitsRefused, RigRefused) as error:
        passes = isinstance(error, RigRefused) and error.code == NakCode.PADS_LOADED
        raise ArmingRefused(f"The rig's own guard cannot be armed. {error}", passes=passes) from error
    except RigSilent as error:
        raise ArmingRefused(str(error)) from error


def _arm(hello: Hello, wanted: Callable[[], RigLimits], *, foot: bool, tested: bool) -> Script[None]:
    if hello.schema_hash != SCHEMA_HASH:
        raise ArmingRefused(
            "The rig's firmware is of another version than this program, so its guard cannot be armed. "
            "Put the packaged firmware on the board: `pawpress flash`."
        )
    if hello.mode == Mode.FOOT and not foot:
        yield from acknowledged(SetMode(Mode.HANDS))
    limits = wanted().command
    if foot and not tested:
        _must_bear_feet((yield from self_tested(hello)))
    stored = yield from answered(GetSettings(), Limits)
    if not _same(stored, limits):
        if foot and hello.mode == Mode.FOOT:
            yield from acknowledged(SetMode(Mode.HANDS))
        yield from _given(limits)
        yield from acknowledged(SaveSettings(), SAVE_S)
        stored = yield from answered(GetSettings(), Limits)
    if not _same(stored, limits):
        raise ArmingRefused(
            "The rig reads back other limits than it was given. Try again; if it stays, replace the board."
        )
    if foot:
        yield from acknowledged(SetMode(Mode.FOOT))


def _given(limits: SetLimits) -> Script[None]:
    try:
        yield from acknowledged(limits)
    except RigRefused as refused:
        if refused.code == NakCode.OUT_OF_RANGE and limits.options & GuardOption.LOOP_RESISTOR:
            raise ArmingRefused(NO_LOOP_RESISTOR) from refused
        raise


def _must_bear_feet(found: SelfTest) -> None:
    """See that the self-test found nothing with which feet may not come."""
    named = under_feet(found.faults)
    if named:
        words = " ".join(f"{FAULT_REMEDY[code][0]} {FAULT_REMEDY[code][1]}" for code in named)
        raise ArmingRefused(f"The rig's self-test failed. {words}")


def _same(stored: Limits, wanted: SetLimits) -> bool:
    """Whether every field came back as it was sent."""
    return all(getattr(stored, name) == getattr(wanted, name) for name in wanted.__slots__)
