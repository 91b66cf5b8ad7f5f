"""What people said during a session and what was sent to the rig, found again in its recording."""

from __future__ import annotations

import re

from pawpress.core.annotation import Annotation
from pawpress.core.protocol import Decoder, Scans
from pawpress.core.protocol.decoder import FIRST_HOST_TYPE
from pawpress.core.protocol.schema_generated import Button, ButtonKind, Document, Gap, Hello
from pawpress.core.samples import SampleClock
from pawpress.recording.host_frames import AnnotationReader
from pawpress.recording.reader import RecordingFile

PARTNERS_BUTTON = "the partner's button"
"""Text of a good spot that the rig's own frame tells."""
COMMANDS = range(FIRST_HOST_TYPE, 0x80)
"""Types of frames that go to the rig."""


def read_annotations(recording: RecordingFile) -> list[Annotation]:
    """Return notes, good spots, commands and what people did about alarms, the earliest first.

    The partner's button is the rig's own frame and is dated by the rig's clock; a command is dated by the newest scan
    before it.
    """
    found: list[Annotation] = []
    clock, end_s, reader = SampleClock(), 0.0, AnnotationReader()
    decoder = Decoder()
    for chunk in recording.chunks():
        for message in decoder.receive(chunk):
            match message:
                case Scans():
                    end_s = float(clock.process(message)[-1].t_s[-1])
                case Hello(restarted=1):
                    clock.restart()
                case Gap(duration_us=duration_us):
                    clock.away(duration_us)
                case Document():
                    found += reader.take(message)
                case Button(button=ButtonKind.GOOD_SPOT, pressed=1, t_us=t_us):
                    found.append(Annotation(clock.when_s(t_us) or 0.0, "good_spot", PARTNERS_BUTTON))
                case _ if message.TYPE in COMMANDS:
                    found.append(Annotation(end_s, "command", _words(message)))
                case _:
                    pass
    return sorted(found, key=lambda annotation: annotation.t_s)


def _words(command: object) -> str:
    """Return a command as a person reads it: `SetRate rate_hz=500`."""
    fields = [f"{name}={getattr(command, name)}" for name in getattr(command, "__slots__", ())]
    return re.sub(r"\s+", " ", " ".join([type(command).__name__, *fields]))
