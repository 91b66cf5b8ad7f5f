"""Whether anybody can see the screen: the last link of the chain of heartbeats. Pure: time is passed in.

A view is alive when its terminal has taken a recent picture and answered a question after it. Decision 0036 has the
budget of every link.
"""

from __future__ import annotations

VIEW_S = 0.8
"""The oldest picture that counts as recent; with the rig's own 1.5 s somebody is heard within 2.5 s."""
START_S = 8.0
"""Until the first view has shown its first picture; the session waits for it, nobody stands on the pads yet."""


class Attendance:
    """Follows what views have shown.

    Parameters
    ----------
    begun_s : float
        The engine's clock when views were first let in, seconds.
    """

    def __init__(self, begun_s: float) -> None:
        self._until_s = begun_s + START_S
        self._started = False
        self._gone = False

    def seen(self, host_s: float, now_s: float) -> None:
        """Take in that a terminal has shown a picture of this time; one that claims the future proves nothing more."""
        until_s = min(host_s, now_s) + VIEW_S
        self._until_s = max(until_s, self._until_s) if self._started else until_s
        self._started = True

    def gone(self) -> None:
        """Take in that nobody will come any more: the program that shows the screen is gone."""
        self._gone = True

    def attended(self, now_s: float) -> bool:
        """Whether some view has shown a recent picture."""
        return not self._gone and now_s <= self._until_s
