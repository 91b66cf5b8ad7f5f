#!/bin/sh
# Every check and test; what they are and how long they may take stands in tools/suite/__main__.py.
exec .venv/bin/python -m tools.suite
