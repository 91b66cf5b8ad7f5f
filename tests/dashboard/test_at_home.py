"""Themes that can be read, names that are one, settings that are kept, a menu, and a way back to the shell."""

from __future__ import annotations

import os
import re
import signal
from pathlib import Path

import pytest
from fake_feed import FakeClock, FakeFeed
from foot_scenes import FOOT_SCENES
from rich.cells import cell_len
from rung_app import RungApp, app_of, step, text_of
from scenes import SCENES, pressing, session
from textual.command import CommandPalette
from textual.events import AppBlur
from textual.geometry import Size
from textual.widgets import Static
from textual.widgets._footer import FooterKey
from view_examples import OPENING, SNAPSHOT, changed

from pawpress.dashboard import shown_units
from pawpress.dashboard.choosing import ChoicesPanel, SettingsScreen
from pawpress.dashboard.drawing.big import big
from pawpress.dashboard.help import HelpScreen, help_text
from pawpress.dashboard.keys import KEYS, manual
from pawpress.dashboard.palette import OWN, contrast, palette, use
from pawpress.dashboard.panels.panel import Panel
from pawpress.dashboard.themes import names, palette_of
from pawpress.engine.messages import Annotate, Record
from pawpress.settings.choices import Choices, load_choices, save_choices

EVERY_SCENE = {**SCENES, **FOOT_SCENES}
MANUAL = Path(__file__).parents[2] / "docs/reference/command-line.md"


@pytest.fixture(autouse=True)
def as_usual() -> object:
    """Leave colours and unit as they were."""
    yield
    use(palette("dark"))
    shown_units.use(Choices())


def styled(app: RungApp) -> set[tuple[str, str, str]]:
    """Return the words that are drawn, with their two colours."""
    found: set[tuple[str, str, str]] = set()
    for panel in app.screen_stack[0].query(Panel):
        for y in range(panel.size.height if panel.display else 0):
            for text, style, _ in panel.render_line(y):
                if style is not None and style.color is not None and any(letter.isalnum() for letter in text):
                    assert style.bgcolor is not None
                    pair = style.color.get_truecolor().hex, style.bgcolor.get_truecolor().hex
                    found.add((text.strip(), *pair))
    return found


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)], ids=str)
@pytest.mark.parametrize("name", sorted(EVERY_SCENE))
async def test_every_word_can_be_read_in_every_theme(name: str, size: tuple[int, int]) -> None:
    app, clock = app_of(EVERY_SCENE[name]())
    async with app.run_test(size=size) as pilot:
        await step(app, clock, pilot)
        for theme in names():
            use(palette_of(app.get_theme(theme)))  # type: ignore[arg-type]
            for panel in app.screen_stack[0].query(Panel):
                panel.recolour()
            dim = [(text, one, other) for text, one, other in styled(app) if contrast(one, other) < 4.5]
            assert dim == [], theme


def drawn(app: RungApp) -> list[str]:
    """Return every row of the terminal, whatever page lies on top."""
    width, height = app.size
    return [
        "".join(segment.text for segment in row) for row in app.screen._compositor.render_strips(Size(width, height))
    ]


PAGES = {"help": "question_mark", "settings": "o", "note": "n", "menu": "ctrl+p"}
SEARCH = "Search for commands…"
"""Textual's own line to type in; the dots are in it."""


@pytest.mark.parametrize("page", PAGES)
async def test_nothing_on_a_page_is_cut_at_80x24(page: str) -> None:
    app, clock = app_of(FakeFeed([OPENING, changed(SNAPSHOT, recording="a.paw", may_record=True)]))
    seen: list[str] = []
    async with app.run_test(size=(80, 24)) as pilot:
        await step(app, clock, pilot)
        await pilot.press(PAGES[page])
        await pilot.pause(0.3)
        assert len(app.screen_stack) == 2
        for _ in range(12):
            seen += drawn(app)
            await pilot.press("pagedown")
            await pilot.pause()
    assert [row for row in seen if "…" in row.replace(SEARCH, "")] == []
    assert all(cell_len(row) <= 80 for row in seen)


