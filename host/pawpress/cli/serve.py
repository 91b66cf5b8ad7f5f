"""`pawpress serve`: the dashboard in a browser on this computer."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
import time
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pawpress.cli.failure import Failure, WrongUse, say
from pawpress.cli.shown_by import SHOWN_BY

if TYPE_CHECKING:
    from pawpress.dashboard.browser.server import BrowserServer
    from pawpress.engine.config import EngineConfig
    from pawpress.engine.spawn import EngineProcess

PASSED_ON = {"allow_extra_args": True, "ignore_unknown_options": True}
"""The options of `live`, `demo` and `replay` are passed on to them."""
LOOK_S = 0.1
READ_S = 600.0
"""A page that somebody has forgotten keeps the command no longer."""
NO_FEET = (
    "Foot mode is not shown in a browser: nobody would notice there that the page no longer reaches a person. "
    "Type `pawpress live --mode foot` in a terminal."
)
OPEN = "Open this address in a browser on this computer. Whoever has it can see and steer the session; Ctrl-C ends it."


def serve(
    context: typer.Context,
    demo: Annotated[bool, typer.Option("--demo", help="An emulated rig; takes the options of demo, too.")] = False,
    replay: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Play a recording; takes the options of replay, too.")
    ] = None,
    at: Annotated[
        int, typer.Option("--at", min=0, max=65535, metavar="PORT", help="Port of the page.", show_default="a free one")
    ] = 0,
    address_file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the address there, for you only, in place of showing it.")
    ] = None,
) -> None:
    """Show the dashboard in a browser on this computer."""
    if demo and replay is not None:
        raise WrongUse("Give --demo or --replay, not both.")
    if {"--headless", "--json", "--json-lines"} & set(context.args):
        raise WrongUse("A page in a browser is not --headless. Leave one of them out.")
    if _feet(context.args):
        raise Failure(NO_FEET)
    first = ["demo"] if demo else ["replay", str(replay)] if replay is not None else ["live"]
    shown = SHOWN_BY.set(partial(show_in_browser, at=at, address_file=address_file))
    try:
        context.find_root().command.main([*first, *context.args], standalone_mode=False)
    finally:
        SHOWN_BY.reset(shown)


def _feet(words: list[str]) -> bool:
    """Whether feet are asked for in so many words: then nobody is asked who stands on whom."""
    return "--mode=foot" in words or ("--mode", "foot") in pairwise(words)


def show_in_browser(config: EngineConfig, recorded_sound: bool, *, at: int, address_file: Path | None) -> int:
    """Run a session whose views are pages in a browser; return its exit status."""
    from pawpress.engine.config import ReplaySource
    from pawpress.engine.spawn import start_engine

    if config.mode == "foot" and not isinstance(config.source, ReplaySource):
        raise Failure(NO_FEET)
    starting = start_engine(config)
    engine = starting.wait()
    try:
        return asyncio.run(_serve(engine, at, address_file, recorded_sound=recorded_sound))
    finally:
        engine.close()
        if address_file is not None:
            with contextlib.suppress(OSError):
                address_file.unlink()


async def _serve(engine: EngineProcess, at: int, address_file: Path | None, *, recorded_sound: bool) -> int:
    try:
        from pawpress.dashboard.browser.pages import Page
        from pawpress.dashboard.browser.server import BrowserServer
    except ModuleNotFoundError as error:
        raise Failure(f"{error.name} is missing. Install it with: pip install 'pawpress[serve]'.") from error
    feed = engine.port, engine.token
    server = BrowserServer(partial(Page, feed, ring=_ring, recorded_sound=recorded_sound))
    try:
        try:
            door = await server.start(at)
        except OSError as error:
            raise Failure(f"Port {at} cannot be used ({error.strerror}). Leave --at out for a free one.") from error
        _tell(door.address, address_file)
        while (status := engine.process.poll()) is None:
            await asyncio.sleep(LOOK_S)
        await _let_read(server)
        return 1 if status else 0
    finally:
        await server.close()


async def _let_read(server: BrowserServer) -> None:
    """Leave what the pages say of the session at its end to whoever still reads it, for a while."""
    until_s = time.monotonic() + READ_S
    if server.pages:
        say("The session is over. The page says how it went; this command ends when the last page is closed.")
    while server.pages and time.monotonic() < until_s:
        await asyncio.sleep(LOOK_S)


def _tell(address: str, address_file: Path | None) -> None:
    """Show the address once, or write it where only this person can read it."""
    if address_file is None:
        sys.stdout.write(f"{OPEN}\n  {address}\n")
        sys.stdout.flush()
        return
    try:
        number = os.open(address_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise Failure(f"{address_file}: cannot be written ({error.strerror}). Name a new file.") from error
    with os.fdopen(number, "w", encoding="utf-8") as file:
        file.write(f"{address}\n")


def _ring() -> None:
    """Ring the bell of the terminal in which the server was started."""
    if sys.stdout.isatty():
        sys.stdout.write("\a")
        sys.stdout.flush()
