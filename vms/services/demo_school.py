"""The demo school in the catalogue: which cameras it has, and where they listen this time."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vms.core.redact import Secret
from vms.models.camera import Camera
from vms.models.database import Catalogue
from vms.models.setting import Setting
from vms.services.audit import Audit
from vms.services.camera_draft import CameraDraft
from vms.services.cameras import Cameras

_KEY = "demo.school"


@dataclass(frozen=True, slots=True)
class DemoCamera:
    """A pretend camera as the demo school announces it."""

    code: str
    name: str
    area: str
    onvif: str
    rtsp_main: str
    rtsp_sub: str
    user: str
    password: Secret
    ptz: bool
    codec: str
    identity: Mapping[str, Any]  # fields of CameraDraft that IT would read out of a real camera


class DemoSchool:
    """Remembers that this school is the demo one, and follows its addresses. Any thread."""

    def __init__(self, catalogue: Catalogue, audit: Audit, cameras: Cameras) -> None:
        self._catalogue, self._audit, self._cameras = catalogue, audit, cameras

    def chosen(self) -> bool:
        """Whether this school's cameras are the demo ones."""
        with self._catalogue.read():
            row = Setting.get_or_none(Setting.key == _KEY)
        return row is not None and json.loads(row.value) is True

    def choose(self) -> None:
        """From now on the demo school starts with the program."""
        with self._catalogue.write():
            Setting.insert(key=_KEY, value="true").on_conflict(
                conflict_target=[Setting.key], preserve=[Setting.value]
            ).execute()
            self._audit.write(None, "demo_school_chosen", object="school")

    def follow(self, found: Sequence[DemoCamera]) -> None:
        """Add cameras that are new, and give those that are there the addresses of this run: its ports differ."""
        self._cameras.install_demo([_draft(camera) for camera in found])
        with self._catalogue.write():
            for camera in found:
                addresses = {"address": camera.onvif, "main_url": camera.rtsp_main, "sub_url": camera.rtsp_sub}
                Camera.update(addresses).where(Camera.code == camera.code).execute()
            self._audit.write(None, "demo_school_started", object="school", cameras=len(found))


def _draft(camera: DemoCamera) -> CameraDraft:
    return CameraDraft(
        code=camera.code,
        name=camera.name,
        area_name=camera.area,
        kind="onvif",
        address=camera.onvif,
        user=camera.user,
        password=camera.password,
        main_url=camera.rtsp_main,
        sub_url=camera.rtsp_sub,
        ptz=camera.ptz,
        codec=camera.codec,
        **camera.identity,
    )
