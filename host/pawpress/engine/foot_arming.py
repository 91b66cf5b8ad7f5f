"""Opens foot mode: nobody is let on before the stream stands and the rig guards by itself, its limits read back."""

from __future__ import annotations

import math
from collections.abc import Callable

from pawpress.core.protocol.schema_generated import GuardOption
from pawpress.core.safety.rig_limits import RigLimits
from pawpress.engine.session import Session
from pawpress.rig.arming import ArmingRefused

ARMING_S = 25.0
"""Reset 2 s, self-test up to 5 s, a save 3 s, and room for a few questions to be asked again."""
SETTLE_S = 0.05
"""In foot mode the rig says at once when the stop loop is open."""
POLL_S = 0.005
"""Time between two reads: half of it is the mean wait of a byte, and waking up is what costs."""


def arm_foot_mode(session: Session, clock: Callable[[], float], wait: Callable[[float], None]) -> None:
    """Step a session until the stream stands and the rig's guard is armed, then let feet on.

    Parameters
    ----------
    session : Session
        In foot mode.
    clock : callable
        The host's clock, seconds.
    wait : callable
        Lets time pass, seconds.

    Raises
    ------
    ArmingRefused
        If the guard cannot be armed; the session is finished, its recording closed.
    """
    guard = session.rig_guard
    assert guard is not None
    session.come_up(clock)
    begun_s, armed_s = clock(), math.inf
    session.step(clock)
    while not session.pipeline.stands or clock() - armed_s < SETTLE_S:
        if guard.state == "refused" or session.ending.why or session.connection.failed:
            why = session.connection.failed or guard.why or _loop(guard.limits)
            raise _closed(session, clock, wait, why)
        if clock() - begun_s > ARMING_S:
            why = session.connection.trouble or "The rig does not answer. Run `pawpress doctor`."
            raise _closed(session, clock, wait, why)
        wait(POLL_S)
        session.step(clock)
        armed_s = min(armed_s, clock()) if guard.state == "armed" else math.inf
    session.foot_is_open = True


def _loop(limits: RigLimits | None) -> str:
    """Return what is wrong with the partner's stop loop; its state was told by the button of it only."""
    if limits is not None and limits.command.options & GuardOption.LOOP_RESISTOR:
        return (
            "The partner's stop loop is open, or shorted before its resistor. Close it; if it is closed, look for a "
            "pinch in its cable; if its hand piece has no resistor, take `loop_resistor = true` out of the layout."
        )
    return "The partner's stop loop is open. Close it, then try again."


def _closed(session: Session, clock: Callable[[], float], wait: Callable[[float], None], why: str) -> ArmingRefused:
    session.stand_down(clock, wait)
    session.finish(clock())
    return ArmingRefused(f"Foot mode stays closed. {why}")
