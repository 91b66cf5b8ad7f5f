"""Whoever is gone in foot mode, somebody is heard: how soon, in many trials of every fault, with the real firmware.

`python -m bench.heartbeat_chain [TRIALS [WORKERS]]`, 30 trials of each fault by one process unless told otherwise. A
foot stands on the pads when the fault comes. Loudspeakers are broken from the start, and 450 N come on the foot.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from bench.figure import Figure, show
from tests.chain import (
    FAULTS,
    HEARD_S,
    NO_TERMINAL,
    RIG_S,
    Heard,
    NotQuiet,
    again_until_quiet,
    listen,
    listen_to_load,
    standing,
)

COMMAND = "python -m bench.heartbeat_chain"
TRIALS = 30
SOUND = "loudspeaker"
DEVICES = ("missing", "hangs when it is opened")


def tried(trial: Callable[[], Heard]) -> Heard | None:
    """Return what a trial gave; None where the machine is too busy for a session in which nothing is wrong."""
    try:
        return again_until_quiet(trial)
    except NotQuiet as error:
        print(f"It was not quiet before the fault: {error}.", file=sys.stderr)
        return None


def fault_heard(fault: str) -> Heard:
    """Make one fault with a foot on the pads."""
    with tempfile.TemporaryDirectory() as folder, standing(Path(folder)) as now:
        return listen(now, FAULTS[fault])


def load_heard(device: str) -> Heard:
    """Put 450 N on a foot in front of a loudspeaker that is broken; the rig beeps, as it trips."""
    with tempfile.TemporaryDirectory() as folder, standing(Path(folder), device) as now:
        return Heard(listen_to_load(now), 0.0, True)


def trials() -> dict[str, Callable[[], Heard]]:
    """Return what is tried, by its name."""
    faults = {name: partial(fault_heard, name) for name in FAULTS}
    return faults | {f"{SOUND} {name}": partial(load_heard, name) for name in DEVICES}


def _in_time(name: str, one: Heard) -> bool:
    """Whether somebody was heard in time: by the bell, by the rig, or by both."""
    bell, rig = one.bell_s <= HEARD_S, one.rig_s <= RIG_S and one.silent
    if name.startswith(SOUND):
        return bell
    return rig if name in NO_TERMINAL else bell and rig


def figure(name: str, outcomes: Sequence[Heard | None]) -> Figure:
    """Return a row: how many were heard in time, and the longest that anybody waited."""
    what, heard = f"foot mode, {name}: somebody is heard in time", [one for one in outcomes if one is not None]
    if not heard:
        return Figure(what, f"the machine was too busy for {len(outcomes)} trials", COMMAND)
    bell_s, rig_s = max(one.bell_s for one in heard), max(one.rig_s for one in heard)
    told = sum(_in_time(name, one) for one in heard)
    if name.startswith(SOUND):
        longest = f"bell at most {max(0.0, bell_s):.2f} s after the trip"
    elif name in NO_TERMINAL:
        longest = f"rig at most {rig_s:.2f} s"
    else:
        longest = f"bell at most {bell_s:.2f} s, rig at most {rig_s:.2f} s"
    void = f"; {len(outcomes) - len(heard)} trials on a busy machine say nothing" if len(heard) < len(outcomes) else ""
    return Figure(what, f"{told} of {len(heard)}; {longest}{void}", COMMAND)


def measure(each: int = TRIALS, workers: int = 1) -> list[Figure]:
    """Make every fault so many times."""
    with ProcessPoolExecutor(workers) as pool:
        under_way = {name: [pool.submit(tried, one) for _ in range(each)] for name, one in trials().items()}
        return [figure(name, [its.result() for its in each_of]) for name, each_of in under_way.items()]


if __name__ == "__main__":
    show(measure(*(int(word) for word in sys.argv[1:])))
