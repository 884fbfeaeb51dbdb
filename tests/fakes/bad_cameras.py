"""Cameras that misbehave on purpose: RTSP over TCP, each on a port of its own, ordered about while they run.

``pretend_cameras`` runs them on a thread of this process. Pictures are real (``films``) and carry the time strip.
"""

from __future__ import annotations

import asyncio
import os
import random
import re
import secrets
import socket
import struct
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Literal, Protocol

from tests.fakes.films import Coded, FilmName, make_film
from tests.fakes.on_a_loop import on_a_loop
from vms.core.redact import LoggableUrl
from vms.demo.listening import stop_listening
from vms.demo.rtp import CLOCK_HZ, HEADER, PREFIX, stamp

Mode = Literal["good", "hang", "spoilt", "derailed", "damaged", "unstamped", "jumping", "stutter"]
Change = Mode | Literal["away", "back", "cut"] | FilmName
FILMS: tuple[FilmName, ...] = ("h264", "large", "h265", "mjpeg", "bframes", "4k", "slow")

_MOST_WAITING = 4 << 20  # bytes; a client that doesn't read loses pictures up to the next key frame
_TOO_LATE_S = 1.0
_JUMP_EVERY = 30  # pictures
_STUTTER_S = 2.0
_HEAVY = 1920 * 1080  # pixels: coded on another thread, so that other cameras don't wait


class Filmed(Protocol):
    """What a source shows: ``films.Film``, or a film coded beforehand."""

    width: int
    height: int
    fps: int

    def begin(self) -> None:
        """The next picture is a key frame."""

    def take(self, unix_s: float) -> list[Coded]:
        """The picture of this instant, as it is sent."""

    def sdp(self) -> str:
        """How a camera describes it."""


class Source:
    """One film at its own pace, given to every connection that plays it. Event loop only."""

    def __init__(self, film: Filmed, phase_s: float = 0.0, *, cached: bool = True) -> None:
        """``cached``: a new client gets the pictures since the newest key frame at once, as many cameras do it."""
        self.film = film
        self.late_s = 0.0  # the most that this machine was late with a picture: no fault of who watches
        self._phase, self._cached = phase_s, cached
        self._watchers: set[Connection] = set()
        self._recent: list[Coded] = []
        self._task: asyncio.Task[None] | None = None

    def add(self, watcher: Connection) -> None:
        """Begin sending to somebody."""
        self._watchers.add(watcher)
        for coded in self._recent if self._cached else ():
            watcher.deliver(coded)
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._run())

    def remove(self, watcher: Connection) -> None:
        """Stop; the film stops with the last one."""
        self._watchers.discard(watcher)
        if not self._watchers and self._task:
            self._task.cancel()
            self._task = None
            self._recent = []

    async def _run(self) -> None:
        film, fps = self.film, self.film.fps
        film.begin()
        number = int((time.time() - self._phase) * fps)
        heavy = film.width * film.height > _HEAVY
        while True:
            taken = number / fps + self._phase
            wait = taken - time.time()
            if wait < -_TOO_LATE_S:
                number = int((time.time() - self._phase) * fps)
                continue
            await asyncio.sleep(max(0.0, wait))
            self.late_s = max(self.late_s, time.time() - taken)
            for coded in await asyncio.to_thread(film.take, taken) if heavy else film.take(taken):
                if coded.packets.key:
                    self._recent = []
                self._recent.append(coded)
                for watcher in tuple(self._watchers):
                    watcher.deliver(coded)
            number += 1


