"""One writer a file format. To add one, add a module with `write`, a line to `WRITERS` and a test class."""

from pawpress.recorder.formats.table import ExportError, ExportTable, Options
from pawpress.recorder.formats.writers import WRITERS, export_recording

__all__ = ["WRITERS", "ExportError", "ExportTable", "Options", "export_recording"]
