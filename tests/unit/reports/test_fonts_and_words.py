from __future__ import annotations

import shutil
import string
import unicodedata
from pathlib import Path

import pytest

from vms.core.errors import ReportFontMissing
from vms.core.instants import HOUR, SECOND
from vms.reports.fonts import clean, find_family, font_folders, markup, unprintable
from vms.reports.words import clock_words, date_words, moment_words, offset_words, size_words, span_words

NEW_YEAR = 1_767_578_400 * SECOND  # 05/01/2026 09:00:00 in Viet Nam


def test_a_pc_without_the_font_says_which_it_needs(tmp_path: Path) -> None:
    with pytest.raises(ReportFontMissing) as caught:
        find_family([tmp_path, tmp_path / "not there"])
    assert caught.value.values["font"] == "Times New Roman / Liberation Serif"


def test_a_family_with_a_face_missing_is_not_taken(tmp_path: Path) -> None:
    family = find_family(font_folders())
    for file in (family.regular, family.bold, family.italic):
        shutil.copy(file, tmp_path / file.name)
    with pytest.raises(ReportFontMissing):
        find_family([tmp_path])
    shutil.copy(family.bold_italic, tmp_path / family.bold_italic.name)
    assert find_family([tmp_path]).name == family.name


def test_times_new_roman_is_preferred_whatever_the_case_of_its_files(tmp_path: Path) -> None:
    for name in ("TIMES.TTF", "timesbd.ttf", "TimesI.ttf", "timesbi.ttf"):
        (tmp_path / name).touch()
    assert find_family([tmp_path]).name == "Times New Roman"


def test_every_vietnamese_letter_can_be_printed() -> None:
    marks = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    vowels = "aăâeêioôơuưy"
    letters = [unicodedata.normalize("NFC", vowel + mark) for vowel in vowels for mark in marks]
    text = "".join(letters) + "đ" + string.ascii_letters + string.digits + "□■–—−…“”·×°₫"
    assert clean(text + text.upper()) == unicodedata.normalize("NFC", text + text.upper())


def test_invisible_characters_go_and_look_alikes_are_replaced() -> None:
    assert clean("a\u200bb\u00adc\x07\u2011d\te") == "abc-d e"
    assert markup("a < b\nc & d") == "a &lt; b<br/>c &amp; d"


def test_characters_without_a_glyph_are_listed_once() -> None:
    assert unprintable("Vỡ 😀 kính 📞😀\x07\n") == ["😀", "📞"]
    assert unprintable('{"lớp": "3A"}') == []


def test_dates_carry_their_leading_noughts() -> None:
    assert date_words(NEW_YEAR) == "ngày 05 tháng 01 năm 2026"
    assert date_words(NEW_YEAR + 90 * 24 * HOUR) == "ngày 05 tháng 4 năm 2026"
    assert moment_words(NEW_YEAR) == "09 giờ 00 phút, ngày 05 tháng 01 năm 2026"
    assert clock_words(NEW_YEAR + 7 * SECOND, seconds=True) == "09 giờ 00 phút 07 giây"


def test_a_span_over_midnight_names_both_days() -> None:
    assert span_words(NEW_YEAR, NEW_YEAR + 78 * SECOND) == "05/01/2026\n09:00:00 – 09:01:18"
    late = NEW_YEAR + 15 * HOUR - SECOND
    assert span_words(late, late + 2 * SECOND) == "05/01/2026 23:59:59 –\n06/01/2026 00:00:01"


def test_offsets_and_sizes_in_words() -> None:
    assert offset_words(None) == "chưa đo độ lệch đồng hồ"
    assert [offset_words(us) for us in (0, 40_000, 240_000, -1_340_000)] == [
        "đồng hồ lệch 0,0 giây",
        "đồng hồ lệch 0,0 giây",
        "đồng hồ lệch +0,2 giây",
        "đồng hồ lệch −1,3 giây",
    ]
    assert [size_words(n) for n in (12, 640_000, 14_040_000, 1_200_000_000)] == [
        "12 byte",
        "640 KB",
        "14,0 MB",
        "1,2 GB",
    ]
