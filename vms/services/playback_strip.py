"""Small pictures of what was recorded: a row of eight, or the one under the cursor; the newest request wins."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from vms.services.footage import Piece
from vms.video.framing import Framing
from vms.video.play_orders import Thumbnail
from vms.video.strip_view import EngineStrip

__all__ = ["Thumbnail", "ThumbnailStrip"]

_MOST = 64


@dataclass(frozen=True, slots=True)
class Request:
    """What a strip wants to see. ``height`` in pixels."""

    number: int
    camera_id: int
    instants: tuple[int, ...]
    height: int


class ThumbnailStrip:
    """Any thread; nothing waits. Only cameras of the group it came from give pictures."""

    def __init__(
        self, wake: Callable[[], None], open_strip: Callable[[Callable[[tuple[Thumbnail, ...]], None]], EngineStrip]
    ) -> None:
        self._wake, self._lock = wake, threading.Lock()
        self._number = 0
        self._request: Request | None = None
        self._come: list[Thumbnail] = []
        self._missing = 0
        self._engine = open_strip(self._found)
        self.closed = False

    def ask(self, camera_id: int, instants: Sequence[int], height: int) -> None:
        """Show these instants, at most 64, µs UTC. What was asked before and hasn't come yet is given up."""
        with self._lock:
            self._number += 1
            self._request = Request(self._number, camera_id, tuple(instants[:_MOST]), height)
            self._missing = len(self._request.instants)
            self._come.clear()
        self._wake()

    def take(self) -> tuple[Thumbnail, ...]:
        """What has come since the last call, in the order asked. Cheap: ask it on every tick.

        A picture is the key frame that stood at ``asked_us``, taken at ``instant_us``; without footage its ``jpeg`` is
        empty.
        """
        if not self._come:
            return ()
        with self._lock:
            come, self._come = tuple(self._come), []
        return come

    @property
    def done(self) -> bool:
        """Whether everything asked for has come."""
        return not self._missing

    def close(self) -> None:
        """Let go of it. May be called twice."""
        self.closed = True
        self._engine.close()

    # --- called by the look-out and by the client's keeper ---

    def take_request(self) -> Request | None:
        """What was asked since the last call."""
        with self._lock:
            request, self._request = self._request, None
        return request

    def hand_on(self, request: Request, pieces: tuple[Piece, ...], way_up: Framing) -> None:
        """The pieces are known: have them decoded."""
        if not self.closed:
            self._engine.ask(request.number, pieces, request.instants, request.height, way_up)

    def _found(self, thumbnails: tuple[Thumbnail, ...]) -> None:
        with self._lock:
            new = [one for one in thumbnails if one.number == self._number]
            self._come += new
            self._missing = max(0, self._missing - len(new))
