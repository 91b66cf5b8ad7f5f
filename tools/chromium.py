"""A real Chromium without a window, steered over its own protocol."""

from __future__ import annotations

import asyncio
import base64
import io
import json
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
from PIL import Image


class NoChromium(Exception):
    """No Chromium is installed."""


class Browser:
    """A page of a real Chromium, steered over its own protocol."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket, self._number = socket, 0

    async def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Have the browser do something; return its answer."""
        self._number += 1
        await self._socket.send_json({"id": self._number, "method": method, "params": parameters})
        while True:
            told = json.loads((await self._socket.receive(timeout=30.0)).data)
            if told.get("id") == self._number:
                return dict(told.get("result", {}))

    async def picture(self) -> Image.Image | None:
        """Return what is to be seen; None while a page is only coming."""
        shot = await self.call("Page.captureScreenshot")
        if "data" not in shot:
            return None
        return Image.open(io.BytesIO(base64.b64decode(shot["data"]))).convert("RGB")

    async def evaluate(self, script: str) -> Any:
        """Run a script in the page; return what it comes to."""
        told = await self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        return told["result"].get("value")


@asynccontextmanager
async def chromium(folder: Path) -> AsyncIterator[tuple[Browser, subprocess.Popen[bytes]]]:
    """Start one with a profile in this folder; yield its page, and its process.

    Raises
    ------
    NoChromium
        If there is none.
    """
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        raise NoChromium
    options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0", "--window-size=1280,800"]
    process = subprocess.Popen(
        [program, *options, f"--user-data-dir={folder}", "about:blank"], stderr=subprocess.DEVNULL
    )
    try:
        port_file = folder / "DevToolsActivePort"
        while not port_file.exists() or "\n" not in port_file.read_text("utf-8"):
            await asyncio.sleep(0.1)
        port = port_file.read_text("utf-8").split("\n")[0]
        async with aiohttp.ClientSession() as session:
            async with session.get(f"http://127.0.0.1:{port}/json") as answer:
                [page] = [one for one in await answer.json() if one["type"] == "page"]
            async with session.ws_connect(page["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                yield Browser(socket), process
    finally:
        process.kill()
        process.wait()
