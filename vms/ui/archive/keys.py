"""The keys of the playback page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from vms.services.archive import Landmark
from vms.ui.archive.selection import mark_in, mark_out

if TYPE_CHECKING:
    from vms.ui.archive.page import ArchivePage

Keys = dict[tuple[Qt.Key, bool], Callable[[], None]]
_DIGITS = (
    Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5, Qt.Key.Key_6, Qt.Key.Key_7, Qt.Key.Key_8,
    Qt.Key.Key_9,
)  # fmt: skip


def key_acts(page: ArchivePage) -> Keys:
    """Key and whether Shift is held → what is done. Keys that no field has taken come here."""
    play, line, jumps, key = page.playback, page.view.timeline, page.jumps, Qt.Key
    acts: Keys = {
        (key.Key_Space, False): page.toggle,
        (key.Key_J, False): page.backwards,
        (key.Key_K, False): play.pause,
        (key.Key_L, False): page.faster,
        (key.Key_Comma, False): lambda: page.step(-1),
        (key.Key_Period, False): lambda: page.step(1),
        (key.Key_BracketLeft, False): lambda: jumps.happened(-1),
        (key.Key_BracketRight, False): lambda: jumps.happened(1),
        (key.Key_G, False): lambda: jumps.gap(1),
        (key.Key_G, True): lambda: jumps.gap(-1),
        (key.Key_B, False): lambda: jumps.to(Landmark.BOOKMARK, 1),
        (key.Key_B, True): lambda: jumps.to(Landmark.BOOKMARK, -1),
        (key.Key_I, False): lambda: page.marks.set(mark_in),
        (key.Key_O, False): lambda: page.marks.set(mark_out),
        (key.Key_X, False): page.marks.forget,
        (key.Key_R, False): page.marks.toggle_loop,
        (key.Key_Y, False): page.toggle_sync,
        (key.Key_T, False): page.toggle_live,
        (key.Key_S, False): page.marks.still,
        (key.Key_M, False): page.marks.bookmark,
        (key.Key_W, False): page.toggle_enlarged,
        (key.Key_Minus, False): lambda: line.zoom(1 / 1.5),
    }
    for plus in (key.Key_Plus, key.Key_Equal):
        for shift in (False, True):
            acts[plus, shift] = lambda: line.zoom(1.5)
    for at, digit in enumerate(_DIGITS):
        acts[digit, False] = lambda at=at: page.choose_pane(at)  # type: ignore[misc]
    return acts
