"""What happened in front of the cameras, written down by the recorder: motion it sees itself, and all PCs' alarms.

These are the coloured parts of the archive's time line, and the causes for which cameras on motion are recorded.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

from vms.core.instants import DAY, SECOND
from vms.models.alarm import Alarm
from vms.models.database import Catalogue
from vms.models.recording import FootageEvent, RecorderStatus
from vms.services.alarm_views import LOSS_KINDS
from vms.video.motion_eye import Sight

MOTION, ALARM = "motion", "alarm"
SOURCE = "recorder"
# Somebody who stands still for a moment is one motion, not two.
_SAME_US = 5 * SECOND
_RECENT_US = 2 * DAY


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something that happened, or happens (``end_us`` None)."""

    start_us: int
    end_us: int | None


class FootageMarks:
    """Runs on the recorder's main thread. Raises CatalogueError; what wasn't written is written at the next turn."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._rows: dict[int, int] = {}
        self._motion: dict[int, Occasion] = {}
        self._alarms: dict[int, tuple[int, Occasion]] = {}
        self._version: int | None = None

    def motion(self, camera_id: int) -> Occasion | None:
        """The newest motion in front of a camera since the recorder runs."""
        return self._motion.get(camera_id)

    def alarm(self, camera_id: int) -> Occasion | None:
        """The newest alarm of a camera since the recorder runs, or one that went on when it began."""
        found = self._alarms.get(camera_id)
        return found[1] if found else None

    def adopt(self, camera_ids: Set[int]) -> None:
        """Cameras that are ours from now on: what the recorder before us saw has ended when it last said anything, and
        their alarms are looked at anew.
        """
        self._version = None
        with self._catalogue.write():
            theirs = RecorderStatus.camera.in_(camera_ids - set(self._rows))
            beats = {row.camera_id: row.beat_us for row in RecorderStatus.select().where(theirs)}
            for camera_id, beat_us in beats.items():
                open_ones = (
                    (FootageEvent.camera == camera_id) & FootageEvent.end_us.is_null() & (FootageEvent.source == SOURCE)
                )
                for row in list(FootageEvent.select().where(open_ones)):
                    end_us = max(row.start_us, beat_us)
                    FootageEvent.update(end_us=end_us).where(FootageEvent.id == row.id).execute()

    def look(self, sights: Mapping[int, Sight], now_us: int) -> None:
        """What the eyes see at this moment. Quick where nothing has changed."""
        for camera_id, sight in sights.items():
            known = self._motion.get(camera_id)
            if sight.moving and (known is None or known.end_us is not None):
                self._begin(camera_id, sight.since_us, known)
            elif not sight.moving and known is not None and known.end_us is None:
                self._motion[camera_id] = Occasion(known.start_us, max(known.start_us, sight.since_us))
        for camera_id in list(self._rows):
            known = self._motion[camera_id]
            if known.end_us is None and camera_id not in sights:  # nobody looks any more
                known = self._motion[camera_id] = Occasion(known.start_us, now_us)
            if known.end_us is not None and now_us - known.end_us > _SAME_US:
                self._end(camera_id, known.end_us)

    def end_all(self, now_us: int) -> None:
        """The recorder stops."""
        for camera_id in list(self._rows):
            self._end(camera_id, self._motion[camera_id].end_us or now_us)

    def mirror_alarms(self, now_us: int, camera_ids: Set[int]) -> None:
        """What has changed of the alarms of our cameras. Losses are no events: there is nothing to see."""
        with self._catalogue.read():
            newest = Alarm.select(Alarm.version).order_by(Alarm.version.desc()).first()
            reached = newest.version if newest else 0
            if reached == self._version:
                return
            where = Alarm.camera.is_null(False) & Alarm.kind.not_in(LOSS_KINDS) & (Alarm.version <= reached)
            if self._version is None:
                where &= (Alarm.began_us > now_us - _RECENT_US) | Alarm.ended_us.is_null()
            else:
                where &= Alarm.version > self._version
            rows = [row for row in Alarm.select().where(where).order_by(Alarm.began_us) if row.camera_id in camera_ids]
        with self._catalogue.write():
            for row in rows:
                self._mirror(row)
        for row in rows:
            assert row.camera_id is not None
            before = self._alarms.get(row.camera_id)
            if before is None or before[0] == row.id or row.began_us >= before[1].start_us:
                self._alarms[row.camera_id] = (row.id, Occasion(row.began_us, row.ended_us))
        self._version = reached

    def _begin(self, camera_id: int, since_us: int, known: Occasion | None) -> None:
        if camera_id in self._rows and known is not None:
            self._motion[camera_id] = Occasion(known.start_us, None)  # it goes on
            return
        with self._catalogue.write():
            row = FootageEvent.create(camera=camera_id, kind=MOTION, start_us=since_us, source=SOURCE)
        self._rows[camera_id] = row.id
        self._motion[camera_id] = Occasion(since_us, None)

    def _end(self, camera_id: int, end_us: int) -> None:
        with self._catalogue.write():
            FootageEvent.update(end_us=end_us).where(FootageEvent.id == self._rows[camera_id]).execute()
        del self._rows[camera_id]

    def _mirror(self, row: Alarm) -> None:
        source = f"alarm:{row.id}"
        mine = (
            (FootageEvent.camera == row.camera_id)
            & (FootageEvent.start_us == row.began_us)
            & (FootageEvent.source == source)
        )
        if not FootageEvent.update(end_us=row.ended_us).where(mine).execute():
            FootageEvent.create(
                camera=row.camera_id, kind=ALARM, start_us=row.began_us, end_us=row.ended_us, source=source
            )
