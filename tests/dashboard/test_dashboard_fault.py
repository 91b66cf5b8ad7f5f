"""A fault of the dashboard: one line that names the log, and its traceback there."""

from __future__ import annotations

from pathlib import Path

import pytest
from fake_feed import FakeClock, FakeFeed
from scenes import session

from pawpress.dashboard.app import PawpressApp
from pawpress.system.log import close_log

NAME = "Anneliese"


class Stumbling(PawpressApp):
    """Stumbles at its second look."""

    LOOKS_HZ = 0.0
    looks = 0

    def refresh_screen(self) -> None:
        self.looks += 1
        if self.looks == 2:
            raise LookupError(f"of {NAME} [bold]")
        super().refresh_screen()


async def test_it_ends_with_one_line_and_its_traceback_in_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    close_log()
    monkeypatch.setenv("PAWPRESS_LOG_FOLDER", str(tmp_path))
    app = Stumbling(FakeFeed(session()), clock=FakeClock())
    with pytest.raises(LookupError):
        async with app.run_test() as pilot:
            app.call_later(app.refresh_screen)
            await pilot.pause()
    assert app.return_code == 1
    close_log()
    told = " ".join(capsys.readouterr().err.split())
    assert told.startswith("pawpress: a fault in the dashboard (LookupError: of Anneliese [bold]). Please report this")
    assert "Traceback" not in told
    log = (tmp_path / "command.log").read_text()
    assert "in Stumbling.refresh_screen" in log
    assert NAME not in log
