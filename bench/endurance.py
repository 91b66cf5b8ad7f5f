"""What recordings and sessions endure: `python -m bench.endurance [--full] [--json FILE] [--PART N ...]`.

A sample takes less than a minute; `--full` tries as many as `make nightly`. Exit status 1 if anything did not hold.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import NamedTuple

from bench import endurance_files as files
from bench import endurance_sessions as sessions
from bench.endurance_outcome import Outcome
from bench.figure import Figure, show

COMMAND = "python -m bench.endurance"


class Part(NamedTuple):
    """One kind of trouble, and how often it is tried."""

    run: Callable[[Path, int], Outcome]
    sample: int
    full: int


PARTS: dict[str, Part] = {
    "kills": Part(sessions.kills, 10, 116),
    "truncations": Part(files.truncations, 48, 4096),
    "flips": Part(files.flips, 60, 2540),
    "link-faults": Part(sessions.link_faults, 1, 10),
    "fuzz": Part(files.fuzz, 120, 15_408),
    "full-disk": Part(sessions.full_disk, 1, 10),
    "clock-steps": Part(lambda folder, _: sessions.clock_steps(folder), 1, 1),
    "second-program": Part(lambda folder, _: sessions.second_program(folder), 1, 1),
    "hostile-names": Part(lambda folder, _: files.hostile_names(folder), 1, 1),
}


def outcomes(counts: Mapping[str, int]) -> list[Outcome]:
    """Return what became of each part, tried as often as told; 0 leaves a part out."""
    found: list[Outcome] = []
    for name, count in counts.items():
        if count:
            with tempfile.TemporaryDirectory() as folder:
                found.append(PARTS[name].run(Path(folder), count))
    return found


def measure(*, full: bool = True) -> list[Figure]:
    """Return the figures."""
    return _figures(outcomes({name: part.full if full else part.sample for name, part in PARTS.items()}))


def _figures(found: list[Outcome]) -> list[Figure]:
    return [Figure(f"endurance, {one.what}", one.amount, COMMAND) for one in found]


def main() -> int:
    """Try, print the table, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help="as many as every night")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the outcomes into a file")
    for name, part in PARTS.items():
        parser.add_argument(f"--{name}", type=int, metavar="N", help=f"{part.sample} unless told, {part.full} in full")
    options = parser.parse_args()
    told = {name: getattr(options, name.replace("-", "_")) for name in PARTS}
    usual = {name: part.full if options.full else part.sample for name, part in PARTS.items()}
    found = outcomes({name: usual[name] if count is None else count for name, count in told.items()})
    show(_figures(found))
    for one in found:
        for failure in one.failures:
            print(f"  did not hold: {one.what}: {failure}", file=sys.stderr)
    if options.json is not None:
        options.json.write_text(json.dumps([asdict(one) for one in found], indent=1) + "\n", encoding="utf-8")
    return int(any(one.held < one.tried for one in found))


if __name__ == "__main__":
    sys.exit(main())
