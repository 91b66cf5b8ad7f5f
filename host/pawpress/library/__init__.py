"""Library: takes a folder of recordings, gives a list to search, with names, tags and notes. Knows nothing of rigs."""

from pawpress.library.archive import archive, archived, can_archive
from pawpress.library.by_name import session_file
from pawpress.library.card import Card, TableReading, read_card, write_card
from pawpress.library.imported import bring_in
from pawpress.library.index import Library, LibraryError, SessionQuery, SessionRow, sessions_folder
from pawpress.library.new_name import new_path, release

__all__ = [
    "Card",
    "Library",
    "LibraryError",
    "SessionQuery",
    "SessionRow",
    "TableReading",
    "archive",
    "archived",
    "bring_in",
    "can_archive",
    "new_path",
    "read_card",
    "release",
    "session_file",
    "sessions_folder",
    "write_card",
]
