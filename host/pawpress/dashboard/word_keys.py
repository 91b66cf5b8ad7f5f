"""The keys that say something: the partner's word, a note, what is recorded, and the end of foot mode."""

from __future__ import annotations

from typing import Literal

from pawpress.dashboard.note import NoteScreen
from pawpress.dashboard.session_app import SessionApp
from pawpress.engine.messages import Annotate, Record, StopFootMode


class WordKeys(SessionApp):
    """Passes on what people say."""

    def action_record(self, on: bool) -> None:
        """Have the session kept from its beginning, or no longer."""
        self._send(Record(on=on))

    def action_good_spot(self) -> None:
        """Keep that the partner liked this moment."""
        self._send(Annotate(kind="good_spot"))

    def action_partner(self, word: str) -> None:
        """Pass the partner's word on: it sets what is nice at once, and a recording keeps it."""
        self._send(Annotate(kind="partner", text=word))

    def action_coached(self, kind: Literal["partner", "learner"], word: str) -> None:
        """Pass a word on to the coach."""
        self._send(Annotate(kind=kind, text=word))

    def action_note(self) -> None:
        """Ask for a note on this moment; an empty one is none."""
        snapshot = self.state.snapshot
        if snapshot is None or isinstance(self.screen, NoteScreen):
            return

        def keep(text: str | None) -> None:
            if text:
                self._send(Annotate(kind="note", text=text, t_s=snapshot.t_s))

        self.push_screen(NoteScreen(snapshot.t_s), keep)

    def action_stop(self) -> None:
        """End foot mode at once: the partner's word, as a key."""
        self._send(StopFootMode())
