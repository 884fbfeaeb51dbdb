"""The camera tree as a model: groups and cameras, thousands of them. A state that changes touches one row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from vms.ui.wall.tree_rows import (
    Entry,
    Group,
    Grouping,
    TreeCamera,
    TreeState,
    entries_of,
    group_keys,
    grouped,
    matching,
)
from vms.ui.wall.wall_view import cameras_mime

Index = QModelIndex | QPersistentModelIndex
CAMERA = Qt.ItemDataRole.UserRole
GROUP = Qt.ItemDataRole.UserRole + 1
_NONE = QModelIndex()


class TreeModel(QAbstractItemModel):
    """Two levels; the internal id of a camera's index is its group's row + 1, that of a group 0. GUI thread.

    Filtering and grouping make the short list of groups anew (numbers only) and reset; rows get their text, icon and
    state when the view asks for those it shows.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: dict[int, Entry] = {}
        self._states: Mapping[int, TreeState] = {}
        self._groups: list[Group] = []
        self._places: dict[int, list[tuple[int, int]]] = {}
        self._wanted = ""
        self._shown: list[int] = []
        self.by = Grouping.AREA

    # Changing

    def set_cameras(self, cameras: Iterable[TreeCamera]) -> None:
        """All cameras anew."""
        self._entries = entries_of(cameras, self._entries)
        self._shown = matching(self._entries, self._wanted)
        self._regroup()

    def set_wanted(self, text: str) -> None:
        """Search: only what holds every word is shown. A longer word searches what the shorter one left."""
        narrower = bool(self._wanted) and text.startswith(self._wanted)
        within = self._shown if narrower else None
        before, self._wanted = self._shown, text
        self._shown = matching(self._entries, text, within)
        if self._shown != before:
            self._regroup()

    def set_grouping(self, by: Grouping) -> None:
        """Other headings."""
        if by is not self.by:
            self.by = by
            self._regroup()

    def set_states(self, states: Mapping[int, TreeState]) -> None:
        """How each camera fares; only rows that changed are painted anew."""
        plain = TreeState()
        before, self._states = self._states, states
        changed = [
            number for number in self._places
            if (old := before.get(number, plain)) is not (new := states.get(number, plain)) and old != new
        ]  # fmt: skip
        if not changed:
            return
        if self.by is Grouping.STATE and any(
            before.get(number, plain).group != states.get(number, plain).group for number in changed
        ):
            self._regroup()
            return
        touched: set[int] = set()
        for number in changed:
            difference = int(states.get(number, plain).lost) - int(before.get(number, plain).lost)
            for group, row in self._places[number]:
                index = self.createIndex(row, 0, group + 1)
                self.dataChanged.emit(index, index)
                self._groups[group].lost += difference
                if difference:
                    touched.add(group)
        for group in touched:
            index = self.createIndex(group, 0, 0)
            self.dataChanged.emit(index, index)

    def _regroup(self) -> None:
        self.beginResetModel()
        self._groups = grouped(self._entries, self._shown, self._states, self.by)
        places: dict[int, list[tuple[int, int]]] = {}
        for at, group in enumerate(self._groups):
            for row, number in enumerate(group.rows):
                places.setdefault(number, []).append((at, row))
        self._places = places
        self.endResetModel()

    # Reading

    @property
    def groups(self) -> Sequence[Group]:
        """The groups in their order."""
        return self._groups

    @property
    def count(self) -> int:
        """How many cameras the search leaves."""
        return len(self._shown)

    def camera_at(self, index: Index) -> TreeCamera | None:
        """The camera of a row, None for a group."""
        if not index.isValid() or not index.internalId():
            return None
        return self._entries[self._groups[index.internalId() - 1].rows[index.row()]].camera

    def index_of(self, camera_id: int) -> QModelIndex:
        """The first row of a camera; an invalid index when the search hides it."""
        places = self._places.get(camera_id)
        return self.createIndex(places[0][1], 0, places[0][0] + 1) if places else QModelIndex()

    def group_index(self, at: int) -> QModelIndex:
        """The row of a group."""
        return self.createIndex(at, 0, 0)

    # Qt

    def index(self, row: int, column: int, parent: Index = _NONE) -> QModelIndex:
        """A group at the top, a camera below one."""
        if column or row < 0 or row >= self.rowCount(parent):
            return QModelIndex()
        return self.createIndex(row, 0, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]  # Qt has a second one without arguments
        """The group of a camera."""
        if not index.isValid() or not index.internalId():
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, 0)

    def rowCount(self, parent: Index = _NONE) -> int:
        """Groups, or cameras of a group."""
        if not parent.isValid():
            return len(self._groups)
        return 0 if parent.internalId() else len(self._groups[parent.row()].rows)

    def columnCount(self, _parent: Index = _NONE) -> int:
        """One."""
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cameras can be chosen and dragged, groups only reached by the keyboard."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual | Qt.ItemFlag.ItemIsDragEnabled if self.camera_at(index) is not None else Qt.ItemFlag.ItemIsEnabled

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row as the delegate paints it, and what a screen reader says."""
        camera = self.camera_at(index)
        if camera is None:
            return self._group_data(index, role)
        state = self._states.get(camera.camera_id, TreeState())
        if role == CAMERA:
            return camera, state
        if role == Qt.ItemDataRole.DisplayRole:
            return camera.label
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (camera.label, state.spoken) if part)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (camera.label, state.spoken) if part)
        return None

    def _group_data(self, index: Index, role: int) -> Any:
        if not index.isValid():
            return None
        group = self._groups[index.row()]
        if role == GROUP:
            return group
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return group.name
        return f"{group.name}, {len(group.rows)}" if role == Qt.ItemDataRole.AccessibleTextRole else None

    def mimeTypes(self) -> list[str]:
        """Cameras."""
        return [*cameras_mime(()).formats()]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The dragged cameras, from top to bottom."""
        ordered = sorted(indexes, key=lambda index: (index.internalId(), index.row()))
        found = [camera.camera_id for index in ordered if (camera := self.camera_at(index)) is not None]
        return cameras_mime(list(dict.fromkeys(found)))

    def keys_of(self, camera_id: int) -> Sequence[str]:
        """The groups a camera belongs to."""
        return group_keys(self._entries[camera_id].camera, self._states.get(camera_id, TreeState()), self.by)
