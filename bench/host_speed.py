"""How fast the host decodes and judges: the decoder alone, the pipeline in live chunks, the pipeline on a file."""

from __future__ import annotations

import os

from pawpress.settings.shipped_setup import shipped_setup

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command line sets it, and before numpy is there

import time
from dataclasses import fields

import numpy as np

from bench.figure import Figure, show
from pawpress.core.pipeline import Pipeline
from pawpress.core.protocol import Decoder, encode
from pawpress.core.protocol.schema_generated import SCHEMA_HASH, Hello, Message, Samples, Status
from pawpress.core.samples import WRAP_US
from pawpress.recording.reader import READ_BYTES
from pawpress.simulator.body import Body
from pawpress.simulator.scenario import load_scenario

COMMAND = "python -m bench.host_speed"
MOST_PADS = 8
SECONDS = 60
LIVE_S = 0.005
PAD_SKEW_NS = 112_000
STATUS_FIELDS = len(fields(Status))
REPEATS = 3
PAUSE_S = 0.004
PAUSED_PORTIONS = 2000


def wire(pads: int, rate_hz: int, minute: int = 0) -> bytes:
    """Return a minute of the beginner scenario as it comes over the wire, with the Status of every second."""
    step_ms = 1000 // rate_hz
    codes = Body(load_scenario("beginner"), pads).codes(np.arange(0, SECONDS * 1000, step_ms))
    hello = Hello(1, SCHEMA_HASH, 0, 1, 0, 1, 1, pads, rate_hz, 1023, PAD_SKEW_NS, 500_000, 1, int(minute == 0))
    period_us = 1_000_000 // rate_hz
    begin_us = minute * SECONDS * 1_000_000
    messages: list[Message] = [hello]
    for number, row in enumerate(codes.tolist()):
        if number % rate_hz == 0:
            messages.append(Status(*([0] * STATUS_FIELDS)))
        messages.append(Samples((begin_us + number * period_us) % WRAP_US, period_us, pads, tuple(row)))
    first = minute * len(messages)
    return b"".join(encode(message, first + number) for number, message in enumerate(messages))


def best_s(work, repeats: int = REPEATS) -> float:
    """Return the processor time of the fastest run."""
    times: list[float] = []
    for _ in range(repeats):
        begin_s = time.process_time()
        work()
        times.append(time.process_time() - begin_s)
    return min(times)


def chunks(stream: bytes, size: int) -> list[bytes]:
    """Cut a stream."""
    return [stream[at : at + size] for at in range(0, len(stream), size)]


def paused_share(parts: list[bytes]) -> float:
    """Return the share of a core that chunks take with a pause before each."""
    return paused_s(parts, PAUSE_S) / (len(parts) * LIVE_S)


def paused_s(parts: list[bytes], pause_s: float) -> float:
    """Return what chunks take with a pause before each, as live: the caches have gone cold. Processor time, seconds."""
    pipeline, spent_s = Pipeline(shipped_setup()), 0.0
    for part in parts:
        time.sleep(pause_s)
        begin_s = time.thread_time()
        pipeline.receive(part, 0.0)
        spent_s += time.thread_time() - begin_s
    return spent_s


def judge(parts: list[bytes]) -> None:
    """Run a pipeline over a stream."""
    pipeline = Pipeline(shipped_setup())
    for part in parts:
        pipeline.receive(part, 0.0)
    pipeline.finish()


def measure() -> list[Figure]:
    """Return the figures."""
    figures: list[Figure] = []
    for pads, rate_hz in ((6, 500), (MOST_PADS, 1000)):
        stream = wire(pads, rate_hz)
        what = f"{pads} pads × {rate_hz} Hz"
        live = chunks(stream, round(len(stream) / SECONDS * LIVE_S))
        decode_s = best_s(lambda stream=stream: Decoder().receive(stream))
        live_s = best_s(lambda live=live: judge(live))
        file_s = best_s(lambda stream=stream: judge(chunks(stream, READ_BYTES)))
        figures += [
            Figure(f"decoder, {what}", f"{SECONDS / decode_s:,.0f} × real time", COMMAND),
            Figure(
                f"pipeline in 5 ms chunks, {what}",
                f"{100 * live_s / SECONDS:.1f} % of a core",
                COMMAND,
                pads == MOST_PADS,
            ),
            Figure(
                f"pipeline in 5 ms chunks with pauses between, {what}",
                f"{100 * paused_share(live[:PAUSED_PORTIONS]):.1f} % of a core",
                COMMAND,
            ),
            Figure(
                f"pipeline on a recording, {what}", f"{SECONDS / file_s:,.0f} × real time", COMMAND, pads == MOST_PADS
            ),
        ]
    return figures


if __name__ == "__main__":
    show(measure())
