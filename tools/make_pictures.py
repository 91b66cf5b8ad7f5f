"""Makes the pictures of every screen in docs/images: the program in tmux, by keys, as it stands there.

    python -m tools.make_pictures [NAME…]

With names it makes only the scenes they belong to. The README's picture is from the session that `screen_session`
plays. Needs tmux. A scene with an alarm of a machine that is too busy is played again.
"""

from __future__ import annotations

import io
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rich.ansi import AnsiDecoder
from rich.console import Console

from tools.schema import ROOT
from tools.screen_session import NEXT, OFFERED, Hand, Keep, command, pawpress, play
from tools.tmux_terminal import TmuxTerminal

IMAGES = ROOT / "docs/images"
FONTS = "ui-monospace, 'Cascadia Mono', 'DejaVu Sans Mono', Menlo, Consolas, monospace"
WIDE, USUAL, SMALL = (120, 36), (100, 30), (80, 24)
RECORDING = Path("session.paw")
OF_THE_SESSION = f"../{RECORDING.stem}/{RECORDING}"
SETTLED_S = 1.5
LIGHT = ("--rig", "core")
"""The firmware's core draws the same screens and needs less of a machine than its whole image."""
BLANK, CELL = "&#160;", 12.2
"""A blank as rich writes it, and the width of a character."""
LEADING = re.compile(
    r'x="(?P<x>[\d.]+)" (?P<between>y="[\d.]+" )textLength="(?P<length>[\d.]+)"(?P<rest>[^>]*)>'
    rf"(?P<blanks>(?:{BLANK})+)"
)
LATE = "does not keep up|red alarm|moves again"
SOUNDLESS = "No sound:"
"""What a machine without a loudspeaker says at the beginning."""
NOTICE_S = 12.0
TRIES = 8
SESSION = {
    "start": "screen-start",
    "first-press": "screen-first-press",
    "verdict": "screen-verdict",
    "walk": "dashboard",
    "next-step": "screen-next-step",
    "summary": "screen-summary",
    "report": "screen-report",
}
"""States of the played session, and the pictures of them."""


@dataclass(frozen=True)
class Scene:
    """A command, and how its pictures come about."""

    pictures: tuple[str, ...]
    words: list[str]
    act: Callable[[TmuxTerminal, Keep], None]
    size: tuple[int, int] = USUAL
    folder: str = "scene"


def _pages(terminal: TmuxTerminal, keep: Keep) -> None:
    """Open every page that lies over the dashboard."""
    terminal.wait_for("last press|NEXT|LEFT")
    for key, seen, name in (
        ("?", "How to press", "screen-help"),
        ("o", "theme", "screen-settings"),
        ("C-p", "Search|search", "screen-menu"),
        ("n", "note", "screen-note"),
    ):
        terminal.keys_until(seen, key)
        time.sleep(SETTLED_S)
        keep(name, terminal)
        terminal.keys("Escape")
        time.sleep(SETTLED_S)


def _wait_for_sound(terminal: TmuxTerminal) -> None:
    """Wait until the machine that makes the pictures no longer says that it has no loudspeaker: others have one."""
    time.sleep(2 * SETTLED_S)
    end_s = time.monotonic() + NOTICE_S
    while re.search(SOUNDLESS, terminal.text()) and time.monotonic() < end_s:
        time.sleep(0.2)


def _shown(name: str, pattern: str, *keys: str, after_s: float = SETTLED_S) -> Callable[[TmuxTerminal, Keep], None]:
    """Return an act that types keys once a pattern is seen, and takes one picture."""

    def act(terminal: TmuxTerminal, keep: Keep) -> None:
        _wait_for_sound(terminal)
        terminal.wait_for(pattern, 60.0)
        for key in keys:
            terminal.keys(key)
            time.sleep(0.3)
        time.sleep(after_s)
        keep(name, terminal)

    return act


def _coached(terminal: TmuxTerminal, keep: Keep) -> None:
    """Answer the questions before a coached session, and press until it is judged."""
    terminal.wait_for("Who presses")
    time.sleep(SETTLED_S)
    keep("screen-questions", terminal)
    terminal.keys("Ana", "Enter")
    terminal.wait_for("Who lies down")
    terminal.keys("Ben", "Enter")
    for last in ("weakness of a leg", "blood pressure", "sciatica"):
        terminal.wait_for(last)
        terminal.keys("2")
    terminal.wait_for("hidden test before")
    terminal.keys("Enter")
    time.sleep(SETTLED_S)
    terminal.keys("Enter")
    terminal.wait_for("YOU|Ask the partner|press: hidden", 60.0)
    _wait_for_sound(terminal)
    keep("screen-coach", terminal)


def _taught(terminal: TmuxTerminal, keep: Keep) -> None:
    """Press until the partner says nice, and once more with the teacher's press behind."""
    terminal.wait_for(OFFERED, 60.0)
    hand = Hand(terminal)
    hand.press(1)
    terminal.keys("Space")
    terminal.wait_for(r"nice \d+–\d+ N")
    where = terminal.wait_for(NEXT.pattern)
    hand.go_to(where[1], where[2])
    hand.press(2, lambda: keep("screen-teacher", terminal))


