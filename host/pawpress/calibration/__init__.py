"""Room 4, calibration: takes counts, gives newtons with their uncertainty. Knows nothing of presses."""

from pawpress.calibration.applying import apply_calibration, nominal_calibration
from pawpress.calibration.blocks import Calibration, Calibrator, ForceBlock, Note, totals_n
from pawpress.calibration.curve import CalibrationError, PadCurve, Placement
from pawpress.calibration.document import RigCalibration

__all__ = [
    "Calibration",
    "CalibrationError",
    "Calibrator",
    "ForceBlock",
    "Note",
    "PadCurve",
    "Placement",
    "RigCalibration",
    "apply_calibration",
    "nominal_calibration",
    "totals_n",
]
