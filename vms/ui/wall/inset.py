"""Picture in picture: the whole view of a camera, small, while its pane shows a part of it. GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vms.video.frames import Frame

if TYPE_CHECKING:
    from vms.ui.wall.feed import LiveSource

_WIDEST, _NARROWEST = 320, 96
_SHARE = 0.26


def inset_size(width: int, height: int) -> tuple[int, int]:
    """Of a pane's picture, the room for the small one: a quarter across, so that it hides little."""
    wide = max(_NARROWEST, min(_WIDEST, round(width * _SHARE)))
    return wide, max(2, min(round(wide * 9 / 16), height // 2))


class Inset:
    """A second view of the same camera; so small that it gets the sub stream."""

    def __init__(self, view: LiveSource) -> None:
        self._view = view
        self._sequence = 0
        self.frame: Frame | None = None

    def advance(self) -> bool:
        """Take the newest picture; True when it is another one."""
        sequence = self._view.sequence
        if sequence == self._sequence or sequence == 0:
            return False
        frame = self._view.frame()
        if frame is None:
            return False
        self.frame, self._sequence = frame, sequence
        return True

    def close(self) -> None:
        """Let go of the view and its picture."""
        self.frame = None
        self._view.close()
