"""`pawpress sessions compare`: two sessions side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pawpress.cli.failure import Failure
from pawpress.cli.sessions.opened import Folder, opened

if TYPE_CHECKING:
    from pawpress.library import Library, SessionRow


def compare(
    first: Annotated[str, typer.Argument(metavar="A", help="Name of a session.")],
    second: Annotated[str, typer.Argument(metavar="B", help="Name of another one.")],
    folder: Folder = None,
) -> None:
    """Show two sessions side by side."""
    with opened(folder) as library:
        _compare(library, first, second)


def _compare(library: Library, first: str, second: str) -> None:
    from pawpress.library import SessionQuery
    from pawpress.recording.naming import session_name

    stems = [session_name(library.path(name)) for name in (first, second)]
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


def _share(row: SessionRow) -> str:
    return f"{row.steady / row.presses:.0%}" if row.presses else "-"


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.0%}"


def _number(number: float | None, unit: str) -> str:
    return "-" if number is None else f"{number:.2f} {unit}"
