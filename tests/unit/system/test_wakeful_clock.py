"""The clock by which a rig on a port is watched."""

from __future__ import annotations

import sys
import time
from types import SimpleNamespace

import pytest

from pawpress.engine import config as engine_config
from pawpress.engine.config import DemoSource, PortSource
from pawpress.system import host_clock
from pawpress.system.host_clock import wakeful_clock


def test_it_goes_on_evenly():
    now = wakeful_clock()
    begun_s, since_s = now(), time.monotonic()
    time.sleep(0.02)
    assert now() - begun_s == pytest.approx(time.monotonic() - since_s, abs=0.05)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the clock is one of Linux")
def test_it_is_the_one_that_counts_sleep():
    assert wakeful_clock()() == pytest.approx(time.clock_gettime(time.CLOCK_BOOTTIME), abs=1.0)


def test_after_a_sleep_it_has_gone_on_and_the_usual_one_has_not(monkeypatch: pytest.MonkeyPatch):
    slept_s = [0.0]
    monkeypatch.setattr(
        host_clock,
        "time",
        SimpleNamespace(CLOCK_BOOTTIME=7, monotonic=lambda: 50.0, clock_gettime=lambda number: number + slept_s[0]),
    )
    now = wakeful_clock()
    before_s = now()
    slept_s[0] = 3600.0
    assert now() - before_s == 3600.0


def test_where_there_is_none_the_usual_one_must_do(monkeypatch: pytest.MonkeyPatch):
    usual = SimpleNamespace(monotonic=lambda: 50.0)
    monkeypatch.setattr(host_clock, "time", usual)
    monkeypatch.setattr(host_clock, "sys", SimpleNamespace(platform="win32"))
    assert wakeful_clock() is usual.monotonic


def test_a_rig_on_a_port_is_watched_by_it_and_an_emulated_one_by_its_own():
    """An emulated rig sleeps with the computer; by a clock that goes on it would be late for ever."""
    assert engine_config.clock_of(DemoSource()) is time.monotonic
    assert engine_config.clock_of(PortSource(port="x")) is not time.monotonic
