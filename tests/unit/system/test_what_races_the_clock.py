"""Files with tests that race the clock are known by their words, so that no other file is imported for them."""

from __future__ import annotations

from pathlib import Path

from tools.suite.realtime import realtime_files

MARKED = "import pytest\n\n\n@pytest.mark.{}\ndef test_it():\n    pass\n"


def test_a_mark_and_a_rig_in_real_time_are_known_and_other_files_left_out(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "below/test_marked.py").write_text(MARKED.format("realtime"), "utf-8")
    (tmp_path / "test_on_a_rig.py").write_text("def test_it(quiet_rig):\n    pass\n", "utf-8")
    (tmp_path / "test_other.py").write_text(MARKED.format("nightly"), "utf-8")
    (tmp_path / "conftest.py").write_text("# realtime\n", "utf-8")
    assert [path.name for path in realtime_files(tmp_path)] == ["test_marked.py", "test_on_a_rig.py"]
