"""Room 5, filtering: takes forces, gives smoother forces at one time and says how late they are. Knows no presses."""

from pawpress.core.filtering.smoother import Smoother

__all__ = ["Smoother"]
