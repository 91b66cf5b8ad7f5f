"""Opens the rig that a command is about: a port, found when it is not given, or the emulated rig."""

from __future__ import annotations

from pawpress.cli.failure import Failure, say
from pawpress.rig.link import Link, LinkError


def open_rig(port: str | None, baud: int, *, demo: bool) -> Link:
    """Open a rig at a port, found when it is not given, or the emulated one.

    Raises
    ------
    Failure
        If it cannot be opened.
    """
    if demo:
        from pawpress.simulator.rigs import open_demo_rig

        try:
            link, notice = open_demo_rig("beginner")
        except LinkError as error:
            raise Failure(str(error)) from error
        say(notice)
        return link
    from pawpress.cli.live import find_port
    from pawpress.rig.serial_port import SerialLink

    try:
        return SerialLink(port or find_port(), baud)
    except LinkError as error:
        raise Failure(str(error)) from error
