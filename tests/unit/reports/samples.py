"""Two sets of minutes: the shortest that may be issued, and a long one with everything in it."""

from __future__ import annotations

import io
from dataclasses import replace

from PIL import Image, ImageDraw

from vms.core.hashing import sha256_bytes
from vms.core.instants import MINUTE, SECOND
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
)

HAPPENED = 1_763_606_512 * SECOND  # 20/11/2025 09:41:52 in Viet Nam
LOG_HASH = sha256_bytes(b"head of the log")


def still_png(shade: int) -> bytes:
    picture = Image.linear_gradient("L").resize((640, 360)).convert("RGB")
    ImageDraw.Draw(picture).rectangle((shade, 80, shade + 120, 280), fill=(shade % 256, 90, 40))
    packed = io.BytesIO()
    picture.save(packed, "PNG")
    return packed.getvalue()


def short_minutes() -> MinutesContent:
    return MinutesContent(
        parent_body="UBND phường An Hòa",
        school="Trường Tiểu học Bình Minh",
        abbreviation="THBM",
        number="01/BB-THBM",
        incident_code="VV-2025-014",
        subject="Học sinh ngã tại cầu thang B",
        started_us=HAPPENED + 48 * MINUTE,
        ended_us=HAPPENED + 90 * MINUTE,
        place="Văn phòng Trường Tiểu học Bình Minh",
        occurred_us=HAPPENED,
        incident_place="cầu thang B",
        chair=Attendee("Lê Thị Minh Hà", "Hiệu trưởng"),
        secretary=Attendee("Trần Thu Trang", "giáo viên chủ nhiệm lớp 3A"),
        people=(InvolvedPerson("N.M.K, lớp 3A", "Học sinh bị ngã", "xây xát đầu gối"),),
        log_sequence=1234,
        log_hash=LOG_HASH,
    )


def stills() -> dict[str, bytes]:
    return {sha256_bytes(png): png for png in (still_png(40 * n) for n in range(4))}


def long_minutes() -> MinutesContent:
    camera = "C12 Cầu thang B, hành lang tầng 2 nhà học chính phía sân sau"
    clips = tuple(
        EvidenceLine(
            camera if n % 2 else "C03 Cổng phụ",
            "clip",
            HAPPENED + n * MINUTE,
            HAPPENED + n * MINUTE + 78 * SECOND,
            f"CAM{n:02d}_20251120T0241{n:02d}Z.mp4",
            14_000_000 + n * 1_234_567,
            sha256_bytes(bytes([n])),
            (None, 200_000, -1_340_000)[n % 3],
        )
        for n in range(8)
    )
    pictures = tuple(
        StillPicture(camera if n % 2 else "C03 Cổng phụ", HAPPENED + n * SECOND, digest, 200_000)
        for n, digest in enumerate(stills())
    )
    lines = tuple(
        EvidenceLine(p.camera, "still", p.instant_us, p.instant_us, f"CAM12_20251120T0241{n}Z.png", 640_000, p.sha256)
        for n, p in enumerate(pictures)
    )
    return replace(
        short_minutes(),
        school="Trường Phổ thông Dân tộc bán trú Tiểu học và Trung học cơ sở Nguyễn Thị Minh Khai",
        parent_body="Ủy ban nhân dân phường Thạch Bàn",
        subject="Học sinh lớp 3A và lớp 3B va vào nhau, ngã tại bậc thứ tư cầu thang B trong giờ ra chơi buổi sáng",
        present=(
            Attendee("Phạm Đức Long", "Phó Hiệu trưởng"),
            Attendee("Nguyễn Văn Hùng", "nhân viên bảo vệ"),
            Attendee("Tôn Nữ Hoàng Thị Quỳnh Như Ngọc Diễm", "đại diện cha mẹ học sinh lớp 3A, ủy viên Ban đại diện"),
        ),
        course=tuple(
            CourseEntry(HAPPENED + n * 26 * SECOND, text, source)
            for n, (text, source) in enumerate(
                (
                    ("Nhóm học sinh lớp 3A ra cầu thang B", "C12 Cầu thang B"),
                    ("Em N.M.K và em T.B.A va vào nhau, ngã ở bậc thứ tư", "C12 Cầu thang B"),
                    (
                        "Cô Trang đưa hai em tới phòng y tế; ông Hùng đứng giữ ở cầu thang để các em khác đi vòng",
                        "lời kể",
                    ),
                    ("Báo phụ huynh hai em", "sổ trực"),
                )
            )
        ),
        people=(
            InvolvedPerson("N.M.K, lớp 3A", "Học sinh bị ngã", "xây xát đầu gối"),
            InvolvedPerson("T.B.A, lớp 3B", "Học sinh bị ngã", "không thương tích"),
            InvolvedPerson("Trần Thu Trang", "Người chứng kiến", "chủ nhiệm lớp 3A"),
        ),
        damage="Vạch chống trượt của bậc thứ tư đã bong một đoạn dài 40 cm.\n"
        "Một bình nước bằng nhựa bị vỡ; chi phí < 100.000 ₫ & không ai yêu cầu bồi thường.",
        evidence=clips + lines,
        stills=pictures,
        measures=(
            MeasureLine("Sơ cứu tại phòng y tế", "cô Vân", HAPPENED + 5 * MINUTE),
            MeasureLine("Giữ dữ liệu camera C11, C12 đến ngày 20/12/2025", "", HAPPENED + 6 * MINUTE),
            MeasureLine(
                "Dán vạch chống trượt cầu thang B", "bộ phận cơ sở vật chất", None, HAPPENED + 7 * 24 * 60 * MINUTE
            ),
        ),
        statements=(
            StatementLine(
                "Cô Trần Thu Trang", "Hai em chạy xuống cầu thang, không có xô đẩy.\nTôi đưa hai em xuống y tế ngay."
            ),
            StatementLine("N.M.K, lớp 3A", "Em nhận là chạy nhanh, không nhìn thấy bạn đi lên."),
        ),
        conclusion="Vụ việc là tai nạn, không có lỗi cố ý. Đề nghị bộ phận cơ sở vật chất dán lại vạch chống trượt "
        "trước ngày 27/11/2025, giáo viên chủ nhiệm các lớp nhắc học sinh không chạy trên "
        "cầu thang, bảo vệ trực tại chân cầu thang B vào giờ ra chơi.",
        signatures=(
            SignatureLine("Phạm Đức Long", "Phó Hiệu trưởng"),
            SignatureLine("Trần Thu Trang", "Người chứng kiến"),
            SignatureLine(
                "Nguyễn Văn An", "Phụ huynh em T.B.A", "không đồng ý với kết luận", ("Nguyễn Văn Hùng", "Đỗ Thị Vân")
            ),
        ),
    )
