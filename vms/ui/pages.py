"""Which pages there are, in the order of the rail, and whose rail shows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from vms.services.accounts import Accounts, Action, Actor
from vms.ui.archive.page import ArchivePage
from vms.ui.cameras.page import CamerasPage
from vms.ui.desk.page import DeskPage
from vms.ui.incidents.page import IncidentsPage
from vms.ui.navigator import Navigator
from vms.ui.noop import QT_TRANSLATE_NOOP
from vms.ui.page import Page
from vms.ui.parts import Parts
from vms.ui.rail import RailItem
from vms.ui.roles import home_pages
from vms.ui.session import Session
from vms.ui.settings.page import SettingsPage
from vms.ui.wall.page import WallPage

MakePage = Callable[[Parts, Session, Navigator, QWidget], Page]


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page: its words carry their own line break; any of ``actions`` opens it, none at all: it is everybody's."""

    key: str
    words: str
    icon_name: str
    actions: tuple[Action, ...]
    make: MakePage
    behind_lock: bool = False

    def item(self) -> RailItem:
        """As the rail shows it."""
        return RailItem(self.key, QCoreApplication.translate("Pages", self.words), self.icon_name)


PAGES: tuple[PageEntry, ...] = (
    PageEntry("desk", QT_TRANSLATE_NOOP("Pages", "Board's\ndesk"), "file-sign", (Action.APPROVE,), DeskPage),
    PageEntry(
        "wall",
        QT_TRANSLATE_NOOP("Pages", "Live wall"),
        "view-grid",
        (Action.WATCH_LIVE,),
        WallPage,
        behind_lock=True,
    ),
    PageEntry("archive", QT_TRANSLATE_NOOP("Pages", "Playback"), "history", (Action.PLAY_BACK,), ArchivePage),
    PageEntry("incidents", QT_TRANSLATE_NOOP("Pages", "Incidents"), "folder-alert", (Action.INCIDENT,), IncidentsPage),
    # IT configures; only the board may take a camera out of use (Điều 2.3).
    PageEntry(
        "cameras",
        QT_TRANSLATE_NOOP("Pages", "Cameras"),
        "cctv",
        (Action.CONFIGURE_CAMERAS, Action.APPROVE),
        CamerasPage,
    ),
    PageEntry("settings", QT_TRANSLATE_NOOP("Pages", "Settings"), "cog", (), SettingsPage),
)


def pages_of(actor: Actor, accounts: Accounts) -> list[PageEntry]:
    """The pages of somebody's rail; the own opening page stands first for the board."""
    return [entry for entry in PAGES if not entry.actions or any(accounts.may(actor, one) for one in entry.actions)]


def home_of(actor: Actor, entries: list[PageEntry]) -> str:
    """The key of the page to open on."""
    keys = [entry.key for entry in entries]
    wanted = [key for key in home_pages(actor.role) if key in keys]
    return (wanted or keys)[0]
