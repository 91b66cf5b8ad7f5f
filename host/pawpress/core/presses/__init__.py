"""Room 6, presses: takes forces, gives presses with their metrics. Knows nothing of good and bad."""

from pawpress.core.presses.detector import PressDetector
from pawpress.core.presses.groups import Group, single_pads
from pawpress.core.presses.metrics import METRICS
from pawpress.core.presses.press import Press, Progress
from pawpress.core.presses.thresholds import PressThresholds

__all__ = ["METRICS", "Group", "Press", "PressDetector", "PressThresholds", "Progress", "single_pads"]
