"""A coached session on the screen: questions, the live screen with the coach in it, and what came of it."""

from __future__ import annotations

from pawpress.analysis.coach_lines import standing_lines
from pawpress.cli.afterwards import AfterSession
from pawpress.cli.coach.options import CoachOptions
from pawpress.cli.coach.set_up import SetUp
from pawpress.cli.failure import Failure, in_language
from pawpress.cli.live.run import show_dashboard
from pawpress.core.coach import Drill
from pawpress.core.user_error import UserError
from pawpress.dashboard.asking import ask_on_screen
from pawpress.engine.config import EngineConfig
from pawpress.library.learners import load_learner
from pawpress.texts import Texts
from pawpress.texts.dialog import Dialog, NobodyAnswers, Option


def coach_on_screen(options: CoachOptions, drills: tuple[Drill, ...], wanted: str | None) -> int:
    """Coach one session; return the exit status.

    Raises
    ------
    UserError
        If it cannot start, or a gate stays closed.
    """
    set_up, texts = SetUp(options, drills, wanted), Texts(options.language or "en")

    spoken = texts

    def flow(dialog: Dialog) -> EngineConfig:
        nonlocal spoken
        try:
            return set_up.ready(dialog)
        except UserError as failure:
            dialog.say(str(failure))
            dialog.choose(dialog.texts.text("ask.read"), [Option("leave", dialog.texts.text("word.leave"))], "leave")
            raise
        finally:
            spoken = dialog.texts

    try:
        config = ask_on_screen(flow, texts)
    except NobodyAnswers:
        left = Failure("The set-up was left, so nothing was opened. What was answered is kept.")
        raise in_language(left, spoken) from None
    except UserError as failure:
        raise in_language(failure, spoken) from failure
    assert config.coach is not None
    status = show_dashboard(config, AfterSession(config.coach.giver, config.record, emulated=config.emulated))
    for line in _kept(config.coach.giver, Texts(config.coach.language), emulated=config.emulated):
        print(line)
    return status


def _kept(giver: str, texts: Texts, *, emulated: bool) -> list[str]:
    """Return how the giver stands now, tests with their intervals."""
    if not giver:
        return []
    skills = load_learner(giver, emulated=emulated).skills
    lines = [line for name, skill in skills.items() for line in standing_lines(name, skill, texts)]
    return [texts.text("simulation"), *lines] if emulated and lines else lines
