"""Somebody stands on a back: what each foot and both bear, how long yet, where, and one word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from textual.geometry import Size

from pawpress.dashboard.drawing.bar import BarMark, Fill, Scale, bar_row
from pawpress.dashboard.drawing.big import big, largest_scale
from pawpress.dashboard.drawing.lines import Line, centred, first_fitting, pad, width_of
from pawpress.dashboard.palette import ink
from pawpress.dashboard.panels.panel import Panel, ViewContext
from pawpress.dashboard.shown_units import figure, force, has_tenths, whole
from pawpress.dashboard.spoken import said
from pawpress.dashboard.words import CONTACT_N
from pawpress.engine.messages import PadView

WORDS = {
    "READY": ("soft", "ground"),
    "EMPTY": ("info", "ground"),
    "STAND": ("good", "ground"),
    "SHIFT SLOWLY": ("amber", "ground"),
    "EASE OFF": ("amber", "ground"),
    "STEP OFF": ("white", "red_deep"),
    "STOOD": ("info", "ground"),
    "OVER AMBER": ("amber", "ground"),
    "OVER RED": ("red", "ground"),
}
"""Colour and ground of the one word; only what must not be missed has a ground of its own."""
AS_IT_WAS = {
    "STAND": "STOOD",
    "SHIFT SLOWLY": "OVER AMBER",
    "EASE OFF": "OVER AMBER",
    "STEP OFF": "OVER RED",
}
"""Words of a recording in the place of orders."""
BEYOND = 1.15
"""How far a bar goes beyond its red line."""
NEARLY = 0.8
"""From this share of the time on it is soon over."""
TENTHS_WIDTH = 22
"""A load with fewer columns leaves its tenth away: what is allowed comes first."""
FIGURE_WIDTH = 3
"""Columns of a force on the map, without a tenth."""
LINES, NEVER = "╎ ease off above   ┃ step off above", "✗ never stand there"


class FootPlacePicture(NamedTuple):
    """A pad on the map."""

    name: str
    side: str
    level: int
    allowed: bool
    newtons: int


class FootLoadPicture(NamedTuple):
    """What a foot, or both, bear, and where that is too much."""

    name: str
    newtons: int
    amber_n: float
    red_n: float


class FeetPicture(NamedTuple):
    """Everything on the screen of the feet, rounded as it is shown."""

    word: str
    stale: bool
    loads: tuple[FootLoadPicture, ...]
    share_percent: int | None
    on_s: int
    left_s: int | None
    places: tuple[FootPlacePicture, ...]


class FeetPanel(Panel["FeetPicture | None"]):
    """The whole screen of the foot mode; no brackets and no verdicts, because nobody presses."""

    PERIOD_S = 0.1

    def picture(self, moment: ViewContext) -> FeetPicture | None:
        """Round what the engine said; what is old or ended is never a reason to stay on."""
        state = moment.state
        if state.foot is None or state.opening is None or state.snapshot is None:
            return None
        foot, stale = state.foot, state.stale(moment.now_s)
        word = "STEP OFF" if stale else foot.word
        return FeetPicture(
            word=AS_IT_WAS.get(word, word) if state.replay else word,
            stale=stale,
            loads=tuple(
                FootLoadPicture(load.name, max(0, round(load.force_n)), load.amber_n, load.red_n) for load in foot.loads
            ),
            share_percent=None if foot.receiver_share is None else max(0, round(100 * foot.receiver_share)),
            on_s=int(foot.on_s),
            left_s=None if foot.left_s is None else int(foot.left_s),
            places=_places(state.opening.pads, state.snapshot.force_n),
        )

    def draw(self, picture: FeetPicture | None, size: Size) -> list[Line]:
        """Draw the word, the loads, and below them time, share and places side by side."""
        width, height = size
        if picture is None:
            return []
        roomy = height >= 26
        first = _acts_first(picture.loads)
        load_width, half = width // 3, width // 2
        loads = [_load(load, load_width - 2, picture.stale, roomy, acts_first=load == first) for load in picture.loads]
        facts, places = _facts(picture, half - 4, roomy), _map(picture.places, half, 1 if roomy else 0)
        lines = [*([[]] * roomy), *_word(picture, width, 8 if roomy else 5), []]
        lines += [*_side_by_side(loads, load_width), *([[]] * (2 if roomy else 1))]
        return [*lines, *_side_by_side([facts, places], half)]


def _acts_first(loads: Sequence[FootLoadPicture]) -> FootLoadPicture | None:
    """Return the load that is nearest to its red line; None where nothing is on the pads."""
    on = [load for load in loads if load.newtons >= CONTACT_N]
    return max(on, key=lambda load: load.newtons / load.red_n, default=None)


def _places(pads: Sequence[PadView], force_n: Sequence[float]) -> tuple[FootPlacePicture, ...]:
    readings = [*force_n, *[0.0] * len(pads)]
    return tuple(
        FootPlacePicture(one.name, one.side, one.level, one.allowed, max(0, round(readings[number])))
        for number, one in enumerate(pads)
    )


def _word(picture: FeetPicture, width: int, height: int) -> list[Line]:
    colour, on = WORDS.get(picture.word, WORDS["STEP OFF"])
    style = ink(colour, on, bold=True)
    word = said(picture.word)
    scale = largest_scale(word, width - 4, height)
    rows = big(word, scale) if scale else (word,)
    above = (height - len(rows)) // 2
    empty: Line = [(" " * width, style)]
    words = [centred([(row, style)], width, on) for row in rows]
    return [*[empty] * above, *words, *[empty] * (height - above - len(rows))]


def _colour(load: FootLoadPicture, *, stale: bool) -> str:
    if stale or load.newtons < CONTACT_N:
        return "faint"
    return "red" if load.newtons > load.red_n else "amber" if load.newtons > load.amber_n else "light"


def _load(load: FootLoadPicture, width: int, stale: bool, roomy: bool, *, acts_first: bool) -> list[Line]:
    colour = _colour(load, stale=stale)
    scale = Scale(
        full=BEYOND * load.red_n, zone=None, marks=(BarMark(load.amber_n, "amber"), BarMark(load.red_n, "red"))
    )
    fill = Fill(scale.eighths(load.newtons, width), colour, hatched=stale)
    newtons = min(load.newtons, 9999)
    digits = big(figure(newtons) if width >= TENTHS_WIDTH else whole(newtons), 2 if roomy and width >= 34 else 1)
    style = ink("text" if colour == "light" else colour, bold=True)
    numbers: list[Line] = [[(row, style)] for row in digits]
    most = ink("text" if acts_first else "soft", bold=acts_first)
    limits = (said(f" of {force(load.red_n)}"), said(f" of {figure(load.red_n)}"), "")
    beside_digits: list[Line] = [[(words, most)] for words in limits]
    numbers[-1] = [*numbers[-1], *first_fitting(beside_digits, width - width_of(numbers[-1]))]
    beside = said("░ old" if stale else "◀ acts first" if acts_first else "")
    rows = 3 if roomy else 1
    bars = [bar_row(scale, fill, width, row, rows) for row in range(rows)]
    return [[(f"{said(load.name).upper():<7}", ink("soft", bold=True)), (beside, ink("soft"))], *numbers, *bars]


def _clock(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02d}"


def _facts(picture: FeetPicture, width: int, roomy: bool) -> list[Line]:
    soft, text = ink("soft"), ink("text", bold=True)
    lines = _time(picture, width, roomy)
    if picture.share_percent is not None:
        share: Line = [(said("WEIGHT   "), soft), (f"{picture.share_percent} %", text)]
        lines += [*([[]] * roomy), first_fitting([[*share, (said(" of the receiver's"), soft)], share], width)]
    legend = f"{said(LINES)}   {said(NEVER)}"
    if any(not place.allowed for place in picture.places):
        return [*lines, *([[]] * roomy), [(legend if width >= len(legend) else said(NEVER), ink("faint"))]]
    return [*lines, *([[]] * roomy), [(said(LINES), ink("faint"))]]


def _time(picture: FeetPicture, width: int, roomy: bool) -> list[Line]:
    """Return the time on load against the time allowed, and what is used up of it."""
    soft, text = ink("soft"), ink("text", bold=True)
    if picture.left_s is None:
        on = _clock(picture.on_s)
        rests = (f"{on} so far; rest as long", f"{on}; rest as long")
        texts = rests if picture.on_s else ("nobody is on the pads", "nobody")
        return [first_fitting([[(said("TIME ON  "), soft), (said(text), soft)] for text in texts], width + 1)]
    whole_s = max(1, picture.on_s + picture.left_s)
    used = picture.on_s / whole_s
    colour = "red" if picture.left_s <= 0 else "amber" if used > NEARLY else "light"
    allowed: Line = [(said(f" of {_clock(whole_s)} at this load"), soft)]
    short: Line = [(said(f" of {_clock(whole_s)}"), soft)]
    begun: Line = [(said("TIME ON  "), soft), (_clock(picture.on_s), text)]
    figures = [first_fitting([[*begun, *allowed], [*begun, *short]], width)]
    if roomy:
        figures = [[(said("TIME ON"), soft)], *([(row, text)] for row in big(_clock(picture.on_s)))]
        figures[-1] = first_fitting([[*figures[-1], *allowed], [*figures[-1], *short]], width)
    scale = Scale(full=1.0, zone=None, marks=())
    return [*figures, bar_row(scale, Fill(scale.eighths(used, width), colour, hatched=picture.stale), width)]


def _map(places: Sequence[FootPlacePicture], width: int, air: int) -> list[Line]:
    """Draw the back from the shoulders down, a row per level: where weight is, and where none may be."""
    sides = sorted({place.side for place in places}, key=("left", "centre", "right").index)
    columns = {side: max(width_of(_place(place)) for place in places if place.side == side) for side in sides}
    gap = min(2, (width - sum(columns.values())) // max(1, len(sides)))
    lines: list[Line] = [centred([(said("▲ head"), ink("faint"))], width)] if air and places else []
    for level in sorted({place.level for place in places}, reverse=True):
        here = {place.side: place for place in places if place.level == level}
        lines += [*([[]] * air), centred(_level(here, columns, gap), width)]
    return lines


def _level(here: Mapping[str, FootPlacePicture], columns: Mapping[str, int], gap: int) -> Line:
    cells = [pad(_place(here[side]) if side in here else [], columns[side] + gap) for side in columns]
    return [part for cell in cells for part in cell]


def _place(place: FootPlacePicture) -> Line:
    on = place.newtons >= CONTACT_N
    if not place.allowed:
        style = ink("red" if on else "faint", bold=on)
        return [(f"✗ {place.name} {_figure(place)}", style)]
    return [
        (f"{'●' if on else '○'} {place.name} ", ink("light" if on else "soft")),
        (_figure(place), ink("text" if on else "faint", bold=on)),
    ]


def _figure(place: FootPlacePicture) -> str:
    return figure(place.newtons).rjust(FIGURE_WIDTH + has_tenths())


def _side_by_side(blocks: Sequence[Sequence[Line]], width: int) -> list[Line]:
    """Return blocks as columns of one width, with a margin on the left."""
    rows = max((len(block) for block in blocks), default=0)
    lines: list[Line] = []
    for row in range(rows):
        line: Line = []
        for block in blocks:
            cell: Line = [(" ", ink()), *(block[row] if row < len(block) else [])]
            line += pad(cell, width) if width_of(cell) <= width else cell
        lines.append(line)
    return lines
