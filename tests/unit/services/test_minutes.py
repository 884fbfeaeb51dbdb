from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from tests.unit.services.school_in_a_box import NOON, SchoolInABox, open_school
from vms.core.errors import (
    AlreadyIssued,
    ContentChanged,
    InvalidInput,
    MinutesIncomplete,
    NotAllowed,
    VmsError,
)
from vms.core.hashing import grouped, sha256_bytes
from vms.core.instants import DAY, HOUR, MINUTE, SECOND, Span
from vms.models.minutes import Minutes, NumberSeries
from vms.reports.minutes_content import Attendee, SignatureLine
from vms.security.permissions import Role
from vms.services.incident_drafts import IncidentDraft, MeasureDraft, NoteDraft, PersonDraft
from vms.services.minutes_form import MinutesForm

START = NOON - MINUTE
FALL = IncidentDraft("Học sinh ngã tại cầu thang B", "accident", "Cầu thang B", START)


@pytest.fixture
def school(tmp_path: Path) -> Iterator[SchoolInABox]:
    with open_school(tmp_path) as box:
        box.name_school()
        yield box


def ready(school: SchoolInABox) -> int:
    """An incident with everything that minutes need, evidence not among it."""
    incident = school.incidents.open(school.guard, FALL).id
    child = PersonDraft("Nguyễn Minh Khoa", True, "3A", "Học sinh bị ngã", "xây xát", statement="Em chạy nhanh.")
    school.incidents.add_person(school.guard, incident, child)
    school.incidents.add_note(school.guard, incident, NoteDraft(START, "Ngã ở bậc thứ tư", camera_id=school.cameras[0]))
    school.incidents.set_header(school.guard, incident, FALL, ended_us=school.clock.now + HOUR)
    return incident


def with_evidence(school: SchoolInABox) -> int:
    incident = ready(school)
    school.film(school.cameras[0], START)
    school.evidence.cut(school.guard, incident, school.cameras[0], Span(START, START + 2 * SECOND))
    school.evidence.add_still(school.guard, incident, school.cameras[0], START + SECOND)
    return incident


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    finally:
        document.close()


def test_from_draft_to_number(school: SchoolInABox) -> None:
    incident = with_evidence(school)
    assert school.minutes.missing(school.guard, incident) == []
    draft = text_of(school.minutes.draft(school.guard, incident))
    assert "dự thảo, chưa có số" in draft
    assert school.minutes.submit(school.guard, incident).state == "submitted"
    assert school.incidents.get(school.guard, incident).state == "submitted"
    assert [view.incident_id for view in school.minutes.waiting(school.board)] == [incident]
    issued = school.minutes.issue(school.board, incident)
    assert (issued.number, issued.issued_us, issued.issued_by) == ("01/BB-THBM", NOON, "Lê Thị Minh Hà")
    pdf = school.minutes.pdf(school.guard, incident)
    assert sha256_bytes(pdf) == issued.sha256
    assert (school.folder.evidence / issued.path).read_bytes() == pdf
    text = text_of(pdf)
    for words in (
        "Số: 01/BB-THBM",
        "UBND PHƯỜNG AN HÒA TRƯỜNG TIỂU HỌC BÌNH MINH",
        "Ghi nhận vụ việc học sinh ngã tại cầu thang B",
        "10 giờ 59 phút 00 giây: Ngã ở bậc thứ tư (C03 Cổng phụ).",
        "N.M.K, lớp 3A: Học sinh bị ngã; xây xát.",
        "Hình 1. C03 Cổng phụ, 10 giờ 59 phút 01 giây, ngày 23/11/2026, đồng hồ lệch +0,2 giây",
    ):
        assert words in text
    for item in school.evidence.of_incident(school.guard, incident):
        assert grouped(item.sha256) in text
        assert item.file in text
    assert "Khoa" not in text
    view = school.incidents.get(school.guard, incident)
    assert (view.state, view.minutes) == ("issued", issued)
    assert school.incidents.rows(school.guard)[0].number == "01/BB-THBM"
    assert school.audit.verify() is None


def test_the_same_bytes_when_opened_and_when_made_again(school: SchoolInABox) -> None:
    incident = with_evidence(school)
    school.minutes.submit(school.guard, incident)
    school.minutes.issue(school.board, incident)
    first = school.minutes.pdf(school.guard, incident)
    school.clock.now += 900 * DAY
    school.incidents.add_note(school.guard, incident, NoteDraft(NOON, "Viết thêm về sau"))
    school.school.set_profile(school.board, replace(school.school.profile(), name="Trường đổi tên"))
    assert school.minutes.pdf(school.board, incident) == first
    assert school.minutes.regenerate(school.board, incident) == first


