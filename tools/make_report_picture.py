"""Makes docs/images/report.png: a report of a minute of the beginner, as Chromium shows it on a desk and on a phone.

`python -m tools.make_report_picture`. Needs Chromium.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

from pawpress.analysis.recording import open_recording
from pawpress.recording import Manifest, Recorder
from pawpress.report import ReportContext, write_report
from pawpress.settings.grading_limits import load_limits
from pawpress.simulator.body import Body
from pawpress.simulator.core_board import CoreBoard
from pawpress.simulator.scenario import load_scenario
from tools.schema import ROOT

TARGET = ROOT / "docs/images/report.png"
SECONDS, STEP_MS = 60, 50
DESK, PHONE, HEIGHT = 1000, 390, 1500
NOVEMBER_MS = 1_763_836_200_000


def recording(path: Path, scenario: str) -> Path:
    """Record a minute of a scenario on the firmware's core."""
    board = CoreBoard()
    body = Body(load_scenario(scenario), board.pads)
    manifest = Manifest(
        program="pawpress",
        created_unix_ms=NOVEMBER_MS,
        source="emulated rig (Uno)",
        mode="hands",
        layout=None,
        limits=load_limits(),
    )
    recorder = Recorder(path, manifest)
    for begin_ms in range(0, 1000 * SECONDS, STEP_MS):
        recorder.take(board.run(body.codes(np.arange(begin_ms, begin_ms + STEP_MS))), [], 1e-3 * begin_ms)
    recorder.close()
    return path


def shot(browser: str, page: Path, width: int, target: Path) -> None:
    """Take a picture of the top of a page at a width."""
    options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
    where = [f"--user-data-dir={target.with_suffix('')}", f"--window-size={width},{HEIGHT}", f"--screenshot={target}"]
    subprocess.run([browser, *options, *where, page.as_uri()], check=True, capture_output=True)


def main() -> int:
    from PIL import Image

    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        raise SystemExit("There is no Chromium: install it first.")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        teacher = recording(place / "teacher.paw", "catwalk")
        beside = ReportContext(open_recording(teacher))
        [page] = write_report(open_recording(recording(place / "first evening.paw", "beginner")), beside=beside)
        pictures: list[Image.Image] = []
        for width in (DESK, PHONE):
            shot(browser, page, width, place / f"{width}.png")
            pictures.append(Image.open(place / f"{width}.png").convert("RGB"))
        together = Image.new("RGB", (DESK + PHONE + 30, HEIGHT), "#d5dde4")
        for picture, left in zip(pictures, (0, DESK + 30), strict=True):
            together.paste(picture, (left, 0))
        together.quantize(128).save(TARGET, optimize=True)
    print(f"{TARGET.relative_to(ROOT)}: {TARGET.stat().st_size / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
