"""Files dropped on a page: told to whoever wants them. The page itself stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget


class FileDrop(QObject):
    """Lets files be dropped anywhere on a widget; belongs to it. ``dropped`` gets the local files, ``wanted`` says
    whether any are welcome now.
    """

    def __init__(
        self, over: QWidget, dropped: Callable[[list[Path]], None], wanted: Callable[[], bool] = lambda: True
    ) -> None:
        super().__init__(over)
        self._dropped, self._wanted = dropped, wanted
        over.setAcceptDrops(True)
        over.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take what is files, leave everything else."""
        if isinstance(event, QDragEnterEvent | QDragMoveEvent):
            if _files(event) and self._wanted():
                event.acceptProposedAction()
                return True
        elif isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            found = _files(event)
            if found and self._wanted():
                event.acceptProposedAction()
                self._dropped(found)
                return True
        return False


def _files(event: QDropEvent) -> list[Path]:
    local = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [path for path in local if path.is_file()]
