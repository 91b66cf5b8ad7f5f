"""Runs the tutorial that is a notebook, and writes it with its results: `make notebook`."""

from __future__ import annotations

from pathlib import Path

import jupytext
import nbclient
import nbformat

TEXT = Path(__file__).parents[1] / "docs/tutorials/from-a-csv-to-a-picture.md"
NOTEBOOK = TEXT.with_suffix(".ipynb")


def read() -> nbformat.NotebookNode:
    """Return the notebook that the text describes, not run yet."""
    notebook = jupytext.read(TEXT)
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number}"  # jupytext draws random ones
    return notebook


def run(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Run a notebook in the folder of the tutorial; raises CellExecutionError where a cell fails."""
    resources = {"metadata": {"path": str(TEXT.parent)}}
    return nbclient.NotebookClient(notebook, timeout=120, record_timing=False, resources=resources).execute()


def main() -> None:
    """Write the notebook."""
    nbformat.write(run(read()), NOTEBOOK)


if __name__ == "__main__":
    main()
