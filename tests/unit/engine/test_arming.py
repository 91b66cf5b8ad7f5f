"""Arming the rig's guard: every step verified, every refusal with its reason and the way out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest

from pawpress.core.events import Event, RigKnown
from pawpress.core.protocol.schema_generated import (
    SCHEMA_HASH,
    Ack,
    FaultCode,
    GetSettings,
    GuardOption,
    GuardState,
    Hello,
    Identify,
    Limits,
    Message,
    Mode,
    Nak,
    NakCode,
    Ping,
    RunSelfTest,
    SaveSettings,
    SelfTest,
    SetLimits,
    SetMode,
    Status,
)
from pawpress.core.safety.rig_limits import LimitsRefused, RigLimits
from pawpress.rig.rig_guard import AGAIN_S, HEARTBEAT_S, IDENTIFY_AFTER_S, UNHEARD_S, RigGuard
from tests.streams import HELLO

WANTED = SetLimits(7, 2, 0, 90, 0, 10, 0, 1020, 0, (600, 600, 200))
NOTHING = Limits(0, 0, 0, 0, 0, 0, 0, 1020, 0, ())


def wanted() -> RigLimits:
    return RigLimits(WANTED, {})


@dataclass
class FakeRig:
    """Answers commands as the firmware does, unless told to misbehave."""

    hello: Hello = HELLO
    faults: int = 0
    refuses: dict[int, list[int]] = field(default_factory=dict[int, list[int]])
    """Codes with which the next commands of a type are refused."""
    ignores: set[int] = field(default_factory=set[int])
    forgets: bool = False
    stored: Limits = NOTHING
    mode: int = Mode.HANDS
    commands: list[Message] = field(default_factory=list[Message])
    pending: list[Event] = field(default_factory=list[Event])
    requests: int = 0
    given: SetLimits | None = None

    def send(self, command: Message, now_s: float) -> int:
        self.requests += 1
        self.commands.append(command)
        if command.TYPE in self.ignores:
            return self.requests
        codes = self.refuses.get(command.TYPE, [])
        if codes:
            self.pending.append(Nak(self.requests, command.TYPE, codes.pop(0)))
            return self.requests
        self.pending.append(Ack(self.requests, command.TYPE))
        self._carry_out(command)
        return self.requests

    def starts(self) -> None:
        """Say hello and the outcome of the first self-test."""
        self.pending += [RigKnown(replace(self.hello, mode=self.mode), True), self._self_test()]

    def _carry_out(self, command: Message) -> None:
        match command:
            case SetLimits():
                self.given = command
            case SaveSettings() if self.given is not None and not self.forgets:
                self.stored = Limits(*(getattr(self.given, name) for name in self.given.__slots__))
            case SetMode(mode=mode):
                self.mode = mode
            case GetSettings():
                self.pending.append(self.stored)
            case RunSelfTest():
                self.pending.append(self._self_test())
            case Identify():
                self.pending.append(RigKnown(replace(self.hello, restarted=0, mode=self.mode), True))
            case _:
                pass

    def _self_test(self) -> SelfTest:
        return SelfTest(0, self.faults, 5000, 0, 300, 0, 0, 0)


@dataclass
class Run:
    """A guard on a fake rig, and time that passes when told to."""

    rig: FakeRig
    guard: RigGuard
    now_s: float = 100.0
    openings: int = 1

    def step(self, times: int = 1, seconds: float = 0.01) -> None:
        for _ in range(times):
            self.now_s += seconds
            events, self.rig.pending = self.rig.pending, []
            self.guard.step(events, self.openings, self.now_s)

    def said(self, kind: type[Message]) -> int:
        return sum(isinstance(command, kind) for command in self.rig.commands)


def run(rig: FakeRig | None = None, *, foot: bool = True, limits: Callable[[], RigLimits] = wanted) -> Run:
    rig = rig or FakeRig()
    begun = Run(rig, RigGuard(limits, rig.send, foot=foot))
    rig.starts()
    begun.step(20)
    return begun


@pytest.mark.parametrize("foot", [True, False])
def test_a_silent_rig_is_asked_who_it_is_and_asked_again(foot: bool):
    rig = FakeRig(ignores={Identify.TYPE})
    begun = Run(rig, RigGuard(wanted, rig.send, foot=foot))
    begun.step(800)
    assert begun.said(Identify) == int(8.0 / IDENTIFY_AFTER_S)
    rig.ignores = set()
    begun.step(400)
    assert begun.guard.state == "armed"


def test_a_known_rig_is_not_asked():
    assert run().said(Identify) == 0


def test_a_rig_that_stays_faulty_stays_refused():
    begun = run(FakeRig(faults=1 << FaultCode.PAD_SHORTED))
    for _ in range(5):
        begun.step(round(AGAIN_S / 0.01))
        assert begun.guard.state == "refused"
    assert begun.said(RunSelfTest) >= 4, "it is tested again before it is trusted"


def test_limits_are_sent_saved_read_back_and_only_then_feet_let_on():
    begun = run()
    assert begun.guard.state == "armed"
    kinds = [type(command) for command in begun.rig.commands if not isinstance(command, Ping)]
    assert kinds == [GetSettings, SetLimits, SaveSettings, GetSettings, SetMode]
    assert begun.rig.mode == Mode.FOOT


def test_limits_that_are_there_already_are_not_written_again():
    stored = Limits(*(getattr(WANTED, name) for name in WANTED.__slots__))
    begun = run(FakeRig(stored=stored))
    assert begun.guard.state == "armed"
    assert begun.said(SaveSettings) == 0


def test_a_rig_still_in_foot_mode_goes_back_to_hands_to_take_other_limits():
    begun = run(FakeRig(mode=Mode.FOOT))
    modes = [command.mode for command in begun.rig.commands if isinstance(command, SetMode)]
    assert modes == [Mode.HANDS, Mode.FOOT]


def test_a_rig_is_ordered_to_stand_down_until_its_pads_are_empty():
    begun = run()
    begun.rig.refuses[SetMode.TYPE] = [NakCode.PADS_LOADED] * 4
    begun.guard.stand_down(begun.now_s)
    begun.step(150)
    assert begun.guard.state == "armed"
    beats = begun.said(Ping)
    begun.step(100)
    assert begun.guard.state == "stood_down"
    assert begun.rig.mode == Mode.HANDS
    assert beats < begun.said(Ping), "until then it is not left alone"
    orders = begun.said(SetMode)
    begun.rig.pending.append(Status(0, 1, 0, 0, 0, 0, Mode.HANDS, GuardState.WATCHING))
    begun.step(500)
    assert (begun.guard.state, begun.said(SetMode)) == ("stood_down", orders), "nor is it armed again"


def test_a_rig_that_cannot_be_heard_is_stood_down_once_it_is_back():
    begun = run()
    begun.rig.refuses[SetMode.TYPE] = [NakCode.PADS_LOADED]
    begun.guard.stand_down(begun.now_s)
    begun.openings += 1
    begun.step(300)
    assert begun.guard.state == "stood_down"


def test_hands_on_a_rig_that_still_guards_feet_wait_until_its_pads_are_empty():
    rig = FakeRig(mode=Mode.FOOT, refuses={SetMode.TYPE: [NakCode.PADS_LOADED] * 2})
    begun = run(rig, foot=False)
    assert begun.guard.state == "refused"
    assert "weight on the pads" in begun.guard.why
    begun.step(450)
    assert begun.guard.state == "armed"
    assert rig.mode == Mode.HANDS


def test_hands_get_their_limits_without_self_test_mode_or_heartbeats():
    begun = run(foot=False)
    begun.step(200)
    assert begun.guard.state == "armed"
    kinds = [type(command) for command in begun.rig.commands]
    assert kinds == [GetSettings, SetLimits, SaveSettings, GetSettings]


def test_a_rig_left_in_foot_mode_is_taken_out_of_it_for_hands_even_uncalibrated():
    def none() -> RigLimits:
        raise LimitsRefused("The pads are not calibrated.")

    begun = run(FakeRig(mode=Mode.FOOT), foot=False, limits=none)
    assert begun.rig.mode == Mode.HANDS
    assert begun.guard.state == "refused"


def uncalibrated() -> RigLimits:
    raise LimitsRefused("The pads are not calibrated. Run `pawpress calibrate`.")


def with_loop_resistor() -> RigLimits:
    return RigLimits(replace(WANTED, options=GuardOption.LOOP_RESISTOR), {})


REFUSALS: dict[str, tuple[FakeRig, Callable[[], RigLimits], str]] = {
    "no calibration": (FakeRig(), uncalibrated, "pawpress calibrate"),
    "other firmware": (FakeRig(hello=replace(HELLO, schema_hash=SCHEMA_HASH ^ 1)), wanted, "pawpress flash"),
    "limits refused": (FakeRig(refuses={SetLimits.TYPE: [NakCode.OUT_OF_RANGE] * 99}), wanted, "as many pads"),
    "no pin for the resistor of the loop": (
        FakeRig(refuses={SetLimits.TYPE: [NakCode.OUT_OF_RANGE] * 99}),
        with_loop_resistor,
        "Take `loop_resistor = true` out of the layout",
    ),
    "save failed": (FakeRig(refuses={SaveSettings.TYPE: [NakCode.STORE_FAILED] * 99}), wanted, "replace the board"),
    "mode refused": (FakeRig(refuses={SetMode.TYPE: [NakCode.LIMITS_MISSING] * 99}), wanted, "choose foot mode again"),
    "other limits read back": (FakeRig(forgets=True), wanted, "reads back other limits"),
    "stop loop open": (FakeRig(faults=1 << FaultCode.STOP_LOOP_OPEN), wanted, "Plug it in and close it"),
    "pad unplugged": (FakeRig(faults=1 << FaultCode.PAD_OPEN), wanted, "cable of the pad named"),
    "supply low": (FakeRig(faults=1 << FaultCode.SUPPLY_LOW), wanted, "another USB port"),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_every_refusal_says_why_and_what_would_change_it(case: str):
    rig, limits, way_out = REFUSALS[case]
    begun = run(rig, limits=limits)
    assert begun.guard.state == "refused"
    assert way_out in begun.guard.why
    assert begun.rig.mode == Mode.HANDS, "refused, and yet in foot mode"


def test_a_fault_of_the_past_does_not_keep_feet_off():
    begun = run(FakeRig(faults=1 << FaultCode.BROWN_OUT | 1 << FaultCode.RX_ERRORS))
    assert begun.guard.state == "armed"


@pytest.mark.parametrize("kind", [GetSettings, SetLimits, SaveSettings, SetMode])
def test_a_rig_that_does_not_answer_is_asked_three_times_and_then_refused(kind: type[Message]):
    begun = run(FakeRig(ignores={kind.TYPE}))
    while begun.guard.state == "arming":
        begun.step()
    assert begun.guard.state == "refused"
    assert "does not answer" in begun.guard.why
    assert begun.said(kind) == 3


def test_a_busy_rig_is_given_time():
    begun = run(FakeRig(refuses={SaveSettings.TYPE: [NakCode.BUSY, NakCode.BUSY]}))
    begun.step(150)
    assert begun.guard.state == "armed"


def test_a_rig_joined_in_mid_stream_is_tested_on_demand():
    rig = FakeRig(hello=replace(HELLO, restarted=0))
    begun = Run(rig, RigGuard(wanted, rig.send, foot=True))
    rig.pending.append(RigKnown(rig.hello, True))
    begun.step(20)
    assert begun.said(RunSelfTest) == 1
    assert begun.guard.state == "armed"


def test_heartbeats_come_several_times_within_the_time_the_rig_waits():
    begun = run()
    begun.step(1000)
    assert begun.said(Ping) == pytest.approx(10.0 / HEARTBEAT_S, abs=2)


def test_after_a_stall_of_the_host_an_answer_that_lies_unread_is_waited_for():
    """To ask who it is would tell the rig of a healthy host, and keep it from beeping."""
    begun = run()
    beats = begun.said(Ping)
    while begun.said(Ping) == beats:
        begun.step()
    unread, begun.rig.pending = begun.rig.pending, []
    begun.guard.attended = False
    sent = len(begun.rig.commands)
    begun.step(1, seconds=2.0 * UNHEARD_S)
    begun.step(10)
    begun.rig.pending = unread
    begun.step(200)
    assert (begun.guard.state, len(begun.rig.commands)) == ("armed", sent)


def test_heartbeats_that_are_not_answered_end_the_trust_and_a_rig_that_is_back_is_armed_again():
    begun = run()
    begun.rig.ignores = {Ping.TYPE, Identify.TYPE}
    begun.step(round(2 * UNHEARD_S / 0.01))
    assert begun.guard.state == "waiting"
    begun.rig.ignores = set()
    begun.step(100)
    assert begun.guard.state == "armed"


def test_a_restarted_rig_is_armed_again_and_tested():
    begun = run()
    begun.rig.stored, begun.rig.mode = NOTHING, Mode.HANDS
    begun.rig.starts()
    begun.step()
    assert begun.guard.state == "arming"
    begun.step(20)
    assert (begun.guard.state, begun.rig.mode) == ("armed", Mode.FOOT)
    assert begun.said(SaveSettings) == 2


def test_after_an_unplug_nothing_is_trusted_until_the_rig_was_asked_anew():
    begun = run()
    begun.openings = 2
    begun.step()
    assert begun.guard.state == "waiting"
    begun.step(100)
    assert begun.guard.state == "armed"
    assert begun.said(Identify) == 1


@pytest.mark.parametrize(
    ("mode", "guard"), [(Mode.HANDS, GuardState.WATCHING), (Mode.FOOT, GuardState.OFF), (Mode.HANDS, GuardState.OFF)]
)
def test_a_status_that_says_feet_are_not_guarded_is_believed(mode: int, guard: int):
    begun = run()
    begun.rig.mode = mode
    begun.rig.pending.append(Status(0, 1, 0, 0, 0, 0, mode, guard))
    begun.step()
    assert begun.guard.state == "arming"
    begun.step(20)
    assert (begun.guard.state, begun.rig.mode) == ("armed", Mode.FOOT)


def test_a_refusal_in_mid_session_is_tried_again():
    begun = run()
    begun.rig.faults = 1 << FaultCode.PAD_SHORTED
    begun.rig.starts()
    begun.step(10)
    assert begun.guard.state == "refused"
    begun.rig.faults = 0
    begun.rig.hello = replace(HELLO, restarted=0)
    begun.rig.starts()
    begun.step(400)
    assert begun.guard.state == "armed"


def test_a_session_that_ends_in_order_takes_the_rig_out_of_foot_mode():
    begun = run()
    begun.guard.stand_down(begun.now_s)
    assert begun.rig.mode == Mode.HANDS
