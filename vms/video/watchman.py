"""Brings a camera's pictures to its watch, about twice a second, and what the watch finds to the reporter."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Protocol

import av

from vms.video.watching import WatchNews

LOOK_EVERY_S = 0.45  # a little under half a second, so that 2 pictures a second are looked at, not 1.9


class Watch(Protocol):
    """Judges pictures: ``vms.video.watch.PictureWatch``."""

    def look(self, frame: av.VideoFrame, instant_us: int) -> WatchNews | None:
        """What is new after this picture."""
        ...


class Watchman:
    """One camera's watch as a session sees it. ``look`` on the session's thread, ``take_news`` on the reporter's."""

    def __init__(self, watch: Watch, on_news: Callable[[], None]) -> None:
        self._watch, self._on_news = watch, on_news
        self._looked: float | None = None
        self._lock = threading.Lock()
        self._news: list[WatchNews] = []

    def due(self, now: float) -> bool:
        """Whether the last look is half a second ago."""
        return self._looked is None or now - self._looked >= LOOK_EVERY_S

    def look(self, picture: av.VideoFrame, instant_us: int, now: float) -> None:
        """Judge a picture."""
        self._looked = now
        news = self._watch.look(picture, instant_us)
        if news is not None:
            with self._lock:
                self._news.append(news)
            self._on_news()

    def take_news(self) -> list[WatchNews]:
        """What was found since this was asked before, oldest first."""
        with self._lock:
            news, self._news = self._news, []
        return news
