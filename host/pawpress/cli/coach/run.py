"""A coached session in lines, from the first question to the summary."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from pawpress.analysis.coaching import output_json
from pawpress.cli.coach.asking import PlainDialog
from pawpress.cli.coach.coach_lines import closing_lines, event_text, said_lines
from pawpress.cli.coach.keeping import Keeper
from pawpress.cli.coach.options import CoachOptions
from pawpress.cli.coach.pair import Pair, ask_pair, known_line, named_pair
from pawpress.cli.coach.stdin_lines import StdinLines
from pawpress.cli.failure import Failure, say
from pawpress.cli.gate_opening import Asked, demo_pair, open_gates, unanswered
from pawpress.cli.headless_lines import LinePrinter, json_line, result_line
from pawpress.core.coach import BlockEnded, Coach, CoachSetup, Cue, Drill, DrillError, Output, PressShown
from pawpress.engine.build import STARTING_ERRORS
from pawpress.engine.calibrations import (
    DEMO_RIG,
    demo_calibration,
    newest_calibration,
    save_calibration,
    usual_placement,
)
from pawpress.engine.coach_run import CoachRun, Said
from pawpress.engine.coach_voice import CoachVoice
from pawpress.engine.config import DemoSource, EngineConfig
from pawpress.engine.headless import Output as HeadlessOutput
from pawpress.engine.headless import SessionExtension, run_headless
from pawpress.engine.spoken_run import SpokenRun
from pawpress.library import Card, sessions_folder, write_card
from pawpress.library.card import card_path
from pawpress.library.learners import Learner
from pawpress.settings.drill_files import find_drills
from pawpress.settings.people import Person
from pawpress.system.kept_file import KeptFileError
from pawpress.system.log import open_log
from pawpress.texts import Texts
from pawpress.texts.dialog import NobodyAnswers, Option

STEPS = 5
PADS = {"weights": "pads.weights", "curves": "pads.curves", "leave": "pads.leave"}
PARTNER_WORDS = ("nice", "same", "less", "more")
LEARNER_WORDS = ("show", "next", "done", "end")


def run_coach(options: CoachOptions) -> int:
    """Coach one session; return the exit status.

    Raises
    ------
    Failure
        If it cannot start, or a gate stays closed.
    """
    open_log("command")
    try:
        drills, wanted = find_drills(options.drill)
        return CoachedSession(options, drills, wanted).run()
    except (DrillError, KeptFileError, *STARTING_ERRORS) as error:
        raise Failure(str(error)) from error


class CoachedSession:
    """People, gates, pads, drills, summary; each step may be answered on the command line instead."""

    def __init__(self, options: CoachOptions, drills: tuple[Drill, ...], wanted: str | None) -> None:
        self._options, self._drills, self._wanted = options, drills, wanted
        self._foot = any(drill.mode == "foot" for drill in drills if drill.name == wanted)
        self._texts, self._lines = Texts(options.language or "en"), StdinLines()
        self._printer = LinePrinter()
        self._keeper = Keeper(self._printer.put)
        self._dialog = PlainDialog(self._texts, self._lines, self._put)
        self._asks = options.plain and not options.headless
        self._pair = Pair()
        self._run: CoachRun | None = None
        self._voice: CoachVoice | None = None

    def run(self) -> int:
        """Go through the session."""
        answer: dict[str, Any] | None = None
        try:
            if self._in_words:
                self._put(self._texts.text("aid"))
            self._people()
            config = self._pads(self._gates(self._options.config))
            if self._asks:
                self._dialog.step(4, STEPS, self._texts.text("step.drill"))
                self._put(self._texts.text("keys"))
            answer = self._coached(config)
            self._close(answer)
        finally:
            self._keeper.finish()
            self._printer.finish()
        if answer["failure"]:
            raise Failure(answer["failure"])
        return 0

    @property
    def _in_words(self) -> bool:
        return not (self._options.json or self._options.json_lines)

    def _put(self, line: str) -> None:
        self._keeper.put([line])

    # Before the session

    def _people(self) -> None:
        person, partner, place = self._options.person, self._options.partner, self._options.place
        if self._asks:
            self._dialog.step(1, STEPS, self._texts.text("step.people"))
            try:
                self._pair = ask_pair(self._dialog, person, partner, place, self._put)
            except NobodyAnswers:
                say("Nobody answers, so nobody was asked. Give --person and --partner.")
                self._asks = False
        if not self._asks:
            self._pair = named_pair(person, partner, place)
        self._speak()
        if self._pair.learner is not None and self._in_words:
            self._put(known_line(self._pair.learner, self._texts))

    def _speak(self) -> None:
        """Go on in the giver's language, unless another was asked for."""
        giver = self._pair.giver
        if self._options.language is None and giver is not None and giver.language is not None:
            self._texts = self._dialog.texts = Texts(giver.language)

    def _gates(self, config: EngineConfig) -> EngineConfig:
        config = msgspec.structs.replace(config, mode="foot" if self._foot else "hands")
        given = self._pair.given(self._options.given)
        if self._foot and self._options.demo:
            return msgspec.structs.replace(config, foot=demo_pair(given.giver, given.receiver))
        if not self._asks:
            return config if self._options.demo else open_gates(config, given)
        if given.answers is None and not given.screened:
            self._dialog.step(2, STEPS, self._texts.text("step.health"))
        config = open_gates(config, given, Asked(self._dialog, self._pair.known(), self._pair.health_given))
        if config.answers is not None:
            self._pair.answered(config.answers)
        return config

    def _pads(self, config: EngineConfig) -> EngineConfig:
        if not self._asks:
            return config
        self._dialog.step(3, STEPS, self._texts.text("step.pads"))
        if not isinstance(config.source, DemoSource) or config.calibration is not None or self._foot:
            return config
        self._put(self._texts.text("simulation"))
        try:
            chosen = self._dialog.choose(
                self._texts.text("ask.calibrate"), [Option(word, self._texts.text(key)) for word, key in PADS.items()]
            )
        except NobodyAnswers:
            raise unanswered() from None
        if chosen == "leave":
            return config
        if chosen == "weights":
            calibration = self._calibrated(config.source)
        else:
            calibration = str(save_calibration(demo_calibration(config.source)))
        self._put(self._texts.text("word.kept", text=calibration))
        return msgspec.structs.replace(config, calibration=calibration)

    def _calibrated(self, source: DemoSource) -> str:
        """Put weights on the emulated pads, as a person would on real ones."""
        from pawpress.cli.calibrate.command import demo_options
        from pawpress.cli.calibrate.run import run_calibrate

        run_calibrate(demo_options("nano" if source.board == "nano" else "uno", source.rig))
        newest = newest_calibration(DEMO_RIG, usual_placement(None))
        assert newest is not None
        return str(newest[0])

    # The session

    def _setup(self, config: EngineConfig) -> CoachSetup:
        learner, nice = self._pair.learner or Learner(name=""), self._pair.nice
        return CoachSetup(
            drills=self._drills,
            drill=self._wanted,
            feedback=self._options.feedback,
            seed=zlib.crc32(learner.name.encode()) + learner.sessions,
            day=self._options.day,
            giver=learner.name,
            partner="" if self._pair.partner is None else self._pair.partner.name,
            rig=DEMO_RIG if self._options.demo else config.rig,
            skills=learner.skills,
            nice_n=None if nice is None else nice.nice_n,
            stop_n=None if nice is None else nice.stop_n,
            giver_kg=None if config.foot is None else config.foot.giver_kg,
            gates_open=self._foot and config.answers is not None,
            language=self._texts.language,
        )

    def _coached(self, config: EngineConfig) -> dict[str, Any]:
        config = msgspec.structs.replace(config, coach=self._setup(config))
        assert config.coach is not None
        self._describe(config.record)
        self._run = CoachRun(config.coach, self._told, self._words)
        heard = self._heard(self._run)
        output = HeadlessOutput(
            notice=lambda notice: say(notice.text),
            event=self._event,
            alarms_as_notices=not self._in_words,
            closed=lambda: self._printer.closed,
        )
        return run_headless(config, self._options.seconds, output, heard)

    def _heard(self, run: CoachRun) -> SessionExtension:
        """Return the run with its voice, if it is to have one."""
        if not (self._options.speak or self._options.sounds):
            return run
        put = self._put if self._in_words else say
        from pawpress.cli.coach.aloud import open_voice  # numpy and threads: only for who listens

        self._voice = open_voice(
            self._texts, words=self._options.speak, sound_to=self._options.sound_to, put=put, notice=say
        )
        return SpokenRun(run, self._voice)

    def _describe(self, record: str | None) -> None:
        """Say on the card of a session in the library whose it is, so that it can be forgotten with them."""
        if record is not None and Path(record).parent == sessions_folder():
            names = [None if one is None else one.name for one in (self._pair.giver, self._pair.partner)]
            write_card(Path(record), Card(person=names[0] or "", partner=names[1] or ""))

    def _told(self, said: Sequence[Output]) -> None:
        if self._voice is not None:
            self._voice.said(said)
        for one in said:
            kept = self._confirmed(one)
            self._keeper.put(self._written(one), *kept)

    def _confirmed(self, said: Output) -> list[Learner | Person]:
        """Return what is to be kept before it is told: the results of a block, and the partner's word on force."""
        coach, kept = self._coach, list[Learner | Person]()
        if isinstance(said, BlockEnded) and self._pair.learner is not None:
            self._pair.learner = msgspec.structs.replace(self._pair.learner, skills=dict(coach.skills))
            kept.append(self._pair.learner)
        if self._pair.said(coach.people.nice_n, coach.people.stop_n):
            kept += [] if self._pair.partner is None else [self._pair.partner]
        return kept

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
        learner = self._pair.learner
        if learner is not None:
            skills = dict(self._coach.skills)
            self._pair.learner = msgspec.structs.replace(learner, sessions=learner.sessions + 1, skills=skills)
        self._pair.said(self._coach.people.nice_n, self._coach.people.stop_n)
        self._keeper.put([], self._pair.learner, self._pair.partner)
        record = self._options.config.record
        if record is not None and answer["recording"] is None:
            card_path(Path(record)).unlink(missing_ok=True)
        if not self._in_words:
            self._put(result_line("json" if self._options.json else "json-lines", answer))
            return
        if self._asks:
            self._dialog.step(5, STEPS, self._texts.text("step.summary"))
        if self._options.demo:
            self._put(self._texts.text("simulation"))
        for line in closing_lines(self._coach, self._texts):
            self._put(line)
        if answer["recording"] is not None:
            self._put(self._texts.text("word.kept", text=answer["recording"]))
