"""Starts the real program in this process, works its widgets, waits for what they show, and takes pictures."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget

from vms.app import Options, Program, make_application
from vms.assembly import Assembly
from vms.core.redact import Secret
from vms.ui import i18n
from vms.ui.desktop import Desktop
from vms.ui.first_run.pages import StaffPage, StartPage
from vms.ui.first_run.storage_page import StoragePage
from vms.ui.first_run.wizard import Wizard
from vms.ui.login.page import SignInPage
from vms.ui.main_window import MainWindow
from vms.ui.page import Page

W = TypeVar("W", bound=QWidget)
P = TypeVar("P", bound=Page)

BOARD, GUARD, IT = "hieutruong", "baove", "cntt"
PASSWORDS = {BOARD: "Sen-vang-ho-Tay-26", GUARD: "Cong-truong-24-gio", IT: "Day-mang-phong-Tin"}


class StoryError(Exception):
    """A step didn't show what it should."""


class Driver:
    """One run of the program with a data folder of its own. Everything happens on the GUI thread."""

    def __init__(self, out: Path, cameras: int = 12, size: tuple[int, int] = (1366, 690)) -> None:
        self.out, self._size, self._shots = out, size, 0
        found = QApplication.instance()
        self.app = found if isinstance(found, QApplication) else make_application(["vms"])
        i18n.apply("vi")
        self.program = Program(Options(data=out / "data", demo_cameras=cameras))
        self.faults: list[str] = []

    def __enter__(self) -> Driver:
        self.out.mkdir(parents=True, exist_ok=True)
        # What a slot raises would only be printed: it must fail the story.
        sys.excepthook = self._unexpected
        self.program.open()
        self.desktop.resize(*self._size)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is not None:
                self.shot("failed")
        finally:
            # Also when the window can't even be painted: the recorder would go on for ever.
            self.program.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        sys.excepthook = sys.__excepthook__
        if error is None and self.faults:
            raise StoryError(f"unexpected exceptions: {self.faults}")

    def _unexpected(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        self.faults.append(repr(error))
        sys.__excepthook__(kind, error, trace)

    # What is there

    @property
    def desktop(self) -> Desktop:
        """The one window."""
        assert self.program.desktop is not None
        return self.program.desktop

    @property
    def assembly(self) -> Assembly:
        """The services behind the window, to check what the window says."""
        assert self.program.assembly is not None
        return self.program.assembly

    def shown(self, kind: type[W]) -> W:
        """What the window shows, which must be of this kind."""
        shown = self.desktop.shown
        if not isinstance(shown, kind):
            raise StoryError(f"the window shows {type(shown).__name__}, not {kind.__name__}")
        return shown

    def page(self, kind: type[P]) -> P:
        """The page in front, which must be of this kind."""
        page = self.shown(MainWindow).current_page
        if not isinstance(page, kind):
            raise StoryError(f"the page is {type(page).__name__}, not {kind.__name__}")
        return page

    def log(self) -> list[dict]:
        """The program's own log so far."""
        text = self.program.folder.log.read_text("utf-8")
        return [json.loads(line) for line in text.splitlines()]

    # Time

    def wait(self, condition: Callable[[], object], seconds: float, what: str | Callable[[], str]) -> None:
        """Let the program run until the condition holds. Raises StoryError, with ``what`` as it is at the end."""
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                raise StoryError(f"not within {seconds} s: {what if isinstance(what, str) else what()}")
            QCoreApplication.processEvents()
            time.sleep(0.004)
        self.settle(0.05)

    def settle(self, seconds: float) -> None:
        """Let the program run for a while."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            QCoreApplication.processEvents()
            time.sleep(0.004)

    # Hands

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """The left button, in the middle unless a place is given."""
        if not widget.isVisible() or not widget.isEnabled():
            raise StoryError(f"{type(widget).__name__} {widget.accessibleName()!r} can't be clicked")
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())
        QCoreApplication.processEvents()

    def key(self, widget: QWidget, key: Qt.Key) -> None:
        """A key, pressed and let go."""
        QTest.keyClick(widget, key)
        QCoreApplication.processEvents()

    def type(self, field: QLineEdit, text: str) -> None:
        """Into an emptied field, as an input method does: QTest can't press composed Vietnamese letters."""
        field.setFocus()
        field.clear()
        field.insert(text)
        field.textEdited.emit(field.text())
        QCoreApplication.processEvents()

    def open_page(self, key: str) -> None:
        """By the rail."""
        self.click(self.shown(MainWindow).rail.button(key))

    @contextmanager
    def answering(self, kind: type[W], answer: Callable[[W], None]) -> Iterator[None]:
        """Inside, a modal dialog of this kind is answered as soon as it shows. Raises StoryError when none came."""
        answered: list[bool] = []
        poll = QTimer()
        poll.setInterval(30)

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, kind) and dialog.isVisible() and not answered:
                answered.append(True)
                poll.stop()
                try:
                    answer(dialog)
                except Exception as error:  # noqa: BLE001 - told to the story, and the dialog must not stay open
                    self.faults.append(repr(error))
                    if isinstance(dialog, QDialog):
                        dialog.reject()

        poll.timeout.connect(look)
        poll.start()
        yield
        if not answered:
            self.wait(lambda: bool(answered), 5, f"dialog {kind.__name__}")
        poll.stop()

    def shot(self, name: str, widget: QWidget | None = None) -> Path:
        """A picture of the window, or of a dialog over it."""
        self._shots += 1
        path = self.out / f"{self._shots:02d}-{name}.png"
        (widget or self.desktop).grab().save(str(path))
        return path

    # Ways walked in every story

    def first_run(self, *, shots: bool = False) -> None:
        """The wizard with the demo school and three accounts, up to the board's first window."""
        wizard = self.shown(Wizard)
        self._step(wizard, "first-run-language", shots)
        start = wizard.pages[1]
        assert isinstance(start, StartPage)
        self.type(start.name, "Lê Thị Minh Hà")
        start.title.setCurrentIndex(0)
        self.type(start.username, BOARD)
        self.type(start.passwords.first, PASSWORDS[BOARD])
        self.type(start.passwords.second, PASSWORDS[BOARD])
        self._step(wizard, "first-run-account", shots)
        storage = wizard.pages[2]
        assert isinstance(storage, StoragePage)
        self.type(storage.school, "Trường Tiểu học Bình Minh")
        self.type(storage.parent_body, "UBND phường An Hòa")
        self._step(wizard, "first-run-storage", shots)
        staff = wizard.pages[3]
        assert isinstance(staff, StaffPage)
        for form, (name, username) in zip(
            staff.forms, (("Nguyễn Văn Hùng", GUARD), ("Võ Thanh Tùng", IT)), strict=True
        ):
            self.type(form.name, name)
            self.type(form.username, username)
            self.type(form.passwords.first, PASSWORDS[username])
            self.type(form.passwords.second, PASSWORDS[username])
        self._step(wizard, "first-run-staff", shots)
        self._step(wizard, "first-run-done", shots)
        self.wait(lambda: isinstance(self.desktop.shown, MainWindow), 60, "the board's window after the first run")

    def _step(self, wizard: Wizard, name: str, shots: bool) -> None:
        if shots:
            self.settle(0.1)
            self.shot(name)
        if not wizard.next.isEnabled():
            raise StoryError(f"{name}: can't go on")
        self.click(wizard.next)

    def sign_out(self) -> None:
        """Back to the sign-in page."""
        self.desktop.sign_out()
        self.wait(lambda: isinstance(self.desktop.shown, SignInPage), 5, "the sign-in page")

    def sign_in(self, username: str, password: Secret | None = None) -> None:
        """Type name and password, press the button."""
        page = self.shown(SignInPage)
        self.type(page.card.username, username)
        self.type(page.card.password, (password or Secret(PASSWORDS[username])).reveal())
        self.click(page.card.button)
        if password is None:
            self.wait(lambda: isinstance(self.desktop.shown, MainWindow), 10, f"{username} signed in")
            # The window remembers its place, which the small offscreen screen cuts down.
            self.desktop.resize(*self._size)
