"""Recording as the window sees it: which cameras record, how much room is left, and the process that does it."""

from __future__ import annotations

import logging
import os
import platform
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import FrameType, TracebackType

import psutil

from vms.core.clock import Clock, SystemClock
from vms.core.errors import AlreadyRunning, FolderNotWritable, VmsError
from vms.core.instants import DAY, SECOND
from vms.core.log import event, start_log, stop_log
from vms.core.paths import DataFolder
from vms.core.workers import Worker
from vms.models.camera import Camera
from vms.models.database import Catalogue, open_catalogue
from vms.models.footage import bytes_since, first_start, used_bytes
from vms.models.recording import RecorderStatus
from vms.security.vault import Vault
from vms.services.alarms import Alarms
from vms.services.audit import Audit
from vms.services.cameras import Cameras
from vms.services.clocks import Clocks
from vms.services.devices import Devices
from vms.services.footage import STALE_US
from vms.services.kept import Kept
from vms.services.leases import held_by_server_clock
from vms.services.recorder_alarms import RecorderAlarms
from vms.services.recorder_lock import RecorderLock, holder
from vms.services.recorder_post import CAMERA, Post, camera_lease
from vms.services.recorder_service import RecorderService
from vms.services.recording_ledger import NOT_PLANNED
from vms.services.recording_plans import by_hand_now
from vms.services.retention import Retention
from vms.services.retention_policy import read_policy
from vms.services.school import Limits
from vms.services.timekeeper import Timekeeper
from vms.video.source import quiet_ffmpeg

_log = logging.getLogger(__name__)

RECORDER_DOWN = "recorder_down"
_STORAGE_EVERY_S = 30.0
_COST = 100  # at most one part in so many of the time goes into counting
_STOP_FILE = "recorder.stop"
_START_S = 20.0
_STOP_S = 8.0
# A camera that is just being asked for its time may take so long; nothing is lost by not waiting for it.
_TIME_STOP_S = 1.0


@dataclass(frozen=True, slots=True)
class RecordingView:
    """Whether a camera is recorded; if not, why (a code) and since when.

    ``idle``: it isn't, and nothing is missing: its plan asks for nothing now, or waits for something to happen
    (``armed``). ``by_hand``: somebody's recording, until when (µs UTC). ``sound``: as ``RecorderStatus``.
    """

    recording: bool
    since_us: int
    reason: str
    idle: bool = False
    armed: bool = False
    by_hand: int | None = None
    sound: str = ""


@dataclass(frozen=True, slots=True)
class StorageView:
    """Room for recordings, in bytes. ``quota`` 0: none but the disk. ``days_left``: until full, at today's pace."""

    free: int
    used: int
    quota: int
    days_left: float | None
    oldest_us: int | None


class RecordingState:
    """What the recorder says of itself. Any thread; a look at the catalogue, never at the network."""

    def __init__(self, catalogue: Catalogue, folder: DataFolder, clock: Clock) -> None:
        self._catalogue, self._folder, self._clock = catalogue, folder, clock
        self._lock = threading.Lock()
        self._storage: tuple[float, StorageView] | None = None

    def all(self) -> dict[int, RecordingView]:
        """Every camera that was meant to be recorded since the recorder knows it."""
        now, held = self._clock.now_us(), held_by_server_clock(self._catalogue, CAMERA)
        with self._catalogue.read():
            rows = list(RecorderStatus.select())
            by_hand = {row.camera_id: row.end_us for row in by_hand_now(now, [row.camera_id for row in rows])}
            wanted = {row.id for row in Camera.select(Camera.id).where(Camera.record & Camera.removed_us.is_null())}
        found = {row.camera_id: _view(row, now, held, by_hand.get(row.camera_id)) for row in rows}
        for camera_id in wanted - set(found):
            found[camera_id] = RecordingView(False, now, RECORDER_DOWN)
        return found

    def storage(self) -> StorageView:
        """Room left; counted anew every half minute, more rarely where counting millions of segments takes long."""
        with self._lock:
            begun = self._clock.monotonic()
            if self._storage is None or begun >= self._storage[0]:
                found = self._count()
                took = self._clock.monotonic() - begun
                self._storage = (begun + max(_STORAGE_EVERY_S, took * _COST), found)
            return self._storage[1]

    def _count(self) -> StorageView:
        now = self._clock.now_us()
        policy = read_policy(self._catalogue)
        with self._catalogue.read():
            (used, _), oldest, today = used_bytes(), first_start(), bytes_since(now - DAY)
        free = shutil.disk_usage(self._folder.recordings).free
        room = free - policy.floor_bytes
        if policy.quota_bytes:
            room = min(room, policy.quota_bytes - used)
        observed = min(DAY, now - oldest) if oldest is not None and now > oldest else 0
        pace = today / (observed / DAY) if observed >= 60 * SECOND else 0.0
        return StorageView(free, used, policy.quota_bytes, max(0.0, room / pace) if pace else None, oldest)


