"""The parts of one pane in pixels: caption, room for the picture, band, and what in them can be pressed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vms.ui.layouts.layout import Rect, fitted
from vms.ui.wall.pane_state import PaneModel, PaneState
from vms.video.frames import DECODED_TO

CAPTION = 28
SMALL_CAPTION = 20
SMALL_PANE = 112  # below this height a caption of 28 would take a quarter of the picture
BORDER_SELECTED = 3
BORDER_ALARM = 4
# Borders lie in the gap between panes: they cover nothing of the picture.
OUTSET = BORDER_ALARM
WORD_WIDTH = 480  # from this width on the caption has room for the word beside the recording mark


class Zone(StrEnum):
    """What of a pane the pointer is on."""

    caption = "caption"
    picture = "picture"
    close = "close"
    handle = "handle"


@dataclass(frozen=True, slots=True)
class PaneGeometry:
    """Rectangles of a pane's parts; ``text_px`` is the size of the caption's text before the reader's text scale."""

    rect: Rect
    caption: Rect
    room: Rect
    band: Rect | None
    handle: Rect | None
    close: Rect | None
    text_px: int
    scale: float = 1.0

    def zone(self, x: float, y: float) -> Zone | None:
        """What lies under a point; None outside the pane."""
        if not self.rect.contains(x, y):
            return None
        if self.close is not None and self.close.contains(x, y):
            return Zone.close
        if self.handle is not None and self.handle.contains(x, y):
            return Zone.handle
        return Zone.caption if self.caption.contains(x, y) else Zone.picture


@dataclass(frozen=True, slots=True)
class Place:
    """Where a picture lies, in logical pixels; ``exact``: one of its pixels is one of the screen's."""

    x: float
    y: float
    w: float
    h: float
    exact: bool = False

    def share(self, x: float, y: float) -> tuple[float, float]:
        """The point as shares of the picture; below 0 or above 1 beside it."""
        return (x - self.x) / max(self.w, 1.0), (y - self.y) / max(self.h, 1.0)


def picture_place(room: Rect, width: int, height: int, ratio: float = 1.0) -> Place:
    """A picture of so many physical pixels in its room: letterboxed, unscaled where the decoder made it fit."""
    wanted = fitted(Rect(0, 0, round(room.w * ratio), round(room.h * ratio)), width, height)
    exact = abs(wanted.w - width) <= DECODED_TO and abs(wanted.h - height) <= DECODED_TO
    if exact:
        w, h = width / ratio, height / ratio
    else:  # the decoder hasn't followed a change of size yet
        w, h = wanted.w / ratio, wanted.h / ratio
    x = room.x + int((room.w - w) * ratio / 2) / ratio
    y = room.y + int((room.h - h) * ratio / 2) / ratio
    return Place(x, y, w, h, exact)


def caption_px(height: int) -> int:
    """Text size of a caption for a pane of that height: a thirteenth of the picture, 14 to 28."""
    return max(14, min(28, (height - CAPTION) // 13))


def caption_height(height: int, scale: float = 1.0) -> int:
    """28 and more where the text has grown; 20 in the small panes of a 64 wall on a small screen."""
    if height < SMALL_PANE:
        return min(round(SMALL_CAPTION * scale), max(height // 3, 1))
    return max(CAPTION, round(caption_px(height) * scale * 1.5))


def pane_geometry(rect: Rect, model: PaneModel, scale: float = 1.0) -> PaneGeometry:
    """Divide a pane: caption on top, band at the bottom for an alarm or a reduced picture, the picture between.

    ``scale`` is the reader's text scale, 1.0 to 1.5.
    """
    text = caption_px(rect.h)
    top = caption_height(rect.h, scale)
    band = _band(rect, model, text * scale, top)
    bottom = band.h if band is not None else 0
    room = Rect(rect.x, rect.y + top, rect.w, max(1, rect.h - top - bottom))
    caption = Rect(rect.x, rect.y, rect.w, top)
    handle = None
    if band is not None and model.alarm and rect.w >= 220 * scale:
        width, inset = max(56, round(text * scale * 3.7)), max(2, min(8, (band.h - 28) // 2))
        handle = Rect(band.x + band.w - width - 8, band.y + inset, width, max(1, band.h - 2 * inset))
    close = Rect(rect.x + rect.w - top - 4, rect.y, top, top) if model.enlarged else None
    return PaneGeometry(rect, caption, room, band, handle, close, text, scale)


def _band(rect: Rect, model: PaneModel, text: float, top: int) -> Rect | None:
    if model.alarm:
        height = max(28, round(text * 1.15 * 2.6)) if rect.h >= SMALL_PANE else 22
    elif model.state is PaneState.reduced:
        height = round(text * 1.6)
    else:
        return None
    height = min(height, max(0, rect.h - top - 1))
    return Rect(rect.x, rect.y + rect.h - height, rect.w, height)
