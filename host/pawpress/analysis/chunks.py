"""A recording in portions of many scans, so that a day needs no more memory than a minute.

Nothing is judged here; whoever wants verdicts runs `judge`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pawpress.core.calibration import Calibration, Calibrator, ForceBlock
from pawpress.core.pipeline import Event, Pipeline
from pawpress.core.samples import SampleBlock
from pawpress.recording.reader import RecordingFile
from pawpress.recording.settings import setup_of

ROWS = 1 << 16
"""Scans of a portion, about; a minute of 1 kHz."""


@dataclass(frozen=True, slots=True)
class Portion:
    """Scans that follow each other; missing ones leave a step in time."""

    t_s: NDArray[np.float64]
    """Session time, shape (n,), seconds."""
    counts: NDArray[np.uint16]
    """Raw readings, shape (n, pads)."""
    force_n: NDArray[np.float64]
    """Unfiltered force, shape (n, pads), newtons."""
    saturated: NDArray[np.bool_]
    """Where the force is a lower bound only, shape (n, pads)."""


class ForceReader(Pipeline):
    """The first rooms of the line: bytes to samples and newtons before any filter."""

    def __init__(self, recording: RecordingFile) -> None:
        super().__init__(setup_of(recording.manifest))
        self._kept: list[tuple[SampleBlock, ForceBlock]] = []
        self._own: tuple[Calibration, Calibrator] | None = None

    def _block(self, block: SampleBlock, now_s: float) -> list[Event]:  # noqa: ARG002 - nothing is supervised here
        self.listen(block, self.calibration)
        self.end_s = float(block.t_s[-1])
        return []

    def listen(self, block: SampleBlock, calibration: Calibration | None) -> None:
        """Calibrate a block and keep it."""
        assert calibration is not None
        if self._own is None or self._own[0] is not calibration:
            self._own = calibration, Calibrator(calibration)
        self._kept.append((block, self._own[1].process(block)))

    def take(self) -> list[tuple[SampleBlock, ForceBlock]]:
        """Hand over what was kept."""
        kept, self._kept = self._kept, []
        return kept


def portions(recording: RecordingFile, pads: int, rows: int = ROWS) -> Iterator[Portion]:
    """Yield every scan of a recording, about `rows` at a time.

    Parameters
    ----------
    recording : RecordingFile
        What to read.
    pads : int
        Scans of another number of pads are left out.
    rows : int
        Scans of a portion.
    """
    reader = ForceReader(recording)
    waiting: list[tuple[SampleBlock, ForceBlock]] = []
    scans = 0
    for chunk in recording.chunks():
        reader.receive(chunk, 0.0)
        fresh = [pair for pair in reader.take() if pair[0].counts.shape[1] == pads]
        waiting += fresh
        scans += sum(len(block.t_s) for block, _ in fresh)
        if scans >= rows:
            yield portion_of(waiting, pads)
            waiting, scans = [], 0
    if waiting:
        yield portion_of(waiting, pads)


def portion_of(pairs: list[tuple[SampleBlock, ForceBlock]], pads: int) -> Portion:
    """Put blocks together."""
    if not pairs:
        nothing = np.empty((0, pads))
        return Portion(np.empty(0), nothing.astype(np.uint16), nothing, nothing.astype(np.bool_))
    return Portion(
        np.concatenate([block.t_s for block, _ in pairs]),
        np.concatenate([block.counts for block, _ in pairs]),
        np.concatenate([forces.force_n for _, forces in pairs]),
        np.concatenate([forces.saturated for _, forces in pairs]),
    )
