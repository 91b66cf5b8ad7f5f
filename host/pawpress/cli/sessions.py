"""`pawpress sessions`: lists, searches, describes, compares and forgets the sessions kept on this machine."""

from __future__ import annotations

from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from pawpress.cli.common_options import ForceColumns, Rate, TimeColumn, Unit
from pawpress.cli.failure import Failure, Stopped, WrongUse, say
from pawpress.system.untrusted.terminal_text import one_line

if TYPE_CHECKING:
    from pawpress.library import Library, SessionRow, TableReading


def sessions(
    session: Annotated[
        str | None, typer.Argument(metavar="SESSION", help="Say more of this one: --as, --tag, --note.")
    ] = None,
    person: Annotated[str | None, typer.Option(metavar="NAME", help="Only of this person.")] = None,
    mode: Annotated[Literal["hands", "foot"] | None, typer.Option(help="Only hands or foot.")] = None,
    tag: Annotated[
        list[str] | None,
        typer.Option(metavar="TAG", help="Only with this tag; with a SESSION: add it. Repeat for more."),
    ] = None,
    verdict: Annotated[
        Literal["steady", "rushed", "jab", "short", "unsteady", "ungraded"] | None,
        typer.Option(metavar="VERDICT", help="Only with a press of this verdict."),
    ] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Only from this day on, as 2026-11-22.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Only up to this day.")] = None,
    text: Annotated[str | None, typer.Option(metavar="WORDS", help="Only with this in note, source or name.")] = None,
    name: Annotated[
        str | None, typer.Option("--as", metavar="NAME", help="Whose the SESSION is, or the newest.")
    ] = None,
    note: Annotated[
        str | None, typer.Option(metavar="WORDS", help="A sentence to remember of the SESSION, or of the newest.")
    ] = None,
    describe: Annotated[
        str | None, typer.Option(metavar="SESSION", help="The SESSION to say more of, as an option.")
    ] = None,
    add_tag: Annotated[
        list[str] | None, typer.Option(metavar="TAG", help="A tag to add, where --tag would search.")
    ] = None,
    compare: Annotated[tuple[str, str] | None, typer.Option(metavar="A B", help="Two sessions side by side.")] = None,
    bring: Annotated[
        list[Path] | None, typer.Option("--import", metavar="FILE", help="Bring in a CSV file of another program.")
    ] = None,
    time_column: TimeColumn = None,
    force_column: ForceColumns = None,
    unit: Unit = None,
    rate: Rate = None,
    archive: Annotated[
        bool, typer.Option("--archive", help="Write the compact archive of every session that has none.")
    ] = False,
    forget: Annotated[
        str | None, typer.Option(metavar="NAME", help="Delete everything of this person for good.")
    ] = None,
    folder: Annotated[Path | None, typer.Option(metavar="FOLDER", help="Another folder of recordings.")] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """List, find, describe, compare or forget what `--save` kept."""
    from pawpress.analysis.files import is_folder
    from pawpress.library import LibraryError, SessionQuery, TableReading, sessions_folder

    place = folder or sessions_folder()
    if folder is not None and not is_folder(folder):
        raise Failure(f"{folder}: is no folder. Give the folder of the recordings.")
    try:
        if bring:
            reading = TableReading(
                unit=unit, rate_hz=rate, time_column=time_column, force_columns=tuple(force_column or ())
            )
            _bring_in(bring, place, name or "", (*(tag or ()), *(add_tag or ())), note or "", reading)
            return
        if time_column or force_column or unit or rate:
            raise WrongUse("--time-column, --force-column, --unit and --rate go with --import.")
        with closing(_opened(place)) as library:
            if forget is not None:
                _forget(library, forget)
            elif archive:
                _archive(library)
            elif session or describe or name is not None or note is not None or add_tag:
                _describe(library, session or describe, name, (*(tag or ()), *(add_tag or ())), note)
            elif compare is not None:
                _compare(library, compare)
            else:
                wanted = SessionQuery(person, mode, tuple(tag or ()), verdict, _day(since), _day(until), text)
                _list(library.sessions(wanted), json=json)
                for reason in library.unread.values():
                    say(f"Not listed: {reason}")
    except LibraryError as error:
        raise Failure(str(error)) from error


def _opened(folder: Path) -> Library:
    """Open the library; what is new in it is judged now, which may take a while."""
    from pawpress.cli.progress import Progress
    from pawpress.library import Library

    shown: list[Progress] = []

    def tell(number: int, of: int) -> None:
        if not shown:
            shown.append(Progress("new in the library", of, "recordings"))
        shown[0](number - 1)

    try:
        return Library(folder, tell)
    except KeyboardInterrupt:
        raise Stopped("stopped; what was read is kept, and the next call goes on.") from None
    finally:
        for progress in shown:
            progress.clear()


def _day(told: str | None) -> str | None:
    """Return a date as the index keeps it."""
    from datetime import date

    try:
        return None if told is None else date.fromisoformat(told).isoformat()
    except ValueError as error:
        raise WrongUse(f"{told}: is no date. Write it as 2026-11-22.") from error


def _bring_in(
    files: list[Path], folder: Path, person: str, tags: tuple[str, ...], note: str, reading: TableReading
) -> None:
    from pawpress.importers import TableError
    from pawpress.library import Card, bring_in

    card = Card(person=person, tags=tuple(dict.fromkeys(" ".join(tags).split())), note=note)
    for file in files:
        try:
            typer.echo(bring_in(file, folder, card, reading))
        except TableError as error:
            raise Failure(str(error)) from error
        except OSError as error:
            raise Failure(f"{file}: cannot be copied ({error.strerror}). Check the name and the folder.") from error


def _archive(library: Library) -> None:
    from pawpress.export.table import ExportError
    from pawpress.library import SessionQuery, archive, archived
    from pawpress.recording import RecordingError

    paths = [library.path(row.name) for row in library.sessions(SessionQuery())]
    waiting = [path for path in paths if path.suffix == ".paw" and not archived(path).exists()]
    failed = 0
    try:
        for number, path in enumerate(waiting, 1):
            say(f"{number} of {len(waiting)}: {path.name}")
            try:
                for written in archive(path):
                    typer.echo(written)
            except (RecordingError, ExportError) as error:  # one bad file never hides the others
                say(str(error))
                failed += 1
    except KeyboardInterrupt:
        raise Stopped("stopped; what is archived stays, and the next call goes on.") from None
    say(f"{len(paths) - len(waiting)} were archived already." if waiting else "Every session is archived.")
    if failed:
        raise typer.Exit(1)


def _list(rows: list[SessionRow], *, json: bool) -> None:
    import msgspec

    if json:
        answer = {"format": "pawpress.sessions/1", "sessions": [asdict(row) for row in rows]}
        typer.echo(msgspec.json.encode(answer).decode())
        return
    wide = max([20, *(len(one_line(row.name)) for row in rows)])
    for row in rows:
        person = one_line(row.person) or "-"
        who = f"{person:<12} {row.duration_s:7.0f} s  {row.presses:4} presses, {row.steady} steady"
        extra = f"  {row.alarms} alarms" if row.alarms else ""
        typer.echo(f"{one_line(row.name):<{wide}} {who}{extra}  {one_line(row.tags)} {one_line(row.note)}".rstrip())
    if not rows:
        say("No session fits. Keep one with `pawpress live --save` or `pawpress demo --save`.")


def _describe(
    library: Library, session: str | None, person: str | None, tags: tuple[str, ...], note: str | None
) -> None:
    import msgspec

    from pawpress.library import SessionQuery, read_card, write_card

    if session is None:
        rows = library.sessions(SessionQuery())
        if not rows:
            raise Failure("There is no session yet. Keep one with `pawpress live --save`.")
        session = rows[-1].name
        say(f"The newest session is {session}.")
    path = library.path(session)
    card = read_card(path)
    if person is None and note is None and not tags:
        typer.echo(
            f"{path}\nperson: {one_line(card.person) or '-'}\ntags: {one_line(' '.join(card.tags)) or '-'}\n"
            f"note: {one_line(card.note) or '-'}"
        )
        return
    told = msgspec.structs.replace(
        card,
        person=card.person if person is None else person,
        tags=tuple(dict.fromkeys((*card.tags, *" ".join(tags).split()))),
        note=card.note if note is None else note,
    )
    try:
        write_card(path, told)
    except OSError as error:
        raise Failure(f"{path.parent}: cannot be written ({error.strerror}). Check whose folder it is.") from error


def _compare(library: Library, names: tuple[str, str]) -> None:
    from pawpress.library import SessionQuery
    from pawpress.recording.naming import session_name

    stems = [session_name(library.path(name)) for name in names]
    for stem in stems:
        if stem in library.unread:
            raise Failure(library.unread[stem])
    rows = {row.name: row for row in library.sessions(SessionQuery())}
    one, other = (rows[stem] for stem in stems)
    lines = {
        "person": (one.person or "-", other.person or "-"),
        "presses": (str(one.presses), str(other.presses)),
        "steady": (_share(one), _share(other)),
        "gentle onset": (_percent(one.pass_speed), _percent(other.pass_speed)),
        "held": (_percent(one.pass_hold), _percent(other.pass_hold)),
        "still": (_percent(one.pass_steadiness), _percent(other.pass_steadiness)),
        "median hold": (_number(one.hold_s, "s"), _number(other.hold_s, "s")),
        "median nRFD": (_number(one.nrfd_per_s, "1/s"), _number(other.nrfd_per_s, "1/s")),
        "alarms": (str(one.alarms), str(other.alarms)),
    }
    wide = max(20, len(one.name), len(other.name))
    typer.echo(f"{'':<12} {one.name:>{wide}} {other.name:>{wide}}")
    for what, (left, right) in lines.items():
        typer.echo(f"{what:<12} {left:>{wide}} {right:>{wide}}")


def _forget(library: Library, person: str) -> None:
    gone = library.forget(person)
    if not gone:
        raise Failure(f"{person}: no session of this person. `pawpress sessions` lists them.")
    typer.echo(f"Deleted {len(gone)} files of {person}.")


def _share(row: SessionRow) -> str:
    return f"{row.steady / row.presses:.0%}" if row.presses else "-"


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.0%}"


def _number(number: float | None, unit: str) -> str:
    return "-" if number is None else f"{number:.2f} {unit}"
