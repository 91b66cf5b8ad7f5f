"""What keeps foot mode closed whatever the two people say; looked at before anybody is asked anything."""

from __future__ import annotations

from pawpress.cli.open_rig import open_rig
from pawpress.core.calibration import RigCalibration
from pawpress.core.layout import Layout
from pawpress.core.protocol.schema_generated import FAULT_REMEDY, SelfTest
from pawpress.core.safety import FootPair
from pawpress.core.safety.gates import NOT_CALIBRATED, Refusal
from pawpress.core.safety.rig_limits import LimitsRefused, rig_limits
from pawpress.core.safety.rig_status_monitor import under_feet
from pawpress.core.stages import Stages, build_stages
from pawpress.engine.config import EngineConfig, PortSource
from pawpress.rig.exchange import self_tested
from pawpress.settings.layout_files import load_layout
from pawpress.settings.shipped_setup import shipped_setup

SCAN_S = 0.002
"""The usual rate; the red lines do not depend on it."""


def blockers(config: EngineConfig, calibration: RigCalibration | None, pair: FootPair) -> list[Refusal]:
    """Return what no answer can mend: pads without a calibration, limits the rig cannot hold, a rig with a fault.

    Parameters
    ----------
    config : EngineConfig
        Which rig and layout.
    calibration : RigCalibration or None
        The calibration that the session would use.
    pair : FootPair
        The weights, as far as they are known already.

    Raises
    ------
    Failure
        If the layout cannot be read.
    RigError
        If the rig cannot be reached, does not answer, or speaks another protocol.
    """
    stages = None if calibration is None else _stages(config, calibration, pair)
    if stages is None or not stages.calibrator.calibration.calibrated:
        return [NOT_CALIBRATED]
    return _limits(stages) or _pads(config)


def unwatched(layout: Layout | None, calibration: RigCalibration | None) -> list[str]:
    """Return what the rig of this session cannot watch, to be said aloud before feet come; one sentence each.

    Parameters
    ----------
    layout : Layout or None
        The layout that was chosen; None for the usual one of the rig's number of pads.
    calibration : RigCalibration or None
        The calibration that the session would use.
    """
    told: list[str] = []
    curves = () if calibration is None else calibration.pad
    bare = [curve.pad for curve in curves if not curve.supervised and (layout is None or curve.pad in layout.names)]
    if bare and layout is not None and layout.unsupervised:
        told.append(
            f"No supervision resistor shows on {', '.join(bare)}: a cable that breaks there while nobody stands on it "
            "is told to nobody, and the pad then feels nothing; the rig by itself watches no cable at all. "
            "Press on every pad before each session and see that it reads."
        )
    if layout is None or not layout.loop_resistor:
        told.append(
            "The stop loop is taken to have no resistor at its end: a pinched cable looks like a closed loop, and "
            "letting go is then told to nobody. Let go once before you begin: it must be heard. If it has one, write "
            "`loop_resistor = true` into the layout (docs/how-to/add-a-layout.md)."
        )
    return told


def _stages(config: EngineConfig, calibration: RigCalibration, pair: FootPair) -> Stages:
    """Build the pipeline as the session will, without a rig."""
    layout = None if config.layout is None else load_layout(config.layout)
    pads = len(calibration.pad if layout is None else layout.pad)
    setup = shipped_setup(layout=layout, calibration=calibration, foot=pair)
    first = calibration.pad[0]
    return build_stages(setup, pads, SCAN_S, first.counts_max, 0.0, calibration.serial, first.model.kind, None)


def _limits(stages: Stages) -> list[Refusal]:
    try:
        bare, calibration = stages.layout.unsupervised, stages.calibrator.calibration
        rig_limits(calibration, stages.alarm_monitor.red_lines(), 0, strict=True, unsupervised_feet=bare)
    except LimitsRefused as refused:
        return [Refusal("limits", "The rig's own guard cannot be armed.", str(refused))]
    return []


def _pads(config: EngineConfig) -> list[Refusal]:
    """Have the rig test itself: pads, supply, memory and the partner's stop loop."""
    if not isinstance(config.source, PortSource):
        return []
    found = _self_test(config.source)
    named = [FAULT_REMEDY[code] for code in under_feet(found.faults)]
    return [Refusal("self_test", f"The rig's self-test failed. {cause}", remedy) for cause, remedy in named]


def _self_test(source: PortSource) -> SelfTest:
    with open_rig(source.port, source.baud, demo=False) as client:
        return client.run(self_tested(client.handshake()))
