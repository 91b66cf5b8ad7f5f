"""XDF: what LabRecorder writes, so that a session lies beside EEG or video of the same lab.

Four streams: force in newtons, raw counts, the presses as markers at their onset, and what was said as markers.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from pawpress.core.grading import verdict_words
from pawpress.export.table import ExportOptions, ExportTable
from pawpress.export.xdf_chunks import (
    Channel,
    XdfStream,
    boundary,
    file_header,
    footer,
    markers,
    numbers,
    stream_header,
)
from pawpress.system.new_file import open_private
from pawpress.system.untrusted.dates import EPOCH

MARKERS = "Markers"


def write(table: ExportTable, path: Path, options: ExportOptions) -> list[Path]:  # noqa: ARG001 - one way only
    """Write the streams of numbers, one block of each in turn, and the two of markers."""
    force, counts, presses, said = streams = _streams(table)
    with open_private(path) as file:
        file.write(b"XDF:" + file_header(_made(table)))
        file.writelines(stream_header(stream) for stream in streams)
        for block in table.blocks():
            file.write(numbers(force, block.t_s, block.force_n.astype("<f8")))
            file.write(numbers(counts, block.t_s, block.counts.astype("<i4")))
            file.write(boundary())
        file.writelines(
            markers(presses, press["onset_s"], f"{press['pad']}: {verdict_words(press['verdict'], press['force'])}")
            for press in table.presses
        )
        file.writelines(markers(said, one.t_s, f"{one.kind}: {one.text}") for one in table.annotations)
        file.writelines(footer(stream) for stream in streams)
    return [path]


def _made(table: ExportTable) -> datetime:
    return table.recording.manifest.started or EPOCH


def _streams(table: ExportTable) -> tuple[XdfStream, XdfStream, XdfStream, XdfStream]:
    rate_hz, pads, made = table.shape.rate_hz, table.shape.pads, _made(table)
    forces = [Channel(pad, "newtons", "Force") for pad in pads]
    raw = [Channel(pad, "counts", "Raw") for pad in pads]
    word = [Channel("text", "", "Marker")]
    return (
        XdfStream(1, "pawpress force", "Force", "double64", rate_hz, forces, made),
        XdfStream(2, "pawpress counts", "Force", "int32", rate_hz, raw, made),
        XdfStream(3, "pawpress presses", MARKERS, "string", 0.0, word, made),
        XdfStream(4, "pawpress annotations", MARKERS, "string", 0.0, word, made),
    )
