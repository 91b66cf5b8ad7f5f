"""What shows a session: the terminal, unless a command says otherwise."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pawpress.engine.config import EngineConfig

SHOWN_BY: ContextVar[Callable[[EngineConfig, bool], int] | None] = ContextVar("shown_by", default=None)
"""Runs a session with a screen, and returns its exit status; None for the terminal."""
