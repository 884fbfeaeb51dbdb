"""The right side of the page: the day's bookmarks, the stretch chosen, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidgetItem, QWidget

from vms.core.instants import Span, date_text, time_text
from vms.services.archive import MarkView
from vms.ui import theme
from vms.ui.archive.camera_list import PageKeysList
from vms.ui.archive.mark_row import MarkDelegate
from vms.ui.archive.selection import Selection
from vms.ui.arrange import column, row
from vms.ui.controls import Button, label
from vms.ui.words import duration_text

translate = QCoreApplication.translate
_LARGE = 125  # per cent
_MARK = MarkDelegate.MARK


@dataclass(frozen=True, slots=True)
class Rights:
    """What the actor may do with a stretch."""

    open_incident: bool
    hold: bool
    cut: bool


@dataclass(frozen=True, slots=True)
class StretchFacts:
    """What lies between the marks: of how many cameras; ``missing`` µs that none of them recorded; ``lacking``: codes
    of those that miss some of it.
    """

    cameras: int
    missing: int
    lacking: tuple[str, ...] = ()


class SidePanel(QFrame):
    """``incident_wanted`` is the page's primary act; it needs a stretch."""

    mark_opened = Signal(int, object)  # camera, instant
    incident_wanted = Signal()
    hold_wanted = Signal()
    cut_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setFixedWidth(min(theme.length(272), 296))
        self._shown: tuple[MarkView, ...] | None = None
        self._marks = PageKeysList()
        self._marks.setAccessibleName(translate("Archive", "Bookmarks of this day"))
        self._marks.setProperty("kind", "flat")
        self._marks.setItemDelegate(MarkDelegate(self._marks))
        self._marks.setMouseTracking(True)
        self._marks.itemActivated.connect(self._open)
        self._marks.itemClicked.connect(self._open)
        self._none = label(
            translate("Archive", "No bookmarks on this day. M keeps the moment shown."), "hint", wrap=True
        )
        self._length = label("", "strong")
        self._about = label("", "secondary", wrap=True)
        self._missing = label("", "caption", wrap=True)
        self.incident = Button(translate("Archive", "Open incident"), "primary", "folder-plus", fit="important")
        self.hold = Button(translate("Archive", "Hold"), icon_name="lock", fit="dense")
        self.cut = Button(translate("Archive", "Cut"), icon_name="content-cut", fit="dense")
        self.incident.clicked.connect(self.incident_wanted)
        self.hold.clicked.connect(self.hold_wanted)
        self.cut.clicked.connect(self.cut_wanted)
        self.hold.setToolTip(translate("Archive", "Retention will not delete this stretch"))
        self.cut.setToolTip(translate("Archive", "Add the clips to an open incident"))
        # Side by side the words wouldn't fit when the text is large.
        pair = column(spacing=8) if theme.text_scale() > _LARGE else row(spacing=8)
        pair.addWidget(self.hold, 1)
        pair.addWidget(self.cut, 1)
        lower = column(
            row(label(translate("Archive", "Stretch chosen"), "strong"), None, self._length),
            self._about,
            self._missing,
            self.incident,
            pair,
            spacing=8,
            margins=(12, 12, 12, 12),
        )
        self.head = row(label(translate("Archive", "Bookmarks"), "card_title"), None, margins=(12, 12, 12, 4))
        body = column(self.head, spacing=0, parent=self)
        self._none.setContentsMargins(12, 0, 12, 8)
        upper = column(self._none, spacing=0)
        upper.addWidget(self._marks, 1)
        upper.addStretch(0)
        body.addLayout(upper, 1)
        body.addLayout(lower)
        self.show_marks(())
        self.show_selection(Selection(), None, Rights(False, False, False))

    @property
    def marks_list(self) -> PageKeysList:
        """The list of bookmarks; its items carry a MarkView."""
        return self._marks

    def show_marks(self, marks: Sequence[MarkView]) -> None:
        """The day's bookmarks, in order of time; the same again leave the list and its focus alone."""
        if tuple(marks) == self._shown:
            return
        self._shown = tuple(marks)
        self._marks.clear()
        for mark in marks:
            item = QListWidgetItem()
            item.setData(_MARK, mark)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{time_text(mark.instant_us)} {mark.note}")
            item.setToolTip(translate("Archive", "{note} · {by}").format(note=mark.note, by=mark.by))
            self._marks.addItem(item)
        self._none.setVisible(not marks)
        self._marks.setVisible(bool(marks))

    def show_selection(self, selection: Selection, facts: StretchFacts | None, rights: Rights) -> None:
        """The stretch in words; buttons that can't be pressed have the reason above them. ``facts`` None: not known
        yet.
        """
        span = selection.span
        missing = facts.missing if facts is not None else 0
        ready = span is not None and facts is not None and facts.cameras > 0 and missing < span.length
        self._length.setText(duration_text(span.length) if span is not None else "")
        self._about.setText(self._words(selection))
        self._missing.setText(self._missing_words(span, facts))
        self._missing.setVisible(bool(self._missing.text()))
        self.incident.setEnabled(ready and rights.open_incident)
        self.hold.setEnabled(ready and rights.hold)
        self.cut.setEnabled(ready and rights.cut)

    @staticmethod
    def _words(selection: Selection) -> str:
        span = selection.span
        if span is not None:
            return f"{date_text(span.start)} {time_text(span.start)} – {time_text(span.end)}"
        if selection.start is not None:
            return translate("Archive", "From {time}. Now mark the end (O).").format(time=time_text(selection.start))
        if selection.end is not None:
            return translate("Archive", "Until {time}. Now mark the start (I).").format(time=time_text(selection.end))
        return translate("Archive", "Mark the start (I) and the end (O) of what matters.")

    @staticmethod
    def _missing_words(span: Span | None, facts: StretchFacts | None) -> str:
        if span is None or facts is None:
            return ""
        cameras = translate("Archive", "{count} cameras").format(count=facts.cameras) if facts.cameras > 1 else ""
        if facts.missing >= span.length:
            words = translate("Archive", "Nothing was recorded in this stretch.")
        elif facts.missing:
            words = translate("Archive", "{length} of it was not recorded.").format(length=duration_text(facts.missing))
        else:
            words = translate("Archive", "No recording gap in it.")
        if facts.lacking:
            names = ", ".join(facts.lacking)
            words = translate("Archive", "Recording gaps: {cameras}.").format(cameras=names)
        return f"{cameras} · {words}" if cameras else words

    def _open(self, item: QListWidgetItem) -> None:
        mark: MarkView = item.data(_MARK)
        self.mark_opened.emit(mark.camera_id, mark.instant_us)
