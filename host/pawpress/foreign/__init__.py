"""Foreign files: recordings that other programs made, read from CSV and judged on the same line as the rig's stream."""

from pawpress.foreign.judge import ForeignAnswer, judge_table
from pawpress.foreign.series import Asked
from pawpress.foreign.table import Table, TableError, read_table

__all__ = ["Asked", "ForeignAnswer", "Table", "TableError", "judge_table", "read_table"]
