"""A start is no loss: nothing of the link is red before the stream has stood, and then everything is, at once."""

from __future__ import annotations

import pytest

from pawpress.core.protocol import encode
from pawpress.core.protocol.schema_generated import Ping
from pawpress.core.safety import FootPair
from tests.linked import Linked, standing


def started(**how: object) -> Linked:
    linked = Linked(**how)  # type: ignore[arg-type]
    linked.read(linked.rig.hello())
    return linked


def test_a_stream_stands_after_half_a_second_of_readings():
    linked = started()
    linked.stream(0.48)
    assert not linked.pipeline.stands
    linked.stream(0.06)
    assert linked.pipeline.stands


def test_half_a_second_out_of_a_buffer_is_no_stream_that_stands():
    linked = started()
    linked.hold_up(1.0)
    assert not linked.pipeline.stands
    linked.stream(0.48)
    assert not linked.pipeline.stands
    linked.stream(0.06)
    assert linked.pipeline.stands


def test_half_a_second_of_the_hosts_clock_with_little_in_it_is_none_either():
    linked = started()
    for _ in range(60):  # half as many readings as time, as from an emulator that is too slow
        linked.now_s += 0.01
        linked.read(linked.scans(0.004))
    assert not linked.pipeline.stands


@pytest.mark.parametrize("gap", ["silence", "hold_up"])
def test_a_gap_by_either_clock_begins_it_again(gap: str):
    linked = started()
    linked.stream(0.4)
    getattr(linked, gap)(0.3)
    linked.stream(0.4)
    assert not linked.pipeline.stands
    linked.stream(0.2)
    assert linked.pipeline.stands
    assert linked.raised() == []


def test_a_restart_of_the_rig_begins_it_again():
    linked = started()
    linked.stream(0.4)
    linked.restart()
    linked.stream(0.4)
    assert not linked.pipeline.stands


@pytest.mark.parametrize("trouble", ["silence", "hold_up"])
def test_a_hiccup_of_a_start_is_not_told_and_the_same_later_is(trouble: str):
    linked = started()
    linked.stream(0.2)
    getattr(linked, trouble)(0.6)
    linked.stream(1.0)
    assert linked.raised() == []
    getattr(linked, trouble)(0.6)
    linked.stream(0.1)
    assert linked.raised() == ["signal_lost"]


def noise(frames: int) -> bytes:
    damaged = bytearray(encode(Ping(), 0))
    damaged[2] ^= 0x40
    return bytes(damaged) * frames


def test_damage_of_a_start_is_not_told_and_the_same_later_is():
    linked = started()
    linked.stream(0.1)
    linked.read(noise(8))
    linked.stream(1.4)
    assert linked.raised() == []
    linked.read(noise(8))
    linked.stream(0.01)
    assert linked.raised() == ["link_noise"]


def test_damage_that_goes_on_is_told_when_the_stream_stands():
    linked = started()
    for _ in range(70):
        linked.stream(0.01)
        linked.read(noise(1))
    assert "link_noise" in linked.raised()
    assert 0.5 <= linked.raised_s("link_noise") <= 0.6


@pytest.mark.parametrize("silent_s", [0.21, 1.0, 3.0])
def test_a_stream_that_has_stood_and_is_lost_is_red_at_once_and_until_it_is_back(silent_s: float):
    linked = standing()
    before_s = linked.age_s
    linked.silence(silent_s)
    linked.idle(0.02)
    assert linked.raised_s("signal_lost") - before_s == pytest.approx(0.21, abs=0.011)
    assert linked.states() == {"signal_lost": "UNACKNOWLEDGED"}
    linked.stream(0.02)
    assert linked.states() == {"signal_lost": "RTN_UNACKNOWLEDGED"}


def test_after_a_replug_there_is_no_second_start():
    linked = standing()
    linked.unplug(2.0)
    assert linked.raised() == ["signal_lost"]
    linked.stream(0.05)
    linked.silence(0.3)
    assert linked.raised() == ["signal_lost", "signal_lost"]


def test_a_replug_that_brings_nothing_stays_red():
    linked = standing()
    linked.unplug(1.0)
    linked.idle(10.0)
    assert linked.states() == {"signal_lost": "UNACKNOWLEDGED"}


def test_where_nothing_comes_that_is_red_within_three_seconds():
    linked = Linked()
    linked.read()
    linked.idle(4.0)
    assert linked.raised() == ["no_stream"]
    assert 2.8 < linked.raised_s("no_stream") < 3.0


def test_where_it_stutters_that_is_red_within_three_seconds_and_ends_when_it_stands():
    linked = started()
    while linked.age_s < 3.5:
        linked.stream(0.3)
        linked.silence(0.3)
    assert linked.raised() == ["no_stream"]
    assert 2.8 < linked.raised_s("no_stream") < 3.0
    linked.stream(0.4)
    assert linked.states() == {"no_stream": "UNACKNOWLEDGED"}
    linked.stream(0.2)
    assert linked.states() == {"no_stream": "RTN_UNACKNOWLEDGED"}
    [episode] = [e for e in linked.pipeline.episodes() if e.alarm.code == "no_stream"]
    assert episode.end_s is not None
    assert 0.0 <= episode.start_s <= episode.end_s


def test_an_uno_that_says_hello_after_two_seconds_is_not_late():
    linked = Linked()
    linked.read()
    linked.idle(2.0)
    linked.read(linked.rig.hello())
    linked.stream(3.0)
    assert linked.raised() == []


@pytest.mark.parametrize("streamed_s", [0.0, 0.3])
def test_a_port_that_goes_in_a_start_is_red_at_once_and_until_the_stream_stands(streamed_s: float):
    linked = started()
    linked.stream(streamed_s)
    linked.is_open = False
    linked.now_s += 0.01
    linked.read()
    assert linked.states() == {"no_stream": "UNACKNOWLEDGED"}
    linked.unplug(1.0)
    linked.stream(0.4)
    assert linked.states() == {"no_stream": "UNACKNOWLEDGED"}
    linked.stream(0.2)
    assert linked.states() == {"no_stream": "RTN_UNACKNOWLEDGED"}


@pytest.mark.parametrize(("force_n", "codes"), [(250.0, ["overload"]), (400.0, ["overload", "overload", "impact"])])
def test_forces_are_watched_from_the_first_reading_on(force_n: float, codes: list[str]):
    linked = started(force_n=force_n)
    linked.now_s += 0.01
    linked.read(linked.scans(0.02))
    assert not linked.pipeline.stands
    assert set(linked.raised()) <= set(codes)
    assert "overload" in linked.raised()


def test_a_pipeline_whose_link_nobody_follows_takes_every_silence_for_a_loss():
    linked = started(followed=False)
    assert linked.pipeline.stands
    linked.stream(0.1)
    linked.silence(0.3)
    assert linked.raised() == ["signal_lost"]


def test_feet_have_a_start_too():
    linked = started(foot=FootPair(giver_kg=60.0, receiver_kg=80.0))
    linked.stream(0.2)
    linked.silence(0.4)
    assert "signal_lost" not in linked.raised()
