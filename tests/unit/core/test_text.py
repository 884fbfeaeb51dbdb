from __future__ import annotations

import unicodedata

import pytest

from vms.core.text import fold, initials, nfc, slug


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Cổng trường", "cong truong"), ("Đường", "duong"), ("ĐẶNG THỊ ỨC", "dang thi uc"), ("C04", "c04"), ("", "")],
)
def test_fold_drops_marks_and_the_stroke_of_d(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded


def test_initials_of_a_pupil() -> None:
    assert initials("Nguyễn Minh Khoa") == "N.M.K"
    assert initials(unicodedata.normalize("NFD", "Ứng Đăng")) == "Ứ.Đ"
    assert initials("  ") == ""


def test_nfc_composes() -> None:
    assert nfc("e\u0302\u0301") == "ế"


def test_slug_fits_every_file_system() -> None:
    assert slug("C04 Sân chính: cột/cờ?") == "c04-san-chinh-cot-co"
