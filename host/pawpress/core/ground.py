"""Where feet stand: the layout's pads as the ground of the foot mode."""

from __future__ import annotations

from collections.abc import Iterable

from pawpress.core.layout import Layout
from pawpress.core.safety import FootPair, Ground


def ground_of(layout: Layout, pair: FootPair, margin: float, supervised: Iterable[int] = ()) -> Ground:
    """Return what the feet stand on.

    Parameters
    ----------
    layout : Layout
        Where the pads are.
    pair : FootPair
        Who stands on whom.
    margin : float
        By what the pads may be too low.
    supervised : iterable of int
        Columns of the pads with a supervision resistor.
    """
    thorax = [channel for channels in layout.in_zone("thorax").values() for channel in channels]
    heels = {pad.name: (pad.channel, pad.heel_cm2) for pad in layout.pad if pad.heel_cm2 is not None}
    return Ground(
        pair,
        margin,
        thorax=tuple(sorted(thorax)),
        centre=layout.in_zone("centre_line"),
        forbidden=layout.in_zone("forbidden"),
        heels_cm2=heels,
        supervised=frozenset(supervised),
    )
