"""Sixteen thin-film sensors behind a 74HC4067, each in a divider of its own: the multiplexer carries no current."""

from __future__ import annotations

from dataclasses import replace

from pawpress.core.calibration.pad_models import fsr_divider
from pawpress.core.protocol.schema_generated import PadKind

MODEL = replace(fsr_divider.MODEL, kind=PadKind.FSR_MUX)
