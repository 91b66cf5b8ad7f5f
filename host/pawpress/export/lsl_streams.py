"""The streams of the Lab Streaming Layer and their descriptions.

Names of the description follow the conventions that readers of XDF files expect: `channels` with `label`, `unit` and
`type`, `acquisition` with manufacturer, model and serial number, `synchronization` with whether samples can be lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from pawpress import __version__
from pawpress.core.filtering.design import cutoff_hz
from pawpress.core.pipeline import Pipeline
from pawpress.core.protocol.rig_answers import firmware_version
from pawpress.core.protocol.schema_generated import Board, Hello

FORCE, MARKERS = "pawpress force", "pawpress markers"


class Pushing(Protocol):
    """What the sink needs of its outlets."""

    def fits(self, pipeline: Pipeline) -> bool:
        """Whether they were opened for the pads and the rate there are now."""
        ...

    def push(self, stamps_s: Sequence[float], force_n: Any) -> None:
        """Push forces, shape (n, pads), newtons, with the layer's time of each."""
        ...

    def mark(self, stamp_s: float, text: str) -> None:
        """Push one marker."""
        ...


class Outlets:
    """Two open outlets: forces at the rig's rate, and markers.

    Parameters
    ----------
    pipeline : Pipeline
        A pipeline that knows its rig.
    source : str
        What the rig is called.
    """

    def __init__(self, pipeline: Pipeline, source: str) -> None:
        import pylsl

        assert pipeline.hello is not None
        self._shape = _shape(pipeline)
        names, rate_hz = self._shape
        identity = f"pawpress {source} {pipeline.hello.serial or ''}".strip()
        force = pylsl.StreamInfo(FORCE, "Force", len(names), rate_hz, pylsl.cf_float32, f"{identity} force")
        _describe(force, pipeline, names)
        marks = pylsl.StreamInfo(MARKERS, "Markers", 1, pylsl.IRREGULAR_RATE, pylsl.cf_string, f"{identity} markers")
        marks.desc().append_child_value("manufacturer", "pawpress")
        self._force, self._marks = pylsl.StreamOutlet(force), pylsl.StreamOutlet(marks)

    def fits(self, pipeline: Pipeline) -> bool:
        """Whether they were opened for the pads and the rate there are now."""
        return _shape(pipeline) == self._shape

    def push(self, stamps_s: Sequence[float], force_n: Any) -> None:
        """Push forces, shape (n, pads), newtons, with the layer's time of each."""
        push: Any = self._force.push_chunk  # its stub knows only one time stamp for all
        push(force_n.astype("f4"), list(stamps_s))

    def mark(self, stamp_s: float, text: str) -> None:
        """Push one marker."""
        self._marks.push_sample([text], stamp_s)


def _shape(pipeline: Pipeline) -> tuple[tuple[str, ...], float]:
    assert pipeline.hello is not None
    names = () if pipeline.layout is None else tuple(pipeline.layout.names)
    spare = tuple(f"A{channel}" for channel in range(len(names), pipeline.hello.pads))
    return (*names, *spare)[: pipeline.hello.pads], float(pipeline.hello.rate_hz)


def _describe(info: Any, pipeline: Pipeline, names: Sequence[str]) -> None:
    hello, calibration = pipeline.hello, pipeline.calibration
    assert hello is not None
    desc = info.desc()
    channels = desc.append_child("channels")
    for number, name in enumerate(names):
        channel = channels.append_child("channel")
        channel.append_child_value("label", name)
        channel.append_child_value("unit", "newtons")
        channel.append_child_value("type", "Force")
        if calibration is not None:
            channel.append_child_value("uncertainty", f"{float(calibration.uncertainty[number]):.3f}")
    acquisition = desc.append_child("acquisition")
    for key, told in _acquisition(hello).items():
        acquisition.append_child_value(key, told)
    calibrated = calibration is not None and calibration.calibrated
    acquisition.append_child_value("calibrated", "true" if calibrated else "false")
    lowpass = desc.append_child("filtering").append_child("lowpass")
    for key, told in (("design", "Bessel"), ("order", "4"), ("upper", f"{cutoff_hz(hello.rate_hz):g}")):
        lowpass.append_child_value(key, told)
    desc.append_child("synchronization").append_child_value("can_drop_samples", "true")


def _acquisition(hello: Hello) -> dict[str, str]:
    board = Board(hello.board).name.lower() if hello.board in set(Board) else "unknown"
    return {
        "manufacturer": "pawpress",
        "model": board,
        "serial_number": str(hello.serial),
        "firmware": firmware_version(hello),
        "program": f"pawpress {__version__}",
    }
