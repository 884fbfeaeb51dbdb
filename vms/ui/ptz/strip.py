"""The row of presets at the foot of the picture: as many as there is room for, the rest behind "more"."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRect, Signal
from PySide6.QtWidgets import QWidget

from vms.ui.arrange import clear, row
from vms.ui.ptz.control import PtzControl
from vms.ui.wall.picture_buttons import PictureButton

translate = QCoreApplication.translate
_SHOWN_PRESETS = 9
_LONGEST = 18  # letters of a preset's name on its button; the tooltip has all of it


class PresetStrip(QWidget):
    """Buttons 36 high: presets with their key, the list, home. ``list_wanted`` opens the list."""

    list_wanted = Signal()

    def __init__(self, control: PtzControl, parent: QWidget) -> None:
        super().__init__(parent)
        self._control = control
        self._buttons = row(spacing=6, parent=self)
        self._made: tuple[object, ...] = ()

    def show_state(self, room: QRect) -> None:
        """Make the buttons that fit into the room's width, lying at its foot."""
        control = self._control
        state = (control.ready, control.presets, control.preset_at, control.home, room.width())
        if state != self._made:
            self._made = state
            clear(self._buttons)
            if control.ready:
                self._fill(room.width())
        self.adjustSize()
        size = self._buttons.sizeHint()
        self.setGeometry(room.x(), room.bottom() + 1 - size.height(), size.width(), size.height())
        self.setVisible(control.ready)

    def _fill(self, room: int) -> None:
        control = self._control
        room -= 2 * 42  # the list and home
        for at, preset in enumerate(control.presets[:_SHOWN_PRESETS], 1):
            name = preset.name or preset.token
            short = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
            meaning = translate("ptz", "Preset {text} (key {at})").format(text=name, at=at)
            button = PictureButton(meaning, "", f"{at} {short}")
            room -= button.width() + 6
            if room < 0:
                button.deleteLater()
                break
            button.setCheckable(True)
            button.setChecked(preset.token == control.preset_at)
            button.clicked.connect(lambda _on=False, number=at: control.go_preset(number))
            self._add(button)
        more = PictureButton(translate("ptz", "Presets and tours (L)"), "view-list")
        more.clicked.connect(self.list_wanted)
        self._add(more)
        if control.home:
            home = PictureButton(translate("ptz", "Home position (Home)"), "home")
            home.clicked.connect(control.go_home)
            self._add(home)

    def _add(self, button: PictureButton) -> None:
        self._buttons.addWidget(button)
        button.show()  # a layout shows new widgets only later, and counts no hidden one in its size
