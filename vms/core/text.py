"""Vietnamese text: one normal form, and folding so that "cong truong" finds "Cổng trường"."""

from __future__ import annotations

import unicodedata

# The stroke of đ is no combining mark, so decomposition alone leaves it.
_STROKE = str.maketrans({"đ": "d", "Đ": "D"})


def nfc(text: str) -> str:
    """The composed form; fonts and PDF text need it."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Lower case without marks, for search and sorting: ``Đường`` → ``duong``."""
    decomposed = unicodedata.normalize("NFD", text.translate(_STROKE))
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark)).casefold()


def initials(name: str) -> str:
    """A pupil's name as it may be shown: ``Nguyễn Minh Khoa`` → ``N.M.K``."""
    return ".".join(word[0].upper() for word in nfc(name).split() if word)


def slug(text: str) -> str:
    """Letters, digits and hyphens for a file name: ``C04 Sân chính`` → ``c04-san-chinh``."""
    folded = fold(text)
    return "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in folded).split())
