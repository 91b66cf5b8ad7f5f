"""Questions on the screen: by keys alone, by mouse, in both languages, and quick enough for a new pair of people."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from pawpress.cli.coach.options import CoachOptions
from pawpress.cli.coach.set_up import SetUp
from pawpress.cli.failure import Failure
from pawpress.cli.gate_opening import Participants
from pawpress.cli.start import asked_for
from pawpress.dashboard import spoken
from pawpress.dashboard.asking import BELOW, AskingApp
from pawpress.dashboard.asking_help import ROWS
from pawpress.engine.config import DemoSource, EngineConfig
from pawpress.settings.drill_files import find_drills
from pawpress.settings.people import load_person
from pawpress.texts import LANGUAGES, Texts
from pawpress.texts.dialog import Dialog, NobodyAnswers, Option

KEY_S, SCREEN_S, MOST_S = 0.3, 2.0, 90.0
"""What a key and a screen cost, and what a new pair may need from `pawpress` to the first coached press."""
WAIT_S = 20.0


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    yield
    spoken.use("en")


def options() -> CoachOptions:
    return CoachOptions(
        config=EngineConfig(source=DemoSource(rig="core")),
        picks_rig=True,
        demo_source=lambda: DemoSource(rig="core"),
        given=Participants(),
        drill="stay",
        feedback=None,
        person=None,
        partner=None,
        place="back",
        language=None,
        headless=False,
        plain=False,
        seconds=None,
        json=False,
        json_lines=False,
        day=739_000,
        speak=False,
        sounds=False,
        sound_to=None,
    )


def set_up(language: str = "en") -> AskingApp:
    drills, wanted = find_drills("stay")
    return AskingApp(SetUp(options(), drills, wanted).ready, Texts(language))


def question(app: AskingApp) -> str:
    return str(app.query_one("#question", Static).content)


class Person:
    """Types, and counts keys and screens."""

    def __init__(self, app: AskingApp, pilot: Pilot[None]) -> None:
        self._app, self._pilot = app, pilot
        self.keys = self.screens = 0

    async def answers(self, asked: str, *keys: str) -> None:
        """Wait for a question, then type."""
        await until(lambda: question(self._app).startswith(asked))
        await self._pilot.pause()
        self.screens += 1
        for key in keys:
            self.keys += 1
            await self._pilot.press(key)


async def until(so: Callable[[], bool]) -> None:
    async with asyncio.timeout(WAIT_S):
        while not so():
            await asyncio.sleep(0.01)


@pytest.fixture(autouse=True)
def no_rig(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pawpress.rig.discovery.candidates", list)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_new_pair_is_at_its_first_press_soon_by_keys_alone(language: str) -> None:
    texts = Texts(language)
    menu = AskingApp(asked_for, texts)
    async with menu.run_test(size=(80, 24)) as pilot:
        person = Person(menu, pilot)
        await person.answers(texts.text("menu.what"), "enter")
        await until(lambda: menu.dialog.over)
    assert menu.result == "coach"
    app = set_up(language)
    async with app.run_test(size=(80, 24)) as pilot:
        asked = Person(app, pilot)
        await asked.answers(texts.text("ask.rig"), "enter")
        await asked.answers(texts.text("ask.giver"), *"Maria", "enter")
        await asked.answers(texts.text("ask.partner"), *"Benedict", "enter")
        for _ in range(3):
            await asked.answers(texts.text("ask.any"), "2")
        await asked.answers(texts.text("ask.calibrate"), "3")
        await until(lambda: app.dialog.over)
    assert app.fault is None
    assert app.result is not None
    assert app.result.coach.giver == "Maria"
    assert app.result.coach.language == language
    keys, screens = person.keys + asked.keys, person.screens + asked.screens + 1  # the live screen is one more
    took_s = KEY_S * keys + SCREEN_S * screens
    print(f"{keys} keys, {screens} screens: {took_s:.1f} s")
    assert took_s <= MOST_S
    benedict = load_person("Benedict")
    assert benedict is not None
    assert benedict.health is not None
    assert benedict.health.answers == dict.fromkeys(("stop_now", "ask_first", "out_of_scope"), False)


async def test_the_mouse_alone_answers_what_needs_no_name() -> None:
    app = AskingApp(lambda dialog: (dialog.choose("Which", [Option("a", "A"), Option("b", "B")]), dialog.yes("So")),
                    Texts("en"))  # fmt: skip
    async with app.run_test(size=(80, 24)) as pilot:
        await until(lambda: question(app) == "Which?")
        await pilot.pause()
        await pilot.click(OptionList, offset=(3, 1))
        await until(lambda: question(app) == "So?")
        await pilot.pause()
        await pilot.click(OptionList, offset=(3, 0))
        await until(lambda: app.dialog.over)
    assert app.result == ("b", True)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_reason_against_pressing_opens_nothing(language: str) -> None:
    app, texts = set_up(language), Texts(language)
    async with app.run_test(size=(80, 24)) as pilot:
        person = Person(app, pilot)
        await person.answers(texts.text("ask.rig"), "1")
        await person.answers(texts.text("ask.giver"), "A", "enter")
        await person.answers(texts.text("ask.partner"), "B", "enter")
        await person.answers(texts.text("ask.any"), "2")
        await person.answers(texts.text("ask.any"), "y")
        await person.answers(texts.text("ask.any"), "n")
        await until(lambda: app.dialog.over)
        assert texts.text("gate.ask_first") in str(app.query_one("#lines", Static).content)
    assert isinstance(app.fault, Failure)
    assert "Do not press." in str(app.fault)


async def test_escape_leaves_at_any_question_and_keeps_what_was_answered() -> None:
    app = set_up()
    async with app.run_test(size=(80, 24)) as pilot:
        person = Person(app, pilot)
        await person.answers("Which rig", "1")
        await person.answers("Who presses", "A", "enter")
        await person.answers("Who lies down", "escape")
        await until(lambda: app.fault is not None)
    assert isinstance(app.fault, Failure | NobodyAnswers)
    assert load_person("A") is not None
    assert app.result is None


async def test_doctor_is_inside_and_its_findings_can_be_read() -> None:
    app = set_up()
    async with app.run_test(size=(100, 30)) as pilot:
        person = Person(app, pilot)
        await person.answers("Which rig", "2")
        await until(lambda: question(app).startswith("Which rig") and "No port" in said(app))
        assert "dmesg" in said(app)
        await pilot.press("escape")


def said(app: AskingApp) -> str:
    return str(app.query_one("#lines", Static).content)


async def test_a_usual_answer_stands_there_and_enter_takes_it() -> None:
    def flow(dialog: Dialog) -> str:
        dialog.say("counts 12", passing=True)
        return dialog.line("The scale shows", "10.4")

    app = AskingApp(flow, Texts("en"))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(lambda: question(app) == "The scale shows?")
        assert app.query_one(Input).placeholder == "10.4"
        await pilot.press("enter")
        await until(lambda: app.dialog.over)
    assert app.result == "10.4"


async def test_a_screen_that_ends_by_itself_lets_go_of_the_flow() -> None:
    app = AskingApp(lambda dialog: dialog.line("Your name"), Texts("en"))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(lambda: question(app).startswith("Your name"))
        await pilot.pause()  # and out, as after a failed assertion or a fault of the screen
    await until(lambda: app.fault is not None)
    assert isinstance(app.fault, NobodyAnswers)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_every_sign_that_is_asked_for_can_be_read_by_keys_alone(size: tuple[int, int], language: str) -> None:
    app, texts = set_up(language), Texts(language)
    async with app.run_test(size=size) as pilot:
        person = Person(app, pilot)
        await person.answers(texts.text("ask.rig"), "1")
        await person.answers(texts.text("ask.giver"), "A", "enter")
        await person.answers(texts.text("ask.partner"), "B", "enter")
        for _ in range(3):
            await person.answers(texts.text("ask.any"))
            await pilot.pause()
            await pilot.pause()
            wanted = {line.strip() for line in said(app).splitlines()}
            seen = on_screen(app)
            assert said(app).splitlines()[0].split()[0] in seen, "it begins at the beginning"
            assert (BELOW in shown(app, "#more")) == bool(app.query_one("#said").max_scroll_y)
            while BELOW in shown(app, "#more"):
                await pilot.press("pagedown")
                await pilot.pause()
                seen += on_screen(app)
            assert all(word in seen for line in wanted for word in line.split())
            await pilot.press("2")


def shown(app: AskingApp, selector: str) -> str:
    widget = app.query_one(selector, Static)
    return str(widget.content) if widget.display else ""


def on_screen(app: AskingApp) -> str:
    """Return the part of what was said that has room on the screen."""
    page = app.query_one("#said")
    lines, top = app.query_one("#lines", Static), page.scroll_offset.y
    return "\n".join(lines.render_line(y).text for y in range(top, min(top + page.size.height, lines.size.height)))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_f1_helps_over_a_question_and_leaves_it_as_it_was(language: str) -> None:
    app = AskingApp(lambda dialog: dialog.line("Your name"), Texts(language))
    async with app.run_test(size=(60, 20)) as pilot:
        await until(lambda: question(app).startswith("Your name"))
        await pilot.press(*"An", "f1")
        await pilot.pause()
        page = app.screen.query_one(Static)
        told = str(page.content)
        assert all(key in told for key, _ in ROWS)
        for words in (*(what for _, what in ROWS), "partner's word"):
            assert (words in told) == (language == "en"), words
        assert app.screen.region.contains_region(page.region)
        await pilot.press("escape", *"a", "f1", "f1", "enter")
        await until(lambda: app.dialog.over)
    assert app.result == "Ana"
