"""Log files are private, bounded, one process's own, and disturb nobody where they cannot be written."""

from __future__ import annotations

import errno
import logging
import os
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from pawpress.system.log import close_log, log_fault, open_log, report_this
from pawpress.system.log import file as log_file
from pawpress.system.log.file import MOST_BYTES, OLD_FILES, PrivateFile, claim
from pawpress.system.log.hooks import threads_watched
from pawpress.system.log.queued import MOST_WAITING, QueuedHandler
from tests.conftest import ROOT

LOG = logging.getLogger("pawpress.test")


def text(folder: Path) -> str:
    close_log()
    return "".join(path.read_text() for path in sorted(folder.glob("*.log*")))


def handler() -> QueuedHandler:
    [found] = [one for one in logging.getLogger("pawpress").handlers if isinstance(one, QueuedHandler)]
    return found


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_only_the_owner_may_read_them(folder: Path):
    open_log("command")
    for _ in range(3):
        LOG.warning("%s", "x" * (MOST_BYTES // 2))
    text(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_their_size_and_number_are_bounded(tmp_path: Path):
    file = PrivateFile(claim(tmp_path, "command"))
    line = "y" * (MOST_BYTES // 10)
    for _ in range(100):
        file.write(line)
    file.close()
    logs = list(tmp_path.glob("command.log*"))
    assert len(logs) == 1 + OLD_FILES
    assert max(path.stat().st_size for path in logs) <= MOST_BYTES


def test_two_processes_write_two_files_and_a_place_is_used_again(folder: Path):
    program = "import logging, sys; from pawpress.system.log import open_log; open_log('engine')\n"
    program += "logger = logging.getLogger('pawpress'); logger.warning('of one'); logger.handlers[0].wait(20)\n"
    program += "print(flush=True); sys.stdin.read()"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "host")}
    pair = [
        subprocess.Popen(
            [sys.executable, "-c", program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
        )
        for _ in range(2)
    ]
    for one in pair:
        assert one.stdout is not None
        one.stdout.readline()
    for one in pair:
        one.communicate()
    assert sorted(path.name for path in folder.glob("*.log")) == ["engine-2.log", "engine.log"]
    assert [path.read_text().count("of one") for path in folder.glob("*.log")] == [1, 1]
    again = claim(folder, "engine")
    os.close(again.lock)
    assert again.path.name == "engine.log"


def test_a_folder_that_cannot_be_made_disturbs_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
):
    close_log()
    (tmp_path / "file").touch()
    monkeypatch.setenv("PAWPRESS_LOG_FOLDER", str(tmp_path / "file" / "log"))
    open_log("command")
    for _ in range(10):
        LOG.error("nobody will read this")
    assert handler().wait(10.0)
    assert report_this() == "Please report this."
    close_log()
    assert capfd.readouterr() == ("", "")


def test_a_full_disk_disturbs_nobody_and_is_told_when_there_is_room_again(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
):
    full = [True]
    write = PrivateFile.write

    def writes(self: PrivateFile, line: str) -> None:
        if full[0]:
            raise OSError(errno.ENOSPC, "No space left on device")
        write(self, line)

    monkeypatch.setattr(log_file.PrivateFile, "write", writes)
    open_log("command")
    LOG.error("lost")
    assert handler().wait(10.0)
    full[0] = False
    LOG.error("kept")
    written = text(folder)
    assert "kept" in written
    assert "1 records were dropped" in written
    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_file_that_takes_nothing_raises_instead_of_printing(tmp_path: Path, capfd: pytest.CaptureFixture[str]):
    claimed = claim(tmp_path, "command")
    claimed.path.symlink_to("/dev/full")
    file = PrivateFile(claimed)
    with pytest.raises(OSError, match="No space left"):
        file.write("x" * 100_000)
    file.close()
    assert capfd.readouterr().err == ""


@pytest.mark.usefixtures("folder")
def test_a_disk_that_stalls_keeps_nobody_waiting_and_memory_is_bounded(monkeypatch: pytest.MonkeyPatch):
    goes_on = threading.Event()
    monkeypatch.setattr(log_file.PrivateFile, "write", lambda *_: goes_on.wait())
    open_log("command")
    LOG.error("the disk stalls with this one")
    begin_s = time.thread_time()
    for _ in range(3 * MOST_WAITING):
        LOG.error("more")
    assert time.thread_time() - begin_s < 5.0  # it returned at all: nothing waits for the disk
    assert len(handler()._lines) <= MOST_WAITING
    goes_on.set()


def test_a_fault_is_logged_without_having_opened_anything(folder: Path):
    log_fault("in a test", ValueError("words"), "worker")
    assert report_this("worker") == f"Please report this with the log {folder / 'worker.log'}, which holds no names."
    assert "fault: in a test" in text(folder)


def test_a_thread_that_ends_in_a_fault_is_logged(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(threading, "excepthook", threading.__excepthook__)

    def work() -> None:
        raise LookupError("words")

    with threads_watched("command"):
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    told = capsys.readouterr().err
    assert told.startswith("pawpress: a fault in pawpress itself (LookupError). Please report this")
    assert told.count("\n") == 1
    assert "LookupError" in text(folder)
    assert threading.excepthook is threading.__excepthook__


@pytest.mark.parametrize(("told", "kept"), [(None, "iwe"), ("debug", "diwe"), ("error", "e"), ("loud", "iwe")])
def test_the_level_comes_from_the_variable(folder: Path, monkeypatch: pytest.MonkeyPatch, told: str | None, kept: str):
    if told is None:
        monkeypatch.delenv("PAWPRESS_LOG_LEVEL", raising=False)
    else:
        monkeypatch.setenv("PAWPRESS_LOG_LEVEL", told)
    open_log("command")
    for name in ("debug", "info", "warning", "error"):
        getattr(LOG, name)("one")
    assert "".join(line.split()[1][0] for line in text(folder).splitlines()) == kept


def test_nothing_is_made_where_nothing_is_logged(folder: Path):
    open_log("command")
    close_log()
    assert not folder.exists()
