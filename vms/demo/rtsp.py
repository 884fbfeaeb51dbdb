"""RTSP 1.0 server of one camera (RFC 2326): `/main` and `/sub`, TCP interleaved or UDP, HTTP Digest.

One connection is one protocol object on the school's event loop. A client that reads too slowly loses pictures up to
the next key frame; what waits for it is never more than `MOST_WAITING` bytes.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import os
import re
import secrets
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from vms.demo.digest import Digest
from vms.demo.encode import FRAMES_PER_S
from vms.demo.faults import Fault, FaultKind
from vms.demo.rtp import HEADER, PAYLOAD_TYPE, PREFIX, Wire, sender_report
from vms.demo.track import Track

MOST_WAITING = 512 * 1024
_SEND_BUFFER = 256 * 1024
SESSION_TIMEOUT_S = 60
_REPORT_EVERY_S = 5.0
_METHODS = "OPTIONS, DESCRIBE, SETUP, PLAY, PAUSE, GET_PARAMETER, SET_PARAMETER, TEARDOWN"
_REASONS = {
    200: "OK", 400: "Bad Request", 401: "Unauthorized", 404: "Not Found", 405: "Method Not Allowed",
    454: "Session Not Found", 455: "Method Not Valid in This State", 461: "Unsupported Transport",
    503: "Service Unavailable",
}  # fmt: skip


@dataclass(slots=True)
class RtspStreams:
    """What a camera serves: its tracks by path, who may look, its present fault and its connections."""

    tracks: dict[str, Track]
    digest: Digest
    ready: Callable[[str], bool]
    fault: Fault = field(default_factory=Fault)
    connections: set[RtspConnection] = field(default_factory=set)
    dropped: int = 0  # pictures withheld from slow clients


@dataclass(slots=True)
class _Session:
    """One client's stream: where its packets go."""

    track: Track
    path: str
    channel: int = 0
    sockets: tuple[socket.socket, socket.socket] | None = None
    target: tuple[str, int] = ("", 0)
    key: str = field(default_factory=lambda: secrets.token_hex(8))
    playing: bool = False
    waits_for_key: bool = True
    packets: int = 0
    octets: int = 0


@dataclass(frozen=True, slots=True)
class Request:
    """A parsed RTSP request; header names in lower case."""

    method: str
    url: str
    headers: dict[str, str]


def parse_request(head: bytes) -> Request | None:
    """The request of these header bytes; None if they are none."""
    lines = head.decode("utf-8", "replace").split("\r\n")
    parts = lines[0].split()
    if len(parts) != 3 or not parts[2].startswith("RTSP/"):
        return None
    headers = {}
    for line in lines[1:]:
        name, colon, value = line.partition(":")
        if colon:
            headers[name.strip().lower()] = value.strip()
    return Request(parts[0].upper(), parts[1], headers)


def describe(track: Track, url: str) -> str:
    """The SDP of a track."""
    name = "H264" if track.codec == "h264" else "H265"
    sets = [base64.b64encode(one).decode() for one in track.sets]
    if track.codec == "h264":
        profile = track.sets[0][1:4].hex().upper() if track.sets else "42001F"
        details = f"packetization-mode=1;profile-level-id={profile};sprop-parameter-sets={','.join(sets)}"
    else:
        details = ";".join(f"sprop-{kind}={one}" for kind, one in zip(("vps", "sps", "pps"), sets, strict=False))
    lines = (
        "v=0", f"o=- {int(time.time())} 1 IN IP4 127.0.0.1", "s=Camera", "c=IN IP4 0.0.0.0", "t=0 0", "a=control:*",
        "a=range:npt=now-", f"m=video 0 RTP/AVP {PAYLOAD_TYPE}", f"a=rtpmap:{PAYLOAD_TYPE} {name}/90000",
        f"a=fmtp:{PAYLOAD_TYPE} {details}", f"a=framerate:{FRAMES_PER_S}",
        f"a=x-dimensions:{track.width},{track.height}", f"a=control:{url}/trackID=0", "",
    )  # fmt: skip
    return "\r\n".join(lines)


def _udp_pair() -> tuple[socket.socket, socket.socket]:
    """Two bound sockets with neighbouring ports, the first even (RFC 3550)."""
    for _ in range(50):
        first = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        first.bind(("127.0.0.1", 0))
        port = first.getsockname()[1]
        if port % 2 == 0:
            second = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            with contextlib.suppress(OSError):  # the neighbour is taken: the next try finds another pair
                second.bind(("127.0.0.1", port + 1))
                first.setblocking(False)
                second.setblocking(False)
                return first, second
            second.close()
        first.close()
    raise OSError("no pair of UDP ports is free")


