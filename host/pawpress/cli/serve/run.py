"""Serves the pages of `pawpress serve` until the session is over and everybody has read how it went."""

from __future__ import annotations

import asyncio
import contextlib
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pawpress.cli.failure import Failure, say
from pawpress.system.new_file import write_new, writing

if TYPE_CHECKING:
    from pawpress.dashboard.browser.server import BrowserServer
    from pawpress.engine.config import EngineConfig
    from pawpress.engine.spawn import EngineProcess

LOOK_S = 0.1
READ_S = 600.0
"""A page that somebody has forgotten keeps the command no longer."""
NO_FEET = (
    "Foot mode is not shown in a browser: nobody would notice there that the page no longer reaches a person. "
    "Type `pawpress live --mode foot` in a terminal."
)
OPEN = "Open this address in a browser on this computer. Whoever has it can see and steer the session; Ctrl-C ends it."


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
    with writing(address_file, Failure, advice="Name a new file."):
        write_new(address_file, lambda file: file.write(f"{address}\n".encode()))


def _ring() -> None:
    """Ring the bell of the terminal in which the server was started."""
    if sys.stdout.isatty():
        sys.stdout.write("\a")
        sys.stdout.flush()
