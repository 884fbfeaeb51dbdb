"""The program's side of a strip of thumbnails in the media process."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from vms.video.control import AskThumbnails, Command, OpenStrip
from vms.video.framing import PLAIN, Framing
from vms.video.play_orders import Thumbnail
from vms.video.reader import Piece

if TYPE_CHECKING:
    from vms.video.client import EngineClient


class EngineStrip:
    """Asks for small pictures. All methods return at once; any thread."""

    def __init__(self, client: EngineClient, number: int, on_pictures: Callable[[tuple[Thumbnail, ...]], None]) -> None:
        self.number = number
        self._client, self._on_pictures = client, on_pictures
        self._asked: AskThumbnails | None = None

    def ask(
        self, number: int, pieces: tuple[Piece, ...], instants: tuple[int, ...], height: int, way_up: Framing = PLAIN
    ) -> None:
        """The key frames that stand at these instants. What is still to come of an earlier request is given up."""
        self._asked = AskThumbnails(self.number, number, pieces, instants, height, way_up)
        self._client.post(self._asked)

    def close(self) -> None:
        """End the strip. May be called twice."""
        self._client.forget(self)

    # --- called by the client, on its keeper thread ---

    def opening(self) -> list[Command]:
        """What brings the strip into a new media process."""
        return [OpenStrip(self.number), *([self._asked] if self._asked else [])]

    def found(self, thumbnails: tuple[Thumbnail, ...]) -> None:
        """Take pictures from the media process."""
        self._on_pictures(thumbnails)
