"""How foot mode ends: from the word that ends it until nobody is on the pads, and a person has said so.

Pure: time is passed in. Nothing here stops the watching; the rig stays armed all the while.
"""

from __future__ import annotations

from typing import Literal

EMPTY_FOR_S = 1.0
"""How long the pads must be empty before the feet are off; a foot that is set down again comes sooner."""

Phase = Literal["open", "stepping_off", "empty"]


class FootEnding:
    """Open, then stepping off, then empty; a load after that is stepping off again."""

    def __init__(self) -> None:
        self.why = ""
        """Why feet must come off, in one line; empty while they may be on."""
        self._empty_since_s: float | None = None
        self._empty = False

    @property
    def phase(self) -> Phase:
        """Where it stands."""
        if not self.why:
            return "open"
        return "empty" if self._empty else "stepping_off"

    def begin(self, why: str) -> None:
        """End foot mode for this reason; the first one stands."""
        self.why = self.why or why

    def update(self, loaded: bool | None, now_s: float) -> None:
        """Take in whether anything is on the pads; None where that is not known, which counts as loaded."""
        if loaded is not False:
            self._empty_since_s, self._empty = None, False
            return
        self._empty_since_s = now_s if self._empty_since_s is None else self._empty_since_s
        self._empty = now_s - self._empty_since_s >= EMPTY_FOR_S
