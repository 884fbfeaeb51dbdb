"""The window of one signed-in person: top bar, rail, pages, lock. It assembles and holds no logic of its own."""

from __future__ import annotations

import logging
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from vms.core.errors import VmsError
from vms.core.instants import time_text
from vms.services.archive import MarkView
from vms.ui.actions import Command
from vms.ui.arrange import column, row
from vms.ui.boards import Boards
from vms.ui.command_palette import CommandPalette
from vms.ui.dialogs import ErrorCard
from vms.ui.key_sheet import KeySheet
from vms.ui.login.lock import LockScreen
from vms.ui.messages import explain
from vms.ui.navigator import Navigator, Toast
from vms.ui.overlay import Overlay
from vms.ui.page import Page
from vms.ui.pages import home_of, pages_of
from vms.ui.parts import Parts
from vms.ui.rail import Rail
from vms.ui.roles import big_clock, role_text
from vms.ui.session import Session
from vms.ui.toasts import Toasts
from vms.ui.top_bar import TopBar
from vms.ui.wall.page import WallPage
from vms.ui.wall.wall_windows import WallWindows

translate = QCoreApplication.translate
_log = logging.getLogger(__name__)
LARGE_FROM = 1000  # a screen of 1080 lines less title bar and task bar


class MainWindow(QWidget):
    """Pages are made when first shown. ``shutdown`` must be called before the window goes."""

    sign_out_wanted = Signal()
    full_screen_wanted = Signal(bool)
    leave_kiosk_wanted = Signal()

    def __init__(self, parts: Parts, session: Session, parent: QWidget | None = None, *, kiosk: bool = False) -> None:
        super().__init__(parent)
        self.kiosk = False  # the wall and nothing else, until somebody with the right opens it
        self.setProperty("kind", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.parts, self.session = parts, session
        self.navigator = Navigator(self)
        self.entries = {entry.key: entry for entry in pages_of(session.actor, parts.accounts)}
        actor = session.actor
        self.top_bar = TopBar(
            parts.clock, actor.name, actor.title or role_text(actor.role), big_clock=big_clock(actor.role)
        )
        self.top_bar.set_school(parts.school.profile().name)
        self.rail = Rail([entry.item() for entry in self.entries.values()], translate("MainWindow", "Pages"))
        self._stack = QStackedWidget()
        self._below = QWidget()
        lower = row(self.rail, spacing=0, parent=self._below)
        lower.addWidget(self._stack, 1)
        outer = column(self.top_bar, spacing=0, parent=self)
        outer.addWidget(self._below, 1)
        self.toasts = Toasts(self)
        self._pages: dict[str, Page] = {}
        self.walls = WallWindows(parts, session, self.navigator, self) if "wall" in self.entries else None
        self.boards = Boards(parts, session, self.navigator, self, self.top_bar, lambda: self.is_locked or self.kiosk)
        self._current = ""
        self._overlay: Overlay | None = None
        self._lock: LockScreen | None = None
        self._full = False
        self._connect()
        self._make_shortcuts()
        self.show_page(home_of(actor, list(self.entries.values())))
        if "wall" in self.entries:
            self.page("wall")  # it counts the alarms, also for those who open on another page
        if kiosk and "wall" in self.entries:
            self.show_page("wall")
            self.set_kiosk(True)

    # -- pages -----------------------------------------------------------------------------------------------------

    @property
    def current_page(self) -> Page:
        """The page in front."""
        return self._pages[self._current]

    def page(self, key: str) -> Page:
        """A page of this rail, made now if need be. Raises KeyError for a page the role may not see."""
        if key not in self._pages:
            made = self.entries[key].make(self.parts, self.session, self.navigator, self._stack)
            self._pages[key] = made
            self._stack.addWidget(made)
            if self.walls and isinstance(made, WallPage):
                self.walls.join(made)
        return self._pages[key]

    def show_page(self, key: str) -> bool:
        """Bring a page to the front; False when the role has no such page."""
        if key not in self.entries or (self.kiosk and key != "wall"):
            return False
        page = self.page(key)
        if key != self._current:
            if self._current:
                self.current_page.deactivate()
            self._current = key
            self._stack.setCurrentWidget(page)
            self.rail.set_current(key)
            page.activate()
        return True

    def shutdown(self) -> None:
        """Close every page and stop every timer of the window."""
        if self._lock:
            self._lock.stop()
        self.top_bar.stop()
        self.boards.stop()
        if self.walls:
            self.walls.shutdown()
        for page in self._pages.values():
            page.shutdown()

    # -- lock ------------------------------------------------------------------------------------------------------

    @property
    def full_screen(self) -> bool:
        """Whether rail and school are away."""
        return self._full

    @property
    def is_locked(self) -> bool:
        """Whether the lock is on."""
        return self._lock is not None

    def lock(self) -> None:
        """Ask for the password from here on; the wall goes on, other pages are hidden."""
        if self._lock:
            return
        self._close_overlay()
        self.boards.close()
        seen = self.entries[self._current].behind_lock
        if not seen:
            self.current_page.deactivate()
        self._lock = LockScreen(self._below, self.parts, self.session, opaque=not seen)
        self._lock.unlocked.connect(self._unlock)
        self._lock.switch_wanted.connect(self.sign_out_wanted)
        self.rail.setEnabled(False)
        self._stack.setEnabled(False)
        self.top_bar.set_locked(True)
        self._lock_walls(True)
        self._lock.open()
        actor, accounts = self.session.actor, self.parts.accounts
        self.parts.tasks.submit(lambda: accounts.locked(actor), lambda _none: None, self.navigator.fail)

    def _unlock(self) -> None:
        lock, self._lock = self._lock, None
        if lock is None:
            return
        lock.stop()
        lock.dismiss()
        self.rail.setEnabled(True)
        self._stack.setEnabled(True)
        self.top_bar.set_locked(False)
        self._lock_walls(False)
        if not self.entries[self._current].behind_lock:
            self.current_page.activate()
        self.current_page.setFocus()

    def _lock_walls(self, locked: bool) -> None:
        if self.walls:
            self.walls.set_locked(locked)

    # -- layers ----------------------------------------------------------------------------------------------------

    def open_palette(self) -> CommandPalette | None:
        """Ctrl+K."""
        if self._lock or self.kiosk:
            return None
        self._close_overlay()
        palette = CommandPalette(self, self.commands())
        self._show_overlay(palette)
        palette.open()
        return palette

    def open_keys(self) -> KeySheet | None:
        """F1."""
        if self._lock:
            return None
        self._close_overlay()
        sheet = KeySheet(self)
        self._show_overlay(sheet)
        sheet.open()
        return sheet

    def commands(self) -> list[Command]:
        """What the palette offers: pages, cameras, and what the window itself can do."""
        found = [
            Command(
                entry.item().text.replace("\n", " "),
                entry.icon_name,
                partial(self.navigator.show_page.emit, entry.key),
                f"Ctrl+{at}",
            )
            for at, entry in enumerate(self.entries.values(), 1)
        ]
        found += [
            Command(translate("MainWindow", "Full screen"), "fullscreen", self.toggle_full_screen, "F11"),
            Command(translate("MainWindow", "Lock the screen"), "lock", self.lock, "Ctrl+L"),
            *self.boards.commands(),
            *self._wall_commands(),
            Command(translate("MainWindow", "Keyboard"), "keyboard", lambda: _drop(self.open_keys()), "F1"),
            Command(translate("MainWindow", "Sign out"), "logout", self.sign_out_wanted.emit),
        ]
        return found + self._camera_commands()

    def _wall_commands(self) -> list[Command]:
        if not self.walls:
            return []
        text = translate("MainWindow", "New wall window")
        return [Command(text, "monitor-multiple", self.walls.open_new, "Ctrl+Shift+N")]

    def _camera_commands(self) -> list[Command]:
        if "wall" not in self.entries:
            return []
        navigator, now = self.navigator, self.parts.clock.now_us()
        found = []
        for camera in self.parts.cameras.all(self.session.actor):
            words = translate("MainWindow", "Watch {0}").format(camera.label)
            found.append(Command(words, "cctv", partial(navigator.show_camera.emit, camera.id)))
            if "archive" in self.entries:
                words = translate("MainWindow", "Play back {0}").format(camera.label)
                found.append(Command(words, "history", partial(navigator.open_archive.emit, camera.id, now)))
        return found

    def _show_overlay(self, overlay: Overlay) -> None:
        self._overlay = overlay
        overlay.destroyed.connect(self._overlay_gone)

    def _overlay_gone(self) -> None:
        self._overlay = None

    def _close_overlay(self) -> bool:
        overlay, self._overlay = self._overlay, None
        if overlay is None:
            return False
        overlay.destroyed.disconnect(self._overlay_gone)
        overlay.dismiss()
        return True

    # -- the window itself -----------------------------------------------------------------------------------------

    def toggle_full_screen(self) -> None:
        """F11."""
        self.set_full_screen(not self._full)

    def set_full_screen(self, on: bool) -> None:
        """Rail and school leave; page, clock and alarms stay. A kiosk asks for a password first."""
        if self.kiosk and not on:
            self.leave_kiosk_wanted.emit()
            return
        self._full = on
        self.rail.setVisible(not on)
        self.top_bar.set_full_screen(on)
        self.current_page.set_full_screen(on)
        self.full_screen_wanted.emit(on)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """From 1080 lines bar and rail are larger."""
        super().resizeEvent(event)
        large = self.height() >= LARGE_FROM
        self.top_bar.set_large(large)
        self.rail.set_large(large)

    def set_kiosk(self, on: bool) -> None:
        """The wall, the clock and the alarms, and no way to anything else; or an ordinary window again."""
        self.kiosk = on
        self.set_full_screen(on)
        if self.walls:
            self.walls.set_kiosk(on)

    def show_error(self, error: Exception) -> None:
        """An error in three parts, over the window; one of our own faults goes to the log too."""
        if not isinstance(error, VmsError):
            _log.error("unexpected", exc_info=error)
        card = ErrorCard(explain(error), self.parts.clock.now_us(), self)
        card.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        card.open()

    def _escape(self) -> None:
        if not self._close_overlay() and self._full and not self._lock and not self.kiosk:
            self.set_full_screen(False)

    def _at_nth(self, at: int) -> None:
        keys = list(self.entries)
        if at < len(keys) and not self._lock:
            self.show_page(keys[at])

    def _make_shortcuts(self) -> None:
        pairs = [
            ("Ctrl+K", lambda: _drop(self.open_palette())),
            ("F1", lambda: _drop(self.open_keys())),
            ("F11", self.toggle_full_screen),
            ("Ctrl+L", self.lock),
            ("Ctrl+J", self.navigator.show_jobs.emit),
            ("Ctrl+Shift+N", self.navigator.window_wanted.emit),
            ("Esc", self._escape),
            *((f"Ctrl+{at + 1}", partial(self._at_nth, at)) for at in range(9)),
        ]
        for keys, act in pairs:
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _connect(self) -> None:
        navigator, bar = self.navigator, self.top_bar
        self.rail.chosen.connect(self.show_page)
        bar.lock_wanted.connect(self.lock)
        bar.sign_out_wanted.connect(self.sign_out_wanted)
        bar.settings_wanted.connect(partial(self.show_page, "settings"))
        bar.keys_wanted.connect(self.open_keys)
        bar.alarms_wanted.connect(navigator.show_alarms)
        navigator.show_page.connect(self.show_page)
        navigator.show_incident.connect(partial(self._pass_on, "incidents", navigator.show_incident))
        navigator.show_camera.connect(partial(self._pass_on, "wall", navigator.show_camera))
        navigator.open_archive.connect(partial(self._pass_on, "archive", navigator.open_archive))
        navigator.show_alarms.connect(partial(self._pass_on, "wall", navigator.show_alarms))
        navigator.mark.connect(self._mark)
        navigator.alarms_changed.connect(bar.set_alarms)
        navigator.alarms_muted.connect(bar.set_muted)
        bar.unmute_wanted.connect(navigator.unmute_alarms)
        navigator.badge_changed.connect(self.rail.set_count)
        navigator.full_screen_wanted.connect(self.set_full_screen)
        navigator.school_changed.connect(bar.set_school)
        navigator.notified.connect(self.toasts.show_toast)
        navigator.error_raised.connect(self.show_error)
        for raised in (navigator.show_page, navigator.show_incident, navigator.open_archive, navigator.show_alarms):
            raised.connect(self._come_forward)
        if self.walls:
            self.walls.lock_wanted.connect(self.lock)
            for wanted, act in (
                (self.walls.keys_wanted, self.open_keys),
                (self.walls.palette_wanted, self.open_palette),
            ):
                wanted.connect(self._come_forward)
                wanted.connect(act)

    def _come_forward(self) -> None:
        """Something was asked for from another window of the wall: it is shown in this one."""
        if not self.isActiveWindow() and self.walls and self.walls.windows:
            self.window().activateWindow()

    def _pass_on(self, key: str, signal: object, *values: object) -> None:
        """Show the page. One that was only made now wasn't listening yet: tell it again."""
        known = key in self._pages
        if self.show_page(key) and not known:
            signal.emit(*values)  # type: ignore[attr-defined]

    def _mark(self, camera_id: int, instant_us: int) -> None:
        actor, archive = self.session.actor, self.parts.archive
        note = translate("MainWindow", "Marked on the live wall")

        def undo(mark: MarkView) -> None:
            self.parts.tasks.submit(lambda: archive.remove_mark(actor, mark.id), _drop, self.navigator.fail)

        def done(mark: MarkView) -> None:
            told = f"{mark.camera} · {time_text(mark.instant_us)}"
            self.toasts.show_toast(Toast(translate("MainWindow", "Marked this moment"), told, undo=lambda: undo(mark)))

        def work() -> MarkView:
            return archive.mark(actor, camera_id, instant_us, note)

        self.parts.tasks.submit(work, done, self.navigator.fail)


def _drop(_made: object) -> None:
    """For a slot that has no use for what it made."""
