"""What the firmware costs and how fast it is, measured on the emulated board.

    PYTHONPATH=host python -m bench.firmware_figures [--json]

Flash and RAM come from the manifest of the committed images; load, latency and stack from simavr, which sends a byte in
11 bit times instead of 10, so real boards are a little faster.
"""

from __future__ import annotations

import argparse
import json

import numpy as np

from pawpress.core.protocol.codec import decode, encode
from pawpress.core.protocol.schema_generated import Identify, Ping, Samples, SetRate, Start, Stop
from pawpress.rig import firmware_images
from tests.rigsim.simavr_board import CPU_HZ, SimavrBoard

PHASES = 96
CASES = (("uno", 500), ("uno", 1000), ("nano", 1000))
Figures = dict[str, float]


def started(name: str, rate_hz: int) -> SimavrBoard:
    """A board that has been streaming at this rate for a while."""
    board = SimavrBoard(name)
    board.idle(20)
    board.send(encode(SetRate(rate_hz), 1))
    board.idle(50)
    return board


def load_percent(name: str, rate_hz: int, seconds: int = 2) -> float:
    """Share of the cycles the controller is awake, in percent."""
    with started(name, rate_hz) as board:
        total_before, asleep_before = board.cycles()
        board.idle(1000 * seconds)
        total, asleep = board.cycles()
    return 100 * (1 - (asleep - asleep_before) / (total - total_before))


def first_frame_with(step: int, sent: bytes, cycles: np.ndarray) -> tuple[int, int]:
    """Cycles at which the first Samples frame that shows the step begins and ends on the wire."""
    begin = 0
    for end in np.flatnonzero(np.frombuffer(sent, np.uint8) == 0):
        message, _ = decode(sent[begin:end])
        if isinstance(message, Samples) and step in message.counts:
            return int(cycles[begin]), int(cycles[end])
        begin = int(end) + 1
    raise RuntimeError("the step never arrived")


def latencies_ms(name: str, rate_hz: int, pad: int) -> tuple[np.ndarray, np.ndarray]:
    """From a step on one pad to the first and the last byte that tell of it, over all phases of a scan."""
    first, last = np.zeros(PHASES), np.zeros(PHASES)
    period_cycles = CPU_HZ // rate_hz
    with started(name, rate_hz) as board:
        rest = np.full(board.pads, 5)
        pressed = rest.copy()
        pressed[pad] = 777
        for phase in range(PHASES):
            calm, calm_cycles = board.run_timed([rest], 4 * period_cycles + phase * period_cycles // PHASES)
            before, _ = board.cycles()
            sent, cycles = board.run_timed([pressed], 4 * period_cycles)
            whole = calm.rindex(b"\0") + 1  # the frame under way when the step comes is whole, too
            begin, end = first_frame_with(
                777, (calm + sent)[whole:], np.concatenate((calm_cycles, cycles))[whole:].astype(np.int64)
            )
            first[phase], last[phase] = begin - before, end - before + 10 * CPU_HZ / 500_000
    return first / CPU_HZ * 1000, last / CPU_HZ * 1000


def spread(samples: np.ndarray) -> Figures:
    return {"min": float(samples.min()), "mean": float(samples.mean()), "max": float(samples.max())}


def deepest_stack(name: str) -> int:
    """Bytes of stack used through a start, every command, garbage, and a second of 1 kHz."""
    commands = (Identify(), SetRate(500), SetRate(300), Stop(), Start(), SetRate(1000), *[Ping()] * 50)
    with started(name, 1000) as board:
        board.send(b"".join(encode(command, 1) for command in commands) + bytes(range(256)))
        board.idle(1100)
        return board.stack_bytes()


def measure() -> dict[str, Figures]:
    figures: dict[str, Figures] = {}
    for name, image in firmware_images.manifest().images.items():
        stack = deepest_stack(name)
        figures[f"{name}: bytes"] = {"flash": image.flash_bytes, "ram": image.ram_bytes, "stack": stack}
    for name, rate_hz in CASES:
        title = f"{name} at {rate_hz} Hz"
        figures[f"{title}: controller load, %"] = {"mean": load_percent(name, rate_hz)}
        for pad, place in ((0, "first pad"), (-1, "last pad")):
            first, last = latencies_ms(name, rate_hz, pad)
            figures[f"{title}: step on {place} to first byte, ms"] = spread(first)
            figures[f"{title}: step on {place} to last byte, ms"] = spread(last)
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    as_json = parser.parse_args().json
    figures = measure()
    if as_json:
        print(json.dumps(figures, indent=2))
        return
    for title, numbers in figures.items():
        print(f"{title:52}", "  ".join(f"{name} {number:.4g}" for name, number in numbers.items()))


if __name__ == "__main__":
    main()
