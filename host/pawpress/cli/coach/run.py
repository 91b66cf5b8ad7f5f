"""A coached session in lines, from the first question to the summary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pawpress.analysis.coach_lines import closing_lines, event_text, prepare_alarms, said_lines
from pawpress.analysis.coaching import output_json
from pawpress.cli.coach.options import CoachOptions
from pawpress.cli.coach.plain_dialog import PlainDialog
from pawpress.cli.coach.set_up import STEPS, SetUp
from pawpress.cli.coach.stdin_lines import StdinLines
from pawpress.cli.failure import Failure, in_language, say
from pawpress.cli.headless_lines import LinePrinter, json_line, result_line
from pawpress.core.coach import Coach, Cue, Drill, Output, PressShown
from pawpress.core.coach.drill import DrillError
from pawpress.core.user_error import UserError
from pawpress.engine.coach_keeping import Keeping
from pawpress.engine.coach_run import CoachRun, Said
from pawpress.engine.coach_voice import CoachVoice
from pawpress.engine.config import EngineConfig
from pawpress.engine.headless import Output as HeadlessOutput
from pawpress.engine.headless import SessionExtension, run_headless
from pawpress.engine.spoken_run import SpokenRun
from pawpress.library.card import card_path
from pawpress.settings.drill_files import find_drills
from pawpress.system.log import open_log
from pawpress.texts import Texts, usual_language

PARTNER_WORDS = ("nice", "same", "less", "more")
LEARNER_WORDS = ("show", "next", "done", "end")


def run_coach(options: CoachOptions) -> int:
    """Coach one session; return the exit status.

    Raises
    ------
    UserError
        If it cannot start, or a gate stays closed.
    """
    open_log("command")
    try:
        drills, wanted = find_drills(options.drill)
    except DrillError as error:
        raise in_language(error, Texts(options.language or usual_language())) from error
    if options.plain or options.headless:
        return CoachedSession(options, drills, wanted).run()
    from pawpress.cli.coach.on_screen import coach_on_screen

    return coach_on_screen(options, drills, wanted)


class CoachedSession:
    """Asks, coaches and sums up, all in lines."""

    def __init__(self, options: CoachOptions, drills: tuple[Drill, ...], wanted: str | None) -> None:
        self._options, self._set_up = options, SetUp(options, drills, wanted)
        self._lines, self._printer = StdinLines(), LinePrinter()
        self._dialog = PlainDialog(Texts(options.language or "en"), self._lines, self._printer.put)
        self._keeping: Keeping | None = None
        self._run: CoachRun | None = None
        self._voice: CoachVoice | None = None

    def run(self) -> int:
        """Go through the session."""
        try:
            return self._through()
        except UserError as error:
            raise in_language(error, self._texts) from error

    def _through(self) -> int:
        answer: dict[str, Any] | None = None
        try:
            config = self._set_up.ready(self._dialog)
            if self._set_up.asks:
                self._dialog.step(4, STEPS, self._texts.text("step.drill"))
                self._put(self._texts.text("keys"))
            answer = self._coached(config)
            self._close(answer)
        finally:
            if self._keeping is not None:
                self._keeping.finish()
            self._printer.finish()
        if answer["failure"]:
            raise Failure(answer["failure"])
        return 0

    @property
    def _texts(self) -> Texts:
        return self._dialog.texts

    @property
    def _in_words(self) -> bool:
        return self._options.in_words

    @property
    def _foot(self) -> bool:
        return self._set_up.foot

    def _put(self, line: str) -> None:
        """Print a line, after all that waits to be kept before it is told."""
        (self._printer.put if self._keeping is None else self._keeping.say)(line)

    def _warn(self, line: str) -> None:
        """Tell who set the computer up."""
        say(self._texts.said(line))

    def _coached(self, config: EngineConfig) -> dict[str, Any]:
        assert config.coach is not None
        self._keeping = Keeping(config, self._printer.put, self._warn)
        prepare_alarms(self._texts)
        self._run = CoachRun(config.coach, self._told, self._words)
        heard = self._heard(self._run)
        output = HeadlessOutput(
            notice=lambda notice: self._warn(notice.text),
            event=self._event,
            alarms_as_notices=not self._in_words,
            closed=lambda: self._printer.closed,
        )
        return run_headless(config, self._options.seconds, output, heard)

    def _heard(self, run: CoachRun) -> SessionExtension:
        """Return the run with its voice, if it is to have one."""
        if not (self._options.speak or self._options.sounds):
            return run
        put = self._put if self._in_words else self._warn
        from pawpress.cli.coach.aloud import open_voice  # numpy and threads: only for who listens

        self._voice = open_voice(
            self._texts, words=self._options.speak, sound_to=self._options.sound_to, put=put, notice=self._warn
        )
        return SpokenRun(run, self._voice)

    def _told(self, said: Sequence[Output]) -> None:
        assert self._keeping is not None
        if self._voice is not None:
            self._voice.said(said)
        for one in said:
            self._keeping.confirmed(one, self._coach, self._written(one))

    @property
    def _coach(self) -> Coach:
        assert self._run is not None
        return self._run.coach

    def _written(self, said: Output) -> list[str]:
        if self._options.json:
            return []
        if self._in_words:
            # Feet get cues and alarms, and no verdict of a press: nobody is to stand harder or faster for a word.
            silent = self._foot and isinstance(said, PressShown)
            return [] if silent else said_lines(said, self._texts)
        made = output_json(said)
        if made is None:
            return []
        kind, fields = made
        text = {"text": self._texts.text(f"cue.{said.fault}")} if isinstance(said, Cue) else {}
        return [json_line(kind, {**fields, **text})]

    def _event(self, kind: str, fields: Mapping[str, Any]) -> None:
        if self._options.json:
            return
        line = event_text(kind, fields, self._texts) if self._in_words else json_line(kind, fields)
        if line is not None:
            self._put(line)

    def _words(self) -> list[Said]:
        found: list[Said] = []
        for line in self._lines.come():
            word = self._texts.meant(line)
            if word in PARTNER_WORDS:
                found.append(("partner", word))
            elif word == "stop":
                found.append(("stop", "the partner said stop"))
            elif word == "spot":
                found.append(("good_spot", ""))
            elif word in LEARNER_WORDS:
                found.append(("learner", word))
            elif not line:
                found.append(("seen", ""))
            elif self._in_words:
                self._put(self._texts.text("word.unknown", text=line))
        return found

    # After it

    def _close(self, answer: dict[str, Any]) -> None:
        assert self._keeping is not None
        self._keeping.close(self._coach)
        record = self._options.config.record
        if record is not None and answer["recording"] is None:
            card_path(Path(record)).unlink(missing_ok=True)
        if not self._in_words:
            self._put(result_line("json" if self._options.json else "json-lines", answer))
            return
        if self._set_up.asks:
            self._dialog.step(5, STEPS, self._texts.text("step.summary"))
        if self._keeping.emulated:
            self._put(self._texts.text("simulation"))
        for line in closing_lines(self._coach, self._texts):
            self._put(line)
        if answer["recording"] is not None:
            self._put(self._texts.text("word.kept", text=answer["recording"]))
