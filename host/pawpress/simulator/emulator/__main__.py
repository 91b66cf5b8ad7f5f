"""The emulator process; `process.EmulatorProcess` starts it.

Its first line of standard input says where its owner listens and which token to show. It ends when standard input or
the connection closes, so that it never outlives its owner, and ignores Ctrl-C, which is the owner's to understand.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading

from pawpress.simulator.emulator.wire import UNAVAILABLE, WireClosed, send_answer


def main() -> int:
    """Serve until the owner is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    port, token, *wanted = sys.stdin.buffer.readline().split()
    threading.Thread(target=_end_with_owner, daemon=True).start()
    try:
        with socket.create_connection(("127.0.0.1", int(port))) as owner:
            owner.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            owner.sendall(token)
            _serve(owner, plays=bool(wanted))
    except (WireClosed, ConnectionError):
        return 0
    return 0


def _end_with_owner() -> None:
    """Wait for the end of standard input; a thread, because V8 may be at work in the main one."""
    while os.read(0, 4096):
        pass
    os._exit(0)


def _serve(owner: socket.socket, *, plays: bool) -> None:
    from pawpress.simulator.emulator.boards import Boards
    from pawpress.simulator.emulator.v8 import V8, EmulatorUnavailable

    try:
        v8 = V8()
    except EmulatorUnavailable as missing:
        send_answer(owner, UNAVAILABLE, str(missing).encode())
        return
    if plays:
        import pawpress.simulator.emulator.paced  # noqa: F401 - numpy takes a tenth of a second; the owner is busy too
    Boards(v8, owner).serve()


if __name__ == "__main__":
    sys.exit(main())
