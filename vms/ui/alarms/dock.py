"""The alarm dock: what needs a person, until someone acknowledges it; then what was acknowledged lately."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from vms.services.alarm_views import AlarmStills, AlarmView
from vms.ui.alarms.bell import Bell
from vms.ui.alarms.book import Book
from vms.ui.alarms.card import AlarmCard, SettledRow
from vms.ui.alarms.sound_menu import SoundButton
from vms.ui.arrange import clear, column, row
from vms.ui.controls import Badge, Banner, Button, divider, label
from vms.ui.icons import IconLabel

translate = QCoreApplication.translate
NARROW, WIDE = 244, 272
SHOWN = 24  # more cards than this no one looks through; the rest stays in the list of all


class AlarmDock(QFrame):
    """The dock at the right of the wall. A card stays the same widget as long as its alarm waits."""

    acknowledge = Signal(object)
    incident = Signal(object)
    show_camera = Signal(object)
    details = Signal(object)
    stills_wanted = Signal(object)
    all_wanted = Signal()

    def __init__(self, bell: Bell, *, may_open_incident: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setProperty("side", "right")
        self.setAccessibleName(translate("alarms", "Alarms"))
        self._bell, self._may_open_incident = bell, may_open_incident
        self._cards: dict[int, AlarmCard] = {}
        self._settled: tuple[AlarmView, ...] | None = None
        self.badge = Badge("", "neutral")
        self.sound = SoundButton(bell)
        title = label(translate("alarms", "Alarms"), "card_title")
        head = row(title, None, self.badge, self.sound, margins=(12, 6, 8, 6))
        self.sound_line = Banner("", "warn")
        bell.changed.connect(self._show_sound)
        body = QWidget()
        body.setProperty("kind", "scroll_body")
        self._calm = self._quiet()
        self._list: QVBoxLayout = column(spacing=8)
        self.more = Button("", "quiet", fit="dense")
        self.more.clicked.connect(self.all_wanted)
        self._done: QVBoxLayout = column(spacing=0)
        self.all = Button(translate("alarms", "All"), "quiet", fit="dense")
        self.all.setToolTip(translate("alarms", "All alarms of the past"))
        self.all.clicked.connect(self.all_wanted)
        done_head = row(label(translate("alarms", "Acknowledged"), "caption"), None, self.all)
        inside = column(self._calm, self._list, self.more, done_head, self._done, None, spacing=8, parent=body)
        inside.setContentsMargins(8, 8, 8, 8)
        self.scroll_area = QScrollArea()
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll_area.setWidget(body)
        whole = column(head, divider(), self.sound_line, spacing=0, parent=self)
        whole.addWidget(self.scroll_area, 1)
        self.show_book(Book(), 0)
        self._show_sound()

    @staticmethod
    def _quiet() -> QWidget:
        box = QWidget()
        words = label(translate("alarms", "No alarms"), "secondary")
        row(IconLabel("check-circle", "t3", 18), words, None, margins=(4, 8, 4, 8), parent=box)
        return box

    @property
    def cards(self) -> list[AlarmCard]:
        """The cards of alarms that wait, top first."""
        return [self._cards[alarm_id] for alarm_id in self._cards]

    def show_book(self, book: Book, now_us: int) -> None:
        """Show what is known; cards are made, moved or taken away only where something changed."""
        waiting = book.waiting()
        shown = waiting[:SHOWN]
        wanted = {alarm.id: alarm for alarm in shown}
        self._drop(wanted)
        for at, alarm in enumerate(shown):
            card = self._cards.get(alarm.id)
            if card is None:
                card = self._cards[alarm.id] = self._make(alarm, now_us)
            elif card.alarm != alarm:
                card.show_alarm(alarm, now_us)
            else:
                card.tell_time(now_us)
            if self._list.indexOf(card) != at:
                self._list.removeWidget(card)
                self._list.insertWidget(at, card)
            if card.wants_stills:
                self.stills_wanted.emit(alarm)
        self._cards = {alarm.id: self._cards[alarm.id] for alarm in shown}
        count = max(book.waiting_count, len(waiting))
        self._calm.setVisible(not count)
        self.more.setVisible(count > len(shown))
        self.more.setText(translate("alarms", "{n} more wait: show all").format(n=count - len(shown)))
        self.badge.set(
            translate("alarms", "{n} new").format(n=count), "alarm" if any(one.tamper for one in waiting) else "warn"
        )
        self.badge.setVisible(bool(count))
        self._show_settled(tuple(book.settled()))

    def show_stills(self, alarm_id: int, stills: AlarmStills) -> None:
        """The pictures of an alarm, once read."""
        card = self._cards.get(alarm_id)
        if card is not None:
            card.show_stills(stills)

    def focus_card(self, card: AlarmCard) -> None:
        """Put the keyboard on a card's first button."""
        self.scroll_area.ensureWidgetVisible(card)
        card.confirm.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down go from card to card."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            if step is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                self._move(watched, step)
                return True
        return super().eventFilter(watched, event)

    def _move(self, watched: QObject, step: int) -> None:
        cards = self.cards
        at = next((at for at, card in enumerate(cards) if card.isAncestorOf(watched)), None)  # type: ignore[arg-type]
        if at is not None and 0 <= at + step < len(cards):
            self.focus_card(cards[at + step])

    def _make(self, alarm: AlarmView, now_us: int) -> AlarmCard:
        card = AlarmCard(alarm, now_us, may_open_incident=self._may_open_incident)
        card.acknowledge.connect(self.acknowledge)
        card.incident.connect(self.incident)
        card.show_camera.connect(self.show_camera)
        card.details.connect(self.details)
        for button in card.findChildren(QWidget):
            if button.focusPolicy() & Qt.FocusPolicy.TabFocus:
                button.installEventFilter(self)
        return card

    def _drop(self, wanted: dict[int, AlarmView]) -> None:
        order, focused = list(self._cards), self.window().focusWidget()
        for at, alarm_id in enumerate(order):
            if alarm_id in wanted:
                continue
            card = self._cards.pop(alarm_id)
            if focused is not None and card.isAncestorOf(focused):
                left = [one for one in order[at + 1 :] + order[:at][::-1] if one in wanted and one in self._cards]
                if left:
                    self.focus_card(self._cards[left[0]])
            self._list.removeWidget(card)
            card.hide()
            card.setParent(None)
            card.deleteLater()

    def _show_settled(self, settled: Sequence[AlarmView]) -> None:
        if settled == self._settled:
            return
        self._settled = tuple(settled)
        clear(self._done)
        for alarm in settled:
            line = SettledRow(alarm)
            line.details.connect(self.details)
            self._done.addWidget(line)
            self._done.addWidget(divider())

    def _show_sound(self) -> None:
        """A muted or missing loudspeaker is always seen."""
        left = self._bell.minutes_muted
        if left:
            self.sound_line.set(translate("alarms", "Muted, {n} min left").format(n=left), "warn", "bell-off")
        elif self._bell.deaf:
            text = translate("alarms", "No loudspeaker: alarms can't be heard on this PC")
            self.sound_line.set(text, "warn", "volume-variant-off")
        elif self._bell.at_nought:
            text = translate("alarms", "Volume 0: alarms can't be heard on this PC")
            self.sound_line.set(text, "warn", "volume-off")
        self.sound_line.setVisible(bool(left) or self._bell.deaf or self._bell.at_nought)
