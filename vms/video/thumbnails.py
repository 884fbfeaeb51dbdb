"""Small pictures out of recorded footage: key frames alone, kept in memory, the newest request first."""

from __future__ import annotations

import struct
import threading
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

from vms.core.workers import Worker
from vms.video.control import AskThumbnails
from vms.video.film import Film, Picture
from vms.video.framing import Framing
from vms.video.play_orders import Thumbnail
from vms.video.thumbnail import frame_jpeg

_KEPT = 512  # JPEGs of some ten kilobytes


class Thumbnailer(Worker):
    """One strip in the media process. ``ask`` and ``take_news`` from any thread."""

    def __init__(self, changed: Callable[[], None]) -> None:
        super().__init__("thumbnails")
        self._changed = changed
        self._wake = threading.Condition()
        self._request: AskThumbnails | None = None
        self._news: list[Thumbnail] = []
        self._kept: OrderedDict[tuple[Path, int, int, int, bool], Thumbnail] = OrderedDict()

    def ask(self, request: AskThumbnails) -> None:
        """Make these; what is left of the request before is given up."""
        with self._wake:
            self._request = request
            self._wake.notify()

    def take_news(self) -> tuple[Thumbnail, ...]:
        """What was made since the last call."""
        with self._wake:
            news, self._news = tuple(self._news), []
        return news

    def interrupt(self) -> None:
        """Wake the wait."""
        with self._wake:
            self._wake.notify()

    def run(self) -> None:
        """Until stopped."""
        film = Film(())
        try:
            while not self.stopping.is_set():
                with self._wake:
                    if self._request is None:
                        self._wake.wait(0.5)
                    request, self._request = self._request, None
                if request is not None:
                    film.set_pieces(request.pieces)
                    self._serve(film, request)
        finally:
            film.close()

    def _serve(self, film: Film, request: AskThumbnails) -> None:
        for instant in request.instants:
            if self.stopping.is_set() or self._request is not None:
                return
            made = self._make(film, request, instant)
            with self._wake:
                self._news.append(made)
            self._changed()

    def _make(self, film: Film, request: AskThumbnails, instant: int) -> Thumbnail:
        nothing = Thumbnail(request.number, instant)
        place = film.key_place(instant)
        if place is None:
            return nothing
        key = (*place, request.height, request.way_up.turn, request.way_up.mirror)
        kept = self._kept.get(key)
        if kept is None:
            picture = film.key_at(instant)
            if picture is None:
                return nothing
            kept = self._kept[key] = _shrink(picture, request.height, request.way_up)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return Thumbnail(request.number, instant, kept.instant_us, kept.jpeg, kept.width, kept.height)


def _shrink(picture: Picture, height: int, way_up: Framing) -> Thumbnail:
    frame, upended = picture.frame, way_up.turn in (90, 270)
    width = height if upended else max(16, round(height * frame.width / max(1, frame.height)))
    data = frame_jpeg(frame, width, way_up.turn, mirror=way_up.mirror)
    wide, high = _size(data)
    return Thumbnail(0, 0, picture.instant_us, data, wide, high)


def _size(jpeg: bytes) -> tuple[int, int]:
    """Width and height from the frame header: the marker SOF0, then its length, its precision, height, width."""
    high, wide = struct.unpack_from(">HH", jpeg, jpeg.index(b"\xff\xc0") + 5)
    return wide, high
