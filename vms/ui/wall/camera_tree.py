"""The camera tree beside the wall: cameras by area, purpose or state, found by typing; the source of drags."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QMenu, QTreeView, QWidget

from vms.ui.arrange import column, row
from vms.ui.controls import SearchField, icon_button, label
from vms.ui.icons import IconLabel
from vms.ui.wall.tree_delegate import TreeRows
from vms.ui.wall.tree_model import Index, TreeModel
from vms.ui.wall.tree_rows import Grouping
from vms.ui.wall.tree_rows import TreeCamera as TreeCamera
from vms.ui.wall.tree_rows import TreeState as TreeState

translate = QCoreApplication.translate
WIDTH = 216
_ALL_OPEN = 400  # with more cameras than this, groups open when somebody opens them or searches


class _List(QTreeView):
    """The tree itself; cameras can be dragged out of it, several at once."""

    camera_wanted = Signal(int)
    typed = Signal(str)
    chosen = Signal(int)

    def __init__(self, model: TreeModel) -> None:
        super().__init__()
        self.model_ = model
        self.setModel(model)
        self.setProperty("kind", "flat")
        self.setHeaderHidden(True)
        self.setIndentation(16)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(TreeRows(self))
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(True)
        self.doubleClicked.connect(self.want)

    def currentChanged(self, now: Index, before: Index) -> None:
        """Somebody moved in the list."""
        super().currentChanged(now, before)
        camera = self.model_.camera_at(now)
        if camera is not None:
            self.chosen.emit(camera.camera_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter puts the camera into the selected or the next free pane; letters go to the search, other keys the wall
        knows on to the page.
        """
        text = event.text()
        held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.want(self.currentIndex())
        elif event.key() == Qt.Key.Key_Space:
            event.ignore()
        elif text and text.isprintable() and not held and text not in "+-*":
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)

    def want(self, index: QModelIndex) -> None:
        """Put the camera of a row on the wall; a group opens or closes."""
        camera = self.model_.camera_at(index)
        if camera is not None:
            self.camera_wanted.emit(camera.camera_id)
        elif index.isValid():
            self.setExpanded(index, not self.isExpanded(index))


