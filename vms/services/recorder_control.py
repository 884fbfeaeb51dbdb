"""The recorder as people see and steer it: since when it runs, as what, how many cameras; stop, start, and what happens
when the program closes.
"""

from __future__ import annotations

import json
import logging
import platform
from dataclasses import dataclass

from vms.core.clock import Clock
from vms.core.errors import CatalogueError, InvalidInput
from vms.core.instants import SECOND
from vms.core.log import event
from vms.core.paths import DataFolder
from vms.models.camera import Camera
from vms.models.database import Catalogue
from vms.models.keeping import Recorder
from vms.models.recording import RecorderStatus
from vms.models.setting import Setting
from vms.security.permissions import Action, grant
from vms.services.actor import Actor
from vms.services.audit import Audit
from vms.services.footage import STALE_US
from vms.services.leases import ALIVE, held_by_server_clock
from vms.services.recorder_lock import holder
from vms.services.recorder_post import CAMERA, camera_lease, recorder_number
from vms.services.recording import RecorderProcess

_log = logging.getLogger(__name__)

SERVICE = "service"
_BEATS_US = 30 * SECOND
_WAIT_S = 20.0


@dataclass(frozen=True, slots=True)
class RecorderView:
    """One recorder of the school. ``kind``: 'service' | 'window' | 'console'; ``recording``: so many cameras now."""

    number: str
    host: str
    here: bool
    kind: str
    account: str
    pid: int
    started_us: int
    seen_us: int
    running: bool
    recording: int


@dataclass(frozen=True, slots=True)
class RecordersView:
    """All recorders, this PC's first; so many of ``wanted`` cameras are recorded. ``stopped``: by a person, here."""

    recorders: tuple[RecorderView, ...]
    recording: int
    wanted: int
    keep_running: bool
    stopped: bool

    @property
    def here(self) -> RecorderView | None:
        """This PC's, running or not."""
        return next((one for one in self.recorders if one.here), None)


