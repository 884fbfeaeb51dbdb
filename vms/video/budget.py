"""How much picture a pane is worth: main or sub stream by its size on the screen."""

from __future__ import annotations

from typing import Literal

Quality = Literal["main", "sub"]

# A sub stream is 640 × 360 on most cameras: it fills a pane up to here without looking soft. In between the pane keeps
# what it has, so that dragging a splitter doesn't switch back and forth.
MAIN_FROM = 700
SUB_BELOW = 600


def choose_quality(width: int, *, has_sub: bool, now: Quality | None = None) -> Quality:
    """The stream for a pane of this width in physical pixels."""
    if not has_sub:
        return "main"
    if now is None:
        return "main" if width > MAIN_FROM else "sub"
    if now == "sub":
        return "main" if width > MAIN_FROM else "sub"
    return "sub" if width < SUB_BELOW else "main"
