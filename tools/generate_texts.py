"""Compiles the catalogues of texts, `.po` to `.mo`, so that the program needs only the standard library to read them.

`python -m tools.generate_texts` writes them; with `--check` it only says which are stale.
"""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tools.schema import ROOT

DATED = datetime(2026, 1, 1, tzinfo=UTC)
LOCALES = ROOT / "host/pawpress/texts/locales"


def compiled(source: Path) -> bytes:
    """Return a catalogue as the program reads it."""
    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parts[-3], abort_invalid=True)
    # Babel writes today's date into the head otherwise, and the catalogue would be stale tomorrow.
    catalogue.creation_date = catalogue.revision_date = DATED
    made = io.BytesIO()
    write_mo(made, catalogue)
    return made.getvalue()


def main(arguments: list[str]) -> int:
    """Write the catalogues, or say which are stale."""
    stale = 0
    for source in sorted(LOCALES.glob("*/LC_MESSAGES/*.po")):
        target, fresh = source.with_suffix(".mo"), compiled(source)
        if "--check" not in arguments:
            target.write_bytes(fresh)
        elif not target.is_file() or target.read_bytes() != fresh:
            print(f"{target.relative_to(ROOT)} is stale; run python -m tools.generate_texts", file=sys.stderr)
            stale = 1
    return stale


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
