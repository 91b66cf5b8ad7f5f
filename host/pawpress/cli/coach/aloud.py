"""What of a coached session is spoken, and the voice for it as this computer has it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pawpress.analysis.coach_lines import said_lines
from pawpress.audio.mixer import Mixer
from pawpress.audio.mixer_outputs import MixerLoudspeaker, SoundFile, SoundOutput
from pawpress.audio.speech import BORROWED, Speech, engine_path
from pawpress.cli.failure import Failure
from pawpress.core.coach import URGENT, BlockBegan, BlockEnded, Cue, Output, Question
from pawpress.core.coach.cues import CUES
from pawpress.engine.coach_voice import CoachVoice
from pawpress.system.new_file import writing
from pawpress.texts import Texts


class Spoken:
    """Chooses what is worth saying aloud; everything is written as well.

    Parameters
    ----------
    texts : Texts
        In the language of the learner.
    """

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._asked = False

    def words(self, said: Output) -> str | None:
        """Return the words for something the coach says; None for what is only written."""
        match said:
            case Cue():
                return self._texts.text(f"cue.{said.fault}") if said.spoken or said.urgent else None
            case BlockBegan():
                self._asked = False
                return _without_key(said_lines(said, self._texts)[0])
            case BlockEnded():
                return ". ".join(map(_without_key, said_lines(said, self._texts)))
            case Question():
                # The question after a press that is not live comes again and again: once a block is enough to hear.
                repeated, self._asked = said.what == "pressure" and self._asked, True
                return None if repeated else self._texts.text(f"ask.{said.what}")
            case _:
                return None


def open_voice(
    texts: Texts, *, words: bool, sound_to: Path | None, put: Callable[[str], None], notice: Callable[[str], None]
) -> CoachVoice:
    """Return the voice of a session. What this computer lacks is said in one line each, and the drill goes on.

    Parameters
    ----------
    texts : Texts
        In the language of the learner.
    words : bool
        Whether cues are spoken; the sounds come in any case.
    sound_to : Path or None
        Sound file to write in the place of the loudspeaker.
    put : callable
        Takes lines for the learner.
    notice : callable
        Takes lines for who set the computer up; may be called from another thread.

    Raises
    ------
    Failure
        If the sound file cannot be written.
    """
    mixer = Mixer()
    output = _output(mixer, sound_to, notice)
    speech = None
    program = engine_path() if words else None
    if words and program is None:
        put(texts.text("speech.missing"))
    if program is not None:
        if texts.language in BORROWED:
            put(texts.text("speech.nearest"))
        often = sorted((row.fault for row in CUES), key=lambda fault: fault not in URGENT)
        known = [texts.text(f"cue.{fault}") for fault in often]
        speech = Speech(texts.language, program, lambda said, urgent: mixer.say(said, urgent=urgent), known)
    return CoachVoice(mixer, output, speech, Spoken(texts).words)


def _output(mixer: Mixer, sound_to: Path | None, notice: Callable[[str], None]) -> SoundOutput:
    if sound_to is None:
        return MixerLoudspeaker(mixer, notice)
    with writing(sound_to, Failure):
        return SoundFile(mixer, sound_to, notice)


def _without_key(line: str) -> str:
    return line.partition(": ")[2]
