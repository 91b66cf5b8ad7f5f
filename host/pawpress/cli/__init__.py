"""The command line: one module a command, heavy imports inside the commands."""

from pawpress.cli.main import main

__all__ = ["main"]
