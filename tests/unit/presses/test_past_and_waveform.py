"""What the detector remembers: enough to date a press back, and never more because a session or a press is long."""

from __future__ import annotations

import numpy as np

from pawpress.core.presses import waveform as waveform_module
from pawpress.core.presses.past import Past
from pawpress.core.presses.waveform import Waveform


def rows(begin: int, end: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Rows of two groups at 100 Hz whose force is their number."""
    number = np.arange(begin, end, dtype=np.float64)
    return number / 100.0, np.stack((number, -number)), np.zeros((2, end - begin), dtype=np.bool_)


def test_the_newest_rows_are_there_by_their_numbers():
    past = Past(2, keep_s=1.0)
    for begin in range(0, 1000, 7):
        past.append(*rows(begin, begin + 7), needed=begin)
    first, t_s, force_n, saturated = past.rows(1, 920, 950)
    assert (first, t_s[0], force_n[0]) == (920, 9.2, -920.0)
    assert len(t_s) == len(force_n) == len(saturated) == 30
    assert past.forces(920, 922).tolist() == [[920.0, 921.0], [-920.0, -921.0]]
    assert past.after(9.3) == 931


def test_rows_that_are_still_needed_stay_however_old_they_are():
    past = Past(2, keep_s=0.1)
    for begin in range(0, 1000, 10):
        past.append(*rows(begin, begin + 10), needed=200)
    assert past.rows(0, 0, 1000)[0] <= 200
    assert past.rows(0, 200, 1000)[1][0] == 2.0


def test_old_rows_are_dropped_so_that_memory_does_not_grow():
    past = Past(2, keep_s=1.0)
    for begin in range(0, 100_000, 10):
        past.append(*rows(begin, begin + 10), needed=begin)
    assert past.rows(0, 0, 100_000)[0] > 100_000 - 1000


def test_a_waveform_gives_back_what_it_took():
    made = Waveform()
    for begin in range(0, 3000, 11):
        t_s, force_n, saturated = rows(begin, begin + 11)
        made.append(t_s, force_n[0], saturated[0])
    t_s, force_n, _ = made.arrays()
    assert force_n.tolist() == list(range(3003))
    assert made.peak_n == 3002.0
    made.cut(1.0)
    assert made.arrays()[0].tolist() == t_s[:101].tolist()


def test_a_very_long_press_keeps_its_shape_in_bounded_memory_in_any_chunks(monkeypatch):
    monkeypatch.setattr(waveform_module, "LONGEST", 1000)

    def kept(chunk: int) -> list[float]:
        made = Waveform()
        for begin in range(0, 25_000, chunk):
            t_s, force_n, saturated = rows(begin, min(25_000, begin + chunk))
            made.append(t_s, force_n[0], saturated[0])
        return made.arrays()[1].tolist()

    whole = kept(25_000)
    assert whole == list(range(0, 25_000, 32))
    assert kept(1) == kept(13) == kept(4096) == whole
