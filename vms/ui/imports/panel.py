"""The panel of files from outside: the list, the picture, what is said of a file, and their common time line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QFrame, QListWidget, QListWidgetItem, QStackedWidget, QWidget

from vms.core.instants import date_text, time_text
from vms.services.imports import ImportView
from vms.ui import theme
from vms.ui.arrange import clear, column, row
from vms.ui.controls import Badge, Button, ElidedLabel, EmptyState, ProgressCard, Segmented, label
from vms.ui.icons import icon
from vms.ui.imports.player import ImportPlayer, Opens
from vms.ui.imports.strip import ImportStrip
from vms.ui.imports.words import brought_text, claim_text, facts_text

translate = QCoreApplication.translate
_NUMBER = Qt.ItemDataRole.UserRole


class ImportsPanel(QDialog):
    """A window of its own. ``incident`` is the number and code it was opened for, None: for all."""

    add_wanted = Signal()
    cancel_wanted = Signal()
    time_wanted = Signal(object)
    check_wanted = Signal(object)
    custody_wanted = Signal(object)
    link_wanted = Signal(object)
    unlink_wanted = Signal(object)

    def __init__(self, opens: Opens, incident: tuple[int, str] | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("Imports", "Files from outside"))
        self.setProperty("kind", "page")
        self.resize(theme.length(1040), theme.length(640))
        self.incident = incident
        self._all: tuple[ImportView, ...] = ()
        self._card: ProgressCard | None = None
        self.player = ImportPlayer(opens)
        self.strip = ImportStrip()
        self.strip.chosen.connect(self.choose)
        self.list = QListWidget()
        self.list.setAccessibleName(translate("Imports", "Files from outside"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(lambda _item, _before: self._show_current())
        self.add = Button(translate("Imports", "Add files…"), "primary", "file-import", "dense")
        self.add.clicked.connect(self.add_wanted)
        self.scope: Segmented | None = None
        whole = row(spacing=0)
        whole.addWidget(self._left())
        whole.addWidget(self._right(), 1)
        outer = column(spacing=0, parent=self)
        outer.addLayout(whole, 1)
        outer.addWidget(self.strip)
        self.show_files(())

    def _left(self) -> QWidget:
        left = QFrame()
        left.setProperty("kind", "panel")
        left.setProperty("side", "left")
        left.setFixedWidth(theme.length(320))
        inside = column(spacing=10, margins=(12, 12, 12, 12), parent=left)
        inside.addLayout(row(label(translate("Imports", "Files from outside"), "card_title"), None, self.add))
        if self.incident is not None:
            choices = ((True, self.incident[1]), (False, translate("Imports", "All")))
            self.scope = Segmented(choices, True)
            self.scope.changed.connect(lambda _one: self._fill())
            inside.addWidget(self.scope)
        self._work = column(spacing=0)
        inside.addLayout(self._work)
        inside.addWidget(self.list, 1)
        inside.addWidget(label(translate("Imports", "Files can also be dropped here."), "hint", wrap=True))
        return left

    def _right(self) -> QWidget:
        nothing = EmptyState(
            "file-import",
            translate("Imports", "No file from outside"),
            translate("Imports", "A phone's clip or a stick from another recorder is kept here as counter-evidence."),
        )
        self._name, self._facts = ElidedLabel("", "card_title"), label("", "secondary", wrap=True)
        self._claim, self._brought = label("", "strong", wrap=True), label("", "secondary", wrap=True)
        self._badge = Badge("", "neutral")
        self.time = Button(translate("Imports", "Correct the time"), icon_name="clock-edit", fit="dense")
        self.check = Button(translate("Imports", "Check the hash"), icon_name="check-decagram", fit="dense")
        self.custody = Button(translate("Imports", "Custody"), icon_name="clipboard-text-clock", fit="dense")
        self.link = Button("", icon_name="folder-plus", fit="dense")
        for button, signal in (
            (self.time, self.time_wanted),
            (self.check, self.check_wanted),
            (self.custody, self.custody_wanted),
        ):
            button.clicked.connect(lambda _on=False, tell=signal: tell.emit(self.current))
        self.link.clicked.connect(self._link)
        head = row(spacing=8)
        head.addWidget(self._name, 1)
        head.addWidget(self._badge)
        about = column(head, self._claim, self._facts, self._brought, spacing=4, margins=(16, 8, 16, 8))
        acts = row(self.time, self.check, self.custody, None, self.link, margins=(16, 0, 16, 12))
        shown = QWidget()
        inside = column(spacing=0, parent=shown)
        inside.addWidget(self.player, 1)
        inside.addLayout(about)
        inside.addLayout(acts)
        self._stack = QStackedWidget()
        self._stack.addWidget(nothing)
        self._stack.addWidget(shown)
        return self._stack

    # -- content -----------------------------------------------------------------------------------------------------

    @property
    def current(self) -> ImportView | None:
        """The file chosen."""
        item = self.list.currentItem()
        number = None if item is None else item.data(_NUMBER)
        return next((view for view in self._all if view.id == number), None)

    def show_files(self, views: Sequence[ImportView]) -> None:
        """All that is known; what was chosen stays chosen, and goes on playing."""
        self._all = tuple(views)
        self._fill()

    def choose(self, import_id: int) -> None:
        """Show this file."""
        for at in range(self.list.count()):
            if self.list.item(at).data(_NUMBER) == import_id:
                self.list.setCurrentRow(at)

    def _shown(self) -> list[ImportView]:
        if self.incident is None or self.scope is None or not self.scope.value():
            return list(self._all)
        return [view for view in self._all if self.incident[0] in [number for number, _code in view.incidents]]

    def _fill(self) -> None:
        chosen, shown = self.current, self._shown()
        self.list.blockSignals(True)
        self.list.clear()
        for view in shown:
            item = QListWidgetItem(icon("filmstrip" if view.playable else "file-outline"), _line(view))
            item.setData(_NUMBER, view.id)
            item.setToolTip(view.name)
            self.list.addItem(item)
            if chosen is not None and view.id == chosen.id:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        if self.list.currentItem() is None and shown:
            self.list.setCurrentRow(0)  # tells by itself
        elif chosen is not None and self.current is not None:
            self._describe(self.current)
        else:
            self._show_current()
        self._stack.setCurrentIndex(1 if shown else 0)
        self.strip.show_files(shown, self.current.id if self.current else None)

    def _show_current(self) -> None:
        view = self.current
        self.player.show_file(view)
        self.strip.show_files(self._shown(), view.id if view else None)
        if view is not None:
            self._describe(view)

    def _describe(self, view: ImportView) -> None:
        self._name.set_text(view.name)
        codes = ", ".join(code for _number, code in view.incidents)
        self._facts.setText(facts_text(view))
        self._claim.setText(claim_text(view))
        self._brought.setText(" · ".join(filter(None, (brought_text(view), view.source, codes, view.camera))))
        if view.intact:
            self._badge.set(translate("Imports", "matches"), "ok", "check-decagram")
        else:
            self._badge.set(translate("Imports", "altered"), "bad", "alert-octagon")
        self._badge.setToolTip(f"SHA-256 {view.sha256}")
        self.link.setVisible(self.incident is not None)
        if self.incident is not None:
            number, code = self.incident
            inside = number in [one for one, _code in view.incidents]
            take, put = translate("Imports", "Take out of {incident}"), translate("Imports", "Add to {incident}")
            self.link.setText((take if inside else put).format(incident=code))

    def _link(self) -> None:
        view = self.current
        if view is None or self.incident is None:
            return
        inside = self.incident[0] in [number for number, _code in view.incidents]
        (self.unlink_wanted if inside else self.link_wanted).emit(view)

    # -- work --------------------------------------------------------------------------------------------------------

    def show_work(self, name: str) -> None:
        """A file is being taken in; '' takes the card away."""
        clear(self._work)
        self._card = None
        if name:
            words = translate("Imports", "Copied, then read back")
            self._card = ProgressCard(name, words, cancel=translate("Imports", "Stop"))
            self._card.set_progress(0)
            self._card.canceled.connect(self.cancel_wanted)
            self._work.addWidget(self._card)

    def show_progress(self, share: float) -> None:
        """0 to 1."""
        if self._card is not None:
            self._card.set_progress(share)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing plays on unseen."""
        self.player.close_file()
        super().closeEvent(event)


def _line(view: ImportView) -> str:
    start = view.start_us
    when = claim_text(view) if start is None else f"{date_text(start)} {time_text(start)}"
    return f"{view.name}\n{when}"
