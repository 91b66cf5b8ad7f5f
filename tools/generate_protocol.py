"""Generates the C header, the Python module and the reference page from `protocol/pawpress.toml`.

`python -m tools.generate_protocol` writes them; with `--check` it only says which are stale.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import jinja2

from tools.schema import ROOT, Schema, load

TARGETS = {
    "protocol.h.j2": ROOT / "firmware/pawpress/src/core/protocol_generated.h",
    "protocol.py.j2": ROOT / "host/pawpress/core/protocol/schema_generated.py",
    "protocol.md.j2": ROOT / "docs/reference/protocol.md",
}


def snake(name: str) -> str:
    """`SetRate` to `set_rate`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def render(template: str, schema: Schema) -> str:
    """The text of one generated file."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(ROOT / "tools" / "templates"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["snake"] = snake
    return environment.get_template(template).render(schema=schema, wire_hash=schema.wire_hash())


def stale(schema: Schema) -> list[Path]:
    """The generated files that differ from what the schema gives."""
    return [
        path for template, path in TARGETS.items() if not path.exists() or path.read_text() != render(template, schema)
    ]


def main(arguments: list[str]) -> int:
    schema = load()
    outdated = stale(schema)
    if "--check" in arguments:
        for path in outdated:
            print(f"{path.relative_to(ROOT)} is stale: run `make generate`", file=sys.stderr)
        return 1 if outdated else 0
    for template, path in TARGETS.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(render(template, schema))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
