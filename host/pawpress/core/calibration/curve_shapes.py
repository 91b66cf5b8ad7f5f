"""The shapes a curve may have, and which of them the points ask for.

Strategy: the power law is fitted in logarithms, so that a small load counts as much as a large one, and to the error
in newtons rather than to that in conductance, because newtons are what the curve is used for. Where it leaves more
than `RESIDUAL_ASKS` a monotone cubic is tried, and taken only if it foretells loads it was not shown better than the
power law does: a cloud of points is not to be followed into its every bend.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pawpress.core.calibration.monotone import cubic_slopes, never_falling
from pawpress.core.calibration.pad_curve import Floats, Knot, newtons_of
from pawpress.core.kernel import exp, log

LEAST_LOADS = 5
"""Different loads a curve needs: up to three numbers are fitted, and the error must show."""
CLEARLY = 0.7
"""A cubic has more freedom: it must foretell by so much better to be believed."""
NO_SPREAD = 1e-9
"""Readings this close together are one reading."""
RESIDUAL_ASKS = 0.05
"""Relative error above which the power law is questioned (evidence: repeatability of such sensors is 5 to 6 %)."""


@dataclass(frozen=True, slots=True)
class Branch:
    """Points of the loading branch, in the order of their loads, shape (n,) each."""

    felt_n: Floats
    """Reference force with the creep the pad had when it was read, newtons."""
    conductance: Floats
    """Above that at rest."""
    load: np.ndarray[tuple[int], np.dtype[np.intp]]
    """Number of the load, 0 for the smallest."""

    def without(self, load: int) -> Branch:
        """Return the branch without one load."""
        keep = self.load != load
        return Branch(self.felt_n[keep], self.conductance[keep], self.load[keep])


@dataclass(frozen=True, slots=True)
class Shape:
    """A fitted curve."""

    a: float
    b: float
    knots: tuple[Knot, ...] = ()

    def newtons(self, conductance: Floats) -> Floats:
        """Return the force felt, newtons."""
        return newtons_of(conductance, self.a, self.b, self.knots)

    def errors(self, branch: Branch) -> Floats:
        """Return the relative errors at points, as logarithms."""
        return log(self.newtons(branch.conductance) / branch.felt_n)


def shape_of(branch: Branch) -> tuple[Shape, float]:
    """Return the curve and its relative residual."""
    power = power_law(branch)
    residual = float(np.sqrt(np.sum(np.square(power.errors(branch))) / freedom_of(branch)))
    if residual <= RESIDUAL_ASKS or branch.load[-1] + 1 < LEAST_LOADS:
        return power, residual
    cubic = _cubic(branch, power)
    error = foretold(branch, cubic=True)
    if cubic is None or error is None or error > CLEARLY * (foretold(branch, cubic=False) or 0.0):
        return power, residual
    return cubic, error


def freedom_of(branch: Branch) -> int:
    """Degrees of freedom the power law leaves."""
    return max(1, len(branch.felt_n) - 2)


def power_law(branch: Branch) -> Shape:
    """Return the power law; one with a negative exponent where the conductance does not rise with the load."""
    x, y = log(branch.conductance), log(branch.felt_n)
    x_off = x - x.mean()
    spread = float(np.square(x_off).sum())
    slope = float((x_off * y).sum()) / spread if spread > NO_SPREAD else 0.0
    if not slope > 0.0:
        return Shape(1.0, -1.0)
    return Shape(float(exp(x.mean() - y.mean() / slope)), 1.0 / slope)


def _cubic(branch: Branch, power: Shape) -> Shape | None:
    """Return the monotone cubic through the means of the loads; None if too few of them rise."""
    numbers = range(int(branch.load[-1]) + 1)
    groups = [branch.load == number for number in numbers if (branch.load == number).any()]
    force = np.array([log(branch.felt_n[group]).mean() for group in groups])
    conductance = never_falling([float(log(branch.conductance[group]).mean()) for group in groups])
    rising = np.concatenate(([True], np.diff(conductance) > 1e-9))
    force, conductance = force[rising], conductance[rising]
    if len(force) < 3:
        return None
    rows = np.stack([exp(conductance), exp(force), cubic_slopes(conductance, force)], axis=1).tolist()
    knots = [Knot(x, force_n, max(0.0, slope)) for x, force_n, slope in rows]
    return Shape(power.a, power.b, tuple(knots))


def foretold(branch: Branch, *, cubic: bool) -> float | None:
    """Return the relative error at loads that were left out one at a time, the outermost excepted."""
    squares: list[float] = []
    for load in range(1, int(branch.load[-1])):
        known = branch.without(load)
        power = power_law(known)
        shape = _cubic(known, power) if cubic else power
        if shape is None or power.b <= 0.0:
            return None
        left_out = branch.load == load
        squares += log(shape.newtons(branch.conductance[left_out]) / branch.felt_n[left_out]).tolist()
    return float(np.sqrt(np.mean(np.square(squares)))) if squares else None
