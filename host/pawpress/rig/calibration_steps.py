"""The steps of a pad's calibration that are confirmed: kept one by one, so that none is asked for again."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from pawpress.core.calibration.reference_points import ReferencePoint


class PadSteps(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What of a pad's calibration is done."""

    pad: str
    channel: int
    settled: int = 0
    """Settling loads that were put on."""
    tare_counts: float | None = None
    """Reading of the empty pad after them."""
    point: tuple[ReferencePoint, ...] = ()
    """In the order in which they are asked for."""
    creep_per_decade: float | None = None
    edge: tuple[ReferencePoint, ...] = ()
    """In the middle and at the edges, as far as they were pressed."""


def _nowhere(_steps: PadSteps) -> None:
    """Keep nothing."""


class Steps:
    """The steps of one pad while it is calibrated.

    Parameters
    ----------
    begun : PadSteps
        What is done already.
    keep : callable, optional
        Keeps what is done now; returns when it cannot be lost any more.
    """

    def __init__(self, begun: PadSteps, keep: Callable[[PadSteps], None] = _nowhere) -> None:
        self.done = begun
        self._keep = keep

    def confirm(
        self,
        *,
        tare_counts: float | None = None,
        point: ReferencePoint | None = None,
        creep_per_decade: float | None = None,
        edge: ReferencePoint | None = None,
    ) -> None:
        """Add a step, and keep it before anything else is asked for."""
        done = self.done
        self._put(
            msgspec.structs.replace(
                done,
                tare_counts=done.tare_counts if tare_counts is None else tare_counts,
                point=done.point if point is None else (*done.point, point),
                creep_per_decade=done.creep_per_decade if creep_per_decade is None else creep_per_decade,
                edge=done.edge if edge is None else (*done.edge, edge),
            )
        )

    def settle(self) -> None:
        """Add a settling load."""
        self._put(msgspec.structs.replace(self.done, settled=self.done.settled + 1))

    def begin_anew(self) -> None:
        """Forget what was done: the pad is not as it was, or its points do not make a curve."""
        self._put(PadSteps(self.done.pad, self.done.channel))

    def forget_edges(self) -> None:
        """Forget the presses at the edges alone."""
        self._put(msgspec.structs.replace(self.done, edge=()))

    def _put(self, done: PadSteps) -> None:
        self.done = done
        self._keep(done)