class RtspConnection(asyncio.Protocol):
    """One client's connection, from OPTIONS to TEARDOWN."""

    def __init__(self, streams: RtspStreams) -> None:
        self._streams = streams
        self._transport: asyncio.Transport | None = None
        self._buffer = bytearray()
        self._session: _Session | None = None
        self._report: asyncio.TimerHandle | None = None
        self._heard = time.monotonic()

    # connection

    def connection_made(self, transport: asyncio.BaseTransport) -> None:  # noqa: D102
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        # a camera's small buffer: a slow client is noticed after a second or two, not after megabytes in the kernel
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SEND_BUFFER)
        self._streams.connections.add(self)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002, D102
        self._streams.connections.discard(self)
        self._transport = None
        self._end_session()

    @property
    def waiting(self) -> int:
        """Bytes that the client hasn't taken yet."""
        return self._transport.get_write_buffer_size() if self._transport else 0

    def abort(self) -> None:
        """Break the connection."""
        if self._transport:
            self._transport.abort()

    def data_received(self, data: bytes) -> None:  # noqa: D102
        self._heard = time.monotonic()
        if self._streams.fault.kind is FaultKind.HANG:
            self._buffer.clear()
            return
        self._buffer += data
        while self._take_one():
            pass
        if len(self._buffer) > 65536:
            self.abort()

    def _take_one(self) -> bool:
        """Handle what begins the buffer; False when it isn't whole yet."""
        if self._buffer[:1] == b"$":
            if len(self._buffer) < PREFIX:
                return False
            size = PREFIX + int.from_bytes(self._buffer[2:4])
            if len(self._buffer) < size:
                return False
            del self._buffer[:size]  # the client's receiver reports
            return True
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            return False
        request = parse_request(bytes(self._buffer[:end]))
        length = request.headers.get("content-length", "0") if request else "0"
        size = end + 4 + (int(length) if length.isdigit() else 0)
        if len(self._buffer) < size:
            return False
        del self._buffer[:size]
        if request is None:
            self._answer(None, 400)
        else:
            self._handle(request)
        return True

    def _answer(
        self, request: Request | None, status: int, headers: dict[str, str] | None = None, body: str = ""
    ) -> None:
        if self._transport is None:
            return
        if self.waiting > 2 * MOST_WAITING:  # it asks on and on, and never reads
            self.abort()
            return
        lines = [
            f"RTSP/1.0 {status} {_REASONS[status]}",
            f"CSeq: {request.headers.get('cseq', '0') if request else '0'}",
        ]
        lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
        if body:
            lines.append(f"Content-Length: {len(body.encode())}")
        self._transport.write(("\r\n".join(lines) + "\r\n\r\n" + body).encode())

    # requests

    def _handle(self, request: Request) -> None:
        if self._streams.fault.kind is FaultKind.GARBAGE and self._streams.fault.style == "bytes":
            if self._transport:
                self._transport.write(os.urandom(300))
            return
        if request.method == "OPTIONS":
            self._answer(request, 200, {"Public": _METHODS})
            return
        refused = self._streams.fault.kind is FaultKind.REFUSE
        if refused or not self._streams.digest.check(request.method, request.headers.get("authorization")):
            self._answer(request, 401, {"WWW-Authenticate": self._streams.digest.challenge(qop=False)})
            return
        handlers: dict[str, Callable[[Request], None]] = {
            "DESCRIBE": self._describe,
            "SETUP": self._setup,
            "PLAY": self._play,
            "PAUSE": self._pause,
            "GET_PARAMETER": self._keep_alive,
            "SET_PARAMETER": self._keep_alive,
            "TEARDOWN": self._teardown,
        }
        handler = handlers.get(request.method)
        if handler is None:
            self._answer(request, 405, {"Allow": _METHODS})
        else:
            handler(request)

    def _find(self, request: Request) -> tuple[str, Track] | None:
        """The track of the request's address; answers 404 or 503 itself."""
        path = urlsplit(request.url).path.strip("/").split("/")[0]
        track = self._streams.tracks.get(path)
        if track is None:
            self._answer(request, 404)
            return None
        if not self._streams.ready(path):
            self._answer(request, 503, {"Retry-After": "1"})
            return None
        return path, track

    def _describe(self, request: Request) -> None:
        found = self._find(request)
        if found:
            url = request.url.rstrip("/")
            headers = {"Content-Type": "application/sdp", "Content-Base": url + "/"}
            self._answer(request, 200, headers, describe(found[1], url))

    def _setup(self, request: Request) -> None:
        found = self._find(request)
        if not found:
            return
        if self._session:
            self._answer(request, 455)
            return
        wanted = request.headers.get("transport", "")
        session = _Session(found[1], found[0])
        channels = re.search(r"interleaved=(\d+)-(\d+)", wanted)
        ports = re.search(r"client_port=(\d+)-(\d+)", wanted)
        if "RTP/AVP/TCP" in wanted:
            session.channel = int(channels[1]) if channels else 0
            chosen = f"RTP/AVP/TCP;unicast;interleaved={session.channel}-{session.channel + 1}"
        elif ports and "multicast" not in wanted and self._transport:
            session.sockets = _udp_pair()
            session.target = (self._transport.get_extra_info("peername")[0], int(ports[1]))
            own = session.sockets[0].getsockname()[1]
            chosen = f"RTP/AVP;unicast;client_port={ports[1]}-{ports[2]};server_port={own}-{own + 1}"
        else:
            self._answer(request, 461)
            return
        self._session = session
        chosen += f";ssrc={session.track.source:08X}"
        self._answer(request, 200, {"Transport": chosen, "Session": f"{session.key};timeout={SESSION_TIMEOUT_S}"})

    def _mine(self, request: Request) -> _Session | None:
        asked = request.headers.get("session", "").split(";")[0].strip()
        if self._session is None or asked != self._session.key:
            self._answer(request, 454)
            return None
        return self._session

    def _play(self, request: Request) -> None:
        session = self._mine(request)
        if not session:
            return
        headers = {"Session": f"{session.key};timeout={SESSION_TIMEOUT_S}", "Range": "npt=now-"}
        self._answer(request, 200, headers)
        if not session.playing:
            session.playing = True
            session.waits_for_key = True
            self._send_report()
            session.track.add(self)

    def _pause(self, request: Request) -> None:
        session = self._mine(request)
        if session:
            session.track.remove(self)
            session.playing = False
            self._answer(request, 200, {"Session": session.key})

    def _keep_alive(self, request: Request) -> None:
        self._answer(request, 200, {"Session": self._session.key} if self._session else None)

    def _teardown(self, request: Request) -> None:
        self._end_session()
        self._answer(request, 200)
        if self._transport:
            self._transport.close()

    def _end_session(self) -> None:
        session, self._session = self._session, None
        if self._report:
            self._report.cancel()
            self._report = None
        if session:
            session.track.remove(self)
            for one in session.sockets or ():
                one.close()

    # sending

    def deliver(self, wire: Wire) -> None:
        """Send one picture, or drop it while the client is behind."""
        session, transport = self._session, self._transport
        if session is None or transport is None or transport.is_closing():
            return
        fault = self._streams.fault
        if fault.kind is FaultKind.HANG:
            session.waits_for_key = True
            return
        if session.waits_for_key and not wire.key:
            return
        if session.sockets is None and transport.get_write_buffer_size() + len(wire.data) > MOST_WAITING:
            session.waits_for_key = True
            self._streams.dropped += 1
            return
        session.waits_for_key = False
        session.packets += len(wire.starts)
        session.octets += len(wire.data) - len(wire.starts) * (PREFIX + HEADER)
        if fault.kind is FaultKind.GARBAGE:
            wire = _spoil(wire, fault.style)
        if session.sockets is None:
            transport.write(wire.on_channel(session.channel))
            return
        for datagram in wire.datagrams():
            with contextlib.suppress(BlockingIOError):  # a full socket loses a datagram, as a network does
                session.sockets[0].sendto(datagram, session.target)

    def _send_report(self) -> None:
        session, transport = self._session, self._transport
        if session is None or transport is None:
            return
        if session.sockets and time.monotonic() - self._heard > SESSION_TIMEOUT_S + 15:
            transport.close()
            return
        loop = asyncio.get_running_loop()
        self._report = loop.call_later(_REPORT_EVERY_S, self._send_report)
        fault = self._streams.fault
        if fault.kind in (FaultKind.HANG, FaultKind.GARBAGE):
            return
        stamp = session.track.timestamp(time.time())
        report = sender_report(fault.clock(), stamp, session.track.source, session.packets, session.octets)
        if session.sockets is None:
            if transport.get_write_buffer_size() < MOST_WAITING:
                transport.write(bytes([0x24, session.channel + 1]) + len(report).to_bytes(2) + report)
        else:
            with contextlib.suppress(BlockingIOError):
                session.sockets[1].sendto(report, (session.target[0], session.target[1] + 1))


def _spoil(wire: Wire, style: str) -> Wire:
    """Nonsense of the same size: behind true RTP headers, or from the first byte on."""
    if style == "bytes":
        return Wire(os.urandom(len(wire.data)), (0,), wire.key)
    data = bytearray(wire.data)
    for start, end in zip(wire.starts, (*wire.starts[1:], len(data)), strict=True):
        body = start + PREFIX + HEADER
        data[body:end] = os.urandom(end - body)
    return Wire(bytes(data), wire.starts, wire.key)
