"""The program's side of a camera's watch: what it has learned outlives the media process."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING

from vms.video.control import Command, OpenWatch
from vms.video.watching import WatchNews

if TYPE_CHECKING:
    from vms.video.client import EngineClient


class EngineWatch:
    """One camera's watch in the media process, until ``close``. Any thread."""

    def __init__(
        self, client: EngineClient, number: int, opened: OpenWatch, on_news: Callable[[WatchNews], None]
    ) -> None:
        self.number = number
        self._client, self._opened, self._on_news = client, opened, on_news

    def close(self) -> None:
        """End the watch. May be called twice."""
        self._client.forget(self)

    # --- called by the client, on its keeper thread ---

    def opening(self) -> list[Command]:
        """What brings the watch into a new media process, with what it has learned meanwhile."""
        return [self._opened]

    def found(self, news: WatchNews) -> None:
        """Take what the watch has found."""
        if news.references:
            self._opened = dataclasses.replace(self._opened, references=news.references)
        self._on_news(news)
