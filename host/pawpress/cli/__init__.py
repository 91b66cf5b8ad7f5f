"""The command line: one module a command, heavy imports inside the commands."""

try:
    from pawpress.cli.main import main
except KeyboardInterrupt:  # loading takes a fifth of a second, in which people change their minds
    raise SystemExit(130) from None

__all__ = ["main"]
