"""Many frames of one length at once.

Strategy: the frames are laid side by side, so that their first bytes, their second bytes and so on are columns. COBS is
undone by walking the columns: every frame counts down the bytes to its next code. The checksum is linear, so it is the
exclusive or of what every byte alone would give in its place, one table a column. Numpy then does the same few steps
for thousands of frames that `codec.unstuffed` does for one; that one is the reference in the tests.
"""

from __future__ import annotations

from binascii import crc_hqx
from functools import cache

import numpy as np
from numpy.typing import NDArray

from pawpress.core.protocol.codec import CRC_START, MAX_FRAME, OVERHEAD

LONGEST = 254
"""Longest encoded frame without delimiter for which a COBS code always stands for a zero."""

Bytes = NDArray[np.uint8]


def unstuffed_alike(encoded: Bytes) -> tuple[Bytes, NDArray[np.bool_]]:
    """Undo COBS and check length and CRC of frames of one length.

    Parameters
    ----------
    encoded : array, shape (n, size)
        What stood between delimiters, so that no byte is 0; `OVERHEAD < size <= LONGEST`.

    Returns
    -------
    frames : array, shape (n, size - 1)
        Header, body and checksum; of no meaning where they are damaged.
    good : array, shape (n,)
        Where `codec.unstuffed` would return the frame.
    """
    columns = np.array(encoded.T, order="C")
    size = len(columns)
    residue = np.full(len(encoded), _residue_of_zeros(size - 1))
    tables = _tables(size - 1)
    left = columns[0].copy()
    for at in range(1, size):
        column = columns[at]
        left -= 1
        # A byte is kept unless it is a code, which stands for a zero and is where the next count begins.
        kept = column * (left != 0).view(np.uint8)
        left += column ^ kept
        residue ^= tables[at - 1].take(kept)
        columns[at] = kept
    frames = np.ascontiguousarray(columns[1:].T)
    good = (left == 1) & (residue == 0) & (columns[2] == size - 1 - OVERHEAD)
    return frames, good if size - 1 <= MAX_FRAME else np.zeros_like(good)


@cache
def _tables(size: int) -> NDArray[np.uint16]:
    """Return what every byte in every place of a frame adds to its checksum, shape (size, 256)."""
    tables = np.empty((size, 256), dtype=np.uint16)
    tables[-1] = [crc_hqx(bytes([byte]), 0) for byte in range(256)]
    for place in range(size - 2, -1, -1):
        # A zero behind it moves a byte one place to the front.
        after = tables[place + 1]
        tables[place] = (after << np.uint16(8)) ^ tables[-1][after >> np.uint16(8)]
    return tables


@cache
def _residue_of_zeros(size: int) -> np.uint16:
    return np.uint16(crc_hqx(bytes(size), CRC_START))
