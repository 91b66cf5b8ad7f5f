"""The help screen: how to press, and what the words, shapes and colours mean."""

from __future__ import annotations

from textwrap import wrap

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from pawpress.dashboard.keys import key_rows
from pawpress.dashboard.palette import colours
from pawpress.dashboard.spoken import said
from pawpress.dashboard.words import VERDICTS, ZONES

KEY, NAME = 6, 18
"""Columns of a key and of its name."""
SENTENCE = 76 - 2 - KEY - 1 - NAME - 1
"""Columns that are left for the sentence in a window of 80: the page has a margin and a scroll bar."""
MEANINGS = {
    "steady": "slow start, even hold, long enough",
    "rushed": "the force came up too fast",
    "jab": "a quick stab that was not held",
    "short": "let go too early",
    "unsteady": "the force wavered during the hold",
    "ungraded": "the reading was not good enough to judge",
}
ZONE_MEANINGS = {
    "unzoned": "how hard is not said: your partner has not said nice yet",
    "light": "lighter than what your partner calls nice",
    "target": "what your partner calls nice",
    "firm": "heavier than nice, below the limits",
    "amber": "ease off",
    "red": "let go now",
}


def help_text() -> str:
    """Return the text of the help screen, in textual's markup."""
    verdicts = "\n".join(_row(VERDICTS[name].glyph, said(VERDICTS[name].word), VERDICTS[name].colour, said(text))
                         for name, text in MEANINGS.items())  # fmt: skip
    zones = "\n".join(_row(ZONES[name].glyph, said(ZONES[name].word), ZONES[name].colour, said(text))
                      for name, text in ZONE_MEANINGS.items())  # fmt: skip
    keys = "\n".join(_key(key, name, what) for key, name, what in key_rows())
    page = "\n".join(map(said, _TEXT.splitlines()))
    return page.format(verdicts=verdicts, zones=zones, keys=keys, soft=colours()["soft"])


def _key(key: str, name: str, what: str) -> str:
    """Return a row of the table of keys; what does not fit goes on below its own beginning."""
    first, *rest = wrap(said(what), SENTENCE)
    begin = f"  [b {colours()['info']}]{_escaped(key)}[/]{' ' * (KEY - len(key))} {said(name):<{NAME}} "
    return "\n".join([begin + first, *(" " * (2 + KEY + 1 + NAME + 1) + line for line in rest)])


def _escaped(key: str) -> str:
    """Return a key that is no markup."""
    return "\\[" if key == "[" else key


def _row(glyph: str, word: str, colour: str, text: str) -> str:
    return f"  [b {colours()[colour]}]{glyph} {word:<9}[/]  {text}"


_TEXT = """\
[b]How to press[/]   like a cat walks: with body weight, one slow step at a time
  1  Lean in slowly, elbows straight, until the bar ends in the brackets.
  2  Hold one to three seconds. The timer says RISING, HOLD, then LET GO.
  3  Lean out slowly. Keep to the muscles beside the spine, never on it.

[b]The verdict on a press[/]
{verdicts}

[b]The bars[/]   \\[ ] nice   ╎ too hard   ┃ stop   > more than the pad can measure
{zones}

[b]The keys[/]
{keys}
  mouse  every key in the last line; drag a pad in a demo; the menu holds the rest

[b]The partner's word overrides the screen.[/] Stop when your partner says so.
pawpress is a training aid, not a medical device. Green means inside the
trainer's limits; it does not mean safe.
[{soft}]esc or ? close     ↑ ↓ scroll     an alarm closes this page by itself[/]"""


class HelpScreen(ModalScreen[None]):
    """A page over the dashboard; the stream goes on below."""

    BINDINGS = [("escape,question_mark", "dismiss", "close")]  # noqa: RUF012 - textual's own form

    def compose(self) -> ComposeResult:
        """Set the page."""
        with VerticalScroll(id="help"):
            yield Static(help_text())
