"""What a session without a screen prints: a line per event for people, or JSON objects, as they happen."""

from __future__ import annotations

import errno
import queue
import sys
import threading
from collections.abc import Mapping
from typing import Any, TextIO

import msgspec

from pawpress.cli.common_options import Form
from pawpress.core.counted import press_count
from pawpress.core.grading import verdict_words
from pawpress.core.safety import AlarmState

CLOSED = (errno.EPIPE, errno.EINVAL)
"""What a pipe says whose reader is gone; Windows says the second."""


class LinePrinter:
    """Prints lines from a thread of its own, each flushed, so that whoever reads slowly delays no alarm."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = sys.stdout if stream is None else stream
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._trouble: OSError | None = None
        self._thread = threading.Thread(target=self._work, name="print", daemon=True)
        self._thread.start()

    @property
    def closed(self) -> bool:
        """Whether the program that read the lines is gone."""
        return self._trouble is not None and self._trouble.errno in CLOSED

    def put(self, line: str) -> None:
        """Print a line soon; returns at once."""
        if self._trouble is None:
            self._lines.put(line)

    def finish(self) -> None:
        """Wait until everything is printed.

        Raises
        ------
        BrokenPipeError
            If whoever read the lines is gone.
        OSError
            If they could not be written.
        """
        self._lines.put(None)
        self._thread.join()
        if self.closed:
            raise BrokenPipeError(errno.EPIPE, "nobody reads the output") from self._trouble
        if self._trouble is not None:
            raise self._trouble

    def _work(self) -> None:
        while (line := self._lines.get()) is not None:
            try:
                self._stream.write(f"{line}\n")
                self._stream.flush()
            except OSError as error:
                self._trouble = error
                return


def event_line(form: Form, kind: str, fields: Mapping[str, Any]) -> str | None:
    """Return an event as one line; None where this form prints none before the end."""
    if form == "json":
        return None
    return json_line(kind, fields) if form == "json-lines" else _IN_WORDS[kind](fields)


def json_line(kind: str, fields: Mapping[str, Any]) -> str:
    """Return an event as one JSON object on one line."""
    return msgspec.json.encode({"event": kind, **fields}).decode()


def result_line(form: Form, answer: Mapping[str, Any]) -> str:
    """Return the last line of a session."""
    if form == "json":
        return msgspec.json.encode(answer).decode()
    if form == "json-lines":
        return json_line("result", answer)
    link = answer["link"]
    frames = f"{link['frames']} frames, {link['lost']} lost, {link['crc_errors']} damaged."
    return f"{press_count(len(answer['presses']))}; {frames}"


def _press(press: Mapping[str, Any]) -> str:
    verdict = verdict_words(press["verdict"], press["force"])
    return f"{press['onset_s']:8.2f} s  {press['pad']:<12} {verdict:<9} {' '.join(press['reasons'])}"


def _alarm(alarm: Mapping[str, Any]) -> str:
    if alarm["state"] == AlarmState.UNACKNOWLEDGED.value:
        return f"{alarm['start_s']:8.2f} s  ALARM ({alarm['severity']}) {alarm['message']} {alarm['remedy']}"
    what = "seen" if alarm["state"] == AlarmState.ACKNOWLEDGED.value else "over"
    return f"{alarm['t_s']:8.2f} s  alarm {what} ({alarm['severity']}) {alarm['message']}"


def _quality(quality: Mapping[str, Any]) -> str:
    return f"{quality['start_s']:8.2f} s  note: {quality['message']}"


_IN_WORDS = {"press": _press, "alarm": _alarm, "quality": _quality}
