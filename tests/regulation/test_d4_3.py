"""Điều 4.3: footage is a basis for the board's decisions, and evidence for minutes (biên bản) within the school."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from tests.unit.services.school_in_a_box import NOON, SchoolInABox, open_school
from vms.core.errors import ContentChanged, MinutesIncomplete, NotAllowed
from vms.core.hashing import grouped, sha256_bytes
from vms.core.instants import DAY, HOUR, MINUTE, SECOND, Span
from vms.services.incident_drafts import IncidentDraft, NoteDraft, PersonDraft

FELL = NOON - 5 * SECOND


@pytest.fixture
def school(tmp_path: Path) -> Iterator[SchoolInABox]:
    with open_school(tmp_path / "data") as box:
        box.name_school()
        box.film(box.cameras[1], FELL - 2 * SECOND)
        yield box


def seen_on_the_wall(school: SchoolInABox) -> int:
    """What a guard does: one click, a clip, a still, and the words around them."""
    guard, camera = school.guard, school.cameras[1]
    incident = school.incidents.open_from_wall(guard, camera, FELL).id
    school.evidence.cut(guard, incident, camera, Span(FELL - SECOND, FELL + SECOND))
    school.evidence.add_still(guard, incident, camera, FELL)
    fall = IncidentDraft("Học sinh ngã ở sân chính", "accident", "Sân chính", FELL)
    school.incidents.set_header(guard, incident, fall, ended_us=NOON + HOUR)
    school.incidents.add_note(guard, incident, NoteDraft(FELL + SECOND, "Cô giáo tới đỡ", "lời kể"))
    child = PersonDraft("Nguyễn Minh Khoa", True, "3A", "Học sinh bị ngã", statement="Em chạy và vấp.")
    school.incidents.add_person(guard, incident, child)
    return incident


def test_footage_becomes_numbered_minutes_signed_for_by_the_board(school: SchoolInABox) -> None:
    incident = seen_on_the_wall(school)
    school.minutes.submit(school.guard, incident)
    issued = school.minutes.issue(school.board, incident)
    pdf = school.minutes.pdf(school.guard, incident)
    assert issued.number == "01/BB-THBM"
    document = pypdfium2.PdfDocument(pdf)
    text = " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    document.close()
    for item in school.incidents.get(school.guard, incident).evidence:
        assert grouped(item.sha256) in text
    for words in ("Phát hiện trên tường hình (C04 Sân chính)", "N.M.K, lớp 3A", "Em chạy và vấp.", "CHỦ TỌA"):
        assert words in text
    assert "Minh Khoa" not in text


def test_the_footage_is_kept_the_moment_the_incident_is_opened(school: SchoolInABox) -> None:
    began = time.monotonic()
    school.incidents.open_from_wall(school.guard, school.cameras[1], FELL)
    assert time.monotonic() - began < 5  # no cutting, no waiting: the clip is a call of its own
    span = Span(FELL - 30 * SECOND, FELL + MINUTE)
    school.clock.now += 20 * DAY
    assert school.holds.spans(school.cameras[1], span) == (span,)
    with pytest.raises(NotAllowed):
        school.holds.release(school.guard, school.holds.all(school.guard)[0].id, "x")


def test_a_guard_prepares_and_is_stopped_from_deciding_or_handing_out(school: SchoolInABox, tmp_path: Path) -> None:
    incident = seen_on_the_wall(school)
    school.minutes.submit(school.guard, incident)
    clip = school.evidence.of_incident(school.guard, incident)[0]
    for refused in (
        lambda: school.minutes.issue(school.guard, incident),
        lambda: school.evidence.export(school.guard, clip.id, tmp_path),
        lambda: school.evidence.approve(school.guard, incident, "x"),
    ):
        with pytest.raises(NotAllowed):
            refused()
        assert school.last_act().action == "refused"
    package = school.evidence.export(school.board, clip.id, tmp_path, "Công an phường yêu cầu")
    assert (package / "SHA256SUMS").is_file()


def test_minutes_rest_on_evidence_that_is_still_what_was_recorded(school: SchoolInABox) -> None:
    incident = seen_on_the_wall(school)
    clip = school.evidence.of_incident(school.guard, incident)[0]
    path = school.evidence.path(school.guard, clip.id)
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    with pytest.raises(ContentChanged):
        school.minutes.submit(school.guard, incident)
    with pytest.raises(MinutesIncomplete) as caught:
        school.minutes.submit(school.guard, incident)
    assert caught.value.values["missing"] == [f"evidence_changed:{clip.file}"]


def test_the_issued_document_is_the_same_years_later_and_a_changed_one_is_noticed(school: SchoolInABox) -> None:
    incident = seen_on_the_wall(school)
    school.minutes.submit(school.guard, incident)
    issued = school.minutes.issue(school.board, incident)
    school.clock.now += 5 * 365 * DAY
    pdf = school.minutes.pdf(school.board, incident)
    assert sha256_bytes(pdf) == issued.sha256
    assert school.minutes.regenerate(school.board, incident) == pdf
    path = school.folder.evidence / issued.path
    path.chmod(0o644)
    path.write_bytes(pdf + b" ")
    with pytest.raises(ContentChanged):
        school.minutes.pdf(school.board, incident)
