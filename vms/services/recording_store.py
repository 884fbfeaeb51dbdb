"""Is the folder of the recordings the one meant, or only the empty place where its disk belongs?

A small file, the mark, lies in it. Recordings on a disk of their own are told by its device: where they were on one and
the folder without a mark now lies on the disk of the rest, that disk is away, and recording would fill the wrong one.
"""

from __future__ import annotations

import json
import logging
import threading
import uuid
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from vms.core.disk import storage_error
from vms.core.errors import CatalogueError, StorageGone
from vms.core.instants import SECOND
from vms.core.log import event
from vms.core.paths import DataFolder
from vms.models.database import Catalogue
from vms.models.room import NEVER, room_after
from vms.services.evidence_files import write_durably
from vms.services.footage import LONGEST_US
from vms.video.tape import Room

_log = logging.getLogger(__name__)

MARK = ".recordings"
# Free time shorter than this between two segments isn't worth a file.
_LEAST_US = 10 * SECOND


@dataclass(frozen=True, slots=True)
class _Known:
    """What the data folder remembers of that of the recordings."""

    mark: str
    separate: bool


class RecordingStore:
    """The folder of the recordings. ``prepare`` on the recorder's main thread, ``room`` on any."""

    def __init__(self, catalogue: Catalogue, folder: DataFolder) -> None:
        self._catalogue, self._root, self._recordings = catalogue, folder.root, folder.recordings
        self._note = folder.root / "recordings.json"
        self._lock = threading.Lock()

    @property
    def mark(self) -> Path:
        """The file that tells the folder apart from its empty place."""
        return self._recordings / MARK

    def present(self) -> bool:
        """Whether the folder is the one meant, as far as it was ever prepared. Changes nothing."""
        return self._known() is None or self.mark.exists()

    def prepare(self) -> None:
        """See to it that the folder is the one meant, and mark it. Raises StorageGone, StorageError."""
        try:
            separate = self._recordings.stat().st_dev != self._root.stat().st_dev
            found = self.mark.read_text("utf-8").strip() if self.mark.exists() else ""
            known = self._known()
            if not found:
                if known is not None and known.separate and not separate:
                    raise StorageGone(path=str(self._recordings), detail="its disk is away")
                if known is not None:
                    event(_log, "recordings_in_a_new_place", logging.WARNING, path=self._recordings)
                found = known.mark if known is not None else uuid.uuid4().hex
                write_durably(self.mark, f"{found}\n".encode())
            if known != _Known(found, separate):
                write_durably(self._note, json.dumps(asdict(_Known(found, separate))).encode())
        except OSError as error:
            raise storage_error(self._recordings, error) from error

    def room(self, camera_id: int) -> Callable[[int], Room]:
        """What a tape asks when the PC's clock takes it to times that may be taken."""

        def free(instant: int) -> Room:
            try:
                # One at a time: the catalogue has few connections, and at a start every camera asks.
                with self._lock, self._catalogue.read(), self._catalogue.guarded():
                    return Room(*room_after(camera_id, instant, LONGEST_US, _LEAST_US))
            except CatalogueError as error:
                event(_log, "room_not_known", logging.WARNING, camera=camera_id, detail=str(error))
                return Room(instant, NEVER)

        return free

    def _known(self) -> _Known | None:
        return _Known(**json.loads(self._note.read_text("utf-8"))) if self._note.exists() else None
