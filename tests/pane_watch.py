"""A pane of the wall without its window: what a guard would see of a camera, tick by tick, and how old it truly is."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from tests.fakes.timestrip import read
from vms.core.redact import LoggableUrl
from vms.ui.wall.feed import Feed
from vms.ui.wall.pane_state import PaneCamera, PaneState
from vms.video.client import EngineClient, EngineView
from vms.video.frames import StreamStatus
from vms.video.source import StreamSpec

_TICK_S = 0.033
_STATUS_TICKS = 7
_MINUTE_MS = 60_000


class PaneWatch:
    """Looks as the wall's canvas does. ``states`` are those the pane went through, each once in a row."""

    def __init__(self, engine: EngineClient, url: LoggableUrl, *, read_s: float = 1.5, read_strip: bool = True) -> None:
        self._engine, self._spec = engine, StreamSpec(url, open_timeout_s=2.0, read_timeout_s=read_s)
        self._read_strip = read_strip
        self.feed = Feed(PaneCamera(1, "X1", "Camera"), self._open)
        self.states: list[PaneState] = []
        self.oldest_live_ms = 0  # how long ago the oldest picture was taken that was shown as live
        self.strips: list[int] = []
        self._ticks, self._shown_at = 0, time.monotonic()
        self.longest_live_s = 0.0  # the longest that one picture was shown as live
        self.feed.show(320, 180, time.monotonic())

    def _open(self, _camera: int, width: int, height: int) -> EngineView:
        self.view = self._engine.open_stream(self._spec, width, height)
        return self.view

    @property
    def status(self) -> StreamStatus:
        """What the engine says."""
        return self.view.status()

    @property
    def state(self) -> PaneState:
        """What the pane shows."""
        return self.feed.model.state

    def tick(self) -> None:
        """What the canvas does at each of its ticks."""
        now = time.monotonic()
        self._ticks += 1
        new = self.feed.advance(now)
        if new:
            self._shown_at = now
        if (new and not self.feed.model.shows_picture) or self._ticks % _STATUS_TICKS == 0:
            self.feed.refresh(now, time.time_ns() // 1000)
            if not self.states or self.states[-1] is not self.state:
                self.states.append(self.state)
        if self.feed.model.shows_picture:
            self.longest_live_s = max(self.longest_live_s, now - self._shown_at)
            if new and self._read_strip:
                self._look_at_strip()

    def _look_at_strip(self) -> None:
        assert self.feed.frame
        strip = read(self.feed.frame.pixels)
        if strip is not None:
            self.strips.append(strip)
            self.oldest_live_ms = max(self.oldest_live_ms, round(time.time() * 1000 - strip) % _MINUTE_MS)

    def close(self) -> None:
        """Let go of the view."""
        self.feed.close()


def look(watches: Sequence[PaneWatch], until: Callable[[], object], seconds: float = 20.0) -> None:
    """Let the panes tick until the condition holds; fails after the deadline."""
    end = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < end, [(watch.states, watch.status) for watch in watches]
        for watch in watches:
            watch.tick()
        time.sleep(_TICK_S)
