"""A session with the coach, press by press: what it announces, shows, hides and says."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pawpress.core.annotation import Annotation
from pawpress.core.coach import (
    FEEDBACKS,
    BlockBegan,
    BlockEnded,
    Coach,
    CoachSetup,
    Cue,
    HiddenTest,
    PressHidden,
    PressShown,
    Question,
    SessionOver,
    Skill,
    TargetSet,
)
from pawpress.core.safety import Alarm, AlarmChange, AlarmState
from pawpress.settings.drill_files import shipped_drills
from pawpress.settings.layout_files import default_layout
from tests.coached import FAULTY, LIMITS, begun, forces, judged, of_kind, taken

DRILL_OF = {
    "jab": "slow",
    "stab": "quiet",
    "rushed": "slow",
    "short": "stay",
    "unsteady": "quiet",
    "partial": "slow",
    "dropped": "slow",
    "long": "stay",
    "ungraded": "slow",
}


def alarm(code="overload", severity="red", t_s=5.0):
    state = AlarmState.UNACKNOWLEDGED
    return AlarmChange(Alarm(code, severity, "L1"), state, t_s, 400.0, message="", remedy="")


def test_a_new_learner_is_tested_before_the_warm_up_and_after():
    one, out = begun("slow", tested=False)
    number = 0
    while one.block is not None:
        out += one.take(judged(number))
        number += 1
    kinds = [said.kind for said in out if isinstance(said, BlockBegan)]
    assert kinds == ["before", "practice", "practice", "practice", "after", "after"]
    assert number == 5 + 3 * 10 + 2 * 5
    ended = [said for said in out if isinstance(said, BlockEnded)]
    assert ended[-1].skill_passed
    assert ended[-1].suggestion == "stay"
    assert out[-1] == SessionOver("slow", "stay")
    assert len(one.skills["slow"].tests) == 3


@pytest.mark.parametrize(
    ("fault", "presses", "due"),
    [({}, 0, "slow"), ({}, 7, "slow"), ({}, 41, "stay"), (FAULTY["jab"], 7, "slow")],
)
def test_the_end_names_the_drill_of_next_time(fault, presses, due):
    one, _ = begun("slow", tested=False)
    for number in range(presses):
        one.take(judged(number, **fault))
    assert one.finish()[-1].next == due


@pytest.mark.parametrize(("good", "best"), [(0, None), (2, None), (3, "stay"), (5, "stay")])
def test_what_mostly_fails_is_not_called_the_best_of_the_day(good, best):
    one, _ = begun("stay", tested=False)
    taken(one, (judged(number, **({} if number < good else FAULTY["short"])) for number in range(5)))
    assert one.finish()[-1].better == best


def test_the_end_leads_back_where_the_last_block_did():
    one, _ = begun("stay", tested=False)
    out = taken(one, (judged(number, **FAULTY["jab"]) for number in range(15)))
    assert of_kind(out, BlockEnded)[-1].suggestion == "slow"
    assert one.finish()[-1] == SessionOver(None, "slow")


def test_who_was_tested_before_begins_with_practice_and_after_days_with_retention():
    old = Skill(presses=30, tests=(HiddenTest(day=100, kind="after", presses_passed=4, presses=5, passed=True),))
    kinds = []
    for day in (100, 108):
        _, out = begun("slow", tested=False, skills={"slow": old}, day=day)
        kinds += [said.kind for said in out if isinstance(said, BlockBegan)]
    assert kinds == ["practice", "retention"]


def test_without_a_wish_the_course_begins_with_a_test_and_the_word_nice():
    one, out = begun(None, tested=False)
    out += taken(one, (judged(number) for number in range(5)))
    began = [(said.drill, said.kind) for said in out if isinstance(said, BlockBegan)]
    assert began == [("slow", "before"), ("nice", "practice")]
    assert Question("nice") in out


def test_in_the_course_drills_take_turns_in_short_blocks_and_practise_about_thirty_presses():
    one, out = begun(None, tested=False, nice_n=100.0)
    number = 0
    while one.block is not None:
        out += one.take(judged(number))
        number += 1
    practice = [(said.drill, said.presses) for said in of_kind(out, BlockBegan) if said.kind == "practice"]
    assert practice == [("slow", 6), ("stay", 6), ("quiet", 6), ("left-right", 10)]


@pytest.mark.parametrize("fault", DRILL_OF)
def test_a_single_fault_gets_its_cue_and_no_second_one(fault):
    one, _ = begun(DRILL_OF[fault], feedback="always")
    out = one.take(judged(9, **FAULTY[fault]))
    assert [cue.fault for cue in of_kind(out, Cue)] == [fault]


@pytest.mark.parametrize("fault", DRILL_OF)
@pytest.mark.parametrize("feedback", ["on-request", "summary"])
def test_a_hidden_fault_gets_none(fault, feedback):
    one, _ = begun(DRILL_OF[fault], feedback=feedback)
    out = one.take(judged(9, **FAULTY[fault]))
    assert out == [PressHidden(), Question("pressure")]


@pytest.mark.parametrize("fault", [*DRILL_OF, "none"])
def test_a_hidden_press_leaks_nothing(fault):
    """The same bytes for a good and a bad press, in a test and in practice, up to the end of the block."""
    changes = FAULTY.get(fault, {})
    said = {}
    for name, change in (("good", {}), (fault, changes)):
        one, out = begun("slow", tested=False)
        out += [said for number in range(2) for said in one.take(judged(number, **change))]
        out += one.take(forces(20.0)) + one.partner("less")
        said[name] = repr(out)
    assert said["good"] == said[fault]


def test_the_word_more_tells_nothing_of_a_hidden_press():
    said = []
    for plateau_n in (60.0, 100.0):
        one, _ = begun("slow", tested=False, nice_n=100.0)
        one.take(judged(0, plateau_n=plateau_n))
        one.take(forces(7.5))
        said.append(repr(one.partner("more")))
    assert said[0] == said[1]


def test_red_is_said_in_a_hidden_press_too():
    one, _ = begun("slow", tested=False)
    assert one.take(alarm()) == [Cue("stop", 5.0, urgent=True)]
    assert one.take(alarm("impact", t_s=5.1)) == []  # both are one stop


@pytest.mark.parametrize("feedback", FEEDBACKS)
def test_no_mode_keeps_an_alarm_back(feedback):
    one, _ = begun("slow", feedback=feedback)
    assert one.take(alarm("signal_lost")) == [Cue("not_heard", 5.0, urgent=True)]


def test_other_faults_stay_silent_in_a_drill():
    one, _ = begun("slow", feedback="always")
    assert not of_kind(one.take(judged(9, **FAULTY["short"])), Cue)


def test_praise_is_true_and_every_third():
    one, _ = begun("slow", feedback="always")
    cues = [cue for number in range(20, 29) for cue in of_kind(one.take(judged(number)), Cue)]
    assert [cue.fault for cue in cues] == ["pass"] * 3
    wide, _ = begun("slow", feedback="always")
    borderline = judged(20, rise_s=0.3, nrfd_per_s=3.2)  # passes the easiest rung, not the test
    for number in range(6):
        out = wide.take(judged(20 + number, rise_s=0.3, nrfd_per_s=3.2))
        if number < 4:
            assert of_kind(out, PressShown)[0].passed
        assert not [cue for cue in of_kind(out, Cue) if cue.fault == "pass"]
    assert borderline.verdict.verdict != "jab"


def test_a_cue_is_spoken_from_its_second_time_in_three_presses():
    one, _ = begun("slow", feedback="always")
    out = taken(one, [judged(n, **FAULTY["dropped"]) for n in (20, 21)])
    assert [cue.spoken for cue in of_kind(out, Cue)] == [False, True]


def test_on_request_shows_the_last_press_when_asked():
    one, _ = begun("slow", feedback="on-request")
    one.take(judged(20, **FAULTY["dropped"]))
    assert [one.judged.press.onset_s for one in one.learner("show")] == [84.0]
    assert one.learner("show") == []  # once


def test_summary_shows_all_after_the_block():
    one, _ = begun("slow", feedback="summary")
    out = taken(one, [judged(20 + n) for n in range(9)])
    assert one.learner("show") == []  # not before the block is over, and nothing is lost by asking
    out += one.take(judged(29))
    assert len(of_kind(out[: -len(of_kind(out, PressShown))], PressHidden)) == 10
    assert len(of_kind(out, PressShown)) == 10


def test_band_shows_only_what_is_outside():
    one, _ = begun("slow", feedback="band")
    assert of_kind(one.take(judged(20)), PressShown) == []
    assert len(of_kind(one.take(judged(21, **FAULTY["rushed"])), PressShown, Cue)) == 2


def test_presses_that_were_not_read_are_repeated_and_three_void_a_test():
    one, out = begun("slow", tested=False)
    out += taken(one, [judged(n, **FAULTY["ungraded"]) for n in range(2)] + [judged(n) for n in range(2, 7)])
    ended = of_kind(out, BlockEnded)
    assert [(end.presses, end.passed) for end in ended] == [(5, True)]
    void, out = begun("slow", tested=False)
    out = taken(void, [judged(n, **FAULTY["ungraded"]) for n in range(3)])
    assert [end.passed for end in of_kind(out, BlockEnded)] == [None]
    assert void.skills == {}


def ramp(one, number, nice_n, at_s):
    """Lean in, hear the word while the hand is down, let go."""
    out = one.take(forces(at_s)) + one.take(forces(at_s + 1.0, nice_n)) + one.partner("nice")
    return out + one.take(forces(at_s + 3.0)) + one.take(judged(number, at_s=at_s, plateau_n=nice_n))


def test_three_marks_a_minute_apart_set_the_target():
    one, _ = begun("nice", tested=False)
    out = [
        said for number, nice_n in enumerate((96.0, 100.0, 104.0)) for said in ramp(one, number, nice_n, 61.0 * number)
    ]
    target = of_kind(out, TargetSet)[-1].target
    assert target.nice_n == 100.0
    assert one.block is None  # agreed: no more ramps


def test_a_mark_too_soon_does_not_count():
    one, _ = begun("nice", tested=False)
    ramp(one, 0, 96.0, 0.0)
    assert Question("wait") in ramp(one, 1, 100.0, 20.0)
    assert len(one.people.marks) == 1


def test_one_ramp_is_one_mark():
    one, _ = begun("nice", tested=False)
    one.take(forces(0.0))
    for t_s in (1.0, 62.0):
        one.take(forces(t_s, 90.0))
        one.partner("nice")
    assert one.people.marks == [90.0]


def test_without_agreement_there_is_no_target():
    one, _ = begun("nice", tested=False)
    out = [s for n, nice_n in enumerate((40.0, 90.0, 200.0, 60.0, 130.0)) for s in ramp(one, n, nice_n, 61.0 * n)]
    out += one.finish()
    assert not of_kind(out, TargetSet)
    assert one.people.middle_n == 90.0


def test_by_feel_needs_the_partners_same():
    for answers, passed in ((["same"] * 5, True), (["same"] * 3 + [None] * 2, False)):
        one, _ = begun("by-feel", tested=False, nice_n=100.0)
        out = []
        for number, answer in enumerate(answers):
            out += one.take(judged(number))
            out += one.take(forces(4.0 * (number + 1) + 3.1))
            out += one.partner(answer) if answer else []
        out += one.take(judged(9))  # the next press ends the wait for a word
        assert [end.passed for end in of_kind(out, BlockEnded)][:1] == [passed]


def test_words_come_as_annotations_too():
    one, _ = begun("slow", nice_n=100.0)
    one.take(judged(9))
    one.take(forces(44.0))
    out = one.take(Annotation(44.0, "partner", "less"))
    assert [said.fault for said in of_kind(out, Cue)] == ["less"]
    assert of_kind(out, TargetSet)[0].target.high_n <= 90.0 + 1e-9
    assert one.take(Annotation(44.0, "partner", "harder, please")) == []


def on_feet(*, stage, gates_open):
    setup = CoachSetup(
        drills=shipped_drills(),
        drill="feet",
        skills={"feet": Skill(stage=stage)},
        giver_kg=60.0,
        gates_open=gates_open,
    )
    one = Coach(setup, LIMITS, foot=True)
    one.fit(default_layout(6))
    return one


def test_a_red_alarm_ends_a_block_on_feet_and_leads_back_to_the_floor():
    one = on_feet(stage=2, gates_open=True)
    out = one.take(alarm())
    assert [cue.fault for cue in of_kind(out, Cue)] == ["step_off"]
    assert one.skills["feet"].stage == 0
    assert of_kind(out, BlockEnded)
    assert isinstance(out[-1], SessionOver)  # no more feet today
    assert one.block is None


def test_nobody_is_stood_on_before_every_gate_is_open():
    stages = []
    for gates_open in (False, True):
        one = on_feet(stage=1, gates_open=gates_open)
        taken(one, [judged(n, rise_s=0.8) for n in range(10)])
        stages.append(one.skills["feet"].stage)
    assert stages == [1, 2]


def test_two_jabs_lead_back():
    one, _ = begun("stay", feedback="always")
    out = taken(one, [judged(20 + n, **(FAULTY["jab"] if n < 2 else {})) for n in range(10)])
    assert [end.suggestion for end in of_kind(out, BlockEnded)] == ["slow"]


def test_two_blocks_that_waver_more_offer_a_pause():
    one, _ = begun("slow", feedback="summary")
    out = []
    for block, cv in enumerate((0.01, 0.03, 0.03)):
        out += taken(one, [judged(20 + 10 * block + n, cv=cv) for n in range(10)])
    assert out.count(Question("pause")) == 1


def test_practice_is_recorded_and_the_ladder_climbs():
    one, _ = begun("slow", feedback="always")
    taken(one, [judged(20 + n) for n in range(9)])
    assert (one.skills["slow"].presses, one.skills["slow"].presses_passed, one.skills["slow"].rung) == (9, 9, 2)
    one.take(judged(30, **FAULTY["dropped"]))
    assert one.skills["slow"].rung == 1


press = st.builds(lambda fault: ("press", fault), st.sampled_from([*DRILL_OF, "none"]))
word = st.builds(lambda said: ("word", said), st.sampled_from(["nice", "same", "less", "more", "stop"]))
key = st.builds(lambda said: ("key", said), st.sampled_from(["show", "next", "done"]))
course = st.lists(st.one_of(press, press, word, key), max_size=40)


def played(steps, drill, **more):
    one, out = begun(drill, tested=False, **more)
    said = [out]
    for number, (kind, what) in enumerate(steps):
        if kind == "press":
            said.append(one.take(judged(number, **FAULTY.get(what, {}))))
        else:
            one.take(forces(4.0 * number + 3.5))
            said.append(one.partner(what) if kind == "word" else one.learner(what))
    return [*said, one.finish()], one


@settings(max_examples=60, deadline=None)
@given(course, st.sampled_from([None, "nice", "slow", "left-right", "walk", "by-feel"]), st.sampled_from(FEEDBACKS))
def test_whatever_happens_is_coached_alike_twice_and_one_cue_at_a_time(steps, drill, feedback):
    first, one = played(steps, drill, feedback=feedback, nice_n=100.0, seed=5)
    second, _ = played(steps, drill, feedback=feedback, nice_n=100.0, seed=5)
    assert first == second
    assert all(len(of_kind(at_once, Cue)) <= 1 for at_once in first)
    said = [one for at_once in first for one in at_once]
    targets = [one.target for one in said if isinstance(one, TargetSet) and one.target is not None]
    assert one.people.target == (targets[-1] if targets else None)
    lowered = False
    for before, after in pairwise(said):
        lowered |= isinstance(before, Cue) and before.fault in ("less", "stop")
        if lowered and isinstance(after, TargetSet):
            assert after.target is None or after.target.high_n <= 300.0
        assert not (lowered and isinstance(after, Cue) and after.fault == "more")
