"""What two feet do on a mat, and the alarms each deserves: none missing, none extra.

A giver of 60 kg on a receiver of 80 kg, on the mat with 6 pads; each foot rests evenly on the three pads of its side.
Forces are functions of the time since the scene began; `alarms` are those of calibrated film pads, whose red lines are
divided by 1.2.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pawpress.core.units import STANDARD_GRAVITY_M_PER_S2
from pawpress.simulator.board import STEP_US
from pawpress.simulator.pads import QUIET_NOISE_N, SUPERVISED_SENSOR, codes_of_newtons
from pawpress.simulator.press_shapes import Array, minimum_jerk
from tests.rigsim.foot_bodies import bouncing, breathing, drop, hop, kick, stand

GIVER_KG: Final = 60.0
RECEIVER_KG: Final = 80.0
WEIGHT_N: Final = GIVER_KG * STANDARD_GRAVITY_M_PER_S2
LEFT, RIGHT = (0, 2, 4), (1, 3, 5)
PADS: Final = 6
STEP_S: Final = STEP_US * 1e-6
NOISE_STEPS: Final = 8192

Seen = frozenset[tuple[str, str, str | None]]
"""Code, severity and pad."""


@dataclass(frozen=True, slots=True)
class FootScene:
    """Something feet do."""

    name: str
    length_s: float
    feet_n: Callable[[Array], tuple[Array, Array]]
    """Times since the scene began, shape (n,), to the forces of the left and the right foot."""
    alarms: Seen
    """What must be raised, and nothing else."""

    def forces_n(self, t_s: Array) -> Array:
        """Return the forces on the pads, shape (n, 6), newtons; nothing before the scene and after it."""
        on = (t_s >= 0.0) & (t_s < self.length_s)
        left_n, right_n = self.feet_n(t_s)
        force_n = np.zeros((len(t_s), PADS))
        for columns, foot_n in ((LEFT, left_n), (RIGHT, right_n)):
            force_n[:, columns] = (np.where(on, foot_n, 0.0) / len(columns))[:, None]
        return force_n


class ScenePlayer:
    """Plays scenes one after the other on the pads, with the noise of a quiet pad.

    Parameters
    ----------
    seed : int
        Decides the noise.
    """

    def __init__(self, seed: int = 5) -> None:
        self._noise_n = QUIET_NOISE_N * np.random.default_rng(seed).standard_normal((NOISE_STEPS, PADS))
        self._scene: FootScene | None = None
        self._begun_step = 0

    @property
    def pads(self) -> int:
        """How many pads it presses on."""
        return PADS

    def play(self, scene: FootScene, step: int) -> None:
        """Let a scene begin with a step."""
        self._scene, self._begun_step = scene, step

    def forces_n(self, steps: NDArray[np.int64]) -> Array:
        """Return the true forces, shape (n, pads), newtons."""
        if self._scene is None:
            return np.zeros((len(steps), PADS))
        return self._scene.forces_n((steps - self._begun_step).astype(np.float64) * STEP_S)

    def codes(self, steps: NDArray[np.int64]) -> NDArray[np.uint16]:
        """Return what the converter reads, shape (n, pads), counts."""
        force_n = self.forces_n(steps)
        loaded = force_n > 0.0
        felt_n = np.where(loaded, force_n, 0.0) + self._noise_n[steps % NOISE_STEPS]
        return codes_of_newtons(np.maximum(felt_n, 0.0), SUPERVISED_SENSOR)


def _overloads(*feet: str | None, red: bool = True) -> Seen:
    severities = ("amber", "red") if red else ("amber",)
    return frozenset(("overload", severity, foot) for foot in feet for severity in severities)


def _both(half_n: Callable[[Array], Array]) -> Callable[[Array], tuple[Array, Array]]:
    return lambda t_s: (half_n(t_s), half_n(t_s))


def _left(foot_n: Callable[[Array], Array]) -> Callable[[Array], tuple[Array, Array]]:
    return lambda t_s: (foot_n(t_s), np.zeros_like(t_s))


def _stepping_down(height_m: float) -> Callable[[Array], tuple[Array, Array]]:
    """Step down on the left foot, stand for a second, step off slowly."""
    return _left(lambda t: drop(t, 1.0, GIVER_KG, height_m) * _let_go(t, 2.2, 1.2))


def _let_go(t_s: Array, at_s: float, within_s: float) -> Array:
    return 1.0 - minimum_jerk((t_s - at_s) / within_s)


def _slowly(t_s: Array, off_s: float) -> Array:
    """Step on and off within two and a half seconds each."""
    return minimum_jerk((t_s - 0.5) / 2.5) * _let_go(t_s, off_s, 2.5)


LEFT_FOOT = "left foot"
TRIP: Final[Seen] = frozenset({("rig_trip", "red", None)})
RATE: Final[Seen] = frozenset({("rate", "amber", None), ("rate", "red", None)})
IMPACT: Final[Seen] = frozenset({("impact", "red", None)})

SCENES: Final[tuple[FootScene, ...]] = (
    FootScene("quiet standing with the wall", 14.0, _both(lambda t: stand(t, 1.0, 11.0, 90.0)), frozenset()),
    FootScene(
        "slow step-on with wall support",
        12.0,
        _both(lambda t: stand(t, 1.0, 9.0, 168.0, 1.5)),
        _overloads(None, red=False),
    ),
    FootScene(
        "one foot with the full weight",
        9.0,
        _left(lambda t: stand(t, 1.0, 5.0, WEIGHT_N, 1.5)),
        _overloads(LEFT_FOOT, None) | TRIP,
    ),
    FootScene("step from 2 cm", 4.5, _stepping_down(0.02), _overloads(LEFT_FOOT, None) | RATE | IMPACT | TRIP),
    FootScene(
        "step from 5 cm",
        4.5,
        _stepping_down(0.05),
        _overloads(LEFT_FOOT, None) | RATE | IMPACT | TRIP | {("saturated", "red", LEFT_FOOT)},
    ),
    FootScene(
        "hop",
        7.0,
        _both(lambda t: hop(t, 70.0, 3.0, 3.3) * minimum_jerk(t / 1.5) * _let_go(t, 4.5, 1.5)),
        _overloads(None) | RATE | IMPACT | TRIP | {("flight", "red", None)},
    ),
    FootScene(
        "kick",
        3.0,
        _left(lambda t: kick(t, 1.0, 160.0)),
        _overloads(None, red=False) | RATE | TRIP | {("kick", "red", LEFT_FOOT)},
    ),
    FootScene(
        "60 s at 350 N",
        63.0,
        _both(lambda t: stand(t, 0.5, 60.5, 175.0)),
        _overloads(None, red=False) | {("time_at_load", "amber", None), ("time_at_load", "red", None)},
    ),
    FootScene(
        "receiver breathing under 300 N", 18.0, _both(lambda t: breathing(t, 150.0) * _slowly(t, 14.0)), frozenset()
    ),
    FootScene(
        "bouncing",
        13.0,
        _both(lambda t: bouncing(t, 60.0, 0.3) * _slowly(t, 9.5)),
        frozenset({("bounce", "amber", None), ("bounce", "red", None)}),
    ),
)
"""What is tried on every rig; the bodies are those of `foot_bodies`."""
