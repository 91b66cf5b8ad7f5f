"""A moment in the middle of a recording from which it is played."""

from __future__ import annotations

from dataclasses import dataclass

from pawpress.core.pipeline import Pipeline
from pawpress.engine.partner_sink import PartnerSink
from pawpress.recording.replay_link import ReplayPlace


@dataclass(frozen=True, slots=True)
class Start:
    """Where in the file to begin, and what had come of everything before."""

    place: ReplayPlace
    pipeline: Pipeline
    partner: PartnerSink
