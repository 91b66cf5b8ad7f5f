"""Files of other programs, judged by the same stages as the rig's stream.

A table passes five stages, each in a folder of its own, and each knows only those before it::

    forms     read     bytes        -> named columns of cells, and what the lines above them say
    roles     roles    columns      -> time, force or ignored, each with its unit and a reason
    times     time     stamps       -> seconds since the first row
    quality   quality  readings     -> which of them no sensor or no hand made
    judging   judge    forces       -> presses, alarms, notes
"""

from pawpress.importers.forms.rows import TableError
from pawpress.importers.judging.judge import ForeignAnswer, judge_table
from pawpress.importers.judging.series import Asked
from pawpress.importers.table import Table, read_table

__all__ = ["Asked", "ForeignAnswer", "Table", "TableError", "judge_table", "read_table"]
