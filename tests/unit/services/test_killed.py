"""The program killed at the worst moments, for real: what is on disk afterwards is mended or harmless."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.services.school_in_a_box import NOON, SchoolInABox, open_school
from vms.core.hashing import sha256_bytes
from vms.core.instants import HOUR, MINUTE, SECOND, Span
from vms.models.minutes import NumberSeries
from vms.services.incident_drafts import IncidentDraft, NoteDraft, PersonDraft

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")


def ready(school: SchoolInABox) -> int:
    school.name_school()
    school.film(school.cameras[0], NOON - MINUTE)
    head = IncidentDraft("Ngã", "accident", "Cầu thang B", NOON - MINUTE)
    incident = school.incidents.open(school.board, head).id
    school.incidents.set_header(school.board, incident, head, ended_us=NOON + HOUR)
    school.incidents.add_note(school.board, incident, NoteDraft(NOON, "Ngã"))
    school.incidents.add_person(
        school.board, incident, PersonDraft("Nguyễn Minh Khoa", True, "3A", statement="Em vấp.")
    )
    return incident


def kill(root: Path, where: str, incident: int) -> None:
    program = [sys.executable, "-m", "tests.unit.services.killed_while_working", str(root), where, str(incident)]
    assert subprocess.run(program, cwd=ROOT, timeout=60).returncode == -signal.SIGKILL


def test_between_the_clips_file_and_its_row(tmp_path: Path) -> None:
    with open_school(tmp_path) as school:
        incident = ready(school)
        kill(tmp_path, "row", incident)
        assert school.evidence.of_incident(school.board, incident) == ()
        assert len(school.evidence.recover().adopted) == 1
        (item,) = school.evidence.of_incident(school.board, incident)
        assert school.evidence.verify(school.board, item.id)
        assert item.created_by == "Lê Thị Minh Hà"
        assert school.holds.of_incident(incident)


def test_between_the_minutes_file_and_its_row(tmp_path: Path) -> None:
    with open_school(tmp_path) as school:
        incident = ready(school)
        school.minutes.submit(school.board, incident)
        kill(tmp_path, "minutes", incident)
        assert school.evidence.recover().strays == ("VV-2026-001/minutes/BB-2026-01.pdf",)
        with school.catalogue.read():
            assert not NumberSeries.select().where(NumberSeries.kind == "minutes").exists()
        assert school.incidents.get(school.board, incident).state == "submitted"
        issued = school.minutes.issue(school.board, incident)
        assert issued.number == "01/BB-THBM"
        assert sha256_bytes(school.minutes.pdf(school.board, incident)) == issued.sha256
        assert school.evidence.recover().strays == ()
        assert school.audit.verify() is None


def test_a_job_cancelled_after_the_crash_makes_no_evidence(tmp_path: Path) -> None:
    with open_school(tmp_path) as school:
        incident = ready(school)
        wanted = Span(NOON - 59 * SECOND, NOON - 57 * SECOND)
        job = school.jobs.ask(school.board, school.cameras[:1], wanted, incident)
        kill(tmp_path, "job-row", incident)
        school.jobs.cancel(school.board, job.id)
        assert len(school.evidence.recover().abandoned) == 1
        assert school.evidence.of_incident(school.board, incident) == ()
        assert [path for path in school.folder.evidence.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("where", ["job-copy", "job-row", "job-done"])
def test_in_the_middle_of_a_job_it_is_brought_to_its_end_at_the_next_start(tmp_path: Path, where: str) -> None:
    with open_school(tmp_path) as school:
        incident = ready(school)
        wanted = Span(NOON - 59 * SECOND, NOON - 57 * SECOND)
        job = school.jobs.ask(school.board, school.cameras[:1], wanted, incident)
        kill(tmp_path, where, incident)
        assert school.jobs.get(school.board, job.id).state == "running"
        school.evidence.recover()
        worker = school.worker()
        assert worker._queue.release_left() == 1
        assert worker.step()
        done = school.jobs.get(school.board, job.id)
        (part,) = done.parts
        assert (part.state, len(part.items), part.delivered) == ("done", 1, part.items[0].span)
        (item,) = school.evidence.of_incident(school.board, incident)
        assert item.id == part.items[0].id
        assert school.evidence.verify(school.board, item.id)
        left = [path.name for path in school.folder.evidence.rglob("*") if path.is_file()]
        assert left == [item.file]
        assert not worker.step()
        assert school.audit.verify() is None
