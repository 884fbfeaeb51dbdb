"""When the alarms sound, how loud, and for how long they are muted. What this PC is set to is kept in a small file."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from vms.core.clock import Clock
from vms.core.instants import MINUTE
from vms.core.log import event
from vms.core.paths import DataFolder
from vms.services.alarm_views import AlarmView
from vms.ui.alarms import tones
from vms.ui.alarms.speaker import Speaker

_log = logging.getLogger(__name__)
MUTES = (5, 15, 60)  # minutes
AGAIN_S = 4.0  # an alarm to act on sounds so often until someone acknowledges it


@dataclass(frozen=True, slots=True)
class SoundSettings:
    """``volume`` 0…100; ``muted_until_us`` 0: not muted."""

    volume: int = 70
    muted_until_us: int = 0

    def minutes_left(self, now_us: int) -> int:
        """Of the mute, begun minutes count; a clock set back never makes it longer than the longest choice."""
        left = -(-(self.muted_until_us - now_us) // MINUTE)
        return max(0, min(left, MUTES[-1]))


def read_sound(folder: DataFolder) -> SoundSettings:
    """What was kept; the defaults when there is nothing, or nothing that can be read."""
    path = _path(folder)
    if not path.exists():
        return SoundSettings()
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        return SoundSettings(max(0, min(100, int(stored["volume"]))), int(stored["muted_until_us"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        event(_log, "sound_settings_unreadable", logging.WARNING, path=path, reason=type(error).__name__)
        return SoundSettings()


def keep_sound(folder: DataFolder, settings: SoundSettings) -> None:
    """Keep it; a disk that refuses is logged, because nothing of value is lost."""
    path = _path(folder)
    part = path.with_suffix(".part")
    try:
        part.write_text(json.dumps(asdict(settings)), encoding="utf-8")
        part.replace(path)
    except OSError as error:
        event(_log, "sound_settings_not_kept", logging.WARNING, path=path, reason=error.strerror or "")


def _path(folder: DataFolder) -> Path:
    return folder.root / "sound.json"


class Bell(QObject):
    """GUI thread; ``beat`` comes once a second. ``changed``: muted or not, a device or none, another volume."""

    changed = Signal()

    def __init__(self, folder: DataFolder, clock: Clock, speaker: Speaker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder, self._clock, self._speaker = folder, clock, speaker
        self.settings = read_sound(folder)
        self._heard: set[int] = set()  # losses that have had their sound
        self._next_urgent = float("-inf")
        self._urgent = False
        self._shown: tuple[int, bool, bool] = (self.minutes_muted, False, self.at_nought)

    @property
    def minutes_muted(self) -> int:
        """How long it stays mute; 0: it sounds."""
        return self.settings.minutes_left(self._clock.now_us())

    @property
    def deaf(self) -> bool:
        """Whether this PC has no device that takes sound."""
        return self._speaker.works is False

    @property
    def at_nought(self) -> bool:
        """Whether the volume lets nothing be heard."""
        return self.settings.volume == 0

    def beat(self, waiting: Sequence[AlarmView]) -> None:
        """Sound what has to be heard of the alarms that wait."""
        urgent = any(alarm.tamper for alarm in waiting)
        losses = {alarm.id for alarm in waiting if not alarm.tamper and alarm.running}
        fresh, self._heard = losses - self._heard, losses | (self._heard & {alarm.id for alarm in waiting})
        if self._urgent and not urgent:
            self._speaker.silence()  # the moment it is acknowledged
            self._next_urgent = float("-inf")
        self._urgent = urgent
        if not self.minutes_muted and self.settings.volume:
            now = self._clock.monotonic()
            if urgent and now >= self._next_urgent:
                self._next_urgent = now + AGAIN_S
                self._speaker.play(tones.urgent(self.settings.volume))
            elif fresh and not urgent:
                self._speaker.play(tones.soft(self.settings.volume))
        self._tell()

    def test(self) -> bool:
        """Let the act-now sound be heard once, muted or not; False when there is no device."""
        done = self._speaker.play(tones.urgent(self.settings.volume))
        self._tell()
        return done

    def mute(self, minutes: int) -> None:
        """Be silent for so long; 0: sound again."""
        until = self._clock.now_us() + minutes * MINUTE if minutes else 0
        self.settings = replace(self.settings, muted_until_us=until)
        if minutes:
            self._speaker.silence()
        self._next_urgent = float("-inf")
        keep_sound(self._folder, self.settings)
        self._tell()

    def set_volume(self, volume: int) -> None:
        """0…100; kept for this PC."""
        self.settings = replace(self.settings, volume=max(0, min(100, volume)))
        keep_sound(self._folder, self.settings)
        self._tell()

    def close(self) -> None:
        """Give the device back."""
        self._speaker.close()

    def _tell(self) -> None:
        shown = (self.minutes_muted, self.deaf, self.at_nought)
        if shown != self._shown:
            self._shown = shown
            self.changed.emit()
