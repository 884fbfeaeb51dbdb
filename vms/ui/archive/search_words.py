"""Words of searching, for codes of the services."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from vms.services.footage_search import Found
from vms.ui.alarms.words import kind_title
from vms.ui.incidents.words import kind_text
from vms.ui.words import decimal

translate = QCoreApplication.translate

KIND_ICONS = {"motion": "run", "alarm": "bell-alert", "bookmark": "bookmark", "incident": "folder-alert"}


def kind_name(kind: str) -> str:
    """A kind of what can be found, for its filter."""
    words = {
        "motion": translate("Search", "Motion"),
        "alarm": translate("Search", "Alarms"),
        "bookmark": translate("Search", "Bookmarks"),
        "incident": translate("Search", "Incidents"),
    }
    return words[kind]


def what(found: Found) -> str:
    """The second line of a row: what was found, in words."""
    if found.kind == "motion":
        by_hand = found.code == "manual"
        return translate("Search", "Recorded by hand") if by_hand else translate("Search", "Motion")
    if found.kind == "alarm":
        title = kind_title(found.code) if found.code else translate("Search", "Alarm of the camera")
        return f"{title} · {found.text}" if found.text else title
    if found.kind == "incident":
        return f"{found.text} · {kind_text(found.code)}"
    return found.text or translate("Search", "Bookmark without a note")


def share_text(share: float) -> str:
    """``15 % vùng``: how much of the area moved at once."""
    per_cent = share * 100
    return translate("Search", "{share} % of the area").format(share=decimal(per_cent, 0 if per_cent >= 1 else 1))


def reason_words(field: str, reason: str) -> str:
    """Why a search can't begin: what to do, as a sentence."""
    words = {
        "cameras.none": translate("Search", "Draw an area on a camera first."),
        "area.few_corners": translate("Search", "An area has at least three corners."),
        "area.too_small": translate("Search", "The area is too small. Draw a larger one."),
        "area.outside": translate("Search", "The area reaches out of the picture."),
        "span.empty": translate("Search", "The end must be after the start."),
        "span.too_long": translate("Search", "The span is too long. Choose a shorter one."),
        "reason.reason_missing": translate("Search", "A reason is needed. Give it on the page first."),
    }
    return words.get(f"{field}.{reason}", reason)


def smallest() -> list[tuple[float, str]]:
    """How large the smallest thing is that counts: a share of the picture, and what that is like."""
    return [
        (0.0005, translate("Search", "Very small: a ball, a cat")),
        (0.002, translate("Search", "Small: a child far away")),
        (0.01, translate("Search", "Middle: a person")),
        (0.04, translate("Search", "Large: a person close by, a vehicle")),
    ]
