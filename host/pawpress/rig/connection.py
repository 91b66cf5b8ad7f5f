"""Keeps a link open: notices what is wrong with the line, opens it again after an unplug."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from pawpress.core.protocol import LinkHealth, encode
from pawpress.core.protocol.schema_generated import Gap, Message
from pawpress.rig.link import Link, LinkError, LinkFailed, LinkOver

RETRY_S = 0.5
COMPLAIN_AFTER_S = 2.9
"""An Uno needs up to two seconds from the reset at opening to its Hello. What is wrong is reported within 3 s of the
opening, the tick of the reader included."""


@dataclass(slots=True)
class Connection:
    """A link that may come and go."""

    opener: Callable[[], Link]
    link: Link | None = None
    trouble: str = ""
    """What is wrong, in one line; empty when nothing is."""
    over: str = ""
    """Why nothing more will come, in one line: a recording was played to its end."""
    failed: str = ""
    """Why the far end broke for good, in one line: the emulator died. The session must end with a failure."""
    sent: list[bytes] = field(default_factory=list[bytes])
    """Frames that went to the rig and that nobody has taken note of yet."""
    openings: int = 0
    """How often the link was opened."""
    received_bytes: int = 0
    """Bytes that arrived since it was opened."""
    _opened_s: float = 0.0
    _heard_s: float = 0.0
    _away: bool = False
    _next_try_s: float = 0.0
    _garbled_bytes: int = 0
    """Bytes that had arrived at the first complaint: a text that counts on would be another notice every time."""
    _first_read_s: float | None = None
    """When the link was first read since it was opened. To open an emulator may take seconds that are not the rig's."""
    _requests: int = 0

    def open(self, now_s: float) -> None:
        """Open the link for the first time.

        Raises
        ------
        LinkError
            If it cannot be opened.
        """
        self.link = self.opener()
        self.openings += 1
        self._opened_s = self._heard_s = now_s

    def come_up(self, clock: Callable[[], float], while_waiting: Callable[[str], None] = lambda _: None) -> None:
        """Wait for a rig on this computer that is still starting, so that its start is not taken for silence.

        Parameters
        ----------
        clock : callable
            The host's clock, seconds.
        while_waiting : callable
            Called often meanwhile with an empty text; once, when the rig is late, with a line for people.
        """
        wait = getattr(self.link, "come_up", None)  # only an emulator starts: a real rig is there or not
        if wait is None:
            return
        try:
            wait(while_waiting)
        except LinkError as error:
            self._lose(error, clock())
        self._opened_s = self._heard_s = clock()

    def read(self, now_s: float) -> bytes:
        """Return what has arrived; after an unplug, try to come back, and begin with a Gap frame when bytes do."""
        if self.link is None and not (self.over or self.failed):
            self._return(now_s)
        try:
            if self.link is not None and self._first_read_s is None:
                self._first_read_s = now_s
            chunk = b"" if self.link is None else self.link.read()
        except LinkOver as over:
            self.close()
            self.over = str(over)
            return b""
        except LinkError as error:
            self._lose(error, now_s)
            return b""
        return self._heard(chunk, now_s) if chunk else b""

    def attend(self, known: bool, health: LinkHealth, now_s: float) -> None:
        """Note what may be wrong with the line while the rig is not known.

        Parameters
        ----------
        known : bool
            Whether the rig has said who it is.
        health : LinkHealth
            What was understood of what arrived.
        now_s : float
            The host's clock.
        """
        if self.link is None or known:
            self.trouble = self.trouble if self.link is None else ""
            return
        since_s = self._opened_s if self._first_read_s is None else self._first_read_s
        if now_s - since_s > COMPLAIN_AFTER_S:
            self.trouble = self._complaint(health)

    def send(self, command: Message, now_s: float) -> int:
        """Send a command and return its request number; with no link it is lost, as on a cable that is out."""
        self._requests = (self._requests + 1) & 0xFFFF
        frame = encode(command, self._requests)
        try:
            if self.link is not None:
                self.link.write(frame)
                self.sent.append(frame)
        except LinkError as error:
            self._lose(error, now_s)
        return self._requests

    def close(self) -> None:
        """Close the link."""
        if self.link is not None:
            self.link.close()
            self.link = None

    def _complaint(self, health: LinkHealth) -> str:
        name = "the rig" if self.link is None else self.link.name
        if self.received_bytes == 0:
            return f"{name}: nothing arrives. Is the firmware on the board? Run `pawpress doctor`."
        if health.frames == 0:
            self._garbled_bytes = self._garbled_bytes or self.received_bytes
            return (
                f"{name}: {self._garbled_bytes} bytes arrived and none make sense. The baud rate is probably wrong: "
                "try `--baud 115200`, or put the firmware on the board again."
            )
        return f"{name}: frames arrive but the rig does not say who it is. Put the firmware on the board again."

    def _heard(self, chunk: bytes, now_s: float) -> bytes:
        silent_s, self._heard_s = now_s - self._heard_s, now_s
        self.received_bytes += len(chunk)
        if not self._away:
            return chunk
        self._away = False
        # The delimiter ends whatever was cut off in mid-frame.
        return b"\0" + encode(Gap(round(silent_s * 1e6)), 0) + chunk

    def _lose(self, error: LinkError, now_s: float) -> None:
        self.close()
        if isinstance(error, LinkFailed):
            self.failed = str(error)
            return
        self.trouble = str(error)
        self._away = True
        self._next_try_s = now_s + RETRY_S

    def _return(self, now_s: float) -> None:
        if now_s < self._next_try_s:
            return
        self._next_try_s = now_s + RETRY_S
        try:
            self.link = self.opener()
        except LinkError as error:
            self.trouble = self.trouble or str(error)
            return
        self.openings += 1
        self.trouble, self._opened_s, self._first_read_s = "", now_s, None
        self.received_bytes, self._garbled_bytes = 0, 0
