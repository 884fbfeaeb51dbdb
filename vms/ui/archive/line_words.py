"""What is told of a point on the time line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from vms.core.instants import Span, date_text, time_text
from vms.services.archive import MarkView
from vms.services.timeline import LineRow
from vms.ui.archive.words import gap_reason
from vms.ui.words import duration_text

translate = QCoreApplication.translate
_MOST_NAMES = 3


def explanation(row: LineRow, instant: int, marks: Sequence[MarkView], names: Mapping[int, str]) -> str:
    """Date and time, and what there is: one line each. ``names``: cameras by their numbers."""
    lines = [f"{date_text(instant)} {time_text(instant)}"]
    lines += [
        translate("Archive", "Not recorded: {reason}").format(reason=_gap_words(gap.reason, gap.span))
        + _whose(gap.camera_ids, names)
        for gap in row.gaps
        if gap.span.contains(instant)
    ]
    facts = (
        (row.hidden, translate("Archive", "Outside what you may look back at")),
        (row.alarm, translate("Archive", "Alarm")),
        (row.motion, translate("Archive", "Motion")),
        (row.holds, translate("Archive", "Held")),
        (row.foreign, translate("Archive", "In another recorder")),
        (row.unseen, translate("Archive", "Not looked at yet")),
        (row.unplanned, translate("Archive", "Recording was not planned")),
    )
    lines += [words for spans, words in facts if _at(spans, instant)]
    lines += [f"{time_text(mark.instant_us)}  {mark.note}" for mark in marks]
    return "\n".join(dict.fromkeys(lines))


def _at(spans: Sequence[Span], instant: int) -> bool:
    return any(span.contains(instant) for span in spans)


def _gap_words(reason: str, span: Span) -> str:
    return f"{gap_reason(reason)} ({duration_text(span.length)})"


def _whose(camera_ids: Sequence[int], names: Mapping[int, str]) -> str:
    known = [names[camera] for camera in camera_ids if camera in names]
    if len(names) <= 1 or not known:
        return ""
    return " · " + ", ".join(known[:_MOST_NAMES])


def zoom_words(length_us: int) -> str:
    """``đang xem 1 giờ``: how much the window shows."""
    days = length_us / 86_400_000_000
    if days >= 2:
        return translate("Archive", "{days} days").format(days=round(days))
    return duration_text(length_us) if length_us >= 1_000_000 else translate("Archive", "less than a second")
