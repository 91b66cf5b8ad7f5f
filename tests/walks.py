"""Walks a how-to page as a stranger would: in a scratch copy of the tree, with the code that the page itself shows.

A walk adds what the page says (`write`, `insert_after`), runs the program and the generators in the copy (`run`), looks
where it shows, takes it away again (`take_away`), and ends with `changed(copy) == set()`.
"""

from __future__ import annotations

import filecmp
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.commands import Done

ROOT = Path(__file__).parents[1]
LEFT_BEHIND = shutil.ignore_patterns(
    ".git", ".venv", "node_modules", "dist", "build", "hardware", "__pycache__", ".*_cache", ".hypothesis", "*.egg-info"
)
"""What no walk needs: history, packages, caches, and the drawings of the boards."""
GENERATED_FROM = "hardware/statics/share.csv"
"""All that the generators need of the drawings."""
TIMEOUT_S = 240
CODE = re.compile(r"^(?P<indent> *)```(?P<language>\w*)\n(?P<code>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL)


def scratch_copy(tmp_path: Path) -> Path:
    """Copy the tree into a folder of the test and return where it is."""
    copy = Path(shutil.copytree(ROOT, tmp_path / "pawpress", ignore=LEFT_BEHIND, symlinks=True))
    (copy / GENERATED_FROM).parent.mkdir(parents=True)
    shutil.copy(ROOT / GENERATED_FROM, copy / GENERATED_FROM)
    return copy


def run(copy: Path, *arguments: str, status: int = 0) -> Done:
    """Run Python on the code of the copy, in its folder: `run(copy, "-m", "pawpress", "grade", "x.csv")`.

    Parameters
    ----------
    copy : Path
        From `scratch_copy`.
    *arguments : str
        What follows `python`.
    status : int
        The exit status it must end with.
    """
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=copy,
        env=os.environ | {"PYTHONPATH": f"{copy / 'host'}{os.pathsep}{copy}", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=TIMEOUT_S,
        check=False,
    )
    assert done.returncode == status, f"{arguments} ended with {done.returncode}\n{done.stdout}\n{done.stderr}"
    return Done(done.returncode, done.stdout, done.stderr)


def generate(copy: Path) -> None:
    """Write the generated files of the copy again."""
    run(copy, "-m", "tools.generate_all")


def code_of(page: str, language: str = "python") -> list[str]:
    """Return the blocks of code that a page shows, in order, without the indent of the list they stand in.

    Parameters
    ----------
    page : str
        Its path in the tree, such as `docs/how-to/add-a-metric.md`.
    language : str
        Only blocks marked with it.
    """
    text = (ROOT / page).read_text(encoding="utf-8")
    return [
        "\n".join(line.removeprefix(found["indent"]) for line in found["code"].splitlines()) + "\n"
        for found in CODE.finditer(text)
        if found["language"] == language
    ]


def write(copy: Path, name: str, text: str) -> None:
    """Add a file that is not there yet."""
    path = copy / name
    assert not path.exists(), f"{name} is there already"
    path.write_text(text, encoding="utf-8")


def insert_after(copy: Path, name: str, line: str, text: str) -> None:
    """Add lines below a line of a file that stands there once."""
    path = copy / name
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    places = [number for number, here in enumerate(lines, 1) if here.rstrip("\n") == line]
    assert len(places) == 1, f"{name} has {len(places)} lines {line!r}"
    path.write_text("".join([*lines[: places[0]], text, *lines[places[0] :]]), encoding="utf-8")


def take_away(copy: Path, *names: str) -> None:
    """Undo what was done to these files: the tree's own come back, added ones go."""
    for name in names:
        if (ROOT / name).exists():
            shutil.copyfile(ROOT / name, copy / name)
        else:
            (copy / name).unlink()


def changed(copy: Path) -> set[str]:
    """Return which files of the copy differ from the tree, are new in it, or are gone from it."""
    return set(_differences(filecmp.dircmp(ROOT, copy, ignore=[]), Path()))


def _differences(pair: filecmp.dircmp[str], folder: Path) -> list[str]:
    names = [*pair.left_list, *pair.right_list]
    ignored = LEFT_BEHIND(str(folder), names)
    _, unlike, unreadable = filecmp.cmpfiles(pair.left, pair.right, pair.common_files, shallow=False)
    found = {*pair.left_only, *pair.right_only, *unlike, *unreadable} - ignored
    below = [
        name
        for part, inner in pair.subdirs.items()
        if part not in ignored
        for name in _differences(inner, folder / part)
    ]
    return [(folder / name).as_posix() for name in sorted(found)] + below
