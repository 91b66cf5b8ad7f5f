"""Room 5, filtering: takes forces, gives smoother forces at one time and says how late they are. Knows no presses."""

from pawpress.core.filtering.force_filter import ForceFilter
from pawpress.core.filtering.scan_aligner import ScanAligner

__all__ = ["ForceFilter", "ScanAligner"]
