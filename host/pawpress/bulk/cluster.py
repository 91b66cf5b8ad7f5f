"""The pool on a Dask cluster: one that runs somewhere, or one of this machine's processes, made for the run.

Workers run our function on lists of paths, so they must see the files, and the tables, under the same names.
"""

from __future__ import annotations

import contextlib
import logging
import signal
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from pawpress.bulk.batch import Batch, BatchOutcome, Job, judge_batch
from pawpress.bulk.pools import TRIES
from pawpress.core.user_error import UserError
from pawpress.system.extras import how_to_install
from pawpress.system.import_path import current_folder_kept_off

if TYPE_CHECKING:
    from distributed import Client

LOCAL = "local"
CONNECT_S = 10
UNWATCHED = {"distributed.worker.profile.enabled": False, "distributed.admin.tick.interval": "500ms"}
"""Settings of a cluster that is made for one run: nobody looks at profiles of its workers, which cost a tenth."""


class ClusterError(UserError, ValueError):
    """There is no cluster to work on; the text says why and what to do next."""


class ClusterPool:
    """Judges on a Dask cluster."""

    def __init__(self, address: str, workers: int) -> None:
        self._is_own = address == LOCAL
        self._surroundings = contextlib.ExitStack()
        if self._is_own:
            self._surroundings.enter_context(current_folder_kept_off())
        self._client: Any = _client(address, workers)  # Dask's own methods carry no types
        self.workers = max(1, sum(self._client.nthreads().values()))

    def run(self, job: Job, batches: Sequence[Batch]) -> Iterator[BatchOutcome | Batch]:
        """Yield what became of each batch as it ends."""
        from distributed import KilledWorker, as_completed

        futures = self._client.map(judge_batch, [job] * len(batches), batches, retries=TRIES - 1, pure=False)
        batch_of = {future.key: batch for future, batch in zip(futures, batches, strict=True)}
        todo: Any = as_completed(futures)
        del futures  # what has ended may then leave the cluster's memory
        for future in todo:
            try:
                yield future.result()
            except KilledWorker:
                yield batch_of[future.key]

    def close(self) -> None:
        """Take back what still waits, and end a cluster that was made for the run."""
        with contextlib.suppress(Exception):
            self._client.cancel(list(self._client.futures), force=True)
        with contextlib.suppress(Exception):
            self._client.shutdown() if self._is_own else self._client.close(timeout=2)
        self._surroundings.close()


def _client(address: str, workers: int) -> Client:
    try:
        import dask.config
        import distributed
    except ImportError as error:
        raise ClusterError(
            f"Dask is not installed. Use --workers instead, or type: {how_to_install('dask')}"
        ) from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    if address != LOCAL:
        try:
            return distributed.Client(address, timeout=CONNECT_S)
        except (OSError, ValueError) as error:
            raise ClusterError(
                f"{address}: no Dask scheduler answers there. Start one with `dask scheduler`, or use --dask local."
            ) from error
    with dask.config.set(UNWATCHED):
        cluster = distributed.LocalCluster(
            n_workers=workers, threads_per_worker=1, dashboard_address="127.0.0.1:0", silence_logs=logging.CRITICAL
        )
    client: Any = distributed.Client(cluster)
    client.register_plugin(_deaf_worker())
    return client


def _deaf_worker() -> Any:
    """Return what leaves Ctrl-C to this process; a worker of one's own terminal would receive it too."""
    from distributed.diagnostics.plugin import WorkerPlugin

    class DeafWorker(WorkerPlugin):
        name = "pawpress-deaf"

        def setup(self, worker: Any) -> None:  # noqa: ARG002 - the plugin's own way
            signal.signal(signal.SIGINT, signal.SIG_IGN)

    return DeafWorker()
