"""Tells a screen reader that a pane's state changed."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from vms.ui.wall import words
from vms.ui.wall.pane_state import PaneModel, PaneState


def say(widget: QWidget, model: PaneModel) -> None:
    """Name and state of the pane; a tampered camera interrupts what is being read. Nothing without a screen reader."""
    if not QAccessible.isActive():
        return
    told = QAccessibleAnnouncementEvent(widget, words.spoken(model))
    if model.state is PaneState.tamper:
        told.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(told)