def test_an_altered_or_lost_document_is_noticed(school: SchoolInABox) -> None:
    incident = ready(school)
    school.minutes.submit(school.guard, incident)
    issued = school.minutes.issue(school.board, incident)
    path = school.folder.evidence / issued.path
    data = path.read_bytes()
    path.chmod(0o644)
    path.write_bytes(data.replace(b"%PDF-1.4", b"%PDF-1.5", 1))
    with pytest.raises(ContentChanged) as caught:
        school.minutes.pdf(school.guard, incident)
    assert caught.value.values["expected"] == issued.sha256
    assert school.last_act().result == "changed"
    path.unlink()
    with pytest.raises(ContentChanged):
        school.minutes.pdf(school.guard, incident)
    assert school.minutes.regenerate(school.guard, incident) == data


def test_what_the_board_reads_is_frozen_when_submitted(school: SchoolInABox) -> None:
    incident = ready(school)
    school.minutes.submit(school.guard, incident)
    school.incidents.add_note(school.guard, incident, NoteDraft(NOON, "Thêm sau khi trình"))
    school.minutes.save_form(school.guard, incident, MinutesForm(conclusion="Kết luận khác"))
    school.minutes.issue(school.board, incident)
    text = text_of(school.minutes.pdf(school.board, incident))
    assert "Thêm sau khi trình" not in text
    assert "Kết luận khác" not in text
    assert "Kết luận khác" in text_of(school.minutes.draft(school.guard, incident))


def test_returned_minutes_come_back_with_a_reason_and_go_again(school: SchoolInABox) -> None:
    incident = ready(school)
    with pytest.raises(InvalidInput):
        school.minutes.return_(school.board, incident, "chưa trình")
    school.minutes.submit(school.guard, incident)
    with pytest.raises(InvalidInput):
        school.minutes.submit(school.guard, incident)
    with pytest.raises(InvalidInput):
        school.minutes.return_(school.board, incident, " ")
    returned = school.minutes.return_(school.board, incident, "Thiếu lời kể của bảo vệ")
    assert (returned.state, returned.reason, returned.number) == ("returned", "Thiếu lời kể của bảo vệ", None)
    assert school.incidents.get(school.guard, incident).state == "verifying"
    with pytest.raises(InvalidInput):
        school.minutes.issue(school.board, incident)
    school.minutes.submit(school.guard, incident)
    assert school.minutes.issue(school.board, incident).number == "01/BB-THBM"


def test_a_voided_number_stays_to_be_seen_and_is_never_given_again(school: SchoolInABox) -> None:
    incident = ready(school)
    school.minutes.submit(school.guard, incident)
    school.minutes.issue(school.board, incident)
    first = school.minutes.pdf(school.board, incident)
    for refused in (school.minutes.submit, school.minutes.issue):
        with pytest.raises(AlreadyIssued) as caught:
            refused(school.board, incident)
        assert caught.value.values["number"] == "01/BB-THBM"
    with pytest.raises(InvalidInput):
        school.minutes.void(school.board, incident, "")
    assert school.minutes.void(school.board, incident, "Sai tên").reason == "Sai tên"
    assert school.minutes.pdf(school.board, incident) == first
    with pytest.raises(InvalidInput):
        school.minutes.void(school.board, incident, "lần nữa")
    school.minutes.submit(school.guard, incident)
    school.minutes.issue(school.board, incident)
    register = school.minutes.register(school.guard, 2026)
    assert [(m.number, m.state, m.reason) for m in register] == [
        ("01/BB-THBM", "voided", "Sai tên"),
        ("02/BB-THBM", "issued", ""),
    ]
    assert school.minutes.pdf(school.board, incident) != first


def test_issued_minutes_go_out_with_their_evidence_until_they_are_void(school: SchoolInABox, tmp_path: Path) -> None:
    incident = with_evidence(school)
    school.minutes.submit(school.guard, incident)
    school.minutes.issue(school.board, incident)
    numbers = [item.id for item in school.evidence.of_incident(school.guard, incident)]
    (tmp_path / "usb").mkdir()
    folder = school.evidence.export(school.board, numbers, tmp_path / "usb")
    assert (folder / "bien-ban.pdf").read_bytes() == school.minutes.pdf(school.board, incident)
    school.minutes.void(school.board, incident, "Sai tên")
    assert not (school.evidence.export(school.board, numbers, tmp_path / "usb") / "bien-ban.pdf").exists()


