"""Build hook: puts the AVR emulator's bundle into the wheel, if npm is there to build it."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUNDLE = Path("host/pawpress/simulator/avr8js_generated.js")
SOURCES = Path("tools/js")
WITHOUT = "this build comes without the AVR emulator, so the demo runs the firmware's core instead of its image"
OUTDATED = "this build keeps an emulator bundle older than its sources"


class EmulatorBuildHook(BuildHookInterface[Any]):
    """Builds the bundle when it is missing or stale; a failure costs the emulator, never the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        del version, build_data
        root = Path(self.root)
        if is_fresh(root / BUNDLE, root / SOURCES):
            return
        consequence = OUTDATED if (root / BUNDLE).is_file() else WITHOUT
        npm = shutil.which("npm")
        if npm is None:
            self.app.display_warning(f"npm is not installed: {consequence}")
            return
        try:
            build_bundle(npm, root / SOURCES)
        except (OSError, subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            self.app.display_warning(f"{SOURCES} could not be built ({_reason(error)}): {consequence}")


def is_fresh(bundle: Path, sources: Path) -> bool:
    """Whether the bundle was built from these sources; its first line names their hash."""
    if not bundle.is_file():
        return False
    with bundle.open(encoding="utf-8") as text:
        return sources_hash(sources) in text.readline()


def sources_hash(sources: Path) -> str:
    """SHA-256 over what the bundle is made of, as `tools/js/build.mjs` counts it."""
    wanted = [path for path in sources.iterdir() if path.suffix in {".ts", ".mjs"} or path.name == "package-lock.json"]
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(wanted))).hexdigest()


def build_bundle(npm: str, sources: Path) -> None:
    """Install exactly what the lock file names, without anybody's install scripts, and bundle it."""
    for arguments in (["ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"], ["run", "build"]):
        subprocess.run([npm, *arguments], cwd=sources, check=True, capture_output=True, text=True, timeout=300)


def _reason(error: Exception) -> str:
    output = getattr(error, "stderr", None) or str(error)
    return next((line for line in reversed(output.splitlines()) if line.strip()), type(error).__name__)
