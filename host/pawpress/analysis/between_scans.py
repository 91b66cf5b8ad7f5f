"""What stands between the scans of a recording and decides how they are judged: who the rig is, and its rates."""

from __future__ import annotations

import msgspec

from pawpress.core.protocol import Decoder, Scans, encode
from pawpress.core.protocol.schema_generated import Gap, Hello
from pawpress.core.samples import gathered
from pawpress.recording.reader import RecordingFile


class BetweenScans(msgspec.Struct, frozen=True):
    """Each with the number of the scan that it stands in front of."""

    periods_us: list[tuple[int, int]]
    """From where on the scans are so far apart, microseconds."""
    said: list[tuple[int, str]]
    """Frames of the rig's `Hello` and of the recorder's `Gap`, with their delimiters, hexadecimal."""


def between_scans(recording: RecordingFile, pads: int) -> BetweenScans:
    """Read it off a recording; scans of another number of pads are left out."""
    decoder, scans = Decoder(), 0
    found = BetweenScans([], [])
    for chunk in recording.chunks():
        for message in gathered(decoder.receive(chunk)):
            if isinstance(message, Hello | Gap):
                found.said.append((scans, encode(message, 0).hex()))
            elif isinstance(message, Scans) and message.counts.shape[1] == pads:
                if not found.periods_us or found.periods_us[-1][1] != message.period_us:
                    found.periods_us.append((scans, message.period_us))
                scans += len(message.t_us)
    return found
