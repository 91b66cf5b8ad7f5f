"""Runs every check and test so that the run ends, names what stopped it, and leaves no process behind."""
