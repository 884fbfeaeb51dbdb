"""Which monitor a window belongs to, and where on it: plain values and pure functions, no Qt. All in Qt's pixels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

Box = tuple[int, int, int, int]  # x, y, width, height


@dataclass(frozen=True, slots=True)
class Monitor:
    """A monitor as the system names it. ``box`` is its place on the desktop, ``free`` what task bars leave of it."""

    name: str
    maker: str = ""
    model: str = ""
    serial: str = ""
    box: Box = (0, 0, 0, 0)
    free: Box = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a window was left. ``box`` is seen from the monitor's corner: its place when neither full nor maximized."""

    monitor: Monitor
    box: Box
    full: bool = False
    maximized: bool = False

    def kept(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return asdict(self)


def placement_of(kept: Mapping[str, Any]) -> Placement | None:
    """What was kept; None when it can't be read."""
    try:
        monitor = kept["monitor"]
        found = Monitor(
            str(monitor["name"]), str(monitor["maker"]), str(monitor["model"]), str(monitor["serial"]),
            _box(monitor["box"]), _box(monitor["free"]),
        )  # fmt: skip
        return Placement(found, _box(kept["box"]), bool(kept["full"]), bool(kept["maximized"]))
    except (KeyError, TypeError, ValueError):
        return None


def _box(value: Sequence[Any]) -> Box:
    x, y, w, h = (int(one) for one in value)
    return x, y, w, h


def same(monitors: Sequence[Monitor], wanted: Monitor) -> Monitor | None:
    """The monitor that is meant: by its serial number, else by name and place, else by name and size."""
    if wanted.serial:
        made = (wanted.maker, wanted.model, wanted.serial)
        alike = [one for one in monitors if (one.maker, one.model, one.serial) == made]
        if len(alike) == 1:
            return alike[0]
    for facts in (lambda one: (one.name, one.box), lambda one: (one.name, one.box[2:])):
        found = next((one for one in monitors if facts(one) == facts(wanted)), None)
        if found is not None and (not wanted.serial or found.serial in ("", wanted.serial)):
            return found
    return None


def on_monitor(box: Box, monitor: Monitor) -> Box:
    """A window's place on a monitor, in pixels of the desktop: as it was as far as it fits, and never outside."""
    x, y, w, h = monitor.free if monitor.free[2] else monitor.box
    wide, high = min(box[2], w), min(box[3], h)
    left, top = monitor.box[0] + box[0], monitor.box[1] + box[1]
    return max(x, min(left, x + w - wide)), max(y, min(top, y + h - high)), wide, high


def relative(box: Box, monitor: Monitor) -> Box:
    """A place on the desktop as seen from the monitor's corner."""
    return box[0] - monitor.box[0], box[1] - monitor.box[1], box[2], box[3]


def another(monitors: Sequence[Monitor], taken: Sequence[Monitor]) -> Monitor:
    """A monitor for a new window: one without a window of ours, else the last."""
    return next((one for one in monitors if one not in taken), monitors[-1])
