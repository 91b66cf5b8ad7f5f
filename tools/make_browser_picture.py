"""Makes docs/images/browser.png: the page of `pawpress serve`, as a real Chromium without a window shows it.

`python -m tools.make_browser_picture`. Needs Chromium and the extra `serve`.
"""

from __future__ import annotations

import asyncio
import io
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image

from tools.chromium import Browser, NoChromium, chromium
from tools.schema import ROOT

TARGET = ROOT / "docs/images/browser.png"
SERVE = [sys.executable, "-m", "pawpress", "serve", "--demo", "--rig", "core", "--scenario", "catwalk"]
BEGINS_S, PRESSED_S, ENDS_S = 120.0, 30.0, 20.0
COLOURS = 64
"""Enough for a screen of words and bars, in a third of the bytes."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a demo; yield its address."""
    file = folder / "address"
    process = subprocess.Popen([*SERVE, "--address-file", str(file)])
    try:
        deadline_s = time.monotonic() + BEGINS_S
        while not (file.exists() and file.read_text("utf-8").endswith("\n")):
            if process.poll() is not None or time.monotonic() > deadline_s:
                raise SystemExit("pawpress serve does not come up.")
            time.sleep(0.1)
        yield file.read_text("utf-8").strip()
        process.send_signal(signal.SIGINT)
        process.wait(ENDS_S)
    finally:
        process.kill()
        process.wait()


async def picture(address: str, folder: Path) -> Image.Image:
    """Return the page after some presses."""
    async with chromium(folder) as (browser, _):
        await browser.call("Page.navigate", url=address)
        await asyncio.sleep(PRESSED_S)
        return await _taken(browser)


async def _taken(browser: Browser) -> Image.Image:
    while (found := await browser.picture()) is None:
        await asyncio.sleep(0.5)
    return found


def main() -> int:
    """Serve, look, keep."""
    with tempfile.TemporaryDirectory() as name, served(Path(name)) as address:
        try:
            found = asyncio.run(picture(address, Path(name) / "profile"))
        except NoChromium:
            print("needs Chromium", file=sys.stderr)
            return 1
    made = io.BytesIO()
    found.quantize(COLOURS).save(made, "PNG", optimize=True)
    TARGET.write_bytes(made.getvalue())
    print(f"{TARGET.relative_to(ROOT)}: {len(made.getvalue()) / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
