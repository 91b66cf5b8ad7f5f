"""Whether two trees of pawpress judge alike: `python -m tools.compare_judging ../before --files ../files`.

Both trees must be set up (`make dev`). Every recording is given to `pawpress grade --json` of both: the files of a
folder, every demo scenario at three rates as the firmware's core sends it, and damaged copies of these. Presses,
verdicts, alarms, quality, summary, exit status and complaint must be the same to the last bit.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path

import msgspec
import numpy as np

from pawpress.core.layout import Layout
from pawpress.core.protocol import encode
from pawpress.core.protocol.schema_generated import SetRate
from pawpress.core.safety import FootPair
from pawpress.recording import Recorder
from pawpress.settings.layout_files import load_layout
from pawpress.simulator.body import Body
from pawpress.simulator.core_board import CoreBoard
from pawpress.simulator.scenario import load_scenario
from tests.damages import blank, cut, flip, lose, repeat, shuffle
from tests.recordings import as_before_copies, manifest

ROOT = Path(__file__).parents[1]
RATES_HZ = (100, 250, 500)
SECONDS = 30.0
DAMAGES = (blank, cut, flip, lose, repeat, shuffle)
KEPT = ("presses", "alarms", "quality", "summary", "warnings", "walk")
"""What is compared of an answer; names of files and of the program are not."""


def main() -> int:
    """Compare, print every difference, and return 1 where there is one."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("before", type=Path, help="folder of the other tree")
    parser.add_argument("--files", type=Path, help="folder with recordings, searched through")
    parser.add_argument("--damaged", type=int, default=200, help="damaged copies of the scenarios")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        recordings = [*_found(asked.files), *_made(Path(scratch), asked.damaged)]
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            before = pool.map(lambda path: answer(asked.before, path), recordings)
            after = list(pool.map(lambda path: answer(ROOT, path), recordings))
        unlike = [path for path, old, new in zip(recordings, before, after, strict=True) if old != new]
    graded = sum("presses" in new for new in after)
    print(f"{len(recordings)} recordings, {graded} of them graded: {len(unlike)} are judged differently")
    for path in unlike:
        print(f"  {path}")
    return 1 if unlike else 0


def answer(tree: Path, recording: Path) -> dict[str, object]:
    """Return what a tree makes of a recording."""
    command = [str(tree.resolve() / ".venv/bin/python"), "-m", "pawpress", "grade", str(recording), "--json"]
    environment = {**os.environ, "PYTHONPATH": str(tree.resolve() / "host"), "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    graded = {} if done.returncode else msgspec.json.decode(done.stdout)
    return {"status": done.returncode, **{key: graded[key] for key in KEPT if key in graded}}


def scenarios() -> list[str]:
    """Return the names of the demo's scenarios."""
    folder = files("pawpress.simulator") / "scenarios"
    return sorted(Path(entry.name).stem for entry in folder.iterdir() if entry.name.endswith(".toml"))


def play(name: str, rate_hz: int, path: Path) -> None:
    """Record a scenario as the core sends it, in the form that earlier versions read, too."""
    board, scenario = CoreBoard(), load_scenario(name)
    body, foot = Body(scenario, board.pads), FootPair() if name.startswith("foot") else None
    layout: Layout = load_layout("mat6")
    recorder = Recorder(path, manifest(layout=layout, foot=foot, mode="hands" if foot is None else "foot"))
    recorder.take(board.run(body.codes(np.arange(500))), [], 0.5)
    board.send(encode(SetRate(rate_hz), 1))
    for step in range(500, round(SECONDS * 1000), 20):
        recorder.take(board.run(body.codes(np.arange(step, step + 20))), [], step / 1000)
    recorder.close()
    path.write_bytes(as_before_copies(path.read_bytes()))


def _found(folder: Path | None) -> list[Path]:
    return [] if folder is None else sorted(path for path in folder.rglob("*") if path.is_file())


def _made(scratch: Path, damaged: int) -> Iterator[Path]:
    whole: list[Path] = []
    for name in scenarios():
        for rate_hz in RATES_HZ:
            whole.append(scratch / f"{name}-{rate_hz}.paw")
            play(name, rate_hz, whole[-1])
    yield from whole
    rng = random.Random(12)
    for number in range(damaged):
        source, damage = rng.choice(whole), DAMAGES[number % len(DAMAGES)]
        path = scratch / f"{source.stem}-{damage.__name__}-{number}.paw"
        path.write_bytes(damage(source.read_bytes(), rng))
        yield path


if __name__ == "__main__":
    sys.exit(main())
