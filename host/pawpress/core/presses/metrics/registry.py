"""The rows of the metrics: each function brings its own, and everything that lists metrics reads it from here.

`tools/generate_press.py` turns the rows into `press_generated.py`: the fields of `Press`, the calls that fill them, and
`METRICS` in its order.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeVar

Function = TypeVar("Function", bound=Callable[..., float | None])
Of = Literal["press", "session"]
Given = Literal["press", "hold", "released", "giver"]

ROWS: Final[dict[str, Metric]] = {}
"""Every row by its name, in the order in which their modules were loaded; `METRICS` has the order for readers."""


@dataclass(frozen=True, slots=True)
class Metric:
    """What is known about one number of a press, or of several presses."""

    name: str
    """Key in JSON, CSV and Parquet, and field of `Press`."""
    unit: str
    """`1` for a pure number."""
    meaning: str
    """One sentence: the first line of the function's docstring."""
    source: str
    """Where the definition comes from."""
    label: str
    """Name in a report; empty where the middle of several presses has no meaning."""
    digits: int
    """Digits behind the point that a person is shown."""
    of: Of
    """`press`, or `session` where it takes several presses."""
    given: Given
    """What the function is given: the whole press; its steady hold; the press once it has ended; the giver's weight."""
    none_when: str
    """When there is no number; empty where there always is."""
    after: str
    """The metric that stands before it in every list; empty for the end."""
    in_answers: bool
    """Whether JSON and tables have it."""
    function: Callable[..., Any]

    @property
    def column_unit(self) -> str:
        """The unit as the head of a column has it: nothing for a pure number, no sign beyond ASCII."""
        return "" if self.unit in ("1", "yes/no") else self.unit.replace("·", " ")

    def text(self, number: float | None) -> str:
        """Return a number as a person reads it, without its unit."""
        return "–" if number is None else f"{number:.{self.digits}f}"


def metric(
    unit: str,
    *,
    source: str,
    label: str = "",
    digits: int = 2,
    name: str = "",
    of: Of = "press",
    given: Given = "press",
    none_when: str = "",
    after: str = "",
    in_answers: bool = True,
) -> Callable[[Function], Function]:
    """Make a function a metric.

    The function takes by name what it needs: `t_s` and `force_n`, shape (n,), seconds and newtons above rest; `curve`,
    both laid down in the kernel;
    `reference_n`, the plateau; `span`, the samples of the steady hold; or another metric by its name. It returns None
    where there is no number. The parameters are the fields of `Metric`; `name` is the function's when left out.

    Raises
    ------
    ValueError
        If the name is taken, or the function has no docstring.
    """

    def registered(function: Function) -> Function:
        key = name or function.__name__
        if key in ROWS:
            raise ValueError(f"two metrics are named {key}: {ROWS[key].function.__module__} and {function.__module__}")
        meaning = (function.__doc__ or "").partition("\n")[0]
        ROWS[key] = Metric(key, unit, meaning, source, label, digits, of, given, none_when, after, in_answers, function)
        return function

    return registered


def in_order(*names: str) -> tuple[Metric, ...]:
    """Return these rows."""
    return tuple(ROWS[name] for name in names)
