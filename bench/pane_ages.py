"""What the panes of a running wall claim, held against the time strips in their pictures and the pictures' own pace."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer

from bench.timestrip import MINUTE_MS, read
from vms.ui.wall.wall_canvas import WallCanvas

_EVERY_MS = 50
_TELL_EVERY = 20
_ROUND = 4  # every pane's strip is read at every so many looks
_GAP_S = 0.25  # a look that comes so late has itself been held up
_ASLEEP_S, _WATCHFUL_S = 1.0, 3.0  # after such a gap every new picture is read for a while: old ones come now


class PaneAges:
    """Looks at every pane some times a second. GUI thread.

    Tells the worst that it saw meanwhile once a second, and whenever a pane's state has changed.
    """

    def __init__(self, wall: WallCanvas, say: Callable[..., None]) -> None:
        self._wall, self._say = wall, say
        self._sequences: dict[int, int] = {}
        self._since: dict[int, float] = {}
        self._looks, self._looked_at = 0, time.monotonic()
        self._told: Counter[str] = Counter()
        self._unchanged: dict[str, float] = {}
        self._old: dict[str, float] = {}
        self._longest_gap = self._watchful_until = 0.0
        self._timer = QTimer()
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def end(self) -> None:
        """Look no more."""
        self._timer.stop()

    def _look(self) -> None:
        now = time.monotonic()
        gap, self._looked_at = now - self._looked_at, now
        self._longest_gap = max(self._longest_gap, gap)
        if gap > _ASLEEP_S:
            self._watchful_until = now + _WATCHFUL_S
        self._looks += 1
        for pane, camera in self._wall.cells.items():
            feed = self._wall.feed(pane)
            if feed is None or feed.frame is None:
                continue
            new = self._sequences.get(pane) != feed.sequence
            if new:
                self._sequences[pane], self._since[pane] = feed.sequence, now
            if not feed.model.shows_picture or gap > _GAP_S:
                continue
            age = now - self._since[pane]
            self._unchanged[camera.code] = max(self._unchanged.get(camera.code, 0.0), age)
            due = (self._looks + pane) % _ROUND == 0 or now < self._watchful_until
            strip = read(feed.frame.pixels) if new and due else None
            if strip is not None:
                old = (time.time() * 1000 - strip) % MINUTE_MS / 1000
                self._old[camera.code] = max(self._old.get(camera.code, 0.0), old)
        feeds = [feed for pane in self._wall.cells if (feed := self._wall.feed(pane))]
        states = Counter(str(feed.model.state) for feed in feeds)
        if states != self._told or self._looks % _TELL_EVERY == 0:
            self._told = states
            self._tell()

    def _tell(self) -> None:
        self._say(
            "panes",
            states=dict(self._told),
            unchanged_s=_worst(self._unchanged),
            old_s=_worst(self._old),
            gap_s=self._longest_gap,
            sequences=sum(self._sequences.values()),
        )
        self._unchanged, self._old, self._longest_gap = {}, {}, 0.0


def _worst(found: dict[str, float]) -> dict[str, Any]:
    """The three worst, by the camera's code."""
    return {code: round(value, 3) for code, value in sorted(found.items(), key=lambda one: -one[1])[:3]}
