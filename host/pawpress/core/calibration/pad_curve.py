"""The curve of one pad: conductance to newtons, and back.

Strategy: what the converter reads is turned into the pad's signal first (`pad_models`), which grows like a power of
the force: the conductance of a thin-film sensor. So a curve depends neither on the circuit nor on the converter's bits.
"""

from __future__ import annotations

from typing import Annotated, Literal, get_args

import msgspec
import numpy as np
from numpy.typing import NDArray

from pawpress.core.calibration.pad_models import PAD_MODELS, USUAL, PadModel
from pawpress.core.calibration.reference_points import ReferencePoint
from pawpress.core.kernel import exp, log, power
from pawpress.core.user_error import UserError

Positive = Annotated[float, msgspec.Meta(gt=0)]
NotNegative = Annotated[float, msgspec.Meta(ge=0)]
Floats = NDArray[np.float64]
Placement = Literal["glove", "futon", "bench"]
Moment = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")]
"""A moment in UTC, as `2026-07-01T12:00:00Z`."""
Place = Literal["middle", "towards the cable", "right", "away from the cable", "left"]
"""Where a pad is pressed: in its middle, or off it, seen from above with the cable below."""
BISECTIONS = 60
SUPERVISED_FROM = 8 / 1023
"""Pads that read at least this share of the range at rest have a supervision resistor."""
CUT_OFF_SHARE = 0.5
"""A pad with one that reads less than this share of its rest is not connected."""


class CalibrationError(UserError, ValueError):
    """A calibration cannot be made or used; the text says what, where and what to do."""


class Knot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A point of a curve that no power law fits."""

    conductance: Positive
    """Above that at rest."""
    force_n: Positive
    slope: NotNegative
    """Of the logarithm of the force over that of the conductance."""


class Check(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A known load put on a calibrated pad to see whether its curve still holds."""

    made: Moment
    reference_n: Positive
    read_n: NotNegative

    @property
    def error(self) -> float:
        """Relative error of the reading."""
        return self.read_n / self.reference_n - 1.0


