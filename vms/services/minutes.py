"""The desk where minutes are drafted, submitted, returned, issued with a number, and voided (Điều 4.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from vms.core.clock import Clock
from vms.core.errors import AlreadyIssued, ContentChanged, InvalidInput, MinutesIncomplete
from vms.core.hashing import sha256_bytes
from vms.core.paths import DataFolder
from vms.models.audit import AuditEntry
from vms.models.database import Catalogue
from vms.models.evidence import EvidenceItem
from vms.models.incident import Incident
from vms.models.minutes import Minutes
from vms.models.person import User
from vms.reports.minutes import minutes_pdf
from vms.reports.minutes_content import (
    Attendee,
    MinutesContent,
    StatementLine,
    canonical_json,
    content_from_json,
    from_json,
)
from vms.security.permissions import Action, Grant, Role
from vms.services.actor import Actor
from vms.services.audit import Audit
from vms.services.evidence import Evidence
from vms.services.evidence_files import make_read_only, remove, write_durably
from vms.services.import_store import files_of_incident
from vms.services.incident_views import IncidentState, IncidentView, MinutesState, MinutesView, minutes_view, user_names
from vms.services.incidents import Incidents
from vms.services.minutes_form import MinutesForm, Standing, brought_lines, make_content, missing_codes, printable
from vms.services.numbering import calendar_year, take_number
from vms.services.school import School


class MinutesDesk:
    """Minutes of incidents. Blocking (PDF, hashing): off the GUI thread; any number at a time."""

    def __init__(
        self,
        catalogue: Catalogue,
        clock: Clock,
        audit: Audit,
        folder: DataFolder,
        school: School,
        incidents: Incidents,
        evidence: Evidence,
    ) -> None:
        self._catalogue, self._clock, self._audit, self._root = catalogue, clock, audit, folder.evidence
        self._school, self._incidents, self._evidence = school, incidents, evidence

    # -- drafting ----------------------------------------------------------------------------------------------------

    def form(self, actor: Actor, incident_id: int) -> MinutesForm:
        """What was typed for the minutes so far, with who would sign when nobody was named."""
        view = self._incidents.get(actor, incident_id)
        with self._catalogue.read():
            row = _draft_row(incident_id)
            form = from_json(MinutesForm, row.content) if row is not None else MinutesForm()
            standing = self._standing(view)
        return replace(
            form,
            chair=form.chair if form.chair.name else standing.chair,
            secretary=form.secretary if form.secretary.name else standing.secretary,
        )

    def save_form(self, actor: Actor, incident_id: int, form: MinutesForm) -> None:
        """Keep what was typed. It goes into the next submission; what is submitted or issued doesn't change."""
        self._incidents.get(actor, incident_id)
        with self._catalogue.write():
            row = _draft_row(incident_id)
            if row is None:
                Minutes.create(incident=incident_id, state=MinutesState.DRAFT, content=canonical_json(form))
            else:
                Minutes.update(content=canonical_json(form)).where(Minutes.id == row.id).execute()
            self._audit.write(actor, "minutes_drafted", object=f"incident:{incident_id}")

    def missing(self, actor: Actor, incident_id: int) -> list[str]:
        """Reason codes of what keeps the minutes from being submitted; a name may follow a colon."""
        view, form = self._incidents.get(actor, incident_id), self.form(actor, incident_id)
        brought = self._brought(incident_id)
        return missing_codes(view, form, self._school.profile(), self._school.named(), self._clock.now_us(), brought)

    def draft(self, actor: Actor, incident_id: int) -> bytes:
        """The PDF as it would be, marked as a draft, without number.

        Stills that changed on disk are left out, □ stands for characters that can't be printed: ``missing`` names both.
        """
        content = printable(self._content(actor, incident_id))
        stills = self._stills(content)
        whole = tuple(still for still in content.stills if still.sha256 in stills)
        return minutes_pdf(replace(content, stills=whole), stills)

    # -- deciding ----------------------------------------------------------------------------------------------------

    def submit(self, actor: Actor, incident_id: int) -> MinutesView:
        """Hand the minutes to the board; what it reads is frozen now. Every piece of evidence is read and compared.

        Raises MinutesIncomplete (missing), ContentChanged, AlreadyIssued, InvalidInput (state).
        """
        self._require_open(incident_id)
        missing = self.missing(actor, incident_id)
        if missing:
            raise MinutesIncomplete(missing=missing)
        for item in self._evidence.of_incident(actor, incident_id):
            self._evidence.require_whole(actor, item.id)
        content = self._content(actor, incident_id)
        with self._catalogue.write():
            self._require_open(incident_id)
            row = Minutes.create(
                incident=incident_id,
                state=MinutesState.SUBMITTED,
                content=content.canonical_json(),
                submitted_us=self._clock.now_us(),
                submitted_by=actor.user_id,
            )
            self._set_state(incident_id, IncidentState.SUBMITTED)
            self._audit.write(
                actor,
                "minutes_submitted",
                object=f"minutes:{row.id}",
                incident=incident_id,
                content_sha256=sha256_bytes(row.content.encode()),
            )
            return minutes_view(row, user_names())

    def return_(self, actor: Actor, incident_id: int, reason: str) -> MinutesView:
        """The board sends the minutes back, with what is to be changed."""
        self._audit.require(actor, Action.APPROVE)
        _require_reason(reason)
        with self._catalogue.write():
            row = _submitted(incident_id)
            Minutes.update(state=MinutesState.RETURNED, void_reason=reason.strip()).where(
                Minutes.id == row.id
            ).execute()
            self._set_state(incident_id, IncidentState.VERIFYING)
            self._audit.write(actor, "minutes_returned", object=f"minutes:{row.id}", reason=reason.strip())
            return self._row_view(row.id)

    def issue(self, actor: Actor, incident_id: int) -> MinutesView:
        """Give the number and make the document, from what was submitted. The board only.

        Number, file, row and log are one step in the one write lane: a failure gives the number back.
        Raises AlreadyIssued, InvalidInput (not submitted), ContentChanged, DiskFull, FolderNotWritable.
        """
        self._audit.require(actor, Action.APPROVE)
        with self._catalogue.read():
            content = content_from_json(_submitted(incident_id).content)
            named = [line.sha256 for line in content.evidence]
            items = EvidenceItem.select().where((EvidenceItem.incident == incident_id) & EvidenceItem.sha256.in_(named))
            numbers = [item.id for item in items]
        for number in numbers:
            self._evidence.require_whole(actor, number)
        stills = self._stills(content)
        written: Path | None = None
        try:
            with self._catalogue.write():
                row = _submitted(incident_id)
                written = self._issue(actor, row, stills)
                view = self._row_view(row.id)
        except BaseException:
            if written is not None:
                remove(written)
            raise
        return view

    def _issue(self, actor: Actor, row: Minutes, stills: Mapping[str, bytes]) -> Path:
        now = self._clock.now_us()
        year = calendar_year(now)
        serial = take_number("minutes", year)
        content = content_from_json(row.content)
        head = AuditEntry.select(AuditEntry.seq, AuditEntry.hash).order_by(AuditEntry.seq.desc()).first()
        content = replace(
            content, number=f"{serial:02d}/BB-{content.abbreviation}", log_sequence=head.seq, log_hash=head.hash
        )
        pdf = minutes_pdf(content, stills)
        path = self._root / content.incident_code / "minutes" / f"BB-{year}-{serial:02d}.pdf"
        remove(path)  # left by a crash before its row: the number was never given
        write_durably(path, pdf)
        make_read_only(path)
        digest = sha256_bytes(pdf)
        Minutes.update(
            state=MinutesState.ISSUED,
            year=year,
            serial=serial,
            number=content.number,
            content=content.canonical_json(),
            path=path.relative_to(self._root).as_posix(),
            sha256=digest,
            issued_us=now,
            issued_by=actor.user_id,
        ).where(Minutes.id == row.id).execute()
        self._set_state(row.incident_id, IncidentState.ISSUED)
        self._audit.write(
            actor,
            "minutes_issued",
            object=f"minutes:{row.id}",
            incident=row.incident_id,
            number=content.number,
            sha256=digest,
        )
        return path

    def void(self, actor: Actor, incident_id: int, reason: str) -> MinutesView:
        """Declare issued minutes void. Number, document and reason stay to be seen; new minutes get a new number."""
        self._audit.require(actor, Action.APPROVE)
        _require_reason(reason)
        with self._catalogue.write():
            row = _latest(incident_id)
            if row is None or row.state != MinutesState.ISSUED:
                raise InvalidInput(reasons={"state": "not_issued"})
            Minutes.update(state=MinutesState.VOIDED, void_reason=reason.strip()).where(Minutes.id == row.id).execute()
            self._set_state(incident_id, IncidentState.VERIFYING)
            self._audit.write(
                actor, "minutes_voided", object=f"minutes:{row.id}", reason=reason.strip(), number=row.number
            )
            return self._row_view(row.id)

    # -- reading -----------------------------------------------------------------------------------------------------

    def pdf(self, actor: Actor, incident_id: int) -> bytes:
        """The very bytes that were issued last, voided or not. Raises InvalidInput (none), ContentChanged."""
        row = self._issued(actor, incident_id)
        path = self._root / row.path
        data = path.read_bytes() if path.is_file() else b""
        found = sha256_bytes(data) if data else ""
        if found != row.sha256:
            self._audit.write(
                actor, "minutes_opened", object=f"minutes:{row.id}", result="changed", expected=row.sha256, found=found
            )
            raise ContentChanged(path=row.path, expected=row.sha256, found=found)
        self._audit.write(actor, "minutes_opened", object=f"minutes:{row.id}")
        return data

    def regenerate(self, actor: Actor, incident_id: int) -> bytes:
        """The issued document made again from its stored content: for comparing, or when the file was lost.

        The same bytes only with the font and library versions that it was issued with. Raises ContentChanged
        when a still is no longer what it was.
        """
        content = content_from_json(self._issued(actor, incident_id).content)
        stills = self._stills(content)
        for still in content.stills:
            if still.sha256 not in stills:
                raise ContentChanged(path=still.camera, expected=still.sha256, found="")
        return minutes_pdf(content, stills)

    def register(self, actor: Actor, year: int) -> list[MinutesView]:
        """Every number given in the year, in order, voided ones with their reason."""
        self._audit.require(actor, Action.INCIDENT)
        with self._catalogue.read():
            names = user_names()
            rows = Minutes.select().where(Minutes.year == year).order_by(Minutes.serial)
            return [minutes_view(row, names) for row in rows]

    def waiting(self, actor: Actor) -> list[MinutesView]:
        """What waits for the board, oldest first."""
        self._audit.require(actor, Action.INCIDENT)
        with self._catalogue.read():
            names = user_names()
            rows = Minutes.select().where(Minutes.state == MinutesState.SUBMITTED).order_by(Minutes.submitted_us)
            return [minutes_view(row, names) for row in rows]

    # -- within ------------------------------------------------------------------------------------------------------

    def _content(self, actor: Actor, incident_id: int) -> MinutesContent:
        view, form = self._incidents.get(actor, incident_id), self.form(actor, incident_id)
        standing = Standing(form.chair, form.secretary)
        return make_content(view, form, standing, self._school.profile(), self._brought(incident_id))

    def _brought(self, incident_id: int) -> tuple[StatementLine, ...]:
        with self._catalogue.read():
            return brought_lines(files_of_incident(incident_id))

    def _standing(self, view: IncidentView) -> Standing:
        """The head of the board in the chair; whoever opened the incident writes."""
        board = User.select().where((User.role == Role.BOARD) & User.enabled).order_by(User.id).first()
        opener = User.select().join(Incident, on=(Incident.opened_by == User.id)).where(Incident.id == view.id).first()
        return Standing(_attendee(board), _attendee(opener))

    def _stills(self, content: MinutesContent) -> dict[str, bytes]:
        """PNG bytes by hash, only those that still have it."""
        wanted = [still.sha256 for still in content.stills]
        with self._catalogue.read():
            rows = EvidenceItem.select(EvidenceItem.path, EvidenceItem.sha256).where(EvidenceItem.sha256.in_(wanted))
            paths = {row.sha256: self._root / row.path for row in rows}
        found = {digest: path.read_bytes() for digest, path in paths.items() if path.is_file()}
        return {digest: data for digest, data in found.items() if sha256_bytes(data) == digest}

    def _issued(self, actor: Actor, incident_id: int) -> Minutes:
        self._audit.require(actor, Action.INCIDENT, Grant.OWN_AREA)
        self._incidents.get(actor, incident_id)
        with self._catalogue.read():
            rows = Minutes.select().where((Minutes.incident == incident_id) & (Minutes.sha256 != ""))
            row = rows.order_by(Minutes.id.desc()).first()
        if row is None:
            raise InvalidInput(reasons={"minutes": "not_issued"})
        assert isinstance(row, Minutes)
        return row

    def _require_open(self, incident_id: int) -> None:
        """Nothing of this incident is with the board or issued."""
        with self._catalogue.read():
            row = _latest(incident_id)
            incident = Incident.get_or_none(Incident.id == incident_id)
        if row is not None and row.state == MinutesState.ISSUED:
            raise AlreadyIssued(number=row.number)
        if row is not None and row.state == MinutesState.SUBMITTED:
            raise InvalidInput(reasons={"state": "submitted"})
        if incident is not None and incident.state == IncidentState.CLOSED:
            raise InvalidInput(reasons={"state": "closed"})

    def _set_state(self, incident_id: int, state: IncidentState) -> None:
        Incident.update(state=state, closed_us=None).where(Incident.id == incident_id).execute()

    def _row_view(self, minutes_id: int) -> MinutesView:
        return minutes_view(Minutes.get_by_id(minutes_id), user_names())


def _attendee(user: User | None) -> Attendee:
    return Attendee(user.name, user.title) if user is not None else Attendee("")


def _draft_row(incident_id: int) -> Minutes | None:
    row = Minutes.get_or_none((Minutes.incident == incident_id) & (Minutes.state == MinutesState.DRAFT))
    assert row is None or isinstance(row, Minutes)
    return row


def _latest(incident_id: int) -> Minutes | None:
    rows = Minutes.select().where((Minutes.incident == incident_id) & (Minutes.state != MinutesState.DRAFT))
    row = rows.order_by(Minutes.id.desc()).first()
    assert row is None or isinstance(row, Minutes)
    return row


def _submitted(incident_id: int) -> Minutes:
    row = _latest(incident_id)
    if row is not None and row.state == MinutesState.ISSUED:
        raise AlreadyIssued(number=row.number)
    if row is None or row.state != MinutesState.SUBMITTED:
        raise InvalidInput(reasons={"state": "not_submitted"})
    return row


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise InvalidInput(reasons={"reason": "empty"})
