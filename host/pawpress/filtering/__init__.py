"""Room 5, filtering: takes forces, gives smoother forces and says how late they are. Knows nothing of presses."""

from pawpress.filtering.force_filter import ForceFilter

__all__ = ["ForceFilter"]
