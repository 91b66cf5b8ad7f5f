"""A graded session for use in Python: the fields of `pawpress grade --json` as attributes, and as data frames.

The field names, units and meanings are those of the JSON answer, so that a result on the screen, in a file and in a
notebook reads the same. See docs/reference/command-line.md.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from pawpress.core.counted import counted, press_count
from pawpress.core.presses import PressNumbers

if TYPE_CHECKING:
    import pandas
    import polars

Kind = TypeVar("Kind", bound="GradedRecord")


class GradedRecord:
    """A read-only view of the fields of one JSON object: each field is an attribute."""

    __slots__ = ("_fields",)

    def __init__(self, fields: Mapping[str, Any]) -> None:
        self._fields = dict(fields)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in self._fields:
            raise AttributeError(f"{type(self).__name__} has no field {name!r}: it has {', '.join(self._fields)}")
        return self._fields[name]

    def __dir__(self) -> list[str]:
        return sorted([*super().__dir__(), *self._fields])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, GradedRecord) and self.to_dict() == other.to_dict()

    def __hash__(self) -> int:
        return hash(repr(sorted(self._fields.items(), key=lambda field: field[0])))

    def to_dict(self) -> dict[str, Any]:
        """Return the fields as a dictionary."""
        return dict(self._fields)


class GradedPress(GradedRecord, PressNumbers):
    """One press with its metrics and its verdict. Forces are newtons above rest, times seconds from the start."""

    if TYPE_CHECKING:
        pad: str
        onset_s: float
        release_s: float | None
        flags: list[str]
        speed: Literal["slow", "acceptable", "rushed", "jab"]
        hold: Literal["short", "on_target", "long", "ask"]
        steadiness: Literal["steady", "fair", "unsteady"] | None
        verdict: Literal["steady", "rushed", "jab", "short", "unsteady", "ungraded"]
        reasons: list[str]

    def __repr__(self) -> str:
        held = f"{self.peak_n:.0f} peak, held {self.hold_s:.2f} s"
        return f"<press {self.pad} at {self.onset_s:.2f} s: {self.verdict}, {held}>"


class AlarmEpisode(GradedRecord):
    """One stretch in which the condition of an alarm held."""

    if TYPE_CHECKING:
        code: str
        severity: Literal["amber", "red"]
        pad: str | None
        start_s: float
        end_s: float | None
        peak_n: float | None
        message: str

    def __repr__(self) -> str:
        return f"<{self.severity} alarm {self.code} at {self.start_s:.2f} s>"


class QualityNote(GradedRecord):
    """One stretch whose readings cannot carry everything."""

    if TYPE_CHECKING:
        code: str
        pad: str | None
        start_s: float
        end_s: float
        message: str

    def __repr__(self) -> str:
        return f"<{self.code} at {self.start_s:.2f} s>"


@dataclass(frozen=True, eq=False, repr=False)
class GradedSession:
    """Presses, alarms and quality of a file, a recording or arrays.

    Attributes
    ----------
    source : dict
        What was graded: path, kind, rate, unit, pads.
    presses : tuple of GradedPress
    alarms : tuple of AlarmEpisode
    quality : tuple of QualityNote
    summary : dict
        Totals, shares and standing; see docs/reference/command-line.md.
    """

    answer: Mapping[str, Any]

    @property
    def source(self) -> dict[str, Any]:
        """What was graded."""
        return dict(self.answer["source"])

    @property
    def presses(self) -> tuple[GradedPress, ...]:
        """The presses, by onset."""
        return self._records("presses", GradedPress)

    @property
    def alarms(self) -> tuple[AlarmEpisode, ...]:
        """The alarms, by start."""
        return self._records("alarms", AlarmEpisode)

    @property
    def quality(self) -> tuple[QualityNote, ...]:
        """What limits the trust in the readings."""
        return self._records("quality", QualityNote)

    @property
    def summary(self) -> dict[str, Any]:
        """Totals of the session."""
        return dict(self.answer["summary"])

    def to_dict(self) -> dict[str, Any]:
        """Return everything as `pawpress grade --json` prints it."""
        return dict(self.answer)

    def to_pandas(self) -> pandas.DataFrame:
        """Return the presses as a pandas data frame, one row per press.

        Raises
        ------
        ImportError
            If pandas is not installed; the text says what to type.
        """
        return _library("pandas").DataFrame(self._rows())

    def to_polars(self) -> polars.DataFrame:
        """Return the presses as a polars data frame, one row per press.

        Raises
        ------
        ImportError
            If polars is not installed; the text says what to type.
        """
        return _library("polars").DataFrame(self._rows(), infer_schema_length=None)

    def __repr__(self) -> str:
        verdicts = ", ".join(f"{count} {verdict}" for verdict, count in self._verdicts() if count)
        return f"<{press_count(len(self.presses))} ({verdicts or 'none'}), {counted(len(self.alarms), 'alarm')}>"

    def _repr_html_(self) -> str:
        """Show the presses as a table in a notebook."""
        names = ("pad", "onset_s", "peak_n", "rise_s", "hold_s", "verdict")
        head = "".join(f"<th>{name}</th>" for name in names)
        rows = "".join(
            "<tr>" + "".join(f"<td>{html.escape(_shown(press[name]))}</td>" for name in names) + "</tr>"
            for press in self.answer["presses"]
        )
        return f"<p>{html.escape(repr(self))}</p><table><tr>{head}</tr>{rows}</table>"

    def _rows(self) -> list[dict[str, Any]]:
        return [dict(press) for press in self.answer["presses"]]

    def _records(self, kind: str, record: type[Kind]) -> tuple[Kind, ...]:
        return tuple(record(fields) for fields in self.answer[kind])

    def _verdicts(self) -> Iterator[tuple[str, int]]:
        yield from self.answer["summary"]["by_verdict"].items()


def _shown(field: object) -> str:
    return "–" if field is None else f"{field:.2f}" if isinstance(field, float) else str(field)


def _library(name: str) -> Any:
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError as error:
        raise ImportError(f"{name} is not installed: type `python -m pip install {name}`") from error
