"""The list over the picture: presets with what is seen from them, and the camera's tours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QMenu, QStackedWidget, QWidget

from vms.core.text import fold
from vms.ui import theme
from vms.ui.arrange import column, row
from vms.ui.controls import Button, EmptyState, Segmented, icon_button
from vms.ui.dialogs import Question, confirm
from vms.ui.icons import icon, paint_icon
from vms.ui.name_dialog import NameDialog
from vms.ui.ptz.control import PtzControl
from vms.ui.ptz.tour_desk import TourDesk
from vms.ui.ptz.tour_dialog import TourDialog
from vms.ui.ptz.tour_draft import TourDraft

if TYPE_CHECKING:
    from vms.services.ptz import PresetView, TourView

translate = QCoreApplication.translate
WIDTH = 320
_PICTURE = QSize(112, 63)
PRESETS, TOURS = "presets", "tours"


class PtzPanel(QFrame):
    """Opened by ``open``, closed by Esc or its button; ``closed`` gives the keyboard back."""

    closed = Signal()

    def __init__(self, control: PtzControl, desk: TourDesk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "dialog_card")
        self._control, self._desk = control, desk
        self.tabs = Segmented([(PRESETS, translate("ptz", "Presets")), (TOURS, translate("ptz", "Tours"))], PRESETS)
        self.tabs.changed.connect(lambda which: self._turn_to(str(which)))
        shut = icon_button("close", translate("ptz", "Close the list (Esc)"), "bare")
        shut.clicked.connect(self.shut)
        self.presets = QListWidget()
        self.presets.setIconSize(_PICTURE)
        self.presets.setAccessibleName(translate("ptz", "Presets"))
        self.tours = QListWidget()
        self.tours.setAccessibleName(translate("ptz", "Tours"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._presets_page())
        self._stack.addWidget(self._tours_page())
        head = row(self.tabs, None, shut)
        inside = column(head, margins=(12, 10, 12, 12), spacing=10, parent=self)
        inside.addWidget(self._stack, 1)
        control.changed.connect(self._show_presets)
        desk.changed.connect(self._show_tours)
        self._shown: tuple[PresetView, ...] | None = None
        self.hide()

    # Presets

    def _presets_page(self) -> QWidget:
        self.keep = Button(translate("ptz", "Keep this position"), "primary", "plus", "dense")
        self.rename = icon_button("pencil", translate("ptz", "Rename (F2)"))
        self.replace = icon_button("content-save", translate("ptz", "Store the present position here"))
        self.delete = icon_button("delete", translate("ptz", "Remove preset (Delete)"))
        self.keep.clicked.connect(self.ask_name)
        self.rename.clicked.connect(self._rename)
        self.replace.clicked.connect(self._replace)
        self.delete.clicked.connect(self._remove)
        hint = translate("ptz", "Move the camera to where something is to be seen, then keep the position.")
        self._no_presets = EmptyState("image-filter-center-focus", translate("ptz", "No presets yet"), hint)
        self.presets.itemActivated.connect(lambda _item: self._go())
        self.presets.itemClicked.connect(lambda _item: self._go())
        self.presets.currentRowChanged.connect(lambda _row: self._enable())
        self.presets.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.presets.customContextMenuRequested.connect(self._preset_menu)
        page = QWidget()
        inside = column(spacing=8, parent=page)
        inside.addWidget(self.presets, 1)
        inside.addWidget(self._no_presets, 1)
        inside.addLayout(row(self.keep, None, self.rename, self.replace, self.delete, spacing=6))
        return page

    def _show_presets(self) -> None:
        presets = self._control.presets
        if self.isHidden():
            return
        if presets != self._shown:
            self._shown = presets
            at = max(0, self.presets.currentRow())
            self.presets.blockSignals(True)
            self.presets.clear()
            for number, preset in enumerate(presets, 1):
                item = QListWidgetItem(_picture(preset.picture), f"{number}  {preset.name}")
                item.setToolTip(preset.name)
                self.presets.addItem(item)
            self.presets.setCurrentRow(min(at, len(presets) - 1))
            self.presets.blockSignals(False)
        self.presets.setVisible(bool(presets))
        self._no_presets.setVisible(not presets)
        self._enable()

    def _enable(self) -> None:
        ready, one = self._control.ready, self._preset() is not None
        self.keep.setEnabled(ready)
        for button in (self.rename, self.replace, self.delete):
            button.setEnabled(ready and one)
        tour = self._tour()
        running = tour is not None and tour.started
        self.run.setText(translate("ptz", "Stop tour") if running else translate("ptz", "Start tour"))
        self.run.set_icon("stop" if running else "play")
        self.run.setEnabled(tour is not None)
        self.new.setEnabled(bool(self._control.presets))
        for button in (self.change, self.forget):
            button.setEnabled(tour is not None)

    def _preset(self) -> PresetView | None:
        at = self.presets.currentRow()
        return self._control.presets[at] if 0 <= at < len(self._control.presets) else None

    def _go(self) -> None:
        self._control.go_preset(self.presets.currentRow() + 1)

    def ask_name(self) -> None:
        """Keep the present position under a name."""
        free = translate("ptz", "Preset {n}").format(n=len(self._control.presets) + 1)
        title, verb = translate("ptz", "Keep this position"), translate("ptz", "Keep")
        NameDialog(title, verb, free, self._control.add_preset, self.window()).open()

    def _rename(self) -> None:
        preset = self._preset()
        if preset is not None:
            token = preset.token
            title, verb = translate("ptz", "Rename preset"), translate("ptz", "Rename")
            NameDialog(
                title, verb, preset.name, lambda name: self._control.rename_preset(token, name), self.window()
            ).open()

    def _replace(self) -> None:
        preset = self._preset()
        if preset is None:
            return
        question = Question(
            translate("ptz", "Store this position as “{name}”?").format(name=preset.name),
            lost=[translate("ptz", "The camera forgets the old position of this preset.")],
            stays=[translate("ptz", "Tours go on with the new position.")],
            act=translate("ptz", "Store"),
            keep=translate("ptz", "Keep it"),
        )
        if confirm(self.window(), question) is not None:
            self._control.replace_preset(preset.token, preset.name)

    def _remove(self) -> None:
        preset = self._preset()
        if preset is None:
            return
        question = Question(
            translate("ptz", "Remove preset “{name}”?").format(name=preset.name or preset.token),
            lost=[translate("ptz", "The camera forgets this position.")],
            stays=[translate("ptz", "The camera stays where it is now.")],
            act=translate("ptz", "Remove preset"),
            keep=translate("ptz", "Keep it"),
        )
        if confirm(self.window(), question) is not None:
            self._control.remove_preset(preset.token)

    def _preset_menu(self, at: QPoint) -> None:
        item = self.presets.itemAt(at)
        if item is None:
            return
        self.presets.setCurrentItem(item)
        menu = QMenu(self)
        for name, text, act in (
            ("arrow-right", translate("ptz", "Go there (Enter)"), self._go),
            ("pencil", translate("ptz", "Rename (F2)"), self._rename),
            ("content-save", translate("ptz", "Store the present position here"), self._replace),
            ("delete", translate("ptz", "Remove preset (Delete)"), self._remove),
        ):
            menu.addAction(icon(name), text).triggered.connect(act)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.presets.mapToGlobal(at))

    # Tours

    def _tours_page(self) -> QWidget:
        self.run = Button(translate("ptz", "Start tour"), "primary", "play", "dense")
        self.new = icon_button("plus", translate("ptz", "New tour"))
        self.change = icon_button("pencil", translate("ptz", "Change tour (F2)"))
        self.forget = icon_button("delete", translate("ptz", "Remove tour (Delete)"))
        self.run.clicked.connect(self._run)
        self.new.clicked.connect(lambda: self._edit(None))
        self.change.clicked.connect(lambda: self._edit(self._tour()))
        self.forget.clicked.connect(self._forget)
        hint = translate("ptz", "A tour drives to presets in turn. It waits while somebody moves the camera.")
        self._no_tours = EmptyState("map-marker-path", translate("ptz", "No tours yet"), hint)
        self.tours.itemActivated.connect(lambda _item: self._run())
        self.tours.currentRowChanged.connect(lambda _row: self._enable())
        page = QWidget()
        inside = column(spacing=8, parent=page)
        inside.addWidget(self.tours, 1)
        inside.addWidget(self._no_tours, 1)
        inside.addLayout(row(self.run, None, self.new, self.change, self.forget, spacing=6))
        return page

    def _show_tours(self) -> None:
        tours, at = self._desk.tours, max(0, self.tours.currentRow())
        self.tours.blockSignals(True)
        self.tours.clear()
        for tour in tours:
            text = translate("ptz", "{name} · {n} stops").format(name=tour.name, n=len(tour.stops))
            if tour.started:
                text += " · " + translate("ptz", "runs")
            self.tours.addItem(QListWidgetItem(icon("play-circle" if tour.started else "map-marker-path"), text))
        self.tours.setCurrentRow(min(at, len(tours) - 1))
        self.tours.blockSignals(False)
        self.tours.setVisible(bool(tours))
        self._no_tours.setVisible(not tours)
        self._enable()

    def _tour(self) -> TourView | None:
        at = self.tours.currentRow()
        return self._desk.tours[at] if 0 <= at < len(self._desk.tours) else None

    def _run(self) -> None:
        tour = self._tour()
        if tour is not None:
            (self._desk.stop if tour.started else self._desk.start)(tour)

    def _edit(self, tour: TourView | None) -> None:
        others = frozenset(one.name.casefold() for one in self._desk.tours if one is not tour)
        if tour is None:
            name = translate("ptz", "Tour {n}").format(n=len(self._desk.tours) + 1)
            draft = TourDraft("" if fold(name) in {fold(one) for one in others} else name)
        else:
            draft = TourDraft(tour.name, tour.stops, tour.speed, tour.id)
        TourDialog(draft, self._control.presets, others, self._desk.save, self.window()).open()

    def _forget(self) -> None:
        tour = self._tour()
        if tour is not None:
            self._desk.remove(tour)

    # Coming and going

    def open(self, which: str, room: QRect) -> None:
        """Show presets or tours at the right of the picture's room, above joystick and presets where it fits."""
        self.setGeometry(place_in(room))
        self._shown = None
        self.show()
        self.raise_()
        self.tabs.set_value(which)
        self._desk.show(self._control.camera_id)
        self._turn_to(which)

    def _turn_to(self, which: str) -> None:
        self._stack.setCurrentIndex(0 if which == PRESETS else 1)
        self._show_presets()
        self._show_tours()
        shown, other = (self.presets, self.keep) if which == PRESETS else (self.tours, self.new)
        (shown if shown.count() else other).setFocus(Qt.FocusReason.OtherFocusReason)

    def shut(self) -> None:
        """Back to the picture."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes, F2 renames, Delete removes; nothing goes on to the wall below."""
        presets = self._stack.currentIndex() == 0
        match event.key():
            case Qt.Key.Key_Escape:
                self.shut()
            case Qt.Key.Key_F2:
                self._rename() if presets else self._edit(self._tour())
            case Qt.Key.Key_Delete:
                self._remove() if presets else self._forget()
            case Qt.Key.Key_F1 | Qt.Key.Key_F11:
                super().keyPressEvent(event)
                return
        event.accept()


def place_in(room: QRect) -> QRect:
    """Where the panel lies in the picture's room."""
    wide = min(theme.length(WIDTH), room.width() - 16)
    return QRect(room.right() - wide - 8, room.y() + 8, wide, max(200, room.height() - 16))


def _picture(jpeg: bytes | None) -> QIcon:
    """The preset's picture, or an empty frame of the same size."""
    picture = QPixmap(_PICTURE)
    picture.fill(QColor(theme.pane_tokens().bg))
    painter = QPainter(picture)
    found = QPixmap()
    if jpeg is not None and found.loadFromData(jpeg):
        shown = found.scaled(_PICTURE, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        painter.drawPixmap((picture.width() - shown.width()) // 2, (picture.height() - shown.height()) // 2, shown)
    else:
        middle = QRect(picture.width() // 2 - 12, picture.height() // 2 - 12, 24, 24)
        paint_icon(painter, middle, "image-off", QColor(theme.pane_tokens().t3))
    painter.end()
    return QIcon(picture)
