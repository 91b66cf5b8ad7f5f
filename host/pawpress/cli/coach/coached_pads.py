"""What the pads are and what they are worth: layout, calibration; asked once, and one answer goes on as it is."""

from __future__ import annotations

import msgspec

from pawpress.core.calibration.edges import uncertainty_anywhere
from pawpress.core.layout import Layout
from pawpress.core.sides import SIDES
from pawpress.engine.calibrations import (
    choose_calibration,
    demo_calibration,
    newest_calibration,
    save_calibration,
    usual_placement,
)
from pawpress.engine.config import DemoSource, EngineConfig, ReplaySource
from pawpress.recording.manifest import DEMO_RIG
from pawpress.settings.layout_files import load_layout, presets
from pawpress.texts.dialog import Dialog, Option

DEMO = {"weights": "pads.weights", "curves": "pads.curves", "leave": "pads.leave"}
PORT = {"leave": "pads.leave", "weights": "pads.calibrate", "layout": "pads.layout"}


class Pads:
    """Asks what to do with the pads until they are to be left as they are.

    Parameters
    ----------
    dialog : Dialog
        Who puts the questions.
    config : EngineConfig
        What is known so far.
    """

    def __init__(self, dialog: Dialog, config: EngineConfig) -> None:
        self._dialog, self._config = dialog, config

    def ready(self) -> EngineConfig:
        """Return the config with what was chosen.

        Raises
        ------
        NobodyAnswers
            If they end in the middle.
        Failure, CalibrationError, RigError
            If the pads cannot be calibrated.
        """
        if self._config.calibration is not None or self._config.mode == "foot":
            return self._config
        return self._on_demo() if isinstance(self._config.source, DemoSource) else self._on_port()

    def _on_demo(self) -> EngineConfig:
        assert isinstance(self._config.source, DemoSource)
        self._dialog.say(self._dialog.texts.text("simulation"))
        chosen = self._choose(DEMO)
        if chosen == "leave":
            return self._config
        if chosen == "curves":
            kept = str(save_calibration(demo_calibration(self._config.source)))
            self._dialog.say(self._dialog.texts.text("word.kept", text=kept))
        else:
            kept = self._calibrated(DEMO_RIG)
        return msgspec.structs.replace(self._config, calibration=kept)

    def _on_port(self) -> EngineConfig:
        while True:
            self._say_calibration()
            chosen = self._choose(PORT)
            if chosen == "leave":
                return self._config
            if chosen == "layout":
                self._config = msgspec.structs.replace(self._config, layout=self._layout())
            else:
                self._calibrated(self._config.rig)

    def _say_calibration(self) -> None:
        texts, calibration = self._dialog.texts, choose_calibration(self._config)[0]
        if calibration is None:
            self._dialog.say(texts.text("pads.nominal"))
            return
        plus = texts.number(100.0 * max(map(uncertainty_anywhere, calibration.pad)))
        self._dialog.say(texts.text("pads.calibrated", day=calibration.created[:10], plus=plus))

    def _choose(self, answers: dict[str, str]) -> str:
        texts = self._dialog.texts
        options = [Option(word, texts.text(key)) for word, key in answers.items()]
        return self._dialog.choose(texts.text("ask.calibrate"), options, None if "curves" in answers else "leave")

    def _calibrated(self, rig: str) -> str:
        """Calibrate as `pawpress calibrate` does; return where the result is kept."""
        from pawpress.cli.calibrate.command import coach_options
        from pawpress.cli.calibrate.run import run_calibrate

        source = self._config.source
        assert not isinstance(source, ReplaySource)
        run_calibrate(coach_options(source, self._config.layout, self._config.rig), self._dialog)
        newest = newest_calibration(rig, usual_placement(self._config.layout))
        assert newest is not None
        return str(newest[0])

    def _layout(self) -> str:
        texts, layouts = self._dialog.texts, [load_layout(name) for name in presets()]
        options = [Option(one.name, f"{one.name}: {one.title}", picture(one)) for one in layouts]
        return self._dialog.choose(texts.text("ask.layout"), options, options[0].word)


def picture(layout: Layout) -> tuple[str, ...]:
    """Return a layout as lines: a row a level, the highest on top, the pads where they lie from left to right."""
    places = {(pad.level or 0, pad.side or ""): pad.name for pad in layout.pad}
    sides = [side for side in SIDES if any(place[1] == side for place in places)]
    width = max(map(len, places.values()))
    levels = sorted({level for level, _ in places}, reverse=True)
    rows = ([f"{places.get((level, side), ''):<{width}}" for side in sides] for level in levels)
    return tuple("  ".join(row).rstrip() for row in rows)
