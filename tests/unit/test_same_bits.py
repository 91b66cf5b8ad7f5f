"""The same bits on every processor: measured under settings of BLAS, numpy and the C library, and held by a rule."""

from __future__ import annotations

import ast
import json
import os
import random
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from pawpress.simulator.body import Body
from pawpress.simulator.scenario import load_scenario
from tests.damages import DAMAGES
from tests.nightly import how_many
from tests.streams import RigStream
from tools.compare_judging import scenarios
from tools.judging_hashes import DIGESTS, STREAM, presses_n, processors, run_under, stream_of

ROOT = Path(__file__).parents[2]
CORE = ROOT / "host/pawpress/core"
AARCH64 = ROOT / "build/arm64/python"
"""Of `make test`; another kind of processor altogether, whose compilers may join a product and a sum into one step."""
OURS = {"kernel"}
"""Computes these itself."""
NOT_JUDGING = {"coach"}
"""Draws lots and counts shares, and judges no press."""
FITTED_ONCE = {"calibration/fitting.py", "calibration/monotone.py", "calibration/budget.py"}
"""May ask scipy: what they find is kept in a file, and every machine reads the same."""
EXACT = {"sqrt", "floor", "ceil", "inf", "nan", "isfinite", "isnan", "comb", "prod", "copysign", "trunc", "fabs"}
"""What IEEE 754 or whole numbers fix, of `math`."""
LIBRARY_DECIDES = {
    *("matmul", "dot", "vdot", "inner", "einsum", "tensordot", "linalg", "fft", "convolve", "correlate", "polyfit"),
    *("exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "power", "float_power", "cbrt", "hypot", "interp"),
    *("sin", "cos", "tan", "arcsin", "arccos", "arctan", "arctan2", "sinh", "cosh", "tanh", "angle", "complex128"),
}
"""What numpy or a library behind it computes in another way on another processor."""


@pytest.mark.timeout(600)
def test_every_processor_gives_the_digests_that_are_committed() -> None:
    committed = json.loads(DIGESTS.read_text("utf-8"))
    with ThreadPoolExecutor(min(2, os.cpu_count() or 1)) as pool:
        for found in pool.map(run_under, processors()):
            assert found == committed, "judged differently: on purpose? python -m tools.judging_hashes --write"


@pytest.mark.timeout(600)
@pytest.mark.skipif(not AARCH64.exists(), reason="there is no Python for aarch64: tools/arm64-python.sh build/arm64")
def test_an_emulated_aarch64_gives_the_digests_that_are_committed() -> None:
    assert run_under({}, python=str(AARCH64)) == json.loads(DIGESTS.read_text("utf-8"))


@pytest.mark.timeout(7200)
def test_every_processor_judges_every_file_alike(tmp_path: Path) -> None:
    """A few with every change; every night all recordings that are there, all scenarios and 1,000 damaged streams."""
    nightly = os.environ.get("PAWPRESS_NIGHTLY") == "1"
    for number in range(round(how_many("PAWPRESS_STREAMS", 6, 1000))):
        (tmp_path / f"{number}{STREAM}").write_bytes(damaged(number))
    for name in scenarios() if nightly else ("beginner",):
        (tmp_path / f"{name}{STREAM}").write_bytes(played(name, 60.0 if nightly else 6.0))
    if nightly and (recordings := os.environ.get("PAWPRESS_DATA")):
        shutil.copytree(recordings, tmp_path / "recordings")
    with ThreadPoolExecutor(min(2, os.cpu_count() or 1)) as pool:
        first, *others = pool.map(lambda extra: run_under(extra, tmp_path), processors()[:: 1 if nightly else 3])
    assert all(other == first for other in others)
    assert len(first) > 6


def damaged(seed: int) -> bytes:
    """A few seconds of presses that lose scans, whose clock wraps, and of which bytes are missing or wrong."""
    chance = random.Random(seed)
    period_us = chance.choice((1000, 2000, 4000, 3003))
    forces = presses_n(1e6 / period_us, chance.choice((1, 2, 6, 8)), seed)[: round(4e6 / period_us)]
    return chance.choice(DAMAGES)(stream_of(forces, period_us, seed), chance)


def played(name: str, seconds: float) -> bytes:
    """A scenario at 500 Hz."""
    codes = Body(load_scenario(name), 6).codes(np.arange(0, round(1000 * seconds), 2))
    rig = RigStream()
    return rig.hello(6) + b"".join(rig.scans(codes))


def test_no_stage_asks_a_library_for_what_depends_on_the_processor() -> None:
    assert list(undefined(CORE)) == []


@pytest.mark.parametrize(
    "planted",
    [
        "a @ b",
        "np.exp(a)",
        "a.dot(b)",
        "np.linalg.solve(a, b)",
        "a**b",
        "math.log(a)",
        "from math import sin",
        "import scipy",
    ],
)
def test_what_is_planted_anywhere_is_found(planted: str, tmp_path: Path) -> None:
    (tmp_path / "safety").mkdir()
    (tmp_path / "safety/planted.py").write_text(planted)
    assert len(list(undefined(tmp_path))) == 1


def undefined(folder: Path) -> Iterator[str]:
    """Yield every use of arithmetic whose order is not ours."""
    for path in sorted(folder.rglob("*.py")):
        place = path.relative_to(folder)
        if place.parts[0] in OURS | NOT_JUDGING:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if found := _undefined(node, fitted=place.as_posix() in FITTED_ONCE):
                yield f"{place}:{getattr(node, 'lineno', 0)} uses {found}"


def _undefined(node: ast.AST, *, fitted: bool) -> str | None:
    match node:
        case ast.BinOp(left=ast.Constant(), op=ast.MatMult() | ast.Pow(), right=ast.Constant()):
            return None
        case ast.BinOp(op=ast.MatMult() | ast.Pow() as operation):
            return type(operation).__name__
        case ast.Attribute(attr=name) if name in LIBRARY_DECIDES:
            return name if not isinstance(node.value, ast.Attribute) or name in {"linalg", "fft"} else None
        case ast.ImportFrom() | ast.Import():
            return _undefined_import(node, fitted=fitted)
        case _:
            return None


def _undefined_import(node: ast.ImportFrom | ast.Import, *, fitted: bool) -> str | None:
    if isinstance(node, ast.ImportFrom) and node.module == "math":
        return next((name.name for name in node.names if name.name not in EXACT), None)
    names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [name.name for name in node.names]
    return None if fitted else next((name for name in names if name.split(".")[0] == "scipy"), None)
