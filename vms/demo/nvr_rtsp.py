"""The recorder's replay server: RTSP over TCP with ONVIF's headers, and the play-back addresses of two makers.

``/replay/TOKEN`` wants ``Require: onvif-replay``; ``/Streaming/tracks/101?starttime=…`` and ``/cam/playback?channel=1``
carry their times in the address. Every picture's first packet has the header extension 0xABAC with its NTP time.
Without ``Rate-Control: no`` pictures come at the pace they were taken.
"""

from __future__ import annotations

import asyncio
import re
import secrets
import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from itertools import chain
from urllib.parse import parse_qs, urlsplit

from vms.demo.digest import Digest
from vms.demo.nvr_footage import Kept, KeptRecording
from vms.demo.rtp import CLOCK_HZ, HEADER, PREFIX
from vms.demo.rtsp import Request, describe, parse_request
from vms.demo.track import Track

_METHODS = "OPTIONS, DESCRIBE, SETUP, PLAY, PAUSE, GET_PARAMETER, TEARDOWN"
_REASONS = {
    200: "OK", 400: "Bad Request", 401: "Unauthorized", 404: "Not Found", 405: "Method Not Allowed",
    454: "Session Not Found", 457: "Invalid Range", 461: "Unsupported Transport", 551: "Option not supported",
}  # fmt: skip
_NTP_EPOCH = 2_208_988_800
_LOCAL = timezone(timedelta(hours=7))
_CUT_AFTER = 20  # pictures until a connection that is cut off breaks
_WAITING = 512 * 1024
_CLEAN, _END, _DISCONTINUITY, _TERMINAL = 0x80, 0x40, 0x20, 0x10


class NvrFault(StrEnum):
    """What is wrong with the recorder."""

    NONE = "none"
    REFUSE = "refuse"  # every login is refused
    REFUSE_RANGE = "refuse_range"  # no play-back by time
    CUT_OFF = "cut_off"  # connections break after some pictures
    SILENT = "silent"  # it stops sending after some pictures, and says nothing
    NO_PROFILE_G = "no_profile_g"  # no recordings over ONVIF: only the makers' addresses
    NO_STAMPS = "no_stamps"  # no header extension: times have to be counted
    WRONG_CLOCK = "wrong_clock"  # its clock is off, and so is every time it tells


@dataclass(slots=True)
class ReplayState:
    """What the recorder replays, to whom, and how well. ``offset``: how far its clock is ahead, seconds."""

    recordings: tuple[KeptRecording, ...]
    digest: Digest
    fault: Callable[[], NvrFault]
    offset: Callable[[], float]
    basic: str = ""  # "user:password" in base64, where it takes nothing better
    connections: set[ReplayConnection] = field(default_factory=set)
    played: list[dict[str, str]] = field(default_factory=list)  # the headers of each PLAY


@dataclass(slots=True)
class _Session:
    recording: KeptRecording
    channel: int
    span: tuple[float, float] | None
    key: str = field(default_factory=lambda: secrets.token_hex(8))
    source: int = field(default_factory=lambda: secrets.randbits(32))
    sequence: int = field(default_factory=lambda: secrets.randbits(16))


def with_extension(kept: Kept, channel: int, sequence: int, source: int, extension: bytes, ticks: int) -> bytes:
    """The packets of a picture as they go on the wire, the extension in the first of them."""
    data, starts = kept.packets.data, kept.packets.starts
    out = bytearray()
    for index, (start, end) in enumerate(zip(starts, (*starts[1:], len(data)), strict=True)):
        first = extension if index == 0 else b""
        length = end - start - PREFIX + len(first)
        out += struct.pack(">BBH", 0x24, channel, length)
        flags = 0x90 if first else 0x80
        mark = data[start + PREFIX + 1]
        out += struct.pack(">BBHII", flags, mark, (sequence + index) & 0xFFFF, ticks & 0xFFFFFFFF, source)
        out += first + data[start + PREFIX + HEADER : end]
    return bytes(out)


def stamp_extension(unix_s: float, flags: int, count: int) -> bytes:
    """ONVIF's replay extension: the picture's NTP time, its flags, and the low byte of PLAY's CSeq."""
    whole = int(unix_s)
    fraction = int((unix_s - whole) * 2**32)
    return struct.pack(">HHIIBBH", 0xABAC, 3, whole + _NTP_EPOCH, fraction, flags, count & 0xFF, 0)


def clock_range(text: str) -> tuple[float, float] | None:
    """``clock=20260105T014000.5Z-20260105T014100Z`` as Unix seconds; None for anything else."""
    found = re.fullmatch(r"clock=(\d{8}T\d{6}(?:\.\d+)?Z)-(\d{8}T\d{6}(?:\.\d+)?Z)?", text.strip())
    if not found:
        return None
    return _unix(found[1]), _unix(found[2]) if found[2] else float("inf")


