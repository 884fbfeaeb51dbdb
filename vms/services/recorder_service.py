"""The recorder process at work: keeps one recorder a stream, writes the ledger and the marks, beats, and purges."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterator
from typing import Any

from vms.core.clock import Clock
from vms.core.errors import CatalogueError, DiskFull, StorageError, VmsError
from vms.core.instants import SECOND, Span
from vms.core.log import event
from vms.core.paths import DataFolder
from vms.models.camera import Camera
from vms.models.database import Catalogue
from vms.services.alarm_views import CARE_KINDS, Sighting
from vms.services.audit import Audit
from vms.services.ballast import Ballast
from vms.services.cameras import Cameras
from vms.services.footage_marks import FootageMarks
from vms.services.motion_eyes import MotionEyes, Place
from vms.services.plan_grid import Level
from vms.services.recorder_alarms import RecorderAlarms
from vms.services.recorder_beat import off_row, save, status_row
from vms.services.recorder_post import TAKEN_OVER, Post
from vms.services.recording_ledger import CONNECTING, NOT_PLANNED, Ledger, stream_folder
from vms.services.recording_plans import DEFAULT, PlanView, RecordingPlans
from vms.services.recording_recovery import recover
from vms.services.recording_store import RecordingStore
from vms.services.recording_wanted import Happening, connected, streams, wanted
from vms.services.retention import Retention
from vms.services.stream_specs import StreamSpecs, key_of
from vms.video.gate import Order
from vms.video.inbox import Reserve
from vms.video.recorder import CameraRecorder, RecordingPlan
from vms.video.sent_clock import SentReading
from vms.video.source import StreamSpec

_log = logging.getLogger(__name__)

_TICK_S = 0.25
_RECONCILE_S = 2.0
_BY_HAND_S = 1.0
_BEAT_S = 1.0
_PURGE_S = 20.0
_STOP_S = 4.0
_CLOSE_S = 1.0

# The last of a full disk belongs to the catalogue: it has to say that the disk is full, and to delete what is old.
KEEP_FREE = 64 << 20

STOPPED = "recorder_stopped"
OFF = "recording_off"
CHANGED = "camera_changed"
REPLACED = "recorder_replaced"

# A camera and one of its streams.
_Seat = tuple[int, str]


class RecorderService:
    """Everything the recorder process does, on the thread that calls ``run``."""

    def __init__(
        self,
        catalogue: Catalogue,
        cameras: Cameras,
        retention: Retention,
        folder: DataFolder,
        clock: Clock,
        post: Post,
        alarms: RecorderAlarms,
    ) -> None:
        self._catalogue, self._retention = catalogue, retention
        self._folder, self._clock = folder, clock
        self._post, self._name, self._alarms = post, post.number, alarms
        self._ledger = Ledger(catalogue, folder.recordings, post.storage, post.number, post.owns)
        self._store, self._reserve = RecordingStore(catalogue, folder), Reserve()
        self._ballast = Ballast(folder.root)
        self._recovered = False
        self._specs = StreamSpecs(cameras)
        self._plan_book = RecordingPlans(catalogue, clock, Audit(catalogue, clock))
        self._marks = FootageMarks(catalogue)
        self._eyes = MotionEyes(clock)
        self._recorders: dict[_Seat, CameraRecorder] = {}
        self._ending: list[CameraRecorder] = []
        self._ordered: dict[_Seat, str] = {}
        self._plans: dict[int, PlanView] = {}
        self._by_hand: dict[int, Span] = {}
        self._unusable: dict[int, tuple[str, int]] = {}
        self._mine: set[int] = set()
        self._off: set[int] = set()
        self._idle: set[int] = set()
        self._told: dict[int, str] = {}

    def run(self, stopping: threading.Event) -> bool:
        """Record until ``stopping``. True when every thread has ended; a receiver may still wait for a dead camera."""
        due: dict[str, float] = {}
        try:
            self._post.start()
            event(_log, "recorder_started", pid=os.getpid())
            while not stopping.wait(_TICK_S if self._recorders else 0.05):
                now = self._clock.monotonic()
                for name, work, every in (
                    ("by_hand", self._look_by_hand, _BY_HAND_S),
                    ("alarms", self._mirror_alarms, _RECONCILE_S),
                    ("reconcile", self._reconcile, _RECONCILE_S),
                    ("order", self._order, 0.0),
                    ("flush", self._ledger.flush, 0.0),
                    ("beat", self._beat, _BEAT_S),
                    ("purge", self._purge, _PURGE_S),
                ):
                    if now >= due.get(name, 0.0):
                        due[name] = now + every
                        self._guarded(name, work)
        finally:
            ended = self._stop_all()
        event(_log, "recorder_stopped", pid=os.getpid())
        return ended

    def _recover(self) -> None:
        """What other recorders have in hand now is theirs; parts in a shared folder too."""
        others = self._post.held_by_others()
        recover(
            self._catalogue,
            self._folder.recordings,
            self._clock.now_us(),
            storage=self._post.storage,
            recorder=self._name,
            elsewhere=frozenset(others),
            leave_parts=self._post.others_here(),
        )

    def _guarded(self, name: str, work: Any) -> None:
        """A busy or unreachable catalogue or a full disk must not end the recording: what wasn't done is done later."""
        try:
            # On a full disk the catalogue's own driver complains first.
            with self._catalogue.guarded():
                work()
        except CatalogueError as error:
            event(_log, "catalogue_not_reached", logging.WARNING, work=name, detail=str(error))
        except DiskFull as error:
            event(_log, "catalogue_disk_full", logging.WARNING, work=name, detail=str(error))
            self._ballast.throw()
        except (StorageError, OSError) as error:
            event(_log, "storage_not_reached", logging.WARNING, work=name, detail=str(error))

    def sent_clocks(self) -> dict[int, SentReading | None]:
        """What the streams recorded now say of their cameras' clocks, since this was asked before. Any thread."""
        found = {}
        for (camera_id, stream), recorder in list(self._recorders.items()):
            if stream == "main" or (camera_id, "main") not in self._recorders:
                found[camera_id] = recorder.sent_clock.take()
        return found

    # --- which streams ---

    def _ready(self, cameras: list[int]) -> bool:
        """Disk and catalogue are brought together once, before anything is recorded; not while the recordings' disk is
        away. Until then no camera is taken: another recorder may have them.
        """
        if not self._recovered:
            try:
                self._store.prepare()
            except StorageError as error:
                now = self._clock.now_us()
                since = {number: at for number, (code, at) in self._unusable.items() if code == error.code}
                self._unusable = {number: (error.code, since.get(number, now)) for number in cameras}
                return False
            self._recover()
            self._recovered = True
        return True

    def _look_by_hand(self) -> None:
        """Somebody who presses "record now" doesn't wait for the next turn."""
        known = {camera for camera, _ in self._recorders} | self._idle
        found = self._plan_book.by_hand(sorted(known))
        waits = any(camera in self._idle for camera in found)
        self._by_hand = found
        if waits:
            self._reconcile()

    def _reconcile(self) -> None:
        with self._catalogue.read():
            rows = list(Camera.select())
        self._plans = self._plan_book.every()
        now_us = self._clock.now_us()
        inside = [row for row in rows if row.removed_us is None and row.record and row.enabled]
        self._off = {row.id for row in rows} - {row.id for row in inside}
        if not self._ready([row.id for row in inside]):
            return
        closing = {recorder.plan.camera_id for recorder in self._ending if recorder.writing}
        running = {camera_id for camera_id, _ in self._recorders}
        mine = self._post.cameras({row.id: row.recorder for row in inside}, closing | running)
        self._adopt(mine)
        inside = [row for row in inside if row.id in mine]
        asked = [row for row in inside if connected(self._plan(row.id), now_us, self._by_hand.get(row.id))]
        self._rest({row.id for row in inside} - {row.id for row in asked}, now_us)
        wanted_specs = self._usable(asked, now_us)
        for seat, recorder in list(self._recorders.items()):
            spec = wanted_specs.get(seat)
            if recorder.failed:
                self._end(seat, recorder, "program_error")  # a fault of ours, and the next try may do better
            elif spec is None or key_of(spec) != key_of(recorder.plan.spec):
                self._end(seat, recorder, self._why_ended(seat, spec))
        self._ending = [recorder for recorder in self._ending if recorder.alive or recorder.writing]
        # Its last words must come before the first of the one that follows it.
        busy = {(one.plan.camera_id, one.plan.stream) for one in self._ending if one.writing}
        for seat, spec in wanted_specs.items():
            if seat not in self._recorders and seat not in busy:
                self._begin(seat, spec)
        self._open_eyes(asked, now_us)

    def _adopt(self, mine: set[int]) -> None:
        """Cameras that have become this recorder's: what the one before left open of them is ended."""
        new = mine - self._mine
        if new:
            self._marks.adopt(new)
        self._mine = mine

    def _plan(self, camera_id: int) -> PlanView:
        return self._plans.get(camera_id, DEFAULT)

    def _usable(self, rows: list[Camera], now_us: int) -> dict[_Seat, StreamSpec]:
        """The streams that can be opened; of a camera whose leading one can't be, the reason is kept."""
        before, self._unusable = self._unusable, {}
        found: dict[_Seat, StreamSpec] = {}
        for row in rows:
            plan = self._plan(row.id)
            wanted_streams = streams(plan, bool(row.sub_url))
            self._ledger.lead(row.id, wanted_streams[0])
            try:
                for number, stream in enumerate(wanted_streams):
                    found[row.id, stream] = self._specs.of(row, stream, sound=plan.sound and number == 0)
            except VmsError as error:
                known = before.get(row.id)
                same = known is not None and known[0] == error.code
                self._unusable[row.id] = (error.code, known[1] if known and same else now_us)
        return found

    def _rest(self, idle: set[int], now_us: int) -> None:
        """Cameras of which the plan wants nothing now: what isn't recorded of them isn't missing."""
        for camera_id in idle - self._idle:
            self._ledger.unplanned(camera_id, now_us)
        self._idle = idle

    def _why_ended(self, seat: _Seat, spec: StreamSpec | None) -> str:
        if spec is not None:
            return CHANGED
        camera_id, _ = seat
        if camera_id in self._idle:
            return NOT_PLANNED
        if camera_id in self._off:
            return OFF
        return CHANGED if camera_id in self._mine else REPLACED

    def _begin(self, seat: _Seat, spec: StreamSpec) -> None:
        camera_id, stream = seat
        now_us = self._clock.now_us()
        if self._ledger.leads(camera_id, stream):
            left = self._post.taken_over(camera_id)
            if left is not None:
                self._ledger.missing(camera_id, left.since_us, TAKEN_OVER)
            self._ledger.missing(camera_id, now_us, CONNECTING)
        plan = self._plan(camera_id)
        order = wanted(plan, now_us, self._happening(camera_id))
        self._ordered[seat] = order.cause
        folder = stream_folder(self._folder.recordings, camera_id, stream)
        job = RecordingPlan(
            camera_id,
            folder,
            spec,
            self._post.pass_for(camera_id),
            self._store.mark,
            self._store.room(camera_id) if self._ledger.leads(camera_id, stream) else None,
            KEEP_FREE,
            stream,
            Order(order.cause, 0),
            plan.pre_s * SECOND,
        )
        recorder = self._recorders[seat] = CameraRecorder(job, self._ledger.of(stream), self._clock, self._reserve)
        recorder.start()

    def _end(self, seat: _Seat, recorder: CameraRecorder, reason: str) -> None:
        recorder.ask_to_stop(reason)
        recorder.join_tape(_CLOSE_S)
        self._ending.append(recorder)
        del self._recorders[seat]
        self._ordered.pop(seat, None)

    # --- what is written ---

    def _open_eyes(self, rows: list[Camera], now_us: int) -> None:
        """Eyes for the cameras whose plan depends on motion, or that want it marked."""
        places: dict[int, Place] = {}
        for row in rows:
            plan = self._plan(row.id)
            if not plan.marks and plan.grid.at(now_us) is not Level.MOTION:
                continue
            inside = self._recorders.get((row.id, "sub" if row.sub_url else "main"))
            if inside is not None:
                places[row.id] = inside
            elif row.sub_url and row.id not in self._unusable:
                places[row.id] = self._specs.of(row, "sub")
        self._eyes.settle(places)

    def _mirror_alarms(self) -> None:
        self._marks.mirror_alarms(self._clock.now_us(), self._mine)

    def _happening(self, camera_id: int) -> Happening:
        return Happening(self._marks.motion(camera_id), self._marks.alarm(camera_id), self._by_hand.get(camera_id))

    def _order(self) -> None:
        now_us = self._clock.now_us()
        self._marks.look(self._eyes.sights(), now_us)
        for seat, recorder in self._recorders.items():
            plan = self._plan(seat[0])
            recorder.keep_before(plan.pre_s * SECOND)
            order = wanted(plan, now_us, self._happening(seat[0]))
            if order.cause != self._ordered.get(seat):
                recorder.order(order)
                self._ordered[seat] = order.cause

    # --- what the others see ---

    def _beat(self) -> None:
        now_us = self._clock.now_us()
        rows: list[dict[str, Any]] = []
        for camera_id, lead, second in self._cameras_recorded():
            state = lead.state()
            rows.append(status_row(self._name, self._folder.recordings, lead, second, now_us))
            if state.state == "waiting" and state.reason != self._told.get(camera_id):
                self._ledger.explained(camera_id, state.reason)
            self._told[camera_id] = state.reason
        for camera_id, (reason, since_us) in self._unusable.items():
            rows.append(off_row(self._name, camera_id, "waiting", reason, since_us, now_us))
        rows += [off_row(self._name, camera_id, "off", OFF, now_us, now_us) for camera_id in self._off]
        # Waiting, not off: a recorder that dies at night must be missed at night.
        rows += [off_row(self._name, camera_id, "waiting", NOT_PLANNED, now_us, now_us) for camera_id in self._idle]
        self._save(rows)

    def _save(self, rows: list[dict[str, Any]]) -> None:
        with self._catalogue.write():
            self._post.beat()
            save(self._catalogue, self._still_ours(rows))

    def _still_ours(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Waiting for the lane may have taken longer than a lease lasts. While its disk is away this recorder has no
        lease, and tells why of the cameras that nobody has.
        """
        if not self._recovered:
            theirs = self._post.held_by_others()
            return [row for row in rows if row["camera"] not in theirs]
        return [row for row in rows if row["reason"] == OFF or self._post.may_write(row["camera"])]

    def _purge(self) -> None:
        # With the disk away every file would seem deleted, and its row would go.
        if self._recovered and self._store.mark.exists() and self._post.purges():
            trouble = self._retention.step().trouble
            seen = [Sighting(None, "storage", trouble, self._clock.now_us())] if trouble else []
            self._alarms.set("storage", seen)
            self._ballast.keep()
        self._alarms.confirm(CARE_KINDS)

    def _cameras_recorded(self) -> Iterator[tuple[int, CameraRecorder, CameraRecorder | None]]:
        """Each camera with the recorder of its leading stream, and that of the other one."""
        for (camera_id, stream), recorder in self._recorders.items():
            if stream == "main":
                yield camera_id, recorder, self._recorders.get((camera_id, "sub"))
            elif (camera_id, "main") not in self._recorders:
                yield camera_id, recorder, None

    # --- the end ---

    def _stop_all(self) -> bool:
        recorders = [*self._recorders.values(), *self._ending]
        for recorder in recorders:
            recorder.ask_to_stop(STOPPED)
        watches = self._eyes.ask_to_stop()
        end = self._clock.monotonic() + _STOP_S
        for recorder in recorders:
            recorder.join_tape(max(0.1, end - self._clock.monotonic()))
        now_us = self._clock.now_us()
        self._guarded("flush", self._ledger.flush)
        self._guarded("marks", lambda: self._marks.end_all(now_us))
        cameras = [camera_id for camera_id, _, _ in self._cameras_recorded()]
        last = [off_row(self._name, camera_id, "off", STOPPED, now_us, now_us) for camera_id in cameras]
        self._guarded("beat", lambda: self._save(last))
        self._post.stop()
        for thread in (*recorders, *watches):
            thread.join(max(0.01, end - self._clock.monotonic()))
        return not any(thread.alive for thread in (*recorders, *watches))
