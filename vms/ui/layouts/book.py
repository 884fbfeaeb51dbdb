"""The tabs of one person's wall: loaded from the catalogue, changed, and saved behind the person's back."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from vms.core.errors import InvalidInput, VmsError
from vms.core.log import event
from vms.services.layouts import LayoutExtras, LayoutView
from vms.ui.errands import Errands
from vms.ui.layouts.arrangement import Arrangement, cleaned, filled, free_name
from vms.ui.layouts.layout import DRAWN, LAYOUTS

if TYPE_CHECKING:
    from vms.services.accounts import Actor
    from vms.services.layouts import Layouts
    from vms.services.preferences import Preferences

translate = QCoreApplication.translate
_SAVE_MS = 700
_log = logging.getLogger(__name__)


def arrangement_of(view: LayoutView, key: int) -> Arrangement:
    """A saved layout as a tab."""
    more = view.extras
    return Arrangement(
        view.name, view.grid, view.cells, view.locked, view.id, view.shared, key,
        more.shape, more.tours, more.hot_spot, more.dwell_s,
    )  # fmt: skip


class LayoutBook(QObject):
    """Arrangements and which one is in front. GUI thread; the catalogue is asked on the task pool.

    ``failed`` carries the error of a load or save; what couldn't be saved is tried again with the next change.
    ``place`` is the window: shared layouts stand in the main one, 0. ``state``: how the window was left besides its
    tabs, values that JSON can hold.
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
        place: int = 0,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.place = place
        end = f".{place}" if place else ""
        self._tab_key, self._state_key = f"wall.tab{end}", f"wall.state{end}"
        self.state: Mapping[str, Any] = {}
        self._state_dirty = False
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
    def may_share(self) -> bool:
        """Whether this person may share layouts and change shared ones."""
        return self._may_share and not self.place

    @property
    def editable(self) -> bool:
        """Whether panes may be changed now."""
        return self.may_change() and not self.current.locked

    # Loading

    def load(self, cameras: Sequence[int]) -> None:
        """Read what was saved; without anything the wall is filled with the cameras there are."""
        self._errands.submit(self._read, lambda found: self._take(*found, cameras), self.failed.emit)

    def _read(self) -> tuple[list[LayoutView], int, Mapping[str, Any]]:
        kept = self._preferences.get(self._actor, self._state_key, {})
        last = int(self._preferences.get(self._actor, self._tab_key, 0) or 0)
        return self._layouts.all(self._actor), last, kept if isinstance(kept, dict) else {}

    def _take(self, found: list[LayoutView], last: int, state: Mapping[str, Any], cameras: Sequence[int]) -> None:
        if self.ready:
            return
        self.state = state
        mine = [view for view in found if (view.extras.place if not view.shared else 0) == self.place]
        self._tabs = [arrangement_of(view, self._key()) for view in mine]
        ids = [tab.saved_id for tab in self._tabs]
        self._current = ids.index(last) if last in ids else 0
        self.ready = True
        if not self._tabs:
            self._tabs = [self._first(cameras, [view.name for view in found])]
            if cameras or self.place:
                self._touch(0)
        self.loaded.emit()
        self.changed.emit()

    def _first(self, cameras: Sequence[int], taken: Sequence[str]) -> Arrangement:
        if self.place:
            name = translate("layouts", "Window {n}").format(n=self.place + 1)
            return Arrangement(free_name(name, taken), "4", key=self._key())
        return replace(filled(free_name(translate("layouts", "Overview"), taken), cameras), key=self._key())

    def set_cameras(self, cameras: Iterable[int]) -> None:
        """Cameras that were removed leave the panes; an empty first tab takes in the first cameras."""
        known = list(cameras)
        if not self.ready:
            return
        if (
            not self.place
            and len(self._tabs) == 1
            and not self._tabs[0].cells
            and self._tabs[0].saved_id is None
            and known
        ):
            self._tabs[0] = replace(filled(self._tabs[0].name, known), key=self._tabs[0].key)
            self._touch(0)
        before = list(self._tabs)
        self._tabs = [cleaned(tab, known) for tab in self._tabs]
        if before != self._tabs:
            self.changed.emit()

    # Changing

    def choose(self, at: int, *, remember: bool = True) -> None:
        """Bring another arrangement to the front; remembered for the next time, unless a tour turns the tabs."""
        if not 0 <= at < len(self._tabs) or at == self._current:
            return
        self._current = at
        if remember:
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
        made = Arrangement(free_name(name.strip() or translate("layouts", "Layout"), names), grid, key=self._key())
        self._tabs.append(made)
        self._current = len(self._tabs) - 1
        self._touch(self._current)
        self.changed.emit()

    def copy(self, at: int) -> None:
        """An own tab like that one, in front and unlocked: the way to change what somebody else shares."""
        tab = self._tabs[at]
        names = [one.name for one in self._tabs]
        name = free_name(translate("layouts", "{name}, copy").format(name=tab.name)[:58], names)
        self._tabs.append(replace(tab, name=name, saved_id=None, shared=False, locked=False, key=self._key()))
        self._current = len(self._tabs) - 1
        self._touch(self._current)
        self.changed.emit()

    def set_shared(self, at: int, shared: bool) -> bool:
        """Everybody sees it, or only this person; False without the right to share, or when it is locked."""
        tab = self._tabs[at]
        if not self._may_share or tab.locked or tab.shared == shared or self.place:
            return False
        self._tabs[at] = replace(tab, shared=shared)
        self._touch(at)
        self.changed.emit()
        return True

    def set_dwells(self, dwells: Mapping[int, int]) -> None:
        """Seconds of each tab (by key) in the tour of tabs; 0 leaves it out. Locked and others' tabs keep theirs."""
        for at, tab in enumerate(self._tabs):
            wanted = dwells.get(tab.key, tab.dwell_s)
            if wanted != tab.dwell_s and self.may_change(tab) and not tab.locked:
                self._tabs[at] = replace(tab, dwell_s=wanted)
                self._touch(at)
        self.changed.emit()

    def note_state(self, state: Mapping[str, Any]) -> None:
        """How the window is besides its tabs; kept with the next save."""
        if self.ready and dict(state) != dict(self.state):
            self.state = dict(state)
            self._state_dirty = True
            self._timer.start()

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
        if self._state_dirty:
            self._state_dirty = False
            self._errands.submit(self._write_state, lambda _: None, self.failed.emit)
        tab = None if self._saving else self._next()
        if tab is None:
            return
        self._saving = True
        self._errands.submit(
            lambda: self._write(tab), lambda number: self._saved(tab.key, number), lambda e: self._not_saved(tab, e)
        )

    def _write(self, tab: Arrangement) -> int:
        view = self._layouts.save(
            self._actor,
            tab.name,
            tab.grid if tab.grid in LAYOUTS or (tab.grid == DRAWN and tab.shape) else "9",
            tab.cells,
            layout_id=tab.saved_id,
            shared=tab.shared,
            locked=tab.locked,
            extras=LayoutExtras(tab.shape, tab.tours, tab.hot_spot, tab.dwell_s, self.place),
        )
        return view.id

    def _write_state(self) -> None:
        self._preferences.set(self._actor, self._state_key, dict(self.state))

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

    def _not_saved(self, tab: Arrangement, error: Exception) -> None:
        self._saving = False
        self._dirty.add(tab.key)  # nothing is lost: the next change tries again
        if isinstance(error, InvalidInput) and error.reasons.get("name") == "name_taken":
            self._rename_taken(tab)  # another window or another PC was quicker
            return
        self.failed.emit(error)

    def _rename_taken(self, tab: Arrangement) -> None:
        for at, one in enumerate(self._tabs):
            if one.key == tab.key:
                names = [other.name for other in self._tabs]
                self._tabs[at] = replace(one, name=free_name(one.name, names))
                self._touch(at)
        self.changed.emit()

    def _remember(self) -> None:
        number = self.current.saved_id
        if number is not None:
            self._errands.submit(
                lambda: self._preferences.set(self._actor, self._tab_key, number), lambda _: None, self.failed.emit
            )

    def flush(self) -> None:
        """At the end: save what is left, here and now."""
        self._timer.stop()
        if self._state_dirty:
            self._state_dirty = False
            self._write_state()
        while (tab := self._next()) is not None:
            try:
                self._write(tab)
            except VmsError as error:
                event(_log, "layout_not_saved", logging.ERROR, layout=tab.name, code=error.code)
