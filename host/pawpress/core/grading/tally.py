"""Running totals of a session, like CPR trainers report them: the share that passes each criterion, and all."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from pawpress.core.grading.grader import Verdict
from pawpress.core.grading.score import CRITERIA

PASSES: Final = {criterion: CRITERIA[criterion] for criterion in ("speed", "hold", "steadiness")}
"""What a verdict is made of; release and zone count in the score, and a red zone keeps a press from passing all."""

ADVICE: Final = {
    "speed": "came on too fast: lean in over a second",
    "hold": "were held shorter or longer than the style asks",
    "steadiness": "wavered: rest your weight instead of holding it up",
    "release": "did not let go fully before the next one",
    "zone": "were above the amber line: use less of your weight",
}


@dataclass(frozen=True, slots=True)
class SessionScore:
    """The share of presses that pass each criterion and all of them, and one number."""

    number: float | None
    """Mean of the presses' scores, 0 to 100; None without a graded press, and never given over a red event."""
    pass_share: dict[str, float | None]
    """Speed, hold, steadiness, release, zone, and all of them with a steady verdict."""
    red_events: int
    why: tuple[str, ...]
    """What it lost its points to, the costliest first, and what was left out."""


@dataclass(slots=True)
class Tally:
    """Counts of verdicts; a press whose steadiness could not be measured is left out of that share."""

    by_verdict: dict[str, int] = field(default_factory=dict[str, int])
    by_force: dict[str, int] = field(default_factory=dict[str, int])
    """How many presses got each second word."""
    _passed: dict[str, int] = field(default_factory=dict[str, int])
    _judged: dict[str, int] = field(default_factory=dict[str, int])
    _short: int = 0
    _scores: float = 0.0
    _scored: int = 0

    @property
    def presses(self) -> int:
        """How many presses there were."""
        return sum(self.by_verdict.values())

    def add(self, verdict: Verdict) -> None:
        """Count one press."""
        self.by_verdict[verdict.verdict] = self.by_verdict.get(verdict.verdict, 0) + 1
        if verdict.force is not None:
            self.by_force[verdict.force] = self.by_force.get(verdict.force, 0) + 1
        if verdict.verdict == "ungraded":
            return
        self._short += verdict.hold == "short"
        passed = {
            criterion: getattr(verdict, criterion) in good
            for criterion, good in CRITERIA.items()
            if getattr(verdict, criterion) is not None
        }
        steady = verdict.verdict == "steady"
        totals = {"all": steady and verdict.zone != "red", "every": steady and all(passed.values())}
        for criterion, good in {**passed, **totals}.items():
            self._count(criterion, passed=good)
        if verdict.score is not None:
            self._scores, self._scored = self._scores + verdict.score, self._scored + 1

    def counts(self) -> dict[str, tuple[int, int]]:
        """Return how many presses passed each criterion, of how many that could be judged by it."""
        return {name: (self._passed.get(name, 0), self._judged[name]) for name in CRITERIA if name in self._judged}

    @property
    def mostly_short(self) -> bool:
        """Whether of the holds that did not pass at least half were too short, not too long."""
        failed = self._judged.get("hold", 0) - self._passed.get("hold", 0)
        return 2 * self._short >= failed

    def pass_share(self) -> dict[str, float | None]:
        """Return the share of presses that passed each criterion of the verdict and all; None where none was judged."""
        return {criterion: self._share(criterion) for criterion in (*PASSES, "all")}

    def score(self, red_events: int = 0) -> SessionScore:
        """Return the score of the session.

        Parameters
        ----------
        red_events : int
            Stretches in which a red alarm of the force held. Nothing makes up for one: the number is withheld.
        """
        known = self._scored > 0 and red_events == 0
        return SessionScore(
            number=self._scores / self._scored if known else None,
            pass_share={**{name: self._share(name) for name in CRITERIA}, "all": self._share("every")},
            red_events=red_events,
            why=tuple(self._why(red_events)),
        )

    def _why(self, red_events: int) -> list[str]:
        graded = self._judged.get("all", 0)
        reasons = [f"{_times(red_events, 'red alarm')}: nothing makes up for that, so there is no number."] * (
            red_events > 0
        )
        jabs = self.by_verdict.get("jab", 0)
        reasons += [f"{_times(jabs, 'jab')} among {_times(graded, 'press')}: little else counts beside one."] * (
            jabs > 0
        )
        failed = {name: self._judged.get(name, 0) - self._passed.get(name, 0) for name in CRITERIA}
        costliest = sorted((name for name in CRITERIA if failed[name]), key=lambda name: -failed[name])
        reasons += [f"{failed[name]} of {_times(self._judged[name], 'press')} {ADVICE[name]}." for name in costliest]
        if graded and "zone" not in self._judged:
            reasons.append("How hard you pressed is left out: it needs the calibrated newtons of a hand.")
        return reasons

    def _share(self, criterion: str) -> float | None:
        return self._passed.get(criterion, 0) / self._judged[criterion] if criterion in self._judged else None

    def _count(self, criterion: str, *, passed: bool) -> None:
        self._judged[criterion] = self._judged.get(criterion, 0) + 1
        self._passed[criterion] = self._passed.get(criterion, 0) + passed


def _times(count: int, what: str) -> str:
    if count == 1:
        return f"1 {what}"
    return f"{count} {what}es" if what.endswith("s") else f"{count} {what}s"
