"""Builds the documents as a web page with Sphinx: `make docs`."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from sphinx.application import Sphinx

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "host"))

import pawpress  # noqa: E402 - the path has to be known first

project = "pawpress"
author = "the pawpress developers"
release = pawpress.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
root_doc = "index"
exclude_patterns = []
html_theme = "furo"
html_title = "pawpress"
html_show_sourcelink = False

default_role = "code"
myst_heading_anchors = 3
myst_enable_extensions = ["attrs_inline"]
napoleon_google_docstring = False
napoleon_use_ivar = True
autodoc_member_order = "bysource"
autodoc_typehints = "none"
suppress_warnings = ["misc.highlighting_failure"]  # Mermaid is drawn by code hosts alone

LINK = re.compile(r"\[([^\]]+)\]\((\.\.?/[^)#\s]+)(#[^)\s]*)?\)")


def setup(app: Sphinx) -> None:
    """Turn links to files outside of this folder, which are no pages here, into the names of those files."""
    app.connect("source-read", _name_outside)


def _name_outside(app: Sphinx, page: str, source: list[str]) -> None:
    folder = (Path(app.srcdir) / page).parent

    def replaced(link: re.Match[str]) -> str:
        target = (folder / link[2]).resolve()
        outside = not target.is_relative_to(app.srcdir) and target.exists()
        return f"{link[1]} (`{target.relative_to(ROOT).as_posix()}`)" if outside else link[0]

    source[0] = LINK.sub(replaced, source[0])
