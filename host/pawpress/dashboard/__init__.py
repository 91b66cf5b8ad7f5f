"""Room 9, dashboard: takes the messages of a feed, gives a picture in the terminal. Knows nothing of ports or of files.

The engine is another process; a `Feed` is all the dashboard sees of it. Messages change a `ViewState`, and panels draw
that state 25 times a second. Nothing here judges a press or decides an alarm: it shows what the engine said.
"""

import os
import sys

from pawpress.dashboard.after_session import Afterwards
from pawpress.dashboard.feed import Feed, FeedClosed

__all__ = ["Afterwards", "Feed", "FeedClosed", "run"]


SOUND_S = 0.5
"""So long the first picture waits for what the loudspeaker has to say for itself, and no longer."""
PICTURES_HZ = 120
"""Textual spaces its pictures by the 60th part of a second otherwise, and a step or an alarm waits for its turn."""


def run(
    feed: Feed, *, title: str = "pawpress", afterwards: Afterwards | None = None, recorded_sound: bool = False
) -> int:
    """Show the dashboard until the user leaves it.

    Parameters
    ----------
    feed : Feed
        Where the messages come from. It is closed on the way out.
    title : str
        What the header says until the engine has said what it runs.
    afterwards : Afterwards, optional
        What can be done once the session is over: its trend and its report.
    recorded_sound : bool
        Whether the alarms of a recording are heard, too.

    Returns
    -------
    int
        Exit status: 0 when the user left or the engine ended in order, 1 when the engine or the emulated rig was lost.
    """
    from pawpress.audio.late_sound import LateSound
    from pawpress.settings.choices import load_choices, save_choices

    sound = LateSound()
    sound.begin()
    choices, wrong = load_choices()
    os.environ.setdefault("TEXTUAL_FPS", str(PICTURES_HZ))  # read when textual is imported
    from pawpress.dashboard.app import PawpressApp  # textual costs a third of a second: only for who draws

    app = PawpressApp(
        feed,
        title=title,
        sound=sound,
        notice=" ".join(filter(None, (sound.told_within(SOUND_S), wrong))),
        afterwards=afterwards,
        choices=choices,
        keep=save_choices,
        recorded_sound=recorded_sound,
    )
    status = app.run()
    if afterwards is not None and app.state.summary is None and app.state.snapshot is not None:
        afterwards.left(app.state.snapshot.recording)
    status = app.return_code or status or 0
    if status and app.state.ended is not None:
        print(f"pawpress: {app.state.ended}", file=sys.stderr)  # the screen on which it stood is gone
    return status
