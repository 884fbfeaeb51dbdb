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
from vms.ui.incidents.cards import CourseCard, EvidenceTile, MeasuresCard, PeopleCard, tab_after
from vms.ui.incidents.incident_list import IncidentList
from vms.ui.incidents.minutes_card import MinutesCard
from vms.ui.incidents.preview import Preview
from vms.ui.incidents.stages import Stages
from vms.ui.messages import reason_text

translate = QCoreApplication.translate

_PREVIEW_FROM = 1200  # px of the page at 100 %; narrower, the cards would be cut


_PREVIEW, _PREVIEW_WIDE, _WIDE_FROM = 400, 540, 1700


class EvidenceCard(Card):
    """3 · Chứng cứ: tiles, and until when the footage is held."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margin=12, parent=parent)
        self.held = Badge("", "hold", "lock")
        self.add_button = Button(translate("Incidents", "Add from playback"), "quiet", "plus", fit="dense")
        self.foreign = Button("", "quiet", "file-import", fit="dense")
        self.export = icon_button("usb-flash-drive", translate("Incidents", "Export evidence"))
        head = row(label("3", "number"), spacing=10)
        head.addWidget(ElidedLabel(translate("Incidents", "Evidence"), "card_title"), 1)
        for widget in (self.foreign, self.add_button, self.export):
            head.addWidget(widget)
        self.body.addLayout(head)
        self.body.addWidget(self.held, 0, Qt.AlignmentFlag.AlignLeft)
        self._tiles: list[EvidenceTile] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(8)
        self.body.addLayout(self._grid)
        self._none = label(
            translate("Incidents", "No clip or still yet. Mark a stretch in playback and cut it."), "hint", wrap=True
        )
        self.body.addWidget(self._none)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many tiles in a row as there is room for."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        if not self._tiles:
            return
        fit = max(1, (self.width() - 24 + 8) // (self._tiles[0].width() + 8))
        for place in range(self._grid.columnCount()):
            self._grid.setColumnStretch(place, 0)
        for at, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, at // fit, at % fit, Qt.AlignmentFlag.AlignLeft)
            tile.show()  # now: it may be given the focus
        self._grid.setColumnStretch(fit, 1)

    def show_foreign(self, count: int, may_add: bool) -> None:
        """How many files from outside belong to the incident."""
        words = translate("Incidents", "From outside")
        self.foreign.setText(f"{words} ({count})" if count else words)
        self.foreign.setToolTip(translate("Incidents", "Files from outside: a phone's clip, another recorder's"))
        self.foreign.setVisible(bool(count) or may_add)

    def show_tiles(self, tiles: Sequence[EvidenceTile], hold_until_us: int | None) -> None:
        """Tiles in rows."""
        focus = self.window().focusWidget()
        held = (tile.item.id for tile in self._tiles if focus and (tile is focus or tile.isAncestorOf(focus)))
        focused = next(held, None)
        clear(self._grid)
        self._tiles = list(tiles)
        self._place()
        tab_after(self.export, tiles)
        for tile in tiles:
            if tile.item.id == focused:
                tile.setFocus(Qt.FocusReason.OtherFocusReason)
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
        self._disk = IconLabel("content-save", "t2", 18)
        inside = row(self._disk, spacing=8, margins=(16, 12, 16, 12), parent=self)
        inside.addWidget(self.saved, 1)
        acts = (self.close_incident, self.reopen, self.void, self.give_back, self.why, self.submit, self.issue)
        for widget in acts:
            inside.addWidget(widget)
        # Hidden until an incident says which can be done: all of them at once would widen the window for good.
        self._disk.hide()
        for button in (*acts[:4], *acts[5:]):
            button.hide()

    def forget_saved(self) -> None:
        """Another incident: nothing of it was saved by itself yet."""
        self._disk.hide()
        self.saved.set_text("")

    def show_saved(self, instant: int) -> None:
        """Kept by itself at."""
        self._disk.show()
        self.saved.set_text(translate("Incidents", "Saved {time}").format(time=time_text(instant)))


class IncidentsView(QWidget):
    """Three columns: 240, the rest, 400. In a narrow window or with large text the preview takes the list's place."""

    def __init__(self, may_open: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = IncidentList(may_open)
        self.title = ElidedLabel("", "title")
        self.edit = icon_button("pencil", translate("Incidents", "Edit the incident"), "bare")
        self.about = label("", "secondary")
        self.preview_button = icon_button("file-eye", translate("Incidents", "Preview in place of the list"), "bare")
        self.preview_button.setCheckable(True)
        self.preview_button.toggled.connect(lambda _on: self._share_room())
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
        scroll.setAccessibleName(translate("Incidents", "Incident"))
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(cards)
        first = row(spacing=8)
        first.addWidget(self.title, 1)
        first.addWidget(self.edit)
        first.addWidget(self.about)
        first.addWidget(self.preview_button)
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
        body = column(spacing=12, margins=(16, 8, 12, 12), parent=right)
        body.addWidget(self.preview, 1)
        body.addWidget(self._missing_title)
        body.addLayout(self._missing)
        return right

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the preview gives way to what is being written, until it is asked for."""
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        narrow, shown = self.width() < theme.length(_PREVIEW_FROM), self._stack.currentIndex() == 1
        preview = shown and (not narrow or self.preview_button.isChecked())
        self.preview_button.setVisible(narrow)
        self.list.setVisible(not narrow or not preview)
        self._right_side.setFixedWidth(_PREVIEW_WIDE if self.width() >= _WIDE_FROM else _PREVIEW)
        self._right_side.setVisible(preview)

    def show_nothing(self) -> None:
        """No incident is chosen."""
        self._stack.setCurrentIndex(0)
        self._right_side.hide()

    def show_incident(self, incident: IncidentView, editable: bool) -> None:
        """Head and cards; evidence tiles and minutes come separately."""
        self._stack.setCurrentIndex(1)
        self._share_room()
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
        self.foot.why.setToolTip("\n".join(map(reason_text, codes)))
        self._missing_title.setVisible(bool(codes))
        for code in codes[:6]:
            line = row(IconLabel("alert-circle", "warn", 18), spacing=8)
            line.addWidget(label(reason_text(code), "secondary", wrap=True), 1)
            self._missing.addLayout(line)
        if len(codes) > 6:
            self._missing.addWidget(
                label(translate("Incidents", "and {count} more").format(count=len(codes) - 6), "hint")
            )
