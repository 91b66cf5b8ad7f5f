"""The base of every failure that a person can do something about."""

from __future__ import annotations


class UserError(Exception):
    """An expected failure. Its text is one line for people: what happened, where, and what to do next."""

    status = 1
    """Exit status of a command that ends with it."""
