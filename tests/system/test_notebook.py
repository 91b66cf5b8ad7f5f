"""The tutorial that is a notebook runs, and the committed notebook is the one of the text."""

from __future__ import annotations

import nbformat
import pytest

from tools.make_notebook import NOTEBOOK, read, run


def test_it_runs_and_ends_with_a_picture_of_the_presses():
    notebook = run(read())
    *_, last = (cell for cell in notebook.cells if cell.cell_type == "code")
    assert any("image/png" in output.get("data", {}) for output in last.outputs)
    shown = str(notebook.cells)
    assert all(verdict in shown for verdict in ("steady", "rushed", "jab"))


def test_the_committed_notebook_is_made_from_the_text():
    committed = nbformat.read(NOTEBOOK, as_version=4)
    assert [cell.source for cell in committed.cells] == [cell.source for cell in read().cells], "run `make notebook`"


def test_a_cell_that_fails_fails():
    notebook = read()
    notebook.cells.append(nbformat.v4.new_code_cell("pawpress.grade_file('missing.csv')"))
    with pytest.raises(Exception, match=r"missing\.csv"):
        run(notebook)
