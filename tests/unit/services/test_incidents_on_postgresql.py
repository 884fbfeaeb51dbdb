"""The walk of an incident on the database that several PCs share."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.unit.models.conftest import empty_postgresql, postgresql
from tests.unit.services.school_in_a_box import NOON, open_school
from vms.core.hashing import sha256_bytes
from vms.core.instants import HOUR, MINUTE, SECOND, Span
from vms.services.incident_drafts import IncidentDraft, PersonDraft

__all__ = ["empty_postgresql", "postgresql"]

START = NOON - MINUTE


def test_from_the_wall_to_numbered_minutes(tmp_path: Path, empty_postgresql: str) -> None:
    with open_school(tmp_path, empty_postgresql) as school:
        school.name_school()
        camera = school.cameras[1]
        school.film(camera, START)
        incident = school.incidents.open_from_wall(school.guard, camera, START).id
        clip = school.evidence.cut(school.guard, incident, camera, Span(START, START + 2 * SECOND))
        still = school.evidence.add_still(school.guard, incident, camera, START + SECOND)
        head = IncidentDraft("Ngã ở sân chính", "accident", "Sân chính", START)
        school.incidents.set_header(school.guard, incident, head, ended_us=NOON + HOUR)
        person = PersonDraft("Nguyễn Minh Khoa", True, "3A", statement="Em vấp.")
        school.incidents.add_person(school.guard, incident, person)
        assert [row.id for row in school.incidents.rows(school.unit, "san chinh")] == [incident]
        school.minutes.submit(school.guard, incident)
        issued = school.minutes.issue(school.board, incident)
        assert issued.number == "01/BB-THBM"
        assert sha256_bytes(school.minutes.pdf(school.guard, incident)) == issued.sha256
        assert [item.id for item in school.evidence.of_incident(school.guard, incident)] == [clip.id, still.id]
        school.evidence.approve(school.board, incident, "Công an phường yêu cầu")
        (tmp_path / "usb").mkdir()
        assert school.evidence.export(school.it, [clip.id, still.id], tmp_path / "usb").is_dir()
        assert school.holds.of_incident(incident)[0].camera_ids == (camera,)
        assert school.evidence.recover().strays == ()
        assert school.audit.verify() is None


def test_codes_under_two_threads(tmp_path: Path, empty_postgresql: str) -> None:
    with open_school(tmp_path, empty_postgresql) as school:
        head = IncidentDraft("Ngã", "accident", "", START)
        with ThreadPoolExecutor(2) as pool:
            opened = [pool.submit(school.incidents.open, school.guard, head) for _ in range(10)]
            codes = sorted(done.result().code for done in opened)
        assert codes == [f"VV-2026-{n:03d}" for n in range(1, 11)]
