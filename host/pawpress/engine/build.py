"""From a config to a session: the only place where rooms, edges and sinks are put together."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from pawpress import __version__
from pawpress.engine.config import DemoSource, EngineConfig, PortSource
from pawpress.engine.connection import Connection
from pawpress.engine.messages import Notice
from pawpress.engine.session import Session
from pawpress.layout import LayoutError, load_layout
from pawpress.link import Link, LinkError
from pawpress.pipeline import Pipeline, Setup
from pawpress.recorder import Manifest, Recorder
from pawpress.simulator.scenario import ScenarioError
from pawpress.sink import Sink, SinkError

STARTING_ERRORS = (LinkError, LayoutError, ScenarioError, SinkError)
"""What may keep a session from starting; each says so in one line."""


def build_session(
    config: EngineConfig, sinks: list[Sink], notify: Callable[[Notice], None], clock: Callable[[], float]
) -> tuple[Session, str]:
    """Open the link and furnish a session.

    Parameters
    ----------
    config : EngineConfig
        What is wanted.
    sinks : list of Sink
        Listeners besides the recorder, which is put before them.
    notify : callable
        Takes lines for people.
    clock : callable
        The host's monotonic clock, seconds.

    Returns
    -------
    session : Session
    kind : str
        `emulated-avr`, `model` or `serial`.

    Raises
    ------
    One of STARTING_ERRORS
        If something wanted is not to be had; the text is one line for people.
    """
    layout = None if config.layout is None else load_layout(config.layout)
    opener, kind, notice = _opener(config.source, clock)
    setup = Setup(layout=layout)
    connection = Connection(opener)
    connection.open(clock())
    if config.record is not None:
        sinks = [Recorder(Path(config.record), _manifest(config, setup, connection)), *sinks]
    if notice:
        notify(Notice(severity="info", text=notice))
    return Session(connection, Pipeline(setup), sinks, notify), kind


def _opener(source: DemoSource | PortSource, clock: Callable[[], float]) -> tuple[Callable[[], Link], str, str]:
    if isinstance(source, PortSource):
        from pawpress.link.serial_port import SerialLink

        return lambda: SerialLink(source.port, source.baud), "serial", ""
    from pawpress.simulator.rigs import open_demo_rig

    link, notice = open_demo_rig(source.scenario, board=source.board, prefer=source.rig, clock=clock)
    return lambda: link, link.kind, notice


def _manifest(config: EngineConfig, setup: Setup, connection: Connection) -> Manifest:
    return Manifest(
        program=f"pawpress {__version__}",
        created_unix_ms=time.time_ns() // 1_000_000,
        source="" if connection.link is None else connection.link.name,
        mode=config.mode,
        layout=setup.layout,
        limits=setup.limits,
    )
