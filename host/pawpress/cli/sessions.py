"""`pawpress sessions`: lists, searches, describes, compares and forgets the sessions kept on this machine."""

from __future__ import annotations

from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pawpress.cli.failure import Failure, Stopped, say

if TYPE_CHECKING:
    from pawpress.library import Library, SessionRow


def sessions(
    person: Annotated[str | None, typer.Option(help="Only of this person.")] = None,
    mode: Annotated[str | None, typer.Option(help="Only hands or foot.")] = None,
    tag: Annotated[str | None, typer.Option(help="Only with this tag.")] = None,
    verdict: Annotated[str | None, typer.Option(help="Only with a press of this verdict.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Only from this day on, as 2026-11-22.")] = None,
    describe: Annotated[
        str | None, typer.Option(metavar="SESSION", help="Say more of a session: --as, --add-tag, --note.")
    ] = None,
    name: Annotated[str | None, typer.Option("--as", metavar="NAME", help="Whose session it is.")] = None,
    add_tag: Annotated[list[str] | None, typer.Option(help="A word to find it by; may be repeated.")] = None,
    note: Annotated[str | None, typer.Option(help="A sentence to remember.")] = None,
    compare: Annotated[tuple[str, str] | None, typer.Option(metavar="A B", help="Two sessions side by side.")] = None,
    forget: Annotated[
        str | None, typer.Option(metavar="NAME", help="Delete everything of this person for good.")
    ] = None,
    folder: Annotated[Path | None, typer.Option(help="Another folder of recordings.")] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """List, search, tag, compare or forget the sessions kept on this machine."""
    from pawpress.library import LibraryError, Wanted, sessions_folder

    try:
        with closing(_opened(folder or sessions_folder())) as library:
            if forget is not None:
                _forget(library, forget)
            elif describe is not None:
                _describe(library, describe, name, tuple(add_tag or ()), note)
            elif compare is not None:
                _compare(library, compare)
            else:
                _list(library.sessions(Wanted(person, mode, tag, verdict, since)), json=json)
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


def _list(rows: list[SessionRow], *, json: bool) -> None:
    import msgspec

    if json:
        answer = {"format": "pawpress.sessions/1", "sessions": [asdict(row) for row in rows]}
        typer.echo(msgspec.json.encode(answer).decode())
        return
    for row in rows:
        who = f"{row.person or '-':<12} {row.duration_s:7.0f} s  {row.presses:4} presses, {row.steady} steady"
        extra = f"  {row.alarms} alarms" if row.alarms else ""
        typer.echo(f"{row.name:<20} {who}{extra}  {row.tags} {row.note}".rstrip())
    if not rows:
        say("No session fits. Keep one with `pawpress live --save` or `pawpress demo --save`.")


def _describe(library: Library, session: str, person: str | None, tags: tuple[str, ...], note: str | None) -> None:
    from pawpress.library import Card, read_card, write_card

    path = library.path(session)
    card = read_card(path)
    words = " ".join(tags).split()
    write_card(
        path,
        Card(
            person=card.person if person is None else person,
            tags=tuple(dict.fromkeys((*card.tags, *words))),
            note=card.note if note is None else note,
        ),
    )


def _compare(library: Library, names: tuple[str, str]) -> None:
    from pawpress.library import Wanted

    stems = [library.path(name).stem for name in names]
    rows = {row.name: row for row in library.sessions(Wanted())}
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
    typer.echo(f"{'':<12} {one.name:>20} {other.name:>20}")
    for what, (left, right) in lines.items():
        typer.echo(f"{what:<12} {left:>20} {right:>20}")


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
