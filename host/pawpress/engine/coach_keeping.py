"""Keeps what a coached session confirms, from a thread of its own: no disk delays an alarm."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence
from datetime import date

import msgspec

from pawpress.core.coach import BlockEnded, Coach, Output
from pawpress.engine.config import EngineConfig
from pawpress.library.learners import Learner, load_learner, save_learner
from pawpress.settings.people import Nice, Person, load_person, save_person
from pawpress.system.kept_file import KeptFileError


class Keeping:
    """Progress and the partner's *nice* of one session; what is kept is said afterwards.

    Parameters
    ----------
    config : EngineConfig
        Who presses and who lies down, of whom nothing is kept where nobody was named; where on the back, for what the
        partner calls nice; and whether nobody lies under the rig: progress is kept apart then, and of *nice* nothing.
    put : callable
        Says a line at once.
    warn : callable
        Is told what cannot be kept.

    Raises
    ------
    KeptFileError
        If what is kept of them cannot be read.
    """

    def __init__(
        self,
        config: EngineConfig,
        put: Callable[[str], None] = lambda _line: None,
        warn: Callable[[str], None] = lambda _line: None,
    ) -> None:
        assert config.coach is not None
        self.emulated, self._place = config.emulated, config.place
        giver, partner = config.coach.giver, config.coach.partner
        self._learner = load_learner(giver, emulated=self.emulated) if giver else None
        self._partner = load_person(partner) if partner else None
        self._put, self._warn = put, warn
        self._work: queue.SimpleQueue[tuple[list[Learner | Person], Sequence[str]] | None] = queue.SimpleQueue()
        self._told: set[str] = set()
        self._thread = threading.Thread(target=self._run, name="keep", daemon=True)
        self._thread.start()

    def confirmed(self, said: Output, coach: Coach, lines: Sequence[str] = ()) -> None:
        """Keep what the coach's word confirms, then say the lines that tell of it; returns at once."""
        kept: list[Learner | Person] = []
        if isinstance(said, BlockEnded) and self._learner is not None:
            self._learner = msgspec.structs.replace(self._learner, skills=dict(coach.skills))
            kept.append(self._learner)
        self._work.put((kept + self._nice(coach), lines))

    def say(self, line: str) -> None:
        """Say a line after all that was said before it."""
        self._work.put(([], [line]))

    def close(self, coach: Coach) -> None:
        """Keep what the session brought, and wait until it is kept and all is said."""
        kept = self._nice(coach)
        if self._learner is not None:
            sessions, skills = self._learner.sessions + 1, dict(coach.skills)
            kept.append(msgspec.structs.replace(self._learner, sessions=sessions, skills=skills))
        self._work.put((kept, []))

    def finish(self) -> None:
        """Wait until all is kept and said."""
        self._work.put(None)
        self._thread.join()

    def _nice(self, coach: Coach) -> list[Learner | Person]:
        """Return the partner with what they called nice or where they said stop, if that is news."""
        if self._partner is None or self.emulated:
            return []
        before = self._partner.nice.get(self._place)
        now = coach.people.nice_n, coach.people.stop_n
        if now == ((before.nice_n, before.stop_n) if before else (None, None)):
            return []
        nice = Nice(day=date.today(), nice_n=now[0], stop_n=now[1])
        self._partner = msgspec.structs.replace(self._partner, nice={**self._partner.nice, self._place: nice})
        return [self._partner]

    def _run(self) -> None:
        while (work := self._work.get()) is not None:
            kept, lines = work
            for one in kept:
                self._save(one)
            for line in lines:
                self._put(line)

    def _save(self, kept: Learner | Person) -> None:
        try:
            save_learner(kept) if isinstance(kept, Learner) else save_person(kept)
        except KeptFileError as error:
            if str(error) not in self._told:
                self._told.add(str(error))
                self._warn(str(error))
