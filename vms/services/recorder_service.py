"""The recorder process at work: keeps one recorder per camera, writes the ledger, beats, and purges."""

from __future__ import annotations

import logging
import os
import socket
import threading
from typing import Any

from vms.core.clock import Clock
from vms.core.errors import CatalogueError, VmsError
from vms.core.log import event
from vms.core.paths import DataFolder
from vms.models.camera import Camera
from vms.models.database import Catalogue
from vms.models.recording import RecorderStatus
from vms.services.cameras import Cameras
from vms.services.recording_ledger import CONNECTING, Ledger
from vms.services.recording_recovery import recover
from vms.services.retention import Retention
from vms.video.recorder import CameraRecorder, RecordingPlan
from vms.video.source import StreamSpec

_log = logging.getLogger(__name__)

_TICK_S = 0.25
_RECONCILE_S = 2.0
_BEAT_S = 1.0
_PURGE_S = 20.0
_STOP_S = 4.0
_CLOSE_S = 1.0

STOPPED = "recorder_stopped"
OFF = "recording_off"
CHANGED = "camera_changed"


class RecorderService:
    """Everything the recorder process does, on the thread that calls ``run``."""

    def __init__(
        self, catalogue: Catalogue, cameras: Cameras, retention: Retention, folder: DataFolder, clock: Clock
    ) -> None:
        self._catalogue, self._cameras, self._retention = catalogue, cameras, retention
        self._folder, self._clock = folder, clock
        self._name = f"{socket.gethostname()}:{os.getpid()}"
        self._ledger = Ledger(catalogue, folder.recordings)
        self._recorders: dict[int, CameraRecorder] = {}
        self._ending: list[CameraRecorder] = []
        self._unusable: dict[int, tuple[str, int]] = {}
        self._specs: dict[int, tuple[tuple[str, str, str], StreamSpec]] = {}
        self._off: set[int] = set()
        self._told: dict[int, str] = {}

    def run(self, stopping: threading.Event) -> bool:
        """Record until ``stopping``. True when every thread has ended; a receiver may still wait for a dead camera."""
        recover(self._catalogue, self._folder.recordings, self._clock.now_us())
        event(_log, "recorder_started", pid=os.getpid())
        due = dict.fromkeys(("reconcile", "beat", "purge"), 0.0)
        try:
            while not stopping.wait(_TICK_S if self._recorders else 0.05):
                now = self._clock.monotonic()
                for name, work, every in (
                    ("reconcile", self._reconcile, _RECONCILE_S),
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

    def _guarded(self, name: str, work: Any) -> None:
        """A busy or unreachable catalogue must not end the recording: what wasn't done is done at the next turn."""
        try:
            work()
        except CatalogueError as error:
            event(_log, "catalogue_not_reached", logging.WARNING, work=name, detail=str(error))

    # --- which cameras ---

    def _reconcile(self) -> None:
        with self._catalogue.read():
            rows = list(Camera.select())
        inside = [row for row in rows if row.removed_us is None and row.record and row.enabled]
        self._off = {row.id for row in rows} - {row.id for row in inside}
        before, self._unusable = self._unusable, {}
        wanted: dict[int, StreamSpec] = {}
        for row in inside:
            try:
                wanted[row.id] = self._spec(row)
            except VmsError as error:
                known = before.get(row.id)
                same = known is not None and known[0] == error.code
                self._unusable[row.id] = (error.code, known[1] if known and same else self._clock.now_us())
        for camera_id, recorder in list(self._recorders.items()):
            spec = wanted.get(camera_id)
            if spec is None or _key(spec) != _key(recorder.plan.spec):
                self._end(camera_id, recorder, OFF if spec is None else CHANGED)
        self._ending = [recorder for recorder in self._ending if recorder.alive or recorder.writing]
        # Its last words must come before the first of the one that follows it.
        closing = {recorder.plan.camera_id for recorder in self._ending if recorder.writing}
        for camera_id, spec in wanted.items():
            if camera_id not in self._recorders and camera_id not in closing:
                self._begin(camera_id, spec)

    def _spec(self, row: Camera) -> StreamSpec:
        """The camera's stream; looked up and its password unsealed only when something of it has changed."""
        shown = (row.main_url, row.user, row.password_sealed)
        known = self._specs.get(row.id)
        if known is None or known[0] != shown:
            known = self._specs[row.id] = (shown, self._cameras.source(row.id, "main"))
        return known[1]

    def _begin(self, camera_id: int, spec: StreamSpec) -> None:
        self._ledger.missing(camera_id, self._clock.now_us(), CONNECTING)
        plan = RecordingPlan(camera_id, self._folder.recordings / str(camera_id), spec)
        recorder = self._recorders[camera_id] = CameraRecorder(plan, self._ledger, self._clock)
        recorder.start()

    def _end(self, camera_id: int, recorder: CameraRecorder, reason: str) -> None:
        recorder.ask_to_stop(reason)
        recorder.join_tape(_CLOSE_S)
        self._ending.append(recorder)
        del self._recorders[camera_id]

    # --- what the others see ---

    def _beat(self) -> None:
        now = self._clock.now_us()
        rows: list[dict[str, Any]] = []
        for camera_id, recorder in self._recorders.items():
            state = recorder.state()
            part = state.part
            rows.append(
                self._row(camera_id, state.state, state.reason, state.since_us, now)
                | {
                    "open_path": part.path.relative_to(self._folder.recordings).as_posix() if part else "",
                    "open_start_us": part.start_us if part else None,
                    "open_end_us": part.end_us if part else None,
                }
            )
            if state.state == "waiting" and state.reason != self._told.get(camera_id):
                self._ledger.explained(camera_id, state.reason)
            self._told[camera_id] = state.reason
        rows += [self._row(number, "waiting", reason, since, now) for number, (reason, since) in self._unusable.items()]
        rows += [self._row(camera_id, "off", OFF, now, now) for camera_id in self._off]
        self._save(rows)

    def _row(self, camera_id: int, state: str, reason: str, since_us: int, now_us: int) -> dict[str, Any]:
        return {
            "camera": camera_id,
            "recorder": self._name,
            "state": state,
            "since_us": since_us,
            "beat_us": now_us,
            "open_path": "",
            "open_start_us": None,
            "open_end_us": None,
            "reason": reason,
        }

    def _save(self, rows: list[dict[str, Any]]) -> None:
        if not rows:
            return
        shown = RecorderStatus
        with self._catalogue.write():
            shown.insert_many(rows).on_conflict(
                conflict_target=[shown.camera],
                preserve=[
                    shown.recorder,
                    shown.state,
                    shown.since_us,
                    shown.beat_us,
                    shown.open_path,
                    shown.open_start_us,
                    shown.open_end_us,
                    shown.reason,
                ],
            ).execute()

    def _purge(self) -> None:
        self._retention.step()

    # --- the end ---

    def _stop_all(self) -> bool:
        recorders = [*self._recorders.values(), *self._ending]
        for recorder in recorders:
            recorder.ask_to_stop(STOPPED)
        end = self._clock.monotonic() + _STOP_S
        for recorder in recorders:
            recorder.join_tape(max(0.1, end - self._clock.monotonic()))
        self._guarded("flush", self._ledger.flush)
        now = self._clock.now_us()
        self._guarded(
            "beat", lambda: self._save([self._row(number, "off", STOPPED, now, now) for number in self._recorders])
        )
        for recorder in recorders:
            recorder.join(max(0.01, end - self._clock.monotonic()))
        return not any(recorder.alive for recorder in recorders)


def _key(spec: StreamSpec) -> tuple[str, str]:
    return spec.url.reveal(), spec.transport
