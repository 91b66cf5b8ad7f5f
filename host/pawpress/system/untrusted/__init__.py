"""Limits on what comes from outside: files, texts, dates and messages that pawpress did not make itself.

Each limit stands here once, with its reason in `docs/decisions/0026-limits-on-what-comes-from-outside.md`. The rest of
the program calls these functions at the place where something enters.
"""

from pawpress.system.untrusted.dates import moment_of
from pawpress.system.untrusted.decoding import decode_json, decode_msgpack, parse_toml
from pawpress.system.untrusted.files import SETTINGS_BYTES, TABLE_BYTES, open_regular, read_bounded, read_text_bounded
from pawpress.system.untrusted.told_errors import told_as
from pawpress.system.untrusted.zips import unpacked_members

__all__ = [
    "SETTINGS_BYTES",
    "TABLE_BYTES",
    "decode_json",
    "decode_msgpack",
    "moment_of",
    "open_regular",
    "parse_toml",
    "read_bounded",
    "read_text_bounded",
    "told_as",
    "unpacked_members",
]
