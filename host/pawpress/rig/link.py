"""The seam every source of bytes fits: a serial port, an emulated rig, a recording being replayed."""

from __future__ import annotations

from typing import Protocol

from pawpress.core.user_error import UserError


class RigError(UserError):
    """A rig refuses, does not answer, or cannot be served; the text says what, where and what to do next."""


class LinkError(RigError):
    """The link is gone or could not be opened; the text says what, where and what to do next."""


class LinkOver(LinkError):
    """The far end has said everything, and coming back is of no use: a recording was played to its end."""


class LinkFailed(LinkError):
    """The far end broke for good and coming back is of no use, as with an emulator that died; the session fails."""


class Link(Protocol):
    """A two-way stream of bytes. Owns no protocol logic; never blocks."""

    @property
    def name(self) -> str:
        """What a person would call it: `/dev/ttyACM0`, `emulated rig`."""
        ...

    def read(self) -> bytes:
        """Return what has arrived, `b""` when idle.

        Raises
        ------
        LinkError
            If the far end is gone.
        """
        ...

    def write(self, frame: bytes) -> None:
        """Send one whole frame.

        Raises
        ------
        LinkError
            If the far end is gone.
        """
        ...

    def close(self) -> None:
        """Let go of the port; harmless when called twice."""
        ...