async def test_the_table_of_keys_wraps_below_its_own_column_at_80x24() -> None:
    app, clock = app_of(FakeFeed([OPENING, SNAPSHOT]))
    async with app.run_test(size=(80, 24)) as pilot:
        await step(app, clock, pilot)
        await pilot.press("question_mark")
        await pilot.pause()
        text = app.screen.query_one("#help Static")
        assert isinstance(text, Static)
        rows = ["".join(segment.text for segment in text.render_line(y)) for y in range(text.size.height)]
    first = next(number for number, row in enumerate(rows) if row.startswith("The keys")) + 1
    last = next(number for number, row in enumerate(rows) if "mouse  every key" in row)
    table = [row.rstrip() for row in rows[first:last]]
    assert len(table) > len(KEYS), "some sentence goes on in a second row"
    for row in table:
        assert row[:2] == "  ", row
        assert row[2:28].strip() == "" or row[2] != " ", row
    told = " ".join(" ".join(row[28:] for row in table).split())
    assert all(key.what in told for key in KEYS)


def test_there_are_a_dark_a_light_and_a_high_contrast_theme_and_textuals_own() -> None:
    assert names()[:3] == ["dark", "light", "high-contrast"] == list(OWN)
    assert {"nord", "gruvbox", "textual-dark", "textual-light"} <= set(names())
    lightest = palette("high-contrast")
    assert min(contrast(lightest[colour], lightest["ground"]) for colour in ("text", "soft", "faint")) >= 10.0


@pytest.mark.parametrize("name", sorted(EVERY_SCENE))
async def test_nothing_is_cut_with_an_ellipsis_at_80x24(name: str) -> None:
    app, clock = app_of(EVERY_SCENE[name]())
    async with app.run_test(size=(80, 24)) as pilot:
        await step(app, clock, pilot)
        await step(app, clock, pilot)
        assert "…" not in text_of(app, "Panel")


FOOTERS = {
    "live": [OPENING, changed(SNAPSHOT, may_record=True)],
    "recorded": [OPENING, changed(SNAPSHOT, may_record=True, recording="a.paw")],
    "demo": [changed(OPENING, own_hand="offered"), changed(SNAPSHOT, may_record=True)],
    "replay": [changed(OPENING, rig=changed(OPENING.rig, kind="recording"), played=True), SNAPSHOT],
    "feet": [changed(OPENING, mode="foot"), changed(SNAPSHOT, may_record=True)],
}


@pytest.mark.parametrize("case", FOOTERS)
async def test_the_whole_last_line_is_seen_at_80_columns(case: str) -> None:
    app, clock = app_of(FakeFeed(FOOTERS[case]))
    async with app.run_test(size=(80, 24)) as pilot:
        await step(app, clock, pilot)
        await pilot.pause()
        keys = list(app.query(FooterKey))
        assert keys
        assert max(key.region.right for key in keys) <= 80


@pytest.mark.parametrize("width", [40, 60, 61, 79])
@pytest.mark.parametrize("case", FOOTERS)
async def test_no_key_of_the_last_line_is_cut_off(case: str, width: int) -> None:
    app, clock = app_of(FakeFeed(FOOTERS[case]))
    async with app.run_test(size=(100, 24)) as pilot:
        await step(app, clock, pilot)
        await pilot.resize_terminal(width, 24)
        await step(app, clock, pilot)
        await pilot.pause()
        keys = list(app.query(FooterKey))
        assert {"end", "help"} <= {key.description for key in keys}
        assert max(key.region.right for key in keys) <= width


def test_every_key_has_one_name_in_footer_help_menu_and_manual() -> None:
    by_action = {key.action: key.name for key in KEYS if key.keys != "f1"}
    assert len({(key.action, key.name) for key in KEYS if key.keys != "f1"}) == len(by_action)
    assert manual() in MANUAL.read_text("utf-8")
    told = " ".join(help_text().split())
    for key in KEYS:
        assert key.name in told
        assert key.what in told


