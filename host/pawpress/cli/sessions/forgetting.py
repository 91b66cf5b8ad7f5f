"""`pawpress sessions forget`: deletes everything of a person."""

from __future__ import annotations

from typing import Annotated

import typer

from pawpress.cli.failure import Failure
from pawpress.cli.sessions.opened import Folder, opened


def forget(
    person: Annotated[str, typer.Argument(metavar="NAME", help="The person.")],
    folder: Folder = None,
) -> None:
    """Delete everything of a person for good, without asking."""
    with opened(folder) as library:
        gone = library.forget(person)
    if not gone:
        raise Failure(f"{person}: no session of this person. `pawpress sessions` lists them.")
    typer.echo(f"Deleted {len(gone)} files of {person}.")
