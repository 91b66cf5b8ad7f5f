"""What people said during a session, and what the partner calls nice, as far as a recording knows it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, cast

import numpy as np
from numpy.typing import NDArray

from pawpress.core.annotation import Annotation
from pawpress.core.coach.felt import MEANT_S, TOUCH_N
from pawpress.core.coach.partner import WORDS, Partner, Word
from pawpress.core.force_line import PressGraded
from pawpress.core.grading import GradingLimits, said_by_partner

KINDS: Final = {"note": "note", "good_spot": "good spot", "partner": "partner", "stop": "stop"}
"""What is told on the page; commands and alarms have their own places."""


def said_rows(annotations: Sequence[Annotation]) -> list[tuple[str, str, str]]:
    """Return when, who or what, and the words of everything that was said, the earliest first."""
    told = [one for one in annotations if one.kind in KINDS]
    return [(f"{one.t_s:.1f}", KINDS[one.kind], _words(one)) for one in told]


def _words(one: Annotation) -> str:
    return one.text if one.kind != "good_spot" or one.text else "a good spot"


def nice_n(
    annotations: Sequence[Annotation],
    limits: GradingLimits,
    presses: Sequence[PressGraded],
    t_s: NDArray[np.float64],
    force_n: NDArray[np.float64],
) -> tuple[float, float] | None:
    """Return the band of one hand that the partner called nice, newtons; None where they have not said so.

    Parameters
    ----------
    annotations : sequence of Annotation
        What was said, the earliest first.
    limits : GradingLimits
        Of the session: a file of zones may hold the partner's words from before.
    presses : sequence of PressGraded
        The presses, by onset.
    t_s : array
        Times of the readings, shape (n,), seconds.
    force_n : array
        Force of each hand, shape (n, hands), newtons.
    """
    partner = Partner()
    for one in annotations:
        word = "stop" if one.kind == "stop" else one.text if one.kind == "partner" else ""
        if word not in WORDS or not len(t_s):
            continue
        meant_n = _meant_n(one.t_s, presses, t_s, force_n)
        if word == "nice" and meant_n is not None:
            partner.mark(meant_n)
        partner.say(cast("Word", word), meant_n)
    if partner.likely is not None:
        return partner.likely.low_n, partner.likely.high_n
    zones = limits.zones
    return (zones.target_from_n.limit, zones.target_to_n.limit) if said_by_partner(zones) else None


def _meant_n(
    at_s: float, presses: Sequence[PressGraded], t_s: NDArray[np.float64], force_n: NDArray[np.float64]
) -> float | None:
    """Return the force a word spoke of: of the press that was on, else of one just over; as `Felt` does live."""
    row = max(0, int(np.searchsorted(t_s, at_s, side="right")) - 1)
    now_n = float(force_n[row].max())
    if now_n >= TOUCH_N:
        return now_n
    over = [one.press for one in presses if one.press.release_s is not None and one.press.release_s <= at_s]
    last = max(over, key=lambda press: press.release_s or 0.0, default=None)
    if last is None or last.release_s is None or at_s - last.release_s > MEANT_S:
        return None
    return last.plateau_n
