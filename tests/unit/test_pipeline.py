"""The whole line in one place: bytes of a rig in, presses, verdicts, alarms and quality out."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import pytest

import pawpress
from pawpress.core.events import Event, Quality, RigKnown, UnfilteredBlock
from pawpress.core.force_line import Forces, PressGraded
from pawpress.core.grading import GradingLimits
from pawpress.core.pipeline import Pipeline
from pawpress.core.protocol import encode
from pawpress.core.protocol.schema_generated import Ack, Gap, Nak, Status
from pawpress.core.safety import AlarmChange, AlarmState
from pawpress.settings.grading_limits import load_limits
from pawpress.settings.shipped_setup import shipped_setup
from tests.chunks import every
from tests.streams import PERIOD_US, RigStream, counts_of, stream_of
from tests.waveforms import Array, minimum_jerk, times

LENGTH_S = 6.0


def hands(left_n: Array, right_n: Array | None = None) -> Array:
    return np.stack((left_n, np.zeros(len(left_n)) if right_n is None else right_n), axis=1)


def lean(peak_n: float = 100.0, onset_s: float = 1.0, length_s: float = LENGTH_S) -> Array:
    return minimum_jerk(times(length_s), onset_s, 0.8, 1.5, 0.6, peak_n)


def run(stream: bytes, pipeline: Pipeline | None = None) -> list[Event]:
    pipeline = pipeline or Pipeline(shipped_setup())
    return pipeline.receive(stream, 0.0) + pipeline.finish()


def only(events: list[Event], kind: type) -> list[Event]:
    return [event for event in events if isinstance(event, kind)]


def test_a_lean_on_one_pad_is_one_steady_press_of_that_pad():
    [judged] = only(run(stream_of(hands(lean()))), PressGraded)
    assert (judged.press.pad, judged.verdict.verdict) == ("A0", "steady")
    assert judged.press.onset_s == pytest.approx(1.05, abs=0.06)
    assert judged.press.plateau_n == pytest.approx(100.0, abs=0.5)


def test_the_rig_is_known_before_anything_it_measures():
    events = run(stream_of(hands(lean())))
    assert isinstance(events[0], RigKnown)
    assert events[0].schema_matches
    assert any(isinstance(event, Forces) for event in events)


def test_a_firmware_of_another_schema_is_named():
    rig = RigStream()
    [known] = only(run(rig.hello(schema_hash=1)), RigKnown)
    assert not known.schema_matches


@pytest.mark.parametrize("nothing", ["pads", "rate_hz", "counts_max"])
def test_a_hello_that_makes_no_sense_says_nothing(nothing: str):
    pipeline = Pipeline(shipped_setup())
    assert run(RigStream().hello(**{nothing: 0}), pipeline) == []
    assert pipeline.hello is None


def test_scans_before_the_hello_are_measured_too():
    rig = RigStream()
    scans = b"".join(rig.scans(counts_of(hands(lean()))))
    assert len(only(run(scans), PressGraded)) == 1


def test_an_alarm_comes_before_the_press_it_belongs_to():
    events = run(stream_of(hands(lean(250.0))))
    kinds = [type(event) for event in events if isinstance(event, AlarmChange | PressGraded)]
    assert kinds.index(AlarmChange) < kinds.index(PressGraded)


def test_in_one_chunk_too_alarms_come_before_presses():
    force_n = np.concatenate([hands(lean(100.0)), hands(lean(250.0))])
    kinds = [type(event) for event in run(stream_of(force_n)) if isinstance(event, AlarmChange | PressGraded)]
    assert kinds == [AlarmChange, AlarmChange, PressGraded, PressGraded]


def test_an_alarm_waits_for_no_filter():
    spike = hands(np.zeros(1000))
    spike[500, 0] = 1000.0
    alarms = only(run(stream_of(spike)), AlarmChange)
    raised = [alarm.alarm.code for alarm in alarms if alarm.state is AlarmState.UNACKNOWLEDGED]
    assert sorted(raised) == ["impact", "overload", "overload", "overload"]
    assert {round(alarm.t_s, 3) for alarm in alarms if alarm.state is AlarmState.UNACKNOWLEDGED} == {1.0}


def test_missing_scans_are_told_as_quality_and_stated_in_time():
    rig = RigStream()
    counts = counts_of(hands(np.zeros(100)))
    first = rig.scans(counts)
    rig.lose(50)
    events = run(rig.hello() + b"".join(first) + b"".join(rig.scans(counts)))
    [gap] = [told for told in events if isinstance(told, Quality) and told.code == "gap"]
    assert gap.message == "50 readings are missing."
    assert (gap.start_s, gap.end_s) == pytest.approx((0.2, 0.3))


def test_a_press_in_progress_is_shown_and_the_end_of_the_stream_judges_it():
    pipeline = Pipeline(shipped_setup())
    cut = hands(lean())[: round(2.5 * 500)]
    assert only(pipeline.receive(stream_of(cut), 0.0), PressGraded) == []
    [progress] = pipeline.progress()
    assert progress.pad == "A0"
    [judged] = only(pipeline.finish(), PressGraded)
    assert "cut_off" in judged.press.flags


def test_a_restarted_rig_goes_on_at_a_later_time_and_presses_go_on_being_found():
    rig = RigStream()
    counts = counts_of(hands(lean()))
    before = rig.hello() + b"".join(rig.scans(counts))
    rig.restart()
    after = rig.hello() + b"".join(rig.scans(counts))
    pipeline = Pipeline(shipped_setup())
    first, second = only(run(before + after, pipeline), PressGraded)
    assert second.press.onset_s - first.press.onset_s == pytest.approx(LENGTH_S + 1.0, abs=0.01)
    assert pipeline.health.lost == 0


def test_the_time_the_link_was_down_comes_from_the_gap_frame():
    rig = RigStream()
    counts = counts_of(hands(lean()))
    before = rig.hello() + b"".join(rig.scans(counts))
    rig.restart()
    away = encode(Gap(20_000_000), 0)
    first, second = only(run(before + away + rig.hello() + b"".join(rig.scans(counts))), PressGraded)
    assert second.press.onset_s - first.press.onset_s == pytest.approx(LENGTH_S + 20.0, abs=0.01)


def test_another_rate_is_measured_as_well_and_nothing_counted_is_lost():
    slow, fast = RigStream(PERIOD_US), RigStream(1000)
    fast.sequence = 0
    before = slow.hello() + b"".join(slow.scans(counts_of(hands(lean()))))
    force_n = minimum_jerk(times(LENGTH_S, 1000.0), 1.0, 0.8, 1.5, 0.6, 100.0)
    after = fast.hello() + b"".join(fast.scans(counts_of(hands(force_n))))
    pipeline = Pipeline(shipped_setup())
    presses = only(run(before + after, pipeline), PressGraded)
    assert [judged.verdict.verdict for judged in presses] == ["steady", "steady"]
    assert pipeline.tally.presses == 2
    assert presses[0].press.rise_s == pytest.approx(presses[1].press.rise_s, abs=0.005)


def test_what_is_in_hand_of_a_rig_is_handed_on_before_another_one_is_known():
    first, second = RigStream(), RigStream()
    stream = first.hello(2) + b"".join(first.scans(counts_of(np.full((53, 2), 40.0))))
    second.sequence = first.sequence
    events = run(stream + second.hello(3) + b"".join(second.scans(counts_of(np.zeros((20, 3))))))
    known = [at for at, event in enumerate(events) if isinstance(event, RigKnown)]
    blocks = [[event.block for event in only(part, Forces)] for part in (events[: known[1]], events[known[1] :])]
    assert [(sum(len(block.t_s) for block in part), part[0].force_n.shape[1]) for part in blocks] == [(53, 2), (20, 3)]


def test_a_change_of_rate_takes_no_alarm_away_that_nobody_has_seen():
    slow, fast = RigStream(PERIOD_US), RigStream(1000)
    pipeline = Pipeline(shipped_setup())
    run(slow.hello() + b"".join(slow.scans(counts_of(hands(lean(250.0))))), pipeline)
    before = pipeline.alarms()
    assert before
    fast.sequence = slow.sequence
    run(fast.hello(restarted=0) + b"".join(fast.scans(counts_of(hands(np.zeros(100))))), pipeline)
    assert pipeline.alarms() == before


def test_answers_and_health_of_the_rig_pass_through():
    told = [Ack(1, 0x45), Nak(2, 0x44, 3), Status(0, 1, 4, 0, 0)]
    pipeline = Pipeline(shipped_setup())
    events = run(b"".join(encode(message, i) for i, message in enumerate(told)), pipeline)
    assert events == told
    assert pipeline.overruns == 4


def test_time_passing_without_bytes_is_noticed():
    pipeline = Pipeline(shipped_setup())
    pipeline.receive(stream_of(hands(np.zeros(100))), 10.0)
    assert pipeline.receive(b"", 10.1) == []
    [silence] = pipeline.receive(b"", 10.3)
    assert isinstance(silence, AlarmChange)
    assert silence.alarm.code == "signal_lost"


def test_a_person_may_see_the_alarms():
    pipeline = Pipeline(shipped_setup())
    run(stream_of(hands(lean(250.0))), pipeline)
    assert pipeline.alarms()
    assert [change.state for change in only(pipeline.acknowledge(), AlarmChange)] == [AlarmState.NORMAL]
    assert pipeline.alarms() == []


def test_before_the_first_scan_there_is_nothing_to_tell():
    pipeline = Pipeline(shipped_setup())
    assert (pipeline.receive(b"", 0.0), pipeline.finish(), pipeline.acknowledge()) == ([], [], [])
    assert (pipeline.progress(), pipeline.alarms(), pipeline.episodes(), pipeline.standing()) == ([], [], [], [])
    assert (pipeline.layout, pipeline.calibration, pipeline.end_s) == (None, None, 0.0)


def test_what_it_is_set_up_with_is_what_it_judges_with():
    own = msgspec.to_builtins(load_limits())
    own["hold"]["short_s"]["limit"] = 3.0
    pipeline = Pipeline(shipped_setup(limits=msgspec.convert(own, GradingLimits)))
    [judged] = only(run(stream_of(hands(lean())), pipeline), PressGraded)
    assert judged.verdict.verdict == "short"


def test_the_unfiltered_blocks_come_only_where_they_are_asked_for_and_change_nothing_else():
    stream = stream_of(hands(lean()))
    plain = run(stream)
    asked = run(stream, Pipeline(shipped_setup(), unfiltered=True))
    blocks = only(asked, UnfilteredBlock)
    assert not only(plain, UnfilteredBlock)
    assert only(asked, PressGraded) == only(plain, PressGraded)
    assert len(asked) == len(plain) + len(blocks)


@pytest.mark.parametrize("size", [7, 1000])
def test_unfiltered_blocks_are_the_counts_of_the_rig_and_their_newtons_in_any_chunks(size: int):
    force_n = hands(lean())
    stream = stream_of(force_n)
    for judging in (True, False):
        pipeline = Pipeline(shipped_setup(), unfiltered=True, judging=judging)
        blocks = only(
            [event for chunk in every(stream, size) for event in pipeline.receive(chunk, 0.0)], UnfilteredBlock
        )
        assert np.array_equal(np.concatenate([block.counts for block in blocks]), counts_of(force_n))
        made_n = np.concatenate([block.force_n for block in blocks])
        assert made_n == pytest.approx(force_n, abs=1.5)
        whole = only(Pipeline(shipped_setup(), unfiltered=True).receive(stream, 0.0), UnfilteredBlock)
        assert made_n.tobytes() == np.concatenate([block.force_n for block in whole]).tobytes()


def test_without_judging_nothing_is_judged():
    pipeline = Pipeline(shipped_setup(), unfiltered=True, judging=False)
    kinds = {type(event) for event in run(stream_of(hands(lean(peak_n=900.0))), pipeline)}
    assert UnfilteredBlock in kinds
    assert not kinds & {PressGraded, Forces, AlarmChange}


def test_nobody_makes_another_pipeline_of_it():
    host = Path(pawpress.__file__).parent
    assert [path for path in host.rglob("*.py") if "(Pipeline):" in path.read_text(encoding="utf-8")] == []
