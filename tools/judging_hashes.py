"""Digests of everything that judges, to the last bit: `python -m tools.judging_hashes`.

The streams are made of whole numbers and of sums, products and quotients only, so they are the same on every machine.
Whatever else differs from processor to processor, such as which instructions BLAS and numpy choose, may not show in
a digest: `tests/unit/test_same_bits.py` runs this file under settings of all of them and holds it against the digests
that are committed (`DIGESTS`). `--settings` runs them one by one and prints a table. Whoever changes what is judged on
purpose writes the digests anew with `--write`, and says in the change log what is judged differently and why.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np
from numpy.typing import NDArray

import pawpress
from pawpress.core.calibration import PadCurve, RigCalibration, apply_calibration
from pawpress.core.calibration.fitting import fit_pad
from pawpress.core.calibration.pad_curve import Knot
from pawpress.core.events import Quality, UnfilteredBlock
from pawpress.core.filtering.design import design
from pawpress.core.force_line import Forces, PressGraded, PressWarning
from pawpress.core.pipeline import Pipeline
from pawpress.core.safety import AlarmChange, FootPair
from pawpress.importers.roles.unit_names import GivenUnit
from pawpress.settings.shipped_setup import shipped_setup
from tests.calibrations import curve, points_of
from tests.damages import flip, lose, repeat
from tests.streams import RigStream, counts_of

Floats = NDArray[np.float64]

SETTINGS: Final[dict[str, tuple[str, ...]]] = {
    "OPENBLAS_CORETYPE": ("Haswell", "Zen", "SkylakeX", "Sandybridge", "Nehalem", "Prescott"),
    "NPY_DISABLE_CPU_FEATURES": (
        "",
        "AVX512_SPR",
        "AVX512_ICL AVX512_SPR",
        "X86_V4 AVX512_ICL AVX512_SPR",
        "X86_V3 X86_V4 AVX512_ICL AVX512_SPR",
    ),
    "GLIBC_TUNABLES": ("glibc.cpu.hwcaps=-AVX2,-FMA,-AVX512F", "glibc.cpu.hwcaps=-FMA,-FMA4"),
}
"""Processors that are played by turning parts of this one off: of BLAS, of numpy, of the C library's functions."""
SECONDS = 10.0
STREAM: Final = ".stream"
CODE: Final = re.compile("[a-z_]+")
WAYS_TO_CUT = (211, 1 << 18)
ROOT: Final = Path(__file__).parents[1]
DIGESTS: Final = ROOT / "tests/unit/judging_digests.json"
KINDS: Final = {
    UnfilteredBlock: "unfiltered",
    Forces: "forces",
    PressGraded: "presses",
    PressWarning: "warnings",
    AlarmChange: "alarms",
    Quality: "quality",
}


def settings() -> Iterator[dict[str, str]]:
    """Yield what to add to the environment for each processor, one thing at a time."""
    for name, choices in SETTINGS.items():
        for choice in choices:
            yield {name: choice}


def processors() -> list[dict[str, str]]:
    """Return environments that together hold every setting, in as few as can be."""
    count = max(map(len, SETTINGS.values()))
    return [{name: choices[at % len(choices)] for name, choices in SETTINGS.items()} for at in range(count)]


def digests() -> dict[str, str]:
    """Return a digest of every part of every case."""
    found: dict[str, str] = {}
    for name, case in CASES.items():
        for part, told in case():
            found[f"{name}: {part}"] = hashlib.sha256(told).hexdigest()[:16]
    return found


def digests_of(folder: Path) -> dict[str, str]:
    """Return a digest of what is made of every file in a folder: streams of a rig in random cuts, and tables."""
    found: dict[str, str] = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        if path.suffix == STREAM:
            judged = b"".join(part for _, part in events_of(path.read_bytes(), seed=len(found)))
        else:
            judged = told(_graded(path))
        found[path.relative_to(folder).as_posix()] = hashlib.sha256(judged).hexdigest()[:16]
    return found


def _graded(path: Path) -> object:
    try:
        graded = pawpress.grade_file(path)
    except ValueError as refused:
        return type(refused).__name__
    return [graded.presses, graded.alarms, graded.quality]


def told(thing: Any) -> bytes:
    """Return something with every bit of its numbers, and its codes; sentences and names of pads may be worded anew."""
    if isinstance(thing, str) and not CODE.fullmatch(thing):
        return b""
    if isinstance(thing, msgspec.Struct):
        return told(msgspec.structs.astuple(thing))
    if isinstance(thing, np.ndarray):
        return np.ascontiguousarray(thing).tobytes()
    if isinstance(thing, float):
        return thing.hex().encode()
    if is_dataclass(thing):
        return b"".join(told(getattr(thing, field.name)) for field in fields(thing))
    if isinstance(thing, frozenset | set):
        return told(sorted(thing))
    if isinstance(thing, dict):
        return told(list(thing.items()))
    if isinstance(thing, list | tuple):
        return b"".join(map(told, thing))
    return repr(thing).encode()


