"""Rows and columns in one call."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

Box = TypeVar("Box", bound=QBoxLayout)

Item = QWidget | QLayout | int | None
Margins = tuple[int, int, int, int]
NONE: Margins = (0, 0, 0, 0)


def row(*items: Item, spacing: int = 8, margins: Margins = NONE, parent: QWidget | None = None) -> QHBoxLayout:
    """Side by side. None is a stretch, an int an empty space in px."""
    made = QHBoxLayout(parent) if parent else QHBoxLayout()
    return _fill(made, items, spacing, margins)


def column(*items: Item, spacing: int = 8, margins: Margins = NONE, parent: QWidget | None = None) -> QVBoxLayout:
    """One below the other. None is a stretch, an int an empty space in px."""
    made = QVBoxLayout(parent) if parent else QVBoxLayout()
    return _fill(made, items, spacing, margins)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout; its widgets are deleted."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
            inner.deleteLater()


def _fill(made: Box, items: tuple[Item, ...], spacing: int, margins: Margins) -> Box:
    made.setSpacing(spacing)
    made.setContentsMargins(*margins)
    for item in items:
        if item is None:
            made.addStretch(1)
        elif isinstance(item, int):
            made.addSpacing(item)
        elif isinstance(item, QWidget):
            made.addWidget(item)
        else:
            made.addLayout(item)
    return made
