"""`pawpress sessions show` and `tag`: what is kept of a session besides its readings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pawpress.cli.failure import Failure, say
from pawpress.cli.sessions.opened import Folder, opened
from pawpress.system.terminal_text import one_line

if TYPE_CHECKING:
    from pawpress.library import Library

Session = Annotated[str | None, typer.Argument(metavar="SESSION", help="Its name; the newest when left out.")]


def show(session: Session = None, folder: Folder = None) -> None:
    """Show whose a session is, its tags, its note, where it lies, and what was said during it."""
    from pawpress.library import read_card

    with opened(folder) as library:
        path = _chosen(library, session)
        card = read_card(path)
        typer.echo(
            f"{path}\nperson: {one_line(card.person) or '-'}\ntags: {one_line(' '.join(card.tags)) or '-'}\n"
            f"note: {one_line(card.note) or '-'}"
        )
        for line in _said(path):
            typer.echo(line)


def _said(path: Path) -> list[str]:
    """Return what was said during a session, one line each; nothing for a table, or a file that cannot be read."""
    from pawpress.analysis.find_files import may_hold_a_recording
    from pawpress.analysis.recording import open_recording
    from pawpress.recording import RecordingError
    from pawpress.report.said import said_rows

    try:
        rows = said_rows(open_recording(path).annotations()) if may_hold_a_recording(path) else []
    except RecordingError:
        return []
    return [f"at {at_s} s, {who}: {one_line(words)}" for at_s, who, words in rows]


def tag(
    session: Session = None,
    name: Annotated[str | None, typer.Option("--as", metavar="NAME", help="Whose it is.")] = None,
    tag: Annotated[list[str] | None, typer.Option(metavar="TAG", help="A tag to add; repeat for more.")] = None,
    note: Annotated[str | None, typer.Option(metavar="WORDS", help="A sentence to remember of it.")] = None,
    folder: Folder = None,
) -> None:
    """Say whose a session is, and give it tags and a note."""
    import msgspec

    from pawpress.library import read_card, write_card
    from pawpress.settings.people import name_if_given
    from pawpress.system.new_file import writing

    with opened(folder) as library:
        path = _chosen(library, session)
        card = read_card(path)
        told = msgspec.structs.replace(
            card,
            person=card.person if name is None else name_if_given(name),
            tags=tuple(dict.fromkeys((*card.tags, *" ".join(tag or ()).split()))),
            note=card.note if note is None else note,
        )
        with writing(path.parent, Failure, advice="Check whose folder it is."):
            write_card(path, told)


def _chosen(library: Library, session: str | None) -> Path:
    """Return the recording of a session, by default of the newest."""
    from pawpress.library import SessionQuery

    if session is None:
        rows = library.sessions(SessionQuery())
        if not rows:
            raise Failure("There is no session yet. Keep one with `pawpress live --save`.")
        session = rows[-1].name
        say(f"The newest session is {session}.")
    return library.path(session)