def test_numbers_start_anew_with_the_calendar_year(school: SchoolInABox) -> None:
    for number in ("01/BB-THBM", "02/BB-THBM"):
        incident = ready(school)
        school.minutes.submit(school.guard, incident)
        assert school.minutes.issue(school.board, incident).number == number
    school.clock.now = NOON + 40 * DAY
    incident = ready(school)
    school.minutes.submit(school.guard, incident)
    issued = school.minutes.issue(school.board, incident)
    assert (issued.number, issued.path) == ("01/BB-THBM", "VV-2027-001/minutes/BB-2027-01.pdf")


def test_two_deputies_issuing_at_once_give_every_number_once(school: SchoolInABox) -> None:
    incidents = [ready(school) for _ in range(6)]
    for incident in incidents:
        school.minutes.submit(school.guard, incident)

    def issue_all(order: list[int]) -> list[str]:
        given = []
        for incident in order:
            try:
                given.append(str(school.minutes.issue(school.board, incident).number))
            except AlreadyIssued:
                continue
        return given

    with ThreadPoolExecutor(2) as pool:
        both = [pool.submit(issue_all, incidents), pool.submit(issue_all, incidents[::-1])]
        given = [number for one in both for number in one.result()]
    assert sorted(given) == [f"{n:02d}/BB-THBM" for n in range(1, 7)]
    for incident in incidents:
        view = school.incidents.get(school.board, incident).minutes
        assert view is not None and view.number in text_of(school.minutes.pdf(school.board, incident))


def test_a_failure_while_issuing_gives_the_number_back(school: SchoolInABox, monkeypatch: pytest.MonkeyPatch) -> None:
    incident = ready(school)
    school.minutes.submit(school.guard, incident)

    def broken(*_args: object, **_values: object) -> int:
        raise OSError("power cut")

    with monkeypatch.context() as broke:
        broke.setattr(school.audit, "write", broken)
        with pytest.raises(OSError, match="power cut"):
            school.minutes.issue(school.board, incident)
    with school.catalogue.read():
        assert not NumberSeries.select().where(NumberSeries.kind == "minutes").exists()
    assert school.incidents.get(school.guard, incident).state == "submitted"
    assert school.minutes.issue(school.board, incident).number == "01/BB-THBM"


def test_a_document_left_by_a_crash_before_its_row_is_replaced(school: SchoolInABox) -> None:
    incident = ready(school)
    school.minutes.submit(school.guard, incident)
    orphan = school.folder.evidence / "VV-2026-001" / "minutes" / "BB-2026-01.pdf"
    orphan.parent.mkdir(parents=True)
    orphan.write_bytes(b"%PDF of a killed program")
    orphan.chmod(0o444)
    issued = school.minutes.issue(school.board, incident)
    assert orphan.read_bytes() == school.minutes.pdf(school.board, incident)
    assert issued.path.endswith("BB-2026-01.pdf")


# -- what is missing -------------------------------------------------------------------------------------------------


def test_everything_that_is_missing_is_named(tmp_path: Path) -> None:
    with open_school(tmp_path) as school:
        incident = school.incidents.open(school.guard, replace(FALL, place="", occurred_us=NOON + DAY)).id
        codes = school.minutes.missing(school.guard, incident)
        assert codes == ["school", "place", "time", "end_time", "course", "people"]
        with pytest.raises(MinutesIncomplete) as caught:
            school.minutes.submit(school.guard, incident)
        assert caught.value.values["missing"] == codes
        school.incidents.add_person(school.guard, incident, PersonDraft("Trần Bảo An", True, "3B"))
        assert "statement:T.B.A, lớp 3B" in school.minutes.missing(school.guard, incident)
        assert school.minutes.draft(school.guard, incident).startswith(b"%PDF")


def test_a_refusal_needs_two_witnesses(school: SchoolInABox) -> None:
    incident = ready(school)
    refusal = SignatureLine("Nguyễn Văn An", "Phụ huynh", "không đồng ý", ("Đỗ Thị Vân",))
    school.minutes.save_form(school.guard, incident, MinutesForm(signatures=(refusal,)))
    assert school.minutes.missing(school.guard, incident) == ["witnesses:Nguyễn Văn An"]
    two = replace(refusal, witnesses=("Đỗ Thị Vân", "Nguyễn Văn Hùng"))
    school.minutes.save_form(school.guard, incident, MinutesForm(signatures=(two,)))
    assert school.minutes.missing(school.guard, incident) == []


