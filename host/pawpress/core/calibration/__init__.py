"""Room 4, calibration: takes counts, gives newtons with their uncertainty. Knows nothing of presses."""

from pawpress.core.calibration.applying import apply_calibration, nominal_calibration
from pawpress.core.calibration.blocks import Calibration, Calibrator, ForceBlock, Note, Totals, total_of
from pawpress.core.calibration.document import RigCalibration
from pawpress.core.calibration.pad_curve import CalibrationError, PadCurve, Placement

__all__ = [
    "Calibration",
    "CalibrationError",
    "Calibrator",
    "ForceBlock",
    "Note",
    "PadCurve",
    "Placement",
    "RigCalibration",
    "Totals",
    "apply_calibration",
    "nominal_calibration",
    "total_of",
]