async def test_a_theme_is_chosen_by_keys_seen_at_once_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "pawpress" / "screen.json"
    clock = FakeClock()
    app = RungApp(FakeFeed([OPENING, SNAPSHOT]), clock=clock, keep=lambda choices: save_choices(choices, path))
    async with app.run_test(size=(80, 24)) as pilot:
        await step(app, clock, pilot)
        await pilot.press("o")
        assert isinstance(app.screen, SettingsScreen)
        await pilot.press("right")
        await pilot.pause()
        assert app.theme == "light"
        assert app.screen.styles.background.hex.lower() == palette("light")["ground"]
        panel = app.query_one("#header", Panel)
        assert {style.bgcolor.get_truecolor().hex for _, style, _ in panel.render_line(0)} == {"#ffffff"}  # type: ignore[union-attr]
        await pilot.press("down", "right", "right")
        await pilot.press("escape")
    assert load_choices(path) == (Choices(theme="light", unit="lbf"), "")
    assert path.stat().st_mode & 0o077 == 0


def test_a_file_that_cannot_be_used_is_told_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "screen.json"
    save_choices(Choices(theme="light"), path)
    path.write_bytes(path.read_bytes().replace(b"light", b"ligth"))
    choices, wrong = load_choices(path)
    assert choices == Choices()
    assert "is damaged" in wrong
    assert b"ligth" in path.read_bytes()


async def test_the_mouse_changes_a_setting() -> None:
    app, clock = app_of(FakeFeed([OPENING, SNAPSHOT]))
    async with app.run_test(size=(80, 24)) as pilot:
        await step(app, clock, pilot)
        await pilot.press("o")
        await pilot.click(ChoicesPanel, offset=(60, 3))
        assert app.choices.unit == "kgf"
        await pilot.click(ChoicesPanel, offset=(4, 3))
        assert app.choices.unit == "N"


@pytest.mark.parametrize(
    ("unit", "shown", "unit_words"),
    [
        ("N", "127 N", "newtons"),
        ("kgf", "13.0 kgf", "kilograms-force"),
        ("lbf", "29 lbf", "pounds-force"),
        ("% of body weight", "19 %", "% of body weight"),
    ],
)
@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
async def test_forces_are_shown_in_the_unit_that_was_chosen(
    unit: str, shown: str, unit_words: str, size: tuple[int, int]
) -> None:
    live = session(force_n=[0.0] * 5 + [127.0], progress=[pressing(127.0, 1.2)])
    clock = FakeClock()
    app = RungApp(FakeFeed(live), clock=clock, choices=Choices(unit=unit))  # type: ignore[arg-type]
    async with app.run_test(size=size) as pilot:
        await step(app, clock, pilot)
        assert shown in text_of(app, "NowPanel")
        assert unit_words in text_of(app, "SidesPanel")
        if size == (80, 24):
            assert "…" not in text_of(app, "Panel")


@pytest.mark.parametrize(
    ("unit", "total", "limit", "place"),
    [("kgf", "33", "45 kgf", "9.8"), ("lbf", "73", "99 lbf", "22"), ("% of body weight", "47", "64 %", "14")],
)
@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_feet_are_shown_in_the_unit_that_was_chosen(
    unit: str, total: str, limit: str, place: str, size: tuple[int, int]
) -> None:
    clock = FakeClock()
    app = RungApp(FOOT_SCENES["foot_standing"](), clock=clock, choices=Choices(unit=unit))  # type: ignore[arg-type]
    async with app.run_test(size=size) as pilot:
        await step(app, clock, pilot)
        shown = text_of(app, "FeetPanel")
        assert all(row.strip() in shown for row in big(total, 2 if size[1] > 24 else 1))
        assert f" of {limit}" in shown
        assert re.search(rf"L2 +{re.escape(place)}\b", shown)
        assert "326" not in shown
        assert "441" not in shown


async def test_large_numbers_can_be_left_away() -> None:
    clock = FakeClock()
    app = RungApp(SCENES["steady"](), clock=clock, choices=Choices(big_numbers=False))
    async with app.run_test(size=(200, 50)) as pilot:
        await step(app, clock, pilot)
        assert "127" in text_of(app, "PadBar")
        assert "█▀█" not in text_of(app, "PadBar")


