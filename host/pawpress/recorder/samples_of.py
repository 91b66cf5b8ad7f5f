"""A recording as arrays: time, counts and newtons of every scan, and the presses they were judged as."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from pawpress.calibration import Calibration, Calibrator, ForceBlock
from pawpress.pipeline import Event, Pipeline
from pawpress.recorder.reader import Recording
from pawpress.recorder.rejudge import Rejudged, run_through, setup_of
from pawpress.samples import SampleBlock

if TYPE_CHECKING:
    import pandas


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

    def to_pandas(self) -> pandas.DataFrame:
        """Return the columns as a pandas table; needs pandas. Polars takes `columns()` as it is."""
        import pandas

        return pandas.DataFrame(self.columns())


class _Listening(Pipeline):
    """The pipeline, with an ear at the samples and at the force before the filter."""

    def __init__(self, recording: Recording) -> None:
        super().__init__(setup_of(recording.manifest))
        self.blocks: list[tuple[SampleBlock, ForceBlock]] = []
        self._own: tuple[Calibration, Calibrator] | None = None

    def _block(self, block: SampleBlock, now_s: float) -> list[Event]:
        calibration = self.calibration
        assert calibration is not None
        if self._own is None or self._own[0] is not calibration:
            self._own = calibration, Calibrator(calibration)
        self.blocks.append((block, self._own[1].process(block)))
        return super()._block(block, now_s)


def read_samples(recording: Recording) -> RecordedSamples:
    """Run a recording through the pipeline and keep every scan.

    A rig of another number of pads in the same recording is left out: the last one counts.
    """
    pipeline = _Listening(recording)
    judged = run_through(recording, pipeline)
    width = pipeline.blocks[-1][0].counts.shape[1] if pipeline.blocks else 0
    return _arrays([pair for pair in pipeline.blocks if pair[0].counts.shape[1] == width], judged)


def _arrays(pairs: list[tuple[SampleBlock, ForceBlock]], judged: Rejudged) -> RecordedSamples:
    names = [] if judged.pipeline.layout is None else judged.pipeline.layout.names
    if not pairs:
        nothing = np.empty((0, len(names)))
        return RecordedSamples(
            nothing[:, 0] if names else np.empty(0),
            nothing.astype(np.uint16),
            nothing,
            nothing.astype(np.bool_),
            tuple(names),
            0.0,
            np.empty((0, 2)),
            judged,
        )
    blocks = [block for block, _ in pairs]
    width = blocks[-1].counts.shape[1]
    spare = (f"A{channel}" for channel in range(len(names), width))
    gaps = [(block.t_s[0] - block.gap_before * block.period_s, block.t_s[0]) for block in blocks if block.gap_before]
    return RecordedSamples(
        np.concatenate([block.t_s for block in blocks]),
        np.concatenate([block.counts for block in blocks]),
        np.concatenate([forces.force_n for _, forces in pairs]),
        np.concatenate([forces.saturated for _, forces in pairs]),
        (*names[:width], *spare),
        blocks[-1].period_s,
        np.array(gaps, dtype=np.float64).reshape(-1, 2),
        judged,
    )
