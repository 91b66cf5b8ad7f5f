"""Two judgements of one recording side by side: which presses are the same, and what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pawpress.core.force_line import PressGraded

SAME_PRESS_S = 0.5
"""Other newtons move an onset by some hundredths of a second; another press of a hand begins later. Choice."""


@dataclass(frozen=True, slots=True)
class PressPair:
    """One press in both judgements; None where only the other one found it."""

    before: PressGraded | None
    after: PressGraded | None

    @property
    def changed(self) -> bool:
        """Whether the verdict is another one, or its second word."""
        if self.before is None or self.after is None:
            return True
        before, after = self.before.verdict, self.after.verdict
        return (before.verdict, before.force) != (after.verdict, after.force)

    @property
    def either(self) -> PressGraded:
        """The press as recorded, or else as found now."""
        found = self.before or self.after
        assert found is not None
        return found


def paired(before: Sequence[PressGraded], after: Sequence[PressGraded]) -> list[PressPair]:
    """Return the presses of two judgements of the same bytes, the same press side by side, the earliest first."""
    waiting = list(after)
    pairs: list[PressPair] = []
    for one in before:
        same = min(
            (other for other in waiting if other.press.pad == one.press.pad),
            key=lambda other: abs(other.press.onset_s - one.press.onset_s),
            default=None,
        )
        if same is not None and abs(same.press.onset_s - one.press.onset_s) <= SAME_PRESS_S:
            waiting.remove(same)
            pairs.append(PressPair(one, same))
        else:
            pairs.append(PressPair(one, None))
    pairs += [PressPair(None, other) for other in waiting]
    return sorted(pairs, key=lambda pair: pair.either.press.onset_s)
