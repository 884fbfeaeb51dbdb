"""Other people's recorders: which there are, and which of their recordings shows which camera. Set up by IT."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from vms.core.clock import Clock
from vms.core.errors import CameraError, InvalidInput
from vms.core.instants import SECOND, Span
from vms.core.redact import Secret
from vms.core.text import fold, nfc
from vms.models.camera import Camera
from vms.models.database import Catalogue
from vms.models.foreign import ForeignRecorder, ForeignTrack
from vms.onvif.address import parse_address
from vms.security.permissions import Action
from vms.security.vault import Vault
from vms.services.actor import Actor
from vms.services.audit import Audit
from vms.services.cameras import Cameras
from vms.services.foreign_rows import known, note_found, note_tracks, object_of, recorder_row, spans_of
from vms.services.foreign_source import ForeignSource, Known
from vms.services.foreign_views import (
    KINDS,
    ONVIF,
    FoundRecorder,
    FoundTrack,
    RecorderDraft,
    RecorderView,
    TrackView,
)

__all__ = [
    "DemoRecorder",
    "ForeignRecorders",
    "FoundRecorder",
    "FoundTrack",
    "RecorderDraft",
    "RecorderView",
    "TrackView",
    "suggest",
]

_LONGEST_NAME = 80
# Between two pictures lies less: such remains are no gap to fetch.
_LEAST_US = SECOND


@dataclass(frozen=True, slots=True)
class DemoRecorder:
    """A pretend recorder as the demo school announces it; ``tracks``: token, name, code of its camera, spans."""

    name: str
    address: str
    rtsp_port: int
    user: str
    password: Secret
    maker: str
    model: str
    serial: str
    tracks: tuple[tuple[str, str, str, tuple[Span, ...]], ...]


class ForeignRecorders:
    """Any thread. ``look`` and ``refresh`` ask the recorder and block; the others look into the catalogue.

    Raises NotAllowed, InvalidInput, VaultLocked, CameraError.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        clock: Clock,
        audit: Audit,
        cameras: Cameras,
        vault: Vault,
        source: ForeignSource,
    ) -> None:
        self._catalogue, self._clock, self._audit, self._cameras = catalogue, clock, audit, cameras
        self._vault, self._source = vault, source

    # -- which there are ---------------------------------------------------------------------------------------------

    def all(self, actor: Actor) -> list[RecorderView]:
        """Recorders in use with their recordings, by name. For who may set up cameras."""
        self._audit.require(actor, Action.CONFIGURE_CAMERAS)
        with self._catalogue.read():
            rows = list(ForeignRecorder.select().where(ForeignRecorder.removed_us.is_null()))
            views = [_view(row, self._labels()) for row in rows]
        return sorted(views, key=lambda view: fold(view.name))

    def look(self, actor: Actor, draft: RecorderDraft, recorder_id: int | None = None) -> FoundRecorder:
        """Ask what answers at an address. ``recorder_id``: the one being changed, whose password counts when none was
        typed. A refused password is sent once.
        """
        self._audit.require(actor, Action.CONFIGURE_CAMERAS)
        draft = self._checked(draft, recorder_id, named=False)
        reach = self._draft_known(draft, recorder_id)
        try:
            found = self._source.examine(reach)
        except CameraError as error:
            self._audit.write(actor, "recorder_asked", object=f"address:{reach.place.netloc}", result=error.code)
            raise
        self._audit.write(actor, "recorder_asked", object=f"address:{reach.place.netloc}", tracks=len(found.tracks))
        return found

    def save(
        self,
        actor: Actor,
        draft: RecorderDraft,
        found: FoundRecorder,
        shows: Mapping[str, int | None],
        recorder_id: int | None = None,
    ) -> RecorderView:
        """Add a recorder, or change one. ``shows``: token of a recording → number of the camera it shows."""
        self._audit.require(actor, Action.CONFIGURE_CAMERAS)
        draft = self._checked(draft, recorder_id, named=True)
        self._check_cameras(shows.values())
        with self._catalogue.write():
            row = self._filled(draft, recorder_id)
            note_found(row, found, self._clock.now_us())
            row.save()
            note_tracks(row.id, found.tracks, self._clock.now_us())
            for token, camera_id in shows.items():
                ForeignTrack.update(camera=camera_id).where(
                    (ForeignTrack.recorder == row.id) & (ForeignTrack.token == token)
                ).execute()
            act = "recorder_added" if recorder_id is None else "recorder_changed"
            self._audit.write(
                actor, act, object=object_of(row.id), name=row.name, address=row.address, shows=dict(shows)
            )
            return _view(row, self._labels())

    def remove(self, actor: Actor, recorder_id: int) -> None:
        """Take a recorder off the list. What was copied stays, and keeps its source."""
        self._switch(actor, recorder_id, self._clock.now_us(), "recorder_removed")

    def restore(self, actor: Actor, recorder_id: int) -> None:
        """Undo of ``remove``."""
        self._switch(actor, recorder_id, None, "recorder_restored")

    def assign(self, actor: Actor, track_id: int, camera_id: int | None) -> None:
        """Say which camera a recording shows; None: none of ours."""
        self._audit.require(actor, Action.CONFIGURE_CAMERAS)
        self._check_cameras([camera_id])
        with self._catalogue.write():
            row = ForeignTrack.get_or_none(ForeignTrack.id == track_id)
            if row is None:
                raise InvalidInput(reasons={"track": "unknown"})
            ForeignTrack.update(camera=camera_id).where(ForeignTrack.id == track_id).execute()
            before, shown = row.camera_id, {"recording": row.token}
            self._audit.write(
                actor, "recorder_assigned", object=object_of(row.recorder_id), before=before, camera=camera_id, **shown
            )

    def refresh(self, actor: Actor | None, recorder_id: int) -> RecorderView:
        """Ask a recorder anew what it keeps; what went wrong is kept as its problem and raised. ``actor`` None: the
        program itself, which writes nothing into the log.
        """
        if actor is not None:
            self._audit.require(actor, Action.CONFIGURE_CAMERAS)
        with self._catalogue.read():
            reach = known(recorder_row(recorder_id), self._vault)
        try:
            found = self._source.examine(reach)
        except CameraError as error:
            with self._catalogue.write():
                changed = {"problem": error.code, "asked_us": self._clock.now_us()}
                ForeignRecorder.update(changed).where(ForeignRecorder.id == recorder_id).execute()
            if actor is not None:
                self._audit.write(actor, "recorder_asked", object=object_of(recorder_id), result=error.code)
            raise
        with self._catalogue.write():
            row = recorder_row(recorder_id)
            note_found(row, found, self._clock.now_us())
            row.save()
            note_tracks(recorder_id, found.tracks, self._clock.now_us())
            if actor is not None:
                self._audit.write(actor, "recorder_asked", object=object_of(recorder_id), tracks=len(found.tracks))
            return _view(row, self._labels())

    # -- the demo school ---------------------------------------------------------------------------------------------

    def install_demo(self, found: DemoRecorder) -> None:
        """The demo school's recorder, brought by the program itself: added once, its addresses and footage followed."""
        now = self._clock.now_us()
        with self._catalogue.write():
            row = ForeignRecorder.get_or_none(ForeignRecorder.serial == found.serial)
            new = row is None
            if new:
                row = ForeignRecorder(name=found.name, kind=ONVIF, serial=found.serial, user=found.user, added_us=now)
                row.maker, row.model, row.address = found.maker, found.model, found.address
                row.save()
                row.password_sealed = self._vault.seal(object_of(row.id), found.password)
            assert isinstance(row, ForeignRecorder)
            row.address, row.rtsp_port, row.asked_us = found.address, found.rtsp_port, now
            row.save()
            note_tracks(row.id, [FoundTrack(token, name, spans, True) for token, name, _, spans in found.tracks], now)
            if new:
                codes = {camera.code: camera.id for camera in Camera.select(Camera.id, Camera.code)}
                for token, _, code, _ in found.tracks:
                    mine = (ForeignTrack.recorder == row.id) & (ForeignTrack.token == token)
                    ForeignTrack.update(camera=codes.get(code)).where(mine).execute()
                self._audit.write(None, "recorder_added", object=object_of(row.id), name=row.name, demo=True)

    # -- inside ------------------------------------------------------------------------------------------------------

    def _switch(self, actor: Actor, recorder_id: int, removed_us: int | None, act: str) -> None:
        self._audit.require(actor, Action.CONFIGURE_CAMERAS)
        with self._catalogue.write():
            row = recorder_row(recorder_id)
            ForeignRecorder.update(removed_us=removed_us).where(ForeignRecorder.id == recorder_id).execute()
            self._audit.write(actor, act, object=object_of(recorder_id), name=row.name)

    def _checked(self, draft: RecorderDraft, recorder_id: int | None, *, named: bool) -> RecorderDraft:
        name = nfc(" ".join(draft.name.split()))
        draft = replace(draft, name=name, address=draft.address.strip(), user=draft.user.strip())
        wrong: dict[str, str] = {}
        try:
            parse_address(draft.address)
        except InvalidInput as error:
            wrong |= error.reasons
        if draft.kind not in KINDS:
            wrong["kind"] = "kind_unknown"
        if not 0 < draft.rtsp_port < 65_536:
            wrong["rtsp_port"] = "address_port"
        if named:
            with self._catalogue.read():
                others = ForeignRecorder.select().where(ForeignRecorder.removed_us.is_null())
                taken = any(fold(row.name) == fold(name) and row.id != recorder_id for row in others)
            if not name or len(name) > _LONGEST_NAME or taken:
                wrong["name"] = "name_taken" if taken and name else "name_long" if name else "name_missing"
        if wrong:
            raise InvalidInput(reasons=wrong)
        return draft

    def _check_cameras(self, camera_ids: Iterable[int | None]) -> None:
        wanted = {camera for camera in camera_ids if camera is not None}
        if wanted - {camera.id for camera in self._cameras.every(removed=True)}:
            raise InvalidInput(reasons={"camera": "camera_unknown"})

    def _filled(self, draft: RecorderDraft, recorder_id: int | None) -> ForeignRecorder:
        """The row as the draft says; it has a number, to which the password is sealed."""
        row = ForeignRecorder(added_us=self._clock.now_us()) if recorder_id is None else recorder_row(recorder_id)
        row.name, row.address, row.user, row.rtsp_port = draft.name, draft.address, draft.user, draft.rtsp_port
        row.kind = draft.kind
        row.save()
        if draft.password is not None:
            row.password_sealed = self._vault.seal(object_of(row.id), draft.password) if draft.password else ""
        return row

    def _draft_known(self, draft: RecorderDraft, recorder_id: int | None) -> Known:
        password = draft.password
        if password is None and recorder_id is not None:
            with self._catalogue.read():
                password = known(recorder_row(recorder_id), self._vault).password
        return Known(draft.kind, draft.address, draft.rtsp_port, draft.user, password)

    def _labels(self) -> dict[int, str]:
        return {row.id: f"{row.code} {row.name}" for row in Camera.select(Camera.id, Camera.code, Camera.name)}


def suggest(tracks: Sequence[FoundTrack], cameras: Mapping[int, tuple[str, str]]) -> dict[str, int | None]:
    """Token → camera that a recording probably shows, by name or code; ``cameras``: number → code and name."""
    found: dict[str, int | None] = {}
    for track in tracks:
        said = fold(track.name)
        words = said.split()
        named = [number for number, (code, name) in cameras.items() if fold(name) == said or fold(code) in words]
        found[track.token] = named[0] if len(named) == 1 and named[0] not in found.values() else None
    return found


def _view(row: ForeignRecorder, labels: Mapping[int, str]) -> RecorderView:
    """Inside ``read()``."""
    shown: dict[str, Any] = {
        name: getattr(row, name) for name in RecorderView.__dataclass_fields__ if name not in ("has_password", "tracks")
    }
    tracks = ForeignTrack.select().where(ForeignTrack.recorder == row.id).order_by(ForeignTrack.id)
    return RecorderView(
        **shown,
        has_password=bool(row.password_sealed),
        tracks=tuple(
            TrackView(
                one.id, one.token, one.name, one.camera_id, labels.get(one.camera_id or 0, ""), spans_of(one),
                row.kind == ONVIF,
            )
            for one in tracks
        ),
    )  # fmt: skip
