"""Forces and verdicts on the Lab Streaming Layer, kept as XDF as LabRecorder does it, and read by pyxdf."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pawpress.core.force_line import Forces
from pawpress.engine.build import build_session
from pawpress.engine.config import DemoSource, EngineConfig
from pawpress.engine.messages import Notice
from pawpress.engine.session import Session
from pawpress.export.lsl_streams import FORCE, MARKERS
from pawpress.export.xdf_chunks import (
    XdfStream,
    boundary,
    clock_offset,
    file_header,
    footer,
    markers,
    numbers,
    stream_header,
)

LIVE_S = 6.0
LOCAL_ONLY = "[ports]\nIPv6 = disable\n[multicast]\nResolveScope = machine\n[lab]\nKnownPeers = {127.0.0.1}\n"


@pytest.fixture(scope="module")
def lsl(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The layer, kept to this machine; it reads its configuration when it is first used."""
    config = tmp_path_factory.mktemp("lsl") / "lsl_api.cfg"
    config.write_text(LOCAL_ONLY)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LSLAPICFG", str(config))
        import pylsl

        yield pylsl


class LabRecorder:
    """Does what LabRecorder does: headers as the streams tell them, samples, clock offsets, boundaries, footers."""

    def __init__(self, lsl: Any, path: Path) -> None:
        self.path = path
        self.pulled: dict[str, list[tuple[float, Any]]] = {FORCE: [], MARKERS: []}
        self.inlets = {name: lsl.StreamInlet(_found(lsl, name)) for name in (FORCE, MARKERS)}
        self.xml = {name: inlet.info(10.0).as_xml() for name, inlet in self.inlets.items()}
        for inlet in self.inlets.values():
            inlet.open_stream(10.0)
        self.offsets = {name: (lsl.local_clock(), inlet.time_correction(10.0)) for name, inlet in self.inlets.items()}

    def pull(self) -> None:
        for name, inlet in self.inlets.items():
            rows, stamps = inlet.pull_chunk(timeout=0.0, max_samples=4096)
            self.pulled[name] += zip(stamps, rows, strict=True)

    def write(self) -> None:
        made = datetime(2026, 11, 25, tzinfo=UTC)
        streams = {
            name: XdfStream(number, name, "", "", 0.0, [], made) for number, name in enumerate((FORCE, MARKERS), 1)
        }
        with self.path.open("wb") as file:
            file.write(b"XDF:" + file_header(made))
            for name, stream in streams.items():
                file.write(stream_header(stream, self.xml[name]))
                file.write(clock_offset(stream, *self.offsets[name]))
            stamps, rows = zip(*self.pulled[FORCE], strict=True)
            file.write(numbers(streams[FORCE], np.array(stamps), np.array(rows, dtype="<f4")) + boundary())
            file.writelines(markers(streams[MARKERS], stamp, row[0]) for stamp, row in self.pulled[MARKERS])
            file.writelines(footer(stream) for stream in streams.values())


def _found(lsl: Any, name: str) -> Any:
    streams = lsl.resolve_byprop("name", name, timeout=15.0)
    assert streams, f"{name} is not to be found"
    return streams[0]


class Heard:
    """A sink that keeps the forces that were judged."""

    def __init__(self) -> None:
        self.blocks: list[Any] = []

    def take(self, chunk: bytes, events: Any, now_s: float) -> None:
        self.blocks += [event.block for event in events if isinstance(event, Forces)]

    def close(self) -> None: ...


def live(seconds: float, stop: threading.Event, session: Session) -> None:
    end_s = time.monotonic() + seconds
    while not stop.is_set() and time.monotonic() < end_s:
        session.step(time.monotonic)
        time.sleep(0.005)


@pytest.mark.realtime
def test_a_live_session_is_on_the_layer_as_it_was_judged(lsl: Any, tmp_path: Path):
    heard, notices = Heard(), list[Notice]()
    source = DemoSource(scenario="beginner", rig="core")
    config = EngineConfig(source=source, lsl=True, rig="test rig")
    session, _ = build_session(config, [heard], notices.append, time.monotonic)
    stop = threading.Event()
    running = threading.Thread(target=live, args=(60.0, stop, session))
    running.start()
    try:
        recorder = LabRecorder(lsl, tmp_path / "lab.xdf")
        end_s = time.monotonic() + LIVE_S
        while time.monotonic() < end_s:
            recorder.pull()
            time.sleep(0.02)
        session.annotate("note", "über den Rand")
    finally:
        stop.set()
        running.join()
    time.sleep(0.3)
    recorder.pull()
    recorder.write()
    session.finish(time.monotonic())
    assert [notice for notice in notices if notice.severity == "error"] == []
    check_file(recorder.path, heard, session)


def check_file(path: Path, heard: Heard, session: Session) -> None:
    import pyxdf

    streams, header = pyxdf.load_xdf(str(path), dejitter_timestamps=False)
    by_name = {stream["info"]["name"][0]: stream for stream in streams}
    force, marks = by_name[FORCE], by_name[MARKERS]
    assert header["info"]["version"] == ["1.0"]

    info = force["info"]
    assert (info["type"], info["channel_format"]) == (["Force"], ["float32"])
    assert float(info["nominal_srate"][0]) == 500.0
    assert info["source_id"][0].startswith("pawpress test rig")
    desc = info["desc"][0]
    channels = desc["channels"][0]["channel"]
    assert session.pipeline.layout is not None
    assert [one["label"][0] for one in channels] == list(session.pipeline.layout.names)
    assert {(one["unit"][0], one["type"][0]) for one in channels} == {("newtons", "Force")}
    assert desc["acquisition"][0]["manufacturer"] == ["pawpress"]
    assert desc["acquisition"][0]["model"] == ["uno"]
    assert desc["synchronization"][0]["can_drop_samples"] == ["true"]

    caught = force["time_series"]
    judged = np.concatenate([block.force_n for block in heard.blocks]).astype(np.float32)
    assert len(caught) > 0.8 * LIVE_S * 500
    begin = next(n for n in range(len(judged) - len(caught) + 1) if np.array_equal(judged[n : n + 50], caught[:50]))
    assert np.array_equal(judged[begin : begin + len(caught)], caught)
    steps_s = np.diff(force["time_stamps"])
    assert (steps_s > 0).all()
    assert np.median(steps_s) == pytest.approx(0.002, rel=0.02)

    texts = [row[0] for row in marks["time_series"]]
    assert "note: über den Rand" in texts
    assert any(text.startswith("press ") for text in texts)
