"""The web server: one page, its script and its web socket, for whoever the door lets in; nothing for anybody else.

Strategy: the page's script and the protocol between page, server and view are those of textual-serve. Its own server
is not used: it asks nobody who they are, and its page loads a font from the web.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Protocol

import msgspec
import textual_serve.server
from aiohttp import WSMsgType, web

from pawpress.dashboard.browser.door import Door
from pawpress.dashboard.browser.pages import Page
from pawpress.system.log import log_fault

STATIC = Path(textual_serve.server.__file__).parent / "static"
SHARED = ("js/textual.js", "css/xterm.css")
"""All that the page needs of textual-serve; its fonts and pictures it does without."""
PAGE = Path(__file__).with_name("page.html")
MOST_PAGES = 8
LARGEST_MESSAGE = 1 << 16
"""Bytes from a browser: keys, a pasted line, the size of the window."""
MOST_COLUMNS, MOST_ROWS = 500, 200
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "connect-src {socket}; img-src data:; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Paged(Protocol):
    """Makes what stands behind a page."""

    def __call__(
        self,
        *,
        write_bytes: Callable[[bytes], Awaitable[None]],
        write_str: Callable[[str], Awaitable[None]],
        close: Callable[[], Awaitable[Any]],
    ) -> Page:
        """Return a view that is not started yet."""
        ...


IDLE_S = 3.0
"""So long a connection may ask for nothing; a browser asks at once, and makes another when it needs one."""


class BrowserServer:
    """Listens on the loopback address.

    Parameters
    ----------
    paged : callable
        Makes the view behind a page.
    """

    def __init__(self, paged: Paged) -> None:
        self._paged = paged
        self._pages: set[web.WebSocketResponse] = set()
        self._runner: web.AppRunner | None = None
        self.door: Door | None = None

    async def start(self, port: int = 0) -> Door:
        """Begin to listen, on any free port where none is given.

        Raises
        ------
        OSError
            If the port is taken.
        """
        application = web.Application(middlewares=[self._guard])
        application.router.add_get("/{token}/", self._page)
        application.router.add_get("/{token}/ws", self._socket)
        for name in SHARED:
            application.router.add_get("/{token}/" + name, self._shared)
        # No log of requests: their paths hold the token. What strangers send is nobody's fault and fills no terminal.
        self._runner = web.AppRunner(
            application,
            access_log=None,
            logger=logging.Logger("strangers", logging.CRITICAL),
            keepalive_timeout=IDLE_S,
            handle_signals=False,
            shutdown_timeout=1.0,
        )
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        assert site._server is not None
        bound = site._server.sockets[0].getsockname()[1]  # type: ignore[attr-defined]
        self.door = Door(secrets.token_urlsafe(32), int(bound))
        return self.door

    @property
    def pages(self) -> int:
        """How many pages are open."""
        return len(self._pages)

    async def close(self) -> None:
        """Close every page, and listen no more."""
        for page in list(self._pages):
            with contextlib.suppress(OSError, RuntimeError):
                await page.close()
        if self._runner is not None:
            await self._runner.cleanup()

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let in who may come in; everybody else gets the same nothing, whatever was wrong."""
        socket = request.path.endswith("/ws")
        if self.door is None or not self.door.admits(request.path, request.headers, socket=socket):
            return web.Response(status=404, headers=HEADERS)
        try:
            return await handler(request)
        except web.HTTPException:
            return web.Response(status=404, headers=HEADERS)
        except Exception as error:
            log_fault("behind a page", error)
            raise

    async def _page(self, request: web.Request) -> web.StreamResponse:
        socket = f"ws://{request.headers['Host']}"
        page = PAGE.read_text(encoding="utf-8").replace("{socket}", f"{socket}{request.path}ws")
        policy = HEADERS["Content-Security-Policy"].replace("{socket}", socket)
        headers = {**HEADERS, "Content-Security-Policy": policy}
        return web.Response(text=page, content_type="text/html", headers=headers)

    async def _shared(self, request: web.Request) -> web.StreamResponse:
        name = request.path.split("/", 2)[2]
        return web.FileResponse(STATIC / name, headers=HEADERS)

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        if len(self._pages) >= MOST_PAGES:
            return web.Response(status=503, headers=HEADERS)
        socket = web.WebSocketResponse(heartbeat=5.0, max_msg_size=LARGEST_MESSAGE)
        await socket.prepare(request)
        self._pages.add(socket)
        page = self._paged(write_bytes=socket.send_bytes, write_str=socket.send_str, close=socket.close)
        try:
            await page.start(_number(request, "width", 80, MOST_COLUMNS), _number(request, "height", 24, MOST_ROWS))
            async for message in socket:
                if message.type == WSMsgType.TEXT:
                    await _pass_on(message.data, page, socket)
        except (ConnectionError, asyncio.CancelledError):
            pass  # the page is gone, or the server ends
        finally:
            self._pages.discard(socket)
            await page.stop()
        return socket


def _number(request: web.Request, name: str, usual: int, most: int) -> int:
    text = request.query.get(name, "")
    return min(max(int(text), 1), most) if text.isascii() and text.isdigit() and len(text) < 6 else usual


class _Size(msgspec.Struct):
    width: int
    height: int


async def _pass_on(text: str, page: Page, socket: web.WebSocketResponse) -> None:
    """Pass what a browser says on to the view; what cannot be understood is passed over."""
    with contextlib.suppress(msgspec.MsgspecError, RecursionError, ValueError, OverflowError):
        kind, *more = msgspec.json.decode(text, type=list[msgspec.Raw])
        match msgspec.json.decode(kind):
            case "stdin":
                await page.send_bytes(msgspec.json.decode(more[0], type=str).encode()) if more else None
            case "resize":
                size = msgspec.json.decode(more[0], type=_Size) if more else _Size(80, 24)
                width, height = min(max(size.width, 1), MOST_COLUMNS), min(max(size.height, 1), MOST_ROWS)
                await page.set_terminal_size(width, height)
            case "ping":
                await socket.send_json(["pong", msgspec.json.decode(more[0]) if more else None])
            case "blur":
                await page.blur()
            case "focus":
                await page.focus()
            case _:
                pass
