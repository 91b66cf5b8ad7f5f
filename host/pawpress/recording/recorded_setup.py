"""The settings in a manifest as a pipeline takes them."""

from __future__ import annotations

from pawpress.core.calibration import RigCalibration
from pawpress.core.calibration.pad_models import COUNTS_MAX, USUAL
from pawpress.core.grading import GradingLimits
from pawpress.core.safety import FootPair
from pawpress.core.stages import Setup, build_stages
from pawpress.recording.manifest import Manifest
from pawpress.settings.shipped_setup import shipped_setup

USUAL_PADS, USUAL_PERIOD_S = 6, 0.002


def setup_of(
    manifest: Manifest,
    limits: GradingLimits | None = None,
    calibration: RigCalibration | None = None,
    *,
    own_calibration: bool = False,
) -> Setup:
    """Return what a pipeline needs to judge as the session was judged, or with other limits or newtons.

    Parameters
    ----------
    manifest : Manifest
        What the recording states about itself.
    limits : GradingLimits, optional
        Other limits of the verdicts.
    calibration : RigCalibration, optional
        Another calibration; taken only with `own_calibration`, since None stands for the nominal curve.
    """
    return shipped_setup(
        layout=manifest.layout,
        calibration=calibration if own_calibration else manifest.calibration,
        begun_unix_ms=manifest.created_unix_ms or None,
        limits=limits or manifest.limits,
        safety=manifest.safety,
        thresholds=manifest.thresholds,
        foot=(manifest.foot or FootPair()) if manifest.mode == "foot" else None,
    )


def nonsense_in(manifest: Manifest) -> str:
    """Return why nothing can be judged with the settings of a manifest, in a few words; empty if it can.

    Types alone do not show it: a limit below zero, or one that is over only above itself.
    """
    pads = USUAL_PADS if manifest.layout is None else len(manifest.layout.pad) or USUAL_PADS
    try:
        build_stages(setup_of(manifest), pads, USUAL_PERIOD_S, COUNTS_MAX, 0.0, 0, USUAL.kind, None)
    except (ValueError, ArithmeticError, LookupError) as error:
        return str(error)
    return ""
