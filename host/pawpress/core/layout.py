"""Where the pads are: names, channels, sides, levels, and which belong to one hand or foot."""

from __future__ import annotations

from typing import Literal

import msgspec

from pawpress.core.presses.groups import Group
from pawpress.core.sides import Side
from pawpress.core.user_error import UserError


class LayoutError(UserError, ValueError):
    """A layout cannot be used; the text says what, where and what to do."""


class Pad(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One pad and its place."""

    name: str
    channel: int
    group: str
    side: Side
    level: int
    where: str
    x_mm: float
    y_mm: float
    zone: Literal["muscle", "thorax", "centre_line", "forbidden"] = "muscle"
    """What of the body it lies under, for the limits of the foot mode; pads in the centre are on the centre line."""
    heel_cm2: float | None = None
    """Contact area of a pad that only heels press, for the pressure under it."""


class Layout(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """All pads of a rig, in the order of their channels."""

    name: str
    title: str
    pad: tuple[Pad, ...]
    unsupervised: bool = False
    """Whether feet may come although its pads have no supervision resistors, so that a broken cable may go unseen."""
    loop_resistor: bool = False
    """Whether the partner's stop loop ends in a resistor and the board can tell, so that a shorted loop is open."""

    @property
    def names(self) -> list[str]:
        """Names of the pads."""
        return [pad.name for pad in self.pad]

    @property
    def groups(self) -> tuple[Group, ...]:
        """Hands or feet with the channels of their pads, in order of first channel."""
        members: dict[str, list[int]] = {}
        for pad in self.pad:
            members.setdefault(pad.group, []).append(pad.channel)
        return tuple(Group(name, tuple(channels)) for name, channels in members.items())

    @property
    def feet(self) -> tuple[Group, ...]:
        """The feet on the pads: one foot stands on all pads of a side."""
        members: dict[str, list[int]] = {}
        for pad in self.pad:
            if pad.side != "centre":
                members.setdefault(f"{pad.side} foot", []).append(pad.channel)
        return tuple(Group(name, tuple(channels)) for name, channels in members.items())

    def in_zone(self, zone: str) -> dict[str, tuple[int, ...]]:
        """Return the channels of the pads in a zone, by the name of their group."""
        found: dict[str, tuple[int, ...]] = {}
        for pad in self.pad:
            if zone == ("centre_line" if pad.side == "centre" else pad.zone):
                found[pad.group] = (*found.get(pad.group, ()), pad.channel)
        return found


def numbered_layout(pads: int) -> Layout:
    """Return a layout whose pads are numbered from A0, for rigs that no preset fits."""
    return Layout(
        f"pads{pads}",
        f"{pads} pads",
        tuple(Pad(f"A{i}", i, f"A{i}", "left" if i % 2 == 0 else "right", 1 + i // 2, "", 0, 0) for i in range(pads)),
    )
