"""The coach: events and words in, cues and targets out. Knows no clock, no text and no screen.

It runs beside the pipeline and after it: alarms, verdicts and limits are made without it and pass it by. The same
setup, events and words give the same coaching, live and from a recording.
"""

from __future__ import annotations

from typing import Literal

from msgspec.structs import replace

from pawpress.core.annotation import Annotation
from pawpress.core.coach.alarms_heard import AlarmsHeard
from pawpress.core.coach.attempt import Attempt
from pawpress.core.coach.block import DrillBlock
from pawpress.core.coach.coach_setup import CoachSetup
from pawpress.core.coach.criteria import Path
from pawpress.core.coach.cueing import Cueing
from pawpress.core.coach.drill import Drill, Feedback
from pawpress.core.coach.felt import Felt
from pawpress.core.coach.ladder import Fatigue, Ladder
from pawpress.core.coach.outputs import (
    BlockBegan,
    BlockEnded,
    Cue,
    Display,
    Output,
    PressHidden,
    PressShown,
    Question,
    SessionOver,
    TargetSet,
)
from pawpress.core.coach.partner import WORDS, Partner, Word
from pawpress.core.coach.plan import CoachPlan, Done
from pawpress.core.coach.records import HiddenTest, Skill, is_passed, practised, tested
from pawpress.core.coach.schedule import TEST, Showing, showing
from pawpress.core.events import Event
from pawpress.core.force_line import Forces, PressGraded
from pawpress.core.grading import GradingLimits
from pawpress.core.layout import Layout
from pawpress.core.protocol.schema_generated import Button, ButtonKind
from pawpress.core.safety import AlarmChange
from pawpress.core.walk import Place, places_of

LearnerWord = Literal["show", "next", "done"]
_RAMP = showing("always", 0, 1)
PRAISED_FROM = 0.5
"""What fewer presses pass is not called the best of the day, even if nothing else was pressed."""


