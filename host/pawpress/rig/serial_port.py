"""A serial port as a link.

Strategy: never wait. A reader that sleeps a few milliseconds and takes what has come costs a tenth of one that wakes
for every byte, and works the same on every system.

What goes wrong below raises whatever the driver, the system or pyserial's handler of an address has for it, from
`termios.error`, which is no `OSError`, to `OverflowError`. To whoever reads the rig it is
one thing: a link that fails.
"""

from __future__ import annotations

import contextlib
import os

import serial

from pawpress.rig.link import LinkError

READ_BYTES = 65536


class SerialLink:
    """An opened serial port; opening it resets most boards (DTR), which then say Hello."""

    def __init__(self, port: str, baud: int) -> None:
        self.name = port
        self.baud = baud
        try:
            self._port = serial.serial_for_url(port, baudrate=baud, timeout=0, write_timeout=0.2, exclusive=True)
        except Exception as error:
            raise LinkError(_why_not(port, baud, error)) from error
        own_file = os.name == "posix" and "://" not in port
        self._file: int | None = self._port.fileno() if own_file else None
        """What is read; None where the system, or a port behind an address, has no such thing."""
        with contextlib.suppress(Exception):
            self._port.set_low_latency_mode(True)

    def read(self) -> bytes:
        """Return what has arrived."""
        try:
            # Without a question before it; an empty answer is asked again by pyserial, which can tell silence from a
            # port that is gone.
            chunk = os.read(self._file, READ_BYTES) if self._file is not None else b""
        except BlockingIOError:
            chunk = b""
        except OSError as error:
            raise self._gone() from error
        try:
            return chunk or bytes(self._port.read(READ_BYTES))
        except Exception as error:
            raise self._gone() from error

    def _gone(self) -> LinkError:
        return LinkError(f"{self.name}: the rig is gone. Check the cable and the plug.")

    def write(self, frame: bytes) -> None:
        """Send one frame."""
        try:
            self._port.write(frame)
        except Exception as error:
            raise LinkError(f"{self.name}: nothing can be sent. Check the cable and the plug.") from error

    def change_baud(self, baud: int) -> None:
        """Go on at another speed, without resetting the board, and forget what arrived at the one before.

        Raises
        ------
        LinkError
            If the port is gone or cannot go at this speed.
        """
        try:
            self._port.baudrate = baud
            self._port.reset_input_buffer()
        except Exception as error:
            raise LinkError(_why_not(self.name, baud, error)) from error
        self.baud = baud

    def close(self) -> None:
        """Close the port."""
        self._file = None
        with contextlib.suppress(Exception):
            self._port.close()


def _why_not(port: str, baud: int, error: Exception) -> str:
    number = getattr(error, "errno", None)
    text = str(error)
    if number == 13 or "Permission" in text:
        return f"{port}: no permission. Run `sudo usermod -a -G dialout $USER` and log in again."
    if number in (11, 16) or "exclusively lock" in text or "busy" in text:
        return f"{port}: is in use. Close the other program (serial monitor, another pawpress)."
    if number == 2 or "could not open" in text or "No such" in text:
        return f"{port}: no such port. Plug the rig in; `pawpress doctor` lists the ports."
    if number == 25 or "Inappropriate ioctl" in text:
        return f"{port}: is no serial port. `pawpress doctor` lists the ports."
    return f"{port}: cannot be opened at {baud} baud ({text}). Try `pawpress doctor`."
