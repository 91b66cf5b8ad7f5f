"""Conditions of alarms, one family in a file. Each file hands out what it wants watched with `rules(site)`.

`rules_generated.py` lists the files by itself (`make generate`).
"""
