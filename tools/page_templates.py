"""The templates of everything that is generated, read in one way: a name that a template misses is an error."""

from __future__ import annotations

import jinja2

from tools.schema import ROOT


def templates() -> jinja2.Environment:
    """Return the environment that reads `tools/templates`; a generator may add filters of its own."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(ROOT / "tools" / "templates"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
