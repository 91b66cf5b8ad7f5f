"""The stages of the line as one rig and one session need them: pads, rate, calibration, limits, hands or feet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from msgspec.structs import replace

from pawpress.core.calibration import Calibration, Calibrator, RigCalibration, apply_calibration
from pawpress.core.calibration.baseline_watch import BaselineWatch
from pawpress.core.filtering import Smoother
from pawpress.core.force_line import ForceLine
from pawpress.core.grading import GradingLimits
from pawpress.core.grading.grading_limits_generated import ZoneLimits
from pawpress.core.ground import ground_of
from pawpress.core.layout import Layout, numbered_layout
from pawpress.core.presses import PressThresholds
from pawpress.core.safety import AlarmMonitor, FootPair, SafetyLimits, margin_of
from pawpress.core.waiting_bytes import Patience
from pawpress.core.walk import Walk, places_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """Everything a pipeline is told before it starts."""

    limits: GradingLimits
    safety: SafetyLimits
    mats: Mapping[int, Layout]
    """The usual layout for each number of pads."""
    layout: Layout | None = None
    """None takes the mat that fits the rig's number of pads."""
    calibration: RigCalibration | None = None
    """None takes the nominal curve, marked uncalibrated."""
    begun_unix_ms: int | None = None
    """When the session began, from which the age of the calibration follows; None where it does not matter."""
    thresholds: PressThresholds = field(default_factory=PressThresholds)
    foot: FootPair | None = None
    """Who stands on whom in foot mode; None for hands."""


@dataclass(slots=True)
class Stages:
    """The stages that depend on the number of pads and the rate."""

    layout: Layout
    calibrator: Calibrator
    watch: BaselineWatch
    alarm_monitor: AlarmMonitor
    walk: Walk
    line: ForceLine
    patience: Patience
    zoned: bool
    """Whether presses are put in zones of force: that takes the calibrated newtons of a hand."""


def build_stages(
    setup: Setup,
    pads: int,
    period_s: float,
    counts_max: int,
    pad_skew_s: float,
    serial: int,
    pad_kind: int,
    before: Stages | None,
) -> Stages:
    """Return the stages for a rig and a rate.

    Parameters
    ----------
    setup : Setup
        What the session was told.
    pads : int
        Channels of the rig.
    period_s : float
        Time from one scan to the next.
    counts_max : int
        Top of the converter's range.
    pad_skew_s : float
        Time between two neighbouring pads of one scan.
    serial : int
        Serial number of the rig; 0 if it has none.
    pad_kind : int
        What its pads are made of.
    before : Stages, optional
        The stages so far.
    """
    layout = _layout(setup, pads)
    calibration = apply_calibration(
        setup.calibration, layout.names, pads, counts_max, setup.begun_unix_ms, serial, pad_kind
    )
    watch = BaselineWatch(calibration.curves, counts_max, period_s)
    # Alarms and the walk outlive a change of the rate: both stay as long as the pads do.
    stays = before is not None and before.layout == layout
    alarm_monitor = before.alarm_monitor if before is not None and stays else _alarm_monitor(setup, layout, calibration)
    # Zones and the catwalk are of hands; feet have limits of their own.
    zoned = setup.foot is None and calibration.calibrated and calibration.grades_newtons
    places = places_of(layout) if setup.foot is None else {}
    walk = before.walk if before is not None and stays else Walk(places, setup.limits.route, comparable=zoned)
    line = ForceLine(
        layout.groups,
        1.0 / period_s,
        setup.thresholds,
        setup.limits,
        alarm_monitor,
        smoother=Smoother(1.0 / period_s, pads, pad_skew_s),
        newtons=calibration.grades_newtons,
        zoned=zoned,
        hand_of={name: place.hand for name, place in places.items()},
        walk=walk,
    )
    patience = Patience(calibration, watch, alarm_monitor, line)
    return Stages(layout, Calibrator(calibration), watch, alarm_monitor, walk, line, patience, zoned)


def _alarm_monitor(setup: Setup, layout: Layout, calibration: Calibration) -> AlarmMonitor:
    if setup.foot is not None:
        feet = [(foot.name, foot.columns) for foot in layout.feet]
        ground = ground_of(
            layout, setup.foot, margin_of(calibration.worst_uncertainty, setup.safety.foot), calibration.supervised
        )
        return AlarmMonitor(feet, setup.safety, ground, layout.names)
    safety = within_zones(setup.safety, setup.limits.zones)
    return AlarmMonitor([(group.name, group.columns) for group in layout.groups], safety)


def within_zones(safety: SafetyLimits, zones: ZoneLimits) -> SafetyLimits:
    """Return limits of the alarms no higher than the zones that the partner set; they are never raised by them."""
    hands = safety.hands
    amber, red = hands.one_hand_amber_n, hands.one_hand_red_n
    hands = replace(
        hands,
        one_hand_amber_n=replace(amber, limit=min(amber.limit, zones.amber_n.limit)),
        one_hand_red_n=replace(red, limit=min(red.limit, zones.red_n.limit)),
    )
    return replace(safety, hands=hands)


def _layout(setup: Setup, pads: int) -> Layout:
    """Return the layout that was asked for, if the rig has as many pads; else one that fits the rig."""
    if setup.layout is not None and 0 < len(setup.layout.pad) <= pads:
        return setup.layout
    return setup.mats.get(pads) or numbered_layout(pads)