class EdgePress(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A known load put on one place of a pad, to see whether it reads the same everywhere."""

    made: Moment
    place: Place
    reference_n: Positive
    read_n: NotNegative


class PadCurve(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """How one pad turns its reading into newtons: `conductance = a * force_n ** b + c`, `c` being that at rest.

    Where the pad's `signal` is another than the conductance, it stands in its place.
    """

    pad: str
    channel: Annotated[int, msgspec.Meta(ge=0)]
    made: Moment
    counts_max: Annotated[int, msgspec.Meta(gt=1)]
    """Top of the converter it was made with."""
    tare_counts: NotNegative
    """Reading at rest."""
    a: Positive
    b: Positive
    lowest_n: Positive
    """Smallest force of the range in which the curve may be trusted, newtons."""
    top_n: Positive
    """Largest reference force, newtons; whatever reads higher is saturated."""
    top_counts: Positive
    """Reading at the largest reference force."""
    creep_per_decade: NotNegative = 0.0
    """By how much the reading grows per decade of time under load; 0 where it was not measured."""
    rmse_n: NotNegative
    """Root mean square error of the curve at its points, newtons."""
    residual: NotNegative
    """Root mean square of the relative error, as expected at a load the curve was not fitted to."""
    hysteresis: NotNegative | None = None
    """Largest excess of the reading while unloading, as a share of the largest force; None where not measured."""
    repeatability: NotNegative | None = None
    """Standard deviation of the same load from round to round, relative; None where not measured."""
    uncertainty: Positive
    """Relative uncertainty of a newton while loading and holding, at 95 %, for a press in the middle of the pad."""
    off_centre: NotNegative = 0.0
    """By how much a press off the middle reads wrongly at most: as pressed, or by the model of the puck where that was
    not done; 0 in curves of before."""
    knot: tuple[Knot, ...] = ()
    """Where the power law does not fit, a monotone curve through these; below the first the power law goes on."""
    point: tuple[ReferencePoint, ...] = ()
    """What the curve was fitted to."""
    check: tuple[Check, ...] = ()
    signal: str = USUAL.signal.name
    """What the curve takes for a reading; each kind of pad has its own."""
    edges: tuple[EdgePress, ...] = ()
    """One press in the middle and one at each of four edges."""

    def __post_init__(self) -> None:
        if self.edges and [edge.place for edge in self.edges] != list(get_args(Place)):
            raise ValueError(f"edges must be {', '.join(get_args(Place))}, in this order")
        if all(model.signal.name != self.signal for model in PAD_MODELS):
            raise ValueError(f"the signal {self.signal!r} is not known; update the program")

    @property
    def model(self) -> PadModel:
        """The first kind of pad that has this signal."""
        return next(model for model in PAD_MODELS if model.signal.name == self.signal)

    @property
    def c(self) -> float:
        """Conductance at rest."""
        return self._conductance_at(self.tare_counts)

    @property
    def supervised(self) -> bool:
        """Whether the pad has a supervision resistor, which it shows by what it reads at rest."""
        return self.tare_counts >= SUPERVISED_FROM * self.counts_max

    def cut_off_counts(self, counts_max: int) -> float:
        """Return the reading of a converter below which the pad is not connected; 0 where it cannot be told."""
        return CUT_OFF_SHARE * self.tare_counts * counts_max / self.counts_max if self.supervised else 0.0

    @property
    def top_conductance(self) -> float:
        """Conductance above which nothing is known."""
        return self._conductance_at(self.top_counts)

    def conductance_of(self, counts: Floats, counts_max: int | None = None) -> Floats:
        """Return the conductance of readings of this converter, or of one with another top, any shape."""
        return self.model.signal.of_counts(counts, counts_max or self.counts_max)

    def counts_of(self, conductance: Floats, counts_max: int | None = None) -> Floats:
        """Return the readings of conductances, any shape, counts, not rounded."""
        return self.model.signal.to_counts(conductance, counts_max or self.counts_max)

    def with_tare(self, tare_counts: float) -> PadCurve:
        """Return the curve for another reading at rest: what is above rest stays as it was."""
        top = self.top_conductance - self.c + self._conductance_at(tare_counts)
        top_counts = float(self.counts_of(np.array([top]))[0])
        return msgspec.structs.replace(self, tare_counts=round(tare_counts, 3), top_counts=round(top_counts, 3))

    def newtons(self, conductance: Floats) -> Floats:
        """Return the force of conductances, any shape, newtons; above the last point that of the last point."""
        above = np.clip(conductance, self.c, max(self.top_conductance, self.c)) - self.c
        return newtons_of(above, self.a, self.b, self.knot)

    def conductance(self, force_n: Floats) -> Floats:
        """Return the conductance at which a force within the range is read, any shape."""
        if not self.knot:
            return self.a * power(force_n, self.b) + self.c
        low, high = np.zeros_like(force_n), np.full_like(force_n, self.top_conductance - self.c)
        for _ in range(BISECTIONS):
            middle = (low + high) / 2.0
            below = newtons_of(middle, self.a, self.b, self.knot) < force_n
            low, high = np.where(below, middle, low), np.where(below, high, middle)
        return high + self.c

    def _conductance_at(self, counts: float) -> float:
        return float(self.conductance_of(np.array([counts]))[0])


def newtons_of(conductance: Floats, a: float, b: float, knots: tuple[Knot, ...]) -> Floats:
    """Return the force of conductances above that at rest, any shape, newtons."""
    if not knots:
        return power(conductance / a, 1.0 / b)
    first = knots[0]
    small = first.force_n * power(np.minimum(conductance, first.conductance) / first.conductance, 1.0 / b)
    large = exp(_hermite(log(np.maximum(conductance, first.conductance)), knots))
    return np.where(conductance < first.conductance, small, large)


def _hermite(log_conductance: Floats, knots: tuple[Knot, ...]) -> Floats:
    """Return the logarithm of the force on the cubic through the knots; beyond the last it stays."""
    at = log(np.array([knot.conductance for knot in knots]))
    force = log(np.array([knot.force_n for knot in knots]))
    slope = np.array([knot.slope for knot in knots])
    piece = np.clip(np.searchsorted(at, log_conductance, side="right") - 1, 0, len(knots) - 2)
    width = at[piece + 1] - at[piece]
    s = np.clip((log_conductance - at[piece]) / width, 0.0, 1.0)
    rise = s * s * (3.0 - 2.0 * s)
    bend = s * (1.0 - s) * ((1.0 - s) * slope[piece] - s * slope[piece + 1]) * width
    return force[piece] + (force[piece + 1] - force[piece]) * rise + bend
