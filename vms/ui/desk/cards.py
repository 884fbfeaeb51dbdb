"""The cards of the desk: a decision with its buttons, and the day's health."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QWidget

from vms.core.instants import DAY, date_text, local_date, time_text
from vms.ui import theme
from vms.ui.arrange import clear, column, row
from vms.ui.badges import Badge
from vms.ui.controls import Button, Card, ElidedLabel, divider, label
from vms.ui.desk.state import EndingHold, Health, WaitingMinutes
from vms.ui.icons import IconLabel
from vms.ui.words import decimal, size_text

translate = QCoreApplication.translate


class DecisionCard(QFrame):
    """Icon, kind and deadline, a title, a line, and the buttons; the primary one last."""

    def __init__(
        self,
        icon_name: str,
        tint: str,
        kind: str,
        badge: Badge,
        title: str,
        line: str,
        buttons: Sequence[Button],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setProperty("state", "warn" if tint == "warn" else "bad" if tint == "bad" else "plain")
        self.setAccessibleName(f"{kind}. {badge.text}. {title}")
        self.setMinimumHeight(theme.length(104))
        words = column(
            None,
            row(label(kind, "form_label"), badge, None),
            ElidedLabel(title, "card_title"),
            ElidedLabel(line, "secondary"),
            None,
            spacing=4,
        )
        inside = row(IconLabel(icon_name, tint, 32), spacing=16, margins=(18, 12, 16, 12), parent=self)
        inside.addLayout(words, 1)
        if theme.text_scale() == 100:
            for button in buttons:
                inside.addWidget(button)
        else:  # large text leaves no room beside the words
            words.addLayout(row(None, *buttons, spacing=12))


def minutes_card(waiting: WaitingMinutes, now_us: int, buttons: Sequence[Button]) -> DecisionCard:
    """Minutes that wait for a signature."""
    kind = translate("Desk", "Minutes to sign · {0}").format(waiting.code)
    badge = Badge(sent_text(waiting.submitted_us, now_us), "neutral", "clock")
    parts = [
        waiting.place,
        translate("Desk", "{0} pieces of evidence").format(waiting.evidence),
        translate("Desk", "submitted by {0}").format(waiting.submitted_by),
    ]
    line = " · ".join(part for part in parts if part)
    return DecisionCard("file-sign", "accent", kind, badge, waiting.title, line, buttons)


def hold_card(hold: EndingHold, now_us: int, buttons: Sequence[Button]) -> DecisionCard:
    """A hold that ends soon."""
    days = (local_date(hold.until_us) - local_date(now_us)).days
    if days <= 0:
        left = translate("Desk", "Ends today")
    else:
        left = translate("Desk", "{0} days left, until {1}").format(days, date_text(hold.until_us))
    start, end = hold.span.start, hold.span.end
    line = f"{hold.cameras} · {date_text(start)} {time_text(start)} – {time_text(end)}"
    badge = Badge(left, "warn", "timer-sand")
    return DecisionCard("lock-clock", "warn", translate("Desk", "Footage on hold"), badge, hold.reason, line, buttons)


def sent_text(sent_us: int, now_us: int) -> str:
    """``Gửi 08:15 hôm nay``, ``Gửi hôm qua``, ``Gửi 20/11/2026``."""
    days = (local_date(now_us) - local_date(sent_us)).days
    if days <= 0:
        return translate("Desk", "Sent {0} today").format(time_text(sent_us)[:5])
    if days == 1:
        return translate("Desk", "Sent yesterday")
    return translate("Desk", "Sent {0}").format(date_text(sent_us))


class HealthCard(Card):
    """Four lines: cameras, room, incidents, the log."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(translate("Desk", "Today"), parent=parent)
        self.setFixedWidth(theme.length(280))
        self._lines = column(spacing=10)
        self.body.addLayout(self._lines)

    def show_health(self, health: Health) -> None:
        """Other figures."""
        clear(self._lines)
        for at, (good, title, under) in enumerate(health_lines(health)):
            if at:
                self._lines.addWidget(divider())
            icon_name, tint = ("check-circle", "ok") if good else ("alert-circle", "warn")
            line = row(spacing=12)
            line.addWidget(IconLabel(icon_name, tint, 24), 0, Qt.AlignmentFlag.AlignVCenter)
            line.addLayout(
                column(label(title, "strong", wrap=True), label(under, "secondary", wrap=True), spacing=1), 1
            )
            self._lines.addLayout(line)


def health_lines(health: Health) -> list[tuple[bool, str, str]]:
    """Whether it is good, the title, and the line below."""
    storage = health.storage
    if health.faulty:
        under = ", ".join(health.faulty[:2])
        if len(health.faulty) > 2:
            under = translate("Desk", "{0} and {1} more").format(under, len(health.faulty) - 2)
    else:
        under = translate("Desk", "Every camera is being recorded")
    room = translate("Desk", "Free {0}").format(size_text(storage.free))
    days = storage.days_left
    if days is not None:
        room = translate("Desk", "Room for {0} days").format(decimal(days, 0))
    broken = health.log.broken
    return [
        (
            not health.faulty,
            translate("Desk", "{0} / {1} cameras good").format(health.recording, health.cameras),
            under,
        ),
        (days is None or days >= 3, translate("Desk", "Recording"), room),
        (
            True,
            translate("Desk", "Open incidents: {0}").format(health.open_incidents),
            translate("Desk", "See the incidents page"),
        ),
        (
            broken is None,
            translate("Desk", "Audit log whole") if broken is None else translate("Desk", "Audit log broken"),
            translate("Desk", "Checked within the hour")
            if broken is None
            else translate("Desk", "From entry {0} on; call IT").format(broken),
        ),
    ]


EXTEND_US = 30 * DAY
