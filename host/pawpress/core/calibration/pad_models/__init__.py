"""The kinds of pad there are, one module each; `Hello.pad_kind` chooses among them."""

from __future__ import annotations

from pawpress.core.calibration.pad_models import fsr_divider, fsr_mux
from pawpress.core.calibration.pad_models.model import COUNTS_MAX, PadModel, Signal

PAD_MODELS: tuple[PadModel, ...] = (
    fsr_divider.MODEL,
    fsr_mux.MODEL,
)
USUAL: PadModel = fsr_divider.MODEL
"""Stands in where the kind of pad is not known, so that there are newtons, and alarms, at all."""

__all__ = ["COUNTS_MAX", "PAD_MODELS", "USUAL", "PadModel", "Signal", "model_of"]


def model_of(pad_kind: int) -> PadModel | None:
    """Return what is known of a kind of pad, by its number in `Hello`; None if nothing is."""
    return next((model for model in PAD_MODELS if model.kind == pad_kind), None)