async def test_the_menu_does_what_it_names() -> None:
    feed = FakeFeed([OPENING, changed(SNAPSHOT, may_record=True)])
    app, clock = app_of(feed)
    async with app.run_test(size=(80, 24)) as pilot:
        await step(app, clock, pilot)
        await pilot.press("ctrl+p")
        await pilot.pause()
        assert isinstance(app.screen, CommandPalette)
        await pilot.press(*"record")
        await pilot.pause(0.5)
        await pilot.press("enter")
        await pilot.pause(0.2)
        if feed.sent == []:
            await pilot.press("enter")
            await pilot.pause(0.2)
    assert feed.sent == [Record(on=True)]


async def test_an_alarm_takes_menu_settings_and_help_away() -> None:
    for key, page in (("ctrl+p", CommandPalette), ("o", SettingsScreen), ("question_mark", HelpScreen)):
        feed = FakeFeed([OPENING, SNAPSHOT], [], list(SCENES["overload"]().batches[0]))
        app, clock = app_of(feed)
        async with app.run_test(size=(80, 24)) as pilot:
            await step(app, clock, pilot)
            await pilot.press(key)
            await pilot.pause()
            assert isinstance(app.screen, page)
            await step(app, clock, pilot)
            assert not isinstance(app.screen, page)


async def test_a_click_in_the_last_line_is_its_key() -> None:
    feed = FakeFeed([OPENING, SNAPSHOT])
    app, clock = app_of(feed)
    async with app.run_test(size=(80, 24)) as pilot:
        await step(app, clock, pilot)
        await pilot.pause()
        nice = next(key for key in app.query(FooterKey) if key.description == "nice")
        await pilot.click(nice)
    assert feed.sent == [Annotate(kind="partner", text="nice")]


async def test_feet_are_never_put_aside_nor_covered_by_a_menu(monkeypatch: pytest.MonkeyPatch) -> None:
    signals: list[int] = []
    monkeypatch.setattr(os, "kill", lambda _, number: signals.append(number))
    app, clock = app_of(FOOT_SCENES["foot_standing"]())
    async with app.run_test(size=(80, 24)) as pilot:
        await step(app, clock, pilot)
        await pilot.press("ctrl+z", "ctrl+p", "o")
        await step(app, clock, pilot)
        assert len(app.screen_stack) == 1
        assert "cannot be put aside" in text_of(app, "StatusPanel")
    assert signals == []


async def test_hands_may_be_put_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    signals: list[int] = []
    app, clock = app_of(FakeFeed([OPENING, SNAPSHOT]))
    async with app.run_test(size=(80, 24)) as pilot:
        await step(app, clock, pilot)
        assert app._driver is not None
        monkeypatch.setattr(type(app._driver), "can_suspend", True)
        monkeypatch.setattr(os, "kill", lambda _, number: signals.append(number))
        await pilot.press("ctrl+z")
        await pilot.pause()
    assert signals == [signal.SIGTSTP]


async def test_no_key_of_the_dashboard_works_through_the_page_of_settings() -> None:
    feed = FakeFeed([OPENING, changed(SNAPSHOT, may_record=True)])
    app, clock = app_of(feed)
    async with app.run_test(size=(80, 24)) as pilot:
        await step(app, clock, pilot)
        await pilot.press("o")
        await pilot.pause()
        offered = {key.description for key in app.screen.query(FooterKey)}
        assert not offered & {"nice", "stop", "record", "good spot"}
        await pilot.press("l", "m", "s", "g", "r", "n")
        assert len(app.screen_stack) == 2
        await pilot.press("escape", "m")
    assert feed.sent == [Annotate(kind="partner", text="more")]


async def test_the_keys_stand_there_in_a_window_without_the_focus() -> None:
    app, clock = app_of(FakeFeed(session()))
    async with app.run_test(size=(80, 24)) as pilot:
        app.post_message(AppBlur())  # as a page in a browser begins
        await pilot.pause()
        for key in list(app.query(FooterKey)):
            await key.remove()
        app.refresh_bindings()
        await step(app, clock, pilot)
        await pilot.pause()
        assert "help" in {key.description for key in app.query(FooterKey)}
