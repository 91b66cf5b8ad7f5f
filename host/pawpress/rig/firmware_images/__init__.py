"""Package data: the built firmware, one image per board and its core as WebAssembly, and what they were made from.

`make -C firmware images` writes the images beside this file, `make -C firmware wasm` the core. Knows nothing of
emulators or uploads.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Final

import msgspec


class Image(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One board's image."""

    file: str
    mcu: str
    title: str
    """What a person would call the board."""
    board: str
    """As the schema names it; as `Hello.board` tells it."""
    pads: int
    pad_kind: str
    """As the schema names it; as `Hello.pad_kind` tells it."""
    sha256: str
    flash_bytes: int
    ram_bytes: int


class CoreImage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The core and a board played around it as WebAssembly; the same for every board and system."""

    file: str
    compiler: str
    sources_sha256: str
    sha256: str
    wasm_bytes: int


class ImageManifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the images were made from."""

    firmware_version: str
    protocol_version: int
    schema_hash: str
    compiler: str
    sources_sha256: str
    images: dict[str, Image]
    core: CoreImage


_FOLDER: Final = files(__name__)


def manifest() -> ImageManifest:
    """Read the manifest.

    Returns
    -------
    ImageManifest
        Its `images` are keyed by board: `uno`, `nano`, and `mux`, a Nano with sixteen pads behind a 74HC4067.
    """
    return msgspec.json.decode(_FOLDER.joinpath("manifest.json").read_bytes(), type=ImageManifest)


def hex_text(board: str) -> str:
    """Give a board's image in Intel HEX.

    Parameters
    ----------
    board : str
        `uno`, `nano` or `mux`.

    Raises
    ------
    KeyError
        If no image is built for this board; the text names those that are.
    """
    images = manifest().images
    if board not in images:
        raise KeyError(f"no firmware image for board {board!r}: choose one of {', '.join(images)}")
    return _FOLDER.joinpath(images[board].file).read_text(encoding="ascii")


def core_image() -> bytes:
    """Give the core as a WebAssembly module."""
    return _FOLDER.joinpath(manifest().core.file).read_bytes()
