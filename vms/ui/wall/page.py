"""The wall's page: assembles tree, bar, panes, alarms and status line, and passes what they say to each other."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QCoreApplication, QPoint, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from vms.services.accounts import Action
from vms.ui.arrange import column, row
from vms.ui.bridge import Bridge
from vms.ui.controls import Button, EmptyState
from vms.ui.navigator import Navigator
from vms.ui.page import Page
from vms.ui.session import Session
from vms.ui.wall import overview
from vms.ui.wall.alarm_desk import AlarmDesk
from vms.ui.wall.alarm_dock import NARROW, WIDE, AlarmDock
from vms.ui.wall.arrangement import Arrangement, emptied, placed, regridded, swapped
from vms.ui.wall.camera_tree import CameraTree
from vms.ui.wall.errands import Errands
from vms.ui.wall.facts_watch import FactsWatch
from vms.ui.wall.layout import KEYS
from vms.ui.wall.layout_book import LayoutBook
from vms.ui.wall.losses import Loss
from vms.ui.wall.name_dialog import NameDialog
from vms.ui.wall.pane_acts import PaneActs
from vms.ui.wall.status_line import StatusLine
from vms.ui.wall.wall_bar import WallBar
from vms.ui.wall.wall_view import WallView

if TYPE_CHECKING:
    from vms.services.cameras import CameraView
    from vms.services.live import LiveView
    from vms.ui.parts import Parts

translate = QCoreApplication.translate
TREE_FROM = 1500  # narrower windows show the tree over the wall, on demand
STATUS_FROM = 900  # page height on a screen of 1080 lines, less bars
_WIDE_DOCK_FROM = 1700
_BEAT_MS = 1000


class WallPage(Page):
    """See ``Page``. Runs while another page is in front only as far as alarms go: no pane decodes then."""

    key: ClassVar[str] = "wall"

    def __init__(self, parts: Parts, session: Session, navigator: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(parts, session, navigator, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        actor, accounts = session.actor, parts.accounts
        self._cameras: dict[int, CameraView] = {}
        self._loaded = self._full = False
        self._tree_wanted = True
        self._tree_open = False  # over the wall, in a narrow window
        self._bridge = Bridge(self)
        self._errands = Errands(parts.tasks)
        self.book = LayoutBook(
            parts.layouts, parts.preferences, self._errands, actor,
            may_share=accounts.may(actor, Action.SHARE_LAYOUTS), parent=self,
        )  # fmt: skip
        self.facts = FactsWatch(parts.recording, self._errands, self)
        self.wall = WallView(parts.clock, self._open_view, self)
        self.bar, self.tree, self.status = WallBar(), CameraTree(self), StatusLine()
        self.dock = AlarmDock(may_open_incident=accounts.may(actor, Action.INCIDENT))
        self.alarms = AlarmDesk(parts, actor, navigator, self._errands, self.dock)
        self.acts = PaneActs(parts, session, navigator, self.wall, self._errands, self)
        self._beat = QTimer(self)
        self._beat.setInterval(_BEAT_MS)
        self._beat.timeout.connect(self.beat)
        self._build()
        self._connect()
        parts.cameras.on_change(self._camera_changed)
        self._load_cameras()

    def _build(self) -> None:
        may_add = self.parts.accounts.may(self.session.actor, Action.CONFIGURE_CAMERAS)
        add = Button(translate("wall", "Add cameras"), "primary", "plus") if may_add else None
        if add is not None:
            add.clicked.connect(lambda: self.navigator.show_page.emit("cameras"))
        hint = translate("wall", "Cameras appear here as soon as they are added.")
        self._empty = EmptyState("cctv", translate("wall", "No cameras yet"), hint, add)
        self.middle = QStackedWidget()
        self.middle.addWidget(self.wall)
        self.middle.addWidget(self._empty)
        centre = column(self.bar, spacing=0)
        centre.addWidget(self.middle, 1)
        centre.addWidget(self.status)
        self._sides = row(self.tree, spacing=0, parent=self)
        self._sides.addLayout(centre, 1)
        self._sides.addWidget(self.dock)
        QWidget.setTabOrder(self.tree.list, self.wall)
        QWidget.setTabOrder(self.wall, self.dock.scroll_area)

    def _connect(self) -> None:
        book, bar, wall, tree = self.book, self.bar, self.wall, self.tree
        book.changed.connect(self._show_book)
        book.failed.connect(self.navigator.fail)
        self.facts.changed.connect(self._facts_changed)
        self.facts.failed.connect(self.navigator.fail)
        bar.tab_chosen.connect(book.choose)
        bar.tab_added.connect(self._ask_new_tab)
        bar.rename_wanted.connect(self._ask_name)
        bar.close_wanted.connect(self._remove_tab)
        bar.lock_toggled.connect(lambda: book.set_locked(not book.current.locked))
        bar.grid_chosen.connect(self.set_grid)
        bar.tree_wanted.connect(self.toggle_tree)
        bar.full_screen_wanted.connect(lambda: self.navigator.full_screen_wanted.emit(not self._full))
        tree.hide_wanted.connect(self.toggle_tree)
        tree.camera_wanted.connect(self.put_camera)
        wall.camera_dropped.connect(lambda pane, camera: self._edit(lambda a: placed(a, pane, camera)))
        wall.panes_swapped.connect(lambda one, other: self._edit(lambda a: swapped(a, one, other)))
        wall.pane_emptied.connect(self._empty_pane)
        wall.enlarge_wanted.connect(self.acts.enlarge)
        wall.restore_wanted.connect(lambda: self.acts.enlarge(None))
        wall.selection_changed.connect(lambda _pane: self._selection_changed())
        wall.models_changed.connect(self._show_states)
        wall.handle_pressed.connect(self.acts.open_incident)
        wall.menu_wanted.connect(self._pane_menu)
        self.dock.incident.connect(self._incident_of_loss)
        self.navigator.show_camera.connect(self.show_camera)

    # Page

    def activate(self) -> None:
        """In front: panes run, the keyboard is on the wall."""
        self.wall.set_active(True)
        self._beat.start()
        self.beat()
        self.wall.setFocus()

    def deactivate(self) -> None:
        """Another page is in front: nothing is decoded; losses are still noticed from the recorder's state."""
        self.acts.leave()
        self.wall.set_active(False)

    def set_full_screen(self, on: bool) -> None:
        """Only the panes stay."""
        self._full = on
        self.bar.show_full_screen(on)
        self._arrange()

    def shutdown(self) -> None:
        """Stop everything and save the tabs."""
        self.parts.cameras.off_change(self._camera_changed)
        self._bridge.close()
        self._beat.stop()
        self.acts.shutdown()
        self.wall.close_views()
        self.book.flush()
        self._errands.close()

    # Cameras

    def _open_view(self, camera_id: int, width: int, height: int) -> LiveView:
        return self.parts.live.show(self.session.actor, camera_id, width, height)

    def _camera_changed(self, _camera_id: int) -> None:
        self._bridge.post(self._load_cameras)

    def _load_cameras(self) -> None:
        actor, cameras = self.session.actor, self.parts.cameras
        self._errands.submit(lambda: cameras.all(actor), self._take_cameras, self.navigator.fail)

    def _take_cameras(self, found: list[CameraView]) -> None:
        self._cameras = {view.id: view for view in found}
        self.tree.set_cameras(overview.tree_camera(view) for view in found)
        self.middle.setCurrentWidget(self.wall if found else self._empty)
        if not self._loaded:
            self._loaded = True
            self.book.load(list(self._cameras))
        else:
            self.book.set_cameras(self._cameras)
            self._show_book()
        self._facts_changed()

    def show_camera(self, camera_id: int) -> None:
        """Someone asked to watch this one: enlarged where it stands, or put into the selected pane first."""
        if self.wall.pane_of(camera_id) is None and not self.put_camera(camera_id):
            return
        self.acts.enlarge(self.wall.pane_of(camera_id))
        self.wall.setFocus()

    def put_camera(self, camera_id: int) -> bool:
        """Into the selected pane; a camera already on the wall is only selected."""
        there = self.wall.pane_of(camera_id)
        if there is not None:
            self.wall.select(there)
            return True
        pane = self.wall.selected
        return self._edit(lambda arrangement: placed(arrangement, pane, camera_id))

    # Arrangements

    def _edit(self, change: Callable[[Arrangement], Arrangement]) -> bool:
        if self.book.edit(change):
            return True
        self.navigator.notify(
            translate("wall", "This layout is locked"), translate("wall", "Unlock it to change panes"), "info"
        )
        return False

    def set_grid(self, grid: str) -> None:
        """Another layout for the tab in front."""
        if not self._edit(lambda arrangement: regridded(arrangement, grid, list(self._cameras))):
            self.bar.show_grid(self.book.current.grid)

    def _empty_pane(self, pane: int) -> None:
        before = self.book.current
        if self._edit(lambda arrangement: emptied(arrangement, pane)) and pane in before.cells:
            camera = before.cells[pane]
            view = self._cameras.get(camera)
            self.navigator.notify(
                translate("wall", "Taken off the wall"),
                view.label if view else "",
                "info",
                undo=lambda: self._put_back(before.key, pane, camera),
            )

    def _put_back(self, key: int, pane: int, camera: int) -> None:
        if self.book.current.key == key:
            self._edit(lambda arrangement: placed(arrangement, pane, camera))

    def _ask_new_tab(self) -> None:
        title, verb = translate("wall", "New layout"), translate("wall", "Create")
        name = translate("wall", "Layout {n}").format(n=len(self.book.tabs) + 1)
        NameDialog(title, verb, name, self.book.add, self).open()

    def _ask_name(self, at: int) -> None:
        if not 0 <= at < len(self.book.tabs):
            return
        tab = self.book.tabs[at]
        if tab.locked or not self.book.may_change(tab):
            self._edit(lambda arrangement: arrangement)
            return
        title, verb = translate("wall", "Rename layout"), translate("wall", "Rename")
        NameDialog(title, verb, tab.name, partial(self.book.rename, at), self).open()

    def _remove_tab(self, at: int) -> None:
        tab = self.book.remove(at)
        if tab is not None:
            gone = tab
            self.navigator.notify(
                translate("wall", "Layout removed"), tab.name, "info", undo=lambda: self.book.restore(gone)
            )
        else:
            text = translate("wall", "Unlock it first; the last layout always stays")
            self.navigator.notify(translate("wall", "This layout can't be removed"), text, "info")

    def _show_book(self) -> None:
        book, now = self.book, self.book.current
        cells = {pane: self._cameras[camera] for pane, camera in now.cells.items() if camera in self._cameras}
        self.wall.locked = not book.editable
        self.wall.show_cameras(now.layout, {pane: overview.pane_camera(view) for pane, view in cells.items()})
        self.bar.show_tabs(book.tabs, book.at)
        self.bar.show_grid(now.layout.name)
        self.bar.show_lock(locked=now.locked, may=book.may_change())
        self.bar.show_count(len(cells), len(self._cameras))
        self._show_states()
        self._selection_changed()

    # States, once a second and when something changed

    def beat(self) -> None:
        """A second has passed."""
        self.facts.beat()
        self._facts_changed(storage=False)

    def _facts_changed(self, *, storage: bool = True) -> None:
        mine, ptz = self.acts.controlled, self.parts.ptz
        recordings = self.facts.recordings
        self.wall.set_facts(
            {
                view.id: overview.facts_of(
                    view, recordings, ptz.holder(view.id) if view.ptz else None, mine=view.id == mine
                )
                for view in self._cameras.values()
            }
        )
        self._show_states()
        self._watch()
        if storage:
            self.status.set_recording(*overview.recorded_count(self._cameras.values(), recordings))
            known = self.facts.storage
            self.status.set_storage(known.free if known else None, known.days_left if known else None)

    def _show_states(self) -> None:
        models = self.wall.running_models()
        recordings = self.facts.recordings
        self.tree.set_states(
            {view.id: overview.tree_state(view, models.get(view.id), recordings) for view in self._cameras.values()}
        )

    def _watch(self) -> None:
        # Hidden panes decode nothing and their statuses mean nothing: only the recorder's word counts then.
        self.alarms.look(self._cameras.values(), self.wall.running_models(), self.facts.recordings)

    def _incident_of_loss(self, loss: Loss) -> None:
        if loss.camera_id in self._cameras:
            self.acts.open_incident_of(loss.camera_id, loss.began_us)

    # Selection, menu, keys

    def _selection_changed(self) -> None:
        camera = self.wall.cells.get(self.wall.selected)
        self.tree.select(camera.camera_id if camera else None)

    def _pane_menu(self, pane: int, where: QPoint) -> None:
        menu = self.acts.menu(pane, empty=partial(self._empty_pane, pane) if self.book.editable else None)
        menu.popup(where)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The wall's keys, wherever on the page the keyboard is. Text fields keep theirs."""
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif key == Qt.Key.Key_Space:
            self.alarms.acknowledge_top()
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.set_grid(KEYS[key.value - Qt.Key.Key_1.value])
        elif key == Qt.Key.Key_Escape and self._tree_open:
            self.toggle_tree()
        elif not self.acts.key(key):
            event.ignore()

    # Room

    @property
    def narrow(self) -> bool:
        """Whether the tree has no place of its own."""
        return self.window().width() < TREE_FROM

    def toggle_tree(self) -> None:
        """Show or hide the camera tree; in a narrow window it lies over the wall."""
        if self.narrow:
            self._tree_open = not self._tree_open
        else:
            self._tree_wanted = not self._tree_wanted
        self._arrange()
        if self.tree.isVisible():
            self.tree.search.setFocus()
        else:
            self.wall.setFocus()

    def _arrange(self) -> None:
        narrow, full = self.narrow, self._full
        self._tree_open = self._tree_open and narrow and not full
        beside = not narrow and self._tree_wanted and not full
        index = self._sides.indexOf(self.tree)
        if beside and index < 0:
            self._sides.insertWidget(0, self.tree)
        elif not beside and index >= 0:
            self._sides.removeWidget(self.tree)
        self.tree.setVisible(beside or self._tree_open)
        if self._tree_open:
            top = self.bar.height()
            self.tree.setGeometry(0, top, self.tree.width(), self.height() - top)
            self.tree.raise_()
        self.bar.tree_button.setVisible(not beside)
        self.bar.setVisible(not full)
        self.dock.setVisible(not full)
        self.dock.setFixedWidth(WIDE if self.window().width() >= _WIDE_DOCK_FROM else NARROW)
        self.status.setVisible(self.height() >= STATUS_FROM and not full)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tree, dock and status line have their place by size."""
        super().resizeEvent(event)
        self._arrange()

    def hideEvent(self, event: QHideEvent) -> None:
        """A camera that was being moved stops."""
        super().hideEvent(event)
        self.acts.leave()
