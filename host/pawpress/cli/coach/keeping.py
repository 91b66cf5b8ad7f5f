"""Keeps what a session confirms, from a thread of its own: no disk delays an alarm; what is kept is said afterwards."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence

from pawpress.cli.failure import say
from pawpress.library.learners import Learner, save_learner
from pawpress.settings.people import Person, save_person
from pawpress.system.kept_file import KeptFileError


class Keeper:
    """Keeps, then says.

    Parameters
    ----------
    put : callable
        Prints a line at once.
    """

    def __init__(self, put: Callable[[str], None]) -> None:
        self._put = put
        self._work: queue.SimpleQueue[tuple[Sequence[Callable[[], object]], Sequence[str]] | None] = queue.SimpleQueue()
        self._trouble: set[str] = set()
        self._thread = threading.Thread(target=self._run, name="keep", daemon=True)
        self._thread.start()

    def put(self, lines: Sequence[str], *kept: Learner | Person | None) -> None:
        """Say lines once progress and profiles are kept; returns at once."""
        self._work.put(([_saver(one) for one in kept if one is not None], lines))

    def finish(self) -> None:
        """Wait until everything is kept and said."""
        self._work.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (work := self._work.get()) is not None:
            savers, lines = work
            for save in savers:
                self._save(save)
            for line in lines:
                self._put(line)

    def _save(self, save: Callable[[], object]) -> None:
        try:
            save()
        except KeptFileError as error:
            if str(error) not in self._trouble:
                self._trouble.add(str(error))
                say(str(error))


def _saver(kept: Learner | Person) -> Callable[[], object]:
    return (lambda: save_learner(kept)) if isinstance(kept, Learner) else (lambda: save_person(kept))
