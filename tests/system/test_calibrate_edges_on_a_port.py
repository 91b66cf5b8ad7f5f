"""The press at four edges, by a person at a terminal, on a rig at a serial port: what is typed, kept, said of newtons.

The rig is the firmware's core behind a real pty, opened by pyserial; the person reads the terminal, moves one weight
about on the pad and types what the scale shows.
"""

from __future__ import annotations

import contextlib
import json
import os
import pty
import re
import subprocess
import threading
import time
import tty
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import numpy as np
import pytest

from pawpress.cli.calibrate.rig import EDGES
from pawpress.core.calibration.budget import with_off_centre
from pawpress.core.calibration.edges import PLACES
from pawpress.core.calibration.pad_curve import Place
from pawpress.simulator.body_weights import WeightsBody
from pawpress.simulator.core_board import CoreBoard
from pawpress.texts import Texts
from tests.calibrations import LOADS_N, read_at
from tests.terminals import Reply, at_terminal

pytestmark = [pytest.mark.realtime, pytest.mark.timeout(240)]

LOAD_N = 100.0
SHOWN_N: Mapping[Place, float] = dict(zip(PLACES, (100.0, 103.0, 100.0, 98.0, 100.0), strict=True))
"""What the scale shows: nobody holds a load to the newton."""
Run = Callable[..., subprocess.CompletedProcess[str]]


class RigWithWeights:
    """The firmware's core on a pty, living by the clock, and weights on its pads."""

    def __init__(self, ours: int, port: str) -> None:
        self.port = port
        self._ours, self._board = ours, CoreBoard("uno")
        self._body, self._lived, self._ends = WeightsBody(self._board.pads), 0, threading.Event()
        self._weights = threading.Lock()
        self._thread = threading.Thread(target=self._live, name="rig with weights")
        self._thread.start()

    def put(self, channel: int, force_n: float, share: float) -> None:
        """Have a weight let down on a pad, of which a share reaches the sensors."""
        with self._weights:
            self._body.put(channel, force_n, self._lived + 1, share)

    def close(self) -> None:
        self._ends.set()
        self._thread.join()

    def _live(self) -> None:
        begun_s = time.monotonic()
        while not self._ends.wait(0.005):
            due = min(int((time.monotonic() - begun_s) * 1000), self._lived + 200)
            with self._weights:
                codes = self._body.codes(np.arange(self._lived, due))
                self._lived = due
            with contextlib.suppress(BlockingIOError):
                os.write(self._ours, self._board.run(codes))
            with contextlib.suppress(BlockingIOError):
                self._board.send(os.read(self._ours, 4096))


@pytest.fixture
def rig() -> Iterator[RigWithWeights]:
    ours, theirs = pty.openpty()
    tty.setraw(theirs)
    os.set_blocking(ours, False)
    made = RigWithWeights(ours, os.ttyname(theirs))
    yield made
    made.close()
    os.close(theirs)
    os.close(ours)


@pytest.fixture(autouse=True)
def calibrated(pawpress: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A person's own folder with a calibration of one pad in it, whose edges nobody has pressed."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    points = tmp_path / "points.csv"
    points.write_text("pad,reference_n,counts\n" + "".join(f"L1,{n},{read_at(n):.1f}\n" for n in LOADS_N), "utf-8")
    run = pawpress("calibrate", "--points", points, "--puck", "shared", "--json")
    assert run.returncode == 0, run.stderr


def shown_by(pawpress: Run) -> dict:
    (pad,) = json.loads(pawpress("calibrate", "--show", "--json").stdout)["pad"]
    return pad


def press_edges(rig: RigWithWeights, shares: Mapping[Place, float]) -> tuple[int, str]:
    """Be the person: move the weight to each place as the terminal says, type what the scale shows, take it off."""

    def lay(place: Place) -> Callable[[], None]:
        return lambda: rig.put(0, SHOWN_N[place], shares.get(place, 1.0))

    texts, replies = Texts("en"), list[tuple[str, Reply]]()
    for place in PLACES:
        where = "it" if place == "middle" else f"it 15 mm off the middle, {texts.text(EDGES[place])},"
        replies += [
            (re.escape(f"L1: put {LOAD_N:.0f} N on {where} ({LOAD_N:.0f} N) and keep it still."), lay(place)),
            (r"The scale shows \(n\)", f"{SHOWN_N[place]:.0f}"),
            ("L1: take everything off", lambda: rig.put(0, 0.0, 1.0)),
        ]
    replies.append(("Keep it", "y"))
    words = ["-m", "pawpress", "calibrate", "--port", rig.port, "--edges", "--pad", "L1", "--unit", "n"]
    return at_terminal(words, replies)


def test_what_is_pressed_and_typed_is_kept_and_the_newtons_follow(pawpress: Run, rig: RigWithWeights) -> None:
    before = shown_by(pawpress)
    status, said = press_edges(rig, {"left": 0.95, "right": 0.97})
    assert status == 0, said
    after = shown_by(pawpress)
    assert [edge["place"] for edge in after["edges"]] == list(PLACES)
    assert [edge["reference_n"] for edge in after["edges"]] == [SHOWN_N[place] for place in PLACES]
    assert after["off_centre"] == pytest.approx(0.05, abs=0.01)
    assert before["off_centre"] > after["off_centre"], "the model's figure gives way to what was pressed"
    assert "L1, to the left: reads -5% against the middle" in said
    run = pawpress("live", "--port", rig.port, "--headless", "--seconds", "2", "--screened", "--json")
    assert run.returncode == 0, run.stderr
    assert f"newtons ± {with_off_centre(after['uncertainty'], after['off_centre']):.0%}" in run.stderr


def test_an_edge_on_which_something_else_carries_takes_the_newtons_away(pawpress: Run, rig: RigWithWeights) -> None:
    status, said = press_edges(rig, {"right": 0.8})
    assert status == 1
    assert "L1: an edge is off by 20%, and 10% are allowed." in said
    run = pawpress("live", "--port", rig.port, "--headless", "--seconds", "2", "--screened", "--json")
    withheld = {quality["pad"]: quality["message"] for quality in json.loads(run.stdout)["quality"]}
    assert "edge" in withheld["L1"]
