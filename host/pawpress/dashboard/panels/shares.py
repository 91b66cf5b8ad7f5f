"""How the presses of the session divide among the verdicts."""

from __future__ import annotations

from typing import NamedTuple

from textual.geometry import Size

from pawpress.core.counted import press_count
from pawpress.dashboard.drawing.lines import Line, first_fitting, joined
from pawpress.dashboard.palette import ink
from pawpress.dashboard.panels.panel import Panel, ViewContext
from pawpress.dashboard.spoken import said
from pawpress.dashboard.words import VERDICTS, verdict_sign


class SharesPicture(NamedTuple):
    """Counts by verdict, in the order of `VERDICTS`."""

    presses: int
    counts: tuple[tuple[str, int], ...]
    too_hard: int = 0


class SharesPanel(Panel[SharesPicture]):
    """One line of shares in words; with a second row free, also a strip filled with the verdicts' shapes."""

    def picture(self, moment: ViewContext) -> SharesPicture:
        """Pick the session's counts."""
        snapshot = moment.state.snapshot
        if snapshot is None:
            return SharesPicture(0, ())
        known = [verdict for verdict in VERDICTS if snapshot.by_verdict.get(verdict)]
        new = [verdict for verdict in snapshot.by_verdict if verdict not in VERDICTS]
        counts = tuple((verdict, snapshot.by_verdict[verdict]) for verdict in [*known, *new])
        return SharesPicture(sum(count for _, count in counts), counts, snapshot.by_force.get("too_hard", 0))

    def draw(self, picture: SharesPicture, size: Size) -> list[Line]:
        """Draw the richest version that fits."""
        width, height = size
        label: Line = [(f" {said('session'):<12}  ", ink("soft"))]
        if not picture.presses:
            return [[*label, (said("no presses yet"), ink("faint"))]]
        total: Line = [(said(press_count(picture.presses)), ink("text", bold=True))]
        beyond: Line = [(said(f"▲ {picture.too_hard} too hard"), ink("amber", bold=True))] if picture.too_hard else []
        total = joined([total, beyond], "  ") if beyond else total
        long, short = (_shares(picture, letters=letters) for letters in (False, True))
        versions = [
            [*label, *joined([total, *long], "   ")],
            [*label, *joined([total, *long], " ")],
            [(" ", ink()), *joined([total, *short], "  ")],
            [(" ", ink()), *joined([beyond, *short] if beyond else short, " ")],
        ]
        lines = [first_fitting(versions, width)]
        if height >= 2:
            lines.append([(" " * 15, ink()), *_strip(picture, min(width - 17, 100))])
        return lines


def percent(count: int, total: int) -> int:
    """Return a share in whole percent; more than nothing never becomes 0, less than all never 100."""
    exact = 100 * count / total
    if 0 < count < total:
        return min(99, max(1, round(exact)))
    return round(exact)


def cells_of(counts: list[int], width: int) -> list[int]:
    """Divide a width among counts: every count gets at least one cell, and all cells are used."""
    total = sum(counts)
    cells = [max(1, count * width // total) for count in counts]
    cells[counts.index(max(counts))] += width - sum(cells)
    return cells


def _shares(picture: SharesPicture, *, letters: bool) -> list[Line]:
    shares: list[Line] = []
    for verdict, count in picture.counts:
        sign = verdict_sign(verdict)
        word = f"{sign.glyph}{sign.letters}" if letters else f"{sign.glyph} {sign.word}"
        shares.append([(word, ink(sign.colour)), (f" {percent(count, picture.presses)} %", ink("text"))])
    return shares


def _strip(picture: SharesPicture, width: int) -> Line:
    cells = cells_of([count for _, count in picture.counts], width)
    signs = [verdict_sign(verdict) for verdict, _ in picture.counts]
    return [(sign.glyph * count, ink(sign.colour)) for sign, count in zip(signs, cells, strict=True)]
