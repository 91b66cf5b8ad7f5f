"""Every key of the dashboard, once: what it does, what it is called in footer, help, menu and manual."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from textual.binding import Binding


@dataclass(frozen=True, slots=True)
class Key:
    """A row of the table."""

    keys: str
    """As textual names them, with a comma between several."""
    action: str
    name: str
    """What it is called everywhere."""
    what: str
    """A sentence for the help page and the manual."""
    display: str
    shown: bool = True
    """Whether it stands in the footer, where it does something."""
    priority: bool = False
    """Whether it works whatever page is open."""
    menu: bool = True
    """Whether the menu offers it."""


KEYS: Final = (
    Key(
        "q",
        "leave_asking",
        "end",
        "close the session; a page says how it went. Asks first where something would be lost",
        "q",
    ),
    Key(
        "x",
        "leave",
        "leave at once",
        "without that page; in foot mode step off first, and again to leave",
        "x",
        shown=False,
    ),
    Key("a", "acknowledge", "I have seen it", "the alarms have been seen", "a", shown=False),
    Key("s", "stop", "stop: step off", "foot mode: step off; it watches until the pads are empty", "s", priority=True),
    Key("l", "partner('less')", "less", "your partner says: less", "l"),
    Key(
        "space",
        "partner('nice')",
        "nice",
        "your partner says: nice; from then on the weight stands against it",
        "space",
    ),
    Key("m", "partner('more')", "more", "your partner says: more", "m"),
    Key("s", "partner('stop')", "stop", "your partner says: stop; let go. In foot mode see above", "s"),
    Key("e", "coached('partner', 'same')", "same", "your partner says: same; in a coached session", "e", shown=False),
    Key(
        "v",
        "coached('learner', 'show')",
        "last press",
        "the coach shows the last press, where it was to be asked for",
        "v",
        shown=False,
    ),
    Key("d", "coached('learner', 'next')", "next block", "the coach ends this block", "d", shown=False),
    Key("g", "good_spot", "good spot", "your partner liked this moment; a recording keeps it", "g"),
    Key("n", "note", "note", "a note on this moment; a recording keeps it", "n", shown=False),
    Key("r", "record(True)", "record", "keep the session, from its beginning", "r"),
    Key("r", "record(False)", "record off", "end the recording; the session goes on", "r"),
    Key("left", "seek(-10)", "back", "in a replay: ten seconds back", "←"),
    Key("right", "seek(10)", "on", "in a replay: ten seconds on", "→"),
    Key("space", "pace(0)", "pause", "in a replay; again to go on", "space"),
    Key("comma", "press_by_press(-1)", "press back", "in a replay: the press before", ","),
    Key("full_stop", "press_by_press(1)", "next press", "in a replay: where it begins; its verdict while paused", "."),
    Key("j", "jump", "jump", "in a replay: type a time and go there", "j"),
    Key("home", "go_to(0)", "beginning", "in a replay: to its beginning", "home", shown=False),
    Key("end", "go_to(1e9)", "to the end", "in a replay: to its end", "end", shown=False),
    Key("minus", "pace(0.5)", "slower", "in a replay: half as fast", "-"),
    Key("plus", "pace(2)", "faster", "in a replay: twice as fast", "+"),
    Key(
        "h",
        "own_hand",
        "press it yourself",
        "in a demo: the pads are yours; again to watch the scenario",
        "h",
        shown=False,
    ),
    Key(
        "enter",
        "hands('lean')",
        "lean, let go",
        "your hand leans onto its pad slowly, or lets go of it",
        "enter",
        shown=False,
    ),
    Key("up", "hands('more')", "more weight", "a step of weight, 8 N; a key held down is a rush", "↑", shown=False),
    Key("down", "hands('less')", "less weight", "a step of weight less", "↓", shown=False),
    Key("left", "hands('left')", "left hand", "your left hand moves from now on", "←", shown=False),
    Key("right", "hands('right')", "right hand", "your right hand moves from now on", "→", shown=False),
    Key("left_square_bracket", "hands('down')", "down the back", "your hand goes one pad down", "[", shown=False),
    Key("right_square_bracket", "hands('up')", "up the back", "your hand goes one pad up", "]", shown=False),
    Key(
        "c",
        "counters",
        "link counters",
        "frames of the link, lost and damaged ones; what is wrong is shown without it",
        "c",
        shown=False,
    ),
    Key("o", "settings", "settings", "theme, unit, large numbers", "o", shown=False),
    Key("question_mark", "help", "help", "what the words, shapes, colours and keys mean", "?"),
    Key(
        "f1",
        "help",
        "help on any page",
        "as ?, also where a line is typed",
        "F1",
        shown=False,
        priority=True,
        menu=False,
    ),
    Key("ctrl+p", "command_palette", "menu", "everything by its name", "^p", menu=False),
    Key(
        "ctrl+z",
        "suspend_process",
        "put aside",
        "back to the shell; `fg` comes back. Not in foot mode",
        "^z",
        shown=False,
        priority=True,
    ),
    Key("ctrl+c,ctrl+q", "leave", "leave at once", "as x, on any page", "^c", shown=False, priority=True, menu=False),
)
"""In the order of footer, help and manual."""


def bindings() -> list[Binding]:
    """Return the table as textual binds it."""
    return [
        Binding(key.keys, key.action, key.name, show=key.shown, key_display=key.display, priority=key.priority)
        for key in KEYS
    ]


def key_rows() -> list[tuple[str, str, str]]:
    """Return key, name and sentence of every row."""
    return [(key.display, key.name, key.what) for key in KEYS]


def name_of(action: str) -> str:
    """Return what an action is called."""
    return next(key.name for key in KEYS if key.action == action)


def manual() -> str:
    """Return the table as it stands in the manual, in Markdown."""
    rows = [f"| `{key}` | *{name}*: {what} |" for key, name, what in key_rows()]
    return "\n".join(["| key | what |", "|---|---|", *rows])
