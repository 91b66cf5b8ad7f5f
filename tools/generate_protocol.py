"""Generates the C header, the Python modules and the reference page from `protocol/pawpress.toml`.

The list of the conditions in `core/safety/rules` is made here too: the core may not read folders. And so is the
checksum of the limits of the alarms, by which a damaged installation is told.

`python -m tools.generate_protocol` writes them; with `--check` it only says which are stale.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path

from tools.page_templates import templates
from tools.schema import ROOT, Schema, load

SAFETY_LIMITS = ROOT / "host/pawpress/settings/safety_limits.toml"
SAFETY = ROOT / "host/pawpress/core/safety"
TARGETS = {
    "protocol.h.j2": ROOT / "firmware/pawpress/src/core/protocol_generated.h",
    "protocol.py.j2": ROOT / "host/pawpress/core/protocol/schema_generated.py",
    "alarms.py.j2": SAFETY / "alarms_generated.py",
    "rules.py.j2": SAFETY / "rules_generated.py",
    "safety_limits_digest.py.j2": SAFETY_LIMITS.with_name("safety_limits_digest_generated.py"),
    "protocol.md.j2": ROOT / "docs/reference/protocol.md",
}


def snake(name: str) -> str:
    """`SetRate` to `set_rate`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def render(template: str, schema: Schema) -> str:
    """The text of one generated file."""
    environment = templates()
    environment.filters["snake"] = snake
    environment.filters["quoted"] = lambda text: json.dumps(text, ensure_ascii=False)
    rules = sorted(path.stem for path in (SAFETY / "rules").glob("*.py") if path.stem != "__init__")
    limits = SAFETY_LIMITS.read_text("utf-8")  # with the line ends of every system read as one
    return environment.get_template(template).render(
        schema=schema,
        wire_hash=schema.wire_hash(),
        rules=rules,
        safety_limits_digest=hashlib.sha256(limits.encode()).hexdigest(),
    )


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
