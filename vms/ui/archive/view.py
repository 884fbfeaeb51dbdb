"""The page's widgets and where they stand; what they do is in ``page``."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QTimeEdit, QWidget

from vms.ui.archive.calendar import MonthCalendar
from vms.ui.archive.camera_list import CameraList
from vms.ui.archive.legend import Legend
from vms.ui.archive.player_pane import PlayerPane
from vms.ui.archive.reason_form import ReasonBanner, ReasonForm
from vms.ui.archive.side_panel import SidePanel
from vms.ui.archive.timeline import Timeline
from vms.ui.archive.transport import Transport
from vms.ui.arrange import clear, column, row
from vms.ui.controls import ProgressCard, divider, label

translate = QCoreApplication.translate


class TimeField(QTimeEdit):
    """A time of day to go to; ``entered`` only when a person confirms it with Enter."""

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDisplayFormat("HH:mm:ss")
        self.setProperty("fit", "dense")
        self.setAccessibleName(translate("Archive", "Go to time"))
        self.setToolTip(translate("Archive", "Type a time and press Enter"))
        line = self.lineEdit()
        assert line is not None
        line.returnPressed.connect(self.entered)
        line.setTextMargins(8, 0, 0, 0)  # Qt ignores the style sheet's padding once the arrows are styled
        self._went_on = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Two digits go on to the next part by themselves; a colon typed after them must not skip one more."""
        if event.text() == ":" and self._went_on:
            self._went_on = False
            return
        before = self.currentSectionIndex()
        super().keyPressEvent(event)
        self._went_on = event.text().isdigit() and self.currentSectionIndex() != before


class ArchiveView(QWidget):
    """Left: day and camera. Middle: reason, picture, buttons, time line. Right: bookmarks and acts."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.calendar = MonthCalendar(today)
        self.time = TimeField()
        self.cameras = CameraList()
        self.banner = ReasonBanner()
        self.form = ReasonForm()
        self.pane = PlayerPane()
        self.transport = Transport()
        self.timeline = Timeline()
        self.side = SidePanel()
        self.side.setProperty("side", "right")
        self._work = QFrame()
        self._work_inside = column(margins=(12, 4, 12, 4), parent=self._work)
        self._work_card: ProgressCard | None = None
        self._work.hide()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._asking())
        self._stack.addWidget(self._watching())
        whole = row(self._left(), spacing=0, parent=self)
        whole.addWidget(self._stack, 1)
        whole.addWidget(self.side)

    @property
    def asks(self) -> bool:
        """Whether the reason is being asked for."""
        return self._stack.currentIndex() == 0

    def ask(self, reason: str) -> None:
        """Ask for the reason instead of showing footage."""
        self.form.show_reason(reason)
        self._stack.setCurrentIndex(0)
        self.form.focus()

    def watch(self) -> None:
        """Show the footage."""
        self._stack.setCurrentIndex(1)
        self.timeline.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_work(self, title: str) -> None:
        """A progress card below the buttons; '' takes it away."""
        clear(self._work_inside)
        self._work_card = ProgressCard(title) if title else None
        if self._work_card is not None:
            self._work_card.set_progress(0)
            self._work_inside.addWidget(self._work_card)
        self._work.setVisible(bool(title))

    def show_progress(self, share: float) -> None:
        """0 to 1."""
        if self._work_card is not None:
            self._work_card.set_progress(share)

    def _left(self) -> QWidget:
        left = QFrame()
        left.setProperty("kind", "panel")
        left.setProperty("side", "left")
        left.setFixedWidth(232)
        go = row(label(translate("Archive", "Go to"), "form_label"))
        go.addWidget(self.time, 1)
        inside = column(self.calendar, go, divider(), spacing=12, margins=(12, 12, 12, 12), parent=left)
        inside.addWidget(self.cameras, 1)
        return left

    def _asking(self) -> QWidget:
        asking = QWidget()
        column(None, row(None, self.form, None), None, parent=asking)
        return asking

    def _watching(self) -> QWidget:
        foot = QFrame()
        foot.setProperty("kind", "panel")
        line = row(margins=(12, 0, 12, 0))
        line.addWidget(self.timeline, 1)
        column(self.transport, self._work, line, Legend(), spacing=0, parent=foot)
        watching = QWidget()
        inside = column(self.banner, spacing=0, parent=watching)
        inside.addWidget(self.pane, 1)
        inside.addWidget(foot)
        return watching
