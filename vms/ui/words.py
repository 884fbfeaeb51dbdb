"""Numbers, sizes and lengths of time as the reader's language writes them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from vms.core.instants import HOUR, MINUTE, SECOND
from vms.ui import i18n

translate = QCoreApplication.translate
_UNITS = ("B", "KB", "MB", "GB", "TB", "PB")


def decimal(value: float, digits: int = 1) -> str:
    """``1,2`` in Vietnamese, ``1.2`` in English; a true minus sign."""
    text = f"{value:.{digits}f}".replace("-", "−")
    return text.replace(".", ",") if i18n.language() == "vi" else text


def size_text(count: int) -> str:
    """``1,2 GB``: thousands as disks are sold; one decimal below ten."""
    value, unit = float(count), 0
    while value >= 1000 and unit < len(_UNITS) - 1:
        value, unit = value / 1000, unit + 1
    return f"{decimal(value, 1 if unit and value < 10 else 0)} {_UNITS[unit]}"


def duration_text(length_us: int) -> str:
    """``1 phút 18 giây``: two units at most, none of them zero."""
    hours, rest = divmod(length_us, HOUR)
    minutes, rest = divmod(rest, MINUTE)
    seconds = rest // SECOND
    found = []
    if hours:
        found.append(translate("Words", "{0} h").format(hours))
    if minutes:
        found.append(translate("Words", "{0} min").format(minutes))
    if seconds or not found:
        found.append(translate("Words", "{0} s").format(seconds))
    return " ".join(found[:2])


def seconds_text(seconds: float) -> str:
    """A clock offset or wait: ``+4,1 s``, ``−0,2 s``."""
    sign = "+" if seconds > 0 else ""
    return sign + translate("Words", "{0} s").format(decimal(seconds))
