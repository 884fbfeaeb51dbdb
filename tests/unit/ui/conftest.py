"""Every test of the windows begins in the language of the source, whatever the one before it has chosen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from vms.ui import i18n


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    _apply_english()
    yield
    _apply_english()


def _apply_english() -> None:
    if QApplication.instance() is not None and i18n.language() != "en":
        i18n.apply("en")
