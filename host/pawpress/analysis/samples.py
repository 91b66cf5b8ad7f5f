"""A recording as arrays: time, counts and newtons of every scan, and the presses they were judged as."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from pawpress.analysis.chunks import ForceReader, portion_of
from pawpress.analysis.rejudge import Rejudged, run_through
from pawpress.core.pipeline import Event, Pipeline
from pawpress.core.samples import SampleBlock
from pawpress.recording.reader import RecordingFile
from pawpress.recording.settings import setup_of

if TYPE_CHECKING:
    import pandas
    import polars


@dataclass(frozen=True, slots=True)
class Shape:
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
        """Scans a second, 0 for a recording of nothing."""
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
    judged: Rejudged
    """Presses, alarms and quality of the same pass."""

    def columns(self) -> dict[str, NDArray[Any]]:
        """Return `time_s` and, a pad, `<pad>_counts`, `<pad>_n` and `<pad>_saturated`."""
        columns: dict[str, NDArray[Any]] = {"time_s": self.t_s}
        for number, pad in enumerate(self.pads):
            columns[f"{pad}_counts"] = self.counts[:, number]
            columns[f"{pad}_n"] = self.force_n[:, number]
            columns[f"{pad}_saturated"] = self.saturated[:, number]
        return columns

    def press_rows(self) -> list[dict[str, Any]]:
        """Return a row a press, as `pawpress grade --json` gives them."""
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


class _Watching(Pipeline):
    """The whole line, noting the shape of what passes."""

    def __init__(self, recording: RecordingFile) -> None:
        super().__init__(setup_of(recording.manifest))
        self.width, self.scans, self.period_s = 0, 0, 0.0
        self.gaps_s: list[tuple[float, float]] = []

    def _block(self, block: SampleBlock, now_s: float) -> list[Event]:
        if block.counts.shape[1] != self.width:
            self.width, self.scans, self.gaps_s = block.counts.shape[1], 0, []
        self.scans += len(block.t_s)
        self.period_s = block.period_s
        if block.gap_before:
            self.gaps_s.append((float(block.t_s[0]) - block.gap_before * block.period_s, float(block.t_s[0])))
        return super()._block(block, now_s)

    def shape(self) -> Shape:
        """Return what was seen; a rig of another number of pads earlier in the recording is left out."""
        names = [] if self.layout is None else self.layout.names
        width = self.width if self.scans else len(names)
        spare = (f"A{channel}" for channel in range(len(names), width))
        gaps_s = np.array(self.gaps_s, dtype=np.float64).reshape(-1, 2)
        return Shape((*names[:width], *spare), self.scans, self.period_s, gaps_s)


class _Listening(_Watching):
    """The whole line, keeping every scan and its force before the filter."""

    def __init__(self, recording: RecordingFile) -> None:
        super().__init__(recording)
        self.ear = ForceReader(recording)

    def _block(self, block: SampleBlock, now_s: float) -> list[Event]:
        self.ear.listen(block, self.calibration)
        return super()._block(block, now_s)


def read_shape(recording: RecordingFile) -> tuple[Shape, Rejudged]:
    """Judge a recording and return what its scans look like, without keeping them."""
    pipeline = _Watching(recording)
    judged = run_through(recording, pipeline)
    return pipeline.shape(), judged


def read_samples(recording: RecordingFile) -> RecordedSamples:
    """Run a recording through the pipeline and keep every scan.

    A rig of another number of pads in the same recording is left out: the last one counts.
    """
    pipeline = _Listening(recording)
    judged = run_through(recording, pipeline)
    shape = pipeline.shape()
    width = len(shape.pads)
    every = portion_of([pair for pair in pipeline.ear.take() if pair[0].counts.shape[1] == width], width)
    return RecordedSamples(
        every.t_s, every.counts, every.force_n, every.saturated, shape.pads, shape.period_s, shape.gaps_s, judged
    )
