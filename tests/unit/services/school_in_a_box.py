"""A real catalogue with a camera or two and one person of each role, for the tests of incidents and evidence."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.fakes.empty_catalogue import put_empty_catalogue
from tests.footage import encode, record
from vms.core.instants import SECOND
from vms.core.paths import DataFolder
from vms.models.area import Area
from vms.models.audit import AuditEntry
from vms.models.camera import Camera
from vms.models.database import Catalogue, open_catalogue
from vms.models.person import User
from vms.models.recording import Segment
from vms.security.permissions import Role
from vms.services.actor import Actor
from vms.services.audit import Audit
from vms.services.clip_jobs import ClipJobs
from vms.services.clip_worker import ClipWorker
from vms.services.evidence import Evidence
from vms.services.footage import Footage
from vms.services.holds import Holds
from vms.services.imports import Imports
from vms.services.incidents import Incidents
from vms.services.minutes import MinutesDesk
from vms.services.playback_scope import PlaybackRights
from vms.services.school import Limits, School, SchoolProfile

NOON = 1_795_406_400 * SECOND  # 23/11/2026 11:00:00 in Viet Nam


class HandClock:
    """Stands still until it is turned."""

    def __init__(self, now_us: int = NOON) -> None:
        self.now = now_us

    def now_us(self) -> int:
        return self.now

    def monotonic(self) -> float:
        return self.now / SECOND


@dataclass
class SchoolInABox:
    """Parts of one school; ``people`` has an account per role, ``cameras`` C03 and C04."""

    folder: DataFolder
    clock: HandClock
    catalogue: Catalogue
    audit: Audit
    holds: Holds
    limits: Limits
    school: School
    incidents: Incidents
    evidence: Evidence
    minutes: MinutesDesk
    jobs: ClipJobs
    imports: Imports
    people: dict[Role, Actor] = field(default_factory=dict)
    cameras: list[int] = field(default_factory=list)

    @property
    def board(self) -> Actor:
        return self.people[Role.BOARD]

    @property
    def guard(self) -> Actor:
        return self.people[Role.GUARD]

    @property
    def it(self) -> Actor:
        return self.people[Role.IT]

    @property
    def unit(self) -> Actor:
        return self.people[Role.UNIT]

    def name_school(self) -> None:
        profile = SchoolProfile(
            "Trường Tiểu học Bình Minh", "UBND phường An Hòa", "THBM", "An Hòa", "21/QĐ-THBM", date(2026, 8, 31), ""
        )
        self.school.set_profile(self.board, profile)

    def film(self, camera: int, start_us: int, seconds: int = 4, **how: object) -> None:
        """Recorded footage that the catalogue knows: real H.264, a key frame every 0.4 s."""
        numbers = range(seconds * 25)
        with TemporaryDirectory() as scratch:
            source = encode(Path(scratch) / "source.mp4", numbers, **how)  # type: ignore[arg-type]
            end_us = start_us + seconds * SECOND
            piece = record(source, self.folder.recordings / str(camera), start_us, end_us)
        with self.catalogue.write():
            Segment.create(
                camera=camera,
                path=piece.path.relative_to(self.folder.recordings).as_posix(),
                start_us=piece.start_us,
                end_us=piece.end_us,
                size=piece.path.stat().st_size,
                codec="h264",
                width=256,
                height=64,
                frames=len(numbers),
            )

    def worker(self, host: str = "pc-1") -> ClipWorker:
        """The one that works on jobs; not started: ``step`` it."""
        return ClipWorker(self.catalogue, self.clock, self.audit, self.evidence, str(self.folder.root), host)

    def acts(self) -> list[str]:
        with self.catalogue.read():
            return [row.action for row in AuditEntry.select().order_by(AuditEntry.seq)]

    def last_act(self) -> AuditEntry:
        with self.catalogue.read():
            return AuditEntry.select().order_by(AuditEntry.seq.desc()).first()

    def details(self) -> dict[str, object]:
        return json.loads(self.last_act().details)


@contextmanager
def open_school(root: Path, where: str = "", clock: HandClock | None = None) -> Iterator[SchoolInABox]:
    """``where``: a PostgreSQL URL in place of the folder's own SQLite file."""
    folder = DataFolder(root)
    folder.prepare()
    clock = clock or HandClock()
    if not where:
        put_empty_catalogue(folder.catalogue)
    catalogue = open_catalogue(where or folder.catalogue, clock)
    audit = Audit(catalogue, clock)
    holds = Holds(catalogue, clock, audit)
    limits = Limits(catalogue, audit)
    incidents = Incidents(catalogue, clock, audit, holds, limits)
    school = School(catalogue, clock, audit)
    footage = Footage(catalogue, folder, clock)
    evidence = Evidence(catalogue, clock, audit, folder, footage, holds, school, limits)
    minutes = MinutesDesk(catalogue, clock, audit, folder, school, incidents, evidence)
    jobs = ClipJobs(
        catalogue, clock, audit, evidence, incidents, PlaybackRights(catalogue, clock, audit, limits), "pc-1"
    )
    # Nothing is played here: the media process is for the tests of the windows.
    imports = Imports(catalogue, clock, audit, folder, evidence.rights, None)  # type: ignore[arg-type]
    box = SchoolInABox(
        folder, clock, catalogue, audit, holds, limits, school, incidents, evidence, minutes, jobs, imports
    )
    names = {Role.BOARD: "Lê Thị Minh Hà", Role.GUARD: "Nguyễn Văn Hùng", Role.UNIT: "Trần Thu Trang"}
    titles = {Role.BOARD: "Hiệu trưởng", Role.UNIT: "Tổ 3"}
    with catalogue.write():
        for role in Role:
            title, name = titles.get(role, ""), names.get(role, role.value)
            row = User.create(
                username=role.value, name=name, title=title, role=role, password_hash="-", created_us=clock.now_us()
            )
            box.people[role] = Actor(row.id, role.value, name, role, title, f"s-{role}")
        for code, place, unit in (("C03", "Cổng phụ", ""), ("C04", "Sân chính", "tổ 3")):
            area = Area.create(name=place, unit=unit, position=len(box.cameras))
            camera = Camera.create(
                code=code, name=place, area=area, kind="url", added_us=clock.now_us(), clock_offset_us=200_000
            )
            box.cameras.append(camera.id)
    try:
        yield box
    finally:
        catalogue.close()
