"""The sounds say no more than the feedback mode shows."""

from __future__ import annotations

import pytest

from pawpress.audio.coach_sounds import CoachSounds
from pawpress.core.coach import FEEDBACKS, Cue, Output, PressHidden, PressShown
from tests.coached import FAULTY, begun, judged

NICE_N, OUTSIDE_N = 100.0, 140.0


def sounds(
    feedback: str, presses: list[dict[str, object]], *, foot: bool = False
) -> list[tuple[str | None, bool, bool]]:
    """Return, press by press of practice, its sound, and whether the hum sounded within and outside the zone."""
    coach, said = begun("slow", feedback=feedback, nice_n=NICE_N)
    one = CoachSounds(foot=foot)
    one.said(said)
    found: list[tuple[str | None, bool, bool]] = []
    for number, changes in enumerate(presses):
        hums = one.hums(NICE_N), one.hums(OUTSIDE_N)
        found.append((one.said(coach.take(judged(10 + number, **changes))), *hums))
    return found


GOOD, JAB = {}, FAULTY["jab"]


def test_always_hums_in_the_zone_alone_and_tells_each_press():
    # The second jab in three presses is spoken of, so it has no sound.
    assert sounds("always", [GOOD, JAB, GOOD, JAB]) == [
        ("pass", True, False),
        ("fault", True, False),
        ("pass", True, False),
        (None, True, False),
    ]


@pytest.mark.parametrize("feedback", FEEDBACKS)
def test_a_hidden_press_sounds_alike_whatever_it_was(feedback):
    heard = {}
    for changes in (GOOD, JAB):
        coach, said = begun("slow", tested=False, feedback=feedback, nice_n=NICE_N)
        one = CoachSounds()
        one.said(said)
        during = [[one.hums(force_n) for force_n in (NICE_N, OUTSIDE_N)]]
        after = []
        for number in range(4):  # all but the last of the hidden test
            after.append(one.said(coach.take(judged(number, **changes))))
            during.append([one.hums(force_n) for force_n in (NICE_N, OUTSIDE_N)])
        heard[len(changes)] = during, after
    assert heard[0] == heard[len(JAB)]
    assert heard[0] == ([[False, False]] * 5, [None] * 4)


@pytest.mark.parametrize("feedback", ["on-request", "summary"])
def test_what_is_shown_later_is_not_heard_at_once(feedback):
    assert sounds(feedback, [GOOD, JAB, GOOD]) == [(None, False, False)] * 3


def test_what_is_asked_for_is_heard():
    coach, said = begun("slow", feedback="on-request")
    one = CoachSounds()
    one.said(said + coach.take(judged(10)))
    assert one.said(coach.learner("show")) == "pass"


def test_band_is_heard_outside_only():
    assert [sound for sound, _, _ in sounds("band", [GOOD, JAB])] == [None, "fault"]


def test_fading_is_heard_where_it_shows():
    coach, said = begun("slow", feedback="fading", nice_n=NICE_N)
    one = CoachSounds()
    one.said(said)
    for number in range(30):
        live = one.hums(NICE_N)
        out = coach.take(judged(10 + number))
        sound = one.said(out)
        if any(isinstance(each, PressHidden) for each in out[:1]):
            assert (sound, live) == (None, False)
        elif not any(isinstance(each, Cue) and each.spoken for each in out):
            assert sound == "pass"


def test_a_whole_block_at_its_end_is_told_in_words_only():
    coach, said = begun("slow", feedback="summary")
    one = CoachSounds()
    one.said(said)
    heard: list[Output] = []
    for number in range(10):
        out = coach.take(judged(10 + number))
        heard += out
        assert one.said(out) is None
    assert sum(isinstance(each, PressShown) for each in heard) == 10


def test_feet_have_neither_hum_nor_verdict():
    assert sounds("always", [GOOD, JAB], foot=True) == [(None, False, False)] * 2


def test_without_the_partners_word_there_is_no_zone():
    _, said = begun("slow", feedback="always")
    one = CoachSounds()
    one.said(said)
    assert not one.hums(NICE_N)
    assert not one.hums(None)
