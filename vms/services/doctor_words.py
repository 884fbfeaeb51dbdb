"""The doctor's findings in words, Vietnamese and English: the command line has no Qt to translate with, and the window
says the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from vms.services.doctor_findings import Code, Report

Language = Literal["vi", "en"]


@dataclass(frozen=True, slots=True)
class Words:
    """What was found, and what to do about it. ``mends``: repairing puts it right."""

    what: str
    todo: str
    mends: bool = False


_MEND = {"vi": "Sửa được: chạy lại với --repair.", "en": "Can be put right: run again with --repair."}

_VI: dict[Code, Words] = {
    Code.STORE_AWAY: Words(
        "Không thấy ổ ghi", "Cắm lại ổ ghi hoặc nối lại thư mục mạng rồi kiểm tra lại. Chưa sửa gì."
    ),
    Code.FOLDER_MISSING: Words("Thiếu cả thư mục ghi", "Chép lại thư mục từ bản sao nếu có; sửa chữa ghi là mất ghi."),
    Code.FOLDER_UNKNOWN: Words("Thư mục của camera không có trong danh mục", "Xem của hệ thống nào rồi tự chuyển đi."),
    Code.CAMERA_REMOVED: Words("Đoạn ghi của camera đã gỡ", "Không phải lỗi: đoạn ghi được giữ đến hết hạn lưu."),
    Code.ROW_WITHOUT_FILE: Words("Có trong danh mục nhưng mất tệp", _MEND["vi"], mends=True),
    Code.FILE_WITHOUT_ROW: Words("Có tệp nhưng danh mục không biết", _MEND["vi"], mends=True),
    Code.ZERO_BYTES: Words("Tệp rỗng", _MEND["vi"], mends=True),
    Code.FILE_DAMAGED: Words("Tệp ghi bị hỏng", "Kiểm tra ổ đĩa (SMART). Tệp được giữ nguyên, phần còn lành xem được."),
    Code.FILE_REPLACED: Words("Tệp khác với lúc ghi", "Tìm xem ai đã thay tệp. Tệp và danh mục được giữ nguyên."),
    Code.HASH_DIFFERS: Words("Nội dung tệp khác mã băm lúc ghi", "Kiểm tra ổ đĩa và ai đã sửa tệp. Không tự sửa."),
    Code.ROW_WRONG: Words("Giờ trong danh mục sai với tệp", _MEND["vi"], mends=True),
    Code.ROWS_OVERLAP: Words("Hai đoạn ghi chồng giờ nhau", "Xem giờ của PC lúc đó. Cả hai đoạn đều còn nguyên."),
    Code.TIME_BEFORE_1970: Words(
        "Đoạn ghi có giờ trước năm 1970", "Đồng hồ PC đã sai; thay pin CMOS, bật đồng bộ giờ."
    ),
    Code.TIME_IN_FUTURE: Words("Đoạn ghi có giờ ở tương lai", "Đồng hồ PC đã sai; kiểm tra đồng bộ giờ."),
    Code.LONG_SEGMENT: Words("Đoạn ghi quá dài", "Đặt khoảng cách khung khóa (I-frame) của camera còn 1–4 giây."),
    Code.PART_LEFT: Words("Tệp ghi dở còn sót", _MEND["vi"], mends=True),
    Code.DAMAGED_KEPT: Words(
        "Tệp ghi dở không đọc được, đã để riêng", "Nếu cần, nhờ phục hồi dữ liệu; nếu không thì xóa."
    ),
    Code.FILE_STRANGE: Words("Tệp lạ trong kho ghi", "Không phải do phần mềm ghi; xem rồi tự chuyển đi."),
    Code.HALF_DELETED: Words("Đoạn ghi xóa dở", _MEND["vi"], mends=True),
    Code.RUN_OPEN: Words("Lượt ghi chưa đóng mà không ai ghi", _MEND["vi"], mends=True),
    Code.GAP_OPEN: Words("Khoảng mất ghi chưa đóng dù đã ghi lại", _MEND["vi"], mends=True),
    Code.GAP_OVER_FOOTAGE: Words("Khoảng mất ghi đè lên đoạn có hình", _MEND["vi"], mends=True),
    Code.EVIDENCE_MISSING: Words("Mất tệp chứng cứ", "Báo Ban giám hiệu ngay; lấy lại từ bản sao lưu."),
    Code.EVIDENCE_CHANGED: Words("Tệp chứng cứ đã bị đổi", "Báo Ban giám hiệu ngay; không dùng tệp này làm chứng cứ."),
}

_EN: dict[Code, Words] = {
    Code.STORE_AWAY: Words(
        "The disk of the recordings isn't there", "Connect it again, then check again. Nothing was repaired."
    ),
    Code.FOLDER_MISSING: Words(
        "A whole folder is missing", "Copy it back from a backup if there is one; repairing notes a gap."
    ),
    Code.FOLDER_UNKNOWN: Words(
        "A folder of a camera that the catalogue doesn't know", "See whose it is, then move it away."
    ),
    Code.CAMERA_REMOVED: Words("Footage of a removed camera", "Nothing is wrong: it is kept until its time is over."),
    Code.ROW_WITHOUT_FILE: Words("In the catalogue, but the file is missing", _MEND["en"], mends=True),
    Code.FILE_WITHOUT_ROW: Words("A file that the catalogue doesn't know", _MEND["en"], mends=True),
    Code.ZERO_BYTES: Words("An empty file", _MEND["en"], mends=True),
    Code.FILE_DAMAGED: Words(
        "A damaged file", "Check the disk (SMART). The file is left as it is; its whole part still plays."
    ),
    Code.FILE_REPLACED: Words(
        "The file isn't the one that was recorded", "Find out who replaced it. File and row are left as they are."
    ),
    Code.HASH_DIFFERS: Words(
        "The content differs from the hash of when it was recorded",
        "Check the disk, and who has changed it. Never repaired.",
    ),
    Code.ROW_WRONG: Words("The catalogue has another time than the file", _MEND["en"], mends=True),
    Code.ROWS_OVERLAP: Words(
        "Two segments of one moment", "Look at the PC's clock of that time. Both are still there."
    ),
    Code.TIME_BEFORE_1970: Words(
        "Footage of before 1970", "The PC's clock was wrong: change its battery, synchronise it."
    ),
    Code.TIME_IN_FUTURE: Words("Footage of the future", "The PC's clock was wrong: see to its synchronisation."),
    Code.LONG_SEGMENT: Words("A very long segment", "Set the camera's key frame interval to 1 to 4 seconds."),
    Code.PART_LEFT: Words("A half-written file was left over", _MEND["en"], mends=True),
    Code.DAMAGED_KEPT: Words(
        "A half-written file that can't be read was put aside", "Have it restored if it matters, else delete it."
    ),
    Code.FILE_STRANGE: Words("A strange file among the recordings", "The program didn't write it: move it away."),
    Code.HALF_DELETED: Words("A segment that is half deleted", _MEND["en"], mends=True),
    Code.RUN_OPEN: Words("A connection without an end that nobody keeps", _MEND["en"], mends=True),
    Code.GAP_OPEN: Words("A gap without an end though there is footage again", _MEND["en"], mends=True),
    Code.GAP_OVER_FOOTAGE: Words("A gap where there is footage", _MEND["en"], mends=True),
    Code.EVIDENCE_MISSING: Words("A piece of evidence is missing", "Tell the board at once; take it from the backup."),
    Code.EVIDENCE_CHANGED: Words(
        "A piece of evidence was changed", "Tell the board at once; don't use it as evidence."
    ),
}

_TABLES: dict[Language, dict[Code, Words]] = {"vi": _VI, "en": _EN}


def words(code: Code, language: Language) -> Words:
    """A finding's sentences."""
    return _TABLES[language][code]


def summary(report: Report, language: Language) -> str:
    """How it went, in one line."""
    repaired = sum(report.repaired.values())
    if language == "vi":
        looked = f"Đã xem {report.rows} đoạn trong danh mục, {report.files} tệp ghi, {report.evidence} tệp chứng cứ."
        ended = " Dừng giữa chừng." if report.cancelled else ""
        mended = f" Đã sửa {repaired}." if repaired else ""
        return f"{looked}{ended}{mended} " + (f"Còn {report.wrong} lỗi." if report.wrong else "Không còn lỗi nào.")
    looked = f"{report.rows} segments of the catalogue, {report.files} files, {report.evidence} pieces of evidence."
    ended = " Ended early." if report.cancelled else ""
    mended = f" {repaired} put right." if repaired else ""
    return f"{looked}{ended}{mended} " + (f"{report.wrong} wrong." if report.wrong else "Nothing is wrong.")
