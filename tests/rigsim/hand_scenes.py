"""What hands do on a mat, and the alarms each press deserves; forces as in `foot_scenes`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from pawpress.simulator.press_shapes import Array, minimum_jerk
from tests.rigsim.foot_scenes import PADS, FootScene, Seen


@dataclass(frozen=True, slots=True)
class HandScene(FootScene):
    """Presses on single pads rather than on those of a foot."""

    pads: tuple[int, ...] = (0,)

    def forces_n(self, t_s: Array) -> Array:
        """Return the forces on the pads, shape (n, 6), newtons; nothing before the scene and after it."""
        on = (t_s >= 0.0) & (t_s < self.length_s)
        force_n = np.zeros((len(t_s), PADS))
        for pad, hand_n in zip(self.pads, self.feet_n(t_s), strict=False):
            force_n[:, pad] = np.where(on, hand_n, 0.0)
        return force_n


def _lean(*forces_n: float, rise_s: float = 0.8) -> Callable[[Array], tuple[Array, Array]]:
    """Lean in, hold for two seconds, let go; one force a hand."""

    def hands(t_s: Array) -> tuple[Array, Array]:
        shape = minimum_jerk((t_s - 0.3) / rise_s) - minimum_jerk((t_s - 2.3 - rise_s) / 0.7)
        left_n, right_n = (*forces_n, 0.0)[:2]
        return left_n * shape, right_n * shape

    return hands


AMBER: Final[Seen] = frozenset({("overload", "amber", "L2")})
HAND_SCENES: Final[tuple[HandScene, ...]] = (
    HandScene("a catwalk step", 5.0, _lean(90.0), frozenset(), (0,)),
    HandScene("a firm press", 5.0, _lean(150.0), frozenset(), (3,)),
    HandScene("both hands", 5.0, _lean(120.0, 110.0), frozenset(), (2, 3)),
    HandScene("a strong press", 5.0, _lean(250.0), AMBER, (2,)),
    HandScene(
        "a press beyond the limit",
        5.0,
        _lean(340.0),
        AMBER | {("overload", "red", "L2"), ("rig_trip", "red", "L2")},
        (2,),
    ),
    HandScene(
        "two hands beyond the limit",
        5.0,
        _lean(240.0, 230.0),
        AMBER | {("overload", "amber", "R2"), ("overload", "red", None)},
        (2, 3),
    ),
)
"""From a light step to what no hand should do. The sum of two hands on two pads of six is the host's to see: the rig
trips on a sum for certain only where decision 0021 says."""
