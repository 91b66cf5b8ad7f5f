"""The partner's words: what is nice, and how far the coach may ever ask. Force only sinks once they said less or stop.

The coach asks for no force of its own. Its target comes from the word *nice*, said at slow ramps; *less* and *stop*
lower it at once and for the rest of the session; *more* moves nothing, it only lets the coach say that the partner
would like more, as long as the press is below the target. None of this reaches the limits of the alarms.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Final, Literal, get_args

from pawpress.core.grading.zones import MOST_N, NICE_SPREAD, STOP_SHARE

Word = Literal["nice", "same", "less", "more", "stop"]
WORDS: Final[tuple[Word, ...]] = get_args(Word)
MARKS: Final = 3
"""Marks that must agree."""
AGREE_SHARE: Final = 0.2
"""How far from their median they may be."""
LESS_SHARE: Final = 0.9
"""What *less* leaves of the force at which it was said: about the difference an arm can feel."""


@dataclass(frozen=True, slots=True)
class Target:
    """The force the coach aims at."""

    nice_n: float
    low_n: float
    high_n: float


def agreed_n(marks: Sequence[float]) -> float | None:
    """Return the median of the three marks that lie closest together, if they agree.

    Parameters
    ----------
    marks : sequence of float
        Forces at which the partner said nice, newtons.

    Returns
    -------
    float or None
        Newtons; None while no three lie within a fifth of their median.
    """
    ordered = sorted(marks)
    triples = [ordered[at : at + MARKS] for at in range(len(ordered) - MARKS + 1)]
    agreeing = [triple for triple in triples if _agree(triple)]
    return median(min(agreeing, key=lambda triple: triple[-1] - triple[0])) if agreeing else None


def _agree(triple: Sequence[float]) -> bool:
    middle = median(triple)
    return max(abs(mark - middle) for mark in triple) <= AGREE_SHARE * middle


@dataclass(slots=True)
class Partner:
    """What one partner said so far."""

    nice_n: float | None = None
    """Agreed on, newtons of one hand."""
    stop_n: float | None = None
    """The least force at which they said stop."""
    most_n: float = MOST_N
    """The coach never asks for more than this."""
    lowered: bool = False
    """Whether they said less or stop in this session."""
    marks: list[float] = field(default_factory=list[float])
    counts: dict[str, int] = field(default_factory=dict[str, int])

    def __post_init__(self) -> None:
        """Hold an earlier *stop* over what is nice."""
        if self.stop_n is not None:
            self._cap(STOP_SHARE * self.stop_n)

    @property
    def target(self) -> Target | None:
        """The target; None before three marks agree."""
        return None if self.nice_n is None else self._around(self.nice_n)

    @property
    def middle_n(self) -> float | None:
        """What is nice as far as it is known: agreed on, else the median of the marks so far."""
        return self.nice_n if self.nice_n is not None else (median(self.marks) if self.marks else None)

    @property
    def likely(self) -> Target | None:
        """The target as far as it is known."""
        return None if self.middle_n is None else self._around(self._capped_n(self.middle_n))

    def mark(self, force_n: float) -> bool:
        """Take a force at which they said nice during a ramp; return whether the marks agree now."""
        self.marks.append(force_n)
        agreed = agreed_n(self.marks)
        if agreed is None:
            return False
        nice_n = self._capped_n(agreed)
        self.nice_n = nice_n if not self.lowered or self.nice_n is None else min(self.nice_n, nice_n)
        return True

    def say(self, word: Word, force_n: float | None) -> None:
        """Take a word.

        Parameters
        ----------
        word : str
            One of `WORDS`.
        force_n : float or None
            Force of the press it was said of, newtons; None where there was none.
        """
        self.counts[word] = self.counts.get(word, 0) + 1
        if word == "less":
            self.lowered = True
            self._cap(LESS_SHARE * (force_n if force_n is not None else self._high_n()))
        if word == "stop":
            self.lowered = True
            if force_n is not None:
                self.stop_n = force_n if self.stop_n is None else min(self.stop_n, force_n)
            self._cap(STOP_SHARE * (force_n if force_n is not None else self._high_n()))

    def wants_more(self, force_n: float | None) -> bool:
        """Whether a little more may be asked for: below the target, and never after less or stop."""
        target = self.target
        return target is not None and not self.lowered and force_n is not None and force_n < target.low_n

    def _high_n(self) -> float:
        target = self.target
        return self.most_n if target is None else target.high_n

    def _cap(self, force_n: float) -> None:
        self.most_n = min(self.most_n, force_n)
        if self.nice_n is not None:
            self.nice_n = self._capped_n(self.nice_n)

    def _capped_n(self, nice_n: float) -> float:
        return min(nice_n, self.most_n / (1.0 + NICE_SPREAD))

    def _around(self, nice_n: float) -> Target:
        high_n = min((1.0 + NICE_SPREAD) * nice_n, self.most_n)
        return Target(nice_n, (1.0 - NICE_SPREAD) * nice_n, high_n)
