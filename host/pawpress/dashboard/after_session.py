"""The seam to what can be done once a session is over: its trend and its report. Both take time."""

from __future__ import annotations

from typing import Protocol

from pawpress.engine.messages import SummaryView


class Afterwards(Protocol):
    """What the dashboard may ask for behind the end; called in a thread of its own."""

    def ended(self, summary: SummaryView) -> None:
        """Know what the session ended with; called once, and returns at once."""
        ...

    def left(self, recording: str | None) -> None:
        """Know what was being written when the screen went, for who did not wait for the end."""
        ...

    def trend(self, summary: SummaryView) -> str:
        """Return how it stands to the person's own earlier sessions, or how that can be had, in one sentence."""
        ...

    def report(self, recording: str) -> str:
        """Write the report of a recording, and return where it is, or why there is none, in one sentence."""
        ...
