"""Report: takes a recording, gives one HTML page that needs nothing else. Knows nothing of live sessions."""

from pawpress.report.figures.progress import PastSession
from pawpress.report.write import ReportContext, ReportError, write_report

__all__ = ["PastSession", "ReportContext", "ReportError", "write_report"]
