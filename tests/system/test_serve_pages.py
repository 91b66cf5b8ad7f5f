"""Served pages that close, and what they show at the end: the session goes on until somebody ends it."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest

from bench.terminal import watched
from pawpress.engine.attendance import VIEW_S
from tests.browsers import chromium, shown
from tests.chain import Ears, children, until

pytestmark = pytest.mark.realtime

VIEW = "pawpress.dashboard.browser"
DASHBOARD = (0x7F, 0xDB, 0xE8)
STEERS = re.compile(r"\x1b\[[0-9;?<>=]*[a-zA-Z]|\x1b[()][0-9A-Z]")
PATIENCE_S = 40.0
ENDS_S = 15.0


@dataclass(frozen=True)
class Served:
    """The command at a terminal of its own."""

    address: str
    process: subprocess.Popen[bytes]
    ears: Ears

    @property
    def views(self) -> list[int]:
        """Process numbers of the views behind pages."""
        return [pid for pid in children(self.process.pid) if VIEW in _words(pid)]

    @property
    def engines(self) -> list[int]:
        """Process numbers of the engine."""
        return [pid for pid in children(self.process.pid) if "pawpress.engine" in _words(pid)]


def _words(pid: int) -> list[str]:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_text("utf-8").split("\0")
    return []


@contextmanager
def served(folder: Path, *options: str) -> Iterator[Served]:
    """Serve a demo; it is ended by the key that ends programs."""
    file = folder / "address"
    command = [sys.executable, "-m", "pawpress", "serve", "--demo", "--rig", "core", "--address-file", str(file)]
    master, slave = os.openpty()
    process = subprocess.Popen([*command, *options], preexec_fn=lambda: os.login_tty(slave))
    os.close(slave)
    ears = Ears(master)
    try:
        with watched(ears):
            until(lambda: file.exists() and file.read_text("utf-8").endswith("\n"), "the page is not served")
            yield Served(file.read_text("utf-8").strip(), process, ears)
            process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                process.wait(ENDS_S)
    finally:
        process.kill()
        process.wait()
        os.close(master)


class Tab:
    """A page that is read and typed into, as the script of the page does it."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket, self.text = socket, ""

    async def sees(self, pattern: str) -> str:
        """Wait until something is to be read; return it."""
        deadline_s = time.monotonic() + PATIENCE_S
        while (found := re.search(pattern, STEERS.sub("", self.text))) is None:
            assert time.monotonic() < deadline_s, f"{pattern} in {STEERS.sub('', self.text)[-2000:]!r}"
            await self._read()
        self.text = ""
        return found[0]

    async def types(self, keys: str) -> None:
        """Type keys."""
        await self._socket.send_json(["stdin", keys])

    async def is_closed(self) -> None:
        """Wait until the other side has closed the page."""
        deadline_s = time.monotonic() + PATIENCE_S
        while not self._socket.closed:
            assert time.monotonic() < deadline_s, "the page stays open"
            await self._read()

    async def _read(self) -> None:
        try:
            message = await self._socket.receive(timeout=1.0)
        except TimeoutError:
            return
        if message.type == aiohttp.WSMsgType.BINARY:
            piece = message.data.decode(errors="replace")
            self.text += piece
            for _ in range(piece.count("\x1b[6n")):
                await self.types("\x1b[1;1R")


@asynccontextmanager
async def tab(address: str) -> AsyncIterator[Tab]:
    """Open a page."""
    origin = re.sub(r"/[^/]+/$", "", address)
    where = address.replace("http", "ws") + "ws?width=120&height=40"
    async with aiohttp.ClientSession() as session, session.ws_connect(where, headers={"Origin": origin}) as socket:
        yield Tab(socket)


async def test_a_page_shows_how_the_session_went_after_it_has_ended(tmp_path: Path):
    with served(tmp_path, "--scenario", "catwalk") as now:
        async with tab(now.address) as page, tab(now.address) as other:
            await page.sees("steady 100")
            await page.types("q")
            if await page.sees("the session is over|nobody has seen") == "nobody has seen":
                await page.types("q")
                await page.sees("the session is over")
            await other.sees("the session is over")
            await other.sees("WENT WELL|NEXT")
            until(lambda: now.engines == [], "the engine does not end")
            assert now.process.poll() is None, "the page is still read"
            await page.types("q")
            await page.is_closed()
            assert now.process.poll() is None, "the other page is still read"
        until(lambda: now.process.poll() is not None, "the command goes on when no page is left")
        assert now.process.returncode == 0


async def test_when_the_browser_dies_the_session_goes_on_and_the_engine_speaks_up(tmp_path: Path):
    with served(tmp_path, "--scenario", "overload") as now:
        async with chromium(tmp_path / "browser") as (browser, program):
            await browser.call("Page.navigate", url=now.address)
            assert await shown(browser, DASHBOARD)
            assert len(now.views) == 1
            program.kill()
            program.wait()
        gone_s = time.monotonic()
        until(lambda: now.views == [], "the view outlives its page")
        left_s = time.monotonic()
        until(_rung_after(now, left_s + VIEW_S), "nobody is heard though an alarm is unseen")
        assert left_s - gone_s < ENDS_S
        assert now.process.poll() is None
        assert len(now.engines) == 1
        async with tab(now.address) as page:
            await page.sees("Overload")
            await page.sees("live")


def _rung_after(now: Served, moment_s: float) -> Callable[[], bool]:
    return lambda: any(at_s > moment_s for at_s in now.ears.rung_s)


@pytest.mark.parametrize("words", [("--mode", "foot"), ("--mode=foot",), ("--port", "/dev/null", "--mode", "foot")])
def test_feet_are_refused_before_anybody_is_asked_anything(words: tuple[str, ...]):
    command = [sys.executable, "-m", "pawpress", "serve", *words]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, stdin=subprocess.DEVNULL)
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (1, "", 1)
    assert "Foot mode is not shown in a browser" in ended.stderr


async def test_ctrl_c_while_a_page_ends_says_nothing_of_the_inside(tmp_path: Path):
    file = tmp_path / "address"
    command = [sys.executable, "-m", "pawpress", "serve", "--demo", "--rig", "core", "--address-file", str(file)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        until(lambda: file.exists() and file.read_text("utf-8").endswith("\n"), "the page is not served")
        async with tab(file.read_text("utf-8").strip()) as page:
            await page.sees("live")
        await asyncio.sleep(0.1)  # its view is being ended
        process.send_signal(signal.SIGINT)
        _, said = await asyncio.to_thread(process.communicate, timeout=ENDS_S)
    finally:
        process.kill()
        process.wait()
    assert b"Traceback" not in said
    assert b"Event loop" not in said
