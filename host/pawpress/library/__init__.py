"""Library: takes a folder of recordings, gives a list to search, with names, tags and notes. Knows nothing of rigs."""

from pawpress.library.card import Card, read_card, write_card
from pawpress.library.index import Library, LibraryError, SessionRow, Wanted, new_path, sessions_folder

__all__ = [
    "Card",
    "Library",
    "LibraryError",
    "SessionRow",
    "Wanted",
    "new_path",
    "read_card",
    "sessions_folder",
    "write_card",
]
