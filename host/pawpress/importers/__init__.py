"""Files of other programs, judged by the same stages as the rig's stream.

A table passes five stages, each in a folder of its own, and each knows only those before it::

    forms     read     bytes        -> named columns of cells, and what the lines above them say
    roles     roles    columns      -> time, force or ignored, each with its unit and a reason
    times     time     stamps       -> seconds since the first row
    quality   quality  readings     -> which of them no sensor or no hand made
    judging   judge    forces       -> presses, alarms, notes
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pawpress.importers.forms.raw import TableError
    from pawpress.importers.imported_table import Table, read_table
    from pawpress.importers.judging.judge import GradedTable, judge_table
    from pawpress.importers.judging.series import ImportOptions

_WHERE = {
    "TableError": "forms.raw",
    "GradedTable": "judging.judge",
    "judge_table": "judging.judge",
    "ImportOptions": "judging.series",
    "Table": "imported_table",
    "read_table": "imported_table",
}

__all__ = ["GradedTable", "ImportOptions", "Table", "TableError", "judge_table", "read_table"]


def __getattr__(name: str) -> Any:
    """Load a stage when it is first asked for: the options of the command line name units, and load no numpy for it."""
    from importlib import import_module

    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
