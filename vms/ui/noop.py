"""Marks a text for lupdate where it can't be translated yet. Qt's own function is typed ``object``."""

from __future__ import annotations


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:
    """The text itself; lupdate finds it by this name."""
    return text
