"""Builds the kernel's WebAssembly image from its C sources: `python -m tools.build_kernel`.

The compiler is the pinned one of the firmware's core image (`ziglang`, for developers only), so that the image comes
out the same to the byte wherever it is built; `tests/unit/kernel/test_image.py` builds it again and compares.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from firmware.tools.core_image import compiler

KERNEL = Path(__file__).resolve().parents[1] / "host/pawpress/core/kernel"
SOURCE = KERNEL / "source"
IMAGE = KERNEL / "kernel.wasm"
TOLD = KERNEL / "image_generated.py"
STACK_BYTES = 16384
FLAGS = (
    *("-target", "wasm32-freestanding", "-mcpu=mvp+bulk_memory+sign_ext+simd128", "-ffreestanding", "-nostdlib"),
    *("-std=c11", "-O3", "-fno-unroll-loops", "-ffp-contract=off", "-fno-builtin", "-s"),
    *("-Wall", "-Wextra", "-Wshadow", "-Werror", "-Wl,--no-entry", f"-Wl,-z,stack-size={STACK_BYTES}"),
    *("-Wl,--export=__heap_base", "-Wl,--export=stream"),
)
"""Only loops that say so are unrolled: the others are no faster, and every process would compile an image a third
larger before it judges. Contraction would make one rounding of two where a processor can; the stack lies below the
variables, so that one that grows too long leaves the memory, which is a trap."""


def sources_sha256() -> str:
    """SHA-256 over everything that the image is made from; line endings do not count."""
    digest = hashlib.sha256(repr(FLAGS).encode())
    for path in sorted(SOURCE.iterdir()):
        text = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{path.name} {len(text)}\n".encode() + text)
    return digest.hexdigest()


def build(target: Path, source: Path = SOURCE) -> None:
    """Compile the sources into an image."""
    files = [path.name for path in sorted(source.glob("*.c"))]
    with tempfile.TemporaryDirectory() as cache:
        places = {"ZIG_GLOBAL_CACHE_DIR": cache, "ZIG_LOCAL_CACHE_DIR": cache}
        command = [sys.executable, "-m", "ziglang", "cc", *FLAGS, "-o", str(target.resolve()), *files]
        subprocess.run(command, cwd=source, env={**os.environ, **places}, check=True)


def told_of(image: bytes) -> str:
    """Return the module that names the image."""
    return f'''"""What the kernel's image is and was made from: `python -m tools.build_kernel` writes it."""

from typing import Final

IMAGE_SHA256: Final = "{hashlib.sha256(image).hexdigest()}"
SOURCES_SHA256: Final = "{sources_sha256()}"
COMPILER: Final = "{compiler()}"
'''


def main() -> int:
    """Build the image and write down what it is."""
    build(IMAGE)
    TOLD.write_text(told_of(IMAGE.read_bytes()), encoding="utf-8")
    print(f"{IMAGE.name}: {IMAGE.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
