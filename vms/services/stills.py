"""Pictures saved from the wall as files: who may, where they go, each one in the log (Điều 4; rights, "cut evidence").

A still is a copy. Who may let copies out (the board) has it in a folder of his own; who may only prepare (guards) has
it in the data folder of this PC, from where nothing leaves without the board, as long as recordings are kept; who needs
an approval gets none here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from vms.core.clock import Clock
from vms.core.disk import require_room, storage_error
from vms.core.errors import NothingRecorded
from vms.core.hashing import sha256_bytes
from vms.core.instants import DAY, SECOND, Span, to_datetime
from vms.core.paths import DataFolder
from vms.core.text import nfc
from vms.security import permissions
from vms.security.permissions import Action, Grant
from vms.services.actor import Actor
from vms.services.audit import Audit
from vms.services.cameras import Cameras, CameraView
from vms.services.evidence_files import write_durably
from vms.services.footage import Footage
from vms.services.playback_scope import PlaybackRights
from vms.services.preferences import Preferences
from vms.services.school import Limits
from vms.video.stills import picture_at

_FOLDER = "stills.folder"
_FORBIDDEN = '<>:"/\\|?*'  # in names of files on Windows
_LONGEST = 120  # letters: a whole path on Windows has 260
_ROOM_TO_SPARE = 20_000_000


@dataclass(frozen=True, slots=True)
class SavedStill:
    """``full``: as large as the camera's recorded stream; else as large as the pane was."""

    path: Path
    camera: str
    instant_us: int
    full: bool


class Stills:
    """Blocking; off the GUI thread, but for ``may`` and ``may_choose``."""

    def __init__(
        self,
        clock: Clock,
        audit: Audit,
        cameras: Cameras,
        footage: Footage,
        rights: PlaybackRights,
        preferences: Preferences,
        limits: Limits,
        folder: DataFolder,
    ) -> None:
        self._clock, self._audit, self._cameras, self._footage = clock, audit, cameras, footage
        self._rights, self._preferences, self._limits, self._own = rights, preferences, limits, folder.stills

    @staticmethod
    def may(actor: Actor) -> bool:
        """Whether the actor may save stills at all."""
        return permissions.grant(actor.role, Action.CUT_EVIDENCE) in (Grant.ALL, Grant.PREPARE)

    @staticmethod
    def may_choose(actor: Actor) -> bool:
        """Whether the actor says where they go."""
        return permissions.grant(actor.role, Action.CUT_EVIDENCE) is Grant.ALL

    def folder(self, actor: Actor, pictures: Path) -> Path:
        """Where the actor's stills go; ``pictures`` is the system's folder for them, for who never chose one."""
        if not self.may_choose(actor):
            return self._own / actor.username
        chosen = self._preferences.get(actor, _FOLDER)
        return Path(chosen) if chosen else pictures

    def choose(self, actor: Actor, folder: Path) -> None:
        """From now on there. Raises NotAllowed."""
        self._audit.require(actor, Action.CUT_EVIDENCE)
        self._preferences.set(actor, _FOLDER, str(folder))

    def take(self, actor: Actor, camera_id: int, instant: int, seen: Callable[[], bytes], pictures: Path) -> SavedStill:
        """Save the picture that stood at the instant: the recorded one, else ``seen``, the pane's own, as PNG.

        Raises NotAllowed, FolderNotWritable, DiskFull.
        """
        self._audit.require(actor, Action.CUT_EVIDENCE, Grant.PREPARE)
        camera = self._cameras.get(actor, camera_id)
        recorded = self._recorded(actor, camera, instant)
        data, exact = recorded if recorded is not None else (seen(), instant)
        folder = self.folder(actor, pictures)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise storage_error(folder, error, len(data)) from error
        require_room(folder, len(data) + _ROOM_TO_SPARE)
        path = _free(folder, still_name(camera.code, camera.name, exact))
        write_durably(path, data)
        self._audit.write(
            actor,
            "still_saved",
            object=f"camera:{camera_id}",
            instant_us=exact,
            path=str(path),
            sha256=sha256_bytes(data),
            full=recorded is not None,
        )
        return SavedStill(path, camera.label, exact, recorded is not None)

    def sweep(self) -> int:
        """Delete what lies on this PC longer than recordings are kept; how many. What an incident needs is in its
        evidence. Raises StorageError.
        """
        oldest = (self._clock.now_us() - self._limits.value("retention_days") * DAY) / SECOND
        gone = []
        try:
            for path in sorted(self._own.glob("*/*.png")):
                if path.stat().st_mtime < oldest:
                    path.unlink()
                    gone.append(path.relative_to(self._own).as_posix())
        except OSError as error:
            raise storage_error(self._own, error) from error
        finally:
            if gone:
                self._audit.write(None, "stills_removed", object="stills", files=gone)
        return len(gone)

    def _recorded(self, actor: Actor, camera: CameraView, instant: int) -> tuple[bytes, int] | None:
        """The main stream's picture, turned as the pane shows it; None where it wasn't recorded."""
        if not camera.record:
            return None
        scope = self._rights.scope(actor, camera.id)
        self._footage.wait_written(camera.id, instant)
        around = Span(instant - SECOND, instant + SECOND)
        pieces = [one for one in self._footage.pieces(camera.id, around) if scope.allows(one.start_us, one.end_us)]
        try:
            data, exact = picture_at(pieces, instant, turn=camera.turn, mirror=camera.mirror)
        except NothingRecorded:
            return None
        return (data, exact) if abs(exact - instant) <= SECOND else None


def still_name(code: str, name: str, instant_us: int) -> str:
    """``C03 Cổng chính 2026-11-25 18.12.36.412.png``: camera and local time, safe on every system."""
    at = to_datetime(instant_us)
    stamp = f"{at:%Y-%m-%d %H.%M.%S}.{at.microsecond // 1000:03d}"
    plain = "".join(" " if sign in _FORBIDDEN or unicodedata.category(sign) == "Cc" else sign for sign in name)
    label = nfc(" ".join(f"{code} {plain}".split()))[:_LONGEST].rstrip(". ")
    return f"{label} {stamp}.png"


def _free(folder: Path, name: str) -> Path:
    """A name that nothing has yet: an older still is never overwritten."""
    path, number = folder / name, 2
    while path.exists():
        path = folder / f"{name.removesuffix('.png')} ({number}).png"
        number += 1
    return path
