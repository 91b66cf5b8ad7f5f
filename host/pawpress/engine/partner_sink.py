"""What the partner said so far, for the views: the band that they call nice, known from the first *nice* on.

It moves no limit and no alarm. The words come in as annotations, so that a recording holds them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from pawpress.core.annotation import Annotation
from pawpress.core.coach.felt import Felt
from pawpress.core.coach.partner import WORDS, Partner, Word
from pawpress.core.events import Event
from pawpress.core.force_line import Forces, PressGraded
from pawpress.core.pipeline import Pipeline
from pawpress.engine.messages import NiceView


class PartnerSink:
    """A sink that hears forces and words."""

    def __init__(self) -> None:
        self._felt, self._partner = Felt(), Partner()
        self._pipeline: Pipeline | None = None
        self._fitted = False

    def attach(self, pipeline: Pipeline) -> None:
        """Know the session's pipeline; what an earlier session's partner said is forgotten."""
        self._felt, self._partner = Felt(), Partner()
        self._pipeline, self._fitted = pipeline, False

    def take(self, chunk: bytes, events: Sequence[Event], now_s: float) -> None:  # noqa: ARG002 - only events matter
        """Follow the forces, and take the partner's words."""
        if not self._fitted and self._pipeline is not None and self._pipeline.layout is not None:
            self._felt.fit(self._pipeline.layout)
            self._fitted = True
        for event in events:
            match event:
                case Forces():
                    self._felt.take(event)
                case PressGraded():
                    self._felt.ended(event.press)
                case Annotation(kind="partner", text=word) if word in WORDS:
                    self._say(cast("Word", word))
                case Annotation(kind="stop"):
                    self._say("stop")
                case _:
                    pass

    def close(self) -> None:
        """Nothing is left to do."""

    def view(self) -> NiceView | None:
        """Return the band that the partner calls nice; None before they have said so."""
        nice = self._partner.likely
        if nice is None:
            return None
        agreed = self._partner.nice_n is not None
        return NiceView(nice_n=nice.nice_n, low_n=nice.low_n, high_n=nice.high_n, agreed=agreed)

    @property
    def means_a_press(self) -> bool:
        """Whether a word of now speaks of a press: of the one that is on, or of one just over."""
        return self._felt.meant_n() is not None

    def _say(self, word: Word) -> None:
        force_n = self._felt.meant_n()
        if word == "nice" and force_n is not None:
            self._partner.mark(force_n)
        self._partner.say(word, force_n)
