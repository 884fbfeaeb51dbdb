"""One look at a stream: what it is and one picture of it, for setting a camera up and for testing it."""

from __future__ import annotations

import time
from dataclasses import dataclass

import av
import av.error
import cv2
from av.container import InputContainer
from av.video.frame import VideoFrame

from vms.core.errors import CameraSilent, StreamInvalid
from vms.video.source import StreamSpec, camera_error, open_source, video_stream

_CODECS = {"hevc": "h265", "mjpeg": "jpeg"}
_WIDEST = 960
_QUALITY = (cv2.IMWRITE_JPEG_QUALITY, 85)


@dataclass(frozen=True, slots=True)
class Look:
    """``codec`` is h264, h265, jpeg or FFmpeg's own name; ``fps`` 0 when unknown; ``jpeg`` at most 960 px wide;
    ``seconds`` from the first packet sent to the first picture decoded.
    """

    codec: str
    width: int
    height: int
    fps: float
    jpeg: bytes
    seconds: float


def look(spec: StreamSpec, patience_s: float = 8.0) -> Look:
    """Open a stream, decode its first picture, close it. Blocks; raises CameraError."""
    began = time.monotonic()
    container = open_source(spec, thorough=True)
    try:
        stream = video_stream(container)
        frame = _first_picture(container, spec, began + patience_s)
        seconds = time.monotonic() - began
        rate = stream.average_rate or stream.guessed_rate
        name = stream.codec_context.name
        fps = round(float(rate), 2) if rate and rate < 200 else 0.0
        return Look(_CODECS.get(name, name), frame.width, frame.height, fps, _jpeg(frame), round(seconds, 2))
    finally:
        container.close()


def _first_picture(container: InputContainer, spec: StreamSpec, until: float) -> VideoFrame:
    """The first picture that decodes; packets before the first key frame are passed over."""
    stream = container.streams.video[0]
    failure: Exception = CameraSilent(host=spec.host, detail="no picture in time")
    try:
        for packet in container.demux(stream):
            frames = _decoded(packet)
            if frames:
                return frames[0]
            if time.monotonic() > until:
                break
        else:
            failure = StreamInvalid(host=spec.host, detail="no_picture")
    except (OSError, av.error.FFmpegError) as error:
        failure = camera_error(error, spec.host, late=True)
    raise failure  # outside the handler: FFmpeg's text holds the password


def _decoded(packet: av.Packet) -> list[VideoFrame]:
    try:
        return [frame for frame in packet.decode() if isinstance(frame, VideoFrame)]
    except av.error.InvalidDataError:  # joined in the middle of a group of pictures
        return []


def _jpeg(frame: VideoFrame) -> bytes:
    width = min(frame.width, _WIDEST)
    height = max(2, round(frame.height * width / frame.width))
    pixels = frame.reformat(width=width, height=height, format="bgr24").to_ndarray()
    done, data = cv2.imencode(".jpg", pixels, _QUALITY)
    if not done:
        raise StreamInvalid(detail="jpeg")
    return bytes(data)
