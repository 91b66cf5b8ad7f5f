"""Stage 6, presses: takes forces, gives presses with their metrics. Knows nothing of good and bad."""

from pawpress.core.presses.detector import PressDetector
from pawpress.core.presses.groups import Group, single_pads
from pawpress.core.presses.metrics.registry import Metric
from pawpress.core.presses.press import METRICS, Press, PressNumbers, PressProgress, press_numbers
from pawpress.core.presses.thresholds import PressThresholds

__all__ = [
    "METRICS",
    "Group",
    "Metric",
    "Press",
    "PressDetector",
    "PressNumbers",
    "PressProgress",
    "PressThresholds",
    "press_numbers",
    "single_pads",
]