def test_chair_and_secretary_sign_once(school: SchoolInABox) -> None:
    incident = ready(school)
    present = (Attendee("Nguyễn Văn Hùng", "Bảo vệ"), Attendee("Đỗ Thị Vân", "Y tế"))
    school.minutes.save_form(school.guard, incident, MinutesForm(present=present))
    text = text_of(school.minutes.draft(school.guard, incident))
    signing = text[text.index("Chữ ký của những người") :]
    assert "Đỗ Thị Vân" in signing
    assert "Nguyễn Văn Hùng" not in signing, "the secretary has a place of his own"


def test_what_is_typed_is_kept_and_gaps_are_filled_from_the_incident(school: SchoolInABox) -> None:
    incident = ready(school)
    form = school.minutes.form(school.guard, incident)
    assert (form.chair, form.secretary.name) == (Attendee("Lê Thị Minh Hà", "Hiệu trưởng"), "Nguyễn Văn Hùng")
    typed = MinutesForm(
        place="Phòng y tế",
        started_us=NOON,
        ended_us=NOON + 10 * MINUTE,
        chair=Attendee("Phạm Đức Long", "Phó Hiệu trưởng"),
        present=(Attendee("Đỗ Thị Vân", "nhân viên y tế"),),
        damage="Vỡ bình nước",
        conclusion="Tai nạn",
    )
    school.minutes.save_form(school.guard, incident, typed)
    assert school.minutes.form(school.guard, incident) == replace(typed, secretary=form.secretary)
    text = text_of(school.minutes.draft(school.guard, incident))
    for words in ("Phòng y tế", "Phạm Đức Long", "Đỗ Thị Vân, nhân viên y tế", "Vỡ bình nước", "Tai nạn"):
        assert words in text


def test_changed_evidence_keeps_minutes_from_being_submitted_and_issued(school: SchoolInABox) -> None:
    incident = with_evidence(school)
    school.minutes.submit(school.guard, incident)
    still = school.evidence.of_incident(school.guard, incident)[1]
    path = school.folder.evidence / "VV-2026-001" / "original" / still.file
    path.chmod(0o644)
    path.write_bytes(path.read_bytes() + b"!")
    with pytest.raises(ContentChanged):
        school.minutes.issue(school.board, incident)
    school.minutes.return_(school.board, incident, "Ảnh bị thay")
    assert school.minutes.missing(school.guard, incident) == [f"evidence_changed:{still.file}"]
    with pytest.raises(MinutesIncomplete):
        school.minutes.submit(school.guard, incident)
    assert "Hình 1" not in text_of(school.minutes.draft(school.guard, incident))


def test_a_character_that_cannot_be_printed_is_found_before_the_board_sees_it(school: SchoolInABox) -> None:
    incident = ready(school)
    school.incidents.add_measure(school.guard, incident, MeasureDraft("Gọi phụ huynh 📞"))
    assert school.minutes.missing(school.guard, incident) == ["character:📞"]
    assert "Gọi phụ huynh □" in text_of(school.minutes.draft(school.guard, incident))
    with pytest.raises(MinutesIncomplete):
        school.minutes.submit(school.guard, incident)
    assert school.incidents.get(school.guard, incident).minutes is None


# -- rights ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", list(Role))
def test_only_the_board_decides(school: SchoolInABox, role: Role) -> None:
    actor = school.people[role]
    incident = ready(school)
    if role in (Role.FINANCE, Role.UNIT):
        with pytest.raises((NotAllowed, InvalidInput)):
            school.minutes.submit(actor, incident)
        with pytest.raises((NotAllowed, InvalidInput)):
            school.minutes.draft(actor, incident)
        school.minutes.submit(school.guard, incident)
    else:
        school.minutes.submit(actor, incident)
    if role is Role.BOARD:
        assert school.minutes.issue(actor, incident).number
        return
    for refused in (
        lambda: school.minutes.issue(actor, incident),
        lambda: school.minutes.return_(actor, incident, "x"),
        lambda: school.minutes.void(actor, incident, "x"),
    ):
        with pytest.raises(NotAllowed):
            refused()
        assert school.last_act().action == "refused"
    with school.catalogue.read():
        assert Minutes.get(Minutes.incident == incident).number is None


def test_a_closed_incident_sends_nothing_to_the_board(school: SchoolInABox) -> None:
    incident = ready(school)
    school.incidents.close(school.guard, incident)
    with pytest.raises(VmsError):
        school.minutes.submit(school.guard, incident)
    school.incidents.reopen(school.guard, incident)
    school.minutes.submit(school.guard, incident)
    with pytest.raises(InvalidInput):
        school.incidents.close(school.guard, incident)
