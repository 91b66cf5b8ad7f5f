"""The process behind a page, as textual-serve runs it, and what passes between both."""

from __future__ import annotations

import asyncio
import contextlib
import re
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable, Callable

from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from pawpress.system.import_path import safe_environment

FEED_PORT, FEED_TOKEN, RECORDED_SOUND = "PAWPRESS_FEED_PORT", "PAWPRESS_FEED_TOKEN", "PAWPRESS_RECORDED_SOUND"
MODULE = "pawpress.dashboard.browser"
DRAWN = (
    "TEXTUAL_DRIVER",
    "TEXTUAL_FPS",
    "TEXTUAL_COLOR_SYSTEM",
    "TERM_PROGRAM",
    "TERM_PROGRAM_VERSION",
    "COLUMNS",
    "ROWS",
)
"""What textual-serve tells a view about its page."""
ENDS_WITHIN_S = 3.0
"""So long a view may take to end in order once its page is gone."""
TITLES = re.compile(rb"\x1b\].*?(?:\x07|\x1b\\)", re.DOTALL)
"""Texts for the title of a window end in the byte that else rings the bell."""


class Page(AppService):
    """One page and its view.

    Parameters
    ----------
    feed : tuple of int and str
        Port and token of the engine's stream; they travel in the environment of the view, which nobody else can read.
    write_bytes, write_str, close : callables
        To the browser.
    ring : callable
        Rings where the server was started: a browser has no bell.
    recorded_sound : bool
        Whether the alarms of a recording are heard, too.
    """

    def __init__(
        self,
        feed: tuple[int, str],
        *,
        write_bytes: Callable[[bytes], Awaitable[None]],
        write_str: Callable[[str], Awaitable[None]],
        close: Callable[[], Awaitable[None]],
        ring: Callable[[], None],
        recorded_sound: bool = False,
    ) -> None:
        super().__init__(
            MODULE,
            write_bytes=write_bytes,
            write_str=write_str,
            close=close,
            download_manager=DownloadManager(),
        )
        self._feed, self._ring, self._recorded_sound = feed, ring, recorded_sound

    async def on_data(self, payload: bytes) -> None:
        """Pass a picture on, and be heard."""
        if b"\x07" in TITLES.sub(b"", payload):
            self._ring()
        await super().on_data(payload)

    async def stop(self) -> None:
        """End the view; without mercy if it does not end in order."""
        try:
            await asyncio.wait_for(super().stop(), ENDS_WITHIN_S)
        except (TimeoutError, asyncio.CancelledError):  # Ctrl-C cancels all that is under way
            self._kill()
        except (OSError, RuntimeError):  # its pipe is closed: it ends by itself
            self._kill()
        if self._process is not None:
            await self._ended(self._process)

    async def _ended(self, process: Process) -> None:
        """Wait until a view has ended: the loop must not end before, or Python tells the user of it."""
        try:
            await process.wait()
        except asyncio.CancelledError:
            self._kill()
            await process.wait()

    def _kill(self) -> None:
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        drawn = {name: text for name, text in super()._build_environment(width, height).items() if name in DRAWN}
        port, token = self._feed
        heard = {RECORDED_SOUND: "1"} if self._recorded_sound else {}
        return {**safe_environment(), **drawn, FEED_PORT: str(port), FEED_TOKEN: token, **heard}

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",
            "-m",
            MODULE,
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env=self._build_environment(width, height),
        )
        assert self._process.stdin is not None
        self._stdin = self._process.stdin
        return self._process
