"""The bell in the alarm dock: mute for a while, volume, and a sound to test the loudspeaker with."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QSlider, QWidget, QWidgetAction

from vms.ui.alarms.bell import MUTES, Bell
from vms.ui.arrange import row
from vms.ui.controls import Button, label
from vms.ui.icons import icon

translate = QCoreApplication.translate


class SoundButton(Button):
    """Shows whether this PC sounds; opens the menu. ``muted`` carries the minutes, 0 for sound again."""

    muted = Signal(int)
    tested = Signal()

    def __init__(self, bell: Bell, parent: QWidget | None = None) -> None:
        super().__init__("", "bare", "bell", "dense", parent)
        self._bell = bell
        bell.changed.connect(self.renew)
        self.clicked.connect(self.open)
        self.renew()

    def renew(self) -> None:
        """What the bell is set to."""
        left, deaf = self._bell.minutes_muted, self._bell.deaf
        if left:
            self.set_icon("bell-off")
            text = translate("alarms", "Muted, {n} min left").format(n=left)
        elif deaf:
            self.set_icon("volume-variant-off")
            text = translate("alarms", "No loudspeaker on this PC")
        else:
            self.set_icon("bell-outline")
            text = translate("alarms", "Sound of alarms")
        self.setToolTip(text)
        self.setAccessibleName(text)

    def menu(self) -> QMenu:
        """Everything that can be set; deletes itself when it closes."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for minutes in MUTES:
            text = translate("alarms", "Mute for {n} minutes").format(n=minutes)
            menu.addAction(icon("bell-off"), text).triggered.connect(lambda _on, m=minutes: self.muted.emit(m))
        on = menu.addAction(icon("bell-ring"), translate("alarms", "Sound on"))
        on.setEnabled(bool(self._bell.minutes_muted))
        on.triggered.connect(lambda: self.muted.emit(0))
        menu.addSeparator()
        volume = QWidgetAction(menu)
        volume.setDefaultWidget(self._volume())
        menu.addAction(volume)
        menu.addAction(icon("volume-high"), translate("alarms", "Test the sound")).triggered.connect(self.tested)
        return menu

    def open(self) -> QMenu:
        """Under the button."""
        menu = self.menu()
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))
        return menu

    def _volume(self) -> QWidget:
        box = QWidget()
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(0, 100)
        slider.setPageStep(10)
        slider.setValue(self._bell.settings.volume)
        slider.setMinimumWidth(120)
        name = translate("alarms", "Volume")
        slider.setAccessibleName(name)
        figure = label(f"{slider.value()} %", "caption")
        figure.setMinimumWidth(40)
        slider.valueChanged.connect(self._bell.set_volume)
        slider.valueChanged.connect(lambda value: figure.setText(f"{value} %"))
        row(label(name), slider, figure, spacing=8, margins=(12, 4, 12, 4), parent=box)
        return box
