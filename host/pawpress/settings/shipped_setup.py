"""What a pipeline is told when nothing else is asked for: the shipped limits and mats."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pawpress.core.stages import Setup
from pawpress.settings.grading_limits import load_limits
from pawpress.settings.layout_files import mats
from pawpress.settings.safety_limits import load_safety_limits


def shipped_setup(**changes: Any) -> Setup:
    """Return the shipped settings with these fields of `Setup` changed."""
    return replace(Setup(limits=load_limits(), safety=load_safety_limits(), mats=mats()), **changes)
