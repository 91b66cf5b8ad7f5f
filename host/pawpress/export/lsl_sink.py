"""The sink that gives a session to the Lab Streaming Layer, beside EEG, video or motion capture of the same lab.

Strategy: the reader only puts what has come into a queue; a thread of this sink opens the outlets and pushes, so that
nothing the network does can delay an alarm. The time stamps are of the layer's own clock: the rig's clock, moved by the
offset of the reading that got through fastest, as far as the two clocks drift apart.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Sequence
from copy import copy
from functools import partial

import numpy as np
from numpy.typing import NDArray

from pawpress.core.annotation import Annotation
from pawpress.core.calibration import ForceBlock
from pawpress.core.events import Event, RigKnown
from pawpress.core.force_line import Forces, PressGraded
from pawpress.core.grading import verdict_words
from pawpress.core.pipeline import Pipeline
from pawpress.core.safety import AlarmChange
from pawpress.core.sink import SinkError
from pawpress.core.units import RIG_CLOCK_DRIFT
from pawpress.export.lsl_streams import Outlets, Pushing
from pawpress.system.extras import how_to_install

CATCH_UP = 0.5
"""How fast a better offset is taken over, so that time stamps never run back."""
MOST_WAITING = 2000
"""Blocks in the queue; more means that the layer has stalled, and the newest are left out."""
CLOSE_S = 2.0


class HostOffset:
    """What to add to session time to get host time."""

    def __init__(self) -> None:
        self._offset_s: float | None = None
        self._told_s = 0.0

    def stamps(self, t_s: NDArray[np.float64], now_s: float) -> NDArray[np.float64]:
        """Return the host time of readings that were out at host time `now_s`, shape (n,), seconds."""
        before_s = self._offset_s
        after_s = self.at(float(t_s[-1]), now_s)
        before_s = after_s if before_s is None else before_s
        return t_s + before_s + (after_s - before_s) * np.arange(1, len(t_s) + 1) / len(t_s)

    def latest(self, t_s: float, now_s: float) -> float:
        """Return the offset as it stands, or as it looks before the first reading, seconds."""
        return now_s - t_s if self._offset_s is None else self._offset_s

    def at(self, t_s: float, now_s: float) -> float:
        """Return the offset after a reading of session time `t_s` was out at host time `now_s`, seconds."""
        measured_s = now_s - t_s
        if self._offset_s is None:
            self._offset_s = measured_s
        passed_s = max(0.0, t_s - self._told_s)
        highest_s, lowest_s = self._offset_s + RIG_CLOCK_DRIFT * passed_s, self._offset_s - CATCH_UP * passed_s
        self._offset_s, self._told_s = max(min(measured_s, highest_s), lowest_s), t_s
        return self._offset_s


class LslSink:
    """Publishes forces, verdicts, alarms and notes of a session as streams of the Lab Streaming Layer.

    Parameters
    ----------
    pipeline : Pipeline
        Whose layout and rig are described.
    source : str
        What the rig is called, for the stream's identity: inlets find it again after a restart.
    open_outlets : callable, optional
        Opens the outlets; the Lab Streaming Layer's own when left out.

    Raises
    ------
    SinkError
        If the package pylsl is missing or does not run here.
    """

    def __init__(
        self, pipeline: Pipeline, source: str, open_outlets: Callable[[Pipeline, str], Pushing] | None = None
    ) -> None:
        self._pipeline, self._source = pipeline, source
        self._offset = HostOffset()
        self._layer_s = 0.0
        self._open: Callable[[Pipeline, str], Pushing] = open_outlets or Outlets
        if open_outlets is None:
            self._layer_s = _layer_clock() - time.monotonic()
        self._waiting: queue.Queue[Callable[[], None] | None] = queue.Queue(MOST_WAITING)
        self._outlets: Pushing | None = None
        self._trouble = ""
        self._over = False
        self._thread = threading.Thread(target=self._work, name="lsl", daemon=True)
        self._thread.start()

    def take(self, chunk: bytes, events: Sequence[Event], now_s: float) -> None:  # noqa: ARG002 - the layer takes no bytes
        """Hand over what followed from the bytes."""
        if self._trouble and not self._over:
            self._over = True
            raise SinkError(f"Lab Streaming Layer: publishing stopped ({self._trouble}). Start the session again.")
        if self._over:
            return
        for event in events:
            match event:
                case RigKnown():
                    # As it is now: the thread may get to it when another rig has come.
                    self._put(partial(self._begin, copy(self._pipeline)))
                case Forces(block=block):
                    stamps_s = self._offset.stamps(block.t_s, now_s) + self._layer_s
                    self._put(partial(self._push, stamps_s, block))
                case PressGraded(press=press, verdict=verdict):
                    self._mark(
                        press.onset_s, f"press {press.pad}: {verdict_words(verdict.verdict, verdict.force)}", now_s
                    )
                case AlarmChange(alarm=alarm, state=state, t_s=t_s):
                    self._mark(t_s, f"alarm {alarm.code} {alarm.severity}: {state.value}", now_s)
                case Annotation(t_s=t_s, kind=kind, text=text):
                    self._mark(t_s, f"{kind}: {text}", now_s)
                case _:
                    pass

    def close(self) -> None:
        """Take the streams down; harmless when called twice."""
        if self._thread.is_alive():
            self._put(None)
            self._thread.join(CLOSE_S)

    def _mark(self, t_s: float, text: str, now_s: float) -> None:
        offset_s = self._offset.latest(self._pipeline.end_s, now_s) + self._layer_s
        self._put(lambda: None if self._outlets is None else self._outlets.mark(t_s + offset_s, text))

    def _put(self, work: Callable[[], None] | None) -> None:
        try:
            self._waiting.put_nowait(work)
        except queue.Full:
            self._trouble = self._trouble or "it takes nothing any more"

    def _begin(self, pipeline: Pipeline) -> None:
        """Open the outlets, again if the rig is another one now."""
        if self._outlets is not None and self._outlets.fits(pipeline):
            return
        self._outlets = self._open(pipeline, self._source)

    def _push(self, stamps_s: NDArray[np.float64], block: ForceBlock) -> None:
        if self._outlets is not None:
            self._outlets.push(stamps_s.tolist(), block.force_n)

    def _work(self) -> None:
        try:
            while (work := self._waiting.get()) is not None:
                work()
        except Exception as error:  # whatever the layer's library throws must not reach the reader
            self._trouble = str(error) or type(error).__name__
        self._outlets = None


def _layer_clock() -> float:
    try:
        from pylsl import local_clock
    except (ImportError, RuntimeError, OSError) as error:
        raise SinkError(
            f"The Lab Streaming Layer is not installed. Type: {how_to_install('lsl')}"
            if isinstance(error, ModuleNotFoundError)
            else f"The Lab Streaming Layer does not run here ({error}). On Linux it needs glibc 2.35 or newer."
        ) from error
    return float(local_clock())
