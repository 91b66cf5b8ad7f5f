"""The dashboard in a browser: who knows the address gets it, and nobody else gets anything."""

from __future__ import annotations

import re
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import aiohttp
import pytest

from pawpress.dashboard.browser.door import Door
from tests.browsers import chromium, shown

STARTS_S = 30.0
DOOR = Door("s3cret", 8123)
GOOD = {"Host": "127.0.0.1:8123", "Origin": "http://127.0.0.1:8123", "Sec-Fetch-Site": "same-origin"}


@pytest.mark.parametrize("changed", [{}, {"Host": "localhost:8123"}, {"Origin": "http://localhost:8123"}])
def test_the_door_lets_in_who_knows_the_token_and_comes_by_our_address(changed: dict[str, str]):
    assert DOOR.admits("/s3cret/ws", {**GOOD, **changed}, socket=True)


@pytest.mark.parametrize(
    "changed",
    [
        {"Host": "evil.example:8123"},
        {"Host": "127.0.0.1"},
        {"Host": "127.0.0.1:9999"},
        {"Host": "127.0.0.1:8123.evil.example"},
        {"Origin": "http://evil.example"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "null"},
        {"Origin": "https://127.0.0.1:8123"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_the_door_is_shut_for_other_names_other_pages_and_other_ports(changed: dict[str, str]):
    assert not DOOR.admits("/s3cret/ws", {**GOOD, **changed}, socket=True)
    assert not DOOR.admits("/s3cret/", {**GOOD, **changed}, socket=False)


@pytest.mark.parametrize("path", ["", "/", "/s3cre/", "/s3cret2/", "s3cret/", "//s3cret/", "/S3CRET/", "/\udcff/"])
def test_the_door_is_shut_without_the_token(path: str):
    assert not DOOR.admits(path, GOOD, socket=False)


def test_a_web_socket_must_say_where_it_comes_from():
    without = {name: text for name, text in GOOD.items() if name != "Origin"}
    assert not DOOR.admits("/s3cret/ws", without, socket=True)
    assert DOOR.admits("/s3cret/", without, socket=False)


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Run the command with the firmware's core; yield the address."""
    file = folder / "address"
    command = [sys.executable, "-m", "pawpress", "serve", "--demo", "--rig", "core", "--address-file", str(file)]
    with (folder / "out").open("wb") as out:
        process = subprocess.Popen([*command, *options], stdout=out, stderr=out, start_new_session=True)
        try:
            until_s = time.monotonic() + STARTS_S
            while not (file.exists() and file.read_text("utf-8").endswith("\n")):
                assert process.poll() is None, (folder / "out").read_text("utf-8")
                assert time.monotonic() < until_s
                time.sleep(0.05)
            yield file.read_text("utf-8").strip(), process
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(10.0)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


async def answer_to(address: str, **headers: str) -> tuple[int, bytes]:
    async with aiohttp.ClientSession() as session, session.get(address, headers=headers) as answer:
        return answer.status, await answer.read()


async def opens(address: str, **headers: str) -> bool:
    async with aiohttp.ClientSession() as session:
        try:
            async with session.ws_connect(address.replace("http", "ws") + "ws", headers=headers) as socket:
                return (await socket.receive(timeout=20.0)).type == aiohttp.WSMsgType.BINARY
        except aiohttp.WSServerHandshakeError:
            return False


@pytest.mark.timeout(120)
def test_who_asks_for_nothing_is_turned_away_and_what_makes_no_sense_fills_no_terminal(tmp_path: Path):
    with serving(tmp_path) as (address, process):
        door = ("127.0.0.1", int(address.split(":")[2].partition("/")[0]))
        silent, begun, odd = (socket.create_connection(door, 20.0) for _ in range(3))
        begun.sendall(b"GET / HTTP/1.1\r\nX: ")
        odd.sendall(b"GET / HTTP/1.1\r\nX: " + b"a" * 20_000)
        assert [silent.recv(1), begun.recv(1)] == [b"", b""]
        assert odd.recv(12).startswith(b"HTTP/1")
        for each in (silent, begun, odd):
            each.close()
        assert process.poll() is None
    assert "Traceback" not in (tmp_path / "out").read_text("utf-8")


async def test_page_script_and_socket_are_for_who_knows_the_address(tmp_path: Path):
    with serving(tmp_path) as (address, process):
        base = re.sub(r"[^/]+/$", "", address)
        origin = base.rstrip("/")
        status, page = await answer_to(address)
        assert status == 200
        assert b"https://" not in page
        assert (await answer_to(address + "js/textual.js"))[0] == 200
        assert await opens(address, Origin=origin)
        for path in ("", "js/textual.js", "static/js/textual.js", "ws", "wrong/", "wrong/js/textual.js"):
            assert await answer_to(base + path) == (404, b"")
        for path in ("js/../../../etc/passwd", "images/background.png", "download/x", "static/"):
            assert (await answer_to(address + path))[0] == 404
        assert await answer_to(address, Host="evil.example") == (404, b"")
        assert await answer_to(address, Origin="http://evil.example") == (404, b"")
        assert not await opens(address)
        assert not await opens(address, Origin="http://evil.example")
        assert not await opens(base + "wrong/", Origin=origin)
        token = address.split("/")[-2]
        listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
        assert token not in listed
        assert process.poll() is None
    assert token not in (tmp_path / "out").read_text("utf-8")
    assert not (tmp_path / "address").exists()


def test_feet_are_watched_in_a_terminal_only():
    command = [sys.executable, "-m", "pawpress", "serve", "--demo", "--rig", "core", "--scenario", "foot-steady"]
    command += ["--mode", "foot"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, stdin=subprocess.DEVNULL)
    assert ended.returncode == 1
    assert "Foot mode is not shown in a browser" in ended.stderr


def test_the_address_is_written_for_its_owner_only_and_never_over_another_file(tmp_path: Path):
    with serving(tmp_path):
        assert stat.S_IMODE((tmp_path / "address").stat().st_mode) == 0o600
    (tmp_path / "mine").write_text("mine", "utf-8")
    command = [sys.executable, "-m", "pawpress", "serve", "--demo", "--rig", "core", "--address-file"]
    ended = subprocess.run([*command, str(tmp_path / "mine")], capture_output=True, text=True, check=False, timeout=60)
    assert (ended.returncode, ended.stderr.count("\n")) == (1, 1)


async def test_a_real_browser_shows_the_dashboard_and_a_hostile_page_gets_nothing(tmp_path: Path):
    with serving(tmp_path) as (address, _):
        async with chromium(tmp_path / "browser") as (browser, _):
            await browser.call("Page.navigate", url=address)
            assert await shown(browser, (0x7F, 0xDB, 0xE8))
            hostile = tmp_path / "hostile.html"
            hostile.write_text("<p>hostile</p>", "utf-8")
            await browser.call("Page.navigate", url=hostile.as_uri())
            script = f"fetch({address!r}).then(a => a.text(), e => 'refused')"
            assert await browser.evaluate(script) == "refused"
            socket = address.replace("http", "ws") + "ws"
            script = (
                f"new Promise(told => {{const s = new WebSocket({socket!r});"
                "s.onmessage = () => told('told'); s.onerror = () => told('refused')}})"
            ).replace("}})", "})")
            assert await browser.evaluate(script) == "refused"
