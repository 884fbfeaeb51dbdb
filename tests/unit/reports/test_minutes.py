"""The minutes' PDF, read back with other people's readers: poppler, PDFium and OpenCV's QR reader."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import cv2
import pypdfium2
import pytest

from tests.unit.reports.samples import HAPPENED, LOG_HASH, long_minutes, short_minutes, stills
from vms.core.errors import ReportFontMissing
from vms.core.hashing import grouped
from vms.reports.minutes import minutes_pdf
from vms.reports.minutes_content import (
    Attendee,
    CourseEntry,
    InvolvedPerson,
    MinutesContent,
    SignatureLine,
    content_from_json,
)

MM = 72 / 25.4
HEADINGS = (
    "1. Thời gian, địa điểm",
    "2. Thành phần tham dự",
    "3. Diễn biến vụ việc",
    "4. Người liên quan, người chứng kiến",
    "5. Hiện trạng, thiệt hại, tang vật",
    "6. Chứng cứ từ camera",
    "7. Biện pháp đã thực hiện",
    "8. Lời trình bày, khiếu nại, chứng cứ đối chứng",
    "9. Kết luận, kiến nghị",
    "Chữ ký của những người tham dự và liên quan",
)


@pytest.fixture(scope="module")
def short() -> bytes:
    return minutes_pdf(short_minutes(), {})


@pytest.fixture(scope="module")
def long() -> bytes:
    return minutes_pdf(long_minutes(), stills())


def poppler(tool: str, pdf: bytes, folder: Path, *options: str) -> str:
    file = folder / "minutes.pdf"
    file.write_bytes(pdf)
    out = ["-"] if tool == "pdftotext" else []
    done = subprocess.run([tool, *options, str(file), *out], capture_output=True, check=True, encoding="utf-8")
    assert not done.stderr
    return done.stdout


def page_texts(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
    finally:
        document.close()


def boxes(pdf: bytes, page: int, text: str, place: int = 0) -> tuple[float, float, float, float]:
    """Left, bottom, right, top in mm of one place where the text stands."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        words = document[page].get_textpage()
        searcher = words.search(text, match_case=True)
        index, count = [searcher.get_next() for _ in range(place + 1)][place]
        found = [words.get_charbox(index + n) for n in range(count)]
    finally:
        document.close()
    return (
        min(b[0] for b in found) / MM,
        min(b[1] for b in found) / MM,
        max(b[2] for b in found) / MM,
        max(b[3] for b in found) / MM,
    )


def test_every_font_is_embedded_and_searchable(long: bytes, tmp_path: Path) -> None:
    lines = poppler("pdffonts", long, tmp_path).splitlines()[2:]
    assert lines
    for line in lines:
        assert line.split()[-5:-2] == ["yes", "yes", "yes"], line
        assert "Serif" in line or "Times" in line


def test_the_text_is_searchable_composed_vietnamese(long: bytes, tmp_path: Path) -> None:
    text = poppler("pdftotext", long, tmp_path, "-layout")
    for words in ("Tôn Nữ Hoàng Thị Quỳnh Như Ngọc Diễm", "Em N.M.K và em T.B.A va vào nhau", "100.000 ₫ & không"):
        assert words in text
    assert unicodedata.is_normalized("NFC", text)


