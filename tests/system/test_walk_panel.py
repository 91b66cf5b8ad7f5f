"""Adds the panel of docs/how-to/add-a-dashboard-panel.md in a scratch copy, sees it, and takes it away."""

from __future__ import annotations

from pathlib import Path

from tests.walks import changed, code_of, insert_after, run, scratch_copy, take_away, write

PAGE = "docs/how-to/add-a-dashboard-panel.md"
PANEL, PANELS = "host/pawpress/dashboard/panels/press_count.py", "host/pawpress/dashboard/panels/__init__.py"
STYLE, TEST = "host/pawpress/dashboard/pawpress.tcss", "tests/dashboard/test_press_count.py"
IMPORT = "from pawpress.dashboard.panels.press_count import PressCount\n"
PYTEST = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "0")


def test_a_panel_is_one_file_a_row_and_a_size(tmp_path: Path):
    copy = scratch_copy(tmp_path)
    panel, row, test = code_of(PAGE)
    (size,) = code_of(PAGE, "css")
    write(copy, TEST, test)
    assert "#press-count" not in (copy / STYLE).read_text(encoding="utf-8")
    run(copy, *PYTEST, TEST, status=1)

    write(copy, PANEL, panel)
    insert_after(copy, PANELS, "from pawpress.dashboard.panels.panel import LiveWidget, Panel", IMPORT)
    insert_after(copy, PANELS, '    PanelRow("history", HistoryPanel, "session"),', f"    {row.strip()},\n")
    insert_after(copy, STYLE, "#history, #shares, #link { height: 1; }", size)
    run(copy, *PYTEST, TEST)
    run(copy, *PYTEST, "tests/dashboard/test_dashboard_app.py", "-k", "every_scene_fits and 120 or odd_sizes")
    assert changed(copy) == {PANEL, PANELS, STYLE, TEST}

    take_away(copy, PANEL, PANELS, STYLE, TEST)
    assert changed(copy) == set()
