"""Opens the library for a subcommand of `pawpress sessions`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pawpress.cli.failure import Failure, Stopped

if TYPE_CHECKING:
    from pawpress.library import Library

Folder = Annotated[
    Path | None, typer.Option("--folder", metavar="FOLDER", help="Another folder of recordings than the library.")
]


def folder_of(folder: Path | None) -> Path:
    """Return the folder that is meant; raises Failure if it is none."""
    from pawpress.analysis.find_files import is_folder
    from pawpress.library import sessions_folder

    if folder is not None and not is_folder(folder):
        raise Failure(f"{folder}: is no folder. Give the folder of the recordings.")
    return folder or sessions_folder()


@contextmanager
def opened(folder: Path | None) -> Iterator[Library]:
    """Yield the library; what is new in it is judged now, which may take a while."""
    with closing(_library(folder_of(folder))) as library:
        yield library


def _library(folder: Path) -> Library:
    from pawpress.cli.progress_line import ProgressLine
    from pawpress.library import Library

    shown: list[ProgressLine] = []

    def tell(number: int, of: int) -> None:
        if not shown:
            shown.append(ProgressLine("new in the library", of, "recordings"))
        shown[0](number - 1)

    try:
        return Library(folder, tell)
    except KeyboardInterrupt:
        raise Stopped("stopped; what was read is kept, and the next call goes on.") from None
    finally:
        for progress in shown:
            progress.clear()
