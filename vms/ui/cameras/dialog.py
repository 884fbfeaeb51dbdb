"""The dialog that adds or changes a camera: a thin skin over ``form.Form``."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QFrame, QLabel, QLineEdit, QMenu, QProgressBar, QWidget

from vms.core.errors import VmsError
from vms.core.redact import Secret
from vms.services.cameras import AreaView, CameraView
from vms.services.devices import Cancelled, FoundView, ProbeResult, StreamCheck
from vms.ui import theme
from vms.ui.arrange import column, row
from vms.ui.bridge import Bridge
from vms.ui.cameras import form as forms
from vms.ui.cameras import words
from vms.ui.cameras.form import ONVIF, URL, Form, Looking
from vms.ui.cameras.picture_fields import PictureFields
from vms.ui.cameras.purpose_fields import PurposeFields
from vms.ui.controls import Banner, Button, ElidedLabel, Segmented, label
from vms.ui.fields import Field, PasswordEdit
from vms.ui.messages import headline
from vms.ui.parts import Parts
from vms.ui.session import Session

translate = QCoreApplication.translate
_STILL = (336, 189)


class CameraDialog(QDialog):
    """Where the camera is, what answers there, and what it is called here. ``saved`` holds the outcome."""

    def __init__(self, parts: Parts, session: Session, form: Form, areas: Sequence[AreaView], parent: QWidget) -> None:
        super().__init__(parent)
        self.form = form
        self.saved: CameraView | None = None
        self._parts, self._session = parts, session
        self._bridge = Bridge(self)
        self._cancel = threading.Event()
        self._closed = False
        self._still_shown: tuple[bool, bytes | None] | None = None
        new = form.before is None
        title = translate("cameras", "Add a camera") if new else translate("cameras", "Change the camera")
        self.setWindowTitle(title)
        self.setFixedWidth(theme.length(860))
        self._make_fields(areas)
        left = column(self._kind, self._where(), self._look_row(), None, spacing=8)
        sides = row(spacing=24)
        sides.addLayout(left, 1)
        sides.addWidget(self._seen_box(), 0, Qt.AlignmentFlag.AlignTop)
        self._banner = Banner("", "bad")
        self.picture = PictureFields(form)
        self.purposes = PurposeFields(form)
        for fields in (self.purposes, self.picture):
            fields.changed.connect(self._type)
        inside = column(label(title, "card_title"), sides, self._divider(), self._naming(), spacing=12)
        for widget in (self.purposes, self.picture, self._banner):
            inside.addWidget(widget)
        inside.setContentsMargins(24, 20, 24, 12)
        foot = QFrame()
        foot.setProperty("kind", "dialog_foot")
        self._hint = label("", "hint")
        stop = Button(translate("cameras", "Cancel"))
        stop.setAutoDefault(False)
        stop.clicked.connect(self.reject)
        verb = translate("cameras", "Add the camera") if new else translate("cameras", "Save")
        self.save_button = Button(verb, "primary")
        self.save_button.clicked.connect(self._save)
        row(self._hint, None, stop, self.save_button, margins=(24, 12, 24, 12), parent=foot)
        column(inside, foot, spacing=0, parent=self)
        self._fill()
        self._render()

    # -- building

    def _make_fields(self, areas: Sequence[AreaView]) -> None:
        self._kind = Segmented(
            [(ONVIF, translate("cameras", "ONVIF camera")), (URL, translate("cameras", "Stream address"))],
            self.form.kind,
        )
        self._kind.changed.connect(lambda value: self._type("kind", value))
        self.address, self.user, self.main_url, self.sub_url, self.code, self.name = (QLineEdit() for _ in range(6))
        self.password = PasswordEdit()
        self.main, self.sub, self.area = QComboBox(), QComboBox(), QComboBox()
        self.area.setEditable(True)
        self.name.setPlaceholderText(translate("cameras", "Such as: main gate"))
        for area in areas:
            self.area.addItem(area.name)
        self.record = QCheckBox(translate("cameras", "Record"))
        self.ptz = QCheckBox(translate("cameras", "Can be turned (PTZ)"))
        keep = translate("cameras", "Empty: keep the old one") if self.form.before else ""
        self.fields = {
            "address": Field(
                translate("cameras", "Address"),
                self.address,
                translate("cameras", "Such as 192.168.1.64 or 192.168.1.64:8080"),
            ),
            "main_url": Field(
                translate("cameras", "Main stream"),
                self.main_url,
                translate("cameras", "Such as rtsp://192.168.1.64/main"),
            ),
            "sub_url": Field(translate("cameras", "Sub stream (optional)"), self.sub_url),
            "user": Field(translate("cameras", "User"), self.user),
            "password": Field(translate("cameras", "Password"), self.password, keep),
            "profile_main": Field(translate("cameras", "Main stream, recorded"), self.main, reserve=False),
            "profile_sub": Field(translate("cameras", "Sub stream, for small panes"), self.sub, reserve=False),
            "code": Field(translate("cameras", "Code"), self.code),
            "name": Field(translate("cameras", "Name"), self.name),
            "area": Field(translate("cameras", "Area"), self.area),
        }
        for name in ("address", "user", "main_url", "sub_url", "code", "name"):
            getattr(self, name).textEdited.connect(partial(self._type, name))
        self.password.textEdited.connect(lambda text: self._type("password", Secret(text) if text else None))
        self.area.editTextChanged.connect(partial(self._type, "area"))
        self.main.activated.connect(lambda _at: self._type("main_token", self.main.currentData()))
        self.sub.activated.connect(lambda _at: self._type("sub_token", self.sub.currentData()))
        self.record.toggled.connect(partial(self._type, "record"))
        self.ptz.toggled.connect(partial(self._type, "ptz"))

    def _where(self) -> QWidget:
        box = QWidget()
        inside = column(self.fields["address"], self.fields["main_url"], self.fields["sub_url"], spacing=4, parent=box)
        login = row(spacing=16)
        login.addWidget(self.fields["user"], 1)
        login.addWidget(self.fields["password"], 1)
        inside.addLayout(login)
        return box

    def _look_row(self) -> QWidget:
        self.look_button = Button("", "default", "lan-connect")
        self.look_button.setAutoDefault(False)
        self.look_button.clicked.connect(self._look_or_cancel)
        self.search_button = Button(translate("cameras", "Search the network"), "quiet", "radar")
        self.search_button.setAutoDefault(False)
        self.search_button.clicked.connect(self._search)
        self.found_menu = QMenu(self)
        self._step = label("", "secondary")
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(translate("cameras", "Looking for the camera…"))
        self._bar.setFixedWidth(96)
        box = QWidget()
        row(self.look_button, self.search_button, self._bar, self._step, None, spacing=12, parent=box)
        return box

    def _seen_box(self) -> QWidget:
        self._still = QLabel()
        self._still.setFixedSize(*(theme.length(side) for side in _STILL))
        self._still.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._still.setWordWrap(True)
        self._still.setProperty("kind", "hint")
        frame = QFrame()
        frame.setProperty("kind", "raised")
        column(self._still, parent=frame)
        self._maker = ElidedLabel("", "strong")
        self._about = ElidedLabel("", "secondary")
        box = QWidget()
        box.setFixedWidth(theme.length(_STILL[0]))
        column(
            frame,
            self._maker,
            self._about,
            self.fields["profile_main"],
            self.fields["profile_sub"],
            spacing=6,
            parent=box,
        )
        return box

    @staticmethod
    def _divider() -> QFrame:
        made = QFrame()
        made.setProperty("kind", "divider")
        return made

    def _naming(self) -> QWidget:
        box = QWidget()
        line = row(spacing=16, parent=box)
        self.code.setMaximumWidth(theme.length(104))
        line.addWidget(self.fields["code"])
        line.addWidget(self.fields["name"], 3)
        line.addWidget(self.fields["area"], 2)
        ticks = column(22, self.record, self.ptz, None, spacing=4)
        line.addLayout(ticks)
        return box

    # -- state to widgets

    def _fill(self) -> None:
        """Once: what the form starts with."""
        self.address.setText(self.form.address)
        self.user.setText(self.form.user)
        self.main_url.setText(self.form.main_url if self.form.kind == URL else "")
        self.sub_url.setText(self.form.sub_url if self.form.kind == URL else "")
        self.code.setText(self.form.code)
        self.name.setText(self.form.name)
        self.area.blockSignals(True)
        self.area.setCurrentText(self.form.area)
        self.area.blockSignals(False)

    def _set(self, form: Form) -> None:
        self.form = form
        self._render()

    def _type(self, name: str, value: object) -> None:
        self._set(forms.typed(self.form, name, value))

    def _render(self) -> None:
        form = self.form
        onvif, running = form.kind == ONVIF, form.running
        for name, shown in (("address", onvif), ("main_url", not onvif), ("sub_url", not onvif)):
            self.fields[name].setVisible(shown)
        for name, field in self.fields.items():
            field.set_error(words.reason_text(form.reasons[name]) if name in form.reasons else "")
            field.setEnabled(not running or name in ("code", "name", "area"))
        self._kind.setEnabled(not running)
        self._render_looking(running)
        self._render_seen()
        for box, on in ((self.record, form.record), (self.ptz, form.ptz)):
            box.blockSignals(True)
            box.setChecked(on)
            box.blockSignals(False)
        self.ptz.setVisible(onvif)
        self.save_button.setEnabled(not form.saving and not running)
        self._hint.setText(words.reason_text("look_first") if form.moved and not running else "")
        self._banner.setVisible(form.error is not None and not form.reasons)
        if form.error is not None and not form.reasons:
            self._banner.set(headline(form.error), "bad")

    def _render_looking(self, running: bool) -> None:
        done = self.form.looking is Looking.DONE
        verb = translate("cameras", "Connect again") if done else translate("cameras", "Connect")
        self.look_button.setText(translate("cameras", "Stop") if running else verb)
        self.look_button.set_icon("close" if running else "lan-connect")
        searching = self.form.searching
        self.look_button.setEnabled(not searching)
        self.search_button.setVisible(self.form.kind == ONVIF and not running)
        self.search_button.setEnabled(not searching)
        self._bar.setVisible(running or searching)
        step = words.step_text(self.form.step) if running else ""
        self._step.setText(translate("cameras", "Searching…") if searching else step)

    def _render_seen(self) -> None:
        form, probe, check = self.form, self.form.probe, self.form.check
        self._render_still()
        if form.kind == URL:
            self._maker.set_text(words.picture_text(check.codec, check.width, check.height, check.fps) if check else "")
            self._about.set_text("")
        else:
            self._maker.set_text(f"{probe.maker} {probe.model}".strip() if probe else "")
            self._about.set_text(" · ".join(part for part in (probe.firmware, probe.mac) if part) if probe else "")
        for name, combo, token in (
            ("profile_main", self.main, form.main_token),
            ("profile_sub", self.sub, form.sub_token),
        ):
            self.fields[name].setVisible(bool(form.profiles) and form.kind == ONVIF)
            self._choices(combo, token, optional=name == "profile_sub")

    def _render_still(self) -> None:
        done, data = self.form.looking is Looking.DONE, self.form.still
        if (done, data) == self._still_shown:
            return
        self._still_shown = (done, data)
        picture = QPixmap()
        if data and picture.loadFromData(data):
            size = self._still.size()
            shown = picture.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
            self._still.setPixmap(shown)
            return
        waiting = translate("cameras", "The camera's picture appears here once it is connected")
        self._still.setText(translate("cameras", "The camera gives no still picture") if done else waiting)

    def _choices(self, combo: QComboBox, token: str, *, optional: bool) -> None:
        combo.clear()
        if optional:
            combo.addItem(translate("cameras", "None: show the main stream"), "")
        for profile in self.form.profiles:
            combo.addItem(words.profile_text(profile), profile.token)
        combo.setCurrentIndex(max(0, combo.findData(token)))

    # -- work

    def _look_or_cancel(self) -> None:
        if self.form.running:
            self._cancel.set()
            self._set(forms.look_cancelled(self.form))
            return
        self._set(forms.look_begun(self.form))
        if not self.form.running:
            return
        self._cancel = threading.Event()
        form, ticket = self.form, self.form.ticket
        failed = partial(self._look_failed, ticket)
        if form.kind == URL:
            self._parts.tasks.submit(self._stream_work(form), partial(self._stream_seen, ticket), failed)
        else:
            self._parts.tasks.submit(self._probe_work(form, ticket), partial(self._probed, ticket), failed)

    def _search(self) -> None:
        self._set(forms.search_begun(self.form))
        devices, actor = self._parts.devices, self._session.actor
        self._parts.tasks.submit(lambda: devices.search(actor), self._searched, self._search_failed)

    def _searched(self, found: tuple[FoundView, ...]) -> None:
        if self._closed:
            return
        self._set(forms.searched(self.form, found))
        self.found_menu.clear()
        for one in found:
            entry = self.found_menu.addAction(words.found_text(one))
            entry.setEnabled(not one.known)
            entry.triggered.connect(partial(self._take_found, one))
        if found:
            self.found_menu.popup(self.address.mapToGlobal(self.address.rect().bottomLeft()))

    def _take_found(self, found: FoundView) -> None:
        self.address.setText(found.address)
        self._type("address", found.address)
        self.user.setFocus(Qt.FocusReason.OtherFocusReason)

    def _search_failed(self, error: Exception) -> None:
        if not isinstance(error, VmsError):
            raise error
        if not self._closed:
            self._set(forms.search_failed(self.form, error))

    def _password(self, form: Form) -> Secret | None:
        """What was typed, or what is stored for the camera being changed. On a worker's thread."""
        if form.password is not None or form.before is None or not form.before.has_password:
            return form.password
        return self._parts.cameras.credentials(form.before.id)[1]

    def _probe_work(self, form: Form, ticket: int) -> Callable[[], ProbeResult]:
        devices, actor, cancel = self._parts.devices, self._session.actor, self._cancel
        post = self._bridge.post

        def told(step: str) -> None:
            post(lambda: self._set(forms.step_told(self.form, ticket, step)))

        def work() -> ProbeResult:
            password = self._password(form)
            return devices.probe(actor, form.address, form.user, password, progress=told, cancelled=cancel.is_set)

        return work

    def _stream_work(self, form: Form) -> Callable[[], StreamCheck]:
        devices, actor = self._parts.devices, self._session.actor
        return lambda: devices.try_stream(actor, form.main_url, form.user, self._password(form))

    def _probed(self, ticket: int, result: ProbeResult) -> None:
        if not self._cancel.is_set() and not self._closed:
            self._set(forms.probed(self.form, ticket, result))

    def _stream_seen(self, ticket: int, check: StreamCheck) -> None:
        if not self._cancel.is_set() and not self._closed:
            self._set(forms.stream_seen(self.form, ticket, check))

    def _look_failed(self, ticket: int, error: Exception) -> None:
        if isinstance(error, Cancelled) or self._cancel.is_set() or self._closed:
            return
        if not isinstance(error, VmsError):
            raise error
        self._set(forms.look_failed(self.form, ticket, error))

    def _save(self) -> None:
        self._set(forms.checked(self.form))
        if self.form.reasons:
            self._focus_first()
            return
        self._set(forms.save_begun(self.form))
        draft, before, actor = forms.draft_of(self.form), self.form.before, self._session.actor
        cameras = self._parts.cameras
        try:
            self.saved = cameras.edit(actor, before.id, draft) if before else cameras.add(actor, draft)
        except VmsError as error:
            self._set(forms.save_failed(self.form, error))
            self._focus_first()
            return
        self.accept()

    def _focus_first(self) -> None:
        for name, field in self.fields.items():
            if name in self.form.reasons and field.isVisibleTo(self):
                field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def done(self, result: int) -> None:
        """Closed: what is under way is no longer wanted."""
        self._closed = True
        self._cancel.set()
        self._bridge.close()
        super().done(result)
