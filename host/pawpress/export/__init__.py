"""One writer a file format. To add one, add a module with `write`, a line to `WRITERS` and a test class."""

from pawpress.export.table import ExportError, ExportTable, Options
from pawpress.export.writers import WRITERS, export_recording

__all__ = ["WRITERS", "ExportError", "ExportTable", "Options", "export_recording"]
