"""How fast the host decodes and judges: the decoder alone, the pipeline in live portions, the pipeline on a file."""

from __future__ import annotations

import time

import numpy as np

from bench.figure import Figure, show
from pawpress.pipeline import Pipeline
from pawpress.protocol import Decoder, encode
from pawpress.protocol.schema_generated import SCHEMA_HASH, Hello, Samples
from pawpress.simulator.body import Body
from pawpress.simulator.scenario import load_scenario

COMMAND = "python -m bench.host_speed"
SECONDS = 60
LIVE_S = 0.005
FILE_BYTES = 1 << 16
REPEATS = 3


def stream(pads: int, rate_hz: int) -> bytes:
    """Return a minute of the beginner scenario as it comes over the wire."""
    step_ms = 1000 // rate_hz
    codes = Body(load_scenario("beginner"), pads).codes(np.arange(0, SECONDS * 1000, step_ms))
    hello = Hello(1, SCHEMA_HASH, 0, 1, 0, 1, 1, pads, rate_hz, 1023, 0, 500_000, 1, 1)
    period_us = 1_000_000 // rate_hz
    frames = [
        encode(Samples(i * period_us, period_us, pads, tuple(row)), i + 1) for i, row in enumerate(codes.tolist())
    ]
    return encode(hello, 0) + b"".join(frames)


def best_s(work, repeats: int = REPEATS) -> float:
    """Return the processor time of the fastest run."""
    times: list[float] = []
    for _ in range(repeats):
        begin_s = time.process_time()
        work()
        times.append(time.process_time() - begin_s)
    return min(times)


def portions(wire: bytes, size: int) -> list[bytes]:
    """Cut a stream."""
    return [wire[at : at + size] for at in range(0, len(wire), size)]


def judge(parts: list[bytes]) -> None:
    """Run a pipeline over a stream."""
    pipeline = Pipeline()
    for part in parts:
        pipeline.receive(part, 0.0)
    pipeline.finish()


def measure() -> list[Figure]:
    """Return the figures."""
    figures: list[Figure] = []
    for pads, rate_hz in ((6, 500), (8, 1000)):
        wire = stream(pads, rate_hz)
        what = f"{pads} pads × {rate_hz} Hz"
        live = portions(wire, round(len(wire) / SECONDS * LIVE_S))
        decode_s = best_s(lambda wire=wire: Decoder().receive(wire))
        live_s = best_s(lambda live=live: judge(live))
        file_s = best_s(lambda wire=wire: judge(portions(wire, FILE_BYTES)))
        figures += [
            Figure(f"decoder, {what}", f"{SECONDS / decode_s:,.0f} × real time", COMMAND),
            Figure(f"pipeline in 5 ms portions, {what}", f"{100 * live_s / SECONDS:.1f} % of a core", COMMAND),
            Figure(f"pipeline on a recording, {what}", f"{SECONDS / file_s:,.0f} × real time", COMMAND),
        ]
    return figures


if __name__ == "__main__":
    show(measure())
