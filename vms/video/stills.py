"""One picture out of the recording, at full resolution."""

from __future__ import annotations

from collections.abc import Sequence

import av
import cv2

from vms.core.errors import NothingRecorded, StreamInvalid
from vms.video.film import Film
from vms.video.reader import Piece
from vms.video.thumbnail import frame_jpeg, in_colour, turned

# zlib's fast levels: a 1080p picture takes 30 ms instead of 300, the file grows by a tenth.
_PNG = (cv2.IMWRITE_PNG_COMPRESSION, 3)


def picture_at(pieces: Sequence[Piece], instant_us: int, *, turn: int = 0, mirror: bool = False) -> tuple[bytes, int]:
    """The picture that stood at the instant, as PNG, and the exact instant it was taken. Blocking; any thread.

    In a gap it is the first picture after it. ``turn`` (degrees clockwise) and ``mirror`` show it as panes do; without
    them it is as the camera made it. Raises NothingRecorded.
    """
    film = Film(pieces)
    try:
        picture = film.seek(instant_us)
        if picture is None:
            raise NothingRecorded(start=instant_us, end=instant_us)
        return png(picture.frame, turn, mirror=mirror), picture.instant_us
    finally:
        film.close()


def png(frame: av.VideoFrame, turn: int = 0, *, mirror: bool = False) -> bytes:
    """A decoded picture as PNG, its colours read as every player reads them."""
    done, data = cv2.imencode(".png", turned(in_colour(frame), turn, mirror=mirror), _PNG)
    if not done:
        raise StreamInvalid(detail="png")
    return bytes(data)


def key_jpeg(pieces: Sequence[Piece], instant_us: int, width: int, *, turn: int = 0, mirror: bool = False) -> bytes:
    """The key frame that stood at the instant as a small JPEG, ``width`` wide before it is turned. Blocking.

    In a gap it is the first one after it. Raises NothingRecorded.
    """
    film = Film(pieces)
    try:
        picture = film.key_at(instant_us)
        if picture is None:
            raise NothingRecorded(start=instant_us, end=instant_us)
        return frame_jpeg(picture.frame, width, turn, mirror=mirror)
    finally:
        film.close()
