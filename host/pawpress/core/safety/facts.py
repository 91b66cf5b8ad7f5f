"""What is a fact of an alarm whatever happens: the type of the table in `alarms_generated`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

EQUIPMENT: Final = frozenset({"pad", "link", "rig", "host"})


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmFacts:
    """One alarm of the schema."""

    severities: tuple[str, ...]
    priority: int
    """Which of several of one severity is told first: the lowest number."""
    latches: bool
    """Whether it is over before anybody can look, and calls until a person has seen it."""
    passes: Literal["never", "unloaded", "always"]
    """Whether it goes back to normal by itself: never, where no pad was loaded, or whatever lay on the pads."""
    peak: Literal["", "N"]
    """Unit of its largest number; empty where it has none."""
    concerns: Literal["load", "people", "pad", "link", "rig", "host"]
    actions: dict[tuple[str, str], str]
    """The big word of the banner by mode and severity."""
    cause: str
    remedy: str
    message: str
    """What one line says where the peak is known, with `peak_n` and `where`; empty where the cause says it all."""

    def action(self, mode: str, severity: str) -> str:
        """Return what to do now, in one or two words."""
        return self.actions.get((mode, severity), "STOP")

    @property
    def about_equipment(self) -> bool:
        """Whether it tells of pads, link, rig or computer, and not of what hands or feet did."""
        return self.concerns in EQUIPMENT
