"""Files for other programs, one module per format, and the live stream of the Lab Streaming Layer.

`to_csv.py` writes what `pawpress export --to csv` gives, and so on; a module that is there is found by itself, on the
command line too. docs/how-to/add-a-file-format.md adds one.
"""
