"""Servers that are no recorders: silent, dripping, chatting or sending noise. Each ends in a known error, in time."""

from __future__ import annotations

import os
import random
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from tests.fakes.demo_recorder import film_loop
from vms.core.errors import CameraError, CameraFault, CameraRefused, CameraSilent, StreamInvalid
from vms.core.instants import SECOND, Span
from vms.core.redact import Secret
from vms.demo.nvr_footage import Kept
from vms.demo.nvr_rtsp import stamp_extension, with_extension
from vms.demo.rtsp import describe
from vms.demo.track import Track
from vms.video.replay import Replay, ReplaySource
from vms.video.rtsp_wire import Patience

QUICK = Patience(connect_s=1, answer_s=0.6, packet_s=0.4)
AT = 1_795_396_800
SPAN = Span(AT * SECOND, (AT + 10) * SECOND)


@contextmanager
def server(talk: Callable[[socket.socket], None]) -> Iterator[str]:
    """One connection is taken and talked to; the address to ask."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(5)

    def run() -> None:
        try:
            with listener.accept()[0] as client:
                client.settimeout(5)
                talk(client)
        except OSError:
            return

    thread = threading.Thread(target=run, name="odd recorder")
    thread.start()
    try:
        yield f"rtsp://127.0.0.1:{listener.getsockname()[1]}/replay/R"
    finally:
        listener.close()
        thread.join(10)


def replayed(url: str) -> int:
    with Replay(ReplaySource(url, "admin", Secret("x")), SPAN, patience=QUICK) as replay:
        return sum(1 for _ in replay.units())


def ask(client: socket.socket) -> str:
    """The next request's CSeq."""
    text = b""
    while b"\r\n\r\n" not in text:
        data = client.recv(4096)
        if not data:
            raise OSError("gone")
        text += data
    return text.split(b"CSeq: ")[1].split(b"\r\n")[0].decode()


def answer(client: socket.socket, extra: str = "", body: str = "", status: str = "200 OK") -> None:
    length = f"Content-Length: {len(body)}\r\n" if body else ""
    client.sendall(f"RTSP/1.0 {status}\r\nCSeq: {ask(client)}\r\n{extra}{length}\r\n{body}".encode())


def set_up(client: socket.socket) -> None:
    loop = film_loop("h264")
    answer(client, body=describe(Track("h264", 320, 96, sets=loop.sets), "rtsp://x/replay/R"))
    answer(client, "Session: 1;timeout=2\r\n")
    answer(client, "Session: 1\r\n")


def pictures(count: int) -> list[bytes]:
    """As the recorder would send them."""
    found, sequence = [], 0
    for number in range(count):
        packets = film_loop("h264").seconds[number // 15][number % 15]
        taken = AT + number / 15
        found.append(with_extension(Kept(packets, taken), 0, sequence, 1, stamp_extension(taken, 0, 1), number * 6000))
        sequence += len(packets.starts)
    return found


def shout(client: socket.socket, data: bytes) -> None:
    ask(client)
    client.sendall(data)
    client.recv(1)  # until the other side has had enough


def drip(client: socket.socket) -> None:
    for _ in range(200):
        client.sendall(b"R")
        time.sleep(0.02)


@pytest.mark.parametrize(
    ("talk", "error"),
    [
        (lambda client: client.recv(1), CameraSilent),
        (lambda client: threading.Event().wait(1.5), CameraSilent),
        (drip, CameraSilent),
        (lambda client: shout(client, os.urandom(5 << 20)), CameraError),
        (lambda client: shout(client, b"x" * (5 << 20)), StreamInvalid),
        (lambda client: shout(client, b"RTSP/1.0 200 OK\r\nX: " + b"y" * (1 << 17)), StreamInvalid),
        (lambda client: answer(client, "Content-Length: 99999999\r\n"), StreamInvalid),
        (lambda client: answer(client, body="v=0\r\nm=audio 0 RTP/AVP 0\r\n"), StreamInvalid),
        (lambda client: answer(client, status="500 No"), CameraFault),
        (lambda client: answer(client, 'WWW-Authenticate: Digest qop="other"\r\n', status="401 No"), CameraRefused),
        (lambda client: (set_up(client), client.recv(1)), CameraSilent),
    ],
)
def test_it_ends_in_a_known_error(talk: Callable[[socket.socket], None], error: type[CameraError]) -> None:
    with server(talk) as url, pytest.raises(error):
        replayed(url)


def test_noise_between_packets_and_a_request_of_the_servers_own_cost_nothing() -> None:
    def talk(client: socket.socket) -> None:
        set_up(client)
        for one in pictures(30):
            client.sendall(b"noise" + b"ANNOUNCE rtsp://x RTSP/1.0\r\nCSeq: 5\r\n\r\n" + one)
        client.sendall(b"$\1\0\x08" + b"\x81\xcb\0\1\0\0\0\1")
        client.recv(4096)

    with server(talk) as url:
        assert replayed(url) == 30


@pytest.mark.parametrize("seed", range(12))
def test_damage_anywhere_costs_pictures_or_ends_in_a_known_error(seed: int) -> None:
    """Bytes are changed, lost and put in."""
    dice = random.Random(seed)
    data = bytearray(b"".join(pictures(45)))
    for _ in range(dice.choice((1, 10, 200))):
        at = dice.randrange(len(data))
        match dice.randrange(3):
            case 0:
                data[at] = dice.randrange(256)
            case 1:
                del data[at : at + dice.randrange(2000)]
            case _:
                data[at:at] = dice.randbytes(dice.randrange(300))

    def talk(client: socket.socket) -> None:
        set_up(client)
        client.sendall(data)

    with server(talk) as url:
        try:
            assert replayed(url) <= 45
        except CameraError:
            return  # the line is cut before the end asked for


def test_the_session_is_kept_alive_while_pictures_come() -> None:
    seen: list[bytes] = []

    def talk(client: socket.socket) -> None:
        set_up(client)
        for one in pictures(24):
            client.sendall(one)
            time.sleep(0.06)
        client.setblocking(False)
        seen.append(client.recv(4096))

    with server(talk) as url, pytest.raises(CameraSilent):
        replayed(url)
    assert b"GET_PARAMETER" in seen[0]
