"""A program in a terminal of tmux: keys go in as a person types them, and what stands on the screen comes out."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

WAIT_S = 40.0
LOOK_S = 0.1
AGAIN_S = 4.0
TAKEN_AWAY = ("NO_COLOR", "TMUX", "COLUMNS", "LINES")
"""What would change how the program draws here."""


class NotSeenError(RuntimeError):
    """What was waited for did not come."""


class TmuxTerminal:
    """A program in a tmux server of its own, which ends with the block.

    Parameters
    ----------
    command : sequence of str
        The program and its arguments.
    size : (int, int)
        Columns and rows.
    environment : mapping, optional
        Added to the program's environment.
    folder : Path, optional
        Where the program runs.
    """

    def __init__(
        self,
        command: Sequence[str],
        size: tuple[int, int] = (120, 36),
        environment: Mapping[str, str] | None = None,
        folder: Path | None = None,
    ) -> None:
        self.size = size
        self._command, self._folder = list(command), folder or Path.cwd()
        self._environment = {name: text for name, text in os.environ.items() if name not in TAKEN_AWAY}
        self._environment |= {"COLORTERM": "truecolor", **(environment or {})}
        self._home = tempfile.TemporaryDirectory(prefix="tmux-")

    def __enter__(self) -> TmuxTerminal:
        """Start the program.

        Raises
        ------
        FileNotFoundError
            If tmux is not installed.
        """
        status = Path(self._home.name) / "status"
        script = f"{shlex.join(self._command)}; echo $? > {shlex.quote(str(status))}; sleep 600"
        columns, rows = map(str, self.size)
        self._tmux("new-session", "-d", "-x", columns, "-y", rows, "-c", str(self._folder), script)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the server and everything in it."""
        self._tmux("kill-server")
        self._home.cleanup()

    def keys(self, *keys: str) -> None:
        """Type keys, by tmux's names for them."""
        self._tmux("send-keys", *keys)

    def keys_until(self, pattern: str, *keys: str, times: int = 5) -> None:
        """Type keys, again where what they should bring does not come: an alarm may have closed a page at once.

        Raises
        ------
        NotSeenError
            If it never comes.
        """
        for turn in range(times):
            self.keys(*keys)
            try:
                self.wait_for(pattern, AGAIN_S)
                return
            except NotSeenError:
                if turn == times - 1:
                    raise

    def text(self) -> str:
        """Return what stands on the screen."""
        return self._tmux("capture-pane", "-p")

    def coloured(self) -> str:
        """Return what stands on the screen, with the codes of its colours."""
        return self._tmux("capture-pane", "-p", "-e", "-N")

    def wait_for(self, pattern: str, seconds: float = WAIT_S) -> re.Match[str]:
        """Wait until a pattern stands on the screen.

        Raises
        ------
        NotSeenError
            If it does not come, with the screen as it is then.
        """
        until_s = time.monotonic() + seconds
        while (found := re.search(pattern, shown := self.text())) is None:
            if time.monotonic() > until_s:
                raise NotSeenError(f"{pattern!r} did not come within {seconds:g} s. The screen is:\n{shown}")
            time.sleep(LOOK_S)
        return found

    def status(self, seconds: float = WAIT_S) -> int:
        """Wait for the end of the program, and return its exit status.

        Raises
        ------
        NotSeenError
            If it goes on.
        """
        file, until_s = Path(self._home.name) / "status", time.monotonic() + seconds
        while not (file.exists() and file.read_text("utf-8").endswith("\n")):
            if time.monotonic() > until_s:
                raise NotSeenError(f"The program did not end. The screen is:\n{self.text()}")
            time.sleep(LOOK_S)
        return int(file.read_text("utf-8"))

    def _tmux(self, *words: str) -> str:
        command = ["tmux", "-f", os.devnull, "-S", f"{self._home.name}/socket", *words]
        done = subprocess.run(command, env=self._environment, capture_output=True, text=True, check=False)
        if done.returncode and words[0] != "kill-server":
            raise RuntimeError(f"tmux {words[0]}: {done.stderr.strip()}")
        return done.stdout
