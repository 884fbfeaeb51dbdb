"""What a pane of the archive says where it has no picture."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from vms.core.instants import DAY, date_text, time_text
from vms.services.archive import PlayState
from vms.services.playback_group import PaneStatus
from vms.ui.archive.words import gap_reason

translate = QCoreApplication.translate
_EVER = 3650 * DAY


def pane_message(status: PaneStatus, speed: float) -> tuple[str, str] | None:
    """Icon and words; None while there is a picture."""
    if status.state is PlayState.OPENING:
        return "loading", translate("Archive", "Looking for footage…")
    if status.state is PlayState.REFUSED:
        return "lock", translate("Archive", "You may not look back at this camera. The board can approve it.")
    if status.state is PlayState.UNREADABLE:
        return "file-alert", translate("Archive", "This footage cannot be read")
    if status.state is PlayState.ENDED:
        if speed < 0:
            return "skip-previous", translate("Archive", "Start of what was recorded")
        return "skip-next", translate("Archive", "End of what was recorded")
    if status.state in (PlayState.GAP, PlayState.EMPTY):
        return _missing(status)
    return None


def _missing(status: PaneStatus) -> tuple[str, str]:
    if status.reason == "not_allowed":
        return "lock", translate("Archive", "Outside what you may look back at")
    words = translate("Archive", "No footage here")
    if status.reason and status.reason != "not_recorded":
        words += f"\n{gap_reason(status.reason)}"
    gap = status.gap
    if gap is not None and gap.length < _EVER:
        words += f"\n{_moment(gap.start, gap.end)} – {_moment(gap.end, gap.start)}"
    return "video-off", words


def _moment(instant: int, other: int) -> str:
    """Time of day; with the date where both ends don't lie on one day."""
    if date_text(instant) == date_text(other):
        return time_text(instant)
    return f"{date_text(instant)[:5]} {time_text(instant)[:5]}"
