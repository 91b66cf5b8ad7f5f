"""A recording as arrays: time, counts and newtons of every scan, and the presses they were judged as."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from pawpress.analysis.judge_recordings import GradedRecording, run_through
from pawpress.analysis.unfiltered import joined
from pawpress.core.events import UnfilteredBlock
from pawpress.core.layout import Layout
from pawpress.core.pipeline import Pipeline
from pawpress.recording.reader import RecordingFile
from pawpress.recording.recorded_setup import setup_of

if TYPE_CHECKING:
    import pandas
    import polars


@dataclass(frozen=True, slots=True)
class ScanShape:
    """What is known of the scans without keeping them."""

    pads: tuple[str, ...]
    """Names of the pads in the order of the columns."""
    scans: int
    """How many there are."""
    period_s: float
    """Time from one scan to the next at the end of the recording, seconds; 0 for a recording of nothing."""
    gaps_s: NDArray[np.float64]
    """Begin and end of each stretch without scans, shape (gaps, 2), seconds."""

    @property
    def rate_hz(self) -> float:
        """Scans per second, 0 for a recording of nothing."""
        return 1.0 / self.period_s if self.period_s else 0.0


@dataclass(frozen=True, slots=True)
class RecordedSamples:
    """Every scan of a recording."""

    t_s: NDArray[np.float64]
    """Session time, shape (n,), seconds; missing scans leave a step."""
    counts: NDArray[np.uint16]
    """Raw readings, shape (n, pads)."""
    force_n: NDArray[np.float64]
    """Unfiltered force of each pad, shape (n, pads), newtons."""
    saturated: NDArray[np.bool_]
    """Where the force is a lower bound only, shape (n, pads)."""
    pads: tuple[str, ...]
    """Names of the pads in the order of the columns."""
    period_s: float
    """Time from one scan to the next at the end of the recording, seconds."""
    gaps_s: NDArray[np.float64]
    """Begin and end of each stretch without scans, shape (gaps, 2), seconds."""
    judged: GradedRecording
    """Presses, alarms and quality of the same pass."""

    def columns(self) -> dict[str, NDArray[Any]]:
        """Return `time_s` and, for each pad, `<pad>_counts`, `<pad>_n` and `<pad>_saturated`."""
        columns: dict[str, NDArray[Any]] = {"time_s": self.t_s}
        for number, pad in enumerate(self.pads):
            columns[f"{pad}_counts"] = self.counts[:, number]
            columns[f"{pad}_n"] = self.force_n[:, number]
            columns[f"{pad}_saturated"] = self.saturated[:, number]
        return columns

    def press_rows(self) -> list[dict[str, Any]]:
        """Return one row per press, as `pawpress grade --json` gives them."""
        from pawpress.analysis.results import press_json

        return [press_json(judged) for judged in self.judged.presses]

    def to_pandas(self) -> pandas.DataFrame:
        """Return the columns as a pandas table; needs pandas."""
        import pandas

        return pandas.DataFrame(self.columns())

    def to_polars(self) -> polars.DataFrame:
        """Return the columns as a polars table; needs polars."""
        import polars

        return polars.DataFrame(self.columns())


class _ShapeNotes:
    """Notes the shape of the scans that pass; a rig of another number of pads earlier in the recording is left out."""

    def __init__(self) -> None:
        self._width, self._scans, self._period_s = 0, 0, 0.0
        self._gaps_s: list[tuple[float, float]] = []

    def take(self, block: UnfilteredBlock) -> None:
        """Note one block."""
        if block.counts.shape[1] != self._width:
            self._width, self._scans, self._gaps_s = block.counts.shape[1], 0, []
        self._scans += len(block.t_s)
        self._period_s = block.period_s
        if block.gap_before:
            start_s = float(block.t_s[0])
            self._gaps_s.append((start_s - block.gap_before * block.period_s, start_s))

    def shape(self, layout: Layout | None) -> ScanShape:
        """Return what was seen, with the names that a layout has for the pads."""
        names = [] if layout is None else layout.names
        width = self._width if self._scans else len(names)
        spare = (f"A{channel}" for channel in range(len(names), width))
        gaps_s = np.array(self._gaps_s, dtype=np.float64).reshape(-1, 2)
        return ScanShape((*names[:width], *spare), self._scans, self._period_s, gaps_s)


def read_shape(recording: RecordingFile) -> tuple[ScanShape, GradedRecording]:
    """Judge a recording and return what its scans look like, without keeping them."""
    notes = _ShapeNotes()
    judged = _run(recording, notes.take)
    return notes.shape(judged.pipeline.layout), judged


def read_samples(recording: RecordingFile) -> RecordedSamples:
    """Run a recording through the pipeline and keep every scan.

    A rig of another number of pads in the same recording is left out: the last one counts.
    """
    notes, blocks = _ShapeNotes(), list[UnfilteredBlock]()

    def keep(block: UnfilteredBlock) -> None:
        notes.take(block)
        blocks.append(block)

    judged = _run(recording, keep)
    shape = notes.shape(judged.pipeline.layout)
    width = len(shape.pads)
    every = joined([block for block in blocks if block.counts.shape[1] == width], width)
    return RecordedSamples(
        every.t_s, every.counts, every.force_n, every.saturated, shape.pads, shape.period_s, shape.gaps_s, judged
    )


def _run(recording: RecordingFile, take: Callable[[UnfilteredBlock], None]) -> GradedRecording:
    return run_through(recording, Pipeline(setup_of(recording.manifest), unfiltered=True), take)
