"""`pawpress doctor`: looks for what keeps the rig from working; every problem comes with the literal fix."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pawpress import __version__
from pawpress.core.protocol.rig_answers import firmware_version
from pawpress.core.protocol.schema_generated import FAULT_REMEDY, SCHEMA_HASH, FaultCode, Hello
from pawpress.system.extras import how_to_install

if TYPE_CHECKING:
    from pawpress.rig.baud_search import TunableLink

LISTEN_S = 5.0
"""How long a port is listened to: an Uno needs up to two seconds from its reset to its Hello."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `fix` is empty when it is well."""

    what: str
    fix: str = ""


def examine(port: str | None) -> int:
    """Print what was found; return 1 if anything needs mending."""
    sick = False
    for finding in findings(port):
        sick |= bool(finding.fix)
        print(f"{'✖' if finding.fix else '✔'} {finding.what}")
        if finding.fix:
            print(f"    → {finding.fix}")
    return 1 if sick else 0


def findings(port: str | None) -> Iterator[Finding]:
    """Yield what is looked at, one thing after the other; ports are listened to, which takes seconds."""
    yield Finding(
        f"pawpress {__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    )
    yield _log()
    yield _emulator()
    yield from _ports(port)


def _log() -> Finding:
    """Say where the log is, and whether it can be written."""
    from pawpress.system.log import LEVEL_VARIABLE, level, log_folder
    from pawpress.system.log.file import claim

    try:
        os.close(claim(log_folder(), "doctor").lock)
    except OSError as error:
        fix = "Make the folder writable, or set PAWPRESS_LOG_FOLDER to another one. Sessions work without a log."
        return Finding(f"{log_folder()}: no log can be written there ({error.strerror or error}).", fix)
    return Finding(f"What goes wrong is logged in {log_folder()} (level {level()}; {LEVEL_VARIABLE} changes it).")


def _emulator() -> Finding:
    from pawpress.rig.firmware_images import hex_text, manifest
    from pawpress.simulator.avr_board import AvrBoard, EmulatorEnded, EmulatorFault, EmulatorUnavailable

    try:
        AvrBoard(hex_text("uno"), manifest().images["uno"].pads).close()
    except EmulatorUnavailable as missing:
        return _core(str(missing))
    except (EmulatorEnded, EmulatorFault) as broken:
        return Finding(
            f"The emulator of `pawpress demo` breaks down: {broken}",
            f"{how_to_install('emulator')}   (or use `pawpress demo --rig core`)",
        )
    return Finding(f"`pawpress demo` runs the real firmware {manifest().firmware_version} in the emulator.")


def _core(missing: str) -> Finding:
    from pawpress.simulator.core_board import CoreBoard, CoreUnavailable

    try:
        CoreBoard("uno")
    except CoreUnavailable as stuck:
        return Finding(f"`pawpress demo` cannot run: {missing}.", str(stuck))
    return Finding(f"`pawpress demo` will run the firmware's own core, because {missing}.")


def _ports(port: str | None) -> Iterator[Finding]:
    from pawpress.rig.discovery import candidates

    if port:
        yield from _port(port)
        return
    found = candidates()
    if not found:
        fix = "Plug the rig in with a cable that carries data; on Linux look at `dmesg | tail` for ttyACM0 or ttyUSB0."
        yield Finding("No port with a known USB chip was found.", fix)
    for candidate in found:
        yield Finding(f"{candidate.port}: found by its USB chip, {candidate.chip}.")
        yield from _port(candidate.port)


def _port(name: str) -> Iterator[Finding]:
    if os.path.exists(name) and not os.access(name, os.R_OK | os.W_OK):  # noqa: PTH110 - a port need not be a file
        yield Finding(f"{name}: no permission.", "sudo usermod -a -G dialout $USER   (then log in again)")
        return
    yield from _who(name, time.monotonic, time.sleep)


def _who(name: str, clock: Callable[[], float], wait: Callable[[float], None]) -> Iterator[Finding]:
    """Open a port and ask who is there."""
    from pawpress.rig.baud_search import BAUDS
    from pawpress.rig.link import LinkError
    from pawpress.rig.serial_port import SerialLink

    try:
        link = SerialLink(name, BAUDS[0])
    except LinkError as error:
        yield Finding(f"{name}: cannot be opened.", str(error).removeprefix(f"{name}: "))
        return
    try:
        yield from listen(link, clock, wait)
    except LinkError as error:
        yield Finding(f"{name}: went away.", str(error))
    finally:
        link.close()


def listen(link: TunableLink, clock: Callable[[], float], wait: Callable[[float], None]) -> Iterator[Finding]:
    """Find the speed at which a rig speaks, and ask who it is and how it is."""
    from pawpress.rig.baud_search import BAUDS, tune

    tuned = tune(link, LISTEN_S, clock, wait)
    flash = f"pawpress flash --port {link.name}"
    if tuned.client is None:
        yield _nobody(link.name, tuned.received_bytes, flash)
        return
    hello = tuned.client.identify()
    if hello is None:
        yield Finding(f"{link.name}: frames arrive, but the rig does not say who it is.", flash)
        return
    if tuned.baud != BAUDS[0]:
        yield Finding(f"{link.name}: it speaks at {tuned.baud} baud. Add `--baud {tuned.baud}` to every command.")
    yield _known(link.name, hello, flash)
    yield from _faults(link.name, hello.faults)


def _nobody(name: str, received_bytes: int, flash: str) -> Finding:
    from pawpress.rig.baud_search import BAUDS

    if received_bytes == 0:
        return Finding(f"{name}: no rig answers, nothing arrives.", f"Put the firmware on the board: {flash}")
    speeds = ", ".join(str(baud) for baud in sorted(BAUDS))
    return Finding(f"{name}: {received_bytes} bytes arrive and make no sense at any of {speeds} baud.", flash)


def _faults(name: str, faults: int) -> Iterator[Finding]:
    """What the rig says is wrong with itself."""
    for code in FaultCode:
        if faults & 1 << code:
            cause, remedy = FAULT_REMEDY[code]
            yield Finding(f"{name}: {code.name}: {cause}", remedy)


def _known(name: str, hello: Hello, flash: str) -> Finding:
    version = firmware_version(hello)
    what = f"{name}: a rig with {hello.pads} pads at {hello.rate_hz} Hz, firmware {version}"
    if hello.schema_hash != SCHEMA_HASH:
        spoken = f"0x{hello.schema_hash:08X}, not 0x{SCHEMA_HASH:08X}"
        fix = f"{flash}   (the firmware on the board speaks schema {spoken})"
        return Finding(f"{what}, of another protocol.", fix)
    return Finding(f"{what}.")
