"""Small pictures of recorded moments, for lists: the right and the reason are asked as for any look (Điều 4)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from vms.core.errors import NotAllowed, NothingRecorded
from vms.core.instants import SECOND, Span
from vms.models.database import Catalogue
from vms.services.actor import Actor
from vms.services.audit import Audit
from vms.services.cameras import Cameras, CameraView
from vms.services.footage import Footage
from vms.services.playback_scope import PlaybackRights, Scope
from vms.services.search_pieces import search_pieces
from vms.services.worded import worded_reason
from vms.video.stills import key_jpeg

_AROUND_US = 3 * SECOND


@dataclass(frozen=True, slots=True)
class Moment:
    """A camera at an instant."""

    camera_id: int
    instant_us: int


class FootagePictures:
    """Blocking: off the GUI thread. One line in the log for a list: every camera, the first and last instant."""

    def __init__(
        self,
        catalogue: Catalogue,
        audit: Audit,
        cameras: Cameras,
        footage: Footage,
        rights: PlaybackRights,
        recordings: Path,
    ) -> None:
        self._catalogue, self._audit, self._cameras = catalogue, audit, cameras
        self._footage, self._rights, self._recordings = footage, rights, recordings

    def show(
        self,
        actor: Actor,
        moments: Sequence[Moment],
        reason: str,
        width: int,
        show: Callable[[Moment, bytes], None],
        stopping: Callable[[], bool] = lambda: False,
    ) -> None:
        """Hand a JPEG of the key frame at each moment to ``show``, one after another on this thread, empty where there
        is nothing or nothing that the actor may see. Raises NotAllowed for who plays nothing back, InvalidInput.
        """
        reason = worded_reason(reason)
        allowed: dict[int, tuple[CameraView, Scope] | None] = {}
        for camera_id in sorted({moment.camera_id for moment in moments}):
            allowed[camera_id] = self._allowed(actor, camera_id)
        if not moments or not any(allowed.values()):
            for moment in moments:
                show(moment, b"")
            return
        instants = [moment.instant_us for moment in moments]
        self._audit.write(
            actor,
            "thumbnails_shown",
            object="footage",
            reason=reason,
            cameras=sorted(camera for camera, found in allowed.items() if found),
            start_us=min(instants),
            end_us=max(instants),
            count=len(moments),
        )
        for moment in moments:
            if stopping():
                return
            found = allowed[moment.camera_id]
            show(moment, self._picture(moment, *found, width) if found else b"")

    def _allowed(self, actor: Actor, camera_id: int) -> tuple[CameraView, Scope] | None:
        try:
            return self._cameras.get(actor, camera_id), self._rights.scope(actor, camera_id)
        except NotAllowed:
            return None  # shown without a picture; the refusal is in the log where a role has no right at all

    def _picture(self, moment: Moment, camera: CameraView, scope: Scope, width: int) -> bytes:
        instant = moment.instant_us
        if not scope.allows(instant, instant + 1):
            return b""
        around = Span(max(0, instant - _AROUND_US), instant + _AROUND_US)
        pieces = search_pieces(self._catalogue, self._footage, self._recordings, camera.id, around)
        try:
            return key_jpeg(pieces, instant, width, turn=camera.turn, mirror=camera.mirror)
        except NothingRecorded:
            return b""
