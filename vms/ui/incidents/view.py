"""The page's widgets: list, the incident with its cards and action row, preview with what is missing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QStackedWidget, QWidget

from vms.core.instants import date_text, time_text
from vms.services.incident_views import IncidentView
from vms.ui import theme
from vms.ui.arrange import clear, column, row
from vms.ui.controls import Badge, Button, Card, ElidedLabel, EmptyState, icon_button, label
from vms.ui.icons import IconLabel
from vms.ui.incidents.cards import CourseCard, EvidenceTile, MeasuresCard, PeopleCard
from vms.ui.incidents.incident_list import IncidentList
from vms.ui.incidents.minutes_card import MinutesCard
from vms.ui.incidents.preview import Preview
from vms.ui.incidents.stages import Stages
from vms.ui.messages import reason_text

translate = QCoreApplication.translate

_TILES_A_ROW = 3
_PREVIEW_FROM = 1100  # px of the page; narrower, the cards would be cut


class EvidenceCard(Card):
    """3 · Chứng cứ: tiles, and until when the footage is held."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margin=12, parent=parent)
        self.held = Badge("", "hold", "lock")
        self.add_button = Button(translate("Incidents", "Add from playback"), "quiet", "plus", fit="dense")
        self.export = icon_button("usb-flash-drive", translate("Incidents", "Export evidence"))
        title = label(translate("Incidents", "Evidence"), "card_title")
        self.body.addLayout(row(label("3", "number"), title, None, self.held, self.add_button, self.export, spacing=10))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(8)
        self.body.addLayout(self._grid)
        self._none = label(
            translate("Incidents", "No clip or still yet. Mark a stretch in playback and cut it."), "hint", wrap=True
        )
        self.body.addWidget(self._none)

    def show_tiles(self, tiles: Sequence[EvidenceTile], hold_until_us: int | None) -> None:
        """Tiles in rows."""
        clear(self._grid)
        for at, tile in enumerate(tiles):
            self._grid.addWidget(tile, at // _TILES_A_ROW, at % _TILES_A_ROW, Qt.AlignmentFlag.AlignLeft)
        self._grid.setColumnStretch(_TILES_A_ROW, 1)
        self._none.setVisible(not tiles)
        self.held.setVisible(hold_until_us is not None)
        if hold_until_us is not None:
            words = translate("Incidents", "Held until {date}").format(date=date_text(hold_until_us))
            self.held.set(words, "hold", "lock")


class Foot(QFrame):
    """The action row: what was saved, what can be done now, and why the rest can't."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setProperty("side", "bottom")
        self.saved = ElidedLabel("", "secondary")
        self.why = label("", "secondary")
        self.close_incident = Button(translate("Incidents", "Close incident"))
        self.reopen = Button(translate("Incidents", "Reopen"))
        self.void = Button(translate("Incidents", "Void"), "danger_outline")
        self.give_back = Button(translate("Incidents", "Return"))
        self.submit = Button(translate("Incidents", "Submit to the board"), "primary", "send")
        self.issue = Button(translate("Incidents", "Issue, give number"), "primary", "file-sign")
        inside = row(spacing=8, margins=(16, 12, 16, 12), parent=self)
        inside.addWidget(self.saved, 1)
        acts = (self.close_incident, self.reopen, self.void, self.give_back, self.submit, self.issue)
        for widget in (self.why, *acts):
            inside.addWidget(widget)

    def show_saved(self, instant: int) -> None:
        """Kept by itself at."""
        self.saved.set_text(translate("Incidents", "Saved {time}").format(time=time_text(instant)))


class IncidentsView(QWidget):
    """Three columns: 240, the rest, 400."""

    def __init__(self, may_open: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = IncidentList(may_open)
        self.title = ElidedLabel("", "title")
        self.edit = icon_button("pencil", translate("Incidents", "Edit the incident"), "bare")
        self.about = label("", "secondary")
        self.stages = Stages()
        self.course, self.people, self.evidence = CourseCard(), PeopleCard(), EvidenceCard()
        self.measures, self.minutes = MeasuresCard(), MinutesCard()
        self.foot = Foot()
        self.preview = Preview()
        self._missing_title = label(translate("Incidents", "Missing before it can be submitted"), "strong")
        self._missing = column(spacing=6)
        button = Button(translate("Incidents", "New incident"), "primary", "plus")
        button.clicked.connect(self.list.new_wanted)
        button.setVisible(may_open)
        nothing = EmptyState(
            "folder-open-outline",
            translate("Incidents", "No incident chosen"),
            translate("Incidents", "Open an incident to write down what happened, with pictures."),
            button,
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(nothing)
        self._stack.addWidget(self._middle())
        whole = row(self.list, spacing=0, parent=self)
        whole.addWidget(self._stack, 1)
        self._right_side = self._right()
        whole.addWidget(self._right_side)
        self.show_nothing()

    def _middle(self) -> QWidget:
        cards = QWidget()
        column(
            self.course, self.people, self.evidence, self.measures, self.minutes, None,
            spacing=8, margins=(16, 0, 16, 12), parent=cards,
        )  # fmt: skip
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(cards)
        first = row(spacing=8)
        first.addWidget(self.title, 1)
        first.addWidget(self.edit)
        first.addWidget(self.about)
        head = column(first, self.stages, spacing=6, margins=(16, 12, 16, 8))
        page = QWidget()
        inside = column(head, spacing=0, parent=page)
        inside.addWidget(scroll, 1)
        inside.addWidget(self.foot)
        return page

    def _right(self) -> QWidget:
        right = QFrame()
        right.setProperty("side", "right")
        right.setProperty("kind", "preview_side")
        right.setFixedWidth(theme.length(400))
        body = column(spacing=12, margins=(16, 8, 12, 12), parent=right)
        body.addWidget(self.preview, 1)
        body.addWidget(self._missing_title)
        body.addLayout(self._missing)
        return right

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the preview gives way to what is being written."""
        super().resizeEvent(event)
        self._right_side.setVisible(self._stack.currentIndex() == 1 and self.width() >= _PREVIEW_FROM)

    def show_nothing(self) -> None:
        """No incident is chosen."""
        self._stack.setCurrentIndex(0)
        self._right_side.hide()

    def show_incident(self, incident: IncidentView, editable: bool) -> None:
        """Head and cards; evidence tiles and minutes come separately."""
        self._stack.setCurrentIndex(1)
        self._right_side.setVisible(self.width() >= _PREVIEW_FROM)
        self.title.set_text(incident.title or translate("Incidents", "Untitled"))
        words = translate("Incidents", "{code} · opened {date} {time}")
        opened = incident.opened_us
        self.about.setText(words.format(code=incident.code, date=date_text(opened), time=time_text(opened)[:5]))
        self.about.setToolTip(incident.opened_by)
        number = incident.minutes.number if incident.minutes is not None else None
        self.stages.set_state(incident.state, number is not None)
        for card in (self.course, self.people, self.measures):
            card.set_editable(editable)
        self.edit.setVisible(editable)
        self.evidence.add_button.setVisible(editable)
        self.course.show(incident.notes)
        self.people.show(incident.people)
        self.measures.show(incident.measures)

    def show_missing(self, codes: Sequence[str]) -> None:
        """Each with an icon and its sentence."""
        clear(self._missing)
        self._missing_title.setVisible(bool(codes))
        for code in codes[:6]:
            line = row(IconLabel("alert-circle", "warn", 18), spacing=8)
            line.addWidget(label(reason_text(code), "secondary", wrap=True), 1)
            self._missing.addLayout(line)
        if len(codes) > 6:
            self._missing.addWidget(
                label(translate("Incidents", "and {count} more").format(count=len(codes) - 6), "hint")
            )
