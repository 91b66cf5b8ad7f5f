"""`pawpress report`: one page a recording, for one or for many."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from pawpress.cli.failure import Failure, Stopped, WrongUse, say
from pawpress.cli.progress_line import ProgressLine
from pawpress.core.user_error import UserError

if TYPE_CHECKING:
    from pawpress.report import PastSession


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """What is to be written besides the page."""

    output: Path | None = None
    pdf: bool = False
    png: bool = False
    paper: Literal["a4", "letter"] = "a4"
    compare: Path | None = None


def report(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Recordings, names of sessions, or folders.")],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="PATH", help="Where to: a file for one recording, a folder for many."),
    ] = None,
    pdf: Annotated[bool, typer.Option("--pdf", help="Also on paper.")] = False,
    png: Annotated[bool, typer.Option("--png", help="Also the overview as PNG.")] = False,
    paper: Annotated[Literal["a4", "letter"], typer.Option(help="Size of the paper.")] = "a4",
    compare: Annotated[
        Path | None, typer.Option(metavar="TEACHER", help="A recording of a teacher, to be laid beside.")
    ] = None,
    missing: Annotated[bool, typer.Option("--missing", help="Only recordings without a page that is newer.")] = False,
) -> None:
    """Write one self-contained HTML page with what happened."""
    from pawpress.library.by_name import session_file

    found = _found([session_file(file) for file in files], output)
    wish = ReportOptions(output, pdf, png, paper, None if compare is None else session_file(compare))
    todo = [path for path in found if not missing or _is_missing(path, wish)]
    raise typer.Exit(_one(todo[0], wish) if len(todo) == 1 else _many(todo, wish))


def _recordings(found: list[Path], named: list[Path]) -> list[Path]:
    """Return what is a recording by its name, or was named itself."""
    from pawpress.recording.naming import RECORDING

    return [path for path in found if path.name.endswith(RECORDING) or path in named]


def _has_doubles(names: list[str]) -> bool:
    return len(set(names)) < len(names)


def _found(files: list[Path], output: Path | None) -> list[Path]:
    """Return the recordings that are meant, each of which has a place for its page."""
    from pawpress.analysis.find_files import find_files, is_folder

    of_folder = any(map(is_folder, files))
    for_one = not (output is None or is_folder(output))
    if of_folder and for_one:
        raise WrongUse(f"--output {output}: the pages of a folder need a folder that is there.")
    found = _recordings(find_files(files), files) if of_folder else find_files(files)
    if len(found) > 1 and for_one:
        raise WrongUse(f"--output {output}: many pages need a folder that is there.")
    if output is not None and _has_doubles([path.stem for path in found]):
        raise WrongUse(
            f"--output {output}: two recordings have the same name. Leave --output out, or write them apart."
        )
    if not found:
        raise Failure(f"{files[0]}: holds no recording. Name another folder.")
    return found


def _one(path: Path, wish: ReportOptions) -> int:
    with ProgressLine(path.name, 1.0) as progress:
        _written(path, wish, progress)
    return 0


def _many(paths: Sequence[Path], wish: ReportOptions) -> int:
    from pawpress.core.kernel import require

    require()
    status = 0
    with ProgressLine("reports", len(paths), "recordings") as progress:
        for number, path in enumerate(paths):
            progress(number)
            try:
                _written(path, wish, None, clear=progress)
            except UserError as failure:
                progress.clear()
                say(str(failure))
                status = 1
            except Exception as error:  # one bad file never hides the others
                progress.clear()
                say(f"{path}: no report ({type(error).__name__}: {error}). Keep the file and report this.")
                status = 1
            except KeyboardInterrupt:
                progress.clear()
                raise Stopped(f"stopped after {number} of {len(paths)}. With --missing a next run goes on.") from None
    return status


def _written(path: Path, wish: ReportOptions, progress: ProgressLine | None, clear: ProgressLine | None = None) -> None:
    """Write the report of one recording and name its files."""
    _must_be_a_recording(path)
    shown = progress or clear
    written = write_pages(path, wish, progress, shown)
    if shown is not None:
        shown.clear()
    for one in written:
        typer.echo(one)


def write_pages(
    path: Path, wish: ReportOptions, progress: ProgressLine | None = None, shown: ProgressLine | None = None
) -> Sequence[Path]:
    """Write the report of one recording and return its files.

    Raises
    ------
    UserError
        If it cannot be read or written.
    """
    from pawpress.analysis.recording import open_recording
    from pawpress.report import ReportContext, write_report

    recording = open_recording(path)
    if recording.recovered and shown is not None:
        shown.clear()
        say(f"{path}: was cut off; everything up to the cut is there.")
    if progress is not None:
        recording = replace(recording, watch=lambda share: progress(0.7 * share))
    teacher = None if wish.compare is None else open_recording(wish.compare)
    person, past = _past(path)
    return write_report(
        recording,
        _page_of(path, wish),
        pdf=wish.pdf,
        png=wish.png,
        paper=wish.paper,
        beside=ReportContext(teacher, person, past),
    )


def _must_be_a_recording(path: Path) -> None:
    """Refuse a table of another program, and what is neither, with the reason that `pawpress grade` gives."""
    from pawpress.analysis.find_files import may_hold_a_recording

    if may_hold_a_recording(path):
        return
    from pawpress.importers import read_table

    read_table(path)
    raise Failure(f"{path}: is a table, and reports are made of recordings. `pawpress grade` judges it.")


def _page_of(path: Path, wish: ReportOptions) -> Path:
    from pawpress.analysis.find_files import is_folder

    if wish.output is None:
        return path.with_suffix(".html")
    return wish.output / f"{path.stem}.html" if is_folder(wish.output) else wish.output


def _is_missing(path: Path, wish: ReportOptions) -> bool:
    try:
        return _page_of(path, wish).stat().st_mtime < path.stat().st_mtime
    except OSError:
        return True


def _past(path: Path) -> tuple[str, tuple[PastSession, ...]]:
    """Return whose session it is, and what the library around it knows of that person up to it."""
    from pawpress.library import Library, LibraryError, SessionQuery, read_card
    from pawpress.recording.naming import session_name
    from pawpress.report import PastSession

    person = read_card(path).person
    if not person:
        return "", ()
    try:
        with closing(Library(path.parent)) as library:
            rows = library.sessions(SessionQuery(person=person))
            played = next((row.emulated for row in rows if row.name == session_name(path)), 0)
    except LibraryError:
        return person, ()
    return person, tuple(
        PastSession(
            name=row.name,
            when=row.created[:10],
            presses=row.presses,
            shares={
                "gentle onset": row.pass_speed,
                "held long enough": row.pass_hold,
                "steady hold": row.pass_steadiness,
                "all three": row.pass_all,
            },
            nrfd_per_s=row.nrfd_per_s,
            hold_s=row.hold_s,
        )
        for row in rows
        if row.emulated == played
    )
