"""A live session killed at any instant: its recording opens, and nothing older than a second is missing.

`PAWPRESS_KILLS` says how many sessions are killed: 20 unless told otherwise, 1000 every night.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.kills import losses
from tests.nightly import how_many

KILLS = int(how_many("PAWPRESS_KILLS", 20, 1000))
MOST_MISSING_S = 1.0

pytestmark = [
    pytest.mark.skipif(os.name == "nt", reason="signals of POSIX"),
    pytest.mark.timeout(60 + 2 * KILLS),
]


def test_a_session_killed_at_any_instant_leaves_all_but_the_last_second(tmp_path: Path):
    lost = losses(tmp_path, KILLS)
    missing_s = [one.missing_s for one in lost]
    print(f"{len(missing_s)} killed, most missing {max(missing_s):.3f} s")
    assert len(missing_s) >= KILLS
    assert all(one.recovered for one in lost)
    assert max(missing_s) < MOST_MISSING_S
