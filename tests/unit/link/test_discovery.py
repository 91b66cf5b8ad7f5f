"""Which of the ports of a machine may have a rig on it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from serial.tools import list_ports
from serial.tools.list_ports_common import ListPortInfo

from pawpress.rig.discovery import KNOWN_CHIPS, candidates

Plug = Callable[..., None]


def port(device: str, vid: int | None, serial_number: str | None = None) -> ListPortInfo:
    found = ListPortInfo(device, skip_link_detection=True)
    found.vid, found.serial_number = vid, serial_number
    return found


@pytest.fixture
def plug(monkeypatch: pytest.MonkeyPatch) -> Plug:
    """Let the system report these ports."""

    def report(*ports: ListPortInfo) -> None:
        monkeypatch.setattr(list_ports, "comports", lambda: list(ports))

    return report


@pytest.mark.parametrize("vid", KNOWN_CHIPS)
def test_every_chip_of_a_supported_board_is_known(plug: Plug, vid: int):
    plug(port("/dev/ttyUSB0", vid, "A50285BI"))
    [found] = candidates()
    assert (found.port, found.chip, found.serial_number) == ("/dev/ttyUSB0", KNOWN_CHIPS[vid], "A50285BI")


def test_other_ports_are_passed_over(plug: Plug):
    plug(port("/dev/ttyS0", None), port("/dev/ttyACM1", 0x046D), port("/dev/ttyACM0", 0x2341))
    assert [found.port for found in candidates()] == ["/dev/ttyACM0"]


def test_candidates_come_in_order_of_name(plug: Plug):
    plug(port("COM7", 0x1A86), port("COM3", 0x2341))
    assert [found.port for found in candidates()] == ["COM3", "COM7"]


def test_a_machine_without_ports_has_no_candidates(plug: Plug):
    plug()
    assert candidates() == []
