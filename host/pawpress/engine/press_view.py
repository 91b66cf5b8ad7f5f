"""A judged press as views show it."""

from __future__ import annotations

from pawpress.core.force_line import PressGraded
from pawpress.engine.messages import PressView


def press_view(judged: PressGraded) -> PressView:
    """Return a judged press as views show it."""
    press, verdict = judged.press, judged.verdict
    return PressView(
        pad=press.pad,
        onset_s=press.onset_s,
        peak_n=press.peak_n,
        rise_s=press.rise_s,
        hold_s=press.hold_s,
        speed=verdict.speed,
        hold=verdict.hold,
        steadiness=verdict.steadiness,
        verdict=verdict.verdict,
        reasons=list(verdict.reasons),
        zone=verdict.zone,
        force=verdict.force,
    )