class CameraTree(QFrame):
    """Search field, tree and legend. ``camera_wanted``: put this one on the wall; ``camera_chosen``: a person moved to
    it in the list; ``grouping_changed`` carries the Grouping.
    """

    camera_wanted = Signal(int)
    camera_chosen = Signal(int)
    hide_wanted = Signal()
    grouping_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setProperty("side", "left")
        self.setFixedWidth(WIDTH)
        self.model = TreeModel(self)
        self._closed: dict[Grouping, set[str]] = {one: set() for one in Grouping}
        self._opened: dict[Grouping, set[str]] = {one: set() for one in Grouping}
        self._current: int | None = None
        self._filling = False
        self.search = SearchField(translate("wall", "Find a camera…"), "dense")
        self.search.setPlaceholderText(translate("wall", "Find…"))  # the field is narrow; its name says it all
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._take_first)
        self.search.installEventFilter(self)
        self.group_button = icon_button("format-list-group", translate("wall", "Group cameras by"))
        self.hide_button = icon_button("chevron-double-left", translate("wall", "Hide the camera list"))
        self.hide_button.clicked.connect(self.hide_wanted)
        self._group_menu()
        head = row(spacing=4, margins=(8, 8, 8, 8))
        head.addWidget(self.search, 1)
        head.addWidget(self.group_button)
        head.addWidget(self.hide_button)
        self.list = _List(self.model)
        self.list.setAccessibleName(translate("wall", "Cameras"))
        self.list.camera_wanted.connect(self.camera_wanted)
        self.list.chosen.connect(self._chosen)
        self.list.typed.connect(self._typed)
        self.list.expanded.connect(partial(self._folded, True))
        self.list.collapsed.connect(partial(self._folded, False))
        self.model.modelAboutToBeReset.connect(partial(self._fill, True))
        self.model.modelReset.connect(self._unfold)
        self._none = label(translate("wall", "No camera of that name"), "hint", wrap=True)
        self._none.setContentsMargins(12, 8, 12, 8)
        self._none.hide()
        whole = column(head, self._none, spacing=0, parent=self)
        whole.addWidget(self.list, 1)
        whole.addWidget(self._legend())

    @staticmethod
    def _legend() -> QWidget:
        box = QFrame()
        box.setProperty("kind", "panel")
        box.setProperty("side", "bottom")
        rows = column(spacing=4, margins=(12, 10, 12, 10), parent=box)
        for icon_name, tone, text in (
            ("record-circle", "t2", translate("wall", "Recording")),
            ("circle-outline", "t2", translate("wall", "Not recording")),
            ("lan-disconnect", "warn", translate("wall", "Connection lost")),
            ("alert-octagon", "bad", translate("wall", "Tamper alarm")),
        ):
            rows.addLayout(row(IconLabel(icon_name, tone, 16), label(text, "caption"), None))
        return box

    def _group_menu(self) -> None:
        menu, together = QMenu(self.group_button), QActionGroup(self)
        words = {
            Grouping.AREA: translate("wall", "By area"),
            Grouping.PURPOSE: translate("wall", "By what they are for"),
            Grouping.STATE: translate("wall", "By state"),
        }
        self.grouping_actions: dict[Grouping, QAction] = {}
        for by, text in words.items():
            action = menu.addAction(text)
            action.setCheckable(True)
            together.addAction(action)
            action.triggered.connect(partial(self._grouped, by))
            self.grouping_actions[by] = action
        self.grouping_actions[Grouping.AREA].setChecked(True)
        self.group_button.setMenu(menu)

    # Filling

    def set_cameras(self, cameras: Iterable[TreeCamera]) -> None:
        """Fill the tree anew; which groups are open, the choice and the search stay."""
        self.model.set_cameras(cameras)
        self._say_none()

    def set_states(self, states: Mapping[int, TreeState]) -> None:
        """How each camera fares; rows that didn't change aren't touched."""
        self.model.set_states(states)

    @property
    def grouping(self) -> Grouping:
        """By what cameras stand together."""
        return self.model.by

    def set_grouping(self, by: Grouping) -> None:
        """Other headings; tells nobody."""
        self.grouping_actions[by].setChecked(True)
        self.model.set_grouping(by)

    def _grouped(self, by: Grouping) -> None:
        self.model.set_grouping(by)
        self.grouping_changed.emit(by)

    # Choosing

    def select(self, camera_id: int | None) -> None:
        """Mark a camera (that of the selected pane); tells nobody."""
        self._current = camera_id
        index = self.model.index_of(camera_id) if camera_id is not None else QModelIndex()
        self._filling, before = True, self._filling
        if index.isValid():
            self.list.setCurrentIndex(index)
        else:
            self.list.clearSelection()
        self._filling = before

    def _chosen(self, camera_id: int) -> None:
        if not self._filling:
            self._current = camera_id
            self.camera_chosen.emit(camera_id)

    # Search

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the search into the list."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown):
                self._first(focus=True)
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return super().eventFilter(watched, event)

    def _typed(self, text: str) -> None:
        self.search.setFocus()
        self.search.setText(self.search.text() + text)

    def _filter(self, text: str) -> None:
        self.model.set_wanted(text)
        self._say_none()

    def _say_none(self) -> None:
        self._none.setVisible(bool(self.search.text().strip()) and not self.model.count)

    def _first(self, *, focus: bool) -> int | None:
        """The first camera that the search leaves."""
        group = next((at for at, one in enumerate(self.model.groups) if one.rows), None)
        if group is None:
            return None
        index = self.model.index(0, 0, self.model.group_index(group))
        self.list.expand(self.model.group_index(group))
        if focus:
            self.list.setCurrentIndex(index)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        camera = self.model.camera_at(index)
        return None if camera is None else camera.camera_id

    def _take_first(self) -> None:
        """Enter in the search: the first camera found."""
        first = self._first(focus=False) if self.search.text().strip() else None
        if first is not None:
            self.camera_wanted.emit(first)

    # Open and closed groups

    def _fill(self, filling: bool) -> None:
        self._filling = filling

    def _folded(self, opened: bool, index: QModelIndex) -> None:
        if self._filling or self.search.text().strip():
            return
        by, key = self.model.by, self.model.groups[index.row()].key
        (self._opened if opened else self._closed)[by].add(key)
        (self._closed if opened else self._opened)[by].discard(key)

    def _unfold(self) -> None:
        """After the groups were made anew: open what was open, or all that was found."""
        by, searching = self.model.by, bool(self.search.text().strip())
        few = self.model.count <= _ALL_OPEN
        for at, group in enumerate(self.model.groups):
            closed = group.key in self._closed[by] and not searching
            if (few and not closed) or (not searching and group.key in self._opened[by]):
                self.list.expand(self.model.group_index(at))
        index = self.model.index_of(self._current) if self._current is not None else QModelIndex()
        if index.isValid() and self.list.isExpanded(index.parent()):
            self.list.setCurrentIndex(index)
        self._filling = False
