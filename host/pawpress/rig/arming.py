"""How the rig's own guard is armed, step by step: what is asked, what must come back, and why it may be refused.

Strategy: a script is a generator that yields what it asks and is sent the answer, or None if none came in time. It
does no I/O and reads no clock, so that every refusal can be tried without a rig.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass

from pawpress.core.protocol.schema_generated import (
    FAULT_REMEDY,
    SCHEMA_HASH,
    Ack,
    FaultCode,
    GetSettings,
    Hello,
    Limits,
    Message,
    Mode,
    Nak,
    NakCode,
    RunSelfTest,
    SaveSettings,
    SelfTest,
    SetLimits,
    SetMode,
)
from pawpress.core.protocol.words import why_refused
from pawpress.core.safety.rig_limits import LimitsRefused, RigLimits

ANSWER_S = 1.0
SAVE_S = 3.0
"""A save takes 0.6 s and must be acknowledged within 2 s."""
SELF_TEST_S = 8.0
"""512 scans take 5.1 s at the slowest rate."""
TRIES = 3
"""A damaged frame is asked for again; more than two in a row are no accident."""
NOT_UNDER_FEET = (
    FaultCode.FLASH_DAMAGED,
    FaultCode.RAM_DAMAGED,
    FaultCode.ADC_GROUND,
    FaultCode.SUPPLY_LOW,
    FaultCode.SUPPLY_HIGH,
    FaultCode.PAD_OPEN,
    FaultCode.PAD_SHORTED,
    FaultCode.PAD_STUCK,
    FaultCode.STACK_LOW,
    FaultCode.STOP_LOOP_OPEN,
)
"""Faults with which nobody may stand on the pads: readings, limits or the stop cannot be relied on."""
BUSY_S = 0.5
"""Until a busy rig is asked again."""
SILENT_RIG = "The rig does not answer. Check the cable; if it stays, unplug the rig and plug it in again."


class ArmingRefused(RuntimeError):
    """The guard cannot be armed; the text says why and what would change it."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Send a command, or nothing, and wait for an answer of one of these kinds."""

    command: Message | None
    kinds: tuple[type[Message], ...]
    within_s: float


Script = Generator[Ask, Message | None, None]


def arm(hello: Hello, wanted: Callable[[], RigLimits], *, foot: bool, tested: bool) -> Script:
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
    if hello.schema_hash != SCHEMA_HASH:
        raise ArmingRefused(
            "The rig's firmware is of another version than this program, so its guard cannot be armed. "
            "Put the packaged firmware on the board: `pawpress flash`."
        )
    if hello.mode == Mode.FOOT and not foot:
        yield from _tell(SetMode(Mode.HANDS))
    try:
        limits = wanted().command
    except LimitsRefused as error:
        raise ArmingRefused(f"The rig's own guard cannot be armed. {error}") from error
    if foot and not tested:
        yield from _self_test(hello)
    stored = yield from _stored()
    if not _same(stored, limits):
        if foot and hello.mode == Mode.FOOT:
            yield from _tell(SetMode(Mode.HANDS))
        yield from _tell(limits)
        yield from _tell(SaveSettings(), SAVE_S)
        stored = yield from _stored()
    if not _same(stored, limits):
        raise ArmingRefused(
            "The rig reads back other limits than it was given. Try again; if it stays, replace the board."
        )
    if foot:
        yield from _tell(SetMode(Mode.FOOT))


def _self_test(hello: Hello) -> Script:
    """See that the self-test finds nothing that matters; every start begins with one by itself."""
    answer: Message | None = None
    if not hello.restarted:
        answer = yield Ask(RunSelfTest(), (Ack, Nak), ANSWER_S)
        if isinstance(answer, Nak) and answer.code != NakCode.BUSY:
            raise ArmingRefused(_refusal(answer))
    found = yield Ask(None, (SelfTest,), SELF_TEST_S)
    if not isinstance(found, SelfTest):
        raise ArmingRefused("The rig's self-test never ended. Unplug the rig, plug it in and try again.")
    named = [code for code in NOT_UNDER_FEET if found.faults & 1 << code]
    if named:
        words = " ".join(f"{FAULT_REMEDY[code][0]} {FAULT_REMEDY[code][1]}" for code in named)
        raise ArmingRefused(f"The rig's self-test failed. {words}")


def _tell(command: Message, within_s: float = ANSWER_S) -> Script:
    """Have a command carried out."""
    for _ in range(TRIES):
        answer = yield Ask(command, (Ack, Nak), within_s)
        if isinstance(answer, Ack):
            return
        yield from _wait_if_busy(answer)
    raise ArmingRefused(SILENT_RIG)


def _stored() -> Generator[Ask, Message | None, Limits]:
    """Ask what the rig has stored."""
    for _ in range(TRIES):
        answer = yield Ask(GetSettings(), (Limits, Nak), ANSWER_S)
        if isinstance(answer, Limits):
            return answer
        yield from _wait_if_busy(answer)
    raise ArmingRefused(SILENT_RIG)


def _wait_if_busy(answer: Message | None) -> Script:
    """Give a busy rig time; any other refusal is one."""
    if isinstance(answer, Nak):
        if answer.code != NakCode.BUSY:
            raise ArmingRefused(_refusal(answer))
        yield Ask(None, (), BUSY_S)


def _refusal(answer: Nak) -> str:
    return f"The rig's own guard cannot be armed: {why_refused(answer)}"


def _same(stored: Limits, wanted: SetLimits) -> bool:
    """Whether every field came back as it was sent."""
    return all(getattr(stored, name) == getattr(wanted, name) for name in wanted.__slots__)
