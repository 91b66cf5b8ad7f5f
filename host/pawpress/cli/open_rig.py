"""Opens the rig that a command is about: a port, found when it is not given, or the emulated rig."""

from __future__ import annotations

from pawpress.cli.failure import say
from pawpress.rig.client import RigClient


def say_late(late: str) -> None:
    """Tell that an emulator is late; nothing while it is not."""
    if late:
        say(late)


def open_rig(port: str | None, baud: int, *, demo: bool) -> RigClient:
    """Open a rig at a port, found when it is not given, or the emulated one.

    Raises
    ------
    RigError
        If it cannot be opened.
    """
    if demo:
        from pawpress.simulator.rigs import open_demo_rig

        link, notice = open_demo_rig("beginner", while_waiting=say_late)
        say(notice)
        return RigClient.over(link)
    from pawpress.rig.discovery import find_port
    from pawpress.rig.serial_port import SerialLink

    return RigClient.over(SerialLink(port or find_port(), baud))
