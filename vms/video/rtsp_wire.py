"""RTSP 1.0 over one TCP connection (RFC 2326): requests, answers, and the packets between them.

Written for what FFmpeg can't do: send the headers of ONVIF's replay; take a picture's packets with one system call
where it makes six for each; notice at once that what comes is no RTSP any more. Every wait has a deadline that bytes
dripping in don't stretch, and everything read has a limit. Bytes that are neither an answer nor a packet are passed
over.
"""

from __future__ import annotations

import re
import socket
import ssl
import struct
import sys
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urlsplit

from vms.core.errors import CameraFault, CameraRefused, CameraSilent, CameraUnreachable, StreamInvalid
from vms.video.rtsp_login import RtspLogin, is_stale

_PORTS = {"rtsp": 554, "rtsps": 322}
_CHUNK = 1 << 16
_MOST_HEAD = 1 << 16
_MOST_BODY = 1 << 20
_MOST_NONSENSE = 4 << 20
_MOST_WAITING = 20_000
_STATUS = re.compile(r"RTSP/\d\.\d (\d{3})(?: (.*))?\Z")
_REQUEST = re.compile(rb"[A-Z_]{3,16} \S+ RTSP/")
_DOLLAR = 0x24
_MOST_CHANNEL = 15


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds to connect, for an answer, and without any packet."""

    connect_s: float = 4.0
    answer_s: float = 8.0
    packet_s: float = 6.0


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of the server; header names in lower case, those that come twice one after the other."""

    status: int
    reason: str
    headers: dict[str, list[str]] = field(default_factory=dict)
    body: bytes = b""

    def first(self, name: str) -> str:
        """The first header of this name, '' without one."""
        return self.headers.get(name, [""])[0]


Take = Callable[[int, bytes], None]
Run = Callable[[bytes, int], int]


class Packet(NamedTuple):
    """What came on an interleaved channel."""

    channel: int
    data: bytes


