"""pawpress: makes the pressure of a massaging hand visible, live and afterwards.

In Python: `open_recording(path)`, `grade_file(path)` and `grade_arrays(t_s, force_n)` return objects with `presses`,
`alarms`, `quality` and `summary`; `METRICS` lists what is measured; `Pipeline` takes bytes and gives events.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as type checkers take it; `typing` takes long enough for a Ctrl-C that nobody would catch yet
if TYPE_CHECKING:
    from typing import Any

    from pawpress.analysis.graded import GradedSession
    from pawpress.analysis.public import grade_arrays, grade_file
    from pawpress.analysis.recording import Recording, open_recording
    from pawpress.core.pipeline import Pipeline
    from pawpress.core.presses import METRICS
    from pawpress.recording import RecordingError
    from pawpress.settings.shipped_setup import shipped_setup

__version__ = "0.1.0"
__all__ = [
    "METRICS",
    "GradedSession",
    "Pipeline",
    "Recording",
    "RecordingError",
    "__version__",
    "grade_arrays",
    "grade_file",
    "open_recording",
    "shipped_setup",
]
_WHERE = {
    "METRICS": "core.presses",
    "GradedSession": "analysis.graded",
    "Pipeline": "core.pipeline",
    "Recording": "analysis.recording",
    "RecordingError": "recording",
    "grade_arrays": "analysis.public",
    "grade_file": "analysis.public",
    "open_recording": "analysis.recording",
    "shipped_setup": "settings.shipped_setup",
}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for: `pawpress --help` must not wait for numpy."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted(__all__)
