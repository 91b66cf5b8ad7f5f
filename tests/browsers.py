"""A real Chromium without a window, for tests; without one they are skipped."""

from __future__ import annotations

import asyncio
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

import tools.chromium
from tools.chromium import Browser, NoChromium


@asynccontextmanager
async def chromium(folder: Path) -> AsyncIterator[tuple[Browser, subprocess.Popen[bytes]]]:
    """Start one, as `tools.chromium` does."""
    try:
        opened = tools.chromium.chromium(folder)
        pair = await opened.__aenter__()
    except NoChromium:
        pytest.skip("needs Chromium")
    try:
        yield pair
    finally:
        await opened.__aexit__(None, None, None)


async def shown(browser: Browser, colour: tuple[int, int, int]) -> bool:
    """Wait until a colour of the dashboard is to be seen."""
    for _ in range(60):
        picture = await browser.picture()
        colours = [] if picture is None else picture.getcolors(1 << 24) or []
        if sum(count for count, found in colours if found == colour) > 20:
            return True
        await asyncio.sleep(0.5)
    return False
