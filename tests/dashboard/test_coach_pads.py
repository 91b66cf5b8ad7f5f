"""The step *pads* of the coach by keys alone: a layout, and a calibration of a rig on a port, in both languages."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from pathlib import Path

import pytest
from test_asking import Person, options, question, said, until
from textual.pilot import Pilot
from textual.widgets import Static

from pawpress.cli.coach.coached_pads import picture
from pawpress.cli.coach.options import CoachOptions
from pawpress.cli.coach.set_up import SetUp
from pawpress.core.calibration.edges import PLACES
from pawpress.dashboard.asking import AskingApp
from pawpress.engine.calibrations import newest_calibration
from pawpress.engine.config import DemoSource, EngineConfig, PortSource
from pawpress.recording.manifest import DEMO_RIG
from pawpress.settings.drill_files import find_drills
from pawpress.settings.layout_files import load_layout, presets
from pawpress.texts import LANGUAGES, Texts
from tests.layouts import shorter_mat
from tests.rigsim.weighed_pty import WeighedRig, weighed_pty

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal")
PUT = re.compile(r"L1: .*\((\d+) N\)")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))


def set_up(source: DemoSource | PortSource, language: str, layout: str | None = None) -> AskingApp:
    drills, wanted = find_drills("stay")
    config = EngineConfig(source=source, layout=layout)
    told = CoachOptions(**{**_fields(options()), "config": config, "picks_rig": False})
    return AskingApp(SetUp(told, drills, wanted).ready, Texts(language))


def _fields(told: CoachOptions) -> dict[str, object]:
    return {name: getattr(told, name) for name in CoachOptions.__slots__}


async def people(app: AskingApp, pilot: Pilot[None], texts: Texts) -> Person:
    person = Person(app, pilot)
    await person.answers(texts.text("ask.giver"), *"Ana", "enter")
    await person.answers(texts.text("ask.partner"), *"Ben", "enter")
    for _ in range(3):
        await person.answers(texts.text("ask.any"), "2")
    return person


def check(rig: str) -> None:
    found = newest_calibration(rig, "futon")
    assert found is not None
    [curve] = found[1].pad
    assert [press.place for press in curve.edges] == list(PLACES)


async def weigh(app: AskingApp, pilot: Pilot[None], rig: WeighedRig, texts: Texts) -> int:
    """Do what the guide asks for until it asks whether to keep it; return how often the scale was read."""
    acted, read = "", 0
    async with asyncio.timeout(300.0):
        while not question(app).startswith(texts.text("ask.keep")):
            last = said(app).splitlines()[-1] if said(app) else ""
            if question(app):
                read += 1
                await pilot.press("enter")
                await until(lambda: not question(app))
            elif last != acted and (asked := PUT.search(last)):
                rig.put(0, float(asked[1]))
                acted = last
            elif last != acted and last == texts.text("guide.empty", name="L1"):
                rig.put(0, 0.0)
                acted = last
            await asyncio.sleep(0.005)
    return read


@pytest.mark.parametrize("language", LANGUAGES)
async def test_emulated_pads_are_calibrated_with_their_edges(language: str, tmp_path: Path) -> None:
    texts = Texts(language)
    app = set_up(DemoSource(rig="core"), language, str(shorter_mat(tmp_path, 1)))
    async with app.run_test(size=(80, 24)) as pilot:
        person = await people(app, pilot, texts)
        await person.answers(texts.text("ask.calibrate"), "1")
        await until(lambda: texts.text("guide.kept", name="L1") in said(app))
        await until(lambda: app.dialog.over)
    assert app.fault is None
    check(DEMO_RIG)


@pytest.mark.nightly
@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_rig_on_a_port_is_calibrated_with_its_edges(language: str, tmp_path: Path) -> None:
    texts = Texts(language)
    with weighed_pty() as rig:
        app = set_up(PortSource(port=rig.port), language, str(shorter_mat(tmp_path, 1)))
        async with app.run_test(size=(80, 24)) as pilot:
            person = await people(app, pilot, texts)
            await person.answers(texts.text("ask.calibrate"), "2")
            assert await weigh(app, pilot, rig, texts) >= 34 + len(PLACES)
            await pilot.press("y")
            await person.answers(texts.text("ask.calibrate"), "1")
            await until(lambda: app.dialog.over)
    assert app.fault is None
    check("default")


def pictured(app: AskingApp) -> tuple[str, ...]:
    shown = app.query_one("#picture", Static)
    return () if shown.has_class("-away") else tuple(str(shown.content).splitlines())


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_layout_is_seen_before_it_is_chosen(language: str) -> None:
    texts, names = Texts(language), presets()
    app = set_up(PortSource(port=os.devnull), language)
    async with app.run_test(size=(80, 24)) as pilot:
        person = await people(app, pilot, texts)
        await person.answers(texts.text("ask.calibrate"), "3")
        await until(lambda: question(app).startswith(texts.text("ask.layout")))
        seen = []
        for _ in names:
            await pilot.pause()
            seen.append(pictured(app))
            await pilot.press("down")
        for _ in range(names.index("mat8")):
            await pilot.press("down")
        await pilot.press("enter")
        await person.answers(texts.text("ask.calibrate"), "1")
        assert not pictured(app)
        await until(lambda: app.dialog.over)
    assert seen == [picture(load_layout(name)) for name in names]
    assert picture(load_layout("centre8")) == ("L3      R3", "L2  C2  R2", "L1  C1  R1")
    assert app.fault is None
    assert app.result is not None
    assert app.result.layout == "mat8"
