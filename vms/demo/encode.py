"""H.264 and H.265 encoding by PyAV, and cutting a byte stream into frames and NAL units."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, cast

import av
from av.video.codeccontext import VideoCodecContext

from vms.demo.picture import Picture

Codec = Literal["h264", "h265"]
FRAMES_PER_S = 15
GOP = 15  # a key frame a second
LOOP_S = 60

_H264_SLICES = range(1, 6)
_H264_SETS = (7, 8)
_H265_SETS = (32, 33, 34)
# one thread, closed groups, and large blocks only: a third less work than the preset alone
_H265_ALONE = "frame-threads=1:pools=none:open-gop=0:log-level=error:info=0:ctu=32:min-cu-size=32:rd=1:early-skip=1"
_H264_SEI = (6,)
_H265_SEI = (39, 40)


@dataclass(frozen=True, slots=True)
class Frame:
    """One coded picture: its NAL units without start codes."""

    nals: tuple[bytes, ...]
    key: bool


def nal_type(nal: bytes, codec: Codec) -> int:
    """The NAL unit type of H.264 (5 bits) or H.265 (6 bits)."""
    return nal[0] & 0x1F if codec == "h264" else (nal[0] >> 1) & 0x3F


def is_slice(kind: int, codec: Codec) -> bool:
    """Whether the type carries picture data."""
    return kind in _H264_SLICES if codec == "h264" else kind < 32


def is_key(kind: int, codec: Codec) -> bool:
    """Whether decoding can start at this slice."""
    return kind == 5 if codec == "h264" else 16 <= kind <= 23


def split_nals(data: bytes) -> Iterator[bytes]:
    """NAL units of an Annex B byte stream."""
    start = data.find(b"\0\0\1")
    while start >= 0:
        following = data.find(b"\0\0\1", start + 3)
        nal = data[start + 3 : following if following >= 0 else len(data)].rstrip(b"\0")
        if nal:
            yield nal
        start = following


def split_frames(data: bytes, codec: Codec) -> list[Frame]:
    """Coded pictures of an Annex B stream whose pictures have one slice each (as ours do)."""
    frames = []
    pending: list[bytes] = []
    for nal in split_nals(data):
        kind = nal_type(nal, codec)
        if kind in (_H264_SEI if codec == "h264" else _H265_SEI):
            continue  # the encoder's advertisement, 700 bytes a key frame
        pending.append(nal)
        if is_slice(kind, codec):
            frames.append(Frame(tuple(pending), is_key(kind, codec)))
            pending = []
    return frames


def parameter_sets(frame: Frame, codec: Codec) -> tuple[bytes, ...]:
    """The parameter sets before a key frame: SPS and PPS, or VPS, SPS and PPS."""
    kinds = _H264_SETS if codec == "h264" else _H265_SETS
    return tuple(nal for nal in frame.nals if nal_type(nal, codec) in kinds)


class Encoder:
    """A one-thread encoder with a key frame each second, no B frames, no delay and parameter sets in the stream."""

    def __init__(self, codec: Codec, width: int, height: int, quality: int = 28) -> None:
        self._codec: Codec = codec
        name = "libx264" if codec == "h264" else "libx265"
        context = cast(VideoCodecContext, av.CodecContext.create(name, "w"))
        context.width, context.height, context.pix_fmt = width, height, "yuv420p"
        context.time_base = Fraction(1, FRAMES_PER_S)
        context.framerate = Fraction(FRAMES_PER_S)
        context.gop_size = GOP
        context.thread_count = 1
        shared = f"keyint={GOP}:min-keyint={GOP}:scenecut=0:bframes=0:repeat-headers=1"
        own = "sliced-threads=0" if codec == "h264" else _H265_ALONE
        context.options = {
            "preset": "ultrafast",
            "tune": "zerolatency",
            "crf": str(quality),
            f"{name[3:]}-params": f"{shared}:{own}",
        }
        self._context = context
        self._count = 0

    def encode(self, picture: Picture) -> bytes:
        """The coded picture as Annex B bytes; every GOP-th call gives a key frame."""
        frame = av.VideoFrame.from_ndarray(picture.buffer, format="yuv420p")
        frame.pts = self._count
        frame.time_base = Fraction(1, FRAMES_PER_S)
        self._count += 1
        return b"".join(bytes(packet) for packet in self._context.encode(frame))
