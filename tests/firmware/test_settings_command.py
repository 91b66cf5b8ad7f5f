"""`pawpress settings`: on an emulated board behind a port, over a restart, and asked for what cannot be."""

from __future__ import annotations

import json

import pytest

from pawpress.cli.failure import WrongUse
from pawpress.cli.settings.run import change_of
from tests.conftest import RunCommand
from tests.firmware.conftest import skip_without_emulator
from tests.rigsim.paced_pty import paced_pty

pytestmark = pytest.mark.realtime


def test_what_was_stored_is_there_after_a_restart(pawpress: RunCommand) -> None:
    skip_without_emulator()
    with paced_pty() as rig:  # every opening of the port restarts the rig
        fresh = json.loads(pawpress("settings", "--port", rig.port, "--json").stdout)
        done = pawpress("settings", "--port", rig.port, "--serial", "12", "--name", "A0=L1", "--name", "a5=Fuß")
        again = json.loads(pawpress("settings", "--port", rig.port, "--json").stdout)
        tested = pawpress("selftest", "--port", rig.port)
    assert (fresh["serial"], fresh["times_saved"], set(fresh["pads"].values())) == (None, 0, {None})
    assert done.returncode == 0, done.stderr
    assert "serial number  12\n" in done.stdout
    assert "names of pads  A0 L1, A5 Fuß\n" in done.stdout
    assert (again["serial"], again["times_saved"], again["pads"]["A0"], again["pads"]["A1"]) == (12, 1, "L1", None)
    assert "serial number 12" in tested.stdout


def test_a_nano_with_six_pads_scans_six_after_its_next_start(pawpress: RunCommand) -> None:
    """Or pins to which nothing is connected would follow their neighbours and look like pads."""
    skip_without_emulator()
    with paced_pty(name="nano") as rig:  # every opening of the port restarts the rig
        told = pawpress("settings", "--port", rig.port, "--pads", "6")
        again = json.loads(pawpress("settings", "--port", rig.port, "--json").stdout)
        too_many = pawpress("settings", "--port", rig.port, "--pads", "9")
    assert "pads scanned   6 from its next start on: unplug it and plug it in\n" in told.stdout
    assert again["pads_scanned"] == 6
    assert list(again["pads"]) == ["A0", "A1", "A2", "A3", "A4", "A5"]
    assert too_many.returncode == 2
    assert too_many.stderr.splitlines()[-1] == "pawpress: --pads 9: this rig can scan 8 pads at most."


def test_the_emulated_rig_has_settings_too(pawpress: RunCommand) -> None:
    done = pawpress("settings", "--demo", "--serial", "4294967295")
    assert done.returncode == 0, done.stderr
    assert "serial number  4294967295" in done.stdout


def test_a_pad_that_is_not_there_is_named_and_nothing_is_stored(pawpress: RunCommand) -> None:
    done = pawpress("settings", "--demo", "--serial", "3", "--name", "A6=L4")
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == "pawpress: --name A6: this rig has the pads A0 to A5."
    assert done.stdout == ""


@pytest.mark.parametrize(
    "text", ["L1", "A0", "=L1", "A=L1", "A-1=L1", "B0=L1", "A0=seven77", "A0=größe!", "A0=a\nb", "A٣=L1"]
)
def test_a_name_that_cannot_be_read_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(WrongUse, match=r"--name") as refused:
        change_of(None, [text])
    assert str(refused.value).endswith(".")


def test_a_name_may_be_taken_away() -> None:
    assert change_of(None, ["A3="]).names == ((3, ""),)
