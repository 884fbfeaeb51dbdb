"""The one place where threads meet Qt: a callable from any thread runs on the GUI thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot


class Bridge(QObject):
    """``post`` from any thread; the callable runs on the thread that made the bridge, in order, when it is idle.

    After ``close`` nothing runs any more: what was posted late is dropped, because the widgets it is for are gone.
    """

    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open = True
        self._posted.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def post(self, call: Callable[[], None]) -> None:
        """Run ``call`` on the GUI thread, later; never waits."""
        if self._open:
            self._posted.emit(call)

    def close(self) -> None:
        """From the GUI thread, at the end."""
        assert QThread.currentThread() is self.thread()
        self._open = False

    @Slot(object)
    def _run(self, call: Callable[[], None]) -> None:
        if self._open:
            call()
