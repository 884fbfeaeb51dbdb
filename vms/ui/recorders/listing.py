"""The recorders of other makes that are known: what they keep, how they are, and what can be done with them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QStackedWidget, QWidget

from vms.core.errors import CameraError, VmsError
from vms.services.cameras import CameraView
from vms.services.foreign_recorders import RecorderView
from vms.ui import theme
from vms.ui.arrange import clear, column, row
from vms.ui.badges import Badge
from vms.ui.controls import Button, Card, ElidedLabel, EmptyState, divider, label
from vms.ui.errands import Errands
from vms.ui.icons import IconLabel
from vms.ui.messages import headline
from vms.ui.navigator import Navigator
from vms.ui.parts import Parts
from vms.ui.recorders import words
from vms.ui.recorders.dialog import RecorderDialog
from vms.ui.recorders.form import RecorderForm, form_of
from vms.ui.session import Session

translate = QCoreApplication.translate
_SIZE = (760, 560)


class RecordersDialog(QDialog):
    """Other recorders, for IT. GUI thread; they are asked through the tasks."""

    def __init__(self, parts: Parts, session: Session, navigator: Navigator, parent: QWidget) -> None:
        super().__init__(parent)
        self._parts, self._session, self._navigator = parts, session, navigator
        self._errands = Errands(parts.tasks)
        self._asking: set[int] = set()
        self.cards: dict[int, RecorderCard] = {}
        self._open = True
        self.setWindowTitle(translate("Recorders", "Other recorders"))
        self.resize(*(theme.length(side) for side in _SIZE))
        self.add_button = Button(translate("Recorders", "Add a recorder"), "primary", "plus")
        self.add_button.setAutoDefault(False)
        self.add_button.clicked.connect(lambda: self.edit(None))
        about = translate(
            "Recorders",
            "Footage that recorders of other makes have of our cameras is copied here when somebody looks at it, "
            "and every copy says where it comes from.",
        )
        self._list = column(spacing=8)
        body = QWidget()
        body.setProperty("kind", "scroll_body")
        column(self._list, None, parent=body)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(body)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty())
        self._stack.addWidget(area)
        self._trouble = label("", "secondary", wrap=True, state="bad")
        self._trouble.hide()
        close = Button(translate("Recorders", "Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        head = row(label(translate("Recorders", "Other recorders"), "card_title"), None, self.add_button)
        whole = column(head, label(about, "secondary", wrap=True), self._trouble, spacing=12, margins=(24, 20, 24, 16))
        whole.addWidget(self._stack, 1)
        whole.addLayout(row(None, close))
        self.setLayout(whole)
        self.reload()

    def _empty(self) -> QWidget:
        text = translate("Recorders", "Add one by its address. Nothing is changed in the recorder.")
        return EmptyState("harddisk", translate("Recorders", "No other recorder yet"), text)

    def reload(self) -> None:
        """Read the catalogue again."""
        try:
            found = self._parts.recorders.all(self._session.actor)
        except VmsError as error:
            self._tell(headline(error))
            return
        clear(self._list)
        self.cards = {view.id: self._card(view) for view in found}
        for card in self.cards.values():
            self._list.addWidget(card)
        self._stack.setCurrentIndex(1 if found else 0)

    def _card(self, view: RecorderView) -> RecorderCard:
        card = RecorderCard(view, asking=view.id in self._asking)
        card.refresh_button.clicked.connect(partial(self.refresh, view.id))
        card.edit_button.clicked.connect(partial(self.edit, view))
        card.remove_button.clicked.connect(partial(self.remove, view))
        return card

    def _tell(self, text: str) -> None:
        self._trouble.setText(text)
        self._trouble.setVisible(bool(text))

    def edit(self, view: RecorderView | None) -> None:
        """Add a recorder (None) or change one."""
        try:
            cameras = self._parts.cameras.all(self._session.actor)
        except VmsError as error:
            self._tell(headline(error))
            return
        known: dict[int, CameraView] = {camera.id: camera for camera in cameras}
        form = form_of(view) if view else RecorderForm()
        dialog = RecorderDialog(self._parts, self._session, form, known, self)
        dialog.exec()
        saved = dialog.saved
        dialog.deleteLater()
        if saved is not None:
            self._tell("")
            self.reload()
            self.cards[saved.id].edit_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def remove(self, view: RecorderView) -> None:
        """Take it off the list, at once; the toast undoes it."""
        try:
            self._parts.recorders.remove(self._session.actor, view.id)
        except VmsError as error:
            self._tell(headline(error))
            return
        self.reload()
        title = translate("Recorders", "Recorder taken off the list; its copies stay")
        self._navigator.notify(title, view.name, undo=lambda: self._restore(view.id))

    def _restore(self, recorder_id: int) -> None:
        try:
            self._parts.recorders.restore(self._session.actor, recorder_id)
        except VmsError as error:
            self._navigator.fail(error)
            return
        if self._open:
            self.reload()

    def refresh(self, recorder_id: int) -> None:
        """Ask it anew what it keeps."""
        if recorder_id in self._asking:
            return
        self._asking.add(recorder_id)
        self.reload()
        recorders, actor = self._parts.recorders, self._session.actor

        def done(_view: RecorderView) -> None:
            self._asking.discard(recorder_id)
            self._tell("")
            self.reload()

        def failed(error: Exception) -> None:
            self._asking.discard(recorder_id)
            self.reload()
            if not isinstance(error, CameraError):  # that one its card tells
                self._tell(headline(error))

        self._errands.submit(lambda: recorders.refresh(actor, recorder_id), done, failed)

    def done(self, result: int) -> None:
        """Closed: late answers find nobody."""
        self._open = False
        self._errands.close()
        super().done(result)


class RecorderCard(Card):
    """One recorder: its name and state, who made it, its recordings and the cameras they show."""

    def __init__(self, view: RecorderView, *, asking: bool) -> None:
        super().__init__(margin=12)
        title = ElidedLabel(view.name, "strong")
        badge = Badge("", "neutral")
        if view.problem:
            badge.set(translate("Recorders", "Does not answer as it should"), "warn", "alert")
            self.set_state("warn")
        else:
            badge.set(translate("Recorders", "Answers"), "ok", "check-circle")
        head = row(spacing=8)
        head.addWidget(title, 1)
        head.addWidget(badge)
        self.body.setSpacing(6)
        self.body.addLayout(head)
        self.add(ElidedLabel(words.about_text(view), "caption"))
        for icon_name, text in (
            ("alert", words.code_text(view.problem) if view.problem else ""),
            ("clock-alert", words.clock_text(view.clock_offset_us)),
        ):
            if text:
                line = row(spacing=8)
                line.addWidget(IconLabel(icon_name, "warn", 18), 0, Qt.AlignmentFlag.AlignTop)
                line.addWidget(label(text, "secondary", wrap=True), 1)
                self.body.addLayout(line)
        self.add(divider())
        for track in view.tracks:
            self.body.addLayout(self._track(track.name, track.camera, words.kept_text(track.spans, track.sure)))
        if not view.tracks:
            self.add(label(translate("Recorders", "The recorder lists no recordings."), "hint"))
        asked = translate("Recorders", "Asking the recorder…") if asking else translate("Recorders", "Ask again")
        self.refresh_button = Button(asked, "default", "refresh", "dense")
        self.refresh_button.setEnabled(not asking)
        self.edit_button = Button(translate("Recorders", "Change"), "default", "pencil", "dense")
        self.remove_button = Button(translate("Recorders", "Take off the list"), "quiet_text", "close", "dense")
        for button in (self.refresh_button, self.edit_button, self.remove_button):
            button.setAutoDefault(False)
        self.body.addLayout(row(self.refresh_button, self.edit_button, None, self.remove_button))
        self.setAccessibleName(view.name)

    @staticmethod
    def _track(name: str, camera: str, kept: str) -> QHBoxLayout:
        line = row(spacing=12)
        shown = name if not name.isdigit() else translate("Recorders", "Channel {0}").format(name)
        line.addWidget(ElidedLabel(shown), 3)
        line.addWidget(ElidedLabel(kept, "secondary"), 4)
        line.addWidget(ElidedLabel(camera or translate("Recorders", "None of our cameras"), "secondary"), 3)
        return line
