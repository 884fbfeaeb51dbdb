"""The alarms that this window knows, as a plain value: what waits, what goes on, what was acknowledged lately."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from vms.services.alarm_views import AlarmNews, AlarmView, Verdict
from vms.ui.alarms.losses import RECORDER_KEY
from vms.ui.wall.pane_state import Tamper

SETTLED_KEPT = 40
_NO_VERSION = -1


@dataclass(frozen=True, slots=True)
class Book:
    """``waiting_count`` counts also those that are too many to be here. ``version`` −1: nothing was read yet.

    ``pressed``: acknowledged here a moment ago, while the catalogue is still being told.
    """

    alarms: Mapping[int, AlarmView] = field(default_factory=dict)
    version: int = _NO_VERSION
    waiting_count: int = 0
    pressed: Mapping[int, AlarmView] = field(default_factory=dict)

    @property
    def known(self) -> bool:
        """Whether the catalogue has been read."""
        return self.version != _NO_VERSION

    def waiting(self) -> list[AlarmView]:
        """Those nobody has acknowledged: act-now above losses, then the newest on top. The order never jumps."""
        found = [alarm for alarm in self.alarms.values() if alarm.waiting]
        return sorted(found, key=lambda alarm: (not alarm.tamper, -alarm.began_us, -alarm.id))

    def settled(self) -> list[AlarmView]:
        """Those acknowledged, the last one on top."""
        found = [alarm for alarm in self.alarms.values() if not alarm.waiting]
        return sorted(found, key=lambda alarm: (-(alarm.acknowledged_us or 0), -alarm.id))[:SETTLED_KEPT]

    def losses(self) -> dict[int, AlarmView]:
        """Losses that go on, by camera; the recorder of this PC under RECORDER_KEY."""
        return {
            alarm.camera_id or RECORDER_KEY: alarm
            for alarm in self.alarms.values()
            if alarm.running and alarm.loss and (alarm.camera_id is not None or alarm.here)
        }

    def tampers(self) -> dict[int, Tamper]:
        """What panes show: tampering that goes on or that nobody has acknowledged, by camera; what waits first."""
        found: dict[int, Tamper] = {}
        for alarm in sorted(self.alarms.values(), key=lambda one: (not one.waiting, -one.began_us)):
            if alarm.tamper and alarm.camera_id is not None and (alarm.running or alarm.waiting):
                found.setdefault(alarm.camera_id, Tamper(alarm.kind, alarm.began_us, not alarm.waiting))
        return found


def merged(book: Book, news: AlarmNews) -> Book:
    """The book with what the service said."""
    alarms = {} if news.whole else dict(book.alarms)
    for alarm in news.alarms:
        alarms[alarm.id] = book.pressed.get(alarm.id, alarm) if alarm.waiting else alarm
    pressed = {one: view for one, view in book.pressed.items() if one in alarms and one not in _done(news)}
    count = news.waiting - sum(1 for one in pressed if one not in _done(news))
    return Book(_kept(alarms), news.version, max(0, count), pressed)


def _done(news: AlarmNews) -> set[int]:
    return {alarm.id for alarm in news.alarms if not alarm.waiting}


def _kept(alarms: dict[int, AlarmView]) -> dict[int, AlarmView]:
    """Without what is over and was acknowledged long ago: the list of a whole shift doesn't grow."""
    done = sorted(
        (alarm for alarm in alarms.values() if not alarm.waiting and not alarm.running),
        key=lambda alarm: -(alarm.acknowledged_us or 0),
    )
    for alarm in done[SETTLED_KEPT:]:
        del alarms[alarm.id]
    return alarms


def pressed(book: Book, alarm: AlarmView, verdict: Verdict, note: str, who: str, now_us: int) -> Book:
    """The book as it will be once the catalogue knows of the acknowledgement: a person sees the answer at once."""
    if not alarm.waiting or alarm.id not in book.alarms or alarm.id in book.pressed:
        return book
    done = replace(alarm, acknowledged_us=now_us, acknowledged_by=who, verdict=verdict.value, note=note)
    return replace(
        book,
        alarms={**book.alarms, alarm.id: done},
        waiting_count=max(0, book.waiting_count - 1),
        pressed={**book.pressed, alarm.id: done},
    )


def answered(book: Book, alarm: AlarmView) -> Book:
    """The catalogue knows: the alarm as it stands there now."""
    rest = {one: view for one, view in book.pressed.items() if one != alarm.id}
    known = book.alarms.get(alarm.id)
    newer = known is None or alarm.version >= known.version
    alarms = {**book.alarms, alarm.id: alarm} if newer else book.alarms
    return replace(book, alarms=alarms, pressed=rest)


def failed(book: Book, alarm_id: int) -> Book:
    """The acknowledgement couldn't be written: read everything again."""
    rest = {one: view for one, view in book.pressed.items() if one != alarm_id}
    return replace(book, version=_NO_VERSION, pressed=rest)
