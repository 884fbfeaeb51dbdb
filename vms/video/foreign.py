"""Video files that others made: what is in them, and opening them for playing. Only containers that hold video of their
own are let in: a playlist that names other files or addresses is not one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import av
from av.container import InputContainer
from av.video.stream import VideoStream

from vms.core.errors import NotVideo
from vms.core.instants import SECOND, from_datetime

# Phones (mov), NVRs (dhav: Dahua's, mpegts, mpeg, avi, asf), browsers (matroska, flv, ogg), and bare streams.
_FORMATS = "mov,matroska,avi,mpegts,mpeg,asf,flv,ogg,dhav,h264,hevc"
_OPTIONS = {"format_whitelist": _FORMATS, "protocol_whitelist": "file", "fflags": "+genpts"}
_MOST_PACKETS = 500
_MOST_PIXELS = 8192 * 8192
# Clocks that were never set begin here: QuickTime's epoch, Unix's.
_UNSET_BEFORE = datetime(1990, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class ForeignVideo:
    """What a file says of itself. ``rotation``: degrees clockwise to turn the picture; ``made_us``: its own word for
    when it was made, often wrong; ``duration_us`` 0: not said.
    """

    container: str
    codec: str
    width: int
    height: int
    rotation: int
    fps_milli: int
    duration_us: int
    made_us: int | None


def open_foreign(path: Path) -> InputContainer:
    """Open for reading. Raises av.FFmpegError, OSError."""
    return av.open(str(path), "r", options=_OPTIONS, metadata_errors="replace")


def probe(path: Path) -> ForeignVideo:
    """Read the head and decode one picture. Blocking. Raises NotVideo (reason: empty, unknown, no_video, damaged),
    OSError when the file itself can't be read.
    """
    if not path.stat().st_size:
        raise NotVideo(name=path.name, reason="empty")
    with path.open("rb") as file:
        file.read(1)  # what the system refuses is no fault of the content
    try:
        with open_foreign(path) as container:
            if not container.streams.video:
                raise NotVideo(name=path.name, reason="no_video")
            return _described(path, container, container.streams.video[0])
    except av.FFmpegError as error:
        raise NotVideo(name=path.name, reason="unknown", detail=str(error.strerror or "")) from error


def _described(path: Path, container: InputContainer, stream: VideoStream) -> ForeignVideo:
    context = stream.codec_context
    # Without a codec there is no context: the head names a kind of video that nobody here reads.
    if context is None or context.width * context.height > _MOST_PIXELS:
        raise NotVideo(name=path.name, reason="damaged")
    frame = _first_picture(container, stream)
    if frame is None:
        raise NotVideo(name=path.name, reason="damaged")
    rate = stream.average_rate or stream.base_rate
    return ForeignVideo(
        container=container.format.name.split(",")[0],
        codec=context.name,
        width=frame.width,
        height=frame.height,
        rotation=-frame.rotation % 360,
        fps_milli=round(float(rate) * 1000) if rate else 0,
        duration_us=_duration(container, stream),
        made_us=_made(container),
    )


def _first_picture(container: InputContainer, stream: VideoStream) -> av.VideoFrame | None:
    for packet in islice(container.demux(stream), _MOST_PACKETS):
        try:
            for frame in packet.decode():
                return frame
        except av.FFmpegError:  # the film may begin in the middle of a group of pictures
            continue
    return None


def _duration(container: InputContainer, stream: VideoStream) -> int:
    if container.duration is not None and container.duration > 0:
        return int(container.duration * SECOND // av.time_base)
    if stream.duration is not None and stream.time_base is not None:
        return round(stream.duration * stream.time_base * SECOND)
    return 0


def _made(container: InputContainer) -> int | None:
    said = container.metadata.get("creation_time", "")
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return from_datetime(moment) if moment >= _UNSET_BEFORE else None
