"""The one window on the screen. It shows the first start, the sign-in or a person's window, and swaps between them."""

from __future__ import annotations

import base64
import logging
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QMainWindow, QWidget

from vms.core.log import event
from vms.core.paths import DataFolder
from vms.services.accounts import Action, Actor, Role
from vms.ui import i18n, theme
from vms.ui.arrange import column
from vms.ui.controls import EmptyState
from vms.ui.first_run.plan import LANGUAGE, Plan
from vms.ui.first_run.wizard import Wizard
from vms.ui.icons import icon
from vms.ui.kiosk import KioskDoor
from vms.ui.login.page import SignInPage
from vms.ui.main_window import MainWindow
from vms.ui.parts import Parts
from vms.ui.place import keep_place, read_place
from vms.ui.roles import default_scheme
from vms.ui.session import Session
from vms.ui.tokens import Scheme
from vms.ui.wall.screen_keeper import ScreenKeeper, monitors
from vms.ui.wall.screens import placement_of

translate = QCoreApplication.translate
_log = logging.getLogger(__name__)


class Desktop(QMainWindow):
    """Owned by the front door, which gives it the parts. GUI thread. ``plan_finished`` carries the wizard's Plan.

    ``kiosk``: whoever signs in sees the wall and nothing else; without it the school's setting decides for guards.
    """

    plan_finished = Signal(object)
    closed = Signal()

    def __init__(self, folder: DataFolder, *, kiosk: bool = False) -> None:
        super().__init__()
        self._kiosk_always = kiosk
        self._kiosk = self._ending = False
        self._door: KioskDoor | None = None
        self._folder = folder
        self.place = read_place(folder)
        self._parts: Parts | None = None
        self._session: Session | None = None
        self._shown: QWidget | None = None
        self._was_maximized = False
        self.keeper = ScreenKeeper(self)
        self.setMinimumSize(1024, 600)
        self.resize(1366, 690)
        self._look(Scheme(self.place.scheme), self.place.text_scale, self.place.language)

    def show_first(self) -> None:
        """On a screen the window opens as large as it; the size of each person comes back at sign-in."""
        if QGuiApplication.platformName() == "offscreen":
            self.show()
        else:
            self.showMaximized()

    # -- what is shown ---------------------------------------------------------------------------------------------

    @property
    def shown(self) -> QWidget | None:
        """The wizard, the sign-in page, a MainWindow, or the waiting page."""
        return self._shown

    def show_waiting(self, title: str, text: str) -> None:
        """Something has to be ready first."""
        page = QWidget()
        page.setProperty("kind", "page")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column(EmptyState("timer-sand", title, text), parent=page)
        self._swap(page)

    def show_wizard(self, plan: Plan, step: int = LANGUAGE) -> Wizard:
        """The first start."""
        wizard = Wizard(plan, step)
        wizard.finished.connect(self.plan_finished)
        wizard.language_chosen.connect(self._wizard_language)
        self._swap(wizard)
        event(_log, "first_run_shown")
        return wizard

    def show_sign_in(self, parts: Parts) -> SignInPage:
        """Nobody is signed in."""
        self._parts, self._session = parts, None
        page = SignInPage(parts.accounts, parts.tasks, parts.clock, parts.school.profile().name, self.place.last_user)
        page.signed_in.connect(self.open_session)
        page.language_chosen.connect(self._sign_in_language)
        self._swap(page)
        event(_log, "sign_in_shown")
        return page

    def open_session(self, actor: Actor) -> MainWindow:
        """Somebody is signed in: their look, their pages."""
        assert self._parts is not None
        self._session = Session(actor, on_card=self.place.on_card)
        wanted = self._preferences(actor)
        scheme, scale, language = Scheme(wanted["theme"]), int(wanted["text_scale"]), str(wanted["language"])
        self._look(scheme, scale, language)
        self.place = replace(
            self.place, language=language, scheme=scheme.value, text_scale=scale, last_user=actor.username
        )
        keep_place(self._folder, self.place)
        placement = placement_of(wanted["placement"])
        if placement is not None:
            self.keeper.put(placement, monitors())
        elif wanted["geometry"]:  # kept by an earlier version
            self.restoreGeometry(QByteArray(base64.b64decode(str(wanted["geometry"]))))
        guards = actor.role is Role.GUARD and self._parts.school.kiosk_for_guards()
        self._set_kiosk((self._kiosk_always or guards) and self._parts.accounts.may(actor, Action.WATCH_LIVE))
        event(_log, "session_opened", user=actor.user_id, role=actor.role.value)
        return self._build()

    def set_parts(self, parts: Parts, folder: DataFolder) -> None:
        """Another data folder was chosen in the wizard."""
        self._parts, self._folder = parts, folder

    def sign_out(self) -> None:
        """Back to the sign-in page."""
        if self._session and self._parts:
            parts, actor = self._parts, self._session.actor
            self._keep_geometry()
            parts.tasks.submit(lambda: parts.accounts.sign_out(actor), lambda _none: None, _log_failure)
            event(_log, "session_closed", user=actor.user_id)
            self._full_screen(False)
            self.show_sign_in(parts)

    def end(self) -> None:
        """Close what is shown; afterwards services may be closed."""
        self._ending = True
        self._keep_geometry()
        self.keeper.stop()
        self._swap(None)

    def closeEvent(self, event_: QCloseEvent) -> None:
        """The program ends with its window; the other windows of the wall close with it. A kiosk asks first."""
        if self._kiosk and not self._ending:
            event_.ignore()
            self.ask_to_leave_kiosk()
            return
        if isinstance(self._shown, MainWindow) and self._shown.walls:
            self._keep_geometry()
            self._shown.walls.shutdown()
        self.keeper.stop()
        self.closed.emit()
        super().closeEvent(event_)

    def changeEvent(self, event_: QEvent) -> None:
        """Full screen also comes and goes with the monitor, and comes back with the person."""
        super().changeEvent(event_)
        shown = self._shown
        changed = event_.type() == QEvent.Type.WindowStateChange
        if changed and self._kiosk and not self._ending and not self.isFullScreen():
            QTimer.singleShot(0, self, self._stay_kiosk)
            return
        if changed and isinstance(shown, MainWindow) and shown.full_screen != self.isFullScreen():
            shown.set_full_screen(self.isFullScreen())

    # -- look --------------------------------------------------------------------------------------------------------

    def change_look(self, scheme: str, scale: int, language: str) -> None:
        """Theme at once; another language or text size builds the window anew on the same page."""
        again = language != i18n.language() or scale != theme.text_scale()
        self._look(Scheme(scheme), scale, language)
        self.place = replace(self.place, language=language, scheme=scheme, text_scale=scale)
        keep_place(self._folder, self.place)
        if again and isinstance(self._shown, MainWindow):
            key = self._shown.current_page.key
            self._build().show_page(key)

    def _choose_card(self, on: bool) -> None:
        self.place = replace(self.place, on_card=on)
        keep_place(self._folder, self.place)

    def _look(self, scheme: Scheme, scale: int, language: str) -> None:
        if language != i18n.language():
            i18n.apply(language)
        theme.apply(scheme, scale)
        self.setWindowTitle(translate("Desktop", "School camera management"))
        self.setWindowIcon(icon("school", "accent"))

    def _wizard_language(self, code: str, plan: Plan) -> None:
        self._look(theme.scheme(), theme.text_scale(), code)
        self.place = replace(self.place, language=code)
        self.show_wizard(plan)

    def _sign_in_language(self, code: str) -> None:
        self._look(theme.scheme(), theme.text_scale(), code)
        self.place = replace(self.place, language=code)
        keep_place(self._folder, self.place)
        if self._parts:
            self.show_sign_in(self._parts)

    # -- kiosk -------------------------------------------------------------------------------------------------------

    @property
    def door(self) -> KioskDoor | None:
        """The card that asks for a password, while it is there."""
        return self._door

    def ask_to_leave_kiosk(self) -> None:
        """Somebody wants to close, minimise or leave: only with a password of somebody with the right."""
        if self._door is not None or self._parts is None:
            return
        door = KioskDoor(self, self._parts, self._session.actor if self._session else None)
        door.opened.connect(self._leave_kiosk)
        door.left.connect(self._door_gone)
        self._door = door
        door.show_over()

    def _door_gone(self) -> None:
        self._door = None

    def _leave_kiosk(self) -> None:
        event(_log, "kiosk_left")
        if isinstance(self._shown, MainWindow):
            self._shown.set_kiosk(False)
        self._set_kiosk(False)

    def _set_kiosk(self, on: bool) -> None:
        if on == self._kiosk:
            return
        seen = self.isVisible()
        self._kiosk = on
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint, on)
        if not seen:
            return
        if on:
            self.showFullScreen()
        else:
            self.showMaximized()

    def _stay_kiosk(self) -> None:
        if self._kiosk and not self.isFullScreen():
            self.showFullScreen()

    # -- inside ------------------------------------------------------------------------------------------------------

    def _build(self) -> MainWindow:
        assert self._parts is not None
        assert self._session is not None
        window = MainWindow(self._parts, self._session, kiosk=self._kiosk)
        window.leave_kiosk_wanted.connect(self.ask_to_leave_kiosk)
        window.sign_out_wanted.connect(self.sign_out, Qt.ConnectionType.QueuedConnection)
        window.full_screen_wanted.connect(self._full_screen)
        window.navigator.card_chosen.connect(self._choose_card)
        window.navigator.look_changed.connect(self.change_look, Qt.ConnectionType.QueuedConnection)
        self._swap(window)
        if self.isFullScreen():
            window.set_full_screen(True)
        if window.walls:
            window.walls.restore()
        event(_log, "window_shown", page=window.current_page.key)
        return window

    def _swap(self, widget: QWidget | None) -> None:
        old, self._shown = self._shown, widget
        if isinstance(old, MainWindow | SignInPage):
            old.shutdown()
        if old is not None:
            self.takeCentralWidget()
            old.hide()
            old.deleteLater()
        if widget is not None:
            self.setCentralWidget(widget)
            widget.show()

    def _full_screen(self, on: bool) -> None:
        if on == self.isFullScreen() or self._kiosk:
            return
        if on:
            self._was_maximized = self.isMaximized()
            self.showFullScreen()
        else:
            self.showMaximized() if self._was_maximized else self.showNormal()

    def _preferences(self, actor: Actor) -> dict[str, Any]:
        assert self._parts is not None
        defaults: dict[str, Any] = {
            "theme": default_scheme(actor.role).value,
            "text_scale": self.place.text_scale,
            "language": self.place.language,
            "geometry": "",
            "placement": {},
        }
        return {key: self._parts.preferences.get(actor, key, default) for key, default in defaults.items()}

    def _keep_geometry(self) -> None:
        if self._session and self._parts and not self._kiosk:
            kept = self.keeper.placement().kept()
            self._parts.preferences.set(self._session.actor, "placement", kept)


def _log_failure(error: Exception) -> None:
    _log.error("sign_out_not_logged", exc_info=error)
