"""Copies of a recorder's footage on this PC: fetched, written down with where they come from, and thrown away again."""

from __future__ import annotations

import json
import logging
import shutil
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from vms.core.clock import Clock
from vms.core.disk import storage_error
from vms.core.errors import CameraError, DiskFull
from vms.core.hashing import sha256_file
from vms.core.instants import MINUTE, SECOND, Span, to_datetime
from vms.core.log import event
from vms.core.paths import DataFolder
from vms.models.database import Catalogue
from vms.models.foreign import ForeignPiece, ForeignTrack, copied_bytes, copied_until
from vms.services.foreign_footage import this_pc
from vms.services.foreign_source import ForeignSource, Known, netloc_of, refuses_onvif
from vms.services.kept import Kept
from vms.video.replay import Replay, ReplaySource
from vms.video.replay_copy import copy_units
from vms.video.segment import SegmentFile

_log = logging.getLogger(__name__)

_MEASURED = ("start_us", "end_us", "size", "codec", "width", "height", "frames")

LIMIT_BYTES = 20 << 30
_FLOOR_BYTES = 2 << 30
# A copy that was looked at so lately stays, whatever room is needed.
_IN_USE_US = 10 * MINUTE
# A line that breaks is taken up again where it broke, as long as each try brings something.
_MOST_TRIES = 5
# So little at the end is no reason to ask again.
_STEP_US = SECOND // 4


@dataclass(frozen=True, slots=True)
class Order:
    """What to fetch of which recording."""

    track_id: int
    token: str
    known: Known
    recorder: str
    serial: str
    wanted: tuple[Span, ...]


