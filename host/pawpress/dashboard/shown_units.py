"""In which unit forces are shown. What is judged, recorded and told by alarms stays in newtons."""

from __future__ import annotations

from itertools import count

from pawpress.settings.choices import Choices

SHORT = {"N": "N", "kgf": "kgf", "lbf": "lbf", "% of body weight": "%"}
LONG = {"N": "newtons", "kgf": "kilograms-force", "lbf": "pounds-force", "% of body weight": "% of body weight"}
TENTHS_BELOW = 20.0
"""Smaller figures of a unit larger than the newton are shown with a tenth."""

_now = Choices()


def use(choices: Choices) -> None:
    """Show forces in this unit from now on."""
    global _now
    _now = choices


def big_numbers() -> bool:
    """Whether the forces on the pads are drawn large."""
    return _now.big_numbers


def has_tenths() -> bool:
    """Whether figures of the unit may have a tenth."""
    return _now.unit in ("kgf", "lbf")


def figure(force_n: float) -> str:
    """Return a force in newtons as a number of the unit, without its name."""
    amount = force_n * _now.per_newton
    tenths = has_tenths() and 0.0 < round(amount, 1) < TENTHS_BELOW
    return f"{amount:.1f}" if tenths else f"{amount:.0f}"


def whole(force_n: float) -> str:
    """Return a force in newtons as a number of the unit that never has a tenth."""
    return f"{force_n * _now.per_newton:.0f}"


def force(force_n: float) -> str:
    """Return a force in newtons with the unit it is shown in: `127 N`, `13.0 kgf`."""
    return f"{figure(force_n)} {SHORT[_now.unit]}"


def span(low_n: float, high_n: float) -> str:
    """Return a range of forces: `51–69 N`."""
    return f"{figure(low_n)}–{force(high_n)}"


def unit_words() -> str:
    """Return the name of the unit."""
    return LONG[_now.unit]


def round_steps_n(full_n: float, most: int) -> list[float]:
    """Return at most so many forces in newtons, evenly up to this one, that are round numbers of the unit."""
    full = full_n * _now.per_newton
    step = next(step for power in count() for step in (10**power, 2 * 10**power, 5 * 10**power) if full <= most * step)
    return [number * step / _now.per_newton for number in range(1, int(full / step + 1e-9) + 1)]
