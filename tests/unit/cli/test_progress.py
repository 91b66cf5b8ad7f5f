"""Progress is for a person who watches, and for nobody else."""

from __future__ import annotations

from io import StringIO

import pytest

from pawpress.cli.progress_line import LOOK_S, ProgressLine, lasting


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def shown(terminal: StringIO) -> str:
    return terminal.getvalue().rsplit("\x1b[K", 1)[-1]


def test_a_file_or_a_pipe_gets_nothing():
    pipe = StringIO()
    with ProgressLine("judged", 10, "files", stream=pipe) as progress:
        progress(5)
    assert pipe.getvalue() == ""


def test_the_line_tells_what_is_left_and_is_gone_at_the_end():
    terminal, clock = Terminal(), Clock()
    with ProgressLine("judged", 400, "files", begun=100, stream=terminal, clock=clock) as progress:
        progress(100)
        assert shown(terminal) == "judged: 100 of 400 files"
        clock.now_s += 10.0
        progress(200)
        assert shown(terminal) == "judged: 200 of 400 files, 20 s left"
    assert shown(terminal) == ""


def test_it_looks_no_more_often_than_a_person_can_read():
    terminal, clock = Terminal(), Clock()
    progress = ProgressLine("read", 1.0, stream=terminal, clock=clock)
    for step in range(1000):
        progress(step / 1000)
        clock.now_s += LOOK_S / 100
    assert 10 <= terminal.getvalue().count("\x1b[K") <= 12
    assert "read: " in shown(terminal)
    assert "%" in shown(terminal)


def test_another_line_finds_the_place_empty():
    terminal, clock = Terminal(), Clock()
    progress = ProgressLine("judged", 10, "files", stream=terminal, clock=clock)
    progress(1)
    progress.clear()
    assert shown(terminal) == ""
    progress(2)
    assert shown(terminal) == "judged: 2 of 10 files"


@pytest.mark.parametrize(("seconds", "words"), [(0.4, "0 s"), (59, "59 s"), (61, "1 min 01 s"), (7260, "2 h 01 min")])
def test_a_length_of_time_is_short(seconds: float, words: str):
    assert lasting(seconds) == words
