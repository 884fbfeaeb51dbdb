"""The bar across the top: school, alarms, clock with seconds, who is signed in, lock."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QWidget

from vms.core.clock import Clock
from vms.core.instants import SECOND, date_text, time_text, to_datetime
from vms.ui import theme
from vms.ui.arrange import column, row
from vms.ui.controls import Button, ElidedLabel, divider, icon_button, label
from vms.ui.icons import IconLabel
from vms.ui.noop import QT_TRANSLATE_NOOP

translate = QCoreApplication.translate
_WEEKDAYS = (
    QT_TRANSLATE_NOOP("TopBar", "Monday"),
    QT_TRANSLATE_NOOP("TopBar", "Tuesday"),
    QT_TRANSLATE_NOOP("TopBar", "Wednesday"),
    QT_TRANSLATE_NOOP("TopBar", "Thursday"),
    QT_TRANSLATE_NOOP("TopBar", "Friday"),
    QT_TRANSLATE_NOOP("TopBar", "Saturday"),
    QT_TRANSLATE_NOOP("TopBar", "Sunday"),
)


class ClockLabel(QWidget):
    """Time to the second in figures of one width, weekday and date beside it; ticks on the second."""

    def __init__(self, clock: Clock, *, big: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._time = QLabel()
        # The style sheet would win over setFont, so the size goes through it.
        px, weight = (28, 700) if big else (20, 600)
        self._time.setStyleSheet(f"font-size: {theme.points(px)}pt; font-weight: {weight};")
        self._time.setMinimumWidth(_width_of_time(px, weight))
        self._time.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._weekday, self._date = label("", "caption"), label("", "caption")
        row(self._time, column(None, self._weekday, self._date, None, spacing=0), spacing=10, parent=self)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.tick)
        self.tick()

    def tick(self) -> None:
        """Show now, and wake at the next full second."""
        now = self._clock.now_us()
        self._time.setText(time_text(now))
        self._weekday.setText(translate("TopBar", _WEEKDAYS[to_datetime(now).weekday()]))
        self._date.setText(date_text(now))
        self._timer.start((SECOND - now % SECOND) // 1000 + 1)

    def stop(self) -> None:
        """No more ticks."""
        self._timer.stop()


def _width_of_time(px: int, weight: int) -> int:
    measured = QFontMetrics(theme.font(px, weight))
    digit = max(measured.horizontalAdvance(one) for one in "0123456789")
    return digit * 6 + measured.horizontalAdvance(":") * 2 + 2


class TopBar(QFrame):
    """48 high, 56 from 1080 lines. The window sets school, alarms and full screen."""

    lock_wanted = Signal()
    sign_out_wanted = Signal()
    alarms_wanted = Signal()
    unmute_wanted = Signal()
    settings_wanted = Signal()
    keys_wanted = Signal()
    jobs_wanted = Signal()

    def __init__(self, clock: Clock, person: str, role: str, *, big_clock: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setProperty("side", "top")
        self._logo = IconLabel("school", "accent", 26)
        self._school = ElidedLabel("", "card_title")
        self.alarms = Button("", "quiet", "bell", "dense")
        self.alarms.clicked.connect(self.alarms_wanted)
        self.muted = Button("", "quiet_text", "bell-off", "dense")
        self.muted.setToolTip(translate("TopBar", "Alarms make no sound on this PC: press for sound"))
        self.muted.clicked.connect(self.unmute_wanted)
        self.jobs = Button("", "quiet_text", "content-cut", "dense")
        self.jobs.clicked.connect(self.jobs_wanted)
        self.clock = ClockLabel(clock, big=big_clock)
        self._user = self._user_button(person, role)
        self.lock = icon_button("lock", translate("TopBar", "Lock the screen (Ctrl+L)"), "bare")
        self.lock.clicked.connect(self.lock_wanted)
        inside = row(spacing=12, margins=(16, 0, 12, 0), parent=self)
        inside.addWidget(self._logo)
        inside.addWidget(self._school, 1)
        self._user_parts = [divider(vertical=True), self._user, self.lock]
        for widget in (self.jobs, self.muted, self.alarms, divider(vertical=True), self.clock, *self._user_parts):
            inside.addWidget(widget)
        for line in self.findChildren(QFrame):
            if line.property("kind") == "divider_v":
                line.setFixedHeight(16)
        self.set_alarms(0)
        self.set_muted(0)
        self._may_cut = self._full = False
        self.jobs.hide()
        self.set_large(False)

    def set_school(self, name: str) -> None:
        """The school's name, once known."""
        self._school.set_text(name)

    def set_alarms(self, count: int) -> None:
        """Quiet when none waits."""
        theme.set_property(self.alarms, "kind", "danger" if count else "quiet_text")
        self.alarms.set_icon("bell-ring" if count else "bell")
        words = translate("TopBar", "Alarms: {0}").format(count) if count else translate("TopBar", "No alarms")
        self.alarms.setText(words)
        self.alarms.setAccessibleName(words)

    def set_muted(self, minutes: int) -> None:
        """For how long alarms make no sound on this PC; 0: they do."""
        words = translate("TopBar", "Muted: {0} min").format(minutes)
        self.muted.setText(words)
        self.muted.setAccessibleName(words)
        self.muted.setVisible(minutes > 0)

    def set_jobs(self, count: int) -> None:
        """How many clips are being cut or wait for it; called at all: this person may cut."""
        words = translate("TopBar", "Cutting: {0}").format(count) if count else ""
        self.jobs.setText(words)
        meaning = translate("TopBar", "Export jobs (Ctrl+J)")
        self.jobs.setToolTip(meaning)
        self.jobs.setAccessibleName(f"{meaning} {words}".strip())
        self._may_cut = True
        self.jobs.setVisible(not self._full)

    def set_large(self, large: bool) -> None:
        """The height for screens from 1080 lines."""
        self.setFixedHeight(theme.length(56 if large else 48))

    def set_full_screen(self, on: bool) -> None:
        """Full screen leaves the clock and the alarms."""
        self._full = on
        self.jobs.setVisible(self._may_cut and not on)
        for widget in (self._logo, *self._user_parts):
            widget.setVisible(not on)

    def set_locked(self, locked: bool) -> None:
        """While locked nothing here can be pressed but the alarms are seen."""
        for widget in (self._user, self.lock, self.muted, self.jobs):
            widget.setEnabled(not locked)
        # Not disabled: the number of alarms must stay as visible as before.
        self.alarms.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, locked)
        self.alarms.setFocusPolicy(Qt.FocusPolicy.NoFocus if locked else Qt.FocusPolicy.StrongFocus)

    def stop(self) -> None:
        """No more ticks."""
        self.clock.stop()

    def _user_button(self, person: str, role: str) -> QWidget:
        button = UserButton(person, role)
        menu = QMenu(button)
        menu.addAction(translate("TopBar", "Settings")).triggered.connect(self.settings_wanted)
        menu.addAction(translate("TopBar", "Keyboard (F1)")).triggered.connect(self.keys_wanted)
        menu.addSeparator()
        menu.addAction(translate("TopBar", "Lock the screen")).triggered.connect(self.lock_wanted)
        menu.addAction(translate("TopBar", "Sign out")).triggered.connect(self.sign_out_wanted)
        button.setMenu(menu)
        return button


class UserButton(Button):
    """Who is signed in: name over role; opens the menu of the account."""

    def __init__(self, person: str, role: str, parent: QWidget | None = None) -> None:
        super().__init__("", "bare", parent=parent)
        name, under = label(person, "person"), label(role, "caption")
        row(
            IconLabel("account-circle", "t2", 24),
            column(None, name, under, None, spacing=0),
            spacing=8,
            margins=(6, 0, 6, 0),
            parent=self,
        )
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(f"{person}, {role}")
        self.setToolTip(translate("TopBar", "Account"))

    def sizeHint(self) -> QSize:
        """As large as name and role."""
        inside = self.layout()
        assert inside is not None
        return inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Name and role are never cut."""
        return self.sizeHint()
