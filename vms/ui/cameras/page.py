"""The cameras page: all cameras by area on the left; of the chosen one its picture, its data, its health."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QStackedWidget, QWidget

from vms.core.errors import VmsError
from vms.services.accounts import Action
from vms.services.cameras import CameraView
from vms.services.devices import CheckView
from vms.services.recording import RecordingView
from vms.ui import theme
from vms.ui.arrange import column, row
from vms.ui.badges import Badge
from vms.ui.bridge import Bridge
from vms.ui.cameras.cards import DiagnosisCard, IdentityCard, NetworkCard, StreamsCard
from vms.ui.cameras.dialog import CameraDialog
from vms.ui.cameras.form import Form, form_of, new_form
from vms.ui.cameras.picture import LivePane
from vms.ui.cameras.recording_card import RecordingCard, badge_of, state_text
from vms.ui.controls import Button, Card, ElidedLabel, EmptyState
from vms.ui.dialogs import Question, confirm
from vms.ui.messages import headline
from vms.ui.navigator import Navigator
from vms.ui.page import Page
from vms.ui.parts import Parts
from vms.ui.recorders.listing import RecordersDialog
from vms.ui.session import Session
from vms.ui.wall.camera_tree import CameraTree, TreeState
from vms.ui.wall.overview import tree_camera
from vms.ui.wall.words import reason_text as loss_text

translate = QCoreApplication.translate
_STATES_EVERY_MS = 2000
_WIDEST = 340


@dataclass(frozen=True, slots=True)
class Tested:
    """The last test of a camera in this session."""

    at_us: int
    checks: list[CheckView]


class CamerasPage(Page):
    """Setting up, testing and repairing cameras. GUI thread; the network is asked through ``parts.tasks``."""

    key = "cameras"

    def __init__(self, parts: Parts, session: Session, navigator: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(parts, session, navigator, parent)
        self.may_configure = parts.accounts.may(session.actor, Action.CONFIGURE_CAMERAS)
        self.may_remove = parts.accounts.may(session.actor, Action.DISABLE_CAMERA)
        self.chosen: CameraView | None = None
        self._cameras: dict[int, CameraView] = {}
        self._tests: dict[int, Tested] = {}
        self._failures: dict[int, str] = {}
        self._testing: set[int] = set()
        self._measuring: set[int] = set()
        self._recording: dict[int, RecordingView] = {}
        self._open = True
        self._build()
        self._bridge = Bridge(self)
        parts.cameras.on_change(self._changed)
        self._timer = QTimer(self)
        self._timer.setInterval(_STATES_EVERY_MS)
        self._timer.timeout.connect(self._refresh_states)
        self._reload()

    # -- building

    def _build(self) -> None:
        self.add_button = Button(translate("cameras", "Add a camera"), "primary", "plus")
        self.add_button.clicked.connect(lambda: self.edit(None))
        self.add_button.setVisible(self.may_configure)
        self.recorders_button = Button(translate("cameras", "Other recorders"), "default", "harddisk")
        self.recorders_button.clicked.connect(self.show_recorders)
        self.recorders_button.setVisible(self.may_configure)
        self.tree = CameraTree()
        self.tree.hide_button.hide()
        self.tree.list.setDragEnabled(False)
        self.tree.camera_chosen.connect(self.choose)
        left = QFrame()
        left.setProperty("kind", "panel")
        left.setProperty("side", "left")
        self.tree.setProperty("side", "")
        left.setFixedWidth(self.tree.width() or self.tree.minimumWidth())
        head = column(self.add_button, self.recorders_button, margins=(8, 8, 8, 0))
        column(head, self.tree, spacing=0, parent=left)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty())
        self._stack.addWidget(self._detail())
        whole = row(left, spacing=0, parent=self)
        whole.addWidget(self._stack, 1)

    def _empty(self) -> QWidget:
        button = None
        if self.may_configure:
            button = Button(translate("cameras", "Add a camera"), "primary", "plus")
            button.clicked.connect(lambda: self.edit(None))
        text = translate("cameras", "Add the first one by its address. Nothing is changed in the camera.")
        return EmptyState("cctv", translate("cameras", "No camera yet"), text, button)

    def _detail(self) -> QWidget:
        self.title = ElidedLabel("", "title")
        self._badges = {name: Badge("", "neutral") for name in ("use", "recording", "ptz")}
        self._area = ElidedLabel("", "secondary")
        self.edit_button = Button(translate("cameras", "Change"), "default", "pencil")
        self.edit_button.clicked.connect(lambda: self.edit(self.chosen))
        self.edit_button.setVisible(self.may_configure)
        kind = "danger_outline" if self.may_remove else "default"
        self.remove_button = Button(translate("cameras", "Take out of use"), kind, "video-off")
        self.remove_button.clicked.connect(self.remove)
        self.remove_button.setEnabled(self.may_remove)
        why_not = "" if self.may_remove else translate("cameras", "Only the board takes out of use")
        self._why_not = ElidedLabel(why_not, "hint")
        self._why_not.setVisible(not self.may_remove)
        self.pane = LivePane(self.parts, self.session)
        self.identity, self.streams = IdentityCard(), StreamsCard()
        self.recording = RecordingCard(self.parts, self.session, self.navigator)
        self.diagnosis, self.network = DiagnosisCard(), NetworkCard()
        self.diagnosis.run_wanted.connect(self.run_test)
        self.diagnosis.run_button.setVisible(self.may_configure)
        self.network.measure_wanted.connect(self.measure_clock)
        frame = Card(margin=0)
        frame.add(self.pane)
        for card in (self.diagnosis, self.identity, self.network):
            card.setMaximumWidth(theme.length(_WIDEST))
        body = QWidget()
        body.setProperty("kind", "scroll_body")
        cards = row(spacing=8, parent=body)
        for stretch, column_of in (
            (46, (frame, self.recording, self.streams)),
            (27, (self.diagnosis,)),
            (27, (self.identity, self.network)),
        ):
            cards.addLayout(column(*column_of, None, spacing=8), stretch)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(body)
        whole = column(self._top(), spacing=12, margins=(16, 10, 16, 12))
        whole.addWidget(area, 1)
        box = QWidget()
        box.setLayout(whole)
        return box

    def _top(self) -> QHBoxLayout:
        top = row(spacing=8)
        for words in (self.title, self._area, self._why_not):
            words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        top.addWidget(self.title)
        for badge in self._badges.values():
            top.addWidget(badge)
        top.addWidget(self._area)
        top.addStretch(1)
        for widget in (self._why_not, self.edit_button, self.remove_button):
            top.addWidget(widget)
        return top

    # -- what is known

    def activate(self) -> None:
        """Watch the chosen camera and its state."""
        self._reload()
        self.pane.set_active(True)
        self._timer.start()

    def deactivate(self) -> None:
        """Nobody looks: no stream."""
        self._timer.stop()
        self.pane.set_active(False)

    def shutdown(self) -> None:
        """Let go of everything."""
        self._open = False
        self.parts.cameras.off_change(self._changed)
        self.deactivate()
        self.pane.show_camera(None)
        self._bridge.close()

    def _changed(self, _camera_id: int) -> None:
        """A camera was changed by somebody, on any thread."""
        self._bridge.post(self._reload)

    def _reload(self) -> None:
        """Read the catalogue again and keep the choice."""
        try:
            found = self.parts.cameras.all(self.session.actor)
        except VmsError as error:
            self.navigator.fail(error)
            return
        fresh = {camera.id: camera for camera in found}
        if fresh != self._cameras:
            listed = [tree_camera(one) for one in found]
            if listed != [tree_camera(one) for one in self._cameras.values()]:
                self._cameras = fresh
                self.tree.set_cameras(listed)
            self._cameras = fresh
        self._refresh_states()
        wanted = self.chosen.id if self.chosen and self.chosen.id in fresh else next(iter(fresh), None)
        self.choose(wanted)

    def _refresh_states(self) -> None:
        """The recorder's word on each camera, into the tree and the badges."""
        try:
            self._recording = self.parts.recording.all()
        except VmsError as error:
            self._timer.stop()
            self.navigator.fail(error)
            return
        self.tree.set_states({number: self._state(camera) for number, camera in self._cameras.items()})
        if self.chosen is not None:
            self._show_badges(self.chosen)

    def _state(self, camera: CameraView) -> TreeState:
        tested = self._tests.get(camera.id)
        if tested is not None and any(check.ok is False for check in tested.checks):
            return TreeState("alert-circle", "warn", translate("cameras", "Fault"), True, translate("cameras", "Fault"))
        if not camera.record:
            word = translate("cameras", "Recording switched off")
            return TreeState("circle-outline", "t2", "", False, word)
        seen = self._recording.get(camera.id)
        if seen is not None and seen.recording:
            return TreeState("record-circle", "t2", "", False, translate("cameras", "Recording"))
        if seen is not None and seen.reason.startswith(("camera_", "stream_")):
            return TreeState("lan-disconnect", "warn", "", True, loss_text(seen.reason))
        return TreeState("circle-outline", "t2", "", False, state_text(camera, seen))

    # -- choosing

    def choose(self, camera_id: int | None) -> None:
        """Show a camera, or that there is none."""
        camera = self._cameras.get(camera_id) if camera_id is not None else None
        before, self.chosen = self.chosen, camera
        self._stack.setCurrentIndex(0 if camera is None else 1)
        if camera is None:
            self.pane.show_camera(None)
            return
        self.tree.select(camera.id)
        if camera != before:
            self.pane.show_camera(camera)
            units = {area.id: area.unit for area in self.parts.cameras.areas(self.session.actor)}
            self.title.set_text(camera.label)
            # The name comes first when space is short.
            self.title.setMinimumWidth(min(self.title.sizeHint().width(), theme.length(_WIDEST)))
            self._area.set_text(camera.area)
            self.identity.show_camera(camera, units.get(camera.area_id or 0, ""))
            self.streams.show_camera(camera)
            self.recording.show_camera(camera, list(self._cameras.values()), self._recording.get(camera.id))
        self._show_badges(camera)
        self._show_health(camera)

    def _show_badges(self, camera: CameraView) -> None:
        seen = self._recording.get(camera.id)
        recording = None if seen is None or (seen.idle and not seen.recording) else seen.recording
        self.pane.set_recording(recording)
        self.recording.show_state(seen)
        self._badges["use"].set(translate("cameras", "In use"), "ok", "check-circle")
        self._badges["recording"].set(*badge_of(camera, seen))
        self._badges["ptz"].set("PTZ", "neutral", "arrow-all")
        self._badges["ptz"].setVisible(camera.ptz)

    def _show_health(self, camera: CameraView) -> None:
        tested = self._tests.get(camera.id)
        self.diagnosis.show_checks(
            tested.checks if tested else None,
            tested.at_us if tested else 0,
            running=camera.id in self._testing,
            failure=self._failures.get(camera.id, ""),
        )
        self.network.show_camera(camera, measuring=camera.id in self._measuring)
        if not self.may_configure:
            self.network.measure_button.hide()

    # -- acts

    def edit(self, camera: CameraView | None) -> None:
        """Add a camera (None) or change one."""
        actor = self.session.actor
        try:
            areas = self.parts.cameras.areas(actor)
            codes = [one.code for one in self.parts.cameras.all(actor, removed=True)]
        except VmsError as error:
            self.navigator.fail(error)
            return
        form: Form = form_of(camera) if camera else new_form(codes, [area.name for area in areas])
        dialog = CameraDialog(self.parts, self.session, form, areas, self)
        dialog.exec()
        saved = dialog.saved
        dialog.deleteLater()
        if saved is None:
            return
        self.chosen = saved if camera is None else self.chosen
        self._tests.pop(saved.id, None)
        self._reload()
        title = translate("cameras", "Camera changed") if camera else translate("cameras", "Camera added")
        self.navigator.notify(title, saved.label)

    def show_recorders(self) -> None:
        """Recorders of other makes that have footage of our cameras."""
        dialog = RecordersDialog(self.parts, self.session, self.navigator, self)
        dialog.exec()
        dialog.deleteLater()

    def remove(self) -> None:
        """Take the chosen camera out of use, after asking for a reason; it can be undone."""
        camera = self.chosen
        if camera is None:
            return
        question = Question(
            title=translate("cameras", "Take {0} out of use?").format(camera.label),
            lost=[translate("cameras", "It is no longer recorded and leaves every wall.")],
            stays=[translate("cameras", "Its footage, incidents and history stay.")],
            act=translate("cameras", "Take out of use"),
            keep=translate("cameras", "Keep in use"),
            icon_name="video-off",
            ask_reason=True,
            reason_hint=translate("cameras", "Such as: broken, replaced by C12"),
        )
        reason = confirm(self, question)
        if reason is None:
            return
        try:
            self.parts.cameras.remove(self.session.actor, camera.id, reason)
        except VmsError as error:
            self.navigator.fail(error)
            return
        self._reload()
        title = translate("cameras", "Camera taken out of use")
        self.navigator.notify(title, camera.label, undo=lambda: self._restore(camera.id))

    def _restore(self, camera_id: int) -> None:
        try:
            self.parts.cameras.restore(self.session.actor, camera_id)
        except VmsError as error:
            self.navigator.fail(error)
            return
        if self._open:
            self._reload()
            self.choose(camera_id)

    def run_test(self) -> None:
        """Test the chosen camera."""
        camera = self.chosen
        if camera is None or camera.id in self._testing:
            return
        number, actor, devices = camera.id, self.session.actor, self.parts.devices
        self._testing.add(number)
        self._failures.pop(number, None)
        self._show_health(camera)

        def done(checks: list[CheckView]) -> None:
            self._testing.discard(number)
            self._tests[number] = Tested(self.parts.clock.now_us(), checks)
            self._refreshed()

        def failed(error: Exception) -> None:
            self._testing.discard(number)
            self._failures[number] = headline(error)
            self._refreshed()

        self.parts.tasks.submit(lambda: devices.test(actor, number), done, failed)

    def measure_clock(self) -> None:
        """Measure how far the chosen camera's clock is off."""
        camera = self.chosen
        if camera is None or camera.id in self._measuring:
            return
        number, devices = camera.id, self.parts.devices
        self._measuring.add(number)
        self._show_health(camera)

        def done(measured: tuple[int, int] | None) -> None:
            self._measuring.discard(number)
            if measured is None and self._open:
                text = translate("cameras", "The camera does not tell its time")
                self.navigator.notify(text, camera.label, "warn")
            self._refreshed()

        def failed(error: Exception) -> None:
            self._measuring.discard(number)
            self._refreshed()
            if self._open:
                self.navigator.fail(error)

        self.parts.tasks.submit(lambda: devices.measure_clock(number), done, failed)

    def _refreshed(self) -> None:
        """Work has come home: show what it found, unless the page has gone."""
        if self._open:
            self._reload()
