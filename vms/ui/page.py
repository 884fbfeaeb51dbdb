"""What a page of the window is: made when first shown, told when it comes and goes, closed at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from vms.ui.navigator import Navigator
    from vms.ui.parts import Parts
    from vms.ui.session import Session


class Page(QWidget):
    """One page of the rail. Everything happens on the GUI thread.

    The window makes a page the first time it is wanted, calls ``activate`` each time it comes to the front and
    ``deactivate`` when it leaves (also when the screen is locked, except the wall, which keeps running), and
    ``shutdown`` once before it is destroyed: timers stopped, views closed, callbacks of services taken off.
    """

    key: ClassVar[str] = ""

    def __init__(self, parts: Parts, session: Session, navigator: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.parts, self.session, self.navigator = parts, session, navigator

    def activate(self) -> None:
        """The page is in front now; start what only a visible page needs."""

    def deactivate(self) -> None:
        """Another page is in front; stop what only a visible page needs."""

    def set_full_screen(self, on: bool) -> None:
        """The window went to full screen or came back; hide or show docks and bars of the page."""

    def shutdown(self) -> None:
        """The window closes or is rebuilt; let go of everything."""
