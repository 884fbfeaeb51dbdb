"""The dialog that adds or changes a recorder of another make: a thin skin over ``form.RecorderForm``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QGridLayout,
    QLineEdit,
    QProgressBar,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from vms.core.errors import VmsError
from vms.core.redact import Secret
from vms.services.cameras import CameraView
from vms.services.foreign_recorders import FoundRecorder, FoundTrack, RecorderView
from vms.ui import theme
from vms.ui.arrange import column, row
from vms.ui.controls import Banner, Button, ElidedLabel, Segmented, divider, label
from vms.ui.errands import Errands
from vms.ui.fields import Field, NumberEdit, PasswordEdit
from vms.ui.messages import reason_text
from vms.ui.parts import Parts
from vms.ui.recorders import form as forms
from vms.ui.recorders import words
from vms.ui.recorders.form import RecorderForm
from vms.ui.session import Session

translate = QCoreApplication.translate
_WIDE = 680
_HEAD_HIGH, _ROW_HIGH, _MOST_ROWS = 36, 38, 6


class RecorderDialog(QDialog):
    """Where the recorder is, what it keeps, and which camera each recording shows. ``saved`` holds the outcome."""

    def __init__(
        self, parts: Parts, session: Session, form: RecorderForm, cameras: Mapping[int, CameraView], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.form = form
        self.saved: RecorderView | None = None
        self._parts, self._session, self._cameras = parts, session, cameras
        self._errands = Errands(parts.tasks)
        self._rows_of: FoundRecorder | None = None
        self.choices: dict[str, QComboBox] = {}
        new = form.before is None
        title = translate("Recorders", "Add a recorder") if new else translate("Recorders", "Change the recorder")
        self.setWindowTitle(title)
        self.setFixedWidth(theme.length(_WIDE))
        self._make_fields()
        self._banner = Banner("", "bad")
        inside = column(label(title, "card_title"), self._where(), self._look_row(), self._banner, spacing=8)
        inside.addWidget(self._found_box())
        inside.setContentsMargins(24, 20, 24, 12)
        foot = QFrame()
        foot.setProperty("kind", "dialog_foot")
        foot.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._hint = label("", "hint")
        stop = Button(translate("Recorders", "Cancel"))
        stop.setAutoDefault(False)
        stop.clicked.connect(self.reject)
        verb = translate("Recorders", "Add the recorder") if new else translate("Recorders", "Save")
        self.save_button = Button(verb, "primary")
        self.save_button.setAutoDefault(False)
        self.save_button.clicked.connect(self._save)
        row(self._hint, None, stop, self.save_button, margins=(24, 12, 24, 12), parent=foot)
        column(inside, foot, spacing=0, parent=self)
        self._fill()
        self._render()

    # -- building

    def _make_fields(self) -> None:
        self.name, self.address, self.user = (QLineEdit() for _ in range(3))
        self.password = PasswordEdit()
        self.port = NumberEdit(1, 65_535)
        self.kind = Segmented(
            [
                (forms.AUTO, translate("Recorders", "By itself (ONVIF)")),
                ("hikvision", "Hikvision"),
                ("dahua", "Dahua"),
            ],
            self.form.kind,
        )
        self.kind.setAccessibleName(translate("Recorders", "How it is asked"))
        self.kind.changed.connect(lambda value: self._type("kind", value))
        keep = translate("Recorders", "Empty: keep the old one") if self.form.before else ""
        self.name.setPlaceholderText(translate("Recorders", "Such as: old recorder in the guard room"))
        self.fields = {
            "address": Field(
                translate("Recorders", "Address"),
                self.address,
                translate("Recorders", "Such as 192.168.1.20 or 192.168.1.20:8080"),
            ),
            "name": Field(translate("Recorders", "Name"), self.name),
            "user": Field(translate("Recorders", "User"), self.user),
            "password": Field(translate("Recorders", "Password"), self.password, keep),
            "rtsp_port": Field(translate("Recorders", "RTSP port"), self.port),
        }
        for name in ("address", "name", "user"):
            getattr(self, name).textEdited.connect(partial(self._type, name))
        self.address.returnPressed.connect(self._look_or_stop)
        self.password.returnPressed.connect(self._look_or_stop)
        self.password.textEdited.connect(lambda text: self._type("password", Secret(text) if text else None))
        self.port.valueChanged.connect(partial(self._type, "rtsp_port"))

    def _where(self) -> QWidget:
        box = QWidget()
        first, second = row(spacing=16), row(spacing=16)
        for line, names in ((first, ("address", "name")), (second, ("user", "password"))):
            for name in names:
                line.addWidget(self.fields[name], 1)
        second.addWidget(self.fields["rtsp_port"])
        column(first, second, row(label(translate("Recorders", "How it is asked"), "form_label"), self.kind, None),
               spacing=4, parent=box)  # fmt: skip
        return box

    def _look_row(self) -> QWidget:
        self.look_button = Button("", "default", "lan-connect")
        self.look_button.setAutoDefault(False)
        self.look_button.clicked.connect(self._look_or_stop)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(96)
        self._bar.setAccessibleName(translate("Recorders", "Asking the recorder…"))
        self._step = label("", "secondary")
        box = QWidget()
        row(self.look_button, self._bar, self._step, None, spacing=12, margins=(0, 8, 0, 4), parent=box)
        return box

    def _found_box(self) -> QWidget:
        self._maker = ElidedLabel("", "strong")
        self._about = ElidedLabel("", "secondary")
        self._rows = QGridLayout()
        self._rows.setContentsMargins(0, 4, 0, 4)
        self._rows.setHorizontalSpacing(12)
        self._rows.setVerticalSpacing(6)
        self._rows.setColumnStretch(0, 3)
        self._rows.setColumnStretch(1, 4)
        self._rows.setColumnMinimumWidth(2, theme.length(220))
        inside = QWidget()
        inside.setProperty("kind", "scroll_body")
        inside.setLayout(self._rows)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        self._found = QWidget()
        column(divider(), self._maker, self._about, self._scroll, spacing=6, parent=self._found)
        return self._found

    # -- state to widgets

    def _fill(self) -> None:
        self.address.setText(words.host_of(self.form.address) if self.form.before else "")
        self.name.setText(self.form.name)
        self.user.setText(self.form.user)
        self.port.blockSignals(True)
        self.port.setValue(self.form.rtsp_port)
        self.port.blockSignals(False)

    def _set(self, form: RecorderForm) -> None:
        self.form = form
        self._render()

    def _type(self, name: str, value: object) -> None:
        self._set(forms.typed(self.form, name, value))

    def _render(self) -> None:
        form = self.form
        for name, field in self.fields.items():
            field.set_error(reason_text(form.reasons[name]) if name in form.reasons else "")
            field.setEnabled(not form.running)
        self.fields["rtsp_port"].setVisible(form.kind != forms.AUTO)
        self.kind.setEnabled(not form.running)
        again = translate("Recorders", "Connect again") if form.found else translate("Recorders", "Connect")
        self.look_button.setText(translate("Recorders", "Stop") if form.running else again)
        self.look_button.set_icon("close" if form.running else "lan-connect")
        self._bar.setVisible(form.running)
        self._step.setText(translate("Recorders", "Asking the recorder…") if form.running else "")
        if not self.name.text() and form.name:
            self.name.setText(form.name)
        trouble = form.error is not None and not form.reasons
        self._banner.setVisible(trouble)
        if form.error is not None and trouble:
            self._banner.set(words.problem_text(form.error), "bad")
        self._render_found()
        self.save_button.setEnabled(form.found is not None and not form.running)
        waits = form.found is None and not form.running
        self._hint.setText(translate("Recorders", "Connect first: then its recordings are shown.") if waits else "")
        self._fit()

    def _render_found(self) -> None:
        found = self.form.found
        self._found.setVisible(found is not None)
        if found is None or found is self._rows_of:
            return
        self._rows_of = found
        made = f"{found.maker} {found.model}".strip() or translate("Recorders", "Recorder")
        self._maker.set_text(made)
        told = (words.way_text(found.kind), words.clock_text(found.clock_offset_us))
        self._about.set_text(" · ".join(part for part in told if part))
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.choices = {}
        for at, text in enumerate((
            translate("Recorders", "Recording"), translate("Recorders", "Keeps"), translate("Recorders", "Shows camera")
        )):  # fmt: skip
            self._rows.addWidget(label(text, "caption"), 0, at)
        for at, track in enumerate(found.tracks, 1):
            self._add_row(at, track)
        if not found.tracks:
            none = translate("Recorders", "The recorder lists no recordings.")
            self._rows.addWidget(label(none, "hint"), 1, 0, 1, 3)

    def _add_row(self, at: int, track: FoundTrack) -> None:
        name = track.name
        if name == track.token and name.isdigit():
            name = translate("Recorders", "Channel {0}").format(name)
        choice = QComboBox()
        choice.setProperty("fit", "dense")
        choice.setAccessibleName(translate("Recorders", "Camera that {0} shows").format(name))
        choice.addItem(translate("Recorders", "None of ours"), None)
        for number, camera in self._cameras.items():
            choice.addItem(camera.label, number)
        choice.setCurrentIndex(max(0, choice.findData(self.form.shows.get(track.token))))
        choice.activated.connect(lambda _at, token=track.token, box=choice: self._show(token, box.currentData()))
        self.choices[track.token] = choice
        self._rows.addWidget(ElidedLabel(name, "strong"), at, 0)
        self._rows.addWidget(ElidedLabel(words.kept_text(track.spans, track.sure), "secondary"), at, 1)
        self._rows.addWidget(choice, at, 2)

    def _show(self, token: str, camera_id: int | None) -> None:
        self.form = forms.shown(self.form, token, camera_id)

    def _fit(self) -> None:
        """The list as high as its rows, up to some of them."""
        lines = max(1, len(self.form.found.tracks) if self.form.found else 0)
        high = theme.length(_HEAD_HIGH + _ROW_HIGH * min(lines, _MOST_ROWS))
        self._scroll.setFixedHeight(high)

    def event(self, event: QEvent) -> bool:
        """After each change of what is in it, as high as that needs."""
        asked = event.type() == QEvent.Type.LayoutRequest
        handled = super().event(event)
        if asked:  # for any other event there may be nothing left of the dialog by now
            layout = self.layout()
            assert layout is not None
            self.setFixedHeight(layout.totalHeightForWidth(self.width()))
        return handled

    # -- work

    def _look_or_stop(self) -> None:
        if self.form.running:
            self._set(forms.look_cancelled(self.form))
            return
        self._set(forms.look_begun(self.form))
        form, recorders, actor = self.form, self._parts.recorders, self._session.actor
        names = {number: (camera.code, camera.name) for number, camera in self._cameras.items()}

        def done(found: FoundRecorder) -> None:
            self._set(forms.looked(self.form, form.ticket, found, names))

        self._errands.submit(
            lambda: recorders.look(actor, forms.draft_of(form), form.number), done, partial(self._failed, form.ticket)
        )

    def _failed(self, ticket: int, error: Exception) -> None:
        if not isinstance(error, VmsError):
            raise error
        self._set(forms.failed(self.form, ticket, error))
        self._focus_first()

    def _save(self) -> None:
        form = self.form
        if form.found is None:
            return
        try:
            self.saved = self._parts.recorders.save(
                self._session.actor, forms.draft_of(form), form.found, form.shows, form.number
            )
        except VmsError as error:
            self._failed(form.ticket, error)
            return
        self.accept()

    def _focus_first(self) -> None:
        for name, field in self.fields.items():
            if name in self.form.reasons and field.isVisibleTo(self):
                field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def done(self, result: int) -> None:
        """Closed: what is under way is no longer wanted."""
        self._errands.close()
        super().done(result)
