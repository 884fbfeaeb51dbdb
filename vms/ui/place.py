"""What this PC remembers before anybody is known: language, look, who signed in last. A small file, not a setting."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass
from pathlib import Path

from vms.core.log import event
from vms.core.paths import DataFolder

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Place:
    """The look of the sign-in page, and where this PC paints the wall: ``on_card`` = on its graphics card."""

    language: str = "vi"
    scheme: str = "light"
    text_scale: int = 100
    last_user: str = ""
    on_card: bool = False


def read_place(folder: DataFolder) -> Place:
    """What was kept; the defaults when there is nothing, or nothing that can be read."""
    path = _path(folder)
    if not path.exists():
        return Place()
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        return Place(
            str(stored["language"]),
            str(stored["scheme"]),
            int(stored["text_scale"]),
            str(stored["last_user"]),
            bool(stored.get("on_card", False)),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        event(_log, "place_unreadable", logging.WARNING, path=path, reason=type(error).__name__)
        return Place()


def keep_place(folder: DataFolder, place: Place) -> None:
    """Keep it; a disk that refuses is logged, because nothing of value is lost."""
    path = _path(folder)
    part = path.with_suffix(".part")
    try:
        part.write_text(json.dumps(asdict(place), ensure_ascii=False), encoding="utf-8")
        part.replace(path)
    except OSError as error:
        event(_log, "place_not_kept", logging.WARNING, path=path, reason=error.strerror or "")


def _path(folder: DataFolder) -> Path:
    return folder.root / "window.json"
