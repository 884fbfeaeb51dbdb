"""The list of bookmarks: their pictures, changing a note, taking one away; each can be taken back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QListWidget, QMenu, QWidget

from vms.services.archive import MarkView
from vms.services.footage_pictures import Moment
from vms.ui.archive.dialogs import BookmarkDialog
from vms.ui.archive.mark_row import MarkDelegate
from vms.ui.archive.search_pictures import PictureFetcher
from vms.ui.errands import Errands
from vms.ui.icons import icon
from vms.ui.navigator import Navigator
from vms.ui.parts import Parts
from vms.ui.session import Session

translate = QCoreApplication.translate
_WIDTH = 144  # of a picture 72 wide, on a fine screen
_MOST_KEPT = 400


class MarkDesk(QObject):
    """Serves a list whose items carry a MarkView. F2 changes, Delete takes away, the right button offers both.
    ``changed``: read the bookmarks again.
    """

    changed = Signal()

    def __init__(
        self,
        parts: Parts,
        session: Session,
        navigator: Navigator,
        window: QWidget,
        marks: QListWidget,
        reason: Callable[[], str],
    ) -> None:
        super().__init__(window)
        self._parts, self._session, self._navigator = parts, session, navigator
        self._over, self._list, self._reason = window, marks, reason
        self._errands = Errands(parts.tasks)
        self._pictures: dict[Moment, QImage] = {}
        self._fetcher = PictureFetcher(parts, session, _WIDTH, self)
        self._fetcher.come.connect(self._came)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._fetch)
        marks.model().rowsInserted.connect(lambda *_: self._soon.start(0))
        marks.installEventFilter(self)
        marks.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        marks.customContextMenuRequested.connect(self._menu)

    def close(self) -> None:
        """The page goes."""
        self._errands.close()
        self._fetcher.stop()
        self._soon.stop()

    # Pictures

    def _fetch(self) -> None:
        wanted: list[Moment] = []
        for at in range(self._list.count()):
            mark = self._mark(at)
            moment = Moment(mark.camera_id, mark.instant_us)
            if moment in self._pictures:
                self._list.item(at).setData(MarkDelegate.IMAGE, self._pictures[moment])
            else:
                wanted.append(moment)
        if self._reason():
            self._fetcher.ask(wanted, self._reason(), self._navigator.fail)

    def _came(self, moment: Moment, jpeg: bytes) -> None:
        if len(self._pictures) >= _MOST_KEPT:
            self._pictures.clear()
        image = self._pictures[moment] = QImage.fromData(jpeg) if jpeg else QImage()
        for at in range(self._list.count()):
            mark = self._mark(at)
            if (mark.camera_id, mark.instant_us) == (moment.camera_id, moment.instant_us):
                self._list.item(at).setData(MarkDelegate.IMAGE, image)

    def _mark(self, at: int) -> MarkView:
        mark = self._list.item(at).data(MarkDelegate.MARK)
        assert isinstance(mark, MarkView)
        return mark

    # Changing

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """F2 and Delete on the list."""
        if watched is self._list and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            act = {Qt.Key.Key_F2: self.edit, Qt.Key.Key_Delete: self.remove}.get(Qt.Key(event.key()))
            at = self._list.currentRow()
            if act is not None and at >= 0 and self._may(self._mark(at)):
                act(self._mark(at))
                return True
        return super().eventFilter(watched, event)

    def edit(self, mark: MarkView) -> None:
        """Ask for another note."""
        dialog = BookmarkDialog(mark.camera, mark.instant_us, self._over)
        dialog.setWindowTitle(translate("Archive", "Change the note"))
        dialog.act_button.setText(translate("Archive", "Change"))
        dialog.set_text(mark.note)
        if dialog.exec() and dialog.text != mark.note:
            self._write(mark, dialog.text)
        dialog.deleteLater()

    def _write(self, mark: MarkView, note: str) -> None:
        actor, archive = self._session.actor, self._parts.archive

        def done(changed: MarkView) -> None:
            self._navigator.notify(
                translate("Archive", "Note changed"), changed.note, undo=lambda: self._put_back(mark)
            )
            self.changed.emit()

        self._errands.submit(lambda: archive.edit_mark(actor, mark.id, note), done, self._navigator.fail)

    def _put_back(self, mark: MarkView) -> None:
        actor, archive = self._session.actor, self._parts.archive
        self._errands.submit(lambda: archive.edit_mark(actor, mark.id, mark.note), self._told, self._navigator.fail)

    def remove(self, mark: MarkView) -> None:
        """Take it away at once; it can be brought back."""
        actor, archive = self._session.actor, self._parts.archive

        def back() -> None:
            self._errands.submit(
                lambda: archive.mark(actor, mark.camera_id, mark.instant_us, mark.note),
                self._told,
                self._navigator.fail,
            )

        def done(_gone: MarkView) -> None:
            self._navigator.notify(translate("Archive", "Bookmark taken away"), mark.note, undo=back)
            self.changed.emit()

        self._errands.submit(lambda: archive.remove_mark(actor, mark.id), done, self._navigator.fail)

    def _told(self, _mark: MarkView) -> None:
        self.changed.emit()

    def _may(self, mark: MarkView) -> bool:
        return self._parts.archive.bookmarks.may_change(self._session.actor, mark)

    def _menu(self, place: QPoint) -> None:
        item = self._list.itemAt(place)
        if item is None:
            return
        mark = self._mark(self._list.row(item))
        menu = QMenu(self._list)
        change = menu.addAction(icon("pencil"), translate("Archive", "Change the note…  F2"))
        gone = menu.addAction(icon("bookmark-remove"), translate("Archive", "Take the bookmark away  Delete"))
        for action in (change, gone):
            action.setEnabled(self._may(mark))
        change.triggered.connect(lambda: self.edit(mark))
        gone.triggered.connect(lambda: self.remove(mark))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._list.viewport().mapToGlobal(place))
