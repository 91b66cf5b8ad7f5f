"""`pawpress selftest` and `doctor`: on the emulated rig, and on an emulated board behind a port."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from pawpress.cli.selftest.run import fault_lines
from pawpress.core.protocol.schema_generated import FAULT_REMEDY, FaultCode, SelfTest
from tests.firmware.conftest import skip_without_emulator
from tests.rigsim.paced_pty import paced_pty

pytestmark = pytest.mark.realtime

SHORTED_PAD = 4


def pawpress(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pawpress", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def test_the_emulated_rig_is_in_order() -> None:
    done = pawpress("selftest", "--demo")
    assert done.returncode == 0, done.stderr
    assert "✔ No fault found." in done.stdout


@pytest.mark.parametrize("command", ["selftest", "doctor"])
def test_a_rig_at_a_port(command: str) -> None:
    skip_without_emulator()
    with paced_pty() as rig:
        done = pawpress(command, "--port", rig.port)
    assert done.returncode == 0, done.stderr
    assert "6 pads" in done.stdout
    assert "firmware 1.0.0" in done.stdout


def test_a_shorted_pad_is_named_with_what_to_do() -> None:
    skip_without_emulator()
    codes = np.zeros((1, 6), np.uint16)
    codes[0, SHORTED_PAD] = 1023
    with paced_pty(codes) as rig:
        done = pawpress("selftest", "--port", rig.port)
    assert done.returncode == 1
    assert f"✖ PAD_SHORTED A{SHORTED_PAD}: {FAULT_REMEDY[FaultCode.PAD_SHORTED][0]}" in done.stdout
    assert f"→ {FAULT_REMEDY[FaultCode.PAD_SHORTED][1]}" in done.stdout


def test_every_code_has_its_two_lines() -> None:
    found = SelfTest(0, (1 << len(FaultCode)) - 1, 0, 0, 0, 3, 4, 0x8000)
    said = list(fault_lines(found.faults, found))
    assert len(said) == 2 * len(FaultCode)
    assert any(line.startswith("✖ PAD_OPEN A0, A1:") for line in said)
    assert any(line.startswith("✖ PAD_STUCK A15:") for line in said)
