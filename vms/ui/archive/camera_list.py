"""The cameras one may look back at, found by typing without accents."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from vms.core.text import fold
from vms.services.cameras import CameraView
from vms.ui.arrange import column, row
from vms.ui.controls import SearchField, label

translate = QCoreApplication.translate
_CAMERA = Qt.ItemDataRole.UserRole
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class PageKeysList(QListWidget):
    """A list that moves with the arrows and Enter and leaves every other key to the page (Space plays)."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters would search the list."""
        if event.key() in (*_MOVES, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        else:
            event.ignore()


def label_of(camera: CameraView) -> str:
    """Code and name; a camera out of use says so: its footage is still there."""
    if camera.removed_us is None:
        return camera.label
    return translate("Archive", "{camera} (out of use)").format(camera=camera.label)


class CameraList(QWidget):
    """One camera is chosen at a time."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._search = SearchField(translate("Archive", "Find camera…"), "dense")
        self._count = label("", "caption")
        self._list = PageKeysList()
        self._list.setAccessibleName(translate("Archive", "Cameras"))
        self._list.currentItemChanged.connect(self._changed)
        self._search.textChanged.connect(self._filter)
        self._search.returnPressed.connect(self._choose_first)
        head = row(label(translate("Archive", "Cameras"), "strong"), None, self._count)
        body = column(head, self._search, spacing=8, parent=self)
        body.addWidget(self._list, 1)

    def show_cameras(self, cameras: Sequence[CameraView]) -> None:
        """Fill the list; the choice stays where it was."""
        chosen = self.camera_id
        self._list.blockSignals(True)
        self._list.clear()
        for camera in cameras:
            item = QListWidgetItem(label_of(camera))
            item.setData(_CAMERA, camera.id)
            item.setToolTip(camera.area)
            self._list.addItem(item)
            if camera.id == chosen:
                self._list.setCurrentItem(item)
        self._list.blockSignals(False)
        self._count.setText(str(len(cameras)))
        self._filter(self._search.text())

    @property
    def camera_id(self) -> int | None:
        """The camera chosen."""
        item = self._list.currentItem()
        return None if item is None else int(item.data(_CAMERA))

    def choose(self, camera_id: int) -> bool:
        """Choose a camera; False when it isn't there. Tells through ``chosen`` when it is another one."""
        for at in range(self._list.count()):
            item = self._list.item(at)
            if item.data(_CAMERA) == camera_id:
                self._list.setCurrentItem(item)
                return True
        return False

    def _changed(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(int(item.data(_CAMERA)))

    def _filter(self, text: str) -> None:
        wanted = fold(text)
        for at in range(self._list.count()):
            item = self._list.item(at)
            item.setHidden(wanted not in fold(f"{item.text()} {item.toolTip()}"))

    def _choose_first(self) -> None:
        for at in range(self._list.count()):
            if not self._list.item(at).isHidden():
                self._list.setCurrentRow(at)
                return
