"""Judges the compact archive of a recording as the recording itself: its counts go on at the calibration.

Nothing is decoded and no frame is built. What readings cannot tell, such as a rig that tripped, stands in the archive
as it was found when it was made.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from pawpress.analysis.between_scans import BetweenScans
from pawpress.analysis.judge_recordings import GradedRecording, sort_into
from pawpress.analysis.unfiltered import ROWS
from pawpress.core.events import Quality
from pawpress.core.grading import GradingLimits
from pawpress.core.pipeline import Pipeline
from pawpress.core.protocol import Decoder, Scans
from pawpress.core.protocol.decoder import SHORTEST_PERIOD_US
from pawpress.core.safety import Alarm, Episode
from pawpress.core.safety.alarm import Severity
from pawpress.core.samples import SampleBlock
from pawpress.recording import RecordingError
from pawpress.recording.damage import Damage
from pawpress.recording.head import manifest_of
from pawpress.recording.manifest import Manifest
from pawpress.recording.recorded_setup import nonsense_in, setup_of
from pawpress.system.extras import how_to_install
from pawpress.system.untrusted import decode_json

ABOUT = b"pawpress"
"""Key of the metadata that makes a Parquet file an archive."""
MOST_COUNTS = 0xFFFF
LONGEST_US = 400 * 86_400 * 1_000_000
"""A year, about: no session lasts longer."""
ADVICE = "Judge its recording, or make the archive again."


class _Alarm(msgspec.Struct, frozen=True):
    """An alarm as `alarm_json` writes it."""

    code: str
    severity: Severity
    pad: str | None
    start_s: float
    end_s: float | None
    peak_n: float | None
    message: str

    def episode(self) -> Episode:
        """Return it as the pipeline gives it."""
        return Episode(Alarm(self.code, self.severity, self.pad), self.start_s, self.end_s, self.peak_n, self.message)


class _About(BetweenScans, frozen=True):
    """What an archive says of itself, as far as it is needed here."""

    manifest: msgspec.Raw
    alarms: list[_Alarm]
    link: dict[str, int]
    recovered: bool
    damage: list[Damage]


class Archive:
    """An opened archive.

    Attributes
    ----------
    path : Path
        Its file.
    manifest : Manifest
        The settings of the session.
    link : dict
        What went wrong between rig and recording, as `link_json` tells it.
    """

    def __init__(self, path: Path, file: Any, about: _About, manifest: Manifest) -> None:
        self.path, self.manifest, self.link = path, manifest, about.link
        self._file, self._about = file, about

    def judge(self, limits: GradingLimits | None = None) -> tuple[GradedRecording, list[Episode]]:
        """Judge it by its own limits, or by others; return its alarms, too, with those that readings cannot tell.

        Raises
        ------
        RecordingError
            If it cannot be read to its end, or holds what no recording does.
        """
        pipeline = Pipeline(setup_of(self.manifest, limits))
        damage = [Quality(one.code, None, 0.0, 0.0, one.message) for one in self._about.damage]
        judged = GradedRecording(pipeline, [], damage, self._about.recovered, [])
        said = deque((row, bytes.fromhex(frame)) for row, frame in self._about.said)
        for row, block in self._blocks():
            while said and said[0][0] <= row:
                _hear(said.popleft()[1], judged)
            sort_into(pipeline.take(block), judged)
        for _, frame in said:
            _hear(frame, judged)
        sort_into(pipeline.finish(), judged)
        return judged, self._alarms(pipeline)

    def _alarms(self, pipeline: Pipeline) -> list[Episode]:
        told = set[str]() if pipeline.alarm_monitor is None else pipeline.alarm_monitor.codes
        kept = [alarm.episode() for alarm in self._about.alarms if alarm.code not in told]
        return sorted([*pipeline.episodes(), *kept], key=lambda episode: episode.start_s)

    def _blocks(self) -> Iterator[tuple[int, SampleBlock]]:
        """Yield the scans in blocks without a gap, each with the number of its first scan."""
        marks = sorted({row for row, _ in (*self._about.periods_us, *self._about.said)})
        first, before_us = 0, None
        for time_us, counts in self._batches():
            rows = first + np.arange(len(time_us))
            period_us = self._periods_us(rows)
            steps_us = np.diff(time_us, prepend=time_us[0] - period_us[0] if before_us is None else before_us)
            if steps_us.min() <= 0 or time_us[-1] > LONGEST_US:
                raise RecordingError(f"{self.path}: its times make no sense. {ADVICE}")
            missing = np.rint(steps_us / period_us).astype(np.int64) - 1
            cuts = {0, *np.flatnonzero(missing > 0).tolist(), *(row - first for row in marks), len(time_us)}
            for a, b in pairwise(sorted(cut for cut in cuts if 0 <= cut <= len(time_us))):
                gap = max(0, int(missing[a]))
                yield first + a, SampleBlock(time_us[a:b] / 1e6, counts[a:b], gap, int(period_us[a]) / 1e6)
            first, before_us = first + len(time_us), int(time_us[-1])

    def _periods_us(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        starts, periods_us = np.array(self._about.periods_us, dtype=np.int64).reshape(-1, 2).T
        at = starts.searchsorted(rows, side="right") - 1
        if not len(starts) or at[0] < 0 or periods_us.min() < SHORTEST_PERIOD_US:
            raise RecordingError(f"{self.path}: its rate is not known. {ADVICE}")
        return periods_us[at]

    def _batches(self) -> Iterator[tuple[NDArray[np.int64], NDArray[np.uint16]]]:
        """Yield times, shape (n,), microseconds, and readings, shape (n, pads)."""
        with _told(self.path):
            for batch in self._file.iter_batches(batch_size=ROWS, use_threads=False):
                if not batch.num_rows:
                    continue
                if any(column.null_count for column in batch.columns):
                    raise RecordingError(f"{self.path}: readings are missing in it. {ADVICE}")
                time_us, *readings = (np.asarray(column).astype(np.int64) for column in batch.columns)
                counts = np.stack(readings, axis=1)
                if counts.min() < 0 or counts.max() > MOST_COUNTS:
                    raise RecordingError(f"{self.path}: holds readings that no rig gives. {ADVICE}")
                yield time_us, counts.astype(np.uint16)


def open_archive(path: Path) -> Archive | None:
    """Open a Parquet file as an archive; None where it is none.

    Raises
    ------
    RecordingError
        If it is one and cannot be judged.
    """
    try:
        import pyarrow.parquet
    except ImportError as error:
        raise RecordingError(
            f"{path}: is a Parquet file, which only pyarrow reads. Save its table as CSV, or, if it is an archive of "
            f"pawpress, type: {how_to_install('parquet')}"
        ) from error
    with _told(path):
        opened: Any = pyarrow.parquet.ParquetFile(path)
        about = (opened.metadata.metadata or {}).get(ABOUT)
        return None if about is None else _archive(path, opened, about)


def _archive(path: Path, opened: Any, text: bytes) -> Archive:
    try:
        about = decode_json(text, _About)
    except msgspec.DecodeError as error:
        raise RecordingError(f"{path}: was made by an earlier version, or is damaged ({error}). {ADVICE}") from error
    names: list[str] = opened.schema_arrow.names
    if names[0] != "time_us" or not all(name.endswith("_counts") for name in names[1:]) or len(names) < 2:
        raise RecordingError(f"{path}: its columns are not those of an archive. {ADVICE}")
    manifest = manifest_of(path, bytes(about.manifest))
    if why := nonsense_in(manifest):
        raise RecordingError(f"{path}: its settings make no sense ({why}). {ADVICE}")
    return Archive(path, opened, about, manifest)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Say of which file it is that its library cannot read it."""
    import pyarrow

    try:
        yield
    except (pyarrow.ArrowException, OSError) as error:
        raise RecordingError(f"{path}: cannot be read ({_first_line(error)}). {ADVICE}") from error


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0].rstrip(".")


def _hear(frame: bytes, judged: GradedRecording) -> None:
    for message in Decoder().receive(frame):
        if not isinstance(message, Scans):
            sort_into(judged.pipeline.hear(message), judged)
