"""Room 4, calibration: takes counts, gives newtons with their uncertainty. Knows nothing of presses."""

from pawpress.calibration.blocks import Calibration, Calibrator, ForceBlock, nominal_calibration, totals_n

__all__ = ["Calibration", "Calibrator", "ForceBlock", "nominal_calibration", "totals_n"]
