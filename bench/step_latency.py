"""From a step on the pads to the bytes that draw it: the real firmware, the engine's own loop, the real dashboard.

    python -m bench.step_latency [SECONDS]

The rig is the firmware in the emulator, in real time behind a pseudo-terminal, at 500 scans a second; it adds up to
5 ms because it lives in chunks, and 11 ms are the filter's. The terminal reads at once. A step is drawn when the first
byte of the bar's own colour has come; between two steps nothing has that colour.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.alarm_latency import DASHBOARD, calibration_file, latencies_ms, paced_rig
from bench.figure import Figure, show
from bench.terminal import Terminal, at_terminal, watched
from pawpress.dashboard.palette import palette
from pawpress.dashboard.words import ZONES
from pawpress.engine.build import build_session
from pawpress.engine.config import EngineConfig, PortSource
from pawpress.engine.foot_arming import POLL_S
from pawpress.engine.view_sink import ViewSink
from pawpress.engine.views import ViewServer

COMMAND = "python -m bench.step_latency"
SIZES = ((80, 24), (120, 40), (200, 50))
QUIET_S = 0.5
"""A step is a new one when so long before it nothing was drawn of one."""
LEAVE_S = 3.0


def code_of(colour: str) -> bytes:
    """Return how a terminal is told a colour of the palette."""
    shade = palette("dark")[colour].removeprefix("#")
    return ";".join(str(int(shade[at : at + 2], 16)) for at in (0, 2, 4)).encode()


BAR = code_of(ZONES["unzoned"].colour)


class Seeing(Terminal):
    """Notes when the bar of a new step is drawn."""

    def __init__(self, master: int, bytes_a_second: float) -> None:
        super().__init__(master, bytes_a_second)
        self._end, self._drawn_s = b"", float("-inf")
        self.drawn_s: list[float] = []
        """When each step was drawn."""

    def _take(self, piece: bytes, now_s: float) -> None:
        super()._take(piece, now_s)
        text, self._end = self._end + piece, piece[-len(BAR) :]
        if BAR not in text:
            return
        if now_s - self._drawn_s > QUIET_S:
            self.drawn_s.append(now_s)
        self._drawn_s = now_s


def watch(seconds: float, size: tuple[int, int], folder: Path) -> dict[str, Any]:
    """Run rig, engine and dashboard; return when the steps were and when they were drawn."""
    os.environ["COLORTERM"] = "truecolor"
    server = ViewServer("token")
    views = ViewSink(server, "bench", "hands", None)
    with (
        paced_rig(seconds) as (port, record),
        at_terminal(["-c", DASHBOARD.format(server.port)], kind=Seeing, size=size) as terminal,
        watched(terminal),
    ):
        config = EngineConfig(source=PortSource(port=port), calibration=str(calibration_file(folder)))
        session, kind = build_session(config, [views], views.notify, time.monotonic)
        views.attach(session, kind)

        def serve() -> None:
            server.poll(time.monotonic())

        session.come_up(time.monotonic, serve)
        begun_s = time.monotonic()
        while time.monotonic() - begun_s < seconds - LEAVE_S:
            session.step(time.monotonic)
            serve()
            time.sleep(POLL_S)
        session.finish(time.monotonic())
    server.close()
    return {**record, "drawn_s": terminal.drawn_s}


def measure(seconds: float = 60.0) -> list[Figure]:
    """Return a figure for every size."""
    figures: list[Figure] = []
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            record = watch(seconds, size, Path(folder))
        times_ms = latencies_ms(record, "drawn_s")
        what = f"step on the pads to the bytes that draw it, {size[0]}×{size[1]}"
        figures.append(Figure(what, told(times_ms), COMMAND, headline=size == SIZES[1]))
    return figures


def told(times_ms: NDArray[np.float64]) -> str:
    """Return how long steps took to be drawn; NaN is a step that was not."""
    seen_ms = times_ms[~np.isnan(times_ms)]
    if not len(seen_ms):
        return f"none of {len(times_ms)} steps was drawn: let it run longer, on a machine with less to do"
    p50, p99 = np.percentile(seen_ms, (50, 99))
    return f"p50 {p50:.0f} ms, p99 {p99:.0f} ms, max {seen_ms.max():.0f} ms ({len(seen_ms)} of {len(times_ms)})"


if __name__ == "__main__":
    show(measure(float(sys.argv[1]) if len(sys.argv) > 1 else 60.0))
