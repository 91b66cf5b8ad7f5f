"""What each command does; mirrors `rig_commands.c`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from pawpress.protocol import FrameError
from pawpress.protocol.codec import unpack_body
from pawpress.protocol.schema_generated import (
    MESSAGES,
    AcknowledgeTrip,
    GetSettings,
    Identify,
    Limits,
    Message,
    NakCode,
    Ping,
    RunSelfTest,
    SaveSettings,
    SetLimits,
    SetMode,
    SetOversampling,
    SetPadName,
    SetRate,
    SetSerial,
    Start,
    Stop,
)
from pawpress.simulator.model.scan_plan import ScanPlan, scan_plan, scan_plan_of_rate
from pawpress.simulator.model.settings import GROUPS_MAX, NAME_SIZE

if TYPE_CHECKING:
    from pawpress.simulator.model.firmware import ModelFirmware

PERCENT_MAX, MIN_TIME_MAX_MS = 100, 200


def carry_out(rig: ModelFirmware, kind: int, body: bytes) -> NakCode | None:
    """Do what a command asks, or return why not. A save is only begun."""
    command_type = MESSAGES.get(kind)
    if command_type is None or command_type not in COMMANDS:
        return NakCode.UNKNOWN_COMMAND
    if command_type.TAIL is not None:
        rig.guard.hear_host()
    try:
        command = unpack_body(command_type, body)
    except FrameError:
        return NakCode.MALFORMED
    rig.guard.hear_host()
    return COMMANDS[command_type](rig, command)


def _ping(_rig: ModelFirmware, _command: Ping) -> None:
    """Ask for nothing but the answer."""


def _identify(rig: ModelFirmware, _command: Identify) -> None:
    rig.hello_due = True


def _start_or_stop(rig: ModelFirmware, command: Start | Stop) -> None:
    rig.streaming = isinstance(command, Start)


def _set_rate(rig: ModelFirmware, command: SetRate) -> NakCode | None:
    return _adopt(rig, scan_plan_of_rate(command.rate_hz, rig.pads, rig.plan.oversampling))


def _set_oversampling(rig: ModelFirmware, command: SetOversampling) -> NakCode | None:
    return _adopt(rig, scan_plan(rig.plan.rate_hz, rig.pads, command.oversampling))


def _adopt(rig: ModelFirmware, plan: ScanPlan | NakCode) -> NakCode | None:
    if isinstance(plan, NakCode):
        return plan
    rig.plan, rig.plan_hello_due = plan, True
    return None


def _set_mode(rig: ModelFirmware, command: SetMode) -> NakCode | None:
    refusal = rig.guard.set_mode(command.mode)
    if refusal is None:
        rig.take_loop(rig.guard.loop_open)
    return refusal


def _acknowledge(rig: ModelFirmware, _command: AcknowledgeTrip) -> NakCode | None:
    return rig.acknowledge()


def _run_self_test(rig: ModelFirmware, _command: RunSelfTest) -> NakCode | None:
    return None if rig.begin_self_test() else NakCode.BUSY


def _get_settings(rig: ModelFirmware, _command: GetSettings) -> NakCode | None:
    if rig.store.saving or rig.settings_owed:
        return NakCode.BUSY
    rig.settings_owed = 2 + rig.pads
    return None


def _may_change(rig: ModelFirmware) -> NakCode | None:
    """Nothing the guard relies on changes under feet."""
    if rig.guard.is_foot:
        return NakCode.FOOT_MODE
    return NakCode.BUSY if rig.store.saving else None


def _set_serial(rig: ModelFirmware, command: SetSerial) -> NakCode | None:
    refusal = _may_change(rig)
    if refusal is None:
        rig.store.draft = replace(rig.store.draft, serial=command.serial)
    return refusal


def _set_pad_name(rig: ModelFirmware, command: SetPadName) -> NakCode | None:
    if command.pad >= rig.pads or len(command.text) > NAME_SIZE:
        return NakCode.OUT_OF_RANGE
    refusal = _may_change(rig)
    if refusal is None:
        names = list(rig.store.draft.names)
        names[command.pad] = bytes(command.text).split(b"\0")[0]
        rig.store.draft = replace(rig.store.draft, names=tuple(names))
    return refusal


def _set_limits(rig: ModelFirmware, command: SetLimits) -> NakCode | None:
    if not (_fits_rig(rig.pads, command) and _is_sensible(command)):
        return NakCode.OUT_OF_RANGE
    refusal = _may_change(rig)
    if refusal is None:
        limits = Limits(*(getattr(command, name) for name in command.__slots__))
        rig.store.draft = replace(rig.store.draft, limits=replace(limits, stop_loop=int(limits.stop_loop != 0)))
    return refusal


def _fits_rig(pads: int, asked: SetLimits) -> bool:
    clears = asked.pads == 0 and asked.groups == 0
    limits_all = asked.pads == pads and asked.groups <= GROUPS_MAX
    in_range = 1 <= asked.warning_percent <= PERCENT_MAX and asked.min_time_ms <= MIN_TIME_MAX_MS
    return (clears or limits_all) and len(asked.limits) == asked.pads + 3 * asked.groups and in_range


def _is_sensible(asked: SetLimits) -> bool:
    """A limit within the hysteresis could never be acknowledged, and a group has only pads of the rig."""
    groups = asked.limits[asked.pads :]
    limits = (*asked.limits[: asked.pads], *groups[1::3], *groups[2::3])
    own_pads = all(pads >> asked.pads == 0 for pads in groups[::3])
    return own_pads and all(limit == 0 or limit > asked.hysteresis for limit in limits)


def _save_settings(rig: ModelFirmware, _command: SaveSettings) -> NakCode | None:
    refusal = _may_change(rig)
    if refusal is None:
        rig.begin_save()
    return refusal


COMMANDS: Final[dict[type[Message], Callable[[ModelFirmware, Any], NakCode | None]]] = {
    Identify: _identify,
    Start: _start_or_stop,
    Stop: _start_or_stop,
    SetRate: _set_rate,
    Ping: _ping,
    SetMode: _set_mode,
    AcknowledgeTrip: _acknowledge,
    RunSelfTest: _run_self_test,
    GetSettings: _get_settings,
    SetSerial: _set_serial,
    SetLimits: _set_limits,
    SetPadName: _set_pad_name,
    SaveSettings: _save_settings,
    SetOversampling: _set_oversampling,
}
