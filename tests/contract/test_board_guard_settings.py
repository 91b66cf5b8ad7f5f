"""The settings of the guard, on everything that plays the rig: saved, refused, and unchanged under feet."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pawpress.core.protocol.schema_generated import (
    GetSettings,
    GuardState,
    Hello,
    Limits,
    NakCode,
    PadName,
    ResetCause,
    Samples,
    SaveSettings,
    SetLimits,
    SetMode,
    SetOversampling,
    SetPadName,
    SetPads,
    SetRate,
    SetSerial,
    Settings,
    Stop,
    Trip,
)
from tests.contract.boards import Bench
from tests.contract.guarding import (
    SAVE_STEPS,
    ask,
    guarded,
    press,
    refusal,
    store,
)
from tests.rigsim.guarded import as_limits, limits_for


def test_settings_hold_from_the_save_on_and_over_a_restart(bench: Bench) -> None:
    pads = bench.board.pads
    limits = limits_for(pads)
    ask(bench, limits)
    ask(bench, SetSerial(4711))
    ask(bench, SetPadName(1, tuple(b"left")))
    before = ask(bench, GetSettings(), 60)
    assert [m.serial for m in before if isinstance(m, Settings)] == [0]
    ask(bench, SaveSettings(), SAVE_STEPS)
    bench.reset()
    bench.rest(20)
    (hello,) = bench.messages(Hello)
    assert (hello.serial, hello.calibration_id) == (4711, limits.calibration_id)
    assert (hello.reset_cause, hello.boots, hello.guard) == (ResetCause.EXTERNAL, 2, GuardState.WATCHING)
    told = ask(bench, GetSettings(), 60)
    assert [(m.generation, m.serial) for m in told if isinstance(m, Settings)] == [(1, 4711)]
    assert [m for m in told if isinstance(m, Limits)] == [as_limits(limits)]
    names = [bytes(m.text) for m in told if isinstance(m, PadName)]
    assert names == [b"left" if pad == 1 else b"" for pad in range(pads)]


def test_a_save_cut_off_by_a_restart_leaves_the_settings_before(bench: Bench) -> None:
    store(bench, limits_for(bench.board.pads))
    ask(bench, SetSerial(4711))
    bench.command(SaveSettings(), 5)
    bench.rest(2)
    bench.reset()
    bench.rest(20)
    told = ask(bench, GetSettings(), 60)
    (settings,) = [m for m in told if isinstance(m, Settings)]
    # simavr writes its memory in no time, so there the save may be over by now
    assert (settings.generation, settings.serial) in {(1, 0), (2, 4711)}
    assert [m for m in told if isinstance(m, Limits)] == [as_limits(limits_for(bench.board.pads))]


@pytest.mark.parametrize(
    "limits",
    [
        SetLimits(1, 5, 0, 80, 0, 20, 0, 1020, 0, (600,) * 5 + (200,)),  # of another rig
        SetLimits(1, 6, 5, 80, 0, 20, 0, 1020, 0, (600,) * 6 + (1, 900, 0) * 5 + (200,)),  # too many groups
        SetLimits(1, 6, 0, 0, 0, 20, 0, 1020, 0, (600,) * 7),  # warns always
        SetLimits(1, 6, 0, 80, 201, 20, 0, 1020, 0, (600,) * 7),  # trips too late
        SetLimits(1, 6, 0, 80, 0, 600, 0, 1020, 0, (600,) * 7),  # could never be acknowledged
        SetLimits(1, 6, 1, 80, 0, 20, 0, 1020, 0, (*(600,) * 6, 1 << 6, 900, 0, 200)),  # a pad the rig has not
        SetLimits(1, 6, 0, 80, 0, 20, 0, 1020, 0, (600,) * 8),  # a number too many
        SetLimits(1, 6, 0, 80, 0, 20, 0, 1020, 0, (600,) * 6),  # and one too few
        SetLimits(1, 6, 0, 80, 0, 20, 0, 1020, 8, (600,) * 7),  # an option there is not
    ],
)
def test_limits_that_make_no_sense_are_refused(bench: Bench, limits: SetLimits) -> None:
    assert refusal(bench, limits) == NakCode.OUT_OF_RANGE


def test_what_is_no_mode_or_no_pad_is_refused(bench: Bench) -> None:
    assert refusal(bench, SetMode(2)) == NakCode.OUT_OF_RANGE
    assert refusal(bench, SetPadName(6, ())) == NakCode.OUT_OF_RANGE
    assert refusal(bench, SetPadName(0, tuple(b"too long"))) == NakCode.OUT_OF_RANGE


def with_limits(at: int, limit: int, **fields: int) -> SetLimits:
    """Give limits with one number of the list changed."""
    limits = limits_for(6)
    numbers = list(limits.limits)
    numbers[at] = limit
    return replace(limits, limits=tuple(numbers), **fields)


@pytest.mark.parametrize(
    "limits",
    [
        with_limits(3, 1023),  # the top of the range
        with_limits(3, 40_000),
        with_limits(6, 0),  # a group without members
        with_limits(7, 6 * 1023),
        with_limits(8, 6 * 1023),
        SetLimits(1, 6, 0, 80, 0, 20, 0, 1020, 0, (600, 600, 0, 600, 600, 600, 200)),  # a pad that nothing limits
    ],
)
def test_limits_that_never_trip_are_refused(bench: Bench, limits: SetLimits) -> None:
    assert refusal(bench, limits) == NakCode.NEVER_TRIPS


def test_nothing_the_guard_relies_on_changes_under_feet(bench: Bench) -> None:
    guarded(bench)
    settings = (SetSerial(1), limits_for(bench.board.pads), SetPadName(0, ()), SetPads(4), SaveSettings())
    for message in (*settings, SetRate(100), SetOversampling(1), Stop()):
        assert refusal(bench, message) == NakCode.FOOT_MODE
    bench.heard()
    bench.rest(20)
    assert [len(samples.counts) for samples in bench.messages(Samples)] == [bench.board.pads] * 10, "as before"


def test_what_is_not_saved_within_five_seconds_is_forgotten(bench: Bench) -> None:
    ask(bench, SetSerial(4711))
    bench.rest(5010)
    ask(bench, SetPadName(1, tuple(b"left")))
    ask(bench, SaveSettings(), SAVE_STEPS)
    told = ask(bench, GetSettings(), 60)
    assert [m.serial for m in told if isinstance(m, Settings)] == [0]
    assert [bytes(m.text) for m in told if isinstance(m, PadName)][1] == b"left"


def test_fewer_pads_are_scanned_after_the_next_start(bench: Bench) -> None:
    ask(bench, SetPads(4))
    ask(bench, SaveSettings(), SAVE_STEPS)
    bench.reset()
    press(bench, 40, p3=300, p4=700)
    (hello,) = bench.messages(Hello)
    assert (hello.pads, hello.pads_max) == (4, 6)
    press(bench, 40, p3=300, p4=700)
    assert {samples.counts for samples in bench.messages(Samples)} == {(0, 0, 0, 300)}
    told = ask(bench, GetSettings(), 60)
    assert [m.pads for m in told if isinstance(m, Settings)] == [4]
    assert refusal(bench, limits_for(6)) == NakCode.OUT_OF_RANGE
    store(bench, limits_for(4))
    press(bench, 10, p4=1023)
    assert bench.messages(Trip) == [], "a pad that is not scanned"