class Camera:
    """One camera. ``mode`` and ``source`` may change while it plays; event loop only, but for looking."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.mode: Mode = "good"
        self.port = 0
        self.sent = 0  # pictures handed to the network
        self.withheld = 0  # pictures that a client was too slow for
        self.opened = 0
        self.asked: list[str] = []  # the requests' methods
        self.session_s = 60  # so long a session lives without a word
        self.connections: set[Connection] = set()
        self._server: asyncio.Server | None = None

    @property
    def url(self) -> LoggableUrl:
        """Where it is watched."""
        return LoggableUrl(f"rtsp://127.0.0.1:{self.port}/live")

    async def back(self) -> None:
        """Listen, on the same port as before."""
        if self._server is None:
            loop = asyncio.get_running_loop()
            self._server = await loop.create_server(
                lambda: Connection(self), "127.0.0.1", self.port, backlog=64, reuse_address=True
            )
            self.port = self._server.sockets[0].getsockname()[1]

    async def away(self) -> None:
        """Every connection is reset, and new ones are refused."""
        server, self._server = self._server, None
        if server:
            await stop_listening(server)
        self.cut()

    def cut(self) -> None:
        """Every connection is reset."""
        for connection in tuple(self.connections):
            connection.reset()

    async def change(self, change: Change) -> None:
        """Do as ordered."""
        if change == "away":
            await self.away()
        elif change == "back":
            await self.back()
        elif change == "cut":
            self.cut()
        else:
            frozen, self.mode = self.mode == "hang", change  # type: ignore[assignment] - films are changed elsewhere
            if frozen:
                for connection in tuple(self.connections):
                    connection.thaw()

    def show(self, source: Source) -> None:
        """Another film from now on, without a word to those who watch."""
        before, self.source = self.source, source
        for connection in self.connections:
            if connection.playing:
                before.remove(connection)
                source.add(connection)


class Connection(asyncio.Protocol):
    """One client of one camera."""

    def __init__(self, camera: Camera) -> None:
        self.camera = camera
        self.playing = False
        self._transport: asyncio.Transport | None = None
        self._read = bytearray()
        self._waits_for_key = True
        self._sequence, self._ssrc = random.randrange(1 << 16), secrets.randbits(32)
        self._offset = secrets.randbits(32)
        self._pictures = 0
        self._held: list[bytes] = []
        self._hold_until = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self.camera.opened += 1
        self.camera.connections.add(self)

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None
        self.camera.connections.discard(self)
        self._stop()

    def reset(self) -> None:
        """Break it at once, with RST."""
        if self._transport:
            raw = self._transport.get_extra_info("socket")
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self._transport.abort()

    def _stop(self) -> None:
        if self.playing:
            self.playing = False
            self.camera.source.remove(self)

    # Requests

    def data_received(self, data: bytes) -> None:
        self._read += data
        if self.camera.mode != "hang":
            self.thaw()

    def thaw(self) -> None:
        """Answer what has been asked; after a hang also what was asked meanwhile."""
        while self._transport and self._take_one():
            pass

    def _take_one(self) -> bool:
        if self._read[:1] == b"$":  # the client's receiver reports
            size = PREFIX + int.from_bytes(self._read[2:4])
            if len(self._read) < max(PREFIX, size):
                return False
            del self._read[:size]
            return True
        end = self._read.find(b"\r\n\r\n")
        if end < 0:
            return False
        head = self._read[:end].decode("utf-8", "replace")
        del self._read[: end + 4]
        self._answer(head)
        return True

    def _answer(self, head: str) -> None:
        method = head.split(" ", 1)[0]
        self.camera.asked.append(method)
        number = re.search(r"CSeq: *(\d+)", head, re.IGNORECASE)
        body = self.camera.source.film.sdp() if method == "DESCRIBE" else ""
        extra = {
            "OPTIONS": "Public: OPTIONS, DESCRIBE, SETUP, PLAY, GET_PARAMETER, TEARDOWN\r\n",
            "DESCRIBE": f"Content-Type: application/sdp\r\nContent-Length: {len(body)}\r\n",
            "SETUP": "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n"
            f"Session: 1;timeout={self.camera.session_s}\r\n",
            "PLAY": "Session: 1\r\nRange: npt=now-\r\n",
        }.get(method, "Session: 1\r\n")
        status = "200 OK"
        if method == "SETUP" and "RTP/AVP/TCP" not in head:
            status, extra = "461 Unsupported Transport", ""
        assert self._transport
        self._transport.write(f"RTSP/1.0 {status}\r\nCSeq: {number[1] if number else 0}\r\n{extra}\r\n{body}".encode())
        if method == "PLAY" and not self.playing:
            self.playing = True
            self.camera.source.add(self)
        elif method == "TEARDOWN":
            self._transport.close()

    # Pictures

    def deliver(self, coded: Coded) -> None:
        """Send one picture, in the camera's present mood."""
        transport, camera = self._transport, self.camera
        if transport is None or transport.is_closing():
            return
        if camera.mode == "hang":
            self._waits_for_key = True
            return
        if self._waits_for_key and not coded.packets.key:
            return
        if transport.get_write_buffer_size() > _MOST_WAITING:
            self._waits_for_key = True
            camera.withheld += 1
            return
        self._waits_for_key = False
        data = self._on_the_wire(coded)
        self._pictures += 1
        camera.sent += 1
        if camera.mode == "stutter" or self._held:
            self._stutter(data)
        else:
            transport.write(data)

    def _on_the_wire(self, coded: Coded) -> bytes:
        mode, packets = self.camera.mode, coded.packets
        if mode == "derailed":
            return os.urandom(1000).replace(b"$", b"%")
        if mode == "jumping" and self._pictures % _JUMP_EVERY == _JUMP_EVERY - 1:
            self._offset = secrets.randbits(32)
        when = 0 if mode == "unstamped" else round(coded.taken * CLOCK_HZ) + self._offset
        wire = stamp(packets, self._sequence, when & 0xFFFFFFFF, self._ssrc)
        self._sequence = (self._sequence + len(packets.starts)) & 0xFFFF
        if mode == "spoilt":
            return _spoilt(wire.data, wire.starts)
        return _damaged(wire.data, wire.starts) if mode == "damaged" else wire.data

    def _stutter(self, data: bytes) -> None:
        """A network that holds everything back for a while and then hands it over at once."""
        now = time.monotonic()
        if not self._held:
            self._hold_until = now + _STUTTER_S
        self._held.append(data)
        if now >= self._hold_until and self._transport:
            self._transport.write(b"".join(self._held))
            self._held = []


