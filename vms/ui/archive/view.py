"""The page's widgets and where they stand; what they do is in ``page``."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from vms.ui import theme
from vms.ui.archive.calendar import MonthCalendar
from vms.ui.archive.camera_list import CameraList
from vms.ui.archive.goto_row import GotoRow
from vms.ui.archive.legend import Legend
from vms.ui.archive.pane_grid import PaneGrid
from vms.ui.archive.player_pane import PlayerPane
from vms.ui.archive.reason_form import ReasonBanner, ReasonForm
from vms.ui.archive.side_panel import SidePanel
from vms.ui.archive.thumb_row import HoverThumb, ThumbRow
from vms.ui.archive.timeline import Timeline
from vms.ui.archive.transport import Transport
from vms.ui.arrange import column, row
from vms.ui.controls import Button, divider

translate = QCoreApplication.translate
_LOW, _LARGE = 580, 125  # px at a text scale of 100 %; per cent


class ArchiveView(QWidget):
    """Left: day and cameras. Middle: reason and pictures. Right: bookmarks and acts. Below: buttons and time line."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.calendar = MonthCalendar(today)
        self.goto = GotoRow()
        self.cameras = CameraList()
        self.banner = ReasonBanner()
        self.form = ReasonForm()
        self.grid = PaneGrid()
        self.transport = Transport()
        self.timeline = Timeline()
        self.thumbs = ThumbRow(self.timeline.name_width + 12)
        self.legend = Legend()
        self.live = Button(translate("Archive", "Live"), "quiet", "record-circle", "dense")
        self.live.setCheckable(True)
        self.live.setToolTip(translate("Archive", "What happens now, in the same panes  T"))
        self.side = SidePanel()
        self.side.setProperty("side", "right")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._asking())
        self._stack.addWidget(self._watching())
        whole = row(self._left(), spacing=0, parent=self)
        whole.addWidget(self._stack, 1)
        self.hover = HoverThumb(self)
        self._set_low(theme.text_scale() > _LARGE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little height, the pictures need it more than the small ones and the second row."""
        super().resizeEvent(event)
        self._set_low(self.height() < theme.length(_LOW))

    def _set_low(self, low: bool) -> None:
        self.thumbs.setVisible(not low)
        self.timeline.set_one_row(low)

    @property
    def asks(self) -> bool:
        """Whether the reason is being asked for."""
        return self._stack.currentIndex() == 0

    @property
    def pane(self) -> PlayerPane:
        """The chosen camera's."""
        return self.grid.pane(self.cameras.camera_id)

    def ask(self, reason: str) -> None:
        """Ask for the reason instead of showing footage."""
        self.form.show_reason(reason)
        self._stack.setCurrentIndex(0)
        self.form.focus()

    def watch(self) -> None:
        """Show the footage."""
        self._stack.setCurrentIndex(1)
        self.timeline.setFocus(Qt.FocusReason.OtherFocusReason)

    def point_at(self, camera_id: int | None, instant: int | None, x: int) -> None:
        """The picture of the chosen camera under the pointer on the time line."""
        foot = self.timeline.mapTo(self, QPoint(x, 0))
        self.hover.point_at(camera_id, instant, foot)

    def _left(self) -> QWidget:
        left = QFrame()
        left.setProperty("kind", "panel")
        left.setProperty("side", "left")
        left.setFixedWidth(theme.length(232))
        inside = column(self.calendar, self.goto, divider(), spacing=10, margins=(12, 8, 12, 8), parent=left)
        inside.addWidget(self.cameras, 1)
        return left

    def _asking(self) -> QWidget:
        asking = QWidget()
        column(None, row(None, self.form, None), None, parent=asking)
        return asking

    def _watching(self) -> QWidget:
        upper = row(spacing=0)
        upper.addWidget(self.grid, 1)
        upper.addWidget(self.side)
        foot = QFrame()
        foot.setProperty("kind", "panel")
        foot.setProperty("side", "top")
        line = row(margins=(12, 0, 0, 0))
        line.addWidget(self.timeline, 1)
        below = row(margins=(12, 0, 8, 2), spacing=4)
        below.addWidget(self.legend, 1)
        below.addWidget(self.live)
        column(self.transport, self.thumbs, line, below, spacing=0, parent=foot)
        watching = QWidget()
        inside = column(self.banner, spacing=0, parent=watching)
        inside.addLayout(upper, 1)
        inside.addWidget(foot)
        return watching
