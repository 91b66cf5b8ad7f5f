"""The seam of everything that listens to a session: safety output, recorder, views."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from pawpress.core.events import Event
from pawpress.core.user_error import UserError


class Sink(Protocol):
    """A listener. Served in the order safety output, recorder, views; must return at once."""

    def take(self, chunk: bytes, events: Sequence[Event], now_s: float) -> None:
        """Take the bytes that arrived and what followed from them.

        Raises
        ------
        SinkError
            If it cannot go on; the engine then says so and goes on without it.
        """
        ...

    def close(self) -> None:
        """Finish in order; harmless when called twice."""
        ...


class SinkError(UserError):
    """A sink cannot go on; the text says what, where and what to do next."""
