"""A camera with a microphone: RTSP over TCP with a track of H.264 and one of sound, AAC (RFC 3640) or G.711."""

from __future__ import annotations

import contextlib
import re
import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from typing import Literal

import av
import numpy as np

from tests.fakes.raw_rtsp import FPS, encoded
from vms.core.redact import LoggableUrl
from vms.demo.rtp import stamp

SoundCodec = Literal["aac", "pcma"]
RATE = {"aac": 16_000, "pcma": 8_000}
FRAME = {"aac": 1024, "pcma": 160}


def tone(seconds: int) -> tuple[list[bytes], bytes]:
    """A tone as AAC frames, and the decoder's configuration."""
    rate, size = RATE["aac"], FRAME["aac"]
    coder = av.CodecContext.create("aac", "w")
    coder.sample_rate, coder.layout, coder.format, coder.time_base = rate, "mono", "fltp", Fraction(1, rate)  # type: ignore[attr-defined]
    coder.open()
    found: list[bytes] = []
    for number in range(seconds * rate // size):
        times = (np.arange(size) + number * size) / rate
        wave = (0.3 * np.sin(2 * np.pi * 440 * times)).astype(np.float32)[None]
        frame = av.AudioFrame.from_ndarray(wave, format="fltp", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = rate, number * size, Fraction(1, rate)
        found += [bytes(packet) for packet in coder.encode(frame)]  # type: ignore[attr-defined]
    return found, bytes(coder.extradata or b"")


class _Sound:
    """The sound track, as it is described and sent."""

    def __init__(self, codec: SoundCodec) -> None:
        self.codec, self.rate, self.size = codec, RATE[codec], FRAME[codec]
        self.frames, config = tone(4) if codec == "aac" else ([b"\xd5" * self.size], b"")
        kind = f"97 MPEG4-GENERIC/{self.rate}/1" if codec == "aac" else f"8 PCMA/{self.rate}"
        number = kind.split(" ")[0]
        self.kind = int(number)
        self.sdp = f"m=audio 0 RTP/AVP {number}\r\na=rtpmap:{kind}\r\n"
        if codec == "aac":
            details = "streamtype=5;profile-level-id=1;mode=AAC-hbr;sizelength=13;indexlength=3;indexdeltalength=3"
            self.sdp += f"a=fmtp:97 {details};config={config.hex()}\r\n"
        self.sdp += "a=control:trackID=1\r\n"

    def packet(self, number: int, channel: int) -> bytes:
        """An interleaved RTP packet with one frame."""
        data = self.frames[number % len(self.frames)]
        if self.codec == "aac":
            data = struct.pack(">HH", 16, len(data) << 3) + data
        head = struct.pack(">BBHII", 0x80, 0x80 | self.kind, number & 0xFFFF, number * self.size & 0xFFFFFFFF, 7)
        return struct.pack(">BBH", 0x24, channel, len(head) + len(data)) + head + data


@contextmanager
def sound_camera(codec: SoundCodec) -> Iterator[LoggableUrl]:
    """The camera's address, until the block ends."""
    sound, pictures, stopping = _Sound(codec), encoded(320, 180, 4 * FPS), threading.Event()
    threads: list[threading.Thread] = []

    def serve(connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):  # the client hangs up when it likes
            channels = _shake_hands(connection, sound, stopping)
            _play(connection, sound, pictures, channels, stopping)

    def accept() -> None:
        while not stopping.is_set():
            try:
                connection, _ = server.accept()
            except TimeoutError:
                continue
            connection.settimeout(0.2)
            threads.append(threading.Thread(target=serve, args=(connection,)))
            threads[-1].start()

    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        acceptor = threading.Thread(target=accept)
        acceptor.start()
        try:
            yield LoggableUrl(f"rtsp://127.0.0.1:{server.getsockname()[1]}/live")
        finally:
            stopping.set()
            acceptor.join()
            for thread in threads:
                thread.join()


def _shake_hands(connection: socket.socket, sound: _Sound, stopping: threading.Event) -> dict[int, int]:
    """Everything up to PLAY; the channel of each track that was set up."""
    body = (
        "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=Camera\r\nt=0 0\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\n"
        "a=fmtp:96 packetization-mode=1\r\na=control:trackID=0\r\n" + sound.sdp
    )
    channels: dict[int, int] = {}
    data = b""
    while not stopping.is_set():
        try:
            more = connection.recv(4096)
        except TimeoutError:
            continue
        if not more:
            raise ConnectionResetError
        data += more
        if not data.endswith(b"\r\n\r\n"):
            continue
        request, data = data.decode(), b""
        method = request.split(" ", 1)[0]
        number = re.search(r"CSeq: *(\d+)", request, re.IGNORECASE)
        extra, answer = "Session: 1\r\n", ""
        if method == "DESCRIBE":
            extra, answer = f"Content-Type: application/sdp\r\nContent-Length: {len(body)}\r\n", body
        elif method == "SETUP":
            channel = re.search(r"interleaved=(\d+)", request)
            assert channel
            channels[1 if "trackID=1" in request.split("\r\n", 1)[0] else 0] = int(channel[1])
            extra += f"Transport: RTP/AVP/TCP;unicast;interleaved={channel[1]}-{int(channel[1]) + 1}\r\n"
        connection.sendall(f"RTSP/1.0 200 OK\r\nCSeq: {number[1] if number else 0}\r\n{extra}\r\n{answer}".encode())
        if method == "PLAY":
            return channels
    raise ConnectionResetError


def _play(
    connection: socket.socket, sound: _Sound, pictures: list, channels: dict[int, int], stopping: threading.Event
) -> None:
    begun, sent, sequence = time.monotonic(), 0, 0
    for number in range(100_000):
        if stopping.wait(max(0.0, begun + number / FPS - time.monotonic())):
            return
        while 1 in channels and sent * sound.size / sound.rate <= number / FPS:
            connection.sendall(sound.packet(sent, channels[1]))
            sent += 1
        packets = pictures[number % len(pictures)]
        connection.sendall(stamp(packets, sequence, number * 6000, 1).on_channel(channels[0]))
        sequence += len(packets.starts)
