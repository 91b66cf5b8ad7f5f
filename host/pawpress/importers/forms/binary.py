"""Files that are no text: which reader takes them, or what to do where there is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pawpress.importers.forms.raw import RawTable, TableError
from pawpress.system.extras import how_to_install

ZIP = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEETS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
SAVE_AS_CSV = "Save the sheet as CSV"
EXTRA = "files"


@dataclass(frozen=True, slots=True)
class Form:
    """A binary format."""

    called: str
    """With its article."""
    way_out: str
    """What to do where it cannot be read."""
    read: Callable[[Path, bytes], RawTable] | None = None
    """Reads it, with packages of the extra `files`; None where nothing does."""


def _sheet(path: Path, content: bytes) -> RawTable:
    from pawpress.importers.forms.excel import read_sheet

    return read_sheet(path, content)


def _c3d(path: Path, content: bytes) -> RawTable:
    from pawpress.importers.forms.c3d import read_c3d

    return read_c3d(path, content)


def _xdf(path: Path, content: bytes) -> RawTable:
    from pawpress.importers.forms.xdf import read_xdf

    return read_xdf(path, content)


SPREADSHEET = Form("an Excel or OpenDocument spreadsheet", "save the sheet as CSV", _sheet)
C3D = Form("a C3D file", "export its analog channels as text", _c3d)
XDF = Form("an XDF file", "export its streams as CSV", _xdf)

BEGINNINGS: tuple[tuple[bytes, Form], ...] = (
    (b"XDF:", XDF),
    (b"TDSm", Form("a LabVIEW TDMS file", "save it as .lvm or CSV")),
    (b"\x89HDF\r\n\x1a\n", Form("an HDF5 or MATLAB file", "save its table as CSV")),
    (b"MATLAB ", Form("a MATLAB file", "save its table as CSV, with writetable")),
    (b"%PDF", Form("a PDF document", "export the numbers themselves, as CSV")),
    (b"PAR1", Form("a Parquet file", "save its table as CSV")),
    (b"\x1a\x45\xdf\xa3", Form("a Matroska film", "give the file of the sensor")),
    (b"7z\xbc\xaf\x27\x1c", Form("a 7z archive", "unpack it")),
    (b"Rar!", Form("a RAR archive", "unpack it")),
    (b"BZh", Form("a bzip2 file", "unpack it, or compress it with gzip")),
    (b"\xfd7zXZ", Form("an xz file", "unpack it, or compress it with gzip")),
    (b"\x28\xb5\x2f\xfd", Form("a zstandard file", "unpack it, or compress it with gzip")),
    (b"SQLite format 3", Form("an SQLite database", "export its table as CSV")),
    (b"\x89PNG", Form("a picture", "give the numbers, as CSV")),
    (b"\xff\xd8\xff", Form("a picture", "give the numbers, as CSV")),
    (b"RIFF", Form("a sound or film", "give the file of the sensor")),
)


def form_of(path: Path, content: bytes) -> Form | None:
    """Return the binary format of a file by how it begins; None for text, and for what nobody knows."""
    if content.startswith(ZIP):
        is_sheet = (
            path.name.lower().endswith(SHEETS)
            or b"xl/" in content[:4096]
            or b"opendocument.spreadsheet" in content[:256]
        )
        return SPREADSHEET if is_sheet else Form("a zip archive", "unpack it")
    if content.startswith(OLD_OFFICE):
        return SPREADSHEET
    if content[1:2] == b"\x50" and 0 < content[0] < 32 and path.suffix.lower() == ".c3d":
        return C3D
    return next((form for beginning, form in BEGINNINGS if content.startswith(beginning)), None)


def read_binary(path: Path, content: bytes, form: Form) -> RawTable:
    """Read a binary file with the package that knows its format.

    Raises
    ------
    TableError
        If there is no such package, it is not installed, or it cannot read the file.
    """
    way_out = form.way_out[0].upper() + form.way_out[1:]
    if form.read is None:
        raise TableError(f"{path}: is {form.called}, which is not read. {way_out}.")
    try:
        return form.read(path, content)
    except ImportError as error:
        raise TableError(
            f"{path}: is {form.called}, and the extra that reads it is not installed. "
            f"{way_out}, or type: {how_to_install(EXTRA)}"
        ) from error
    except TableError:
        raise
    except Exception as error:  # the packages raise whatever they like at a damaged file
        reason = " ".join(str(error).split())[:80].rstrip(".") or type(error).__name__
        raise TableError(f"{path}: is {form.called} that cannot be read ({reason}). {way_out}.") from error
