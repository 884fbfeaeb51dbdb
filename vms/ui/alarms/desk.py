"""Between what is known of cameras, the alarms of the school, and what a person sees and hears of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from vms.services.accounts import Action
from vms.services.alarm_views import AlarmNews, AlarmQuery, AlarmStills, AlarmView, Verdict
from vms.services.alarms import CONFIRM_S
from vms.ui.alarms import words
from vms.ui.alarms.bell import Bell
from vms.ui.alarms.book import Book, answered, failed, merged, pressed
from vms.ui.alarms.dialog import AlarmDialog, Answer
from vms.ui.alarms.dock import AlarmDock
from vms.ui.alarms.history import LIMIT, AlarmHistory
from vms.ui.alarms.losses import Changes, LossWatch
from vms.ui.alarms.speaker import Speaker
from vms.ui.dialogs import Question, confirm
from vms.ui.errands import Errands
from vms.ui.navigator import Navigator
from vms.ui.roles import home_pages
from vms.ui.wall import overview
from vms.ui.wall.pane_state import PaneModel, PaneState, Tamper

if TYPE_CHECKING:
    from vms.services.accounts import Actor
    from vms.services.cameras import CameraView
    from vms.ui.parts import Parts

translate = QCoreApplication.translate
POLL_S = 2.0  # another PC's acknowledgement is seen so soon


class AlarmDesk(QObject):
    """GUI thread; the catalogue is asked on the pool, one question at a time. ``look`` comes once a second.

    One of a person's windows ``leads``: it watches for losses, sounds, counts and announces. The others only know.
    """

    incident = Signal(object)
    show_camera = Signal(int)

    def __init__(
        self,
        parts: Parts,
        actor: Actor,
        navigator: Navigator,
        errands: Errands,
        parent: QObject,
        *,
        leads: bool = True,
    ) -> None:
        super().__init__(parent)
        self._leads = leads
        self._parts, self._actor, self._navigator, self._errands = parts, actor, navigator, errands
        may = parts.accounts.may
        self._may_incident = may(actor, Action.INCIDENT)
        self._may_retake = may(actor, Action.CONFIGURE_CAMERAS) or may(actor, Action.APPROVE)
        self.bell = Bell(parts.folder, parts.clock, Speaker(parts.clock), self)
        self.dock = AlarmDock(self.bell, may_open_incident=self._may_incident)
        self._heard_always = home_pages(actor.role)[0] == "wall"
        self.book = Book()
        self._watch = LossWatch(overview.GRACE_S, overview.SETTLING_S)
        self._asking = self._failing = False
        self._next_poll = self._next_confirm = float("-inf")
        self._asked_stills: set[tuple[int, str]] = set()
        self._announced: set[int] | None = None
        self._told = self._told_muted = -1
        self._connect()

    def _connect(self) -> None:
        dock, navigator = self.dock, self._navigator
        dock.acknowledge.connect(self.acknowledge)
        dock.incident.connect(self.incident)
        dock.show_camera.connect(self._show_camera)
        dock.details.connect(self.open_alarm)
        dock.stills_wanted.connect(self._fetch_stills)
        dock.all_wanted.connect(self.open_history)
        dock.sound.muted.connect(self.mute)
        dock.sound.tested.connect(self.test_sound)
        if not self._leads:
            return
        navigator.show_alarms.connect(self.show_oldest)
        navigator.unmute_alarms.connect(lambda: self.mute(0))
        self.bell.changed.connect(self._tell_muted)

    def close(self) -> None:
        """The window goes; the loudspeaker is given back."""
        self.bell.close()

    # -- once a second ---------------------------------------------------------------------------------------------

    def look(
        self, views: Collection[CameraView], models: Mapping[int, PaneModel], recordings: overview.Recordings
    ) -> None:
        """Take in what is known now; tell the catalogue what it doesn't know, and hear what others have told it."""
        clock = self._parts.clock
        now_us, now = clock.now_us(), clock.monotonic()
        lost = overview.lost_now(views, models, recordings, now_us)
        unknown = overview.unknown_now(views, models, recordings)
        well = [camera_id for camera_id, model in models.items() if model.state is PaneState.live]
        self._watch.look(well, lost, unknown, now)
        if not self._asking:
            known = self.book.known
            listens = known and self._leads
            changes = self._watch.changes(self.book.losses(), now_us, now) if listens else Changes()
            if changes or not known or now >= self._next_poll:
                self._ask(changes, now)
        self._show()

    def _ask(self, changes: Changes, now: float) -> None:
        alarms, actor, version = self._parts.alarms, self._actor, self.book.version
        due = now >= self._next_confirm
        self._asking, self._next_poll = True, now + POLL_S

        def work() -> AlarmNews:
            if changes:
                alarms.record(changes.seen, changes.gone)
            if due:
                alarms.confirm(changes.confirmed)
            return alarms.since(actor, version) if version >= 0 else alarms.open(actor)

        if due:
            self._next_confirm = now + CONFIRM_S
        self._errands.submit(work, self._take, self._fail)

    def _take(self, news: AlarmNews) -> None:
        self._asking = self._failing = False
        self.book = merged(self.book, news)
        self._show()

    def _fail(self, error: Exception) -> None:
        self._asking = False
        if not self._failing:  # told once, not every two seconds
            self._failing = True
            self._navigator.fail(error)

    def _show(self) -> None:
        self.dock.show_book(self.book, self._parts.clock.now_us())
        if not self._leads:
            return
        waiting = self.book.waiting()
        # Heard where the wall is watched: not at a principal's desk in the middle of a talk.
        self.bell.beat(waiting if self._heard_always or self.dock.isVisible() else [])
        self._announce(waiting)
        count = max(self.book.waiting_count, len(waiting))
        if count != self._told:
            self._told = count
            self._navigator.alarms_changed.emit(count)

    def tampers(self) -> dict[int, Tamper]:
        """What panes show of tampering, by camera."""
        return self.book.tampers()

    def _announce(self, waiting: list[AlarmView]) -> None:
        """A screen reader hears of each alarm that comes while the window is open; act-now ones interrupt it."""
        if not self.book.known:
            return
        before, self._announced = self._announced, {alarm.id for alarm in waiting}
        if before is None or not QAccessible.isActive():
            return
        for alarm in waiting:
            if alarm.id not in before:
                told = QAccessibleAnnouncementEvent(self.dock, words.spoken(alarm))
                if alarm.tamper:
                    told.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
                QAccessible.updateAccessibility(told)

    # -- acknowledging ---------------------------------------------------------------------------------------------

    def acknowledge(self, alarm: AlarmView, verdict: Verdict = Verdict.SEEN, note: str = "") -> None:
        """Someone has taken it on; shown at once, written down on the pool."""
        alarms, actor = self._parts.alarms, self._actor
        self.book = pressed(self.book, alarm, verdict, note, actor.name, self._parts.clock.now_us())
        self._show()

        def done(view: AlarmView) -> None:
            self.book = answered(self.book, view)
            self._show()

        def trouble(error: Exception) -> None:
            self.book = failed(self.book, alarm.id)
            self._navigator.fail(error)

        self._errands.submit(lambda: alarms.acknowledge(actor, alarm.id, verdict, note), done, trouble)

    @property
    def newest_camera(self) -> int | None:
        """The camera of the newest alarm that nobody has acknowledged, for the hot spot."""
        found = [alarm for alarm in self.book.waiting() if alarm.camera_id is not None]
        return max(found, key=lambda alarm: alarm.began_us).camera_id if found else None

    def acknowledge_top(self) -> bool:
        """Space; False when nothing waits."""
        waiting = self.book.waiting()
        if waiting:
            self.acknowledge(waiting[0])
        return bool(waiting)

    def _answer(self, answer: Answer) -> None:
        if answer.first:
            self.acknowledge(answer.alarm, answer.verdict, answer.note)
            return
        alarms, actor, alarm = self._parts.alarms, self._actor, answer.alarm

        def done(view: AlarmView) -> None:
            self.book = answered(self.book, view)
            self._show()

        self._errands.submit(
            lambda: alarms.annotate(actor, alarm.id, answer.verdict, answer.note), done, self._navigator.fail
        )

    # -- looking closer --------------------------------------------------------------------------------------------

    def show_oldest(self) -> None:
        """The alarm button of the top bar: the oldest that waits, with the keyboard on its button."""
        self.dock.show()
        cards = self.dock.cards
        if cards:
            self.dock.focus_card(min(cards, key=lambda card: card.alarm.began_us))

    def focus_dock(self) -> None:
        """A: the keyboard goes to the top alarm, or to the list of all when none waits."""
        self.dock.show()
        cards = self.dock.cards
        if cards:
            self.dock.focus_card(cards[0])
        else:
            self.dock.all.setFocus()

    def handle(self, camera_id: int) -> bool:
        """ "Xử lý" in a pane's band: the alarm large. False when none of the camera waits."""
        found = [one for one in self.book.waiting() if one.camera_id == camera_id and one.tamper]
        if found:
            self.open_alarm(found[0])
        return bool(found)

    def open_alarm(self, alarm: AlarmView) -> AlarmDialog:
        """One alarm with both pictures, a verdict and a note."""
        dialog = AlarmDialog(
            alarm, self._parts.clock.now_us(), may_incident=self._may_incident, may_retake=self._may_retake,
            parent=self.dock.window(),
        )  # fmt: skip
        dialog.answered.connect(self._answer)
        dialog.incident.connect(self.incident)
        dialog.show_camera.connect(self._show_camera)
        dialog.retake.connect(lambda one: self._retake(one, dialog))
        dialog.finished.connect(dialog.deleteLater)
        if alarm.stills:
            self._with_stills(alarm, dialog.show_stills)
        dialog.open()
        return dialog

    def open_history(self) -> AlarmHistory:
        """All alarms of the past."""
        parts, actor = self._parts, self._actor
        cameras = sorted((view.id, view.label) for view in parts.cameras.all(actor, removed=True))
        dialog = AlarmHistory(cameras, parts.clock.now_us(), self.dock.window())
        alive = [True]

        def ask(query: AlarmQuery) -> None:
            def show(found: list[AlarmView]) -> None:
                if alive[0]:
                    dialog.show_alarms(query, found)

            self._errands.submit(lambda: parts.alarms.find(actor, query, LIMIT), show, self._navigator.fail)

        dialog.wanted.connect(ask)
        dialog.chosen.connect(lambda alarm: _drop(self._open_from(dialog, alarm)))
        dialog.finished.connect(alive.clear)
        dialog.finished.connect(lambda _code: alive.append(False))
        dialog.finished.connect(dialog.deleteLater)
        dialog.ask()
        dialog.open()
        return dialog

    def _open_from(self, history: AlarmHistory, alarm: AlarmView) -> AlarmDialog:
        made = self.open_alarm(alarm)
        for leaves in (made.incident, made.show_camera):
            leaves.connect(history.accept)
        made.finished.connect(lambda _code: history.ask())
        return made

    def _fetch_stills(self, alarm: AlarmView) -> None:
        key = (alarm.id, alarm.kind)
        if key not in self._asked_stills:
            self._asked_stills.add(key)
            self._with_stills(alarm, lambda stills: self.dock.show_stills(alarm.id, stills))

    def _with_stills(self, alarm: AlarmView, show: object) -> None:
        alarms, actor = self._parts.alarms, self._actor
        assert callable(show)

        def done(stills: AlarmStills | None) -> None:
            if stills is not None:
                show(stills)

        self._errands.submit(lambda: alarms.stills(actor, alarm.id), done, self._navigator.fail)

    def _show_camera(self, alarm: AlarmView) -> None:
        if alarm.camera_id is not None:
            self.show_camera.emit(alarm.camera_id)

    # -- reference and sound ---------------------------------------------------------------------------------------

    def _retake(self, alarm: AlarmView, dialog: AlarmDialog) -> None:
        question = Question(
            title=translate("alarms", "Take the present view as the reference?"),
            about=words.where(alarm),
            lost=(translate("alarms", "The reference picture until now is replaced"),),
            stays=(translate("alarms", "Who did it and when stays in the log"),),
            act=translate("alarms", "Take it"),
            danger=False,
        )
        camera_id = alarm.camera_id
        if camera_id is None or confirm(dialog, question) is None:
            return
        watch, actor = self._parts.tamper_watch, self._actor

        def done(_none: None) -> None:
            self._navigator.notify(translate("alarms", "The view is learned anew"), alarm.label)

        self._errands.submit(lambda: watch.retake(actor, camera_id), done, self._navigator.fail)
        dialog.reject()

    def mute(self, minutes: int) -> None:
        """No sound on this PC for so long; 0: sound again. In the log of acts."""
        alarms, actor = self._parts.alarms, self._actor
        self.bell.mute(minutes)
        self._errands.submit(lambda: alarms.log_muted(actor, minutes), lambda _none: None, self._navigator.fail)
        self._show()

    def test_sound(self) -> None:
        """The act-now sound, once."""
        if not self.bell.test():
            self._navigator.notify(
                translate("alarms", "No loudspeaker on this PC"),
                translate("alarms", "Plug one in, then test again"),
                "warn",
            )

    def _tell_muted(self) -> None:
        left = self.bell.minutes_muted
        if left != self._told_muted:
            self._told_muted = left
            self._navigator.alarms_muted.emit(left)


def _drop(_made: object) -> None:
    """For a slot that has no use for what it made."""
