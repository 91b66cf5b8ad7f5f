"""What can be done once a session with a screen is over: its card, its trend, its report, and a last line."""

from __future__ import annotations

import os
from contextlib import closing as closed
from pathlib import Path
from typing import TYPE_CHECKING

from pawpress.core.counted import press_count
from pawpress.core.user_error import UserError

if TYPE_CHECKING:
    from pawpress.engine.messages import SummaryView
    from pawpress.library import SessionRow

NO_NAME = "Start with --save and --person NAME, and it is held against your own earlier sessions."


class AfterSession:
    """Serves the page at the end.

    Parameters
    ----------
    person : str
        Whose session it is; empty where that was not said.
    record : str, optional
        Where it was recorded from the start.
    emulated : bool
        Whether an emulated rig plays: such sessions are held against each other alone.
    """

    def __init__(self, person: str, record: str | None, *, emulated: bool) -> None:
        self.person, self.record, self._emulated = person, record, emulated
        self.summary: SummaryView | None = None

    def ended(self, summary: SummaryView) -> None:
        """Know what was kept, and where."""
        self.summary, self.record = summary, summary.recording

    def left(self, recording: str | None) -> None:
        """Know what was being written when the screen went."""
        self.record = recording or self.record

    def trend(self, summary: SummaryView) -> str:
        """Return how the session stands to this person's earlier ones, in one sentence."""
        if not self.person:
            return NO_NAME
        from pawpress.core.closing import Steady, steady_trend
        from pawpress.library import Library, LibraryError, SessionQuery, sessions_folder

        self.keep_card()
        try:
            with closed(Library(sessions_folder())) as library:
                rows = library.sessions(SessionQuery(person=self.person, mode=summary.mode, emulated=self._emulated))
        except LibraryError as error:
            return str(error)
        earlier = [row for row in rows if row.presses and not self._is_this(row)]
        today = Steady(summary.by_verdict.get("steady", 0), summary.presses)
        before = Steady(sum(row.steady for row in earlier), sum(row.presses for row in earlier), len(earlier))
        return steady_trend(today, before)

    def report(self, recording: str) -> str:
        """Write the report beside the recording, open it where there is a browser to see, and say where it is."""
        from pawpress.cli.report import ReportOptions, write_pages

        try:
            page, *_ = write_pages(Path(recording), ReportOptions())
        except UserError as failure:
            return str(failure)
        except Exception as error:  # drawn by a library of others; the session is kept whatever it does
            return f"No report ({type(error).__name__}: {error}). Try `pawpress report {Path(recording).stem}`."
        _show(page)
        return str(page)

    def keep_card(self) -> None:
        """Note beside a recording of the library whose session it is."""
        from pawpress.library import read_card, sessions_folder, write_card

        if not self.person or self.record is None:
            return
        path = Path(self.record)
        if path.parent == sessions_folder() and os.path.isfile(path):  # noqa: PTH113 - `Path.is_file` may raise
            import msgspec

            write_card(path, msgspec.structs.replace(read_card(path), person=self.person))

    def last_line(self) -> str:
        """Return what stands in the terminal once the screen is gone."""
        counted = "" if self.summary is None else _counted(self.summary)
        if self.record is None or not os.path.isfile(self.record):  # noqa: PTH113
            return counted and f"{counted} Nothing was recorded."
        name = Path(self.record).stem if _is_kept(self.record) else self.record
        return f"{counted} Kept as {self.record}. `pawpress report {name}` draws it.".strip()

    def _is_this(self, row: SessionRow) -> bool:
        return self.record is not None and row.name == Path(self.record).stem


def _counted(summary: SummaryView) -> str:
    return (
        f"{press_count(summary.presses)}, {summary.by_verdict.get('steady', 0)} steady."
        if summary.mode == "hands"
        else ""
    )


def _is_kept(record: str) -> bool:
    from pawpress.library import sessions_folder

    return Path(record).parent == sessions_folder()


def _show(page: Path) -> None:
    """Open a page in a browser with windows of its own; one in this terminal would take the screen away."""
    import sys
    import webbrowser

    windows = sys.platform in ("win32", "darwin") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if windows and not os.environ.get("SSH_CONNECTION"):
        webbrowser.open(page.absolute().as_uri())
