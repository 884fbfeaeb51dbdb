"""A camera on a raw socket that speaks just enough RTSP to misbehave: silent, refusing, cutting off, sending rubbish.

Its pictures are real H.264. ``mode`` can be changed while it runs; a new connection follows the new mode.
"""

from __future__ import annotations

import contextlib
import os
import re
import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from vms.core.redact import LoggableUrl, Secret
from vms.demo.encode import Encoder, split_frames
from vms.demo.picture import blank
from vms.demo.rtp import Packets, packetise, stamp

Mode = Literal["good", "silent", "refuse", "cut", "stall", "rubbish", "derailed", "spoilt", "resize"]

FPS = 15
SDP = (
    "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=Camera\r\nt=0 0\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\n"
    "a=fmtp:96 packetization-mode=1\r\na=control:trackID=0\r\n"
)


def encoded(width: int, height: int, count: int) -> list[Packets]:
    """``count`` pictures as RTP packets, a key frame each second."""
    encoder, found = Encoder("h264", width, height), []
    picture = blank(width, height)
    for index in range(count):
        picture.buffer[: height // 2] = np.uint8(20 + index % 200)
        found += [packetise(frame, "h264") for frame in split_frames(encoder.encode(picture), "h264")]
    return found


@dataclass
class RawCamera:
    """What the test sees of it."""

    port: int
    mode: Mode = "good"
    connections: int = 0
    tries: int = 0  # requests that carried a password
    open: set[socket.socket] = field(default_factory=set)

    @property
    def url(self) -> LoggableUrl:
        return LoggableUrl(f"rtsp://127.0.0.1:{self.port}/live", "admin", Secret("hunter2"))

    def hang_up(self) -> None:
        """Break every connection."""
        for connection in list(self.open):
            connection.close()


@contextmanager
def raw_camera(mode: Mode = "good", port: int = 0) -> Iterator[RawCamera]:
    """The camera, until the block ends."""
    small, large = encoded(320, 180, 4 * FPS), encoded(640, 360, FPS)
    stopping = threading.Event()
    with socket.create_server(("127.0.0.1", port)) as server:
        camera = RawCamera(server.getsockname()[1], mode)
        server.settimeout(0.1)
        threads = []

        def accept() -> None:
            while not stopping.is_set():
                try:
                    connection, _ = server.accept()
                except TimeoutError:
                    continue
                camera.connections += 1
                camera.open.add(connection)
                thread = threading.Thread(target=serve, args=(connection,))
                threads.append(thread)
                thread.start()

        def serve(connection: socket.socket) -> None:
            with connection, contextlib.suppress(OSError):  # the client is gone, or hang_up was called
                _Conversation(camera, connection, small, large, stopping).run()
            camera.open.discard(connection)

        acceptor = threading.Thread(target=accept)
        acceptor.start()
        try:
            yield camera
        finally:
            stopping.set()
            camera.hang_up()
            acceptor.join()
            for thread in threads:
                thread.join()


class _Conversation:
    """One connection, on its own thread."""

    def __init__(
        self,
        camera: RawCamera,
        connection: socket.socket,
        small: list[Packets],
        large: list[Packets],
        stopping: threading.Event,
    ) -> None:
        self.camera, self.connection, self.stopping = camera, connection, stopping
        self.small, self.large = small, large
        self.mode = camera.mode
        connection.settimeout(0.1)

    def run(self) -> None:
        while not self.stopping.is_set():
            request = self._read()
            if request is None:
                return
            if self.mode == "silent":
                continue
            method = request.split(" ", 1)[0]
            number = re.search(r"CSeq: (\d+)", request, re.IGNORECASE)
            self._answer(method, number[1] if number else "0", "authorization:" in request.lower())
            if method == "PLAY":
                self._play()
                return

    def _read(self) -> str | None:
        data = b""
        while b"\r\n\r\n" not in data:
            if self.stopping.is_set():
                return None
            try:
                more = self.connection.recv(4096)
            except TimeoutError:
                continue
            if not more:
                return None
            data += more
        return data.decode("utf-8", "replace")

    def _answer(self, method: str, number: str, authorized: bool) -> None:
        self.camera.tries += authorized
        if self.mode == "refuse" and method != "OPTIONS":
            self._send(
                f'RTSP/1.0 401 Unauthorized\r\nCSeq: {number}\r\nWWW-Authenticate: Digest realm="x", nonce="1"\r\n\r\n'
            )
            return
        body = SDP if method == "DESCRIBE" else ""
        extra = {
            "DESCRIBE": f"Content-Type: application/sdp\r\nContent-Length: {len(SDP)}\r\n",
            "SETUP": "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\nSession: 1\r\n",
            "PLAY": "Session: 1\r\n",
        }.get(method, "")
        self._send(f"RTSP/1.0 200 OK\r\nCSeq: {number}\r\n{extra}\r\n{body}")

    def _send(self, text: str) -> None:
        self.connection.sendall(text.encode())

    def _play(self) -> None:
        sequence, begun = 0, time.monotonic()
        for index in range(100_000):
            if self.stopping.wait(max(0.0, begun + index / FPS - time.monotonic())):
                return
            if self.mode == "cut" and index == FPS + 7:
                return
            if self.mode == "stall" and index >= FPS:
                continue
            if self.mode == "rubbish" or (self.mode == "derailed" and index >= FPS):
                self.connection.sendall(os.urandom(1000).replace(b"$", b"%"))
                continue
            pictures = self.large if self.mode == "resize" and index >= 2 * FPS else self.small
            packets = pictures[index % len(pictures)]
            wire = stamp(packets, sequence, index * 6000, 1)
            sequence += len(packets.starts)
            self.connection.sendall(_spoilt(wire.data, wire.starts) if self.mode == "spoilt" else wire.data)


def _spoilt(data: bytes, starts: tuple[int, ...]) -> bytes:
    """True RTP headers around noise."""
    spoilt = bytearray(data)
    for start, end in zip(starts, (*starts[1:], len(data)), strict=True):
        spoilt[start + 16 : end] = os.urandom(end - start - 16)
    assert struct.unpack_from(">B", spoilt)[0] == 0x24
    return bytes(spoilt)
