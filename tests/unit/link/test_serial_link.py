"""A serial port as a link, on a pseudo-terminal: the other end is the test."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from pawpress.rig.link import LinkError
from pawpress.rig.serial_port import SerialLink

pytest.importorskip("termios", reason="pseudo-terminals are of POSIX")

BAUD = 115_200


@dataclass
class Wire:
    """Two ends of a pseudo-terminal; the far one plays the rig."""

    rig: int
    port: str
    _device: int
    plugged: bool = True

    def unplug(self) -> None:
        """Take the far end away."""
        if self.plugged:
            self.plugged = False
            os.close(self._device)
            os.close(self.rig)


@pytest.fixture
def wire() -> Iterator[Wire]:
    rig, device = os.openpty()
    made = Wire(rig, os.ttyname(device), device)
    yield made
    made.unplug()


@pytest.fixture
def link(wire: Wire) -> Iterator[SerialLink]:
    opened = SerialLink(wire.port, BAUD)
    yield opened
    opened.close()


def read_all(link: SerialLink, count: int) -> bytes:
    received = b""
    end_s = time.monotonic() + 5.0
    while len(received) < count:
        assert time.monotonic() < end_s
        received += link.read()
    return received


def test_every_byte_comes_through_as_it_was_sent(wire: Wire, link: SerialLink):
    every_byte = bytes(range(256)) * 3
    os.write(wire.rig, every_byte)
    assert read_all(link, len(every_byte)) == every_byte


def test_a_frame_goes_out_as_it_was_given(wire: Wire, link: SerialLink):
    frame = bytes(range(255, -1, -1))
    link.write(frame)
    assert os.read(wire.rig, 1000) == frame


def test_an_idle_line_gives_nothing_at_once(link: SerialLink):
    begin_s = time.monotonic()
    assert link.read() == b""
    assert time.monotonic() - begin_s < 0.1


def test_an_unplug_is_one_line_that_names_the_port(wire: Wire, link: SerialLink):
    os.write(wire.rig, b"last words")
    assert read_all(link, 10) == b"last words"
    wire.unplug()
    with pytest.raises(LinkError) as error:
        link.read()
    assert str(error.value) == f"{wire.port}: the rig is gone. Check the cable and the plug."


def test_sending_after_an_unplug_is_one_line_too(wire: Wire, link: SerialLink):
    wire.unplug()
    with pytest.raises(LinkError, match=r"nothing can be sent\. Check the cable"):
        link.write(b"hello\0")


def test_a_port_in_use_is_called_busy(wire: Wire, link: SerialLink):
    with pytest.raises(LinkError) as error:
        SerialLink(wire.port, BAUD)
    text = "is in use. Close the other program (serial monitor, another pawpress)."
    assert str(error.value) == f"{wire.port}: {text}"
    link.close()
    SerialLink(wire.port, BAUD).close()


def test_a_missing_port_is_called_missing(tmp_path: Path):
    port = tmp_path / "ttyNONE"
    with pytest.raises(LinkError) as error:
        SerialLink(str(port), BAUD)
    assert str(error.value) == f"{port}: no such port. Plug the rig in; `pawpress doctor` lists the ports."


def test_a_file_is_no_port(tmp_path: Path):
    path = tmp_path / "notes.txt"
    path.write_text("notes")
    with pytest.raises(LinkError) as error:
        SerialLink(str(path), BAUD)
    assert str(error.value).startswith(f"{path}: ")
    assert "\n" not in str(error.value)
    assert "pawpress doctor" in str(error.value)


def test_closing_twice_is_harmless_and_reading_then_is_an_error(link: SerialLink):
    link.close()
    link.close()
    with pytest.raises(LinkError):
        link.read()


def test_it_is_called_by_its_port(wire: Wire, link: SerialLink):
    assert (link.name, link.baud) == (wire.port, BAUD)


@pytest.mark.parametrize("port", ["hwgrep://(", "alt://x?class=x", "nosuch://x", "socket://", "a\0b", ""])
def test_an_address_that_means_nothing_is_one_line(port: str):
    with pytest.raises(LinkError) as refused:
        SerialLink(port, BAUD)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("baud", [2**31, 2**32, 10**20])
def test_a_speed_that_no_system_takes_is_one_line(wire: Wire, baud: int):
    with pytest.raises(LinkError, match=f"cannot be opened at {baud} baud"):
        SerialLink(wire.port, baud)
    link = SerialLink(wire.port, BAUD)
    with pytest.raises(LinkError, match=f"cannot be opened at {baud} baud"):
        link.change_baud(baud)
    link.close()


def test_a_port_that_goes_while_its_speed_is_changed_is_a_link_that_fails(wire: Wire):
    link = SerialLink(wire.port, BAUD)
    wire.unplug()
    with pytest.raises(LinkError):
        link.change_baud(BAUD // 2)
    link.close()
