"""Report: takes a recording, gives one HTML page that needs nothing else. Knows nothing of live sessions."""

from pawpress.report.write import ReportError, write_report

__all__ = ["ReportError", "write_report"]
