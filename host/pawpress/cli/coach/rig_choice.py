"""Which rig: the only one that is plugged in, or one that is chosen, with what is wrong and how to mend it at hand."""

from __future__ import annotations

from collections.abc import Callable

from pawpress.engine.config import DemoSource, PortSource
from pawpress.texts.dialog import Dialog, Option

DEMO, DOCTOR, AGAIN = "demo", "doctor", "again"


def choose_source(dialog: Dialog, demo: Callable[[], DemoSource]) -> DemoSource | PortSource:
    """Return the only rig that is plugged in without asking, else ask.

    Parameters
    ----------
    dialog : Dialog
        Who puts the question.
    demo : callable
        Makes the emulated rig.

    Raises
    ------
    NobodyAnswers
        If nobody chooses.
    """
    from pawpress.rig.discovery import candidates

    texts = dialog.texts
    while True:
        found = candidates()
        if len(found) == 1:
            return PortSource(port=found[0].port)
        dialog.say(texts.text("rig.none") if not found else texts.text("rig.several"))
        options = [Option(each.port, f"{each.port}, {each.chip}") for each in found]
        options += [
            Option(DEMO, texts.text("rig.demo")),
            Option(DOCTOR, texts.text("rig.doctor")),
            Option(AGAIN, texts.text("rig.again")),
        ]
        chosen = dialog.choose(texts.text("ask.rig"), options, options[0].word)
        if chosen == DEMO:
            return demo()
        if chosen == DOCTOR:
            _examine(dialog)
        elif chosen != AGAIN:
            return PortSource(port=chosen)


def _examine(dialog: Dialog) -> None:
    """Say what `pawpress doctor` finds."""
    from pawpress.cli.doctor.run import findings

    for finding in findings(None):
        dialog.say(f"{'NO' if finding.fix else 'ok'}: {finding.what}")
        if finding.fix:
            dialog.say(f"    -> {dialog.texts.said(finding.fix)}")
