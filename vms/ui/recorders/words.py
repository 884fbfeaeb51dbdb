"""Words about recorders of other makes that depend on a value: what is wrong, what they keep, how they are asked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from vms.core.errors import CameraError, CameraRefused, InvalidInput, VmsError
from vms.core.instants import SECOND, Span, date_text, time_text
from vms.services.foreign_recorders import RecorderView
from vms.ui.messages import headline, reason_text
from vms.ui.noop import QT_TRANSLATE_NOOP
from vms.ui.words import seconds_text

translate = QCoreApplication.translate
# Where times of two clocks mislead (as for cameras).
_CLOCK_LIMIT_US = 2 * SECOND

# What happened and what to do, by the code of the error.
PROBLEMS = {
    "camera_unreachable": QT_TRANSLATE_NOOP(
        "Recorders", "Nothing answers there. Check the address, and that the recorder is on the network."
    ),
    "camera_silent": QT_TRANSLATE_NOOP(
        "Recorders", "The recorder stopped answering. Try again in a minute; if it stays so, restart it."
    ),
    "camera_refused": QT_TRANSLATE_NOOP(
        "Recorders", "The recorder refuses the user name or password. Enter them again; they were sent once only."
    ),
    "camera_not_onvif": QT_TRANSLATE_NOOP(
        "Recorders", "What answers there is no recorder. Turn ONVIF on in it, check the port, or choose its maker."
    ),
    "camera_fault": QT_TRANSLATE_NOOP(
        "Recorders", "The recorder gives no footage this way. Choose its maker above, and connect again."
    ),
    "stream_invalid": QT_TRANSLATE_NOOP(
        "Recorders", "The recorder sends something that can't be played. It has to record in H.264 or H.265."
    ),
}


def problem_text(error: VmsError, *, sets_up: bool = True) -> str:
    """What is wrong, and what to do about it; ``sets_up``: the reader is who sets recorders up."""
    if isinstance(error, CameraRefused) and not sets_up:
        return translate("Recorders", "The recorder refuses the password kept here. Tell IT to enter it again.")
    if isinstance(error, CameraError):
        return code_text(error.code)
    if isinstance(error, InvalidInput):
        return " · ".join(dict.fromkeys(reason_text(code) for code in error.reasons.values()))
    return headline(error)


def code_text(code: str) -> str:
    """The same from the code that was kept."""
    return translate("Recorders", PROBLEMS.get(code, PROBLEMS["camera_silent"]))


def kept_text(spans: Sequence[Span], sure: bool) -> str:
    """``23/11/2026 08:20 – 09:25``; how far back, where the recorder doesn't say itself."""
    if not sure:
        return translate("Recorders", "The recorder does not say what it keeps")
    if not spans:
        return translate("Recorders", "No footage now")
    first, last = spans[0].start, spans[-1].end
    start, end = f"{date_text(first)} {time_text(first)[:5]}", f"{date_text(last)} {time_text(last)[:5]}"
    if date_text(first) == date_text(last):
        end = time_text(last)[:5]
    return f"{start} – {end}"


def way_text(kind: str) -> str:
    """How its footage is had."""
    if kind == "onvif":
        return translate("Recorders", "By ONVIF Profile G")
    return translate("Recorders", "By the maker's own address")


def clock_text(offset_us: int | None) -> str:
    """``lệch +4,1 s`` beside its name; empty when it is right or unknown."""
    if offset_us is None or abs(offset_us) <= _CLOCK_LIMIT_US:
        return ""
    return translate("Recorders", "Its clock is off by {0}: footage shows its times.").format(
        seconds_text(round(offset_us / SECOND, 1))
    )


def about_text(view: RecorderView) -> str:
    """``192.168.1.20 · Hikvision DS-7608 · số máy …``."""
    made = f"{view.maker} {view.model}".strip()
    serial = translate("Recorders", "serial {0}").format(view.serial) if view.serial else ""
    return " · ".join(part for part in (host_of(view.address), made, serial) if part)


def host_of(address: str) -> str:
    """The address as a person typed it, without its path."""
    return address.partition("://")[2].partition("/")[0] or address.partition("/")[0]
