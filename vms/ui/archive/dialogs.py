"""What the page asks before it opens an incident, holds footage, cuts a clip, or keeps a bookmark."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from vms.core.instants import Span, date_text, time_text
from vms.services.cameras import CameraView
from vms.services.incident_views import INCIDENT_KINDS, IncidentRow
from vms.ui.controls import Button
from vms.ui.dialogs import CardDialog
from vms.ui.fields import Field, NumberEdit
from vms.ui.incidents.words import kind_text
from vms.ui.words import duration_text

translate = QCoreApplication.translate


def camera_words(cameras: Sequence[CameraView]) -> str:
    """``C12 Cầu thang B``, or ``4 camera: C12, C11, C04, C10``."""
    if len(cameras) == 1:
        return cameras[0].label
    codes = ", ".join(camera.code for camera in cameras)
    return translate("Archive", "{count} cameras: {codes}").format(count=len(cameras), codes=codes)


def span_words(camera: str, span: Span) -> str:
    """``C12 Cầu thang B · 20/11/2026 09:41:52 – 09:43:10 · 1 phút 18 giây``."""
    times = f"{date_text(span.start)} {time_text(span.start)} – {time_text(span.end)}"
    return f"{camera} · {times} · {duration_text(span.length)}"


def moment_words(camera: str, instant: int) -> str:
    """``C12 Cầu thang B · 20/11/2026 09:41:52``."""
    return f"{camera} · {date_text(instant)} {time_text(instant)}"


class _AskDialog(CardDialog):
    """A card whose act is possible only once its line of text is written."""

    def __init__(
        self, title: str, icon_name: str, act: str, asked: str, hint: str, parent: QWidget | None, about: str
    ) -> None:
        super().__init__(title, icon_name, "accent", parent)
        self.add_text(about)
        self._line = QLineEdit()
        self._line.setMaxLength(200)
        self._line.setPlaceholderText(hint)
        self.add_widget(Field(asked, self._line, reserve=False))
        self.fill()
        self.add_button(Button(translate("Archive", "Cancel")), accepts=False)
        self.act_button = self.add_button(Button(act, "primary"), accepts=True)
        self.act_button.setDefault(True)
        self._line.textChanged.connect(lambda text: self.act_button.setEnabled(bool(text.strip())))
        self.act_button.setEnabled(False)
        self._line.setFocus()

    def fill(self) -> None:
        """Put further fields below the line."""

    @property
    def text(self) -> str:
        """What was written."""
        return self._line.text().strip()

    def set_text(self, text: str) -> None:
        """Write for the user; drives the dialog in tests."""
        self._line.setText(text)


class IncidentDialog(_AskDialog):
    """Title, kind and place of a new incident."""

    def __init__(self, camera: str, place: str, span: Span, parent: QWidget | None = None) -> None:
        self._place_offered = place
        super().__init__(
            translate("Archive", "Open an incident with this stretch?"),
            "folder-plus",
            translate("Archive", "Open incident"),
            translate("Archive", "What happened"),
            translate("Archive", "Two pupils fell on the stairs"),
            parent,
            span_words(camera, span),
        )

    def fill(self) -> None:
        """Kind and place."""
        self._kind = QComboBox()
        for code in INCIDENT_KINDS:
            self._kind.addItem(kind_text(code), code)
        self._place = QLineEdit(self._place_offered)
        self._place.setMaxLength(120)
        self.add_widget(Field(translate("Archive", "Kind"), self._kind, reserve=False))
        self.add_widget(Field(translate("Archive", "Place"), self._place, reserve=False))
        self.add_line("lock", "hold", translate("Archive", "The footage is held as long as the incident is open."))

    @property
    def kind(self) -> str:
        """Code of the kind."""
        return str(self._kind.currentData())

    @property
    def place(self) -> str:
        """Where it happened."""
        return self._place.text().strip()


class HoldDialog(_AskDialog):
    """Why and for how many days."""

    def __init__(self, camera: str, span: Span, parent: QWidget | None = None) -> None:
        super().__init__(
            translate("Archive", "Hold this stretch?"),
            "lock",
            translate("Archive", "Hold"),
            translate("Archive", "Reason"),
            translate("Archive", "A parent asked for it"),
            parent,
            span_words(camera, span),
        )

    def fill(self) -> None:
        """For how long."""
        self._days = NumberEdit(1, 365, translate("Archive", "days"))
        self._days.setValue(30)
        self.add_widget(Field(translate("Archive", "For"), self._days, reserve=False))
        self.add_line("shield-check", "ok", translate("Archive", "Until then retention does not delete it."))
        self.add_line("account-key", "t2", translate("Archive", "Only the board can release it earlier."))

    @property
    def days(self) -> int:
        """Days from now."""
        return self._days.value()


class BookmarkDialog(_AskDialog):
    """A note for the moment shown."""

    def __init__(self, camera: str, instant: int, parent: QWidget | None = None) -> None:
        super().__init__(
            translate("Archive", "Bookmark this moment"),
            "bookmark-outline",
            translate("Archive", "Bookmark"),
            translate("Archive", "Note"),
            translate("Archive", "What is to be seen"),
            parent,
            moment_words(camera, instant),
        )


class ChooseIncidentDialog(CardDialog):
    """Which open incident a clip or a still goes to."""

    def __init__(
        self,
        camera: str,
        span: Span,
        incidents: Sequence[IncidentRow],
        parent: QWidget | None = None,
        *,
        still: bool = False,
    ) -> None:
        if still:
            title, icon_name = translate("Archive", "Add this still to which incident?"), "camera"
            act = translate("Archive", "Add still")
        else:
            title, icon_name = translate("Archive", "Cut a clip for which incident?"), "content-cut"
            act = translate("Archive", "Cut clip")
        super().__init__(title, icon_name, "accent", parent)
        self.add_text(moment_words(camera, span.start) if still else span_words(camera, span))
        self._choice = QComboBox()
        for incident in incidents:
            self._choice.addItem(f"{incident.code} · {incident.title}", incident.id)
        self.add_widget(Field(translate("Archive", "Incident"), self._choice, reserve=False))
        self.add_button(Button(translate("Archive", "Cancel")), accepts=False)
        self.act_button = self.add_button(Button(act, "primary"), accepts=True)
        self.act_button.setDefault(True)
        self._choice.setFocus()

    @property
    def incident_id(self) -> int:
        """The incident chosen."""
        return int(self._choice.currentData())
