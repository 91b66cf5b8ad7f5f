"""`pawpress selftest`: runs the self-test of the rig, and prints what each fault is and what to do."""

from __future__ import annotations

from collections.abc import Iterator

from pawpress.cli.open_rig import open_rig
from pawpress.core.protocol.rig_answers import firmware_version
from pawpress.core.protocol.schema_generated import FAULT_REMEDY, FaultCode, Hello, SelfTest
from pawpress.rig.exchange import self_tested

PADS_OF = {
    FaultCode.PAD_OPEN: "pads_open",
    FaultCode.PAD_SHORTED: "pads_shorted",
    FaultCode.PAD_STUCK: "pads_stuck",
}


def run(port: str | None, baud: int, demo: bool) -> int:
    """Test a rig and print what it found; return 1 if anything needs mending.

    Raises
    ------
    RigError
        If the rig cannot be reached, does not answer, or speaks another protocol.
    """
    with open_rig(port, baud, demo=demo) as client:
        hello = client.handshake()
        found = client.run(self_tested(hello))
        print("\n".join(lines(client.name, hello, found)))
    return 1 if found.faults else 0


def lines(name: str, hello: Hello, found: SelfTest) -> Iterator[str]:
    """Yield what was found, one line per fact."""
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