def _parts(data: bytes, starts: Sequence[int]) -> Iterator[bytes]:
    for start, end in zip(starts, (*starts[1:], len(data)), strict=True):
        yield data[start:end]


def _spoilt(data: bytes, starts: Sequence[int]) -> bytes:
    """True RTP headers around noise."""
    body = PREFIX + HEADER
    return b"".join(part[:body] + os.urandom(len(part) - body) for part in _parts(data, starts))


def _damaged(data: bytes, starts: Sequence[int]) -> bytes:
    """Some packets are missing, and some have bits turned over, in slices and in parameter sets alike."""
    left = []
    for part in _parts(data, starts):
        fate = random.random()
        if fate < 0.03:
            continue
        if fate < 0.15:
            spoilt = bytearray(part)
            for _ in range(4):
                spoilt[random.randrange(PREFIX + HEADER, len(part))] ^= 1 << random.randrange(8)
            part = bytes(spoilt)
        left.append(part)
    return b"".join(left)


class Cameras:
    """Any number of cameras on one event loop; ``order`` them about from any thread."""

    def __init__(self, width: int = 320, height: int = 180, *, phases: int = 1, cached: bool = True) -> None:
        """``phases``: cameras of one film take their pictures at so many different moments."""
        self._size, self._phases, self._cached = (width, height), phases, cached
        self._sources: dict[tuple[FilmName, int], Source] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self.all: list[Camera] = []

    def __getitem__(self, number: int) -> Camera:
        return self.all[number]

    async def open(self, films: Sequence[FilmName]) -> None:
        """One camera a film, listening."""
        self._loop = asyncio.get_running_loop()
        for number, name in enumerate(films):
            camera = Camera(self._source(name, number))
            await camera.back()
            self.all.append(camera)

    async def close(self) -> None:
        """Hang up and listen no more."""
        for camera in self.all:
            await camera.away()
        await asyncio.sleep(0.02)

    async def change(self, number: int, change: Change) -> None:
        """One order; on the loop."""
        camera = self.all[number]
        if change in FILMS:
            camera.show(self._source(change, number))
        else:
            await camera.change(change)

    def order(self, number: int, change: Change) -> float:
        """The same from any other thread; when it was done, on the monotonic clock."""
        assert self._loop
        asyncio.run_coroutine_threadsafe(self.change(number, change), self._loop).result(20)
        return time.monotonic()

    def _source(self, name: FilmName, number: int) -> Source:
        phase = number % self._phases
        found = self._sources.get((name, phase))
        if found is None:
            film = make_film(name, *self._size)
            found = Source(film, phase / self._phases / film.fps, cached=self._cached)
            self._sources[name, phase] = found
        return found


@contextmanager
def pretend_cameras(*films: FilmName, width: int = 320, height: int = 180) -> Iterator[Cameras]:
    """Cameras that show these films, on a thread of their own until the block ends."""
    cameras = Cameras(width, height)
    with on_a_loop("pretend cameras", lambda: cameras.open(films), cameras.close):
        yield cameras