def _view(row: RecorderStatus, now: int, held: set[str] | None, by_hand: int | None) -> RecordingView:
    silent = now - row.beat_us > STALE_US if held is None else camera_lease(row.camera_id) not in held
    if row.state != "off" and silent:
        return RecordingView(False, row.beat_us, RECORDER_DOWN)
    armed = row.state == "armed"
    return RecordingView(
        row.state == "recording",
        row.since_us,
        row.reason,
        idle=armed or row.reason == NOT_PLANNED,
        armed=armed,
        by_hand=by_hand,
        sound=row.sound,
    )


class RecorderProcess:
    """The recorder of a data folder, as another process: started when none runs, and again when it has died."""

    def __init__(
        self,
        folder: DataFolder,
        command: Sequence[str] | None = None,
        clock: Clock | None = None,
        *,
        with_window: bool = False,
    ) -> None:
        """``command``: what starts it; this program's own ``record`` by default. ``with_window``: it ends with this
        process, even when this one crashes: pretend cameras need no recorder without their window.
        """
        self._folder = folder
        self._command = [*(command or own_command()), "record", "--data", str(folder.root), "--kind", "window"]
        self._tied = with_window
        if with_window:
            self._command.append("--with-window")
        self._clock = clock or SystemClock()
        self._child: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def alive(self) -> bool:
        """Whether a recorder works on this data folder, whoever started it."""
        self._reap()
        return holder(self._folder.root) is not None

    def ensure(self) -> bool:
        """Start one unless one runs; True when it was started now. Returns at once. Raises FolderNotWritable."""
        with self._lock:
            if self.alive() or (self._child is not None and self._child.poll() is None):
                return False
            self._folder.log.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._child = subprocess.Popen(
                    self._command,
                    # Its standard input is its life line, held open for as long as this process lives.
                    stdin=subprocess.PIPE if self._tied else subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    # A group of its own: Ctrl-C and the end of the window are none of the recorder's business.
                    start_new_session=os.name == "posix",
                    creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
                    | getattr(subprocess, "CREATE_NO_WINDOW", 0),
                )
            except OSError as error:
                raise FolderNotWritable(path=self._command[0], detail=error.strerror or "") from error
            event(_log, "recorder_process_started", pid=self._child.pid)
            return True

    def wait_ready(self, seconds: float = _START_S) -> bool:
        """Wait until the recorder holds its lock. Not on the GUI thread."""
        return _wait(lambda: holder(self._folder.root) is not None, seconds)

    def stop(self, seconds: float = _STOP_S) -> bool:
        """Ask the recorder to close its segments and end; True when it has. Not on the GUI thread."""
        with self._lock:
            pid = holder(self._folder.root)
            if pid is None and self._child is not None and self._child.poll() is None:
                # Still starting: it looks for the stop file once it has its lock.
                pid = self._child.pid
            if pid is None:
                self._reap()
                return True
            (self._folder.root / _STOP_FILE).write_bytes(b"")
            if os.name == "posix" and pid:
                _terminate(pid)
            ended = _wait(lambda: not self.alive() and (self._child is None or self._child.poll() is not None), seconds)
            (self._folder.root / _STOP_FILE).unlink(missing_ok=True)
            self._reap()
            event(_log, "recorder_process_stopped", pid=pid, ended=ended)
            return ended

    def _reap(self) -> None:
        if self._child is not None and self._child.poll() is not None and self._child.stdin is not None:
            self._child.stdin.close()


