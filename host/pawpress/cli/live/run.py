"""`pawpress`, `pawpress demo` and `pawpress live`: a session with or without a screen."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pawpress.cli.afterwards import AfterSession
from pawpress.cli.common_options import form_asked
from pawpress.cli.failure import Failure, WrongUse, say
from pawpress.cli.shown_by import SHOWN_BY
from pawpress.engine.config import EngineConfig
from pawpress.system.log import open_log

if TYPE_CHECKING:
    from pawpress.cli.common_options import Form


def run(
    config: EngineConfig,
    *,
    headless: bool,
    seconds: float | None,
    json: bool = False,
    json_lines: bool = False,
    person: str = "",
    recorded_sound: bool = False,
) -> None:
    """Run a session until it is closed.

    `person` is whose it is; with `recorded_sound` the alarms of a recording are heard, too.
    """
    if not headless and (json or json_lines or seconds is not None):
        raise WrongUse("--json, --json-lines and --seconds go with --headless.")
    form = form_asked(json=json, json_lines=json_lines)
    from pawpress.settings.people import name_if_given

    after = AfterSession(name_if_given(person), config.record, emulated=config.emulated)
    try:
        if headless:
            _run_headless(config, seconds, form)
        else:
            shown_by = SHOWN_BY.get()
            if shown_by is not None:
                raise SystemExit(shown_by(config, recorded_sound))
            raise SystemExit(show_dashboard(config, after, recorded_sound=recorded_sound))
    finally:
        after.keep_card()
        _archive_saved(after.record)


def _archive_saved(record: str | None) -> None:
    """Write the compact archive of a session that was kept in the library; whatever fails, the recording stays."""
    from pathlib import Path

    if record is None or not os.path.isfile(record):  # noqa: PTH113 - `Path.is_file` may raise
        return
    from pawpress.export.table import ExportError
    from pawpress.library import archive, can_archive, sessions_folder
    from pawpress.recording import RecordingError

    if Path(record).parent != sessions_folder() or not can_archive():
        return
    try:
        say("Writing the compact archive; Ctrl-C leaves it for `pawpress sessions archive`.")
        archive(Path(record))
    except (RecordingError, ExportError) as error:
        say(str(error))
    except KeyboardInterrupt:
        say("Not archived. The recording is whole.")


def _run_headless(config: EngineConfig, seconds: float | None, form: Form) -> None:
    from pawpress.cli.headless_lines import LinePrinter, event_line, result_line
    from pawpress.engine.headless import Output, run_headless

    open_log("command")
    printer = LinePrinter()

    def report(kind: str, fields: Mapping[str, Any]) -> None:
        if line := event_line(form, kind, fields):
            printer.put(line)

    output = Output(
        notice=lambda notice: say(notice.text),
        event=report,
        alarms_as_notices=form != "text" or not sys.stdout.isatty(),
        closed=lambda: printer.closed,
    )
    try:
        answer = run_headless(config, seconds, output)
        printer.put(result_line(form, answer))
    finally:
        printer.finish()
    if answer["failure"]:
        raise Failure(answer["failure"])


def show_dashboard(config: EngineConfig, after: AfterSession, *, recorded_sound: bool = False) -> int:
    """Start the engine and, while it starts, load the screen."""
    from pawpress.analysis.coach_lines import prepare_alarms
    from pawpress.engine.spawn import start_engine
    from pawpress.texts import Texts, usual_language

    if not sys.stdout.isatty():
        raise Failure("The dashboard needs a terminal. Use --headless, or run it in one.")
    texts = Texts(usual_language() if config.coach is None else config.coach.language)
    starting = start_engine(config)
    from pawpress.dashboard import app as _app  # noqa: F401 - loaded while the engine starts
    from pawpress.dashboard import run as show
    from pawpress.dashboard.spoken import use
    from pawpress.dashboard.stream_feed import StreamFeed

    use(texts.language)
    prepare_alarms(texts)

    engine = starting.wait()
    try:
        feed = StreamFeed(engine.port, engine.token.encode())
        return show(feed, afterwards=after, recorded_sound=recorded_sound)
    finally:
        engine.close()
        if line := after.last_line():
            say(texts.said(line))
