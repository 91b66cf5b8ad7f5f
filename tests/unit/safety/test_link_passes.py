"""Trouble of the link while no pad was loaded goes by itself; with a load, or feet, or not knowing, it stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pawpress.core.protocol import encode
from pawpress.core.protocol.schema_generated import Ping
from pawpress.core.safety import FootPair
from tests.linked import Linked, standing

STAYS = {"signal_lost": "RTN_UNACKNOWLEDGED"}


def over(linked: Linked) -> Linked:
    """Wait until everything that may pass has."""
    linked.force_n = 0.0
    linked.stream(2.0)
    return linked


def test_a_hiccup_with_nobody_on_the_pads_passes_and_is_kept_as_an_episode():
    linked = standing()
    linked.hold_up(0.4)
    assert linked.raised() == ["signal_lost"]
    assert linked.states() == STAYS
    assert {alarm.code for alarm in linked.pipeline.passing()} == {"signal_lost"}
    linked.stream(0.6)
    assert linked.states() == {}
    assert linked.pipeline.passing() == set()
    [episode] = linked.pipeline.episodes()
    assert (episode.alarm.code, episode.alarm.severity) == ("signal_lost", "red")
    assert episode.end_s is not None


def before(linked: Linked) -> None:
    linked.force_n = 50.0
    linked.stream(0.3)
    linked.hold_up(0.4)


def shortly_before(linked: Linked) -> None:
    linked.force_n = 50.0
    linked.stream(0.3)
    linked.force_n = 0.0
    linked.stream(0.3)
    linked.hold_up(0.4)


def meanwhile(linked: Linked) -> None:
    """A press that is put on and taken off between two reads."""
    linked.idle(0.4)
    chunk = linked.scans(0.1)
    linked.force_n = 50.0
    chunk += linked.scans(0.2)
    linked.force_n = 0.0
    linked.read(chunk + linked.scans(0.1))


def after(linked: Linked) -> None:
    linked.idle(0.4)
    chunk = linked.scans(0.4)
    linked.force_n = 50.0
    linked.read(chunk + linked.scans(0.01))


def lightly_on_many_pads(linked: Linked) -> None:
    linked.force_n = 8.5
    linked.stream(0.3)
    linked.hold_up(0.4)


def unknown(linked: Linked) -> None:
    """The readings of the silence are lost: nobody knows who pressed."""
    linked.silence(0.4)
    linked.stream(0.05)


def unplugged(linked: Linked) -> None:
    linked.unplug(2.0)


@pytest.mark.parametrize(
    "trouble", [before, shortly_before, meanwhile, after, lightly_on_many_pads, unknown, unplugged]
)
def test_with_a_load_or_not_knowing_it_stays_until_a_person_has_seen_it(trouble: Callable[[Linked], None]):
    linked = standing()
    trouble(linked)
    linked.stream(0.05)
    assert over(linked).states() == STAYS
    assert linked.pipeline.passing() == set()
    linked.note(linked.pipeline.acknowledge())
    assert linked.states() == {}


def test_in_foot_mode_it_always_stays():
    linked = standing(foot=FootPair(giver_kg=60.0, receiver_kg=80.0))
    linked.hold_up(0.4)
    assert over(linked).states() == STAYS


def test_a_light_hiccup_takes_no_alarm_away_that_came_before_it_with_a_load():
    linked = standing()
    before(linked)
    over(linked)
    linked.hold_up(0.4)
    assert linked.raised() == ["signal_lost"] * 2
    assert over(linked).states() == STAYS


def test_once_it_was_seen_the_next_hiccup_is_a_new_one():
    linked = standing()
    before(linked)
    over(linked)
    linked.note(linked.pipeline.acknowledge())
    linked.hold_up(0.4)
    assert over(linked).states() == {}


def test_hiccups_that_follow_each_other_pass_only_when_the_last_is_over():
    linked = standing()
    for _ in range(4):
        linked.hold_up(0.3)
        linked.stream(0.3)
        assert linked.states() == STAYS
    assert over(linked).states() == {}


def noisy(linked: Linked) -> None:
    damaged = bytearray(encode(Ping(), 0))
    damaged[2] ^= 0x40
    linked.read(bytes(damaged) * 8)
    linked.stream(1.5)


def test_damage_without_a_load_passes():
    linked = standing()
    noisy(linked)
    assert linked.raised() == ["link_noise"]
    assert over(linked).states() == {}


def test_damage_under_a_load_stays():
    linked = standing(force_n=0.0)
    linked.force_n = 40.0
    linked.stream(0.5)
    noisy(linked)
    assert over(linked).states() == {"link_noise": "RTN_UNACKNOWLEDGED"}


def behind(linked: Linked) -> None:
    """What is read is 0.3 s old for a second, then in time again."""
    late: list[bytes] = []
    for tick in range(130):
        linked.now_s += 0.01
        late.append(linked.scans(0.01))
        linked.read(late.pop(0) if tick >= 30 else b"")
    linked.now_s += 0.01
    linked.read(b"".join(late))


@pytest.mark.parametrize(("force_n", "left"), [(0.0, {}), (30.0, {"host_behind": "RTN_UNACKNOWLEDGED"})])
def test_readings_that_came_late_pass_only_without_a_load(force_n: float, left: dict[str, str]):
    linked = standing()
    linked.force_n = force_n
    behind(linked)
    assert "host_behind" in linked.raised()
    assert {code: state for code, state in over(linked).states().items() if code == "host_behind"} == left


def test_an_overload_never_passes_by_itself():
    linked = standing()
    linked.force_n = 350.0
    linked.stream(0.5)
    states = over(linked).states()
    assert states["overload"] == "RTN_UNACKNOWLEDGED"
