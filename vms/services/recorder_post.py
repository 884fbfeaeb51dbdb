"""A recorder's post among those of the school: who it is, where it writes, and which cameras are its own now."""

from __future__ import annotations

import functools
import getpass
import logging
import os
import platform
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from vms.core.clock import Clock
from vms.core.errors import CatalogueError
from vms.core.log import event
from vms.core.paths import DataFolder
from vms.models.database import Catalogue
from vms.models.footage import last_end
from vms.models.keeping import Lease, Recorder, Storage
from vms.models.recording import RecorderStatus
from vms.services.leases import ALIVE, LEASE_S, Leases

__all__ = ["TAKEN_OVER", "Post", "Taken", "camera_lease", "recorder_number", "storage_number"]

_log = logging.getLogger(__name__)

CAMERA = "camera:"
PURGE = "purge:"
# Reason of the gap between two recorders: the one before fell silent, this one went on.
TAKEN_OVER = "recorder_taken_over"
_NUMBER, STORAGE_MARK = "recorder.id", ".storage"
# A recorder that comes back gets its cameras only once it has stayed for so long.
_SETTLED_US = int(2 * LEASE_S * 1_000_000)


@dataclass(frozen=True, slots=True)
class Taken:
    """A camera that another recorder had before: up to when there is footage of it, and whose it is."""

    since_us: int
    holder: str


def camera_lease(camera_id: int) -> str:
    """The name of a camera's lease."""
    return f"{CAMERA}{camera_id}"


def recorder_number(root: Path) -> str:
    """The number of the recorder of a data folder; made at the first start, the same for good."""
    return _kept(root / _NUMBER, "")


def storage_number(recordings: Path) -> str:
    """The number of a folder of recordings; '' while no recorder has written there."""
    mark = recordings / STORAGE_MARK
    return mark.read_text(encoding="utf-8").strip() if mark.exists() else ""