class ForeignCopies:
    """Fetches and keeps copies. Blocking; any thread, one fetch of a recording at a time. No right is asked here."""

    def __init__(
        self,
        catalogue: Catalogue,
        clock: Clock,
        folder: DataFolder,
        kept: Kept,
        source: ForeignSource,
        limit_bytes: int = LIMIT_BYTES,
    ) -> None:
        self._catalogue, self._clock, self._folder, self._kept = catalogue, clock, folder.fetched, kept
        self._source, self._limit, self._host = source, limit_bytes, this_pc()
        self._lock = threading.Lock()
        self._lanes: dict[int, threading.Lock] = {}
        self._tidied = False

    def fetch(
        self,
        order: Order,
        progress: Callable[[float], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        """Copy what is wanted, as fast as it comes. What came before an error, or before it was cancelled, is kept.

        Raises CameraError, StorageError.
        """
        with self._lane(order.track_id):
            self._tidy_once()
            whole = max(1, sum(span.length for span in order.wanted))
            done = 0
            job = _Job(order, self._clock.now_us(), cancelled)
            for span in order.wanted:
                if job.cancelled():
                    return
                self._fetch_one(job, span, _Share(progress, done, span.length, whole))
                done += span.length

    def used_bytes(self) -> int:
        """What all copies take on this PC."""
        with self._catalogue.read():
            return copied_bytes(self._host)

    def touch(self, track_ids: Iterable[int], span: Span) -> None:
        """Copies of these tracks in the span are being looked at: they go last."""
        with self._catalogue.write():
            ForeignPiece.update(used_us=self._clock.now_us()).where(
                ForeignPiece.track.in_(list(track_ids))
                & (ForeignPiece.host == self._host)
                & (ForeignPiece.start_us < span.end)
                & (ForeignPiece.end_us > span.start)
            ).execute()

    # -- fetching

    def _fetch_one(self, job: _Job, span: Span, share: _Share) -> None:
        """One stretch; a line that breaks is taken up where it broke."""
        reached = span.start
        tries = 0
        while not job.cancelled():
            rest = Span(reached, span.end)
            try:
                self._replay(job, rest, share.after(reached - span.start))
            except CameraError as error:
                last, tries = self._reached(job, rest), tries + 1
                if last is None or last <= reached or tries == _MOST_TRIES:
                    raise
                event(_log, "replay_taken_up_again", logging.WARNING, recorder=job.order.recorder, code=error.code)
                reached = min(last, span.end)
                if span.end - reached > _STEP_US:
                    continue
            return

    def _replay(self, job: _Job, span: Span, share: _Share) -> None:
        """By ONVIF where the recorder can, else by its maker's own address."""
        order = job.order
        source = self._source.replay(order.known, order.token, span)
        try:
            self._copy(job, source, span, share)
        except CameraError as error:
            if not source.onvif or not refuses_onvif(error) or order.known.vendor is None:
                raise
            event(_log, "replay_by_makers_address", recorder=order.recorder, detail=error.values.get("detail"))
            other = self._source.by_address(order.known, order.token, span, netloc_of(source.url))
            self._copy(job, other, span, share)

    def _copy(self, job: _Job, source: ReplaySource, span: Span, share: _Share) -> None:
        self._make_room(job.since_us)
        with Replay(source, span) as replay:

            def finished(piece: SegmentFile) -> None:
                self._enter(job.order, source, piece, exact=replay.exact)
                self._make_room(job.since_us)

            folder = self._folder / str(job.order.track_id)
            copy_units(replay.units(), replay.codec, folder, span, finished, share, job.cancelled)

    def _enter(self, order: Order, source: ReplaySource, piece: SegmentFile, *, exact: bool) -> None:
        """The file is durable: read it back for its hash, then its provenance beside it, then its row."""
        now = self._clock.now_us()
        digest = sha256_file(piece.path)
        told = {
            "statement": f"copied from recorder {order.recorder}, not recorded by this program",
            "recorder": order.recorder,
            "maker": order.known.maker,
            "serial": order.serial,
            "address": order.known.address,
            "recording": order.token,
            "url": source.url,
            "fetched": to_datetime(now).isoformat(timespec="microseconds"),
            "start_us": piece.start_us,
            "end_us": piece.end_us,
            "exact": exact,
            "sha256": digest,
        }
        try:
            text = json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True)
            piece.path.with_suffix(".json").write_text(text, encoding="utf-8")
        except OSError as error:
            raise storage_error(piece.path, error) from error
        with self._catalogue.write():
            ForeignPiece.create(
                track=order.track_id,
                host=self._host,
                path=piece.path.relative_to(self._folder).as_posix(),
                sha256=digest,
                source_url=source.url,
                exact=exact,
                fetched_us=now,
                used_us=now,
                **{name: getattr(piece, name) for name in _MEASURED},
            )

    def _reached(self, job: _Job, span: Span) -> int | None:
        """How far the copies of this job go in the stretch."""
        with self._catalogue.read():
            return copied_until(job.order.track_id, self._host, job.since_us, span)

    def _lane(self, track_id: int) -> threading.Lock:
        with self._lock:
            return self._lanes.setdefault(track_id, threading.Lock())

    # -- room

    def _make_room(self, newer_us: int) -> None:
        """Throw away the copies that were looked at longest ago, until the rest fits. Never what is kept, nor what was
        looked at since ``newer_us``. Raises DiskFull when that isn't enough.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        excess = max(self.used_bytes() - self._limit, _FLOOR_BYTES - shutil.disk_usage(self._folder).free)
        if excess <= 0:
            return
        keep_us = min(newer_us, self._clock.now_us() - _IN_USE_US)
        with self._catalogue.read():
            rows = list(
                ForeignPiece.select(ForeignPiece, ForeignTrack)
                .join(ForeignTrack)
                .where((ForeignPiece.host == self._host) & (ForeignPiece.used_us < keep_us))
                .order_by(ForeignPiece.used_us, ForeignPiece.id)
            )
        kept = self._kept.all(self._clock.now_us())
        for row in rows:
            if excess <= 0:
                return
            span = Span(row.start_us, row.end_us)
            if not any(one.camera_id == row.track.camera_id and one.span.overlaps(span) for one in kept):
                excess -= row.size
                self._throw_away(row)
        if excess > 0:
            free = shutil.disk_usage(self._folder).free
            raise DiskFull(path=str(self._folder), need=free + excess, free=free)

    def _throw_away(self, row: ForeignPiece) -> None:
        """The row says so first, then the file goes, then the row: a crash between them is mended by ``_tidy_once``."""
        with self._catalogue.write():
            ForeignPiece.update(state="deleting").where(ForeignPiece.id == row.id).execute()
        path = self._folder / row.path
        try:
            path.unlink(missing_ok=True)
            path.with_suffix(".json").unlink(missing_ok=True)
        except OSError as error:
            # Windows refuses while a player has it open: the next step gets it.
            event(_log, "copy_not_deleted", logging.WARNING, path=path, detail=error.strerror or "")
            return
        with self._catalogue.write():
            ForeignPiece.delete().where(ForeignPiece.id == row.id).execute()
        event(_log, "copy_deleted", path=row.path, size=row.size)

    def _tidy_once(self) -> None:
        """What a crash left: rows without their file, files without a row. They can be copied again."""
        with self._lock:
            if self._tidied:
                return
            self._tidied = True
        with self._catalogue.read():
            rows = list(ForeignPiece.select().where(ForeignPiece.host == self._host))
        gone = [row for row in rows if row.state != "done" or not (self._folder / row.path).is_file()]
        for row in gone:
            self._throw_away(row)
        known = {row.path for row in rows} - {row.path for row in gone}
        for file in sorted(self._folder.rglob("*")):
            if file.is_file() and file.with_suffix(".mp4").relative_to(self._folder).as_posix() not in known:
                self._remove(file)

    def _remove(self, file: Path) -> None:
        try:
            file.unlink()
        except OSError as error:
            event(_log, "copy_not_deleted", logging.WARNING, path=file, detail=error.strerror or "")


@dataclass(frozen=True, slots=True)
class _Job:
    """A fetch under way; copies of it are younger than ``since_us``."""

    order: Order
    since_us: int
    stop: Callable[[], bool] | None

    def cancelled(self) -> bool:
        return self.stop is not None and self.stop()


@dataclass(frozen=True, slots=True)
class _Share:
    """Progress of one stretch as a share of all of them; lengths in µs."""

    progress: Callable[[float], None] | None
    done: int
    length: int
    whole: int

    def __call__(self, share: float) -> None:
        if self.progress is not None:
            self.progress(min(1.0, (self.done + share * self.length) / self.whole))

    def after(self, passed: int) -> _Share:
        """For what is left after so much of the stretch."""
        return _Share(self.progress, self.done + passed, self.length - passed, self.whole)
