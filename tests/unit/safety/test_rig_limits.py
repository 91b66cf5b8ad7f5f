"""The rig's own limits: exact on a pad, never too early on a group, certain from a stated load on."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pawpress.core.calibration import apply_calibration, nominal_calibration
from pawpress.core.ground import ground_of
from pawpress.core.protocol.schema_generated import GuardOption
from pawpress.core.safety import AlarmMonitor, FootPair, margin_of
from pawpress.core.safety.rig_limits import LimitsRefused, RedLine, RigLimits, rig_limits
from pawpress.settings.layout_files import default_layout
from pawpress.simulator.known_curves import known_calibration
from pawpress.simulator.pads import GOOD_SENSOR, SUPERVISED_SENSOR, WORST_SENSOR, Sensor, codes_of_newtons
from tests.alarms import LIMITS
from tests.calibrations import calibration, curve
from tests.waveforms import block

PADS = 6
LAYOUT = default_layout(PADS)
PAIR = FootPair(giver_kg=60.0, receiver_kg=80.0)
MADE = "2026-03-01T12:00:00Z"


def curves(sensor: Sensor = GOOD_SENSOR, counts_max: int = 1023):
    its = known_calibration("demo", PADS, MADE, replace(sensor, supervision=SUPERVISED_SENSOR.supervision))
    return apply_calibration(its, LAYOUT.names, PADS, counts_max)


def feet(sensor: Sensor = GOOD_SENSOR) -> AlarmMonitor:
    margin = margin_of(curves(sensor).worst_uncertainty, LIMITS.foot)
    groups = [(foot.name, foot.columns) for foot in LAYOUT.feet]
    return AlarmMonitor(groups, LIMITS, ground_of(LAYOUT, PAIR, margin), LAYOUT.names)


def for_feet(sensor: Sensor = GOOD_SENSOR) -> RigLimits:
    return rig_limits(curves(sensor), feet(sensor).red_lines(), 0, strict=True)


def trips(limits: RigLimits, counts: np.ndarray) -> bool:
    """What the firmware's guard makes of one scan: `guard.c`."""
    numbers, pads = limits.command.limits, limits.command.pads
    on_pads = any(0 < limit < reading for limit, reading in zip(numbers[:pads], counts, strict=True))
    groups = [numbers[at : at + 3] for at in range(pads, pads + 3 * limits.command.groups, 3)]
    sums = [(sum(int(c) for i, c in enumerate(counts) if bits >> i & 1), limit) for bits, limit, _ in groups]
    return on_pads or any(0 < limit < total for total, limit in sums)


def loads(total_n: float, shares: list[float]) -> np.ndarray:
    weights = np.array(shares) + 1e-9
    return total_n * weights / weights.sum()


@pytest.mark.parametrize("sensor", [GOOD_SENSOR, WORST_SENSOR])
def test_a_pad_trips_at_the_very_reading_at_which_the_host_is_red(sensor: Sensor):
    its, limits = curves(sensor), for_feet(sensor)
    line_n = 420.0 / 1.2
    for pad in range(PADS):
        readings = np.arange(1024)
        host = its.newtons[pad] > line_n
        rig = readings > limits.command.limits[pad]
        assert (host == rig).all()


@given(total_n=st.floats(10.0, 412.0), shares=st.lists(st.floats(0.0, 1.0), min_size=PADS, max_size=PADS))
def test_a_load_inside_every_line_never_trips_the_rig_however_it_is_spread(total_n: float, shares: list[float]):
    force_n = loads(total_n, shares)
    heavier_n = max(force_n[0::2].sum(), force_n[1::2].sum())
    assume(heavier_n < 346.0)  # the reading of each pad is rounded, by up to a newton
    assert not trips(for_feet(), codes_of_newtons(force_n, SUPERVISED_SENSOR))


@given(shares=st.lists(st.floats(0.0, 1.0), min_size=3, max_size=3), beyond=st.floats(1.01, 2.0))
def test_from_the_stated_load_on_the_rig_trips_however_it_is_spread(shares: list[float], beyond: float):
    limits = for_feet()
    left_n = loads(beyond * limits.certain_n[0, 2, 4], shares)
    force_n = np.zeros(PADS)
    force_n[0::2] = left_n
    assert trips(limits, codes_of_newtons(force_n, SUPERVISED_SENSOR))


