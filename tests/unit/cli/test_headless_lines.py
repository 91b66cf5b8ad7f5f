"""Without a screen events are printed as they happen, and a reader that is slow or gone harms nothing."""

from __future__ import annotations

import errno
import io
import json
import threading
from pathlib import Path

import pytest

from pawpress.cli.headless_lines import LinePrinter, event_line, result_line
from tests.chunks import every
from tests.commands import Command
from tests.recordings import record
from tests.streams import stream_of
from tests.waveforms import minimum_jerk, times

ALARM = {"severity": "red", "message": "Overload.", "remedy": "Ease off.", "start_s": 1.0, "t_s": 1.5}


@pytest.fixture
def overload(tmp_path: Path) -> Path:
    force_n = minimum_jerk(times(5.0), 0.5, 1.0, 1.5, 0.8, 380.0)
    return record(tmp_path / "a.paw", every(stream_of(force_n[:, None]), 500))


def test_json_lines_are_the_events_and_at_the_end_the_answer(command: Command, overload: Path):
    words = ("replay", overload, "--headless", "--speed", "max")
    answer = json.loads(command(*words, "--json").out)
    done = command(*words, "--json-lines")
    assert done.status == 0
    lines = [json.loads(line) for line in done.out.splitlines()]
    events = [line.pop("event") for line in lines]
    assert events[-1] == "result"
    assert set(events[:-1]) == {"press", "alarm", "quality"}
    result = lines.pop()
    timed = {"latency_ms", "cpu"}
    assert {key: told for key, told in result.items() if key not in timed} == {
        key: told for key, told in answer.items() if key not in timed
    }
    by_kind = {
        kind: [line for line, event in zip(lines, events, strict=False) if event == kind] for kind in set(events)
    }
    assert by_kind["press"] == answer["presses"]
    assert by_kind["quality"] == answer["quality"]
    raised = [line for line in by_kind["alarm"] if line["state"] == "UNACKNOWLEDGED"]
    over = [line for line in by_kind["alarm"] if line["state"] != "UNACKNOWLEDGED"]
    bounds = ("code", "severity", "pad", "start_s")
    assert [[one[key] for key in bounds] for one in raised] == [
        [one[key] for key in bounds] for one in answer["alarms"]
    ]
    assert all(one["end_s"] is None for one in raised)
    assert sorted(one["end_s"] for one in over) == sorted(one["end_s"] for one in answer["alarms"])
    assert "\x1b" not in done.out


def test_with_json_there_is_one_object_and_alarms_are_told_beside_it(command: Command, overload: Path):
    done = command("replay", overload, "--headless", "--speed", "max", "--json")
    assert len(done.out.splitlines()) == 1
    assert sum("ALARM" in line for line in done.err.splitlines()) == 2


def test_a_person_reads_events_in_their_order_and_a_summary(command: Command, overload: Path):
    lines = command("replay", overload, "--headless", "--speed", "max").out.splitlines()
    kinds = [
        next((word for word in ("note", "ALARM", "alarm over", "steady", "1 press;") if word in line), "")
        for line in lines
    ]
    assert kinds == ["note", "ALARM", "ALARM", "alarm over", "alarm over", "steady", "1 press;"]


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("UNACKNOWLEDGED", "    1.00 s  ALARM (red) Overload. Ease off."),
        ("ACKNOWLEDGED", "    1.50 s  alarm seen (red) Overload."),
        ("RTN_UNACKNOWLEDGED", "    1.50 s  alarm over (red) Overload."),
        ("LATCHED", "    1.50 s  alarm over (red) Overload."),
        ("NORMAL", "    1.50 s  alarm over (red) Overload."),
    ],
)
def test_every_change_of_an_alarm_is_a_line(state: str, told: str):
    assert event_line("text", "alarm", {**ALARM, "state": state}) == told
    assert event_line("json", "alarm", {**ALARM, "state": state}) is None


@pytest.mark.parametrize("words", [("--json", "--json-lines", "--headless"), ("--json-lines",)])
def test_what_makes_no_sense_is_wrong_use(command: Command, overload: Path, words: tuple[str, ...]):
    done = command("replay", overload, *words)
    assert (done.status, done.out) == (2, "")
    assert "--json-lines" in done.err


class Stalled(io.StringIO):
    """A pipe whose reader takes nothing until it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.goes_on = threading.Event()

    def write(self, text: str) -> int:
        self.goes_on.wait()
        return super().write(text)


def test_a_reader_that_is_slow_keeps_nobody_waiting():
    stream = Stalled()
    printer = LinePrinter(stream)
    for number in range(1000):
        printer.put(str(number))  # would never return if it waited
    stream.goes_on.set()
    printer.finish()
    assert stream.getvalue().splitlines() == [str(number) for number in range(1000)]


class Refusing(io.StringIO):
    """A stream that takes one line."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def flush(self) -> None:
        if self.getvalue().count("\n") > 1:
            raise OSError(self.number, "refused")


@pytest.mark.parametrize(
    ("number", "closed", "raised"),
    [(errno.EPIPE, True, BrokenPipeError), (errno.EINVAL, True, BrokenPipeError), (errno.ENOSPC, False, OSError)],
)
def test_a_reader_that_is_gone_is_known_and_a_full_disk_is_another_thing(
    number: int, closed: bool, raised: type[OSError]
):
    printer = LinePrinter(Refusing(number))
    for line in ("one", "two", "three"):
        printer.put(line)
    with pytest.raises(raised):
        printer.finish()
    assert printer.closed is closed


def test_the_summary_of_a_session_is_its_last_line():
    link = {"frames": 7, "lost": 1, "crc_errors": 2}
    assert result_line("text", {"presses": [], "link": link}) == "0 presses; 7 frames, 1 lost, 2 damaged."
