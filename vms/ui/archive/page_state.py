"""Where somebody was on the playback page: kept for each person, found again at the next sign-in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

PREFERENCE = "archive.view"
_EVER = 1 << 60


@dataclass(frozen=True, slots=True)
class PageState:
    """``window_us``: how much the time line shows, 0 for what fits best."""

    cameras: tuple[int, ...] = ()
    chosen: int | None = None
    instant: int | None = None
    window_us: int = 0
    synced: bool = True


def kept(state: PageState) -> dict[str, Any]:
    """As the preferences keep it."""
    return {**asdict(state), "cameras": list(state.cameras)}


def read(value: object) -> PageState:
    """From the preferences; what somebody else wrote there, or an older version, is left out piece by piece."""
    if not isinstance(value, Mapping):
        return PageState()
    cameras, chosen = value.get("cameras"), value.get("chosen")
    numbers = tuple(one for one in cameras if _whole(one)) if isinstance(cameras, list) else ()
    return PageState(
        cameras=numbers,
        chosen=chosen if chosen in numbers else None,
        instant=_length(value.get("instant")),
        window_us=_length(value.get("window_us")) or 0,
        synced=value.get("synced") is not False,
    )


def _length(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _EVER else None


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
