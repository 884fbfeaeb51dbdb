"""The settings page: sections on the left, one at a time on the right."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QScrollArea, QStackedWidget, QWidget

from vms.services.accounts import Action
from vms.ui import theme
from vms.ui.arrange import column, row
from vms.ui.controls import label
from vms.ui.icons import icon
from vms.ui.navigator import Navigator
from vms.ui.page import Page
from vms.ui.parts import Parts
from vms.ui.session import Session
from vms.ui.settings.accounts import AccountsSection
from vms.ui.settings.doctor import DoctorSection
from vms.ui.settings.mine import MySection
from vms.ui.settings.recorder import RecorderSection
from vms.ui.settings.school import SchoolSection
from vms.ui.settings.storage import StorageSection
from vms.ui.settings.wall import WallSection

translate = QCoreApplication.translate


class SettingsPage(Page):
    """Everyone has "mine"; accounts, school and storage are shown to who may change them."""

    key: ClassVar[str] = "settings"

    def __init__(self, parts: Parts, session: Session, navigator: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(parts, session, navigator, parent)
        self._stack = QStackedWidget()
        self._made: dict[str, QWidget] = {}
        self._makers: dict[str, Callable[[], QWidget]] = {}
        self.list = QListWidget()
        self.list.setProperty("kind", "flat")
        self.list.setAccessibleName(translate("Settings", "Sections"))
        side = QFrame()
        side.setProperty("kind", "panel")
        side.setProperty("side", "left")
        side.setFixedWidth(theme.length(232))
        title = label(translate("Settings", "Settings"), "title")
        column(title, self.list, spacing=12, margins=(16, 16, 8, 16), parent=side)
        inside = row(side, spacing=0, parent=self)
        inside.addWidget(self._stack, 1)
        self._add("mine", translate("Settings", "Mine"), "account-cog", self._mine)
        may = parts.accounts.may
        if may(session.actor, Action.ACCOUNTS):
            self._add("accounts", translate("Settings", "Accounts"), "account-group", lambda: AccountsSection(self))
        if may(session.actor, Action.SCHOOL):
            self._add("school", translate("Settings", "School"), "school", lambda: SchoolSection(self))
            self._add("storage", translate("Settings", "Recordings"), "harddisk", lambda: StorageSection(self))
        elif parts.doctor.may(session.actor):
            self._add("storage", translate("Settings", "Recordings"), "harddisk", lambda: DoctorSection(self))
        if parts.own_recorder.may_restart(session.actor):
            self._add("recorder", translate("Settings", "Recorder"), "record-circle", lambda: RecorderSection(self))
        if may(session.actor, Action.CONFIGURE_CAMERAS):
            self._add("wall", translate("Settings", "Live wall"), "view-grid", lambda: WallSection(self))
        self.list.currentItemChanged.connect(lambda item, _old: self._show(item))
        self.list.setCurrentRow(0)

    def section(self, key: str) -> QWidget:
        """Bring a section to the front and hand it out. Raises KeyError for one that isn't shown."""
        keys = list(self._makers)
        self.list.setCurrentRow(keys.index(key) if key in self._makers else self._missing(key))
        return self._made[key]

    def _missing(self, key: str) -> int:
        raise KeyError(key)

    def _mine(self) -> QWidget:
        made = MySection(self)
        made.look_changed.connect(self.navigator.look_changed)
        return made

    def _add(self, key: str, text: str, icon_name: str, make: Callable[[], QWidget]) -> None:
        item = QListWidgetItem(icon(icon_name, "t2"), text)
        item.setData(Qt.ItemDataRole.UserRole, key)
        self._makers[key] = make
        self.list.addItem(item)

    def _show(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        key = str(item.data(Qt.ItemDataRole.UserRole))
        if key not in self._made:
            made = self._makers[key]()
            self._made[key] = made
            self._stack.addWidget(_scrolled(made))
        self._stack.setCurrentIndex(list(self._made).index(key))


def _scrolled(section: QWidget) -> QScrollArea:
    body = QWidget()
    body.setProperty("kind", "scroll_body")
    section.setMaximumWidth(theme.length(1000))
    inside = row(margins=(24, 20, 24, 20), parent=body)
    inside.addWidget(section, 10)
    inside.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(body)
    return area
