"""What is typed for the minutes beyond the incident itself, what is still missing, and the content of both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vms.core.hashing import grouped
from vms.core.instants import date_text, time_text
from vms.models.imported import ImportedFile
from vms.reports.fonts import unprintable
from vms.reports.minutes_content import (
    Attendee,
    CourseEntry,
    EvidenceLine,
    InvolvedPerson,
    MeasureLine,
    MinutesContent,
    SignatureLine,
    StatementLine,
    StillPicture,
    content_from_json,
)
from vms.services.incident_views import IncidentView
from vms.services.school import SchoolProfile

# The window builds forms, and sees only services.
__all__ = [
    "NOBODY",
    "Attendee",
    "MinutesForm",
    "SignatureLine",
    "Standing",
    "brought_lines",
    "make_content",
    "missing_codes",
    "printable",
]

NOBODY = Attendee("")


@dataclass(frozen=True, slots=True)
class MinutesForm:
    """Typed for the minutes. What is left empty is taken from the incident: its opening for ``started_us``, its
    ``ended_us``, the school for ``place``, the opener for ``secretary``, everybody grown-up for ``signatures``.
    """

    place: str = ""
    started_us: int | None = None
    ended_us: int | None = None
    chair: Attendee = NOBODY
    secretary: Attendee = NOBODY
    present: tuple[Attendee, ...] = ()
    damage: str = ""
    conclusion: str = ""
    signatures: tuple[SignatureLine, ...] = ()
    copies: int = 2


@dataclass(frozen=True, slots=True)
class Standing:
    """Who fills a place in the minutes when nobody was named for it."""

    chair: Attendee
    secretary: Attendee


def missing_codes(
    incident: IncidentView,
    form: MinutesForm,
    school: SchoolProfile,
    named: bool,
    now_us: int,
    brought: Sequence[StatementLine] = (),
) -> list[str]:
    """What keeps the minutes from being submitted.

    Codes: ``school title place time end_time course people chair secretary``, and with what they are about behind a
    colon ``statement:<person>``, ``evidence_changed:<file>``, ``witnesses:<who refuses>``, ``character:<c>`` (one that
    the document font lacks).
    """
    content = make_content(incident, form, Standing(form.chair, form.secretary), school, brought)
    checks = {
        "school": not named or not school.name or not school.abbreviation,
        "title": not incident.title,
        "place": not incident.place,
        "time": not 0 < incident.occurred_us <= now_us,
        "end_time": content.ended_us is None or content.ended_us < content.started_us,
        "course": not incident.notes,
        "people": not incident.people,
        "chair": not form.chair.name,
        "secretary": not form.secretary.name,
    }
    codes = [code for code, lacking in checks.items() if lacking]
    codes += [f"statement:{person.shown}" for person in incident.people if not person.statement]
    codes += [f"evidence_changed:{item.file}" for item in incident.evidence if not item.intact]
    refusals = (line for line in form.signatures if line.refusal)
    codes += [f"witnesses:{line.name}" for line in refusals if len(line.witnesses) < 2]
    return codes + [f"character:{char}" for char in unprintable(content.canonical_json())]


def printable(content: MinutesContent) -> MinutesContent:
    """For a draft: □ where the font lacks the character; ``missing_codes`` names it."""
    text = content.canonical_json()
    for char in unprintable(text):
        text = text.replace(char, "□")
    return content_from_json(text)


def make_content(
    incident: IncidentView,
    form: MinutesForm,
    standing: Standing,
    school: SchoolProfile,
    brought: Sequence[StatementLine] = (),
) -> MinutesContent:
    """The minutes as they stand now: no number, no mark of the log. ``brought``: files from outside."""
    return MinutesContent(
        parent_body=school.parent_body,
        school=school.name,
        abbreviation=school.abbreviation,
        number=None,
        incident_code=incident.code,
        subject=incident.title,
        started_us=form.started_us if form.started_us is not None else incident.opened_us,
        ended_us=form.ended_us if form.ended_us is not None else incident.ended_us,
        place=form.place or school.name,
        occurred_us=incident.occurred_us,
        incident_place=incident.place,
        chair=form.chair if form.chair.name else standing.chair,
        secretary=form.secretary if form.secretary.name else standing.secretary,
        present=form.present,
        course=tuple(CourseEntry(note.at_us, note.text, note.source or note.camera) for note in incident.notes),
        people=tuple(InvolvedPerson(person.shown, person.part, person.detail) for person in incident.people),
        damage=form.damage,
        evidence=_evidence(incident),
        stills=tuple(
            StillPicture(item.camera, item.start_us, item.sha256, item.clock_offset_us)
            for item in incident.evidence
            if item.kind == "still"
        ),
        measures=tuple(MeasureLine(m.text, m.responsible, m.done_us, m.due_us) for m in incident.measures),
        statements=tuple(StatementLine(p.shown, p.statement) for p in incident.people if p.statement) + tuple(brought),
        conclusion=form.conclusion,
        signatures=tuple(_signatures(incident, form)),
        copies=form.copies,
    )


def brought_lines(rows: Sequence[ImportedFile]) -> tuple[StatementLine, ...]:
    """Counter-evidence, as section 8 names it: nothing of it is the school's own, so each says whose word it is."""
    return tuple(StatementLine(f"Tệp do {row.brought_by} cung cấp", _brought_text(row)) for row in rows)


def _brought_text(row: ImportedFile) -> str:
    if row.claimed_us is None:
        when = "chưa rõ giờ quay"
    else:
        start = row.claimed_us - row.offset_us
        when = f"quay lúc {time_text(start)} ngày {date_text(start)} theo lời {row.said_by}"
    return f"{row.name}, {when}; SHA-256 {grouped(row.sha256)}."


def _evidence(incident: IncidentView) -> tuple[EvidenceLine, ...]:
    return tuple(
        EvidenceLine(
            camera=item.camera,
            kind=item.kind,
            start_us=item.start_us,
            end_us=item.end_us,
            file=item.file,
            size=item.size,
            sha256=item.sha256,
            clock_offset_us=item.clock_offset_us,
            source=item.source,
        )
        for item in incident.evidence
    )


def _signatures(incident: IncidentView, form: MinutesForm) -> Sequence[SignatureLine]:
    if form.signatures:
        return form.signatures
    # Chair and secretary sign in their own places.
    heads = {form.chair.name, form.secretary.name}
    present = [SignatureLine(person.name, person.position) for person in form.present if person.name not in heads]
    names = {line.name for line in present} | heads
    grown_up = [p for p in incident.people if not p.child and p.name not in names]
    return present + [SignatureLine(person.name, person.part) for person in grown_up]
