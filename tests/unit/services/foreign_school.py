"""A school with the demo recorder on its network, for the tests of other people's recorders."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.fakes.demo_recorder import START, demo_recorder
from tests.unit.services.school_in_a_box import SchoolInABox, open_school
from vms.core.instants import SECOND
from vms.core.redact import Secret
from vms.demo.nvr import PASSWORD, USER, RecorderDevice
from vms.onvif.transport import Limits
from vms.security.vault import Vault
from vms.services.cameras import Cameras
from vms.services.footage import Footage
from vms.services.foreign_archive import ForeignArchive
from vms.services.foreign_copies import LIMIT_BYTES, ForeignCopies
from vms.services.foreign_recorders import ForeignRecorders, RecorderDraft
from vms.services.foreign_source import ForeignSource
from vms.services.foreign_views import RecorderView
from vms.services.kept import Kept
from vms.services.playback_scope import PlaybackRights

AT = START * SECOND
LIMITS = Limits(connect_s=1, read_s=2, total_s=4)


@dataclass
class ForeignSchool:
    """``box`` has cameras C03 and C04; the recorder's gate belongs to C03, its library to C04."""

    box: SchoolInABox
    device: RecorderDevice
    cameras: Cameras
    footage: Footage
    copies: ForeignCopies
    recorders: ForeignRecorders
    archive: ForeignArchive

    @property
    def camera(self) -> int:
        return self.box.cameras[0]

    def draft(self, **changes: object) -> RecorderDraft:
        fields: dict[str, object] = {
            "name": "Đầu ghi cũ",
            "address": str(self.device.card()["onvif"]),
            "user": USER,
            "password": Secret(PASSWORD),
            "rtsp_port": self.device.face.rtsp_port,
        }
        return RecorderDraft(**(fields | changes))  # type: ignore[arg-type]

    def add(self, **changes: object) -> RecorderView:
        draft = self.draft(**changes)
        found = self.recorders.look(self.box.it, draft)
        shows = dict(zip((one.token for one in found.tracks), self.box.cameras, strict=False))
        return self.recorders.save(self.box.it, draft, found, shows)


@contextmanager
def foreign_school(root: Path, where: str = "", limit: int = LIMIT_BYTES, maker: str = "") -> Iterator[ForeignSchool]:
    """``where``: a PostgreSQL URL in place of the folder's own SQLite file."""
    with demo_recorder(maker or "Binh Minh Demo") as device, open_school(root, where) as box:
        vault, clock = Vault(box.folder.keys), box.clock
        cameras = Cameras(box.catalogue, clock, box.audit, vault)
        footage = Footage(box.catalogue, box.folder, clock)
        source = ForeignSource(clock, LIMITS, clock_samples=1)
        kept = Kept(box.catalogue, clock, box.audit)
        copies = ForeignCopies(box.catalogue, clock, box.folder, kept, source, limit)
        rights = PlaybackRights(box.catalogue, clock, box.audit, box.limits)
        yield ForeignSchool(
            box,
            device,
            cameras,
            footage,
            copies,
            ForeignRecorders(box.catalogue, clock, box.audit, cameras, vault, source),
            ForeignArchive(box.catalogue, box.audit, cameras, vault, rights, footage, copies),
        )
