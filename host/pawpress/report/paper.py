"""Pages of paper: headings, paragraphs, tables and figures from top to bottom, as many pages as they need.

Strategy: blocks know their height, so a page is full when the next one does not fit. Each page is one matplotlib
figure of the paper's size; words are set into it line by line, and a figure is painted into a part of it, so that its
letters keep their size.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from pawpress.report.style import GRID, INK, SOFT, Drawn

if TYPE_CHECKING:
    from matplotlib.backends.backend_pdf import PdfPages
    from matplotlib.figure import Figure, FigureBase

PaperName = Literal["a4", "letter"]
INCHES: dict[PaperName, tuple[float, float]] = {"a4": (8.27, 11.69), "letter": (8.5, 11.0)}
MARGIN_IN = 0.75
POINTS_AN_INCH = 72.0
UNBROKEN = "\N{NO-BREAK SPACE}"
"""Keeps a name, or a unit, and its number on one line."""
LINE = 1.45
"""Height of a line over the size of its letters."""
LETTER = 0.52
"""Mean width of a letter of DejaVu Sans over its size, a little on the safe side."""


@dataclass(frozen=True, slots=True)
class Words:
    """Lines of text at a place of a block."""

    text: str
    size: float
    colour: str = INK
    bold: bool = False
    left: float = 0.0
    """Share of the width that lies before it."""


@dataclass(frozen=True, slots=True)
class PaperBlock:
    """Something of a known height on a page."""

    height_in: float
    words: tuple[Words, ...] = ()
    picture: Callable[[FigureBase], None] | None = None
    ruled: bool = False
    """Whether a thin line runs below it."""
    keep_with_next: bool = False
    """Whether it must not be the last of a page, as a heading."""


@dataclass(frozen=True, slots=True)
class Paper:
    """The size of the pages."""

    name: PaperName

    @property
    def width_in(self) -> float:
        """Width between the margins, inches."""
        return INCHES[self.name][0] - 2.0 * MARGIN_IN

    @property
    def height_in(self) -> float:
        """Height between the margins, inches."""
        return INCHES[self.name][1] - 2.0 * MARGIN_IN

    def paragraph(self, text: str, size: float = 9.5, *, colour: str = INK, bold: bool = False) -> list[PaperBlock]:
        """Return a paragraph, a block a line, so that it may be parted."""
        lines = textwrap.wrap(text, self._letters(1.0, size * (1.1 if bold else 1.0))) or [""]
        height_in = LINE * size / POINTS_AN_INCH
        return [PaperBlock(height_in, (Words(line, size, colour, bold),), keep_with_next=bold) for line in lines]

    def heading(self, text: str, size: float = 13.0) -> list[PaperBlock]:
        """Return a heading with room around it."""
        return [space(0.22), *self.paragraph(text, size, bold=True), space(0.06)]

    def picture(self, drawn: Drawn) -> list[PaperBlock]:
        """Return a figure with its heading above and its caption below, all on one page."""
        scale = max(0.85, min(1.0, self.width_in / drawn.width))
        caption = self.paragraph(drawn.caption, 8.0, colour=SOFT)
        height_in = min(drawn.height * scale, self.height_in - 1.2 - sum(line.height_in for line in caption))
        return [
            *self.heading(drawn.title),
            PaperBlock(height_in, picture=drawn.paint, keep_with_next=True),
            *(replace(line, keep_with_next=True) for line in caption[:-1]),
            *caption[-1:],
        ]

    def table(self, header: Sequence[str], rows: Iterable[Sequence[str]], shares: Sequence[float]) -> list[PaperBlock]:
        """Return a table; columns take shares of the width, long cells take more lines."""
        head = self._row(header, shares, SOFT)
        return [replace(head, keep_with_next=True), *(self._row(row, shares, INK) for row in rows)]

    def _row(self, cells: Sequence[str], shares: Sequence[float], colour: str) -> PaperBlock:
        size = 7.5
        wrapped = [
            textwrap.wrap(cell, self._letters(share, size)) or [""] for cell, share in zip(cells, shares, strict=True)
        ]
        lefts = [sum(shares[:number]) for number in range(len(shares))]
        words = tuple(
            Words("\n".join(cell), size, colour, left=left) for cell, left in zip(wrapped, lefts, strict=True)
        )
        return PaperBlock((LINE * max(map(len, wrapped)) + 0.5) * size / POINTS_AN_INCH, words, ruled=True)

    def _letters(self, share: float, size: float) -> int:
        """Return how many letters fit into a share of the width."""
        return max(4, int(share * self.width_in * POINTS_AN_INCH / (LETTER * size)))


def space(height_in: float) -> PaperBlock:
    """Return an empty block, which goes with what follows."""
    return PaperBlock(height_in, keep_with_next=True)


def print_pages(pages: PdfPages, paper: Paper, blocks: Sequence[PaperBlock], foot: str) -> int:
    """Set blocks on pages and return how many pages they took."""
    full = _paged(blocks, paper.height_in)
    for number, held in enumerate(full, 1):
        pages.savefig(_page(paper, held, foot, f"{number} of {len(full)}"))
    return len(full)


def _paged(blocks: Sequence[PaperBlock], height_in: float) -> list[list[PaperBlock]]:
    """Return the blocks page by page; one that must stay with the next goes over with it."""
    pages: list[list[PaperBlock]] = [[]]
    group: list[PaperBlock] = []
    for block in blocks:
        group.append(block)
        if block.keep_with_next and _height_in(group) < height_in:
            continue
        if pages[-1] and _height_in(pages[-1]) + _height_in(group) > height_in:
            pages.append([])
        pages[-1] += group
        group = []
    pages[-1] += group
    return pages


def _height_in(blocks: Sequence[PaperBlock]) -> float:
    return sum(block.height_in for block in blocks)


def _page(paper: Paper, blocks: Sequence[PaperBlock], foot: str, number: str) -> Figure:
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D

    width_in, height_in = INCHES[paper.name]
    left, right = MARGIN_IN / width_in, 1.0 - MARGIN_IN / width_in
    page = Figure(figsize=(width_in, height_in))
    top_in = MARGIN_IN
    pictures: list[tuple[float, PaperBlock]] = []
    for block in blocks:
        if block.picture is not None:
            pictures.append((top_in, block))
        for words in block.words:
            _set(page, words, left + words.left * (right - left), 1.0 - top_in / height_in)
        top_in += block.height_in
        if block.ruled:
            y = 1.0 - (top_in - 0.02) / height_in
            page.add_artist(Line2D([left, right], [y, y], color=GRID, lw=0.6))
    _paint(page, paper, pictures)
    _set(page, Words(foot, 7.0, SOFT), left, 0.55 * MARGIN_IN / height_in)
    page.text(right, 0.55 * MARGIN_IN / height_in, number, fontsize=7, color=SOFT, ha="right", va="top")
    return page


def _set(page: Figure, words: Words, x: float, y: float) -> None:
    weight = "bold" if words.bold else "normal"
    page.text(
        x, y, words.text, fontsize=words.size, color=words.colour, fontweight=weight, va="top", linespacing=1.2
    ).set_in_layout(False)


def _paint(page: Figure, paper: Paper, pictures: Sequence[tuple[float, PaperBlock]]) -> None:
    """Paint figures into parts of the page that lie where their blocks do."""
    if not pictures:
        return
    heights: list[float] = []
    below_in = 0.0
    for top_in, block in pictures:
        heights += [top_in - below_in, block.height_in]
        below_in = top_in + block.height_in
    heights.append(INCHES[paper.name][1] - below_in)
    widths = (MARGIN_IN, paper.width_in, MARGIN_IN)
    parts = page.subfigures(len(heights), 3, squeeze=False, height_ratios=heights, width_ratios=widths)
    for part, (_, block) in zip(parts[1::2, 1], pictures, strict=True):
        assert block.picture is not None
        part.set_facecolor("none")
        block.picture(part)
