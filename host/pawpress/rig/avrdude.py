"""Uploads an image with avrdude, and turns what it says when it fails into what to do. Knows nothing of rigs."""

from __future__ import annotations

import platform
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from pawpress.rig.link import RigError

UPLOAD_WAIT_S = 120.0
INSTALL = {
    "Linux": "sudo apt install avrdude   (Fedora: sudo dnf install avrdude)",
    "Darwin": "brew install avrdude",
    "Windows": "winget install AVRDudes.AVRDUDE",
}


SISTER_PART, SISTER_SIGNATURE = "m328pb", "1e9516"
"""The ATmega328PB of many clones: more ports and timers, and all that the ATmega328P has in the same place."""


ADVICE = {
    "permission denied": "{port}: no permission. Run `sudo usermod -a -G dialout $USER` and log in again.",
    "busy|temporarily unavailable|access is denied": (
        "{port}: is in use. Close the other program (serial monitor, another pawpress)."
    ),
    "no such file|cannot find the file": "{port}: no such port. Plug the rig in; `pawpress doctor` lists the ports.",
    "expected signature|invalid device signature": (
        "{port}: the chip on this board is no ATmega328P or 328PB. pawpress runs on an Arduino Uno R3 or Nano."
    ),
    "verif.*(mismatch|error)|(mismatch|error).*verif": (
        "{port}: what was written does not read back. Use another cable or USB port and upload again."
    ),
    "not in sync|not responding|timeout": (
        "{port}: no bootloader of a board `{board}` answers. Try the other kind: "
        "pawpress flash --port {port} --board {other}"
    ),
}
"""What to do, by what avrdude says; the first that it says counts."""


@dataclass(frozen=True, slots=True)
class UploadTarget:
    """A board as its bootloader sees it."""

    image: str
    """Whose packaged image it takes: `uno`, `nano` or `mux`."""
    part: str
    baud: int
    """Speed of the bootloader, not of the firmware."""
    other: str
    """What to try instead if the bootloader does not answer."""


TARGETS = {
    "uno": UploadTarget("uno", "m328p", 115_200, "nano"),
    "nano": UploadTarget("nano", "m328p", 115_200, "nano-old"),
    "nano-old": UploadTarget("nano", "m328p", 57_600, "nano"),
    "mux": UploadTarget("mux", "m328p", 115_200, "mux-old"),
    "mux-old": UploadTarget("mux", "m328p", 57_600, "mux"),
}


def find() -> str:
    """Return the path of avrdude.

    Raises
    ------
    RigError
        If it is not installed; the text is the command that installs it.
    """
    found = shutil.which("avrdude")
    if found is None:
        how = INSTALL.get(platform.system(), "https://github.com/avrdudes/avrdude/releases")
        raise RigError(f"avrdude, the program that uploads, is not installed. Install it: {how}")
    return found


def upload(avrdude: str, board: str, image: Path, port: str, programmer: str, extra: tuple[str, ...] = ()) -> None:
    """Write an image and read it back.

    Raises
    ------
    RigError
        If that does not work; the text says what to do.
    """
    target = TARGETS[board]
    line = [f"-c{programmer}", f"-P{port}", f"-b{target.baud}", "-D", f"-Uflash:w:{image}:i"]
    said = _run([avrdude, *extra, f"-p{target.part}", *line], port)
    if said and is_sister_chip(said):
        said = _run([avrdude, *extra, f"-p{SISTER_PART}", *line], port)
    if said:
        raise RigError(advice(said, board, port))


def _run(command: list[str], port: str) -> str:
    """Return what avrdude said if it failed, and nothing if it did its work."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=UPLOAD_WAIT_S)
    except subprocess.TimeoutExpired as error:
        raise RigError(f"{port}: the upload hangs. Unplug the rig, plug it in and try again.") from error
    except OSError as error:
        raise RigError(f"{command[0]} does not start ({error.strerror}). Install it anew.") from error
    return (done.stderr + done.stdout or "it did not say why") if done.returncode else ""


def is_sister_chip(said: str) -> bool:
    """Tell whether avrdude refused an ATmega328PB for not being an ATmega328P: it runs the same image."""
    low = re.sub(r"0x| ", "", said.lower())
    return "signature" in low and SISTER_SIGNATURE in low


def advice(said: str, board: str, port: str) -> str:
    """Return what to do about what avrdude said."""
    for words, what_to_do in ADVICE.items():
        if re.search(words, said, re.IGNORECASE | re.DOTALL):
            return what_to_do.format(port=port, board=board, other=TARGETS[board].other)
    last = next((line for line in reversed(said.splitlines()) if line.strip()), "it did not say why")
    return f"{port}: avrdude failed ({last.strip()}). Unplug the rig, plug it in and try again."
