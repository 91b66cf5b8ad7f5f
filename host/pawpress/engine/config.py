"""What an engine is told at its start; travels to the engine's process as one line of JSON."""

from __future__ import annotations

from typing import Literal

import msgspec


class DemoSource(msgspec.Struct, frozen=True, kw_only=True, tag="demo", forbid_unknown_fields=True):
    """An emulated rig playing a scenario."""

    scenario: str = "catwalk"
    board: str = "uno"
    rig: Literal["emulated-avr", "model"] = "emulated-avr"


class PortSource(msgspec.Struct, frozen=True, kw_only=True, tag="port", forbid_unknown_fields=True):
    """A rig on a serial port."""

    port: str
    baud: int = 500_000


class EngineConfig(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Source, mode and where to record."""

    source: DemoSource | PortSource
    mode: Literal["hands", "foot"] = "hands"
    record: str | None = None
    layout: str | None = None
    token: str = ""
    """Shared secret of engine and views; empty when there are none."""
