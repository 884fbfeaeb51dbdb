"""Files from outside as the window sees them: frozen values, and how rows become them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from vms.core.hashing import short_code
from vms.core.instants import Span
from vms.models.imported import ImportedFile, ImportEntry, ImportLink
from vms.models.incident import Incident
from vms.services.incident_views import camera_labels, user_names


@dataclass(frozen=True, slots=True)
class ImportDraft:
    """What is said of a file. ``claimed_us``: what the other device's clock showed at its first picture, ``said_by``
    whose word that is, ``offset_us``: that clock minus the true time. ``as_file``: keep it although it doesn't play.
    """

    brought_by: str
    source: str = ""
    claimed_us: int | None = None
    offset_us: int = 0
    said_by: str = ""
    incident_id: int | None = None
    camera_id: int | None = None
    as_file: bool = False


@dataclass(frozen=True, slots=True)
class ImportView:
    """A file from outside. ``start_us``: its first picture on the school's clock, if the claim holds; None: nobody
    says when. ``incidents``: number and code of those it belongs to. ``intact``: had its hash when last read.
    """

    id: int
    name: str
    file: str
    size: int
    sha256: str
    short_code: str
    brought_by: str
    source: str
    camera_id: int | None
    camera: str
    incidents: tuple[tuple[int, str], ...]
    playable: bool
    fault: str
    container: str
    codec: str
    width: int
    height: int
    rotation: int
    fps: float
    duration_us: int
    made_us: int | None
    claimed_us: int | None
    offset_us: int
    said_by: str
    imported_by: str
    imported_us: int
    intact: bool

    @property
    def start_us(self) -> int | None:
        """µs UTC."""
        return None if self.claimed_us is None else self.claimed_us - self.offset_us

    @property
    def span(self) -> Span | None:
        """The stretch that it is said to show."""
        start = self.start_us
        return None if start is None else Span(start, start + max(1, self.duration_us))


@dataclass(frozen=True, slots=True)
class ImportActView:
    """One act on it, with the time claimed from then on; ``sha256`` of what was read in it."""

    at_us: int
    actor: str
    action: str
    sha256: str
    claimed_us: int | None
    offset_us: int
    said_by: str
    note: str


def import_views(where: Any) -> list[ImportView]:
    """The files that meet the condition, newest first. Inside ``read()``."""
    rows = list(ImportedFile.select().where(where).order_by(ImportedFile.id.desc()))
    numbers = [row.id for row in rows]
    cameras, names = camera_labels(), user_names()
    codes = {row.id: row.code for row in Incident.select(Incident.id, Incident.code)}
    linked: dict[int, list[tuple[int, str]]] = {}
    for link in ImportLink.select().where(ImportLink.imported.in_(numbers)):
        linked.setdefault(link.imported_id, []).append((link.incident_id, codes.get(link.incident_id, "")))
    last: dict[int, str] = {}
    checks = ImportEntry.select().where(ImportEntry.imported.in_(numbers) & (ImportEntry.sha256 != ""))
    for entry in checks.order_by(ImportEntry.id):
        last[entry.imported_id] = entry.sha256
    return [
        ImportView(
            id=row.id,
            name=row.name,
            file=PurePosixPath(row.path).name,
            size=row.size,
            sha256=row.sha256,
            short_code=short_code(row.sha256),
            brought_by=row.brought_by,
            source=row.source,
            camera_id=row.camera_id,
            camera=cameras.get(row.camera_id, "") if row.camera_id is not None else "",
            incidents=tuple(sorted(linked.get(row.id, ()))),
            playable=row.playable,
            fault=row.fault,
            container=row.container,
            codec=row.codec,
            width=row.width,
            height=row.height,
            rotation=row.rotation,
            fps=row.fps_milli / 1000,
            duration_us=row.duration_us,
            made_us=row.made_us,
            claimed_us=row.claimed_us,
            offset_us=row.offset_us,
            said_by=row.said_by,
            imported_by=names.get(row.imported_by_id, ""),
            imported_us=row.imported_us,
            intact=last.get(row.id) == row.sha256,
        )
        for row in rows
    ]


def import_acts(import_id: int) -> list[ImportActView]:
    """Every act on a file, oldest first. Inside ``read()``."""
    names = user_names()
    rows = ImportEntry.select().where(ImportEntry.imported == import_id).order_by(ImportEntry.id)
    return [
        ImportActView(
            row.at_us, names.get(row.actor_id, ""), row.action, row.sha256, row.claimed_us, row.offset_us,
            row.said_by, row.note,
        )
        for row in rows
    ]  # fmt: skip
