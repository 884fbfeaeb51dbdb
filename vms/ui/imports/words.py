"""Words for files from outside."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from vms.core.instants import SECOND, date_text, time_text
from vms.services.imports import ForeignVideo, ImportActView, ImportView
from vms.ui.words import decimal, duration_text, seconds_text, size_text

translate = QCoreApplication.translate


def video_text(found: ForeignVideo) -> str:
    """``H264 · 1920×1080 · 29,97 hình/giây · 1 phút 18 giây``."""
    return _video(found.codec, found.width, found.height, found.fps_milli / 1000, found.duration_us)


def _video(codec: str, width: int, height: int, fps: float, duration_us: int) -> str:
    parts = [codec.upper(), f"{width}×{height}"]
    if fps:
        parts.append(translate("Imports", "{rate} pictures/s").format(rate=decimal(fps, 2).rstrip("0").rstrip(",.")))
    if duration_us:
        parts.append(duration_text(duration_us))
    return " · ".join(parts)


def fault_text(reason: str) -> str:
    """Why a file doesn't play."""
    words = {
        "empty": translate("Imports", "The file is empty."),
        "no_video": translate("Imports", "There is no picture in it, perhaps only sound."),
        "damaged": translate("Imports", "It begins like a video, but no picture can be read from it."),
    }
    return words.get(reason, translate("Imports", "It is not a video that this program knows."))


def facts_text(view: ImportView) -> str:
    """What it is: its video and size, or why it doesn't play."""
    what = _video(view.codec, view.width, view.height, view.fps, view.duration_us)
    return " · ".join((what if view.playable else fault_text(view.fault), size_text(view.size)))


def claim_text(view: ImportView) -> str:
    """When it is said to have been taken, and by whose word."""
    if view.start_us is None:
        return translate("Imports", "Nobody has said when it was taken")
    words = translate("Imports", "{time} {date} by the word of {who}").format(
        time=time_text(view.start_us), date=date_text(view.start_us), who=view.said_by
    )
    if view.offset_us:
        words += translate("Imports", " (its clock {offset})").format(offset=seconds_text(view.offset_us / SECOND))
    return words


def made_text(made_us: int) -> str:
    """The file's own word for when it was made."""
    return translate("Imports", "The file itself says {time} {date}: clocks of phones are often wrong.").format(
        time=time_text(made_us), date=date_text(made_us)
    )


def brought_text(view: ImportView) -> str:
    """Who brought it, who took it in and when."""
    return translate("Imports", "Brought by {who}, taken in by {by} at {time} {date}").format(
        who=view.brought_by, by=view.imported_by, time=time_text(view.imported_us)[:5], date=date_text(view.imported_us)
    )


def act_text(act: ImportActView) -> str:
    """One line of custody."""
    words = {
        "imported": translate("Imports", "taken in and read back"),
        "recovered": translate("Imports", "taken in, finished after a crash"),
        "time_set": translate("Imports", "time corrected"),
        "linked": translate("Imports", "added to the incident"),
        "unlinked": translate("Imports", "taken out of the incident"),
        "verified": translate("Imports", "hash checked"),
        "changed": translate("Imports", "found altered"),
        "opened": translate("Imports", "played"),
        "exported": translate("Imports", "copied out"),
    }
    found = [f"{date_text(act.at_us)} {time_text(act.at_us)}", words.get(act.action, act.action), act.actor, act.note]
    if act.action in ("imported", "recovered", "time_set") and act.claimed_us is not None:
        claimed = translate("Imports", "time said: {time} {date}, {who}").format(
            time=time_text(act.claimed_us), date=date_text(act.claimed_us), who=act.said_by
        )
        found.append(claimed)
        if act.offset_us:
            found.append(translate("Imports", "clock {offset}").format(offset=seconds_text(act.offset_us / SECOND)))
    return " · ".join(filter(None, found))
