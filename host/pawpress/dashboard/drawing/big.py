"""Large letters made of half-blocks, to be read from the floor: each is five pixels high."""

from __future__ import annotations

from functools import cache

_PIXELS = {
    " ": "././././.",
    "0": "###/#.#/#.#/#.#/###",
    "1": ".#./##./.#./.#./###",
    "2": "###/..#/###/#../###",
    "3": "###/..#/.##/..#/###",
    "4": "#.#/#.#/###/..#/..#",
    "5": "###/#../###/..#/###",
    "6": "###/#../###/#.#/###",
    "7": "###/..#/..#/.#./.#.",
    "8": "###/#.#/###/#.#/###",
    "9": "###/#.#/###/..#/###",
    ".": "././././#",
    "-": "../../##/../..",
    ":": "./#/./#/.",
    ">": "#../.#./..#/.#./#..",
    "A": ".#./#.#/###/#.#/#.#",
    "B": "##./#.#/##./#.#/##.",
    "C": "###/#../#../#../###",
    "D": "##./#.#/#.#/#.#/##.",
    "E": "###/#../##./#../###",
    "F": "###/#../##./#../#..",
    "G": "####/#.../#.##/#..#/####",
    "H": "#.#/#.#/###/#.#/#.#",
    "I": "#/#/#/#/#",
    "J": "..#/..#/..#/#.#/###",
    "K": "#.#/#.#/##./#.#/#.#",
    "L": "#../#../#../#../###",
    "M": "#...#/##.##/#.#.#/#...#/#...#",
    "N": "#..#/##.#/#.##/#..#/#..#",
    "O": "###/#.#/#.#/#.#/###",
    "P": "###/#.#/###/#../#..",
    "Q": "###/#.#/#.#/###/..#",
    "R": "##./#.#/##./#.#/#.#",
    "S": "###/#../###/..#/###",
    "T": "###/.#./.#./.#./.#.",
    "U": "#.#/#.#/#.#/#.#/###",
    "V": "#.#/#.#/#.#/#.#/.#.",
    "W": "#...#/#...#/#.#.#/##.##/#...#",
    "X": "#.#/#.#/.#./#.#/#.#",
    "Y": "#.#/#.#/.#./.#./.#.",
    "Z": "###/..#/.#./#../###",
    "?": "###/..#/.#./.../.#.",
    "●": ".###./#####/#####/#####/.###.",
    "▲": "..#../..#../.###./.###./#####",
    "■": "#####/#####/#####/#####/#####",
    "✖": "#...#/.#.#./..#../.#.#./#...#",
    "◦": "...../.###./.#.#./.###./.....",
    "≈": ".#..#/#.##./...../.#..#/#.##.",
}
HEIGHT = 5
_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def _rows_of_pixels(text: str) -> list[str]:
    letters = [_PIXELS.get(letter, _PIXELS["?"]).split("/") for letter in text.upper()]
    return [".".join(letter[row] for letter in letters) for row in range(HEIGHT)]


@cache
def big(text: str, scale: int = 1) -> tuple[str, ...]:
    """Return the rows of cells that show a text in large letters.

    Parameters
    ----------
    text : str
        Letters, digits and the shapes of the verdicts; anything else becomes a question mark.
    scale : int
        Cells to a pixel's width. A text is `ceil(5 * scale / 2)` cells high.
    """
    tall = [row for row in _rows_of_pixels(text) for _ in range(scale)]
    if len(tall) % 2:
        tall.append("." * len(tall[0]))
    pairs = zip(tall[::2], tall[1::2], strict=True)
    return tuple(
        "".join(_HALVES[upper == "#", lower == "#"] * scale for upper, lower in zip(top, bottom, strict=True))
        for top, bottom in pairs
    )


def big_height(scale: int) -> int:
    """Return the rows a text takes at this scale."""
    return (HEIGHT * scale + 1) // 2


def largest_scale(text: str, width: int, height: int, most: int = 3) -> int:
    """Return the largest scale at which the text fits, 0 when not even the smallest does."""
    scales = range(most, 0, -1)
    fits = (scale for scale in scales if len(big(text, scale)[0]) <= width and big_height(scale) <= height)
    return next(fits, 0)