def test_the_sheet_is_a4_and_the_header_has_its_measures(short: bytes) -> None:
    document = pypdfium2.PdfDocument(short)
    width, height = document[0].get_size()
    document.close()
    assert (round(width / MM), round(height / MM)) == (210, 297)
    left, _, right, top = boxes(short, 0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    assert right - left == pytest.approx(88.3, abs=1)
    assert (left + right) / 2 == pytest.approx(30 + 66 + 99 / 2, abs=0.5)
    assert 297 - top == pytest.approx(20, abs=3)
    left, _, right, _ = boxes(short, 0, "Số: 01/BB-THBM")
    assert (left + right) / 2 == pytest.approx(30 + 33, abs=0.5)
    assert boxes(short, 0, "BIÊN BẢN")[1] < boxes(short, 0, "Số: 01/BB-THBM")[1]


def test_secretary_left_chair_right_with_room_for_ink(short: bytes) -> None:
    secretary, chair = boxes(short, 0, "THƯ KÝ"), boxes(short, 0, "CHỦ TỌA")
    assert secretary[2] <= 30 + 60
    assert chair[0] >= 30 + 60 + 7.5
    hint, name = boxes(short, 0, "(Ký, ghi rõ họ tên)"), boxes(short, 0, "Lê Thị Minh Hà", place=1)
    assert hint[1] - name[3] >= 20


def test_the_form_keeps_its_order(long: bytes) -> None:
    text = "\n".join(page_texts(long))
    marks = (
        "1. Thời gian, địa điểm",
        "Thời gian bắt đầu",
        "Địa điểm lập biên bản",
        "2. Thành phần tham dự",
        "Chủ trì (chủ tọa)",
        "Thư ký (người ghi biên bản)",
        "3. Diễn biến",
        "4. Người liên quan",
        "5. Hiện trạng",
        "6. Chứng cứ từ camera",
        "7. Biện pháp",
        "8. Lời trình bày",
        "9. Kết luận",
        "Biên bản kết thúc vào",
        "THƯ KÝ",
        "Nơi nhận",
    )
    places = [text.index(mark) for mark in marks]
    assert places == sorted(places)
    assert text[: text.index("THƯ KÝ")].rstrip().endswith("./.")


def test_pages_are_numbered_from_the_second(long: bytes) -> None:
    pages = page_texts(long)
    assert len(pages) >= 4
    assert pages[0].split("\n")[0] != "1"
    for number in range(2, len(pages) + 1):
        left, bottom, right, _ = boxes(long, number - 1, str(number))
        assert (left + right) / 2 == pytest.approx(105, abs=0.5)
        assert bottom > 297 - 20


@pytest.mark.parametrize("filler", range(0, 26, 5))
def test_the_last_paragraph_stays_with_the_signatures(filler: int) -> None:
    people = tuple(InvolvedPerson(f"A.{n}, lớp 3A", "Người chứng kiến") for n in range(filler))
    pages = page_texts(minutes_pdf(replace(short_minutes(), people=people), {}))
    closing = next(page for page in pages if "Biên bản kết thúc vào" in page)
    assert "CHỦ TỌA" in closing
    assert "Lê Thị Minh Hà" in closing.split("CHỦ TỌA")[1]


def test_each_hash_stands_on_one_line_in_eight_groups(long: bytes, tmp_path: Path) -> None:
    text = poppler("pdftotext", long, tmp_path, "-layout")
    for line in long_minutes().evidence:
        assert f"SHA-256: {grouped(line.sha256)}" in text


def test_evidence_out_of_another_recorder_says_so(tmp_path: Path) -> None:
    copied = replace(long_minutes().evidence[0], source="Đầu ghi cũ phòng bảo vệ")
    pdf = minutes_pdf(replace(short_minutes(), evidence=(copied,), stills=()), {})
    text = " ".join("\n".join(page_texts(pdf)).split())
    assert "Sao từ Đầu ghi cũ phòng bảo vệ, không do phần mềm này ghi hình." in text
    own = minutes_pdf(replace(short_minutes(), evidence=long_minutes().evidence[:1], stills=()), {})
    assert "Sao từ" not in " ".join(page_texts(own))


def test_stills_carry_camera_time_and_offset_in_the_caption(long: bytes) -> None:
    text = " ".join("\n".join(page_texts(long)).split())
    assert "Hình 1. C03 Cổng phụ, 09 giờ 41 phút 52 giây, ngày 20/11/2025, đồng hồ lệch +0,2 giây" in text
    assert "đồng hồ lệch −1,3 giây" in text
    assert "chưa đo độ lệch đồng hồ" in text


def test_a_refusal_names_its_reason_and_two_witnesses(long: bytes) -> None:
    text = " ".join("\n".join(page_texts(long)).split())
    assert "Không ký. Lý do: không đồng ý với kết luận." in text
    assert "1) Nguyễn Văn Hùng:" in text
    assert "2) Đỗ Thị Vân:" in text


def test_the_foot_carries_number_code_and_a_qr_of_the_log(long: bytes) -> None:
    document = pypdfium2.PdfDocument(long)
    for page in document:
        assert "Biên bản số 01/BB-THBM" in page.get_textpage().get_text_range()
        picture = page.render(scale=4).to_numpy()
        height, width = picture.shape[:2]
        corner = picture[round(height * 0.93) :, round(width * 0.8) :].copy()
        found, _, _ = cv2.QRCodeDetector().detectAndDecode(
            cv2.copyMakeBorder(corner, 40, 40, 40, 40, cv2.BORDER_REPLICATE)
        )
        assert found == f"VMS LOG 1234 {LOG_HASH.upper()}"
    document.close()


def test_a_draft_says_so_and_has_no_number() -> None:
    pdf = minutes_pdf(replace(short_minutes(), number=None, ended_us=None), {})
    text = "\n".join(page_texts(pdf))
    assert "Số: ……/BB-THBM" in text
    assert "dự thảo, chưa có số" in text
    assert "01/BB" not in text
    document = pypdfium2.PdfDocument(pdf)
    middle = document[0].render(scale=1).to_numpy()[250:600, 150:450]
    document.close()
    assert ((middle > 220) & (middle < 240)).mean() > 0.05  # the pale mark across the sheet


def test_the_same_content_gives_the_same_bytes(long: bytes) -> None:
    content = content_from_json(long_minutes().canonical_json())
    assert content == long_minutes()
    assert minutes_pdf(content, stills()) == long


def test_canonical_json_is_sorted_composed_and_strict() -> None:
    decomposed = replace(short_minutes(), subject=unicodedata.normalize("NFD", short_minutes().subject))
    assert decomposed.canonical_json() == short_minutes().canonical_json()
    assert list(json.loads(decomposed.canonical_json())) == sorted(MinutesContent.__slots__)
    for wrong in ('{"subject":1}', '{"unheard":""}', "{}"):
        with pytest.raises(ValueError, match="not the content"):
            content_from_json(wrong)


def test_decomposed_names_are_printed_composed(tmp_path: Path) -> None:
    people = (InvolvedPerson(unicodedata.normalize("NFD", "Nguyễn Thị Ngọc Ánh Tuyết"), "Người chứng kiến"),)
    pdf = minutes_pdf(replace(short_minutes(), people=people), {})
    assert "Nguyễn Thị Ngọc Ánh Tuyết" in poppler("pdftotext", pdf, tmp_path)


def test_markup_in_a_text_is_printed_not_obeyed() -> None:
    pdf = minutes_pdf(replace(short_minutes(), damage='<b>1</b> & <font color="red">2</font>'), {})
    assert '<b>1</b> & <font color="red">2</font>' in "\n".join(page_texts(pdf))


def test_a_character_the_font_lacks_is_named() -> None:
    with pytest.raises(ReportFontMissing) as caught:
        minutes_pdf(replace(short_minutes(), damage="Vỡ kính 😀"), {})
    assert caught.value.values["character"] == "😀"
    assert caught.value.values["code_point"] == "U+1F600"


def test_a_still_with_other_bytes_is_refused() -> None:
    swapped = dict(zip(stills(), reversed(stills().values()), strict=True))
    with pytest.raises(ValueError, match="other bytes"):
        minutes_pdf(long_minutes(), swapped)
    with pytest.raises(KeyError):
        minutes_pdf(long_minutes(), {})


@pytest.mark.parametrize(
    "changes",
    [
        {"subject": "Tên rất dài " * 150},
        {"damage": "y" * 3000, "incident_place": "z" * 500},
        {"school": "TRƯỜNG" * 40, "parent_body": "ỦYBAN" * 40},
        {"course": (CourseEntry(HAPPENED, "Nội dung dài " * 1500),)},
        {"signatures": (SignatureLine("Nguyễn Văn An", "phụ huynh", "lý do rất dài " * 400, ("X", "Y")),)},
        {"signatures": tuple(SignatureLine("A" * 100, "b " * 100) for _ in range(30))},
        {"evidence": long_minutes().evidence * 6},
        {"subject": "", "school": "", "place": "", "course": (), "people": (), "chair": Attendee("")},
    ],
    ids=["subject", "words", "school", "course", "refusal", "signers", "evidence", "nothing"],
)
def test_whatever_is_typed_fits_on_the_pages(changes: dict[str, object]) -> None:
    pages = page_texts(minutes_pdf(replace(long_minutes(), **changes), stills()))  # type: ignore[arg-type]
    for page in pages:
        lines = [line for line in page.split("\n") if not re.match(r"Biên bản số|Mã nhật ký|\s*$", line)]
        assert lines[-1] not in HEADINGS


def test_documents_made_at_the_same_time_are_those_made_one_by_one(short: bytes) -> None:
    """reportlab's fonts have one place of reading for all documents; it gave one document another's glyphs."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as several:
            made = list(several.map(lambda _: minutes_pdf(short_minutes(), {}), range(150)))
    finally:
        sys.setswitchinterval(interval)
    assert all(pdf == short for pdf in made)
