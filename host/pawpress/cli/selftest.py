"""`pawpress selftest`: has the rig look at itself, and says of every fault what it is and what to do."""

from __future__ import annotations

import time
from collections.abc import Iterator

from pawpress.cli.failure import Failure
from pawpress.cli.open_rig import open_rig
from pawpress.core.protocol.schema_generated import FAULT_REMEDY, Ack, FaultCode, Hello, RunSelfTest, SelfTest
from pawpress.core.protocol.words import firmware_version
from pawpress.rig.client import Talk
from pawpress.rig.link import LinkError

TEST_WAIT_S = 8.0
"""512 scans take 5.1 s at the slowest rate."""
PADS_OF = {
    FaultCode.PAD_OPEN: "pads_open",
    FaultCode.PAD_SHORTED: "pads_shorted",
    FaultCode.PAD_STUCK: "pads_stuck",
}


def run(port: str | None, baud: int, demo: bool) -> int:
    """Test a rig and print what it found; return 1 if anything needs mending.

    Raises
    ------
    Failure
        If the rig cannot be reached, does not answer, or speaks another protocol.
    """
    link = open_rig(port, baud, demo=demo)
    try:
        hello, found = test(Talk(link, time.monotonic, time.sleep))
    except LinkError as error:
        raise Failure(str(error)) from error
    finally:
        link.close()
    print("\n".join(lines(link.name, hello, found)))
    return 1 if found.faults else 0


def test(talk: Talk) -> tuple[Hello, SelfTest]:
    """Have the rig test itself.

    Raises
    ------
    LinkError
        If the rig is gone.
    Failure
        If it does not answer, or speaks another protocol.
    """
    name, hello = talk.link.name, talk.acquaint()
    if hello.restarted:
        found = talk.hear(SelfTest, TEST_WAIT_S)  # every start begins with one
    else:
        talk.tell(RunSelfTest())
        talk.hear(Ack, 1.0)
        found = talk.hear(SelfTest, TEST_WAIT_S)
    if found is None:
        raise Failure(f"{name}: the self-test never ended. Unplug the rig, plug it in and try again.")
    return hello, found


def lines(name: str, hello: Hello, found: SelfTest) -> Iterator[str]:
    """Say what was found, a line a fact."""
    version = firmware_version(hello)
    serial = f", serial number {hello.serial}" if hello.serial else ""
    yield f"{name}: {hello.pads} pads, firmware {version}{serial}, start number {hello.boots}"
    yield f"supply {found.supply_mv / 1000:.2f} V (±10 %), {found.free_stack} bytes of memory never used"
    if not found.faults:
        yield "✔ No fault found."
    yield from fault_lines(found.faults, found)


def fault_lines(faults: int, found: SelfTest | None = None) -> Iterator[str]:
    """Name each fault with its cause and its remedy, two lines each."""
    for code in FaultCode:
        if faults & 1 << code:
            cause, remedy = FAULT_REMEDY[code]
            yield f"✖ {code.name}{_pads(code, found)}: {cause}"
            yield f"    → {remedy}"


def _pads(code: FaultCode, found: SelfTest | None) -> str:
    if found is None or code not in PADS_OF:
        return ""
    bits = int(getattr(found, PADS_OF[code]))
    return " " + ", ".join(f"A{pad}" for pad in range(16) if bits >> pad & 1)
