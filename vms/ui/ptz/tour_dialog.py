"""Arranges a tour: which presets, in which order, how long at each, how fast between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QWidget

from vms.services.ptz_tours import STAY_S
from vms.ui import theme
from vms.ui.arrange import column, row
from vms.ui.controls import Button, Segmented, icon_button, label
from vms.ui.dialogs import CardDialog
from vms.ui.fields import Field, NumberEdit
from vms.ui.ptz.tour_draft import SPEEDS, STAY_FIRST_S, TourDraft, added, moved, reasons, removed, stayed

if TYPE_CHECKING:
    from vms.services.ptz import PresetView

translate = QCoreApplication.translate
_ROWS_HEIGHT = 168


class TourDialog(CardDialog):
    """``saved`` is called with the draft. Opened with ``open()``, deletes itself."""

    def __init__(
        self,
        draft: TourDraft,
        presets: Sequence[PresetView],
        taken: frozenset[str],
        saved: Callable[[TourDraft], None],
        parent: QWidget,
    ) -> None:
        title = translate("ptz", "New tour") if draft.tour_id is None else translate("ptz", "Change tour")
        super().__init__(title, "map-marker-path", "accent", parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.draft, self._taken = draft, taken
        self._names = {preset.token: preset.name for preset in presets}
        self.name = QLineEdit(draft.name)
        self.name.setMaxLength(60)
        self._name_field = Field(translate("ptz", "Name"), self.name)
        self.stops = QListWidget()
        self.stops.setAccessibleName(translate("ptz", "Stops"))
        self.stops.setFixedHeight(theme.length(_ROWS_HEIGHT))
        self.preset = QComboBox()
        self.preset.setAccessibleName(translate("ptz", "Preset"))
        for one in presets:
            self.preset.addItem(one.name, one.token)
        self.stay = NumberEdit(STAY_S[0], STAY_S[1], translate("ptz", "s"))
        self.stay.setAccessibleName(translate("ptz", "Seconds at this stop"))
        self.stay.setValue(STAY_FIRST_S)
        speeds = [translate("ptz", "Slow"), translate("ptz", "Medium"), translate("ptz", "Fast")]
        self.speed = Segmented(list(zip(SPEEDS, speeds, strict=True)), min(SPEEDS, key=lambda s: abs(s - draft.speed)))
        self._sum = label("", "caption", wrap=True)
        self._build(saved)
        self._show(0)

    def _build(self, saved: Callable[[TourDraft], None]) -> None:
        self.add = Button(translate("ptz", "Add"), "default", "plus", "dense")
        self.up = icon_button("chevron-up", translate("ptz", "Earlier"))
        self.down = icon_button("chevron-down", translate("ptz", "Later"))
        self.take_out = icon_button("delete", translate("ptz", "Take this stop out"))
        self.add_widget(self._name_field)
        middle = QWidget()
        beside = column(self.up, self.down, self.take_out, None, spacing=6)
        lines = row(spacing=8)
        lines.addWidget(self.stops, 1)
        lines.addLayout(beside)
        more = row(spacing=8)
        more.addWidget(self.preset, 1)
        more.addWidget(self.stay)
        more.addWidget(self.add)
        pace = row(label(translate("ptz", "Speed between stops"), "form_label"), None, self.speed)
        column(label(translate("ptz", "Stops"), "form_label"), lines, more, self._sum, pace, parent=middle)
        self.add_widget(middle)
        self.add_button(Button(translate("ptz", "Leave it")), accepts=False)
        self.save = self.add_button(Button(translate("ptz", "Keep tour"), "primary"), accepts=True)
        self.name.textChanged.connect(lambda text: self._change(replace(self.draft, name=text)))
        self.speed.changed.connect(lambda speed: self._change(replace(self.draft, speed=float(str(speed)))))
        self.add.clicked.connect(self._add)
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.take_out.clicked.connect(self._take_out)
        self.stops.currentRowChanged.connect(self._chosen)
        self.stay.valueChanged.connect(self._stay)
        self.accepted.connect(lambda: saved(replace(self.draft, name=self.draft.name.strip())))

    def _change(self, draft: TourDraft, at: int | None = None) -> None:
        self.draft = draft
        self._show(self.stops.currentRow() if at is None else at)

    def _add(self) -> None:
        token = self.preset.currentData()
        if token is not None:
            self._change(added(self.draft, str(token), self.stay.value()), len(self.draft.stops))

    def _move(self, by: int) -> None:
        at = self.stops.currentRow()
        to = at + by if 0 <= at + by < len(self.draft.stops) else at
        self._change(moved(self.draft, at, by), to)

    def _take_out(self) -> None:
        at = self.stops.currentRow()
        self._change(removed(self.draft, at), min(at, len(self.draft.stops) - 2))

    def _stay(self, seconds: int) -> None:
        if self.stops.currentRow() >= 0:
            self._change(stayed(self.draft, self.stops.currentRow(), seconds))

    def _chosen(self, at: int) -> None:
        if 0 <= at < len(self.draft.stops):
            self.stay.blockSignals(True)
            self.stay.setValue(self.draft.stops[at].stay_s)
            self.stay.blockSignals(False)
        self._enable()

    def _show(self, at: int) -> None:
        self.stops.blockSignals(True)
        self.stops.clear()
        gone = translate("ptz", "(preset is gone)")
        for number, stop in enumerate(self.draft.stops, 1):
            name = self._names.get(stop.token, gone)
            self.stops.addItem(translate("ptz", "{n}. {name} · {s} s").format(n=number, name=name, s=stop.stay_s))
        self.stops.setCurrentRow(at)
        self.stops.blockSignals(False)
        self._chosen(at)

    def _enable(self) -> None:
        why = reasons(self.draft, self._taken)
        at, count = self.stops.currentRow(), len(self.draft.stops)
        self.up.setEnabled(at > 0)
        self.down.setEnabled(0 <= at < count - 1)
        self.take_out.setEnabled(at >= 0)
        self.add.setEnabled(self.preset.count() > 0)
        words = {
            "name_missing": translate("ptz", "A tour needs a name"),
            "name_taken": translate("ptz", "This camera already has a tour of that name"),
            "stops_missing": translate("ptz", "Add at least one stop"),
        }
        typed = bool(self.name.text()) or self.name.isModified()
        self._name_field.set_line(words[why["name"]] if "name" in why and typed else "", "bad")
        round_text = translate("ptz", "One round: {s} s at {n} stops").format(s=self.draft.lap_s, n=count)
        self._sum.setText(words[why["stops"]] if "stops" in why else round_text)
        self.save.setEnabled(not why)
