"""Layouts as tests need them."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def shorter_mat(folder: Path, pads: int) -> Path:
    """Return a file with the first pads of the mat of six."""
    whole = (files("pawpress.settings") / "layouts/mat6.toml").read_text(encoding="utf-8")
    path = folder / f"mat{pads}.toml"
    path.write_text("[[pad]]".join(whole.split("[[pad]]")[: pads + 1]), encoding="utf-8")
    return path