def test_an_even_load_trips_the_group_on_its_line():
    limits = for_feet()
    for total_n, tripped in ((345.0, False), (356.0, True)):
        force_n = np.zeros(PADS)
        force_n[0::2] = total_n / 3
        assert trips(limits, codes_of_newtons(force_n, SUPERVISED_SENSOR)) is tripped


def test_every_pad_of_a_foot_and_the_whole_mat_are_watched():
    limits = for_feet()
    command = limits.command
    assert (command.pads, command.groups, command.min_time_ms) == (PADS, 3, 0)
    assert all(limit > command.hysteresis for limit in command.limits[:PADS])
    places = range(PADS, PADS + 3 * command.groups, 3)
    masks = [command.limits[at] for at in places]
    assert masks == [0b111111, 0b010101, 0b101010]
    rises = [command.limits[at + 2] for at in places]
    assert rises[0] > 0
    assert rises[1:] == [0, 0]


def test_hands_are_guarded_at_the_lines_of_the_host_and_those_of_the_partner():
    hands = AlarmMonitor([(group.name, group.columns) for group in LAYOUT.groups], LIMITS)
    command = rig_limits(curves(), hands.red_lines(), 0, strict=False).command
    at_300 = int(codes_of_newtons(np.array([300.0]), SUPERVISED_SENSOR)[0])
    assert all(abs(limit - at_300) <= 1 for limit in command.limits[:PADS])
    assert command.limits[PADS] == 0b111111


def test_every_limit_can_be_passed_and_every_pad_has_one():
    """Or the rig refuses them: what only loads can pass with which a pad passes its own is left out."""
    short = calibration(*(curve(pad=pad.name, channel=pad.channel) for pad in LAYOUT.pad))
    for its in (curves(), apply_calibration(short, LAYOUT.names, PADS, 1023)):
        lines = [*(RedLine((pad,), 300.0) for pad in range(PADS)), RedLine(tuple(range(PADS)), 1900.0)]
        lines += [RedLine((0, 1), 9000.0, rise=True), RedLine((2, 3), 200.0)]
        command = rig_limits(its, lines, 0, strict=False).command
        assert all(0 < limit < 1023 for limit in command.limits[:PADS])
        groups = [command.limits[at : at + 3] for at in range(PADS, len(command.limits) - 1, 3)]
        assert len(groups) == command.groups
        assert [bits for bits, *_ in groups] == [0b001100]
        assert all(limit < 1023 * bits.bit_count() for bits, *limits in groups for limit in limits)


def test_the_rig_knows_when_nobody_stands_on_the_pads():
    empty = for_feet().command.limits[-1]
    for spread in ([20.0], [10.0, 10.0], [20.0 / PADS] * PADS):
        force_n = np.zeros(PADS)
        force_n[: len(spread)] = spread
        assert int(codes_of_newtons(force_n, SUPERVISED_SENSOR).sum()) <= empty + PADS / 2, "each reading is rounded"
    on_one_n = np.array([40.0] + [0.0] * (PADS - 1))
    assert int(codes_of_newtons(on_one_n, SUPERVISED_SENSOR).sum()) > empty


def test_oversampling_makes_the_rig_at_most_a_count_stricter():
    its = curves(counts_max=1023 << 2)
    fine = rig_limits(its, feet().red_lines(), 2, strict=True).command
    plain = for_feet().command
    assert all(0 <= a - b <= 1 for a, b in zip(plain.limits[:PADS], fine.limits[:PADS], strict=True))


def test_uncalibrated_pads_are_refused_with_the_way_out():
    with pytest.raises(LimitsRefused, match="pawpress calibrate"):
        rig_limits(nominal_calibration(PADS), feet().red_lines(), 0, strict=True)


