"""The cameras: which there are, how to reach them, and who may change that."""

from __future__ import annotations

import logging
import platform
import re
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from typing import Any, Literal

from vms.core.clock import Clock
from vms.core.errors import CameraUnreachable, InvalidInput, NotAllowed
from vms.core.instants import SECOND
from vms.core.log import event
from vms.core.redact import LoggableUrl, Secret
from vms.core.text import fold, nfc
from vms.models.area import Area
from vms.models.camera import Camera
from vms.models.database import Catalogue
from vms.security import permissions
from vms.security.permissions import Action, Grant
from vms.security.vault import Vault
from vms.services.actor import Actor
from vms.services.audit import Audit
from vms.services.camera_draft import CameraDraft, reasons, tidy
from vms.services.clocks import keep_camera
from vms.video.source import StreamSpec

__all__ = ["AreaView", "CameraDraft", "CameraView", "Cameras", "StreamSpec"]

_log = logging.getLogger(__name__)

# A camera's clock that moves more than this between two measurements goes into the log (design: evidence.md).
CLOCK_JUMP_US = 2 * SECOND


@dataclass(frozen=True, slots=True)
class AreaView:
    """A part of the school and the unit that looks after it (Điều 6)."""

    id: int
    name: str
    unit: str


@dataclass(frozen=True, slots=True)
class CameraView:
    """A camera as it is shown: no password, no credentials in its URLs. ``removed_us`` None: it is there."""

    id: int
    code: str
    name: str
    area_id: int | None
    area: str
    kind: str
    address: str
    user: str
    has_password: bool
    main_url: str
    sub_url: str
    snapshot_url: str
    profile_main: str
    profile_sub: str
    ptz: bool
    record: bool
    enabled: bool
    maker: str
    model: str
    firmware: str
    serial: str
    mac: str
    codec: str
    width: int
    height: int
    fps: float
    clock_offset_us: int | None
    clock_uncertainty_us: int | None
    clock_measured_us: int | None
    added_us: int
    removed_us: int | None
    purposes: str
    turn: int
    mirror: bool
    stretch: bool
    watch: bool

    @property
    def label(self) -> str:
        """``C04 Sân chính``."""
        return f"{self.code} {self.name}"


_SHOWN = [field.name for field in fields(CameraView) if field.name not in ("area", "has_password")]
# What of a draft is stored as it is, and compared for the log.
_STORED = [field.name for field in fields(CameraDraft) if field.name not in ("area_name", "password")]