def _unix(stamp: str) -> float:
    whole, _, fraction = stamp.rstrip("Z").partition(".")
    moment = datetime.strptime(whole, "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    return moment.timestamp() + (float(f"0.{fraction}") if fraction else 0.0)


def _local(stamp: str) -> float:
    return datetime.strptime(stamp, "%Y_%m_%d_%H_%M_%S").replace(tzinfo=_LOCAL).timestamp()


class ReplayConnection(asyncio.Protocol):
    """One client's connection, from OPTIONS to TEARDOWN."""

    def __init__(self, state: ReplayState) -> None:
        self._state = state
        self._transport: asyncio.Transport | None = None
        self._buffer = bytearray()
        self._session: _Session | None = None
        self._sending: asyncio.Task[None] | None = None
        self._room = asyncio.Event()
        self._room.set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:  # noqa: D102
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.set_write_buffer_limits(_WAITING)
        self._state.connections.add(self)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002, D102
        self._state.connections.discard(self)
        self._stop()
        self._transport = None

    def pause_writing(self) -> None:  # noqa: D102
        self._room.clear()

    def resume_writing(self) -> None:  # noqa: D102
        self._room.set()

    def abort(self) -> None:
        """Break the connection."""
        self._stop()
        if self._transport:
            self._transport.abort()

    def data_received(self, data: bytes) -> None:  # noqa: D102
        self._buffer += data
        while self._take_one():
            pass

    def _take_one(self) -> bool:
        if self._buffer[:1] == b"$":
            size = PREFIX + int.from_bytes(self._buffer[2:4]) if len(self._buffer) >= PREFIX else PREFIX
            if len(self._buffer) < size:
                return False
            del self._buffer[:size]
            return True
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            return False
        request = parse_request(bytes(self._buffer[:end]))
        del self._buffer[: end + 4]
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
        lines = [f"RTSP/1.0 {status} {_REASONS[status]}", f"CSeq: {request.headers.get('cseq', '0') if request else 0}"]
        lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
        if body:
            lines.append(f"Content-Length: {len(body.encode())}")
        self._transport.write(("\r\n".join(lines) + "\r\n\r\n" + body).encode())

    # requests

    def _handle(self, request: Request) -> None:
        if request.method == "OPTIONS":
            self._answer(request, 200, {"Public": _METHODS})
            return
        if not self._allowed(request):
            asks = 'Basic realm="Recorder"' if self._state.basic else self._state.digest.challenge(qop=False)
            self._answer(request, 401, {"WWW-Authenticate": asks})
            return
        handlers: dict[str, Callable[[Request], None]] = {
            "DESCRIBE": self._describe,
            "SETUP": self._setup,
            "PLAY": self._play,
            "PAUSE": self._pause,
            "GET_PARAMETER": lambda one: self._answer(one, 200),
            "TEARDOWN": self._teardown,
        }
        handler = handlers.get(request.method)
        if handler is None:
            self._answer(request, 405, {"Allow": _METHODS})
        else:
            handler(request)

    def _allowed(self, request: Request) -> bool:
        if self._state.fault() is NvrFault.REFUSE:
            return False
        given = request.headers.get("authorization")
        if self._state.basic:
            return given == f"Basic {self._state.basic}"
        return self._state.digest.check(request.method, given)

    def _find(self, request: Request) -> tuple[KeptRecording, tuple[float, float] | None] | None:
        """The recording of an address, and the times in it; None for an unknown one."""
        parts = urlsplit(re.sub(r"/trackID=\d+/?\Z", "", request.url))
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        by_token = {one.token: one for one in self._state.recordings}
        by_number = {one.number: one for one in self._state.recordings}
        if found := re.match(r"/replay/([^/]+)", parts.path):
            one = by_token.get(found[1])
            return (one, None) if one and self._state.fault() is not NvrFault.NO_PROFILE_G else None
        try:
            if found := re.match(r"/Streaming/tracks/(\d+)01\b", parts.path):
                one = by_number.get(int(found[1]))
                return (one, (_unix(asked["starttime"]), _unix(asked["endtime"]))) if one else None
            if parts.path.startswith("/cam/playback"):
                one = by_number.get(int(asked["channel"]))
                return (one, (_local(asked["starttime"]), _local(asked["endtime"]))) if one else None
        except (KeyError, ValueError):
            return None
        return None

    def _describe(self, request: Request) -> None:
        found = self._find(request)
        if found is None:
            self._answer(request, 404)
            return
        loop = found[0].loop
        url = request.url.split("?")[0].rstrip("/")
        track = Track(loop.codec, loop.width, loop.height, sets=loop.sets)
        self._answer(
            request, 200, {"Content-Type": "application/sdp", "Content-Base": url + "/"}, describe(track, request.url)
        )

    def _setup(self, request: Request) -> None:
        found = self._find(request)
        wanted = request.headers.get("transport", "")
        channels = re.search(r"interleaved=(\d+)-(\d+)", wanted)
        if found is not None and found[1] is None and "onvif-replay" not in request.headers.get("require", ""):
            self._answer(request, 551, {"Unsupported": "live"})
            return
        if found is None or "RTP/AVP/TCP" not in wanted:
            self._answer(request, 404 if found is None else 461)
            return
        session = self._session = _Session(found[0], int(channels[1]) if channels else 0, found[1])
        chosen = f"RTP/AVP/TCP;unicast;interleaved={session.channel}-{session.channel + 1};ssrc={session.source:08X}"
        self._answer(request, 200, {"Transport": chosen, "Session": f"{session.key};timeout=30"})

    def _play(self, request: Request) -> None:
        session = self._session
        if session is None or request.headers.get("session", "").split(";")[0] != session.key:
            self._answer(request, 454)
            return
        self._state.played.append(request.headers)
        span = session.span or clock_range(request.headers.get("range", ""))
        if span is None or self._state.fault() is NvrFault.REFUSE_RANGE:
            self._answer(request, 457)
            return
        offset = self._state.offset()
        start, end = span[0] - offset, span[1] - offset
        keys_only = request.headers.get("frames", "").startswith("intra")
        first = next(session.recording.pictures(start, end), None)
        if first is None:
            self._answer(request, 457)
            return
        told = datetime.fromtimestamp(first.taken + offset, UTC).strftime("%Y%m%dT%H%M%S.%f")
        headers = {"Session": f"{session.key};timeout=30", "Range": f"clock={told}Z-"}
        self._answer(request, 200, headers)
        self._stop()
        paced = request.headers.get("rate-control", "yes") != "no"
        count = int(request.headers.get("cseq", "0") or 0)
        work = self._send(session, (start, end), count, keys_only=keys_only, paced=paced)
        self._sending = asyncio.get_running_loop().create_task(work)

    def _pause(self, request: Request) -> None:
        self._stop()
        self._answer(request, 200)

    def _teardown(self, request: Request) -> None:
        self._stop()
        self._answer(request, 200)
        if self._transport:
            self._transport.close()

    def _stop(self) -> None:
        if self._sending:
            self._sending.cancel()
            self._sending = None

    # sending

    async def _send(
        self, session: _Session, span: tuple[float, float], count: int, *, keys_only: bool, paced: bool
    ) -> None:
        """Every picture of the span, then RTCP's BYE; the last one carries the terminal flag."""
        offset, fault = self._state.offset(), self._state.fault()
        sent = 0
        waiting: Kept | None = None
        before = 0.0
        for kept in chain(session.recording.pictures(*span, keys_only=keys_only), (None,)):
            if waiting is not None:
                if paced and before:
                    await asyncio.sleep(max(0.0, waiting.taken - before))
                before = waiting.taken
                await self._room.wait()
                self._write(session, waiting, offset, count, last=kept is None, stamped=fault is not NvrFault.NO_STAMPS)
                sent += 1
                if sent >= _CUT_AFTER and fault is NvrFault.CUT_OFF:
                    self.abort()
                    return
                if sent >= _CUT_AFTER and fault is NvrFault.SILENT:
                    return
                if sent % 15 == 0:
                    await asyncio.sleep(0)
            waiting = kept
        if self._transport:
            bye = struct.pack(">BBHI", 0x81, 203, 1, session.source)
            self._transport.write(struct.pack(">BBH", 0x24, session.channel + 1, len(bye)) + bye)

    def _write(self, session: _Session, kept: Kept, offset: float, count: int, *, last: bool, stamped: bool) -> None:
        if self._transport is None or self._transport.is_closing():
            return
        moment = kept.taken + offset
        flags = (_CLEAN if kept.packets.key else 0) | (_TERMINAL | _END if last else 0)
        flags |= _DISCONTINUITY if session.recording.starts_stretch(kept.taken) else 0
        extension = stamp_extension(moment, flags, count) if stamped else b""
        ticks = round(moment * CLOCK_HZ)
        self._transport.write(with_extension(kept, session.channel, session.sequence, session.source, extension, ticks))
        session.sequence = (session.sequence + len(kept.packets.starts)) & 0xFFFF
