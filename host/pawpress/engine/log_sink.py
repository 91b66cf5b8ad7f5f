"""The sink that logs what happened to rig and link, and every alarm: codes and numbers, and no words of people."""

from __future__ import annotations

import logging
import platform
import re
from collections.abc import Sequence

from pawpress import __version__
from pawpress.core.events import Event, Quality, RigKnown
from pawpress.core.force_line import PressGraded
from pawpress.core.protocol.rig_answers import firmware_version
from pawpress.core.protocol.schema_generated import Nak, Trip
from pawpress.core.safety import AlarmChange
from pawpress.rig.connection import Connection

LOG = logging.getLogger("pawpress.session")
SHIPPED_NAME = re.compile(r"[LRC]\d{1,2}|left|right|(?:left|right) (?:hand|foot|thenar|hypothenar)")
"""Pads and hands of the layouts that ship; other names are somebody's own."""


class LogSink:
    """Logs a session.

    Parameters
    ----------
    connection : Connection
        Is asked what is wrong with the line.
    kind, mode : str
        Of the rig and of the session, for the first line.
    played : bool
        Whether a recording is played: its name is somebody's own.
    """

    def __init__(self, connection: Connection, kind: str, mode: str, *, played: bool) -> None:
        self._connection, self._played = connection, played
        self._name = "" if connection.link is None else connection.link.name
        self._trouble = ""
        self._closed = False
        system = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
        LOG.info("session of %s begins: %s rig, pawpress %s, %s", mode, kind, __version__, system)

    def take(self, chunk: bytes, events: Sequence[Event], now_s: float) -> None:  # noqa: ARG002 - bytes are recorded
        """Log what matters of what happened."""
        self._look_at_link()
        for event in events:
            _log(event)

    def close(self) -> None:
        """Log the end."""
        if not self._closed:
            self._closed = True
            self._look_at_link()
            LOG.info("session ends")

    def _look_at_link(self) -> None:
        if self._connection.link is not None:
            self._name = self._connection.link.name
        trouble = self._connection.trouble
        if trouble == self._trouble:
            return
        self._trouble = trouble
        if not trouble:
            LOG.warning("link: the rig is back")
        elif self._played:
            LOG.warning("link: the recording cannot be read on")
        else:
            LOG.warning("link: %s", trouble.replace(self._name, "the rig") if self._name else trouble)


def _log(event: Event) -> None:
    match event:
        case AlarmChange(alarm=alarm, state=state):
            peak = "" if event.peak_n is None else f", {event.peak_n:.0f} N"
            said = (alarm.code, alarm.severity, state.value, event.t_s, shown(alarm.pad), peak)
            LOG.warning("alarm %s (%s) %s at %.3f s, %s%s", *said)
        case RigKnown(hello=hello):
            rig = (hello.pads, hello.rate_hz, hello.baud, firmware_version(hello), hello.schema_hash, hello.faults)
            LOG.info("rig: %d pads, %d Hz, %d baud, firmware %s, schema 0x%08X, faults 0x%X", *rig)
        case Trip():
            LOG.warning("trip %s, cause %d", "begins" if event.tripped else "ends", int(event.cause))
        case Nak():
            LOG.warning("the rig refused request %d, code %d", event.request, int(event.code))
        case Quality():
            LOG.info("quality %s on %s from %.3f s", event.code, shown(event.pad), event.start_s)
        case PressGraded(press=press, verdict=verdict):
            LOG.debug("press on %s at %.3f s: %s", shown(press.pad), press.onset_s, verdict.verdict)
        case _:
            pass


def shown(pad: str | None) -> str:
    """Return a pad as a log may name it: a name of somebody's own is left out."""
    if pad is None:
        return "all pads"
    return pad if SHIPPED_NAME.fullmatch(pad) else "a pad with a name of its own"
