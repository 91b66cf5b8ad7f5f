"""Ctrl-C is neither lost nor torn into a step."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from pawpress.system.interrupts import Interrupts


def test_the_first_interrupt_sets_the_flag_and_a_second_one_is_raised():
    before = signal.getsignal(signal.SIGINT)
    with Interrupts() as interrupts:
        assert not interrupts.came
        signal.raise_signal(signal.SIGINT)
        assert interrupts.came
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


def test_an_order_to_end_sets_the_flag_as_well_and_only_inside():
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    with Interrupts() as interrupts:
        signal.raise_signal(signal.SIGTERM)
        assert interrupts.came
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGTERM)
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


def test_an_interrupt_that_python_ignored_is_known_to_the_loop():
    code = """
import signal, weakref
from pawpress.system.interrupts import Interrupts, note_interrupts

class Thing: ...

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore Ctrl-C
note_interrupts()
thing = Thing()
kept = weakref.ref(thing, lambda _: signal.raise_signal(signal.SIGINT))
del thing  # exceptions in such a callback are printed and forgotten
with Interrupts() as interrupts:
    print(interrupts.came)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "True"
    assert "Exception ignored" in done.stderr
