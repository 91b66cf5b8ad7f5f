"""How much of the controller, its converter, its line and its memory every build takes while it guards feet.

    python -m bench.firmware_load [--write | --check]

Measured on the shipped images in simavr, in lockstep: the same numbers on every machine. All limits are stored, foot
mode is on, and the host sends a ping a second. `--write` puts the table into docs/reference/firmware-load.md, `--check`
says whether that page is stale or a budget is broken.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from dataclasses import dataclass

import numpy as np

from firmware.tools.images import FIRMWARE, sizes
from pawpress.core.protocol.schema_generated import GetSettings, Ping
from tests.rigsim.frames import Listener
from tests.rigsim.guarded import command, full_limits, in_foot_mode
from tests.rigsim.simavr_board import CPU_HZ, Conversion, PinEvent, SimavrBoard

PAGE = FIRMWARE.parent / "docs/reference/firmware-load.md"
PROBE_PIN = 8
SECONDS = 1
BAUD, BITS_PER_BYTE = 500_000, 10
RAM_BYTES = 2048


@dataclass(frozen=True, slots=True)
class Case:
    """A build at a rate, and what it may take there."""

    title: str
    build: str
    rate_hz: int
    controller_budget: float
    """Percent of the cycles awake; a line full of garbage takes another 20 %."""


CASES = (
    Case("Uno, 6 pads", "uno", 500, 40.0),
    Case("Uno, 6 pads", "uno", 1000, 70.0),
    Case("Nano, 8 pads", "nano", 500, 40.0),
    Case("Nano, 8 pads", "nano", 1000, 75.0),
    Case("Nano with 74HC4067, 16 pads", "mux", 250, 40.0),
    Case("Nano with 74HC4067, 16 pads", "mux", 500, 65.0),
)
CONVERTER_BUDGET, LINE_BUDGET = 95.0, 90.0
"""Percent of the time; a twentieth and a tenth are what the firmware itself keeps free."""
STACK_BUDGET = 224
"""Bytes; of the 256 that the RAM budget leaves to the stack."""
DEAF_BUDGET = 320
"""Cycles, 20 µs: the time of a byte at 500,000 baud; the receiver holds two."""
JITTER_BUDGET = 160
"""Cycles, 10 µs: as long as another interrupt may keep the timer's waiting."""


@dataclass(frozen=True, slots=True)
class Load:
    """What was measured."""

    controller: float
    """Percent of the cycles awake."""
    converter: float
    """Percent of the time in which it converts."""
    line: float
    """Percent of what 500,000 baud carry."""
    stack: int
    """Deepest stack since the start, bytes."""
    deaf: int
    """Longest stretch with interrupts off, in an interrupt or not, cycles."""
    jitter: int
    """From the earliest to the latest first conversion of a scan, against an even pace, cycles."""


def guarding(board: SimavrBoard, rate_hz: int) -> Listener:
    """A rig that has tested itself, saved settings and heard garbage, and now guards feet at this rate."""
    rig = Listener(board)
    in_foot_mode(rig, rate_hz, full_limits(board.pads))
    command(rig, GetSettings(), 5, 80)
    board.send(bytes(range(256)) * 2)
    rig.idle(40)
    board.send(b"\0")  # whatever of the garbage still stands in the receiver ends here
    return rig


def measured(case: Case) -> Load:
    """Run a case."""
    with SimavrBoard(case.build) as board:
        rig = guarding(board, case.rate_hz)
        total, asleep = board.cycles()
        board.longest_deaf()
        sent = 0
        for _ in range(SECONDS):
            rig.send(Ping(), 6)
            sent += len(board.idle(1000))
        total_after, asleep_after = board.cycles()
        awake = 1 - (asleep_after - asleep) / (total_after - total)
        converter, jitter = _conversions(board, case.rate_hz)
        line = sent / SECONDS * BITS_PER_BYTE / BAUD
        return Load(100 * awake, converter, 100 * line, board.stack_bytes(), board.longest_deaf(), jitter)


