"""A recording in blocks of many scans, so that a day needs no more memory than a minute.

Nothing is judged here; for verdicts there is `judge`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from pawpress.core.events import Event, UnfilteredBlock
from pawpress.core.pipeline import Pipeline
from pawpress.recording.reader import RecordingFile
from pawpress.recording.recorded_setup import setup_of

ROWS = 1 << 16
"""Scans of a block, about; a minute of 1 kHz."""


def unfiltered(events: Iterable[Event]) -> list[UnfilteredBlock]:
    """Return the blocks among events."""
    return [event for event in events if isinstance(event, UnfilteredBlock)]


def unfiltered_blocks(recording: RecordingFile, pads: int, rows: int = ROWS) -> Iterator[UnfilteredBlock]:
    """Yield every scan of a recording, about `rows` at a time.

    Parameters
    ----------
    recording : RecordingFile
        What to read.
    pads : int
        Scans of another number of pads are left out.
    rows : int
        Scans of a block.
    """
    pipeline = Pipeline(setup_of(recording.manifest), unfiltered=True, judging=False)
    waiting: list[UnfilteredBlock] = []
    scans = 0
    for chunk in recording.chunks():
        fresh = [block for block in unfiltered(pipeline.receive(chunk, 0.0)) if block.counts.shape[1] == pads]
        waiting += fresh
        scans += sum(len(block.t_s) for block in fresh)
        if scans >= rows:
            yield joined(waiting, pads)
            waiting, scans = [], 0
    if waiting:
        yield joined(waiting, pads)


def joined(blocks: Sequence[UnfilteredBlock], pads: int) -> UnfilteredBlock:
    """Put blocks of the same pads together; missing scans leave a step in time.

    Parameters
    ----------
    blocks : sequence of UnfilteredBlock
        In their order; none gives a block of no scans.
    pads : int
        How many pads they have.
    """
    if not blocks:
        nothing = np.empty((0, pads))
        return UnfilteredBlock(np.empty(0), nothing.astype(np.uint16), nothing, nothing.astype(np.bool_), 0, 0.0)
    return UnfilteredBlock(
        np.concatenate([block.t_s for block in blocks]),
        np.concatenate([block.counts for block in blocks]),
        np.concatenate([block.force_n for block in blocks]),
        np.concatenate([block.saturated for block in blocks]),
        blocks[0].gap_before,
        blocks[-1].period_s,
    )
