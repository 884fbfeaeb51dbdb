"""The line under the wall on large screens: what is recorded, what the disk holds, how busy the PC is, the keys."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from vms.ui import theme
from vms.ui.arrange import row
from vms.ui.controls import label
from vms.ui.icons import IconLabel
from vms.ui.words import size_text

translate = QCoreApplication.translate
HEIGHT = 32


class StatusLine(QFrame):
    """Recording n/m, disk free and days, load, keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setProperty("side", "bottom")
        self.setFixedHeight(theme.length(HEIGHT))
        self._rec_icon = IconLabel("record-circle", "t2", 16)
        self._rec = label("", "caption")
        self._disk_icon = IconLabel("harddisk", "t2", 16)
        self._disk = label("", "caption")
        self._load_icon = IconLabel("speedometer", "t2", 16)
        self._load = label("", "caption")
        inside = row(
            self._rec_icon, self._rec, 16, self._disk_icon, self._disk, 16, self._load_icon, self._load, None,
            margins=(12, 0, 12, 0), parent=self,
        )  # fmt: skip
        for key, text in (
            ("Space", translate("wall", "Acknowledge alarm")),
            ("M", translate("wall", "Mark")),
            ("1–9", translate("wall", "Layout")),
            ("F11", translate("wall", "Full screen")),
        ):
            inside.addSpacing(12)
            self._add_key(inside, key, text)
        self.set_recording(0, 0)
        self.set_storage(None, None)
        self.set_load(0, 0)

    @staticmethod
    def _add_key(inside: QHBoxLayout, key: str, text: str) -> None:
        cap = QLabel(key)
        cap.setProperty("kind", "key")
        inside.addWidget(cap, 0, Qt.AlignmentFlag.AlignVCenter)
        inside.addWidget(label(text, "caption"))

    def set_recording(self, running: int, wanted: int) -> None:
        """So many of the cameras that should be recorded are."""
        self._rec.setText(translate("wall", "Recording {n}/{m}").format(n=running, m=wanted))
        self._rec_icon.set_icon(
            "record-circle" if running or not wanted else "circle-outline", "t2" if running >= wanted else "warn"
        )

    def set_storage(self, free: int | None, days: float | None) -> None:
        """What the recording disk still holds; hidden while nobody knows."""
        known = free is not None
        self._disk.setVisible(known)
        self._disk_icon.setVisible(known)
        if free is None:
            return
        text = translate("wall", "Recording disk: {size} left").format(size=size_text(free))
        if days is not None:
            text += " · " + translate("wall", "enough for {n} days").format(n=int(days))
        self._disk.setText(text)
        self._disk_icon.set_icon("harddisk", "warn" if days is not None and days < 7 else "t2")

    def set_load(self, percent: int, reduced: int) -> None:
        """How busy the PC is; in so many panes the picture is lighter because it is overloaded."""
        text = translate("wall", "CPU {n} %").format(n=percent)
        if reduced:
            text += " · " + translate("wall", "PC overloaded: {n} panes lighter").format(n=reduced)
        self._load.setText(text)
        self._load_icon.set_icon("speedometer-slow" if reduced else "speedometer", "warn" if reduced else "t2")
