"""What pretend cameras film: real coded pictures with the time strip in them, coded at the moment they are taken."""

from __future__ import annotations

import base64
import math
import threading
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, cast

import av
import cv2
import numpy as np
from av.video.codeccontext import VideoCodecContext

from tests.fakes import jpeg_rtp
from vms.demo import timestrip
from vms.demo.encode import parameter_sets, split_frames
from vms.demo.picture import blank
from vms.demo.rtp import PAYLOAD_TYPE, Packets, packetise

Codec = Literal["h264", "h265", "mjpeg"]
FilmName = Literal["h264", "large", "h265", "mjpeg", "bframes", "4k", "slow"]

_ENCODERS = {"h264": "libx264", "h265": "libx265"}
_H265_ALONE = ":frame-threads=1:pools=none:open-gop=0:log-level=error:info=0:ctu=32:rd=1"
_BAR = 24  # how many places the moving bar has


@dataclass(frozen=True, slots=True)
class Coded:
    """A picture as packets, and when it was taken (Unix seconds): its RTP time."""

    packets: Packets
    taken: float


class Film:
    """An endless film; ``begin`` before the first ``take``, and again after a pause.

    A large picture is taken on a thread; its film may be left and begun again meanwhile: hence the lock.
    """

    def __init__(
        self, codec: Codec, width: int, height: int, *, fps: int = 15, gop: int = 15, bframes: int = 0
    ) -> None:
        self.codec, self.width, self.height, self.fps = codec, width, height, fps
        self._gop, self._bframes = gop, bframes
        self._picture = blank(width, height)
        self._ground()
        self._taken: dict[int, float] = {}
        self._count = 0
        self._lock = threading.Lock()
        self._encoder: VideoCodecContext | None = None
        self.sets: tuple[bytes, ...] = ()
        if codec != "mjpeg":
            self.begin()
            while not (first := self.take(0.0)):
                pass
            self.sets = self._sets_of_first
            assert first[0].packets.key
        self._encoder = None

    def begin(self) -> None:
        """The next picture taken is a key frame."""
        with self._lock:
            self._count, self._taken = 0, {}
            if self.codec != "mjpeg":
                self._encoder = self._make_encoder()

    def take(self, unix_s: float) -> list[Coded]:
        """Take the picture of this instant; what the encoder gives out now, in the order to send."""
        with self._lock:
            return self._take(unix_s)

    def _take(self, unix_s: float) -> list[Coded]:
        self._draw(unix_s)
        if self.codec == "mjpeg":
            options = [cv2.IMWRITE_JPEG_QUALITY, 70]
            jpeg = cv2.imencode(".jpg", self._picture.bgr(), options)[1].tobytes()
            return [Coded(jpeg_rtp.packetise_jpeg(jpeg, self.width, self.height), unix_s)]
        assert self._encoder is not None
        frame = av.VideoFrame.from_ndarray(self._picture.buffer, format="yuv420p")
        frame.pts, frame.time_base = self._count, Fraction(1, self.fps)
        self._taken[self._count] = unix_s
        self._count += 1
        return [coded for packet in self._encoder.encode(frame) for coded in self._coded(packet)]

    def sdp(self) -> str:
        """How a camera describes it."""
        return sdp_of(self.codec, self.fps, self.sets)

    def _coded(self, packet: av.Packet) -> list[Coded]:
        assert self.codec != "mjpeg" and packet.pts is not None
        taken = self._taken.pop(packet.pts)
        frames = split_frames(bytes(packet), self.codec)
        if packet.pts == 0:
            self._sets_of_first = parameter_sets(frames[0], self.codec)
        return [Coded(packetise(frame, self.codec), taken) for frame in frames]

    def _make_encoder(self) -> VideoCodecContext:
        name = _ENCODERS[self.codec]
        encoder = cast(VideoCodecContext, av.CodecContext.create(name, "w"))
        encoder.width, encoder.height, encoder.pix_fmt = self.width, self.height, "yuv420p"
        encoder.time_base, encoder.framerate = Fraction(1, self.fps), Fraction(self.fps)
        encoder.gop_size, encoder.max_b_frames, encoder.thread_count = self._gop, self._bframes, 1
        params = f"keyint={self._gop}:min-keyint={self._gop}:scenecut=0:bframes={self._bframes}:repeat-headers=1"
        params += ":b-adapt=0:sliced-threads=0" if self.codec == "h264" else _H265_ALONE
        options = {"preset": "ultrafast", "crf": "28", f"{name[3:]}-params": params}
        encoder.options = options if self._bframes else {**options, "tune": "zerolatency"}
        return encoder

    def _ground(self) -> None:
        rows = np.linspace(60, 180, self.height, dtype=np.float32)[:, None]
        noise = np.random.default_rng(1).integers(-12, 12, (self.height, self.width))
        self._picture.y[...] = np.clip(rows + noise, 16, 235).astype(np.uint8)
        self._picture.u[...], self._picture.v[...] = 118, 136
        self._behind = self._picture.y.copy()

    def _draw(self, unix_s: float) -> None:
        luma, wide = self._picture.y, self.width // _BAR
        upper = self.height // 2
        luma[:upper] = self._behind[:upper]
        place = math.floor(unix_s * self.fps) % _BAR
        luma[:upper, place * wide : (place + 1) * wide] = 230
        timestrip.draw(luma, round(unix_s * 1000) % timestrip.MINUTE_MS)


def sdp_of(codec: Codec, fps: int, parameter_sets: tuple[bytes, ...]) -> str:
    """The SDP of a camera's only stream."""
    kind, details, name = PAYLOAD_TYPE, "", codec.upper()
    sets = [base64.b64encode(one).decode() for one in parameter_sets]
    if codec == "h264":
        profile = parameter_sets[0][1:4].hex().upper()
        details = f"packetization-mode=1;profile-level-id={profile};sprop-parameter-sets={','.join(sets)}"
    elif codec == "h265":
        pairs = zip(("vps", "sps", "pps"), sets, strict=False)
        details = ";".join(f"sprop-{one}={value}" for one, value in pairs)
    else:
        kind, name = jpeg_rtp.PAYLOAD_TYPE, "JPEG"
    lines = ["v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=Camera", "c=IN IP4 0.0.0.0", "t=0 0"]
    lines += [f"m=video 0 RTP/AVP {kind}", f"a=rtpmap:{kind} {name}/90000"]
    lines += [f"a=fmtp:{kind} {details}"] if details else []
    return "\r\n".join([*lines, f"a=framerate:{fps}", "a=control:trackID=0", ""])


def make_film(name: FilmName, width: int, height: int) -> Film:
    """A film by name, for cameras of this size."""
    match name:
        case "large":
            return Film("h264", 2 * width, 2 * height)
        case "h265":
            return Film("h265", width, height)
        case "mjpeg":
            return Film("mjpeg", width, height + -height % 16)  # RFC 2435 counts in blocks
        case "bframes":
            return Film("h264", width, height, bframes=2)
        case "4k":
            return Film("h264", 3840, 2160, fps=5, gop=10)
        case "slow":
            return Film("h264", width, height, fps=1, gop=4)
        case _:
            return Film("h264", width, height)
