"""The command `pawpress` and its subcommands."""

from __future__ import annotations

import atexit
import contextlib
import os
import signal
import sys
from typing import Annotated

import typer

from pawpress import __version__
from pawpress.cli.baseline.command import baseline
from pawpress.cli.calibrate.command import calibrate
from pawpress.cli.closed_streams import fill_closed_streams
from pawpress.cli.coach.command import coach
from pawpress.cli.demo import demo
from pawpress.cli.doctor.command import doctor
from pawpress.cli.ending import told
from pawpress.cli.export import export
from pawpress.cli.failure import check_lengths, print_whatever_comes
from pawpress.cli.flash.command import flash
from pawpress.cli.grade.command import GradeCommand, grade
from pawpress.cli.live.command import live
from pawpress.cli.log_level import Commands, LogLevel, choose_level
from pawpress.cli.people.command import people
from pawpress.cli.rejudge import rejudge
from pawpress.cli.replay import replay
from pawpress.cli.report import report
from pawpress.cli.selftest.command import selftest
from pawpress.cli.serve.command import PASSED_ON, serve
from pawpress.cli.sessions.command import sessions
from pawpress.cli.settings.command import settings
from pawpress.system.interrupts import note_interrupts
from pawpress.system.log.hooks import threads_watched

app = Commands(
    name="pawpress",
    help="See how you press: steady weight, or a jab? Without a command, offers what there is.",
    epilog="A training aid, not a medical device. The partner's word overrides the screen.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=True,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"pawpress {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def root(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
    log_level: LogLevel = None,
) -> None:
    """Offer what there is, unless a command is given."""
    choose_level(log_level)
    if context.invoked_subcommand is None:
        from pawpress.cli.start import start

        start(context)


app.command()(demo)
app.command()(live)
app.command(cls=GradeCommand)(grade)
for _command in (baseline, calibrate, coach, doctor):
    app.command()(_command)
app.command(context_settings=PASSED_ON)(serve)
for _command in (replay, rejudge, export, report, selftest, settings, flash):
    app.command()(_command)

app.add_typer(people, name="people")
app.add_typer(sessions, name="sessions")


def _end_undisturbed() -> None:
    """Let Ctrl-C no longer interrupt what runs at the end of the interpreter, which takes some milliseconds."""
    with contextlib.suppress(ValueError):  # not in the main thread
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def main() -> None:
    """Run the command line; failures are one line on standard error."""
    # One small matrix product a block: more threads only cost time.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    fill_closed_streams()
    note_interrupts()
    print_whatever_comes()
    atexit.register(_end_undisturbed)
    try:
        with threads_watched("command"):
            try:
                check_lengths(sys.argv[1:])
                app()
            finally:
                sys.stdout.flush()  # here, where a pipe that is closed or a disk that is full can still be told of
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    except Exception as error:
        raise SystemExit(told(error)) from error
