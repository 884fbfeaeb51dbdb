"""The playback page: chooses a day and a camera, plays it, marks a stretch, and hands it to the acts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, Qt, QTime, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from vms.core.errors import NotAllowed
from vms.core.instants import MINUTE, SECOND, VIETNAM, Span, day_span, from_datetime, local_date, to_datetime, union
from vms.services.accounts import Action
from vms.services.archive import DayLine, DayView
from vms.services.cameras import CameraView
from vms.ui.archive.acts import Acts
from vms.ui.archive.playback import Playback
from vms.ui.archive.scale import window_for
from vms.ui.archive.selection import Selection, mark_in, mark_out
from vms.ui.archive.side_panel import Rights
from vms.ui.archive.transport import SPEEDS
from vms.ui.archive.view import ArchiveView
from vms.ui.arrange import column
from vms.ui.messages import headline
from vms.ui.navigator import Navigator
from vms.ui.page import Page
from vms.ui.parts import Parts
from vms.ui.session import Session

translate = QCoreApplication.translate

_REFRESH_MS = 5000  # today's line grows while one looks at it
_SEAM = 2 * SECOND  # two segments this close are one stretch to jump over


class ArchivePage(Page):
    """Looks back. The reason is asked before the first picture and can be changed; every viewing is logged with it."""

    key = "archive"

    def __init__(self, parts: Parts, session: Session, navigator: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(parts, session, navigator, parent)
        self.setProperty("kind", "page")
        self.view = ArchiveView(local_date(parts.clock.now_us()))
        column(self.view, spacing=0, parent=self)
        self.acts = Acts(parts, session, navigator, self)
        self.playback = Playback(parts, session, self.view.pane, self)
        self._reason = ""
        self._line: DayLine | None = None
        self._selection = Selection()
        self._cameras: dict[int, CameraView] = {}
        self._generation = 0
        self._closed = self._refused = False
        self._wanted: int | None = None
        self._refresh = QTimer(self)
        self._refresh.setInterval(_REFRESH_MS)
        self._refresh.timeout.connect(self._refresh_today)
        self._connect()
        navigator.open_archive.connect(self.open_at)

    def _connect(self) -> None:
        view, acts = self.view, self.acts
        view.calendar.chosen.connect(lambda _day: self._load_day(restart=True))
        view.calendar.month_changed.connect(lambda _month: self._load_month())
        view.cameras.chosen.connect(lambda _camera: self._load_day(restart=True))
        view.time.entered.connect(self._go_to_typed_time)
        view.form.given.connect(self.take_reason)
        view.banner.change_wanted.connect(lambda: view.ask(self._reason))
        view.timeline.sought.connect(self.seek)
        self.playback.moved.connect(self._follow)
        self.playback.playing_changed.connect(view.transport.set_playing)
        buttons = view.transport
        self.playback.speed_changed.connect(buttons.set_speed)
        buttons.play_toggled.connect(self.playback.toggle)
        buttons.reversed.connect(self._backwards)
        buttons.stepped.connect(self.playback.step)
        buttons.jumped.connect(self.jump)
        buttons.speed_changed.connect(self.playback.set_speed)
        buttons.marked_in.connect(lambda: self.mark(mark_in))
        buttons.marked_out.connect(lambda: self.mark(mark_out))
        buttons.bookmarked.connect(lambda: self._with_moment(acts.bookmark))
        buttons.still_wanted.connect(lambda: self._with_moment(acts.still))
        view.side.mark_opened.connect(self.seek)
        view.side.incident_wanted.connect(lambda: self._with_span(acts.open_incident))
        view.side.hold_wanted.connect(lambda: self._with_span(acts.hold))
        view.side.cut_wanted.connect(lambda: self._with_span(acts.cut))
        acts.working.connect(view.show_work)
        acts.progressed.connect(view.show_progress)
        acts.changed.connect(self._load_day)

    # The page's life

    def activate(self) -> None:
        """Read cameras and the day anew; go on where it stood."""
        cameras = self.parts.cameras.all(self.session.actor, removed=True)
        self._show_cameras(cameras)
        self.view.calendar.set_today(local_date(self.parts.clock.now_us()))
        self._load_month()
        if not self._reason:
            self.view.ask("")
        elif self._camera() is None and cameras:
            self.view.cameras.choose(next(iter(self._cameras)))
        else:
            self._load_day()
        self.playback.set_active(True)
        self._refresh.start()

    def deactivate(self) -> None:
        """Neither plays nor polls while another page is in front."""
        self._refresh.stop()
        self.playback.set_active(False)

    def shutdown(self) -> None:
        """Close the player; late answers find nobody."""
        self._closed = True
        self._generation += 1
        self._refresh.stop()
        self.acts.stop()
        self.playback.close()

    def open_at(self, camera_id: int, instant: object) -> None:
        """Show a camera at an instant, from the wall or an incident; that is a reason of its own."""
        assert isinstance(instant, int)
        if not self._cameras:
            self._show_cameras(self.parts.cameras.all(self.session.actor, removed=True))
        self._wanted = instant
        self.view.calendar.set_day(local_date(instant))
        if not self._reason:
            self._set_reason(translate("Archive", "Look again at what was just seen"))
        if self._camera() is not None and self.view.cameras.camera_id == camera_id:
            self._load_day(restart=True)
        else:
            self.view.cameras.choose(camera_id)

    def _show_cameras(self, cameras: Sequence[CameraView]) -> None:
        """Also those out of use, behind the others: what they recorded is still there."""
        ordered = sorted(cameras, key=lambda camera: camera.removed_us is not None)
        self._cameras = {camera.id: camera for camera in ordered}
        self.view.cameras.show_cameras(ordered)

    # The reason

    def take_reason(self, reason: str) -> None:
        """A new reason: what is open is opened again, so that the log has it."""
        self._set_reason(reason)
        if self._camera() is None and self._cameras:
            self.view.cameras.choose(next(iter(self._cameras)))
        else:
            self._wanted = self.playback.position
            self._load_day(restart=True)

    def _set_reason(self, reason: str) -> None:
        self._reason = reason
        self.view.banner.show_reason(reason, self.parts.clock.now_us())
        self.view.watch()

    # Loading

    def _camera(self) -> CameraView | None:
        chosen = self.view.cameras.camera_id
        return None if chosen is None else self._cameras.get(chosen)

    def _load_month(self) -> None:
        month, actor, archive = self.view.calendar.month, self.session.actor, self.parts.archive
        chosen = self._camera()
        ids = [chosen.id] if chosen else list(self._cameras)

        def arrived(days: dict[date, DayView]) -> None:
            if not self._closed:
                self.view.calendar.set_recorded(month, days)

        self.parts.tasks.submit(
            lambda: archive.recorded_days(actor, ids, month.year, month.month), arrived, self.navigator.fail
        )

    def _load_day(self, *, restart: bool = False) -> None:
        """Read the day's line; with ``restart`` open the player on it."""
        camera, day = self._camera(), self.view.calendar.day
        if camera is None or day is None or not self._reason:
            return
        if restart:
            self._refused = False
            self.playback.close()
            self._line, self._selection = None, Selection()
            self.view.pane.show_camera(camera.label, camera.clock_offset_us)
            self.view.pane.show_message("loading", translate("Archive", "Looking for footage…"))
            self._load_month()
        self._generation += 1
        generation, actor, archive = self._generation, self.session.actor, self.parts.archive

        def arrived(line: DayLine) -> None:
            if generation == self._generation:
                self._show_day(camera, line, restart)

        def failed(error: Exception) -> None:
            if generation == self._generation:
                self._day_failed(error)

        self.parts.tasks.submit(lambda: archive.day(actor, camera.id, day), arrived, failed)

    def _day_failed(self, error: Exception) -> None:
        """Said once: what was refused isn't asked for again every few seconds."""
        self._refused = True
        self.playback.close()
        self._line, self._selection = None, Selection()
        self.view.timeline.clear()
        self.view.side.show_marks(())
        self._show_selection()
        if isinstance(error, NotAllowed):
            self.view.pane.show_message("lock", headline(error))
        else:
            self.view.pane.show_message("alert", translate("Archive", "The day could not be read"))
            self.navigator.fail(error)

    def _show_day(self, camera: CameraView, line: DayLine, restart: bool) -> None:
        self._line = line
        self.view.timeline.show_day(line, camera.code, camera.name, keep_window=not restart)
        self.view.side.show_marks(line.marks)
        self._show_selection()
        if not restart and self.playback.is_open:
            return
        if not line.recorded:
            self.view.timeline.set_head(None)
            self.view.pane.show_message("video-off", translate("Archive", "Nothing was recorded on this day"))
            return
        wanted, self._wanted = self._wanted, None
        newest = line.recorded[-1].end
        start = wanted if wanted is not None else max(line.recorded[0].start, newest - 5 * MINUTE)
        self._refused = not self.playback.open(camera.id, self._reason, min(start, newest - SECOND))
        if restart:
            self.view.timeline.show_window(window_for(line.recorded, start, line.span))
        if wanted is not None:
            self.playback.play()

    def _refresh_today(self) -> None:
        today = self.view.calendar.day == local_date(self.parts.clock.now_us())
        if today and not self.view.asks and not self._refused:
            self._load_day()

    # Moving

    def seek(self, instant: int) -> None:
        """Go to an instant of the day; in a gap, to what was recorded after it."""
        line = self._line
        if line is None or not line.recorded:
            return
        later = next((span for span in line.recorded if span.end > instant), None)
        self.playback.seek(line.recorded[-1].end - SECOND if later is None else max(instant, later.start))

    def jump(self, way: int) -> None:
        """To the start of the recorded stretch before or after."""
        if self._line is None or self.playback.position is None:
            return
        starts = [span.start for span in union(self._line.recorded, bridge=_SEAM)]
        here = self.playback.position
        if way > 0:
            found = next((start for start in starts if start > here + SECOND), None)
        else:
            found = next((start for start in reversed(starts) if start < here - SECOND), None)
        if found is not None:
            self.playback.seek(found)

    def _go_to_typed_time(self) -> None:
        day = self.view.calendar.day
        if day is not None:
            self.seek(instant_of(day, self.view.time.time()))
            self.view.timeline.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self, instant: int) -> None:
        self.view.timeline.set_head(instant)
        if not self.view.time.hasFocus():
            moment = to_datetime(instant)
            self.view.time.setTime(QTime(moment.hour, moment.minute, moment.second))

    # Marks and acts

    def mark(self, change: Callable[[Selection, int], Selection]) -> None:
        """Set one mark at the picture shown."""
        if self.playback.position is not None:
            self._selection = change(self._selection, self.playback.position)
            self._show_selection()

    @property
    def selection(self) -> Selection:
        """The marks."""
        return self._selection

    def _show_selection(self) -> None:
        self.view.timeline.set_selection(self._selection)
        accounts, actor = self.parts.accounts, self.session.actor
        rights = Rights(*(accounts.may(actor, act) for act in (Action.INCIDENT, Action.HOLD, Action.CUT_EVIDENCE)))
        self.view.side.show_selection(self._selection, self._line, rights)

    def _with_span(self, act: Callable[[CameraView, Span], None]) -> None:
        camera, span = self._camera(), self._selection.span
        if camera is not None and span is not None:
            self.playback.pause()
            act(camera, span)

    def _with_moment(self, act: Callable[[CameraView, int], None]) -> None:
        camera, instant = self._camera(), self.playback.position
        if camera is not None and instant is not None:
            self.playback.pause()
            act(camera, instant)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that no field has taken: Space, J K L, comma, full stop, brackets, I, O, S, M, plus and minus."""
        act = self._key_acts().get(Qt.Key(event.key()))
        if act is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier or self.view.asks:
            super().keyPressEvent(event)
            return
        act()

    def _key_acts(self) -> dict[Qt.Key, Callable[[], None]]:
        play, line, key = self.playback, self.view.timeline, Qt.Key
        return {
            key.Key_Space: play.toggle,
            key.Key_J: self._backwards,
            key.Key_K: play.pause,
            key.Key_L: self._faster,
            key.Key_Comma: lambda: play.step(-1),
            key.Key_Period: lambda: play.step(1),
            key.Key_BracketLeft: lambda: self.jump(-1),
            key.Key_BracketRight: lambda: self.jump(1),
            key.Key_G: self._next_gap,
            key.Key_I: lambda: self.mark(mark_in),
            key.Key_O: lambda: self.mark(mark_out),
            key.Key_S: lambda: self._with_moment(self.acts.still),
            key.Key_M: lambda: self._with_moment(self.acts.bookmark),
            key.Key_Plus: lambda: line.zoom(1.5),
            key.Key_Equal: lambda: line.zoom(1.5),
            key.Key_Minus: lambda: line.zoom(1 / 1.5),
        }

    def _faster(self) -> None:
        """L: play; again, the next higher speed."""
        self._run(backwards=False)

    def _backwards(self) -> None:
        """J: play backwards; again, faster."""
        self._run(backwards=True)

    def _run(self, *, backwards: bool) -> None:
        play = self.playback
        if not play.playing or (play.speed < 0) != backwards:
            play.set_speed(-1.0 if backwards else 1.0)
            play.play(backwards=backwards)
            return
        faster = next((speed for speed, _ in SPEEDS if speed > abs(play.speed)), abs(play.speed))
        play.set_speed(-faster if backwards else faster)

    def _next_gap(self) -> None:
        if self._line is None or self.playback.position is None:
            return
        here = self.playback.position
        gap = next((gap for gap in self._line.gaps if gap.span.start > here + SECOND), None)
        if gap is not None:
            self.seek(max(gap.span.start - 2 * SECOND, self._line.span.start))


def instant_of(day: date, time: QTime) -> int:
    """A local time of day as µs UTC."""
    moment = datetime(day.year, day.month, day.day, time.hour(), time.minute(), time.second(), tzinfo=VIETNAM)
    return min(from_datetime(moment), day_span(day).end - 1)
