"""How foot mode ends: from the word that ends it until nobody is on the pads, and a person has said so.

Pure: time is passed in. Nothing here stops the watching; the rig stays armed all the while.
"""

from __future__ import annotations

from typing import Literal

EMPTY_FOR_S = 1.0
"""How long the pads must be empty before the feet are off; a foot that is set down again comes sooner."""
RIG_GONE_FOR_S = 30.0
"""How long a rig must be gone, its port and all, before nobody waits for it any more; a plug is back in sooner."""

Phase = Literal["open", "stepping_off", "empty"]


class FootEnding:
    """Open, then stepping off, then empty; a load after that is stepping off again."""

    def __init__(self) -> None:
        self.why = ""
        """Why feet must come off, in one line; empty while they may be on."""
        self._empty_since_s: float | None = None
        self._empty = False
        self._gone_since_s: float | None = None
        self.without_rig = False
        """Whether the rig is gone for good: nothing is left that could be watched, or kept armed."""

    @property
    def phase(self) -> Phase:
        """Where it stands."""
        if not self.why:
            return "open"
        return "empty" if self._empty else "stepping_off"

    def begin(self, why: str) -> None:
        """End foot mode for this reason; the first one stands."""
        self.why = self.why or why

    def update(self, loaded: bool | None, now_s: float, *, rig_there: bool = True) -> None:
        """Take in whether anything is on the pads; None where that is not known, which counts as loaded."""
        self._follow_rig(rig_there, now_s)
        if loaded is not False:
            self._empty_since_s, self._empty = None, False
            return
        self._empty_since_s = now_s if self._empty_since_s is None else self._empty_since_s
        self._empty = now_s - self._empty_since_s >= EMPTY_FOR_S

    def _follow_rig(self, there: bool, now_s: float) -> None:
        if there:
            self._gone_since_s = None
        elif self._gone_since_s is None:
            self._gone_since_s = now_s
        self.without_rig = self._gone_since_s is not None and now_s - self._gone_since_s >= RIG_GONE_FOR_S
