"""RTSP 1.0 over one TCP connection (RFC 2326): requests, answers, and the packets between them.

Written for what FFmpeg can't send: the headers of ONVIF's replay. Every wait has a deadline that bytes dripping in
don't stretch, and everything read has a limit. Bytes that are neither an answer nor a packet are passed over.
"""

from __future__ import annotations

import re
import socket
import ssl
import time
from collections import deque
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from vms.core.errors import CameraFault, CameraRefused, CameraSilent, CameraUnreachable, StreamInvalid
from vms.video.rtsp_login import RtspLogin, is_stale

_PORTS = {"rtsp": 554, "rtsps": 322}
_CHUNK = 1 << 18
_MOST_HEAD = 1 << 16
_MOST_BODY = 1 << 20
_MOST_NONSENSE = 4 << 20
_MOST_WAITING = 20_000
_STATUS = re.compile(r"RTSP/\d\.\d (\d{3})(?: (.*))?\Z")
_REQUEST = re.compile(rb"[A-Z_]{3,16} \S+ RTSP/")


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


@dataclass(frozen=True, slots=True)
class Packet:
    """What came on an interleaved channel."""

    channel: int
    data: bytes


class RtspWire:
    """One connection. One thread; ``close`` when done.

    Raises CameraUnreachable, CameraSilent, CameraRefused, CameraFault (an answer other than 200), StreamInvalid.
    """

    def __init__(self, url: str, login: RtspLogin, patience: Patience) -> None:
        self._login, self._patience = login, patience
        self.host, self._socket = _connect(url, patience)
        self._buffer = bytearray()
        self._waiting: deque[Packet] = deque(maxlen=_MOST_WAITING)
        self._count = 0
        self._nonsense = 0

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
            self._socket.settimeout(self._patience.answer_s)
            self._socket.sendall(data)
        except OSError as error:
            raise CameraSilent(host=self.host, detail="connection closed") from error
        return self._count

    def packet(self) -> Packet | None:
        """The next packet of a channel; None when the server has closed the connection. Raises CameraSilent."""
        if self._waiting:
            return self._waiting.popleft()
        until = time.monotonic() + self._patience.packet_s
        while True:
            found = self._take()
            if isinstance(found, Packet):
                return found
            if found is None and not self._fill(until):
                return None

    def _answer(self, number: int, until: float) -> Answer:
        while True:
            found = self._take()
            if isinstance(found, Packet):
                self._waiting.append(found)
            elif isinstance(found, Answer):
                if found.first("cseq") in (str(number), ""):
                    return found
            elif not self._fill(until):
                raise CameraSilent(host=self.host, detail="connection closed")

    def _fill(self, until: float) -> bool:
        """Read more; False at the end of the connection."""
        left = until - time.monotonic()
        if left <= 0:
            raise CameraSilent(host=self.host)
        try:
            self._socket.settimeout(left)
            data = self._socket.recv(_CHUNK)
        except TimeoutError as error:
            raise CameraSilent(host=self.host) from error
        except OSError:
            return False
        self._buffer += data
        return bool(data)

    def _take(self) -> Packet | Answer | None:
        """What begins the buffer, if it is whole; a request of the server's is passed over."""
        while self._buffer:
            if self._buffer[0] == 0x24:
                if len(self._buffer) < 4:
                    return None
                size = 4 + int.from_bytes(self._buffer[2:4])
                if len(self._buffer) < size:
                    return None
                packet = Packet(self._buffer[1], bytes(self._buffer[4:size]))
                del self._buffer[:size]
                return packet
            if self._buffer.startswith(b"RTSP/") or _REQUEST.match(self._buffer):
                message = self._message()
                if message is None or message.status:
                    return message
                continue  # a request of the server's own: it gets no answer, and none has ever minded
            if len(self._buffer) < 5 and b"RTSP/".startswith(self._buffer):
                return None
            self._skip()
        return None

    def _message(self) -> Answer | None:
        """The message that begins the buffer; None while it isn't whole. Status 0: not an answer."""
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            if len(self._buffer) > _MOST_HEAD:
                raise StreamInvalid(host=self.host, detail="rtsp header too long")
            return None
        lines = self._buffer[:end].decode("utf-8", "replace").split("\r\n")
        headers: dict[str, list[str]] = {}
        for line in lines[1:]:
            name, colon, value = line.partition(":")
            if colon:
                headers.setdefault(name.strip().lower(), []).append(value.strip())
        length = headers.get("content-length", ["0"])[0]
        size = int(length) if length.isascii() and length.isdigit() and len(length) < 9 else 0
        if size > _MOST_BODY:
            raise StreamInvalid(host=self.host, detail="rtsp answer too long")
        if len(self._buffer) < end + 4 + size:
            return None
        body = bytes(self._buffer[end + 4 : end + 4 + size])
        del self._buffer[: end + 4 + size]
        found = _STATUS.match(lines[0])
        return Answer(int(found[1]) if found else 0, found[2] or "" if found else "", headers, body)

    def _skip(self) -> None:
        """Pass over nonsense up to what may be a packet or an answer."""
        places = [at for mark in (b"$", b"RTSP/") if (at := self._buffer.find(mark, 1)) > 0]
        size = min(places, default=len(self._buffer))
        del self._buffer[:size]
        self._nonsense += size
        if self._nonsense > _MOST_NONSENSE:
            raise StreamInvalid(host=self.host, detail="no rtsp")


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
