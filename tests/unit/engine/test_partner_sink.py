"""What is nice follows from the partner's words at the forces they were said of, and touches nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from pawpress.core.annotation import Annotation
from pawpress.core.pipeline import Pipeline
from pawpress.engine.partner_sink import PartnerSink
from pawpress.settings.shipped_setup import shipped_setup
from tests.chunks import every
from tests.streams import stream_of
from tests.waveforms import minimum_jerk, times

PRESS = minimum_jerk(times(4.0), 0.5, 0.8, 1.5, 0.6, 60.0)
STREAM = stream_of(np.stack((PRESS, np.zeros(len(PRESS))), axis=1))


class Heard:
    """A session's pipeline and the sink beside it."""

    def __init__(self) -> None:
        self.pipeline, self.sink = Pipeline(shipped_setup()), PartnerSink()
        self.sink.attach(self.pipeline)
        self.t_s = 0.0

    def press(self) -> None:
        for chunk in every(STREAM, 200):
            self.t_s += 0.05
            self.sink.take(chunk, self.pipeline.receive(chunk, self.t_s), self.t_s)

    def say(self, word: str, kind: str = "partner") -> None:
        self.sink.take(b"", [Annotation(self.pipeline.end_s, kind, word)], self.t_s)  # type: ignore[arg-type]


@pytest.fixture
def heard() -> Heard:
    heard = Heard()
    heard.press()
    return heard


def test_before_the_first_word_nothing_is_nice(heard: Heard):
    heard.say("more")
    assert heard.sink.view() is None


def test_nice_is_the_force_it_was_said_of(heard: Heard):
    heard.say("nice")
    nice = heard.sink.view()
    assert nice is not None
    assert nice.nice_n == pytest.approx(60.0, rel=0.1)
    assert nice.low_n < nice.nice_n < nice.high_n
    assert not nice.agreed


def test_three_words_that_agree_are_an_agreement(heard: Heard):
    for _ in range(3):
        heard.say("nice")
        heard.press()
    nice = heard.sink.view()
    assert nice is not None
    assert nice.agreed


@pytest.mark.parametrize(
    ("word", "kind"), [("less", "partner"), ("stop", "partner"), ("the partner said stop", "stop")]
)
def test_less_and_stop_lower_it_at_once_and_more_does_not_raise_it(heard: Heard, word: str, kind: str):
    heard.say("nice")
    before = heard.sink.view()
    heard.say(word, kind)
    lowered = heard.sink.view()
    heard.say("more")
    assert before is not None
    assert lowered is not None
    assert lowered.nice_n < before.nice_n
    assert heard.sink.view() == lowered


def test_notes_and_unknown_words_change_nothing(heard: Heard):
    heard.say("nice")
    before = heard.sink.view()
    heard.say("lovely")
    heard.say("less", "note")
    assert heard.sink.view() == before
