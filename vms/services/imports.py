"""Files from outside: counter-evidence that somebody brings, kept byte for byte (Điều 3).

A phone's clip, a stick from another recorder. Nothing in them is measured by us: who brought them, when they are said
to have been taken and whose word that is stand beside them, can be corrected, and every earlier word stays to be read.
Retention never touches them: they lie with the evidence.
"""

from __future__ import annotations

import platform
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from vms.core.clock import Clock
from vms.core.disk import require_room
from vms.core.errors import AlreadyImported, ContentChanged, InvalidInput, NotVideo, OwnClip, SourceUnreadable
from vms.core.instants import DAY, Span, day_span
from vms.core.paths import DataFolder
from vms.core.text import nfc
from vms.models.camera import Camera
from vms.models.database import Catalogue
from vms.models.evidence import EvidenceItem
from vms.models.imported import ImportedFile, ImportLink
from vms.models.incident import Incident
from vms.security.permissions import Action, Grant
from vms.services.actor import Actor
from vms.services.audit import Audit
from vms.services.evidence_files import Claim, give_up
from vms.services.evidence_rights import EvidenceRights
from vms.services.footage import Footage
from vms.services.import_copy import copy_in
from vms.services.import_store import ImportStore, import_entry
from vms.services.import_views import ImportActView, ImportDraft, ImportView, import_acts, import_views
from vms.services.incident_scope import own_incidents
from vms.services.playback import Player
from vms.services.playback_scope import Scope
from vms.services.watched import Watched
from vms.video.client import EngineClient
from vms.video.foreign import ForeignVideo
from vms.video.foreign_probe import probe_apart
from vms.video.framing import Framing
from vms.video.reader import Piece

__all__ = ["ForeignVideo", "ImportActView", "ImportDraft", "ImportView", "Imports"]

_ROOM_TO_SPARE = 64_000_000
_MOST_OFFSET_US = 3650 * DAY
# A file of which nobody says when it was taken plays from midnight on: its clock then shows the time in the file.
_NOWHEN_US = day_span(date(2000, 1, 1)).start
# What plays without saying how long it is.
_UNKNOWN_LENGTH_US = DAY


