"""Copies the WebAssembly image of the core into the Python package and writes its row of the manifest.

`python -m firmware.tools.core_image CORE.wasm TARGET`; `source_hash` and `compiler` also serve the tests. Standard
library only, like the compiler's own package, so that it runs under any Python.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sys
from pathlib import Path

FIRMWARE = Path(__file__).resolve().parents[1]
PROJECT = FIRMWARE.parent / "pyproject.toml"


def source_hash() -> str:
    """SHA-256 over everything the image is made from; line endings do not count."""
    folders = ("pawpress/src/core", "wasm", "native/freestanding")
    sources = [path for folder in folders for path in (FIRMWARE / folder).iterdir() if path.suffix in {".c", ".h"}]
    digest = hashlib.sha256()
    for path in sorted([*sources, FIRMWARE / "pawpress/src/config.h", FIRMWARE / "wasm.mk"]):
        text = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{path.relative_to(FIRMWARE).as_posix()} {len(text)}\n".encode() + text)
    return digest.hexdigest()


def compiler() -> str:
    """Return the pinned compiler, `ziglang==...`, as the project's file names it."""
    found = re.search(r'"(ziglang==[\w.]+)"', PROJECT.read_text(encoding="utf-8"))
    if not found:
        raise SystemExit(f"{PROJECT}: names no ziglang==...")
    return found[1]


def core_entry(image: Path) -> dict[str, object]:
    content = image.read_bytes()
    return {
        "file": image.name,
        "compiler": compiler(),
        "sources_sha256": source_hash(),
        "sha256": hashlib.sha256(content).hexdigest(),
        "wasm_bytes": len(content),
    }


def main(image: Path, target: Path) -> None:
    shutil.copyfile(image, target / image.name)
    path = target / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**manifest, "core": core_entry(image)}, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
