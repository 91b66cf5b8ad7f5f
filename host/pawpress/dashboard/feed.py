"""The seam between a view and the engine: messages in, commands out, never waiting."""

from __future__ import annotations

from typing import Protocol

from pawpress.engine.messages import ToEngine, ToView


class FeedClosed(Exception):
    """The engine is gone; the text says what happened and what to do next."""


class Feed(Protocol):
    """The view's end of the local stream. No call ever blocks."""

    def poll(self) -> list[ToView]:
        """Return what has arrived since the last call, newest last; an empty list when idle.

        Raises
        ------
        FeedClosed
            If the engine is gone and every message it sent has been handed out.
        """
        ...

    def send(self, command: ToEngine) -> None:
        """Ask the engine for something.

        Raises
        ------
        FeedClosed
            If the engine is gone.
        """
        ...

    def close(self) -> None:
        """Let go of the stream; harmless when called twice."""
        ...