class Imports:
    """Takes in, shows, plays, corrects, checks. ``look_into`` and ``take_in`` block long: off the GUI thread."""

    def __init__(
        self,
        catalogue: Catalogue,
        clock: Clock,
        audit: Audit,
        folder: DataFolder,
        rights: EvidenceRights,
        engine: EngineClient,
    ) -> None:
        self._catalogue, self._clock, self._audit = catalogue, clock, audit
        self._rights, self._engine = rights, engine
        self._store = ImportStore(catalogue, clock, audit, folder.evidence, platform.node())

    def recover(self) -> tuple[int, int]:
        """Mend what a crash left, once, at start."""
        return self._store.recover()

    # -- taking in ---------------------------------------------------------------------------------------------------

    def look_into(self, actor: Actor, source: Path) -> ForeignVideo:
        """What a file is, before it is taken in. Raises NotAllowed, NotVideo, SourceUnreadable."""
        self._audit.require(actor, Action.INCIDENT, Grant.OWN_AREA)
        try:
            return probe_apart(source)
        except OSError as error:
            raise SourceUnreadable(path=str(source), detail=error.strerror or "") from error

    def take_in(
        self,
        actor: Actor,
        source: Path,
        draft: ImportDraft,
        progress: Callable[[float], None] = lambda _share: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> ImportView:
        """Copy the file as it is and keep it. ``cancelled`` is asked all the time.

        Raises NotAllowed, InvalidInput, NotVideo (unless the draft says that it may be any file), SourceUnreadable,
        DiskFull, FolderNotWritable, ContentChanged, ImportCancelled, AlreadyImported, OwnClip; nothing stays then.
        """
        draft = self._checked(actor, draft)
        found, fault = self._probed(source, draft)
        size = self._size(source)
        require_room(self._store.root, size + _ROOM_TO_SPARE)
        taken = self._store.claimed(actor, source, size, draft, found, fault)
        try:
            digest = copy_in(source, taken.file, size, progress, cancelled)
            self._refuse_known(digest)
            number = self._store.keep(actor, taken, digest)
        except BaseException:
            self._let_go(taken)
            raise
        return self._view(number)

    def _checked(self, actor: Actor, draft: ImportDraft) -> ImportDraft:
        own_only = self._audit.require(actor, Action.INCIDENT, Grant.OWN_AREA) is Grant.OWN_AREA
        wrong: dict[str, str] = {}
        brought_by, said_by = (nfc(" ".join(text.split())) for text in (draft.brought_by, draft.said_by))
        if not brought_by:
            wrong["brought_by"] = "required"
        wrong |= _time_faults(draft.claimed_us, draft.offset_us, said_by, self._clock.now_us())
        if own_only and draft.incident_id is None:
            wrong["incident"] = "required"
        with self._catalogue.read():
            if draft.camera_id is not None and Camera.get_or_none(Camera.id == draft.camera_id) is None:
                wrong["camera"] = "camera_unknown"
        if wrong:
            raise InvalidInput(reasons=wrong)
        if draft.incident_id is not None:
            with self._catalogue.read():
                self._rights.incident(actor, draft.incident_id)
        return replace(draft, brought_by=brought_by, said_by=said_by, source=nfc(draft.source.strip()))

    def _probed(self, source: Path, draft: ImportDraft) -> tuple[ForeignVideo | None, str]:
        try:
            return probe_apart(source), ""
        except NotVideo as error:
            if error.values["reason"] == "empty" or not draft.as_file:
                raise
            return None, str(error.values["reason"])
        except OSError as error:
            raise SourceUnreadable(path=str(source), detail=error.strerror or "") from error

    @staticmethod
    def _size(source: Path) -> int:
        try:
            return source.stat().st_size
        except OSError as error:
            raise SourceUnreadable(path=str(source), detail=error.strerror or "") from error

    def _refuse_known(self, digest: str) -> None:
        before = self._store.known(digest)
        if before is not None:
            raise AlreadyImported(name=before.name, id=before.id, at=before.imported_us)
        with self._catalogue.read():
            own = EvidenceItem.get_or_none(EvidenceItem.sha256 == digest)
            if own is not None:
                code = Incident.get_by_id(own.incident_id).code
                raise OwnClip(name=own.path.rpartition("/")[2], incident=code, at=own.created_us)

    def _let_go(self, taken: Claim) -> None:
        path = taken.file.relative_to(self._store.root).as_posix()
        with self._catalogue.read():
            kept = ImportedFile.select().where(ImportedFile.path == path).exists()
        if not kept:
            give_up(taken)

    # -- looking -----------------------------------------------------------------------------------------------------

    def imports(self, actor: Actor, span: Span | None = None, incident_id: int | None = None) -> tuple[ImportView, ...]:
        """Files from outside, newest first: all that the actor may see, those said to show some of the span, or those
        of an incident. Raises NotAllowed.
        """
        own_only = self._audit.require(actor, Action.INCIDENT, Grant.OWN_AREA) is Grant.OWN_AREA
        where = ImportedFile.id > 0
        with self._catalogue.read():
            if own_only:
                mine = ImportLink.select(ImportLink.imported).where(ImportLink.incident.in_(own_incidents(actor)))
                where &= ImportedFile.id.in_(mine)
            if incident_id is not None:
                linked = ImportLink.select(ImportLink.imported).where(ImportLink.incident == incident_id)
                where &= ImportedFile.id.in_(linked)
            if span is not None:
                start = ImportedFile.claimed_us - ImportedFile.offset_us
                where &= (start < span.end) & (start + ImportedFile.duration_us >= span.start)
            return tuple(import_views(where))

    def get(self, actor: Actor, import_id: int) -> ImportView:
        """One file. Raises NotAllowed, InvalidInput."""
        self._row(actor, import_id)
        return self._view(import_id)

    def acts(self, actor: Actor, import_id: int) -> list[ImportActView]:
        """Every hand it passed through and every time claimed for it, oldest first."""
        self._row(actor, import_id)
        with self._catalogue.read():
            return import_acts(import_id)

    def open_player(self, actor: Actor, import_id: int, width: int, height: int) -> tuple[Player, int]:
        """Play it at the time claimed; the player, to be closed, and where it begins. Custody says who looked.

        Raises NotAllowed, InvalidInput, NotVideo, ContentChanged when the file is gone.
        """
        row = self._row(actor, import_id)
        path = self._store.root / row.path
        if not row.playable:
            raise NotVideo(name=row.name, reason=row.fault)
        if not path.is_file():
            raise ContentChanged(path=row.path, expected=row.sha256, found="")
        start = _NOWHEN_US if row.claimed_us is None else row.claimed_us - row.offset_us
        end = start + (row.duration_us or _UNKNOWN_LENGTH_US)
        self._act(actor, row, "opened")
        piece = Piece(path, start, end, foreign=True)
        footage = _OneFile(piece)
        scope, size = Scope((Span(start, end),)), (width, height)
        player = Player(row.camera_id or 0, self._engine, footage, scope, size, lambda _span: None, Watched())
        player.set_framing(Framing(turn=row.rotation))
        return player, start

    # -- changing ----------------------------------------------------------------------------------------------------

    def set_time(
        self, actor: Actor, import_id: int, claimed_us: int, offset_us: int, said_by: str, note: str = ""
    ) -> ImportView:
        """Another word on when it was taken. Raises NotAllowed, InvalidInput (claimed, offset, said_by)."""
        row, said_by = self._row(actor, import_id), nfc(" ".join(said_by.split()))
        wrong = _time_faults(claimed_us, offset_us, said_by, self._clock.now_us())
        if wrong:
            raise InvalidInput(reasons=wrong)
        row.claimed_us, row.offset_us, row.said_by = claimed_us, offset_us, said_by
        with self._catalogue.write():
            ImportedFile.update(claimed_us=claimed_us, offset_us=offset_us, said_by=said_by).where(
                ImportedFile.id == import_id
            ).execute()
            self._act(actor, row, "time_set", nfc(note.strip()), claimed_us=claimed_us, offset_us=offset_us, by=said_by)
        return self._view(import_id)

    def link(self, actor: Actor, import_id: int, incident_id: int) -> ImportView:
        """It belongs to this incident too. Raises NotAllowed, InvalidInput."""
        row = self._row(actor, import_id)
        with self._catalogue.read():
            incident = self._rights.incident(actor, incident_id)
        with self._catalogue.write():
            if not self._linked(import_id, incident_id):
                ImportLink.create(imported=import_id, incident=incident_id)
                self._act(actor, row, "linked", incident.code, incident=incident_id)
        return self._view(import_id)

    def unlink(self, actor: Actor, import_id: int, incident_id: int) -> ImportView:
        """It doesn't belong to this incident after all; the file stays. ``link`` undoes it."""
        row = self._row(actor, import_id)
        with self._catalogue.read():
            incident = self._rights.incident(actor, incident_id)
        with self._catalogue.write():
            if self._linked(import_id, incident_id):
                ImportLink.delete().where(
                    (ImportLink.imported == import_id) & (ImportLink.incident == incident_id)
                ).execute()
                self._act(actor, row, "unlinked", incident.code, incident=incident_id)
        return self._view(import_id)

    def verify(self, actor: Actor, import_id: int) -> bool:
        """Read the file and compare its hash; either outcome goes into custody and log."""
        row = self._row(actor, import_id)
        return self._store.check(actor, row) == row.sha256

    # -- within ------------------------------------------------------------------------------------------------------

    def _linked(self, import_id: int, incident_id: int) -> bool:
        where = (ImportLink.imported == import_id) & (ImportLink.incident == incident_id)
        return bool(ImportLink.select().where(where).exists())

    def _row(self, actor: Actor, import_id: int) -> ImportedFile:
        own_only = self._audit.require(actor, Action.INCIDENT, Grant.OWN_AREA) is Grant.OWN_AREA
        with self._catalogue.read():
            row = ImportedFile.get_or_none(ImportedFile.id == import_id)
            own = own_incidents(actor) if own_only else set()
            if row is None or (own_only and not any(self._linked(import_id, one) for one in own)):
                raise InvalidInput(reasons={"import": "unknown"})
        assert isinstance(row, ImportedFile)
        return row

    def _act(self, actor: Actor, row: ImportedFile, action: str, note: str = "", **details: Any) -> None:
        with self._catalogue.write():
            import_entry(row, self._clock.now_us(), actor.user_id, action, "", note)
            self._audit.write(actor, f"import_{action}", object=f"import:{row.id}", reason=note, **details)

    def _view(self, import_id: int) -> ImportView:
        with self._catalogue.read():
            return import_views(ImportedFile.id == import_id)[0]


class _OneFile(Footage):
    """A file from outside as the player wants its footage."""

    def __init__(self, piece: Piece) -> None:
        self._piece = piece

    def pieces(self, _camera_id: int, span: Span) -> list[Piece]:
        """The file, where the span touches it."""
        touches = self._piece.start_us < span.end and self._piece.end_us > span.start
        return [self._piece] if touches else []

    def next_start(self, _camera_id: int, after_us: int) -> int | None:
        """Where it begins."""
        return self._piece.start_us if self._piece.start_us > after_us else None

    def last_end(self, _camera_id: int, before_us: int) -> int | None:
        """Where it ends."""
        return self._piece.end_us if self._piece.start_us < before_us else None


def _time_faults(claimed_us: int | None, offset_us: int, said_by: str, now_us: int) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if claimed_us is not None:
        if not said_by:
            wrong["said_by"] = "required"
        if abs(offset_us) > _MOST_OFFSET_US:
            wrong["offset"] = "value_range"
        elif claimed_us - offset_us > now_us:
            wrong["claimed"] = "future"
        elif claimed_us - offset_us <= 0:
            wrong["claimed"] = "value_range"
    return wrong
