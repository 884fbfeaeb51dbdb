"""The tabs of one person's wall: loaded from the catalogue, changed, and saved behind the person's back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from vms.ui.wall.arrangement import Arrangement, cleaned, filled, free_name
from vms.ui.wall.errands import Errands
from vms.ui.wall.layout import LAYOUTS

if TYPE_CHECKING:
    from vms.services.accounts import Actor
    from vms.services.layouts import Layouts, LayoutView
    from vms.services.preferences import Preferences

translate = QCoreApplication.translate
_TAB_KEY = "wall.tab"
_SAVE_MS = 700


class LayoutBook(QObject):
    """Arrangements and which one is in front. GUI thread; the catalogue is asked on the task pool.

    ``failed`` carries the error of a load or save.
    """

    changed = Signal()
    loaded = Signal()
    failed = Signal(object)

    def __init__(
        self,
        layouts: Layouts,
        preferences: Preferences,
        errands: Errands,
        actor: Actor,
        *,
        may_share: bool,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._layouts, self._preferences, self._errands, self._actor = layouts, preferences, errands, actor
        self._may_share = may_share
        self._tabs: list[Arrangement] = []
        self._current = 0
        self._dirty: set[int] = set()
        self._last_key = 0
        self._saving = False
        self.ready = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SAVE_MS)
        self._timer.timeout.connect(self.save_now)

    # Reading

    @property
    def tabs(self) -> Sequence[Arrangement]:
        """All arrangements, in order."""
        return tuple(self._tabs)

    @property
    def at(self) -> int:
        """Index of the one in front."""
        return self._current

    @property
    def current(self) -> Arrangement:
        """The one in front; an empty one before anything is loaded."""
        return self._tabs[self._current] if self._tabs else Arrangement("")

    def may_change(self, what: Arrangement | None = None) -> bool:
        """Whether this person may unlock and change an arrangement: the own ones, shared ones with the right."""
        return self._may_share or not (what or self.current).shared

    @property
    def editable(self) -> bool:
        """Whether panes may be changed now."""
        return self.may_change() and not self.current.locked

    # Loading

    def load(self, cameras: Sequence[int]) -> None:
        """Read what was saved; without anything the wall is filled with the cameras there are."""
        self._errands.submit(self._read, lambda found: self._take(*found, cameras), self.failed.emit)

    def _read(self) -> tuple[list[LayoutView], int]:
        return self._layouts.all(self._actor), int(self._preferences.get(self._actor, _TAB_KEY, 0) or 0)

    def _take(self, found: list[LayoutView], last: int, cameras: Sequence[int]) -> None:
        if self.ready:
            return
        self._tabs = [
            Arrangement(view.name, view.grid, view.cells, view.locked, view.id, view.shared, self._key())
            for view in found
        ]
        ids = [tab.saved_id for tab in self._tabs]
        self._current = ids.index(last) if last in ids else 0
        self.ready = True
        if not self._tabs:
            self._tabs = [replace(filled(translate("wall", "Overview"), cameras), key=self._key())]
            if cameras:
                self._touch(0)
        self.loaded.emit()
        self.changed.emit()

    def set_cameras(self, cameras: Iterable[int]) -> None:
        """Cameras that were removed leave the panes; an empty first tab takes in the first cameras."""
        known = list(cameras)
        if not self.ready:
            return
        if len(self._tabs) == 1 and not self._tabs[0].cells and self._tabs[0].saved_id is None and known:
            self._tabs[0] = replace(filled(self._tabs[0].name, known), key=self._tabs[0].key)
            self._touch(0)
        before = list(self._tabs)
        self._tabs = [cleaned(tab, known) for tab in self._tabs]
        if before != self._tabs:
            self.changed.emit()

    # Changing

    def choose(self, at: int) -> None:
        """Bring another arrangement to the front; remembered for the next time."""
        if not 0 <= at < len(self._tabs) or at == self._current:
            return
        self._current = at
        self._remember()
        self.changed.emit()

    def edit(self, change: Callable[[Arrangement], Arrangement]) -> bool:
        """Change the one in front; False when it is locked or somebody else's."""
        if not self._tabs or not self.editable:
            return False
        after = change(self.current)
        if after != self.current:
            self._tabs[self._current] = after
            self._touch(self._current)
            self.changed.emit()
        return True

    def set_locked(self, locked: bool) -> None:
        """Lock against slips, or unlock."""
        if self._tabs and self.may_change():
            self._tabs[self._current] = replace(self.current, locked=locked)
            self._touch(self._current)
            self.changed.emit()

    def add(self, name: str, grid: str = "4") -> None:
        """A new, empty arrangement in front."""
        names = [tab.name for tab in self._tabs]
        made = Arrangement(free_name(name.strip() or translate("wall", "Layout"), names), grid, key=self._key())
        self._tabs.append(made)
        self._current = len(self._tabs) - 1
        self._touch(self._current)
        self.changed.emit()

    def rename(self, at: int, name: str) -> None:
        """Another name; made different from the other tabs'."""
        tab = self._tabs[at]
        wanted = " ".join(name.split())[:60]
        if not wanted or wanted == tab.name or tab.locked or not self.may_change(tab):
            return
        others = [one.name for index, one in enumerate(self._tabs) if index != at]
        self._tabs[at] = replace(tab, name=free_name(wanted, others))
        self._touch(at)
        self.changed.emit()

    def remove(self, at: int) -> Arrangement | None:
        """Take a tab away; the arrangement, for ``restore``. None when it is locked, shared or the last one."""
        if len(self._tabs) < 2 or not 0 <= at < len(self._tabs):
            return None
        tab = self._tabs[at]
        if tab.locked or not self.may_change(tab):
            return None
        self._dirty.discard(tab.key)
        del self._tabs[at]
        self._current = min(self._current - (self._current > at), len(self._tabs) - 1)
        if tab.saved_id is not None:
            self._forget(tab.saved_id)
        self._remember()
        self.changed.emit()
        return tab

    def restore(self, tab: Arrangement) -> None:
        """Undo of ``remove``."""
        names = [one.name for one in self._tabs]
        self._tabs.append(replace(tab, saved_id=None, name=free_name(tab.name, names), key=self._key()))
        self._current = len(self._tabs) - 1
        self._touch(self._current)
        self.changed.emit()

    # Saving

    def _key(self) -> int:
        self._last_key += 1
        return self._last_key

    def _touch(self, at: int) -> None:
        self._dirty.add(self._tabs[at].key)
        self._timer.start()

    def _next(self) -> Arrangement | None:
        """One that waits to be saved."""
        waiting = [tab for tab in self._tabs if tab.key in self._dirty]
        if waiting:
            self._dirty.discard(waiting[0].key)
        return waiting[0] if waiting else None

    def save_now(self) -> None:
        """Save what has changed, one after the other."""
        self._timer.stop()
        tab = None if self._saving else self._next()
        if tab is None:
            return
        self._saving = True
        self._errands.submit(lambda: self._write(tab), lambda number: self._saved(tab.key, number), self._not_saved)

    def _write(self, tab: Arrangement) -> int:
        view = self._layouts.save(
            self._actor,
            tab.name,
            tab.grid if tab.grid in LAYOUTS else "9",
            tab.cells,
            layout_id=tab.saved_id,
            shared=tab.shared,
            locked=tab.locked,
        )
        return view.id

    def _saved(self, key: int, number: int) -> None:
        self._saving = False
        known = False
        for at, one in enumerate(self._tabs):
            if one.key == key:
                self._tabs[at], known = replace(one, saved_id=number), True
        if not known:  # removed while it was being saved
            self._forget(number)
        self._remember()
        if self._dirty:
            self._timer.start()

    def _forget(self, number: int) -> None:
        self._errands.submit(lambda: self._layouts.remove(self._actor, number), lambda _: None, self.failed.emit)

    def _not_saved(self, error: Exception) -> None:
        self._saving = False
        self.failed.emit(error)

    def _remember(self) -> None:
        number = self.current.saved_id
        if number is not None:
            self._errands.submit(
                lambda: self._preferences.set(self._actor, _TAB_KEY, number), lambda _: None, self.failed.emit
            )

    def flush(self) -> None:
        """At the end: save what is left, here and now."""
        self._timer.stop()
        while (tab := self._next()) is not None:
            self._write(tab)
