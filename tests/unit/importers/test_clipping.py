"""Raw counts at the end of a converter's range."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.tables import judged, leans, table_text, write


@pytest.mark.parametrize("bits", [8, 10, 12, 16])
@pytest.mark.parametrize("invert", [False, True])
def test_a_press_beyond_the_converters_range_is_not_graded(tmp_path: Path, bits: int, invert: bool):
    top = (1 << bits) - 1
    t_s, force = leans(peak_n=0.8 * top)
    strong = np.where((t_s > 7.0) & (t_s < 12.0), 1.5 * force, force)
    counts = np.clip(np.rint(strong + 0.02 * top), 0, top)
    answer = judged(
        write(tmp_path / "x.csv", table_text(t_s, top - counts if invert else counts)), unit="counts", invert=invert
    )
    assert [one.verdict.verdict for one in answer.presses] == ["steady", "ungraded", "steady"]
    assert {quality.code for quality in answer.quality} == {"saturated"}
    assert all(7.0 < quality.start_s < quality.end_s < 12.0 for quality in answer.quality)


def test_a_converter_that_rests_at_its_end_is_not_saturated(tmp_path: Path):
    t_s, force = leans(peak_n=600.0)
    answer = judged(write(tmp_path / "x.csv", table_text(t_s, np.rint(1023 - np.clip(force, 0, None)))), unit="counts")
    assert "saturated" not in {quality.code for quality in answer.quality}


def test_newtons_have_no_end(tmp_path: Path):
    t_s, force_n = leans(peak_n=1023.0)
    answer = judged(write(tmp_path / "x.csv", table_text(t_s, np.rint(np.clip(force_n, 0, 1023)), names="t,force_N")))
    assert "saturated" not in {quality.code for quality in answer.quality}
