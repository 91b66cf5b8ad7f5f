"""Pads that belong together: a hand or a foot on several pads is judged as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Group:
    """A name and the columns of its pads; forces of a group are sums."""

    name: str
    columns: tuple[int, ...]


def single_pads(names: Sequence[str]) -> tuple[Group, ...]:
    """Return one group per pad."""
    return tuple(Group(name, (column,)) for column, name in enumerate(names))
