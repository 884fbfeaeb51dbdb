"""What is done with the selected pane: enlarge, move the camera, replay, mark, open an incident."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QCursor, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from vms.core.instants import SECOND, Span
from vms.services.accounts import Action
from vms.ui.errands import Errands
from vms.ui.icons import icon
from vms.ui.navigator import Navigator
from vms.ui.ptz.control import PtzControl
from vms.ui.ptz.overlay import MIN_HEIGHT, MIN_WIDTH, PtzOverlay
from vms.ui.ptz.tour_desk import TourDesk
from vms.ui.record_now import USUAL, RecordNow, begin_text, end_text
from vms.ui.session import Session
from vms.ui.wall.pane_painter import qrect
from vms.ui.wall.pane_state import PaneCamera, PaneState
from vms.ui.wall.panes import parts_of
from vms.ui.wall.picture_acts import BACK_S, MenuRow, PictureActs
from vms.ui.wall.picture_buttons import PaneTools
from vms.ui.wall.wall_view import WallView
from vms.video.framing import PLAIN, Framing

if TYPE_CHECKING:
    from vms.services.incident_views import IncidentView
    from vms.ui.parts import Parts

translate = QCoreApplication.translate
_REST_MS = 4000


class PaneActs(QObject):
    """Tools, keys and menu of one pane, and PTZ on it. GUI thread."""

    def __init__(
        self, parts: Parts, session: Session, navigator: Navigator, wall: WallView, errands: Errands, page: QWidget
    ) -> None:
        super().__init__(page)
        self._errands = errands
        self._parts, self._actor, self._navigator, self._wall = parts, session.actor, navigator, wall
        may = parts.accounts.may
        self._may_ptz = may(self._actor, Action.PTZ)
        self._may_replay = may(self._actor, Action.PLAY_BACK)
        self._may_incident = may(self._actor, Action.INCIDENT)
        self._may_cut = may(self._actor, Action.CUT_EVIDENCE)
        self.control = PtzControl(parts.ptz, parts.tasks, self._actor, self)
        self.tours = TourDesk(parts.ptz.tours, parts.tasks, self._actor, navigator, self)
        self.overlay = PtzOverlay(self.control, self.tours, wall)
        self.overlay.shown = self._shown
        self.overlay.whole_wanted.connect(lambda: wall.hands.whole(wall.selected))
        self.control.taken.connect(self._control_taken)
        self.control.timed_out.connect(self._control_timed_out)
        self._record = RecordNow(parts, session, navigator)
        self.picture = PictureActs(parts, session, navigator, wall, errands, self)
        self.tools = PaneTools(
            may_replay=self._may_replay, may_incident=self._may_incident, may_still=self.picture.may_still, parent=wall
        )
        self._hovered = False
        self._rest = QTimer(self)  # a pointer left lying on the wall must not cover the picture for hours
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(lambda: self._hover(False))
        self.control.changed.connect(self._place)
        wall.layout_shown.connect(self._place)
        wall.selection_changed.connect(lambda _pane: self._selection_changed())
        wall.models_changed.connect(self._model_changed)
        wall.keys_first = self._first_key
        wall.installEventFilter(self)
        self.tools.replay.connect(self.picture.replay)
        self.tools.still.connect(self.picture.still)
        self.tools.mark.connect(self.mark)
        self.tools.incident.connect(lambda: self.open_incident(wall.selected))
        self.tools.ptz.connect(self.toggle_ptz)
        self.tools.enlarge.connect(lambda: self.enlarge(None if wall.enlarged is not None else wall.selected))

    @property
    def controlled(self) -> int | None:
        """The camera that this window moves."""
        return self.control.camera_id if self.control.ready else None

    def leave(self) -> None:
        """The page goes to the back: give the camera back."""
        self.control.end()
        self._hover(False)
        self._place()

    def shutdown(self) -> None:
        """Before the page goes."""
        self._rest.stop()
        self.overlay.let_go()
        self.overlay.stick.set_on(False)
        self.tours.close()
        self.control.close()

    # Enlarging

    def enlarge(self, pane: int | None) -> None:
        """Let a pane fill the wall, or go back."""
        if pane is None and self.overlay.isVisible() and self._too_small(self._wall.selected):
            self.control.end()
        self._wall.enlarge(pane)

    # PTZ

    def toggle_ptz(self) -> None:
        """P: take the selected camera, or give it back."""
        if self.control.camera_id is not None:
            self.control.end()
            return
        camera = self._wall.cells.get(self._wall.selected)
        if camera is None or not camera.ptz:
            self._navigator.notify(
                translate("wall", "This camera can't be moved"), camera.name if camera else "", "info"
            )
            return
        if not self._may_ptz:
            self._navigator.notify(translate("wall", "No right to move cameras"), state="info")
            return
        if self._room(self._wall.selected) is None or self._too_small(self._wall.selected):
            self._wall.enlarge(self._wall.selected)
        self.control.begin(camera.camera_id)
        self._wall.setFocus()

    def _shown(self) -> tuple[QRectF, Framing]:
        """Where in the overlay the picture lies, and which part of the camera's picture it is."""
        pane = self._wall.selected
        feed, place = self._wall.feed(pane), self._wall.picture_place(pane)
        framing = feed.framing if feed is not None else PLAIN
        if place is None:
            return QRectF(self.overlay.rect()), framing
        corner = self.overlay.pos()
        return QRectF(place.x - corner.x(), place.y - corner.y(), place.w, place.h), framing

    def _control_taken(self, who: str) -> None:
        self._navigator.notify(translate("wall", "{who} has taken the control").format(who=who), state="warn")

    def _control_timed_out(self) -> None:
        self._navigator.notify(
            translate("wall", "The control was given back"),
            translate("wall", "Nothing was pressed for a while"),
            "info",
        )

    def _too_small(self, pane: int) -> bool:
        """Whether joystick and presets find no room in the pane as it is in the layout."""
        enlarged = self._wall.enlarged is not None
        room = None if enlarged else self._room(pane)
        if room is None:
            return True
        return room.width() < MIN_WIDTH or room.height() < MIN_HEIGHT

    def _first_key(self, event: QKeyEvent, pressed: bool) -> bool:
        if self.overlay.isVisible() and self.overlay.key(event, pressed):
            return True
        return self.picture.first_key(event, pressed)

    def _selection_changed(self) -> None:
        camera = self._wall.cells.get(self._wall.selected)
        if self.control.camera_id is not None and (camera is None or camera.camera_id != self.control.camera_id):
            self.control.end()
        self._place()

    def _model_changed(self) -> None:
        pane = self._wall.selected
        if self.control.camera_id is not None and self._wall.model(pane).state is PaneState.no_right:
            self.control.end()

    # Other acts

    def key(self, key: Qt.Key) -> bool:
        """A key of the page; whether it was one of ours."""
        acts: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_P: self.toggle_ptz,
            Qt.Key.Key_M: self.mark,
            **self.picture.keys(),
        }
        act = acts.get(key)
        if act is None:
            return False
        act()
        return True

    def _camera(self) -> int | None:
        camera = self._wall.cells.get(self._wall.selected)
        return camera.camera_id if camera else None

    def mark(self) -> None:
        """M: this moment of the selected camera."""
        camera = self._camera()
        if camera is not None and self._may_replay:
            self._navigator.mark.emit(camera, self.picture.instant(self._wall.selected))

    def open_archive(self) -> None:
        """The last 30 seconds of the selected camera, on the archive page."""
        camera = self._camera()
        if camera is not None and self._may_replay:
            self._navigator.open_archive.emit(camera, self.picture.instant(self._wall.selected) - BACK_S * SECOND)

    def open_incident(self, pane: int) -> None:
        """An incident from the last 30 seconds of a pane."""
        camera = self._wall.cells.get(pane)
        if camera is not None:
            self.open_incident_of(camera.camera_id, self.picture.instant(pane))

    def open_incident_of(self, camera_id: int, instant_us: int) -> None:
        """The same for a camera and a moment."""
        if not self._may_incident:
            return
        incidents, actor = self._parts.incidents, self._actor

        def opened(view: IncidentView) -> None:
            self._opened(view)
            self._cut(view, camera_id, instant_us)

        self._errands.submit(
            lambda: incidents.open_from_wall(actor, camera_id, instant_us, BACK_S), opened, self._navigator.fail
        )

    def _cut(self, view: IncidentView, camera_id: int, instant_us: int) -> None:
        """The last seconds as the incident's first clip; the hold stands whether or not this works."""
        if not self._may_cut:
            return
        clip_jobs, actor = self._parts.clip_jobs, self._actor
        span = Span(instant_us - BACK_S * SECOND, instant_us)
        self._errands.submit(
            lambda: clip_jobs.ask(actor, [camera_id], span, view.id),
            lambda _job: self._navigator.jobs_asked.emit(),
            self._navigator.fail,
        )

    def _opened(self, view: IncidentView) -> None:
        self._navigator.notify(
            translate("wall", "Incident {code} opened").format(code=view.code),
            translate("wall", "The footage of the last {n} s is kept").format(n=BACK_S),
            action=translate("wall", "Show incident"),
            act=lambda: self._navigator.show_incident.emit(view.id),
        )

    def menu(self, pane: int, empty: Callable[[], None] | None) -> QMenu:
        """Everything that can be done with a pane; deletes itself when it closes."""
        menu = QMenu(self._wall)
        menu.aboutToHide.connect(menu.deleteLater)
        camera = self._wall.cells.get(pane)
        if camera is None:
            menu.addAction(translate("wall", "Drag a camera here")).setEnabled(False)
            return menu
        for row in self._rows(pane, camera, empty):
            if row.act is not None:
                act = menu.addAction(row.text)
                act.triggered.connect(lambda _on=False, run=row.act: run())
                if row.checked is None:
                    act.setIcon(icon(row.icon))
                else:  # the tick stands where the icon would
                    act.setCheckable(True)
                    act.setChecked(row.checked)
        return menu

    def _rows(self, pane: int, camera: PaneCamera, empty: Callable[[], None] | None) -> list[MenuRow]:
        replayed, incident = self._may_replay, partial(self.open_incident, pane)
        return [
            MenuRow(
                "fullscreen",
                translate("wall", "Enlarge or back (Enter)"),
                lambda: self.enlarge(None if self._wall.enlarged is not None else pane),
            ),
            MenuRow("arrow-all", translate("wall", "Move the camera (P)"), self.toggle_ptz if camera.ptz else None),
            *self.picture.rows(pane),
            MenuRow(
                "open-in-app",
                translate("wall", "The last 30 seconds in playback"),
                self.open_archive if replayed else None,
            ),
            MenuRow("bookmark-outline", translate("wall", "Mark this moment (M)"), self.mark if replayed else None),
            *self._record_rows(pane, camera),
            MenuRow(
                "folder-plus",
                translate("wall", "Open an incident from the last 30 seconds"),
                incident if self._may_incident else None,
            ),
            MenuRow("sync", translate("wall", "Try again now"), self._retry(pane)),
            MenuRow("close", translate("wall", "Take off the wall (Delete)"), empty),
        ]

    def _record_rows(self, pane: int, camera: PaneCamera) -> list[MenuRow]:
        feed = self._wall.feed(pane)
        if feed is None or not self._record.may or not camera.record:
            return []
        until, number = feed.facts.by_hand, camera.camera_id
        rows = [MenuRow("record-circle", begin_text(USUAL), partial(self._record.begin, number, camera.label))]
        if until is not None:
            rows.append(MenuRow("stop-circle", end_text(until), partial(self._record.end, number, camera.label)))
        return rows

    def _retry(self, pane: int) -> Callable[[], None] | None:
        feed = self._wall.feed(pane)
        lost = (PaneState.refused, PaneState.offline, PaneState.stalled)
        return feed.retry if feed is not None and feed.model.state in lost else None

    # Placing

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The tools show while the pointer is on the wall; a lost keyboard focus stops the camera."""
        kind = event.type()
        if kind in (QEvent.Type.Enter, QEvent.Type.MouseMove):
            self._hover(True)
        elif kind == QEvent.Type.Leave:
            self._hover(self._wall.rect().contains(self._wall.mapFromGlobal(QCursor.pos())))
        elif kind == QEvent.Type.FocusOut and self.overlay.isVisible():
            self.overlay.let_go()
        return super().eventFilter(watched, event)

    def _hover(self, on: bool) -> None:
        if on:
            self._rest.start()
        else:
            self._rest.stop()
        if on != self._hovered:
            self._hovered = on
            self._place()

    def _room(self, pane: int) -> QRect | None:
        rect = self._wall.pane_rect(pane)
        return None if rect is None else qrect(parts_of(rect, self._wall.model(pane)).room)

    def _place(self) -> None:
        pane = self._wall.selected
        camera, room = self._wall.cells.get(pane), self._room(pane)
        moving = self._wall.busy = self.control.camera_id is not None
        if camera is None or room is None:
            self.tools.hide()
            self.overlay.hide()
            return
        if moving and camera.camera_id == self.control.camera_id:
            self.overlay.place(room)
            self.overlay.show()
            self.overlay.raise_()
        else:
            self.overlay.hide()
        self.tools.set_ptz(can=camera.ptz and self._may_ptz, on=moving)
        if self._hovered or moving:
            self.tools.place(room)
        else:
            self.tools.hide()
