"""A slow terminal never has much to read before an alarm, and gets every picture whole when none comes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pawpress.dashboard.chunked_output import LEAST_BYTES, MOST_BYTES, ChunkedOutput, OutputRoom

ROW = "\x1b[{};1H\x1b[38;5;231m" + "█" * 60 + "\x1b[0m\r\n"
PICTURE = "".join(ROW.format(row) for row in range(1, 41)) + "\x1b[1;1H"
"""40 rows of some 200 bytes, and the cursor sent home."""
BANNER = "\x1b[30;1HSTEP OFF\x1b[0m\x1b[1;1H"


class Line:
    """A line of some bytes a second with a way of some seconds, at the end of which a terminal answers."""

    def __init__(self, bytes_a_second: float, way_s: float) -> None:
        self.bytes_a_second, self.way_s = bytes_a_second, way_s
        self.now_s, self.free_s = 0.0, 0.0
        self.slices, self.sent = ChunkedOutput(), list[str]()

    def write(self, text: str) -> None:
        self.sent.append(text)
        self.free_s = max(self.now_s, self.free_s) + len(text.encode()) / self.bytes_a_second

    def answer(self) -> None:
        """Let time pass until the terminal has read what was sent, and has said so."""
        self.slices.asked(self.now_s)
        self.now_s = max(self.now_s, self.free_s) + self.way_s
        self.slices.answered(self.now_s)

    def draw(self, picture: str = PICTURE) -> Iterator[float]:
        """Draw a picture to its end; yield for how long the line is taken after each slice."""
        self.slices.write(picture, self.write)
        yield self.free_s - self.now_s
        self.answer()
        while self.slices.waiting:
            self.slices.go_on()
            yield self.free_s - self.now_s
            self.answer()


@pytest.mark.parametrize("way_s", [0.0, 0.01, 0.04])
def test_over_a_slow_line_an_alarm_soon_waits_for_some_hundredths_of_a_second_only(way_s: float):
    line = Line(20e3, way_s)
    for _ in range(5):
        list(line.draw())
    taken_s = [taken for _ in range(5) for taken in line.draw()]
    assert max(taken_s) < 0.05, "a picture as a whole takes 0.4 s"


@pytest.mark.parametrize("way_s", [0.001, 0.04])
def test_a_fast_line_gets_pictures_whole(way_s: float):
    line = Line(2e6, way_s)
    assert [len(list(line.draw())) for _ in range(20)] == [1] * 20


def test_a_long_way_is_no_slow_line():
    line = Line(1e6, 0.3)
    for _ in range(20):
        list(line.draw())
    assert len(list(line.draw())) <= 2


@given(st.lists(st.tuples(st.sampled_from([PICTURE, BANNER, "\x07", ""]), st.integers(0, 3)), max_size=12))
def test_without_an_alarm_every_picture_arrives_whole_and_in_order(story: list[tuple[str, int]]):
    line = Line(20e3, 0.01)
    list(line.draw())  # from here on the line is known to be slow
    begun = len(line.sent)
    for picture, steps in story:
        line.slices.write(picture, line.write)
        for _ in range(steps):
            line.answer()
            line.slices.go_on()
    while line.slices.waiting:
        line.answer()
        line.slices.go_on()
    pictures = [text for text in line.sent[begun:] if text != "\x07"]
    assert "".join(pictures) == "".join(picture for picture, _ in story if picture != "\x07")


def test_an_alarm_comes_next_and_whole_and_the_rest_of_the_picture_does_not_follow():
    line = Line(20e3, 0.01)
    for _ in range(5):
        list(line.draw())
    line.slices.write(PICTURE, line.write)
    assert line.slices.waiting
    assert line.slices.make_way()
    line.slices.write(BANNER, line.write)
    assert line.sent[-1] == BANNER
    assert not line.slices.waiting
    assert not line.slices.make_way(), "nothing is lost any more"


def test_the_bell_waits_for_nothing():
    line = Line(20e3, 0.01)
    for _ in range(5):
        list(line.draw())
    line.slices.write(PICTURE, line.write)
    line.slices.write("\x07", line.write)
    assert line.sent[-1] == "\x07"


@given(st.lists(st.tuples(st.integers(0, 1 << 18), st.floats(0.0, 5.0))))
def test_there_is_always_room_for_a_row(answers: list[tuple[int, float]]):
    room = OutputRoom()
    for size, took_s in answers:
        room.answered(size, took_s)
        assert room.size >= LEAST_BYTES
        assert room.size <= MOST_BYTES * 1.5 or room.size == float("inf")
