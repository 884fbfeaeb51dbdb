"""One picture out of the recording, at full resolution."""

from __future__ import annotations

from collections.abc import Sequence

import av
import cv2
from av.video.reformatter import Colorspace

from vms.core.errors import NothingRecorded, StreamInvalid
from vms.video.film import Film
from vms.video.reader import Piece

_HD_LINES = 720
_UNSPECIFIED = 2
# zlib's fast levels: a 1080p picture takes 30 ms instead of 300, the file grows by a tenth.
_PNG = (cv2.IMWRITE_PNG_COMPRESSION, 3)


def picture_at(pieces: Sequence[Piece], instant_us: int) -> tuple[bytes, int]:
    """The picture that stood at the instant, as PNG, and the exact instant it was taken. Blocking; any thread.

    In a gap it is the first picture after it. Raises NothingRecorded.
    """
    film = Film(pieces)
    try:
        picture = film.seek(instant_us)
        if picture is None:
            raise NothingRecorded(start=instant_us, end=instant_us)
        return png(picture.frame), picture.instant_us
    finally:
        film.close()


def png(frame: av.VideoFrame) -> bytes:
    """A decoded picture as PNG, its colours read as every player reads them."""
    colorspace: Colorspace | None = None
    if frame.colorspace == _UNSPECIFIED:
        colorspace = Colorspace.ITU709 if frame.height >= _HD_LINES else Colorspace.ITU601
    pixels = frame.reformat(format="bgr24", src_colorspace=colorspace).to_ndarray()
    done, data = cv2.imencode(".png", pixels, _PNG)
    if not done:
        raise StreamInvalid(detail="png")
    return bytes(data)
