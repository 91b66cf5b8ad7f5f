"""From a config to a session: the only place where stages, edges and sinks are put together."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import msgspec

from pawpress import __version__
from pawpress.analysis.judging_version import judging_version
from pawpress.analysis.recording import open_recording
from pawpress.core.calibration import RigCalibration
from pawpress.core.grading import GradingLimits
from pawpress.core.pipeline import Pipeline
from pawpress.core.safety import FootPair
from pawpress.core.safety.rig_limits import LimitsRefused, RigLimits, rig_limits
from pawpress.core.sink import Sink
from pawpress.core.stages import Setup
from pawpress.engine.calibrations import choose_calibration, rig_of
from pawpress.engine.config import DemoSource, EngineConfig, PortSource, ReplaySource
from pawpress.engine.log_sink import LogSink
from pawpress.engine.messages import Notice
from pawpress.engine.playing.playing_start import Start
from pawpress.engine.session import Session
from pawpress.export.lsl_sink import LslSink
from pawpress.library import new_path, release, sessions_folder
from pawpress.recording import Manifest, Recorder
from pawpress.recording.disk import AppendedFile
from pawpress.recording.on_demand import HeldFile, OnDemandRecorder
from pawpress.recording.recorded_setup import setup_of
from pawpress.recording.replay_link import ReplayLink, ReplayPlace
from pawpress.rig.connection import Connection
from pawpress.rig.link import Link
from pawpress.rig.rig_guard import RigGuard
from pawpress.settings.grading_limits import DEFAULT_STYLE, personal_limits
from pawpress.settings.layout_files import load_layout
from pawpress.settings.shipped_setup import shipped_setup
from pawpress.system.interrupts import InterruptsWait


def build_session(
    config: EngineConfig, sinks: list[Sink], notify: Callable[[Notice], None], clock: Callable[[], float]
) -> tuple[Session, str]:
    """Open the link and build_stages a session.

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
        `emulated-avr`, `core`, `serial` or `recording`.

    Raises
    ------
    UserError
        If something wanted is not to be had; the text is one line for people.
    """
    if isinstance(config.source, ReplaySource):
        return build_replay(config.source, sinks, notify, clock, lsl=config.lsl), ReplayLink.kind
    layout = None if config.layout is None else load_layout(config.layout)
    calibration, told = choose_calibration(config)
    opener, kind, notice = _opener(config, config.source, clock, calibration)
    begun_unix_ms = time.time_ns() // 1_000_000
    setup = shipped_setup(
        layout=layout, calibration=calibration, begun_unix_ms=begun_unix_ms, limits=_limits(config), foot=_foot(config)
    )
    connection = Connection(opener)
    connection.open(clock())
    with ExitStack() as on_failure:
        if config.record is not None:
            manifest = _manifest(config, setup, connection)
            with InterruptsWait():  # a file is begun and known to be open, or neither
                recorder = Recorder(Path(config.record), manifest)
                on_failure.callback(recorder.close)
            sinks = [recorder, *sinks]
        session = _session(config, setup, connection, sinks, notify, kind, (notice, told))
        on_failure.pop_all()
    return session, kind


def _session(
    config: EngineConfig,
    setup: Setup,
    connection: Connection,
    sinks: list[Sink],
    notify: Callable[[Notice], None],
    kind: str,
    told: tuple[str, str],
) -> Session:
    on_demand = None
    if config.record is None and config.token:  # there are views, which may ask for a recording
        on_demand = OnDemandRecorder(_manifest(config, setup, connection), _path_in_library, HeldFile(_new_file))
        sinks = [on_demand, *sinks]
    for text in filter(None, told):
        notify(Notice(severity="info", text=text))
    pipeline = Pipeline(setup)
    if config.lsl:
        sinks = [*sinks, LslSink(pipeline, config.rig)]
    sinks = [*sinks, LogSink(connection, kind, config.mode, played=False)]
    guard = RigGuard(lambda: wanted_limits(pipeline), connection.send, foot=setup.foot is not None)
    return Session(connection, pipeline, sinks, notify, rig_guard=guard, on_demand=on_demand)


def _path_in_library() -> Path:
    return new_path(sessions_folder())


def _new_file(path: Path) -> AppendedFile:
    file = AppendedFile(path)
    release(path)
    return file


def wanted_limits(pipeline: Pipeline) -> RigLimits:
    """Return what the rig's own guard is to watch: the red lines of this session, in counts of its pads.

    Raises
    ------
    LimitsRefused
        If the calibration does not reach that far.
    """
    calibration, monitor, hello = pipeline.calibration, pipeline.alarm_monitor, pipeline.hello
    if calibration is None or monitor is None or hello is None:
        raise LimitsRefused("The rig has not said who it is.")
    strict = pipeline.setup.foot is not None
    layout = pipeline.layout
    return rig_limits(
        calibration,
        monitor.red_lines(),
        hello.oversampling,
        strict=strict,
        unsupervised_feet=layout is not None and layout.unsupervised,
        loop_resistor=layout is not None and layout.loop_resistor,
    )


def _foot(config: EngineConfig) -> FootPair | None:
    return (config.foot or FootPair()) if config.mode == "foot" else None


def _limits(config: EngineConfig) -> GradingLimits:
    own, zones, baseline = (
        None if path is None else Path(path) for path in (config.limits, config.zones, config.baseline)
    )
    return personal_limits(own, config.style or DEFAULT_STYLE, zones, baseline)


def build_replay(
    source: ReplaySource,
    sinks: list[Sink],
    notify: Callable[[Notice], None],
    clock: Callable[[], float],
    *,
    lsl: bool,
    start: Start | None = None,
    paused: bool = False,
) -> Session:
    """Furnish a session that plays a recording.

    Parameters
    ----------
    source : ReplaySource
        What to play, how fast and from when.
    sinks : list of Sink
        Listeners.
    notify : callable
        Takes lines for people.
    clock : callable
        The host's clock, seconds.
    lsl : bool
        Whether to publish it to the Lab Streaming Layer.
    start : Start, optional
        Where to begin; without it at the beginning.
    paused : bool
        Whether it stands still once it is there.

    Raises
    ------
    RecordingError
        If the file is missing or no recording.
    """
    recording = open_recording(source.path)
    if source.beside is not None:
        open_recording(source.beside)  # so that it is told at the start if it is none
    pipeline = Pipeline(setup_of(recording.manifest)) if start is None else start.pipeline
    if lsl:
        sinks = [*sinks, LslSink(pipeline, recording.path.stem)]
    speed = math.inf if source.speed is None else source.speed
    place = ReplayPlace() if start is None else start.place
    link = ReplayLink(recording, clock, speed, source.from_s, place, paused=paused)
    connection = Connection(lambda: link)
    connection.open(clock())
    notify(Notice(severity="info", text=f"Plays the recording {link.name}."))
    sinks = [*sinks, LogSink(connection, link.kind, recording.manifest.mode, played=True)]
    for damage in recording.damage:
        notify(Notice(severity="warning", text=damage.message))
    return Session(connection, pipeline, sinks, notify, supervised=False)


def _opener(
    config: EngineConfig,
    source: DemoSource | PortSource,
    clock: Callable[[], float],
    calibration: RigCalibration | None,
) -> tuple[Callable[[], Link], str, str]:
    if isinstance(source, PortSource):
        from pawpress.rig.serial_port import SerialLink

        return lambda: SerialLink(source.port, source.baud), "serial", ""
    from pawpress.simulator.rigs import open_demo_rig

    link, notice = open_demo_rig(
        source.scenario,
        board=source.board,
        prefer=source.rig,
        clock=clock,
        wait=False,
        hand=source.hand,
        mode=config.mode,
        supervised=None if calibration is None else all(curve.supervised for curve in calibration.pad),
    )
    return lambda: link, link.kind, notice


def _manifest(config: EngineConfig, setup: Setup, connection: Connection) -> Manifest:
    assert setup.begun_unix_ms is not None
    return Manifest(
        program=f"pawpress {__version__}",
        created_unix_ms=setup.begun_unix_ms,
        source="" if connection.link is None else connection.link.name,
        mode=config.mode,
        layout=setup.layout,
        limits=setup.limits,
        calibration=setup.calibration,
        foot=setup.foot,
        safety=setup.safety,
        thresholds=setup.thresholds,
        judging=judging_version(),
        configuration=msgspec.to_builtins(msgspec.structs.replace(config, token="")),
        rig=rig_of(config),
        school=config.school,
    )
