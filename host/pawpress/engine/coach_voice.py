"""The coach aloud: alarms first, then words, then its three sounds. A sink and a listener of the coach.

Nothing here waits: sound and speech have threads of their own, and a sink is served after safety and the recorder.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pawpress.audio.alarm_bursts import BURSTS, Bursts
from pawpress.audio.coach_sounds import CoachSounds
from pawpress.audio.coach_tones import ToneName, tone_samples
from pawpress.audio.mixer import Mixer
from pawpress.audio.mixer_outputs import SoundOutput
from pawpress.audio.speech import Speech
from pawpress.audio.tones import burst_samples
from pawpress.core.coach import Cue, Output
from pawpress.core.coach.felt import Felt
from pawpress.core.events import Event
from pawpress.core.force_line import Forces
from pawpress.core.pipeline import Pipeline
from pawpress.engine.control import CALLS

TONES: tuple[ToneName, ...] = ("pass", "fault")


class CoachVoice:
    """Makes heard what the coach says and what alarms call for.

    Parameters
    ----------
    mixer : Mixer
        What is heard.
    output : SoundOutput
        Plays the mixer.
    speech : Speech or None
        Says words; None where there is no engine, or none is wanted.
    words_of : callable
        Returns what is spoken of something the coach says; None for what is only written.
    """

    def __init__(
        self,
        mixer: Mixer,
        output: SoundOutput,
        speech: Speech | None,
        words_of: Callable[[Output], str | None],
    ) -> None:
        self._mixer, self._output, self._speech, self._words_of = mixer, output, speech, words_of
        self._bursts = Bursts()
        self._samples = {severity: burst_samples(severity) for severity in BURSTS}
        self._tones = {name: tone_samples(name) for name in TONES}
        self._pipeline: Pipeline | None = None
        self._felt, self._fitted = Felt(), False
        self._sounds = CoachSounds()
        self._calling = False

    def attach(self, pipeline: Pipeline) -> None:
        """Know the session's pipeline."""
        self._pipeline = pipeline
        self._felt, self._fitted = Felt(), False
        self._sounds = CoachSounds(foot=pipeline.setup.foot is not None)

    def take(self, chunk: bytes, events: Sequence[Event], now_s: float) -> None:  # noqa: ARG002 - bytes are recorded
        """Call for alarms, and let the hum follow the force."""
        pipeline = self._pipeline
        if pipeline is None:
            return
        self._call(pipeline, now_s)
        if not self._fitted and pipeline.layout is not None:
            self._felt.fit(pipeline.layout)
            self._fitted = True
        for event in events:
            if isinstance(event, Forces):
                self._felt.take(event)
        pressing = self._felt.meant_n() if self._felt.pressing else None
        self._mixer.hum(on=not self._calling and self._sounds.hums(pressing))

    def said(self, outputs: Sequence[Output]) -> None:
        """Take what the coach said together: urgent words before others, one thing at a time."""
        tone = self._sounds.said(outputs)
        if not self._spoke(outputs) and not self._calling and tone is not None:
            self._mixer.tone(self._tones[tone])

    def _spoke(self, outputs: Sequence[Output]) -> bool:
        """Say what has words; return whether there was anything to say, and a voice."""
        spoken = [(one, words) for one in outputs if (words := self._words_of(one)) is not None]
        urgent = [words for one, words in spoken if isinstance(one, Cue) and one.urgent]
        if self._speech is None or not (urgent or (spoken and not self._calling)):
            return False
        self._speech.say(urgent[-1] if urgent else ". ".join(words for _, words in spoken), urgent=bool(urgent))
        return True

    def close(self) -> None:
        """Let go of the loudspeaker and the engine of speech."""
        if self._speech is not None:
            self._speech.close()
        self._output.close()

    def _call(self, pipeline: Pipeline, now_s: float) -> None:
        calling = [
            (alarm.severity, f"{alarm.code} {alarm.pad}") for alarm, state in pipeline.alarms() if state in CALLS
        ]
        call = self._bursts.update(calling, now_s)
        if calling and not self._calling:
            self._mixer.be_quiet()
        self._calling = bool(calling)
        if call.burst is not None:
            self._mixer.alarm(self._samples.get(call.burst, self._samples["red"]))
        if call.stop:
            self._mixer.stop()
