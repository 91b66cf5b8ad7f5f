"""One flipped bit anywhere in a recording: the same answer, or one that says that something is damaged.

`PAWPRESS_FLIPS` says how many bits are tried, one at a time: 200 unless told otherwise, 20,000 every night.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pawpress.analysis.grade_files import GradeOptions, grade_file
from pawpress.settings.grading_limits import load_limits
from tests.chunks import every
from tests.nightly import how_many
from tests.recordings import flipped, gap_frame, record
from tests.streams import stream_of
from tests.waveforms import minimum_jerk, times

FLIPS = int(how_many("PAWPRESS_FLIPS", 200, 20_000))
PRESS = minimum_jerk(times(1.2), 0.2, 0.3, 0.4, 0.2, 100.0)
STREAM = stream_of(np.stack((PRESS, np.zeros(len(PRESS))), axis=1))

pytestmark = pytest.mark.timeout(60 + FLIPS // 5)


def answer_of(path: Path) -> tuple[dict[str, Any], Any]:
    """Return what was judged, and what is said of damage."""
    answer = grade_file(path, GradeOptions(load_limits()))
    said = answer.pop("quality"), answer["link"].pop("crc_errors"), answer["source"].pop("recovered")
    del answer["link"]
    return answer, said


def test_no_flipped_bit_changes_an_answer_without_a_word(tmp_path: Path):
    path = record(tmp_path / "a.paw", every(STREAM + gap_frame(3.0) + STREAM, 400))
    whole = path.read_bytes()
    before, nothing_said = answer_of(path)
    rng = random.Random(11)
    hello = whole.index(STREAM[:30])
    places = [rng.randrange(len(whole)) for _ in range(FLIPS - FLIPS // 4)]
    places += [rng.randrange(hello - 300, hello + 300) for _ in range(FLIPS // 4)]
    changed = 0
    for place in places:
        path.write_bytes(flipped(whole, place, rng.randrange(8)))
        after, said = answer_of(path)
        changed += after != before
        assert after == before or said != nothing_said, f"byte {place}"
    assert changed > 0
