"""The playback page: chooses cameras and an instant, plays them together, marks a stretch, and hands it to the acts."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from vms.core.errors import NotAllowed
from vms.core.instants import DAY, Span, day_span, local_date
from vms.services.cameras import CameraView
from vms.ui.archive.acts import Acts
from vms.ui.archive.camera_list import MOST
from vms.ui.archive.jumps import Jumps
from vms.ui.archive.keys import key_acts
from vms.ui.archive.line_loader import LineLoader
from vms.ui.archive.live_panes import LivePanes
from vms.ui.archive.marks import Marks
from vms.ui.archive.opening import Opening
from vms.ui.archive.page_facts import PageFacts
from vms.ui.archive.page_state import PREFERENCE, PageState, kept, read
from vms.ui.archive.playback import Playback
from vms.ui.archive.search_seam import SearchSeam
from vms.ui.archive.selection import Selection, mark_in, mark_out
from vms.ui.archive.view import ArchiveView
from vms.ui.arrange import column
from vms.ui.imports.drop import FileDrop
from vms.ui.messages import headline
from vms.ui.navigator import Navigator
from vms.ui.page import Page
from vms.ui.parts import Parts
from vms.ui.recorders.fetching import FetchBar
from vms.ui.session import Session

translate = QCoreApplication.translate

_REFRESH_MS = 5000  # today's line grows while one looks at it
_YEAR = 366 * DAY


class ArchivePage(Page):
    """Looks back. The reason is asked before the first picture and can be changed; every viewing is logged with it."""

    key = "archive"

    def __init__(self, parts: Parts, session: Session, navigator: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(parts, session, navigator, parent)
        self.setProperty("kind", "page")
        self.view = ArchiveView(local_date(parts.clock.now_us()))
        self.fetching = FetchBar(parts, session, self)
        column(self.view, self.fetching, spacing=0, parent=self)
        self.acts = Acts(parts, session, navigator, self)
        self.playback = Playback(parts, session, self.view.grid, self)
        self.live = LivePanes(parts, session, self.view.grid, self)
        self.loader = LineLoader(parts, session, self.view.timeline, self)
        self.facts = PageFacts(parts, session, navigator, self.view)
        self.opening = Opening(parts, session, self.view, self.playback, self.facts, self._line_failed)
        self.jumps = Jumps(parts, session, navigator, self.view.cameras, self.playback, self.seek)
        self._reason = ""
        self._cameras: dict[int, CameraView] = {}
        self._was_here = False
        self.marks = Marks(parts, navigator, self.view, self.playback, self.facts, self.acts, self.cameras)
        self._refresh = QTimer(self)
        self._refresh.setInterval(_REFRESH_MS)
        self._refresh.timeout.connect(self._look_again)
        self._connect()
        self._connect_buttons()
        self._keys = key_acts(self)
        FileDrop(self, lambda paths: navigator.files_dropped.emit(paths, 0))
        self.search = self._join_search()
        navigator.open_archive.connect(self.open_at)

    def _connect(self) -> None:
        view, acts = self.view, self.acts
        view.calendar.chosen.connect(self._go_to_day)
        view.calendar.month_changed.connect(lambda _month: self.facts.load_month())
        view.cameras.changed.connect(self._cameras_changed)
        view.cameras.refused.connect(self._tell_most)
        view.goto.entered.connect(self._go_to_typed)
        view.form.given.connect(self.take_reason)
        view.banner.change_wanted.connect(lambda: view.ask(self._reason))
        view.timeline.sought.connect(self.seek)
        view.timeline.scrubbed.connect(self._scrub)
        view.timeline.stretched.connect(self.marks.stretch)
        view.timeline.hovered.connect(lambda instant, x: view.point_at(view.cameras.camera_id, instant, x))
        view.timeline.window_changed.connect(self._window_changed)
        view.thumbs.sought.connect(self.seek)
        view.grid.chosen.connect(view.cameras.choose)
        view.live.clicked.connect(self.toggle_live)
        view.side.mark_opened.connect(self._open_mark)
        view.side.incident_wanted.connect(lambda: self.marks.with_span(acts.open_incident))
        view.side.hold_wanted.connect(lambda: self.marks.with_span(acts.hold))
        view.side.cut_wanted.connect(lambda: self.marks.with_span(acts.cut))
        acts.changed.connect(self._facts_changed)
        self.loader.loaded.connect(self._line_loaded)
        self.loader.failed.connect(self._line_failed)

    def _connect_buttons(self) -> None:
        play, buttons = self.playback, self.view.transport
        self.fetching.arrived.connect(self._copied)
        play.moved.connect(self._follow)
        play.playing_changed.connect(buttons.set_playing)
        play.speed_changed.connect(buttons.set_speed)
        play.synced_changed.connect(buttons.set_synced)
        buttons.play_toggled.connect(self.toggle)
        buttons.reversed.connect(self.backwards)
        buttons.stepped.connect(self.step)
        buttons.jumped.connect(self.jumps.happened)
        buttons.speed_changed.connect(play.set_speed)
        buttons.sync_toggled.connect(self.toggle_sync)
        buttons.loop_toggled.connect(self.marks.toggle_loop)
        buttons.marked_in.connect(lambda: self.marks.set(mark_in))
        buttons.marked_out.connect(lambda: self.marks.set(mark_out))
        buttons.bookmarked.connect(self.marks.bookmark)
        buttons.still_wanted.connect(self.marks.still)

    def _join_search(self) -> SearchSeam:
        view = self.view
        seam = SearchSeam(
            self,
            view.side.marks_list,
            lambda: "" if view.asks else self._reason,
            lambda: (view.cameras.camera_id, self.playback.position),
            self._facts_changed,
        )
        seam.stand_in(view.side.head, view.transport.more, 0)
        return seam

    # The page's life

    def activate(self) -> None:
        """Read cameras and facts anew; go on where it stood."""
        self._read_cameras()
        self.view.calendar.set_today(local_date(self.parts.clock.now_us()))
        self._set_bounds()
        self.facts.load_month()
        if not self._reason:
            self.view.ask("")
        else:
            self._cameras_changed()
        self.playback.set_active(not self.live.on)
        self._refresh.start()

    def deactivate(self) -> None:
        """Neither plays nor polls while another page is in front; where it stands is remembered."""
        self._refresh.stop()
        self._leave_live()
        self.search.hide()
        self.playback.set_active(False)
        self.loader.stop()
        if self._reason:
            actor, preferences, state = self.session.actor, self.parts.preferences, kept(self.state)
            self.facts.ask(lambda: preferences.set(actor, PREFERENCE, state), lambda _: None, self.navigator.fail)

    def shutdown(self) -> None:
        """Close the player; late answers find nobody."""
        self._refresh.stop()
        self.acts.stop()
        self.jumps.stop()
        self.search.close()
        self.fetching.stop()
        self.facts.close()
        self.loader.close()
        self.live.stop()
        self.opening.close()

    @property
    def state(self) -> PageState:
        """Where the page stands."""
        cameras, window = self.view.cameras, self.view.timeline.scale.window
        return PageState(
            tuple(cameras.shown), cameras.camera_id, self.playback.position, window.length, self.playback.synced
        )

    def open_at(self, camera_id: int, instant: object) -> None:
        """Show a camera at an instant, from the wall or an incident; that is a reason of its own."""
        assert isinstance(instant, int)
        if not self._cameras:
            self._read_cameras()
        self._leave_live()
        self.opening.wanted, self.opening.play_at_once = instant, True
        if camera_id not in self.view.cameras.shown:
            self.view.cameras.show_only([camera_id])
        else:
            self.view.cameras.choose(camera_id)
        if not self._reason:
            self._set_reason(translate("Archive", "Look again at what was just seen"))
        self._cameras_changed()

    def _read_cameras(self) -> None:
        """Also those out of use, behind the others: what they recorded is still there."""
        found = self.parts.cameras.all(self.session.actor, removed=True)
        ordered = sorted(found, key=lambda camera: camera.removed_us is not None)
        self._cameras = {camera.id: camera for camera in ordered}
        self.view.cameras.blockSignals(True)
        self.view.cameras.show_cameras(ordered)
        if not self._was_here:
            self._was_here = True
            state = read(self.parts.preferences.get(self.session.actor, PREFERENCE))
            self.opening.remember(state)
            known = [one for one in state.cameras if one in self._cameras]
            self.view.cameras.show_only(known or [camera.id for camera in ordered[:1]], state.chosen)
        self.view.cameras.blockSignals(False)

    # The reason

    def take_reason(self, reason: str) -> None:
        """A new reason: what is open is opened again, so that the log has it."""
        self.opening.again()
        self._set_reason(reason)
        self._cameras_changed()

    def _set_reason(self, reason: str) -> None:
        self._reason = reason
        self.view.banner.show_reason(reason, self.parts.clock.now_us())
        self.view.watch()

    # Cameras

    def cameras(self) -> list[CameraView]:
        """Those that are shown, the chosen one first: it says where."""
        chosen = self._camera()
        return [] if chosen is None else [chosen, *(one for one in self._shown() if one != chosen)]

    def _shown(self) -> list[CameraView]:
        return [self._cameras[one] for one in self.view.cameras.shown if one in self._cameras]

    def _camera(self) -> CameraView | None:
        chosen = self.view.cameras.camera_id
        return None if chosen is None else self._cameras.get(chosen)

    def _cameras_changed(self) -> None:
        """Other cameras are ticked, or another is the chosen one."""
        shown, chosen = self._shown(), self._camera()
        self.view.grid.show_cameras(shown, chosen.id if chosen else None)
        self.view.thumbs.show_window(chosen.id if chosen else None, self.view.timeline.scale.window)
        self.facts.show_cameras(shown)
        self.marks.show()
        if not self._reason:
            return
        self.loader.show_cameras(shown, chosen)
        if chosen is None:
            self.opening.close()
            none, words = (
                translate("Archive", "No cameras yet"),
                translate("Archive", "No camera is ticked. Tick one in the list on the left."),
            )
            self.view.grid.empty.show_message("cctv", words if self._cameras else none)
            return
        self.live.follow()
        self._set_bounds()
        self.opening.show(shown, chosen, self._reason)

    def _tell_most(self) -> None:
        words = translate("Archive", "At most {count} cameras are shown together").format(count=MOST)
        self.navigator.notify(words, translate("Archive", "Untick one first."), "info")

    def choose_pane(self, at: int) -> None:
        """The camera of the pane with this number becomes the chosen one."""
        shown = self.view.cameras.shown
        if at < len(shown):
            self.view.cameras.choose(shown[at])

    def toggle_enlarged(self) -> None:
        """The chosen pane alone, or all again."""
        grid = self.view.grid
        grid.enlarge(None if grid.alone is not None else self.view.cameras.camera_id)

    @property
    def selection(self) -> Selection:
        """The marks."""
        return self.marks.selection

    # Facts

    def _look_again(self) -> None:
        if not self.view.asks and not self.live.on:
            self.loader.refresh()

    def _facts_changed(self) -> None:
        self.loader.refresh()
        self.facts.load_marks(again=True)
        self.facts.load_month()
        self.marks.show()

    def _line_loaded(self) -> None:
        self._set_bounds()
        rows = [one.row for one in self.view.timeline.rows]
        seen = (("hidden", any(row.hidden for row in rows)), ("foreign", any(row.foreign for row in rows)))
        self.view.legend.show_rare(tuple(kind for kind, there in seen if there))

    def _set_bounds(self) -> None:
        """From a year ago, or the oldest footage, to the end of today."""
        now = self.parts.clock.now_us()
        first = min(self.loader.oldest or now, now - _YEAR)
        self.view.timeline.set_bounds(Span(day_span(local_date(first)).start, day_span(local_date(now)).end))

    def _window_changed(self) -> None:
        window = self.view.timeline.scale.window
        self.view.legend.show_zoom(window.length)
        self.view.thumbs.show_window(self.view.cameras.camera_id, window)

    def _line_failed(self, error: Exception) -> None:
        self.view.timeline.clear()
        if isinstance(error, NotAllowed):
            for pane in self.view.grid.panes.values():
                pane.show_message("lock", headline(error))
        else:
            self.navigator.fail(error)

    # Moving

    def seek(self, instant: int) -> None:
        """Go to an instant; what is live becomes the past. What only another recorder has is copied here first."""
        self.fetching.look(self.view.cameras.camera_id, instant, self._reason)
        self._scrub(instant)

    def _scrub(self, instant: int) -> None:
        self._leave_live()
        self.playback.seek(min(instant, self.parts.clock.now_us()))

    def _copied(self, camera_id: int, instant: object) -> None:
        """What another recorder had is here now: go to where somebody wanted to be."""
        assert isinstance(instant, int)
        if camera_id == self.view.cameras.camera_id and self._reason:
            self.opening.wanted, self.opening.play_at_once = instant, self.playback.playing
            self.opening.close()
            self._cameras_changed()

    def _go_to_day(self, day: date) -> None:
        if self._reason:
            self.jumps.day(day, self.view.timeline.show_window)

    def _go_to_typed(self, instant: int) -> None:
        self.seek(instant)
        self.view.timeline.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_mark(self, camera_id: int, instant: int) -> None:
        self.view.cameras.choose(camera_id)
        self.seek(instant)

    def _follow(self, instant: int) -> None:
        if self.playback.playing:
            self.fetching.follow(self.view.cameras.camera_id, instant, self._reason)
        self.view.timeline.set_head(instant)
        self.view.thumbs.set_head(instant)
        self.view.goto.show_instant(instant)
        self.facts.show_day(local_date(instant))

    def toggle(self) -> None:
        """Play or pause."""
        self._leave_live()
        self.playback.toggle()

    def step(self, way: int) -> None:
        """One picture."""
        self._leave_live()
        self.playback.step(way)

    def faster(self) -> None:
        """L: play; again, the next higher speed."""
        self._leave_live()
        self.playback.run(backwards=False)

    def backwards(self) -> None:
        """J: play backwards; again, faster."""
        self._leave_live()
        self.playback.run(backwards=True)

    def toggle_sync(self) -> None:
        """One clock for all cameras, or one for each."""
        self.playback.set_synced(not self.playback.synced)

    def toggle_live(self) -> None:
        """The present in the same panes, or back to where one was."""
        if self.live.on:
            self._leave_live()
        elif self.playback.is_open and not self.view.asks:
            self.playback.rest()
            self.live.start()
            self.view.timeline.set_head(None)
        self.view.live.setChecked(self.live.on)

    def _leave_live(self) -> None:
        if self.live.on:
            self.live.stop()
            self.playback.wake()
            self.view.live.setChecked(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that no field has taken; see ``keys``."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        act = self._keys.get((Qt.Key(event.key()), shift))
        others = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        if act is None or event.modifiers() & others or self.view.asks:
            super().keyPressEvent(event)
            return
        act()
