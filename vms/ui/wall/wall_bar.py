"""The bar above the wall: tabs of named arrangements, the layout picker, lock and full screen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QMenu, QTabBar, QWidget

from vms.ui import theme
from vms.ui.arrange import row
from vms.ui.controls import Segmented, icon_button, label
from vms.ui.icons import icon
from vms.ui.wall.arrangement import Arrangement
from vms.ui.wall.layout import LAYOUTS, PICKER

translate = QCoreApplication.translate
HEIGHT = 44
_MORE = "more"


class _Tabs(QTabBar):
    """Tabs that take no more room than they need: Qt reserves some for scroll buttons that aren't there."""

    def minimumSizeHint(self) -> QSize:
        """At most what the tabs want."""
        return super().minimumSizeHint().boundedTo(self.sizeHint())


class WallBar(QFrame):
    """What a person does with arrangements; the page does it."""

    tab_chosen = Signal(int)
    tab_added = Signal()
    rename_wanted = Signal(int)
    close_wanted = Signal(int)
    lock_toggled = Signal()
    grid_chosen = Signal(str)
    tree_wanted = Signal()
    full_screen_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setProperty("side", "top")
        self.setFixedHeight(theme.length(HEIGHT))
        self._grid = "9"
        self.tree_button = icon_button("file-tree", translate("wall", "Show the camera list"))
        self.tree_button.clicked.connect(self.tree_wanted)
        self.tabs = _Tabs()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self.tabs.setAccessibleName(translate("wall", "Layouts of the wall"))
        self.tabs.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tabs.customContextMenuRequested.connect(self._tab_menu)
        self.tabs.currentChanged.connect(self.tab_chosen)
        self.tabs.tabBarDoubleClicked.connect(self.rename_wanted)
        self.add_button = icon_button("plus", translate("wall", "New layout"), "quiet")
        self.add_button.clicked.connect(self.tab_added)
        self.count = label("", "caption")
        self.picker = self._picker()
        self.lock_button = icon_button("lock-open-variant-outline", translate("wall", "Lock this layout"))
        self.lock_button.clicked.connect(self.lock_toggled)
        self.full_button = icon_button("fullscreen", translate("wall", "Full screen (F11)"))
        self.full_button.clicked.connect(self.full_screen_wanted)
        self._build()

    def _build(self) -> None:
        inside = row(self.tree_button, spacing=8, margins=(8, 0, 8, 0), parent=self)
        inside.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignBottom)
        inside.addWidget(self.add_button)
        inside.addStretch(1)
        for widget in (self.count, self.picker, self.lock_button, self.full_button):
            inside.addWidget(widget)

    def _picker(self) -> Segmented:
        made = Segmented([*((name, name) for name in PICKER), (_MORE, "…")], "9")
        for at, name in enumerate(PICKER, 1):
            panes = LAYOUTS[name].panes
            made.button(name).setToolTip(translate("wall", "{n} panes (key {key})").format(n=panes, key=at))
            made.button(name).setAccessibleName(translate("wall", "Layout {name}").format(name=name))
        more = made.button(_MORE)
        more.setToolTip(translate("wall", "More layouts"))
        more.setAccessibleName(translate("wall", "More layouts"))
        made.changed.connect(self._picked)
        return made

    def _picked(self, value: object) -> None:
        if value != _MORE:
            self.grid_chosen.emit(str(value))
            return
        self.show_grid(self._grid)
        menu = QMenu(self)
        for name in (one for one in LAYOUTS if one not in PICKER):
            text = translate("wall", "{name}: {n} panes").format(name=name, n=LAYOUTS[name].panes)
            menu.addAction(text, partial(self.grid_chosen.emit, name))
        button = self.picker.button(_MORE)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def show_grid(self, grid: str) -> None:
        """Mark the layout in use; one of the menu shows its name in the last field."""
        self._grid = grid
        other = grid not in PICKER
        self.picker.button(_MORE).setText(grid if other else "…")
        self.picker.set_value(_MORE if other else grid)

    def show_tabs(self, arrangements: Sequence[Arrangement], current: int) -> None:
        """Fill the tabs; tells nobody."""
        self.tabs.blockSignals(True)
        while self.tabs.count() > len(arrangements):
            self.tabs.removeTab(self.tabs.count() - 1)
        for at, one in enumerate(arrangements):
            if at == self.tabs.count():
                self.tabs.addTab("")
            name = one.name.replace("&", "&&")
            if self.tabs.tabText(at) != name:
                self.tabs.setTabText(at, name)
            self.tabs.setTabToolTip(at, translate("wall", "Shared with everybody") if one.shared else "")
        self.tabs.setCurrentIndex(current)
        self.tabs.blockSignals(False)
        self.tabs.updateGeometry()

    def show_lock(self, *, locked: bool, may: bool) -> None:
        """The lock's state, and whether this person may turn it."""
        self.lock_button.set_icon("lock" if locked else "lock-open-variant-outline")
        if not may:
            text = translate("wall", "Shared layout: only who may share layouts changes it")
        elif locked:
            text = translate("wall", "Unlock this layout")
        else:
            text = translate("wall", "Lock this layout")
        self.lock_button.setToolTip(text)
        self.lock_button.setAccessibleName(text)
        self.lock_button.setEnabled(may)

    def show_count(self, shown: int, all_cameras: int) -> None:
        """How many of the cameras are on the wall."""
        self.count.setText(translate("wall", "{n}/{m} cameras").format(n=shown, m=all_cameras))

    def show_full_screen(self, on: bool) -> None:
        """The button says what it would do next."""
        text = translate("wall", "Leave full screen (F11)") if on else translate("wall", "Full screen (F11)")
        self.full_button.set_icon("fullscreen-exit" if on else "fullscreen")
        self.full_button.setToolTip(text)
        self.full_button.setAccessibleName(text)

    def _tab_menu(self, point: QPoint) -> None:
        at = self.tabs.tabAt(point)
        if at < 0:
            return
        menu = QMenu(self)
        rename = QAction(icon("pencil"), translate("wall", "Rename"), menu)
        rename.triggered.connect(lambda: self.rename_wanted.emit(at))
        close = QAction(icon("close"), translate("wall", "Remove this layout"), menu)
        close.triggered.connect(lambda: self.close_wanted.emit(at))
        menu.addActions([rename, close])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.tabs.mapToGlobal(point))
