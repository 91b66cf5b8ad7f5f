"""Runs every generator; with `--check` it only says which generated files are stale."""

from __future__ import annotations

import sys

from tools import generate_filters, generate_programs, generate_protocol, generate_reference, generate_transcript

GENERATORS = (generate_protocol, generate_filters, generate_reference, generate_programs, generate_transcript)


def main(arguments: list[str]) -> int:
    return max(generator.main(arguments) for generator in GENERATORS)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
