"""A number that something is held against, with its source."""

from __future__ import annotations

import msgspec


class Limit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One number and where it comes from."""

    limit: float
    source: str
