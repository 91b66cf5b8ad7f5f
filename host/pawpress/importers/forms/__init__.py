"""Stage 1, read: from the bytes of a file to named columns of cells, whatever program wrote it.

Each format that is not a plain text table is a module `from_NAME.py` with its `FORM`, and is found by itself:
docs/how-to/add-a-file-format.md adds one.
"""
