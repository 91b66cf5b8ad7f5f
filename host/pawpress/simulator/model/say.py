"""What the rig says of itself; mirrors the longer messages of `rig_say.c`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pawpress.protocol.schema_generated import (
    PROTOCOL_VERSION,
    SCHEMA_HASH,
    Hello,
    Message,
    PadKind,
    PadName,
    SelfTest,
    Settings,
    Status,
)
from pawpress.simulator.model.scan_plan import BAUD
from pawpress.simulator.model.self_test import SUPPLY_MV, Findings
from pawpress.simulator.model.settings import LAYOUT

if TYPE_CHECKING:
    from pawpress.simulator.model.firmware import ModelFirmware

COUNTS_MAX = 1023
FREE_STACK_BYTES = 0xFFFF
"""A model has no stack, so it never runs out of it."""


def hello(rig: ModelFirmware, *, restarted: bool) -> Hello:
    """Return who the rig is."""
    return Hello(
        PROTOCOL_VERSION,
        SCHEMA_HASH,
        *rig.identity.version,
        board=rig.identity.board,
        pad_kind=PadKind.FSR_DIVIDER,
        pads=rig.pads,
        rate_hz=rig.plan.rate_hz,
        counts_max=COUNTS_MAX << rig.plan.oversampling,
        pad_skew_ns=rig.plan.pad_skew_ns,
        baud=BAUD,
        reset_cause=rig.reset_cause,
        restarted=restarted,
        serial=rig.store.stored.serial,
        boots=rig.store.boots,
        oversampling=rig.plan.oversampling,
        calibration_id=rig.store.stored.limits.calibration_id,
        faults=rig.faults,
        mode=rig.guard.memory.mode,
        guard=rig.guard.state,
    )


def status(rig: ModelFirmware) -> Status:
    """Return the rig's health; a model neither misses scans nor drops frames."""
    return Status(
        rig.t_us,
        rig.uptime_s,
        overruns=0,
        tx_dropped=0,
        rx_errors=rig.damaged_frames,
        faults=rig.faults,
        mode=rig.guard.memory.mode,
        guard=rig.guard.state,
    )


def self_test(rig: ModelFirmware, found: Findings) -> SelfTest:
    """Return what the self-test found."""
    return SelfTest(
        t_us=rig.t_us,
        faults=rig.faults,
        supply_mv=SUPPLY_MV,
        ground_counts=0,
        free_stack=FREE_STACK_BYTES,
        pads_open=found.pads_open,
        pads_shorted=found.pads_shorted,
        pads_stuck=found.pads_stuck,
    )


def setting(rig: ModelFirmware, number: int) -> Message:
    """Return a frame of what is stored: Settings, Limits, then a PadName a pad."""
    stored = rig.store.stored
    if number == 0:
        return Settings(stored.generation, LAYOUT, stored.serial, stored.limits.calibration_id)
    if number == 1:
        return stored.limits
    return PadName(number - 2, tuple(stored.names[number - 2]))
