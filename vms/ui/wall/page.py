"""The wall's page: assembles tree, bar, panes, alarms and status line, and passes what they say to each other."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QCoreApplication, QPoint, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from vms.services.accounts import Action
from vms.services.health import processor_percent
from vms.ui import theme
from vms.ui.alarms.desk import AlarmDesk
from vms.ui.alarms.dock import NARROW, WIDE
from vms.ui.arrange import column, row
from vms.ui.bridge import Bridge
from vms.ui.controls import Button, EmptyState
from vms.ui.errands import Errands
from vms.ui.layouts.bar import WallBar
from vms.ui.layouts.book import LayoutBook
from vms.ui.layouts.tab_acts import TabActs
from vms.ui.layouts.tour_desk import TourDesk
from vms.ui.layouts.tour_plan import TourCamera
from vms.ui.navigator import Navigator
from vms.ui.page import Page
from vms.ui.session import Session
from vms.ui.wall import overview
from vms.ui.wall.camera_tree import CameraTree
from vms.ui.wall.facts_watch import FactsWatch
from vms.ui.wall.glass import WallStage, card
from vms.ui.wall.pane_acts import PaneActs
from vms.ui.wall.pane_state import PaneState
from vms.ui.wall.status_line import StatusLine
from vms.ui.wall.tree_rows import Grouping
from vms.ui.wall.tree_states import TreeStates
from vms.ui.wall.wall_view import WallView

if TYPE_CHECKING:
    from vms.services.alarms import AlarmView
    from vms.services.cameras import CameraView
    from vms.services.live import LiveView
    from vms.ui.parts import Parts

translate = QCoreApplication.translate
TREE_FROM = 1500  # narrower windows show the tree over the wall, on demand
STATUS_FROM = 900  # page height on a screen of 1080 lines, less bars
_WIDE_DOCK_FROM = 1700
_BEAT_MS = 1000


class WallPage(Page):
    """See ``Page``. Behind another page it runs as far as alarms go: no pane decodes then.

    ``place`` 0 is the page of the main window; the other windows of the wall have one each, which shows alarms in its
    panes and leaves their list, their sounds and the watch over losses to the main one.
    """

    key: ClassVar[str] = "wall"

    def __init__(
        self, parts: Parts, session: Session, navigator: Navigator, parent: QWidget | None = None, place: int = 0
    ) -> None:
        super().__init__(parts, session, navigator, parent)
        self.place = place
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        actor, accounts = session.actor, parts.accounts
        self._cameras: dict[int, CameraView] = {}
        self._loaded = self._full = False
        self._tree_wanted = True
        self._tree_states = TreeStates()
        self._tree_open = False  # over the wall, in a narrow window
        self._bridge = Bridge(self)
        self._errands = Errands(parts.tasks)
        self.book = LayoutBook(
            parts.layouts, parts.preferences, self._errands, actor,
            may_share=accounts.may(actor, Action.SHARE_LAYOUTS), place=place, parent=self,
        )  # fmt: skip
        self.facts = FactsWatch(parts.recording, self._errands, self)
        self.wall = WallView(parts.clock, self._open_view, self)
        self.wall.place = place
        self.bar, self.tree, self.status = WallBar(), CameraTree(self), StatusLine()
        self.alarms = AlarmDesk(parts, actor, navigator, self._errands, self, leads=not place)
        self.dock = self.alarms.dock
        self.acts = PaneActs(parts, session, navigator, self.wall, self._errands, self)
        self._beat = QTimer(self)
        self._beat.setInterval(_BEAT_MS)
        self._beat.timeout.connect(self.beat)
        self.tours = TourDesk(self.book, self.wall, parts.clock, self)
        self.tours.moving = lambda: self.acts.controlled
        self._build()
        self.tabs = TabActs(self.book, self.bar, self.wall, self.tours, navigator, self, self.middle)
        self._connect()
        parts.cameras.on_change(self._camera_changed)
        self._load_cameras()
        self._beat.start()  # alarms count from the first moment, whichever page is in front

    def _build(self) -> None:
        may_add = self.parts.accounts.may(self.session.actor, Action.CONFIGURE_CAMERAS)
        add = Button(translate("wall", "Add cameras"), "primary", "plus") if may_add else None
        if add is not None:
            add.clicked.connect(lambda: self.navigator.show_page.emit("cameras"))
        hint = translate("wall", "Cameras appear here as soon as they are added.")
        self._empty = EmptyState("cctv", translate("wall", "No cameras yet"), hint, add)
        self.stage = WallStage(self.wall, on_card=self.session.on_card and bool(card()))
        self.middle = QStackedWidget()
        self.middle.addWidget(self.stage)
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
        book.loaded.connect(self._restore)
        self.tours.changed.connect(self._show_book)
        bar.tree_wanted.connect(self.toggle_tree)
        bar.window_wanted.connect(self.navigator.window_wanted)
        bar.full_screen_wanted.connect(lambda: self.navigator.full_screen_wanted.emit(not self._full))
        tree.hide_wanted.connect(self.toggle_tree)
        tree.camera_wanted.connect(self.put_camera)
        wall.enlarge_wanted.connect(self.acts.enlarge)
        wall.restore_wanted.connect(lambda: self.acts.enlarge(None))
        wall.selection_changed.connect(lambda _pane: self._selection_changed())
        wall.models_changed.connect(self._show_states)
        wall.handle_pressed.connect(self._handle)
        wall.menu_wanted.connect(self._pane_menu)
        self.alarms.incident.connect(self._incident_of_alarm)
        self.alarms.show_camera.connect(self.show_camera)
        self.navigator.show_camera.connect(self.show_camera)
        self.navigator.acknowledge_wanted.connect(self._acknowledge_for_others)

    # Page

    def activate(self) -> None:
        """In front: panes run, the keyboard is on the wall."""
        self.wall.set_active(True)
        self.tours.start()
        self.beat()
        self.wall.setFocus()

    def deactivate(self) -> None:
        """Another page is in front: nothing is decoded; losses are still noticed from the recorder's state."""
        self.acts.leave()
        self.tours.stop()
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
        self.tours.stop()
        self.book.note_state(self._state())
        self.acts.shutdown()
        self.alarms.close()
        self.wall.close_views()
        self.stage.shutdown()
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
        self.tours.cameras = {view.id: overview.pane_camera(view) for view in found}
        self.tabs.cameras = [TourCamera(view.id, view.label, view.area) for view in found]
        self.tree.set_cameras(overview.tree_camera(view) for view in found)
        self.middle.setCurrentWidget(self.stage if found else self._empty)
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
        """Into the selected pane or the next free one; a camera already on the wall is only selected."""
        return self.tabs.put(camera_id)

    # Arrangements

    def set_grid(self, grid: str) -> None:
        """Another layout for the tab in front."""
        self.tabs.set_grid(grid)

    def _show_book(self) -> None:
        book, now = self.book, self.book.current
        shown = self.tours.shown(now)
        cells = {pane: self.tours.cameras[camera] for pane, camera in shown.items() if camera in self.tours.cameras}
        self.wall.locked = not book.editable
        self.wall.show_cameras(now.layout, cells)
        self.tours.tell()
        self.bar.show_tabs(book.tabs, book.at, may_share=book.may_share)
        self.bar.show_grid(now.layout.name)
        self.bar.show_lock(locked=now.locked, may=book.may_change())
        self.bar.show_count(len(set(shown.values())), len(self._cameras))
        self._show_states()
        self._selection_changed()

    def _state(self) -> dict[str, Any]:
        more = {"selected": self.wall.selected, "enlarged": self.wall.enlarged, "grouping": self.tree.grouping.value}
        return {**self.tours.state(), **more}

    def _restore(self) -> None:
        """As the wall was left: tours, the selected and the enlarged pane."""
        state = self.book.state
        self.tours.restore(state)
        if state.get("grouping") in set(Grouping):
            self.tree.set_grouping(Grouping(state["grouping"]))
        self._show_book()
        self.wall.select(int(state.get("selected") or 0))
        self.wall.enlarge(state.get("enlarged"))

    # States, once a second and when something changed

    def beat(self) -> None:
        """A second has passed."""
        self.facts.beat()
        self.acts.picture.beat()
        self._facts_changed(storage=False)
        reduced = sum(model.state is PaneState.reduced for model in self.wall.running_models().values())
        self.status.set_load(processor_percent(), reduced)

    def _facts_changed(self, *, storage: bool = True) -> None:
        mine, ptz = self.acts.controlled, self.parts.ptz
        recordings, tampers, watched = self.facts.recordings, self.alarms.tampers(), self.parts.tamper_watch.states()
        self.wall.set_facts(
            {
                view.id: overview.facts_of(
                    view,
                    recordings,
                    ptz.holder(view.id) if view.ptz else None,
                    ptz.tour_on(view.id) if view.ptz else "",
                    mine=view.id == mine,
                    tamper=tampers.get(view.id),
                    watched=watched.get(view.id),
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
        recordings, tampers = self.facts.recordings, self.alarms.tampers()
        self.tree.set_states(self._tree_states.of(self._cameras.values(), models, recordings, tampers))

    def _watch(self) -> None:
        # Hidden panes decode nothing and their statuses mean nothing: only the recorder's word counts then.
        self.alarms.look(self._cameras.values(), self.wall.running_models(), self.facts.recordings)
        self.tours.show_alarm(self.alarms.newest_camera)

    def _incident_of_alarm(self, alarm: AlarmView) -> None:
        if alarm.camera_id in self._cameras:
            self.acts.open_incident_of(alarm.camera_id, alarm.began_us)

    def _handle(self, pane: int) -> None:
        """The button in a pane's alarm band."""
        camera = self.wall.cells.get(pane)
        if camera is not None and not self.alarms.handle(camera.camera_id):
            self.acts.open_incident(pane)

    # Selection, menu, keys

    def _selection_changed(self) -> None:
        camera = self.wall.cells.get(self.wall.selected)
        self.tree.select(camera.camera_id if camera else None)

    def _pane_menu(self, pane: int, where: QPoint) -> None:
        plain = self.book.editable and self.book.current.plain(pane)
        menu = self.acts.menu(pane, empty=partial(self.tabs.empty, pane) if plain else None)
        self.tabs.extend_menu(menu, pane)
        menu.popup(where)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The wall's keys, wherever on the page the keyboard is. Text fields keep theirs."""
        key = Qt.Key(event.key())
        if self.tabs.key(event):
            return
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif key == Qt.Key.Key_Space:
            self._acknowledge()
        elif key == Qt.Key.Key_A and not self.place:
            self.alarms.focus_dock()
        elif key == Qt.Key.Key_Escape and self._tree_open:
            self.toggle_tree()
        elif not self.acts.key(key):
            event.ignore()

    def _acknowledge(self) -> None:
        """Space: the alarm on top; from another window of the wall too."""
        if self.place:
            self.navigator.acknowledge_wanted.emit()
        else:
            self._acknowledge_for_others()

    def _acknowledge_for_others(self) -> None:
        if not self.place:
            self.alarms.acknowledge_top()
            self._facts_changed(storage=False)  # the border stops at once

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
        self.dock.setVisible(not full and not self.place)
        self.dock.setFixedWidth(theme.length(WIDE if self.window().width() >= _WIDE_DOCK_FROM else NARROW))
        self.status.setVisible(self.height() >= STATUS_FROM and not full)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tree, dock and status line have their place by size."""
        super().resizeEvent(event)
        self._arrange()

    def hideEvent(self, event: QHideEvent) -> None:
        """A camera that was being moved stops."""
        super().hideEvent(event)
        self.acts.leave()