class Coach:
    """Coaches one session.

    Parameters
    ----------
    setup : CoachSetup
        Drills, what is wanted, what is known of the two people.
    limits : GradingLimits
        What presses are judged against.
    foot : bool
        Whether feet stand.
    """

    def __init__(self, setup: CoachSetup, limits: GradingLimits, *, foot: bool = False) -> None:
        self.setup = setup
        self.people = Partner(setup.nice_n, setup.stop_n)
        self.skills: dict[str, Skill] = dict(setup.skills)
        self.cue_counts: dict[str, int] = {}
        self.attempts: dict[str, int] = {}
        """Graded presses of this session, by drill."""
        self._limits, self._foot = limits, foot
        self._felt, self._alarms = Felt(), AlarmsHeard("foot" if foot else "hands")
        self._cueing, self._fatigue = Cueing(), Fatigue()
        self._done: list[Done] = []
        self._block: DrillBlock | None = None
        self._ladders: dict[str, Ladder] = {}
        self._numbers: dict[str, int] = {}
        """Practice presses of this session, by drill."""
        self._showing: Showing = TEST
        self._kept: list[PressShown] = []
        """Presses that are shown when asked for, or after the block."""
        self._marked_s: float | None = None
        self._good_spots: set[str] = set()
        self._shares: dict[str, list[bool]] = {}
        self._back: dict[str, str] = {}
        """Where the last block of a drill that was too hard leads back to."""
        self._layout: Layout | None = None
        self._places: dict[str, Place] = {}
        self._path: Path = frozenset()
        self._plan: CoachPlan | None = None
        self._over = self._called_off = False
        """Whether nothing is left to do; whether a red alarm on feet ended it."""

    def fit(self, layout: Layout) -> list[Output]:
        """Know where the pads are, which begins the first block; the same layout again changes nothing."""
        if layout == self._layout:
            return []
        self._layout, self._places = layout, places_of(layout)
        self._path = frozenset(name for name, place in self._places.items() if place.level)
        self._felt.fit(layout)
        if self._plan is not None:
            return []
        self._plan = CoachPlan(self.setup, foot=self._foot, walkable=bool(self._places))
        begun: list[Output] = [TargetSet(self.people.target, 0.0)] if self.people.target is not None else []
        return begun + self._begin()

    def take(self, event: Event) -> list[Output]:
        """Return what follows from an event of the session."""
        match event:
            case Forces():
                self._felt.take(event)
            case AlarmChange():
                return self._counted(self._alarm(event))
            case PressGraded() if self._plan is not None:
                return self._counted(self._press(event))
            case Button(button=ButtonKind.GOOD_SPOT, pressed=1):
                self._good_spots.add(self._felt.pad)
            case Annotation(kind="good_spot"):
                self._good_spots.add(self._felt.pad)
            case Annotation(kind="partner", text=word) if word in WORDS:
                return self.partner(word)
            case Annotation(kind="stop"):
                return self.partner("stop")
            case Annotation(kind="learner", text="show" | "next" | "done" as word):
                return self.learner(word)
            case _:
                pass
        return []

    def partner(self, word: Word) -> list[Output]:
        """Return what follows from the partner's word on the press that is on, or on the last one."""
        force_n, before = self._felt.meant_n(), self.people.target
        self.people.say(word, force_n)
        answer = "same" if word == "nice" else word
        out: list[Output] = []
        if self._block is not None and not self._felt.pressing:
            self._block.answer(answer)
        if word in ("nice", "same"):
            out += self._mark(force_n) if self._in_ramps else []
        else:
            out += self._word_cue(word, force_n)
        if self.people.target != before:
            out.append(TargetSet(self.people.target, self._felt.now_s))
        said = any(isinstance(one, Cue) for one in out)
        return self._counted(out + self._end_if_full(said=said))

    def learner(self, word: LearnerWord) -> list[Output]:
        """Return what follows from a key of the learner: show the last press, go on, or one rehearsal is done."""
        if word == "show":
            if self._showing.after != "asked":
                return []
            shown, self._kept = self._kept[-1:], []
            return [*shown]
        if self._block is None:
            return []
        if word == "done":
            self._block.rehearsed += self._rehearses(self._block.drill)
        elif not self._block.is_test:
            self._block.stopped = True
        return self._counted(self._end_if_full())

    def finish(self) -> list[Output]:
        """End a block that waits for an answer only, and the session."""
        if self._block is None or self._over or self._plan is None:
            return []
        out = self._end() if self._block.full else []
        return self._counted([*out, *self._end_session()])

    @property
    def block(self) -> DrillBlock | None:
        """The block that is on."""
        return self._block

    @property
    def showing(self) -> Showing:
        """What may be shown of the press that is on, or of the next one."""
        return self._showing

    def feedback_of(self, drill: Drill) -> Feedback:
        """Return the schedule that is used in a drill."""
        return self.setup.feedback or drill.feedback

    @property
    def _in_ramps(self) -> bool:
        return self._block is not None and self._block.drill.ramps

    def _rehearses(self, drill: Drill) -> bool:
        return drill.mode == "foot" and self.skills.get(drill.name, Skill()).stage == 0

    # Alarms and words

    def _alarm(self, change: AlarmChange) -> list[Output]:
        out: list[Output] = [*self._alarms.take(change)]
        block = self._block
        if block is not None and block.drill.mode == "foot" and self._alarms.red:
            block.stopped = self._called_off = True
            self._stage(block.drill, 0)
            out += self._end_if_full()
        return out

    def _word_cue(self, word: Word, force_n: float | None) -> list[Output]:
        t_s = self._felt.now_s
        if word == "stop":
            return [Cue("step_off" if self._foot else "stop", t_s, urgent=True), Question("pause")]
        if word == "less":
            return [Cue("less", t_s)]
        # Whether a press was light is a verdict on it, so a hidden one is not spoken of.
        said = not self._showing.hidden and self.people.wants_more(force_n)
        return [Cue("more", t_s)] if said else []

    def _mark(self, force_n: float | None) -> list[Output]:
        block = self._block
        if block is None or force_n is None:
            return []
        now_s = self._felt.now_s
        if self._marked_s is not None:
            if self._felt.lifted_s <= self._marked_s and self._felt.pressing:
                return []  # one mark a ramp
            if now_s - self._marked_s < block.drill.apart_s:
                return [Question("wait")]
        self._marked_s = now_s
        block.stopped |= self.people.mark(force_n)
        return []

    # Presses

    def _press(self, judged: PressGraded) -> list[Output]:
        if judged.press.release_s is None:
            return []  # the stream ended in mid-press: nothing that the learner did
        self._felt.ended(judged.press)
        out = self._end(said=True) if self._block is not None and self._block.full else []
        block = self._block
        if block is None or self._rehearses(block.drill):
            self._alarms.judged()
            return [*out, PressShown(judged, None)] if block is None else out
        out += self._coached(judged, block)
        if not (self._showing.live or block.drill.ramps):
            out.append(Question("pressure"))
        # The partner may still say something that this block waits for.
        ended = [] if block.awaits_answer else self._end_if_full(said=any(isinstance(one, Cue) for one in out))
        return out + (ended or self._display())

    def _coached(self, judged: PressGraded, block: DrillBlock) -> list[Output]:
        """Take a press into its block; return what is shown and said of it."""
        attempt, drill = self._attempt(judged, block), block.drill
        ladder = self._ladder(drill)
        tolerance = 1.0 if block.is_test else ladder.tolerance
        result = block.add(attempt, tolerance)
        self._alarms.judged()
        out = self._shown(judged, attempt, result, block, tolerance)
        if result is not None:
            self.attempts[drill.name] = self.attempts.get(drill.name, 0) + 1
        if not block.is_test:
            self._practised(drill, result, ladder)
        return out

    def _attempt(self, judged: PressGraded, block: DrillBlock) -> Attempt:
        press, place = judged.press, self._places.get(judged.press.pad)
        target = self.people.target
        context = block.context(None if place is None else place.hand)
        return Attempt(
            press=press,
            verdict=judged.verdict,
            limits=self._limits,
            place=place,
            before=context["before"],
            own_before=context["own_before"],
            nice_n=None if target is None else target.nice_n,
            good_spot=press.pad in self._good_spots,
            giver_kg=self.setup.giver_kg,
            amber=self._alarms.since_press,
        )

    def _shown(
        self, judged: PressGraded, attempt: Attempt, result: bool | None, block: DrillBlock, tolerance: float
    ) -> list[Output]:
        shown = PressShown(judged, result)
        faults = self._cueing.add(attempt, block.drill.criteria, tolerance)
        match self._showing.after:
            case "yes":
                return [shown, *self._cueing.cue(attempt, block.drill.criteria, faults)]
            case "outside" if result is not True:
                return [shown, *self._cueing.cue(attempt, block.drill.criteria, faults)]
            case "asked" | "block":
                self._kept.append(shown)
            case _:
                pass
        return [PressHidden()]

    def _practised(self, drill: Drill, result: bool | None, ladder: Ladder) -> None:
        self._numbers[drill.name] = self._numbers.get(drill.name, 0) + 1
        if result is None:
            return
        ladder.step(passed=result)
        self.skills = practised(self.skills, drill.name, passed=result, rung=ladder.rung)

    def _ladder(self, drill: Drill) -> Ladder:
        rung = self.skills.get(drill.name, Skill()).rung
        return self._ladders.setdefault(drill.name, Ladder(drill, rung))

    # Blocks

    def _begin(self) -> list[Output]:
        assert self._plan is not None
        if self._called_off:
            return self._end_session()
        following = self._plan.next(self._done, self.skills, targeted=self.people.target is not None)
        if following is None:
            return self._end_session()
        self._block = DrillBlock(following.drill, following.kind, following.presses)
        self._kept = []
        drill = following.drill
        feedback = None if self._block.is_test else self.feedback_of(drill)
        words = tuple(sorted(drill.words.items()))
        begun: list[Output] = [BlockBegan(drill.name, following.kind, self._block.size, feedback, words)]
        if drill.ramps:
            begun.append(Question("nice"))
        return begun + self._display(always=True)

    def _display(self, *, always: bool = False) -> list[Output]:
        """Decide what is shown of the next press."""
        block = self._block
        if block is None:
            return []
        if block.is_test:
            due = TEST
        elif block.drill.ramps:
            due = _RAMP
        else:
            number = self._numbers.get(block.drill.name, 0)
            due = showing(self.feedback_of(block.drill), number, block.drill.presses)
        changed = always or due != self._showing
        self._showing = due
        return [Display(due)] if changed else []

    def _end_if_full(self, *, said: bool = False) -> list[Output]:
        block = self._block
        waits = block is not None and block.awaits_answer and not block.stopped and not block.void
        return self._end(said=said) if block is not None and block.full and not waits else []

    def _end(self, *, said: bool = False) -> list[Output]:
        """End the block and begin the next one; where a cue was `said` of the last press, the block gets none."""
        block = self._block
        assert block is not None
        self._block = None
        out: list[Output] = []
        if self._showing.after == "block":
            out += self._kept
        out += (
            self._cueing.after_block(block, self._path, self._felt.now_s) if not said and self._may_speak(block) else []
        )
        ended = self._test_ended(block) if block.is_test else self._practice_ended(block)
        out.append(ended)
        self._done.append(Done(block.drill.name, block.kind))
        if not block.is_test and self._fatigue.add(block.attempts):
            out.append(Question("pause"))
        return out + self._begin()

    def _may_speak(self, block: DrillBlock) -> bool:
        return not block.is_test and self._showing.after != "asked"

    def _test_ended(self, block: DrillBlock) -> BlockEnded:
        name, kind = block.drill.name, block.kind
        skill = self.skills.get(name, Skill())
        result, test = None, None
        if not block.void and kind != "practice":
            result = block.test_passed(self._path)
            test = HiddenTest(
                day=self.setup.day,
                kind=kind,
                presses_passed=block.presses_passed,
                presses=len(block.attempts),
                passed=result,
                partner=self.setup.partner,
                rig=self.setup.rig,
            )
            skill = self.skills[name] = tested(skill, test)
            self._shares.setdefault(name, []).extend(block.results)
        return self._ended(block, result, skill, test)

    def _practice_ended(self, block: DrillBlock) -> BlockEnded:
        if block.drill.mode == "foot":
            self._foot_ended(block)
        return self._ended(block, None, self.skills.get(block.drill.name, Skill()), None)

    def _ended(self, block: DrillBlock, result: bool | None, skill: Skill, test: HiddenTest | None) -> BlockEnded:
        by_tests = is_passed(skill.tests)
        suggestion = _suggestion(block, skill, passed=by_tests)
        if not by_tests and suggestion is not None:
            self._back[block.drill.name] = suggestion
        else:
            self._back.pop(block.drill.name, None)
        return BlockEnded(
            drill=block.drill.name,
            kind=block.kind,
            presses=len(block.attempts),
            presses_passed=block.presses_passed,
            passed=result,
            skill=skill,
            test=test,
            skill_passed=by_tests,
            suggestion=suggestion,
        )

    def _foot_ended(self, block: DrillBlock) -> None:
        """Climb a stage when all went well: onto a person only with every gate open."""
        drill, stage = block.drill, self.skills.get(block.drill.name, Skill()).stage
        good = block.rehearsed >= block.size if stage == 0 else block.presses_passed >= block.size
        loads_a_person = stage + 1 > 1
        if good and not self._alarms.red and (self.setup.gates_open or not loads_a_person):
            self._stage(drill, min(stage + 1, drill.stages - 1))

    def _stage(self, drill: Drill, stage: int) -> None:
        self.skills[drill.name] = replace(self.skills.get(drill.name, Skill()), stage=stage)

    def _end_session(self) -> list[Output]:
        if self._over:
            return []
        done = self._done[-1].drill if self._done else None
        on = done if self._block is None else self._block.drill.name
        self._over, self._block = True, None
        shares = {name: sum(results) / len(results) for name, results in self._shares.items() if results}
        praised = [name for name, share in shares.items() if share >= PRAISED_FROM]
        best = max(praised, key=shares.__getitem__, default=None)
        weakest = min(shares, key=shares.__getitem__, default=None)
        if weakest is None or shares[weakest] < 1.0:
            return [SessionOver(best, self._leading_back(weakest or on))]
        return [SessionOver(best, self._following(on) or on)]

    def _leading_back(self, name: str | None) -> str | None:
        return None if name is None else self._back.get(name, name)

    def _following(self, name: str | None) -> str | None:
        """Return the drill behind one that is passed."""
        if name is None or not is_passed(self.skills.get(name, Skill()).tests):
            return None
        return next((drill.next for drill in self.setup.drills if drill.name == name), None)

    def _counted(self, out: list[Output]) -> list[Output]:
        for one in out:
            if isinstance(one, Cue):
                self.cue_counts[one.fault] = self.cue_counts.get(one.fault, 0) + 1
        return out


def _suggestion(block: DrillBlock, skill: Skill, *, passed: bool) -> str | None:
    if passed:
        return block.drill.next
    failed_twice = [test.passed for test in skill.tests[-2:]] == [False, False]
    too_hard = failed_twice if block.is_test else block.jabbed
    return block.drill.back if too_hard else None