class Post:
    """The recorder's row, its leases, its cameras. ``may_write`` on any thread, the rest on the service's.

    ``kind``: 'service' | 'window' | 'console'.
    """

    def __init__(self, catalogue: Catalogue, folder: DataFolder, clock: Clock, kind: str = "console") -> None:
        self._catalogue, self._folder, self._clock, self._kind = catalogue, folder, clock, kind
        self.number = recorder_number(folder.root)
        self.storage = "" if catalogue.on_sqlite else self._storage()
        self.leases = Leases(catalogue, clock, self.number)
        self._known: dict[int, Taken] = {}

    def start(self) -> None:
        """Report for duty. Raises CatalogueError."""
        now = self._clock.now_us()
        facts = {
            "host": platform.node(), "account": getpass.getuser(), "storage": self.storage, "pid": os.getpid(),
            "kind": self._kind, "started_us": now, "seen_us": now, "stopped_us": None,
        }  # fmt: skip
        with self._catalogue.write():
            Recorder.insert(id=self.number, **facts).on_conflict_ignore().execute()
            Recorder.update(facts).where(Recorder.id == self.number).execute()
        self.leases.take([ALIVE + self.number])
        self.leases.start()

    def stop(self) -> None:
        """Give everything back: another recorder may begin at once. The last act, after the last row is written."""
        self.leases.stop()
        try:
            self.leases.release(self.leases.held())
            with self._catalogue.write():
                Recorder.update(stopped_us=self._clock.now_us()).where(Recorder.id == self.number).execute()
        except CatalogueError as error:
            event(_log, "leases_not_given_back", logging.WARNING, detail=str(error))  # they run out by themselves

    def beat(self) -> None:
        """Still here. Inside ``write()``."""
        Recorder.update(seen_us=self._clock.now_us()).where(Recorder.id == self.number).execute()

    def may_write(self, camera_id: int) -> bool:
        """Whether the camera is ours at this very moment."""
        return self.leases.holds(camera_lease(camera_id))

    def pass_for(self, camera_id: int) -> Callable[[], bool]:
        """The same question for one camera, to be asked for every packet, on any thread."""
        return functools.partial(self.leases.holds, camera_lease(camera_id))

    def owns(self, camera_id: int) -> bool:
        """Whether what is missing of a camera is for this recorder to say: nobody else has taken it since, though the
        lease may have run out. Inside ``read()``.
        """
        row = Lease.get_or_none(Lease.name == camera_lease(camera_id))
        return row is None or row.holder == self.number

    def cameras(self, wanted: Mapping[int, str], ending: set[int]) -> set[int]:
        """Which of the cameras (with the recorder that each should have, '' any) are ours now.

        Free ones are taken, those no longer wanted given back once nothing of them is being closed (``ending``).
        Raises CatalogueError.
        """
        theirs = self._elsewhere(wanted)
        mine = {camera for camera in wanted if camera not in theirs}
        have = {int(name.removeprefix(CAMERA)) for name in self.leases.held() if name.startswith(CAMERA)}
        over = {camera for camera in have - mine if camera not in ending}
        if over:
            self.leases.release(camera_lease(camera) for camera in over)
        new = mine - have
        before = self._before(new)
        won = {int(name.removeprefix(CAMERA)) for name in self.leases.take(camera_lease(camera) for camera in new)}
        for camera in won & set(before):
            self._known[camera] = before[camera]
            event(_log, "recorder_took_over", camera=camera, before=before[camera].holder)
        return (have & mine) | won

    def taken_over(self, camera_id: int) -> Taken | None:
        """What another recorder left of a camera that was just taken; told once."""
        return self._known.pop(camera_id, None)

    def held_by_others(self) -> set[int]:
        """Cameras that another recorder has now."""
        found = self.leases.holders(CAMERA)
        return {int(name.removeprefix(CAMERA)) for name, holder in found.items() if holder != self.number}

    def purges(self) -> bool:
        """Whether it is this recorder that deletes in its folder: one of those that share it does."""
        name = f"{PURGE}{self.storage}"
        return self.leases.holds(name) or bool(self.leases.take([name]))

    def others_here(self) -> bool:
        """Whether another recorder that is alive writes into the same folder."""
        if not self.storage:
            return False
        alive = {name.removeprefix(ALIVE) for name in self.leases.holders(ALIVE)} - {self.number}
        with self._catalogue.read():
            return bool(Recorder.select().where(Recorder.id.in_(alive) & (Recorder.storage == self.storage)).exists())

    def _elsewhere(self, wanted: Mapping[int, str]) -> set[int]:
        """Cameras that should be another recorder's, while that one is alive."""
        preferred = {camera: number for camera, number in wanted.items() if number and number != self.number}
        if not preferred or self.leases.alone:
            return set()
        alive = {name.removeprefix(ALIVE) for name in self.leases.holders(ALIVE)}
        with self._catalogue.read():
            rows = {row.id: row for row in Recorder.select().where(Recorder.id.in_(alive))}
        now = self._clock.now_us()
        settled = {number for number, row in rows.items() if now - row.started_us >= _SETTLED_US}
        # One that was never ours is left to it at once; one that is running changes hands only when that is safe.
        have = {camera for camera in preferred if self.may_write(camera)}
        return {camera for camera, number in preferred.items() if number in (settled if camera in have else alive)}

    def _before(self, cameras: set[int]) -> dict[int, Taken]:
        """What other recorders left of these cameras without a clean end."""
        if self._catalogue.on_sqlite or not cameras:
            return {}
        found = {}
        with self._catalogue.read():
            named = {row.id for row in Recorder.select(Recorder.id)} - {self.number}
            for row in RecorderStatus.select().where(
                RecorderStatus.camera.in_(cameras) & (RecorderStatus.state != "off")
            ):
                if row.recorder in named:
                    last = max(row.open_end_us or 0, last_end(row.camera_id, self._clock.now_us()) or 0)
                    if row.state == "armed":
                        last = max(last, row.beat_us)  # it waited for a cause, and missed nothing
                    found[row.camera_id] = Taken(last or row.beat_us, row.recorder)
        return found

    def _storage(self) -> str:
        """The number of the recordings folder; several PCs that write into one shared folder find the same."""
        host, root = platform.node(), str(self._folder.recordings.resolve())
        with self._catalogue.write():
            lost = Storage.get_or_none((Storage.host == host) & (Storage.root == root))
            first = not Storage.select().exists()
            number = _kept(self._folder.recordings / STORAGE_MARK, lost.id if lost else "")
            Storage.insert(id=number, host=host, root=root, seen_us=self._clock.now_us()).on_conflict_ignore().execute()
        if first:
            event(_log, "storage_named", storage=number)
        return number


def _kept(path: Path, known: str) -> str:
    """The number in a file; a new one (or ``known``) is written where there is none."""
    if path.exists() and (text := path.read_text(encoding="utf-8").strip()):
        return text
    number = known or uuid.uuid4().hex
    path.write_text(number, encoding="utf-8")
    return number