def test_a_curve_that_ends_below_its_line_is_refused_and_says_how_far_it_must_reach():
    short = calibration(*(curve(pad=pad.name, channel=pad.channel) for pad in LAYOUT.pad))
    its = apply_calibration(short, LAYOUT.names, PADS, 1023)
    with pytest.raises(LimitsRefused, match=r"curve of L1 ends at 320 N and its limit is 350 N.*loads up to 350 N"):
        rig_limits(its, feet().red_lines(), 0, strict=True, unsupervised_feet=True)
    command = rig_limits(its, feet().red_lines(), 0, strict=False).command
    assert command.limits[0] == 629, "for hands it is limited to where its curve ends"


def test_pads_without_supervision_resistors_are_refused_for_feet_unless_the_layout_says_so():
    bare = apply_calibration(known_calibration("demo", PADS, MADE, GOOD_SENSOR), LAYOUT.names, PADS, 1023)
    lines = feet().red_lines()
    with pytest.raises(LimitsRefused, match=r"cable cannot be told on L1, R1.*build-a-mat.*unsupervised = true"):
        rig_limits(bare, lines, 0, strict=True)
    asked = rig_limits(bare, lines, 0, strict=True, unsupervised_feet=True).command
    assert (asked.open_below, asked.options) == (0, GuardOption.FEET_UNSUPERVISED)
    assert rig_limits(bare, lines, 0, strict=False).command.open_below == 0, "hands may press on them"
    assert (for_feet().command.open_below, for_feet().command.options) == (10, 0)


def test_the_rig_is_told_of_a_resistor_at_the_end_of_the_stop_loop_where_there_is_one():
    for strict in (True, False):
        with_one = rig_limits(curves(), feet().red_lines(), 0, strict=strict, loop_resistor=True).command
        without = rig_limits(curves(), feet().red_lines(), 0, strict=strict).command
        assert (with_one.options, without.options) == (GuardOption.LOOP_RESISTOR, 0)
        assert with_one.calibration_id != without.calibration_id
    bare = apply_calibration(known_calibration("demo", PADS, MADE, GOOD_SENSOR), LAYOUT.names, PADS, 1023)
    both = rig_limits(bare, feet().red_lines(), 0, strict=True, unsupervised_feet=True, loop_resistor=True).command
    assert both.options == GuardOption.LOOP_RESISTOR | GuardOption.FEET_UNSUPERVISED


def test_one_pad_without_a_resistor_is_named_and_blinds_the_rig_to_every_cable():
    """The rig has one level for all pads: were it that of the others, the bare pad would trip it at rest."""
    supervised, bare = (known_calibration("demo", PADS, MADE, its) for its in (SUPERVISED_SENSOR, GOOD_SENSOR))
    mixed = msgspec.structs.replace(supervised, pad=(*supervised.pad[:3], bare.pad[3], *supervised.pad[4:]))
    its = apply_calibration(mixed, LAYOUT.names, PADS, 1023)
    with pytest.raises(LimitsRefused, match=r"cannot be told on R2: no supervision"):
        rig_limits(its, feet().red_lines(), 0, strict=True)
    asked = rig_limits(its, feet().red_lines(), 0, strict=True, unsupervised_feet=True).command
    assert (asked.open_below, asked.options) == (0, GuardOption.FEET_UNSUPERVISED)


def test_more_groups_than_the_rig_has_are_refused():
    lines = [RedLine((0, pad), 100.0 + pad) for pad in range(1, 6)]
    with pytest.raises(LimitsRefused, match="4 groups"):
        rig_limits(curves(), lines, 0, strict=True)
    assert rig_limits(curves(), lines, 0, strict=False).command.groups == 4


def test_the_number_of_the_limits_changes_with_every_one_of_them():
    one = for_feet().command
    other = rig_limits(curves(), [RedLine((0,), 99.0)], 0, strict=True).command
    assert one.calibration_id != other.calibration_id != 0
    assert for_feet().command == one


def test_the_lines_are_those_at_which_the_host_is_red():
    """Every line of the list, passed by a little on its pads, raises a red alarm of the host."""
    for line in (line for line in feet().red_lines() if not line.rise):
        watching = feet()
        force_n = np.zeros((2, PADS))
        force_n[1, list(line.columns)] = 1.001 * line.limit_n / len(line.columns)
        watching.process(replace(block(np.array([0.0, 1.0]), force_n), period_s=1.0))
        assert any(alarm.severity == "red" for alarm, _ in watching.active()), line
