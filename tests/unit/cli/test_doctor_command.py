"""`pawpress doctor`: every problem with its literal fix."""

from __future__ import annotations

from pathlib import Path

import pytest
from serial.tools import list_ports

from pawpress.simulator import avr_board
from pawpress.simulator.avr_board import EmulatorEnded, EmulatorFault
from tests.commands import Command


@pytest.fixture(autouse=True)
def no_ports(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_ports, "comports", list)


def test_without_a_port_it_says_how_to_get_one(command: Command):
    done = command("doctor")
    assert done.status == 1
    assert "✖ No port with a known USB chip was found." in done.out
    assert "→ Plug the rig in with a cable that carries data" in done.out


def test_what_is_well_is_ticked(command: Command):
    first = command("doctor").out.splitlines()[0]
    assert first.startswith("✔ pawpress ")
    assert "Python" in first


def test_a_port_that_does_not_exist_is_named_with_its_fix(command: Command, tmp_path: Path):
    port = str(tmp_path / "ttyNONE")
    done = command("doctor", "--port", port)
    assert done.status == 1
    assert f"✖ {port}: cannot be opened." in done.out
    assert "no such port. Plug the rig in" in done.out
    assert "Traceback" not in done.err


@pytest.mark.parametrize("error", [EmulatorEnded("The emulator of the rig ended (signal 11)."), EmulatorFault("no V8")])
def test_an_emulator_that_breaks_down_is_a_finding_with_its_fix(
    command: Command, monkeypatch: pytest.MonkeyPatch, error: Exception
):
    def breaks(*_: object) -> None:
        raise error

    monkeypatch.setattr(avr_board, "AvrBoard", breaks)
    done = command("doctor")
    assert done.status == 1
    lines = done.out.splitlines()
    place = lines.index(f"✖ The emulator of `pawpress demo` breaks down: {error}")
    assert "pip install 'pawpress[emulator]'" in lines[place + 1]
    assert "--rig core" in lines[place + 1]
    assert "No port with a known USB chip" in done.out, "the rest is looked at all the same"
