"""Where files are judged: here, in processes, or on a cluster; and where the tables go."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pawpress.bulk import Pool


@dataclass(frozen=True, slots=True)
class PoolOptions:
    """Where the work is done, and where its tables go."""

    workers: int = 1
    dask: str | None = None
    into: Path | None = None
    again: bool = False
    school: str | None = None
    rig: str | None = None


def open_pool(spread: PoolOptions, files: int) -> Pool:
    """Return the pool that was asked for.

    Raises
    ------
    UserError
        If there is no such cluster.
    """
    from pawpress.bulk.cluster import ClusterPool
    from pawpress.bulk.pools import InProcessPool, ProcessPool

    if spread.dask is not None:
        return ClusterPool(spread.dask, spread.workers)
    workers = min(spread.workers, files)
    return ProcessPool(workers) if workers > 1 else InProcessPool()
