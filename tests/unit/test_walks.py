"""The scratch copy in which the how-to pages are walked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.walks import ROOT, changed, code_of, insert_after, run, scratch_copy, take_away, write

UNITS = "host/pawpress/core/arrays.py"


def test_a_copy_runs_its_own_code_and_tells_what_was_changed_in_it(tmp_path: Path):
    copy = scratch_copy(tmp_path)
    assert changed(copy) == set()
    insert_after(copy, UNITS, "import numpy as np", "PLANTED = 'in the copy'\n")
    write(copy, "host/pawpress/core/planted.py", "")
    shown = run(copy, "-c", "from pawpress.core import arrays, planted; print(arrays.PLANTED, planted.__file__)").out
    assert shown.split(maxsplit=3)[:3] == ["in", "the", "copy"]
    assert str(copy) in shown
    assert changed(copy) == {UNITS, "host/pawpress/core/planted.py"}
    take_away(copy, UNITS, "host/pawpress/core/planted.py")
    assert changed(copy) == set()
    assert not (ROOT / "host/pawpress/core/planted.py").exists()


def test_a_command_that_fails_shows_why(tmp_path: Path):
    (tmp_path / "host").mkdir()
    with pytest.raises(AssertionError, match="No module named 'nowhere'"):
        run(tmp_path, "-c", "import nowhere")
    assert run(tmp_path, "-c", "raise SystemExit(2)", status=2).out == ""


def test_code_comes_from_the_page_without_its_indent():
    panel, *_ = code_of("docs/how-to/add-a-dashboard-panel.md")
    compile(panel, "panel", "exec")
    assert code_of("docs/how-to/add-a-dashboard-panel.md", "sh")
    assert code_of("docs/how-to/add-a-dashboard-panel.md", "cobol") == []