class Cameras:
    """The list of cameras. Any thread; nothing here touches the network.

    Methods without an actor are for other services and the recorder process, never for a page.
    """

    def __init__(self, catalogue: Catalogue, clock: Clock, audit: Audit, vault: Vault) -> None:
        self._catalogue, self._clock, self._audit, self._vault = catalogue, clock, audit, vault
        self._lock = threading.Lock()
        self._listeners: list[Callable[[int], None]] = []

    # -- looking ---------------------------------------------------------------------------------------------------

    def all(self, actor: Actor, *, removed: bool = False) -> list[CameraView]:
        """The cameras that the actor may see, by code; with the removed ones on request. Raises NotAllowed."""
        own = self._own_areas(actor)
        return [view for view in self.every(removed=removed) if own is None or view.area_id in own]

    def get(self, actor: Actor, camera_id: int) -> CameraView:
        """One camera, removed or not. Raises NotAllowed, InvalidInput (camera: camera_unknown)."""
        own = self._own_areas(actor)
        view = self._view(camera_id)
        if own is not None and view.area_id not in own:
            raise NotAllowed(action=Action.WATCH_LIVE.value, role=actor.role.value, grant=Grant.OWN_AREA.value)
        return view

    def areas(self, actor: Actor) -> list[AreaView]:
        """The areas that the actor may see, in their order."""
        own = self._own_areas(actor)
        with self._catalogue.read():
            rows = list(Area.select().order_by(Area.position, Area.id))
        return [AreaView(row.id, row.name, row.unit) for row in rows if own is None or row.id in own]

    def stream(self, actor: Actor, camera_id: int, which: Literal["main", "sub"]) -> StreamSpec:
        """How to open the camera's stream for watching. Raises NotAllowed, CameraUnreachable, VaultLocked."""
        self.get(actor, camera_id)
        return self.source(camera_id, which)

    # -- for services ----------------------------------------------------------------------------------------------

    def every(self, *, removed: bool = False) -> list[CameraView]:
        """All cameras, by code (C4 before C10)."""
        with self._catalogue.read():
            query = Camera.select(Camera, Area).left_outer_join(Area)
            rows = list(query if removed else query.where(Camera.removed_us.is_null()))
        return sorted((_view(row) for row in rows), key=lambda view: _natural(view.code))

    def source(self, camera_id: int, which: Literal["main", "sub"]) -> StreamSpec:
        """The main stream, or the sub stream if there is one. Raises CameraUnreachable (no URL), VaultLocked."""
        view = self._view(camera_id)
        url = (view.sub_url if which == "sub" else "") or view.main_url
        if not url:
            raise CameraUnreachable(host=view.address, detail="no_stream_url")
        user, password = self.credentials(camera_id)
        return StreamSpec(LoggableUrl(url, user, password))

    def credentials(self, camera_id: int) -> tuple[str, Secret]:
        """User and password. Raises VaultLocked."""
        with self._catalogue.read():
            row = _get(camera_id)
        sealed = row.password_sealed
        return row.user, self._vault.open(camera_id, sealed) if sealed else Secret("")

    def set_clock(self, camera_id: int, offset_us: int, uncertainty_us: int, source: str = "onvif") -> None:
        """Keep what was measured: camera's clock minus this PC's. A jump is logged."""
        now = self._clock.now_us()
        with self._catalogue.write():
            before = _get(camera_id).clock_offset_us
            measured = {
                "clock_offset_us": offset_us,
                "clock_uncertainty_us": uncertainty_us,
                "clock_measured_us": now,
            }
            Camera.update(measured).where(Camera.id == camera_id).execute()
            keep_camera(camera_id, offset_us, uncertainty_us, source, platform.node(), now)
            if before is not None and abs(offset_us - before) > CLOCK_JUMP_US:
                self._audit.write(
                    None, "camera_clock_jumped", object=_object(camera_id), before_us=before, after_us=offset_us
                )

    def install_demo(self, drafts: Iterable[CameraDraft]) -> list[CameraView]:
        """The demo school's cameras, brought by the program itself at first run; codes already there stay."""
        with self._catalogue.write():
            taken = {row.code for row in Camera.select(Camera.code)}
            new = [draft for draft in drafts if tidy(draft).code not in taken]
            added = [self._insert(None, self._checked(draft, None), demo=True) for draft in new]
        for camera_id in added:
            self._changed(camera_id)
        return [self._view(camera_id) for camera_id in added]

    # -- changing --------------------------------------------------------------------------------------------------

    def add(self, actor: Actor, draft: CameraDraft) -> CameraView:
        """Raises NotAllowed, InvalidInput (code: code_taken …), VaultLocked."""
        self._audit.require(actor, Action.CONFIGURE_CAMERAS)
        with self._catalogue.write():
            camera_id = self._insert(actor, self._checked(draft, None))
        self._changed(camera_id)
        return self._view(camera_id)

    def edit(self, actor: Actor, camera_id: int, draft: CameraDraft) -> CameraView:
        """Password None keeps the old one. Switching recording off needs the right to disable a camera (Điều 2.3).

        Raises NotAllowed, InvalidInput, VaultLocked.
        """
        self._audit.require(actor, Action.CONFIGURE_CAMERAS)
        if self._view(camera_id).record and not draft.record:
            self._audit.require(actor, Action.DISABLE_CAMERA)
        with self._catalogue.write():
            draft = self._checked(draft, camera_id)
            row = _get(camera_id)
            changed = {
                field: [getattr(row, field), getattr(draft, field)]
                for field in _STORED
                if getattr(row, field) != getattr(draft, field)
            }
            if draft.password is not None:
                changed["password"] = ["•••", "•••"]
                row.password_sealed = self._vault.seal(camera_id, draft.password) if draft.password else ""
            _fill(row, draft)
            row.save()
            self._audit.write(actor, "camera_changed", object=_object(camera_id), changed=changed)
        self._changed(camera_id)
        return self._view(camera_id)

    def set_recording(self, actor: Actor, camera_id: int, record: bool, reason: str) -> CameraView:
        """Switch recording; off only by who may disable a camera, with a reason (Điều 2.3)."""
        act = "recording_enabled" if record else "recording_disabled"
        return self._switch(actor, camera_id, {"record": record}, act, reason, back=record)

    def remove(self, actor: Actor, camera_id: int, reason: str) -> None:
        """Take a camera out of use, with a reason (Điều 2.3). Its footage and history stay. Raises NotAllowed
        (grant ``ask``: the board has to), InvalidInput (reason: reason_missing).
        """
        changed = {"removed_us": self._clock.now_us()}
        self._switch(actor, camera_id, changed, "camera_removed", reason, back=False)

    def restore(self, actor: Actor, camera_id: int) -> CameraView:
        """Put a removed camera back into use."""
        return self._switch(actor, camera_id, {"removed_us": None}, "camera_restored", "", back=True)

    def edit_area(self, actor: Actor, area_id: int, name: str, unit: str) -> AreaView:
        """Rename an area, or say which unit looks after it. Raises NotAllowed, InvalidInput."""
        may_configure = permissions.may(actor.role, Action.CONFIGURE_CAMERAS)
        self._audit.require(actor, Action.CONFIGURE_CAMERAS if may_configure else Action.SCHOOL)
        name, unit = nfc(" ".join(name.split())), nfc(" ".join(unit.split()))
        if not name:
            raise InvalidInput(reasons={"name": "name_missing"})
        with self._catalogue.write():
            if any(fold(row.name) == fold(name) and row.id != area_id for row in Area.select()):
                raise InvalidInput(reasons={"name": "name_taken"})
            if not Area.update(name=name, unit=unit).where(Area.id == area_id).execute():
                raise InvalidInput(reasons={"area": "area_unknown"})
            self._audit.write(actor, "area_changed", object=f"area:{area_id}", name=name, unit=unit)
        return AreaView(area_id, name, unit)

    # -- news ------------------------------------------------------------------------------------------------------

    def on_change(self, callback: Callable[[int], None]) -> None:
        """Call back with the camera's number after it was added, changed, removed or restored in this process, on the
        thread that did it. The recorder is another process: it reads ``every()`` again from time to time.
        """
        with self._lock:
            self._listeners.append(callback)

    def off_change(self, callback: Callable[[int], None]) -> None:
        """No more calls; unknown callbacks are none of our business."""
        with self._lock:
            self._listeners = [listener for listener in self._listeners if listener != callback]

    def _changed(self, camera_id: int) -> None:
        with self._lock:
            listeners = list(self._listeners)
        event(_log, "camera_changed", camera=camera_id)
        for listener in listeners:
            listener(camera_id)

    # -- inside ----------------------------------------------------------------------------------------------------

    def _own_areas(self, actor: Actor) -> set[int] | None:
        """None for a right to all cameras; else the areas whose unit bears the account's title (or name)."""
        found = self._audit.require(actor, Action.WATCH_LIVE, Grant.OWN_AREA)
        if found is not Grant.OWN_AREA:
            return None
        mine = {fold(actor.title), fold(actor.name)} - {""}
        with self._catalogue.read():
            return {row.id for row in Area.select() if fold(row.unit) in mine}

    def _switch(
        self, actor: Actor, camera_id: int, changed: dict[str, Any], act: str, reason: str, *, back: bool
    ) -> CameraView:
        may_configure = permissions.may(actor.role, Action.CONFIGURE_CAMERAS)
        self._audit.require(actor, Action.CONFIGURE_CAMERAS if back and may_configure else Action.DISABLE_CAMERA)
        if not back and not reason.strip():
            raise InvalidInput(reasons={"reason": "reason_missing"})
        with self._catalogue.write():
            _get(camera_id)
            Camera.update(changed).where(Camera.id == camera_id).execute()
            self._audit.write(actor, act, object=_object(camera_id), reason=nfc(reason.strip()))
        self._changed(camera_id)
        return self._view(camera_id)

    def _checked(self, draft: CameraDraft, camera_id: int | None) -> CameraDraft:
        draft = tidy(draft)
        found = reasons(draft)
        with self._catalogue.read():
            clash = Camera.get_or_none((Camera.code == draft.code) & (Camera.id != (camera_id or 0)))
        if clash is not None:
            # A removed camera keeps its code: its footage is filed under it.
            found["code"] = "code_taken" if clash.removed_us is None else "code_taken_by_removed"
        if found:
            raise InvalidInput(reasons=found)
        return draft

    def _insert(self, actor: Actor | None, draft: CameraDraft, **details: Any) -> int:
        row = Camera(added_us=self._clock.now_us())
        _fill(row, draft)
        row.save()
        if draft.password:
            # Only now is there a number to seal the password to.
            row.password_sealed = self._vault.seal(row.id, draft.password)
            row.save()
        self._audit.write(actor, "camera_added", object=_object(row.id), code=row.code, name=row.name, **details)
        return int(row.id)

    def _view(self, camera_id: int) -> CameraView:
        with self._catalogue.read():
            row = Camera.select(Camera, Area).left_outer_join(Area).where(Camera.id == camera_id).first()
        if row is None:
            raise InvalidInput(reasons={"camera": "camera_unknown"})
        return _view(row)


def _get(camera_id: int) -> Camera:
    row = Camera.get_or_none(Camera.id == camera_id)
    if row is None:
        raise InvalidInput(reasons={"camera": "camera_unknown"})
    return row


def _fill(row: Camera, draft: CameraDraft) -> None:
    for field in _STORED:
        setattr(row, field, getattr(draft, field))
    row.area = _area(draft.area_name)


def _area(name: str) -> Area | None:
    """The area of that name, however its marks and capitals are typed; a new one is put last."""
    if not name:
        return None
    areas = list(Area.select())
    for area in areas:
        if fold(area.name) == fold(name):
            return area
    return Area.create(name=name, position=max((area.position for area in areas), default=0) + 1)


def _view(row: Camera) -> CameraView:
    shown = {field: getattr(row, field) for field in _SHOWN}
    return CameraView(**shown, area=row.area.name if row.area else "", has_password=bool(row.password_sealed))


def _object(camera_id: int) -> str:
    return f"camera:{camera_id}"


def _natural(code: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", code)]
