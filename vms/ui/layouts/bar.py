"""The bar above the wall: tabs of named arrangements, the layout picker, lock and full screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QIcon, QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QTabBar, QWidget

from vms.ui import theme
from vms.ui.arrange import row
from vms.ui.controls import Button, Segmented, icon_button, label
from vms.ui.icons import icon
from vms.ui.layouts.arrangement import Arrangement
from vms.ui.layouts.layout import DRAWN, LAYOUTS, PICKER
from vms.ui.layouts.picker import LayoutPicker
from vms.ui.wall.words import held_word

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
    copy_wanted = Signal(int)
    share_wanted = Signal(int, bool)
    draw_wanted = Signal()
    tour_toggled = Signal()
    tour_stepped = Signal(int)
    tour_wanted = Signal()
    window_wanted = Signal()
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
        self._shown: Sequence[Arrangement] = ()
        self._may_share = False
        self.tree_button = icon_button("file-tree", translate("layouts", "Show the camera list"))
        self.tree_button.clicked.connect(self.tree_wanted)
        self.tabs = _Tabs()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self.tabs.setAccessibleName(translate("layouts", "Layouts of the wall"))
        self.tabs.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tabs.customContextMenuRequested.connect(self._tab_menu)
        self.tabs.currentChanged.connect(self.tab_chosen)
        self.tabs.tabBarDoubleClicked.connect(self.rename_wanted)
        self.add_button = icon_button("plus", translate("layouts", "New layout"), "quiet")
        self.add_button.clicked.connect(self.tab_added)
        self.count = label("", "caption")
        self.picker = self._picker()
        self.tour_button = self._tour()
        self.lock_button = icon_button("lock-open-variant-outline", translate("layouts", "Lock this layout"))
        self.lock_button.clicked.connect(self.lock_toggled)
        self.full_button = icon_button("fullscreen", translate("layouts", "Full screen (F11)"))
        self.full_button.clicked.connect(self.full_screen_wanted)
        self._build()

    def _build(self) -> None:
        inside = row(self.tree_button, spacing=8, margins=(8, 0, 8, 0), parent=self)
        inside.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignBottom)
        inside.addWidget(self.add_button)
        inside.addStretch(1)
        for widget in (self.count, self.picker, self.tour_button, self.lock_button, self.full_button):
            inside.addWidget(widget)

    def _picker(self) -> Segmented:
        made = Segmented([*((name, name) for name in PICKER), (_MORE, "…")], "9")
        for at, name in enumerate(PICKER, 1):
            panes = LAYOUTS[name].panes
            made.button(name).setToolTip(translate("layouts", "{n} panes (key {key})").format(n=panes, key=at))
            made.button(name).setAccessibleName(translate("layouts", "Layout {name}").format(name=name))
        more = made.button(_MORE)
        more.setToolTip(translate("layouts", "More layouts"))
        more.setAccessibleName(translate("layouts", "More layouts"))
        made.changed.connect(self._picked)
        return made

    def _picked(self, value: object) -> None:
        if value != _MORE:
            self.grid_chosen.emit(str(value))
            return
        self.show_grid(self._grid)
        self.open_picker()

    def open_picker(self) -> LayoutPicker:
        """All layouts as pictures, below the last field."""
        picker = LayoutPicker(self._grid, self)
        picker.chosen.connect(self.grid_chosen)
        picker.draw_wanted.connect(self.draw_wanted)
        picker.open_below(self.picker.button(_MORE))
        return picker

    def _tour(self) -> Button:
        made = Button(translate("layouts", "Tour"), icon_name="rotate-360", fit="dense")
        menu = QMenu(made)
        rows = (
            ("play", translate("layouts", "Start or pause the tour of layouts (Shift+V)"), self.tour_toggled.emit),
            ("skip-next", translate("layouts", "Next layout (Shift+N)"), partial(self.tour_stepped.emit, 1)),
            ("skip-previous", translate("layouts", "Previous layout (Shift+B)"), partial(self.tour_stepped.emit, -1)),
            ("timer-outline", translate("layouts", "Which layouts, how long…"), self.tour_wanted.emit),
        )
        for name, text, act in rows:
            menu.addAction(icon(name), text).triggered.connect(act)
        menu.addSeparator()
        window = menu.addAction(icon("monitor-multiple"), translate("layouts", "New wall window (Ctrl+Shift+N)"))
        window.triggered.connect(self.window_wanted)
        made.setMenu(menu)
        made.setAccessibleName(translate("layouts", "Tour of the layouts"))
        return made

    def show_tour(self, *, running: bool, seconds: int | None, held: str) -> None:
        """What the tour of tabs does: nothing, seconds until the next layout, or why it waits."""
        if not running:
            text, tip = translate("layouts", "Tour"), translate("layouts", "Tour of the layouts")
        elif seconds is not None:
            text = translate("layouts", "Tour {n} s").format(n=seconds)
            tip = translate("layouts", "{n} s until the next layout").format(n=seconds)
        else:
            text = translate("layouts", "Tour waits")
            tip = translate("layouts", "The tour waits: {why}").format(why=held_word(held))
        self.tour_button.setText(text)
        self.tour_button.setToolTip(tip)
        self.tour_button.setAccessibleDescription(tip)
        # The bar stays still while seconds are counted.
        widest = translate("layouts", "Tour {n} s").format(n=888)
        wide = QFontMetrics(self.tour_button.font()).horizontalAdvance(widest) + 64 if running else 0
        self.tour_button.setMinimumWidth(wide)

    def show_grid(self, grid: str) -> None:
        """Mark the layout in use; one of the menu shows its name in the last field."""
        self._grid = grid
        other = grid not in PICKER
        name = translate("layouts", "Drawn") if grid == DRAWN else grid
        self.picker.button(_MORE).setText(name if other else "…")
        self.picker.set_value(_MORE if other else grid)

    def show_tabs(self, arrangements: Sequence[Arrangement], current: int, *, may_share: bool = False) -> None:
        """Fill the tabs; tells nobody."""
        self._shown, self._may_share = tuple(arrangements), may_share
        self.tabs.blockSignals(True)
        while self.tabs.count() > len(arrangements):
            self.tabs.removeTab(self.tabs.count() - 1)
        for at, one in enumerate(arrangements):
            if at == self.tabs.count():
                self.tabs.addTab("")
            name = one.name.replace("&", "&&")
            if self.tabs.tabText(at) != name:
                self.tabs.setTabText(at, name)
            mark = "lock" if one.locked else "account-group" if one.shared else ""
            self.tabs.setTabIcon(at, icon(mark, "t3") if mark else QIcon())
            told = [translate("layouts", "Shared with everybody")] if one.shared else []
            told += [translate("layouts", "Locked")] if one.locked else []
            self.tabs.setTabToolTip(at, ", ".join(told))
            self.tabs.setAccessibleTabName(at, ", ".join([one.name, *told]))
        self.tabs.setCurrentIndex(current)
        self.tabs.blockSignals(False)
        self.tabs.updateGeometry()
        self._fit()

    def show_lock(self, *, locked: bool, may: bool) -> None:
        """The lock's state, and whether this person may turn it."""
        self.lock_button.set_icon("lock" if locked else "lock-open-variant-outline")
        if not may:
            text = translate("layouts", "Shared layout: only who may share layouts changes it")
        elif locked:
            text = translate("layouts", "Unlock this layout")
        else:
            text = translate("layouts", "Lock this layout")
        self.lock_button.setToolTip(text)
        self.lock_button.setAccessibleName(text)
        self.lock_button.setEnabled(may)

    def show_count(self, shown: int, all_cameras: int) -> None:
        """How many of the cameras are on the wall."""
        self.count.setText(translate("layouts", "{n}/{m} cameras").format(n=shown, m=all_cameras))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The number of cameras gives way to the names of the tabs."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        others = (self.tree_button, self.add_button, self.picker, self.tour_button, self.lock_button, self.full_button)
        need = sum(one.sizeHint().width() + 10 for one in others) + self.tabs.sizeHint().width()
        self.count.setVisible(self.width() >= need + self.count.sizeHint().width() + 40)

    def show_full_screen(self, on: bool) -> None:
        """The button says what it would do next."""
        text = translate("layouts", "Leave full screen (F11)") if on else translate("layouts", "Full screen (F11)")
        self.full_button.set_icon("fullscreen-exit" if on else "fullscreen")
        self.full_button.setToolTip(text)
        self.full_button.setAccessibleName(text)

    def _tab_menu(self, point: QPoint) -> None:
        at = self.tabs.tabAt(point)
        if at < 0:  # asked for by the keyboard
            at = self.tabs.currentIndex()
            point = self.tabs.tabRect(at).bottomLeft()
        menu = self.tab_menu(at)
        menu.popup(self.tabs.mapToGlobal(point))

    def tab_menu(self, at: int) -> QMenu:
        """What can be done with a tab; deletes itself when it closes."""
        menu, tab = QMenu(self), self._shown[at]
        menu.aboutToHide.connect(menu.deleteLater)
        mine = not tab.shared or self._may_share
        free = mine and not tab.locked
        rows: list[tuple[str, str, Callable[[], object], bool]] = [
            ("pencil", translate("layouts", "Rename"), partial(self.rename_wanted.emit, at), free),
            ("content-copy", translate("layouts", "Make a copy of my own"), partial(self.copy_wanted.emit, at), True),
        ]
        if self._may_share:
            words = (
                translate("layouts", "Show it to me only")
                if tab.shared
                else translate("layouts", "Share with everybody")
            )
            rows.append(("account-group", words, partial(self.share_wanted.emit, at, not tab.shared), free))
        rows.append(("close", translate("layouts", "Remove this layout"), partial(self.close_wanted.emit, at), free))
        for name, text, act, may in rows:
            action = menu.addAction(icon(name), text)
            action.triggered.connect(act)
            action.setEnabled(may)
        return menu
