"""Running totals of a session, like CPR trainers report them: the share that passes each criterion, and all."""

from __future__ import annotations

from dataclasses import dataclass, field

from pawpress.grading.grader import Verdict

PASSES = {
    "speed": ("slow", "acceptable"),
    "hold": ("on_target", "long"),
    "steadiness": ("steady", "fair"),
}


@dataclass(slots=True)
class Tally:
    """Counts of verdicts; a press whose steadiness could not be measured is left out of that share."""

    by_verdict: dict[str, int] = field(default_factory=dict[str, int])
    _passed: dict[str, int] = field(default_factory=dict[str, int])
    _judged: dict[str, int] = field(default_factory=dict[str, int])

    @property
    def presses(self) -> int:
        """How many presses there were."""
        return sum(self.by_verdict.values())

    def add(self, verdict: Verdict) -> None:
        """Count one press."""
        self.by_verdict[verdict.verdict] = self.by_verdict.get(verdict.verdict, 0) + 1
        if verdict.verdict == "ungraded":
            return
        for criterion, good in PASSES.items():
            grade = getattr(verdict, criterion)
            if grade is not None:
                self._count(criterion, passed=grade in good)
        self._count("all", passed=verdict.verdict == "steady")

    def pass_share(self) -> dict[str, float | None]:
        """Return the share of presses that passed each criterion and all of them; None where none was judged."""
        return {
            criterion: self._passed.get(criterion, 0) / self._judged[criterion] if criterion in self._judged else None
            for criterion in (*PASSES, "all")
        }

    def _count(self, criterion: str, *, passed: bool) -> None:
        self._judged[criterion] = self._judged.get(criterion, 0) + 1
        self._passed[criterion] = self._passed.get(criterion, 0) + passed
