"""Tables made from the kinds of trouble that files of others bring: how many are read right, none silently wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.made_outcomes import outcomes
from tests.made_tables import KINDS
from tests.nightly import how_many

TABLES = int(how_many("PAWPRESS_MADE_TABLES", 390, 20_000))
READ_SHARE = 0.9
"""Of the tables that can be read, those of any kind that are read right."""


@pytest.mark.timeout(3600)
def test_no_made_table_is_silently_wrong(tmp_path: Path):
    found, wrong = outcomes(range(TABLES), tmp_path / "made.csv")
    silently = [line for line in wrong if "silently wrong" in line]
    assert set(found) == set(KINDS)
    assert not silently, "\n".join(silently[:20])
    for kind, count in found.items():
        can_be_read = count.total() - count["rightly refused"]
        assert count["right"] >= READ_SHARE * can_be_read, "\n".join(line for line in wrong if kind in line)
