"""A coached session from the first question to the summary."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from pawpress.analysis.coaching import output_json
from pawpress.cli.coach.asking import Asking, NobodyAnswers, unanswered
from pawpress.cli.coach.lines import closing_lines, event_text, said_lines
from pawpress.cli.coach.options import Options
from pawpress.cli.coach.stdin_lines import StdinLines
from pawpress.cli.failure import Failure, say
from pawpress.cli.gates import demo_pair, open_gates, refuse
from pawpress.cli.headless_lines import LinePrinter, json_line, result_line
from pawpress.core.coach import BlockEnded, CoachSetup, Cue, Drill, DrillError, Output, PressShown
from pawpress.core.safety.gates import hand_refusals
from pawpress.engine.build import STARTING_ERRORS
from pawpress.engine.calibrations import (
    DEMO_RIG,
    demo_calibration,
    newest_calibration,
    save_calibration,
    usual_placement,
)
from pawpress.engine.coach_run import CoachRun, Said
from pawpress.engine.config import DemoSource, EngineConfig
from pawpress.engine.headless import Output as HeadlessOutput
from pawpress.engine.headless import run_headless
from pawpress.library.learners import KnownPartner, Learner, LearnerError, load_learner, save_learner
from pawpress.settings.drill_files import find_drills
from pawpress.system.log import open_log
from pawpress.texts import Texts

STEPS = 5
PARTNER_WORDS = ("nice", "same", "less", "more")
LEARNER_WORDS = ("show", "next", "done", "end")


def run_coach(options: Options) -> int:
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
    except (DrillError, LearnerError, *STARTING_ERRORS) as error:
        raise Failure(str(error)) from error


class CoachedSession:
    """People, gates, pads, drills, summary; each step may be answered on the command line instead."""

    def __init__(self, options: Options, drills: tuple[Drill, ...], wanted: str | None) -> None:
        self._options, self._drills, self._wanted = options, drills, wanted
        self._foot = any(drill.mode == "foot" for drill in drills if drill.name == wanted)
        self._texts, self._lines = Texts(options.language), StdinLines()
        self._printer = LinePrinter()
        self._asking = Asking(self._texts, self._lines, self._put)
        self._asks = options.plain and not options.headless
        self._learner: Learner | None = None
        self._partner = options.partner or ""
        self._run: CoachRun | None = None

    def run(self) -> int:
        """Go through the session."""
        answer: dict[str, Any] | None = None
        try:
            if self._in_words:
                self._put(self._texts.text("aid"))
            self._people()
            config = self._pads(self._gates(self._options.config))
            if self._asks:
                self._asking.step(4, STEPS, self._texts.text("step.drill"))
                self._put(self._texts.text("keys"))
            answer = self._coached(config)
            self._close(answer)
        finally:
            self._printer.finish()
        if answer["failure"]:
            raise Failure(answer["failure"])
        return 0

    @property
    def _in_words(self) -> bool:
        return not (self._options.json or self._options.json_lines)

    def _put(self, line: str) -> None:
        self._printer.put(line)

    # Before the session

    def _people(self) -> None:
        person = self._options.person
        if self._asks:
            self._asking.step(1, STEPS, self._texts.text("step.people"))
            try:
                person = person or self._asking.line(self._texts.text("ask.giver"))
                self._partner = self._partner or self._asking.line(self._texts.text("ask.partner"))
            except NobodyAnswers:
                say("Nobody answers, so nobody was asked; nothing is kept. Give --person and --partner.")
                self._asks = False
        if person:
            self._learner = load_learner(person)
            if self._in_words:
                known = self._texts.count("sessions", self._learner.sessions)
                self._put(self._texts.text("word.known", name=self._learner.name, text=known))

    def _gates(self, config: EngineConfig) -> EngineConfig:
        mode = "foot" if self._foot else "hands"
        config = msgspec.structs.replace(config, mode=mode)
        if self._foot and self._options.demo:
            return msgspec.structs.replace(
                config, foot=demo_pair(self._options.given.giver, self._options.given.receiver)
            )
        asks = self._asks and self._options.answers_file is None and not self._options.given.screened
        if self._foot or not asks:
            # Foot mode has one way in, with everything it asks; the coach adds none.
            return config if self._options.demo else open_gates(config, self._options.given)
        self._asking.step(2, STEPS, self._texts.text("step.health"))
        try:
            answers = self._asking.for_hands()
        except NobodyAnswers:
            raise unanswered() from None
        refuse(hand_refusals(answers), "Do not press.")
        return msgspec.structs.replace(config, answers=answers)

    def _pads(self, config: EngineConfig) -> EngineConfig:
        if not self._asks:
            return config
        self._asking.step(3, STEPS, self._texts.text("step.pads"))
        if not isinstance(config.source, DemoSource) or config.calibration is not None or self._foot:
            return config
        self._put(self._texts.text("simulation"))
        try:
            chosen = self._asking.choice(self._texts.text("ask.calibrate"), 3)
        except NobodyAnswers:
            raise unanswered() from None
        if chosen == 3:
            return config
        if chosen == 1:
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
        learner = self._learner or Learner(name="")
        partner = learner.partners.get(self._partner, KnownPartner())
        return CoachSetup(
            drills=self._drills,
            drill=self._wanted,
            feedback=self._options.feedback,
            seed=zlib.crc32(learner.name.encode()) + learner.sessions,
            day=self._options.day,
            giver=learner.name,
            partner=self._partner,
            rig=DEMO_RIG if self._options.demo else config.rig,
            skills=learner.skills,
            nice_n=partner.nice_n,
            stop_n=partner.stop_n,
            giver_kg=None if config.foot is None else config.foot.giver_kg,
            gates_open=self._foot and config.answers is not None,
            language=self._texts.language,
        )

    def _coached(self, config: EngineConfig) -> dict[str, Any]:
        config = msgspec.structs.replace(config, coach=self._setup(config))
        assert config.coach is not None
        self._run = CoachRun(config.coach, self._told, self._words)
        output = HeadlessOutput(
            notice=lambda notice: say(notice.text),
            event=self._event,
            alarms_as_notices=not self._in_words,
            closed=lambda: self._printer.closed,
        )
        return run_headless(config, self._options.seconds, output, self._run)

    def _told(self, said: Sequence[Output]) -> None:
        for one in said:
            if isinstance(one, BlockEnded):
                self._keep()
            for line in self._written(one):
                self._put(line)

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
            elif line and self._in_words:
                self._put(self._texts.text("word.unknown", text=line))
        return found

    # After it

    def _keep(self) -> None:
        """Keep what is known now: a power cut costs no finished block."""
        if self._learner is None or self._run is None:
            return
        coach = self._run.coach
        partners = dict(self._learner.partners)
        if self._partner:
            partners[self._partner] = KnownPartner(nice_n=coach.people.nice_n, stop_n=coach.people.stop_n)
        self._learner = msgspec.structs.replace(self._learner, skills=dict(coach.skills), partners=partners)
        save_learner(self._learner)

    def _close(self, answer: dict[str, Any]) -> None:
        assert self._run is not None
        if self._learner is not None:
            self._learner = msgspec.structs.replace(self._learner, sessions=self._learner.sessions + 1)
            self._keep()
        if not self._in_words:
            self._put(result_line("json" if self._options.json else "json-lines", answer))
            return
        if self._asks:
            self._asking.step(5, STEPS, self._texts.text("step.summary"))
        if self._options.demo:
            self._put(self._texts.text("simulation"))
        for line in closing_lines(self._run.coach, self._texts):
            self._put(line)
        if answer["recording"] is not None:
            self._put(self._texts.text("word.kept", text=answer["recording"]))