def own_command() -> list[str]:
    """What starts this program again; in a bundle the program itself is the interpreter."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "vms"]


def _terminate(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGTERM)
    except ProcessLookupError:
        event(_log, "recorder_already_gone", pid=pid)
    except PermissionError:
        event(_log, "recorder_of_another_account", pid=pid)  # the stop file reaches it all the same


def _wait(condition: Callable[[], bool], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


# --- the recorder process itself ---


def run_recorder(
    folder: DataFolder,
    *,
    stopping: threading.Event | None = None,
    catalogue: str | None = None,
    kind: str = "console",
    watch_stdin: bool = False,
) -> int:
    """The whole life of the recorder process; its exit status: 0 stopped, 3 another one runs, 1 couldn't start.

    Ends on SIGTERM or Ctrl-C (when called on the main thread), on the file ``recorder.stop`` in the data folder, on
    ``stopping``, and with ``watch_stdin`` when standard input closes. ``catalogue``: a PostgreSQL URL, else SQLite.
    """
    stopping = stopping or threading.Event()
    quiet_ffmpeg()
    lock = RecorderLock(folder.root)
    try:
        folder.prepare()
        lock.acquire()
    except AlreadyRunning:
        return 3
    except FolderNotWritable:
        return 1
    handler = start_log(folder.recorder_log)
    try:
        with _Signals(stopping):
            watch = _StopFile(folder, stopping)
            watch.start()
            if watch_stdin:
                # Nothing wakes a thread that reads standard input: it is left to end with the process.
                threading.Thread(target=_until_stdin_closes, args=(stopping,), name="stdin", daemon=True).start()
            try:
                ended = _record(folder, stopping, catalogue, kind)
            finally:
                watch.stop()
    except VmsError as error:
        event(_log, "recorder_not_started", logging.ERROR, reason=error.code, detail=str(error.values))
        return 1
    finally:
        stopping.set()
        lock.release()
        stop_log(handler)
    if not ended and threading.current_thread() is threading.main_thread():
        # A receiver still sits in FFmpeg, waiting for a dead camera; everything is closed, nothing waits for it.
        os._exit(0)
    return 0


def _record(folder: DataFolder, stopping: threading.Event, where: str | None, kind: str) -> bool:
    clock = SystemClock()
    catalogue = open_catalogue(where or folder.catalogue_place, clock)
    try:
        return _with_catalogue(folder, catalogue, clock, kind, stopping)
    finally:
        catalogue.close()


def _with_catalogue(
    folder: DataFolder, catalogue: Catalogue, clock: Clock, kind: str, stopping: threading.Event
) -> bool:
    host, audit = platform.node(), Audit(catalogue, clock)
    cameras, post = Cameras(catalogue, clock, audit, Vault(folder.keys)), Post(catalogue, folder, clock, kind)
    alarms = RecorderAlarms(Alarms(catalogue, clock, audit, host), clock)
    retention = Retention(
        catalogue, clock, audit, Kept(catalogue, clock, audit), folder.recordings, storage=post.storage,
        vouched=lambda: keeper.vouches(),
    )  # fmt: skip
    service = RecorderService(catalogue, cameras, retention, folder, clock, post, alarms)
    devices, limits = Devices(cameras, audit, clock), Limits(catalogue, audit)
    keeper = Timekeeper(cameras, devices, Clocks(catalogue, clock, host), alarms, limits, clock, service)
    keeper.start()
    try:
        return service.run(stopping)
    finally:
        keeper.stop(_TIME_STOP_S)


class _StopFile(Worker):
    """Ends the recorder when ``recorder.stop`` appears: Windows has no SIGTERM that a process could catch."""

    def __init__(self, folder: DataFolder, end: threading.Event) -> None:
        super().__init__("stop file")
        self._path, self._end = folder.root / _STOP_FILE, end

    def run(self) -> None:
        """Look for the file until stopped."""
        while not self.stopping.wait(0.2):
            if self._path.exists():
                self._path.unlink(missing_ok=True)
                self._end.set()
                return


def _until_stdin_closes(stopping: threading.Event) -> None:
    if sys.stdin is not None:
        while sys.stdin.buffer.read(4096):
            continue
    elif parent := psutil.Process().parent():  # a windowed program on Windows has no standard input
        parent.wait()
    stopping.set()


class _Signals:
    """SIGTERM and Ctrl-C mean stopping, while on the main thread; elsewhere signals can't be taken."""

    def __init__(self, stopping: threading.Event) -> None:
        self._stopping = stopping
        self._before: dict[int, object] = {}

    def __enter__(self) -> None:
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGTERM, signal.SIGINT):
                self._before[number] = signal.signal(number, self._stop)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping.set()
