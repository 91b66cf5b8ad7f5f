"""The core imports nothing that could read a clock, open a file, start a thread or write a log: checked as a folder."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

CORE = Path(__file__).parents[2] / "host/pawpress/core"
PURE = {
    *("__future__", "binascii", "bisect", "collections", "csv", "dataclasses", "enum", "functools", "io", "itertools"),
    *("math", "operator", "re", "statistics", "struct", "typing", "zlib"),
    *("cobs", "msgspec", "numpy", "scipy"),
}
"""Parts of the standard library without a side effect, and libraries that only compute. `io` is for `StringIO`."""
KERNEL = {"atexit", "ctypes", "hashlib", "importlib", "shlex", "sys", "threading", "wasmtime", "weakref"}
"""What `kernel/`, and nothing else, may use besides: it loads the compiled part and keeps one a thread."""
FORBIDDEN_CALLS = {"open", "print", "input", "exec", "eval", "__import__"}


def impurities(folder: Path) -> Iterator[str]:
    """Yield every import and call in a folder that a pure stage may not have."""
    for path in sorted(folder.rglob("*.py")):
        allowed = PURE | KERNEL if path.relative_to(folder).parts[0] == "kernel" else PURE
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            for module in _imported(node):
                inside = module == "pawpress.core" or module.startswith("pawpress.core.")
                if not inside and module.partition(".")[0] not in allowed:
                    yield f"{path.relative_to(folder)} imports {module}"
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FORBIDDEN_CALLS:
                yield f"{path.relative_to(folder)} calls {node.func.id}"


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return []


def test_the_core_is_pure():
    assert list(impurities(CORE)) == []


@pytest.mark.parametrize(
    "planted", ["import time", "from socket import socket", "import pawpress.settings", "open('x')"]
)
@pytest.mark.parametrize(
    "place", ["planted.py", "safety/planted.py", "presses/metrics/planted.py", "kernel/planted.py"]
)
def test_what_is_planted_anywhere_in_it_is_found(planted: str, place: str, tmp_path: Path):
    (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / place).write_text(f"def late():\n    {planted}\n")
    assert len(list(impurities(tmp_path))) == 1


@pytest.mark.parametrize("place", ["planted.py", "filtering/planted.py"])
def test_only_the_kernel_may_load_what_is_not_python(place: str, tmp_path: Path):
    for where in (place, "kernel/planted.py"):
        (tmp_path / where).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / where).write_text("import ctypes\nimport wasmtime\n")
    assert list(impurities(tmp_path)) == [f"{place} imports ctypes", f"{place} imports wasmtime"]
