"""The alarm dock: cameras that were lost, until someone acknowledges it; then the list of this sitting."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from vms.core.instants import time_text
from vms.ui.arrange import clear, column, row
from vms.ui.badges import Badge
from vms.ui.controls import Button, Card, ElidedLabel, divider, label
from vms.ui.icons import IconLabel
from vms.ui.wall.losses import Loss, settled, waiting
from vms.ui.wall.words import duration, loss_icon, loss_title, reason_text

translate = QCoreApplication.translate
NARROW, WIDE = 244, 272
_SHOWN_SETTLED = 40


class LossCard(Card):
    """One loss that waits for a person: what, since when, which camera, why, and two buttons."""

    acknowledge = Signal(object)
    incident = Signal(object)

    def __init__(self, loss: Loss, now_us: int, *, may_open_incident: bool) -> None:
        super().__init__(margin=10)
        self.loss = loss
        back = loss.ended_us is not None
        self.set_state("ok" if back else "warn")
        self.body.setSpacing(4)
        self._time = label("", "caption")
        icon_name, tone = ("lan-connect", "ok") if back else (loss_icon(loss.state), "warn")
        title = label(loss_title(loss), "strong", state=tone)
        self.body.addLayout(row(IconLabel(icon_name, tone, 18), title, None, self._time))
        where = f"{loss.label} · {loss.area}" if loss.area else loss.label
        self.body.addWidget(ElidedLabel(where))
        self._detail = label("", "caption", wrap=True)
        self.body.addWidget(self._detail)
        self.confirm = Button(translate("wall", "Acknowledge"), "primary", fit="dense")
        self.confirm.setToolTip(translate("wall", "Acknowledge the alarm on top (Space)"))
        self.confirm.clicked.connect(lambda: self.acknowledge.emit(self.loss))
        buttons = row(self.confirm, spacing=8, margins=(0, 4, 0, 0))
        if may_open_incident:
            opener = Button(translate("wall", "Open incident"), fit="dense")
            opener.clicked.connect(lambda: self.incident.emit(self.loss))
            buttons.addWidget(opener)
        self.body.addLayout(buttons)
        self.tell_time(now_us)

    def tell_time(self, now_us: int) -> None:
        """How long it has lasted; once a second."""
        loss = self.loss
        self._time.setText(duration(loss.seconds(now_us)))
        parts = [reason_text(loss.reason)] if loss.ended_us is None else []
        if loss.ended_us is None:
            parts.insert(0, translate("wall", "since {time}").format(time=time_text(loss.began_us)))
        else:
            ends = f"{time_text(loss.began_us)}–{time_text(loss.ended_us)}"
            parts.insert(0, translate("wall", "back · {times}").format(times=ends))
        if loss.times > 1:
            parts.append(translate("wall", "{n} times").format(n=loss.times))
        self._detail.setText(" · ".join(part for part in parts if part))


class _SettledRow(QWidget):
    """One acknowledged loss in two lines."""

    def __init__(self, loss: Loss, now_us: int) -> None:
        super().__init__()
        what = f"{loss_title(loss)} {duration(loss.seconds(now_us))}" if loss.ended_us else loss_title(loss)
        texts = column(ElidedLabel(what), ElidedLabel(loss.label, "caption"), spacing=0)
        at = label(time_text(loss.began_us), "caption")
        answered = label(f"✓ {duration(loss.answer_seconds())}", "caption", state="ok")
        answered.setToolTip(translate("wall", "Acknowledged after {time}").format(time=duration(loss.answer_seconds())))
        for one in (at, answered):
            one.setAlignment(Qt.AlignmentFlag.AlignRight)
        inside = row(IconLabel(loss_icon(loss.state), "t3", 18), spacing=8, margins=(0, 4, 0, 4), parent=self)
        inside.addLayout(texts, 1)
        inside.addLayout(column(at, answered, spacing=0))


class AlarmDock(QFrame):
    """The dock at the right of the wall. Rebuilt only when the list of losses changes."""

    acknowledge = Signal(object)
    incident = Signal(object)

    def __init__(self, *, may_open_incident: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setProperty("side", "right")
        self.setAccessibleName(translate("wall", "Alarms"))
        self._may_open_incident = may_open_incident
        self._shown: tuple[Loss, ...] | None = None
        self._cards: list[LossCard] = []
        self._badge = Badge("", "neutral")
        head = row(label(translate("wall", "Alarms"), "card_title"), None, self._badge, margins=(12, 10, 12, 10))
        body = QWidget()
        body.setProperty("kind", "scroll_body")
        self._list: QVBoxLayout = column(spacing=8, margins=(8, 8, 8, 8), parent=body)
        self.scroll_area = QScrollArea()
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll_area.setWidget(body)
        whole = column(head, divider(), spacing=0, parent=self)
        whole.addWidget(self.scroll_area, 1)
        self.set_losses((), 0)

    @property
    def cards(self) -> list[LossCard]:
        """The cards of losses that wait, top first."""
        return list(self._cards)

    def set_losses(self, losses: Sequence[Loss], now_us: int) -> None:
        """Show the list; only times are renewed when nothing else changed."""
        now = tuple(losses)
        if now == self._shown:
            for card in self._cards:
                card.tell_time(now_us)
            return
        self._shown = now
        clear(self._list)
        self._cards = []
        open_ones, done = waiting(now), settled(now)
        self._head(len(open_ones))
        for loss in open_ones:
            may = self._may_open_incident and loss.camera_id > 0  # the recorder itself has no picture
            card = LossCard(loss, now_us, may_open_incident=may)
            card.acknowledge.connect(self.acknowledge)
            card.incident.connect(self.incident)
            self._cards.append(card)
            self._list.addWidget(card)
        if not open_ones:
            self._quiet()
        if done:
            self._list.addSpacing(8)
            self._list.addWidget(label(translate("wall", "Acknowledged"), "caption"))
            for loss in done[:_SHOWN_SETTLED]:
                self._list.addWidget(_SettledRow(loss, now_us))
                self._list.addWidget(divider())
        self._list.addStretch(1)

    def _head(self, count: int) -> None:
        if count:
            self._badge.set(translate("wall", "{n} new").format(n=count), "warn")
        self._badge.setVisible(bool(count))

    def _quiet(self) -> None:
        calm = row(
            IconLabel("check-circle", "t3", 18), label(translate("wall", "No alarms"), "secondary"), None,
            margins=(4, 8, 4, 8),
        )  # fmt: skip
        self._list.addLayout(calm)
