"""Room 6, presses: takes forces, gives presses with their metrics. Knows nothing of good and bad."""

from pawpress.presses.detector import PressDetector
from pawpress.presses.groups import Group, single_pads
from pawpress.presses.metrics import METRICS
from pawpress.presses.press import Press, Progress
from pawpress.presses.thresholds import PressThresholds

__all__ = ["METRICS", "Group", "Press", "PressDetector", "PressThresholds", "Progress", "single_pads"]