SCENES = (
    Scene(tuple(SESSION.values()), command(RECORDING, *LIGHT), lambda terminal, keep: play(
        terminal, lambda name, shown: keep(SESSION[name], shown)), WIDE, RECORDING.stem),
    Scene(("screen-help", "screen-settings", "screen-menu", "screen-note"),
          pawpress("demo", *LIGHT, "--scenario", "catwalk"), _pages, SMALL),
    Scene(("screen-alarm",), pawpress("demo", *LIGHT, "--scenario", "overload"),
          _shown("screen-alarm", "(?<!It was: )Overload: .* N", after_s=0.3)),
    Scene(("screen-feet",), pawpress("demo", *LIGHT, "--scenario", "foot-steady"),
          _shown("screen-feet", "TOTAL", after_s=8.0)),
    Scene(("screen-questions", "screen-coach"), pawpress("coach", "--demo", "--hand", "--emulate", "core",
          "--drill", "stay", "--calibration", "none"), _coached),
    Scene(("screen-teacher",), pawpress("demo", "--hand", *LIGHT, "--teacher", OF_THE_SESSION), _taught, WIDE),
    Scene(("screen-replay",), pawpress("replay", OF_THE_SESSION),
          _shown("screen-replay", r"of \d+:\d+", ".", ".", ".", after_s=3.0), WIDE),
    Scene(("screen-start-menu",), pawpress(), _shown("screen-start-menu", "practise freely"), SMALL),
)  # fmt: skip


def svg_of(coloured: str, size: tuple[int, int], title: str) -> str:
    """Return what stands in a terminal as SVG that asks nobody for a font."""
    console = Console(record=True, width=size[0], file=io.StringIO(), force_terminal=True, color_system="truecolor")
    for line in AnsiDecoder().decode(coloured):  # one decoder: a colour lasts over the ends of lines
        console.print(line, no_wrap=True, crop=True, highlight=False)
    svg = console.export_svg(title=title)
    svg = LEADING.sub(_moved, svg)
    svg = re.sub(r"@font-face\s*\{[^}]*\}", "", svg)
    svg = re.sub(r"font-family:[^;]*;", f"font-family: {FONTS};", svg)
    svg = re.sub(r"<!--.*?-->", "", svg, flags=re.DOTALL)
    return "\n".join(line.rstrip() for line in svg.splitlines() if line.strip()) + "\n"


def _moved(text: re.Match[str]) -> str:
    """Return a text that begins behind its leading blanks, which some viewers drop."""
    by = CELL * text["blanks"].count(BLANK)
    where, length = float(text["x"]) + by, float(text["length"]) - by
    return f'x="{where:g}" {text["between"]}textLength="{length:g}"{text["rest"]}>'


class TooBusyError(RuntimeError):
    """The machine does something else."""


def make(scene: Scene, home: Path) -> None:
    """Play a scene and write its pictures.

    Raises
    ------
    TooBusyError
        If an alarm of a late emulator stands on one of them.
    """
    title = " ".join(["pawpress", *(Path(word).name for word in scene.words[3:])])
    made: dict[str, str] = {}

    def keep(name: str, terminal: TmuxTerminal) -> None:
        coloured = terminal.coloured()
        if re.search(LATE, coloured):
            raise TooBusyError(name)
        made[name] = svg_of(at_home(coloured, home), scene.size, title)

    environment = {"XDG_DATA_HOME": str(home), "XDG_STATE_HOME": str(home), "XDG_CONFIG_HOME": str(home)}
    with TmuxTerminal(scene.words, scene.size, environment, home) as terminal:
        scene.act(terminal, keep)
    for name, svg in made.items():
        target = IMAGES / f"{name}.svg"
        target.write_text(svg, encoding="utf-8")
        print(f"{target.relative_to(ROOT)}: {target.stat().st_size / 1000:.0f} kB")


def at_home(coloured: str, home: Path) -> str:
    """Return a screen on which the folder of the scene is somebody's own."""
    return re.sub(rf"{re.escape(str(home))}(\S*)", lambda path: f"~{path[1]}" + " " * (len(str(home)) - 1), coloured)


def main(names: list[str]) -> int:
    """Make the pictures of these names, or all."""
    known = {name for scene in SCENES for name in scene.pictures}
    if unknown := set(names) - known:
        raise SystemExit(f"No such picture: {', '.join(sorted(unknown))}. There are: {', '.join(sorted(known))}.")
    wanted = [scene for scene in SCENES if not names or set(names) & set(scene.pictures)]
    if any(OF_THE_SESSION in scene.words for scene in wanted) and SCENES[0] not in wanted:
        wanted.insert(0, SCENES[0])  # what is played or imitated was recorded there
    with tempfile.TemporaryDirectory() as home:
        for scene in wanted:
            _make_quietly(scene, Path(home) / scene.folder)
    return 0


def _make_quietly(scene: Scene, home: Path) -> None:
    """Make a scene, again where the machine was too busy."""
    for turn in range(TRIES):
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir()
        try:
            make(scene, home)
            return
        except TooBusyError as name:
            print(f"{name}: the machine was too busy, turn {turn + 1} of {TRIES}")
    raise SystemExit("Some pictures were not made: come back when the machine has less to do.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
