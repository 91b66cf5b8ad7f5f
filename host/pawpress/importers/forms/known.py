"""Which formats there are: those that are read, a module `from_NAME` each, and those that are refused by name."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from pawpress.importers.forms.apart import read_apart
from pawpress.importers.forms.form import Form, TextForm
from pawpress.importers.forms.raw import RawTable, TableError
from pawpress.system.extras import how_to_install

PREFIX = "from_"
EXTRA = "files"
NOT_READ: tuple[Form, ...] = (
    Form("a LabVIEW TDMS file", "save it as .lvm or CSV", b"TDSm"),
    Form("an HDF5 or MATLAB file", "save its table as CSV", b"\x89HDF\r\n\x1a\n"),
    Form("a MATLAB file", "save its table as CSV, with writetable", b"MATLAB "),
    Form("a PDF document", "export the numbers themselves, as CSV", b"%PDF"),
    Form("a Parquet file", "save its table as CSV", b"PAR1"),
    Form("a Matroska film", "give the file of the sensor", b"\x1a\x45\xdf\xa3"),
    Form("a 7z archive", "unpack it", b"7z\xbc\xaf\x27\x1c"),
    Form("a RAR archive", "unpack it", b"Rar!"),
    Form("a bzip2 file", "unpack it, or compress it with gzip", b"BZh"),
    Form("an xz file", "unpack it, or compress it with gzip", b"\xfd7zXZ"),
    Form("a zstandard file", "unpack it, or compress it with gzip", b"\x28\xb5\x2f\xfd"),
    Form("an SQLite database", "export its table as CSV", b"SQLite format 3"),
    Form("a picture", "give the numbers, as CSV", b"\x89PNG"),
    Form("a picture", "give the numbers, as CSV", b"\xff\xd8\xff"),
    Form("a sound or film", "give the file of the sensor", b"RIFF"),
    Form("a zip archive", "unpack it", b"PK\x03\x04"),
)
"""They would pass for something else, or for nothing; a zip archive stands last, for spreadsheets begin like it."""


@cache
def forms() -> tuple[Form | TextForm, ...]:
    """Return the formats that are read, by the names of their modules."""
    here = str(Path(__file__).parent)
    modules = sorted(module.name for module in iter_modules([here]) if module.name.startswith(PREFIX))
    return tuple(import_module(f"{__package__}.{module}").FORM for module in modules)


def text_forms() -> list[TextForm]:
    """Return those that are text."""
    return [form for form in forms() if isinstance(form, TextForm)]


def binary_forms() -> list[Form]:
    """Return those that are not."""
    return [form for form in forms() if isinstance(form, Form)]


def form_of(path: Path, content: bytes) -> Form | None:
    """Return the binary format of a file; None for text, and for what nobody knows."""
    return next((form for form in (*binary_forms(), *NOT_READ) if form.fits(path, content)), None)


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
        return read_apart(form.read.__module__, path, content) if form.native else form.read(path, content)
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
