"""Simulated learners, coached by the real coach and judged by the real judge. A simulation, not people.

It shows that the program does what its documents say. It shows nothing about how people learn: how strongly a learner
leans on feedback (g), senses their own error (q) and forgets (H) is put in, and decides which schedule wins.

    python -m bench.learners [--learners N]
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from msgspec.structs import replace

from bench.figure import Figure, show
from bench.learner_curves import BORDER, NICE_N, SKILLS, press_of, slot_s
from pawpress.core.coach import (
    FEEDBACKS,
    BlockEnded,
    Coach,
    CoachSetup,
    Display,
    Drill,
    Feedback,
    HiddenTest,
    Output,
    PressShown,
    Skill,
    is_passed,
)
from pawpress.core.coach.choice import choose
from pawpress.core.coach.records import practised
from pawpress.core.coach.skill_progress import change
from pawpress.core.force_line import PressGraded
from pawpress.settings.drill_files import shipped_drills
from pawpress.settings.grading_limits import load_limits
from pawpress.settings.layout_files import default_layout

COMMAND = "python -m bench.learners"
LEARNERS = 400
DAY_0 = 739_000
RATE, RELIES = 0.066, 0.1
"""0.066 takes an error of 17.5 N to 7.7 N in 12 presses (Snodgrass & Odelli 2012)."""
START, LIVE_SHARE = 0.5, 0.3
NOISE_FROM, NOISE_TO, NOISE_PRESSES = 0.18, 0.08, 60.0
DRILLS = {drill.name: drill for drill in shipped_drills()}
LIMITS, MAT = load_limits(), default_layout(6)
ASKS_EVERY, LATER = 3, ("summary", "on-request")
"""A learner who may ask for the last press does so every third time."""
Shown = Literal["live", "after", "hidden"]
WEIGHT: dict[Shown, float] = {"live": 1.0, "after": 0.6, "hidden": 0.0}
"""How much a learner comes to rely on what is shown."""


@dataclass(frozen=True, slots=True)
class World:
    """How learners are made."""

    name: str
    guidance: float
    """g: how much reliance takes from learning."""
    sense: float
    """q at the start: how much is learnt of a hidden press."""
    most_sense: float
    half_life_days: float = 195.0


WORLDS = (
    World("A: no guidance, no sense of one's own", 0.0, 0.0, 0.0),
    World("B: guidance 0.8, sense 0.3", 0.8, 0.3, 0.3),
    World("C: guidance 0.4, sense 0 to 0.6", 0.4, 0.0, 0.6),
)


@dataclass(slots=True)
class Learner:
    """One person in one world. Errors are logarithms: 0.15 is about 15 %."""

    world: World
    random: np.random.Generator
    rates: dict[str, float] = field(default_factory=dict[str, float])
    bias: dict[str, float] = field(default_factory=dict[str, float])
    pressed: int = 0
    reliance: float = 0.5
    sense: float = 0.0

    def __post_init__(self) -> None:
        """Begin as a novice."""
        self.sense = self.world.sense

    @property
    def noise(self) -> float:
        """Return the spread of errors in every skill, which sinks with all that is pressed."""
        return NOISE_TO + (NOISE_FROM - NOISE_TO) * math.exp(-self.pressed / NOISE_PRESSES)

    def error(self, skill: str, *, live: bool) -> float:
        """Return the error of the next press; a live display hides most of it."""
        self.pressed += 1
        error = self.bias.get(skill, START) + self.noise * float(self.random.standard_normal())
        return error * LIVE_SHARE if live else error

    def learn(self, skill: str, shown: Shown) -> None:
        """Learn from a press."""
        bias, world = self.bias.get(skill, START), self.world
        share = self.sense if shown == "hidden" else 1.0 - world.guidance * self.reliance
        self.bias[skill] = bias - self.rates.get(skill, RATE) * share * bias
        self.reliance += RELIES * (WEIGHT[shown] - self.reliance)
        if shown != "live":
            self.sense += 0.02 * (world.most_sense - self.sense)

    def rest(self, days: float) -> None:
        """Forget."""
        kept = 2.0 ** (-days / self.world.half_life_days)
        self.bias = {skill: START - (START - bias) * kept for skill, bias in self.bias.items()}

    def able(self, skill: str) -> float:
        """Return the true chance that a hidden press passes."""
        bias, spread = self.bias.get(skill, START), self.noise
        return _normal((BORDER - bias) / spread) - _normal((-BORDER - bias) / spread)


@dataclass(slots=True)
class Session:
    """A learner with the coach, press by press."""

    coach: Coach
    learner: Learner
    said: list[Output] = field(default_factory=list[Output])
    presses: int = 0
    t_s: float = 0.0
    waiting: list[tuple[str, PressGraded]] = field(default_factory=list[tuple[str, PressGraded]])
    """Presses that were not shown yet."""

    def run(self, most: int = 200) -> list[Output]:
        """Press until the coach is done."""
        self.said += self.coach.fit(MAT)
        live = False
        while (block := self.coach.block) is not None and self.presses < most:
            live = next((one.showing.live for one in reversed(self.said) if isinstance(one, Display)), live)
            self._press(block.drill.name, live=live)
        return self.said

    def _press(self, skill: str, *, live: bool) -> None:
        error = self.learner.error(skill, live=live)
        judged = press_of(skill, error, self.presses, self.t_s)
        self.t_s += slot_s(skill, error)
        self.presses += 1
        said = self.coach.take(judged)
        self.said += said
        asked = self.presses % ASKS_EVERY == 0
        seen = [*said, *(self.coach.learner("show") if asked else [])]
        shown = [one.judged for one in seen if isinstance(one, PressShown)]
        self.waiting.append((skill, judged))
        self._learn_from(shown, "live" if live else "after")
        summary = self._may_come == "summary"
        if (asked and not summary) or not self._may_come or any(isinstance(one, BlockEnded) for one in said):
            # What was not shown by now never is.
            self._learn_from([press for _, press in self.waiting], "hidden")

    def _learn_from(self, presses: Sequence[PressGraded], seen: Shown) -> None:
        for skill, press in list(self.waiting):
            if any(press is one for one in presses):
                self.learner.learn(skill, seen)
                self.waiting.remove((skill, press))

    @property
    def _may_come(self) -> str:
        """Return the schedule by which what is hidden may still be shown; empty where it never is."""
        block = self.coach.block
        mode = "" if block is None or block.is_test else self.coach.feedback_of(block.drill)
        return mode if mode in LATER else ""


def coached(drill: Drill, learner: Learner, feedback: Feedback | None, day: int = DAY_0, **more: object) -> Session:
    """Coach one session of one drill."""
    setup = CoachSetup(drills=(drill,), drill=drill.name, feedback=feedback, day=day, nice_n=NICE_N, **more)  # type: ignore[arg-type]
    session = Session(Coach(setup, LIMITS), learner)
    session.run()
    return session


def person(world: World, number: int, seed: int = 0) -> Learner:
    """Return a learner of a world; the same number is the same person."""
    return Learner(world, np.random.default_rng((seed, WORLDS.index(world), number)))


def next_day(world: World, feedback: Feedback, learners: int, skill: str = "slow") -> float:
    """Return the mean chance of a hidden press to pass the day after 60 presses of practice."""
    drill = _long(DRILLS[skill])
    able: list[float] = []
    for number in range(learners):
        learner = person(world, number)
        coached(drill, learner, feedback)
        learner.rest(1.0)
        able.append(learner.able(skill))
    return float(np.mean(able))


def guesser_passes(rate: float, learners: int, seed: int = 1) -> float:
    """Return how often a skill counts as passed after three tests of one whose presses pass at a constant rate."""
    passes = 0
    for number in range(learners):
        random = np.random.default_rng((seed, round(1000 * rate), number))
        coach = Coach(CoachSetup(drills=(DRILLS["slow"],), drill="slow", day=DAY_0), LIMITS)
        coach.fit(MAT)
        turn = 0
        while coach.block is not None:
            error = 0.0 if random.random() < rate else START
            coach.take(press_of("slow", error, turn, 4.0 * turn))
            turn += 1
        passes += is_passed(coach.skills["slow"].tests)
    return passes / learners


def told_of_a_change(rate: float, learners: int, sessions: int = 6, seed: int = 2) -> float:
    """Return how many of those who never change are told in any of their sessions that they are better."""
    told = 0
    for number in range(learners):
        random = np.random.default_rng((seed, round(1000 * rate), number))
        tests: list[HiddenTest] = []
        for day in range(sessions):
            for kind in ("before", "after", "after") if day == 0 else ("after", "after"):
                right = int(random.binomial(5, rate))
                tests.append(HiddenTest(day=day, kind=kind, presses_passed=right, presses=5, passed=right >= 4))
            if change(tests) == "better":
                told += 1
                break
    return told / learners


@dataclass(frozen=True, slots=True)
class Course:
    """How a learner got through all skills."""

    presses: int
    """Until a hidden press passes with 0.85 in each skill."""
    longest_wait: int
    """Most presses that went by between two of a skill not yet mastered."""


ENOUGH, COURSE_MOST = 0.85, 3000
PASSED = (HiddenTest(day=0, kind="after", presses_passed=5, presses=5, passed=True),) * 2


def _open_skills(learner: Learner) -> list[str]:
    """Return the skills that the learner has not."""
    return [skill for skill in SKILLS if learner.able(skill) < ENOUGH]


def _practise(learner: Learner, skills: dict[str, Skill], drill: Drill) -> dict[str, Skill]:
    """Take a block of a drill."""
    for _ in range(drill.turn_presses):
        passed = abs(learner.error(drill.name, live=False)) < BORDER
        skills = practised(skills, drill.name, passed=passed, rung=0)
        learner.learn(drill.name, "after")
    return skills


def course(number: int, *, chosen: bool, seed: int = 3) -> Course:
    """Take a learner through six skills that come to them with different ease, in blocks of practice."""
    random = np.random.default_rng((seed, number))
    rates = {skill: RATE * math.exp(0.6 * float(random.standard_normal())) for skill in SKILLS}
    learner = Learner(WORLDS[0], random, rates)
    drills = [DRILLS[skill] for skill in SKILLS]
    skills: dict[str, Skill] = {}
    done: list[str] = []
    presses, longest = 0, 0
    waited: dict[str, int] = {}
    while _open_skills(learner) and presses < COURSE_MOST:
        drill = choose(drills, skills, done, number) if chosen else drills[len(done) % len(drills)]
        assert drill is not None
        done.append(drill.name)
        skills = _practise(learner, skills, drill)
        presses += drill.turn_presses
        if learner.able(drill.name) >= ENOUGH:
            skills[drill.name] = replace(skills[drill.name], tests=PASSED)  # as its hidden tests would say
        waited = {skill: count + drill.turn_presses for skill, count in waited.items()} | {drill.name: 0}
        longest = max([longest, *(waited[skill] for skill in _open_skills(learner) if skill in waited)])
    return Course(presses, longest)


def courses(learners: int) -> dict[bool, list[Course]]:
    """Return the courses with and without choice, of the same people."""
    return {chosen: [course(number, chosen=chosen) for number in range(learners)] for chosen in (True, False)}


def fading_loses(learners: int) -> dict[str, dict[str, float]]:
    """Return the next-day chance by world and schedule."""
    return {world.name: {mode: next_day(world, mode, learners) for mode in FEEDBACKS} for world in WORLDS}


def measure(learners: int = LEARNERS) -> list[Figure]:
    """Return the figures."""
    figures: list[Figure] = []
    for world, by_mode in fading_loses(learners).items():
        told = ", ".join(f"{mode} {able:.2f}" for mode, able in by_mode.items())
        figures.append(_figure(f"next day after 60 presses, world {world}", told))
    told = ", ".join(f"at {rate} {guesser_passes(rate, learners):.3f}" for rate in (0.5, 0.9))
    figures.append(_figure("share that passes three tests, presses passing", told))
    told = ", ".join(f"at {rate} {told_of_a_change(rate, learners):.3f}" for rate in (0.3, 0.5, 0.7))
    figures.append(_figure("told of a change that is none, in six sessions, presses passing", told))
    by_choice = courses(learners)
    for chosen, name in ((True, "chosen by the coach"), (False, "in fixed order")):
        presses = [one.presses for one in by_choice[chosen]]
        waits = max(one.longest_wait for one in by_choice[chosen])
        told = f"median {np.median(presses):.0f}, 90 % within {np.percentile(presses, 90):.0f}, longest wait {waits}"
        figures.append(_figure(f"presses until all six skills stand, {name}", told))
    return figures


def _figure(what: str, amount: str) -> Figure:
    return Figure(f"simulated learners: {what}", amount, COMMAND)


def _long(drill: Drill) -> Drill:
    return replace(drill, block=20, presses=60)


def _normal(z: float) -> float:
    return 0.5 * math.erfc(-z / math.sqrt(2.0))


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--learners", type=int, default=LEARNERS)
    options = parser.parse_args(arguments)
    print("A simulation, not people.")
    show(measure(options.learners))


if __name__ == "__main__":
    main()
