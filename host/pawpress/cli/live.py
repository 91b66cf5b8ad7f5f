"""`pawpress`, `pawpress demo` and `pawpress live`: a session with or without a screen."""

from __future__ import annotations

import os
import sys

import msgspec

from pawpress.cli.failure import Failure, WrongUse, say
from pawpress.engine.config import EngineConfig, PortSource
from pawpress.log import open_log


def open_connected() -> None:
    """Open the dashboard on the rig that is plugged in; say so when there is none."""
    from pawpress.link.discovery import candidates

    ports = [candidate.port for candidate in candidates()]
    if not ports:
        raise Failure("No rig is connected. Try `pawpress demo`, or `pawpress doctor` if one is plugged in.")
    if len(ports) > 1:
        choices = " or ".join(f"`pawpress live --port {port}`" for port in ports)
        raise Failure(f"More than one rig may be connected. Type {choices}.")
    from pawpress.cli.gates import Given, open_gates

    config = open_gates(EngineConfig(source=PortSource(port=ports[0])), Given())
    run(config, headless=False, seconds=None, json=False)


def find_port() -> str:
    """Return the port of the only rig that is plugged in.

    Raises
    ------
    Failure
        If there is none, or more than one.
    """
    from pawpress.link.discovery import candidates

    ports = [candidate.port for candidate in candidates()]
    if not ports:
        raise Failure("No rig is connected. Plug it in or give --port; `pawpress doctor` lists what is there.")
    if len(ports) > 1:
        raise Failure(f"More than one rig may be connected ({', '.join(ports)}). Choose with --port.")
    return ports[0]


def run(config: EngineConfig, *, headless: bool, seconds: float | None, json: bool) -> None:
    """Run a session until it is closed."""
    if not headless and (json or seconds is not None):
        raise WrongUse("--json and --seconds go with --headless.")
    try:
        if headless:
            _run_headless(config, seconds, json)
        else:
            raise SystemExit(_run_dashboard(config))
    finally:
        _archive_saved(config)


def _archive_saved(config: EngineConfig) -> None:
    """Write the compact archive of a session that was kept in the library; whatever fails, the recording stays."""
    from pathlib import Path

    if config.record is None or not os.path.isfile(config.record):  # noqa: PTH113 - `Path.is_file` may raise
        return
    from pawpress.library import archive, can_archive, sessions_folder
    from pawpress.recorder import RecordingError
    from pawpress.recorder.formats import ExportError

    if Path(config.record).parent != sessions_folder() or not can_archive():
        return
    try:
        say("Writing the compact archive; Ctrl-C leaves it for `pawpress sessions --archive`.")
        archive(Path(config.record))
    except (RecordingError, ExportError) as error:
        say(str(error))
    except KeyboardInterrupt:
        say("Not archived. The recording is whole.")


def _run_headless(config: EngineConfig, seconds: float | None, json: bool) -> None:
    from pawpress.cli.grade_text import alarm_line
    from pawpress.engine.build import STARTING_ERRORS
    from pawpress.engine.headless import run_headless

    open_log("command")
    try:
        answer = run_headless(config, seconds, lambda notice: say(notice.text))
    except STARTING_ERRORS as error:
        raise Failure(str(error)) from error
    if json:
        print(msgspec.json.encode(answer).decode())
        return
    for press in answer["presses"]:
        print(f"{press['onset_s']:8.2f} s  {press['pad']:<12} {press['verdict']:<9} {' '.join(press['reasons'])}")
    for alarm in answer["alarms"]:
        print(alarm_line(alarm))
    link = answer["link"]
    print(
        f"{len(answer['presses'])} presses; {link['frames']} frames, {link['lost']} lost, {link['crc_errors']} damaged."
    )


def _run_dashboard(config: EngineConfig) -> int:
    """Start the engine and, while it starts, load the screen."""
    from pawpress.engine.spawn import EngineError, start_engine

    if not sys.stdout.isatty():
        raise Failure("The dashboard needs a terminal. Use --headless, or run it in one.")
    starting = start_engine(config)
    from pawpress.dashboard import app as _app  # noqa: F401 - loaded while the engine starts
    from pawpress.dashboard import run as show
    from pawpress.dashboard.stream_feed import StreamFeed

    try:
        engine = starting.wait()
    except EngineError as error:
        raise Failure(str(error)) from error
    try:
        return show(StreamFeed(engine.port, engine.token.encode()))
    finally:
        engine.close()
