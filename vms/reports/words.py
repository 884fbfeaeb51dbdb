"""Dates, times, sizes and clock offsets in the words of Vietnamese office documents."""

from __future__ import annotations

from vms.core.instants import SECOND, date_text, time_text, to_datetime


def two_digits(value: int) -> str:
    """Days below 10 and numbers of documents carry a leading 0."""
    return f"{value:02d}"


def date_words(instant: int) -> str:
    """``ngày 05 tháng 01 năm 2026``: a leading 0 for days below 10 and for months 1 and 2 (NĐ 30/2020)."""
    moment = to_datetime(instant)
    month = two_digits(moment.month) if moment.month <= 2 else str(moment.month)
    return f"ngày {two_digits(moment.day)} tháng {month} năm {moment.year}"


def clock_words(instant: int, *, seconds: bool = False) -> str:
    """``09 giờ 41 phút`` or ``09 giờ 41 phút 52 giây``."""
    moment = to_datetime(instant)
    text = f"{two_digits(moment.hour)} giờ {two_digits(moment.minute)} phút"
    return f"{text} {two_digits(moment.second)} giây" if seconds else text


def moment_words(instant: int) -> str:
    """``09 giờ 41 phút, ngày 20 tháng 11 năm 2026``."""
    return f"{clock_words(instant)}, {date_words(instant)}"


def span_words(start: int, end: int) -> str:
    """``20/11/2026\\n09:41:52 – 09:43:10``; with both dates when the span passes midnight."""
    if date_text(start) == date_text(end):
        return f"{date_text(start)}\n{time_text(start)} – {time_text(end)}"
    return f"{date_text(start)} {time_text(start)} –\n{date_text(end)} {time_text(end)}"


def offset_words(offset_us: int | None) -> str:
    """``đồng hồ lệch +0,2 giây`` against standard time, or that it was not measured."""
    if offset_us is None:
        return "chưa đo độ lệch đồng hồ"
    tenths = round(offset_us * 10 / SECOND)
    if tenths == 0:
        return "đồng hồ lệch 0,0 giây"
    sign = "+" if tenths > 0 else "−"
    return f"đồng hồ lệch {sign}{abs(tenths) // 10},{abs(tenths) % 10} giây"


def size_words(size: int) -> str:
    """``1,2 GB``, ``14,0 MB``, ``640 KB``, ``12 byte``: powers of 1000."""
    for unit, step in (("GB", 10**9), ("MB", 10**6)):
        if size >= step:
            tenths = round(size * 10 / step)
            return f"{tenths // 10},{tenths % 10} {unit}"
    return f"{round(size / 1000)} KB" if size >= 1000 else f"{size} byte"
