"""What comes before a coached session, whoever asks: who is here, may this back be pressed, which rig, which pads."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import Final

import msgspec

from pawpress.cli.coach.coached_pads import Pads
from pawpress.cli.coach.options import CoachOptions
from pawpress.cli.coach.pair import Pair, ask_pair, known_line, named_pair
from pawpress.cli.coach.rig_choice import choose_source
from pawpress.cli.failure import say
from pawpress.cli.gate_opening import Asked, demo_pair, open_gates, unanswered
from pawpress.core.coach import CoachSetup, Drill
from pawpress.engine.calibrations import rig_of
from pawpress.engine.config import EngineConfig
from pawpress.library import Card, sessions_folder, write_card
from pawpress.library.learners import Learner
from pawpress.texts import Texts
from pawpress.texts.dialog import Dialog, Left, NobodyAnswers

STEPS: Final = 5


class SetUp:
    """Each step may be answered on the command line instead.

    Parameters
    ----------
    options : Options
        What the command line says.
    drills : tuple of Drill
        All there are.
    wanted : str, optional
        The only drill that is wanted.
    """

    def __init__(self, options: CoachOptions, drills: tuple[Drill, ...], wanted: str | None) -> None:
        self._options, self._drills, self._wanted = options, drills, wanted
        self.foot = any(drill.mode == "foot" for drill in drills if drill.name == wanted)
        self.pair = Pair()
        self.asks = options.asks
        """Whether anybody is there to be asked."""

    def ready(self, dialog: Dialog) -> EngineConfig:
        """Ask all that must be asked and return what the session is to be.

        Raises
        ------
        Failure
            If a gate stays closed.
        KeptFileError, CalibrationError, RigError
            If what is kept of somebody, a calibration, or the rig cannot be used.
        """
        if self._options.in_words:
            dialog.say(dialog.texts.text("aid"))
        config = self._options.config
        try:
            if self.asks and self._options.picks_rig:
                config = msgspec.structs.replace(config, source=choose_source(dialog, self._options.demo_source))
            self._people(dialog, emulated=config.emulated)
            config = self._gates(dialog, config)
            config = self._pads(dialog, config)
        except NobodyAnswers:
            raise unanswered() from None
        config = msgspec.structs.replace(config, coach=self._coach(config, dialog.texts), place=self.pair.place)
        self._describe(config.record)
        return config

    def _people(self, dialog: Dialog, *, emulated: bool) -> None:
        options = self._options
        if self.asks:
            dialog.step(1, STEPS, dialog.texts.text("step.people"))
            try:
                self.pair = ask_pair(
                    dialog, options.person, options.partner, options.place, dialog.say, emulated=emulated
                )
            except NobodyAnswers as gone:
                if not options.plain or isinstance(gone, Left):
                    raise
                say(dialog.texts.said("Nobody answers, so nobody was asked. Give --person and --partner."))
                self.asks = False
        if not self.asks:
            self.pair = named_pair(options.person, options.partner, options.place, emulated=emulated)
        giver = self.pair.giver
        if options.language is None and giver is not None and giver.language is not None:
            dialog.texts = Texts(giver.language)
        if self.pair.learner is not None and options.in_words:
            dialog.say(known_line(self.pair.learner, dialog.texts))

    def _gates(self, dialog: Dialog, config: EngineConfig) -> EngineConfig:
        config = msgspec.structs.replace(config, mode="foot" if self.foot else "hands")
        given, demo = self.pair.given(self._options.given), config.emulated
        tell = dialog.say if self.asks else say  # without questions, standard output is for the answer alone
        if self.foot and demo:
            return msgspec.structs.replace(config, foot=demo_pair(given.giver, given.receiver, tell))
        if not self.asks:
            return config if demo else open_gates(config, given)
        if given.answers is None and not given.screened:
            dialog.step(2, STEPS, dialog.texts.text("step.health"))
        config = open_gates(config, given, Asked(dialog, self.pair.known(), self.pair.health_given))
        if config.answers is not None:
            self.pair.answered(config.answers)
        return config

    def _pads(self, dialog: Dialog, config: EngineConfig) -> EngineConfig:
        if not self.asks:
            return config
        dialog.step(3, STEPS, dialog.texts.text("step.pads"))
        return Pads(dialog, config).ready()

    def _coach(self, config: EngineConfig, texts: Texts) -> CoachSetup:
        learner, nice = self.pair.learner or Learner(name=""), self.pair.nice
        return CoachSetup(
            drills=self._drills,
            drill=self._wanted,
            feedback=self._options.feedback,
            seed=zlib.crc32(learner.name.encode()) + learner.sessions,
            day=self._options.day,
            giver=learner.name,
            partner="" if self.pair.partner is None else self.pair.partner.name,
            rig=rig_of(config),
            skills=learner.skills,
            nice_n=None if nice is None else nice.nice_n,
            stop_n=None if nice is None else nice.stop_n,
            giver_kg=None if config.foot is None else config.foot.giver_kg,
            gates_open=self.foot and config.answers is not None,
            language=texts.language,
        )

    def _describe(self, record: str | None) -> None:
        """Say on the card of a session in the library whose it is, so that it can be forgotten with them."""
        if record is not None and Path(record).parent == sessions_folder():
            names = [None if one is None else one.name for one in (self.pair.giver, self.pair.partner)]
            write_card(Path(record), Card(person=names[0] or "", partner=names[1] or ""))
