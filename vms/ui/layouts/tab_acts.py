"""What a person does with the tabs of one wall: choosing, naming, sharing, copying, locking, drawing, removing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from vms.services.wall_shape import Shape
from vms.services.wall_tours import PaneTour
from vms.ui.icons import icon
from vms.ui.layouts.arrangement import Arrangement, emptied, hot, placed, placed_many, regridded, swapped, toured
from vms.ui.layouts.bar import WallBar
from vms.ui.layouts.book import LayoutBook
from vms.ui.layouts.editor import LayoutEditor
from vms.ui.layouts.layout import DRAWN, KEYS
from vms.ui.layouts.tour_desk import TourDesk
from vms.ui.layouts.tour_dialog import TabTourDialog, TourCamera, TourDialog
from vms.ui.name_dialog import NameDialog
from vms.ui.navigator import Navigator
from vms.ui.wall.wall_view import WallView

translate = QCoreApplication.translate


class TabActs(QObject):
    """Joins bar, wall, book and tours of one window. GUI thread. ``cameras``: all there are; the page sets them."""

    def __init__(
        self, book: LayoutBook, bar: WallBar, wall: WallView, tours: TourDesk, navigator: Navigator, page: QWidget,
        middle: QStackedWidget,
    ) -> None:  # fmt: skip
        super().__init__(page)
        self._book, self._bar, self._wall, self._tours = book, bar, wall, tours
        self._navigator, self._page, self._middle = navigator, page, middle
        self.cameras: Sequence[TourCamera] = ()
        self.editor: LayoutEditor | None = None
        self._behind: QWidget | None = None  # what the editor covers
        bar.tab_chosen.connect(book.choose)
        bar.tab_added.connect(self.ask_new)
        bar.rename_wanted.connect(self.ask_name)
        bar.close_wanted.connect(self.remove)
        bar.copy_wanted.connect(book.copy)
        bar.share_wanted.connect(self.share)
        bar.lock_toggled.connect(lambda: book.set_locked(not book.current.locked))
        bar.grid_chosen.connect(self.set_grid)
        bar.draw_wanted.connect(self.draw)
        bar.tour_toggled.connect(lambda: tours.toggle(tabs=True))
        bar.tour_stepped.connect(lambda by: tours.step(by, tabs=True))
        bar.tour_wanted.connect(self.ask_tab_tour)
        tours.told.connect(self.show_tour)
        wall.camera_dropped.connect(lambda pane, camera: self.put_many(pane, [camera]))
        wall.cameras_dropped.connect(self.put_many)
        wall.panes_swapped.connect(lambda one, other: self.edit(lambda a: swapped(a, one, other)))
        wall.pane_emptied.connect(self.empty)

    # Panes

    def edit(self, change: Callable[[Arrangement], Arrangement]) -> bool:
        """Change the tab in front; says so when it is locked."""
        if self._book.edit(change):
            return True
        if self._book.may_change():
            text = translate("layouts", "Unlock it to change panes")
            self._navigator.notify(translate("layouts", "This layout is locked"), text, "info")
        else:
            self._navigator.notify(
                translate("layouts", "This layout is shared"),
                translate("layouts", "Make a copy of your own to change panes"),
                "info",
                action=translate("layouts", "Copy"),
                act=lambda: self._book.copy(self._book.at),
            )
        return False

    def put(self, camera_id: int) -> bool:
        """Into the selected pane, or the next one that is free when a camera stands there; one that is already on the
        wall is only selected.
        """
        there = self._book.current.pane_of(camera_id)
        if there is not None:
            self._wall.select(there)
            return True
        now, selected = self._book.current, self._wall.selected
        order = [*range(selected, now.layout.panes), *range(selected)]
        pane = next((at for at in order if now.plain(at) and at not in now.cells), selected)
        if not self.edit(lambda arrangement: placed(arrangement, pane, camera_id)):
            return False
        self._wall.select(pane)
        return True

    def put_many(self, pane: int, cameras: Sequence[int]) -> None:
        """Cameras were dropped on a pane."""
        left = 0

        def change(arrangement: Arrangement) -> Arrangement:
            nonlocal left
            after, left = placed_many(arrangement, pane, cameras)
            return after

        if self.edit(change) and left:
            text = translate("layouts", "Take a larger layout, or a tour in one pane").format(n=left)
            self._navigator.notify(translate("layouts", "{n} cameras found no pane").format(n=left), text, "info")

    def empty(self, pane: int) -> None:
        """Take what stands in a pane off the wall."""
        before = self._book.current
        if not self.edit(lambda arrangement: emptied(arrangement, pane)) or self._book.current == before:
            return
        camera = next((one for one in self.cameras if one.camera_id == before.cells.get(pane)), None)
        title = translate("layouts", "Taken off the wall")
        if pane in before.tours:
            title = translate("layouts", "The tour of this pane has ended")
        elif pane == before.hot_spot:
            title = translate("layouts", "No hot spot any more")
        text = camera.label if camera else ""
        self._navigator.notify(title, text, "info", undo=lambda: self._put_back(before, pane))

    def _put_back(self, before: Arrangement, pane: int) -> None:
        if self._book.current.key != before.key:
            return
        if pane in before.tours:
            self.edit(lambda arrangement: toured(arrangement, pane, before.tours[pane]))
        elif pane == before.hot_spot:
            self.edit(lambda arrangement: hot(arrangement, pane))
        else:
            self.edit(lambda arrangement: placed(arrangement, pane, before.cells[pane]))

    def make_hot(self, pane: int) -> None:
        """H: this pane shows whatever is selected, or no longer does."""
        self.edit(lambda arrangement: hot(arrangement, pane))

    # Grids

    def set_grid(self, grid: str) -> None:
        """Another layout for the tab in front."""
        numbers = [one.camera_id for one in self.cameras]
        if not self.edit(lambda arrangement: regridded(arrangement, grid, numbers)):
            self._bar.show_grid(self._book.current.grid)

    def draw(self) -> None:
        """E: draw a layout, beginning with the one in use."""
        if self.editor is not None or not self.edit(lambda arrangement: arrangement):
            return
        self.editor = LayoutEditor(self._book.current.layout, self._middle)
        self.editor.finished.connect(self._drawn)
        self.editor.left.connect(self.leave_drawing)
        self._behind = self._middle.currentWidget()
        self._middle.addWidget(self.editor)
        self._middle.setCurrentWidget(self.editor)
        self.editor.board.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave_drawing(self) -> None:
        """Back to the wall; nothing is changed."""
        editor, self.editor = self.editor, None
        if editor is not None:
            self._middle.removeWidget(editor)
            editor.hide()
            editor.deleteLater()
            if self._behind is not None:
                self._middle.setCurrentWidget(self._behind)
            self._wall.setFocus()

    def _drawn(self, shape: Shape) -> None:
        self.leave_drawing()
        numbers = [one.camera_id for one in self.cameras]
        self.edit(lambda arrangement: regridded(arrangement, DRAWN, numbers, shape))

    # Tabs

    def ask_new(self) -> None:
        """A new tab: its name is asked."""
        title, verb = translate("layouts", "New layout"), translate("layouts", "Create")
        name = translate("layouts", "Layout {n}").format(n=len(self._book.tabs) + 1)
        NameDialog(title, verb, name, self._book.add, self._page).open()

    def ask_name(self, at: int) -> None:
        """Another name for a tab."""
        if not 0 <= at < len(self._book.tabs):
            return
        tab = self._book.tabs[at]
        if tab.locked or not self._book.may_change(tab):
            self.refuse(tab)
            return
        title, verb = translate("layouts", "Rename layout"), translate("layouts", "Rename")
        NameDialog(title, verb, tab.name, partial(self._book.rename, at), self._page).open()

    def refuse(self, tab: Arrangement) -> None:
        """Say why a tab stays as it is."""
        if tab.locked:
            text = translate("layouts", "Unlock it first")
        else:
            text = translate("layouts", "Only who may share layouts changes it; make a copy of your own")
        self._navigator.notify(translate("layouts", "{name} can't be changed").format(name=tab.name), text, "info")

    def share(self, at: int, shared: bool) -> None:
        """Everybody sees the tab, or only this person."""
        tab = self._book.tabs[at]
        if not self._book.set_shared(at, shared):
            self.refuse(tab)
            return
        words = (
            translate("layouts", "Everybody sees this layout now"),
            translate("layouts", "Only you see this layout now"),
        )
        self._navigator.notify(words[0] if shared else words[1], tab.name, "ok",
                               undo=lambda: self._share_again(tab.key, tab.shared))  # fmt: skip

    def _share_again(self, key: int, shared: bool) -> None:
        at = next((index for index, tab in enumerate(self._book.tabs) if tab.key == key), None)
        if at is not None:
            self._book.set_shared(at, shared)

    def remove(self, at: int) -> None:
        """Take a tab away; for ten seconds it can be had back."""
        tab = self._book.remove(at)
        if tab is not None:
            gone = tab
            self._navigator.notify(
                translate("layouts", "Layout removed"), tab.name, "info", undo=lambda: self._book.restore(gone)
            )
        else:
            text = translate("layouts", "Unlock it first; the last layout always stays")
            self._navigator.notify(translate("layouts", "This layout can't be removed"), text, "info")

    # Tours

    def ask_tour(self, pane: int) -> None:
        """Which cameras take turns in a pane."""
        if not self.edit(lambda arrangement: arrangement):
            return
        now = self._book.current
        standing = [now.cells[pane]] if pane in now.cells else []
        dialog = TourDialog(self.cameras, now.tours.get(pane), standing, self._page)
        dialog.chosen.connect(partial(self._tour_chosen, now.key, pane))
        dialog.open()

    def _tour_chosen(self, key: int, pane: int, tour: PaneTour) -> None:
        if self._book.current.key == key:
            self._tours.restart(pane)
            self.edit(lambda arrangement: toured(arrangement, pane, tour if tour.stops else None))

    def ask_tab_tour(self) -> None:
        """How long each tab is shown in the tour of tabs."""
        dialog = TabTourDialog(self._book.tabs, self._book.may_change, self._page)
        dialog.chosen.connect(self._book.set_dwells)
        dialog.open()

    def show_tour(self) -> None:
        """The bar tells what the tour of tabs does."""
        turn = self._tours.tabs
        held = turn.held if turn.running else ""
        self._bar.show_tour(running=turn.running, seconds=self._tours.seconds_left, held=held)

    # Keys and menus

    def key(self, event: QKeyEvent) -> bool:
        """A key of the page; whether it was one of ours."""
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        shift = held == Qt.KeyboardModifier.ShiftModifier
        if held and not shift:
            return False
        count, at = len(self._book.tabs), self._book.at
        acts: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_V: partial(self._tours.toggle, tabs=shift),
            Qt.Key.Key_N: partial(self._tours.step, 1, tabs=shift),
            Qt.Key.Key_B: partial(self._tours.step, -1, tabs=shift),
        }
        if not shift:
            acts |= {
                Qt.Key.Key_H: partial(self.make_hot, self._wall.selected),
                Qt.Key.Key_E: self.draw,
                Qt.Key.Key_L: lambda: self._book.set_locked(not self._book.current.locked),
                Qt.Key.Key_PageDown: partial(self._book.choose, (at + 1) % max(count, 1)),
                Qt.Key.Key_PageUp: partial(self._book.choose, (at - 1) % max(count, 1)),
            }
            if Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
                acts[key] = partial(self.set_grid, KEYS[key.value - Qt.Key.Key_1.value])
        act = acts.get(key)
        if act is None:
            return False
        act()
        return True

    def extend_menu(self, menu: QMenu, pane: int) -> None:
        """What tours and hot spot add to the menu of a pane."""
        now, may = self._book.current, self._book.editable
        menu.addSeparator()
        if pane in now.tours:
            running = self._tours.turn(now, pane).running
            words = (
                translate("layouts", "Pause the tour (V)") if running else translate("layouts", "Start the tour (V)")
            )
            menu.addAction(icon("pause" if running else "play"), words).triggered.connect(lambda: self._tours.toggle())
            menu.addAction(icon("skip-next"), translate("layouts", "Next camera (N)")).triggered.connect(
                lambda: self._tours.step(1)
            )
            menu.addAction(icon("skip-previous"), translate("layouts", "Previous camera (B)")).triggered.connect(
                lambda: self._tours.step(-1)
            )
        rows = [
            ("rotate-360", translate("layouts", "Tour of cameras in this pane…"), partial(self.ask_tour, pane)),
            ("target", translate("layouts", "No hot spot (H)") if pane == now.hot_spot
             else translate("layouts", "Hot spot: show what is selected (H)"), partial(self.make_hot, pane)),
        ]  # fmt: skip
        if not now.plain(pane):
            rows.append(("close", translate("layouts", "Empty this pane (Delete)"), partial(self.empty, pane)))
        for name, text, act in rows:
            action = menu.addAction(icon(name), text)
            action.triggered.connect(act)
            action.setEnabled(may)
