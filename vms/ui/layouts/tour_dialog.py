"""Dialogs of tours: which cameras take turns in a pane, and how long each tab is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QGridLayout, QListWidget, QListWidgetItem, QSpinBox, QWidget

from vms.services.wall_tours import LONGEST_S, SHORTEST_S, PaneTour
from vms.ui import theme
from vms.ui.arrange import column, row
from vms.ui.controls import Button, SearchField, icon_button, label
from vms.ui.dialogs import CardDialog
from vms.ui.layouts import tour_plan
from vms.ui.layouts.arrangement import Arrangement
from vms.ui.layouts.tour_plan import Plan
from vms.ui.layouts.tour_plan import TourCamera as TourCamera

translate = QCoreApplication.translate
_ID = Qt.ItemDataRole.UserRole


def _seconds(value: int) -> QSpinBox:
    made = QSpinBox()
    made.setRange(SHORTEST_S, LONGEST_S)
    made.setValue(value)
    made.setSuffix(" " + translate("layouts", "s"))
    made.setAlignment(Qt.AlignmentFlag.AlignRight)
    made.setAccessibleName(translate("layouts", "Seconds"))
    return made


class TourDialog(CardDialog):
    """Cameras on the left, the turns on the right; ``chosen`` carries a PaneTour (without stops: no tour).

    Enter or a double click adds a camera, Delete takes a turn out, Ctrl+arrows move it. Opened with ``open()``, deletes
    itself.
    """

    chosen = Signal(object)

    def __init__(
        self, cameras: Sequence[TourCamera], tour: PaneTour | None, standing: Sequence[int], parent: QWidget
    ) -> None:
        super().__init__(translate("layouts", "Tour in this pane"), "rotate-360", "accent", parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(theme.length(760))
        self._cameras = list(cameras)
        self._labels = {one.camera_id: one.label for one in cameras}
        self.plan: Plan = tour_plan.plan_of(tour, standing)
        self.search = SearchField(translate("layouts", "Find a camera…"), "dense")
        self.all, self.turns = QListWidget(), QListWidget()
        self.all.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.all.setAccessibleName(translate("layouts", "Cameras"))
        self.turns.setAccessibleName(translate("layouts", "Turns, in order"))
        self.dwell = _seconds(self.plan.stops[0].dwell_s if self.plan.stops else 10)
        self.every = QCheckBox(translate("layouts", "The same for all"))
        self._sum = label("", "caption")
        self.add = Button(translate("layouts", "Add"), icon_name="plus", fit="dense")
        self.up = icon_button("arrow-up", translate("layouts", "Earlier (Ctrl+↑)"))
        self.down = icon_button("arrow-down", translate("layouts", "Later (Ctrl+↓)"))
        self.out = icon_button("close", translate("layouts", "Take out (Delete)"))
        self._build()
        self.add_button(Button(translate("layouts", "Leave it")), accepts=False)
        self.use = self.add_button(Button(translate("layouts", "Use this tour"), "primary"), accepts=True)
        self._connect()
        self._find("")
        self._show()
        self.search.setFocus()

    def _build(self) -> None:
        for one in (self.all, self.turns):
            one.setFixedHeight(theme.length(260))
        left = column(self.search, self.all, row(self.add, None), spacing=8)
        time = row(label(translate("layouts", "Each turn"), "form_label"), self.dwell, self.every, None)
        right = column(
            row(label(translate("layouts", "Turns, in order"), "strong"), None, self.up, self.down, self.out),
            self.turns, time, spacing=8,
        )  # fmt: skip
        both = QWidget()
        sides = row(spacing=16, parent=both)
        sides.addLayout(left, 1)
        sides.addLayout(right, 1)
        self.add_widget(both)
        self.add_widget(self._sum)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._find)
        self.search.returnPressed.connect(self._add)
        self.add.clicked.connect(self._add)
        self.all.itemDoubleClicked.connect(lambda _item: self._add())
        self.turns.currentRowChanged.connect(self._marked)
        self.up.clicked.connect(lambda: self._become(tour_plan.shifted(self.plan, -1)))
        self.down.clicked.connect(lambda: self._become(tour_plan.shifted(self.plan, 1)))
        self.out.clicked.connect(lambda: self._become(tour_plan.taken(self.plan)))
        self.dwell.valueChanged.connect(self._dwell)
        self.every.toggled.connect(lambda _on: self._dwell(self.dwell.value()))
        self.accepted.connect(lambda: self.chosen.emit(PaneTour(self.plan.stops)))
        for one in (self.all, self.turns):
            one.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of both lists."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key, control = event.key(), event.modifiers() == Qt.KeyboardModifier.ControlModifier
            if watched is self.all and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._add()
                return True
            if watched is self.turns and key == Qt.Key.Key_Delete:
                self._become(tour_plan.taken(self.plan))
                return True
            if watched is self.turns and control and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self._become(tour_plan.shifted(self.plan, -1 if key == Qt.Key.Key_Up else 1))
                return True
        return super().eventFilter(watched, event)

    def _find(self, text: str) -> None:
        self.all.clear()
        for camera in tour_plan.found(self._cameras, text):
            item = QListWidgetItem(camera.label, self.all)
            item.setData(_ID, camera.camera_id)
            item.setToolTip(camera.area)
        self.all.setCurrentRow(0)

    def _add(self) -> None:
        chosen = [int(item.data(_ID)) for item in self.all.selectedItems()]
        self._become(tour_plan.added(self.plan, chosen, self.dwell.value()))

    def _marked(self, at: int) -> None:
        self.plan = tour_plan.marked(self.plan, at)
        if self.plan.at >= 0:
            self.dwell.blockSignals(True)
            self.dwell.setValue(self.plan.stops[self.plan.at].dwell_s)
            self.dwell.blockSignals(False)
        self._enable()

    def _dwell(self, seconds: int) -> None:
        self._become(tour_plan.dwelt(self.plan, seconds, every=self.every.isChecked()))

    def _become(self, plan: Plan) -> None:
        self.plan = plan
        self._show()

    def _show(self) -> None:
        self.turns.blockSignals(True)
        self.turns.clear()
        for stop in self.plan.stops:
            name = self._labels.get(stop.camera_id, "")
            self.turns.addItem(translate("layouts", "{camera} · {n} s").format(camera=name, n=stop.dwell_s))
        self.turns.setCurrentRow(self.plan.at)
        self.turns.blockSignals(False)
        count, lasts = len(self.plan.stops), self.plan.lasts_s
        self._sum.setText(
            translate("layouts", "{n} turns, one round takes {m}:{s:02d}").format(n=count, m=lasts // 60, s=lasts % 60)
            if count
            else translate("layouts", "Without cameras there is no tour: the pane stays empty.")
        )
        self._enable()

    def _enable(self) -> None:
        on = self.plan.at >= 0
        for button in (self.up, self.down, self.out):
            button.setEnabled(on)


class TabTourDialog(CardDialog):
    """Which tabs the tour goes through, and for how long each stays; ``chosen`` carries seconds by the tab's key."""

    chosen = Signal(object)

    def __init__(self, tabs: Sequence[Arrangement], may_change: Callable[[Arrangement], bool], parent: QWidget) -> None:
        super().__init__(translate("layouts", "Tour of the layouts"), "rotate-360", "accent", parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.rows: dict[int, tuple[QCheckBox, QSpinBox]] = {}
        self.add_text(
            translate("layouts", "The wall goes from one layout to the next; it waits while somebody works on it.")
        )
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(0, 1)
        for at, tab in enumerate(tabs):
            on, seconds = QCheckBox(tab.name), _seconds(tab.dwell_s or 20)
            on.setChecked(bool(tab.dwell_s))
            may = may_change(tab) and not tab.locked
            on.setEnabled(may)
            seconds.setEnabled(may and on.isChecked())
            if not may:
                on.setToolTip(translate("layouts", "Locked or shared: it keeps its time"))
            else:
                on.toggled.connect(seconds.setEnabled)
            self.rows[tab.key] = (on, seconds)
            grid.addWidget(on, at, 0)
            grid.addWidget(seconds, at, 1)
        self.add_widget(box)
        self.add_button(Button(translate("layouts", "Leave it")), accepts=False)
        self.use = self.add_button(Button(translate("layouts", "Keep"), "primary"), accepts=True)
        self.accepted.connect(lambda: self.chosen.emit(self.dwells))

    @property
    def dwells(self) -> dict[int, int]:
        """Seconds by the tab's key; 0: not in the tour."""
        return {key: seconds.value() if on.isChecked() else 0 for key, (on, seconds) in self.rows.items()}
