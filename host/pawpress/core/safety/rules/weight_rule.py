"""The giver is too heavy for the receiver: known before anybody steps on, said from the first reading on."""

from __future__ import annotations

from collections.abc import Iterator

from pawpress.core.safety.book import Alarm
from pawpress.core.safety.conditions import Edge
from pawpress.core.safety.rule import OnPads, Readings
from pawpress.core.safety.site import Site


def rules(site: Site) -> Iterator[OnPads]:
    """Return the rule where two people break it."""
    if site.ground is not None and site.ground.pair.breaks_rule:
        yield OnPads(Alarm("weight_rule", "red", None), FromTheFirst())


class FromTheFirst:
    """Raised by the first reading, and for good."""

    def __init__(self) -> None:
        self._raised = False

    def forget(self) -> None:
        """Nothing to forget: people do not grow lighter."""

    def process(self, readings: Readings) -> list[Edge]:
        """Return the one edge, once."""
        if self._raised:
            return []
        self._raised = True
        return [Edge(float(readings.block.t_s[0]), raised=True, peak=0.0)]
