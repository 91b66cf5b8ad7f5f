"""`pawpress sessions list`: finds sessions and lists them."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from pawpress.cli.failure import WrongUse, say
from pawpress.cli.sessions.opened import Folder, opened
from pawpress.core.counted import counted, press_count
from pawpress.system.terminal_text import one_line

if TYPE_CHECKING:
    from pawpress.library import SessionRow


def list_sessions(
    person: Annotated[str | None, typer.Option(metavar="NAME", help="Only of this person.")] = None,
    mode: Annotated[Literal["hands", "foot"] | None, typer.Option(help="Only hands or foot.")] = None,
    tag: Annotated[list[str] | None, typer.Option(metavar="TAG", help="Only with this tag; repeat for more.")] = None,
    verdict: Annotated[
        Literal["steady", "rushed", "jab", "short", "unsteady", "ungraded"] | None,
        typer.Option(metavar="VERDICT", help="Only with a press of this verdict."),
    ] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Only from this day on, as 2026-11-22.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Only up to this day.")] = None,
    text: Annotated[str | None, typer.Option(metavar="WORDS", help="Only with this in note, source or name.")] = None,
    folder: Folder = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """List the sessions, the oldest first."""
    from pawpress.library import SessionQuery

    query = SessionQuery(
        person=person,
        mode=mode,
        tags=tuple(tag or ()),
        verdict=verdict,
        since=_day(since),
        until=_day(until),
        text=text,
    )
    with opened(folder) as library:
        _print(library.sessions(query), json=json)
        for reason in library.unread.values():
            say(f"Not listed: {reason}")


def _print(rows: list[SessionRow], *, json: bool) -> None:
    import msgspec

    if json:
        answer = {"format": "pawpress.sessions/1", "sessions": [asdict(row) for row in rows]}
        typer.echo(msgspec.json.encode(answer).decode())
        return
    wide = max([20, *(len(one_line(row.name)) for row in rows)])
    for row in rows:
        person = one_line(row.person) or "-"
        who = f"{person:<12} {row.duration_s:7.0f} s  {press_count(row.presses):>12}, {row.steady} steady"
        extra = f"  {counted(row.alarms, 'alarm')}" if row.alarms else ""
        typer.echo(f"{one_line(row.name):<{wide}} {who}{extra}  {one_line(row.tags)} {one_line(row.note)}".rstrip())
    if not rows:
        say("No session fits. Keep one with `pawpress live --save` or `pawpress demo --save`.")


def _day(told: str | None) -> str | None:
    """Return a date as the index keeps it."""
    from datetime import date

    try:
        return None if told is None else date.fromisoformat(told).isoformat()
    except ValueError as error:
        raise WrongUse(f"{told}: is no date. Write it as 2026-11-22.") from error
