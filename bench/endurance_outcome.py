"""What an endurance test gives: how often it was tried, how often it held, and where it did not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

MOST_TOLD = 20


@dataclass(slots=True)
class Outcome:
    """Trials of one kind."""

    what: str
    tried: int = 0
    held: int = 0
    detail: str = ""
    """A figure of its own, such as the most that was lost."""
    failures: list[str] = field(default_factory=list[str])
    """The first trials that did not hold, and why."""

    @contextmanager
    def trial(self, name: str) -> Iterator[None]:
        """Count a trial; it holds if no exception leaves it."""
        self.tried += 1
        try:
            yield
        except Exception as error:  # whatever it is, it is counted
            if len(self.failures) < MOST_TOLD:
                self.failures.append(f"{name}: {error!r}"[:300])
        else:
            self.held += 1

    @property
    def amount(self) -> str:
        """The outcome as a cell of the table of figures."""
        return f"{self.held:,} of {self.tried:,}{', ' if self.detail else ''}{self.detail}"