class RecorderControl:
    """One per window process. ``begin`` once, ``ensure`` now and then; every method blocks, off the GUI thread."""

    def __init__(self, catalogue: Catalogue, folder: DataFolder, clock: Clock, audit: Audit) -> None:
        self._catalogue, self._folder, self._clock, self._audit = catalogue, folder, clock, audit
        self._process: RecorderProcess | None = None
        self._stopped = False
        self._key = f"recorder.{platform.node()}"

    # -- for the program itself ------------------------------------------------------------------------------------

    def begin(self, process: RecorderProcess) -> None:
        """The process that this program looks after. GUI thread; returns at once."""
        self._process = process

    def ensure(self) -> bool:
        """Start a recorder unless one runs or a person has stopped it; True when it was started now."""
        return self._process is not None and not self._stopped and self._process.ensure()

    def to_end(self, *, demo: bool) -> RecorderProcess | None:
        """The program closes: what is to be stopped after everything else. A demo school's recorder ends, a real one as
        was chosen; a service always goes on. Where that can't be read, recording goes on.
        """
        if self._process is None or demo:
            return self._process
        try:
            here = self.view().here
            service = here is not None and here.running and here.kind == SERVICE
            return None if service or self.keep_running() else self._process
        except CatalogueError as error:
            event(_log, "recorder_left_running", logging.WARNING, detail=str(error))
            return None

    # -- for pages -------------------------------------------------------------------------------------------------

    def view(self) -> RecordersView:
        """What there is to see; no right is asked: every guard sees whether recording runs."""
        now, mine, pid = self._clock.now_us(), recorder_number(self._folder.root), holder(self._folder.root)
        held, alive = (held_by_server_clock(self._catalogue, prefix) for prefix in (CAMERA, ALIVE))
        with self._catalogue.read():
            rows = list(Recorder.select().order_by(Recorder.host))
            should = Camera.record & Camera.enabled & Camera.removed_us.is_null()
            wanted = {row.id for row in Camera.select(Camera.id).where(should)}
            beating = list(RecorderStatus.select().where(RecorderStatus.state == "recording"))
        fresh = [row for row in beating if row.camera_id in wanted and _fresh(row, now, held)]
        lives = {row.id for row in rows if _alive(row, now, alive)}
        found = [_one(row, fresh, pid if row.id == mine else None, lives, here=row.id == mine) for row in rows]
        found.sort(key=lambda one: (not one.here, one.host))
        return RecordersView(tuple(found), len(fresh), len(wanted), self.keep_running(), self._stopped)

    def keep_running(self) -> bool:
        """Whether recording goes on on this PC when the program is closed; so it does unless the board said no."""
        with self._catalogue.read():
            row = Setting.get_or_none(Setting.key == self._key)
        return bool(json.loads(row.value)["keep_running"]) if row else True

    def set_keep_running(self, actor: Actor, on: bool) -> None:
        """The board's choice (Điều 2.3: nobody else may have cameras unrecorded). Raises NotAllowed."""
        self._audit.require(actor, Action.DISABLE_CAMERA)
        value = json.dumps({"keep_running": on})
        with self._catalogue.write():
            Setting.insert(key=self._key, value=value).on_conflict(
                conflict_target=[Setting.key], preserve=[Setting.value]
            ).execute()
            self._audit.write(actor, "recorder_keeps_running", object="recorder", on=on)

    def may_stop(self, actor: Actor) -> bool:
        """Whether stop and "keep running" are this person's."""
        return grant(actor.role, Action.DISABLE_CAMERA).value == "all"

    def may_restart(self, actor: Actor) -> bool:
        """Whether restart is this person's: IT's too, because it loses seconds only."""
        return self.may_stop(actor) or grant(actor.role, Action.CONFIGURE_CAMERAS).value == "all"

    def preferred(self, camera_id: int) -> str:
        """The number of the recorder that should have a camera; '' any."""
        with self._catalogue.read():
            row = Camera.get_or_none(Camera.id == camera_id)
        return row.recorder if row is not None else ""

    def prefer(self, actor: Actor, camera_id: int, number: str) -> None:
        """Let a camera be recorded by one PC while that is there; '' any. Raises NotAllowed, InvalidInput."""
        self._require_restart(actor)
        with self._catalogue.write():
            if number and Recorder.get_or_none(Recorder.id == number) is None:
                raise InvalidInput(reasons={"recorder": "unknown"})
            before = self.preferred(camera_id)
            Camera.update(recorder=number).where(Camera.id == camera_id).execute()
            self._audit.write(actor, "camera_recorder", object=f"camera:{camera_id}", before=before, after=number)

    def stop(self, actor: Actor, reason: str) -> None:
        """Nothing is recorded by this PC until it is started again or the program is opened anew. The board's.

        Raises NotAllowed, InvalidInput (reason: empty; recorder: is_service, did_not_stop).
        """
        self._audit.require(actor, Action.DISABLE_CAMERA)
        if not reason.strip():
            raise InvalidInput(reasons={"reason": "empty"})
        here = self.view().here
        if here is not None and here.running and here.kind == SERVICE:
            raise InvalidInput(reasons={"recorder": "is_service"})
        self._stopped = True
        self._audit.write(actor, "recorder_stopped", object="recorder", reason=reason.strip())
        self._stop()

    def start(self, actor: Actor) -> None:
        """Record again. Raises NotAllowed, FolderNotWritable."""
        self._require_restart(actor)
        self._stopped = False
        self._audit.write(actor, "recorder_started", object="recorder")
        self.ensure()
        if self._process is not None:
            self._process.wait_ready(_WAIT_S)

    def restart(self, actor: Actor) -> None:
        """Stop and start it. Raises NotAllowed, InvalidInput (recorder: did_not_stop), FolderNotWritable."""
        self._require_restart(actor)
        self._audit.write(actor, "recorder_restarted", object="recorder")
        self._stop()
        self._stopped = False
        self.ensure()
        if self._process is not None:
            self._process.wait_ready(_WAIT_S)

    def _stop(self) -> None:
        if self._process is not None and not self._process.stop():
            raise InvalidInput(reasons={"recorder": "did_not_stop"})

    def _require_restart(self, actor: Actor) -> None:
        if not self.may_stop(actor):
            self._audit.require(actor, Action.CONFIGURE_CAMERAS)


def _one(row: Recorder, fresh: list[RecorderStatus], pid: int | None, lives: set[str], *, here: bool) -> RecorderView:
    return RecorderView(
        number=row.id,
        host=row.host,
        here=here,
        kind=row.kind,
        account=row.account,
        pid=pid or row.pid,
        started_us=row.started_us,
        seen_us=row.seen_us,
        running=pid is not None if here else row.id in lives,
        recording=sum(1 for status in fresh if status.recorder == row.id),
    )


def _fresh(row: RecorderStatus, now: int, held: set[str] | None) -> bool:
    return now - row.beat_us <= STALE_US if held is None else camera_lease(row.camera_id) in held


def _alive(row: Recorder, now: int, alive: set[str] | None) -> bool:
    if alive is not None:
        return ALIVE + row.id in alive
    return row.stopped_us is None and now - row.seen_us <= _BEATS_US
