"""Every alarm goes into the recording as it is told, with who had seen it when."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pawpress.analysis.recording import open_recording
from pawpress.core.annotation import Annotation
from pawpress.core.pipeline import Pipeline
from pawpress.core.safety import Alarm, AlarmChange, AlarmState
from pawpress.recording import Recorder
from pawpress.recording.alarm_log import LoggedAlarm, alarm_log, alarm_note, told_episodes
from pawpress.report.evidence import evidence_html, evidence_of
from pawpress.report.reported_session import look_at
from pawpress.settings.shipped_setup import shipped_setup
from tests.chunks import every
from tests.recordings import manifest
from tests.streams import stream_of
from tests.waveforms import minimum_jerk, times

S = AlarmState
HARD = minimum_jerk(times(4.0), 0.5, 0.8, 1.5, 0.6, 340.0)
OVERLOAD, SILENT = Alarm("overload", "red", "A0"), Alarm("signal_lost", "red", None)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A press that is too hard, seen by somebody, then a cable that comes out, which nobody sees."""
    pipeline = Pipeline(shipped_setup())
    recorder = Recorder(tmp_path / "hard.paw", manifest())
    now_s = 10.0
    for piece in every(stream_of(np.stack([HARD, np.zeros_like(HARD)], axis=1)), 500):
        recorder.take(piece, pipeline.receive(piece, now_s), now_s)
        now_s += 0.01
    seen = Annotation(pipeline.end_s, "seen", "alarms acknowledged")
    recorder.take(b"", [*pipeline.acknowledge(), seen], now_s)
    recorder.take(b"", pipeline.receive(b"", now_s + 1.0), now_s + 1.0)
    recorder.close()
    return recorder.path


def logged(path: Path) -> list[LoggedAlarm]:
    recording = open_recording(path)
    return alarm_log(recording.annotations(), recording.judged().pipeline.episodes())


def test_what_followed_the_hosts_clock_is_found_again_too(path: Path):
    codes = {log.episode.alarm.code for log in logged(path)}
    assert "signal_lost" in codes
    assert "signal_lost" not in {e.alarm.code for e in open_recording(path).judged().pipeline.episodes()}


def test_an_alarm_of_the_force_stands_there_once_and_says_who_had_seen_it(path: Path):
    [overload] = [log for log in logged(path) if log.episode.alarm == OVERLOAD]
    assert overload.seen_s == pytest.approx(4.0, abs=0.05)
    assert overload.seen_how == "alarms acknowledged"
    [silent] = [log for log in logged(path) if log.episode.alarm == SILENT]
    assert (silent.seen_s, silent.episode.end_s) == (None, None)


def test_a_recording_without_notes_has_the_alarms_of_its_readings():
    from pawpress.core.safety import Episode

    found = Episode(OVERLOAD, 1.0, 2.0, 310.0, "Overload.")
    assert alarm_log([], [found]) == [LoggedAlarm(found, None, "")]


def told(*states: AlarmState, alarm: Alarm = SILENT) -> list[Annotation]:
    return [alarm_note(AlarmChange(alarm, s, float(n), None, "Silent.", "Look.")) for n, s in enumerate(states)]


@pytest.mark.parametrize(
    ("states", "spans"),
    [
        ([S.UNACKNOWLEDGED], [(0.0, None)]),
        ([S.UNACKNOWLEDGED, S.RTN_UNACKNOWLEDGED, S.NORMAL], [(0.0, 1.0)]),
        ([S.UNACKNOWLEDGED, S.ACKNOWLEDGED, S.NORMAL], [(0.0, 2.0)]),
        ([S.UNACKNOWLEDGED, S.LATCHED, S.UNACKNOWLEDGED, S.LATCHED, S.NORMAL], [(0.0, 1.0), (2.0, 3.0)]),
        ([S.NORMAL], []),
    ],
)
def test_the_states_of_an_alarm_give_its_stretches(states: list[AlarmState], spans: list[tuple[float, float | None]]):
    assert [(e.start_s, e.end_s) for e in told_episodes(told(*states))] == spans


def test_a_damaged_note_spoils_no_other():
    assert len(told_episodes([Annotation(0.0, "alarm", "{"), *told(S.UNACKNOWLEDGED)])) == 1


def test_the_report_shows_the_half_second_before_and_after_and_who_had_seen_it(path: Path):
    session = look_at(open_recording(path))
    rows = evidence_of(session)
    [overload] = [row for row in rows if row.logged.episode.alarm == OVERLOAD]
    assert overload.before_n is not None
    assert overload.after_n is not None
    assert 200.0 < overload.before_n <= 301.0
    assert overload.after_n <= 301.0
    assert len(overload.line.split()) > 50
    page = evidence_html(session)
    assert "this session stays marked" in page
    assert "at 4.0 s: alarms acknowledged" in page
    assert "nobody" in page