class RtspWire:
    """One connection. One thread; ``close`` when done. ``nonsense``: bytes passed over so far.

    Raises CameraUnreachable, CameraSilent, CameraRefused, CameraFault (an answer other than 200), StreamInvalid.
    """

    def __init__(self, url: str, login: RtspLogin, patience: Patience) -> None:
        self._login, self._patience = login, patience
        self.host, self._socket = _connect(url, patience)
        self._buffer = b""
        self._waiting: deque[tuple[int, bytes]] = deque(maxlen=_MOST_WAITING)
        self._answers: list[Answer] = []
        self._count = 0
        self._streaming = False
        self.nonsense = 0

    def close(self) -> None:
        """End the connection."""
        self._socket.close()

    def request(self, method: str, url: str, headers: dict[str, str] | None = None) -> Answer:
        """Ask and wait for the answer, logging in where the server wants it; packets that come meanwhile are kept."""
        until = time.monotonic() + self._patience.answer_s
        tried = False
        while True:
            number = self.send(method, url, headers)
            answer = self._answer(number, until)
            offers = answer.headers.get("www-authenticate", [])
            if answer.status == 401 and (not tried or is_stale(offers)) and self._login.challenged(offers):
                if tried and time.monotonic() > until:
                    raise CameraRefused(host=self.host, detail="rtsp")
                tried = True
                continue
            if answer.status in (401, 403):
                raise CameraRefused(host=self.host, detail="rtsp" if answer.status == 401 else "right")
            if answer.status != 200:
                detail = f"{answer.status} {answer.reason}"[:120]
                raise CameraFault(host=self.host, detail=detail, codes=(str(answer.status),), operation=method)
            return answer

    def send(self, method: str, url: str, headers: dict[str, str] | None = None) -> int:
        """Send a request without waiting; its CSeq. Its answer is passed over by ``packet``."""
        self._count += 1
        lines = [f"{method} {url} RTSP/1.0", f"CSeq: {self._count}", "User-Agent: school-vms"]
        lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
        if login := self._login.header(method, url):
            lines.append(f"Authorization: {login}")
        data = ("\r\n".join(lines) + "\r\n\r\n").encode()
        try:
            if not self._streaming:
                self._socket.settimeout(self._patience.answer_s)
            self._socket.sendall(data)
        except OSError as error:
            raise CameraSilent(host=self.host, detail="connection closed") from error
        return self._count

    def packet(self) -> Packet | None:
        """The next packet of a channel; None when the server has closed the connection. Raises CameraSilent."""
        until = time.monotonic() + self._patience.packet_s
        while not self._waiting:
            if not self._fill(until):
                return None
            self._answers.clear()
        return Packet(*self._waiting.popleft())

    def stream(self, moment_s: float) -> None:
        """From here on only ``receive`` and ``send`` are called. The kernel itself watches the time: a wait that Python
        watches costs a second system call, and the interpreter's lock a second time.
        """
        self._socket.settimeout(None)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, _timeval(self._patience.answer_s))
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, _timeval(moment_s))
        self._streaming = True

    def collect(self, moment_s: float) -> None:
        """From here on a read waits until a moment has passed or much has come, where the system can do that: for who
        needs every picture but none at once, a thread wakes once for several.
        """
        try:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, _CHUNK)
        except OSError:
            return  # Windows can't
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, _timeval(moment_s))

    def receive(self, take: Take, run: Run) -> bool:
        """Give on what one read brings, often a whole picture; nothing where a moment has passed without. False at the
        end. ``take`` gets each packet; ``run`` is shown what follows one, and says how far it has taken that too.
        """
        while self._waiting:
            take(*self._waiting.popleft())
        try:
            data = self._socket.recv(_CHUNK)
        except (BlockingIOError, TimeoutError):
            return True
        except OSError:
            return False
        if not data:
            return False
        self._buffer = self._buffer + data if self._buffer else data
        self._part(take, run)
        self._answers.clear()
        return True

    def _answer(self, number: int, until: float) -> Answer:
        while True:
            while self._answers:
                found = self._answers.pop(0)
                if found.first("cseq") in (str(number), ""):
                    return found
            if not self._fill(until):
                if self.nonsense:
                    raise StreamInvalid(host=self.host, detail="no rtsp")
                raise CameraSilent(host=self.host, detail="connection closed")

    def _fill(self, until: float) -> bool:
        """Read more; False at the end of the connection."""
        left = until - time.monotonic()
        if left <= 0:
            raise StreamInvalid(host=self.host, detail="no rtsp") if self.nonsense else CameraSilent(host=self.host)
        try:
            self._socket.settimeout(left)
            data = self._socket.recv(_CHUNK)
        except TimeoutError as error:
            raise CameraSilent(host=self.host) from error
        except OSError:
            return False
        self._buffer += data
        self._part(lambda channel, data: self._waiting.append((channel, data)), None)
        return bool(data)

    def _part(self, take: Take, run: Run | None) -> None:
        """Take from the buffer what is whole."""
        data, at, end = self._buffer, 0, len(self._buffer)
        while end - at >= 5:
            if data[at] == _DOLLAR and data[at + 1] <= _MOST_CHANNEL:
                size = data[at + 2] << 8 | data[at + 3]
                # RTP and RTCP are of version 2; else the mark stands there by chance.
                if data[at + 4] >> 6 == 2 or not size:
                    stop = at + 4 + size
                    if stop > end:
                        break
                    take(data[at + 1], data[at + 4 : stop])
                    at = stop if run is None else run(data, stop)
                    continue
            if data.startswith(b"RTSP/", at) or _REQUEST.match(data, at):
                stop = self._message(data, at)
                if stop == at:
                    break
                at = stop
                continue
            at = self._skip(data, at)
        self._buffer = data[at:]

    def _message(self, data: bytes, at: int) -> int:
        """Take the message that begins here; where it ends, or ``at`` while it isn't whole. A request of the server's
        own gets no answer, and none has ever minded.
        """
        end = data.find(b"\r\n\r\n", at)
        if end < 0:
            if len(data) - at > _MOST_HEAD:
                raise StreamInvalid(host=self.host, detail="rtsp header too long")
            return at
        lines = data[at:end].decode("utf-8", "replace").split("\r\n")
        headers: dict[str, list[str]] = {}
        for line in lines[1:]:
            name, colon, value = line.partition(":")
            if colon:
                headers.setdefault(name.strip().lower(), []).append(value.strip())
        length = headers.get("content-length", ["0"])[0]
        size = int(length) if length.isascii() and length.isdigit() and len(length) < 9 else 0
        if size > _MOST_BODY:
            raise StreamInvalid(host=self.host, detail="rtsp answer too long")
        stop = end + 4 + size
        if len(data) < stop:
            return at
        if found := _STATUS.match(lines[0]):
            self._answers.append(Answer(int(found[1]), found[2] or "", headers, data[end + 4 : stop]))
        return stop

    def _skip(self, data: bytes, at: int) -> int:
        """Pass over nonsense up to what may be a packet or an answer."""
        places = [found for mark in (b"$", b"RTSP/") if (found := data.find(mark, at + 1)) > 0]
        stop = min(places, default=len(data))
        self.nonsense += stop - at
        if self.nonsense > _MOST_NONSENSE:
            raise StreamInvalid(host=self.host, detail="no rtsp")
        return stop


def _timeval(seconds: float) -> bytes | int:
    """As the system's socket options want a time: milliseconds on Windows, seconds and µs elsewhere."""
    if sys.platform == "win32":
        return round(seconds * 1000)
    return struct.pack("@ll", int(seconds), round(seconds % 1 * 1_000_000))


def _connect(url: str, patience: Patience) -> tuple[str, socket.socket]:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
    except (ValueError, KeyError) as error:
        raise CameraUnreachable(host="", detail="no rtsp address") from error
    name = f"{host}:{port}"
    try:
        plain = socket.create_connection((host, port), patience.connect_s)
    except TimeoutError as error:
        raise CameraUnreachable(host=name, detail="no answer to connect") from error
    except (OSError, UnicodeError) as error:
        raise CameraUnreachable(host=name) from error
    if parts.scheme == "rtsp":
        return name, plain
    # Recorders sign their own certificates: there is nothing to check them against.
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    try:
        return name, context.wrap_socket(plain, server_hostname=host)
    except (OSError, ValueError) as error:
        plain.close()
        raise CameraUnreachable(host=name, detail="tls") from error
