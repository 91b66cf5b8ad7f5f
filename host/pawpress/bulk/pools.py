"""Where batches are judged: here, in processes of this machine, or on a Dask cluster. All pools give the same.

A worker that dies takes nothing with it: its batches are judged again, and one that dies again and again is handed
back as lost, so that the file to blame can be found by halving.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Protocol

from pawpress.bulk.batch import Batch, BatchOutcome, Job, judge_batch
from pawpress.system.import_path import current_folder_kept_off

TRIES = 4
"""Times a batch may lose its worker: once and three retries."""
AHEAD = 2
"""Batches a worker that wait for it; more would only fill the memory."""


class Pool(Protocol):
    """Something that judges batches."""

    workers: int

    def run(self, job: Job, batches: Sequence[Batch]) -> Iterator[BatchOutcome | Batch]:
        """Yield what became of each batch as it ends; a batch that lost every worker is yielded as it is."""
        ...

    def close(self) -> None:
        """Stop at once."""
        ...


class InProcessPool:
    """Judges in this process."""

    workers = 1

    def run(self, job: Job, batches: Sequence[Batch]) -> Iterator[BatchOutcome | Batch]:
        """Yield what became of each batch, one after the other."""
        for batch in batches:
            yield judge_batch(job, batch)

    def close(self) -> None:
        """Nothing runs on."""


class ProcessPool:
    """Judges in processes of this machine."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._surroundings = contextlib.ExitStack()
        self._surroundings.enter_context(current_folder_kept_off())
        self._pool = self._opened()

    def run(self, job: Job, batches: Sequence[Batch]) -> Iterator[BatchOutcome | Batch]:
        """Yield what became of each batch as it ends."""
        waiting = list(reversed(batches))
        tries = dict.fromkeys(batches, 0)
        running: dict[Future[BatchOutcome], Batch] = {}
        while waiting or running:
            while waiting and len(running) < AHEAD * self.workers:
                batch = waiting.pop()
                try:
                    running[self._pool.submit(judge_batch, job, batch)] = batch
                except BrokenProcessPool:
                    waiting.append(batch)
                    break
            ended, _ = wait(running, return_when=FIRST_COMPLETED)
            broken: list[Batch] = []
            for future in ended:
                batch = running.pop(future)
                try:
                    yield future.result()
                except BrokenProcessPool:
                    broken.append(batch)
            if broken or not ended:
                # One worker's death breaks the pool: nobody knows which batch it was, so all of them go again.
                for batch in [*broken, *running.values()]:
                    tries[batch] += 1
                    if tries[batch] < TRIES:
                        waiting.append(batch)
                    else:
                        yield batch
                running.clear()
                self._kill_workers()
                self._pool = self._opened()

    def close(self) -> None:
        """Stop the workers at once; what they had not put down whole is judged again another time."""
        self._kill_workers()
        self._surroundings.close()

    def _kill_workers(self) -> None:
        processes = list((self._pool._processes or {}).values())  # pyright: ignore[reportPrivateUsage]
        self._pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.kill()
        for process in processes:
            process.join()

    def _opened(self) -> ProcessPoolExecutor:
        method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
        context = multiprocessing.get_context(method)
        if method == "forkserver":
            context.set_forkserver_preload([judge_batch.__module__])
        return ProcessPoolExecutor(self.workers, mp_context=context, initializer=_alone)


def _alone() -> None:
    """Leave Ctrl-C to the parent, and do not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:

        def follow() -> None:
            with contextlib.suppress(OSError):
                parent.join()
            os._exit(1)

        threading.Thread(target=follow, daemon=True).start()