def events_of(stream: bytes, *, seed: int | None = None, **changes: Any) -> Iterator[tuple[str, bytes]]:
    """Yield what a pipeline makes of a stream, kind by kind; that it does not depend on the cuts is looked at, too.

    Parameters
    ----------
    stream : bytes
        What a rig sent.
    seed : int, optional
        For cuts at random places in the stead of even ones.
    changes : optional
        Of the setup.
    """
    chance = random.Random(seed)
    places = [[*range(0, len(stream), size), len(stream)] for size in WAYS_TO_CUT]
    if seed is not None:
        places[0] = sorted({0, len(stream), *(chance.randrange(len(stream) + 1) for _ in range(len(stream) // 150))})
    ways = [_judged(stream, at, **changes) for at in places]
    assert ways[0] == ways[1], "the result depends on how the stream was cut"
    yield from ways[0].items()


def _judged(stream: bytes, places: list[int], **changes: Any) -> dict[str, bytes]:
    pipeline = Pipeline(shipped_setup(**changes), unfiltered=True)
    events = [event for a, b in pairwise(places) for event in pipeline.receive(stream[a:b], 0.0)]
    events += pipeline.finish()
    kinds: dict[str, list[Any]] = {
        name: [event for event in events if isinstance(event, kind)] for kind, name in KINDS.items()
    }
    for name, columns in {"unfiltered": ("t_s", "force_n", "saturated"), "forces": ("t_s", "force_n")}.items():
        blocks = [getattr(event, "block", event) for event in kinds[name]]
        whole = [np.concatenate([getattr(block, column).ravel() for block in blocks]) for column in columns if blocks]
        kinds[name] = whole
    kinds |= {"standing": list(pipeline.standing()), "episodes": list(pipeline.episodes())}
    return {name: told(found) for name, found in kinds.items()}


def smooth(share: Floats) -> Floats:
    """A step from 0 to 1 as a hand moves."""
    x = np.clip(share, 0.0, 1.0)
    return x * x * x * (10.0 - 15.0 * x + 6.0 * x * x)


def swing(t_s: Floats, hz: float) -> Floats:
    """A wave between -1 and 1 made of parabolas, which look like a sine."""
    turn = t_s * hz - np.floor(t_s * hz)
    half = np.where(turn < 0.5, turn, turn - 0.5) * 2.0
    return np.where(turn < 0.5, 1.0, -1.0) * 4.0 * half * (1.0 - half)


def presses_n(rate_hz: float, pads: int, seed: int) -> Floats:
    """Forces of leans, jabs, wavering and trembling holds, stabs and overloads, shape (n, pads)."""
    chance = random.Random(seed)
    t_s = np.arange(round(SECONDS * rate_hz)) / rate_hz
    force_n = np.zeros((len(t_s), pads))
    for pad in range(pads):
        begin_s = 0.6 + 0.7 * chance.random()
        while begin_s < SECONDS - 1.0:
            rise_s, hold_s = chance.choice((0.04, 0.15, 0.5, 1.0)), chance.choice((0.1, 0.8, 1.7, 5.0))
            peak_n = chance.choice((25.0, 70.0, 110.0, 180.0, 330.0))
            shape = smooth((t_s - begin_s) / rise_s) - smooth((t_s - begin_s - rise_s - hold_s) / 0.4)
            wave = 0.06 * swing(t_s, 1.3 + chance.random()) + 0.03 * swing(t_s, 9.7) * chance.random()
            force_n[:, pad] += peak_n * shape * (1.0 + chance.choice((0.0, 1.0, 3.0)) * wave)
            begin_s += rise_s + hold_s + 1.2 + chance.random()
    noise = np.array([chance.random() for _ in range(force_n.size)]).reshape(force_n.shape)
    return np.maximum(force_n + 0.8 * noise, 0.0)


def stream_of(force_n: Floats, period_us: int, seed: int, *, damaged: bool = False) -> bytes:
    """Return the stream of a rig that wraps its clock on the way and loses scans."""
    chance = random.Random(seed)
    rig = RigStream(period_us, t_us=(1 << 32) - 5_000_000)
    parts = [rig.hello(force_n.shape[1])]
    for row in counts_of(force_n):
        parts.append(rig.scan(row))
        if chance.random() < 0.001:
            rig.lose(chance.choice((1, 3, 40, 700)))
    stream = b"".join(parts)
    for damage in (flip, lose, repeat) if damaged else ():
        stream = damage(stream, chance)
    return stream


def _rig(pads: int, period_us: int, seed: int, *, damaged: bool = False) -> Iterator[tuple[str, bytes]]:
    forces = presses_n(1e6 / period_us, pads, seed)
    return events_of(stream_of(forces, period_us, seed, damaged=damaged))


def _calibration() -> RigCalibration:
    bent = tuple(Knot(x / 200.0, force_n, 0.9 + 0.01 * x) for x, force_n in ((8.0, 9.0), (60.0, 66.0), (310.0, 290.0)))
    curves: list[PadCurve] = [
        curve(pad="A0", channel=0, a=0.0031, b=1.13, creep_per_decade=0.04),
        curve(pad="A1", channel=1, a=0.0062, b=0.91, knot=bent, tare_counts=12.0),
    ]
    return RigCalibration(
        rig="default", placement="futon", created=curves[0].made, program="pawpress 0", pad=tuple(curves)
    )


def _calibrated() -> Iterator[tuple[str, bytes]]:
    yield "tables", told(apply_calibration(_calibration(), ("A0", "A1"), 2, 1023).newtons)
    stream = stream_of(presses_n(500.0, 2, 5), 2000, 5)
    yield from events_of(stream, calibration=_calibration())


def _feet() -> Iterator[tuple[str, bytes]]:
    t_s = np.arange(round(SECONDS * 250.0)) / 250.0
    on = smooth((t_s - 2.0) / 0.7) - smooth((t_s - 19.0) / 0.5)
    bounce = 1.0 + 0.25 * swing(t_s, 1.7) * smooth((t_s - 6.0) / 1.0)
    forces = np.stack([170.0 * on * bounce, 120.0 * on * bounce, 20.0 * on, 3.0 * on], axis=1)
    yield from events_of(stream_of(forces, 4000, 7), foot=FootPair(giver_kg=60.0, receiver_kg=80.0))


def _arrays() -> Iterator[tuple[str, bytes]]:
    chance = random.Random(11)
    forces = presses_n(200.0, 3, 11)
    t_s = np.cumsum([0.005 * (0.8 + 0.4 * chance.random()) for _ in forces])
    units: tuple[tuple[GivenUnit, float], ...] = (("n", 1.0), ("kgf", 0.1))
    for unit, scale in units:
        graded = pawpress.grade_arrays(t_s, scale * forces, unit=unit)
        yield unit, told([graded.presses, graded.alarms])


def _curves() -> Iterator[tuple[str, bytes]]:
    for b in (0.7, 1.0, 1.31):
        points = points_of(rounds=2, a=1 / 180.0, b=b, rest=0.01)
        yield f"b = {b}", told(fit_pad("L1", 0, points, counts_max=1023, made="2026-03-01T12:00:00Z"))


def _filters() -> Iterator[tuple[str, bytes]]:
    for rate_hz in (93.0, 333.25, 800.0, 2000.0):
        yield f"{rate_hz:g} Hz", told(design(rate_hz))


Case = Callable[[], Iterable[tuple[str, bytes]]]
CASES: Final[dict[str, Case]] = {
    "2 pads at 500 Hz": lambda: _rig(2, 2000, 1),
    "8 pads at 1000 Hz": lambda: _rig(8, 1000, 2),
    "6 pads at 333 Hz, damaged": lambda: _rig(6, 3003, 3, damaged=True),
    "16 pads at 80 Hz": lambda: _rig(16, 12_500, 4),
    "calibrated": _calibrated,
    "feet": _feet,
    "arrays": _arrays,
    "curves": _curves,
    "filters": _filters,
}


def run_under(extra: dict[str, str], folder: Path | None = None, python: str = sys.executable) -> dict[str, str]:
    """Return the digests of another process, of the cases here or of a folder's files.

    Parameters
    ----------
    extra : dict
        What it has in its environment besides.
    folder : Path, optional
        Where the files are.
    python : str
        The program that runs it.
    """
    of = [] if folder is None else ["--files", str(folder)]
    command = [python, "-m", "tools.judging_hashes", "--json", *of]
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'host'}{os.pathsep}{ROOT}", **extra}
    run = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return dict(json.loads(run.stdout))


def main() -> int:
    """Print the digests, or what differs under other settings; return 1 where something does."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.add_argument("--write", action="store_true", help=f"to {DIGESTS.name}")
    parser.add_argument("--files", type=Path, help="of the files in a folder; streams of a rig end in " + STREAM)
    parser.add_argument("--settings", action="store_true", help="under every setting of the processor")
    asked = parser.parse_args()
    if not asked.settings:
        found = digests() if asked.files is None else digests_of(asked.files)
        if asked.write:
            DIGESTS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
        print(json.dumps(found, indent=1) if asked.json else "\n".join(f"{v}  {k}" for k, v in found.items()))
        return 0
    plain, unlike = run_under({}), 0
    for extra in settings():
        found = run_under(extra)
        others = [name for name in plain if found[name] != plain[name]]
        unlike += bool(others)
        print(f"{extra}: {len(others)} of {len(plain)} differ {others}")
    return int(unlike > 0)


if __name__ == "__main__":
    sys.exit(main())
