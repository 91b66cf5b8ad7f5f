"""`pawpress grade`, run in this process: what it prints and where."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pawpress.settings.grading_limits import load_limits
from tests.answers import Grade, grades
from tests.chunks import every
from tests.commands import Command
from tests.recordings import record
from tests.streams import stream_of
from tests.tables import leans, table_text, write
from tests.waveforms import minimum_jerk, times

GOOD = table_text(*leans(rest_n=18.0))


def one(command: Command, *arguments: str | Path) -> Grade:
    done = command("grade", "--json", *arguments)
    assert (done.status, done.err) == (0, "")
    [answer] = grades(done.out)
    return answer


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write(tmp_path / "x.csv", GOOD)


def test_the_answer_has_every_key_of_the_contract(command: Command, path: Path):
    answer = one(command, path)
    assert (answer.source.path, answer.source.kind, answer.source.unit) == (str(path), "csv", "n")
    assert answer.source.pads == ["F"]
    assert answer.source.tare_n["F"] == pytest.approx(18.0, abs=0.1)
    assert answer.summary.by_verdict == {"steady": 3}


def test_several_files_are_one_object_a_line_in_their_order(command: Command, tmp_path: Path):
    files = [write(tmp_path / f"{name}.csv", GOOD) for name in "cab"]
    done = command("grade", "--json", *files)
    assert [answer.source.path for answer in grades(done.out)] == [str(path) for path in files]


def test_without_json_a_person_can_read_it(command: Command, path: Path):
    done = command("grade", path)
    lines = done.out.splitlines()
    assert lines[0] == f"{path}: 3 presses in 22.0 s"
    assert sum("steady" in line and "Steady weight" in line for line in lines) == 3


def test_alarms_and_notes_are_shown_to_a_person_too(command: Command, tmp_path: Path):
    t_s = times(10.0, 10.0)
    heavy = write(tmp_path / "x.csv", table_text(t_s, minimum_jerk(t_s, 2.0, 1.0, 2.0, 1.0, 250.0)))
    text = command("grade", heavy).out
    assert "ALARM (amber) Overload: 250 N on F." in text
    assert "note: low_rate" in text


@pytest.mark.parametrize(
    ("options", "peak_n"), [(("--tare", "none"), 98.0), (("--tare", "8"), 90.0), (("--unit", "kgf"), 784.5)]
)
def test_options_reach_the_judge(command: Command, path: Path, options: tuple[str, ...], peak_n: float):
    assert max(press.peak_n for press in one(command, path, *options).presses) == pytest.approx(peak_n, rel=0.01)


def test_columns_are_chosen_by_name(command: Command, tmp_path: Path):
    t_s, force_n = leans()
    content = table_text(force_n, t_s, force_n, names="a,when,b")
    answer = one(command, write(tmp_path / "x.csv", content), "--time-column", "when", "--force-column", "b")
    assert answer.source.pads == ["b"]
    assert len(answer.presses) == 3


def test_counts_withhold_the_alarms(command: Command, tmp_path: Path):
    t_s, force = leans(peak_n=900.0)
    answer = one(command, write(tmp_path / "x.csv", table_text(t_s, force)), "--unit", "counts")
    assert (answer.source.unit, answer.alarms, len(answer.presses)) == ("counts", [], 3)


def test_limits_of_ones_own_change_the_verdicts(command: Command, path: Path, tmp_path: Path):
    longer = load_limits().hold.short_s.limit * 10
    own = write(tmp_path / "mine.toml", f'[hold]\nshort_s = {{ limit = {longer}, source = "a test of limits" }}\n')
    done = command("grade", "--json", "--limits", own, path)
    if done.status:
        pytest.skip("a file of limits must be whole in this version")
    [answer] = grades(done.out)
    assert answer.summary.by_verdict == {"short": 3}


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    press = minimum_jerk(times(4.0), 0.5, 0.8, 1.5, 0.6, 100.0)
    return record(tmp_path / "a.paw", every(stream_of(np.stack((press, 0 * press), axis=1)), 200))


def test_a_recording_is_known_by_its_bytes_and_not_by_its_name(command: Command, recording: Path):
    renamed = recording.rename(recording.with_suffix(".csv"))
    answer = one(command, renamed)
    assert (answer.source.kind, answer.source.rate_hz) == ("recording", 500.0)
    assert [press.verdict for press in answer.presses] == ["steady"]


def test_a_recording_that_was_cut_off_is_judged(command: Command, recording: Path):
    recording.write_bytes(recording.read_bytes()[:-9])
    assert len(one(command, recording).presses) == 1