def _conversions(board: SimavrBoard, rate_hz: int) -> tuple[float, int]:
    """Share of the time the converter works, percent, and the jitter of the scans, cycles."""
    board.log_events(True)
    board.idle(200)
    events = board.events()
    board.log_events(False)
    starts, firsts, waiting = [], [], False
    for event in events:
        if isinstance(event, PinEvent):
            waiting |= event.pin == PROBE_PIN
        elif isinstance(event, Conversion):
            starts.append(event.cycle)
            if waiting:
                firsts.append(event.cycle)
            waiting = False
    period = CPU_HZ // rate_hz
    spacing = np.median(np.diff(starts))
    offsets = np.array(firsts, np.int64) - period * np.arange(len(firsts))
    return float(100 * spacing * len(starts) / len(firsts) / period), int(np.ptp(offsets))


def broken_budgets(case: Case, load: Load) -> list[str]:
    """Say which budgets a case broke."""
    limits = {
        "controller load, %": (load.controller, case.controller_budget),
        "converter load, %": (load.converter, CONVERTER_BUDGET),
        "line load, %": (load.line, LINE_BUDGET),
        "stack, bytes": (load.stack, STACK_BUDGET),
        "interrupts off, cycles": (load.deaf, DEAF_BUDGET),
        "jitter, cycles": (load.jitter, JITTER_BUDGET),
    }
    where = f"{case.title} at {case.rate_hz} Hz"
    return [
        f"{where}: {what} {is_now:.4g}, budget {may_be:.4g}"
        for what, (is_now, may_be) in limits.items()
        if is_now > may_be
    ]


HEAD = f"""\
# Load of the firmware

<!-- Generated by `python -m bench.firmware_load --write`. Do not edit. -->

Measured in simavr on the shipped images while they guard feet: every limit is stored, foot mode is on, one command a
second arrives. Of each column the budget stands in the second line; a test fails when it is broken. What is left of
controller and line serves commands, saves and `Status`. Flash and RAM of more builds are on the page
[size of the firmware](firmware-size.md).

- **stack**: the deepest since power-on, a save, a self-test and garbage included; RAM and stack share
  {RAM_BYTES} bytes.
- **controller**: share of the time in which the processor does not sleep.
- **converter**: share of the time in which it converts; the rest is its margin.
- **line**: share of 500,000 baud; the rest is its margin. simavr sends a byte in 11 bit times instead of 10, so the
  controller has less time here than on the chip.
- **deaf**: the longest stretch with interrupts off, in an interrupt or not. A byte at 500,000 baud takes 320 cycles,
  and the receiver holds two.
- **jitter**: between the earliest and the latest start of a scan against an even pace. A cycle is 0.0625 µs.

| build | rate | flash | RAM | stack | controller | converter | line | deaf | jitter |
|---|---|---|---|---|---|---|---|---|---|
"""


def row(case: Case, load: Load) -> str:
    """Return the lines of a case."""
    flash, ram = sizes(FIRMWARE / "build" / f"{case.build}.elf")
    return (
        f"| {case.title} | {case.rate_hz} Hz | {flash} B | {ram} B | {load.stack} B | {load.controller:.1f} % "
        f"| {load.converter:.1f} % | {load.line:.1f} % | {load.deaf} cycles | {load.jitter} cycles |\n"
        f"| *budget* | | | | *{STACK_BUDGET} B* | *{case.controller_budget:.0f} %* | *{CONVERTER_BUDGET:.0f} %* "
        f"| *{LINE_BUDGET:.0f} %* | *{DEAF_BUDGET} cycles* | *{JITTER_BUDGET} cycles* |\n"
    )


def build() -> None:
    """Build what is measured."""
    subprocess.run(["make", "-s", "-C", FIRMWARE, "all"], check=True, stdout=subprocess.DEVNULL)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the page")
    parser.add_argument("--check", action="store_true", help="say whether the page is stale or a budget broken")
    options = parser.parse_args()
    build()
    loads = {case: measured(case) for case in CASES}
    page = HEAD + "".join(row(case, load) for case, load in loads.items())
    faults = [fault for case, load in loads.items() for fault in broken_budgets(case, load)]
    if options.write:
        PAGE.write_text(page, encoding="utf-8")
    elif options.check and PAGE.read_text(encoding="utf-8") != page:
        faults.append("docs/reference/firmware-load.md is stale: run `python -m bench.firmware_load --write`")
    if not (options.write or options.check):
        print(page[page.index("| build") :], end="")
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
