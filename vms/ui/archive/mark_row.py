"""How a bookmark is painted in the list: its picture, time and camera, the note, who set it, whether it is held."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import QWidget

from vms.core.instants import time_text
from vms.services.archive import MarkView
from vms.ui.archive.search_rows import Row, RowDelegate

_PICTURE = QSize(72, 41)


class MarkDelegate(RowDelegate):
    """Three lines; what is too long ends in … and stands in the tooltip."""

    MARK: ClassVar = Qt.ItemDataRole.UserRole + 1

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _PICTURE)

    def row_of(self, index: QModelIndex | QPersistentModelIndex) -> Row:
        """The bookmark as a line."""
        mark: MarkView = index.data(self.MARK)
        code = mark.camera.partition(" ")[0]
        return Row(
            ("bookmark", mark.id),
            mark.camera_id,
            mark.instant_us,
            f"{time_text(mark.instant_us)} · {code}",
            mark.note,
            mark.by,
            held=mark.held,
        )
